//! What the service is started with: flags, then environment variables, then defaults.

use std::{fmt, net::SocketAddr, path::PathBuf};

use zeroize::Zeroizing;

use crate::{
    app::opening::{KeyPlace, Place},
    domain::limits,
    server::tls::TlsFiles,
    telemetry::LogFormat,
};

/// The environment variable of master keys: each 64 hexadecimal digits, the newest first, separated by commas.
const MASTER_KEY: &str = "REDRESS_MASTER_KEY";

/// Where the register is.
#[derive(Clone, clap::Args)]
pub struct StoreArgs {
    /// The folder of the embedded database, the master key and the first token.
    #[arg(
        long,
        env = "REDRESS_DATA",
        default_value = "redress-data",
        value_name = "FOLDER"
    )]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the embedded one, as
    /// `postgres://user@host/name?sslmode=verify-full&sslrootcert=ca.pem`.
    #[arg(
        long,
        env = "REDRESS_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// The file of the master key [default: master.key in the data folder]; made at the first start.
    #[arg(long, env = "REDRESS_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// The socket of an agent that holds the keys instead of a file; see docs/keys.md. Without either, master keys are also
    /// taken from the environment variable `REDRESS_MASTER_KEY`.
    #[arg(
        long,
        env = "REDRESS_KEY_AGENT",
        value_name = "SOCKET",
        conflicts_with = "key_file"
    )]
    pub key_agent: Option<PathBuf>,
    /// Reach a database on another machine without verified TLS: only on a network that is protected otherwise.
    #[arg(long, env = "REDRESS_DATABASE_INSECURE")]
    pub database_insecure: bool,
    /// The ledger of erasures, made at the first start: a file that is kept apart from the database and its backups.
    /// Without it no record is destroyed.
    #[arg(long, env = "REDRESS_ERASURE_LEDGER", value_name = "FILE")]
    pub erasure_ledger: Option<PathBuf>,
}

/// As [`Place`] is shown.
impl fmt::Debug for StoreArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place().fmt(f)
    }
}

impl StoreArgs {
    /// The place that the arguments name.
    pub fn place(&self) -> Place {
        let Self {
            data,
            database_url,
            key_file,
            key_agent,
            database_insecure,
            erasure_ledger,
        } = self.clone();
        let keys = match (key_agent, key_file) {
            (Some(socket), _) => KeyPlace::Agent(socket),
            (None, Some(file)) => KeyPlace::File(file),
            (None, None) => match std::env::var(MASTER_KEY) {
                Ok(keys) => KeyPlace::Environment(Zeroizing::new(keys)),
                Err(_) => KeyPlace::File(data.join("master.key")),
            },
        };
        Place {
            folder: data,
            database_url,
            keys,
            database_insecure,
            erasure_ledger,
        }
    }
}

/// TLS, and what clients prove by it.
#[derive(Debug, Clone, clap::Args)]
pub struct TlsArgs {
    /// The TLS certificate chain, PEM.
    #[arg(long, env = "REDRESS_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The TLS private key, PEM.
    #[arg(long, env = "REDRESS_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A certificate authority of clients, PEM; may be given several times. A client certificate proves the client that
    /// one of its names was added to.
    #[arg(
        long,
        env = "REDRESS_TLS_CLIENT_CA",
        value_name = "FILE",
        value_delimiter = ',',
        requires = "tls_cert"
    )]
    pub tls_client_ca: Vec<PathBuf>,
    /// A revocation list of such an authority, PEM; may be given several times. With one, all of them need one.
    #[arg(
        long,
        env = "REDRESS_TLS_CLIENT_CRL",
        value_name = "FILE",
        value_delimiter = ',',
        requires = "tls_client_ca"
    )]
    pub tls_client_crl: Vec<PathBuf>,
    /// Refuse connections without a client certificate.
    #[arg(long, env = "REDRESS_TLS_CLIENT_REQUIRED", requires = "tls_client_ca")]
    pub tls_client_required: bool,
    /// Take TLS 1.2 beside 1.3.
    #[arg(long, env = "REDRESS_TLS12")]
    pub tls12: bool,
}

impl TlsArgs {
    /// Where TLS is configured, if it is.
    pub fn files(&self) -> Option<TlsFiles> {
        Some(TlsFiles {
            cert: self.tls_cert.clone()?,
            key: self.tls_key.clone()?,
            client_ca: self.tls_client_ca.clone(),
            client_crl: self.tls_client_crl.clone(),
            client_required: self.tls_client_required,
            allow_tls12: self.tls12,
        })
    }
}

/// How the service is served.
#[derive(Debug, Clone, clap::Args)]
pub struct ServeArgs {
    /// Where the register is.
    #[command(flatten)]
    pub store: StoreArgs,
    /// The address to listen on; port 0 takes a free one.
    #[arg(
        long,
        env = "REDRESS_LISTEN",
        default_value = "127.0.0.1:50051",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,
    /// TLS.
    #[command(flatten)]
    pub tls: TlsArgs,
    /// The issuers whose access tokens are taken, TOML; see docs/callers.md.
    #[arg(long, env = "REDRESS_ISSUERS", value_name = "FILE")]
    pub issuers: Option<PathBuf>,
    /// Serve without TLS on an address other than loopback: only behind a proxy that adds it.
    #[arg(long, env = "REDRESS_INSECURE")]
    pub insecure: bool,
    /// Do not offer server reflection.
    #[arg(long, env = "REDRESS_NO_REFLECTION")]
    pub no_reflection: bool,
    /// How logs are written.
    #[arg(long, env = "REDRESS_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// Signed checkpoints of the logs.
    #[command(flatten)]
    pub checkpoints: CheckpointArgs,
}

/// Where signed checkpoints of the logs go. None are kept unless both the folder and the key are given.
#[derive(Debug, Clone, clap::Args)]
pub struct CheckpointArgs {
    /// The folder that checkpoints are added to, which the service should not be able to change.
    #[arg(
        long = "checkpoints",
        env = "REDRESS_CHECKPOINTS",
        value_name = "FOLDER",
        requires = "key"
    )]
    pub folder: Option<PathBuf>,
    /// The file of the key that signs them; `redress checkpoint-key` makes one.
    #[arg(
        long = "checkpoint-key",
        env = "REDRESS_CHECKPOINT_KEY",
        value_name = "FILE",
        requires = "folder"
    )]
    pub key: Option<PathBuf>,
    /// The time between two checkpoints of a log that grows, in seconds.
    #[arg(
        long = "checkpoint-seconds",
        env = "REDRESS_CHECKPOINT_SECONDS",
        value_name = "SECONDS",
        default_value_t = limits::CHECKPOINT_SECONDS_MAX,
        value_parser = clap::value_parser!(u64).range(1..=limits::CHECKPOINT_SECONDS_MAX)
    )]
    pub seconds: u64,
}

impl ServeArgs {
    /// Whether tokens and records would cross a network in clear.
    pub fn is_exposed(&self) -> bool {
        !self.listen.ip().is_loopback() && self.tls.tls_cert.is_none() && !self.insecure
    }
}
