//! What sharing figures takes: a release of a large council, a region's pull of all that it has, and a comparison.
//!
//! `cargo bench --bench release` moves 10,000 invented complaints of one financial year into the built server, previews,
//! signs off and publishes the release of that year, has a regional body receive releases of 333 councils and 10 years
//! (with the figures of that one), pulls them all, and compares the 333. `REDRESS_BENCH_CASES` says another number of
//! complaints, `REDRESS_BENCH_COUNCILS` another of councils.

mod cases;
#[path = "../shared/disk.rs"]
mod disk;
#[path = "../shared/register.rs"]
mod register;
mod region;
#[path = "../shared/table.rs"]
mod table;

use std::{
    error::Error,
    fs,
    time::{Duration, Instant},
};

use chrono::{DateTime, Datelike};
use redress::{
    api::wire::{self, releases_service_client::ReleasesServiceClient},
    cli::client::Authorised,
};

use self::register::{Register, authority, channel};

type Failure = Box<dyn Error + Send + Sync>;

/// The calendar year in which the year of the complaints starts.
const YEAR: i32 = 2023;
/// Times that the release is previewed.
const PREVIEWS: usize = 5;

fn main() -> Result<(), Failure> {
    let number = |name: &str, usual: u64| -> Result<u64, Failure> {
        let asked = std::env::var(name).ok();
        Ok(asked.map_or(Ok(usual), |text| text.parse())?)
    };
    let cases = number("REDRESS_BENCH_CASES", 10_000)?;
    let councils = usize::try_from(number("REDRESS_BENCH_COUNCILS", 333)?)?;
    let folder = tempfile::Builder::new().prefix("redress-bench-").tempdir()?;
    let sync = || disk::fsync(folder.path(), Duration::from_secs(2));
    println!("fsync floor before: {}", sync()?);
    let register = Register::start(folder.path(), &cases::LISTS)?;
    let file = folder.path().join("cases.csv");
    let mapping = cases::write(&file, cases)?;
    let import = register.import(&file, &mapping)?;
    println!(
        "{cases} complaints of one year imported: {:.1?}, most memory of the command: {} MiB",
        import.time,
        import.client_kib / 1024
    );
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let admin = fs::read_to_string(register.data.join("admin.token"))?;
        let body = authority(&register.address, &admin, ("region", wire::Role::Benchmark)).await?;
        let text = release(&register).await?;
        region::share((&register.address, &admin, &body), &text, councils).await
    })?;
    println!("most memory of the server: {} MiB", register.memory_kib() / 1024);
    register.stop()?;
    println!("fsync floor after: {}", sync()?);
    Ok(())
}

/// Previews, signs off and publishes; answers the text.
async fn release(register: &Register) -> Result<String, Failure> {
    let (channel, token) = channel(&register.address, &register.token).await?;
    let mut client = ReleasesServiceClient::with_interceptor(channel, token);
    let mut times = Vec::new();
    let mut previewed = wire::Release::default();
    for _ in 0..PREVIEWS {
        let begun = Instant::now();
        previewed = preview(&mut client, times.len()).await?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    println!(
        "preview: {:.1?} (of {PREVIEWS} runs {:.1?} to {:.1?}); {} bytes, {} figures withheld",
        times[PREVIEWS / 2],
        times[0],
        times[PREVIEWS - 1],
        previewed.text.len(),
        previewed.withheld.len(),
    );
    let recorded = previewed.record_time.ok_or("no time")?;
    let now = DateTime::from_timestamp(recorded.seconds, 0).ok_or("no time")?;
    let today = wire::Date {
        year: now.year(),
        month: i32::try_from(now.month())?,
        day: i32::try_from(now.day())?,
    };
    let begun = Instant::now();
    let request = wire::SignOffReleaseRequest {
        name: previewed.name.clone(),
        signed_off_by: "head-of-service".to_owned(),
        signed_off_date: Some(today),
        request_id: "sign-off".to_owned(),
        ..wire::SignOffReleaseRequest::default()
    };
    client.sign_off_release(request).await?;
    println!("sign-off: {:.1?}", begun.elapsed());
    let begun = Instant::now();
    let request = wire::PublishReleaseRequest {
        name: previewed.name,
        recipients: vec!["authorities/region".to_owned()],
        named: true,
        published_date: Some(today),
        request_id: "publish".to_owned(),
        ..wire::PublishReleaseRequest::default()
    };
    client.publish_release(request).await?;
    println!("publication, the attack included: {:.1?}", begun.elapsed());
    Ok(previewed.text)
}

async fn preview(
    client: &mut ReleasesServiceClient<Authorised>,
    time: usize,
) -> Result<wire::Release, Failure> {
    let request = wire::PreviewReleaseRequest {
        parent: "authorities/benchtown".to_owned(),
        financial_year: YEAR,
        request_id: format!("preview-{time}"),
        ..wire::PreviewReleaseRequest::default()
    };
    Ok(client.preview_release(request).await?.into_inner())
}
