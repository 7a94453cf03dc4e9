//! Personal data and narrative: read into secrets, opened into the view FULL.

use prost::Message;

use super::Reader;
use crate::{
    api::wire,
    app::submission::{LookUp, Owner, Secret},
    domain::limits,
};

/// Reads a person into a secret under the person's own key. `Some(None)` for nobody.
pub fn read(
    reader: &mut Reader<'_>,
    field: &str,
    owner: Owner,
    name: &str,
    person: Option<wire::Person>,
) -> Option<Option<Secret>> {
    let Some(person) = person else { return Some(None) };
    let wire::Person {
        full_name,
        address,
        email,
        telephone,
        external_reference,
    } = person.clone();
    let checked = [
        (full_name, "full_name", limits::DISPLAY_NAME_CHARACTERS_MAX),
        (address, "address", limits::ADDRESS_CHARACTERS_MAX),
        (email, "email", limits::EMAIL_CHARACTERS_MAX),
        (telephone, "telephone", limits::TELEPHONE_CHARACTERS_MAX),
        (
            external_reference,
            "external_reference",
            limits::EXTERNAL_REFERENCE_CHARACTERS_MAX,
        ),
    ]
    .map(|(text, part, max)| {
        reader
            .optional_text(format_args!("{field}.{part}"), text, max)
            .is_some()
    });
    let is_blank = person == wire::Person::default();
    let secret = Secret {
        owner,
        field: name.to_owned(),
        content: person.encode_to_vec(),
        look_up: [
            LookUp::email(&person.email),
            LookUp::reference(&person.external_reference),
        ]
        .into_iter()
        .flatten()
        .collect(),
    };
    checked
        .iter()
        .all(|good| *good)
        .then_some((!is_blank).then_some(secret))
}

/// Reads a text into a secret under the record's key. `Some(None)` for no text.
pub fn read_text(
    reader: &mut Reader<'_>,
    field: &str,
    name: String,
    text: String,
    characters_max: usize,
) -> Option<Option<Secret>> {
    let text = reader.optional_text(field, text, characters_max)?;
    Some(text.map(|text| Secret {
        owner: Owner::Record,
        field: name,
        content: text.into_bytes(),
        look_up: Vec::new(),
    }))
}
