//! Periods and questions are read, or refused with every field at once.

use chrono::{DateTime, NaiveDate, Utc};

use super::*;
use crate::{
    api::convert::Violation,
    domain::{
        recorded::Recorded,
        reference::{self, Authority, AuthorityType, Reference},
    },
};

fn council() -> Reference {
    let authority = Authority {
        display_name: "A council".to_owned(),
        authority_type: AuthorityType::Unitary,
        region: String::new(),
    };
    let event = reference::Event::AuthorityRegistered(authority);
    let recorded = Recorded {
        position: 1,
        time: DateTime::<Utc>::UNIX_EPOCH,
        event: &event,
    };
    Reference::evolve(None, recorded).expect("a council")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn fields(violations: Vec<Violation>) -> Vec<String> {
    violations.into_iter().map(|violation| violation.field).collect()
}

fn read(asked: wire::period::Period) -> Result<Period, Vec<String>> {
    let council = council();
    let mut reader = Reader::new(&council, day("2024-06-01"));
    let read = period(&mut reader, Some(wire::Period { period: Some(asked) }));
    reader.finish(read).map_err(fields)
}

#[test]
fn periods_are_read() {
    use wire::period::Period as Asked;

    let quarter = wire::Quarter {
        financial_year: 2023,
        quarter: 4,
    };
    assert_eq!(
        read(Asked::Quarter(quarter)).ok(),
        Period::between(day("2024-01-01"), day("2024-03-31"))
    );
    let month = wire::Month { year: 2024, month: 2 };
    assert_eq!(
        read(Asked::Month(month)).ok(),
        Period::between(day("2024-02-01"), day("2024-02-29"))
    );
    let year = read(Asked::FinancialYear(2023)).ok();
    assert_eq!(year, Period::between(day("2023-04-01"), day("2024-03-31")));
    let bad = wire::Quarter {
        financial_year: 1066,
        quarter: 5,
    };
    let expected = ["period.quarter.financial_year", "period.quarter.quarter"];
    assert_eq!(read(Asked::Quarter(bad)).expect_err("bad"), expected);
}

#[test]
fn a_range_runs_forward_and_is_no_longer_than_twenty_years() {
    let range = |start, end| {
        let date = |(year, month, day)| Some(wire::Date { year, month, day });
        let range = wire::DateRange {
            start_date: date(start),
            end_date: date(end),
        };
        read(wire::period::Period::Range(range))
    };
    assert!(range((2003, 4, 1), (2023, 3, 31)).is_ok());
    for (start, end) in [((2003, 4, 1), (2023, 4, 1)), ((2023, 4, 2), (2023, 4, 1))] {
        assert_eq!(range(start, end).expect_err("bad"), ["period.range.end_date"]);
    }
}

#[test]
fn everything_wrong_with_a_question_is_said_at_once() {
    let council = council();
    let mut reader = Reader::new(&council, day("2024-06-01"));
    let request = wire::QueryStatisticsRequest {
        measures: vec!["happiness".to_owned()],
        basis: 9,
        ..wire::QueryStatisticsRequest::default()
    };
    let read = query(&mut reader, request, None);
    let violations = reader.finish(read).expect_err("bad");
    assert_eq!(fields(violations), ["basis", "period", "measures[0]"]);
}
