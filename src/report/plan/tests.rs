use std::collections::BTreeSet;

use super::*;
use crate::domain::{
    financial_year::{FinancialYear, Period},
    reference::Reference,
    statistics::{Dimension, Measure, Query, Values},
};

fn planned() -> impl Iterator<Item = (Kind, &'static Plan)> {
    Kind::ALL.iter().filter_map(|kind| Some((*kind, plan(*kind)?)))
}

fn query(kind: Kind, table: &str) -> Query {
    let definition = definition(kind);
    let found = definition.tables.iter().find(|known| known.id == table);
    let found = found.unwrap_or_else(|| panic!("{kind:?} has no table {table}"));
    let year = Period::financial_year(FinancialYear(2023));
    let query = found.query(year, None, &Reference::of_deployment());
    query.unwrap_or_else(|problems| panic!("{table}: {problems:?}"))
}

/// Every table of every report can be made, in an authority that has nothing but the built-in lists.
#[test]
fn every_table_is_there_and_sound() {
    for (kind, plan) in planned() {
        for shown in plan.sections.iter().flat_map(|section| section.tables) {
            assert!(!query(kind, shown.table.id()).measures().is_empty());
        }
    }
}

/// A sentence or a gap names a figure that its report has.
#[test]
fn every_figure_that_is_named_is_there() {
    for (kind, plan) in planned() {
        for section in plan.sections {
            let of_sentences = section.sentences.iter().flat_map(|sentence| match *sentence {
                Sentence::Count { of, .. }
                | Sentence::Rate { of, .. }
                | Sentence::Days { of, .. }
                | Sentence::Most { of, .. } => vec![of],
                Sentence::Part { part, whole, .. } => vec![part, whole],
            });
            let of_gaps = section.gaps.iter().flat_map(|gap| match *gap {
                Gap::Blank { of, .. } | Gap::Some { of, .. } => vec![of],
                Gap::None { of, whole, .. } => vec![of, whole],
                Gap::Never(_) => Vec::new(),
            });
            for at in of_sentences.chain(of_gaps) {
                let query = query(kind, at.table);
                let is_it = |measure: &&'static Measure| measure.id == at.measure;
                assert!(query.measures().iter().any(is_it), "{kind:?}: {at:?}");
                let Some(row) = at.row else { continue };
                let first: Option<&&Dimension> = query.dimensions().first();
                match first.map(|dimension| dimension.values) {
                    Some(Values::Words(words)) => assert!(words.contains(&row), "{kind:?}: {at:?}"),
                    other => panic!("{kind:?}: {at:?} is of {other:?}"),
                }
            }
        }
    }
}

/// Addresses inside a page, places for texts and files are each named once.
#[test]
fn nothing_is_named_twice() {
    for (kind, plan) in planned() {
        let sections: Vec<&str> = plan.sections.iter().map(|section| section.id).collect();
        let tables = plan.sections.iter().flat_map(|section| section.tables);
        let tables: Vec<&str> = tables.map(|shown| shown.table.id()).collect();
        let places: Vec<&str> = narratives(kind).map(|(place, _)| *place).collect();
        for names in [sections, tables, places] {
            let unlike: BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(unlike.len(), names.len(), "{kind:?}: {names:?}");
        }
    }
}

/// The page's own parts have addresses that no section may take.
#[test]
fn no_section_takes_an_address_of_the_page() {
    let taken = [
        "content",
        "key-figures",
        "missing",
        "checklist",
        "withheld",
        "approval",
        "counted",
    ];
    for (kind, plan) in planned() {
        for section in plan.sections {
            assert!(!taken.contains(&section.id), "{kind:?}: {}", section.id);
            assert!(!section.duty.is_empty() && !section.title.is_empty());
        }
    }
}
