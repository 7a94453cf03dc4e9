//! Groups fold into the figures that they should.

use super::*;

/// A group of complaints: how many, their state, and their finding.
fn found(query: &Query, count: i64, state: &str, finding: &str) -> Group {
    let mut values = vec![(Column::State, state)];
    if !finding.is_empty() {
        values.push((Column::Finding, finding));
    }
    group(query, count, &values)
}

#[test]
fn outcome_shares_name_their_denominators() {
    let measures = [
        "representations_received",
        "share_of_received",
        "share_of_concluded",
        "share_with_a_finding",
    ];
    let query = Query::of(&draft(&measures, &["published_outcome"]), council()).expect("sound");
    let groups = [
        found(&query, 10, "concluded", "upheld"),
        found(&query, 54, "concluded", "partly_upheld"),
        found(&query, 1, "answered", "partly_upheld"),
        found(&query, 40, "concluded", "not_upheld"),
        found(&query, 45, "withdrawn", ""),
        found(&query, 2, "withdrawn", "partly_upheld"),
        found(&query, 4, "open", ""),
    ];
    assert_eq!(
        lines(&fold(&query, &groups)),
        [
            "upheld 10 10/156=6.4 10/152=6.6 10/105=9.5",
            "partly_upheld 55 55/156=35.3 55/152=36.2 55/105=52.4",
            "not_upheld 40 40/156=25.6 40/152=26.3 40/105=38.1",
            "withdrawn 47 47/156=30.1 47/152=30.9 0/105=0.0",
            "open 4 4/156=2.6 0/152=0.0 0/105=0.0",
            "156 156/156=100.0 152/152=100.0 105/105=100.0",
        ]
    );
}

#[test]
fn a_percentage_of_nothing_is_not_applicable() {
    let query = Query::of(
        &draft(&["upheld_rate", "share_of_received"], &["team"]),
        council(),
    )
    .expect("sound");
    let open = group(&query, 3, &[(Column::State, "open"), (Column::Team, "east")]);
    assert_eq!(
        lines(&fold(&query, &[open])),
        ["east NotApplicable 3/3=100.0", "NotApplicable 3/3=100.0"]
    );
    assert_eq!(lines(&fold(&query, &[])), ["NotApplicable NotApplicable"]);
}

#[test]
fn means_and_medians_are_over_responses_only() {
    let measures = [
        "stages_concluded",
        "stage_mean_working_days",
        "stage_median_working_days",
    ];
    let query = Query::of(&draft(&measures, &["stage"]), council()).expect("sound");
    let took = |stage, count, ending, days| {
        let values = [
            (Column::Stage, stage),
            (Column::Ending, ending),
            (Column::WorkingDays, days),
        ];
        group(&query, count, &values)
    };
    let groups = [
        took("2", 1, "response", "60"),
        took("1", 2, "response", "9"),
        took("1", 1, "response", "4"),
        took("1", 1, "response", "14"),
        took("1", 30, "withdrawal", "1"),
        group(&query, 4, &[(Column::Stage, "1"), (Column::Ending, "open")]),
    ];
    assert_eq!(
        lines(&fold(&query, &groups)),
        [
            "1 4 36/4=9.0 0/4=9.0",
            "2 1 60/1=60.0 0/1=60.0",
            "5 96/5=19.2 0/5=9.0"
        ]
    );
}

#[test]
fn stages_count_as_published_once_at_the_last_one() {
    let measures = ["published_stage_cases", "published_stage_mean_working_days"];
    let query = Query::of(&draft(&measures, &["last_stage", "published_band"]), council()).expect("sound");
    let at = |stage, state, timeliness, days: &'static str| {
        let mut values = vec![
            (Column::ProcedureNow, "children_statutory"),
            (Column::LastStage, stage),
            (Column::State, state),
            (Column::LastStageTimeliness, timeliness),
        ];
        if !days.is_empty() {
            values.push((Column::LastStageWorkingDays, days));
        }
        group(&query, 1, &values)
    };
    let groups = [
        at("1", "concluded", "within_base", "10"),
        at("1", "withdrawn", "unanswered", "2"),
        at("1", "concluded", "late", "24"),
        at("1", "open", "unanswered", ""),
        at("2", "concluded", "late", "66"),
        at("3", "concluded", "within_base", "36"),
        at("3", "withdrawn", "unanswered", "4"),
        at("2", "withdrawn", "within_agreed", "65"),
    ];
    assert_eq!(
        lines(&fold(&query, &groups)),
        [
            "1 within_10 2 12/2=6.0",
            "1 over_10 2 24/1=24.0",
            "2 within_65 1 65/1=65.0",
            "2 over_65 1 66/1=66.0",
            "3 within_50 1 36/1=36.0",
            "3 withdrawn 1 NotApplicable",
            "8 203/6=33.8",
        ]
    );
}

#[test]
fn rows_come_in_the_order_of_the_list_with_blanks_last_and_zeros_on_request() {
    let asked = QueryDraft {
        include_empty: true,
        ..draft(&["representations_received"], &["team"])
    };
    let query = Query::of(&asked, council()).expect("sound");
    let groups = [
        group(&query, 1, &[]),
        group(&query, 2, &[(Column::Team, "gone")]),
        group(&query, 3, &[(Column::Team, "ant")]),
    ];
    let table = fold(&query, &groups);
    assert_eq!(
        lines(&table),
        ["west 0", "east 0", "ant 3", "gone 2", "blank 1", "6"]
    );
    assert_eq!(table.rows[0].keys[0].display_name, "Team West");
    assert_eq!(table.rows[4].keys[0].display_name, "Blank");
}

#[test]
fn teams_are_subtotalled_by_group_and_dates_by_month() {
    let query = Query::of(
        &draft(&["representations_received"], &["team_group", "month"]),
        council(),
    )
    .expect("sound");
    let groups = [
        group(
            &query,
            1,
            &[(Column::Team, "west"), (Column::BasisDate, "2023-04-03")],
        ),
        group(
            &query,
            2,
            &[(Column::Team, "ant"), (Column::BasisDate, "2023-04-30")],
        ),
        group(
            &query,
            4,
            &[(Column::Team, "east"), (Column::BasisDate, "2024-03-31")],
        ),
    ];
    let table = fold(&query, &groups);
    assert_eq!(lines(&table), ["1 2023-04 3", "blank 2024-03 4", "7"]);
    assert_eq!(table.rows[0].keys[1].display_name, "April 2023");
}

#[test]
fn filters_on_derived_values_hold() {
    let asked = QueryDraft {
        filters: vec![("published_outcome".to_owned(), vec!["open".to_owned()])],
        ..draft(&["representations_received", "share_of_received"], &[])
    };
    let query = Query::of(&asked, council()).expect("sound");
    let groups = [
        found(&query, 3, "open", ""),
        found(&query, 9, "concluded", "upheld"),
    ];
    assert_eq!(lines(&fold(&query, &groups)), ["3 3/3=100.0"]);
}

#[test]
fn the_ombudsmans_rate_is_over_what_was_investigated() {
    let measures = [
        "ombudsman_decided",
        "ombudsman_uphold_rate",
        "ombudsman_satisfactory_remedy_rate",
    ];
    let query = Query::of(&draft(&measures, &[]), council()).expect("sound");
    let decided = |count, decision, remedied| {
        group(
            &query,
            count,
            &[
                (Column::Decision, decision),
                (Column::SatisfactoryRemedy, remedied),
            ],
        )
    };
    let groups = [
        decided(2, "upheld", "no"),
        decided(1, "upheld", "yes"),
        decided(5, "not_upheld", "no"),
        decided(61, "advice_given", "no"),
    ];
    assert_eq!(lines(&fold(&query, &groups)), ["69 3/8=37.5 1/3=33.3"]);
}

#[test]
fn groups_and_months_without_anything_are_listed_on_request() {
    let of = |dimension: &str| {
        let asked = QueryDraft {
            include_empty: true,
            ..draft(&["representations_received"], &[dimension])
        };
        lines(&fold(&Query::of(&asked, council()).expect("sound"), &[]))
    };
    assert_eq!(of("team_group"), ["1 0", "0"]);
    let months = of("month");
    assert_eq!(
        (months.len(), months[0].as_str(), months[11].as_str()),
        (13, "2023-04 0", "2024-03 0")
    );
}

#[test]
fn a_table_of_a_report_has_its_own_name() {
    let query = Query::of(&draft(&["representations_received"], &[]), council()).expect("sound");
    let table = fold(&query, &[]);
    assert_eq!((table.id, table.title), ("", ""));
    let named = table
        .clone()
        .named("children_team", "Statutory complaints by team");
    assert_eq!(
        (named.id, named.title),
        ("children_team", "Statutory complaints by team")
    );
    assert_eq!(named.total, table.total);
}
