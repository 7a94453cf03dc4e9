//! Corrections.

use super::{Step, Stepped, stage, stage_or_whole};
use crate::{
    api::{
        convert::{
            Reader, people,
            representations::{
                concerns::{read_concern, read_number},
                equality::read_equality,
                register::read_needs,
                sealed::Sealed,
            },
            values::Wire,
        },
        wire::{self, amendment::Amendment as Told},
    },
    app::submission::Secret,
    domain::{
        ids::CodeId,
        limits,
        lists::List,
        outcome::Finding,
        representation::{Amendment, Command, Concern, Correction, Milestone},
        word::Word,
    },
};

impl Step for wire::CorrectRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            corrected_date,
            reason,
            note,
            amendments,
            sealed,
            request_id,
            name: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("corrected_date", corrected_date);
        let reason = reader.code("reason", List::CorrectionReasons, &reason, on);
        let sealed = sealed.unwrap_or_default();
        if amendments.is_empty() && is_blank(&sealed) {
            reader.refuse(
                "amendments",
                "must hold at least one, or a sealed text must be given",
            );
        }
        let amendments = read_amendments(reader, amendments);
        let mut secrets = read_sealed(reader, sealed);
        // The number of the correction is known in the lane only; the request's own id tells its note from others.
        let name = format!("correction/{request_id}");
        let note = people::read_text(reader, "note", name, note, limits::REASON_CHARACTERS_MAX);
        secrets.extend(note.flatten());
        let correction = Correction {
            on: on?,
            reason: reason?,
            amendments: amendments?,
        };
        Some((Command::Correct(correction), secrets))
    }
}

/// Whether nothing sealed is put right: a person of whom nothing is told is nobody.
fn is_blank(sealed: &wire::SealedCorrection) -> bool {
    let nobody = wire::Person::default();
    let mut persons = [&sealed.complainant, &sealed.service_user].into_iter().flatten();
    persons.all(|person| *person == nobody)
        && sealed.narrative.is_empty()
        && sealed.desired_outcome.is_empty()
}

fn read_sealed(reader: &mut Reader<'_>, sealed: wire::SealedCorrection) -> Vec<Secret> {
    let wire::SealedCorrection {
        complainant,
        service_user,
        narrative,
        desired_outcome,
    } = sealed;
    let sealed = Sealed {
        complainant,
        service_user,
        narrative,
        desired_outcome,
    };
    reader.within("sealed", |reader| sealed.read(reader))
}

fn read_amendments(reader: &mut Reader<'_>, amendments: Vec<wire::Amendment>) -> Option<Vec<Amendment>> {
    let amendments = reader.at_most("amendments", amendments, limits::AMENDMENTS_MAX)?;
    let read: Vec<Option<Amendment>> = amendments
        .into_iter()
        .enumerate()
        .map(|(place, wire::Amendment { amendment })| {
            let field = format!("amendments[{place}]");
            let Some(told) = amendment else {
                reader.refuse(field, "must say what is put right");
                return None;
            };
            reader.within(field, |reader| read_amendment(reader, told))
        })
        .collect();
    read.into_iter().collect()
}

fn read_amendment(reader: &mut Reader<'_>, told: Told) -> Option<Amendment> {
    match told {
        Told::ReceivedDate(date) => reader
            .past_date("received_date", Some(date))
            .map(Amendment::ReceivedOn),
        Told::GroundsAroseDate(date) => reader
            .past_date("grounds_arose_date", Some(date))
            .map(|on| Amendment::GroundsAroseOn(Some(on))),
        Told::WithdrawnDate(date) => reader
            .past_date("withdrawn_date", Some(date))
            .map(Amendment::WithdrawnOn),
        Told::ClosedDate(date) => reader
            .past_date("closed_date", Some(date))
            .map(Amendment::ClosedOn),
        Told::AdvocateSupported(supported) => Some(Amendment::AdvocateSupported(Some(supported))),
        Told::ComplainantEquality(told) => {
            let equality = read_equality(reader, "complainant_equality", Some(told), None)?;
            Some(Amendment::ComplainantEquality(equality))
        }
        Told::ServiceUserEquality(told) => {
            let equality = read_equality(reader, "service_user_equality", Some(told), None)?;
            Some(Amendment::ServiceUserEquality(equality))
        }
        Told::Concern(told) => reader.within("concern", |reader| amend_concern(reader, told)),
        Told::Acknowledged(told) => {
            let (stage, on) = reader.within("acknowledged", |reader| read_date(reader, told))?;
            Some(Amendment::AcknowledgedOn { stage, on })
        }
        Told::Requested(told) => {
            let (stage, on) = reader.within("requested", |reader| read_date(reader, told))?;
            Some(Amendment::RequestedOn { stage, on })
        }
        Told::Concluded(told) => {
            let (stage, on) = reader.within("concluded", |reader| read_date(reader, told))?;
            Some(Amendment::ConcludedOn { stage, on })
        }
        Told::Milestone(told) => reader.within("milestone", |reader| amend_milestone(reader, told)),
        Told::Finding(told) => reader.within("finding", |reader| amend_finding(reader, told)),
        told => read_codes(reader, told),
    }
}

/// What is one code, or several. They are not looked at for a date: what is put right is older than today's lists.
fn read_codes(reader: &mut Reader<'_>, told: Told) -> Option<Amendment> {
    let mut code = |field: &str, list: List, name: &str| reader.code(field, list, name, None);
    match told {
        Told::Service(name) => code("service", List::Services, &name).map(Amendment::Service),
        Told::Method(name) => code("method", List::Methods, &name).map(Amendment::Method),
        Told::MadeBy(name) => read_made_by(reader, &name).map(Amendment::MadeBy),
        Told::Team(name) => {
            let team = reader.optional_code("team", List::Teams, &name, None)?;
            Some(Amendment::Team(team))
        }
        Told::Provider(name) => {
            let provider = reader.optional_code("provider", List::Providers, &name, None)?;
            Some(Amendment::Provider(provider))
        }
        Told::Route(name) => {
            let route = reader.optional_code("route", List::Routes, &name, None)?;
            Some(Amendment::Route(route))
        }
        Told::CommunicationNeeds(wire::CommunicationNeeds { needs }) => {
            let needs = read_needs(reader, "communication_needs.needs", needs, None)?;
            Some(Amendment::CommunicationNeeds(needs))
        }
        _ => None,
    }
}

/// From which list it is, the record's kind says, which is known in the lane only: a name of either list is taken here,
/// and the lane refuses a code of the wrong one.
fn read_made_by(reader: &mut Reader<'_>, name: &str) -> Option<CodeId> {
    let reference = reader.reference;
    let of = |list: List| reference.list(list).resolve(name, None, list.word()).ok();
    match of(List::MadeBy).or_else(|| of(List::ComplimentSources)) {
        Some(code) => Some(code),
        None => reader.code("made_by", List::MadeBy, name, None),
    }
}

fn amend_concern(reader: &mut Reader<'_>, told: wire::Concern) -> Option<Amendment> {
    let number = read_number(reader, "number", told.number);
    let concern = read_concern(reader, told, None);
    let Concern {
        category,
        subcategory,
        team,
    } = concern?;
    Some(Amendment::Concern {
        concern: number?,
        category,
        subcategory,
        team,
    })
}

fn read_date(reader: &mut Reader<'_>, told: wire::StageDate) -> Option<(u8, chrono::NaiveDate)> {
    let wire::StageDate { stage, date } = told;
    let stage = stage_or_whole(reader, stage);
    let on = reader.past_date("date", date);
    stage.zip(on)
}

fn amend_milestone(reader: &mut Reader<'_>, told: wire::StageMilestone) -> Option<Amendment> {
    let wire::StageMilestone {
        stage: number,
        milestone,
        date,
    } = told;
    let stage = stage(reader, number);
    let milestone = reader.value("milestone", Milestone::from_wire(milestone));
    let on = reader.past_date("date", date);
    Some(Amendment::MilestoneOn {
        stage: stage?,
        milestone: milestone?,
        on: on?,
    })
}

fn amend_finding(reader: &mut Reader<'_>, told: wire::StageFinding) -> Option<Amendment> {
    let wire::StageFinding {
        stage: number,
        concern,
        finding,
    } = told;
    let stage = stage(reader, number);
    let concern = read_number(reader, "concern", concern);
    let finding = reader.value("finding", Finding::from_wire(finding));
    Some(Amendment::Finding {
        stage: stage?,
        concern: concern?,
        finding: finding?,
    })
}
