//! A regional body that receives, pulls and compares.

use std::time::Instant;

use redress::{
    api::wire::{
        self, benchmarks_service_client::BenchmarksServiceClient,
        releases_service_client::ReleasesServiceClient,
    },
    app::releases::digest_of,
    cli::client::Authorised,
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

type Releases = ReleasesServiceClient<Authorised>;
type Benchmarks = BenchmarksServiceClient<Authorised>;

/// At an address, with the secrets of the administrator and of the body's client: receives the figures of so many
/// councils and years, pulls them, and compares the councils.
pub async fn share(
    (address, admin, token): (&str, &str, &str),
    text: &str,
    councils: usize,
) -> Result<(), Failure> {
    let members: Vec<String> = (1..=councils)
        .map(|council| format!("council-{council}"))
        .collect();
    names(address, admin, ("region", "bodies"), &members).await?;
    let (to_server, as_admin) = channel(address, admin).await?;
    group(
        &mut BenchmarksServiceClient::with_interceptor(to_server, as_admin),
        &members,
    )
    .await?;
    let (to_server, as_body) = channel(address, token).await?;
    let mut releases = ReleasesServiceClient::with_interceptor(to_server.clone(), as_body.clone());
    receive(&mut releases, text, &members).await?;
    pull(&mut releases).await?;
    compare(
        &mut BenchmarksServiceClient::with_interceptor(to_server, as_body),
        councils,
    )
    .await
}

async fn group(benchmarks: &mut Benchmarks, members: &[String]) -> Result<(), Failure> {
    let request = wire::SavePeerGroupRequest {
        parent: "authorities/region".to_owned(),
        peer_group: Some(wire::PeerGroup {
            id: "all".to_owned(),
            display_name: "All".to_owned(),
            provider: "Bench".to_owned(),
            financial_year: YEAR,
            members: members.to_vec(),
        }),
        request_id: "group".to_owned(),
        validate_only: false,
    };
    benchmarks.save_peer_group(request).await?;
    Ok(())
}

async fn receive(releases: &mut Releases, text: &str, members: &[String]) -> Result<(), Failure> {
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
            request_id: format!("part-{time}"),
            validate_only: false,
        };
        releases.receive_releases(request).await?;
    }
    println!("{} releases received: {:.1?}", all.len(), begun.elapsed());
    Ok(())
}

async fn pull(releases: &mut Releases) -> Result<(), Failure> {
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
    let kib = bytes / 1024;
    println!("{pulled} releases pulled, {kib} KiB: {:.1?}", begun.elapsed());
    Ok(())
}

async fn compare(benchmarks: &mut Benchmarks, councils: usize) -> Result<(), Failure> {
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
        let answer = benchmarks.compare_authorities(request).await?;
        measures = answer.into_inner().comparisons.len();
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
