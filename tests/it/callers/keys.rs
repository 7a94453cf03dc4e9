//! The keys of an issuer as they come and go: rotation, withdrawal, and an issuer that does not answer.

use std::time::Duration;

use redress::{
    app::callers::issuers::{Issuers, KeyTimes},
    domain::access::{Defect, bearer::Algorithm},
    server::Options,
};
use serde_json::json;
use tokio::time::{Instant, sleep};

use super::{
    issuer::{FIRST, Issuer, Mood, SECOND, Signers},
    world::{NOW, add, brisk, serve, slow, stranger, strict, subject, taken_for},
};
use crate::harness::{NORTHWICK, Register, caller::Caller, for_each_register};

/// A server that trusts one issuer, and who calls it with a token of that issuer.
async fn served(
    register: &Register<'_>,
    times: KeyTimes,
) -> (Issuer, Caller, tokio::sync::watch::Sender<bool>) {
    let issuer = Issuer::start(FIRST).await;
    let intake = format!("{NORTHWICK}/clients/intake");
    add(register, &intake, subject(&issuer.url, "crm")).await;
    let issuers = Issuers::start(vec![strict(&issuer)], times).expect("an issuer");
    let (address, stop) = serve(register, Options::default(), issuers).await;
    (issuer, stranger(address).await, stop)
}

fn with(caller: &Caller, token: &str) -> Caller {
    caller.saying(Some(&format!("Bearer {token}")))
}

async fn until(what: &str, within: Duration, is_so: impl AsyncFn() -> bool) {
    let began = Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < within, "{what} within {within:?}");
        sleep(Duration::from_millis(20)).await;
    }
}

fn counted(register: &Register<'_>, defect: Defect) -> u64 {
    register
        .app()
        .refused_credentials()
        .get(&defect)
        .copied()
        .unwrap_or(0)
}

/// The issuer adds a key, signs with it, and withdraws the old one: the new one is taken and the old one refused within
/// the time of a refresh, without a restart.
#[tokio::test]
async fn keys_are_rotated_and_withdrawn_without_a_restart() {
    for_each_register(async |register| {
        let (issuer, caller, _stop) = served(register, brisk()).await;
        let old = with(&caller, &issuer.keys.sign("rsa", &issuer.claims(NOW)));
        taken_for(&old).await.expect("a good token");
        let next = Signers::new(SECOND);
        let new = next.sign_as(
            &json!({"alg": "RS256", "kid": "rsa-2", "typ": "at+jwt"}),
            &issuer.claims(NOW),
        );
        let new = with(&caller, &new);
        taken_for(&new).await.expect_err("a key that is not known yet");
        let mut published = issuer.keys.published();
        let mut jwk = next.rsa_jwk();
        jwk["kid"] = json!("rsa-2");
        published["keys"].as_array_mut().expect("keys").push(jwk.clone());
        issuer.publish(published);
        until("the new key", Duration::from_secs(3), async || {
            taken_for(&new).await.is_ok()
        })
        .await;
        taken_for(&old).await.expect("both are good");
        issuer.publish(json!({"keys": [jwk]}));
        until("the old key is refused", Duration::from_secs(3), async || {
            taken_for(&old).await.is_err()
        })
        .await;
        taken_for(&new).await.expect("the new one is good");
        assert!(counted(register, Defect::KeyUnknown) > 0);
    })
    .await;
}

/// While an issuer does not answer, the keys that are known are good, for a bounded time, and no other is.
#[tokio::test]
async fn an_outage_is_borne_for_a_while() {
    for_each_register(async |register| {
        tokio::join!(
            outage(register, Mood::Down),
            outage(register, Mood::Silent),
            outage(register, Mood::Redirects),
            outage(register, Mood::Verbose),
            outage(register, Mood::Impostor),
        );
    })
    .await;
}

async fn outage(register: &Register<'_>, mood: Mood) {
    let (issuer, caller, _stop) = served(register, brisk()).await;
    let good = with(&caller, &issuer.keys.sign("rsa", &issuer.claims(NOW)));
    taken_for(&good).await.expect("a good token");
    let began = Instant::now();
    issuer.become_(mood);
    // Who has an unknown key waits for the issuer, for as long as it may take to answer; others do not.
    for _ in 0..2 {
        let header = json!({"alg": "RS256", "kid": "rsa-2", "typ": "at+jwt"});
        let other = with(&caller, &issuer.keys.sign_as(&header, &issuer.claims(NOW)));
        taken_for(&other).await.expect_err("a key that is not known");
        let asked = Instant::now();
        taken_for(&good).await.expect("a key that is known");
        assert!(
            asked.elapsed() < Duration::from_millis(600),
            "{mood:?} is waited for"
        );
    }
    assert!(began.elapsed() < brisk().kept, "{mood:?}: {:?}", began.elapsed());
    let before = counted(register, Defect::KeysUnavailable);
    until("old keys are refused", Duration::from_secs(15), async || {
        taken_for(&good).await.is_err()
    })
    .await;
    assert!(counted(register, Defect::KeysUnavailable) > before, "{mood:?}");
    issuer.become_(Mood::Well);
    until("it is well again", Duration::from_secs(15), async || {
        taken_for(&good).await.is_ok()
    })
    .await;
}

/// Whoever sends ids of keys that there are not has the issuer asked once, and not for each; nor for a token that could
/// not be good.
#[tokio::test]
async fn unknown_keys_are_asked_for_once_in_a_while() {
    for_each_register(async |register| {
        let (issuer, caller, _stop) = served(register, slow()).await;
        taken_for(&with(&caller, &issuer.keys.sign("rsa", &issuer.claims(NOW))))
            .await
            .expect("a good token");
        let asked = issuer.asked();
        for turn in 0..50 {
            for alg in ["none", "HS256", "ES384"] {
                let header = json!({"alg": alg, "kid": format!("guess-{turn}"), "typ": "at+jwt"});
                let token = issuer.keys.sign_as(&header, &issuer.claims(NOW));
                taken_for(&with(&caller, &token)).await.expect_err("a refusal");
            }
        }
        assert_eq!(issuer.asked(), asked, "for tokens that cannot be good");
        for turn in 0..50 {
            let header = json!({"alg": "RS256", "kid": format!("guess-{turn}"), "typ": "at+jwt"});
            let token = issuer.keys.sign_as(&header, &issuer.claims(NOW));
            taken_for(&with(&caller, &token)).await.expect_err("a refusal");
        }
        assert!(issuer.asked() - asked <= 2, "{} and {asked}", issuer.asked());
    })
    .await;
}

/// What is configured wrongly is said at the start.
#[tokio::test]
async fn issuers_that_make_no_sense_are_not_taken() {
    let issuer = Issuer::start(FIRST).await;
    let good = strict(&issuer);
    Issuers::start(vec![good.clone()], slow()).expect("an issuer");
    let mut twice = good.clone();
    twice.rules.algorithms = vec![Algorithm::Rs256, Algorithm::Ps256];
    let mut none = good.clone();
    none.rules.algorithms.clear();
    let mut plain = good.clone();
    plain.rules.issuer = "http://login.example/v2.0".to_owned();
    let mut user = good.clone();
    user.rules.issuer = "http://127.0.0.1@login.example/".to_owned();
    let mut lax = good.clone();
    lax.rules.takes_plain_type = true;
    let mut nobody = good.clone();
    nobody.rules.audience.clear();
    let mut broken = good.clone();
    broken.ca = Some(b"nothing".to_vec());
    for wrong in [twice, none, plain, user, lax, nobody, broken] {
        let settings = format!("{wrong:?}");
        assert!(Issuers::start(vec![wrong], slow()).is_err(), "{settings}");
    }
    assert!(
        Issuers::start(vec![good.clone(), good], slow()).is_err(),
        "one issuer twice"
    );
}

/// The file of issuers, as docs/callers.md shows it.
#[test]
fn the_file_of_issuers_is_read_strictly() {
    use redress::app::callers::issuers::read;
    let page = include_str!("../../../docs/callers.md");
    let shown = page
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("issuers.toml");
    std::fs::write(&file, shown.expect("an example")).expect("a file");
    let read_issuers = read(&file).expect("the example of the page");
    assert!(read_issuers.iter().all(|issuer| issuer.rules.check().is_ok()));
    assert!(read_issuers[0].rules.takes_plain_type);
    for wrong in [
        "",
        "[[issuer]]\nurl = \"https://a.example\"\n",
        "[[issuer]]\nurl = \"https://a.example\"\naudience = \"a\"\nalgorithms = [\"HS256\"]\n",
        "[[issuer]]\nurl = \"https://a.example\"\naudience = \"a\"\nalgorithms = [\"none\"]\n",
        "[[issuer]]\nurl = \"https://a.example\"\naudience = \"a\"\nalgorithms = [\"RS256\"]\nleeway = 600\n",
        "[[issuer]]\nurl = \"https://a.example\"\naudience = \"a\"\nalgorithms = [\"RS256\"]\nsubject_claim = \"email\"\n",
    ] {
        std::fs::write(&file, wrong).expect("a file");
        assert!(read(&file).is_err(), "{wrong}");
    }
}
