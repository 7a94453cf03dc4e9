//! A server with TLS that knows the certificates of one authority.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use redress::{
    app::callers::issuers::Issuers,
    server::{
        Options,
        tls::{Tls, TlsFiles},
    },
};
use tempfile::TempDir;
use tokio::sync::watch;
use tonic::{
    Code, Status,
    transport::{Channel, Endpoint},
};

use super::{
    certificates::{Authority, Leaf, client_tls},
    world::serve,
};
use crate::harness::{Register, caller::Caller};

/// A server that knows the certificates of one authority, and the files that it reads.
pub struct Secured {
    pub server: Authority,
    pub clients: Authority,
    pub files: TlsFiles,
    folder: TempDir,
    pub address: SocketAddr,
    _stop: watch::Sender<bool>,
}

impl Secured {
    pub async fn start(
        register: &Register<'_>,
        issuers: Issuers,
        change: impl FnOnce(&mut TlsFiles),
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| -> PathBuf { folder.path().join(name) };
        let (server, clients) = (Authority::new("servers"), Authority::new("clients"));
        server.server(1).write(&path("cert.pem"), &path("key.pem"));
        std::fs::write(path("ca.pem"), clients.cert()).expect("a file");
        let mut files = TlsFiles {
            cert: path("cert.pem"),
            key: path("key.pem"),
            client_ca: vec![path("ca.pem")],
            ..TlsFiles::default()
        };
        change(&mut files);
        for crl in &files.client_crl {
            std::fs::write(crl, clients.revoke(&[], 2030)).expect("a file");
        }
        let every = Duration::from_millis(50);
        let tls = Tls::start_looking(files.clone(), register.app().sources.clone(), every).expect("TLS");
        let options = Options {
            tls: Some(tls),
            ..Options::default()
        };
        let (address, stop) = serve(register, options, issuers).await;
        Self {
            server,
            clients,
            files,
            folder,
            address,
            _stop: stop,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A connection of its own that is proved by a certificate, made when it is first needed.
    pub fn channel(&self, proves: Option<&Leaf>) -> Channel {
        let endpoint = Endpoint::from_shared(format!("https://localhost:{}", self.address.port()));
        let endpoint = endpoint
            .expect("an address")
            .tls_config(client_tls(&self.server, proves));
        endpoint.expect("TLS").connect_lazy()
    }

    pub fn caller(&self, proves: Option<&Leaf>) -> Caller {
        Caller::with_header(self.channel(proves), "nobody").saying(None)
    }
}

/// Whether a call did not come as far as to be refused. In TLS 1.3 a client knows only then that it was not let in.
pub fn is_no_connection(status: &Status) -> bool {
    [Code::Unavailable, Code::Unknown].contains(&status.code()) && status.details().is_empty()
}
