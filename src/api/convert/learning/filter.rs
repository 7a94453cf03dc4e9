//! Which actions and training sessions to list.

use super::filter_codes;
use crate::{
    api::{
        convert::{Reader, representations::values},
        wire,
    },
    app::learning::{ActionFilter, FromRecord, TrainingFilter},
    domain::lists::List,
};

/// Reads which actions of a parent to list.
pub fn action_filter(
    reader: &mut Reader<'_>,
    parent: &str,
    filter: Option<wire::ActionFilter>,
) -> Option<ActionFilter> {
    let wire::ActionFilter {
        outstanding,
        overdue,
        statuses,
        teams,
        services,
        owners,
        source_kinds,
        representation,
        ombudsman_case,
        raised_from_date,
        raised_until_date,
        due_before_date,
    } = filter.unwrap_or_default();
    let statuses = values(reader, "filter.statuses", statuses);
    let teams = filter_codes(reader, "filter.teams", List::Teams, teams);
    let services = filter_codes(reader, "filter.services", List::Services, services);
    let owners = filter_codes(reader, "filter.owners", List::Officers, owners);
    let sources = values(reader, "filter.source_kinds", source_kinds);
    let from_record = match (representation.as_str(), ombudsman_case.as_str()) {
        ("", "") => Some(None),
        (name, "") => reader
            .representation("filter.representation", name, parent)
            .map(|number| Some(FromRecord::Representation(number))),
        ("", name) => reader
            .record("filter.ombudsman_case", "cases", name, parent)
            .map(|number| Some(FromRecord::Case(number))),
        (_, _) => {
            reader.refuse("filter.ombudsman_case", "must be empty with a representation");
            None
        }
    };
    let raised_from = reader.optional_date("filter.raised_from_date", raised_from_date);
    let raised_until = reader.optional_date("filter.raised_until_date", raised_until_date);
    let due_before = reader.optional_date("filter.due_before_date", due_before_date);
    Some(ActionFilter {
        outstanding,
        overdue,
        statuses: statuses?,
        sources: sources?,
        teams: teams?,
        services: services?,
        owners: owners?,
        from_record: from_record?,
        raised_from: raised_from?,
        raised_until: raised_until?,
        due_before: due_before?,
    })
}

/// Reads which training sessions to list.
pub fn training_filter(
    reader: &mut Reader<'_>,
    filter: Option<wire::TrainingFilter>,
) -> Option<TrainingFilter> {
    let wire::TrainingFilter {
        held_from_date,
        held_until_date,
        subjects,
        include_cancelled,
    } = filter.unwrap_or_default();
    let held_from = reader.optional_date("filter.held_from_date", held_from_date);
    let held_until = reader.optional_date("filter.held_until_date", held_until_date);
    let subjects = filter_codes(reader, "filter.subjects", List::TrainingSubjects, subjects);
    Some(TrainingFilter {
        held_from: held_from?,
        held_until: held_until?,
        subjects: subjects?,
        include_cancelled,
    })
}
