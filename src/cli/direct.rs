//! Opening the register without a server: for the server itself, and for commands while none runs.

use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

use crate::{
    app::{
        App,
        sources::Sources,
        submission::{Caller, Submission, Target, Written},
    },
    config::StoreArgs,
    domain::{
        access::{self, Access, Role},
        history::{Command, Record},
        ids::{AuthorityId, ClientId, Stream},
    },
    store::{Database, master_key::MasterKey, value::hex},
};

use super::Outcome;

/// Opens the register that the arguments name, and leaves the deployment admin's token where they say if nobody has
/// one yet.
pub(super) async fn open(args: &StoreArgs) -> Result<App, Box<dyn std::error::Error>> {
    fs::create_dir_all(&args.data)?;
    let sources = Sources::system();
    let database = Database::open(&args.location()?).await?;
    let master = MasterKey::open_or_make(&args.key_file(), &*sources.random())?;
    let app = App::open(database, master, sources).await?;
    first_admin(&app, &args.admin_token_file()).await?;
    Ok(app)
}

/// The id of the deployment's first client.
const FIRST_ADMIN: &str = "first-admin";

async fn first_admin(app: &App, file: &Path) -> Outcome {
    let system = AuthorityId::system();
    if app.record(&Stream::access(&system)).await?.is_some() {
        return Ok(());
    }
    let secret = first_admin_secret(app).await?;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(file)?;
    writeln!(file, "{secret}")?;
    file.sync_all()?;
    Ok(())
}

/// Makes the deployment's first client and answers the secret of its token.
///
/// # Errors
/// Why it could not be made.
pub async fn first_admin_secret(app: &App) -> Result<String, Box<dyn std::error::Error>> {
    issue(
        app,
        &AuthorityId::system(),
        &ClientId::parse(FIRST_ADMIN)?,
        Role::Admin,
    )
    .await
}

/// Saves a client and issues a token for it; answers the secret.
pub(super) async fn issue(
    app: &App,
    authority: &AuthorityId,
    client: &ClientId,
    role: Role,
) -> Result<String, Box<dyn std::error::Error>> {
    let save = access::Command::SaveClient {
        client: client.clone(),
        role,
    };
    write(app, authority, "SaveClient", save).await?;
    let new = app.new_secret().map_err(|_| "the system gives no randomness")?;
    let issue = access::Command::IssueToken {
        client: client.clone(),
        hash: new.hash,
    };
    write(app, authority, "IssueToken", issue).await?;
    Ok(new.secret)
}

/// Revokes a token.
pub(super) async fn revoke(app: &App, authority: &AuthorityId, client: &ClientId, number: u16) -> Outcome {
    let revoke = access::Command::RevokeToken {
        client: client.clone(),
        number,
    };
    write(app, authority, "RevokeToken", revoke).await?;
    Ok(())
}

/// The clients of an authority.
pub(super) async fn clients(
    app: &App,
    authority: &AuthorityId,
) -> Result<Access, Box<dyn std::error::Error>> {
    let snapshot = app.record(&Stream::access(authority)).await?;
    let access = snapshot.as_ref().and_then(|snapshot| match &*snapshot.record {
        Record::Access(access) => Some(access.clone()),
        _ => None,
    });
    Ok(access.unwrap_or_default())
}

async fn write(
    app: &App,
    authority: &AuthorityId,
    method: &'static str,
    command: access::Command,
) -> Result<Written, Box<dyn std::error::Error>> {
    let caller = Caller {
        authority: AuthorityId::system(),
        client: ClientId::parse("command-line")?,
        role: Role::Admin,
    };
    let submission = Submission {
        caller,
        method,
        request_id: format!("cli-{}", random_id(app)?),
        fingerprint: [0; 32],
        target: Target::Stream(Stream::access(authority)),
        command: Command::Access(command),
        secrets: Vec::new(),
        expected_version: None,
        validate_only: false,
    };
    Ok(app.write(submission).await?)
}

fn random_id(app: &App) -> Result<String, Box<dyn std::error::Error>> {
    let mut bytes = [0_u8; 12];
    app.sources
        .random()
        .fill(&mut bytes)
        .map_err(|_| "the system gives no randomness")?;
    Ok(hex(&bytes))
}
