//! Stored shapes of what happens to a representation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    StoredEvent, code, codes, optional_code, optional_text, parse, text, unknown_kind, words, write,
};
use crate::{
    domain::{
        outcome::Finding,
        policy::ClockName,
        procedure::Procedure,
        representation::{
            AnswerSource, Closure, Concern, ConcernFinding, Equality, Event, Extension, Kind, Matter,
            Registration,
        },
    },
    store::error::{Inconsistency, StoreError},
};

#[derive(Serialize, Deserialize)]
struct Registered {
    external_reference: Option<String>,
    #[serde(with = "words")]
    kind: Kind,
    #[serde(with = "words::optional")]
    procedure: Option<Procedure>,
    concerns: Vec<StoredConcern>,
    themes: Vec<String>,
    received_on: NaiveDate,
    service: String,
    team: Option<String>,
    method: String,
    made_by: String,
    advocate_supported: Option<bool>,
    complainant: StoredEquality,
    service_user: StoredEquality,
}

#[derive(Serialize, Deserialize)]
struct StoredConcern {
    category: String,
    subcategory: Option<String>,
}

/// Nine answers in the order of `EQUALITY_LISTS`, which therefore never changes.
#[derive(Serialize, Deserialize)]
struct StoredEquality {
    answers: [Option<String>; 9],
    #[serde(with = "words::optional")]
    source: Option<AnswerSource>,
}

#[derive(Serialize, Deserialize)]
struct Acknowledged {
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct ClockExtended {
    #[serde(with = "words")]
    clock: ClockName,
    length: u16,
    reason: String,
    decided_on: NaiveDate,
    complainant_agreed: bool,
    told_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
struct FindingsRecorded {
    findings: Vec<StoredFinding>,
}

#[derive(Serialize, Deserialize)]
struct StoredFinding {
    concern: u8,
    #[serde(with = "words")]
    finding: Finding,
}

#[derive(Serialize, Deserialize)]
struct StageConcluded {
    on: NaiveDate,
    #[serde(with = "words")]
    finding: Finding,
    overridden: bool,
}

#[derive(Serialize, Deserialize)]
struct Escalated {
    requested_on: NaiveDate,
    late_acceptance_reason: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Withdrawn {
    on: NaiveDate,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct Closed {
    on: NaiveDate,
    #[serde(with = "words")]
    closure: Closure,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::Registered(registration) => write("representation.registered", &Registered::of(registration)),
        Event::Acknowledged { on } => write("representation.acknowledged", &Acknowledged { on: *on }),
        Event::ClockExtended(extension) => {
            let Extension {
                clock,
                length,
                reason,
                decided_on,
                complainant_agreed,
                told_on,
            } = extension.clone();
            let reason = text(&reason);
            let payload = ClockExtended {
                clock,
                length,
                reason,
                decided_on,
                complainant_agreed,
                told_on,
            };
            write("representation.clock_extended", &payload)
        }
        Event::FindingsRecorded { findings } => {
            let stored = |found: &ConcernFinding| StoredFinding {
                concern: found.concern,
                finding: found.finding,
            };
            let findings = findings.iter().map(stored).collect();
            write("representation.findings_recorded", &FindingsRecorded { findings })
        }
        Event::StageConcluded {
            on,
            finding,
            overridden,
        } => {
            let payload = StageConcluded {
                on: *on,
                finding: *finding,
                overridden: *overridden,
            };
            write("representation.stage_concluded", &payload)
        }
        Event::Escalated {
            requested_on,
            late_acceptance_reason,
        } => {
            let late_acceptance_reason = optional_text(late_acceptance_reason.as_ref());
            write(
                "representation.escalated",
                &Escalated {
                    requested_on: *requested_on,
                    late_acceptance_reason,
                },
            )
        }
        Event::Withdrawn { on, reason } => write(
            "representation.withdrawn",
            &Withdrawn {
                on: *on,
                reason: text(reason),
            },
        ),
        Event::Closed { on, closure } => write(
            "representation.closed",
            &Closed {
                on: *on,
                closure: *closure,
            },
        ),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "registered" => Event::Registered(parse::<Registered>(payload)?.into_domain()?),
        "acknowledged" => {
            let Acknowledged { on } = parse(payload)?;
            Event::Acknowledged { on }
        }
        "clock_extended" => {
            let ClockExtended {
                clock,
                length,
                reason,
                decided_on,
                complainant_agreed,
                told_on,
            } = parse(payload)?;
            let reason = code(&reason)?;
            Event::ClockExtended(Extension {
                clock,
                length,
                reason,
                decided_on,
                complainant_agreed,
                told_on,
            })
        }
        "findings_recorded" => {
            let FindingsRecorded { findings } = parse(payload)?;
            let found = |stored: StoredFinding| ConcernFinding {
                concern: stored.concern,
                finding: stored.finding,
            };
            Event::FindingsRecorded {
                findings: findings.into_iter().map(found).collect(),
            }
        }
        "stage_concluded" => {
            let StageConcluded {
                on,
                finding,
                overridden,
            } = parse(payload)?;
            Event::StageConcluded {
                on,
                finding,
                overridden,
            }
        }
        "escalated" => {
            let Escalated {
                requested_on,
                late_acceptance_reason,
            } = parse(payload)?;
            let late_acceptance_reason = optional_code(late_acceptance_reason.as_deref())?;
            Event::Escalated {
                requested_on,
                late_acceptance_reason,
            }
        }
        "withdrawn" => {
            let Withdrawn { on, reason } = parse(payload)?;
            Event::Withdrawn {
                on,
                reason: code(&reason)?,
            }
        }
        "closed" => {
            let Closed { on, closure } = parse(payload)?;
            Event::Closed { on, closure }
        }
        _ => return Err(unknown_kind(what)),
    })
}

impl Registered {
    fn of(registration: &Registration) -> Self {
        let matter = &registration.matter;
        Self {
            external_reference: registration.external_reference.clone(),
            kind: matter.kind(),
            procedure: matter.procedure(),
            concerns: matter.concerns().iter().map(StoredConcern::of).collect(),
            themes: matter.themes().iter().map(text).collect(),
            received_on: registration.received_on,
            service: text(&registration.service),
            team: optional_text(registration.team.as_ref()),
            method: text(&registration.method),
            made_by: text(&registration.made_by),
            advocate_supported: registration.advocate_supported,
            complainant: StoredEquality::of(&registration.complainant_equality),
            service_user: StoredEquality::of(&registration.service_user_equality),
        }
    }

    fn into_domain(self) -> Result<Registration, StoreError> {
        let concerns = self
            .concerns
            .into_iter()
            .map(StoredConcern::into_domain)
            .collect::<Result<_, _>>()?;
        let matter = match (self.kind, self.procedure) {
            (Kind::Complaint, Some(procedure)) => Matter::Complaint { procedure, concerns },
            (Kind::Comment, None) => Matter::Comment { concerns },
            (Kind::Compliment, None) => Matter::Compliment {
                themes: codes(&self.themes)?,
            },
            _ => {
                return Err(Inconsistency::on("event")
                    .column("payload")
                    .why("kind and procedure disagree")
                    .into());
            }
        };
        Ok(Registration {
            external_reference: self.external_reference,
            matter,
            received_on: self.received_on,
            service: code(&self.service)?,
            team: optional_code(self.team.as_deref())?,
            method: code(&self.method)?,
            made_by: code(&self.made_by)?,
            advocate_supported: self.advocate_supported,
            complainant_equality: self.complainant.into_domain()?,
            service_user_equality: self.service_user.into_domain()?,
        })
    }
}

impl StoredConcern {
    fn of(concern: &Concern) -> Self {
        Self {
            category: text(&concern.category),
            subcategory: optional_text(concern.subcategory.as_ref()),
        }
    }

    fn into_domain(self) -> Result<Concern, StoreError> {
        Ok(Concern {
            category: code(&self.category)?,
            subcategory: optional_code(self.subcategory.as_deref())?,
        })
    }
}

impl StoredEquality {
    fn of(equality: &Equality) -> Self {
        Self {
            answers: equality
                .answers
                .each_ref()
                .map(|code| optional_text(code.as_ref())),
            source: equality.source,
        }
    }

    fn into_domain(self) -> Result<Equality, StoreError> {
        let mut equality = Equality {
            source: self.source,
            ..Equality::default()
        };
        for (answer, stored) in equality.answers.iter_mut().zip(self.answers) {
            *answer = optional_code(stored.as_deref())?;
        }
        Ok(equality)
    }
}
