//! `redress token`: through the Access service where a server runs, directly where none does.

use clap::{Args, Subcommand, ValueEnum};

use super::{
    Outcome,
    client::{Authorised, ServerArgs, WithToken, request_id},
};
use crate::{
    api::{
        convert::{
            access::{self as convert, client},
            values::Wire,
        },
        names,
        wire::{self, access_service_client::AccessServiceClient},
    },
    app::{App, opening::OpenError, sources::Sources},
    config::StoreArgs,
    domain::{
        access::{Narrowing, Role},
        ids::{AuthorityId, ClientId, CodeId},
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
    /// Only representations to which this officer is appointed: a code of the list officers.
    #[arg(long, value_name = "CODE")]
    officer: Option<String>,
    /// Only representations of this team; may be given several times.
    #[arg(long, value_name = "CODE")]
    team: Vec<String>,
    /// Only representations and Ombudsman cases of this service; may be given several times.
    #[arg(long, value_name = "CODE")]
    service: Vec<String>,
    #[command(flatten)]
    place: Place,
}

impl Create {
    /// What the client is narrowed to.
    fn narrowing(&self) -> Result<Option<Narrowing>, Box<dyn std::error::Error>> {
        let codes = |texts: &[String]| {
            texts
                .iter()
                .map(|text| CodeId::parse(text))
                .collect::<Result<_, _>>()
        };
        let narrowing = Narrowing {
            officer: self.officer.as_deref().map(CodeId::parse).transpose()?,
            teams: codes(&self.team)?,
            services: codes(&self.service)?,
        };
        Ok((!narrowing.is_empty()).then_some(narrowing))
    }
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
pub(super) struct Place {
    /// The authority's id; `system` for the deployment itself.
    #[arg(long)]
    pub(super) authority: String,
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
    Member,
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
            RoleName::Member => Self::Member,
        }
    }
}

/// The register, by either way.
pub(super) enum Register {
    Direct(App),
    Server(AccessServiceClient<Authorised>),
}

impl Place {
    pub(super) async fn register(&self) -> Result<Register, Box<dyn std::error::Error>> {
        // Many processes can have a PostgreSQL register open, so whether a server runs is asked of the server.
        if self.store.database_url.is_some()
            && let Ok(register) = self.through_server().await
        {
            return Ok(register);
        }
        match App::open_existing(&self.store.place(), Sources::system()).await {
            Ok(app) => Ok(Register::Direct(app)),
            Err(OpenError::Held) => self.through_server().await,
            Err(error) => Err(error.into()),
        }
    }

    async fn through_server(&self) -> Result<Register, Box<dyn std::error::Error>> {
        let file = self
            .token_file
            .clone()
            .unwrap_or_else(|| self.store.place().admin_token_file());
        let token = WithToken::from_file(&file)?;
        let channel = self.server.connect().await?;
        Ok(Register::Server(AccessServiceClient::with_interceptor(
            channel, token,
        )))
    }
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
    let (authority, id) = (
        AuthorityId::parse(&args.place.authority)?,
        ClientId::parse(&args.name)?,
    );
    let role = Role::from(args.role);
    let narrowing = args.narrowing()?;
    let secret = match args.place.register().await? {
        Register::Direct(app) => app.issue_directly(&authority, &id, (role, narrowing)).await?,
        Register::Server(mut server) => {
            let save = wire::SaveClientRequest {
                parent: names::authority(&authority),
                client_id: id.to_string(),
                client: Some(wire::Client {
                    role: role.to_wire(),
                    narrowing: narrowing.as_ref().map(convert::narrowing),
                    ..Default::default()
                }),
                request_id: request_id(),
                validate_only: false,
            };
            server.save_client(save).await?;
            let parent = names::client(&authority, &id);
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
    let (authority, id) = (
        AuthorityId::parse(&args.place.authority)?,
        ClientId::parse(&args.name)?,
    );
    match args.place.register().await? {
        Register::Direct(app) => Ok(app.revoke_directly(&authority, &id, args.number).await?),
        Register::Server(mut server) => {
            let name = names::token(&authority, &id, args.number);
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

/// What a client is narrowed to, after the rest of its line.
fn part(narrowing: &wire::Narrowing) -> String {
    let wire::Narrowing {
        officer,
        teams,
        services,
    } = narrowing;
    let officers = Some(officer).filter(|officer| !officer.is_empty());
    let codes = officers.into_iter().chain(teams).chain(services);
    let codes: Vec<&str> = codes.map(String::as_str).collect();
    format!("\tnarrowed to {}", codes.join(", "))
}

async fn list(args: List) -> Outcome {
    let authority = AuthorityId::parse(&args.place.authority)?;
    for known in clients(&args.place, &authority).await? {
        let wire::Client {
            name,
            role,
            tokens,
            narrowing,
            ..
        } = known;
        let part = narrowing.as_ref().map(part).unwrap_or_default();
        let id = name.rsplit('/').next().unwrap_or_default();
        let role = Role::from_wire(role).map_or("unknown", Word::word);
        let good = tokens.iter().filter(|token| token.revoke_time.is_none()).count();
        println!("{id}\t{role}\t{good} good of {} tokens{part}", tokens.len());
    }
    Ok(())
}

/// The clients of an authority.
pub(super) async fn clients(
    place: &Place,
    authority: &AuthorityId,
) -> Result<Vec<wire::Client>, Box<dyn std::error::Error>> {
    match place.register().await? {
        Register::Direct(app) => {
            let clients = app.clients(authority).await?.clients;
            let clients = clients.iter().map(|(id, known)| client(authority, id, known));
            Ok(clients.collect())
        }
        Register::Server(server) => all_clients(server, names::authority(authority)).await,
    }
}

async fn all_clients(
    mut server: AccessServiceClient<Authorised>,
    parent: String,
) -> Result<Vec<wire::Client>, Box<dyn std::error::Error>> {
    let (mut clients, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = wire::ListClientsRequest {
            parent: parent.clone(),
            page_size: 200,
            page_token,
        };
        let page = server.list_clients(request).await?.into_inner();
        clients.extend(page.clients);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return Ok(clients);
        }
    }
}
