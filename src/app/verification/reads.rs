//! Checking logs of reads, where they are or from a dump: a line of JSON for each row of the table `sealed_read`, every
//! column under its own name; hashes as hexadecimal digits, instants in the text that is hashed, null as null. The rows
//! of an authority stand together in the order of their numbers.

use std::{
    fmt,
    io::{self, BufRead},
};

use crate::{
    app::opening::{OpenError, Place},
    store::{
        Database, StoreError, acting,
        read_log::{self, ReadChain, ReadEntry, ReadFault, ReadsVerdict},
    },
};

/// What is known of a log of reads that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedReads {
    /// Whose log; empty where the first line of a dump cannot be read.
    pub authority: String,
    /// How many of its entries are right, from the first on.
    pub entries: i64,
    /// What is wrong with the next one, in words.
    pub fault: Option<&'static str>,
}

impl fmt::Display for CheckedReads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            authority,
            entries,
            fault,
        } = self;
        match fault {
            None => write!(f, "{authority}: {entries} reads of what is sealed, whole"),
            Some(fault) => write!(f, "WRONG {authority}, read {}: {fault}", entries + 1),
        }
    }
}

fn words(fault: ReadFault) -> &'static str {
    match fault {
        ReadFault::Missing => "it is not there, or another stands in its place, though there are later ones",
        ReadFault::Link => "it does not hold the hash of the entry before it",
        ReadFault::Hash => "its hash is not the hash of its columns",
        ReadFault::Head => "the log does not end where its head says",
        ReadFault::Lookup => "it is not looked up by the records that it is about",
    }
}

/// Goes through every log of reads of the register at a place. It needs no key.
///
/// # Errors
/// When there is no register, a server holds it, or the database fails.
pub async fn verify_reads_at(place: &Place) -> Result<Vec<CheckedReads>, OpenError> {
    let database = place.open_database().await?;
    let checked = verify_reads(&database).await?;
    database.close().await;
    Ok(checked)
}

/// Goes through every log of reads of a database.
///
/// # Errors
/// When the database fails.
pub async fn verify_reads(database: &Database) -> Result<Vec<CheckedReads>, StoreError> {
    let verdicts = acting::for_all(read_log::verify_reads(database)).await?;
    let checked = verdicts.into_iter().map(|(authority, verdict)| {
        let (entries, fault) = match verdict {
            ReadsVerdict::Whole { number } => (number, None),
            ReadsVerdict::Broken { number, fault } => (number - 1, Some(words(fault))),
        };
        CheckedReads {
            authority: authority.as_str().to_owned(),
            entries,
            fault,
        }
    });
    Ok(checked.collect())
}

/// Goes through a dump. Of each log it tells the first thing that is wrong; that a dump was cut short is seen by who
/// knows how long it was.
///
/// # Errors
/// When it cannot be read; whatever it holds is told and not an error.
pub fn read_reads_dump(dump: impl BufRead) -> io::Result<Vec<CheckedReads>> {
    let mut logs: Vec<(CheckedReads, ReadChain)> = Vec::new();
    for line in dump.split(b'\n') {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let entry: Option<ReadEntry> = serde_json::from_slice(&line).ok();
        let authority = match (&entry, logs.last()) {
            (Some(entry), _) => entry.authority.clone(),
            (None, Some((log, _))) => log.authority.clone(),
            (None, None) => String::new(),
        };
        if logs.iter().all(|(log, _)| log.authority != authority) {
            let log = CheckedReads {
                authority: authority.clone(),
                entries: 0,
                fault: None,
            };
            logs.push((log, ReadChain::default()));
        }
        let log = logs.iter_mut().find(|(log, _)| log.authority == authority);
        let Some((log, chain)) = log.filter(|(log, _)| log.fault.is_none()) else {
            continue;
        };
        match entry.map(|entry| chain.follow(&entry)) {
            Some(Ok(())) => log.entries = chain.number,
            Some(Err((_, fault))) => log.fault = Some(words(fault)),
            None => log.fault = Some("its line is not a row of the table"),
        }
    }
    Ok(logs.into_iter().map(|(log, _)| log).collect())
}
