//! `redress token`: through the Access service where a server runs, directly where none does.

use clap::{Args, Subcommand, ValueEnum};

use super::{
    Outcome,
    client::{Authorised, ServerArgs, WithToken},
};
use crate::{
    api::{
        convert::values::Wire,
        names,
        wire::{self, access_service_client::AccessServiceClient},
    },
    app::{App, opening::OpenError, sources::Sources},
    config::StoreArgs,
    domain::{
        access::Role,
        ids::{AuthorityId, ClientId},
        word::Word,
    },
};

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a token for a client, and the client if there is none; prints the secret, once.
    Create(Create),
    /// Revoke a token.
    Revoke(Revoke),
    /// List clients and their tokens.
    List(List),
}

/// A token to make.
#[derive(Debug, Args)]
pub struct Create {
    /// The client's id, such as crm.
    #[arg(long)]
    name: String,
    /// What the client is trusted to do.
    #[arg(long, value_enum)]
    role: RoleName,
    #[command(flatten)]
    place: Place,
}

/// A token to revoke.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The client's id.
    #[arg(long)]
    name: String,
    /// The token's number.
    #[arg(long)]
    number: u16,
    #[command(flatten)]
    place: Place,
}

/// Whose tokens to list.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    place: Place,
}

/// Whose tokens, and where the register is.
#[derive(Debug, Args)]
struct Place {
    /// The authority's id; `system` for the deployment itself.
    #[arg(long)]
    authority: String,
    #[command(flatten)]
    server: ServerArgs,
    /// The file of the admin's token [default: admin.token in the data folder].
    #[arg(long, env = "REDRESS_TOKEN_FILE", value_name = "FILE")]
    token_file: Option<std::path::PathBuf>,
    #[command(flatten)]
    store: StoreArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Intake,
    Officer,
    Analyst,
    Benchmark,
    Auditor,
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Intake => Self::Intake,
            RoleName::Officer => Self::Officer,
            RoleName::Analyst => Self::Analyst,
            RoleName::Benchmark => Self::Benchmark,
            RoleName::Auditor => Self::Auditor,
            RoleName::Admin => Self::Admin,
        }
    }
}

/// The register, by either way.
enum Register {
    Direct(App),
    Server(AccessServiceClient<Authorised>),
}

impl Place {
    async fn register(&self) -> Result<Register, Box<dyn std::error::Error>> {
        let place = self.store.place();
        match App::open_existing(&place, Sources::system()).await {
            Ok(app) => Ok(Register::Direct(app)),
            Err(OpenError::Held) => {
                let file = self
                    .token_file
                    .clone()
                    .unwrap_or_else(|| place.admin_token_file());
                let token = WithToken::from_file(&file)?;
                let channel = self.server.connect().await?;
                Ok(Register::Server(AccessServiceClient::with_interceptor(
                    channel, token,
                )))
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A request id that no other call has: the process and the moment.
fn request_id() -> String {
    let app = crate::app::sources::Sources::system();
    format!("cli-{}-{}", std::process::id(), app.now().timestamp_micros())
}

/// Does it.
///
/// # Errors
/// Why it was not done.
pub async fn run(command: Token) -> Outcome {
    match command {
        Token::Create(args) => create(args).await,
        Token::Revoke(args) => revoke(args).await,
        Token::List(args) => list(args).await,
    }
}

async fn create(args: Create) -> Outcome {
    let (authority, client) = (
        AuthorityId::parse(&args.place.authority)?,
        ClientId::parse(&args.name)?,
    );
    let role = Role::from(args.role);
    let secret = match args.place.register().await? {
        Register::Direct(app) => app.issue_directly(&authority, &client, role).await?,
        Register::Server(mut server) => {
            let save = wire::SaveClientRequest {
                parent: names::authority(&authority),
                client_id: client.to_string(),
                client: Some(wire::Client {
                    role: role.to_wire(),
                    ..Default::default()
                }),
                request_id: request_id(),
                validate_only: false,
            };
            server.save_client(save).await?;
            let parent = names::client(&authority, &client);
            let issue = wire::IssueTokenRequest {
                parent,
                request_id: request_id(),
                validate_only: false,
            };
            server.issue_token(issue).await?.into_inner().secret
        }
    };
    println!("{secret}");
    Ok(())
}

async fn revoke(args: Revoke) -> Outcome {
    let (authority, client) = (
        AuthorityId::parse(&args.place.authority)?,
        ClientId::parse(&args.name)?,
    );
    match args.place.register().await? {
        Register::Direct(app) => Ok(app.revoke_directly(&authority, &client, args.number).await?),
        Register::Server(mut server) => {
            let name = names::token(&authority, &client, args.number);
            let revoke = wire::RevokeTokenRequest {
                name,
                request_id: request_id(),
                validate_only: false,
            };
            server.revoke_token(revoke).await?;
            Ok(())
        }
    }
}

async fn list(args: List) -> Outcome {
    let authority = AuthorityId::parse(&args.place.authority)?;
    match args.place.register().await? {
        Register::Direct(app) => {
            for (id, client) in app.clients(&authority).await?.clients {
                let good = client
                    .tokens
                    .iter()
                    .filter(|token| token.revoked_time.is_none())
                    .count();
                println!(
                    "{id}\t{}\t{good} good of {} tokens",
                    client.role.word(),
                    client.tokens.len()
                );
            }
        }
        Register::Server(mut server) => {
            let parent = names::authority(&authority);
            let request = wire::ListClientsRequest {
                parent,
                page_size: 200,
                page_token: String::new(),
            };
            for client in server.list_clients(request).await?.into_inner().clients {
                let role = Role::from_wire(client.role).map_or("unknown", Word::word);
                let good = client
                    .tokens
                    .iter()
                    .filter(|token| token.revoke_time.is_none())
                    .count();
                let id = client.name.rsplit('/').next().unwrap_or_default();
                println!("{id}\t{role}\t{good} good of {} tokens", client.tokens.len());
            }
        }
    }
    Ok(())
}
