//! Which cases to list.

use crate::{
    api::{
        convert::{Reader, representations::values},
        wire,
    },
    app::ombudsman::CaseFilter,
    domain::{ids::CodeId, limits, lists::List},
};

/// Reads which cases of a parent to list.
pub fn filter(reader: &mut Reader<'_>, parent: &str, filter: Option<wire::CaseFilter>) -> Option<CaseFilter> {
    let wire::CaseFilter {
        states,
        reference,
        representation,
        services,
        categories,
        received_from_date,
        received_until_date,
        decided_from_date,
        decided_until_date,
        unlinked,
        duty_outstanding,
    } = filter.unwrap_or_default();
    let states = values(reader, "filter.states", states);
    let max = limits::EXTERNAL_REFERENCE_CHARACTERS_MAX;
    let reference = reader.optional_text("filter.reference", reference, max);
    if unlinked && !representation.is_empty() {
        reader.refuse("filter.unlinked", "must be unset where a representation is named");
    }
    let representation = match representation.as_str() {
        "" => Some(None),
        name => reader
            .representation("filter.representation", name, parent)
            .map(Some),
    };
    let services = codes(reader, "filter.services", List::Services, services);
    let categories = codes(reader, "filter.categories", List::OmbudsmanCategories, categories);
    let received_from = reader.optional_date("filter.received_from_date", received_from_date);
    let received_until = reader.optional_date("filter.received_until_date", received_until_date);
    let decided_from = reader.optional_date("filter.decided_from_date", decided_from_date);
    let decided_until = reader.optional_date("filter.decided_until_date", decided_until_date);
    Some(CaseFilter {
        states: states?,
        reference: reference?,
        representation: representation?,
        services: services?,
        categories: categories?,
        received_from: received_from?,
        received_until: received_until?,
        decided_from: decided_from?,
        decided_until: decided_until?,
        unlinked,
        duty_outstanding,
    })
}

fn codes(reader: &mut Reader<'_>, field: &str, list: List, names: Vec<String>) -> Option<Vec<CodeId>> {
    let names = reader.at_most(field, names, limits::FILTER_VALUES_MAX)?;
    let read: Vec<Option<CodeId>> = names
        .iter()
        .enumerate()
        .map(|(place, name)| reader.code(format_args!("{field}[{place}]"), list, name, None))
        .collect();
    read.into_iter().collect()
}
