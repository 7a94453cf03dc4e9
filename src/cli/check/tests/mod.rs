//! The two forms, layouts of all kinds, and the project's own copies.

mod copies;
mod document;
mod forms;
mod layouts;
mod reports;
mod sentences;

use super::read;
use crate::domain::{
    publication::{Finding, Publication, check},
    word::Word,
};

/// What is found in a document written as CSV, under a head of its own.
fn found(lines: &str) -> Vec<Finding> {
    let text = format!("document,id=D,council=Northwick,year=2023/24,kind=childrens\n{lines}");
    let drafts = read::csv(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
    let publications: Vec<Publication> = drafts
        .iter()
        .map(|draft| Publication::of(draft).expect("read"))
        .collect();
    check(&publications)
}

/// The rules that find something, each with where.
fn rules(lines: &str) -> Vec<String> {
    let name = |finding: &Finding| {
        let place = &finding.places[0];
        let parts = [&place.table, &place.row, &place.column];
        let parts: Vec<&str> = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect();
        format!("{} {}", finding.rule.word(), parts.join("/"))
            .trim_end()
            .to_owned()
    };
    found(lines).iter().map(name).collect()
}

/// A right table: nothing is found.
fn right(lines: &str) {
    assert_eq!(rules(lines), Vec::<String>::new(), "{lines}\n{:#?}", found(lines));
}

/// A wrong table: this is found, and nothing else.
fn wrong(lines: &str, expected: &[&str]) {
    assert_eq!(rules(lines), expected, "{lines}\n{:#?}", found(lines));
}
