//! What the service is built of: crates that may not be in it, and the oldest releases of some that may.

use super::{holds, read::file};

/// Another implementation of TLS, or C that has to be found on the machine.
const BANNED: &[&str] = &["openssl", "openssl-sys", "native-tls", "aws-lc-rs", "aws-lc-sys"];

/// The first releases without a known hole.
const FLOORS: &[(&str, [u64; 3])] = &[
    // CVE-2023-44487 and the floods that came after it.
    ("h2", [0, 4, 20]),
    // RUSTSEC-2026-0007.
    ("bytes", [1, 11, 1]),
    // RUSTSEC-2024-0399.
    ("rustls", [0, 23, 18]),
    // RUSTSEC-2026-0049, 0098, 0099 and 0104.
    ("rustls-webpki", [0, 103, 13]),
    // RUSTSEC-2024-0376.
    ("tonic", [0, 12, 3]),
    // RUSTSEC-2024-0363.
    ("sqlx", [0, 8, 1]),
    // RUSTSEC-2025-0055: escape sequences in logs.
    ("tracing-subscriber", [0, 3, 20]),
    // RUSTSEC-2025-0009.
    ("ring", [0, 17, 12]),
    ("time", [0, 3, 47]),
    // The first with SQLite 3.51.3, which mends the write-ahead log.
    ("libsqlite3-sys", [0, 37, 0]),
];

/// The crates that must be there for their floors to mean something.
const USED: &[&str] = &[
    "h2",
    "bytes",
    "rustls",
    "rustls-webpki",
    "tonic",
    "sqlx",
    "ring",
    "libsqlite3-sys",
];

fn packages(lock: &str) -> Vec<(&str, &str)> {
    let quoted = |line: &'static str| move |text: &&str| text.starts_with(line);
    let value = |text: &'_ str| -> Option<(usize, usize)> {
        let start = text.find('"')? + 1;
        Some((start, text.rfind('"')?))
    };
    let blocks = lock.split("[[package]]").skip(1);
    let packages = blocks.filter_map(|block| {
        let name = block.lines().find(quoted("name = "))?;
        let version = block.lines().find(quoted("version = "))?;
        let ((from, to), (start, end)) = (value(name)?, value(version)?);
        Some((&name[from..to], &version[start..end]))
    });
    packages.collect()
}

fn unfit(lock: &str) -> Vec<String> {
    let mut violations = Vec::new();
    let packages = packages(lock);
    for (name, version) in &packages {
        if BANNED.contains(name) {
            violations.push(format!("{name} {version} is in the lock file"));
        }
        let floor = FLOORS.iter().find(|(known, _)| known == name);
        if floor.is_some_and(|(_, floor)| numbers(version) < *floor) {
            violations.push(format!("{name} {version} has a known hole"));
        }
    }
    let lacking = USED
        .iter()
        .filter(|used| !packages.iter().any(|(name, _)| name == *used));
    violations.extend(lacking.map(|name| format!("{name} is not in the lock file")));
    violations
}

fn numbers(version: &str) -> [u64; 3] {
    let mut parts = version
        .split(['.', '-', '+'])
        .map(|part| part.parse().unwrap_or(0));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

#[test]
fn the_lock_file_holds_nothing_unfit() {
    holds(&unfit(&file("Cargo.lock").text));
}

#[test]
fn what_is_unfit_is_found() {
    let lock = file("Cargo.lock").text;
    let with = |name: &str, version: &str| {
        unfit(&format!(
            "{lock}\n[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n"
        ))
    };
    assert_eq!(with("openssl", "0.10.0").len(), 1);
    assert_eq!(with("h2", "0.4.19").len(), 1);
    assert_eq!(with("h2", "0.4.20"), Vec::<String>::new());
    assert_eq!(unfit("").len(), USED.len());
}
