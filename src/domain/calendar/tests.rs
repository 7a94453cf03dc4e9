use std::collections::BTreeSet;

use chrono::Days;

use super::*;
use crate::domain::bank_holidays;

mod laws;
mod local;
mod months;

/// Every bank holiday of 2010 to 2028 on a weekday, written out apart from the table under test.
const DATES_OFF: &[(i32, &str)] = &[
    (2010, "1.1 2.4 5.4 3.5 31.5 30.8 27.12 28.12"),
    (2011, "3.1 22.4 25.4 29.4 2.5 30.5 29.8 26.12 27.12"),
    (2012, "2.1 6.4 9.4 7.5 4.6 5.6 27.8 25.12 26.12"),
    (2013, "1.1 29.3 1.4 6.5 27.5 26.8 25.12 26.12"),
    (2014, "1.1 18.4 21.4 5.5 26.5 25.8 25.12 26.12"),
    (2015, "1.1 3.4 6.4 4.5 25.5 31.8 25.12 28.12"),
    (2016, "1.1 25.3 28.3 2.5 30.5 29.8 26.12 27.12"),
    (2017, "2.1 14.4 17.4 1.5 29.5 28.8 25.12 26.12"),
    (2018, "1.1 30.3 2.4 7.5 28.5 27.8 25.12 26.12"),
    (2019, "1.1 19.4 22.4 6.5 27.5 26.8 25.12 26.12"),
    (2020, "1.1 10.4 13.4 8.5 25.5 31.8 25.12 28.12"),
    (2021, "1.1 2.4 5.4 3.5 31.5 30.8 27.12 28.12"),
    (2022, "3.1 15.4 18.4 2.5 2.6 3.6 29.8 19.9 26.12 27.12"),
    (2023, "2.1 7.4 10.4 1.5 8.5 29.5 28.8 25.12 26.12"),
    (2024, "1.1 29.3 1.4 6.5 27.5 26.8 25.12 26.12"),
    (2025, "1.1 18.4 21.4 5.5 26.5 25.8 25.12 26.12"),
    (2026, "1.1 3.4 6.4 4.5 25.5 31.8 25.12 28.12"),
    (2027, "1.1 26.3 29.3 3.5 31.5 30.8 27.12 28.12"),
    (2028, "3.1 14.4 17.4 1.5 29.5 28.8 25.12 26.12"),
];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn dates_off() -> BTreeSet<NaiveDate> {
    let mut dates = BTreeSet::new();
    for (year, days) in DATES_OFF {
        for text in days.split(' ') {
            let (day, month) = text.split_once('.').expect("day.month");
            let (day, month) = (day.parse().expect("a day"), month.parse().expect("a month"));
            dates.insert(NaiveDate::from_ymd_opt(*year, month, day).expect("a date"));
        }
    }
    dates
}

/// The reckoning done the slow way: walk day by day, and count the days that are not in the list.
fn walk(off: &BTreeSet<NaiveDate>, anchor: NaiveDate, n: u16) -> NaiveDate {
    let mut date = anchor;
    let mut counted = 0;
    while counted < n {
        date = date + Days::new(1);
        let weekend = date.weekday().number_from_monday() > 5;
        if !weekend && !off.contains(&date) {
            counted += 1;
        }
    }
    date
}

#[test]
fn golden_vectors() {
    let calendar = Calendar::england_and_wales();
    for (anchor, n, due) in [
        ("2023-12-22", 10, "2024-01-10"),
        ("2024-03-28", 10, "2024-04-15"),
        ("2022-09-08", 10, "2022-09-23"),
        ("2023-04-06", 20, "2023-05-10"),
        ("2022-12-16", 25, "2023-01-25"),
        ("2023-04-03", 65, "2023-07-10"),
        ("2022-06-01", 30, "2022-07-15"),
        ("2020-05-01", 5, "2020-05-11"),
        ("2024-12-20", 50, "2025-03-05"),
        ("2027-12-24", 3, "2027-12-31"),
    ] {
        assert_eq!(
            calendar.add_working_days(day(anchor), n),
            day(due),
            "{n} after {anchor}"
        );
        assert_eq!(
            calendar.working_days_between(day(anchor), day(due)),
            n,
            "{anchor} to {due}"
        );
    }
}

#[test]
fn the_year_2023_24_has_250_working_days() {
    let calendar = Calendar::england_and_wales();
    assert_eq!(
        calendar.working_days_between(day("2023-03-31"), day("2024-03-31")),
        250
    );
}

#[test]
fn sixteen_thousand_due_dates_agree_with_the_slow_reckoning() {
    let calendar = Calendar::england_and_wales();
    let off = dates_off();
    let mut cases = 0;
    let mut anchor = day("2010-01-01");
    while anchor < day("2028-06-01") {
        for n in [0, 1, 3, 5, 10, 20, 25, 65] {
            let due = walk(&off, anchor, n);
            assert_eq!(calendar.add_working_days(anchor, n), due, "{n} after {anchor}");
            let counted = count(&off, anchor, due);
            assert_eq!(
                calendar.working_days_between(anchor, due),
                counted,
                "{anchor} to {due}"
            );
            cases += 1;
        }
        anchor = anchor + Days::new(3);
    }
    assert!(cases > 16_000, "{cases} cases");
}

/// The working days strictly after `after` up to `until`, counted day by day.
fn count(off: &BTreeSet<NaiveDate>, after: NaiveDate, until: NaiveDate) -> u16 {
    let mut counted = 0;
    for date in after.iter_days().skip(1).take_while(|date| *date <= until) {
        if date.weekday().number_from_monday() <= 5 && !off.contains(&date) {
            counted += 1;
        }
    }
    counted
}

#[test]
fn the_table_holds_the_listed_days_and_no_others() {
    let mut standing = BTreeSet::new();
    let mut last = NaiveDate::MIN;
    for holiday in bank_holidays::published() {
        assert!(holiday.date > last, "{} out of order or not a date", holiday.date);
        assert!(is_weekday(holiday.date), "{} on a weekend", holiday.date);
        last = holiday.date;
        if holiday.withdrawn_on.is_none() {
            standing.insert(holiday.date);
        }
    }
    assert_eq!(standing, dates_off());
}

#[test]
fn a_holiday_is_known_from_the_day_it_is_announced() {
    let calendar = Calendar::england_and_wales();
    for (date, off, seen_on, known) in [
        ("2022-09-19", true, "2022-09-08", false),
        ("2022-09-19", true, "2022-09-09", true),
        ("2023-05-08", true, "2022-11-09", false),
        ("2023-05-08", true, "2022-11-10", true),
        ("2022-06-02", true, "2020-11-11", false),
        ("2022-06-02", true, "2020-11-12", true),
        ("2022-06-03", true, "2020-11-11", false),
        ("2022-06-03", true, "2020-11-12", true),
        ("2022-05-30", false, "2020-11-11", true),
        ("2022-05-30", false, "2020-11-12", false),
        ("2020-05-08", true, "2019-06-09", false),
        ("2020-05-08", true, "2019-06-10", true),
        ("2020-05-04", false, "2019-06-09", true),
        ("2020-05-04", false, "2019-06-10", false),
    ] {
        let (date, then) = (day(date), calendar.known_on(day(seen_on)));
        assert_eq!(calendar.day_off(date).is_some(), off, "{date} now");
        assert_eq!(then.day_off(date).is_some(), known, "{date} on {seen_on}");
        assert_eq!(then.is_working_day(date), !known, "{date} on {seen_on}");
    }
    let before_the_funeral = calendar.known_on(day("2022-09-08"));
    assert_eq!(
        before_the_funeral.add_working_days(day("2022-09-08"), 10),
        day("2022-09-22")
    );
    let before_the_move = calendar.known_on(day("2019-06-09"));
    assert_eq!(
        before_the_move.add_working_days(day("2020-05-01"), 5),
        day("2020-05-11")
    );
    assert_eq!(
        before_the_move.add_working_days(day("2020-05-01"), 1),
        day("2020-05-05")
    );
}

#[test]
fn looking_back_twice_keeps_the_earlier_view() {
    let calendar = Calendar::england_and_wales();
    let early = calendar.known_on(day("2022-09-01")).known_on(day("2026-01-01"));
    assert!(early.is_working_day(day("2022-09-19")));
}

#[test]
fn the_dates_of_2028_were_provisional_until_published() {
    let calendar = Calendar::england_and_wales();
    let easter_monday = day("2028-04-17");
    for (seen_on, provisional) in [("2025-11-23", true), ("2025-11-24", false)] {
        let then = calendar.known_on(day(seen_on));
        let expected = DayOff::Holiday {
            name: "Easter Monday".to_owned(),
            provisional,
        };
        assert_eq!(then.day_off(easter_monday), Some(expected), "{seen_on}");
        assert_eq!(
            then.reckon(day("2028-04-13"), 1).provisional,
            provisional,
            "{seen_on}"
        );
    }
}

#[test]
fn a_reckoning_says_what_it_passed_over() {
    let reckoning = Calendar::england_and_wales().reckon(day("2024-03-28"), 1);
    let skipped: Vec<_> = reckoning
        .skipped
        .iter()
        .map(|skipped| format!("{} {}", skipped.date, skipped.reason))
        .collect();
    assert_eq!(reckoning.due_on, day("2024-04-02"));
    assert!(!reckoning.provisional);
    assert_eq!(
        skipped,
        [
            "2024-03-29 bank holiday: Good Friday",
            "2024-03-30 Saturday",
            "2024-03-31 Sunday",
            "2024-04-01 bank holiday: Easter Monday",
        ]
    );
}

#[test]
fn a_reckoning_is_provisional_when_it_touches_an_unpublished_year() {
    let calendar = Calendar::england_and_wales();
    for (anchor, n, provisional) in [
        ("2028-12-28", 1, false), // Friday 29 December
        ("2028-12-29", 0, false),
        ("2028-12-29", 1, true),
        ("2030-06-03", 0, false), // no day is counted
        ("2030-06-03", 1, true),
        ("2009-12-30", 1, true),
        ("2009-12-31", 1, false),
    ] {
        assert_eq!(
            calendar.reckon(day(anchor), n).provisional,
            provisional,
            "{n} after {anchor}"
        );
    }
    let christmas_day = calendar
        .day_off(day("2029-12-25"))
        .map(|reason| reason.to_string());
    assert_eq!(
        christmas_day.as_deref(),
        Some("bank holiday: Christmas Day (provisional)")
    );
}

#[test]
fn official_titles_are_not_said_twice() {
    let calendar = Calendar::england_and_wales();
    for (date, words) in [
        ("2022-09-19", "bank holiday: State Funeral of Queen Elizabeth II"),
        ("2023-05-08", "bank holiday: Coronation of King Charles III"),
        ("2026-12-28", "bank holiday: Boxing Day (substitute day)"),
        ("2021-12-25", "Saturday"),
        ("2021-12-26", "Sunday"),
    ] {
        let reason = calendar.day_off(day(date)).map(|reason| reason.to_string());
        assert_eq!(reason.as_deref(), Some(words), "{date}");
    }
}

#[test]
fn dates_at_the_edge_of_time_neither_loop_nor_panic() {
    let calendar = Calendar::england_and_wales();
    for anchor in [
        NaiveDate::MIN,
        day("1066-10-14"),
        day("1900-01-01"),
        NaiveDate::MAX,
    ] {
        for n in [0, 1, 1000, u16::MAX] {
            let reckoning = calendar.reckon(anchor, n);
            assert!(reckoning.due_on >= anchor, "{n} after {anchor}");
        }
    }
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 5), NaiveDate::MAX);
    assert_eq!(
        calendar.working_days_between(NaiveDate::MIN, NaiveDate::MAX),
        u16::MAX
    );
    assert_eq!(calendar.working_days_between(NaiveDate::MAX, NaiveDate::MIN), 0);
    assert_eq!(months_after(NaiveDate::MAX, 1), NaiveDate::MAX);
    assert_eq!(months_after(day("2024-01-01"), u32::MAX), NaiveDate::MAX);
    assert_eq!(months_commencing_on(NaiveDate::MIN, 0), NaiveDate::MIN);
}

#[test]
fn leap_days_count_like_any_other() {
    let calendar = Calendar::england_and_wales();
    assert!(calendar.is_working_day(day("2024-02-29"))); // a Thursday
    assert_eq!(calendar.add_working_days(day("2024-02-28"), 1), day("2024-02-29"));
    assert_eq!(calendar.add_working_days(day("2024-02-29"), 1), day("2024-03-01"));
    assert_eq!(calendar.add_working_days(day("2023-02-28"), 1), day("2023-03-01"));
    assert_eq!(calendar.day_off(day("2020-02-29")), Some(DayOff::Saturday));
    assert_eq!(calendar.add_working_days(day("2028-02-28"), 2), day("2028-03-01"));
}

/// Holidays were published from 2010, and to 2028 as known now.
#[test]
fn a_day_outside_the_years_published_is_provisional() {
    let calendar = Calendar::england_and_wales();
    for (date, provisional) in [
        ("2009-12-31", true),
        ("2010-01-01", false),
        ("2028-12-31", false),
        ("2029-01-01", true),
    ] {
        assert_eq!(calendar.is_provisional_on(day(date)), provisional, "{date}");
    }
    let earlier = calendar.known_on(day("2025-11-23"));
    assert!(!earlier.is_provisional_on(day("2027-12-31")) && earlier.is_provisional_on(day("2028-01-01")));
}

/// A count backwards never ends on a day off, whichever day it starts from.
#[test]
fn a_count_backwards_passes_over_holidays_and_weekends() {
    let calendar = Calendar::england_and_wales();
    for (anchor, n, before) in [
        ("2024-04-02", 1, "2024-03-28"),
        ("2024-04-01", 1, "2024-03-28"),
        ("2024-03-31", 1, "2024-03-28"),
        ("2024-03-29", 1, "2024-03-28"),
        ("2024-04-03", 2, "2024-03-28"),
        ("2024-04-03", 0, "2024-04-03"),
        ("2024-04-09", 10, "2024-03-22"),
    ] {
        assert_eq!(
            calendar.subtract_working_days(day(anchor), n),
            day(before),
            "{anchor} - {n}"
        );
    }
}
