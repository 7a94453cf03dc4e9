//! For how long a kind of record is kept, as data: an authority's own rules in the place of those it starts with.

use chrono::{Datelike, NaiveDate};

use super::Kept;
use crate::domain::{procedure::Procedure, reference::Confidence, word::Word};

/// A kind of record that has a retention rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetentionClass {
    /// A complaint under SI 2006/1738.
    ChildrenStatutory,
    /// A complaint under SI 2009/309.
    AdultStatutory,
    /// A complaint under the Complaint Handling Code.
    CorporateCode,
    /// A complaint under an older local policy.
    CorporateLocal,
    /// A complaint settled outside the formal procedures.
    Informal,
    /// What is noted and answered: a comment, a service request, and the others that are no complaint.
    Noted,
    /// A compliment.
    Compliment,
    /// A case of the Ombudsman.
    OmbudsmanCase,
}

impl Word for RetentionClass {
    const ALL: &'static [Self] = &[
        Self::ChildrenStatutory,
        Self::AdultStatutory,
        Self::CorporateCode,
        Self::CorporateLocal,
        Self::Informal,
        Self::Noted,
        Self::Compliment,
        Self::OmbudsmanCase,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::ChildrenStatutory => "children_statutory",
            Self::AdultStatutory => "adult_statutory",
            Self::CorporateCode => "corporate_code",
            Self::CorporateLocal => "corporate_local",
            Self::Informal => "informal",
            Self::Noted => "noted",
            Self::Compliment => "compliment",
            Self::OmbudsmanCase => "ombudsman_case",
        }
    }
}

impl From<Procedure> for RetentionClass {
    fn from(procedure: Procedure) -> Self {
        match procedure {
            Procedure::ChildrenStatutory => Self::ChildrenStatutory,
            Procedure::AdultStatutory => Self::AdultStatutory,
            Procedure::CorporateCode => Self::CorporateCode,
            Procedure::CorporateLocal => Self::CorporateLocal,
            Procedure::Informal => Self::Informal,
        }
    }
}

/// For how long records of a class are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRule {
    /// Of which records.
    pub class: RetentionClass,
    /// Years after the record ended; none for ever.
    pub years: Option<u8>,
    /// Not before the child or service user has this birthday, in years of age. The register holds no date of birth:
    /// it takes the latest day that the age band allows, and of somebody whose band is not known, that of a newborn.
    pub until_age: Option<u8>,
    /// The law, guidance or local schedule that it comes from.
    pub source: String,
    /// How sure it is that it is right.
    pub confidence: Confidence,
}

impl RetentionRule {
    /// Keeps everything: what stands in where there is no rule.
    pub fn for_ever() -> Self {
        Self {
            class: RetentionClass::Informal,
            years: None,
            until_age: None,
            source: String::new(),
            confidence: Confidence::D,
        }
    }

    /// The day from which a record may be destroyed: none while it has not ended, or for ever.
    pub fn due_on(&self, kept: &Kept) -> Option<NaiveDate> {
        let after_end = later(kept.ended_on?, self.years?);
        let birthday = self
            .until_age
            .map(|age| later(kept.received_on, age.saturating_sub(kept.lowest_age)));
        Some(birthday.map_or(after_end, |birthday| birthday.max(after_end)))
    }

    /// The last day on which a record may have ended that is due at a date, whatever else the rule asks.
    pub fn ended_by(&self, on: NaiveDate) -> Option<NaiveDate> {
        let years = i32::from(self.years?);
        // 29 February may have been made 1 March; one day more finds a record too many, which is then looked at.
        on.with_year(on.year() - years)
            .or_else(|| NaiveDate::from_ymd_opt(on.year() - years, 3, 1))
    }
}

/// The same day so many years later; 29 February becomes 1 March, so that nothing is kept too short.
fn later(day: NaiveDate, years: u8) -> NaiveDate {
    let year = day.year() + i32::from(years);
    day.with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
        .unwrap_or(NaiveDate::MAX)
}

/// The rules that every authority starts with, until it saves its own. No law says how long a complaint is kept; these
/// are what councils' published schedules commonly say, to be confirmed by the council's records officer.
pub fn built_in_rules() -> Vec<RetentionRule> {
    let all = RetentionClass::ALL.iter().copied();
    all.map(|class| {
        let (years, until_age, confidence, source) = built_in(class);
        RetentionRule {
            class,
            years: Some(years),
            until_age,
            source: source.to_owned(),
            confidence,
        }
    })
    .collect()
}

fn built_in(class: RetentionClass) -> (u8, Option<u8>, Confidence, &'static str) {
    match class {
        RetentionClass::ChildrenStatutory => (
            10,
            Some(25),
            Confidence::D,
            "Common in councils' schedules, not law: ten years after closure or the child's 25th birthday, whichever \
             is later; hold it while a care record rests on its outcome (Care Planning Regulations 2010 reg 50)",
        ),
        RetentionClass::AdultStatutory => (
            6,
            None,
            Confidence::D,
            "Common in councils' schedules, not law: six years after closure (Limitation Act 1980); ten where \
             safeguarding was concerned, which a hold keeps",
        ),
        RetentionClass::CorporateCode | RetentionClass::CorporateLocal | RetentionClass::Informal => (
            6,
            None,
            Confidence::D,
            "Common in councils' schedules, not law: six years after closure (Limitation Act 1980)",
        ),
        RetentionClass::Noted | RetentionClass::Compliment => (
            6,
            None,
            Confidence::D,
            "A choice of this register: as a corporate complaint, from its receipt",
        ),
        RetentionClass::OmbudsmanCase => (
            6,
            None,
            Confidence::C,
            "Common in councils' schedules, not law: six years after compliance with the Ombudsman's decision",
        ),
    }
}
