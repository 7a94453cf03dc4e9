//! Good requests about cases of the Ombudsman.

use prost::Message;
use redress::api::wire::{self, Decision};

use super::{
    NORTHWICK,
    build::{decision, ombudsman_case, remedy},
    caller::fresh_id,
    day,
    samples::{Records, fresh_reference, parent},
};

impl Records {
    pub fn of_cases(&self, method: &str) -> Option<Vec<u8>> {
        let (name, request_id) = (self.asked.clone(), fresh_id());
        let on = Some(day(2026, 4, 21));
        Some(match method {
            "RegisterCase" => wire::RegisterCaseRequest {
                parent: NORTHWICK.to_owned(),
                ombudsman_case: Some(ombudsman_case(&fresh_reference(), day(2026, 4, 8))),
                request_id,
                validate_only: true,
            }
            .encode_to_vec(),
            "GetCase" => wire::GetCaseRequest { name, view: 0 }.encode_to_vec(),
            "ListCases" => parent(wire::ListCasesRequest::default(), |request| &mut request.parent),
            "LinkCase" => wire::LinkCaseRequest {
                name,
                representation: self.open.clone(),
                request_id,
                ..wire::LinkCaseRequest::default()
            }
            .encode_to_vec(),
            "RecordEnquiry" => wire::RecordEnquiryRequest {
                name,
                received_date: on,
                request_id,
                ..wire::RecordEnquiryRequest::default()
            }
            .encode_to_vec(),
            "AnswerEnquiry" => wire::AnswerEnquiryRequest {
                name,
                enquiry: 1,
                answered_date: on,
                request_id,
                ..wire::AnswerEnquiryRequest::default()
            }
            .encode_to_vec(),
            "RecordDecision" => wire::RecordDecisionRequest {
                name,
                decision: Some(decision(Decision::NotUpheld, day(2026, 4, 21))),
                request_id,
                ..wire::RecordDecisionRequest::default()
            }
            .encode_to_vec(),
            "AgreeRemedy" => wire::AgreeRemedyRequest {
                name: self.upheld.clone(),
                remedy: Some(remedy("apology", day(2026, 6, 1))),
                request_id,
                ..wire::AgreeRemedyRequest::default()
            }
            .encode_to_vec(),
            "CompleteRemedy" => wire::CompleteRemedyRequest {
                name: self.upheld.clone(),
                remedy: 1,
                completed_date: on,
                request_id,
                ..wire::CompleteRemedyRequest::default()
            }
            .encode_to_vec(),
            _ => return None,
        })
    }

    /// The rest of the life of a case. What does not fit the state is refused by a rule once everything else is right.
    pub fn of_lifecycles(&self, method: &str) -> Option<Vec<u8>> {
        let (name, request_id) = (self.upheld.clone(), fresh_id());
        let on = Some(day(2026, 4, 21));
        Some(match method {
            "RecordNotification" => wire::RecordNotificationRequest {
                name,
                notified_date: on,
                request_id,
                ..wire::RecordNotificationRequest::default()
            }
            .encode_to_vec(),
            "ExtendEnquiry" => wire::ExtendEnquiryRequest {
                name: self.asked.clone(),
                enquiry: 1,
                due_date: Some(day(2026, 6, 19)),
                agreed_date: on,
                request_id,
                ..wire::ExtendEnquiryRequest::default()
            }
            .encode_to_vec(),
            "RecordDraftDecision" => wire::RecordDraftDecisionRequest {
                name: self.asked.clone(),
                received_date: on,
                request_id,
                ..wire::RecordDraftDecisionRequest::default()
            }
            .encode_to_vec(),
            "CommentOnDraft" => wire::CommentOnDraftRequest {
                name: self.asked.clone(),
                draft: 1,
                commented_date: on,
                response: wire::DraftResponse::Accepted.into(),
                request_id,
                ..wire::CommentOnDraftRequest::default()
            }
            .encode_to_vec(),
            _ => return self.of_remedies_and_reports(method),
        })
    }

    fn of_remedies_and_reports(&self, method: &str) -> Option<Vec<u8>> {
        let (name, request_id) = (self.upheld.clone(), fresh_id());
        let on = Some(day(2026, 4, 21));
        Some(match method {
            "ExtendRemedy" => wire::ExtendRemedyRequest {
                name,
                remedy: 1,
                due_date: Some(day(2026, 6, 19)),
                agreed_date: on,
                reason: "complexity".to_owned(),
                request_id,
                ..wire::ExtendRemedyRequest::default()
            }
            .encode_to_vec(),
            "RefuseRemedy" => wire::RefuseRemedyRequest {
                name,
                remedy: 1,
                refused_date: on,
                request_id,
                ..wire::RefuseRemedyRequest::default()
            }
            .encode_to_vec(),
            "SubmitEvidence" => wire::SubmitEvidenceRequest {
                name,
                remedy: 1,
                evidence_date: on,
                request_id,
                ..wire::SubmitEvidenceRequest::default()
            }
            .encode_to_vec(),
            "RecordSatisfaction" => wire::RecordSatisfactionRequest {
                name,
                remedy: 1,
                satisfied_date: on,
                request_id,
                ..wire::RecordSatisfactionRequest::default()
            }
            .encode_to_vec(),
            "RecordCompliance" => wire::RecordComplianceRequest {
                name,
                outcome: wire::ComplianceOutcome::NotComplete.into(),
                recorded_date: on,
                request_id,
                ..wire::RecordComplianceRequest::default()
            }
            .encode_to_vec(),
            "RecordPublicReportStep" => wire::RecordPublicReportStepRequest {
                name,
                step: wire::PublicReportStep::NoticeGiven.into(),
                date: on,
                request_id,
                ..wire::RecordPublicReportStepRequest::default()
            }
            .encode_to_vec(),
            "ExtendPublicReportResponse" => wire::ExtendPublicReportResponseRequest {
                name,
                due_date: Some(day(2026, 9, 1)),
                agreed_date: on,
                request_id,
                ..wire::ExtendPublicReportResponseRequest::default()
            }
            .encode_to_vec(),
            "RecordMonitoringOfficerDuty" => wire::RecordMonitoringOfficerDutyRequest {
                name,
                duty: Some(wire::MonitoringOfficerDuty {
                    assessed_date: on,
                    reason: wire::MonitoringOfficerReason::Remedied.into(),
                    ..wire::MonitoringOfficerDuty::default()
                }),
                request_id,
                ..wire::RecordMonitoringOfficerDutyRequest::default()
            }
            .encode_to_vec(),
            "RecordMonitoringOfficerStep" => wire::RecordMonitoringOfficerStepRequest {
                name,
                duty: 1,
                step: wire::MonitoringOfficerStep::Reported.into(),
                date: on,
                request_id,
                ..wire::RecordMonitoringOfficerStepRequest::default()
            }
            .encode_to_vec(),
            "RecordPublication" => wire::RecordPublicationRequest {
                name,
                published_date: on,
                request_id,
                ..wire::RecordPublicationRequest::default()
            }
            .encode_to_vec(),
            "ReconcileAnnualList" => wire::ReconcileAnnualListRequest {
                parent: NORTHWICK.to_owned(),
                kind: wire::AnnualListKind::Received.into(),
                financial_year: 2026,
                rows: vec![wire::ListedCase {
                    reference: fresh_reference(),
                    ..wire::ListedCase::default()
                }],
            }
            .encode_to_vec(),
            _ => return None,
        })
    }
}
