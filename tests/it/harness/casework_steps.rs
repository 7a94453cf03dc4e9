//! The steps of casework, each as one call with a request id of its own.

use redress::api::wire::{self, Date};
use tonic::Response;

use super::{
    caller::{Caller, fresh_id},
    refused::Refused,
    steps::Answer,
};

/// Makes a step of [`Caller`] for each line: its name, the call, the request and the fields that it takes.
macro_rules! steps {
    ($($step:ident = $call:ident($request:ident) { $($field:ident: $kind:ty),* })*) => {
        impl Caller {
            $(pub async fn $step(&self, name: &str, $($field: $kind),*) -> Answer {
                let request = wire::$request {
                    name: name.to_owned(),
                    request_id: fresh_id(),
                    $($field: $field.into(),)*
                    ..wire::$request::default()
                };
                self.representations().$call(request).await.map(Response::into_inner)
            })*
        }
    };
}

steps! {
    accept = accept_representation(AcceptRepresentationRequest) { acceptance: wire::Acceptance }
    refuse = refuse_representation(RefuseRepresentationRequest) { refusal: wire::Refusal }
    defer = defer_representation(DeferRepresentationRequest) { deferral: wire::Deferral }
    review = review_deferral(ReviewDeferralRequest) { reviewed_date: Date }
    end_proceedings = end_proceedings(EndProceedingsRequest) { ended_date: Date }
    resume = resume_representation(ResumeRepresentationRequest) {
        resumed_date: Date, late_acceptance_reason: &str
    }
    convert = convert_representation(ConvertRepresentationRequest) {
        conversion: wire::Conversion, concerns: Vec<wire::Concern>
    }
    skip_stage = escalate_representation(EscalateRepresentationRequest) {
        requested_date: Date, skip_basis: wire::SkipBasis
    }
    refer_early = refer_early(ReferEarlyRequest) { referral: wire::EarlyReferral }
    retract = retract_withdrawal(RetractWithdrawalRequest) { retracted_date: Date }
    add_concerns = add_concerns(AddConcernsRequest) { made_date: Date, concerns: Vec<wire::Concern> }
    tie = link_representations(LinkRepresentationsRequest) { other: &str, kind: wire::LinkKind }
    join = join_representation(JoinRepresentationRequest) { into: &str, joined_date: Date }
    appoint = appoint_officer(AppointOfficerRequest) { appointment: wire::Appointment }
    agree_plan = agree_plan(AgreePlanRequest) { plan: wire::Plan }
    handle_jointly = handle_jointly(HandleJointlyRequest) { joint_handling: wire::JointHandling }
    arrange_panel = arrange_panel(ArrangePanelRequest) { meeting_date: Date }
    reach = record_milestone(RecordMilestoneRequest) { milestone: wire::Milestone, reached_date: Date }
    hold = pause_clock(PauseClockRequest) { clock: wire::ClockName, reason: &str, from_date: Date }
    explain_delay = record_delay(RecordDelayRequest) { delay: wire::Delay }
    forward = forward_representation(ForwardRepresentationRequest) { forwarding: wire::Forwarding }
    cost = record_cost(RecordCostRequest) { cost: wire::Cost }
    pay = pay_cost(PayCostRequest) { cost: i32, paid_date: Date }
    arrange_contact = arrange_contact(ArrangeContactRequest) { arrangement: wire::ContactArrangement }
    end_arrangement = end_contact_arrangement(EndContactArrangementRequest) { ended_date: Date }
}

impl Caller {
    /// Records what is known of advocacy.
    pub async fn advocacy(&self, name: &str, known: wire::RecordAdvocacyRequest) -> Answer {
        let request = wire::RecordAdvocacyRequest {
            name: name.to_owned(),
            request_id: fresh_id(),
            ..known
        };
        let answer = self.representations().record_advocacy(request).await;
        answer.map(Response::into_inner)
    }

    /// Puts coded facts right.
    pub async fn correct(&self, name: &str, on: Date, amendments: Vec<wire::amendment::Amendment>) -> Answer {
        let amendments = amendments.into_iter().map(|amendment| wire::Amendment {
            amendment: Some(amendment),
        });
        let request = wire::CorrectRepresentationRequest {
            name: name.to_owned(),
            corrected_date: Some(on),
            reason: "entered_wrongly".to_owned(),
            amendments: amendments.collect(),
            request_id: fresh_id(),
            ..wire::CorrectRepresentationRequest::default()
        };
        let answer = self.representations().correct_representation(request).await;
        answer.map(Response::into_inner)
    }

    /// Concludes a stage with what else is said of the response.
    pub async fn respond(&self, name: &str, response: wire::ConcludeStageRequest) -> Answer {
        let request = wire::ConcludeStageRequest {
            name: name.to_owned(),
            request_id: fresh_id(),
            ..response
        };
        let answer = self.representations().conclude_stage(request).await;
        answer.map(Response::into_inner)
    }

    /// Withdraws with what else is said of the withdrawal.
    pub async fn withdraw_so(&self, name: &str, withdrawal: wire::WithdrawRepresentationRequest) -> Answer {
        let request = wire::WithdrawRepresentationRequest {
            name: name.to_owned(),
            request_id: fresh_id(),
            ..withdrawal
        };
        let answer = self.representations().withdraw_representation(request).await;
        answer.map(Response::into_inner)
    }
}

/// Why a step was refused.
pub fn reason_of(answer: Answer) -> wire::ErrorReason {
    Refused::of(&answer.expect_err("a refusal")).reason
}

/// The words of the warnings of a representation.
pub fn warnings(representation: &wire::Representation) -> Vec<&str> {
    let warnings = representation.warnings.iter();
    warnings.map(|warning| warning.code.as_str()).collect()
}
