//! The example of the documentation is what the program finds.

use super::super::read;
use crate::domain::{
    publication::{Publication, check},
    word::Word,
};

const DOCUMENT: &str = include_str!("../../../../docs/check.md");

fn block(language: &str) -> &'static str {
    let from = DOCUMENT
        .split_once(&format!("```{language}\n"))
        .expect("a block")
        .1;
    from.split_once("```").expect("its end").0
}

#[test]
fn the_example_finds_what_it_says() {
    let drafts = read::csv(block("csv")).expect("the example");
    let publications: Vec<Publication> = drafts
        .iter()
        .map(|draft| Publication::of(draft).expect("read"))
        .collect();
    let found = check(&publications);
    let lines = found.iter().map(|finding| {
        let (class, rule) = (finding.rule.class().word(), finding.rule.word());
        format!("{class} {rule}: {}: {}\n", finding.places[0], finding.how)
    });
    assert_eq!(lines.collect::<String>(), block("text"));
}

#[test]
fn every_rule_is_in_the_document() {
    use crate::domain::publication::Rule;

    for rule in Rule::ALL {
        assert!(
            DOCUMENT.contains(&format!("`{}`", rule.word())),
            "{}",
            rule.word()
        );
    }
}
