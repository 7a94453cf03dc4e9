//! The service of representations.

mod clocks;
mod providers;
mod reading;

use tonic::{Request, Response, Status, Streaming, codegen::BoxStream};

use self::reading::to_wire;
use super::{
    door::Door,
    wire::{self, representations_service_server::RepresentationsService},
    write::WriteRequest,
};

type Answer = Result<Response<wire::Representation>, Status>;

impl Door {
    async fn step<R: WriteRequest>(&self, request: Request<R>) -> Answer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(to_wire(&snapshot, None)?))
    }
}

#[tonic::async_trait]
impl RepresentationsService for Door {
    async fn register_representation(&self, request: Request<wire::RegisterRepresentationRequest>) -> Answer {
        let snapshot = self.write(request).await?;
        let mut answer = to_wire(&snapshot, None)?;
        answer.likely_duplicates = self.likely_duplicates(&snapshot).await?;
        Ok(Response::new(answer))
    }

    async fn get_representation(&self, request: Request<wire::GetRepresentationRequest>) -> Answer {
        let (viewer, message) = Self::open_viewer(request)?;
        Ok(Response::new(self.representation(&viewer, message).await?))
    }

    async fn list_representations(
        &self,
        request: Request<wire::ListRepresentationsRequest>,
    ) -> Result<Response<wire::ListRepresentationsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.representations(&caller, message).await?))
    }

    async fn look_up_representations(
        &self,
        request: Request<wire::LookUpRepresentationsRequest>,
    ) -> Result<Response<wire::LookUpRepresentationsResponse>, Status> {
        let (viewer, message) = Self::open_viewer(request)?;
        Ok(Response::new(self.looked_up(&viewer, message).await?))
    }

    async fn acknowledge_representation(
        &self,
        request: Request<wire::AcknowledgeRepresentationRequest>,
    ) -> Answer {
        self.step(request).await
    }

    async fn extend_clock(&self, request: Request<wire::ExtendClockRequest>) -> Answer {
        self.step(request).await
    }

    async fn record_findings(&self, request: Request<wire::RecordFindingsRequest>) -> Answer {
        self.step(request).await
    }

    async fn conclude_stage(&self, request: Request<wire::ConcludeStageRequest>) -> Answer {
        self.step(request).await
    }

    async fn escalate_representation(&self, request: Request<wire::EscalateRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn withdraw_representation(&self, request: Request<wire::WithdrawRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn close_representation(&self, request: Request<wire::CloseRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn accept_representation(&self, request: Request<wire::AcceptRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn refuse_representation(&self, request: Request<wire::RefuseRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn defer_representation(&self, request: Request<wire::DeferRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn review_deferral(&self, request: Request<wire::ReviewDeferralRequest>) -> Answer {
        self.step(request).await
    }

    async fn end_proceedings(&self, request: Request<wire::EndProceedingsRequest>) -> Answer {
        self.step(request).await
    }

    async fn resume_representation(&self, request: Request<wire::ResumeRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn convert_representation(&self, request: Request<wire::ConvertRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn appoint_officer(&self, request: Request<wire::AppointOfficerRequest>) -> Answer {
        self.step(request).await
    }

    async fn end_appointment(&self, request: Request<wire::EndAppointmentRequest>) -> Answer {
        self.step(request).await
    }

    async fn record_advocacy(&self, request: Request<wire::RecordAdvocacyRequest>) -> Answer {
        self.step(request).await
    }

    async fn agree_plan(&self, request: Request<wire::AgreePlanRequest>) -> Answer {
        self.step(request).await
    }

    async fn handle_jointly(&self, request: Request<wire::HandleJointlyRequest>) -> Answer {
        self.step(request).await
    }

    async fn arrange_panel(&self, request: Request<wire::ArrangePanelRequest>) -> Answer {
        self.step(request).await
    }

    async fn record_milestone(&self, request: Request<wire::RecordMilestoneRequest>) -> Answer {
        self.step(request).await
    }

    async fn tell_deadline(&self, request: Request<wire::TellDeadlineRequest>) -> Answer {
        self.step(request).await
    }

    async fn revoke_extension(&self, request: Request<wire::RevokeExtensionRequest>) -> Answer {
        self.step(request).await
    }

    async fn pause_clock(&self, request: Request<wire::PauseClockRequest>) -> Answer {
        self.step(request).await
    }

    async fn resume_clock(&self, request: Request<wire::ResumeClockRequest>) -> Answer {
        self.step(request).await
    }

    async fn revoke_pause(&self, request: Request<wire::RevokePauseRequest>) -> Answer {
        self.step(request).await
    }

    async fn record_delay(&self, request: Request<wire::RecordDelayRequest>) -> Answer {
        self.step(request).await
    }

    async fn refer_early(&self, request: Request<wire::ReferEarlyRequest>) -> Answer {
        self.step(request).await
    }

    async fn retract_withdrawal(&self, request: Request<wire::RetractWithdrawalRequest>) -> Answer {
        self.step(request).await
    }

    async fn add_concerns(&self, request: Request<wire::AddConcernsRequest>) -> Answer {
        self.step(request).await
    }

    async fn link_representations(&self, request: Request<wire::LinkRepresentationsRequest>) -> Answer {
        self.step(request).await
    }

    async fn join_representation(&self, request: Request<wire::JoinRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn forward_representation(&self, request: Request<wire::ForwardRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn record_cost(&self, request: Request<wire::RecordCostRequest>) -> Answer {
        self.step(request).await
    }

    async fn pay_cost(&self, request: Request<wire::PayCostRequest>) -> Answer {
        self.step(request).await
    }

    async fn arrange_contact(&self, request: Request<wire::ArrangeContactRequest>) -> Answer {
        self.step(request).await
    }

    async fn end_contact_arrangement(&self, request: Request<wire::EndContactArrangementRequest>) -> Answer {
        self.step(request).await
    }

    async fn correct_representation(&self, request: Request<wire::CorrectRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    type ImportRepresentationsStream = BoxStream<wire::ImportRepresentationsResponse>;

    async fn import_representations(
        &self,
        request: Request<Streaming<wire::ImportRepresentationsRequest>>,
    ) -> Result<Response<Self::ImportRepresentationsStream>, Status> {
        Ok(Response::new(self.import(request)?))
    }

    async fn list_clocks(
        &self,
        request: Request<wire::ListClocksRequest>,
    ) -> Result<Response<wire::ListClocksResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.listed_clocks(&caller, message).await?))
    }

    async fn explain_clock(
        &self,
        request: Request<wire::ExplainClockRequest>,
    ) -> Result<Response<wire::ClockExplanation>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.explained_clock(&caller, message).await?))
    }

    async fn preview_clocks(
        &self,
        request: Request<wire::PreviewClocksRequest>,
    ) -> Result<Response<wire::PreviewClocksResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.previewed_clocks(&caller, message).await?))
    }

    async fn summarise_provider(
        &self,
        request: Request<wire::SummariseProviderRequest>,
    ) -> Result<Response<wire::ProviderSummary>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.provider_summary(&caller, message).await?))
    }
}
