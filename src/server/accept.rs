//! Accepting connections: each handshake on its own, bounded in time, so that a slow one holds up nobody; and each
//! connection with what its own handshake has proved.

use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use ring::digest::{SHA256, digest};
use rustls::pki_types::CertificateDer;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, mpsc},
    time::{sleep, timeout},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};
use tonic::{codegen::tokio_stream::wrappers::ReceiverStream, transport::server::Connected};
use webpki::EndEntityCert;

use super::tls::Tls;
use crate::{
    app::callers::{Connection, Peer},
    domain::{access::Credential, limits},
};

/// Connections whose handshake is done and that have not been taken yet.
const WAITING_MAX: usize = 64;
/// How long accepting rests after it failed, as it does while there are too many open files.
const REST: Duration = Duration::from_millis(100);

/// The connections that are made to a listener, with TLS.
pub(super) fn incoming(listener: TcpListener, tls: Arc<Tls>) -> ReceiverStream<io::Result<Secured>> {
    let (give, taken) = mpsc::channel(WAITING_MAX);
    tokio::spawn(async move {
        let handshakes = Arc::new(Semaphore::new(limits::TLS_HANDSHAKES_MAX));
        loop {
            let accepted = tokio::select! {
                () = give.closed() => return,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = accepted else {
                sleep(REST).await;
                continue;
            };
            let Ok(permit) = handshakes.clone().acquire_owned().await else {
                return;
            };
            let (give, tls) = (give.clone(), tls.clone());
            tokio::spawn(async move {
                let longest = Duration::from_secs(limits::TLS_HANDSHAKE_SECONDS_MAX);
                let secured = timeout(longest, secure(stream, tls)).await;
                drop(permit);
                match secured {
                    // If nobody takes it any more, the server stops.
                    Ok(Ok(secured)) => drop(give.send(Ok(secured)).await),
                    Ok(Err(error)) => note_failed(&error),
                    Err(_) => tracing::debug!("a TLS handshake took too long"),
                }
            });
        }
    });
    ReceiverStream::new(taken)
}

/// A certificate that is refused is a credential that is refused; anything else may be a stranger's noise.
fn note_failed(error: &io::Error) {
    let cause = error
        .get_ref()
        .and_then(|error| error.downcast_ref::<rustls::Error>());
    let is_credential = matches!(
        cause,
        Some(
            rustls::Error::InvalidCertificate(_)
                | rustls::Error::InvalidCertRevocationList(_)
                | rustls::Error::NoCertificatesPresented
        )
    );
    if is_credential {
        tracing::warn!(%error, "a client certificate was refused");
    } else {
        tracing::debug!(%error, "a TLS handshake failed");
    }
}

async fn secure(stream: TcpStream, tls: Arc<Tls>) -> io::Result<Secured> {
    // Without it a small answer waits for the acknowledgement of the one before: 40 ms a call.
    stream.set_nodelay(true)?;
    let current = tls.current();
    let stream = TlsAcceptor::from(current.config.clone()).accept(stream).await?;
    let (_, session) = stream.get_ref();
    let chain = session.peer_certificates().map(<[_]>::to_vec);
    let peer = chain.map(|chain| {
        let seen = Seen {
            generation: current.generation,
            at: Instant::now(),
        };
        let peer = Certificate {
            names: names(&chain),
            thumbprint: thumbprint(&chain),
            chain,
            seen: Mutex::new(seen),
            tls,
        };
        Arc::new(peer) as Arc<dyn Peer>
    });
    Ok(Secured {
        stream,
        connection: Connection { peer },
    })
}

/// A connection whose handshake is done.
pub(super) struct Secured {
    stream: TlsStream<TcpStream>,
    connection: Connection,
}

impl Connected for Secured {
    type ConnectInfo = Connection;

    fn connect_info(&self) -> Connection {
        self.connection.clone()
    }
}

impl AsyncRead for Secured {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Secured {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, buffer)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The certificate that the other end of one connection has proved.
struct Certificate {
    names: Vec<Credential>,
    thumbprint: [u8; 32],
    chain: Vec<CertificateDer<'static>>,
    seen: Mutex<Seen>,
    tls: Arc<Tls>,
}

/// When a certificate was last found good, and by which files.
#[derive(Clone, Copy)]
struct Seen {
    generation: u64,
    at: Instant,
}

impl Peer for Certificate {
    fn names(&self) -> &[Credential] {
        &self.names
    }

    fn thumbprint(&self) -> [u8; 32] {
        self.thumbprint
    }

    /// A connection lasts longer than a revocation may take, so the handshake is not the last time that it is asked.
    fn is_trusted(&self) -> bool {
        let generation = self.tls.current().generation;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let good_for = Duration::from_secs(limits::CERTIFICATE_CHECK_SECONDS);
        if seen.generation == generation && seen.at.elapsed() < good_for {
            return true;
        }
        let is_trusted = self.tls.takes(&self.chain);
        if is_trusted {
            *seen = Seen {
                generation,
                at: Instant::now(),
            };
        }
        is_trusted
    }
}

fn thumbprint(chain: &[CertificateDer<'_>]) -> [u8; 32] {
    let mut thumbprint = [0; 32];
    if let Some(certificate) = chain.first() {
        thumbprint.copy_from_slice(digest(&SHA256, certificate).as_ref());
    }
    thumbprint
}

/// The names of the certificate that a client may be registered by. Its common name is none of them (RFC 9525).
fn names(chain: &[CertificateDer<'_>]) -> Vec<Credential> {
    let Some(Ok(certificate)) = chain.first().map(EndEntityCert::try_from) else {
        return Vec::new();
    };
    let uris = certificate.valid_uri_names().map(Credential::certificate_uri);
    let dns = certificate.valid_dns_names().map(Credential::certificate_dns);
    let names: Vec<Credential> = uris.chain(dns).flatten().collect();
    if names.len() > limits::CERTIFICATE_NAMES_MAX {
        return Vec::new();
    }
    names
}
