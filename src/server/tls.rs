//! TLS: the server's certificate, and the certificate authorities of its clients, from files that may change while it
//! serves.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock, Weak},
    time::Duration,
};

use rustls::{
    RootCertStore, ServerConfig, SupportedProtocolVersion,
    crypto::{CryptoProvider, ring::default_provider},
    pki_types::{
        CertificateDer, CertificateRevocationListDer, PrivateKeyDer, UnixTime,
        pem::{Error as PemError, PemObject},
    },
    server::{
        NoServerSessionStorage, WebPkiClientVerifier,
        danger::{ClientCertVerified, ClientCertVerifier},
    },
    time_provider::TimeProvider,
    version::{TLS12, TLS13},
};
use tokio::time::sleep;

use super::ServeError;
use crate::{app::sources::Sources, domain::limits};

/// Where TLS is configured.
#[derive(Debug, Clone, Default)]
pub struct TlsFiles {
    /// The server's certificate chain, PEM.
    pub cert: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
    /// The certificate authorities of clients, PEM; with none, no client certificate is asked for.
    pub client_ca: Vec<PathBuf>,
    /// Their revocation lists, PEM. With one, each authority in a client's chain needs a current one.
    pub client_crl: Vec<PathBuf>,
    /// Whether a connection without a client certificate is refused.
    pub client_required: bool,
    /// Whether TLS 1.2 is taken beside 1.3.
    pub allow_tls12: bool,
}

/// TLS as it is configured now.
pub struct Tls {
    files: TlsFiles,
    sources: Sources,
    current: RwLock<Arc<Current>>,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tls")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

/// What the files said when they were last read.
pub(super) struct Current {
    /// Counts how often they were found changed.
    pub(super) generation: u64,
    /// What handshakes are made with.
    pub(super) config: Arc<ServerConfig>,
    verifier: Option<Arc<dyn ClientCertVerifier>>,
    read: Read,
}

/// The contents of the files.
#[derive(PartialEq, Eq)]
struct Read {
    cert: Vec<u8>,
    key: Vec<u8>,
    client_ca: Vec<Vec<u8>>,
    client_crl: Vec<Vec<u8>>,
}

impl Tls {
    /// Reads the files, and reads them again every few seconds for as long as anybody holds this. Files that cannot be
    /// used leave everything as it was.
    ///
    /// # Errors
    /// When a file cannot be read or used.
    pub fn start(files: TlsFiles, sources: Sources) -> Result<Arc<Self>, ServeError> {
        Self::start_looking(files, sources, Duration::from_secs(limits::TLS_FILES_SECONDS))
    }

    /// The same, looking at the files this often.
    ///
    /// # Errors
    /// When a file cannot be read or used.
    pub fn start_looking(
        files: TlsFiles,
        sources: Sources,
        every: Duration,
    ) -> Result<Arc<Self>, ServeError> {
        let read = files.read()?;
        let current = files.current(0, read, &sources)?;
        let tls = Arc::new(Self {
            files,
            sources,
            current: RwLock::new(Arc::new(current)),
        });
        tokio::spawn(look(Arc::downgrade(&tls), every));
        Ok(tls)
    }

    /// What is configured now.
    pub(super) fn current(&self) -> Arc<Current> {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn look(&self) -> Result<(), ServeError> {
        let read = self.files.read()?;
        let before = self.current();
        if before.read == read {
            return Ok(());
        }
        let current = self.files.current(before.generation + 1, read, &self.sources)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(current);
        tracing::info!("the files of TLS changed and are used from now on");
        Ok(())
    }

    /// Whether a client's certificate would be taken now.
    pub(super) fn takes(&self, chain: &[CertificateDer<'static>]) -> bool {
        let current = self.current();
        let (Some(verifier), [certificate, others @ ..]) = (&current.verifier, chain) else {
            return false;
        };
        let verified: Result<ClientCertVerified, _> =
            verifier.verify_client_cert(certificate, others, unix_time(&self.sources));
        verified.is_ok()
    }
}

async fn look(tls: Weak<Tls>, every: Duration) {
    let mut is_told = false;
    loop {
        sleep(every).await;
        let Some(tls) = tls.upgrade() else { return };
        match tls.look() {
            Ok(()) => is_told = false,
            Err(error) if !is_told => {
                tracing::error!(%error, "the files of TLS changed and cannot be used; the earlier ones are");
                is_told = true;
            }
            Err(_) => {}
        }
    }
}

impl TlsFiles {
    fn read(&self) -> Result<Read, ServeError> {
        let read = |path: &PathBuf| {
            fs::read(path).map_err(|error| ServeError::Tls(path.display().to_string(), error.to_string()))
        };
        let all = |paths: &[PathBuf]| paths.iter().map(read).collect::<Result<_, _>>();
        Ok(Read {
            cert: read(&self.cert)?,
            key: read(&self.key)?,
            client_ca: all(&self.client_ca)?,
            client_crl: all(&self.client_crl)?,
        })
    }

    fn current(&self, generation: u64, read: Read, sources: &Sources) -> Result<Current, ServeError> {
        let wrong = |path: &PathBuf, why: String| ServeError::Tls(path.display().to_string(), why);
        let chain = certificates(&read.cert).map_err(|why| wrong(&self.cert, why))?;
        let key = PrivateKeyDer::from_pem_slice(&read.key);
        // Nothing of what the file holds: it is the key.
        let key = key.map_err(|_| wrong(&self.key, "it holds no private key".to_owned()))?;
        let provider = Arc::new(default_provider());
        let verifier = self.verifier(&read, &provider)?;
        let versions: &[&SupportedProtocolVersion] = if self.allow_tls12 {
            &[&TLS13, &TLS12]
        } else {
            &[&TLS13]
        };
        let clock = Arc::new(Clock(sources.clone()));
        let builder = ServerConfig::builder_with_details(provider, clock)
            .with_protocol_versions(versions)
            .map_err(|error| wrong(&self.cert, error.to_string()))?;
        let builder = match &verifier {
            Some(verifier) => builder.with_client_cert_verifier(verifier.clone()),
            None => builder.with_no_client_auth(),
        };
        let mut config = builder
            .with_single_cert(chain, key)
            .map_err(|error| wrong(&self.cert, error.to_string()))?;
        config.alpn_protocols = vec![b"h2".to_vec()];
        // A session that is resumed brings the certificate of an earlier connection, unchecked.
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        Ok(Current {
            generation,
            config: Arc::new(config),
            verifier,
            read,
        })
    }

    fn verifier(
        &self,
        read: &Read,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Option<Arc<dyn ClientCertVerifier>>, ServeError> {
        let Some(first) = self.client_ca.first() else {
            return Ok(None);
        };
        let wrong = |path: &PathBuf, why: String| ServeError::Tls(path.display().to_string(), why);
        let mut roots = RootCertStore::empty();
        for (path, pem) in self.client_ca.iter().zip(&read.client_ca) {
            for certificate in certificates(pem).map_err(|why| wrong(path, why))? {
                roots
                    .add(certificate)
                    .map_err(|error| wrong(path, error.to_string()))?;
            }
        }
        let mut revoked = Vec::new();
        for (path, pem) in self.client_crl.iter().zip(&read.client_crl) {
            let lists =
                CertificateRevocationListDer::pem_slice_iter(pem).collect::<Result<Vec<_>, PemError>>();
            let lists = lists.map_err(|error| wrong(path, error.to_string()))?;
            if lists.is_empty() {
                return Err(wrong(path, "it holds no revocation list".to_owned()));
            }
            revoked.extend(lists);
        }
        let mut builder = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone())
            .with_crls(revoked)
            .enforce_revocation_expiration();
        if !self.client_required {
            builder = builder.allow_unauthenticated();
        }
        let verifier = builder.build().map_err(|error| wrong(first, error.to_string()))?;
        Ok(Some(verifier))
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, PemError>>();
    let read = read.map_err(|error| error.to_string())?;
    if read.is_empty() {
        return Err("it holds no certificate".to_owned());
    }
    Ok(read)
}

/// The service's clock, for certificates.
#[derive(Debug)]
struct Clock(Sources);

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        Some(unix_time(&self.0))
    }
}

fn unix_time(sources: &Sources) -> UnixTime {
    let seconds = u64::try_from(sources.now().timestamp()).unwrap_or(0);
    UnixTime::since_unix_epoch(Duration::from_secs(seconds))
}
