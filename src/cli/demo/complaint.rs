//! The life of a complaint or compliment, as a contact-centre system tells it.

use std::collections::VecDeque;

use chrono::NaiveDate;
use tonic::{Response, Status};

use super::{
    AUTHORITY, DemoError,
    calls::Calls,
    load::{Life, Stepped, Steps},
    records::{self, EqualityRecord, RepresentationRecord, StageRecord},
};
use crate::{
    api::{
        convert::{dates::date, values::Wire},
        wire,
    },
    domain::{calendar::Calendar, outcome::Finding, procedure::Procedure, representation::Kind, word::Word},
};

/// A stage 1 that took longer than the first and no longer than the second was extended to the second.
const STAGE_1_WORKING_DAYS: (u16, u16) = (10, 20);

/// One step, with what it says.
enum Step {
    Register(Box<wire::Representation>),
    /// On the date on which the response was due; the answer before says when that is.
    Extend {
        length: i32,
    },
    Find {
        stage: i32,
        on: NaiveDate,
        finding: Finding,
    },
    Conclude {
        stage: i32,
        on: NaiveDate,
    },
    Escalate {
        on: NaiveDate,
    },
    Withdraw {
        on: NaiveDate,
    },
    Close {
        on: NaiveDate,
    },
}

type Answer = Result<Response<wire::Representation>, Status>;

struct Complaint {
    calls: Calls,
    reference: String,
    received_on: NaiveDate,
    concerns: usize,
    steps: VecDeque<Step>,
    taken: usize,
    /// The latest answer; empty before the first.
    latest: wire::Representation,
}

/// The life of a record.
pub(super) fn life(calls: &Calls, record: RepresentationRecord) -> Result<Life, DemoError> {
    let mut steps = VecDeque::new();
    let stages = record.stages.iter().zip(1..);
    for (stage, number) in stages {
        if number > 1 {
            steps.push_back(Step::Escalate { on: stage.started_on });
        }
        steps.extend(extension(&record, stage).map(|length| Step::Extend { length }));
        let Some(on) = stage.concluded_on else { continue };
        match stage.outcome.as_deref() {
            Some("withdrawn") | None => steps.push_back(Step::Withdraw { on }),
            Some(word) => {
                let finding = known::<Finding>(word)?;
                steps.push_back(Step::Find {
                    stage: stage.stage,
                    on,
                    finding,
                });
                steps.push_back(Step::Conclude {
                    stage: stage.stage,
                    on,
                });
            }
        }
    }
    let withdrawn = matches!(steps.back(), Some(Step::Withdraw { .. }));
    steps.extend(
        record
            .closed_on
            .filter(|_| !withdrawn)
            .map(|on| Step::Close { on }),
    );
    let (reference, received_on, concerns) = (
        record.reference.clone(),
        record.received_on,
        record.concerns.len(),
    );
    steps.push_front(Step::Register(Box::new(representation(record)?)));
    let (calls, latest) = (calls.clone(), wire::Representation::default());
    Ok(Box::new(Complaint {
        calls,
        reference,
        received_on,
        concerns,
        steps,
        taken: 0,
        latest,
    }))
}

/// The length that the stage's response was extended to. Nothing says that an adult's was.
fn extension(record: &RepresentationRecord, stage: &StageRecord) -> Option<i32> {
    if record.procedure.as_deref() == Some(Procedure::AdultStatutory.word()) {
        return None;
    }
    let calendar = Calendar::england_and_wales();
    let days = calendar.working_days_between(stage.started_on, stage.concluded_on?);
    let (first, last) = STAGE_1_WORKING_DAYS;
    let in_stage_1 = stage.stage == 1 && days > first && days <= last;
    stage
        .extended_to_working_days
        .or(in_stage_1.then_some(last.into()))
}

fn known<W: Word>(word: &str) -> Result<W, DemoError> {
    W::from_word(word).ok_or_else(|| DemoError::Data(format!("`{word}` is not known")))
}

fn representation(record: RepresentationRecord) -> Result<wire::Representation, DemoError> {
    let procedure = match record.procedure.as_deref() {
        None => 0,
        Some("corporate") => Procedure::CorporateLocal.to_wire(),
        Some(word) => known::<Procedure>(word)?.to_wire(),
    };
    let concern = |category| wire::Concern {
        category,
        ..wire::Concern::default()
    };
    Ok(wire::Representation {
        external_reference: record.reference,
        kind: known::<Kind>(&record.kind)?.to_wire(),
        procedure,
        received_date: Some(date(record.received_on)),
        service: record.service,
        team: record.team,
        method: record.method,
        made_by: record.made_by,
        advocacy: record.advocate.map(|supported| wire::Advocacy {
            supported,
            ..wire::Advocacy::default()
        }),
        concerns: record
            .concerns
            .into_iter()
            .map(|found| concern(found.category))
            .collect(),
        themes: record.themes,
        service_user_equality: record.equality.map(equality),
        ..wire::Representation::default()
    })
}

fn equality(record: EqualityRecord) -> wire::Equality {
    wire::Equality {
        age_band: record.age_band.unwrap_or_default(),
        disability: record.disabled.map(records::Answer::code).unwrap_or_default(),
        ethnicity: record.ethnicity.unwrap_or_default(),
        sex: record.sex.unwrap_or_default(),
        ..wire::Equality::default()
    }
}

impl Steps for Complaint {
    fn next_on(&self) -> Option<NaiveDate> {
        Some(match self.steps.front()? {
            Step::Register(_) => self.received_on,
            Step::Extend { .. } => self.response_due_on().unwrap_or(self.received_on),
            Step::Find { on, .. }
            | Step::Conclude { on, .. }
            | Step::Escalate { on }
            | Step::Withdraw { on }
            | Step::Close { on } => *on,
        })
    }

    fn left(&self) -> usize {
        self.steps.len()
    }

    fn step(mut self: Box<Self>) -> Stepped {
        Box::pin(async move {
            let Some(step) = self.steps.pop_front() else {
                return Ok(self as Life);
            };
            self.taken += 1;
            self.latest = Box::pin(self.take(step)).await?;
            Ok(self as Life)
        })
    }
}

impl Complaint {
    /// When the response of the stage under way is due, before any extension.
    fn response_due_on(&self) -> Option<NaiveDate> {
        let response = i32::from(wire::ClockName::Response);
        let stage = self.latest.stages.last()?.number;
        let clock = self
            .latest
            .clocks
            .iter()
            .find(|clock| clock.clock == response && clock.stage == stage);
        let due = clock?.due_date.as_ref()?;
        let part = |part: i32| u32::try_from(part).ok();
        NaiveDate::from_ymd_opt(due.year, part(due.month)?, part(due.day)?)
    }

    async fn take(&self, step: Step) -> Result<wire::Representation, DemoError> {
        let (call, answer) = match step {
            Step::Register(representation) => (
                "RegisterRepresentation",
                Box::pin(self.register(*representation)).await,
            ),
            Step::Extend { length } => ("ExtendClock", self.extend(length).await),
            Step::Find {
                stage,
                on: _,
                finding,
            } => ("RecordFindings", self.find(stage, finding).await),
            Step::Conclude { stage, on } => ("ConcludeStage", self.conclude(stage, on).await),
            Step::Escalate { on } => ("EscalateRepresentation", self.escalate(on).await),
            Step::Withdraw { on } => ("WithdrawRepresentation", self.withdraw(on).await),
            Step::Close { on } => ("CloseRepresentation", self.close(on).await),
        };
        let call = format!("{call} of {}", self.reference);
        answer.map(Response::into_inner).map_err(DemoError::call(call))
    }

    /// The same for each try of a step, and another for each step.
    fn request_id(&self) -> String {
        format!("{}.{}", self.reference.replace('/', "-"), self.taken)
    }

    async fn register(&self, representation: wire::Representation) -> Answer {
        let request = wire::RegisterRepresentationRequest {
            parent: AUTHORITY.to_owned(),
            representation: Some(representation),
            request_id: self.request_id(),
            validate_only: false,
        };
        self.calls
            .representations()
            .register_representation(request)
            .await
    }

    async fn extend(&self, length: i32) -> Answer {
        let decided_date = self.response_due_on().map(date);
        let request = wire::ExtendClockRequest {
            name: self.latest.name.clone(),
            clock: wire::ClockName::Response.into(),
            length,
            reason: "complexity".to_owned(),
            decided_date,
            told_date: decided_date,
            request_id: self.request_id(),
            etag: self.latest.etag.clone(),
            ..Default::default()
        };
        self.calls.representations().extend_clock(request).await
    }

    async fn find(&self, stage: i32, finding: Finding) -> Answer {
        let found = |concern| wire::ConcernFinding {
            concern,
            finding: finding.to_wire(),
            adjudicator_agrees: None,
        };
        let request = wire::RecordFindingsRequest {
            name: self.latest.name.clone(),
            stage,
            findings: (1..).take(self.concerns).map(found).collect(),
            request_id: self.request_id(),
            etag: self.latest.etag.clone(),
            validate_only: false,
        };
        self.calls.representations().record_findings(request).await
    }

    async fn conclude(&self, stage: i32, on: NaiveDate) -> Answer {
        let request = wire::ConcludeStageRequest {
            name: self.latest.name.clone(),
            stage,
            concluded_date: Some(date(on)),
            request_id: self.request_id(),
            etag: self.latest.etag.clone(),
            ..Default::default()
        };
        self.calls.representations().conclude_stage(request).await
    }

    async fn escalate(&self, on: NaiveDate) -> Answer {
        let request = wire::EscalateRepresentationRequest {
            name: self.latest.name.clone(),
            requested_date: Some(date(on)),
            request_id: self.request_id(),
            etag: self.latest.etag.clone(),
            ..Default::default()
        };
        self.calls
            .representations()
            .escalate_representation(request)
            .await
    }

    async fn withdraw(&self, on: NaiveDate) -> Answer {
        let request = wire::WithdrawRepresentationRequest {
            name: self.latest.name.clone(),
            withdrawn_date: Some(date(on)),
            reason: "not_stated".to_owned(),
            request_id: self.request_id(),
            etag: self.latest.etag.clone(),
            ..Default::default()
        };
        self.calls
            .representations()
            .withdraw_representation(request)
            .await
    }

    async fn close(&self, on: NaiveDate) -> Answer {
        let request = wire::CloseRepresentationRequest {
            name: self.latest.name.clone(),
            closed_date: Some(date(on)),
            closure: wire::Closure::Resolved.into(),
            request_id: self.request_id(),
            etag: self.latest.etag.clone(),
            validate_only: false,
        };
        self.calls.representations().close_representation(request).await
    }
}
