//! Stored shapes of what happens to a case of the Ombudsman.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    StoredEvent, code, optional_code, optional_text, parse, representation::StoredClockMove, text,
    unknown_kind, words, write,
};
use crate::{
    domain::{
        ombudsman::{AgreedRemedy, CaseRegistration, Decision, Event, FinalDecision},
        representation::ClockMove,
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct Registered {
    reference: String,
    category: String,
    service: Option<String>,
    received_on: NaiveDate,
    representation: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct Linked {
    representation: i64,
}

#[derive(Serialize, Deserialize)]
struct EnquiryRecorded {
    received_on: NaiveDate,
    letter_due_on: Option<NaiveDate>,
}

/// Which one, and when: an enquiry answered, a remedy completed.
#[derive(Serialize, Deserialize)]
struct Numbered {
    number: u8,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the fields have the domain's names")]
struct Decided {
    #[serde(with = "words")]
    decision: Decision,
    decided_on: NaiveDate,
    ground: Option<String>,
    satisfactory_remedy_before_referral: bool,
    public_report: bool,
}

#[derive(Serialize, Deserialize)]
struct RemedyAgreed {
    kind: String,
    amount_pence: Option<i64>,
    due_on: NaiveDate,
}

/// A change of the calendar, as it is stored for a representation.
#[derive(Serialize, Deserialize)]
struct ClockMoved(#[serde(with = "StoredClockMove")] ClockMove);

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::Registered(registration) => {
            let CaseRegistration {
                reference,
                category,
                service,
                received_on,
                representation,
            } = registration.clone();
            let (category, service) = (text(&category), optional_text(service.as_ref()));
            write(
                "case.registered",
                &Registered {
                    reference,
                    category,
                    service,
                    received_on,
                    representation,
                },
            )
        }
        Event::Linked { representation } => write(
            "case.linked",
            &Linked {
                representation: *representation,
            },
        ),
        Event::EnquiryRecorded {
            received_on,
            letter_due_on,
        } => {
            let payload = EnquiryRecorded {
                received_on: *received_on,
                letter_due_on: *letter_due_on,
            };
            write("case.enquiry_recorded", &payload)
        }
        Event::EnquiryAnswered { enquiry, on } => write(
            "case.enquiry_answered",
            &Numbered {
                number: *enquiry,
                on: *on,
            },
        ),
        Event::Decided(decision) => {
            let FinalDecision {
                decision,
                decided_on,
                ground,
                satisfactory_remedy_before_referral,
                public_report,
            } = decision.clone();
            let ground = optional_text(ground.as_ref());
            let payload = Decided {
                decision,
                decided_on,
                ground,
                satisfactory_remedy_before_referral,
                public_report,
            };
            write("case.decided", &payload)
        }
        Event::RemedyAgreed(AgreedRemedy {
            kind,
            amount_pence,
            due_on,
        }) => {
            let payload = RemedyAgreed {
                kind: text(kind),
                amount_pence: *amount_pence,
                due_on: *due_on,
            };
            write("case.remedy_agreed", &payload)
        }
        Event::RemedyCompleted { remedy, on } => write(
            "case.remedy_completed",
            &Numbered {
                number: *remedy,
                on: *on,
            },
        ),
        Event::ClockMoved(moved) => write("case.clock_moved", &ClockMoved(*moved)),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "registered" => {
            let Registered {
                reference,
                category,
                service,
                received_on,
                representation,
            } = parse(payload)?;
            let (category, service) = (code(&category)?, optional_code(service.as_deref())?);
            Event::Registered(CaseRegistration {
                reference,
                category,
                service,
                received_on,
                representation,
            })
        }
        "linked" => {
            let Linked { representation } = parse(payload)?;
            Event::Linked { representation }
        }
        "enquiry_recorded" => {
            let EnquiryRecorded {
                received_on,
                letter_due_on,
            } = parse(payload)?;
            Event::EnquiryRecorded {
                received_on,
                letter_due_on,
            }
        }
        "enquiry_answered" => {
            let Numbered { number, on } = parse(payload)?;
            Event::EnquiryAnswered { enquiry: number, on }
        }
        "decided" => {
            let Decided {
                decision,
                decided_on,
                ground,
                satisfactory_remedy_before_referral,
                public_report,
            } = parse(payload)?;
            let ground = optional_code(ground.as_deref())?;
            let decided = FinalDecision {
                decision,
                decided_on,
                ground,
                satisfactory_remedy_before_referral,
                public_report,
            };
            Event::Decided(decided)
        }
        "remedy_agreed" => {
            let RemedyAgreed {
                kind,
                amount_pence,
                due_on,
            } = parse(payload)?;
            Event::RemedyAgreed(AgreedRemedy {
                kind: code(&kind)?,
                amount_pence,
                due_on,
            })
        }
        "remedy_completed" => {
            let Numbered { number, on } = parse(payload)?;
            Event::RemedyCompleted { remedy: number, on }
        }
        "clock_moved" => {
            let ClockMoved(moved) = parse(payload)?;
            Event::ClockMoved(moved)
        }
        _ => return Err(unknown_kind(what)),
    })
}
