//! Which representations to list.

use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
    },
    app::{representations::RepresentationFilter, submission::LookUp},
    domain::{limits, lists::List},
};

/// Reads a filter.
pub fn filter(
    reader: &mut Reader<'_>,
    filter: Option<wire::RepresentationFilter>,
) -> Option<RepresentationFilter> {
    let wire::RepresentationFilter {
        kinds,
        procedures,
        states,
        teams,
        external_reference,
        received_from_date,
        received_until_date,
    } = filter.unwrap_or_default();
    let kinds = values(reader, "filter.kinds", kinds);
    let procedures = values(reader, "filter.procedures", procedures);
    let states = values(reader, "filter.states", states);
    let teams = reader
        .at_most("filter.teams", teams, limits::FILTER_VALUES_MAX)
        .and_then(|teams| {
            let mut read = Vec::new();
            for (place, team) in teams.iter().enumerate() {
                read.push(reader.code(format_args!("filter.teams[{place}]"), List::Teams, team, None));
            }
            read.into_iter().collect::<Option<Vec<_>>>()
        });
    let max = limits::EXTERNAL_REFERENCE_CHARACTERS_MAX;
    let external_reference = reader.optional_text("filter.external_reference", external_reference, max);
    let received_from = reader.optional_date("filter.received_from_date", received_from_date);
    let received_until = reader.optional_date("filter.received_until_date", received_until_date);
    Some(RepresentationFilter {
        kinds: kinds?,
        procedures: procedures?,
        states: states?,
        teams: teams?,
        external_reference: external_reference?,
        received_from: received_from?,
        received_until: received_until?,
    })
}

/// Reads what to look up.
pub fn look_up(reader: &mut Reader<'_>, email: String, person_reference: String) -> Option<LookUp> {
    let max = limits::EXTERNAL_REFERENCE_CHARACTERS_MAX;
    let email = reader.optional_text("email", email, limits::EMAIL_CHARACTERS_MAX)?;
    let reference = reader.optional_text("person_reference", person_reference, max)?;
    let by = match (email, reference) {
        (Some(email), None) => LookUp::email(&email),
        (None, Some(reference)) => LookUp::reference(&reference),
        _ => None,
    };
    if by.is_none() {
        reader.refuse("email", "must be given, or `person_reference`, and not both");
    }
    by
}

/// Reads values of an enum.
pub fn values<T: Wire>(reader: &mut Reader<'_>, field: &str, numbers: Vec<i32>) -> Option<Vec<T>> {
    let numbers = reader.at_most(field, numbers, limits::FILTER_VALUES_MAX)?;
    let mut read = Vec::new();
    for (place, number) in numbers.into_iter().enumerate() {
        read.push(reader.value(format_args!("{field}[{place}]"), T::from_wire(number)));
    }
    read.into_iter().collect()
}
