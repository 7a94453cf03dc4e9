//! Good requests for the comparisons of councils.

use prost::Message;
use redress::{api::wire, domain::access::Role};

use super::parent;
use crate::harness::{NORTHWICK, Register, caller::fresh_id, day};

fn peer_group() -> wire::PeerGroup {
    wire::PeerGroup {
        id: "region-2025".to_owned(),
        display_name: "The region".to_owned(),
        provider: "The region itself".to_owned(),
        financial_year: 2025,
        members: vec!["midmarsh".to_owned(), "overmarsh".to_owned()],
    }
}

fn question() -> wire::ComparisonQuestion {
    wire::ComparisonQuestion {
        peer_group: "region-2025".to_owned(),
        financial_year: 2025,
        measures: vec!["uphold_rate".to_owned()],
        own: "midmarsh".to_owned(),
        reference_rates: vec![wire::ReferenceRate {
            measure: "uphold_rate".to_owned(),
            label: "The country".to_owned(),
            rate: "80".to_owned(),
        }],
        ..wire::ComparisonQuestion::default()
    }
}

/// Saves what the samples name: bodies and a peer group of them.
pub async fn save(register: &Register<'_>) {
    let admin = register.client(Role::Admin);
    for body in ["midmarsh", "overmarsh"] {
        let request = wire::SaveCodeRequest {
            parent: format!("{NORTHWICK}/lists/bodies"),
            code_id: body.to_owned(),
            code: Some(wire::Code {
                display_name: format!("{body} council"),
                ..wire::Code::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        admin.reference().save_code(request).await.expect("a body");
    }
    let request = wire::SavePeerGroupRequest {
        parent: NORTHWICK.to_owned(),
        peer_group: Some(peer_group()),
        request_id: fresh_id(),
        validate_only: false,
    };
    let saved = admin.benchmarks().save_peer_group(request).await;
    saved.expect("a peer group");
}

pub fn request(method: &str) -> Option<Vec<u8>> {
    let request_id = fresh_id();
    Some(match method {
        "SavePeerGroup" => wire::SavePeerGroupRequest {
            parent: NORTHWICK.to_owned(),
            peer_group: Some(wire::PeerGroup {
                id: "neighbours-2025".to_owned(),
                ..peer_group()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "ListPeerGroups" => parent(wire::ListPeerGroupsRequest::default(), |request| {
            &mut request.parent
        }),
        "ImportPublishedFigures" => wire::ImportPublishedFiguresRequest {
            parent: NORTHWICK.to_owned(),
            table: "lgsco-received".to_owned(),
            columns: vec![wire::FigureColumn {
                header: "Roads".to_owned(),
                kind: "received_highways".to_owned(),
                ..wire::FigureColumn::default()
            }],
            headers: ["Authority Name", "Housing", "Roads"].map(str::to_owned).into(),
            rows: vec![wire::PublishedFigureRow {
                cells: ["Midmarsh Council", "7", "3"].map(str::to_owned).into(),
            }],
            financial_year: 2025,
            source: "The Ombudsman".to_owned(),
            source_date: Some(day(2026, 4, 1)),
            confidence: wire::Confidence::A.into(),
            request_id,
            validate_only: true,
            ..wire::ImportPublishedFiguresRequest::default()
        }
        .encode_to_vec(),
        "CompareAuthorities" => wire::CompareAuthoritiesRequest {
            parent: NORTHWICK.to_owned(),
            question: Some(question()),
        }
        .encode_to_vec(),
        "RenderComparison" => wire::RenderComparisonRequest {
            parent: NORTHWICK.to_owned(),
            question: Some(question()),
            formats: Vec::new(),
        }
        .encode_to_vec(),
        "ReconcileFigures" => wire::ReconcileFiguresRequest {
            parent: NORTHWICK.to_owned(),
            financial_year: 2025,
            ..wire::ReconcileFiguresRequest::default()
        }
        .encode_to_vec(),
        _ => return None,
    })
}
