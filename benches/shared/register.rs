//! The built server and the built commands, each a process of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use redress::{
    api::wire::{
        self, access_service_client::AccessServiceClient, reference_service_client::ReferenceServiceClient,
    },
    cli::client::{ServerArgs, WithToken},
};
use tonic::transport::Channel;

use super::Failure;

const BINARY: &str = env!("CARGO_BIN_EXE_redress");

/// A running register with one authority.
pub struct Register {
    server: Child,
    /// Where its files are.
    pub data: PathBuf,
    /// Its address.
    pub address: String,
    /// The secret of the officer's client.
    pub token: String,
}

/// How a command went.
pub struct Run {
    /// From the start of the process to its end.
    pub time: Duration,
    /// The most memory that it held.
    pub client_kib: u64,
}

/// Names of a list; the codes follow from them.
pub type Names<'n> = (&'n str, &'n [&'n str]);

impl Register {
    /// Starts an empty one, with these names in its lists.
    pub fn start(folder: &Path, lists: &[Names<'_>]) -> Result<Self, Failure> {
        let data = folder.join("register");
        fs::create_dir(&data)?;
        let mut server = Command::new(BINARY)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .env_remove("REDRESS_DATABASE_URL")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let said = server.stdout.take().ok_or("no output")?;
        BufReader::new(said).read_line(&mut line)?;
        let listening = line
            .trim()
            .strip_prefix("listening on ")
            .ok_or("it did not start")?;
        let address = format!("http://{listening}");
        let admin = fs::read_to_string(data.join("admin.token"))?;
        let runtime = tokio::runtime::Runtime::new()?;
        let token = runtime.block_on(prepare(&address, &admin, lists))?;
        Ok(Self {
            server,
            data,
            address,
            token,
        })
    }

    /// Imports a file.
    pub fn import(&self, file: &Path, mapping: &Path) -> Result<Run, Failure> {
        let mut import = Command::new(BINARY);
        import.arg("import").arg(file).arg("--skip-dry-run");
        self.run(import.arg("--mapping").arg(mapping))
    }

    /// Runs a command of the binary for the authority to its end.
    pub fn run(&self, command: &mut Command) -> Result<Run, Failure> {
        let begun = Instant::now();
        let mut child = command
            .args(["--authority", "benchtown", "--server", &self.address])
            .env("REDRESS_TOKEN", &self.token)
            .spawn()?;
        let mut client_kib = 0;
        loop {
            client_kib = client_kib.max(memory_kib(child.id()));
            if let Some(ended) = child.try_wait()? {
                let time = begun.elapsed();
                return if ended.success() {
                    Ok(Run { time, client_kib })
                } else {
                    Err("the command failed".into())
                };
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The most memory that the server held.
    pub fn memory_kib(&self) -> u64 {
        memory_kib(self.server.id())
    }

    /// Ends the server; answers where the database is.
    pub fn stop(mut self) -> Result<PathBuf, Failure> {
        self.server.kill()?;
        self.server.wait()?;
        let database = fs::read_dir(&self.data)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|extension| extension == "db"));
        Ok(database.ok_or("no database")?)
    }
}

fn memory_kib(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Registers the authority, its lists and an officer's client; answers the secret.
async fn prepare(address: &str, admin: &str, lists: &[Names<'_>]) -> Result<String, Failure> {
    let secret = authority(address, admin, ("benchtown", wire::Role::Officer)).await?;
    for (list, names) in lists {
        self::names(address, admin, ("benchtown", list), names).await?;
    }
    Ok(secret)
}

/// A channel that carries a token.
pub async fn channel(address: &str, token: &str) -> Result<(Channel, WithToken), Failure> {
    let server = ServerArgs {
        server: address.to_owned(),
        ca: None,
        client_cert: None,
        client_key: None,
    };
    let channel = server.connect().await.map_err(|error| error.to_string())?;
    let token = WithToken::new(token).map_err(|error| error.to_string())?;
    Ok((channel, token))
}

/// Registers an authority with one client; answers the client's secret.
pub async fn authority(
    address: &str,
    admin: &str,
    (id, role): (&str, wire::Role),
) -> Result<String, Failure> {
    let (channel, token) = channel(address, admin).await?;
    let mut reference = ReferenceServiceClient::with_interceptor(channel.clone(), token.clone());
    let request = wire::RegisterAuthorityRequest {
        authority_id: id.to_owned(),
        authority: Some(wire::Authority {
            display_name: id.to_owned(),
            r#type: wire::AuthorityType::Unitary.into(),
            ..wire::Authority::default()
        }),
        request_id: format!("authority-{id}"),
        validate_only: false,
    };
    reference.register_authority(request).await?;
    let mut access = AccessServiceClient::with_interceptor(channel, token);
    let request = wire::SaveClientRequest {
        parent: format!("authorities/{id}"),
        client_id: "mover".to_owned(),
        client: Some(wire::Client {
            role: role.into(),
            ..wire::Client::default()
        }),
        request_id: format!("client-{id}"),
        validate_only: false,
    };
    access.save_client(request).await?;
    let request = wire::IssueTokenRequest {
        parent: format!("authorities/{id}/clients/mover"),
        request_id: format!("token-{id}"),
        validate_only: false,
    };
    Ok(access.issue_token(request).await?.into_inner().secret)
}

/// Saves names in a list of an authority; the codes follow from them.
pub async fn names(
    address: &str,
    admin: &str,
    (authority, list): (&str, &str),
    names: &[impl AsRef<str>],
) -> Result<(), Failure> {
    let (channel, token) = channel(address, admin).await?;
    let mut reference = ReferenceServiceClient::with_interceptor(channel, token);
    for name in names {
        let name = name.as_ref();
        let code = name.to_lowercase().replace(' ', "-").replace('\'', "");
        let request = wire::SaveCodeRequest {
            parent: format!("authorities/{authority}/lists/{list}"),
            request_id: format!("{list}-{code}"),
            code_id: code,
            code: Some(wire::Code {
                display_name: name.to_owned(),
                ..wire::Code::default()
            }),
            validate_only: false,
        };
        reference.save_code(request).await?;
    }
    Ok(())
}
