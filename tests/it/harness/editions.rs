//! Editions of reports: what is sent, and each step as one call with a request id of its own.

use redress::api::wire::{
    self, Audience, Date, Edition, EditionApproval, GovernanceResponse, PrepareEditionRequest,
    RestateEditionRequest, View,
};
use tonic::{Response, Status};

use super::{
    NORTHWICK,
    caller::{Caller, fresh_id},
};

/// What a step of an edition answers.
pub type EditionAnswer = Result<Edition, Status>;

/// The children's report of 2026/27 for everybody, by the head of service and the director.
pub fn preparation() -> PrepareEditionRequest {
    PrepareEditionRequest {
        parent: NORTHWICK.to_owned(),
        report: format!("{NORTHWICK}/reports/children_annual"),
        period: Some(wire::Period {
            period: Some(wire::period::Period::FinancialYear(2026)),
        }),
        audience: Audience::Public.into(),
        route: vec!["head_of_service".to_owned(), "director".to_owned()],
        request_id: fresh_id(),
        ..PrepareEditionRequest::default()
    }
}

/// The approval of a step by the head of service's post.
pub fn approval(step: &str, on: Date) -> EditionApproval {
    EditionApproval {
        step: step.to_owned(),
        approved_by: "hos-1".to_owned(),
        approved_date: Some(on),
    }
}

/// What the full council answered.
pub fn response(on: Date, text: &str) -> GovernanceResponse {
    GovernanceResponse {
        body: "full_council".to_owned(),
        response_date: Some(on),
        text: text.to_owned(),
        ..GovernanceResponse::default()
    }
}

impl Caller {
    pub async fn prepare_edition(&self, request: PrepareEditionRequest) -> EditionAnswer {
        let answer = self.editions().prepare_edition(request).await;
        answer.map(Response::into_inner)
    }

    /// Reads an edition with its tables made again.
    pub async fn made_again(&self, name: &str) -> EditionAnswer {
        let request = wire::GetEditionRequest {
            name: name.to_owned(),
            view: View::Basic.into(),
            include_tables: true,
        };
        let answer = self.editions().get_edition(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn get_edition(&self, name: &str, view: View) -> EditionAnswer {
        let request = wire::GetEditionRequest {
            name: name.to_owned(),
            view: view.into(),
            include_tables: false,
        };
        let answer = self.editions().get_edition(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn approve_edition(&self, name: &str, approval: EditionApproval) -> EditionAnswer {
        let request = wire::ApproveEditionRequest {
            name: name.to_owned(),
            approval: Some(approval),
            request_id: fresh_id(),
            ..wire::ApproveEditionRequest::default()
        };
        let answer = self.editions().approve_edition(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn publish_edition(&self, name: &str, on: Date) -> EditionAnswer {
        let request = wire::PublishEditionRequest {
            name: name.to_owned(),
            published_date: Some(on),
            request_id: fresh_id(),
            ..wire::PublishEditionRequest::default()
        };
        let answer = self.editions().publish_edition(request).await;
        answer.map(Response::into_inner)
    }

    /// Prepares an edition and publishes it on a day, after every step of its route.
    pub async fn publish_new_edition(&self, on: Date) -> EditionAnswer {
        self.publish_edition_of(preparation(), on).await
    }

    /// The same for another edition.
    pub async fn publish_edition_of(&self, request: PrepareEditionRequest, on: Date) -> EditionAnswer {
        let prepared = self.prepare_edition(request).await?;
        for step in &prepared.route {
            self.approve_edition(&prepared.name, approval(step, on)).await?;
        }
        self.publish_edition(&prepared.name, on).await
    }

    pub async fn record_response(&self, name: &str, response: GovernanceResponse) -> EditionAnswer {
        let request = wire::RecordGovernanceResponseRequest {
            name: name.to_owned(),
            response: Some(response),
            request_id: fresh_id(),
            ..wire::RecordGovernanceResponseRequest::default()
        };
        let answer = self.editions().record_governance_response(request).await;
        answer.map(Response::into_inner)
    }

    /// Restates an edition at a position; 0 for now.
    pub async fn restate(&self, name: &str, position: i64, text: &str) -> EditionAnswer {
        let request = RestateEditionRequest {
            name: name.to_owned(),
            position,
            reason: "recorded_late".to_owned(),
            text: text.to_owned(),
            request_id: fresh_id(),
            ..RestateEditionRequest::default()
        };
        let answer = self.editions().restate_edition(request).await;
        answer.map(Response::into_inner)
    }
}
