//! Every measure: known by its id, of kinds that there are, and told of to readers.

use super::super::{Cell, Scale, measures};
use crate::domain::{ids::CodeId, lists::List, reference::Reference, release::grid::BENCHMARK_GRID};

fn code(id: &str) -> CodeId {
    CodeId::parse(id).expect("a code")
}

#[test]
fn the_page_for_readers_names_every_measure() {
    let page = include_str!("../../../../docs/benchmarks.md");
    for measure in measures::all() {
        let id = measure.id;
        let longer = id
            .match_indices("_per_")
            .map(|(at, _)| (&id[..at], &id[at..]))
            .last();
        let is_named = page.contains(&format!("`{id}`"))
            || longer.is_some_and(|(of, per)| {
                page.contains(&format!("`{of}`")) && page.contains(&format!("`{per}`"))
            });
        assert!(is_named, "{id}");
    }
}

#[test]
fn every_measure_has_an_id_of_its_own_and_kinds_that_there_are() {
    let reference = Reference::of_deployment();
    let mut ids: Vec<&str> = measures::all().map(|measure| measure.id).collect();
    for measure in measures::all() {
        let cells = measure
            .numerator
            .0
            .iter()
            .chain(measure.denominator.0)
            .copied()
            .flatten();
        for cell in cells {
            match cell {
                Cell::Given(kind) => {
                    assert!(reference.list(List::FigureKinds).contains(&code(kind)), "{kind}");
                }
                Cell::Released {
                    table, measure, row, ..
                } => {
                    let found = BENCHMARK_GRID.tables.iter().find(|known| known.id == *table);
                    let found = found.expect(table);
                    assert!(found.measures.contains(measure), "{table} {measure}");
                    assert!(
                        [0, found.dimensions.len()].contains(&row.len()),
                        "{table} {row:?}"
                    );
                }
            }
        }
        assert_eq!(measure.scale == Scale::Count, measure.denominator_name.is_empty());
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
