//! Sealing what a submission brings, under the keys of its persons and its record.

use std::collections::BTreeMap;

use super::submission::{LookUp, Owner, Person, Secret};
use crate::{
    domain::{
        history::Record,
        ids::{AuthorityId, Position, RecordNumber, Stream},
        sealed_read::LookUpKind,
    },
    store::{
        StoreError,
        keys::{KeyId, WrappedKey},
        look_ups::{LookUpHash, PersonHashes},
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
    /// The record before the event: a text of something that it has several of is numbered after those it has.
    pub record: Option<&'a Record>,
}

/// What is to be stored.
#[derive(Default)]
pub struct Sealed {
    /// The texts.
    pub rows: Vec<SealedRow>,
    /// The keys that they needed for the first time.
    pub new_keys: Vec<WrappedKey>,
    /// What the persons among them are looked up by.
    pub persons: Vec<PersonHashes>,
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
        let known = keys.get(&place).map(|wrapped| sealing.sealer.unwrap(wrapped));
        let replaces = known.is_some();
        let key = if let Some(key) = known {
            key?
        } else {
            let (wrapped, key) = sealing.sealer.make_key(authority, &id, sealing.made_at)?;
            keys.insert(place, wrapped.clone());
            sealed.new_keys.push(wrapped);
            key
        };
        let field = Field {
            authority: authority.clone(),
            record: *number,
            name: field_name(secret, sealing.record),
            version: sealing.version,
        };
        sealed.rows.push(
            sealing
                .sealer
                .seal(&Plaintext::new(secret.content.clone()), field, &id, &key)?,
        );
        if let Owner::Person(_) = secret.owner {
            let hashes = hashes(sealing, secret, keys, &mut sealed.new_keys)?;
            sealed.persons.push(PersonHashes {
                authority: authority.clone(),
                record: *number,
                key: id,
                replaces,
                hashes,
            });
        }
    }
    Ok(sealed)
}

/// What a person is looked up by, hashed under the authority's key for that.
fn hashes(
    sealing: &Sealing<'_>,
    secret: &Secret,
    keys: &mut BTreeMap<(AuthorityId, KeyId), WrappedKey>,
    new_keys: &mut Vec<WrappedKey>,
) -> Result<Vec<(LookUpKind, LookUpHash)>, StoreError> {
    if secret.look_up.is_empty() {
        return Ok(Vec::new());
    }
    let authority = &sealing.stream.authority;
    let id = KeyId::of_look_ups();
    let place = (authority.clone(), id.clone());
    let wrapped = if let Some(wrapped) = keys.get(&place) {
        wrapped.clone()
    } else {
        let (wrapped, _) = sealing.sealer.make_key(authority, &id, sealing.made_at)?;
        keys.insert(place, wrapped.clone());
        new_keys.push(wrapped.clone());
        wrapped
    };
    let key = sealing.sealer.look_up_key(&wrapped)?;
    let hash = |look_up: &LookUp| (look_up.kind, key.hash(look_up.kind, look_up.value()));
    Ok(secret.look_up.iter().map(hash).collect())
}

/// The key that a text of a record is sealed under.
pub fn key_id(owner: Owner, number: RecordNumber) -> KeyId {
    match owner {
        Owner::Record => KeyId::of_record(number),
        Owner::Person(Person::Complainant) => KeyId::of_person(number, "complainant"),
        Owner::Person(Person::ServiceUser) => KeyId::of_person(number, "service_user"),
    }
}

/// Every key that texts of a record can be sealed under.
pub fn keys_of(number: RecordNumber) -> [KeyId; 3] {
    [
        Owner::Record,
        Owner::Person(Person::Complainant),
        Owner::Person(Person::ServiceUser),
    ]
    .map(|owner| key_id(owner, number))
}

/// The text of a remedy, of a check, of a correction or of a concern that is added is known by its number, which is
/// given in the lane.
fn field_name(secret: &Secret, record: Option<&Record>) -> String {
    let field = secret.field.as_str();
    let so_far = match (field, record) {
        ("remedy" | "remedy_evidence", Some(Record::Case(case))) => case.remedies.len(),
        ("impact", Some(Record::Action(action))) => action.impact_checks.len(),
        ("correction", Some(Record::Training(training))) => training.corrections.len(),
        ("response", Some(Record::Edition(edition))) => edition.responses.len(),
        ("restatement", Some(Record::Edition(edition))) => edition.restatements.len(),
        _ => return further_concern(field, record).unwrap_or_else(|| field.to_owned()),
    };
    format!("{field}/{}", so_far + 1)
}

/// A concern that is added to a representation is numbered after those that it has.
fn further_concern(field: &str, record: Option<&Record>) -> Option<String> {
    let place: usize = field.strip_prefix("further_concern/")?.parse().ok()?;
    let concerns = record?.representation()?.registration.matter.concerns().len();
    Some(format!("concern/{}", concerns + place))
}
