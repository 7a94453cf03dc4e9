//! Annual lists against the register.

use std::collections::BTreeMap;

use super::*;
use crate::domain::{
    financial_year::{FinancialYear, Period},
    ombudsman::annual_list::{AnnualList, ListedCase, Reconciliation, Total, decision_named, outcome_named},
};

fn row(reference: &str) -> ListedCase {
    ListedCase {
        reference: reference.to_owned(),
        category: None,
        received_on: None,
        decided_on: None,
        decision: None,
        compliance: None,
        target_on: None,
        achieved_on: None,
    }
}

fn reconcile(list: AnnualList, rows: &[ListedCase], case: &OmbudsmanCase) -> Reconciliation {
    let year = Period::financial_year(FinancialYear(2023));
    list.reconcile(rows, &BTreeMap::from([(7, case)]), |on| year.contains(on))
}

#[test]
fn a_list_names_decisions_in_the_words_of_either_taxonomy() {
    for (text, expected) in [
        ("Referred back for local resolution", Decision::ReferredBack),
        ("Incomplete/Invalid", Decision::InvalidOrIncomplete),
        ("Assessed and closed", Decision::ClosedAfterInitialEnquiries),
        (
            "Closed after initial enquiries",
            Decision::ClosedAfterInitialEnquiries,
        ),
        ("  NOT upheld: no fault ", Decision::NotUpheld),
        ("Upheld: fault & injustice", Decision::Upheld),
        ("Not for us", Decision::NotForUs),
    ] {
        assert_eq!(decision_named(text), Some(expected), "{text}");
    }
    for decision in Decision::ALL {
        let word = decision.word().replace('_', " ");
        assert_eq!(decision_named(&word), Some(*decision), "{word}");
    }
    assert_eq!(decision_named("perhaps upheld"), None);
    assert_eq!(
        outcome_named("Remedy completed late"),
        Some(Compliance::CompletedLate)
    );
    assert_eq!(
        outcome_named("Remedy not complete and not satisfied"),
        Some(Compliance::NotComplete)
    );
}

/// Manual for Councils 11: the lists are checked against the register, case by case and in sum.
#[test]
fn what_is_unknown_missing_or_different_is_told() {
    let case = carried_out(&[register(), decision(Decision::AdviceGiven)]);
    let stranger = row("23 999 999");
    let found = reconcile(AnnualList::Received, std::slice::from_ref(&stranger), &case);
    assert_eq!(
        (found.agreeing, &found.unknown[..], &found.missing[..]),
        (0, &[0][..], &[7][..])
    );

    let mut same = row("23 013 837");
    same.category = Some(code("housing"));
    same.decision = Some(Decision::NotForUs);
    same.decided_on = Some(day("2023-09-27"));
    let found = reconcile(AnnualList::Decided, &[stranger, same.clone()], &case);
    assert_eq!(
        (found.agreeing, found.unknown.len(), found.missing.len()),
        (1, 1, 0)
    );
    let total = |value: &str, listed, registered| Total {
        value: value.to_owned(),
        listed,
        registered,
    };
    assert_eq!(
        found.totals,
        [total("advice_given", 0, 1), total("not_for_us", 1, 0)]
    );

    same.decision = Some(Decision::Upheld);
    same.received_on = Some(day("2023-08-04"));
    same.compliance = Some(Compliance::Complete);
    let found = reconcile(AnnualList::Decided, &[same], &case);
    let fields: Vec<(&str, &str, &str)> = found.differing[0]
        .2
        .iter()
        .map(|found| (found.field, found.listed.as_str(), found.registered.as_str()))
        .collect();
    assert_eq!(
        fields,
        [
            ("received_date", "2023-08-04", "2023-08-03"),
            ("decision", "upheld", "advice_given"),
            ("compliance", "complete", ""),
        ]
    );
}

#[test]
fn a_case_of_another_year_is_not_missing() {
    let case = carried_out(&[register()]);
    let found = reconcile(AnnualList::Decided, &[row("23 999 999")], &case);
    assert!(found.missing.is_empty());
}

/// Manual for Councils 11: a case that the council first hears of from the annual list.
#[test]
fn a_case_is_unknown_until_listed_while_nobody_was_told_of_it() {
    let case = |from_annual_list, notified_on: Option<&str>| {
        let Command::Register(registration) = register() else {
            panic!("a registration");
        };
        let registration = CaseRegistration {
            from_annual_list,
            notified_on: notified_on.map(day),
            ..registration
        };
        carried_out(&[Command::Register(registration)]).is_unknown_until_listed()
    };
    assert!(case(true, None));
    assert!(!case(false, None));
    assert!(!case(false, Some("2023-08-07")));
    assert!(!case(true, Some("2023-08-07")));
}
