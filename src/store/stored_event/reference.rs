//! Stored shapes of what happens to the lists, policies and calendar.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{
    StoredEvent, clock_rule::StoredRule, code, figures, optional_code, optional_text, parse, retention, text,
    unknown_kind, words, write,
};
use crate::{
    domain::{
        calendar::Holiday,
        disclosure::policy::{Mode, Policy},
        lists::{Code, List},
        policy::{Governs, Thresholds},
        procedure::Procedure,
        reference::{Absence, Authority, AuthorityType, Availability, Event, PolicyDraft},
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct AuthorityRegistered {
    display_name: String,
    #[serde(with = "words")]
    authority_type: AuthorityType,
    region: String,
}

#[derive(Serialize, Deserialize)]
struct CodeSaved {
    #[serde(with = "words")]
    list: List,
    id: String,
    display_name: String,
    aliases: Vec<String>,
    parent: Option<String>,
    group: Option<String>,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
}

/// Without a procedure it governs the Ombudsman's clocks.
#[derive(Serialize, Deserialize)]
struct PolicySaved {
    #[serde(with = "words::optional")]
    procedure: Option<Procedure>,
    valid_from: NaiveDate,
    source: String,
    clocks: Vec<StoredRule>,
    #[serde(default)]
    receipt_until: Option<NaiveTime>,
    #[serde(default)]
    amber: Option<u16>,
    #[serde(default)]
    red: Option<u16>,
}

#[derive(Serialize, Deserialize)]
struct HolidayAdded {
    date: NaiveDate,
    name: String,
    announced_on: Option<NaiveDate>,
    withdrawn_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
struct AvailabilitySaved {
    officer: String,
    commissioned: bool,
    capacity: Option<u8>,
    absences: Vec<(NaiveDate, NaiveDate)>,
}

#[derive(Serialize, Deserialize)]
struct DisclosurePolicySaved {
    #[serde(with = "words")]
    mode: Mode,
    threshold: u8,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::AuthorityRegistered(authority) => {
            let Authority {
                display_name,
                authority_type,
                region,
            } = authority.clone();
            let payload = AuthorityRegistered {
                display_name,
                authority_type,
                region,
            };
            write("reference.authority_registered", &payload)
        }
        Event::CodeSaved { list, code } => {
            let Code {
                id,
                display_name,
                aliases,
                parent,
                group,
                valid_from,
                valid_until,
            } = code.clone();
            let (list, id, parent) = (*list, text(&id), optional_text(parent.as_ref()));
            let payload = CodeSaved {
                list,
                id,
                display_name,
                aliases,
                parent,
                group,
                valid_from,
                valid_until,
            };
            write("reference.code_saved", &payload)
        }
        Event::PolicySaved(PolicyDraft {
            governs,
            valid_from,
            source,
            clocks,
            receipt_until,
            thresholds,
        }) => {
            let payload = PolicySaved {
                procedure: match governs {
                    Governs::Procedure(procedure) => Some(*procedure),
                    Governs::Ombudsman => None,
                },
                valid_from: *valid_from,
                source: source.clone(),
                clocks: clocks.iter().map(StoredRule::of).collect(),
                receipt_until: *receipt_until,
                amber: Some(thresholds.amber),
                red: Some(thresholds.red),
            };
            write("reference.policy_saved", &payload)
        }
        Event::HolidayAdded(Holiday {
            date,
            name,
            announced_on,
            withdrawn_on,
        }) => {
            let (date, announced_on, withdrawn_on) = (*date, *announced_on, *withdrawn_on);
            let payload = HolidayAdded {
                date,
                name: name.to_string(),
                announced_on,
                withdrawn_on,
            };
            write("reference.holiday_added", &payload)
        }
        Event::AvailabilitySaved(availability) => store_availability(availability),
        Event::FigureGiven(figure) => figures::store_figure(figure),
        Event::DisclosurePolicySaved(Policy { threshold, mode }) => write(
            "reference.disclosure_policy_saved",
            &DisclosurePolicySaved {
                mode: *mode,
                threshold: *threshold,
            },
        ),
        Event::FiguresGiven(published) => figures::store_figures(published),
        Event::PeerGroupSaved(group) => figures::store_peer_group(group),
        Event::RetentionRuleSaved(rule) => retention::store_rule(rule),
    }
}

fn store_availability(availability: &Availability) -> Result<StoredEvent, StoreError> {
    let Availability {
        officer,
        commissioned,
        capacity,
        absences,
    } = availability;
    let days = absences.iter().map(|Absence { from, until }| (*from, *until));
    let payload = AvailabilitySaved {
        officer: text(officer),
        commissioned: *commissioned,
        capacity: *capacity,
        absences: days.collect(),
    };
    write("reference.availability_saved", &payload)
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "authority_registered" => {
            let AuthorityRegistered {
                display_name,
                authority_type,
                region,
            } = parse(payload)?;
            Event::AuthorityRegistered(Authority {
                display_name,
                authority_type,
                region,
            })
        }
        "code_saved" => {
            let CodeSaved {
                list,
                id,
                display_name,
                aliases,
                parent,
                group,
                valid_from,
                valid_until,
            } = parse(payload)?;
            let (id, parent) = (code(&id)?, optional_code(parent.as_deref())?);
            let code = Code {
                id,
                display_name,
                aliases,
                parent,
                group,
                valid_from,
                valid_until,
            };
            Event::CodeSaved { list, code }
        }
        "policy_saved" => {
            let PolicySaved {
                procedure,
                valid_from,
                source,
                clocks,
                receipt_until,
                amber,
                red,
            } = parse(payload)?;
            let default = Thresholds::DEFAULT;
            let thresholds = Thresholds {
                amber: amber.unwrap_or(default.amber),
                red: red.unwrap_or(default.red),
            };
            let governs = procedure.map_or(Governs::Ombudsman, Governs::Procedure);
            let clocks = clocks.into_iter().map(StoredRule::into_domain).collect();
            Event::PolicySaved(PolicyDraft {
                governs,
                valid_from,
                source,
                clocks,
                receipt_until,
                thresholds,
            })
        }
        "holiday_added" => {
            let HolidayAdded {
                date,
                name,
                announced_on,
                withdrawn_on,
            } = parse(payload)?;
            Event::HolidayAdded(Holiday {
                date,
                name: name.into(),
                announced_on,
                withdrawn_on,
            })
        }
        "availability_saved" => Event::AvailabilitySaved(read_availability(payload)?),
        "figure_given" => Event::FigureGiven(figures::read_figure(payload)?),
        "disclosure_policy_saved" => {
            let DisclosurePolicySaved { mode, threshold } = parse(payload)?;
            Event::DisclosurePolicySaved(Policy { threshold, mode })
        }
        "figures_given" => Event::FiguresGiven(figures::read_figures(payload)?),
        "peer_group_saved" => Event::PeerGroupSaved(figures::read_peer_group(payload)?),
        "retention_rule_saved" => Event::RetentionRuleSaved(retention::read_rule(payload)?),
        _ => return Err(unknown_kind(what)),
    })
}

fn read_availability(payload: &str) -> Result<Availability, StoreError> {
    let AvailabilitySaved {
        officer,
        commissioned,
        capacity,
        absences,
    } = parse(payload)?;
    let absences = absences.into_iter().map(|(from, until)| Absence { from, until });
    Ok(Availability {
        officer: code(&officer)?,
        commissioned,
        capacity,
        absences: absences.collect(),
    })
}
