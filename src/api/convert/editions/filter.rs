//! Which editions to list.

use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
    },
    domain::{edition::EditionState, limits, statistics, word::Word},
};

/// Reads which editions to list: values that a column may have, each with the column.
pub fn edition_filter(
    reader: &mut Reader<'_>,
    filter: Option<wire::EditionFilter>,
) -> Option<Vec<(&'static str, String)>> {
    let wire::EditionFilter { reports, states } = filter.unwrap_or_default();
    let reports = reader.at_most("filter.reports", reports, limits::FILTER_VALUES_MAX)?;
    let states = reader.at_most("filter.states", states, limits::FILTER_VALUES_MAX)?;
    let mut allowed = Vec::new();
    for (place, report) in reports.into_iter().enumerate() {
        if statistics::report(&report).is_none() {
            reader.refuse(format_args!("filter.reports[{place}]"), "is not a report");
        }
        allowed.push(("report", report));
    }
    for (place, state) in states.into_iter().enumerate() {
        let field = format_args!("filter.states[{place}]");
        if let Some(state) = reader.value(field, EditionState::from_wire(state)) {
            allowed.push(("state", state.word().to_owned()));
        }
    }
    Some(allowed)
}
