//! Good requests for the methods of keeping and destroying records.

use prost::Message;
use redress::api::wire::{self, ErasureBasis, HoldKind, Procedure};

use crate::harness::{
    NORTHWICK, Register,
    build::complaint,
    caller::{Caller, fresh_id},
    day,
    retention::{PROPOSER, confirmation, hold, proposal, rule},
};

/// A record that may be destroyed, one whose destruction was proposed, and one under a hold.
pub struct KeptRecords {
    ended: String,
    proposed: String,
    held: String,
}

/// A complaint that was refused on the day it came, which ends it.
async fn ended(officer: &Caller) -> String {
    let about = complaint(Procedure::CorporateCode, day(2026, 4, 8));
    let name = officer.register(about).await.expect("a registration").name;
    officer
        .withdraw(&name, day(2026, 4, 9))
        .await
        .expect("a withdrawal");
    name
}

impl KeptRecords {
    pub async fn of(register: &Register<'_>) -> Self {
        let officer = register.officer();
        let proposed = ended(&officer).await;
        let step = officer.propose(&proposed, ErasureBasis::ErasureRequest).await;
        step.expect("a proposal");
        let held = ended(&officer).await;
        officer
            .place_hold(&held, HoldKind::Inquiry)
            .await
            .expect("a hold");
        Self {
            ended: ended(&officer).await,
            proposed,
            held,
        }
    }

    /// A good request for a method of the service. The confirmation is asked by whoever may confirm what the officer
    /// proposed.
    pub fn request(&self, method: &str) -> Option<Vec<u8>> {
        let request_id = fresh_id();
        let parent = NORTHWICK.to_owned();
        let officer = PROPOSER.to_owned();
        Some(match method {
            "SetRetentionRule" => rule(wire::RetentionClass::Informal, 4).encode_to_vec(),
            "ListRetentionRules" => wire::ListRetentionRulesRequest { parent }.encode_to_vec(),
            "GetRetention" => wire::GetRetentionRequest {
                name: self.held.clone(),
            }
            .encode_to_vec(),
            "ReviewRetention" => wire::ReviewRetentionRequest {
                parent,
                as_at_date: Some(day(2040, 1, 1)),
                ..wire::ReviewRetentionRequest::default()
            }
            .encode_to_vec(),
            "PlaceHold" => hold(&self.ended, HoldKind::Litigation).encode_to_vec(),
            "ReleaseHold" => wire::ReleaseHoldRequest {
                name: self.held.clone(),
                hold: 1,
                officer,
                request_id,
                ..wire::ReleaseHoldRequest::default()
            }
            .encode_to_vec(),
            "ProposeDestruction" => proposal(&self.ended, ErasureBasis::ErasureRequest).encode_to_vec(),
            "WithdrawProposal" => wire::WithdrawProposalRequest {
                name: self.proposed.clone(),
                officer,
                request_id,
                ..wire::WithdrawProposalRequest::default()
            }
            .encode_to_vec(),
            "ConfirmDestruction" => confirmation(&self.proposed, "hos-1").encode_to_vec(),
            "ExportSubject" => wire::ExportSubjectRequest {
                parent,
                records: vec![self.held.clone()],
                person: wire::SubjectPerson::Complainant.into(),
                third_parties: wire::ThirdParties::Marked.into(),
                officer,
            }
            .encode_to_vec(),
            "ListErasures" => wire::ListErasuresRequest {
                parent,
                ..wire::ListErasuresRequest::default()
            }
            .encode_to_vec(),
            _ => return None,
        })
    }
}
