//! What of a record its retention is reckoned from.

use chrono::NaiveDate;

use super::{Erasure, RetentionClass};
use crate::domain::{
    history::Record,
    ids::CodeId,
    ombudsman::{CaseState, OmbudsmanCase},
    representation::{Progress, Representation},
};

/// What of a record its retention is reckoned from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its kind.
    pub class: RetentionClass,
    /// When it was received.
    pub received_on: NaiveDate,
    /// When it ended: closed, withdrawn or refused; of what is only noted, when it was received; of a case, the latest
    /// of its decision, its compliance and its publication. None while it is under way.
    pub ended_on: Option<NaiveDate>,
    /// The lowest age that the child or service user can have had when it was received; 0 where nothing is known.
    pub lowest_age: u8,
    /// Its erasure.
    pub erasure: Option<Erasure>,
}

impl Kept {
    /// What a record is, if it is one that is kept by a rule.
    pub fn of(record: &Record) -> Option<Self> {
        match record {
            Record::Representation(representation) => Some(Self::of_representation(representation)),
            Record::Case(case) => Some(Self::of_case(case)),
            _ => None,
        }
    }

    /// What a representation is.
    pub fn of_representation(representation: &Representation) -> Self {
        let registration = &representation.registration;
        let class = match registration.matter.procedure() {
            Some(procedure) => procedure.into(),
            None if registration.matter.themes().is_empty() => RetentionClass::Noted,
            None => RetentionClass::Compliment,
        };
        let ended_on = match representation.progress {
            Progress::Recorded => Some(registration.received_on),
            _ => representation.closed_on(),
        };
        let band = registration.service_user_equality.answers.first();
        Self {
            class,
            received_on: registration.received_on,
            ended_on,
            lowest_age: band.and_then(Option::as_ref).map_or(0, lowest_age),
            erasure: representation.erasure,
        }
    }

    /// What a case of the Ombudsman is.
    pub fn of_case(case: &OmbudsmanCase) -> Self {
        let decided = case.decision.as_ref().map(|decision| decision.decided_on);
        let complied = case.compliance.map(|(_, on)| on);
        let ended_on = match case.state() {
            CaseState::Closed => decided.max(complied).max(case.published_on),
            _ => None,
        };
        Self {
            class: RetentionClass::OmbudsmanCase,
            received_on: case.registration.received_on,
            ended_on,
            lowest_age: 0,
            erasure: case.erasure,
        }
    }
}

/// The age that a band such as `16-24` begins with. A band that begins with no number may begin with 0.
fn lowest_age(band: &CodeId) -> u8 {
    let text = band.as_str();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().unwrap_or(0)
}
