use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn the_year_turns_on_1_april() {
    for (date, year) in [("2023-03-31", 2022), ("2023-04-01", 2023), ("2024-03-31", 2023)] {
        assert_eq!(FinancialYear::of(day(date)), FinancialYear(year), "{date}");
    }
    assert_eq!(FinancialYear(2023).starts_on(), day("2023-04-01"));
    assert_eq!(FinancialYear(2023).ends_on(), day("2024-03-31"));
}

#[test]
fn labels_name_both_years() {
    for (year, label) in [(2023, "2023/24"), (1999, "1999/00"), (2008, "2008/09")] {
        assert_eq!(FinancialYear(year).label(), label);
    }
}

#[test]
fn quarters_tile_the_year() {
    let year = FinancialYear(2023);
    let quarters: Vec<_> = (1..=4).filter_map(|number| year.quarter(number)).collect();
    let expected = [
        ("2023-04-01", "2023-06-30"),
        ("2023-07-01", "2023-09-30"),
        ("2023-10-01", "2023-12-31"),
        ("2024-01-01", "2024-03-31"),
    ];
    assert_eq!(quarters, expected.map(|(start, end)| (day(start), day(end))));
    for number in [0, 5, u8::MAX] {
        assert_eq!(year.quarter(number), None);
        assert_eq!(Period::quarter(year, number), None);
    }
}

#[test]
fn a_period_holds_both_its_ends() {
    let period = Period::financial_year(FinancialYear(2023));
    assert_eq!(
        (period.starts_on(), period.ends_on()),
        (day("2023-04-01"), day("2024-03-31"))
    );
    for (date, inside) in [
        ("2023-03-31", false),
        ("2023-04-01", true),
        ("2024-02-29", true),
        ("2024-03-31", true),
        ("2024-04-01", false),
    ] {
        assert_eq!(period.contains(day(date)), inside, "{date}");
    }
}

#[test]
fn a_period_cannot_end_before_it_starts() {
    assert_eq!(Period::between(day("2024-01-02"), day("2024-01-01")), None);
    assert!(Period::between(day("2024-01-01"), day("2024-01-01")).is_some());
}

#[test]
fn the_months_of_a_year_are_twelve_and_whole() {
    let months: Vec<_> = Period::financial_year(FinancialYear(2023)).months().collect();
    assert_eq!(months.len(), 12);
    assert_eq!(months.first().copied(), Period::month(2023, 4));
    assert_eq!(months.get(10).copied(), Period::month(2024, 2));
    assert_eq!(months.get(10).map(Period::ends_on), Some(day("2024-02-29")));
    assert_eq!(months.last().copied(), Period::month(2024, 3));
}

#[test]
fn the_first_and_last_month_are_cut_to_the_period() {
    for (start, end, expected) in [
        ("2024-01-15", "2024-01-20", vec![("2024-01-15", "2024-01-20")]),
        (
            "2024-01-31",
            "2024-02-01",
            vec![("2024-01-31", "2024-01-31"), ("2024-02-01", "2024-02-01")],
        ),
    ] {
        let period = Period::between(day(start), day(end)).expect("a period");
        let months: Vec<_> = period
            .months()
            .map(|month| (month.starts_on().to_string(), month.ends_on().to_string()))
            .collect();
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(from, to)| (from.to_owned(), to.to_owned()))
            .collect();
        assert_eq!(months, expected);
    }
}

#[test]
fn years_too_far_off_are_cut_and_do_not_panic() {
    for year in [i32::MIN, -300_000, 300_000, i32::MAX] {
        let year = FinancialYear(year);
        assert!(year.starts_on() <= year.ends_on());
        assert!(!year.label().is_empty());
        assert_eq!(year.quarter(2), None);
    }
    assert_eq!(FinancialYear::of(NaiveDate::MIN).starts_on(), NaiveDate::MIN);
    assert_eq!(Period::month(2024, 13), None);
    let last = Period::between(NaiveDate::MAX, NaiveDate::MAX).expect("a period");
    assert_eq!(last.months().count(), 1);
}

/// A year that cannot be written as dates ends at the edge of time on its own side.
#[test]
fn years_too_far_off_end_at_the_edge_of_time() {
    let (early, late) = (FinancialYear(i32::MIN), FinancialYear(i32::MAX));
    assert_eq!(
        (early.starts_on(), early.ends_on()),
        (NaiveDate::MIN, NaiveDate::MIN)
    );
    assert_eq!(
        (late.starts_on(), late.ends_on()),
        (NaiveDate::MAX, NaiveDate::MAX)
    );
    assert_eq!(
        FinancialYear(0).starts_on(),
        NaiveDate::from_ymd_opt(0, 4, 1).expect("a date")
    );
    assert_eq!((early.quarter(1), late.quarter(1)), (None, None));
}
