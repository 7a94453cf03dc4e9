//! What an administrator does once: the authority, its lists, and a token for each program that will call.

use std::collections::BTreeSet;

use super::{
    AUTHORITY, DemoError,
    calls::Calls,
    figures,
    records::{Records, ReferenceRecord},
};
use crate::{
    api::wire,
    domain::{lists::List, word::Word},
};

/// The tokens of the programs that call.
pub(super) struct Tokens {
    /// Of the contact-centre system.
    pub(super) officer: String,
    /// Of the reporting service.
    pub(super) analyst: String,
}

/// Registers the authority, saves its lists and issues the tokens.
pub(super) async fn prepare(calls: &Calls, records: &Records) -> Result<Tokens, DemoError> {
    register_authority(calls, &records.reference).await?;
    for (number, (list, code_id, code)) in codes(records).into_iter().enumerate() {
        let request = wire::SaveCodeRequest {
            parent: format!("{AUTHORITY}/lists/{}", list.word()),
            request_id: format!("demo.code.{number}"),
            code_id,
            code: Some(code),
            validate_only: false,
        };
        calls
            .reference()
            .save_code(request)
            .await
            .map_err(DemoError::call("SaveCode"))?;
    }
    Ok(Tokens {
        officer: token(calls, "crm", wire::Role::Officer).await?,
        analyst: token(calls, "reporting", wire::Role::Analyst).await?,
    })
}

async fn register_authority(calls: &Calls, reference: &ReferenceRecord) -> Result<(), DemoError> {
    let request = wire::RegisterAuthorityRequest {
        authority_id: reference.authority.id.clone(),
        authority: Some(wire::Authority {
            name: String::new(),
            display_name: reference.authority.name.clone(),
            r#type: wire::AuthorityType::Metropolitan.into(),
            region: reference.authority.region.clone(),
        }),
        request_id: "demo.authority".to_owned(),
        validate_only: false,
    };
    let answer = calls.reference().register_authority(request).await;
    answer.map(drop).map_err(DemoError::call("RegisterAuthority"))
}

async fn token(calls: &Calls, client: &str, role: wire::Role) -> Result<String, DemoError> {
    let request = wire::SaveClientRequest {
        parent: AUTHORITY.to_owned(),
        client_id: client.to_owned(),
        client: Some(wire::Client {
            role: role.into(),
            ..wire::Client::default()
        }),
        request_id: format!("demo.{client}"),
        validate_only: false,
    };
    calls
        .access()
        .save_client(request)
        .await
        .map_err(DemoError::call("SaveClient"))?;
    let request = wire::IssueTokenRequest {
        parent: format!("{AUTHORITY}/clients/{client}"),
        request_id: format!("demo.{client}"),
        validate_only: false,
    };
    let answer = calls
        .access()
        .issue_token(request)
        .await
        .map_err(DemoError::call("IssueToken"))?;
    Ok(answer.into_inner().secret)
}

/// Every code with its list and id, parents before children.
fn codes(records: &Records) -> Vec<(List, String, wire::Code)> {
    let (reference, adults) = (&records.reference, &records.adults);
    let mut codes = Vec::new();
    for service in reference.services.iter().chain(&adults.services) {
        let code = wire::Code {
            group: service.group.clone().unwrap_or_default(),
            ..named(&service.name)
        };
        codes.push((List::Services, service.id.clone(), code));
    }
    codes.extend(other_services(records));
    for team in reference.teams.iter().chain(&adults.teams) {
        let code = wire::Code {
            aliases: team.aliases.clone(),
            parent_code: team.service.clone(),
            group: team
                .compliments_group
                .map(|group| group.to_string())
                .unwrap_or_default(),
            ..named(&team.name)
        };
        codes.push((List::Teams, slug(&team.name), code));
    }
    let categories = &adults.concern_categories;
    for category in reference.concern_categories.iter().chain(categories) {
        codes.push((List::ConcernCategories, slug(category), named(category)));
    }
    for (category, subcategories) in &reference.concern_subcategories {
        for subcategory in subcategories {
            let code = wire::Code {
                parent_code: slug(category),
                ..named(subcategory)
            };
            codes.push((List::ConcernSubcategories, slug(subcategory), code));
        }
    }
    for theme in &reference.compliment_themes {
        codes.push((List::ComplimentThemes, slug(theme), named(theme)));
    }
    codes.extend(figures::codes());
    codes
}

/// The services that only cases of the Ombudsman are about.
fn other_services(records: &Records) -> Vec<(List, String, wire::Code)> {
    let known = records
        .reference
        .services
        .iter()
        .chain(&records.adults.services)
        .map(|service| service.name.to_lowercase());
    let known: BTreeSet<String> = known.collect();
    let named_in_cases: BTreeSet<&String> = records
        .cases
        .iter()
        .filter_map(|case| case.service_area.as_ref())
        .collect();
    let new = named_in_cases
        .into_iter()
        .filter(|name| !known.contains(&name.to_lowercase()));
    new.map(|name| (List::Services, slug(name), named(name)))
        .collect()
}

fn named(name: &str) -> wire::Code {
    wire::Code {
        display_name: name.to_owned(),
        ..wire::Code::default()
    }
}

/// The id made of a name: "Quality & Assurance" is `quality-and-assurance`.
pub(super) fn slug(name: &str) -> String {
    let name = name.to_lowercase().replace('\'', "").replace('&', "and");
    let words = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
