//! `redress pull`: what was published to a regional body in another deployment, handed over to its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    client::{Authorised, CallArgs, ServerArgs, WithToken, print, request_id},
};
use crate::{
    api::wire::{self, releases_service_client::ReleasesServiceClient},
    domain::limits,
};

/// From where, for whom and to where.
#[derive(Debug, clap::Args)]
pub struct Pull {
    /// The deployment to pull from.
    #[arg(long, value_name = "URL")]
    from: String,
    /// The certificate authority that its TLS certificate is from, PEM; needed for https.
    #[arg(long, value_name = "FILE")]
    from_ca: Option<PathBuf>,
    /// The file of the token of the body's client there.
    #[arg(long, value_name = "FILE")]
    from_token_file: PathBuf,
    /// The id of the regional body there.
    #[arg(long)]
    authority: String,
    /// Its id in its own deployment [default: the same].
    #[arg(long, value_name = "BODY")]
    into: Option<String>,
    /// Where the position is kept that the next pull goes on after; one file for each deployment that is pulled from.
    #[arg(long, value_name = "FILE")]
    cursor: PathBuf,
    #[command(flatten)]
    own: CallArgs,
}

/// What one call hands over stays under what a message may hold.
const BYTES_AT_ONCE: usize = limits::RELEASE_TEXT_BYTES_MAX;

/// Pulls and hands over. The position is kept after each part that was received: however it ended, the next one goes
/// on there, and a release that comes twice is received once.
///
/// # Errors
/// Why not everything was handed over.
pub async fn run(args: Pull) -> Outcome {
    let other = ServerArgs {
        server: args.from,
        ca: args.from_ca,
        client_cert: None,
        client_key: None,
    };
    let token = WithToken::from_file(&args.from_token_file)?;
    let mut other = ReleasesServiceClient::with_interceptor(other.connect().await?, token);
    let (channel, token) = args.own.connect().await?;
    let body = args.into.as_ref().unwrap_or(&args.authority);
    let mut own = Own {
        client: ReleasesServiceClient::with_interceptor(channel, token),
        parent: format!("authorities/{body}"),
        cursor: args.cursor,
        releases: Vec::new(),
        bytes: 0,
        received: 0,
        calls: 0,
    };
    let request = wire::PullReleasesRequest {
        parent: format!("authorities/{}", args.authority),
        after_position: position(&own.cursor)?,
    };
    let mut pulled = other.pull_releases(request).await?.into_inner();
    while let Some(release) = pulled.message().await? {
        own.take(release).await?;
    }
    own.hand_over().await?;
    print(&format!("{} received\n", own.received))
}

/// The position that was kept; 0 for the first pull.
fn position(cursor: &Path) -> Result<i64, Box<dyn std::error::Error>> {
    match fs::read_to_string(cursor) {
        Ok(text) => {
            let position = text.trim().parse();
            Ok(position.map_err(|_| format!("{}: no position", cursor.display()))?)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(format!("{}: {error}", cursor.display()).into()),
    }
}

/// The body's own deployment, and what waits to be handed over to it.
struct Own {
    client: ReleasesServiceClient<Authorised>,
    parent: String,
    cursor: PathBuf,
    releases: Vec<wire::PulledRelease>,
    bytes: usize,
    received: usize,
    calls: usize,
}

impl Own {
    async fn take(&mut self, release: wire::PulledRelease) -> Outcome {
        let is_full = self.releases.len() == limits::RELEASES_AT_ONCE_MAX;
        if is_full || self.bytes + release.text.len() > BYTES_AT_ONCE {
            self.hand_over().await?;
        }
        self.bytes += release.text.len();
        self.releases.push(release);
        Ok(())
    }

    async fn hand_over(&mut self) -> Outcome {
        let Some(last) = self.releases.last().map(|release| release.position) else {
            return Ok(());
        };
        self.calls += 1;
        self.bytes = 0;
        let releases = std::mem::take(&mut self.releases);
        self.received += releases.len();
        let request = wire::ReceiveReleasesRequest {
            parent: self.parent.clone(),
            releases,
            request_id: format!("{}-{}", request_id(), self.calls),
            validate_only: false,
        };
        self.client.receive_releases(request).await?;
        let next = self.cursor.with_extension("next");
        fs::write(&next, format!("{last}\n"))?;
        fs::rename(&next, &self.cursor)?;
        Ok(())
    }
}
