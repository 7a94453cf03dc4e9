//! Holidays recorded locally beside the built-in table.

use super::*;

fn holiday(date: &str, announced_on: Option<&str>, withdrawn_on: Option<&str>) -> Holiday {
    Holiday {
        date: day(date),
        name: Cow::Borrowed("Local day"),
        announced_on: announced_on.map(day),
        withdrawn_on: withdrawn_on.map(day),
    }
}

#[test]
fn a_local_holiday_counts_from_its_announcement() {
    let calendar = Calendar::england_and_wales();
    let with = calendar.with_holiday(holiday("2026-07-20", Some("2026-07-13"), None));
    assert!(
        calendar.is_working_day(day("2026-07-20")),
        "the first calendar is as it was"
    );
    assert_eq!(with.add_working_days(day("2026-07-17"), 1), day("2026-07-21"));
    let before = with.known_on(day("2026-07-12"));
    assert_eq!(before.add_working_days(day("2026-07-17"), 1), day("2026-07-20"));
    let seen_early =
        calendar
            .known_on(day("2026-07-12"))
            .with_holiday(holiday("2026-07-20", Some("2026-07-13"), None));
    assert!(
        seen_early.is_working_day(day("2026-07-20")),
        "not known yet on the 12th"
    );
}

#[test]
fn a_holiday_announced_far_off_is_a_fact() {
    let calendar = Calendar::england_and_wales();
    let with = calendar.with_holiday(holiday("2035-07-02", Some("2026-01-05"), None));
    let expected = DayOff::Holiday {
        name: "Local day".to_owned(),
        provisional: false,
    };
    assert_eq!(with.day_off(day("2035-07-02")), Some(expected));
    assert!(
        with.reckon(day("2035-06-29"), 1).provisional,
        "its year is unpublished all the same"
    );
}

#[test]
fn a_built_in_holiday_can_be_moved_and_moved_back() {
    let (early_may, friday) = (day("2027-05-03"), day("2027-05-07"));
    let moved = Calendar::england_and_wales()
        .with_holiday(holiday("2027-05-03", None, Some("2026-09-01")))
        .with_holiday(holiday("2027-05-07", Some("2026-09-01"), None));
    assert!(moved.is_working_day(early_may));
    assert!(!moved.is_working_day(friday));
    let before = moved.known_on(day("2026-08-31"));
    assert!(!before.is_working_day(early_may));
    assert!(before.is_working_day(friday));
    let moved_back = moved.with_holiday(holiday("2027-05-03", Some("2026-10-01"), None));
    assert!(!moved_back.is_working_day(early_may));
    assert!(moved_back.known_on(day("2026-09-15")).is_working_day(early_may));
}

#[test]
fn a_holiday_recorded_twice_or_on_a_weekend_counts_once() {
    let calendar = Calendar::england_and_wales()
        .with_holiday(holiday("2026-12-25", None, None))
        .with_holiday(holiday("2026-07-18", None, None)); // a Saturday
    let plain = Calendar::england_and_wales();
    for (anchor, n) in [("2026-12-24", 1), ("2026-07-16", 1), ("2026-07-17", 1)] {
        assert_eq!(
            calendar.add_working_days(day(anchor), n),
            plain.add_working_days(day(anchor), n)
        );
    }
}
