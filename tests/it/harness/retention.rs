//! Keeping and destroying records, each step as one call with a request id of its own.

use redress::api::wire::{
    self, ConfirmDestructionRequest, Date, ErasureBasis, GetRetentionRequest, HoldKind, PlaceHoldRequest,
    ProposeDestructionRequest, RecordRetention, ReleaseHoldRequest, ReviewRetentionRequest,
    SetRetentionRuleRequest, WithdrawProposalRequest,
};
use tonic::{Response, Status};

use super::{
    NORTHWICK,
    caller::{Caller, fresh_id},
};

/// What a step of a record's retention answers.
pub type RetentionAnswer = Result<RecordRetention, Status>;

/// The post that proposes.
pub const PROPOSER: &str = "manager";
/// The post that confirms.
pub const CONFIRMER: &str = "hos-1";

/// The request that confirms a destruction.
pub fn confirmation(name: &str, officer: &str) -> ConfirmDestructionRequest {
    ConfirmDestructionRequest {
        name: name.to_owned(),
        officer: officer.to_owned(),
        request_id: fresh_id(),
        ..ConfirmDestructionRequest::default()
    }
}

/// The request that proposes one.
pub fn proposal(name: &str, basis: ErasureBasis) -> ProposeDestructionRequest {
    ProposeDestructionRequest {
        name: name.to_owned(),
        basis: basis.into(),
        officer: PROPOSER.to_owned(),
        request_id: fresh_id(),
        ..ProposeDestructionRequest::default()
    }
}

/// The request that places a hold.
pub fn hold(name: &str, kind: HoldKind) -> PlaceHoldRequest {
    PlaceHoldRequest {
        name: name.to_owned(),
        kind: kind.into(),
        officer: PROPOSER.to_owned(),
        request_id: fresh_id(),
        ..PlaceHoldRequest::default()
    }
}

/// The request that sets a rule of so many years.
pub fn rule(class: wire::RetentionClass, years: i32) -> SetRetentionRuleRequest {
    SetRetentionRuleRequest {
        parent: NORTHWICK.to_owned(),
        rule: Some(wire::RetentionRule {
            retention_class: class.into(),
            years,
            until_age: 0,
            source: "Schedule of the council, line 12".to_owned(),
            confidence: wire::Confidence::A.into(),
        }),
        request_id: fresh_id(),
        validate_only: false,
    }
}

impl Caller {
    pub async fn retention(&self, name: &str) -> RetentionAnswer {
        let request = GetRetentionRequest {
            name: name.to_owned(),
        };
        self.records()
            .get_retention(request)
            .await
            .map(Response::into_inner)
    }

    pub async fn place_hold(&self, name: &str, kind: HoldKind) -> RetentionAnswer {
        self.records()
            .place_hold(hold(name, kind))
            .await
            .map(Response::into_inner)
    }

    pub async fn release_hold(&self, name: &str, hold: i32) -> RetentionAnswer {
        let request = ReleaseHoldRequest {
            name: name.to_owned(),
            hold,
            officer: PROPOSER.to_owned(),
            request_id: fresh_id(),
            ..ReleaseHoldRequest::default()
        };
        self.records()
            .release_hold(request)
            .await
            .map(Response::into_inner)
    }

    pub async fn propose(&self, name: &str, basis: ErasureBasis) -> RetentionAnswer {
        let answer = self.records().propose_destruction(proposal(name, basis)).await;
        answer.map(Response::into_inner)
    }

    pub async fn withdraw_proposal(&self, name: &str) -> RetentionAnswer {
        let request = WithdrawProposalRequest {
            name: name.to_owned(),
            officer: PROPOSER.to_owned(),
            request_id: fresh_id(),
            ..WithdrawProposalRequest::default()
        };
        self.records()
            .withdraw_proposal(request)
            .await
            .map(Response::into_inner)
    }

    pub async fn confirm(&self, name: &str) -> RetentionAnswer {
        let answer = self
            .records()
            .confirm_destruction(confirmation(name, CONFIRMER))
            .await;
        answer.map(Response::into_inner)
    }

    /// The first page of what is due at a date.
    pub async fn due(&self, as_at: Date) -> Vec<RecordRetention> {
        let request = ReviewRetentionRequest {
            parent: NORTHWICK.to_owned(),
            as_at_date: Some(as_at),
            ..ReviewRetentionRequest::default()
        };
        let answer = self.records().review_retention(request).await;
        answer.expect("a review").into_inner().records
    }
}
