//! TLS to the database: what is not verified is refused before a byte of the register is sent.

use std::{
    env,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use redress::{
    app::{
        App,
        opening::{KeyPlace, OpenError, Place},
        sources::Sources,
    },
    store::{Database, Location},
};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use super::certificates::{Authority, Leaf, Wanted};

fn place(folder: &TempDir, url: &str, database_insecure: bool) -> Place {
    Place {
        erasure_ledger: None,
        folder: folder.path().join("data"),
        database_url: Some(url.to_owned()),
        keys: KeyPlace::File(folder.path().join("data/master.key")),
        database_insecure,
    }
}

#[tokio::test]
async fn a_database_elsewhere_needs_verified_tls() {
    let folder = tempfile::tempdir().expect("a folder");
    let is_refused = |url: &str, insecure| {
        let location = place(&folder, url, insecure).location();
        matches!(location, Err(OpenError::DatabaseExposed))
    };
    let elsewhere = "postgres://redress@db.council.example/redress";
    for mode in ["disable", "allow", "prefer", "require", "verify-ca"] {
        assert!(
            is_refused(&format!("{elsewhere}?sslmode={mode}"), false),
            "{mode}"
        );
    }
    assert!(is_refused(elsewhere, false), "nothing said");
    assert!(is_refused("postgres://redress@192.0.2.7/redress", false));
    assert!(is_refused(
        "postgres://redress@localhost.council.example/redress",
        false
    ));
    assert!(is_refused(
        "postgres://localhost@db.council.example/localhost",
        false
    ));
    assert!(is_refused(
        "postgres://redress@localhost/redress?host=db.council.example",
        false
    ));
    assert!(!is_refused(&format!("{elsewhere}?sslmode=verify-full"), false));
    assert!(!is_refused(elsewhere, true), "where it is said");
    for here in [
        "postgres://redress@localhost/redress",
        "postgres://redress@127.0.0.1:5433/redress",
        "postgres://redress@localhost/redress?host=/run/postgresql",
    ] {
        assert!(!is_refused(here, false), "{here}");
    }
    // Nothing was tried on the way to the refusal, and the URL is not told.
    let away = place(&folder, "postgres://redress:hush@192.0.2.7/redress", false);
    let refused = App::open_at(&away, Sources::system()).await;
    let refused = refused.err().expect("a refusal").to_string();
    assert!(
        refused.contains("verify-full") && !refused.contains("hush"),
        "{refused}"
    );
}

/// A throw-away cluster with a certificate, which ends with the pipe to the script that started it.
struct Cluster {
    script: Child,
    port: u16,
    _folder: TempDir,
}

impl Cluster {
    fn start(leaf: &Leaf) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        leaf.write(
            &folder.path().join("server.crt"),
            &folder.path().join("server.key"),
        );
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let library = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scripts/lib");
        let text = "source tools.sh; source postgres.sh; postgres_start && echo ready; cat >/dev/null; postgres_stop";
        let mut script = Command::new("bash")
            .args(["-c", text])
            .current_dir(library)
            .env("REDRESS_POSTGRES_TLS", folder.path())
            .env("REDRESS_POSTGRES_PORT", port.to_string())
            .env_remove("TEST_DATABASE_URL")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("bash");
        let mut said = String::new();
        BufReader::new(script.stdout.take().expect("a pipe"))
            .read_line(&mut said)
            .expect("a line");
        assert_eq!(said.trim(), "ready");
        Self {
            script,
            port,
            _folder: folder,
        }
    }

    fn url(&self, host: &str, mode: &str, ca: &str) -> String {
        let port = self.port;
        format!("postgres://redress@{host}:{port}/redress?sslmode={mode}&sslrootcert={ca}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.script.stdin.take());
        let _ended = self.script.wait();
    }
}

async fn opens(url: &str) -> Result<Database, String> {
    let location: Location = url.parse().expect("an address");
    Database::open(&location).await.map_err(|error| error.to_string())
}

/// `verify-full` takes the certificate of the right authority for the right name, and no other.
#[tokio::test]
async fn verified_tls_reaches_the_database_and_nobody_else() {
    if env::var("TEST_DATABASE_URL").is_err() {
        let required = env::var("REDRESS_TEST_POSTGRES").is_ok_and(|value| value == "required");
        assert!(
            !required,
            "PostgreSQL is required, and TEST_DATABASE_URL is not set"
        );
        eprintln!("!!! SKIPPED on PostgreSQL: TEST_DATABASE_URL is not set");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (authority, other) = (Authority::new("databases"), Authority::new("databases"));
    let file = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let (ca, wrong_ca) = (file("ca.pem", authority.cert()), file("other.pem", other.cert()));
    let cluster = Cluster::start(&authority.server(1));
    let url = cluster.url("localhost", "verify-full", &ca);
    let app = App::open_at(&place(&folder, &url, false), Sources::system()).await;
    drop(app.expect("a register behind verified TLS"));
    let mut session = PgConnection::connect(&url).await.expect("a session");
    let is_encrypted = sqlx::query_scalar("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    let is_encrypted: bool = is_encrypted.fetch_one(&mut session).await.expect("a row");
    assert!(is_encrypted);
    let another = opens(&cluster.url("localhost", "verify-full", &wrong_ca)).await;
    assert!(another.is_err(), "of another authority");
    let by_address = opens(&cluster.url("127.0.0.1", "verify-full", &ca)).await;
    assert!(by_address.is_err(), "for another name");
    // What verify-ca lets through, which is why it is not enough.
    opens(&cluster.url("127.0.0.1", "verify-ca", &ca))
        .await
        .expect("any name of the authority");
    drop(cluster);
    let old = authority.sign(&Wanted {
        dns: &["localhost"],
        years: (2020, 2021),
        usage: rcgen::ExtendedKeyUsagePurpose::ServerAuth,
        ..Wanted::default()
    });
    let expired = Cluster::start(&old);
    let lapsed = opens(&expired.url("localhost", "verify-full", &ca)).await;
    assert!(lapsed.is_err(), "expired");
}
