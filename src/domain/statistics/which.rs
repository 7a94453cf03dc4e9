//! Which units a measure counts: each rule once, with the columns that it reads.

use super::facts::{Column, Facts};
use crate::domain::{
    entry::{StageEnding, Timeliness},
    ombudsman::Decision,
    outcome::Finding,
    representation::State,
};

/// A rule that a unit meets or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Every unit.
    All,
    /// Representations that left the open state: concluded, lapsed or withdrawn.
    Closed,
    /// Complaints with a stage under way, or answered and not yet closed.
    NotClosed,
    /// Representations without work under way: answered, concluded, lapsed or withdrawn.
    Concluded,
    /// Of those the ones, withdrawn ones left out, with a finding.
    WithFinding,
    /// Of those the ones with this finding.
    Found(Finding),
    /// Of those the ones upheld, wholly or partly.
    Upheld,
    /// Complaints that reached a stage.
    ReachedStage,
    /// Of those the ones that the published averages are over: those open are left out, and those withdrawn after
    /// stage 1.
    ReachedStageTimed,
    /// Stages that ended, by response or withdrawal.
    StageEnded,
    /// Stages that ended by response.
    StageAnswered,
    /// Of those the ones within the base due date.
    StageWithinBase,
    /// Of those the ones within the agreed due date.
    StageWithinAgreed,
    /// Of those the ones after the agreed due date.
    StageLate,
    /// Cases with this decision.
    Decided(Decision),
    /// Cases with any decision.
    CaseDecided,
    /// Cases investigated: upheld or not upheld.
    CaseInvestigated,
    /// Cases upheld where the council had offered a suitable remedy before.
    CaseRemediedBefore,
    /// Enquiries answered.
    EnquiryAnswered,
    /// Remedies completed.
    RemedyCompleted,
    /// Of those the ones completed after their due date.
    RemedyLate,
    /// Units whose column has this value.
    Is(Column, &'static str),
    /// Units whose column has one of these values.
    OneOf(Column, &'static [&'static str]),
    /// Units whose column has a value.
    Given(Column),
    /// Units whose column has a value that is an answer: not blank, not asked or not known.
    Answered(Column),
    /// Units that meet each of these rules.
    Each(&'static [Which]),
    /// Units that do not meet this rule.
    Not(&'static Which),
}

/// Values of an equality question that are no answer.
const UNANSWERED: [&str; 2] = ["not_asked", "not_known"];

impl Which {
    /// The columns that [`Which::holds`] reads.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Is(column, _) | Self::OneOf(column, _) | Self::Given(column) | Self::Answered(column) => {
                vec![column]
            }
            Self::Each(rules) => rules.iter().flat_map(|rule| rule.columns()).collect(),
            Self::Not(rule) => rule.columns(),
            other => other.named_columns().to_vec(),
        }
    }

    fn named_columns(self) -> &'static [Column] {
        match self {
            Self::All
            | Self::Is(..)
            | Self::OneOf(..)
            | Self::Given(_)
            | Self::Answered(_)
            | Self::Each(_)
            | Self::Not(_) => &[],
            Self::Closed | Self::NotClosed | Self::Concluded => &[Column::State],
            Self::WithFinding | Self::Found(_) | Self::Upheld => &[Column::State, Column::Finding],
            Self::ReachedStage => &[Column::LastStage],
            Self::ReachedStageTimed => &[
                Column::LastStage,
                Column::LastStageWorkingDays,
                Column::LastStageTimeliness,
                Column::State,
            ],
            Self::StageEnded | Self::StageAnswered => &[Column::Ending],
            Self::StageWithinBase | Self::StageWithinAgreed | Self::StageLate => {
                &[Column::Ending, Column::Timeliness]
            }
            Self::Decided(_) | Self::CaseDecided | Self::CaseInvestigated => &[Column::Decision],
            Self::CaseRemediedBefore => &[Column::Decision, Column::SatisfactoryRemedy],
            Self::EnquiryAnswered => &[Column::EnquiryWorkingDays],
            Self::RemedyCompleted | Self::RemedyLate => &[Column::RemedyTimeliness],
        }
    }

    /// Whether the units of a group meet the rule.
    pub fn holds(self, facts: &Facts<'_>) -> bool {
        let state = || facts.word::<State>(Column::State);
        let answered = || facts.word(Column::Ending) == Some(StageEnding::Response);
        let timeliness = || facts.word::<Timeliness>(Column::Timeliness);
        let decision = || facts.word::<Decision>(Column::Decision);
        match self {
            Self::All => true,
            Self::Closed => matches!(
                state(),
                Some(
                    State::Concluded
                        | State::Lapsed
                        | State::Withdrawn
                        | State::NotAccepted
                        | State::ReferredEarly
                        | State::Joined
                )
            ),
            Self::NotClosed => matches!(state(), Some(State::Open | State::Answered | State::Deferred)),
            Self::Concluded => !matches!(
                state(),
                Some(State::Open | State::Deferred | State::Recorded) | None
            ),
            Self::WithFinding => finding(facts).is_some(),
            Self::Found(found) => finding(facts) == Some(found),
            Self::Upheld => matches!(finding(facts), Some(Finding::Upheld | Finding::PartlyUpheld)),
            Self::ReachedStage => facts.number(Column::LastStage).is_some_and(|stage| stage > 0),
            Self::ReachedStageTimed => {
                facts.number(Column::LastStageWorkingDays).is_some() && !withdrawn_after_stage_1(facts)
            }
            Self::StageEnded => {
                matches!(
                    facts.word(Column::Ending),
                    Some(StageEnding::Response | StageEnding::Withdrawal)
                )
            }
            Self::StageAnswered => answered(),
            Self::StageWithinBase => answered() && timeliness() == Some(Timeliness::WithinBase),
            Self::StageWithinAgreed => {
                answered()
                    && matches!(
                        timeliness(),
                        Some(Timeliness::WithinBase | Timeliness::WithinAgreed)
                    )
            }
            Self::StageLate => answered() && timeliness() == Some(Timeliness::Late),
            Self::Decided(asked) => decision() == Some(asked),
            Self::CaseDecided => decision().is_some(),
            Self::CaseInvestigated => matches!(decision(), Some(Decision::Upheld | Decision::NotUpheld)),
            Self::CaseRemediedBefore => {
                decision() == Some(Decision::Upheld) && facts.yes(Column::SatisfactoryRemedy)
            }
            Self::EnquiryAnswered => facts.number(Column::EnquiryWorkingDays).is_some(),
            Self::RemedyCompleted => {
                let timeliness = facts.word(Column::RemedyTimeliness);
                matches!(
                    timeliness,
                    Some(Timeliness::WithinBase | Timeliness::WithinAgreed | Timeliness::Late)
                )
            }
            Self::RemedyLate => facts.word(Column::RemedyTimeliness) == Some(Timeliness::Late),
            Self::Is(column, value) => facts.text(column) == Some(value),
            Self::OneOf(column, values) => facts.text(column).is_some_and(|value| values.contains(&value)),
            Self::Given(column) => facts.text(column).is_some(),
            Self::Answered(column) => facts
                .text(column)
                .is_some_and(|value| !UNANSWERED.contains(&value)),
            Self::Each(rules) => rules.iter().all(|rule| rule.holds(facts)),
            Self::Not(rule) => !rule.holds(facts),
        }
    }
}

/// The finding of what is neither open nor withdrawn, where it says something about the complaint itself.
fn finding(facts: &Facts<'_>) -> Option<Finding> {
    let finding = facts.word(Column::Finding)?;
    let state = facts.word(Column::State)?;
    let stands = matches!(
        state,
        State::Answered | State::Concluded | State::Lapsed | State::ReferredEarly
    );
    let says_something = !matches!(finding, Finding::Withdrawn | Finding::OutOfScope);
    (stands && says_something).then_some(finding)
}

/// Whether a withdrawal ended a stage after the first. One that came after the response ended no stage.
pub(super) fn withdrawn_after_stage_1(facts: &Facts<'_>) -> bool {
    facts.word(Column::State) == Some(State::Withdrawn)
        && facts.word(Column::LastStageTimeliness) == Some(Timeliness::Unanswered)
        && facts.number(Column::LastStage).is_some_and(|stage| stage > 1)
}
