//! Documents that are consistent have nothing found in them; with one error planted, that one is.

mod consistent;
mod planted;

use proptest::prelude::*;

use super::{Finding, Publication, PublicationDraft, Rule, check};

/// What is found in these documents.
fn found(drafts: &[PublicationDraft]) -> Vec<Finding> {
    let read = |draft: &PublicationDraft| Publication::of(draft).expect("a document");
    check(&drafts.iter().map(read).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn nothing_is_found_in_what_is_consistent(seed in any::<u64>()) {
        let documents = consistent::documents(seed);
        let found = found(&documents);
        prop_assert!(found.is_empty(), "{found:#?}\n{documents:#?}");
    }
}

/// Each rule finds its own error in many documents, and no rule finds another's.
#[test]
fn a_planted_error_is_found_by_its_rule_alone() {
    for (rule, plant) in planted::ALL {
        for seed in 0..20 {
            let mut documents = consistent::documents(seed);
            plant(&mut documents);
            let found = found(&documents);
            let rules: Vec<Rule> = found.iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, [*rule], "seed {seed}: {found:#?}");
        }
    }
}

/// Only the register can say what the register says.
#[test]
fn an_error_is_planted_for_every_rule() {
    use crate::domain::word::Word;

    let without: Vec<&Rule> = Rule::ALL
        .iter()
        .filter(|rule| !planted::ALL.iter().any(|(planted, _)| planted == *rule))
        .collect();
    assert_eq!(without, [&Rule::Register]);
}
