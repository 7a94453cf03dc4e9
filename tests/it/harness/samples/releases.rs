//! Good requests for the methods of releases.

use prost::Message;
use redress::{api::wire, domain::access::Role};

use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    caller::fresh_id,
    day,
    releases::{another_body, complain, preview_of, publication},
};

/// The release of a year in which nothing was recorded: the records are asked for many times, and each release is
/// attacked together with all before it.
fn preview(authority: &str) -> wire::PreviewReleaseRequest {
    wire::PreviewReleaseRequest {
        financial_year: 2024,
        ..preview_of(authority)
    }
}

/// A body beside the two authorities.
const WESTSHIRE: &str = "authorities/westshire";

/// A release that was previewed, one that was signed off, one that was published, and one that Northwick received.
pub struct ReleaseRecords {
    previewed: String,
    signed_off: String,
    published: String,
    from_elsewhere: wire::PulledRelease,
}

impl ReleaseRecords {
    pub async fn of(register: &Register<'_>) -> Self {
        let officer = register.officer();
        complain(&officer).await;
        // A case may ask for these records twice.
        let name = WESTSHIRE.to_owned();
        let request = wire::GetAuthorityRequest { name };
        if register
            .deployment()
            .reference()
            .get_authority(request)
            .await
            .is_err()
        {
            another_body(register, WESTSHIRE).await;
        }
        let neighbour = register.client_of(SOUTHMERE, Role::Officer);
        neighbour.release_of(preview(SOUTHMERE), &[NORTHWICK]).await;
        let published = officer.release_of(preview(NORTHWICK), &[SOUTHMERE]).await.name;
        let previewed = officer.preview_release(preview(NORTHWICK)).await;
        let previewed = previewed.expect("a preview");
        Self {
            from_elsewhere: from_elsewhere(&previewed),
            previewed: previewed.name,
            signed_off: officer.signed_off_of(preview(NORTHWICK)).await.name,
            published,
        }
    }

    /// A good request for a method of the service.
    pub fn request(&self, method: &str) -> Option<Vec<u8>> {
        let request_id = fresh_id();
        let on = Some(day(2026, 6, 1));
        let parent = NORTHWICK.to_owned();
        Some(match method {
            "PreviewRelease" => preview(NORTHWICK).encode_to_vec(),
            "GetRelease" => wire::GetReleaseRequest {
                name: self.published.clone(),
            }
            .encode_to_vec(),
            "ListReleases" => wire::ListReleasesRequest {
                parent,
                ..wire::ListReleasesRequest::default()
            }
            .encode_to_vec(),
            "SignOffRelease" => wire::SignOffReleaseRequest {
                name: self.previewed.clone(),
                signed_off_by: "hos-1".to_owned(),
                signed_off_date: on,
                request_id,
                ..wire::SignOffReleaseRequest::default()
            }
            .encode_to_vec(),
            "PublishRelease" => publication(&self.signed_off, &[WESTSHIRE]).encode_to_vec(),
            "WithdrawRelease" => wire::WithdrawReleaseRequest {
                name: self.published.clone(),
                reason: "wrong_figures".to_owned(),
                withdrawn_date: on,
                request_id,
                ..wire::WithdrawReleaseRequest::default()
            }
            .encode_to_vec(),
            "SaveDisclosurePolicy" => wire::SaveDisclosurePolicyRequest {
                parent,
                policy: Some(wire::DisclosurePolicy {
                    mode: wire::DisclosureMode::Withhold.into(),
                    threshold: 10,
                }),
                request_id,
                ..wire::SaveDisclosurePolicyRequest::default()
            }
            .encode_to_vec(),
            "GetDisclosurePolicy" => wire::GetDisclosurePolicyRequest { parent }.encode_to_vec(),
            "PullReleases" => wire::PullReleasesRequest {
                parent,
                after_position: 0,
            }
            .encode_to_vec(),
            "ReceiveReleases" => wire::ReceiveReleasesRequest {
                parent,
                releases: vec![self.from_elsewhere.clone()],
                request_id,
                ..wire::ReceiveReleasesRequest::default()
            }
            .encode_to_vec(),
            "ListReceivedReleases" => wire::ListReceivedReleasesRequest {
                parent,
                ..wire::ListReceivedReleasesRequest::default()
            }
            .encode_to_vec(),
            _ => return None,
        })
    }
}

/// What a release would be if it were of an authority of another deployment.
pub fn from_elsewhere(release: &wire::Release) -> wire::PulledRelease {
    let text = release
        .text
        .replacen("authority\tnorthwick", "authority\teastmoor", 1);
    wire::PulledRelease {
        position: 17,
        authority: "eastmoor".to_owned(),
        grid: release.grid.clone(),
        financial_year: release.start_date.expect("a period").year,
        version: release.version,
        digest: redress::app::releases::digest_of(&text),
        state: wire::ReleaseState::Published.into(),
        withdrawal_reason: String::new(),
        named: true,
        text,
    }
}
