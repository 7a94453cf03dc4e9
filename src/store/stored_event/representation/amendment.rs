//! Stored shapes of corrections.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{codes, registration::StoredEquality, words};
use crate::domain::{
    ids::CodeId,
    outcome::Finding,
    representation::{Amendment, Correction, Equality, Milestone},
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Correction")]
pub(super) struct StoredCorrection {
    on: NaiveDate,
    #[serde(with = "codes")]
    reason: CodeId,
    #[serde(with = "several")]
    amendments: Vec<Amendment>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Amendment", rename_all = "snake_case")]
enum StoredAmendment {
    ReceivedOn(NaiveDate),
    GroundsAroseOn(Option<NaiveDate>),
    Service(#[serde(with = "codes")] CodeId),
    Team(#[serde(with = "codes::optional")] Option<CodeId>),
    Provider(#[serde(with = "codes::optional")] Option<CodeId>),
    Method(#[serde(with = "codes")] CodeId),
    Route(#[serde(with = "codes::optional")] Option<CodeId>),
    MadeBy(#[serde(with = "codes")] CodeId),
    AdvocateSupported(Option<bool>),
    CommunicationNeeds(#[serde(with = "codes::list")] Vec<CodeId>),
    ComplainantEquality(#[serde(with = "StoredEquality")] Equality),
    ServiceUserEquality(#[serde(with = "StoredEquality")] Equality),
    Concern {
        concern: u8,
        #[serde(with = "codes")]
        category: CodeId,
        #[serde(with = "codes::optional")]
        subcategory: Option<CodeId>,
        #[serde(with = "codes::optional")]
        team: Option<CodeId>,
    },
    AcknowledgedOn {
        stage: u8,
        on: NaiveDate,
    },
    RequestedOn {
        stage: u8,
        on: NaiveDate,
    },
    ConcludedOn {
        stage: u8,
        on: NaiveDate,
    },
    MilestoneOn {
        stage: u8,
        #[serde(with = "words")]
        milestone: Milestone,
        on: NaiveDate,
    },
    Finding {
        stage: u8,
        concern: u8,
        #[serde(with = "words")]
        finding: Finding,
    },
    WithdrawnOn(NaiveDate),
    ClosedOn(NaiveDate),
}

/// Several amendments.
mod several {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Amendment, StoredAmendment};

    #[derive(Serialize, Deserialize)]
    struct One(#[serde(with = "StoredAmendment")] Amendment);

    pub fn serialize<S: Serializer>(amendments: &[Amendment], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(amendments.iter().cloned().map(One))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Amendment>, D::Error> {
        let amendments = Vec::<One>::deserialize(deserializer)?;
        Ok(amendments.into_iter().map(|One(amendment)| amendment).collect())
    }
}
