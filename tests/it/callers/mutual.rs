//! Client certificates: which are taken, whom they prove, and that what one connection proves is not applied to another.

use std::{sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rcgen::ExtendedKeyUsagePurpose;
use redress::{
    api::wire::credential::Kind,
    app::callers::issuers::Issuers,
    domain::access::{Defect, Role},
};
use serde_json::json;
use tonic::{Code, Status};

use super::{
    certificates::{Authority, Leaf, Wanted},
    secured::{Secured, is_no_connection},
    world::{NOW, World, add, assert_uniform, remove, slow, taken_for},
};
use crate::harness::{NORTHWICK, SOUTHMERE, caller::Caller, for_each_register};

fn uri(uri: &str) -> Kind {
    Kind::CertificateUri(uri.to_owned())
}

fn dns(name: &str) -> Kind {
    Kind::CertificateDns(name.to_owned())
}

/// How a certificate is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// There is no connection.
    InHandshake,
    /// There is one, and its calls are refused for this reason.
    InCall(Defect),
}

const CRM: &str = "spiffe://council.example/crm";
const WEB: &str = "spiffe://council.example/web";

/// A certificate for each rule that one can break.
fn cases(clients: &Authority) -> Vec<(&'static str, Ends, Option<Leaf>)> {
    let crm = || Wanted {
        uris: &[CRM],
        ..Wanted::default()
    };
    let stranger = Authority::new("clients");
    vec![
        ("no certificate and no header", Ends::InCall(Defect::Absent), None),
        (
            "RFC 5280 6.1: of an authority of the same name",
            Ends::InHandshake,
            Some(stranger.sign(&crm())),
        ),
        (
            "RFC 5280 6.1: that stands for itself",
            Ends::InHandshake,
            Some(Leaf::self_signed(&crm())),
        ),
        (
            "RFC 5280 4.1.2.5: expired",
            Ends::InHandshake,
            Some(clients.sign(&Wanted {
                years: (2025, 2026),
                ..crm()
            })),
        ),
        (
            "RFC 5280 4.1.2.5: not good yet",
            Ends::InHandshake,
            Some(clients.sign(&Wanted {
                years: (2027, 2028),
                ..crm()
            })),
        ),
        (
            "RFC 5280 4.2.1.12: of a server",
            Ends::InHandshake,
            Some(clients.sign(&Wanted {
                usage: ExtendedKeyUsagePurpose::ServerAuth,
                ..crm()
            })),
        ),
        (
            "RFC 5280 5: revoked",
            Ends::InHandshake,
            Some(clients.sign(&Wanted { serial: 666, ..crm() })),
        ),
    ]
}

/// Certificates of the right authority with names that no client, or more than one client, has.
fn named(clients: &Authority) -> Vec<(&'static str, Ends, Option<Leaf>)> {
    let named = |common_name: &'static str, uris: &'static [&'static str], dns: &'static [&'static str]| {
        clients.sign(&Wanted {
            common_name,
            uris,
            dns,
            ..Wanted::default()
        })
    };
    let unknown = Ends::InCall(Defect::CredentialUnknown);
    vec![
        (
            "a name that no client has",
            unknown,
            Some(named("a", &["spiffe://council.example/payroll"], &[])),
        ),
        (
            "RFC 9525 2: the name is only the common name",
            unknown,
            Some(named(CRM, &[], &[])),
        ),
        (
            "RFC 3986 6.2.2: the name in other letters",
            unknown,
            Some(named("a", &["spiffe://council.example/CRM"], &[])),
        ),
        (
            "SPIFFE 2: the name and more",
            unknown,
            Some(named("a", &["spiffe://council.example/crm/"], &[])),
        ),
        (
            "SPIFFE 2: the name of another trust domain",
            unknown,
            Some(named("a", &["spiffe://council.example.org/crm"], &[])),
        ),
        (
            "RFC 9525 6.3: a wildcard over a client's name",
            unknown,
            Some(named("a", &[], &["*.council.example"])),
        ),
        (
            "a DNS name above a client's",
            unknown,
            Some(named("a", &[], &["council.example"])),
        ),
        (
            "names of two clients",
            Ends::InCall(Defect::CredentialAmbiguous),
            Some(named("a", &[CRM, WEB], &[])),
        ),
        (
            "more names than are looked at",
            unknown,
            Some(named(
                "a",
                &[
                    CRM, "a://1", "a://2", "a://3", "a://4", "a://5", "a://6", "a://7", "a://8", "a://9",
                    "a://10",
                ],
                &[],
            )),
        ),
    ]
}

#[tokio::test]
async fn no_foreign_stale_or_unregistered_certificate_is_taken() {
    for_each_register(async |register| {
        let secured = Secured::start(register, Issuers::default(), |files| {
            files.client_crl = vec![files.cert.with_file_name("crl.pem")];
        })
        .await;
        std::fs::write(secured.path("crl.pem"), secured.clients.revoke(&[666], 2030)).expect("a file");
        tokio::time::sleep(Duration::from_millis(300)).await;
        add(register, &format!("{NORTHWICK}/clients/intake"), uri(CRM)).await;
        add(register, &format!("{SOUTHMERE}/clients/intake"), uri(WEB)).await;
        add(
            register,
            &format!("{NORTHWICK}/clients/analyst"),
            dns("bi.council.example"),
        )
        .await;
        let (mut uniform, app) = (None, register.app());
        let cases = [cases(&secured.clients), named(&secured.clients)].concat();
        for (rule, ends, leaf) in &cases {
            let before = app.refused_credentials();
            let status = taken_for(&secured.caller(leaf.as_ref())).await.expect_err(rule);
            let after = app.refused_credentials();
            let found = after
                .iter()
                .find(|(defect, count)| before.get(defect) != Some(count));
            let found = found.map_or(Ends::InHandshake, |(defect, _)| Ends::InCall(*defect));
            assert_eq!(found, *ends, "{rule}: {status:?}");
            match ends {
                Ends::InHandshake => assert!(is_no_connection(&status), "{rule}: {status:?}"),
                Ends::InCall(_) => assert_uniform(&status, &mut uniform, rule),
            }
        }
        println!("{} certificates, 0 accepted", cases.len());
        // What is right is taken.
        let good = [
            (secured.clients.client(CRM), NORTHWICK),
            (secured.clients.client(WEB), SOUTHMERE),
            (
                secured.clients.sign(&Wanted {
                    dns: &["BI.council.example", "localhost"],
                    ..Wanted::default()
                }),
                NORTHWICK,
            ),
        ];
        for (leaf, authority) in good {
            let told = taken_for(&secured.caller(Some(&leaf))).await;
            assert_eq!(told.expect("a good certificate"), [authority]);
        }
    })
    .await;
}

/// A header decides alone: a certificate does not make a token good, and a token is not taken for its connection.
#[tokio::test]
async fn a_bad_token_is_refused_on_a_good_connection() {
    for_each_register(async |register| {
        let secured = Secured::start(register, Issuers::default(), |_| ()).await;
        add(register, &format!("{NORTHWICK}/clients/intake"), uri(CRM)).await;
        let leaf = secured.clients.client(CRM);
        let caller = secured.caller(Some(&leaf));
        taken_for(&caller).await.expect("a good certificate");
        for header in ["Bearer redress_no", "Bearer ", "Basic b2s=", ""] {
            let status = taken_for(&caller.saying(Some(header))).await.expect_err(header);
            assert_uniform(&status, &mut None, header);
        }
        let secret = register.secret_of(SOUTHMERE, Role::Intake);
        let told = taken_for(&caller.saying(Some(&format!("Bearer {secret}")))).await;
        assert_eq!(told.expect("a token"), [SOUTHMERE]);
    })
    .await;
}

/// Calls of four connections, mixed: each is taken for whom its own connection proves, and for nobody on the one that
/// proves nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_connection_proves_is_not_applied_to_another() {
    for_each_register(async |register| {
        let secured = Secured::start(register, Issuers::default(), |_| ()).await;
        add(register, &format!("{NORTHWICK}/clients/intake"), uri(CRM)).await;
        add(register, &format!("{SOUTHMERE}/clients/intake"), uri(WEB)).await;
        let (crm, web) = (secured.clients.client(CRM), secured.clients.client(WEB));
        let callers: [(Caller, Option<&'static str>); 4] = [
            (secured.caller(Some(&crm)), Some(NORTHWICK)),
            (secured.caller(None), None),
            (secured.caller(Some(&web)), Some(SOUTHMERE)),
            (secured.caller(Some(&crm)), Some(NORTHWICK)),
        ];
        let mut calls = Vec::new();
        for turn in 0..400 {
            let (caller, expected) = callers[turn % callers.len()].clone();
            calls.push(tokio::spawn(async move {
                let told: Result<Vec<String>, Status> = taken_for(&caller).await;
                match (told, expected) {
                    (Ok(told), Some(expected)) => assert_eq!(told, [expected]),
                    (Err(status), None) => assert_eq!(status.code(), Code::Unauthenticated),
                    (told, expected) => panic!("{told:?} and not {expected:?}"),
                }
            }));
        }
        for call in calls {
            call.await.expect("a call");
        }
    })
    .await;
}

/// RFC 8705 section 3: a token that is bound to a certificate is good on its connection alone.
#[tokio::test]
async fn a_bound_token_is_good_on_its_own_connection_alone() {
    for_each_register(async |register| {
        let world = World::new(register).await;
        let secured = Secured::start(register, world.issuers(slow()), |_| ()).await;
        // Neither certificate needs to be a client's: the token says who calls.
        let (own, other) = (
            secured.clients.client("spiffe://a.example/1"),
            secured.clients.client("spiffe://a.example/2"),
        );
        let bound = json!({"cnf": {"x5t#S256": URL_SAFE_NO_PAD.encode(own.thumbprint)}});
        let header = format!("Bearer {}", world.plain.with(NOW, bound));
        let told = taken_for(&secured.caller(Some(&own)).saying(Some(&header))).await;
        assert_eq!(told.expect("a bound token"), [NORTHWICK]);
        for stolen in [Some(&other), None] {
            let status = taken_for(&secured.caller(stolen).saying(Some(&header))).await;
            assert_uniform(&status.expect_err("a stolen token"), &mut None, "stolen");
        }
    })
    .await;
}

#[tokio::test]
async fn a_certificate_is_refused_with_the_next_call_once_its_name_is_removed() {
    for_each_register(async |register| {
        let secured = Secured::start(register, Issuers::default(), |_| ()).await;
        let name = add(register, &format!("{NORTHWICK}/clients/intake"), uri(CRM)).await;
        let caller = secured.caller(Some(&secured.clients.client(CRM)));
        taken_for(&caller).await.expect("a good certificate");
        remove(register, &name).await;
        let status = taken_for(&caller).await.expect_err("a refusal");
        assert_uniform(&status, &mut None, "removed");
        add(register, &format!("{SOUTHMERE}/clients/intake"), uri(CRM)).await;
        assert_eq!(taken_for(&caller).await.expect("a good certificate"), [SOUTHMERE]);
    })
    .await;
}

/// Where a certificate is required, there is no connection without one; a token alone does not help.
#[tokio::test]
async fn a_connection_may_need_a_certificate() {
    for_each_register(async |register| {
        let secured =
            Secured::start(register, Issuers::default(), |files| files.client_required = true).await;
        let secret = register.secret_of(NORTHWICK, Role::Intake);
        let header = format!("Bearer {secret}");
        let status = taken_for(&secured.caller(None).saying(Some(&header))).await;
        assert!(is_no_connection(&status.expect_err("no connection")));
        let leaf = secured.clients.client("spiffe://a.example/1");
        let told = taken_for(&secured.caller(Some(&leaf)).saying(Some(&header))).await;
        assert_eq!(told.expect("a token"), [NORTHWICK]);
    })
    .await;
}

/// TLS 1.2 is taken only where that is said; what is not TLS is not answered.
#[tokio::test]
async fn old_versions_and_plain_text_are_refused() {
    use rustls::{
        ClientConfig, RootCertStore,
        crypto::ring::default_provider,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
        version::{TLS12, TLS13},
    };
    for_each_register(async |register| {
        for (allow, version, is_taken) in [
            (false, &TLS12, false),
            (false, &TLS13, true),
            (true, &TLS12, true),
            (true, &TLS13, true),
        ] {
            let secured =
                Secured::start(register, Issuers::default(), |files| files.allow_tls12 = allow).await;
            let mut roots = RootCertStore::empty();
            let ca = CertificateDer::from_pem_slice(secured.server.cert().as_bytes());
            roots.add(ca.expect("a certificate")).expect("a root");
            let mut config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
                .with_protocol_versions(&[version])
                .expect("a version")
                .with_root_certificates(roots)
                .with_no_client_auth();
            config.alpn_protocols = vec![b"h2".to_vec()];
            let stream = tokio::net::TcpStream::connect(secured.address)
                .await
                .expect("a connection");
            let name = ServerName::try_from("localhost").expect("a name");
            let connected = tokio_rustls::TlsConnector::from(Arc::new(config))
                .connect(name, stream)
                .await;
            assert_eq!(connected.is_ok(), is_taken, "{allow} {version:?}");
            let plain = super::world::lazily(secured.address);
            let status = taken_for(&Caller::with_header(plain, "nobody")).await;
            assert!(is_no_connection(&status.expect_err("no connection")));
        }
    })
    .await;
}
