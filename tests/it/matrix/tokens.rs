//! Page tokens of another authority: refused as ones that were made up are.

use prost_reflect::{DynamicMessage, Value};
use tonic::Code;

use super::{
    call::call,
    cells::{Cells, line, tells},
    world::{Home, OF_NORTHWICK, Row, World, about},
};

/// Methods whose pages cannot be had here, each with why.
const WITHOUT: &[(&str, &str)] = &[
    (
        "ListAuthorities",
        "a client of an authority is told of its own alone",
    ),
    ("ListReceivedReleases", "Northwick received one release"),
];

/// Whether the method answers in pages.
pub fn has_pages(row: &Row) -> bool {
    row.sample
        .method
        .input()
        .get_field_by_name("page_token")
        .is_some()
}

/// Takes a token that Northwick was given to Southmere.
pub async fn look(world: &World, row: &Row, cells: &mut Cells) {
    let method = &row.sample.method;
    let with = |message: &DynamicMessage, token: &str| {
        let mut message = message.clone();
        message.set_field_by_name("page_size", Value::I32(1));
        message.set_field_by_name("page_token", Value::String(token.to_owned()));
        vec![message]
    };
    let may = |home| world.of_home(home).filter(|who| who.may(&row.permission));
    for who in may(Home::Northwick) {
        let sample = &row.sample.message;
        let first = call(&who.caller, method, with(sample, "")).await;
        let token = first
            .messages
            .first()
            .and_then(|message| message.get_field_by_name("next_page_token"));
        let token = token
            .and_then(|token| token.as_str().map(str::to_owned))
            .unwrap_or_default();
        let known = WITHOUT.iter().any(|(method, _)| *method == row.name());
        cells.check(token.is_empty() == known, || {
            format!("{}: {} and the token \"{token}\"", row.name(), line(&first))
        });
        if token.is_empty() {
            continue;
        }
        let next = call(&who.caller, method, with(sample, &token)).await;
        cells.check(next.code == Code::Ok, || {
            format!("{}: the next page: {}", row.name(), line(&next))
        });
        let forged = format!(
            "{}{}",
            if token.starts_with('0') { '1' } else { '0' },
            &token[1..]
        );
        let theirs = about(sample, "southmere");
        for other in may(Home::Southmere) {
            let taken = call(&other.caller, method, with(&theirs, &token)).await;
            let made_up = call(&other.caller, method, with(&theirs, &forged)).await;
            let holds = taken.code == Code::InvalidArgument
                && taken.text == made_up.text
                && !tells(&taken, OF_NORTHWICK);
            cells.check(holds, || {
                let (name, taken, made_up) = (row.name(), line(&taken), line(&made_up));
                format!(
                    "{name} by {} with {}'s token: {taken}; with a made-up one {made_up}",
                    other.label, who.label
                )
            });
        }
    }
}
