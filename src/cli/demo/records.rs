//! The records of the year, as they come with the program. All are invented; only their totals are real.

use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

use super::DemoError;

const REPRESENTATIONS: &str = include_str!("../../../data/coventry-children-2023-24.jsonl");
const CASES: &str = include_str!("../../../data/coventry-lgsco-2023-24.jsonl");
const REFERENCE: &str = include_str!("../../../data/coventry-reference.json");
const ADULTS: &str = include_str!("../../../data/adults-2023-24.jsonl");
const ADULTS_BEFORE: &str = include_str!("../../../data/adults-2022-23.jsonl");
const ADULTS_REFERENCE: &str = include_str!("../../../data/adults-reference.json");

/// Everything that is loaded.
pub(super) struct Records {
    pub(super) reference: ReferenceRecord,
    pub(super) adults: AdultsReferenceRecord,
    pub(super) representations: Vec<RepresentationRecord>,
    pub(super) cases: Vec<CaseRecord>,
}

impl Records {
    /// The records that are part of the program.
    pub(super) fn embedded() -> Result<Self, DemoError> {
        Ok(Self {
            reference: serde_json::from_str(REFERENCE).map_err(damaged)?,
            adults: serde_json::from_str(ADULTS_REFERENCE).map_err(damaged)?,
            representations: [
                lines(REPRESENTATIONS)?,
                lines(ADULTS)?,
                lines::<RepresentationRecord>(ADULTS_BEFORE)?,
            ]
            .into_iter()
            .flatten()
            .collect(),
            cases: lines(CASES)?,
        })
    }
}

fn lines<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, DemoError> {
    text.lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .map_err(damaged)
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn damaged(error: serde_json::Error) -> DemoError {
    DemoError::Data(error.to_string())
}

/// The council's lists.
#[derive(Deserialize)]
pub(super) struct ReferenceRecord {
    pub(super) authority: AuthorityRecord,
    pub(super) services: Vec<ServiceRecord>,
    pub(super) teams: Vec<TeamRecord>,
    pub(super) concern_categories: Vec<String>,
    pub(super) concern_subcategories: std::collections::BTreeMap<String, Vec<String>>,
    pub(super) compliment_themes: Vec<String>,
}

/// What the adults' services add to the council's lists.
#[derive(Deserialize)]
pub(super) struct AdultsReferenceRecord {
    pub(super) services: Vec<ServiceRecord>,
    pub(super) teams: Vec<TeamRecord>,
    pub(super) concern_categories: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct AuthorityRecord {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) region: String,
}

#[derive(Deserialize)]
pub(super) struct ServiceRecord {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) group: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct TeamRecord {
    pub(super) service: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) compliments_group: Option<u8>,
}

/// A complaint or a compliment.
#[derive(Deserialize)]
pub(super) struct RepresentationRecord {
    pub(super) reference: String,
    pub(super) kind: String,
    pub(super) procedure: Option<String>,
    pub(super) service: String,
    pub(super) team: String,
    pub(super) method: String,
    pub(super) received_on: NaiveDate,
    pub(super) made_by: String,
    pub(super) advocate: Option<bool>,
    #[serde(default)]
    pub(super) concerns: Vec<ConcernRecord>,
    #[serde(default)]
    pub(super) themes: Vec<String>,
    #[serde(default)]
    pub(super) stages: Vec<StageRecord>,
    pub(super) closed_on: Option<NaiveDate>,
    pub(super) equality: Option<EqualityRecord>,
}

#[derive(Deserialize)]
pub(super) struct ConcernRecord {
    pub(super) category: String,
}

#[derive(Deserialize)]
pub(super) struct StageRecord {
    pub(super) stage: i32,
    pub(super) started_on: NaiveDate,
    pub(super) concluded_on: Option<NaiveDate>,
    pub(super) outcome: Option<String>,
    pub(super) extended_to_working_days: Option<i32>,
}

#[derive(Deserialize)]
pub(super) struct EqualityRecord {
    pub(super) ethnicity: Option<String>,
    pub(super) sex: Option<String>,
    pub(super) age_band: Option<String>,
    pub(super) disabled: Option<Answer>,
}

/// Yes, no, or the code of an answer that is neither.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Answer {
    YesOrNo(bool),
    Code(String),
}

impl Answer {
    pub(super) fn code(self) -> String {
        match self {
            Self::YesOrNo(true) => "yes".to_owned(),
            Self::YesOrNo(false) => "no".to_owned(),
            Self::Code(code) => code,
        }
    }
}

/// A case of the Ombudsman.
#[derive(Deserialize)]
pub(super) struct CaseRecord {
    pub(super) reference: String,
    pub(super) category: String,
    pub(super) service_area: Option<String>,
    pub(super) received_on: NaiveDate,
    pub(super) enquiry_received_on: Option<NaiveDate>,
    pub(super) enquiry_answered_on: Option<NaiveDate>,
    pub(super) decision: Option<String>,
    pub(super) decided_on: Option<NaiveDate>,
    #[serde(default)]
    pub(super) satisfactory_remedy_before_referral: bool,
    #[serde(default)]
    pub(super) remedies: Vec<RemedyRecord>,
}

#[derive(Deserialize)]
pub(super) struct RemedyRecord {
    pub(super) kind: String,
    pub(super) amount_gbp: Option<i64>,
    pub(super) due_on: NaiveDate,
    pub(super) completed_on: NaiveDate,
}
