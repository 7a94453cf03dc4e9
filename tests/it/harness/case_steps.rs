//! The later steps of a case of the Ombudsman, each as one call with a request id of its own.

use redress::api::wire::{
    self, AnnualListKind, ComplianceOutcome, Date, DraftResponse, EnquiryKind, ListedCase,
    MonitoringOfficerDuty, MonitoringOfficerStep, PublicReportStep, ReconcileAnnualListResponse,
};
use tonic::{Response, Status};

use super::{
    NORTHWICK,
    caller::{Caller, fresh_id},
    steps::CaseAnswer,
};

impl Caller {
    pub async fn notify(&self, name: &str, on: Date) -> CaseAnswer {
        let request = wire::RecordNotificationRequest {
            name: name.to_owned(),
            notified_date: Some(on),
            request_id: fresh_id(),
            ..wire::RecordNotificationRequest::default()
        };
        let answer = self.ombudsman().record_notification(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn assess(&self, name: &str, on: Date) -> CaseAnswer {
        let request = wire::RecordEnquiryRequest {
            name: name.to_owned(),
            received_date: Some(on),
            kind: EnquiryKind::Assessment.into(),
            request_id: fresh_id(),
            ..wire::RecordEnquiryRequest::default()
        };
        let answer = self.ombudsman().record_enquiry(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn extend_enquiry(&self, name: &str, enquiry: i32, due: Date, on: Date) -> CaseAnswer {
        let request = wire::ExtendEnquiryRequest {
            name: name.to_owned(),
            enquiry,
            due_date: Some(due),
            agreed_date: Some(on),
            request_id: fresh_id(),
            ..wire::ExtendEnquiryRequest::default()
        };
        let answer = self.ombudsman().extend_enquiry(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn draft(&self, name: &str, on: Date, letter_due: Option<Date>) -> CaseAnswer {
        let request = wire::RecordDraftDecisionRequest {
            name: name.to_owned(),
            received_date: Some(on),
            letter_due_date: letter_due,
            request_id: fresh_id(),
            ..wire::RecordDraftDecisionRequest::default()
        };
        let answer = self.ombudsman().record_draft_decision(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn comment_on_draft(
        &self,
        name: &str,
        draft: i32,
        on: Date,
        response: DraftResponse,
    ) -> CaseAnswer {
        let request = wire::CommentOnDraftRequest {
            name: name.to_owned(),
            draft,
            commented_date: Some(on),
            response: response.into(),
            request_id: fresh_id(),
            ..wire::CommentOnDraftRequest::default()
        };
        let answer = self.ombudsman().comment_on_draft(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn extend_remedy(&self, name: &str, remedy: i32, due: Date, on: Date) -> CaseAnswer {
        let request = wire::ExtendRemedyRequest {
            name: name.to_owned(),
            remedy,
            due_date: Some(due),
            agreed_date: Some(on),
            reason: "complexity".to_owned(),
            request_id: fresh_id(),
            ..wire::ExtendRemedyRequest::default()
        };
        let answer = self.ombudsman().extend_remedy(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn refuse_remedy(&self, name: &str, remedy: i32, on: Date) -> CaseAnswer {
        let request = wire::RefuseRemedyRequest {
            name: name.to_owned(),
            remedy,
            refused_date: Some(on),
            request_id: fresh_id(),
            ..wire::RefuseRemedyRequest::default()
        };
        let answer = self.ombudsman().refuse_remedy(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn pay_remedy(&self, name: &str, remedy: i32, on: Date, paid: Date) -> CaseAnswer {
        let request = wire::CompleteRemedyRequest {
            name: name.to_owned(),
            remedy,
            completed_date: Some(on),
            paid_date: Some(paid),
            request_id: fresh_id(),
            ..wire::CompleteRemedyRequest::default()
        };
        let answer = self.ombudsman().complete_remedy(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn send_evidence(&self, name: &str, remedy: i32, on: Date) -> CaseAnswer {
        let request = wire::SubmitEvidenceRequest {
            name: name.to_owned(),
            remedy,
            evidence_date: Some(on),
            request_id: fresh_id(),
            ..wire::SubmitEvidenceRequest::default()
        };
        let answer = self.ombudsman().submit_evidence(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn satisfy(&self, name: &str, remedy: i32, on: Date) -> CaseAnswer {
        let request = wire::RecordSatisfactionRequest {
            name: name.to_owned(),
            remedy,
            satisfied_date: Some(on),
            request_id: fresh_id(),
            ..wire::RecordSatisfactionRequest::default()
        };
        let answer = self.ombudsman().record_satisfaction(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn comply(&self, name: &str, outcome: ComplianceOutcome, on: Date) -> CaseAnswer {
        let request = wire::RecordComplianceRequest {
            name: name.to_owned(),
            outcome: outcome.into(),
            recorded_date: Some(on),
            request_id: fresh_id(),
            ..wire::RecordComplianceRequest::default()
        };
        let answer = self.ombudsman().record_compliance(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn report_step(&self, name: &str, step: PublicReportStep, on: Date) -> CaseAnswer {
        let request = wire::RecordPublicReportStepRequest {
            name: name.to_owned(),
            step: step.into(),
            date: Some(on),
            request_id: fresh_id(),
            ..wire::RecordPublicReportStepRequest::default()
        };
        let answer = self.ombudsman().record_public_report_step(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn extend_report(&self, name: &str, further_report: bool, due: Date, on: Date) -> CaseAnswer {
        let request = wire::ExtendPublicReportResponseRequest {
            name: name.to_owned(),
            further_report,
            due_date: Some(due),
            agreed_date: Some(on),
            request_id: fresh_id(),
            ..wire::ExtendPublicReportResponseRequest::default()
        };
        let answer = self.ombudsman().extend_public_report_response(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn log_duty(&self, name: &str, duty: MonitoringOfficerDuty) -> CaseAnswer {
        let request = wire::RecordMonitoringOfficerDutyRequest {
            name: name.to_owned(),
            duty: Some(duty),
            request_id: fresh_id(),
            ..wire::RecordMonitoringOfficerDutyRequest::default()
        };
        let answer = self.ombudsman().record_monitoring_officer_duty(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn duty_step(
        &self,
        name: &str,
        duty: i32,
        step: MonitoringOfficerStep,
        on: Date,
    ) -> CaseAnswer {
        let request = wire::RecordMonitoringOfficerStepRequest {
            name: name.to_owned(),
            duty,
            step: step.into(),
            date: Some(on),
            request_id: fresh_id(),
            ..wire::RecordMonitoringOfficerStepRequest::default()
        };
        let answer = self.ombudsman().record_monitoring_officer_step(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn publish(&self, name: &str, on: Date) -> CaseAnswer {
        let request = wire::RecordPublicationRequest {
            name: name.to_owned(),
            published_date: Some(on),
            request_id: fresh_id(),
            ..wire::RecordPublicationRequest::default()
        };
        let answer = self.ombudsman().record_publication(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn reconcile(
        &self,
        kind: AnnualListKind,
        financial_year: i32,
        rows: Vec<ListedCase>,
    ) -> Result<ReconcileAnnualListResponse, Status> {
        let request = wire::ReconcileAnnualListRequest {
            parent: NORTHWICK.to_owned(),
            kind: kind.into(),
            financial_year,
            rows,
        };
        let answer = self.ombudsman().reconcile_annual_list(request).await;
        answer.map(Response::into_inner)
    }

    /// The references of the cases that a filter lets through.
    pub async fn references(&self, filter: wire::CaseFilter) -> Vec<String> {
        let request = wire::ListCasesRequest {
            parent: NORTHWICK.to_owned(),
            filter: Some(filter),
            ..wire::ListCasesRequest::default()
        };
        let listed = self.ombudsman().list_cases(request).await.expect("a list");
        let cases = listed.into_inner().cases.into_iter();
        cases.map(|case| case.reference).collect()
    }
}
