//! The row that lists of editions read, as in `rows`.

use super::*;
use crate::domain::{edition, entry::EditionLine};

#[test]
fn an_edition_that_was_restated() {
    let events = [
        edition::Event::Prepared(edition::tests::preparation(&["director"])),
        edition::Event::Published {
            on: day("2024-06-20"),
        },
        edition::Event::Restated(edition::Restatement {
            position: 120,
            reason: code("recorded_late"),
            digests: vec!["bb".to_owned()],
        }),
    ];
    let recorded = (7..).zip(&events).map(|(position, event)| at(position, event));
    let state = recorded.fold(None, edition::Edition::evolve).expect("an edition");
    insta::assert_snapshot!(format!("{:?}", EditionLine::of(7, &state)));
}
