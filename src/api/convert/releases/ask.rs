//! What is asked of releases: those whose figures are made or attacked between reading the request and handing it to
//! the lane, and which to list.

use std::collections::BTreeSet;

use crate::{
    api::{
        convert::{Reader, values::Wire},
        names::Name,
        wire,
        write::Terms,
    },
    domain::{
        financial_year::FinancialYear,
        ids::{AuthorityId, Position},
        limits,
        release::{Publication, ReleaseState},
        word::Word,
    },
};

/// The first and last years that a release may be of, as dates may.
const YEARS: (i32, i32) = (1990, 2200);

/// A release as it is asked for.
#[derive(Debug)]
pub struct Asked {
    /// Its year.
    pub year: FinancialYear,
    /// The position to make it at; none for now.
    pub position: Option<Position>,
}

/// Reads a request to preview a release.
pub fn preview(reader: &mut Reader<'_>, request: wire::PreviewReleaseRequest) -> Option<(Asked, Terms)> {
    let wire::PreviewReleaseRequest {
        parent: _,
        financial_year,
        made_at_position,
        request_id,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, "", validate_only);
    let year = reader.number("financial_year", financial_year, YEARS.0, YEARS.1);
    if made_at_position < 0 {
        reader.refuse("made_at_position", "must be zero or more");
    }
    let asked = Asked {
        year: FinancialYear(year?),
        position: Some(made_at_position).filter(|position| *position > 0),
    };
    Some((asked, terms?)).filter(|_| made_at_position >= 0)
}

/// Reads a request to publish a release.
pub fn publish(
    reader: &mut Reader<'_>,
    authority: &AuthorityId,
    request: wire::PublishReleaseRequest,
) -> Option<(Publication, Terms)> {
    let wire::PublishReleaseRequest {
        name: _,
        recipients,
        named,
        published_date,
        request_id,
        etag,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, &etag, validate_only);
    let on = reader.past_date("published_date", published_date);
    if recipients.is_empty() {
        reader.refuse("recipients", "must be given");
    }
    let recipients = reader.at_most("recipients", recipients, limits::RECIPIENTS_MAX);
    let recipients = recipients.and_then(|recipients| read_recipients(reader, authority, &recipients));
    let publication = Publication {
        on: on?,
        recipients: recipients.filter(|recipients| !recipients.is_empty())?,
        named,
    };
    Some((publication, terms?))
}

fn read_recipients(
    reader: &mut Reader<'_>,
    authority: &AuthorityId,
    recipients: &[String],
) -> Option<Vec<AuthorityId>> {
    let mut found = Vec::with_capacity(recipients.len());
    let mut seen = BTreeSet::new();
    for (place, recipient) in recipients.iter().enumerate() {
        let field = format!("recipients[{place}]");
        match Name::parse(recipient).filter(Name::is_authority) {
            None => reader.refuse(field, "must be authorities/{body}"),
            Some(name) if name.authority == *authority => {
                reader.refuse(field, "must be another authority");
            }
            Some(name) if !seen.insert(name.authority.clone()) => {
                reader.refuse(field, "must not be given twice");
            }
            Some(name) => found.push(name.authority),
        }
    }
    (found.len() == recipients.len()).then_some(found)
}

/// Reads which releases to list: values that a column may have, each with the column.
pub fn release_filter(
    reader: &mut Reader<'_>,
    filter: Option<wire::ReleaseFilter>,
) -> Option<Vec<(&'static str, String)>> {
    let wire::ReleaseFilter {
        states,
        financial_years,
    } = filter.unwrap_or_default();
    let states = reader.at_most("filter.states", states, limits::FILTER_VALUES_MAX);
    let years = reader.at_most(
        "filter.financial_years",
        financial_years,
        limits::FILTER_VALUES_MAX,
    );
    let mut allowed = Vec::new();
    for (place, state) in states?.into_iter().enumerate() {
        let field = format_args!("filter.states[{place}]");
        if let Some(state) = reader.value(field, ReleaseState::from_wire(state)) {
            allowed.push(("state", state.word().to_owned()));
        }
    }
    for (place, year) in years?.into_iter().enumerate() {
        let field = format_args!("filter.financial_years[{place}]");
        if let Some(year) = reader.number(field, year, YEARS.0, YEARS.1) {
            allowed.push(("year", year.to_string()));
        }
    }
    Some(allowed)
}
