//! The built-in lists hold what they say, and names are understood.

mod calendar;
mod codes;
mod policies;

use super::{built_in, *};
use crate::domain::{
    lists::UNANSWERED,
    policy::{ClockName, TimeUnit},
};

#[test]
fn built_in_codes_are_all_there_and_no_name_means_two_codes() {
    let lists = built_in::lists();
    assert_eq!(lists[&List::Ethnicity].codes().len(), 19 + UNANSWERED.len());
    assert_eq!(lists[&List::OmbudsmanCategories].codes().len(), 9);
    for (list, codes) in &lists {
        for code in codes.codes() {
            for name in code.names() {
                assert_eq!(codes.named(name), Some(code), "{} in {}", name, list.word());
            }
        }
    }
}

#[test]
fn a_code_is_understood_by_id_display_name_and_alias_in_any_case() {
    let lists = built_in::lists();
    let methods = &lists[&List::Methods];
    for name in ["telephone", "Telephone", "PHONE", " phone "] {
        assert_eq!(
            methods.named(name).map(|code| code.id.as_str()),
            Some("telephone"),
            "{name}"
        );
    }
    assert_eq!(
        methods.resolve("fax", None, "methods"),
        Err(CodeProblem::Unknown("methods"))
    );
}

#[test]
fn the_built_in_policies_contradict_nothing_and_a_misplaced_clock_does() {
    for policy in built_in_policies() {
        let Policy {
            governs,
            valid_from,
            source,
            clocks,
            receipt_until,
            thresholds,
            ..
        } = policy;
        let draft = PolicyDraft {
            governs,
            valid_from,
            source,
            clocks,
            receipt_until,
            thresholds,
        };
        assert_eq!(draft.contradiction(), None, "{:?}", draft.governs);
        let mut without = draft.clone();
        without.clocks.retain(|rule| rule.clock != ClockName::Response);
        without
            .clocks
            .iter_mut()
            .for_each(|rule| rule.unit = TimeUnit::Months);
        assert!(without.contradiction().is_some(), "{:?}", draft.governs);
    }
}
