//! Registering a case and the steps of its life.

use crate::{
    api::{
        convert::{Reader, people, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::submission::Secret,
    domain::{
        history, limits,
        lists::List,
        ombudsman::{CaseRegistration, Command, Decision, Extended, FinalDecision, Taxonomy},
    },
};

/// A case's draft without anything to seal.
pub(super) fn plain(command: Command, terms: Terms) -> Draft {
    draft(command, None, terms)
}

/// A value of a closed list that may be left out; `Some(None)` where it is.
pub(super) fn optional<T: Wire>(reader: &mut Reader<'_>, field: &str, number: i32) -> Option<Option<T>> {
    match number {
        0 => Some(None),
        number => reader.value(field, T::from_wire(number)).map(Some),
    }
}

/// A later date and when the Ombudsman agreed to it.
pub(super) fn extended(
    reader: &mut Reader<'_>,
    due_date: Option<wire::Date>,
    agreed_date: Option<wire::Date>,
) -> Option<Extended> {
    let due_on = reader.date("due_date", due_date);
    let agreed_on = reader.past_date("agreed_date", agreed_date);
    Some(Extended {
        due_on: due_on?,
        agreed_on: agreed_on?,
    })
}

fn draft(command: Command, secret: Option<Secret>, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Case(command),
        secrets: secret.into_iter().collect(),
        terms,
    }
}

impl WriteRequest for wire::RegisterCaseRequest {
    const METHOD: &'static str = "RegisterCase";
    const SUBJECT: Subject = Subject::NewRecord;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            ombudsman_case,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let wire::OmbudsmanCase {
            reference,
            category,
            service,
            received_date,
            representation,
            notified_date,
            known_from_annual_list,
            name: _,
            state: _,
            enquiries: _,
            decision: _,
            remedies: _,
            drafts: _,
            compliance: _,
            compliance_date: _,
            public_report: _,
            monitoring_officer_duties: _,
            published_date: _,
            etag: _,
            position: _,
            register_time: _,
            update_time: _,
            duties_outstanding: _,
            unknown_until_listed: _,
            due_date: _,
            erasure: _,
        } = reader.required("ombudsman_case", ombudsman_case)?;
        let reference = read_reference(reader, "ombudsman_case.reference", reference);
        let received_on = reader.past_date("ombudsman_case.received_date", received_date);
        let category = reader.code(
            "ombudsman_case.category",
            List::OmbudsmanCategories,
            &category,
            received_on,
        );
        let service = reader.optional_code("ombudsman_case.service", List::Services, &service, received_on);
        let representation = match representation.as_str() {
            "" => Some(None),
            name => reader
                .representation("ombudsman_case.representation", name, &parent)
                .map(Some),
        };
        let field = "ombudsman_case.notified_date";
        let notified_on = reader.optional_past_date(field, notified_date);
        if known_from_annual_list && notified_on.flatten().is_some() {
            reader.refuse(
                field,
                "must be empty: the council learned of the case from the list",
            );
        }
        let registration = CaseRegistration {
            reference: reference?,
            category: category?,
            service: service?,
            received_on: received_on?,
            notified_on: notified_on?,
            from_annual_list: known_from_annual_list,
            representation: representation?,
        };
        Some(draft(Command::Register(registration), None, terms?))
    }
}

/// The Ombudsman's form: two, three and three digits, with single spaces.
pub(super) fn read_reference(reader: &mut Reader<'_>, field: &str, text: String) -> Option<String> {
    let groups: Vec<&str> = text.split(' ').collect();
    let digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    if lengths == [2, 3, 3] && groups.iter().all(digits) {
        Some(text)
    } else {
        reader.refuse(field, "must be the Ombudsman's reference, such as 23 013 837");
        None
    }
}

impl WriteRequest for wire::LinkCaseRequest {
    const METHOD: &'static str = "LinkCase";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name,
            representation,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let representation = reader.representation("representation", &representation, &name)?;
        Some(draft(Command::Link { representation }, None, terms?))
    }
}

impl WriteRequest for wire::RecordDecisionRequest {
    const METHOD: &'static str = "RecordDecision";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            decision,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::FinalDecision {
            decision,
            decision_class: _,
            decided_date,
            ground,
            satisfactory_remedy_before_referral,
            public_report,
            text,
            taxonomy_version,
            received_date,
        } = reader.required("decision", decision)?;
        let decision = reader.value("decision.decision", Decision::from_wire(decision));
        let decided_on = reader.past_date("decision.decided_date", decided_date);
        let ground = reader.optional_code("decision.ground", List::DecisionGrounds, &ground, decided_on);
        let is_upheld = decision == Some(Decision::Upheld);
        if satisfactory_remedy_before_referral && decision.is_some() && !is_upheld {
            let field = "decision.satisfactory_remedy_before_referral";
            reader.refuse(
                field,
                "must be unset: only an upheld case can have been remedied before",
            );
        }
        let taxonomy = optional(reader, "decision.taxonomy_version", taxonomy_version);
        if taxonomy == Some(Some(Taxonomy::Older)) && decision == Some(Decision::NotForUs) {
            reader.refuse(
                "decision.taxonomy_version",
                "must be newer: the older words have no `not for us`",
            );
        }
        let received_on = reader.optional_past_date("decision.received_date", received_date);
        let field = "decision.text";
        let name = "decision".to_owned();
        let text = people::read_text(reader, field, name, text, limits::NARRATIVE_CHARACTERS_MAX);
        let decision = FinalDecision {
            decision: decision?,
            taxonomy: taxonomy?,
            decided_on: decided_on?,
            received_on: received_on?,
            ground: ground?,
            satisfactory_remedy_before_referral,
            public_report,
        };
        Some(draft(Command::Decide(decision), text?, terms?))
    }
}

impl WriteRequest for wire::RecordNotificationRequest {
    const METHOD: &'static str = "RecordNotification";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            notified_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("notified_date", notified_date);
        Some(plain(Command::Notify { on: on? }, terms?))
    }
}

impl WriteRequest for wire::RecordPublicationRequest {
    const METHOD: &'static str = "RecordPublication";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            published_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("published_date", published_date);
        Some(plain(Command::Publish { on: on? }, terms?))
    }
}
