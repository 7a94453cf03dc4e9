//! Stored shapes of what happens to a representation. The kind of an event is the name of its shape, and the payload
//! what the shape holds: fields that came later are optional, and those that were there never change.

mod amendment;
mod registration;
mod steps;

pub(super) use self::steps::StoredClockMove;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::{
    amendment::StoredCorrection,
    steps::{
        StoredAcceptance, StoredAdvocacy, StoredAppointment, StoredContactArrangement, StoredConversion,
        StoredCost, StoredDeferral, StoredDelay, StoredEarlyReferral, StoredExtension, StoredForwarding,
        StoredJointHandling, StoredPause, StoredPlan, StoredRejection, StoredRevocation, StoredStageResponse,
        StoredTied, StoredToldDeadline, StoredWithdrawal,
    },
};
use super::{StoredEvent, codes, unknown_kind, words};
use crate::{
    domain::{
        ids::{CodeId, RecordNumber},
        representation::{
            Acceptance, Advocacy, Appointment, ClockMove, Closure, Concern, ConcernFinding,
            ContactArrangement, Conversion, Correction, Cost, Deferral, Delay, EarlyReferral, Event,
            Extension, Forwarding, JointHandling, Milestone, Overtaking, Pause, Plan, Registration,
            Rejection, Revocation, StageResponse, Tied, ToldDeadline, Withdrawal,
        },
        retention::Basis,
    },
    store::error::{Inconsistency, StoreError},
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Event", rename_all = "snake_case")]
enum Shape {
    Registered(#[serde(with = "registration")] Registration),
    Imported {
        #[serde(with = "registration")]
        registration: Registration,
        #[serde(with = "several")]
        steps: Vec<Event>,
    },
    Acknowledged {
        on: NaiveDate,
    },
    DeadlineTold(#[serde(with = "StoredToldDeadline")] ToldDeadline),
    ClockExtended(#[serde(with = "StoredExtension")] Extension),
    ExtensionRevoked {
        extension: u8,
        #[serde(with = "StoredRevocation")]
        revocation: Revocation,
    },
    ClockPaused(#[serde(with = "StoredPause")] Pause),
    ClockResumed {
        pause: u8,
        on: NaiveDate,
    },
    PauseRevoked {
        pause: u8,
        #[serde(with = "StoredRevocation")]
        revocation: Revocation,
    },
    ClockMoved(#[serde(with = "StoredClockMove")] ClockMove),
    DelayExplained(#[serde(with = "StoredDelay")] Delay),
    FindingsRecorded {
        #[serde(with = "steps::findings")]
        findings: Vec<ConcernFinding>,
    },
    StageConcluded(#[serde(with = "StoredStageResponse")] StageResponse),
    Escalated {
        requested_on: NaiveDate,
        #[serde(with = "codes::optional")]
        late_acceptance_reason: Option<CodeId>,
        #[serde(default, with = "words::optional")]
        overtaking: Option<Overtaking>,
    },
    Accepted(#[serde(with = "StoredAcceptance")] Acceptance),
    Rejected(#[serde(with = "StoredRejection")] Rejection),
    Deferred(#[serde(with = "StoredDeferral")] Deferral),
    DeferralReviewed {
        on: NaiveDate,
    },
    ProceedingsEnded {
        on: NaiveDate,
    },
    Resumed {
        on: NaiveDate,
        #[serde(with = "codes::optional")]
        late_acceptance_reason: Option<CodeId>,
    },
    Converted(#[serde(with = "StoredConversion")] Conversion),
    Appointed(#[serde(with = "StoredAppointment")] Appointment),
    AppointmentEnded {
        appointment: u8,
        on: NaiveDate,
    },
    AdvocacyRecorded(#[serde(with = "StoredAdvocacy")] Advocacy),
    PlanAgreed(#[serde(with = "StoredPlan")] Plan),
    HandledJointly(#[serde(with = "StoredJointHandling")] JointHandling),
    PanelArranged {
        meets_on: NaiveDate,
    },
    MilestoneReached {
        #[serde(with = "words")]
        milestone: Milestone,
        on: NaiveDate,
    },
    ReferredEarly(#[serde(with = "StoredEarlyReferral")] EarlyReferral),
    Withdrawn(#[serde(with = "StoredWithdrawal")] Withdrawal),
    WithdrawalRetracted {
        on: NaiveDate,
    },
    Closed {
        on: NaiveDate,
        #[serde(with = "words")]
        closure: Closure,
    },
    ConcernsAdded {
        on: NaiveDate,
        #[serde(with = "registration::concerns")]
        concerns: Vec<Concern>,
    },
    ConcernsMoved {
        into: RecordNumber,
        concerns: Vec<u8>,
    },
    Linked(#[serde(with = "StoredTied")] Tied),
    Joined {
        into: RecordNumber,
        on: NaiveDate,
    },
    TookOver {
        from: RecordNumber,
        on: NaiveDate,
        #[serde(with = "registration::concerns")]
        concerns: Vec<Concern>,
    },
    Forwarded(#[serde(with = "StoredForwarding")] Forwarding),
    CostRecorded(#[serde(with = "StoredCost")] Cost),
    CostPaid {
        cost: u8,
        on: NaiveDate,
    },
    ContactArranged(#[serde(with = "StoredContactArrangement")] ContactArrangement),
    ContactArrangementEnded {
        on: NaiveDate,
    },
    Corrected(#[serde(with = "StoredCorrection")] Correction),
    Erased {
        #[serde(with = "words")]
        basis: Basis,
        on: NaiveDate,
    },
}

/// The steps of an imported history, each under the name of its shape.
mod several {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Event, Shape};

    #[derive(Serialize, Deserialize)]
    struct One(#[serde(with = "Shape")] Event);

    pub fn serialize<S: Serializer>(events: &[Event], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(events.iter().cloned().map(One))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Event>, D::Error> {
        let events = Vec::<One>::deserialize(deserializer)?;
        Ok(events.into_iter().map(|One(event)| event).collect())
    }
}

/// serde writes `{"acknowledged":{…}}`: the name is the kind, and the rest the payload.
pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    let cannot_be_written = || {
        Inconsistency::on("event")
            .column("payload")
            .why("cannot be written")
    };
    let mut bytes = Vec::with_capacity(256);
    Shape::serialize(event, &mut serde_json::Serializer::new(&mut bytes)).map_err(|_| cannot_be_written())?;
    let text = String::from_utf8(bytes).map_err(|_| cannot_be_written())?;
    let named = text.strip_prefix("{\"").and_then(|text| text.strip_suffix('}'));
    let (kind, payload) = named
        .and_then(|text| text.split_once("\":"))
        .ok_or_else(cannot_be_written)?;
    Ok(StoredEvent {
        kind: format!("representation.{kind}"),
        schema_version: 1,
        payload: payload.to_owned(),
    })
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    let text = format!("{{\"{what}\":{payload}}}");
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let event = Shape::deserialize(&mut deserializer).map_err(|error| {
        if error.to_string().starts_with("unknown variant") {
            unknown_kind(what)
        } else {
            misshapen()
        }
    })?;
    deserializer.end().map_err(|_| misshapen())?;
    Ok(event)
}

fn misshapen() -> StoreError {
    Inconsistency::on("event")
        .column("payload")
        .why("is not of its kind's shape")
        .into()
}
