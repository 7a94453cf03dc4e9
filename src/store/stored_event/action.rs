//! Stored shapes of what happens to a learning action.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    StoredEvent, code, codes, optional_code, optional_text, parse, text, unknown_kind, words, write,
};
use crate::{
    domain::learning::action::{
        Acceptance, ActionRegistration, Event, ImpactCheck, ImpactOutcome, Origin, Sharing, Source,
        SourceKind, Update, Verdict,
    },
    store::error::{Inconsistency, StoreError},
};

#[derive(Serialize, Deserialize)]
struct Recorded {
    #[serde(with = "words")]
    source: SourceKind,
    representation: Option<i64>,
    stage: Option<u8>,
    concern: Option<u8>,
    case: Option<i64>,
    remedy: Option<u8>,
    types: Vec<String>,
    owner: Option<String>,
    team: Option<String>,
    service: Option<String>,
    raised_on: NaiveDate,
    due_on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the fields have the domain's names")]
struct Decided {
    #[serde(with = "words")]
    acceptance: Acceptance,
    decided_on: NaiveDate,
    reason: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Updated {
    owner: Option<String>,
    team: Option<String>,
    due: Option<Due>,
}

#[derive(Serialize, Deserialize)]
struct Due {
    on: NaiveDate,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct Completed {
    on: NaiveDate,
    evidenced_on: Option<NaiveDate>,
}

/// When: the evidence was seen, the action was cancelled.
#[derive(Serialize, Deserialize)]
struct On {
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct ImpactAssessed {
    checked_on: NaiveDate,
    #[serde(with = "words")]
    outcome: ImpactOutcome,
    next_check_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
struct Shared {
    place: String,
    shared_on: NaiveDate,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::Recorded(registration) => write("action.recorded", &recorded(registration)),
        Event::Decided(Verdict {
            acceptance,
            decided_on,
            reason,
        }) => {
            let payload = Decided {
                acceptance: *acceptance,
                decided_on: *decided_on,
                reason: optional_text(reason.as_ref()),
            };
            write("action.decided", &payload)
        }
        Event::Updated(Update { owner, team, due }) => {
            let due = due.as_ref().map(|(on, reason)| Due {
                on: *on,
                reason: text(reason),
            });
            let payload = Updated {
                owner: optional_text(owner.as_ref()),
                team: optional_text(team.as_ref()),
                due,
            };
            write("action.updated", &payload)
        }
        Event::Completed { on, evidenced_on } => {
            let payload = Completed {
                on: *on,
                evidenced_on: *evidenced_on,
            };
            write("action.completed", &payload)
        }
        Event::Evidenced { on } => write("action.evidenced", &On { on: *on }),
        Event::ImpactAssessed(check) => {
            let ImpactCheck {
                checked_on,
                outcome,
                next_check_on,
            } = *check;
            let payload = ImpactAssessed {
                checked_on,
                outcome,
                next_check_on,
            };
            write("action.impact_assessed", &payload)
        }
        Event::Shared(Sharing { place, shared_on }) => {
            let payload = Shared {
                place: text(place),
                shared_on: *shared_on,
            };
            write("action.shared", &payload)
        }
        Event::Cancelled { on } => write("action.cancelled", &On { on: *on }),
    }
}

fn recorded(registration: &ActionRegistration) -> Recorded {
    let ActionRegistration {
        source,
        types,
        owner,
        team,
        service,
        raised_on,
        due_on,
    } = registration;
    let (stage, concern, remedy) = match source.origin {
        Origin::Council => (None, None, None),
        Origin::Representation { stage, concern, .. } => (stage, concern, None),
        Origin::Case { remedy, .. } => (None, None, remedy),
    };
    Recorded {
        source: source.kind,
        representation: source.origin.representation(),
        stage,
        concern,
        case: source.origin.case(),
        remedy,
        types: types.iter().map(text).collect(),
        owner: optional_text(owner.as_ref()),
        team: optional_text(team.as_ref()),
        service: optional_text(service.as_ref()),
        raised_on: *raised_on,
        due_on: *due_on,
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "recorded" => Event::Recorded(registration(parse(payload)?)?),
        "decided" => {
            let Decided {
                acceptance,
                decided_on,
                reason,
            } = parse(payload)?;
            Event::Decided(Verdict {
                acceptance,
                decided_on,
                reason: optional_code(reason.as_deref())?,
            })
        }
        "updated" => {
            let Updated { owner, team, due } = parse(payload)?;
            let due = due.map(|Due { on, reason }| code(&reason).map(|reason| (on, reason)));
            Event::Updated(Update {
                owner: optional_code(owner.as_deref())?,
                team: optional_code(team.as_deref())?,
                due: due.transpose()?,
            })
        }
        "completed" => {
            let Completed { on, evidenced_on } = parse(payload)?;
            Event::Completed { on, evidenced_on }
        }
        "evidenced" => {
            let On { on } = parse(payload)?;
            Event::Evidenced { on }
        }
        "impact_assessed" => {
            let ImpactAssessed {
                checked_on,
                outcome,
                next_check_on,
            } = parse(payload)?;
            Event::ImpactAssessed(ImpactCheck {
                checked_on,
                outcome,
                next_check_on,
            })
        }
        "shared" => {
            let Shared { place, shared_on } = parse(payload)?;
            let place = code(&place)?;
            Event::Shared(Sharing { place, shared_on })
        }
        "cancelled" => {
            let On { on } = parse(payload)?;
            Event::Cancelled { on }
        }
        _ => return Err(unknown_kind(what)),
    })
}

fn registration(recorded: Recorded) -> Result<ActionRegistration, StoreError> {
    let Recorded {
        source,
        representation,
        stage,
        concern,
        case,
        remedy,
        types,
        owner,
        team,
        service,
        raised_on,
        due_on,
    } = recorded;
    let origin = match (representation, case) {
        (None, None) => Origin::Council,
        (Some(number), None) => Origin::Representation {
            number,
            stage,
            concern,
        },
        (None, Some(number)) => Origin::Case { number, remedy },
        (Some(_), Some(_)) => {
            let wrong = Inconsistency::on("event").column("payload");
            return Err(wrong.why("names two sources of an action").into());
        }
    };
    Ok(ActionRegistration {
        source: Source { kind: source, origin },
        types: codes(&types)?,
        owner: optional_code(owner.as_deref())?,
        team: optional_code(team.as_deref())?,
        service: optional_code(service.as_deref())?,
        raised_on,
        due_on,
    })
}
