//! Stored shapes of what happens to a case of the Ombudsman.

mod shapes;

use self::shapes::{
    ComplianceRecorded, Decided, DraftCommented, DutyLogged, DutyStepTaken, EnquiryRecorded, Extended,
    Linked, Numbered, On, Received, Registered, RemedyAgreed, RemedyCompleted, ReportExtended,
    ReportStepTaken,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, code, parse, representation::StoredClockMove, text, unknown_kind, words, write};
use crate::{
    domain::{ombudsman::Event, representation::ClockMove, retention::Basis},
    store::error::StoreError,
};

/// A change of the calendar, as it is stored for a representation.
#[derive(Serialize, Deserialize)]
struct ClockMoved(#[serde(with = "StoredClockMove")] ClockMove);

#[derive(Serialize, Deserialize)]
struct Erased {
    #[serde(with = "words")]
    basis: Basis,
    on: NaiveDate,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    let numbered = |kind, number: &u8, on: &NaiveDate| {
        let (number, on) = (*number, *on);
        write(kind, &Numbered { number, on })
    };
    match event {
        Event::Registered(registration) => write("case.registered", &Registered::of(registration)),
        Event::Linked { representation } => write(
            "case.linked",
            &Linked {
                representation: *representation,
            },
        ),
        Event::Notified { on } => write("case.notified", &On { on: *on }),
        Event::EnquiryRecorded {
            kind,
            received_on,
            letter_due_on,
        } => write(
            "case.enquiry_recorded",
            &EnquiryRecorded {
                kind: Some(*kind),
                received_on: *received_on,
                letter_due_on: *letter_due_on,
            },
        ),
        Event::EnquiryAnswered { enquiry, on } => numbered("case.enquiry_answered", enquiry, on),
        Event::EnquiryExtended { enquiry, to } => {
            write("case.enquiry_extended", &Extended::of(*enquiry, *to, None))
        }
        Event::DraftReceived { on, letter_due_on } => {
            let (on, letter_due_on) = (*on, *letter_due_on);
            write("case.draft_received", &Received { on, letter_due_on })
        }
        Event::DraftCommented { draft, on, response } => write(
            "case.draft_commented",
            &DraftCommented {
                number: *draft,
                on: *on,
                response: *response,
            },
        ),
        Event::Decided(decision) => write("case.decided", &Decided::of(decision)),
        Event::RemedyAgreed(agreed) => write("case.remedy_agreed", &RemedyAgreed::of(agreed)),
        Event::RemedyCompleted { remedy, on, paid_on } => write(
            "case.remedy_completed",
            &RemedyCompleted {
                number: *remedy,
                on: *on,
                paid_on: *paid_on,
            },
        ),
        Event::RemedyExtended { remedy, to, reason } => write(
            "case.remedy_extended",
            &Extended::of(*remedy, *to, Some(text(reason))),
        ),
        Event::RemedyRefused { remedy, on } => numbered("case.remedy_refused", remedy, on),
        Event::EvidenceSent { remedy, on } => numbered("case.evidence_sent", remedy, on),
        Event::RemedySatisfied { remedy, on } => numbered("case.remedy_satisfied", remedy, on),
        Event::ComplianceRecorded { outcome, on } => {
            let (outcome, on) = (*outcome, *on);
            write("case.compliance_recorded", &ComplianceRecorded { outcome, on })
        }
        Event::ReportStepTaken { step, on } => {
            let (step, on) = (*step, *on);
            write("case.report_step_taken", &ReportStepTaken { step, on })
        }
        Event::ReportExtended { of, to } => write("case.report_extended", &ReportExtended::of(*of, *to)),
        Event::DutyLogged(entry) => write("case.duty_logged", &DutyLogged::of(*entry)),
        Event::DutyStepTaken { duty, step, on } => write(
            "case.duty_step_taken",
            &DutyStepTaken {
                number: *duty,
                step: *step,
                on: *on,
            },
        ),
        Event::Published { on } => write("case.published", &On { on: *on }),
        Event::ClockMoved(moved) => write("case.clock_moved", &ClockMoved(*moved)),
        Event::Erased { basis, on } => {
            let (basis, on) = (*basis, *on);
            write("case.erased", &Erased { basis, on })
        }
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "registered" => Event::Registered(parse::<Registered>(payload)?.read()?),
        "linked" => {
            let Linked { representation } = parse(payload)?;
            Event::Linked { representation }
        }
        "notified" => {
            let On { on } = parse(payload)?;
            Event::Notified { on }
        }
        "enquiry_recorded" => parse::<EnquiryRecorded>(payload)?.read(),
        "enquiry_answered" => {
            let Numbered { number, on } = parse(payload)?;
            Event::EnquiryAnswered { enquiry: number, on }
        }
        "enquiry_extended" => {
            let extended: Extended = parse(payload)?;
            Event::EnquiryExtended {
                enquiry: extended.number,
                to: extended.to(),
            }
        }
        "draft_received" => {
            let Received { on, letter_due_on } = parse(payload)?;
            Event::DraftReceived { on, letter_due_on }
        }
        "draft_commented" => {
            let DraftCommented { number, on, response } = parse(payload)?;
            let draft = number;
            Event::DraftCommented { draft, on, response }
        }
        "decided" => Event::Decided(parse::<Decided>(payload)?.read()?),
        "remedy_agreed" => Event::RemedyAgreed(parse::<RemedyAgreed>(payload)?.read()?),
        "remedy_completed" => {
            let RemedyCompleted { number, on, paid_on } = parse(payload)?;
            let remedy = number;
            Event::RemedyCompleted { remedy, on, paid_on }
        }
        "remedy_extended" => {
            let extended: Extended = parse(payload)?;
            Event::RemedyExtended {
                remedy: extended.number,
                to: extended.to(),
                reason: code(extended.reason.as_deref().unwrap_or_default())?,
            }
        }
        "remedy_refused" | "evidence_sent" | "remedy_satisfied" => {
            let Numbered { number: remedy, on } = parse(payload)?;
            match what {
                "remedy_refused" => Event::RemedyRefused { remedy, on },
                "evidence_sent" => Event::EvidenceSent { remedy, on },
                _ => Event::RemedySatisfied { remedy, on },
            }
        }
        "compliance_recorded" => {
            let ComplianceRecorded { outcome, on } = parse(payload)?;
            Event::ComplianceRecorded { outcome, on }
        }
        "report_step_taken" => {
            let ReportStepTaken { step, on } = parse(payload)?;
            Event::ReportStepTaken { step, on }
        }
        "report_extended" => parse::<ReportExtended>(payload)?.read(),
        "duty_logged" => Event::DutyLogged(parse::<DutyLogged>(payload)?.read()),
        "duty_step_taken" => {
            let DutyStepTaken { number, step, on } = parse(payload)?;
            let duty = number;
            Event::DutyStepTaken { duty, step, on }
        }
        "published" => {
            let On { on } = parse(payload)?;
            Event::Published { on }
        }
        "clock_moved" => {
            let ClockMoved(moved) = parse(payload)?;
            Event::ClockMoved(moved)
        }
        "erased" => {
            let Erased { basis, on } = parse(payload)?;
            Event::Erased { basis, on }
        }
        _ => return Err(unknown_kind(what)),
    })
}
