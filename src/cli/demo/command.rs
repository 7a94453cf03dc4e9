//! `redress demo`: an embedded register in a temporary folder, the year pushed through it, and its tables.

use std::{fs, io::Write};

use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use tonic::transport::Endpoint;

use crate::{
    app::{
        App,
        opening::{KeyPlace, Place},
        sources::Sources,
    },
    cli::Outcome,
    server::{self, Options},
    telemetry::{self, LogFormat},
};

/// What the demo is to do beside showing the tables.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Stay up afterwards, and print how to call the register.
    #[arg(long)]
    serve: bool,
}

/// Shows the demo. An error if a figure differs without a known reason.
///
/// # Errors
/// Why it could not be shown.
pub async fn run(args: Demo) -> Outcome {
    telemetry::start(LogFormat::Text);
    let folder = tempfile::Builder::new().prefix("redress-demo-").tempdir()?;
    let place = Place {
        erasure_ledger: None,
        folder: folder.path().to_owned(),
        database_url: None,
        keys: KeyPlace::File(folder.path().join("master.key")),
        database_insecure: false,
    };
    let app = App::open_at(&place, Sources::system()).await?;
    let secret = fs::read_to_string(place.admin_token_file())?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let options = Options {
        reflection: true,
        ..Options::default()
    };
    let serving = tokio::spawn(server::serve(app, listener, options, stopped));
    let endpoint = Endpoint::from_shared(format!("http://{address}"))?;
    let as_expected = super::run(endpoint, secret.trim(), &mut std::io::stdout()).await?;
    if args.serve {
        let mut output = std::io::stdout();
        writeln!(
            output,
            "\nThe register stays up at {address} until Ctrl-C. With the admin's token"
        )?;
        writeln!(output, "  export REDRESS_TOKEN={}", secret.trim())?;
        writeln!(output, "ask it what it can do and whom it serves:")?;
        writeln!(output, "  grpcurl -plaintext {address} list")?;
        writeln!(
            output,
            "  grpcurl -plaintext -H \"authorization: Bearer $REDRESS_TOKEN\" {address} \
             redress.v1.ReferenceService/ListAuthorities"
        )?;
        let (mut interrupt, mut terminate) =
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
    stop.send_replace(true);
    serving.await??;
    if as_expected {
        Ok(())
    } else {
        Err("a figure differs from the published one without a known reason".into())
    }
}
