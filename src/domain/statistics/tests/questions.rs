//! Unsound questions are refused, with everything that is wrong at once.

use super::*;

/// The problems as `field: text`.
fn problems(draft: &QueryDraft) -> Vec<String> {
    let problems = Query::of(draft, council()).expect_err("unsound");
    problems
        .into_iter()
        .map(|problem| format!("{}: {}", problem.field, problem.text))
        .collect()
}

#[test]
fn units_are_never_mixed_and_the_reason_is_given() {
    let mixed = draft(&["representations_received", "stage_late"], &[]);
    assert_eq!(
        problems(&QueryDraft {
            basis: Some(Basis::Received),
            ..mixed
        }),
        ["measures[1]: counts stages beside `representations_received`, which counts representations"]
    );
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let asked = QueryDraft {
        filters: vec![
            ("kind".to_owned(), vec!["moan".to_owned()]),
            (
                "team".to_owned(),
                vec!["Team North".to_owned(), "team west".to_owned()],
            ),
            ("method".to_owned(), Vec::new()),
        ],
        include_empty: true,
        ..draft(
            &["representations_received", "happiness"],
            &["stage", "weather", "team", "team"],
        )
    };
    assert_eq!(
        problems(&asked),
        [
            "include_empty: needs exactly one dimension",
            "measures[1]: is not a measure",
            "dimensions[0]: is not a dimension of representations",
            "dimensions[1]: is not a dimension",
            "dimensions[3]: is asked for twice",
            "filters[0].values[0]: must be one of complaint, comment, compliment, \
             service_request, ineligible_representation, customer_care_issue",
            "filters[1].values[0]: is not in the list teams",
            "filters[2].values: must be 1 to 100 values",
        ]
    );
}

#[test]
fn limits_hold() {
    let asked = draft(
        &["representations_received"; 21],
        &["kind", "state", "team", "method", "service"],
    );
    let problems = problems(&asked);
    assert!(
        problems.contains(&"measures: must not be more than 20".to_owned()),
        "{problems:?}"
    );
    assert!(
        problems.contains(&"dimensions: must not be more than 4".to_owned()),
        "{problems:?}"
    );
    assert_eq!(
        Query::of(&draft(&[], &[]), council()).expect_err("unsound")[0].field,
        "measures"
    );
}

#[test]
fn the_basis_is_the_measures_own_where_they_share_one() {
    let query = Query::of(&draft(&["stage_late", "stages_concluded"], &[]), council()).expect("sound");
    assert_eq!(query.basis(), Basis::Concluded);
    assert_eq!(
        problems(&draft(&["stage_events", "stages_concluded"], &[])),
        ["measures[1]: takes the basis concluded of itself, `stage_events` started; ask for one basis"]
    );
    let due = QueryDraft {
        basis: Some(Basis::Due),
        ..draft(&["representations_received"], &[])
    };
    assert_eq!(
        problems(&due),
        ["measures[0]: cannot be counted on the basis due"]
    );
}

#[test]
fn filters_take_names_and_blank() {
    let asked = QueryDraft {
        filters: vec![("team".to_owned(), vec!["TEAM WEST".to_owned(), BLANK.to_owned()])],
        ..draft(&["representations_received"], &[])
    };
    let query = Query::of(&asked, council()).expect("sound");
    assert_eq!(query.filters()[0].values, [Some("west".to_owned()), None]);
}
