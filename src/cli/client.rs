//! Calling a running server.

use std::{fs, path::Path, time::Duration};

use tonic::{
    Request, Status,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::{Channel, ClientTlsConfig, Endpoint},
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

/// Connects to a server.
///
/// # Errors
/// When the address is not one, or nobody answers there.
pub async fn connect(server: &str) -> Result<Channel, Box<dyn std::error::Error>> {
    let endpoint = Endpoint::from_shared(server.to_owned())?.connect_timeout(Duration::from_secs(5));
    let endpoint = if server.starts_with("https://") {
        endpoint.tls_config(ClientTlsConfig::new())?
    } else {
        endpoint
    };
    Ok(endpoint
        .connect()
        .await
        .map_err(|error| format!("{server}: {error}"))?)
}
