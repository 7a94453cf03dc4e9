//! Up to the decision: notice, links, enquiries, drafts, the decision itself.

use redress::api::wire::ErrorReason;

use super::{DRAFTS_MAX, ENQUIRIES_MAX, later, numbered};
use crate::model::{
    law::{Verdict, part_mut},
    ombudsman::{
        clocks::of_enquiry,
        record::{Case, Draft, Enquiry, Later},
        steps::{Step, What},
    },
};

pub fn judge(case: &Case, step: &Step, verdict: &mut Verdict) {
    let undecided = |verdict: &mut Verdict| {
        verdict.refuse_if(case.decision.is_some(), ErrorReason::CaseDecided);
    };
    match &step.what {
        What::Link { known } => verdict.refuse_if(!known, ErrorReason::LinkTargetUnknown),
        What::Notify => {
            verdict.refuse_if(case.notified.is_some(), ErrorReason::AlreadyDone);
            verdict.not_before(step.on, case.received);
        }
        What::Enquire { .. } => {
            undecided(verdict);
            verdict.not_before(step.on, case.received);
            verdict.refuse_if(case.enquiries.len() >= ENQUIRIES_MAX, ErrorReason::LimitReached);
        }
        What::Answer(number) => {
            let found = numbered(&case.enquiries, *number, ErrorReason::EnquiryUnknown, verdict);
            if let Some(enquiry) = found {
                verdict.refuse_if(enquiry.answered.is_some(), ErrorReason::AlreadyDone);
                verdict.not_before(step.on, enquiry.received);
            }
        }
        What::ExtendEnquiry { number, due } => {
            undecided(verdict);
            let found = numbered(&case.enquiries, *number, ErrorReason::EnquiryUnknown, verdict);
            if let Some(enquiry) = found {
                verdict.refuse_if(enquiry.answered.is_some(), ErrorReason::AlreadyDone);
                verdict.not_before(step.on, enquiry.later.agreed.unwrap_or(enquiry.received));
                later(*due, of_enquiry(case, enquiry).agreed, verdict);
            }
        }
        What::Draft { .. } => {
            undecided(verdict);
            let last = case.drafts.last().map(|draft| draft.received);
            verdict.not_before(step.on, last.unwrap_or(case.received).max(case.received));
            verdict.refuse_if(case.drafts.len() >= DRAFTS_MAX, ErrorReason::LimitReached);
        }
        What::Comment { number, .. } => {
            undecided(verdict);
            let found = numbered(&case.drafts, *number, ErrorReason::DraftUnknown, verdict);
            if let Some(draft) = found {
                verdict.refuse_if(draft.commented.is_some(), ErrorReason::AlreadyDone);
                verdict.not_before(step.on, draft.received);
            }
        }
        What::Decide(_) => {
            undecided(verdict);
            verdict.not_before(step.on, case.received);
        }
        _ => {}
    }
}

pub fn carry_out(case: &mut Case, step: &Step) {
    let on = step.on;
    match &step.what {
        What::Link { .. } => case.linked = true,
        What::Notify => case.notified = Some(on),
        What::Enquire { kind, letter } => case.enquiries.push(Enquiry {
            kind: *kind,
            received: on,
            letter: *letter,
            later: Later::default(),
            answered: None,
        }),
        What::Answer(number) => {
            if let Some(enquiry) = part_mut(&mut case.enquiries, *number) {
                enquiry.answered = Some(on);
            }
        }
        What::ExtendEnquiry { number, due } => {
            if let Some(enquiry) = part_mut(&mut case.enquiries, *number) {
                enquiry.later = Later {
                    due: Some(*due),
                    agreed: Some(on),
                };
            }
        }
        What::Draft { letter } => case.drafts.push(Draft {
            received: on,
            letter: *letter,
            commented: None,
        }),
        What::Comment { number, response } => {
            if let Some(draft) = part_mut(&mut case.drafts, *number) {
                draft.commented = Some((on, *response));
            }
        }
        What::Decide(decided) => case.decision = Some((on, *decided)),
        _ => {}
    }
}
