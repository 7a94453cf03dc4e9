//! The disk's own speed: one writer appending 4 KiB and syncing, which is the most commits a second without sharing
//! them.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
    time::{Duration, Instant},
};

/// Measures for a while; answers a line to print.
#[expect(clippy::cast_precision_loss, reason = "a rate to print")]
pub fn fsync(folder: &Path, time: Duration) -> io::Result<String> {
    let path = folder.join("fsync.tmp");
    let mut file = File::create(&path)?;
    let mut laps = Vec::new();
    let begun = Instant::now();
    while begun.elapsed() < time {
        let lap = Instant::now();
        file.write_all(&[b'x'; 4096])?;
        file.sync_data()?;
        laps.push(lap.elapsed());
    }
    std::fs::remove_file(&path)?;
    laps.sort_unstable();
    let rate = laps.len() as f64 / begun.elapsed().as_secs_f64();
    let (median, p99) = (laps[laps.len() / 2], laps[laps.len() * 99 / 100]);
    Ok(format!("{rate:.0}/s, p50 {median:.2?}, p99 {p99:.2?}"))
}
