//! How long the whole annual report of children's complaints takes, and what memory.
//!
//! `cargo bench --bench report` moves 5,000 invented complaints of one financial year into the built server, and has
//! the built `redress report` write that year's report, for the council and for the public, in every format and in each
//! alone. It prints the time from the start of the command to its end, and the most memory that the command and the
//! server held. The first report finds nothing prepared. `REDRESS_BENCH_CASES` says another number.

mod cases;
#[path = "../shared/disk.rs"]
mod disk;
#[path = "../shared/register.rs"]
mod register;
#[path = "../shared/table.rs"]
mod table;

use std::{
    error::Error,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use self::register::Register;

type Failure = Box<dyn Error + Send + Sync>;

/// Times that each report is written; the median counts.
const RUNS: usize = 5;
const FORMATS: [&str; 4] = ["html", "xlsx", "csv", "json"];

fn main() -> Result<(), Failure> {
    let cases = std::env::var("REDRESS_BENCH_CASES").ok();
    let cases: u64 = cases.map_or(Ok(5_000), |text| text.parse())?;
    let folder = tempfile::Builder::new().prefix("redress-bench-").tempdir()?;
    let sync = || disk::fsync(folder.path(), Duration::from_secs(2));
    println!("fsync floor before: {}", sync()?);
    let register = Register::start(folder.path(), &cases::LISTS)?;
    let file = folder.path().join("cases.csv");
    let mapping = cases::write(&file, cases)?;
    register.import(&file, &mapping)?;
    let before_kib = register.memory_kib();

    let first = report(&register, folder.path(), "authority", &FORMATS)?;
    println!(
        "{cases} complaints of one year; the first report, all formats: {} ms",
        first.as_millis()
    );
    for audience in ["authority", "public"] {
        several(&register, folder.path(), audience, &FORMATS)?;
        for format in FORMATS {
            several(&register, folder.path(), audience, &[format])?;
        }
    }
    println!(
        "most memory of the server: {} MiB, after the import {} MiB",
        register.memory_kib() / 1024,
        before_kib / 1024
    );
    register.stop()?;
    println!("fsync floor after: {}", sync()?);
    Ok(())
}

/// Writes a report several times, and prints the median with its spread.
fn several(register: &Register, folder: &Path, audience: &str, formats: &[&str]) -> Result<(), Failure> {
    let mut times = Vec::new();
    let mut client_kib = 0;
    for _ in 0..RUNS {
        let run = write(register, folder, audience, formats)?;
        times.push(run.time);
        client_kib = client_kib.max(run.client_kib);
    }
    times.sort_unstable();
    println!(
        "for the {audience}, {}: {} ms (of {RUNS} runs {} to {}), {} KiB written; most memory of the command: {} \
         MiB",
        formats.join(" and "),
        times[RUNS / 2].as_millis(),
        times[0].as_millis(),
        times[RUNS - 1].as_millis(),
        written(&folder.join("report"))? / 1024,
        client_kib / 1024,
    );
    Ok(())
}

fn report(register: &Register, folder: &Path, audience: &str, formats: &[&str]) -> Result<Duration, Failure> {
    Ok(write(register, folder, audience, formats)?.time)
}

fn write(
    register: &Register,
    folder: &Path,
    audience: &str,
    formats: &[&str],
) -> Result<register::Run, Failure> {
    let out = folder.join("report");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(["report", "annual", "--kind", "childrens", "--year", "2023-24"]);
    command.args(["--audience", audience]).arg("--out").arg(&out);
    command.stdout(Stdio::null());
    for format in formats {
        command.args(["--format", format]);
    }
    register.run(&mut command)
}

/// How many bytes are in a folder.
fn written(folder: &Path) -> Result<u64, Failure> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() {
            written(&entry.path())?
        } else {
            entry.metadata()?.len()
        };
    }
    Ok(bytes)
}
