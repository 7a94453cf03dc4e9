//! Registering a case and the steps of its life.

use crate::{
    api::{
        convert::{Reader, people, representations::values, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::{ombudsman::CaseFilter, submission::Secret},
    domain::{
        history, limits,
        lists::List,
        ombudsman::{AgreedRemedy, CaseRegistration, Command, Decision, FinalDecision},
    },
};

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
            name: _,
            state: _,
            enquiries: _,
            decision: _,
            remedies: _,
            etag: _,
            position: _,
            register_time: _,
            update_time: _,
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
        let registration = CaseRegistration {
            reference: reference?,
            category: category?,
            service: service?,
            received_on: received_on?,
            representation: representation?,
        };
        Some(draft(Command::Register(registration), None, terms?))
    }
}

/// The Ombudsman's form: two, three and three digits, with single spaces.
fn read_reference(reader: &mut Reader<'_>, field: &str, text: String) -> Option<String> {
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

impl WriteRequest for wire::RecordEnquiryRequest {
    const METHOD: &'static str = "RecordEnquiry";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            received_date,
            letter_due_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let received_on = reader.past_date("received_date", received_date);
        let letter_due_on = reader.optional_date("letter_due_date", letter_due_date);
        let command = Command::RecordEnquiry {
            received_on: received_on?,
            letter_due_on: letter_due_on?,
        };
        Some(draft(command, None, terms?))
    }
}

impl WriteRequest for wire::AnswerEnquiryRequest {
    const METHOD: &'static str = "AnswerEnquiry";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            enquiry,
            answered_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let enquiry = reader.number("enquiry", enquiry, 1, u8::MAX);
        let on = reader.past_date("answered_date", answered_date);
        Some(draft(
            Command::AnswerEnquiry {
                enquiry: enquiry?,
                on: on?,
            },
            None,
            terms?,
        ))
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
        let field = "decision.text";
        let name = "decision".to_owned();
        let text = people::read_text(reader, field, name, text, limits::NARRATIVE_CHARACTERS_MAX);
        let decision = FinalDecision {
            decision: decision?,
            decided_on: decided_on?,
            ground: ground?,
            satisfactory_remedy_before_referral,
            public_report,
        };
        Some(draft(Command::Decide(decision), text?, terms?))
    }
}

impl WriteRequest for wire::AgreeRemedyRequest {
    const METHOD: &'static str = "AgreeRemedy";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::Remedy {
            kind,
            amount,
            due_date,
            text,
            number: _,
            completed_date: _,
            completed_late: _,
        } = reader.required("remedy", remedy)?;
        let due_on = reader.date("remedy.due_date", due_date);
        let today = reader.today;
        let kind = reader.code("remedy.kind", List::RemedyKinds, &kind, Some(today));
        let amount_pence = reader.pence("remedy.amount", amount);
        let name = "remedy".to_owned();
        let text = people::read_text(reader, "remedy.text", name, text, limits::TEXT_CHARACTERS_MAX);
        let remedy = AgreedRemedy {
            kind: kind?,
            amount_pence: amount_pence?,
            due_on: due_on?,
        };
        Some(draft(Command::AgreeRemedy(remedy), text?, terms?))
    }
}

impl WriteRequest for wire::CompleteRemedyRequest {
    const METHOD: &'static str = "CompleteRemedy";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            remedy,
            completed_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let remedy = reader.number("remedy", remedy, 1, u8::MAX);
        let on = reader.past_date("completed_date", completed_date);
        Some(draft(
            Command::CompleteRemedy {
                remedy: remedy?,
                on: on?,
            },
            None,
            terms?,
        ))
    }
}

/// Reads which cases of a parent to list.
pub fn filter(reader: &mut Reader<'_>, parent: &str, filter: Option<wire::CaseFilter>) -> Option<CaseFilter> {
    let wire::CaseFilter {
        states,
        reference,
        representation,
    } = filter.unwrap_or_default();
    let states = values(reader, "filter.states", states);
    let max = limits::EXTERNAL_REFERENCE_CHARACTERS_MAX;
    let reference = reader.optional_text("filter.reference", reference, max);
    let representation = match representation.as_str() {
        "" => Some(None),
        name => reader
            .representation("filter.representation", name, parent)
            .map(Some),
    };
    Some(CaseFilter {
        states: states?,
        reference: reference?,
        representation: representation?,
    })
}
