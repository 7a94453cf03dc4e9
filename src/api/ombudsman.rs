//! The service of the Ombudsman's cases.

use tonic::{Request, Response, Status};

use super::{
    convert::{Reader, ombudsman as convert},
    door::{Door, Page, lists_of},
    page_token::cut_listed,
    status::ApiError,
    wire::{self, ombudsman_service_server::OmbudsmanService},
    write::{Subject, WriteRequest},
};
use crate::{
    app::{
        narrowed::listed,
        records::{Opened, Snapshot},
    },
    domain::history::Record,
};

type Answer = Result<Response<wire::OmbudsmanCase>, Status>;

impl Door {
    async fn case_step<R: WriteRequest>(&self, request: Request<R>) -> Answer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(to_wire(&snapshot, None)?))
    }
}

fn to_wire(snapshot: &Snapshot, opened: Option<&Opened>) -> Result<wire::OmbudsmanCase, ApiError> {
    match (&*snapshot.record, snapshot.reference.as_deref()) {
        (Record::Case(state), Some(reference)) => {
            Ok(convert::case(snapshot, state, lists_of(reference), opened))
        }
        _ => Err(ApiError::NotFound),
    }
}

#[tonic::async_trait]
impl OmbudsmanService for Door {
    async fn register_case(&self, request: Request<wire::RegisterCaseRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn get_case(&self, request: Request<wire::GetCaseRequest>) -> Answer {
        let (viewer, wire::GetCaseRequest { name, view }) = Self::open_viewer(request)?;
        let (snapshot, opened) = self.get(&viewer, &name, Subject::Case, view, "GetCase").await?;
        Ok(Response::new(to_wire(&snapshot, opened.as_ref())?))
    }

    async fn list_cases(
        &self,
        request: Request<wire::ListCasesRequest>,
    ) -> Result<Response<wire::ListCasesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListCasesRequest {
            parent,
            page_size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let asked = filter.clone().unwrap_or_default();
        let Page { query, after, size } = Self::page("ListCases", &parent, &asked, page_size, &page_token)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let filter = convert::filter(&mut reader, &parent, filter);
        let filter = reader.finish(filter).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let list = |after, limit| self.app.list_cases(&authority, filter.clone(), after, limit);
        let found = listed(&caller, after, size + 1, list).await;
        let (page, next_page_token) = cut_listed(found.map_err(ApiError::Store)?, size, query);
        let cases = page
            .iter()
            .map(|snapshot| to_wire(snapshot, None))
            .collect::<Result<_, _>>()?;
        Ok(Response::new(wire::ListCasesResponse {
            cases,
            next_page_token,
            position,
        }))
    }

    async fn link_case(&self, request: Request<wire::LinkCaseRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn record_enquiry(&self, request: Request<wire::RecordEnquiryRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn answer_enquiry(&self, request: Request<wire::AnswerEnquiryRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn record_decision(&self, request: Request<wire::RecordDecisionRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn agree_remedy(&self, request: Request<wire::AgreeRemedyRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn complete_remedy(&self, request: Request<wire::CompleteRemedyRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn record_notification(&self, request: Request<wire::RecordNotificationRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn extend_enquiry(&self, request: Request<wire::ExtendEnquiryRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn record_draft_decision(&self, request: Request<wire::RecordDraftDecisionRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn comment_on_draft(&self, request: Request<wire::CommentOnDraftRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn extend_remedy(&self, request: Request<wire::ExtendRemedyRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn refuse_remedy(&self, request: Request<wire::RefuseRemedyRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn submit_evidence(&self, request: Request<wire::SubmitEvidenceRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn record_satisfaction(&self, request: Request<wire::RecordSatisfactionRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn record_compliance(&self, request: Request<wire::RecordComplianceRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn record_public_report_step(
        &self,
        request: Request<wire::RecordPublicReportStepRequest>,
    ) -> Answer {
        self.case_step(request).await
    }

    async fn extend_public_report_response(
        &self,
        request: Request<wire::ExtendPublicReportResponseRequest>,
    ) -> Answer {
        self.case_step(request).await
    }

    async fn record_monitoring_officer_duty(
        &self,
        request: Request<wire::RecordMonitoringOfficerDutyRequest>,
    ) -> Answer {
        self.case_step(request).await
    }

    async fn record_monitoring_officer_step(
        &self,
        request: Request<wire::RecordMonitoringOfficerStepRequest>,
    ) -> Answer {
        self.case_step(request).await
    }

    async fn record_publication(&self, request: Request<wire::RecordPublicationRequest>) -> Answer {
        self.case_step(request).await
    }

    async fn reconcile_annual_list(
        &self,
        request: Request<wire::ReconcileAnnualListRequest>,
    ) -> Result<Response<wire::ReconcileAnnualListResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ReconcileAnnualListRequest {
            parent,
            kind,
            financial_year,
            rows,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let asked = convert::annual_list(&mut reader, kind, financial_year, rows);
        let convert::Asked { kind, year, rows } = reader.finish(asked).map_err(ApiError::Invalid)?;
        let found = self.app.reconcile(&authority, kind, &year, &rows).await;
        let found = found.map_err(ApiError::Store)?;
        Ok(Response::new(convert::reconciliation(&authority, &rows, found)))
    }
}
