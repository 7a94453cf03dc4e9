//! What a case becomes by what happened.

use super::{
    CaseRegistration, Draft, Duty, DutyStep, Enquiry, Event, OmbudsmanCase, Remedy, ReportSteps, numbered_mut,
};
use crate::domain::{ids::Position, recorded::Recorded, retention::Erasure};

impl OmbudsmanCase {
    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        if let Event::Registered(registration) = recorded.event {
            return Some(Self::registered(&recorded.with(registration)));
        }
        let mut next = state?;
        next.updated_time = recorded.time;
        let at = recorded.position;
        match recorded.event {
            Event::Registered(_) | Event::ClockMoved(_) => {}
            Event::Linked { representation } => next.representation = Some(*representation),
            Event::Notified { on } => next.notified_on = Some(*on),
            Event::EnquiryRecorded {
                kind,
                received_on,
                letter_due_on,
            } => next.enquiries.push(Enquiry {
                kind: *kind,
                received_on: *received_on,
                letter_due_on: *letter_due_on,
                extended: None,
                recorded_at: at,
                answered: None,
            }),
            Event::EnquiryExtended { enquiry, to } => {
                if let Some(enquiry) = numbered_mut(&mut next.enquiries, *enquiry) {
                    enquiry.extended = Some(*to);
                }
            }
            Event::EnquiryAnswered { enquiry, on } => {
                if let Some(enquiry) = numbered_mut(&mut next.enquiries, *enquiry) {
                    enquiry.answered = Some((*on, at));
                }
            }
            Event::DraftReceived { on, letter_due_on } => next.drafts.push(Draft {
                received_on: *on,
                letter_due_on: *letter_due_on,
                recorded_at: at,
                commented: None,
            }),
            Event::DraftCommented { draft, on, response } => {
                if let Some(draft) = numbered_mut(&mut next.drafts, *draft) {
                    draft.commented = Some((*response, *on, at));
                }
            }
            Event::Decided(decision) => {
                next.decision = Some(decision.clone());
                next.decided_at = at;
            }
            Event::ComplianceRecorded { outcome, on } => next.compliance = Some((*outcome, *on)),
            Event::ReportStepTaken { step, on } => {
                next.report.taken.insert(*step, (*on, at));
            }
            Event::ReportExtended { of, to } => {
                next.report.longer.insert(*of, *to);
            }
            Event::DutyLogged(entry) => next.duties.push(Duty {
                entry: *entry,
                reported: None,
                considered: None,
                responded: None,
            }),
            Event::DutyStepTaken { duty, step, on } => {
                if let Some(duty) = numbered_mut(&mut next.duties, *duty) {
                    *duty.taken_mut(*step) = Some((*on, at));
                }
            }
            Event::Published { on } => next.published_on = Some(*on),
            Event::Erased { basis, on } => {
                let (basis, on) = (*basis, *on);
                next.erasure = Some(Erasure { basis, on, at });
            }
            Event::RemedyAgreed(_)
            | Event::RemedyCompleted { .. }
            | Event::RemedyExtended { .. }
            | Event::RemedyRefused { .. }
            | Event::EvidenceSent { .. }
            | Event::RemedySatisfied { .. } => next.evolve_remedies(recorded.event, at),
        }
        Some(next)
    }

    fn registered(recorded: &Recorded<&CaseRegistration>) -> Self {
        let registration = recorded.event;
        Self {
            registration: registration.clone(),
            registered_time: recorded.time,
            updated_time: recorded.time,
            notified_on: registration.notified_on,
            representation: registration.representation,
            enquiries: Vec::new(),
            drafts: Vec::new(),
            decision: None,
            decided_at: 0,
            remedies: Vec::new(),
            compliance: None,
            report: ReportSteps::default(),
            duties: Vec::new(),
            published_on: None,
            erasure: None,
        }
    }

    fn evolve_remedies(&mut self, event: &Event, at: Position) {
        if let Event::RemedyAgreed(agreed) = event {
            self.remedies.push(Remedy {
                agreed: agreed.clone(),
                recorded_at: at,
                extended: None,
                refused: None,
                completed: None,
                paid_on: None,
                evidence_sent_on: None,
                satisfied_on: None,
            });
        }
        let number = match event {
            Event::RemedyCompleted { remedy, .. }
            | Event::RemedyExtended { remedy, .. }
            | Event::RemedyRefused { remedy, .. }
            | Event::EvidenceSent { remedy, .. }
            | Event::RemedySatisfied { remedy, .. } => *remedy,
            _ => return,
        };
        let Some(remedy) = numbered_mut(&mut self.remedies, number) else {
            return;
        };
        match event {
            Event::RemedyCompleted { on, paid_on, .. } => {
                remedy.completed = Some((*on, at));
                remedy.paid_on = *paid_on;
            }
            Event::RemedyExtended { to, reason, .. } => remedy.extended = Some((*to, reason.clone())),
            Event::RemedyRefused { on, .. } => remedy.refused = Some((*on, at)),
            Event::EvidenceSent { on, .. } => remedy.evidence_sent_on = Some(*on),
            Event::RemedySatisfied { on, .. } => remedy.satisfied_on = Some(*on),
            _ => {}
        }
    }
}

impl Duty {
    fn taken_mut(&mut self, step: DutyStep) -> &mut Option<(chrono::NaiveDate, Position)> {
        match step {
            DutyStep::Reported => &mut self.reported,
            DutyStep::Considered => &mut self.considered,
            DutyStep::Responded => &mut self.responded,
        }
    }
}
