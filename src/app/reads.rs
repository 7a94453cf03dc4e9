//! Reading what is sealed. A read is recorded, and the record of it is committed, before anything is opened: whatever
//! happens to the log of reads, nobody is told what nobody is known to have read.

mod counts;
mod look_up;
mod recorder;

use std::collections::BTreeMap;

pub use counts::{Counted, Counts};
pub use recorder::{Recorded, Recorder};

use super::{App, planted, records::Opened, submission::Caller};
use crate::{
    domain::{
        ids::{AuthorityId, CodeId, Stream},
        sealed_read::{Extent, OpenedRecord, Purpose, SealedRead},
    },
    store::{
        StoreError,
        read_log::{self, ReadEntry},
        sealed_rows::{self, StoredKey, StoredText},
    },
};

/// Who reads, and how.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// Who.
    pub caller: &'a Caller,
    /// By which method.
    pub method: &'static str,
    /// How much.
    pub extent: Extent,
    /// What for, if it was said.
    pub purpose: Option<Purpose>,
    /// For which officer, if the method asks.
    pub officer: Option<&'a CodeId>,
}

impl Asked<'_> {
    /// The read of records of an authority, as it is recorded.
    fn of(&self, authority: &AuthorityId, records: Vec<OpenedRecord>) -> SealedRead {
        SealedRead {
            authority: authority.clone(),
            client: self.caller.actor(authority),
            method: self.method.to_owned(),
            extent: self.extent,
            purpose: self.purpose.clone(),
            officer: self.officer.cloned(),
            records,
        }
    }
}

/// Why nothing was opened.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database failed, or a text does not open.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The read could not be recorded, so there is no answer; the log of this server has the detail.
    #[error("the read could not be recorded")]
    NotRecorded,
}

impl App {
    /// Opens the sealed fields of records, in the order asked for, once the read of all of them is recorded as one. A
    /// field whose key was destroyed is not there.
    ///
    /// # Errors
    /// When the read cannot be recorded, a text was tampered with, or the database fails.
    pub async fn open_sealed(&self, asked: &Asked<'_>, streams: &[Stream]) -> Result<Vec<Opened>, ReadError> {
        let mut found = Vec::with_capacity(streams.len());
        for stream in streams {
            let texts = sealed_rows::read_record(&self.database, &stream.authority, stream.number).await?;
            let held = |text: &StoredText| matches!(text.key, StoredKey::Held(_));
            found.push((stream, texts.into_iter().filter(held).collect::<Vec<_>>()));
        }
        for stream in streams {
            self.keys.ready(&stream.authority).await?;
        }
        let keys = found
            .iter()
            .flat_map(|(_, texts)| texts)
            .filter_map(|text| match &text.key {
                StoredKey::Held(key) => Some(key.clone()),
                StoredKey::Destroyed { .. } => None,
            });
        self.keys.at_hand_for(&keys.collect::<Vec<_>>()).await?;
        let recorded = self.record_read(asked, &found).await?;
        let mut opened = Vec::with_capacity(found.len());
        for (_, texts) in &found {
            opened.push(self.opened(texts, &recorded)?);
        }
        Ok(opened)
    }

    /// Records the read of these texts: an entry in the log of each authority that they are of.
    async fn record_read(
        &self,
        asked: &Asked<'_>,
        found: &[(&Stream, Vec<StoredText>)],
    ) -> Result<Vec<Recorded>, ReadError> {
        let mut records: BTreeMap<&AuthorityId, BTreeMap<&Stream, OpenedRecord>> = BTreeMap::new();
        for (stream, texts) in found {
            let fields = texts.iter().map(|text| text.row.field.name.clone());
            let record = OpenedRecord {
                kind: stream.kind,
                number: stream.number,
                fields: fields.collect(),
            };
            records
                .entry(&stream.authority)
                .or_default()
                .insert(stream, record);
        }
        let mut recorded = Vec::with_capacity(records.len());
        for (authority, records) in records {
            let read = asked.of(authority, records.into_values().collect());
            recorded.push(self.recorded(asked, read).await?);
        }
        Ok(recorded)
    }

    async fn recorded(&self, asked: &Asked<'_>, read: SealedRead) -> Result<Recorded, ReadError> {
        self.counts.sealed(&read.authority, asked.method);
        if planted::is("answer-before-record") {
            return Ok(self.recorder.believe(read));
        }
        self.recorder.record(read).await.ok_or(ReadError::NotRecorded)
    }

    /// Opens texts, for whoever shows that their reading is recorded.
    fn opened(&self, texts: &[StoredText], _recorded: &[Recorded]) -> Result<Opened, StoreError> {
        let mut opened = BTreeMap::new();
        for text in texts {
            if let StoredKey::Held(key) = &text.key {
                let plain = self.sealer.open(&text.row, key)?;
                opened.insert(text.row.field.name.clone(), plain.expose().to_vec());
            }
        }
        Ok(Opened::new(opened))
    }

    /// A page of an authority's log of reads, or of those of one of its records.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reads(
        &self,
        authority: &AuthorityId,
        record: Option<&Stream>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<ReadEntry>, StoreError> {
        match record {
            None => read_log::entries(&self.database, authority, after, limit).await,
            Some(stream) => read_log::entries_of(&self.database, stream, after, limit).await,
        }
    }
}

impl App {
    /// How many transactions have recorded reads since this server started.
    pub fn reads_commits(&self) -> u64 {
        self.recorder.commits()
    }
}
