//! A regional body that receives, pulls and compares.

use std::time::Instant;

use redress::{
    api::wire::{
        self, benchmarks_service_client::BenchmarksServiceClient,
        releases_service_client::ReleasesServiceClient,
    },
    app::releases::digest_of,
};

use super::{
    Failure, YEAR,
    register::{channel, names},
};

/// The years of each council, the last of which is compared.
const YEARS: i32 = 10;
/// So many releases are handed over at once.
const HANDED_OVER: usize = 50;
/// Times that everything is compared.
const COMPARISONS: usize = 5;

/// At an address, with the secrets of the administrator and of the body's client: receives the figures of so many councils and years, pulls them, and compares the councils.
pub async fn compare(
    (address, admin, token): (&str, &str, &str),
    text: &str,
    councils: usize,
) -> Result<(), Failure> {
    let members: Vec<String> = (1..=councils)
        .map(|council| format!("council-{council}"))
        .collect();
    names(address, admin, ("region", "bodies"), &members).await?;
    let (channel_of_admin, of_admin) = channel(address, admin).await?;
    let request = wire::SavePeerGroupRequest {
        parent: "authorities/region".to_owned(),
        peer_group: Some(wire::PeerGroup {
            id: "all".to_owned(),
            display_name: "All".to_owned(),
            provider: "Bench".to_owned(),
            financial_year: YEAR,
            members: members.clone(),
        }),
        request_id: "group".to_owned(),
        validate_only: false,
    };
    BenchmarksServiceClient::with_interceptor(channel_of_admin, of_admin)
        .save_peer_group(request)
        .await?;
    let (channel, token) = channel(address, token).await?;
    let mut releases = ReleasesServiceClient::with_interceptor(channel.clone(), token.clone());

    let years = YEAR - YEARS + 1..=YEAR;
    let all: Vec<wire::PulledRelease> = members
        .iter()
        .flat_map(|council| years.clone().map(|year| of(text, council, year)))
        .collect();
    let begun = Instant::now();
    for (time, part) in all.chunks(HANDED_OVER).enumerate() {
        let request = wire::ReceiveReleasesRequest {
            parent: "authorities/region".to_owned(),
            releases: part.to_vec(),
            request_id: format!("part {time}"),
            validate_only: false,
        };
        releases.receive_releases(request).await?;
    }
    println!("{} releases received: {:.1?}", all.len(), begun.elapsed());

    let begun = Instant::now();
    let request = wire::PullReleasesRequest {
        parent: "authorities/region".to_owned(),
        after_position: 0,
    };
    let mut stream = releases.pull_releases(request).await?.into_inner();
    let (mut pulled, mut bytes) = (0, 0);
    while let Some(release) = stream.message().await? {
        pulled += 1;
        bytes += release.text.len();
    }
    println!(
        "{pulled} releases pulled, {} KiB: {:.1?}",
        bytes / 1024,
        begun.elapsed()
    );

    let mut benchmarks = BenchmarksServiceClient::with_interceptor(channel, token);
    let mut times = Vec::new();
    let mut measures = 0;
    for _ in 0..COMPARISONS {
        let begun = Instant::now();
        let request = wire::CompareAuthoritiesRequest {
            parent: "authorities/region".to_owned(),
            question: Some(wire::ComparisonQuestion {
                peer_group: "all".to_owned(),
                financial_year: YEAR,
                ..wire::ComparisonQuestion::default()
            }),
        };
        measures = benchmarks
            .compare_authorities(request)
            .await?
            .into_inner()
            .comparisons
            .len();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    println!(
        "{councils} councils compared by {measures} measures: {:.1?} (of {COMPARISONS} runs {:.1?} to {:.1?})",
        times[COMPARISONS / 2],
        times[0],
        times[COMPARISONS - 1],
    );
    Ok(())
}

/// The same figures as another council's of another year.
fn of(text: &str, council: &str, year: i32) -> wire::PulledRelease {
    let text = text
        .replacen("authority\tbenchtown", &format!("authority\t{council}"), 1)
        .replace(
            &format!("period\t{YEAR}-04-01\t{}-03-31", YEAR + 1),
            &format!("period\t{year}-04-01\t{}-03-31", year + 1),
        );
    wire::PulledRelease {
        authority: council.to_owned(),
        grid: "benchmark_grid".to_owned(),
        financial_year: year,
        version: 1,
        digest: digest_of(&text),
        state: wire::ReleaseState::Published.into(),
        named: true,
        text,
        ..wire::PulledRelease::default()
    }
}
