//! What holds of the calendar whatever the dates.

use proptest::prelude::*;

use super::*;

/// Any day of the years that the rules cover, and a little beyond.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..85_000).prop_map(|days| day("1975-01-01") + Days::new(days))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn counting_back_undoes_counting_on(anchor in any_day(), n in 0u16..=1000) {
        let calendar = Calendar::england_and_wales();
        let due = calendar.add_working_days(anchor, n);
        prop_assert_eq!(calendar.working_days_between(anchor, due), n);
    }

    #[test]
    fn counting_backwards_passes_over_the_same_days(anchor in any_day(), n in 1u16..=300) {
        let calendar = Calendar::england_and_wales();
        let before = calendar.subtract_working_days(anchor, n);
        let mut walked = anchor;
        for _ in 0..n {
            walked = walked.pred_opt().expect("a day before");
            while !calendar.is_working_day(walked) {
                walked = walked.pred_opt().expect("a day before");
            }
        }
        prop_assert_eq!(before, walked);
    }

    #[test]
    fn a_due_date_is_a_working_day(anchor in any_day(), n in 1u16..=1000) {
        let calendar = Calendar::england_and_wales();
        let due = calendar.add_working_days(anchor, n);
        prop_assert!(calendar.is_working_day(due));
        prop_assert_eq!(calendar.day_off(due), None);
    }

    #[test]
    fn later_events_and_longer_counts_are_due_no_sooner(
        anchor in any_day(), days_later in 0u64..30, n in 0u16..=200, more in 1u16..=20,
    ) {
        let calendar = Calendar::england_and_wales();
        let due = calendar.add_working_days(anchor, n);
        prop_assert!(calendar.add_working_days(anchor + Days::new(days_later), n) >= due);
        prop_assert!(calendar.add_working_days(anchor, n + more) > due);
    }

    #[test]
    fn every_day_is_counted_or_passed_over(anchor in any_day(), n in 0u16..=300) {
        let reckoning = Calendar::england_and_wales().reckon(anchor, n);
        let days = (reckoning.due_on - anchor).num_days();
        prop_assert_eq!(i64::try_from(reckoning.skipped.len()).ok(), Some(days - i64::from(n)));
    }

    #[test]
    fn both_ways_of_asking_agree(date in any_day(), seen_on in any_day()) {
        let then = Calendar::england_and_wales().known_on(seen_on);
        prop_assert_eq!(then.day_off(date).is_none(), then.is_working_day(date));
        let counted = date.pred_opt().map(|before| then.working_days_between(before, date));
        prop_assert_eq!(counted, Some(u16::from(then.is_working_day(date))));
    }

    #[test]
    fn looking_back_never_brings_in_later_announcements(
        seen_on in any_day(), date in any_day(), announced_on in any_day(),
    ) {
        let local = Holiday {
            date,
            name: Cow::Borrowed("Local day"),
            announced_on: Some(announced_on),
            withdrawn_on: None,
        };
        let plain = Calendar::england_and_wales().known_on(seen_on);
        let with = Calendar::england_and_wales().with_holiday(local).known_on(seen_on);
        if announced_on > seen_on {
            prop_assert_eq!(with.is_working_day(date), plain.is_working_day(date));
        } else {
            prop_assert!(!with.is_working_day(date));
        }
        for holiday in bank_holidays::published() {
            if holiday.announced_on.is_some_and(|announced_on| announced_on > seen_on) {
                prop_assert!(plain.is_working_day(holiday.date), "{}", holiday.date);
            }
        }
    }

    #[test]
    fn months_commencing_end_within_a_day_of_months_after(date in any_day(), months in 1u32..=60) {
        let gap = (months_after(date, months) - months_commencing_on(date, months)).num_days();
        prop_assert!((0..=1).contains(&gap));
        let next_day = date + Days::new(1);
        prop_assert!(months_commencing_on(next_day, months) >= months_commencing_on(date, months));
        prop_assert!(months_after(next_day, months) >= months_after(date, months));
    }
}
