//! Councils compared by what they released: in one deployment, or each in its own.

use std::sync::Mutex;

use redress::{
    api::wire::{self, ErrorReason, MeasureComparison, Procedure, PulledRelease},
    app::releases::digest_of,
    domain::access::Role,
};
use tonic::Status;

use super::{save_body_of, save_group_of};
use crate::harness::{
    Register, SOUTHMERE,
    build::{complaint, registration},
    caller::Caller,
    day, for_another_register, for_each_register, lists,
    refused::refused,
    releases::{preview_of, publication, southmere},
};

/// The first is named in comparisons, the others are not.
const COUNCILS: [&str; 14] = [
    "authorities/aldermoor",
    "authorities/birchmoor",
    "authorities/cedarmoor",
    "authorities/eldermoor",
    "authorities/fennmoor",
    "authorities/gorsemoor",
    "authorities/hazelmoor",
    "authorities/heathermoor",
    "authorities/junipermoor",
    "authorities/larchmoor",
    "authorities/maplemoor",
    "authorities/rowanmoor",
    "authorities/thornmoor",
    "authorities/willowmoor",
];

/// A council of this deployment with so many complaints, whose release Southmere may pull.
async fn release_of(register: &Register<'_>, council: &'static str, complaints: usize, named: bool) {
    let admin = register.deployment();
    lists::register_authority(&admin, council).await;
    let officer = admin.new_client(council, "officer", Role::Officer).await;
    let officer = register.with_token(&officer);
    for _ in 0..complaints {
        let request = wire::RegisterRepresentationRequest {
            parent: council.to_owned(),
            ..registration(complaint(Procedure::ChildrenStatutory, day(2026, 4, 8)))
        };
        let registered = officer.representations().register_representation(request).await;
        registered.expect("a registration");
    }
    let signed_off = officer.signed_off_of(preview_of(council)).await;
    let request = wire::PublishReleaseRequest {
        named,
        ..publication(&signed_off.name, &[SOUTHMERE])
    };
    officer.publish_release(request).await.expect("a publication");
}

/// Southmere's list and group of all councils.
async fn group(register: &Register<'_>) {
    let admin = register.client_of(SOUTHMERE, Role::Admin);
    let names = COUNCILS.map(|council| council.trim_start_matches("authorities/"));
    for name in names {
        save_body_of(&admin, SOUTHMERE, name).await;
    }
    save_group_of(&admin, SOUTHMERE, ("moors", "The moors"), &names).await;
}

async fn compared(puller: &Caller) -> Result<Vec<MeasureComparison>, Status> {
    let request = wire::CompareAuthoritiesRequest {
        parent: SOUTHMERE.to_owned(),
        question: Some(wire::ComparisonQuestion {
            peer_group: "moors".to_owned(),
            financial_year: 2026,
            ..wire::ComparisonQuestion::default()
        }),
    };
    let answer = puller.benchmarks().compare_authorities(request).await;
    answer.map(|answer| answer.into_inner().comparisons)
}

/// What Southmere pulls of all councils, of which only the first is named.
async fn pulled(register: &Register<'_>) -> Vec<PulledRelease> {
    for (place, council) in COUNCILS.into_iter().enumerate() {
        release_of(register, council, 6 + place, place == 0).await;
    }
    southmere(register).pull(SOUTHMERE, 0).await.expect("a pull")
}

/// What it pulls of each council in a deployment of its own.
async fn pulled_of_many() -> Vec<PulledRelease> {
    let pulled = Mutex::new(Vec::new());
    for (place, council) in COUNCILS.into_iter().enumerate() {
        for_another_register(async |register| {
            release_of(register, council, 6 + place, place == 0).await;
            let of_it = southmere(register).pull(SOUTHMERE, 0).await.expect("a pull");
            pulled.lock().expect("the releases").extend(of_it);
        })
        .await;
    }
    pulled.into_inner().expect("the releases")
}

#[tokio::test]
async fn councils_of_one_deployment_compare_as_those_of_many() {
    let of_many = pulled_of_many().await;
    for_each_register(async |one| {
        let of_one = pulled(one).await;
        let texts = |releases: &[PulledRelease]| -> Vec<String> {
            releases.iter().map(|release| release.text.clone()).collect()
        };
        assert_eq!(of_one.len(), COUNCILS.len());
        assert_eq!(texts(&of_one), texts(&of_many), "the same bytes");
        group(one).await;
        let expected = compared(&southmere(one)).await.expect("a comparison");
        for_each_register(async |other| {
            group(other).await;
            let puller = southmere(other);
            for release in &of_many {
                let received = puller
                    .receive_releases(SOUTHMERE, std::slice::from_ref(release))
                    .await;
                received.expect("received");
            }
            let found = compared(&puller).await.expect("a comparison");
            assert_eq!(found, expected);
        })
        .await;
        let received = |found: &&MeasureComparison| {
            found
                .measure
                .as_ref()
                .is_some_and(|measure| measure.id == "complaints_received")
        };
        let received = expected.iter().find(received).expect("the measure");
        // A count of a council that is not named would name it: it is counted in the group and has no line.
        let lines = received.bodies.iter();
        let lines: Vec<(&str, f64)> = lines.map(|body| (body.body.as_str(), body.rate)).collect();
        assert_eq!(lines, [("aldermoor", 6.0)]);
        assert_eq!(received.group.as_ref().map(|group| group.known), Some(14));
        assert_eq!(received.definitions, ["representations_received@1"]);
    })
    .await;
}

#[tokio::test]
async fn figures_of_different_versions_of_a_measure_are_not_compared() {
    for_each_register(async |one| {
        let released = pulled(one).await;
        for_each_register(async |other| {
            group(other).await;
            let puller = southmere(other);
            let mut counted_otherwise = released.clone();
            let last = counted_otherwise.last_mut().expect("a release");
            last.text = last
                .text
                .replace("representations_received@1", "representations_received@2");
            last.digest = digest_of(&last.text);
            let received = puller.receive_releases(SOUTHMERE, &counted_otherwise).await;
            received.expect("received");
            let refused = refused(compared(&puller).await);
            assert_eq!(refused.reason, ErrorReason::DefinitionsDiffer);
            let versions = refused.metadata.get("versions").expect("the versions");
            assert!(
                versions.contains("willowmoor representations_received@2"),
                "{versions}"
            );
        })
        .await;
    })
    .await;
}
