//! The life of a case of the Ombudsman, as the link officer records it.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::{
    AUTHORITY, DemoError,
    calls::Calls,
    load::{Life, Stepped, Steps},
    records::{CaseRecord, RemedyRecord},
};
use crate::{
    api::{
        convert::{
            dates::{date, money},
            values::Wire,
        },
        wire,
    },
    domain::{ombudsman::Decision, word::Word},
};

/// One step, with what it says.
enum Step {
    Register(Box<wire::OmbudsmanCase>),
    RecordEnquiry,
    AnswerEnquiry,
    Decide(wire::FinalDecision),
    AgreeRemedy(wire::Remedy),
    CompleteRemedy(i32),
    RecordCompliance(wire::ComplianceOutcome),
}

struct Case {
    calls: Calls,
    reference: String,
    steps: VecDeque<(NaiveDate, Step)>,
    taken: usize,
    /// The latest answer; empty before the first.
    latest: wire::OmbudsmanCase,
}

/// The life of a record.
pub(super) fn life(calls: &Calls, record: CaseRecord) -> Result<Life, DemoError> {
    let reference = record.reference.clone();
    let registered = wire::OmbudsmanCase {
        reference: record.reference,
        category: record.category,
        service: record.service_area.unwrap_or_default(),
        received_date: Some(date(record.received_on)),
        ..wire::OmbudsmanCase::default()
    };
    let mut steps = VecDeque::from([(record.received_on, Step::Register(Box::new(registered)))]);
    steps.extend(record.enquiry_received_on.map(|on| (on, Step::RecordEnquiry)));
    steps.extend(record.enquiry_answered_on.map(|on| (on, Step::AnswerEnquiry)));
    if let (Some(word), Some(decided_on)) = (record.decision, record.decided_on) {
        let decision = Decision::from_word(&word).ok_or_else(|| DemoError::Data(format!("`{word}`")))?;
        let decision = wire::FinalDecision {
            decision: decision.to_wire(),
            decided_date: Some(date(decided_on)),
            satisfactory_remedy_before_referral: record.satisfactory_remedy_before_referral,
            ..wire::FinalDecision::default()
        };
        steps.push_back((decided_on, Step::Decide(decision)));
        steps.extend(remedies(decided_on, record.remedies));
    }
    Ok(Box::new(Case {
        calls: calls.clone(),
        reference,
        steps,
        taken: 0,
        latest: wire::OmbudsmanCase::default(),
    }))
}

/// All agreed on the day of the decision, then completed one after the other; with the last the Ombudsman is satisfied,
/// though late where one of them was.
fn remedies(decided_on: NaiveDate, remedies: Vec<RemedyRecord>) -> Vec<(NaiveDate, Step)> {
    let mut agreed = Vec::new();
    let mut completed = Vec::new();
    let outcome = if remedies.iter().any(|remedy| remedy.completed_on > remedy.due_on) {
        wire::ComplianceOutcome::CompletedLate
    } else {
        wire::ComplianceOutcome::Complete
    };
    for (remedy, number) in remedies.into_iter().zip(1..) {
        completed.push((remedy.completed_on, Step::CompleteRemedy(number)));
        let remedy = wire::Remedy {
            kind: remedy.kind,
            amount: remedy.amount_gbp.map(|pounds| money(100 * pounds)),
            due_date: Some(date(remedy.due_on)),
            ..wire::Remedy::default()
        };
        agreed.push((decided_on, Step::AgreeRemedy(remedy)));
    }
    completed.sort_by_key(|(on, _)| *on);
    let last = completed
        .last()
        .map(|(on, _)| (*on, Step::RecordCompliance(outcome)));
    agreed.extend(completed);
    agreed.extend(last);
    agreed
}

impl Steps for Case {
    fn next_on(&self) -> Option<NaiveDate> {
        self.steps.front().map(|(on, _)| *on)
    }

    fn left(&self) -> usize {
        self.steps.len()
    }

    fn step(mut self: Box<Self>) -> Stepped {
        Box::pin(async move {
            let Some((on, step)) = self.steps.pop_front() else {
                return Ok(self as Life);
            };
            self.taken += 1;
            self.latest = self.take(on, step).await?;
            Ok(self as Life)
        })
    }
}

impl Case {
    async fn take(&self, on: NaiveDate, step: Step) -> Result<wire::OmbudsmanCase, DemoError> {
        let mut calls = self.calls.ombudsman();
        let (name, etag) = (self.latest.name.clone(), self.latest.etag.clone());
        let request_id = format!("{}.{}", self.reference.replace(' ', "-"), self.taken);
        let (day, validate_only) = (Some(date(on)), false);
        let (call, answer) = match step {
            Step::Register(case) => {
                let (parent, ombudsman_case) = (AUTHORITY.to_owned(), Some(*case));
                let request = wire::RegisterCaseRequest {
                    parent,
                    ombudsman_case,
                    request_id,
                    validate_only,
                };
                ("RegisterCase", calls.register_case(request).await)
            }
            Step::RecordEnquiry => {
                let (received_date, letter_due_date) = (day, None);
                let request = wire::RecordEnquiryRequest {
                    name,
                    received_date,
                    letter_due_date,
                    request_id,
                    etag,
                    validate_only,
                    kind: wire::EnquiryKind::Investigation.into(),
                };
                ("RecordEnquiry", calls.record_enquiry(request).await)
            }
            Step::AnswerEnquiry => {
                let (enquiry, answered_date) = (1, day);
                let request = wire::AnswerEnquiryRequest {
                    name,
                    enquiry,
                    answered_date,
                    request_id,
                    etag,
                    validate_only,
                };
                ("AnswerEnquiry", calls.answer_enquiry(request).await)
            }
            Step::Decide(decision) => {
                let decision = Some(decision);
                let request = wire::RecordDecisionRequest {
                    name,
                    decision,
                    request_id,
                    etag,
                    validate_only,
                };
                ("RecordDecision", calls.record_decision(request).await)
            }
            Step::AgreeRemedy(remedy) => {
                let remedy = Some(remedy);
                let request = wire::AgreeRemedyRequest {
                    name,
                    remedy,
                    request_id,
                    etag,
                    validate_only,
                };
                ("AgreeRemedy", calls.agree_remedy(request).await)
            }
            Step::CompleteRemedy(remedy) => {
                let completed_date = day;
                let request = wire::CompleteRemedyRequest {
                    name,
                    remedy,
                    completed_date,
                    request_id,
                    etag,
                    validate_only,
                    paid_date: None,
                };
                ("CompleteRemedy", calls.complete_remedy(request).await)
            }
            Step::RecordCompliance(outcome) => {
                let request = wire::RecordComplianceRequest {
                    name,
                    outcome: outcome.into(),
                    recorded_date: day,
                    request_id,
                    etag,
                    validate_only,
                };
                ("RecordCompliance", calls.record_compliance(request).await)
            }
        };
        let call = format!("{call} of {}", self.reference);
        answer
            .map(tonic::Response::into_inner)
            .map_err(DemoError::call(call))
    }
}
