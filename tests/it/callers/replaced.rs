//! Certificates, authorities and revocation lists that are replaced while the server serves.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use redress::{api::wire::credential::Kind, app::callers::issuers::Issuers, domain::access::Role};
use tokio::time::{Instant, sleep};
use tonic::Status;

use super::{
    certificates::{Authority, Leaf, Wanted},
    secured::{Secured, is_no_connection},
    world::{add, assert_uniform, taken_for},
};
use crate::harness::{NORTHWICK, SOUTHMERE, caller::Caller, for_each_register};

/// Calls until it is refused, which must be soon.
async fn refused_soon(caller: &Caller) -> Status {
    let began = Instant::now();
    loop {
        match taken_for(caller).await {
            Err(status) => return status,
            Ok(_) => assert!(began.elapsed() < Duration::from_secs(10), "still taken"),
        }
        sleep(Duration::from_millis(20)).await;
    }
}

/// The certificate is replaced ten times under load, on old connections and on new ones: no call fails, and the new one
/// is shown soon.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_is_replaced_without_a_failed_call() {
    for_each_register(async |register| {
        let secured = Arc::new(Secured::start(register, Issuers::default(), |_| ()).await);
        let header = format!("Bearer {}", register.secret_of(NORTHWICK, Role::Intake));
        let (over, calls) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let mut loads = Vec::new();
        for load in 0..4 {
            let (secured, over, calls) = (secured.clone(), over.clone(), calls.clone());
            let header = header.clone();
            loads.push(tokio::spawn(async move {
                let mut caller = secured.caller(None).saying(Some(&header));
                while !over.load(Ordering::Relaxed) {
                    if load % 2 == 1 {
                        caller = secured.caller(None).saying(Some(&header));
                    }
                    taken_for(&caller).await.expect("no call fails");
                    calls.fetch_add(1, Ordering::Relaxed);
                }
            }));
        }
        for serial in 2..12 {
            let leaf = secured.server.server(serial);
            // Certificate and key are two files: between the two writes they do not belong together.
            std::fs::write(&secured.files.cert, &leaf.cert).expect("a file");
            sleep(Duration::from_millis(80)).await;
            std::fs::write(&secured.files.key, &leaf.key).expect("a file");
            sleep(Duration::from_millis(80)).await;
        }
        over.store(true, Ordering::Relaxed);
        for load in loads {
            load.await.expect("no call fails");
        }
        println!("{} calls, 0 failed", calls.load(Ordering::Relaxed));
        assert!(calls.load(Ordering::Relaxed) > 100);
        // Who trusts only the new authority is served, once its certificate is there.
        let next = Authority::new("next servers");
        next.server(1).write(&secured.files.cert, &secured.files.key);
        sleep(Duration::from_millis(300)).await;
        let old = secured.caller(None).saying(Some(&header));
        let status = taken_for(&old).await.expect_err("another certificate");
        assert!(is_no_connection(&status));
    })
    .await;
}

/// A certificate that is revoked is refused with the next call, on the connection that it was made with too.
#[tokio::test]
async fn a_revoked_certificate_is_refused_on_its_connection() {
    for_each_register(async |register| {
        let secured = Secured::start(register, Issuers::default(), |files| {
            files.client_crl = vec![files.cert.with_file_name("crl.pem")];
        })
        .await;
        let name = |name: &str| Kind::CertificateUri(format!("spiffe://a.example/{name}"));
        add(register, &format!("{NORTHWICK}/clients/intake"), name("one")).await;
        add(register, &format!("{SOUTHMERE}/clients/intake"), name("two")).await;
        let sign = |uri: &'static str, serial| -> Leaf {
            secured.clients.sign(&Wanted {
                uris: &[uri][..],
                serial,
                ..Wanted::default()
            })
        };
        let (one, two) = (
            sign("spiffe://a.example/one", 11),
            sign("spiffe://a.example/two", 12),
        );
        let (one_calls, two_calls) = (secured.caller(Some(&one)), secured.caller(Some(&two)));
        taken_for(&one_calls).await.expect("a good certificate");
        taken_for(&two_calls).await.expect("a good certificate");
        let crl = secured.path("crl.pem");
        std::fs::write(&crl, secured.clients.revoke(&[11], 2030)).expect("a file");
        assert_uniform(&refused_soon(&one_calls).await, &mut None, "revoked");
        taken_for(&two_calls).await.expect("a good certificate");
        let anew = taken_for(&secured.caller(Some(&one)))
            .await
            .expect_err("no connection");
        assert!(is_no_connection(&anew));
        // A list that cannot be read changes nothing.
        std::fs::write(&crl, "nothing").expect("a file");
        sleep(Duration::from_millis(200)).await;
        taken_for(&two_calls).await.expect("a good certificate");
        let anew = taken_for(&secured.caller(Some(&one)))
            .await
            .expect_err("no connection");
        assert!(is_no_connection(&anew));
        // A list that has lapsed says of nobody that they are good.
        std::fs::write(&crl, secured.clients.revoke(&[], 2026)).expect("a file");
        assert_uniform(&refused_soon(&two_calls).await, &mut None, "lapsed");
        // An authority that is no longer trusted takes its certificates with it.
        std::fs::write(&crl, secured.clients.revoke(&[], 2030)).expect("a file");
        sleep(Duration::from_millis(200)).await;
        taken_for(&two_calls).await.expect("a good certificate");
        let other = Authority::new("other clients");
        std::fs::write(secured.path("ca.pem"), other.cert()).expect("a file");
        std::fs::write(&crl, other.revoke(&[], 2030)).expect("a file");
        assert_uniform(&refused_soon(&two_calls).await, &mut None, "no longer trusted");
    })
    .await;
}

/// Nor does a connection outlive the certificate that it was made with: the check is repeated.
#[tokio::test]
async fn what_does_not_fit_together_does_not_start() {
    for_each_register(async |register| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let (one, two) = (Authority::new("one").server(1), Authority::new("two").server(1));
        let files = redress::server::tls::TlsFiles {
            cert: path("cert.pem"),
            key: path("key.pem"),
            ..Default::default()
        };
        let start = || redress::server::tls::Tls::start(files.clone(), register.app().sources.clone());
        let missing = start().expect_err("no files").to_string();
        assert!(missing.contains("cert.pem"), "{missing}");
        one.write(&files.cert, &files.key);
        start().expect("TLS");
        std::fs::write(&files.key, &two.key).expect("a file");
        start().expect_err("another key");
        std::fs::write(&files.key, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n").expect("a file");
        let broken = start().expect_err("no key").to_string();
        assert!(broken.contains("key.pem") && !broken.contains("c2Vj"), "{broken}");
    })
    .await;
}
