//! Stored shapes of the steps of casework.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{codes, registration, words};
use crate::domain::{
    ids::{CodeId, RecordNumber},
    outcome::Finding,
    policy::ClockName,
    procedure::Procedure,
    representation::{
        Acceptance, Advocacy, AdvocacyAnswer, Appointment, ClockMove, Concern, ConcernFinding,
        ContactArrangement, Conversion, Cost, Declaration, Deferral, Delay, EarlyReferral, Extension,
        Forwarding, JointHandling, Pause, Plan, ReferralTest, Rejection, Revocation, Role, StageResponse,
        Tie, Tied, ToldDeadline, Withdrawal,
    },
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Extension")]
pub(super) struct StoredExtension {
    #[serde(with = "words")]
    clock: ClockName,
    length: u16,
    #[serde(with = "codes")]
    reason: CodeId,
    decided_on: NaiveDate,
    complainant_agreed: bool,
    #[serde(default, with = "codes::optional")]
    agreed_by: Option<CodeId>,
    told_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Revocation")]
pub(super) struct StoredRevocation {
    on: NaiveDate,
    #[serde(with = "codes")]
    reason: CodeId,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Pause")]
pub(super) struct StoredPause {
    #[serde(with = "words")]
    clock: ClockName,
    #[serde(with = "codes")]
    reason: CodeId,
    from: NaiveDate,
    told_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ToldDeadline")]
pub(super) struct StoredToldDeadline {
    #[serde(with = "words")]
    clock: ClockName,
    stage: u8,
    due_on: NaiveDate,
    told_on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Delay")]
pub(super) struct StoredDelay {
    #[serde(with = "words")]
    clock: ClockName,
    stage: u8,
    #[serde(with = "codes")]
    reason: CodeId,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Plan")]
pub(super) struct StoredPlan {
    on: NaiveDate,
    length: u16,
    discussed: bool,
    told_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ClockMove")]
pub(in crate::store::stored_event) struct StoredClockMove {
    #[serde(with = "words")]
    clock: ClockName,
    of: u8,
    due_before_on: NaiveDate,
    due_on: NaiveDate,
    holiday_on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ConcernFinding")]
pub(super) struct StoredFinding {
    concern: u8,
    #[serde(with = "words")]
    finding: Finding,
    #[serde(default)]
    adjudicator_agrees: Option<bool>,
}

/// Findings, one a concern.
pub(super) mod findings {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{ConcernFinding, StoredFinding};

    #[derive(Serialize, Deserialize)]
    struct One(#[serde(with = "StoredFinding")] ConcernFinding);

    pub fn serialize<S: Serializer>(findings: &[ConcernFinding], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(findings.iter().copied().map(One))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ConcernFinding>, D::Error> {
        let findings = Vec::<One>::deserialize(deserializer)?;
        Ok(findings.into_iter().map(|One(finding)| finding).collect())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "StageResponse")]
pub(super) struct StoredStageResponse {
    on: NaiveDate,
    #[serde(with = "words")]
    finding: Finding,
    overridden: bool,
    #[serde(default, with = "codes::optional")]
    delay_reason: Option<CodeId>,
    #[serde(default, with = "codes::optional")]
    signed_by: Option<CodeId>,
    #[serde(default)]
    next_step_told: Option<bool>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Acceptance")]
pub(super) struct StoredAcceptance {
    on: NaiveDate,
    #[serde(with = "codes::optional")]
    reviewer: Option<CodeId>,
    #[serde(with = "codes::optional")]
    late_acceptance_reason: Option<CodeId>,
    sufficient_interest: bool,
    child_s_view_considered: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Rejection")]
pub(super) struct StoredRejection {
    on: NaiveDate,
    #[serde(with = "codes")]
    reason: CodeId,
    #[serde(with = "codes::optional")]
    reviewer: Option<CodeId>,
    #[serde(with = "codes")]
    signpost: CodeId,
    told_on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Deferral")]
pub(super) struct StoredDeferral {
    on: NaiveDate,
    #[serde(with = "codes")]
    proceedings: CodeId,
    told_on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Conversion")]
pub(super) struct StoredConversion {
    #[serde(with = "words")]
    to: Procedure,
    on: NaiveDate,
    #[serde(with = "codes")]
    reason: CodeId,
    #[serde(with = "codes::optional")]
    decided_by: Option<CodeId>,
    told_on: Option<NaiveDate>,
    #[serde(with = "registration::concerns")]
    concerns: Vec<Concern>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Declaration")]
#[expect(clippy::struct_excessive_bools, reason = "each is declared or not")]
struct StoredDeclaration {
    in_line_complained_of: bool,
    member: bool,
    officer: bool,
    partner_of_either: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Appointment")]
pub(super) struct StoredAppointment {
    #[serde(with = "words")]
    role: Role,
    #[serde(with = "codes")]
    officer: CodeId,
    stage: u8,
    on: NaiveDate,
    #[serde(with = "StoredDeclaration")]
    declaration: Declaration,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Advocacy")]
pub(super) struct StoredAdvocacy {
    told_on: Option<NaiveDate>,
    offered_on: Option<NaiveDate>,
    #[serde(with = "answered")]
    answered: Option<(AdvocacyAnswer, NaiveDate)>,
    #[serde(with = "codes::optional")]
    provider: Option<CodeId>,
    appointed_on: Option<NaiveDate>,
    conflict: Option<bool>,
}

/// What the complainant said to the offer of an advocate, and when.
mod answered {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{AdvocacyAnswer, words};

    #[derive(Serialize, Deserialize)]
    struct Answered {
        #[serde(with = "words")]
        answer: AdvocacyAnswer,
        on: NaiveDate,
    }

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes references"
    )]
    pub fn serialize<S: Serializer>(
        answered: &Option<(AdvocacyAnswer, NaiveDate)>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        answered
            .map(|(answer, on)| Answered { answer, on })
            .serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<(AdvocacyAnswer, NaiveDate)>, D::Error> {
        let answered = Option::<Answered>::deserialize(deserializer)?;
        Ok(answered.map(|Answered { answer, on }| (answer, on)))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "JointHandling")]
pub(super) struct StoredJointHandling {
    on: NaiveDate,
    #[serde(with = "codes")]
    partner: CodeId,
    authority_leads: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "EarlyReferral")]
pub(super) struct StoredEarlyReferral {
    on: NaiveDate,
    #[serde(with = "tests")]
    tests: BTreeMap<ReferralTest, bool>,
}

/// Each test of an early referral under its word.
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::ReferralTest;
    use crate::domain::word::Word;

    pub fn serialize<S: Serializer>(
        tests: &BTreeMap<ReferralTest, bool>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(tests.iter().map(|(test, met)| (test.word(), met)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<ReferralTest, bool>, D::Error> {
        let tests = BTreeMap::<String, bool>::deserialize(deserializer)?;
        let test = |(word, met): (String, bool)| {
            let test = ReferralTest::from_word(&word).ok_or_else(|| D::Error::custom("no test"))?;
            Ok((test, met))
        };
        tests.into_iter().map(test).collect()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Withdrawal")]
pub(super) struct StoredWithdrawal {
    on: NaiveDate,
    #[serde(with = "codes")]
    reason: CodeId,
    #[serde(default)]
    confirmed_on: Option<NaiveDate>,
    #[serde(default)]
    continues_as_review: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Tied")]
pub(super) struct StoredTied {
    other: RecordNumber,
    #[serde(with = "words")]
    tie: Tie,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Forwarding")]
pub(super) struct StoredForwarding {
    on: NaiveDate,
    #[serde(with = "codes::list")]
    teams: Vec<CodeId>,
    to_people_named: bool,
    to_manager: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Cost")]
pub(super) struct StoredCost {
    stage: u8,
    #[serde(with = "codes")]
    kind: CodeId,
    amount_pence: i64,
    #[serde(with = "codes::optional")]
    basis: Option<CodeId>,
    #[serde(with = "codes")]
    budget: CodeId,
    paid_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "ContactArrangement")]
pub(super) struct StoredContactArrangement {
    #[serde(with = "codes")]
    kind: CodeId,
    from: NaiveDate,
    review_on: NaiveDate,
    #[serde(default)]
    ended_on: Option<NaiveDate>,
}
