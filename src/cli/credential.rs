//! `redress credential`: what clients prove themselves by beside their tokens.

use clap::{Args, Subcommand};

use super::{
    Outcome,
    client::request_id,
    token::{Place, Register},
};
use crate::{
    api::{
        convert::access as convert,
        names,
        wire::{self, credential::Kind},
    },
    domain::{
        access::Credential,
        ids::{AuthorityId, ClientId},
    },
};

/// What to do with credentials.
#[derive(Debug, Subcommand)]
pub enum Credentials {
    /// Add a name of a client certificate, or a subject of an issuer's access tokens, to a client that there is.
    Add(Add),
    /// Remove a credential; what it is presented with is refused from the next call on.
    Remove(Remove),
    /// List the credentials of clients.
    List(List),
}

/// A credential to add.
#[derive(Debug, Args)]
pub struct Add {
    /// The client's id.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    what: What,
    #[command(flatten)]
    place: Place,
}

/// A credential.
#[derive(Debug, Args)]
#[group(required = true)]
struct What {
    /// A URI in the client certificate, such as a SPIFFE id.
    #[arg(long, conflicts_with_all = ["dns", "issuer"])]
    uri: Option<String>,
    /// A DNS name in the client certificate.
    #[arg(long, conflicts_with = "issuer")]
    dns: Option<String>,
    /// The issuer of access tokens, exactly as they have it.
    #[arg(long, requires = "subject")]
    issuer: Option<String>,
    /// What the issuer calls the client: an opaque id.
    #[arg(long, requires = "issuer")]
    subject: Option<String>,
}

/// A credential to remove.
#[derive(Debug, Args)]
pub struct Remove {
    /// The client's id.
    #[arg(long)]
    name: String,
    /// The credential's number.
    #[arg(long)]
    number: u16,
    #[command(flatten)]
    place: Place,
}

/// Whose credentials to list.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    place: Place,
}

impl What {
    fn read(&self) -> Result<Credential, String> {
        let read = match (&self.uri, &self.dns, &self.issuer, &self.subject) {
            (Some(uri), ..) => Credential::certificate_uri(uri),
            (_, Some(name), ..) => Credential::certificate_dns(name),
            (_, _, Some(issuer), Some(subject)) => Credential::subject(issuer, subject),
            _ => return Err("--uri, --dns, or --issuer and --subject are needed".to_owned()),
        };
        read.map_err(|wrong| format!("it {}", wrong.must))
    }
}

/// Does it.
///
/// # Errors
/// Why it was not done.
pub async fn run(command: Credentials) -> Outcome {
    match command {
        Credentials::Add(args) => add(args).await,
        Credentials::Remove(args) => remove(args).await,
        Credentials::List(args) => list(args).await,
    }
}

async fn add(args: Add) -> Outcome {
    let (authority, client) = (
        AuthorityId::parse(&args.place.authority)?,
        ClientId::parse(&args.name)?,
    );
    let credential = args.what.read()?;
    match args.place.register().await? {
        Register::Direct(app) => {
            app.add_credential_directly(&authority, &client, credential)
                .await?;
        }
        Register::Server(mut server) => {
            let add = wire::AddCredentialRequest {
                parent: names::client(&authority, &client),
                credential: Some(wire::Credential {
                    kind: Some(convert::kind(&credential)),
                    ..wire::Credential::default()
                }),
                request_id: request_id(),
                validate_only: false,
            };
            server.add_credential(add).await?;
        }
    }
    Ok(())
}

async fn remove(args: Remove) -> Outcome {
    let (authority, client) = (
        AuthorityId::parse(&args.place.authority)?,
        ClientId::parse(&args.name)?,
    );
    match args.place.register().await? {
        Register::Direct(app) => {
            app.remove_credential_directly(&authority, &client, args.number)
                .await?;
        }
        Register::Server(mut server) => {
            let remove = wire::RemoveCredentialRequest {
                name: names::credential(&authority, &client, args.number),
                request_id: request_id(),
                validate_only: false,
            };
            server.remove_credential(remove).await?;
        }
    }
    Ok(())
}

async fn list(args: List) -> Outcome {
    let authority = AuthorityId::parse(&args.place.authority)?;
    for client in super::token::clients(&args.place, &authority).await? {
        let id = client.name.rsplit('/').next().unwrap_or_default();
        for credential in client.credentials {
            let number = credential.name.rsplit('/').next().unwrap_or_default();
            let what = match credential.kind {
                Some(Kind::CertificateUri(uri)) => uri,
                Some(Kind::CertificateDns(name)) => name,
                Some(Kind::TokenSubject(of)) => format!("{} {}", of.issuer, of.subject),
                None => String::new(),
            };
            let state = match (credential.remove_time, client.disable_time) {
                (Some(_), _) => "removed",
                (None, Some(_)) => "client disabled",
                (None, None) => "good",
            };
            println!("{id}\t{number}\t{state}\t{what}");
        }
    }
    Ok(())
}
