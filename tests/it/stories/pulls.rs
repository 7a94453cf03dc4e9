//! How a regional body gets releases: in one order, from any place on, each noted to the authority that it concerns.

use clap::Parser;
use redress::{
    api::{
        permissions::permissions,
        wire::{PulledRelease, Release, ReleaseState},
    },
    cli::pull::{self, Pull},
    domain::access::Role,
};
use tonic::Code;

use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    caller::Caller,
    day, for_each_register,
    refused::{invalid, refused},
    releases::{another_body, complain, southmere},
    samples::from_elsewhere,
};

const WESTSHIRE: &str = "authorities/westshire";

fn positions(pulled: &[PulledRelease]) -> Vec<i64> {
    pulled.iter().map(|release| release.position).collect()
}

/// How often each client pulled a release.
async fn pulls(officer: &Caller, release: &Release) -> Vec<(String, String, i32)> {
    let read = officer.get_release(&release.name).await.expect("the release");
    let pulls = read.pulls.into_iter();
    pulls.map(|pull| (pull.body, pull.client, pull.count)).collect()
}

/// Northwick and Westshire publish to Southmere, three releases in all.
async fn three_releases(register: &Register<'_>) -> Vec<Release> {
    let officer = register.officer();
    complain(&officer).await;
    another_body(register, WESTSHIRE).await;
    let role = Role::Officer;
    let token = register.deployment().new_client(WESTSHIRE, "officer", role).await;
    let westshire = register.with_token(&token);
    let first = officer.release(NORTHWICK, &[SOUTHMERE]).await;
    let of_westshire = westshire.release(WESTSHIRE, &[SOUTHMERE, NORTHWICK]).await;
    complain(&officer).await;
    let second = officer.release(NORTHWICK, &[SOUTHMERE]).await;
    vec![first, second, of_westshire]
}

#[tokio::test]
async fn a_pull_goes_on_after_any_message() {
    for_each_register(async |register| {
        let releases = three_releases(register).await;
        let puller = southmere(register);
        let all = puller.pull(SOUTHMERE, 0).await.expect("a pull");
        let texts: Vec<&str> = all.iter().map(|release| release.text.as_str()).collect();
        let published: Vec<&str> = releases.iter().map(|release| release.text.as_str()).collect();
        assert_eq!(texts, published, "byte for byte");
        for release in &all {
            assert_eq!(redress::app::releases::digest_of(&release.text), release.digest);
            assert_eq!((release.state(), release.named), (ReleaseState::Published, true));
        }
        assert!(positions(&all).is_sorted());
        // However a pull broke off, the next one goes on where the last message was.
        for kept in 0..=all.len() {
            let after = match kept {
                0 => 0,
                kept => {
                    let mut stream = puller.begin_pull(SOUTHMERE, 0).await.expect("a pull");
                    let mut last = 0;
                    for _ in 0..kept {
                        let release = stream.message().await.expect("a message").expect("a release");
                        last = release.position;
                    }
                    last
                }
            };
            let rest = puller.pull(SOUTHMERE, after).await.expect("the rest");
            assert_eq!(rest, all[kept..]);
        }
        register.restart().await;
        let again = southmere(register).pull(SOUTHMERE, 0).await.expect("a pull");
        assert_eq!(again, all, "after a restart");
        // What comes later comes after all that was there.
        let later = register.officer().release(NORTHWICK, &[SOUTHMERE]).await;
        let last = all.last().expect("a release").position;
        let new = southmere(register).pull(SOUTHMERE, last).await.expect("a pull");
        assert_eq!(new.len(), 1);
        assert_eq!(new[0].text, later.text);
        let beyond = southmere(register).pull(SOUTHMERE, 1_000_000).await;
        assert_eq!(beyond.expect_err("a refusal").code(), Code::FailedPrecondition);
    })
    .await;
}

#[tokio::test]
async fn each_body_gets_its_own_and_each_pull_is_noted() {
    for_each_register(async |register| {
        let releases = three_releases(register).await;
        let officer = register.officer();
        let northwick = register.client(Role::Benchmark);
        let own = northwick.pull(NORTHWICK, 0).await.expect("a pull");
        let authorities: Vec<&str> = own.iter().map(|release| release.authority.as_str()).collect();
        assert_eq!(
            authorities,
            ["westshire"],
            "what was published to it and nothing else"
        );
        assert_eq!(pulls(&officer, &releases[0]).await, []);
        let puller = southmere(register);
        for times in 1..=2 {
            puller.pull(SOUTHMERE, 0).await.expect("a pull");
            for release in &releases[..2] {
                let noted = (SOUTHMERE.to_owned(), "benchmark".to_owned(), times);
                assert_eq!(pulls(&officer, release).await, [noted]);
            }
        }
        let other = puller.pull(NORTHWICK, 0).await;
        assert_eq!(other.expect_err("another body").code(), Code::NotFound);
    })
    .await;
}

/// A release that was withdrawn is told as such, and its text is handed to nobody any more.
#[tokio::test]
async fn a_withdrawal_is_told() {
    for_each_register(async |register| {
        let releases = three_releases(register).await;
        let (officer, puller) = (register.officer(), southmere(register));
        let before = puller.pull(SOUTHMERE, 0).await.expect("a pull");
        let withdrawn = officer.withdraw_release(&releases[0].name, day(2026, 6, 1)).await;
        withdrawn.expect("a withdrawal");
        let noted = pulls(&officer, &releases[0]).await;
        let last = before.last().expect("a release").position;
        let told = puller.pull(SOUTHMERE, last).await.expect("a pull");
        assert_eq!(told.len(), 1);
        assert_eq!(
            (told[0].state(), told[0].withdrawal_reason.as_str()),
            (ReleaseState::Withdrawn, "wrong_figures")
        );
        assert_eq!(
            (told[0].text.as_str(), &told[0].digest),
            ("", &releases[0].digest)
        );
        let all = puller.pull(SOUTHMERE, 0).await.expect("a pull");
        let expected = [positions(&before), positions(&told)].concat();
        assert_eq!(positions(&all), expected);
        assert!(all[0].text.is_empty() && !all[1].text.is_empty());
        assert_eq!(
            pulls(&officer, &releases[0]).await,
            noted,
            "nothing was handed over"
        );
        // One that was withdrawn before a body pulled it was never there for it.
        let role = Role::Officer;
        let token = register
            .deployment()
            .new_client(WESTSHIRE, "officer-2", role)
            .await;
        let westshire = register.with_token(&token);
        let gone = westshire
            .withdraw_release(&releases[2].name, day(2026, 6, 1))
            .await;
        gone.expect("a withdrawal");
        let northwick = register.client(Role::Benchmark);
        assert_eq!(northwick.pull(NORTHWICK, 0).await.expect("a pull"), []);
        let listed = puller.received_releases(SOUTHMERE).await;
        let states: Vec<ReleaseState> = listed
            .iter()
            .filter_map(|received| received.release.as_ref())
            .map(PulledRelease::state)
            .collect();
        let (published, withdrawn) = (ReleaseState::Published, ReleaseState::Withdrawn);
        assert_eq!(states, [withdrawn, published, published]);
    })
    .await;
}

/// What was pulled from another deployment is received once, and can then be pulled like any other.
#[tokio::test]
async fn releases_of_another_deployment_are_received() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let made = officer.signed_off(NORTHWICK).await;
        let release = from_elsewhere(&made);
        let puller = southmere(register);
        let names = puller
            .receive_releases(SOUTHMERE, std::slice::from_ref(&release))
            .await
            .expect("received");
        let again = puller
            .receive_releases(SOUTHMERE, std::slice::from_ref(&release))
            .await;
        assert_eq!(again.expect("received before"), names);
        let pulled = puller.pull(SOUTHMERE, 0).await.expect("a pull");
        let expected = PulledRelease {
            position: pulled[0].position,
            ..release.clone()
        };
        assert_eq!(pulled, [expected]);
        let withdrawal = PulledRelease {
            state: ReleaseState::Withdrawn.into(),
            withdrawal_reason: "wrong_figures".to_owned(),
            text: String::new(),
            ..release.clone()
        };
        let heard = puller
            .receive_releases(SOUTHMERE, std::slice::from_ref(&withdrawal))
            .await;
        assert_eq!(heard.expect("heard"), names);
        let told = puller.pull(SOUTHMERE, pulled[0].position).await.expect("a pull");
        assert_eq!(told[0].state(), ReleaseState::Withdrawn);
        let unknown = PulledRelease {
            version: 9,
            ..withdrawal
        };
        let heard = puller.receive_releases(SOUTHMERE, &[unknown]).await;
        assert_eq!(heard.expect("nothing to hear"), [""]);
    })
    .await;
}

/// A text that is not what it says it is, or is of an authority whose releases this deployment has itself.
#[tokio::test]
async fn a_release_that_is_not_what_it_says_is_not_received() {
    for_each_register(async |register| {
        let officer = register.officer();
        let made = officer.signed_off(NORTHWICK).await;
        let release = from_elsewhere(&made);
        let puller = southmere(register);
        let wrong = |wrong: PulledRelease| {
            let puller = puller.clone();
            async move {
                let refused = invalid(puller.receive_releases(SOUTHMERE, &[wrong]).await);
                refused
                    .fields
                    .into_iter()
                    .map(|(field, _)| field)
                    .collect::<Vec<_>>()
            }
        };
        let field = |field: &str| vec![format!("releases[0].{field}")];
        let changed = |change: fn(&mut PulledRelease)| {
            let mut other = release.clone();
            change(&mut other);
            other
        };
        assert_eq!(
            wrong(changed(|release| release.digest.clear())).await,
            field("digest")
        );
        assert_eq!(
            wrong(changed(|release| release.text.push_str("row\n"))).await,
            field("text")
        );
        assert_eq!(
            wrong(changed(|release| release.version += 1)).await,
            field("text")
        );
        assert_eq!(
            wrong(changed(|release| release.authority = "other".to_owned())).await,
            field("text")
        );
        let previewed: fn(&mut PulledRelease) = |release| release.state = ReleaseState::Previewed.into();
        assert_eq!(wrong(changed(previewed)).await, field("state"));
        let own = PulledRelease {
            authority: "northwick".to_owned(),
            text: made.text.clone(),
            digest: made.digest.clone(),
            ..release.clone()
        };
        assert_eq!(wrong(own).await, field("authority"));
        assert_eq!(puller.received_releases(SOUTHMERE).await, []);
    })
    .await;
}

/// Free predicates are not offered to who compares: it reads what everybody may, and what its own body received.
#[test]
fn the_role_that_compares_may_call_this_and_nothing_else() {
    let permissions = permissions().expect("permissions");
    let mut may: Vec<&str> = permissions
        .all()
        .filter(|(_, permission)| permission.roles.contains(&Role::Benchmark))
        .map(|(path, _)| path)
        .collect();
    may.sort_unstable();
    assert_eq!(
        may,
        [
            "/redress.v1.BenchmarksService/CompareAuthorities",
            "/redress.v1.BenchmarksService/ListPeerGroups",
            "/redress.v1.BenchmarksService/RenderComparison",
            "/redress.v1.ReferenceService/GetAuthority",
            "/redress.v1.ReferenceService/ListAuthorities",
            "/redress.v1.ReleasesService/ListReceivedReleases",
            "/redress.v1.ReleasesService/PullReleases",
            "/redress.v1.ReleasesService/ReceiveReleases",
            "/redress.v1.StatisticsService/GetCatalogue",
        ]
    );
}

#[tokio::test]
async fn a_puller_without_its_role_gets_nothing() {
    for_each_register(async |register| {
        for role in [Role::Officer, Role::Intake] {
            let caller = register.client_of(SOUTHMERE, role);
            let refused = refused(caller.pull(SOUTHMERE, 0).await);
            assert_eq!(refused.code, Code::PermissionDenied);
        }
    })
    .await;
}

/// What the command line says.
#[derive(Parser)]
struct Line {
    #[command(flatten)]
    pull: Pull,
}

/// The command keeps where it came to, and hands over each release once.
#[tokio::test]
async fn the_command_hands_over_what_another_deployment_has() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let release = from_elsewhere(&officer.signed_off(NORTHWICK).await);
        let puller = southmere(register);
        let own = another_body(register, WESTSHIRE).await;
        let secret = register
            .deployment()
            .new_client(WESTSHIRE, "puller", Role::Benchmark)
            .await;
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("there"), register.secret_of(SOUTHMERE, Role::Benchmark)).expect("a token");
        std::fs::write(at("own"), secret).expect("a token");
        let server = format!("http://{}", register.address);
        let line = [
            "pull",
            "--from",
            &server,
            "--from-token-file",
            &at("there"),
            "--authority",
            "southmere",
            "--into",
            "westshire",
            "--cursor",
            &at("cursor"),
            "--server",
            &server,
            "--token-file",
            &at("own"),
        ]
        .map(str::to_owned);
        let hand_over = async || {
            let line = Line::parse_from(&line);
            pull::run(line.pull).await.expect("handed over");
        };
        let received = async || {
            let found = own.pull(WESTSHIRE, 0).await.expect("a pull");
            let text = |release: PulledRelease| (release.version, release.text);
            found.into_iter().map(text).collect::<Vec<_>>()
        };
        hand_over().await;
        assert_eq!(received().await, [], "there is nothing yet");
        let names = puller
            .receive_releases(SOUTHMERE, std::slice::from_ref(&release))
            .await;
        names.expect("received");
        let expected = [(release.version, release.text.clone())];
        for _ in 0..2 {
            hand_over().await;
            assert_eq!(received().await, expected);
        }
        let cursor = std::fs::read_to_string(at("cursor")).expect("a cursor");
        let last = puller.pull(SOUTHMERE, 0).await.expect("a pull")[0].position;
        assert_eq!(cursor.trim(), last.to_string());
        std::fs::remove_file(at("cursor")).expect("no cursor");
        hand_over().await;
        assert_eq!(received().await, expected, "it came again and is there once");
    })
    .await;
}
