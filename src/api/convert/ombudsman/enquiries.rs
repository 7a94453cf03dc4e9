//! Enquiries, and comments on a draft decision.

use super::steps::{extended, optional, plain};
use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::ombudsman::{Command, DraftResponse, EnquiryKind},
};

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
            kind,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let received_on = reader.past_date("received_date", received_date);
        let letter_due_on = reader.optional_date("letter_due_date", letter_due_date);
        let kind = optional(reader, "kind", kind);
        let command = Command::RecordEnquiry {
            kind: kind?.unwrap_or(EnquiryKind::Investigation),
            received_on: received_on?,
            letter_due_on: letter_due_on?,
        };
        Some(plain(command, terms?))
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
        Some(plain(
            Command::AnswerEnquiry {
                enquiry: enquiry?,
                on: on?,
            },
            terms?,
        ))
    }
}

impl WriteRequest for wire::ExtendEnquiryRequest {
    const METHOD: &'static str = "ExtendEnquiry";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            enquiry,
            due_date,
            agreed_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let enquiry = reader.number("enquiry", enquiry, 1, u8::MAX);
        let to = extended(reader, due_date, agreed_date);
        let command = Command::ExtendEnquiry {
            enquiry: enquiry?,
            to: to?,
        };
        Some(plain(command, terms?))
    }
}

impl WriteRequest for wire::RecordDraftDecisionRequest {
    const METHOD: &'static str = "RecordDraftDecision";
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
        let on = reader.past_date("received_date", received_date);
        let letter_due_on = reader.optional_date("letter_due_date", letter_due_date);
        let command = Command::RecordDraft {
            on: on?,
            letter_due_on: letter_due_on?,
        };
        Some(plain(command, terms?))
    }
}

impl WriteRequest for wire::CommentOnDraftRequest {
    const METHOD: &'static str = "CommentOnDraft";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            draft,
            commented_date,
            response,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let draft = reader.number("draft", draft, 1, u8::MAX);
        let on = reader.past_date("commented_date", commented_date);
        let response = reader.value("response", DraftResponse::from_wire(response));
        let command = Command::CommentOnDraft {
            draft: draft?,
            on: on?,
            response: response?,
        };
        Some(plain(command, terms?))
    }
}
