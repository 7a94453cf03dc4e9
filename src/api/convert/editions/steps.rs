//! The steps of an edition's life.

use super::draft;
use crate::{
    api::{
        convert::{Reader, people},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        edition::{Approval, Command, Response},
        limits,
        lists::List,
    },
};

impl WriteRequest for wire::ApproveEditionRequest {
    const METHOD: &'static str = "ApproveEdition";
    const SUBJECT: Subject = Subject::Edition;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            approval,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::EditionApproval {
            step,
            approved_by,
            approved_date,
        } = reader.required("approval", approval)?;
        let on = reader.past_date("approval.approved_date", approved_date);
        let step = reader.code("approval.step", List::ApprovalSteps, &step, None);
        let by = reader.code("approval.approved_by", List::Officers, &approved_by, on);
        let approval = Approval {
            step: step?,
            by: by?,
            on: on?,
        };
        Some(draft(Command::Approve(approval), None, terms?))
    }
}

impl WriteRequest for wire::PublishEditionRequest {
    const METHOD: &'static str = "PublishEdition";
    const SUBJECT: Subject = Subject::Edition;

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
        Some(draft(Command::Publish { on: on? }, None, terms?))
    }
}

impl WriteRequest for wire::RecordGovernanceResponseRequest {
    const METHOD: &'static str = "RecordGovernanceResponse";
    const SUBJECT: Subject = Subject::Edition;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            response,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::GovernanceResponse {
            number: _,
            body,
            response_date,
            text,
        } = reader.required("response", response)?;
        let on = reader.past_date("response.response_date", response_date);
        let body = reader.code("response.body", List::GovernanceBodies, &body, on);
        let (field, max) = ("response.text", limits::NARRATIVE_CHARACTERS_MAX);
        let text = reader.text(field, text, max);
        let text = text.and_then(|text| people::read_text(reader, field, "response".to_owned(), text, max));
        let response = Response { body: body?, on: on? };
        Some(draft(Command::RecordResponse(response), text?, terms?))
    }
}
