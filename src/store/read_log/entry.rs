//! An entry as it is stored, and its hash.

use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        ids::{AuthorityId, RecordNumber, Stream, StreamKind},
        sealed_read::SealedRead,
        word::Word,
    },
    store::{
        hash_chain::{Hash, Hasher},
        value::instant_text,
    },
};

/// A row of the table `sealed_read`, every column as it is stored; instants in the text that is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadEntry {
    /// Column 1.
    pub authority: String,
    /// Column 2.
    pub number: i64,
    /// Column 3.
    pub recorded_at: String,
    /// Column 4.
    pub client: String,
    /// Column 5.
    pub method: String,
    /// Column 6.
    pub view: String,
    /// Column 7.
    #[serde(deserialize_with = "Option::deserialize")]
    pub purpose: Option<String>,
    /// Column 8.
    pub records: String,
    /// Column 9.
    #[serde(deserialize_with = "hex_bytes")]
    pub previous_hash: Vec<u8>,
    /// Column 10, which is hashed only where it is not null: entries from before it was there keep their hashes.
    #[serde(default)]
    pub officer: Option<String>,
    /// The hash over all of them.
    #[serde(deserialize_with = "hex_bytes")]
    pub hash: Vec<u8>,
}

impl ReadEntry {
    /// The entry that follows a hash.
    pub(super) fn of(read: &SealedRead, number: i64, at: DateTime<Utc>, previous: &Hash) -> Self {
        let records: Vec<Touched> = read.records.iter().map(Touched::of).collect();
        let mut entry = Self {
            authority: read.authority.as_str().to_owned(),
            number,
            recorded_at: instant_text(at.trunc_subsecs(6)),
            client: read.client.clone(),
            method: read.method.clone(),
            view: read.extent.word().to_owned(),
            purpose: read.purpose.as_ref().map(|purpose| purpose.as_str().to_owned()),
            records: serde_json::json!(records).to_string(),
            previous_hash: previous.to_vec(),
            officer: read.officer.as_ref().map(|officer| officer.as_str().to_owned()),
            hash: Vec::new(),
        };
        entry.hash = entry.reckoned().to_vec();
        entry
    }

    /// The hash that its columns have: as of an event (see [`crate::store::hash_chain`]), beginning with a byte 2.
    pub fn reckoned(&self) -> Hash {
        // Taken apart by name, so that a new column does not compile until it is hashed.
        let Self {
            authority,
            number,
            recorded_at,
            client,
            method,
            view,
            purpose,
            records,
            previous_hash,
            officer,
            hash: _,
        } = self;
        let mut hasher = Hasher::new(2);
        hasher.column(1, Some(authority.as_bytes()));
        hasher.column(2, Some(&number.to_be_bytes()));
        hasher.column(3, Some(recorded_at.as_bytes()));
        hasher.column(4, Some(client.as_bytes()));
        hasher.column(5, Some(method.as_bytes()));
        hasher.column(6, Some(view.as_bytes()));
        hasher.column(7, purpose.as_deref().map(str::as_bytes));
        hasher.column(8, Some(records.as_bytes()));
        hasher.column(9, Some(previous_hash));
        if let Some(officer) = officer {
            hasher.column(10, Some(officer.as_bytes()));
        }
        hasher.finish()
    }

    /// When it was recorded; nothing where the column holds what is never written.
    pub fn recorded_time(&self) -> Option<DateTime<Utc>> {
        let instant = DateTime::parse_from_rfc3339(&self.recorded_at).ok()?;
        Some(instant.to_utc())
    }
}

/// A record in an entry's column `records`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Touched {
    /// The word of its kind.
    pub kind: String,
    /// Its number.
    pub number: RecordNumber,
    /// The names of the fields that were opened.
    pub fields: Vec<String>,
}

impl Touched {
    fn of(record: &crate::domain::sealed_read::OpenedRecord) -> Self {
        Self {
            kind: record.kind.word().to_owned(),
            number: record.number,
            fields: record.fields.clone(),
        }
    }

    /// The record of an authority that it is.
    pub fn stream(&self, authority: &AuthorityId) -> Option<Stream> {
        Some(Stream {
            authority: authority.clone(),
            kind: StreamKind::from_word(&self.kind)?,
            number: self.number,
        })
    }
}

/// The records of an entry; nothing where the column holds what is never written.
pub fn touched(entry: &ReadEntry) -> Option<Vec<Touched>> {
    serde_json::from_str(&entry.records).ok()
}

/// Bytes as small hexadecimal digits, so that a dump has one form.
fn hex_bytes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(from)?;
    let is_small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    let bytes = crate::store::value::from_hex(&text).filter(|_| is_small);
    bytes.ok_or_else(|| serde::de::Error::custom("not small hexadecimal digits"))
}
