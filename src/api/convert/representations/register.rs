//! Registering.

use chrono::{DateTime, NaiveDate, Utc};
use prost_types::Timestamp;

use super::{
    concerns::{CONCERN, read_concerns, read_number},
    equality::read_equality,
    sealed::Sealed,
};
use crate::{
    api::{
        convert::{Reader, people, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::submission::Secret,
    domain::{
        calendar::local,
        history::Command,
        ids::CodeId,
        limits,
        lists::List,
        procedure::Procedure,
        reference::made_by_list,
        representation::{self, Concern, Kind, Matter, NotedKind, Registration, Split},
    },
};

impl WriteRequest for wire::RegisterRepresentationRequest {
    const METHOD: &'static str = "RegisterRepresentation";
    const SUBJECT: Subject = Subject::NewRecord;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            representation,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let representation = reader.required("representation", representation)?;
        let (registration, secrets) = reader.within("representation", |reader| {
            read_representation(reader, &parent, representation)
        })?;
        let command = Command::Representation(representation::Command::Register(registration));
        Some(Draft {
            command,
            secrets,
            terms: terms?,
        })
    }
}

/// Reads a representation of the authority that `parent` names, without the path that leads to it; output-only fields
/// are ignored.
pub fn read_representation(
    reader: &mut Reader<'_>,
    parent: &str,
    representation: wire::Representation,
) -> Option<(Registration, Vec<Secret>)> {
    let about = inputs_of(representation);
    let mut secrets = read_sealed(reader, &about);
    let max = limits::EXTERNAL_REFERENCE_CHARACTERS_MAX;
    let external_reference = reader.optional_text("external_reference", about.external_reference, max);
    let kind = reader.value("kind", Kind::from_wire(about.kind));
    let on = reader.past_date("received_date", about.received_date);
    let received_at = read_time(reader, about.receive_time, on);
    let grounds_arose_on = reader.optional_date("grounds_arose_date", about.grounds_arose_date);
    if on.is_some() && grounds_arose_on.flatten() > on {
        reader.refuse("grounds_arose_date", "must not be after receipt");
    }
    let service = reader.code("service", List::Services, &about.service, on);
    let team = reader.optional_code("team", List::Teams, &about.team, on);
    let provider = reader.optional_code("provider", List::Providers, &about.provider, on);
    let method = reader.code("method", List::Methods, &about.method, on);
    let route = reader.optional_code("route", List::Routes, &about.route, on);
    let made_by_list = made_by_list(kind.unwrap_or(Kind::Complaint));
    let made_by = reader.code("made_by", made_by_list, &about.made_by, on);
    let communication_needs = read_needs(reader, "communication_needs", about.communication_needs, on);
    let split = read_split(reader, parent, about.split);
    let (concerns, texts) = read_concerns(reader, about.concerns, CONCERN, on);
    secrets.extend(texts);
    let matter = read_matter(reader, kind, about.procedure, concerns, about.themes, on);
    let complainant = read_equality(reader, "complainant_equality", about.complainant_equality, on);
    let service_user = read_equality(reader, "service_user_equality", about.service_user_equality, on);
    let registration = Registration {
        external_reference: external_reference?,
        matter: matter?,
        received_on: on?,
        received_at: received_at?,
        grounds_arose_on: grounds_arose_on?,
        service: service?,
        team: team?,
        provider: provider?,
        method: method?,
        route: route?,
        made_by: made_by?,
        interest_to_decide: about.interest_to_decide,
        advocate_supported: about.advocacy.map(|advocacy| advocacy.supported),
        reply_wanted: about.reply_wanted,
        communication_needs: communication_needs?,
        split: split?,
        complainant_equality: complainant?,
        service_user_equality: service_user?,
    };
    Some((registration, secrets))
}

/// What a caller may tell. What only the register tells is left out.
fn inputs_of(representation: wire::Representation) -> wire::Representation {
    let wire::Representation {
        external_reference,
        kind,
        procedure,
        received_date,
        receive_time,
        grounds_arose_date,
        service,
        team,
        provider,
        method,
        route,
        made_by,
        advocacy,
        interest_to_decide,
        communication_needs,
        reply_wanted,
        split,
        concerns,
        themes,
        complainant_equality,
        service_user_equality,
        complainant,
        service_user,
        narrative,
        desired_outcome,
        people_named,
        name: _,
        state: _,
        stages: _,
        clocks: _,
        finding: _,
        closed_date: _,
        withdrawal_reason: _,
        acknowledged_date: _,
        etag: _,
        position: _,
        register_time: _,
        update_time: _,
        acceptance: _,
        refusal: _,
        deferrals: _,
        conversions: _,
        appointments: _,
        plan: _,
        joint_handling: _,
        early_referral: _,
        ties: _,
        forwardings: _,
        costs: _,
        contact_arrangement: _,
        corrections: _,
        told_deadlines: _,
        extensions: _,
        pauses: _,
        warnings: _,
        likely_duplicates: _,
        imported: _,
        withdrawal_confirmed_date: _,
        continues_as_review: _,
        erasure: _,
    } = representation;
    wire::Representation {
        external_reference,
        kind,
        procedure,
        received_date,
        receive_time,
        grounds_arose_date,
        service,
        team,
        provider,
        method,
        route,
        made_by,
        advocacy,
        interest_to_decide,
        communication_needs,
        reply_wanted,
        split,
        concerns,
        themes,
        complainant_equality,
        service_user_equality,
        complainant,
        service_user,
        narrative,
        desired_outcome,
        people_named,
        ..wire::Representation::default()
    }
}

/// Personal data and narrative.
fn read_sealed(reader: &mut Reader<'_>, about: &wire::Representation) -> Vec<Secret> {
    let sealed = Sealed {
        complainant: about.complainant.clone(),
        service_user: about.service_user.clone(),
        narrative: about.narrative.clone(),
        desired_outcome: about.desired_outcome.clone(),
    };
    let mut secrets = sealed.read(reader);
    let named = about.people_named.clone();
    let named = people::read_text(
        reader,
        "people_named",
        "people_named".to_owned(),
        named,
        limits::TEXT_CHARACTERS_MAX,
    );
    secrets.extend(named.flatten());
    secrets
}

/// The moment of receipt, which lies on the day of receipt by the clocks of England.
fn read_time(
    reader: &mut Reader<'_>,
    time: Option<Timestamp>,
    on: Option<NaiveDate>,
) -> Option<Option<DateTime<Utc>>> {
    let Some(Timestamp { seconds, nanos }) = time else {
        return Some(None);
    };
    let time = u32::try_from(nanos)
        .ok()
        .and_then(|nanos| DateTime::from_timestamp(seconds, nanos));
    match (time, on) {
        (Some(time), Some(on)) if local(time).date() != on => {
            reader.refuse(
                "receive_time",
                "must lie on the day of receipt in the council's own time",
            );
            None
        }
        (Some(time), _) => Some(Some(time)),
        (None, _) => {
            reader.refuse("receive_time", "must be a time that there is");
            None
        }
    }
}

/// Communication needs.
pub(super) fn read_needs(
    reader: &mut Reader<'_>,
    field: &str,
    needs: Vec<String>,
    on: Option<NaiveDate>,
) -> Option<Vec<CodeId>> {
    let list = List::CommunicationNeeds;
    reader.codes(field, list, needs, limits::COMMUNICATION_NEEDS_MAX, on)
}

fn read_split(reader: &mut Reader<'_>, parent: &str, split: Option<wire::Split>) -> Option<Option<Split>> {
    let Some(wire::Split { from, concerns }) = split else {
        return Some(None);
    };
    reader.within("split", |reader| {
        let from = reader.representation("from", &from, parent);
        let concerns = reader.at_most("concerns", concerns, limits::CONCERNS_MAX)?;
        if concerns.is_empty() {
            reader.refuse("concerns", "must hold at least one number");
        }
        let mut read: Vec<Option<u8>> = Vec::new();
        for (place, concern) in concerns.into_iter().enumerate() {
            let field = format!("concerns[{place}]");
            let number = read_number(reader, &field, concern);
            if number.is_some() && read.contains(&number) {
                reader.refuse(field, "must not repeat a concern");
            }
            read.push(number);
        }
        let concerns = read.into_iter().collect::<Option<Vec<u8>>>()?;
        Some(Some(Split {
            from: from?,
            concerns,
        }))
    })
}

fn read_matter(
    reader: &mut Reader<'_>,
    kind: Option<Kind>,
    procedure: i32,
    concerns: Option<Vec<Concern>>,
    themes: Vec<String>,
    on: Option<NaiveDate>,
) -> Option<Matter> {
    let kind = kind?;
    let named = if kind == Kind::Complaint {
        reader.value("procedure", Procedure::from_wire(procedure))
    } else {
        if procedure != 0 {
            reader.refuse("procedure", "must be unset: only complaints have a procedure");
        }
        None
    };
    if kind == Kind::Complaint && concerns.as_ref().is_some_and(Vec::is_empty) {
        reader.refuse("concerns", "must hold at least one concern for a complaint");
    }
    if kind == Kind::Compliment && concerns.as_ref().is_some_and(|concerns| !concerns.is_empty()) {
        reader.refuse("concerns", "must be empty for a compliment");
    }
    if kind != Kind::Compliment && !themes.is_empty() {
        reader.refuse("themes", "must be empty: only compliments have themes");
    }
    match NotedKind::of(kind) {
        Some(kind) => Some(Matter::Noted {
            kind,
            concerns: concerns?,
        }),
        None if kind == Kind::Complaint => Some(Matter::Complaint {
            procedure: named?,
            concerns: concerns?,
        }),
        None => {
            let list = List::ComplimentThemes;
            let themes = reader.codes("themes", list, themes, limits::THEMES_MAX, on)?;
            Some(Matter::Compliment { themes })
        }
    }
}
