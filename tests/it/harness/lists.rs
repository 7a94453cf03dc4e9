//! What an authority of these cases is made of: services, teams with aliases, categories and themes.

use redress::api::wire;

use super::caller::{Caller, fresh_id};

/// Each code with its list, display name, aliases and parent.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const CODES: &[Row] = &[
    ("services", "childrens", "Children's services", &[], ""),
    ("services", "adults", "Adult social care", &["ASC"], ""),
    ("services", "highways", "Highways", &[], ""),
    (
        "teams",
        "looked-after",
        "Looked After Team",
        &["LAC", "Team 7"],
        "childrens",
    ),
    ("teams", "hospital", "Hospital Team", &[], "adults"),
    ("teams", "potholes", "Potholes", &["Road repairs"], "highways"),
    ("concern-categories", "delay", "Delay", &["Lateness"], ""),
    ("concern-categories", "staff", "Conduct of staff", &[], ""),
    ("concern-subcategories", "late-visit", "Late visit", &[], "delay"),
    ("compliment-themes", "kindness", "Kindness", &[], ""),
    ("compliment-themes", "speed", "Speed", &[], ""),
    ("officers", "hos-1", "Head of service 1", &[], ""),
    ("officers", "manager", "Complaints manager", &[], ""),
    ("officers", "investigator", "Investigating officer 4", &[], ""),
    ("officers", "independent", "Independent person 2", &[], ""),
    ("providers", "haven", "Haven Care", &[], ""),
    ("partner-bodies", "hospital-trust", "Hospital trust", &[], ""),
    ("advocacy-providers", "voices", "Voices", &[], ""),
];

/// Registers an authority with its lists.
pub async fn register_authority(admin: &Caller, authority: &str) {
    let id = authority.trim_start_matches("authorities/");
    let request = wire::RegisterAuthorityRequest {
        authority_id: id.to_owned(),
        authority: Some(wire::Authority {
            display_name: format!("{id} council"),
            r#type: wire::AuthorityType::Unitary.into(),
            region: "The Fens".to_owned(),
            ..wire::Authority::default()
        }),
        request_id: fresh_id(),
        validate_only: false,
    };
    let registered = admin.reference().register_authority(request).await;
    registered.expect("a registered authority");
    for row in CODES.iter().copied() {
        admin
            .reference()
            .save_code(save_code(authority, row))
            .await
            .expect("a saved code");
    }
}

fn save_code(authority: &str, (list, id, display_name, aliases, parent): Row) -> wire::SaveCodeRequest {
    wire::SaveCodeRequest {
        parent: format!("{authority}/lists/{list}"),
        code_id: id.to_owned(),
        code: Some(wire::Code {
            display_name: display_name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            parent_code: parent.to_owned(),
            ..wire::Code::default()
        }),
        request_id: fresh_id(),
        validate_only: false,
    }
}
