//! Good requests for the methods of editions.

use prost::Message;
use redress::api::wire;

use crate::harness::{
    NORTHWICK,
    caller::{Caller, fresh_id},
    day,
    editions::{approval, preparation, response},
};

/// An edition that waits for approval, one that has it, and one that was published, for good requests.
pub struct EditionRecords {
    prepared: String,
    approved: String,
    published: String,
}

impl EditionRecords {
    pub async fn of(officer: &Caller) -> Self {
        let prepared = officer.prepare_edition(preparation()).await;
        let approved = officer.prepare_edition(preparation()).await;
        let approved = approved.expect("an edition").name;
        let on = day(2026, 6, 1);
        for step in ["head_of_service", "director"] {
            let step = officer.approve_edition(&approved, approval(step, on)).await;
            step.expect("an approval");
        }
        let published = officer.publish_new_edition(on).await;
        Self {
            prepared: prepared.expect("an edition").name,
            approved,
            published: published.expect("an edition").name,
        }
    }

    /// A good request for a method of the service.
    pub fn request(&self, method: &str) -> Option<Vec<u8>> {
        let request_id = fresh_id();
        let on = day(2026, 6, 1);
        Some(match method {
            "PrepareEdition" => preparation().encode_to_vec(),
            "GetEdition" => wire::GetEditionRequest {
                name: self.published.clone(),
                view: 0,
                include_tables: true,
            }
            .encode_to_vec(),
            "ListEditions" => wire::ListEditionsRequest {
                parent: NORTHWICK.to_owned(),
                ..wire::ListEditionsRequest::default()
            }
            .encode_to_vec(),
            "ApproveEdition" => wire::ApproveEditionRequest {
                name: self.prepared.clone(),
                approval: Some(approval("head_of_service", on)),
                request_id,
                ..wire::ApproveEditionRequest::default()
            }
            .encode_to_vec(),
            "PublishEdition" => wire::PublishEditionRequest {
                name: self.approved.clone(),
                published_date: Some(on),
                request_id,
                ..wire::PublishEditionRequest::default()
            }
            .encode_to_vec(),
            "RecordGovernanceResponse" => wire::RecordGovernanceResponseRequest {
                name: self.published.clone(),
                response: Some(response(on, "The council noted the report.")),
                request_id,
                ..wire::RecordGovernanceResponseRequest::default()
            }
            .encode_to_vec(),
            // Nothing has changed since, and so it is refused by a rule once everything else is right.
            "RestateEdition" => wire::RestateEditionRequest {
                name: self.published.clone(),
                reason: "recorded_late".to_owned(),
                text: "One complaint came late.".to_owned(),
                request_id,
                ..wire::RestateEditionRequest::default()
            }
            .encode_to_vec(),
            _ => return None,
        })
    }
}
