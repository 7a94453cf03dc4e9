//! Sealing what a submission brings, under the keys of its persons and its record.

use std::collections::BTreeMap;

use super::submission::{Owner, Person, Secret};
use crate::{
    domain::ids::{AuthorityId, Position, RecordNumber, Stream},
    store::{
        StoreError,
        keys::{KeyId, WrappedKey},
        sealed::{Field, Plaintext, SealedRow, Sealer},
    },
};

/// Where the sealed texts belong.
pub struct Sealing<'a> {
    /// Seals them.
    pub sealer: &'a Sealer,
    /// The record.
    pub stream: &'a Stream,
    /// The version that the event makes; the texts have the same.
    pub version: i64,
    /// The position of the event.
    pub made_at: Position,
    /// How many remedies the record has so far: the text of the next one is numbered after them.
    pub remedies: usize,
    /// How many concerns it has so far: the texts of further ones are numbered after them.
    pub concerns: usize,
}

/// What is to be stored.
#[derive(Default)]
pub struct Sealed {
    /// The texts.
    pub rows: Vec<SealedRow>,
    /// The keys that they needed for the first time.
    pub new_keys: Vec<WrappedKey>,
}

/// Seals the secrets of one submission. `keys` are those that exist; new ones are added.
///
/// # Errors
/// When a key cannot be opened or the system gives no randomness.
pub fn seal(
    sealing: &Sealing<'_>,
    secrets: &[Secret],
    keys: &mut BTreeMap<(AuthorityId, KeyId), WrappedKey>,
) -> Result<Sealed, StoreError> {
    let mut sealed = Sealed::default();
    let Stream {
        authority, number, ..
    } = sealing.stream;
    for secret in secrets {
        let id = key_id(secret.owner, *number);
        let place = (authority.clone(), id.clone());
        let key = if let Some(wrapped) = keys.get(&place) {
            sealing.sealer.unwrap(wrapped)?
        } else {
            let (wrapped, key) = sealing.sealer.make_key(authority, &id, sealing.made_at)?;
            keys.insert(place, wrapped.clone());
            sealed.new_keys.push(wrapped);
            key
        };
        let field = Field {
            authority: authority.clone(),
            record: *number,
            name: field_name(secret, sealing),
            version: sealing.version,
        };
        sealed.rows.push(
            sealing
                .sealer
                .seal(&Plaintext::new(secret.content.clone()), field, &id, &key)?,
        );
    }
    Ok(sealed)
}

/// The key that a text of a record is sealed under.
pub fn key_id(owner: Owner, number: RecordNumber) -> KeyId {
    match owner {
        Owner::Record => KeyId::of_record(number),
        Owner::Person(Person::Complainant) => KeyId::of_person(number, "complainant"),
        Owner::Person(Person::ServiceUser) => KeyId::of_person(number, "service_user"),
    }
}

/// The text of a remedy, or of a concern that is added, is known by its number, which is given in the lane.
fn field_name(secret: &Secret, sealing: &Sealing<'_>) -> String {
    let Sealing {
        remedies, concerns, ..
    } = sealing;
    let field = secret.field.as_str();
    let further = field.strip_prefix("further_concern/");
    match further.and_then(|place| place.parse::<usize>().ok()) {
        Some(place) => format!("concern/{}", concerns + place),
        None if field == "remedy" => format!("remedy/{}", remedies + 1),
        None => field.to_owned(),
    }
}
