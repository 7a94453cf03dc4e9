//! Calling a running server.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use tonic::{
    Request, Status,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity},
};

/// Sends a token with every call.
#[derive(Clone)]
pub struct WithToken(MetadataValue<Ascii>);

impl WithToken {
    /// Sends the token with this secret.
    ///
    /// # Errors
    /// When the secret holds what no token holds.
    pub fn new(secret: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let mut value: MetadataValue<Ascii> = format!("Bearer {}", secret.trim()).parse()?;
        value.set_sensitive(true);
        Ok(Self(value))
    }

    /// Sends the token in this file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn from_file(path: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let secret = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::new(&secret)
    }
}

impl Interceptor for WithToken {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        request.metadata_mut().insert("authorization", self.0.clone());
        Ok(request)
    }
}

/// A channel that carries a token.
pub type Authorised = InterceptedService<Channel, WithToken>;

/// Which server to call.
#[derive(Debug, Clone, clap::Args)]
pub struct ServerArgs {
    /// The running server.
    #[arg(
        long,
        env = "REDRESS_SERVER",
        default_value = "http://127.0.0.1:50051",
        value_name = "URL"
    )]
    pub server: String,
    /// The certificate authority that its TLS certificate is from, PEM; needed for https.
    #[arg(long, env = "REDRESS_CA", value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// The client certificate to connect with, PEM.
    #[arg(long, env = "REDRESS_CLIENT_CERT", value_name = "FILE", requires_all = ["client_key", "ca"])]
    pub client_cert: Option<PathBuf>,
    /// Its private key, PEM.
    #[arg(
        long,
        env = "REDRESS_CLIENT_KEY",
        value_name = "FILE",
        requires = "client_cert"
    )]
    pub client_key: Option<PathBuf>,
}

impl ServerArgs {
    /// Connects.
    ///
    /// # Errors
    /// When the address is not one, or nobody answers there.
    pub async fn connect(&self) -> Result<Channel, Box<dyn std::error::Error>> {
        let endpoint = Endpoint::from_shared(self.server.clone())?.connect_timeout(Duration::from_secs(5));
        let endpoint = match &self.ca {
            Some(ca) => {
                let read =
                    |path: &Path| fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
                let mut tls = ClientTlsConfig::new().ca_certificate(Certificate::from_pem(read(ca)?));
                if let (Some(cert), Some(key)) = (&self.client_cert, &self.client_key) {
                    tls = tls.identity(Identity::from_pem(read(cert)?, read(key)?));
                }
                endpoint.tls_config(tls)?
            }
            None if self.server.starts_with("https://") => return Err("https needs --ca".into()),
            None => endpoint,
        };
        Ok(endpoint
            .connect()
            .await
            .map_err(|error| format!("{}: {error}", self.server))?)
    }
}

/// Which server to call, and as whom.
#[derive(Debug, Clone, clap::Args)]
pub struct CallArgs {
    #[command(flatten)]
    server: ServerArgs,
    /// The file of the client's token.
    #[arg(long, env = "REDRESS_TOKEN_FILE", value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The client's token; better in a file or in the environment than here.
    #[arg(long, env = "REDRESS_TOKEN", hide_env_values = true, value_name = "SECRET")]
    token: Option<String>,
}

impl CallArgs {
    /// Connects, and reads the token.
    ///
    /// # Errors
    /// When there is no token, its file cannot be read, the address is not one, or nobody answers there.
    pub async fn connect(&self) -> Result<(Channel, WithToken), Box<dyn std::error::Error>> {
        let token = match (&self.token, &self.token_file) {
            (Some(secret), _) => WithToken::new(secret)?,
            (None, Some(file)) => WithToken::from_file(file)?,
            (None, None) => return Err("a client's token is needed: --token-file or REDRESS_TOKEN".into()),
        };
        Ok((self.server.connect().await?, token))
    }
}

/// A request id that no other call has: the process and the moment.
pub fn request_id() -> String {
    let sources = crate::app::sources::Sources::system();
    format!("cli-{}-{}", std::process::id(), sources.now().timestamp_micros())
}

/// Writes to standard output.
///
/// # Errors
/// When that cannot be written to, unless its reader has gone away: who pipes into `head` has what was wanted.
pub fn print(text: &str) -> super::Outcome {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
