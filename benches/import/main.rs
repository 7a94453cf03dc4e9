//! How fast historical cases come in, beside the same rows written raw: each table's final rows in one transaction of
//! prepared statements, on the same disk, with the same schema and the same durability.
//!
//! `cargo bench --bench import` writes a CSV file of 100,000 cases, imports it with the built `redress import` into the
//! built server, as an operator does, and then writes the rows that this led to into an empty file, once with the page
//! cache that SQLite has unless told otherwise and once with the register's. It prints the rates, their ratio, and the
//! most memory that each process held. Client and server share the machine; the raw writer has it for itself.
//! `REDRESS_BENCH_CASES` makes it shorter.

mod cases;
#[path = "../shared/disk.rs"]
mod disk;
mod raw;
#[path = "../shared/register.rs"]
mod register;
#[path = "../shared/table.rs"]
mod table;

use std::{error::Error, time::Duration};

use self::register::{Names, Register};

type Failure = Box<dyn Error + Send + Sync>;

/// Times that the raw rows are written; the median counts.
const RAW_RUNS: usize = 3;

fn main() -> Result<(), Failure> {
    let cases = std::env::var("REDRESS_BENCH_CASES").ok();
    let cases: u64 = cases.map_or(Ok(100_000), |text| text.parse())?;
    let folder = tempfile::Builder::new().prefix("redress-bench-").tempdir()?;
    let sync = || disk::fsync(folder.path(), Duration::from_secs(2));
    let file = folder.path().join("cases.csv");
    let mapping = cases::write(&file, cases)?;
    println!("fsync floor before: {}", sync()?);

    let lists: [Names<'_>; 2] = [
        ("services", &cases::SERVICES),
        ("concern-categories", &cases::CATEGORIES),
    ];
    let register = Register::start(folder.path(), &lists)?;
    let imported = register.import(&file, &mapping)?;
    println!(
        "import of {cases} cases, CSV to committed: {:.2?}, {:.0}/s; most memory: import {} MiB, server {} MiB",
        imported.time,
        rate(cases, imported.time),
        imported.client_kib / 1024,
        register.memory_kib() / 1024,
    );
    let again = register.import(&file, &mapping)?;
    println!(
        "the same file again, nothing to write: {:.2?}, {:.0}/s",
        again.time,
        rate(cases, again.time)
    );
    let database = register.stop()?;

    let rows = raw::rows(&database)?;
    for (cache, cache_kib) in [("its usual", raw::USUAL_CACHE_KIB), ("our", raw::SAME_CACHE_KIB)] {
        let mut times = Vec::new();
        for _ in 0..RAW_RUNS {
            times.push(raw::write(&database, folder.path(), &rows, cache_kib)?);
        }
        times.sort_unstable();
        let raw = times[RAW_RUNS / 2];
        println!(
            "the same {} rows raw, in one transaction, with {cache} page cache: {raw:.2?}, {:.0} cases/s (of {RAW_RUNS} \
             runs {:.2?} to {:.2?}); ratio {:.2}",
            rows.len(),
            rate(cases, raw),
            times[0],
            times[RAW_RUNS - 1],
            raw.as_secs_f64() / imported.time.as_secs_f64()
        );
    }
    println!("fsync floor after: {}", sync()?);
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a rate to print")]
fn rate(cases: u64, time: Duration) -> f64 {
    cases as f64 / time.as_secs_f64()
}
