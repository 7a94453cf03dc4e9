//! Fetching an issuer's documents: HTTPS with verified certificates, no redirects, bounded in size and time. Plain HTTP is
//! taken from this machine alone, for trying things out.

use std::{net::IpAddr, sync::Arc, time::Duration};

use http_body_util::{BodyExt, Empty, Limited};
use hyper::{Request, StatusCode, Uri, body::Bytes, client::conn::http1, header::HOST};
use hyper_util::rt::TokioIo;
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring::default_provider,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsConnector;

use crate::domain::limits;

/// Why a document was not fetched. It says nothing of what the document holds.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address is not `https://…`.
    #[error("its address is not https")]
    Address,
    /// Nobody answered, or somebody with another certificate.
    #[error("no connection: {0}")]
    Connection(String),
    /// It was answered something else.
    #[error("it was answered with status {0}")]
    Status(u16),
    /// It was answered too slowly.
    #[error("it took too long")]
    Slow,
    /// What was answered breaks off or is too large.
    #[error("the answer broke off or is too large")]
    Body,
    /// What was answered is not what it should be.
    #[error("{0}")]
    Document(&'static str),
}

/// Fetches documents.
pub struct Fetcher {
    tls: TlsConnector,
    longest: Duration,
}

impl Fetcher {
    /// Trusts the certificate authorities of a PEM file, or without one those that browsers trust.
    ///
    /// # Errors
    /// When the file holds no certificate.
    pub fn new(ca: Option<&[u8]>, longest: Duration) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        match ca {
            None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
            Some(pem) => {
                for certificate in CertificateDer::pem_slice_iter(pem) {
                    let certificate = certificate.map_err(|error| error.to_string())?;
                    roots.add(certificate).map_err(|error| error.to_string())?;
                }
                if roots.is_empty() {
                    return Err("there is no certificate in it".to_owned());
                }
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            tls: TlsConnector::from(Arc::new(config)),
            longest,
        })
    }

    /// The document at an address.
    ///
    /// # Errors
    /// Why it was not fetched.
    pub async fn get(&self, address: &str) -> Result<Bytes, FetchError> {
        let fetching = timeout(self.longest, self.get_untimed(address));
        fetching.await.unwrap_or(Err(FetchError::Slow))
    }

    async fn get_untimed(&self, address: &str) -> Result<Bytes, FetchError> {
        let uri: Uri = address.parse().map_err(|_| FetchError::Address)?;
        if !may_be_asked(&uri) {
            return Err(FetchError::Address);
        }
        let is_tls = uri.scheme_str() == Some("https");
        let host = uri.host().ok_or(FetchError::Address)?;
        let bare = host.trim_matches(['[', ']']).to_owned();
        let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
        let stream = TcpStream::connect((bare.as_str(), port)).await;
        let stream = stream.map_err(|error| FetchError::Connection(error.kind().to_string()))?;
        if is_tls {
            let name = ServerName::try_from(bare).map_err(|_| FetchError::Address)?;
            let stream = self.tls.connect(name, stream).await;
            let stream = stream.map_err(|error| FetchError::Connection(error.to_string()))?;
            ask(stream, &uri).await
        } else {
            ask(stream, &uri).await
        }
    }
}

/// Whether nobody between here and an issuer can put other documents in the place of its own.
pub fn is_safe(address: &str) -> bool {
    address.parse().is_ok_and(|uri| may_be_asked(&uri))
}

fn may_be_asked(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let is_local = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => !host.is_empty(),
        Some("http") => is_local,
        _ => false,
    }
}

async fn ask<S>(stream: S, uri: &Uri) -> Result<Bytes, FetchError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let broken = |error: hyper::Error| FetchError::Connection(error.to_string());
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let authority = uri.authority().ok_or(FetchError::Address)?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::get(path)
        .header(HOST, authority.as_str())
        .header("accept", "application/json")
        .body(Empty::<Bytes>::new())
        .map_err(|_| FetchError::Address)?;
    let answered = async {
        let response = sender.send_request(request).await.map_err(broken)?;
        // A redirect is not followed: the issuer's address is configured, and the keys' address is what it says.
        if response.status() != StatusCode::OK {
            return Err(FetchError::Status(response.status().as_u16()));
        }
        let body = Limited::new(response.into_body(), limits::ISSUER_DOCUMENT_BYTES_MAX);
        let body = body.collect().await.map_err(|_| FetchError::Body)?;
        Ok(body.to_bytes())
    };
    tokio::pin!(answered);
    tokio::select! {
        answered = &mut answered => answered,
        ended = connection => match ended {
            Ok(()) => answered.await,
            Err(error) => Err(broken(error)),
        },
    }
}
