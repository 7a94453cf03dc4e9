//! Releases that a body is handed from another deployment.

use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
        write::Terms,
    },
    app::releases::{Arrival, digest_of},
    domain::{
        financial_year::FinancialYear,
        ids::{AuthorityId, CodeId},
        limits,
        received::TakenIn,
        release::{self, ReleaseState},
    },
};

/// Reads what a body is handed. Whether the authorities are of this deployment is the handler's to ask.
pub fn arrivals(
    reader: &mut Reader<'_>,
    request: wire::ReceiveReleasesRequest,
) -> Option<(Vec<Arrival>, Terms)> {
    let wire::ReceiveReleasesRequest {
        parent: _,
        releases,
        request_id,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, "", validate_only);
    if releases.is_empty() {
        reader.refuse("releases", "must be given");
    }
    let releases = reader.at_most("releases", releases, limits::RELEASES_AT_ONCE_MAX)?;
    let mut found = Vec::with_capacity(releases.len());
    let count = releases.len();
    for (place, release) in releases.into_iter().enumerate() {
        let arrival = reader.within(format_args!("releases[{place}]"), |reader| {
            arrival(reader, release)
        });
        found.extend(arrival);
    }
    let is_whole = count > 0 && found.len() == count;
    Some((found, terms?)).filter(|_| is_whole)
}

fn arrival(reader: &mut Reader<'_>, release: wire::PulledRelease) -> Option<Arrival> {
    let wire::PulledRelease {
        position: _,
        authority,
        grid,
        financial_year,
        version,
        digest,
        state,
        withdrawal_reason,
        named,
        text,
    } = release;
    let authority = AuthorityId::parse(&authority)
        .map_err(|error| reader.refuse("authority", error))
        .ok();
    let grid = CodeId::parse(&grid)
        .map_err(|error| reader.refuse("grid", error))
        .ok();
    let year = reader.number("financial_year", financial_year, 1990, 2200);
    let version = reader.number("version", version, 1_u32, 1_000_000);
    match reader.value("state", ReleaseState::from_wire(state))? {
        ReleaseState::Withdrawn => {
            let reason = CodeId::parse(&withdrawal_reason)
                .map_err(|error| reader.refuse("withdrawal_reason", error))
                .ok();
            if !text.is_empty() {
                reader.refuse("text", "must be empty for a release that was withdrawn");
                return None;
            }
            Some(Arrival::Withdrawn {
                authority: authority?,
                grid: grid?.to_string(),
                year: FinancialYear(year?),
                version: version?,
                reason: reason?,
            })
        }
        ReleaseState::Published => {
            let content = match release::read(&text) {
                Ok(content) => content,
                Err(error) => {
                    reader.refuse("text", error);
                    return None;
                }
            };
            let says = (
                &content.authority,
                content.grid.as_str(),
                FinancialYear::of(content.period.starts_on()),
                content.version,
            );
            let grid = grid?;
            if says != (&authority?, grid.as_str(), FinancialYear(year?), version?) {
                reader.refuse(
                    "text",
                    "must be of the authority, grid, year and version that are given",
                );
                return None;
            }
            if digest_of(&text) != digest {
                reader.refuse("digest", "must be that of the text");
                return None;
            }
            Some(Arrival::Published(TakenIn {
                authority: content.authority,
                release: None,
                grid: content.grid,
                period: content.period,
                version: content.version,
                named,
                text: text.into(),
                digest,
            }))
        }
        ReleaseState::Previewed | ReleaseState::SignedOff => {
            reader.refuse("state", "must be published or withdrawn");
            None
        }
    }
}
