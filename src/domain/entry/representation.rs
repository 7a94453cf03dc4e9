//! The rows of a representation.

use chrono::NaiveDate;

use super::{Handling, Timeliness, stages::response_clock};
use crate::domain::{
    clock::Clock,
    ids::{CodeId, RecordNumber},
    outcome::{Finding, overall},
    procedure::Procedure,
    representation::{Concern, EQUALITY_LISTS, Kind, Registration, Representation, State},
};

/// Where a representation is now. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepresentationLine {
    /// The representation.
    pub number: RecordNumber,
    /// The caller's own reference.
    pub external_reference: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// How a complaint is handled.
    pub procedure: Option<Procedure>,
    /// Where it is in its life.
    pub state: State,
    /// The team.
    pub team: Option<CodeId>,
    /// When it was received.
    pub received_on: NaiveDate,
    /// What a complaint has in common with a likely duplicate: service, team, maker and categories, all of them coded.
    pub alike: Option<String>,
}

impl RepresentationLine {
    pub(super) fn of(number: RecordNumber, state: &Representation) -> Self {
        let registration = &state.registration;
        Self {
            number,
            external_reference: registration.external_reference.clone(),
            kind: registration.matter.kind(),
            procedure: registration.matter.procedure(),
            state: state.state(),
            team: registration.team.clone(),
            received_on: registration.received_on,
            alike: alike(registration),
        }
    }
}

/// What a complaint has in common with a likely duplicate. Coded facts only, so that nothing about a person leaves its sealed place.
pub fn alike(registration: &Registration) -> Option<String> {
    registration.matter.procedure()?;
    let categories = registration.matter.concerns().iter();
    let mut categories: Vec<&str> = categories.map(|concern| concern.category.as_str()).collect();
    categories.sort_unstable();
    categories.dedup();
    let team = registration.team.as_ref().map_or("", CodeId::as_str);
    let common = [registration.service.as_str(), team, registration.made_by.as_str()];
    Some([&common[..], &categories[..]].concat().join("|"))
}

/// What figures count once a representation. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepresentationFact {
    /// The representation.
    pub number: RecordNumber,
    /// What it is.
    pub kind: Kind,
    /// How a complaint is handled.
    pub procedure: Option<Procedure>,
    /// Where it is in its life.
    pub state: State,
    /// The service.
    pub service: CodeId,
    /// The team.
    pub team: Option<CodeId>,
    /// The commissioned provider that it is about.
    pub provider: Option<CodeId>,
    /// How it came.
    pub method: CodeId,
    /// Who made it.
    pub made_by: CodeId,
    /// Whether an advocate made it or helped to.
    pub advocate_supported: Option<bool>,
    /// When it was received.
    pub received_on: NaiveDate,
    /// When it was closed or withdrawn.
    pub closed_on: Option<NaiveDate>,
    /// The finding of the latest stage that ended in a response.
    pub finding: Option<Finding>,
    /// The last stage that it reached; 0 without stages.
    pub last_stage: u8,
    /// Working days from the start of that stage to its end, whatever ended it; none while it is open.
    pub last_stage_working_days: Option<u16>,
    /// How that stage stands against its response clock.
    pub last_stage_timeliness: Timeliness,
    /// Equality answers of the complainant, in the order of [`EQUALITY_LISTS`].
    pub complainant: [Option<CodeId>; EQUALITY_LISTS.len()],
    /// Equality answers of the child or service user, in the same order.
    pub service_user: [Option<CodeId>; EQUALITY_LISTS.len()],
    /// How it was handled beside its stages.
    pub handling: Handling,
}

impl RepresentationFact {
    pub(super) fn of(number: RecordNumber, state: &Representation, clocks: &[Clock]) -> Self {
        let registration = &state.registration;
        let last = state.stages.last();
        let last_clock = last.and_then(|stage| response_clock(stage, clocks));
        Self {
            number,
            kind: registration.matter.kind(),
            procedure: registration.matter.procedure(),
            state: state.state(),
            service: registration.service.clone(),
            team: registration.team.clone(),
            provider: registration.provider.clone(),
            method: registration.method.clone(),
            made_by: registration.made_by.clone(),
            advocate_supported: registration.advocate_supported,
            received_on: registration.received_on,
            closed_on: state.closed_on(),
            finding: state.finding(),
            last_stage: last.map_or(0, |stage| stage.number),
            last_stage_working_days: last_clock
                .filter(|clock| clock.stop.is_some() && clock.due.is_some())
                .map(|clock| clock.working_days_taken),
            last_stage_timeliness: last_clock.map_or(Timeliness::Unanswered, Timeliness::of),
            complainant: registration.complainant_equality.answers.clone(),
            service_user: registration.service_user_equality.answers.clone(),
            handling: Handling::of(state),
        }
    }
}

/// What figures count once a category of concern: two concerns of one representation in the same category are one.
/// Its key is (number, category).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernFact {
    /// The representation.
    pub number: RecordNumber,
    /// The category.
    pub category: CodeId,
    /// The sub-category of the first concern in it.
    pub subcategory: Option<CodeId>,
    /// The overall finding on its concerns, of those that have one.
    pub finding: Option<Finding>,
    /// Whether it is the first of its representation, so that representations can be counted by it.
    pub first_of_record: bool,
    /// How many points of the representation are in the category.
    pub points: u16,
}

impl ConcernFact {
    pub(super) fn all(number: RecordNumber, state: &Representation) -> Vec<Self> {
        let concerns = state.registration.matter.concerns();
        let mut facts: Vec<Self> = Vec::new();
        let own: Vec<(u8, &Concern)> = (1..)
            .zip(concerns)
            .filter(|(place, _)| !state.moved.contains_key(place))
            .collect();
        for (_, concern) in &own {
            if facts.iter().all(|fact| fact.category != concern.category) {
                let alike = own.iter().filter(|(_, other)| other.category == concern.category);
                let findings = alike.clone().filter_map(|(place, _)| state.finding_on(*place));
                facts.push(Self {
                    number,
                    category: concern.category.clone(),
                    subcategory: concern.subcategory.clone(),
                    finding: overall(findings),
                    first_of_record: facts.is_empty(),
                    points: u16::try_from(alike.clone().count()).unwrap_or(u16::MAX),
                });
            }
        }
        facts
    }
}

/// What figures count once a theme of a compliment. Its key is (number, theme).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFact {
    /// The compliment.
    pub number: RecordNumber,
    /// The theme.
    pub theme: CodeId,
}

impl ThemeFact {
    pub(super) fn all(number: RecordNumber, state: &Representation) -> Vec<Self> {
        let themes = state.registration.matter.themes().iter();
        themes
            .map(|theme| Self {
                number,
                theme: theme.clone(),
            })
            .collect()
    }
}
