//! Personal data and free text, each text encrypted under the data key of its person or record.

use std::{fmt, sync::Arc};

use ring::{digest, rand::SecureRandom};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    cipher::{Place, SealingError},
    key_ring::KeyRing,
    keys::{KeyId, WrappedKey},
    look_ups::LookUpKey,
    master_key::DataKey,
    value::hex,
};
use crate::domain::ids::{AuthorityId, Position, RecordNumber};

/// A text that must not be seen: it has no `Display`, its `Debug` hides it, and its memory is cleared.
#[derive(Clone, PartialEq, Eq)]
pub struct Plaintext(Zeroizing<Vec<u8>>);

impl Plaintext {
    /// Takes a text.
    pub fn new(text: impl Into<Vec<u8>>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Its bytes, for whoever may see them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The text, for whoever may see it.
    ///
    /// # Errors
    /// When it is not UTF-8, which no text of ours is.
    pub fn expose_text(&self) -> Result<&str, SealingError> {
        std::str::from_utf8(&self.0).map_err(|_| SealingError::Refused)
    }
}

impl fmt::Debug for Plaintext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<sealed>")
    }
}

/// Which text of which record: what a ciphertext is bound to, besides its key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    /// The authority.
    pub authority: AuthorityId,
    /// The number of the record.
    pub record: RecordNumber,
    /// Which text, such as `narrative`.
    pub name: String,
    /// Its version, from 1.
    pub version: i64,
}

/// A text as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Which text it is.
    pub field: Field,
    /// The key that it is encrypted under.
    pub key: KeyId,
    /// The nonce, the ciphertext and its tag.
    pub ciphertext: Vec<u8>,
}

impl SealedRow {
    /// The hash that the event carries, so that the log vouches for what is sealed without holding it.
    pub fn sha256(&self) -> [u8; 32] {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, &self.ciphertext).as_ref());
        hash
    }
}

/// What an event says of a sealed text.
#[derive(Serialize)]
struct Mention<'a> {
    record: RecordNumber,
    field: &'a str,
    version: i64,
    key: &'a str,
    sha256: String,
}

/// What an event says of the sealed texts that it brought: the column `sealed` of its row.
pub fn mentions(rows: &[SealedRow]) -> String {
    let mention = |row: &SealedRow| {
        let Field {
            record,
            name,
            version,
            ..
        } = &row.field;
        let mention = Mention {
            record: *record,
            field: name,
            version: *version,
            key: row.key.as_str(),
            sha256: hex(&row.sha256()),
        };
        serde_json::json!(mention)
    };
    serde_json::Value::Array(rows.iter().map(mention).collect()).to_string()
}

/// Seals and opens, with the keys of authorities and the randomness that it was made with.
#[derive(Clone)]
pub struct Sealer {
    ring: Arc<KeyRing>,
    random: Arc<dyn SecureRandom + Send + Sync>,
}

impl Sealer {
    /// A sealer. Only `app/sources.rs` may ask the system for randomness, so it is an argument.
    pub fn new(ring: KeyRing, random: Arc<dyn SecureRandom + Send + Sync>) -> Self {
        Self {
            ring: Arc::new(ring),
            random,
        }
    }

    /// The keys of authorities.
    pub fn ring(&self) -> &KeyRing {
        &self.ring
    }

    /// Makes a data key, and what is to be stored of it.
    ///
    /// # Errors
    /// When the key of the authority is not at hand, or the system gives no randomness.
    pub fn make_key(
        &self,
        authority: &AuthorityId,
        id: &KeyId,
        made_at: Position,
    ) -> Result<(WrappedKey, DataKey), SealingError> {
        self.ring.make_data_key(&*self.random, authority, id, made_at)
    }

    /// Opens a data key to seal more under it.
    ///
    /// # Errors
    /// When the key of the authority is not at hand, or it was wrapped under another one or for another place.
    pub fn unwrap(&self, wrapped: &WrappedKey) -> Result<DataKey, SealingError> {
        self.ring.unwrap(wrapped)
    }

    /// Opens the key that hashes what persons are looked up by.
    ///
    /// # Errors
    /// As [`Sealer::unwrap`].
    pub fn look_up_key(&self, wrapped: &WrappedKey) -> Result<LookUpKey, SealingError> {
        Ok(LookUpKey::new(&self.ring.bytes_of(wrapped)?))
    }

    /// Wraps a data key anew under the authority's present key.
    ///
    /// # Errors
    /// As [`Sealer::unwrap`].
    pub fn wrap_anew(&self, wrapped: &WrappedKey) -> Result<WrappedKey, SealingError> {
        self.ring.wrap_anew(&*self.random, wrapped)
    }

    /// Seals a text under a data key.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn seal(
        &self,
        plain: &Plaintext,
        field: Field,
        id: &KeyId,
        key: &DataKey,
    ) -> Result<SealedRow, SealingError> {
        let ciphertext = key.0.encrypt(&*self.random, &place(&field, id), plain.expose())?;
        Ok(SealedRow {
            field,
            key: id.clone(),
            ciphertext,
        })
    }

    /// Opens a text with the key that it was sealed under.
    ///
    /// # Errors
    /// When the key is another one, or the text was changed or belongs elsewhere.
    pub fn open(&self, row: &SealedRow, wrapped: &WrappedKey) -> Result<Plaintext, SealingError> {
        if wrapped.authority != row.field.authority || wrapped.id != row.key {
            return Err(SealingError::Refused);
        }
        let bytes = self
            .unwrap(wrapped)?
            .0
            .decrypt(&place(&row.field, &row.key), &row.ciphertext)?;
        Ok(Plaintext(bytes))
    }
}

/// Without the keys.
impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(<sealed>)")
    }
}

fn place(field: &Field, key: &KeyId) -> Place {
    let Field {
        authority,
        record,
        name,
        version,
    } = field;
    Place::new(
        "redress sealed 1",
        &[
            authority.as_str().as_bytes(),
            &record.to_be_bytes(),
            name.as_bytes(),
            &version.to_be_bytes(),
            key.as_str().as_bytes(),
        ],
    )
}
