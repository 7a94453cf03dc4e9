//! The steps of a record's life, each as one call with a request id of its own.

use redress::api::wire::{
    self, AcknowledgeRepresentationRequest, AgreeRemedyRequest, AnswerEnquiryRequest, ClockName,
    CloseRepresentationRequest, Closure, CompleteRemedyRequest, ConcernFinding, ConcludeStageRequest, Date,
    EscalateRepresentationRequest, ExtendClockRequest, FinalDecision, Finding, GetCaseRequest,
    GetRepresentationRequest, LinkCaseRequest, OmbudsmanCase, RecordDecisionRequest, RecordEnquiryRequest,
    RecordFindingsRequest, RegisterCaseRequest, Remedy, Representation, View, WithdrawRepresentationRequest,
};
use tonic::{Response, Status};

use super::{
    NORTHWICK,
    build::registration,
    caller::{Caller, fresh_id},
};

/// What a step of a representation answers.
pub type Answer = Result<Representation, Status>;
/// What a step of a case answers.
pub type CaseAnswer = Result<OmbudsmanCase, Status>;

impl Caller {
    pub async fn register(&self, representation: Representation) -> Answer {
        let request = registration(representation);
        let answer = self.representations().register_representation(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn get(&self, name: &str, view: View) -> Answer {
        let request = GetRepresentationRequest {
            name: name.to_owned(),
            view: view.into(),
        };
        let answer = self.representations().get_representation(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn acknowledge(&self, name: &str, on: Date) -> Answer {
        let request = AcknowledgeRepresentationRequest {
            name: name.to_owned(),
            acknowledged_date: Some(on),
            request_id: fresh_id(),
            ..AcknowledgeRepresentationRequest::default()
        };
        let answer = self.representations().acknowledge_representation(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn extend(&self, name: &str, clock: ClockName, length: i32, on: Date) -> Answer {
        self.ask_to_extend(extension(name, clock, length, on)).await
    }

    pub async fn extend_as_agreed(&self, name: &str, clock: ClockName, length: i32, on: Date) -> Answer {
        let request = ExtendClockRequest {
            complainant_agreed: true,
            ..extension(name, clock, length, on)
        };
        self.ask_to_extend(request).await
    }

    async fn ask_to_extend(&self, request: ExtendClockRequest) -> Answer {
        let answer = self.representations().extend_clock(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn find(&self, name: &str, stage: i32, findings: &[(i32, Finding)]) -> Answer {
        let finding = |(concern, finding): &(i32, Finding)| ConcernFinding {
            concern: *concern,
            finding: (*finding).into(),
            ..ConcernFinding::default()
        };
        let request = RecordFindingsRequest {
            name: name.to_owned(),
            stage,
            findings: findings.iter().map(finding).collect(),
            request_id: fresh_id(),
            ..RecordFindingsRequest::default()
        };
        let answer = self.representations().record_findings(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn conclude(&self, name: &str, stage: i32, on: Date) -> Answer {
        let request = ConcludeStageRequest {
            name: name.to_owned(),
            stage,
            concluded_date: Some(on),
            request_id: fresh_id(),
            ..ConcludeStageRequest::default()
        };
        let answer = self.representations().conclude_stage(request).await;
        answer.map(Response::into_inner)
    }

    /// Finds one thing on the only concern and concludes the stage.
    pub async fn answer(&self, name: &str, stage: i32, finding: Finding, on: Date) -> Answer {
        self.find(name, stage, &[(1, finding)]).await?;
        self.conclude(name, stage, on).await
    }

    pub async fn escalate(&self, name: &str, on: Date) -> Answer {
        self.escalate_late(name, on, "").await
    }

    pub async fn escalate_late(&self, name: &str, on: Date, reason: &str) -> Answer {
        let request = EscalateRepresentationRequest {
            name: name.to_owned(),
            requested_date: Some(on),
            late_acceptance_reason: reason.to_owned(),
            request_id: fresh_id(),
            ..EscalateRepresentationRequest::default()
        };
        let answer = self.representations().escalate_representation(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn withdraw(&self, name: &str, on: Date) -> Answer {
        let request = WithdrawRepresentationRequest {
            name: name.to_owned(),
            withdrawn_date: Some(on),
            reason: "not_stated".to_owned(),
            request_id: fresh_id(),
            ..WithdrawRepresentationRequest::default()
        };
        let answer = self.representations().withdraw_representation(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn close(&self, name: &str, on: Date, closure: Closure) -> Answer {
        let request = CloseRepresentationRequest {
            name: name.to_owned(),
            closed_date: Some(on),
            closure: closure.into(),
            request_id: fresh_id(),
            ..CloseRepresentationRequest::default()
        };
        let answer = self.representations().close_representation(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn register_case(&self, case: OmbudsmanCase) -> CaseAnswer {
        let request = RegisterCaseRequest {
            parent: NORTHWICK.to_owned(),
            ombudsman_case: Some(case),
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = self.ombudsman().register_case(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn get_case(&self, name: &str, view: View) -> CaseAnswer {
        let request = GetCaseRequest {
            name: name.to_owned(),
            view: view.into(),
        };
        self.ombudsman().get_case(request).await.map(Response::into_inner)
    }

    pub async fn link(&self, name: &str, representation: &str) -> CaseAnswer {
        let request = LinkCaseRequest {
            name: name.to_owned(),
            representation: representation.to_owned(),
            request_id: fresh_id(),
            ..LinkCaseRequest::default()
        };
        self.ombudsman()
            .link_case(request)
            .await
            .map(Response::into_inner)
    }

    pub async fn enquire(&self, name: &str, on: Date, letter_due: Option<Date>) -> CaseAnswer {
        let request = RecordEnquiryRequest {
            name: name.to_owned(),
            received_date: Some(on),
            letter_due_date: letter_due,
            request_id: fresh_id(),
            ..RecordEnquiryRequest::default()
        };
        let answer = self.ombudsman().record_enquiry(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn answer_enquiry(&self, name: &str, enquiry: i32, on: Date) -> CaseAnswer {
        let request = AnswerEnquiryRequest {
            name: name.to_owned(),
            enquiry,
            answered_date: Some(on),
            request_id: fresh_id(),
            ..AnswerEnquiryRequest::default()
        };
        let answer = self.ombudsman().answer_enquiry(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn decide(&self, name: &str, decision: FinalDecision) -> CaseAnswer {
        let request = RecordDecisionRequest {
            name: name.to_owned(),
            decision: Some(decision),
            request_id: fresh_id(),
            ..RecordDecisionRequest::default()
        };
        let answer = self.ombudsman().record_decision(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn agree_remedy(&self, name: &str, remedy: Remedy) -> CaseAnswer {
        let request = AgreeRemedyRequest {
            name: name.to_owned(),
            remedy: Some(remedy),
            request_id: fresh_id(),
            ..AgreeRemedyRequest::default()
        };
        self.ombudsman()
            .agree_remedy(request)
            .await
            .map(Response::into_inner)
    }

    pub async fn complete_remedy(&self, name: &str, remedy: i32, on: Date) -> CaseAnswer {
        let request = CompleteRemedyRequest {
            name: name.to_owned(),
            remedy,
            completed_date: Some(on),
            request_id: fresh_id(),
            ..CompleteRemedyRequest::default()
        };
        let answer = self.ombudsman().complete_remedy(request).await;
        answer.map(Response::into_inner)
    }

    /// Adds a bank holiday to Northwick's calendar; admins only.
    pub async fn add_holiday(&self, on: Date, announced: Option<Date>) -> Result<wire::Holiday, Status> {
        let request = wire::AddHolidayRequest {
            parent: NORTHWICK.to_owned(),
            holiday: Some(wire::Holiday {
                date: Some(on),
                display_name: "A day of thanks".to_owned(),
                announced_date: announced,
                ..wire::Holiday::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        self.reference()
            .add_holiday(request)
            .await
            .map(Response::into_inner)
    }
}

/// A request for more time, without the complainant's agreement.
pub fn extension(name: &str, clock: ClockName, length: i32, on: Date) -> ExtendClockRequest {
    ExtendClockRequest {
        name: name.to_owned(),
        clock: clock.into(),
        length,
        reason: "complexity".to_owned(),
        decided_date: Some(on),
        request_id: fresh_id(),
        ..ExtendClockRequest::default()
    }
}
