//! What figures can be broken down by, and where the values come from.

use super::{
    Unit,
    facts::{Column, Facts, YES},
    which::withdrawn_after_stage_1,
};
use crate::domain::{
    lists::List,
    outcome::Finding,
    procedure::Procedure,
    reference::Reference,
    representation::{Kind, State},
    word::Word,
};

/// How no value is written in questions and answers.
pub const BLANK: &str = "blank";

/// Something to break a measure down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimension {
    /// Its id, such as `team`.
    pub id: &'static str,
    /// Its display name.
    pub display_name: &'static str,
    /// The units that have it.
    pub units: &'static [Unit],
    /// Where a unit's value comes from.
    pub source: Source,
    /// The values that there are.
    pub values: Values,
}

/// Where the value of a dimension comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It is the value of a column.
    Column(Column),
    /// It follows from several columns, or from one and the lists.
    Derived(Derived),
}

/// The values of a dimension, in the order of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// The codes of a list.
    List(List),
    /// Words fixed by law or by this service.
    Words(&'static [&'static str]),
    /// The groups that teams are subtotalled by.
    TeamGroups,
    /// The months of the query's period.
    Months,
    /// The areas that services are in: their groups, or the services themselves.
    ServiceAreas,
    /// Texts that were given, such as where a figure comes from.
    Free,
}

/// A value that follows from columns by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// Status and finding in one column, as published tables have them; any withdrawal counts as withdrawn.
    PublishedOutcome,
    /// The band of working days that published tables put a children's complaint into, by the last stage that it
    /// reached. One that is open counts as over.
    PublishedBand,
    /// The group of the team.
    TeamGroup,
    /// The month of the date that the query's basis reads.
    Month,
    /// Whether a child, a young person or an advocate made it, or an advocate helped to.
    ChildOrAdvocate,
    /// The group of the service in the list of services, such as `childrens`; the service itself where it has none.
    ServiceArea,
    /// Whether an adult's complaint took no longer than the guideline of 20 working days, as published: withdrawn ones
    /// are counted by the day of the withdrawal.
    PublishedGuideline,
    /// The band of the working days that a column counts.
    DaysBand(Column),
    /// One of the five groups that the Census 2021 puts an answer about ethnicity into.
    EthnicGroup(Column),
}

impl Dimension {
    /// The columns that its value follows from.
    pub fn columns(&self) -> &[Column] {
        match &self.source {
            Source::Column(column) => std::slice::from_ref(column),
            Source::Derived(Derived::DaysBand(column) | Derived::EthnicGroup(column)) => {
                std::slice::from_ref(column)
            }
            Source::Derived(derived) => derived.columns(),
        }
    }

    /// Its value for the units of a group; `None` where it is blank.
    pub fn value(&self, facts: &Facts<'_>, reference: &Reference) -> Option<String> {
        match self.source {
            Source::Column(column) => facts.text(column).map(str::to_owned),
            Source::Derived(derived) => derived.value(facts, reference),
        }
    }
}

impl Derived {
    fn columns(self) -> &'static [Column] {
        match self {
            Self::PublishedOutcome => &[Column::Kind, Column::ProcedureNow, Column::State, Column::Finding],
            Self::PublishedBand => &[
                Column::ProcedureNow,
                Column::State,
                Column::LastStage,
                Column::LastStageWorkingDays,
                Column::LastStageTimeliness,
            ],
            Self::TeamGroup => &[Column::Team],
            Self::Month => &[Column::BasisDate],
            Self::ChildOrAdvocate => &[Column::Kind, Column::MadeBy, Column::AdvocateSupported],
            Self::ServiceArea => &[Column::Service],
            Self::PublishedGuideline => &[Column::ProcedureNow, Column::LastStageWorkingDays],
            // Theirs is in the value itself.
            Self::DaysBand(_) | Self::EthnicGroup(_) => &[],
        }
    }

    fn value(self, facts: &Facts<'_>, reference: &Reference) -> Option<String> {
        match self {
            Self::PublishedOutcome => published_outcome(facts).map(str::to_owned),
            Self::PublishedBand => published_band(facts).map(str::to_owned),
            Self::TeamGroup => reference
                .list(List::Teams)
                .code(facts.text(Column::Team)?)?
                .group
                .clone(),
            Self::Month => facts
                .text(Column::BasisDate)?
                .get(..YEAR_AND_MONTH)
                .map(str::to_owned),
            Self::ChildOrAdvocate => child_or_advocate(facts).map(str::to_owned),
            Self::ServiceArea => Some(service_area(facts.text(Column::Service)?, reference)),
            Self::PublishedGuideline => published_guideline(facts).map(str::to_owned),
            Self::DaysBand(column) => days_band(facts.number(column)?).map(str::to_owned),
            Self::EthnicGroup(column) => facts.text(column).map(ethnic_group).map(str::to_owned),
        }
    }
}

/// How much of a date such as 2023-04-03 names its month.
const YEAR_AND_MONTH: usize = "2023-04".len();

/// The outcomes of [`Derived::PublishedOutcome`].
pub(super) const PUBLISHED_OUTCOMES: &[&str] = &[
    "upheld",
    "partly_upheld",
    "not_upheld",
    "inconclusive",
    "out_of_scope",
    "withdrawn",
    "open",
    "resolved_informally",
    "concluded",
    "lapsed",
    "recorded",
    "deferred",
    "not_accepted",
    "referred_early",
    "joined",
];

fn published_outcome(facts: &Facts<'_>) -> Option<&'static str> {
    let state: State = facts.word(Column::State)?;
    let informal = facts.word(Column::ProcedureNow) == Some(Procedure::Informal);
    Some(match (state, facts.word::<Finding>(Column::Finding)) {
        (
            State::Open
            | State::Withdrawn
            | State::Recorded
            | State::Deferred
            | State::NotAccepted
            | State::Joined,
            _,
        ) => state.word(),
        (_, Some(finding)) => finding.word(),
        (State::Concluded, None) if informal => "resolved_informally",
        (State::Answered | State::Concluded | State::Lapsed | State::ReferredEarly, None) => state.word(),
    })
}

/// The bands of [`Derived::PublishedBand`].
pub(super) const PUBLISHED_BANDS: &[&str] = &[
    "within_10",
    "over_10",
    "within_65",
    "over_65",
    "within_50",
    "over_50",
    "withdrawn",
];

fn published_band(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.word(Column::ProcedureNow) != Some(Procedure::ChildrenStatutory) {
        return None;
    }
    let (limit, within, over) = match facts.number(Column::LastStage)? {
        1 => (10, "within_10", "over_10"),
        2 => (65, "within_65", "over_65"),
        3 => (50, "within_50", "over_50"),
        _ => return None,
    };
    if withdrawn_after_stage_1(facts) {
        return Some(State::Withdrawn.word());
    }
    match facts.number(Column::LastStageWorkingDays) {
        Some(days) if days <= limit => Some(within),
        Some(_) | None => Some(over),
    }
}

fn child_or_advocate(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.word(Column::Kind) == Some(Kind::Compliment) {
        return None;
    }
    let made = matches!(
        facts.text(Column::MadeBy),
        Some("child_or_young_person" | "advocate")
    );
    Some(if made || facts.yes(Column::AdvocateSupported) {
        YES
    } else {
        "no"
    })
}

/// The words of [`Derived::PublishedGuideline`].
pub(super) const PUBLISHED_GUIDELINE: &[&str] = &["within_20", "over_20", "open"];

fn published_guideline(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.word(Column::ProcedureNow) != Some(Procedure::AdultStatutory) {
        return None;
    }
    Some(match facts.number(Column::LastStageWorkingDays) {
        Some(days) if days <= 20 => "within_20",
        Some(_) => "over_20",
        None => "open",
    })
}

/// The area that a service is in.
pub(super) fn service_area(service: &str, reference: &Reference) -> String {
    let code = reference.list(List::Services).code(service);
    let group = code.and_then(|code| code.group.clone());
    group.unwrap_or_else(|| service.to_owned())
}

/// The bands of [`Derived::DaysBand`]: their last working day and their name. They part at each limit that a procedure
/// has.
const BANDS: [(i64, &str); 9] = [
    (3, "0_to_3_days"),
    (5, "4_to_5_days"),
    (10, "6_to_10_days"),
    (15, "11_to_15_days"),
    (20, "16_to_20_days"),
    (25, "21_to_25_days"),
    (40, "26_to_40_days"),
    (50, "41_to_50_days"),
    (65, "51_to_65_days"),
];

/// The names of the bands, in order.
pub(super) const DAYS_BANDS: &[&str] = &[
    "0_to_3_days",
    "4_to_5_days",
    "6_to_10_days",
    "11_to_15_days",
    "16_to_20_days",
    "21_to_25_days",
    "26_to_40_days",
    "41_to_50_days",
    "51_to_65_days",
    OVER_65_DAYS,
];

const OVER_65_DAYS: &str = "over_65_days";

fn days_band(days: i64) -> Option<&'static str> {
    let band = BANDS.iter().find(|(last, _)| days <= *last);
    Some(band.map_or(OVER_65_DAYS, |(_, name)| name)).filter(|_| days >= 0)
}

/// The groups of [`Derived::EthnicGroup`], in the order of the Census 2021.
pub(super) const ETHNIC_GROUPS: &[&str] = &[
    "asian",
    "black",
    "mixed",
    "white",
    "other",
    "prefer_not_to_say",
    "not_asked",
    "not_known",
    "not_applicable",
];

/// The 19 boxes of the Census 2021 in their five groups; a code that a council added is in the last.
fn ethnic_group(code: &str) -> &'static str {
    match code {
        "bangladeshi" | "chinese" | "indian" | "pakistani" | "any_other_asian" => "asian",
        "african" | "caribbean" | "any_other_black" => "black",
        "white_and_asian" | "white_and_black_african" | "white_and_black_caribbean" | "any_other_mixed" => {
            "mixed"
        }
        "white_british" | "white_irish" | "gypsy_or_irish_traveller" | "roma" | "any_other_white" => "white",
        other => {
            let unanswered = ETHNIC_GROUPS.iter().skip(5).find(|answer| **answer == other);
            unanswered.copied().unwrap_or("other")
        }
    }
}

/// The words of timeliness, for dimensions of several units.
pub(super) const TIMELINESS: &[&str] = &["within_base", "within_agreed", "late", "unanswered"];
