//! Each way of reckoning, on groups small enough to check by hand.

use chrono::NaiveDate;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn period(from: &str, to: &str) -> Period {
    Period::between(day(from), day(to)).expect("a period")
}

/// The answer to a question of these measures, the total alone.
fn total(measures: &[&str], groups: &[(i64, &[(Column, &str)])]) -> String {
    let query = Query::of(&draft(measures, &[]), council()).expect("sound");
    let groups: Vec<Group> = groups
        .iter()
        .map(|(count, values)| group(&query, *count, values))
        .collect();
    lines(&fold(&query, &groups)).pop().expect("a total")
}

/// Of ten values the 90th percentile is the ninth, of eleven the tenth, of one the one.
#[test]
fn nine_of_ten_do_not_exceed_the_percentile() {
    let took = |count, days| (count, [(Column::Ending, "response"), (Column::WorkingDays, days)]);
    let answer = |groups: &[(i64, [(Column, &str); 2])]| {
        let groups: Vec<(i64, &[(Column, &str)])> = groups
            .iter()
            .map(|(count, values)| (*count, &values[..]))
            .collect();
        total(&["stage_p90_working_days"], &groups)
    };
    assert_eq!(answer(&[took(9, "5"), took(1, "60")]), "0/10=5.0");
    assert_eq!(answer(&[took(9, "5"), took(2, "60")]), "0/11=60.0");
    assert_eq!(answer(&[took(1, "7")]), "0/1=7.0");
    assert_eq!(answer(&[]), "NotApplicable");
}

#[test]
fn money_is_told_in_pounds_and_counted_in_pence() {
    let costs: [(i64, &[(Column, &str)]); 2] =
        [(2, &[(Column::Pence, "15050")]), (1, &[(Column::Pence, "9900")])];
    assert_eq!(
        total(&["costs_recorded", "costs_total", "costs_mean"], &costs),
        "3 400 40000/3=133.3"
    );
    assert_eq!(total(&["costs_total", "costs_mean"], &[]), "0 NotApplicable");
}

/// Two points of one complaint in one category are one concern and two points (A14 counts points, C24 concerns).
#[test]
fn points_concerns_and_complaints_are_three_counts() {
    let query = Query::of(
        &draft(
            &[
                "concerns_raised",
                "points_raised",
                "share_of_points",
                "share_of_cases",
            ],
            &["category"],
        ),
        council(),
    )
    .expect("sound");
    let concern = |count, category, points, first| {
        let values = [
            (Column::Category, category),
            (Column::Points, points),
            (Column::FirstOfRecord, first),
        ];
        group(&query, count, &values)
    };
    let groups = [
        concern(3, "delay", "1", "yes"),
        concern(1, "delay", "2", "yes"),
        concern(1, "staff", "1", "no"),
    ];
    assert_eq!(
        lines(&fold(&query, &groups)),
        [
            "delay 4 5 5/6=83.3 4/4=100.0",
            "staff 1 1 1/6=16.7 1/4=25.0",
            "5 6 6/6=100.0 4/4=100.0",
        ]
    );
    let filtered = QueryDraft {
        filters: vec![("concern_finding".to_owned(), vec!["upheld".to_owned()])],
        ..draft(&["share_of_cases"], &["category"])
    };
    for asked in [filtered, draft(&["share_of_cases"], &["team"])] {
        let problems = Query::of(&asked, council()).expect_err("unsound");
        assert_eq!(problems[0].field, "measures[0]");
    }
}

/// A13 of the published report: 2 compliments beside 9 complaints are 78% fewer, 14 beside 1 are 1,300% more.
#[test]
fn an_excess_can_be_below_nothing() {
    let answer = |compliments, complaints| {
        total(
            &["compliments_exceed_complaints"],
            &[
                (compliments, &[(Column::Kind, "compliment")]),
                (complaints, &[(Column::Kind, "complaint")]),
            ],
        )
    };
    assert_eq!(answer(2, 9), "-7/9=-77.8");
    assert_eq!(answer(14, 1), "13/1=1300.0");
}

/// What is open and not overdue can still be in time; what is overdue or was late cannot.
#[test]
fn the_most_still_achievable_leaves_out_what_is_lost() {
    let stage = |ending, timeliness, overdue| {
        [
            (Column::Ending, ending),
            (Column::Timeliness, timeliness),
            (Column::OpenOverdue, overdue),
        ]
    };
    let answered = [
        stage("response", "within_base", ""),
        stage("response", "within_agreed", ""),
        stage("response", "late", ""),
        stage("open", "unanswered", "no"),
        stage("open", "unanswered", "yes"),
        stage("withdrawal", "unanswered", ""),
    ];
    let groups: Vec<(i64, Vec<(Column, &str)>)> = answered
        .iter()
        .map(|values| {
            (
                1,
                values
                    .iter()
                    .copied()
                    .filter(|(_, value)| !value.is_empty())
                    .collect(),
            )
        })
        .collect();
    let groups: Vec<(i64, &[(Column, &str)])> = groups
        .iter()
        .map(|(count, values)| (*count, values.as_slice()))
        .collect();
    let measures = [
        "cohort_stages",
        "cohort_within_agreed_rate",
        "cohort_achievable_rate",
    ];
    assert_eq!(total(&measures, &groups), "5 2/5=40.0 3/5=60.0");
}

#[test]
fn a_series_has_each_period_once_and_cuts_what_is_cut_off() {
    let labels = |series: SeriesDraft, of: Period| -> Vec<String> {
        series.periods(of).into_iter().map(label).collect()
    };
    let year = Period::financial_year(FinancialYear(2023));
    let cut = |interval| SeriesDraft {
        interval: Some(interval),
        ..SeriesDraft::default()
    };
    assert!(labels(SeriesDraft::default(), year).is_empty());
    assert_eq!(labels(cut(Interval::Year), year), ["2023/24"]);
    assert_eq!(labels(cut(Interval::Month), year).len(), 12);
    assert_eq!(
        labels(cut(Interval::Quarter), period("2023-05-15", "2023-07-02")),
        ["15 May 2023 to 30 June 2023", "1 July 2023 to 2 July 2023"]
    );
    let before = SeriesDraft {
        years_before: 1,
        compare_with: vec![year],
        ..SeriesDraft::default()
    };
    assert_eq!(labels(before.clone(), year), ["2022/23", "2023/24"]);
    // A year before a February of 29 days is the whole February of the year before.
    assert_eq!(
        labels(before, period("2024-02-01", "2024-02-29"))[0],
        "February 2023"
    );
}

#[test]
fn days_are_banded_where_the_limits_of_procedures_are() {
    let query = Query::of(&draft(&["stages_concluded"], &["days_band"]), council()).expect("sound");
    let took = |days: &'static str| {
        group(
            &query,
            1,
            &[(Column::Ending, "response"), (Column::WorkingDays, days)],
        )
    };
    let groups = ["3", "4", "10", "11", "20", "25", "65", "66"].map(took);
    assert_eq!(
        lines(&fold(&query, &groups)),
        [
            "0_to_3_days 1",
            "4_to_5_days 1",
            "6_to_10_days 1",
            "11_to_15_days 1",
            "16_to_20_days 1",
            "21_to_25_days 1",
            "51_to_65_days 1",
            "over_65_days 1",
            "8",
        ]
    );
}
