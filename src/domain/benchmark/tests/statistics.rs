//! Intervals, limits and places, against values from elsewhere.

use super::super::{
    interval::{limits_of_count, limits_of_share, of_count, wilson},
    place::{Flag, places, quantile},
    stated::{StatedRate, rounded},
};

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 5e-5
}

/// Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
#[test]
fn wilson_is_as_newcombe_printed_it() {
    for (events, n, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        let found = wilson(events, n).expect("an interval");
        assert!(near(found.low, low) && near(found.high, high), "{found:?}");
    }
    assert_eq!(wilson(1, 0), None);
    assert_eq!(wilson(3, 2), None);
}

/// Byar's interval of 10 events is near the exact one, 4.795 to 18.39.
#[test]
fn a_count_has_byars_interval() {
    let found = of_count(10).expect("an interval");
    assert!(
        (found.low - 4.79).abs() < 0.02 && (found.high - 18.39).abs() < 0.02,
        "{found:?}"
    );
    assert!(of_count(0).is_some_and(|found| found.low == 0.0 && (found.high - 3.69).abs() < 0.1));
}

/// The limits leave at most the tail outside, and no narrower ones would.
#[test]
fn limits_are_exact() {
    let chance = |rate: f64, n: i32, events: i32| {
        let mut choose = 1.0;
        for step in 0..events {
            choose *= f64::from(n - step) / f64::from(step + 1);
        }
        choose * rate.powi(events) * (1.0 - rate).powi(n - events)
    };
    for (rate, n) in [(0.824_644_549_763_033_2, 8), (0.788, 42), (0.5, 10), (0.08, 115)] {
        let limits = limits_of_share(rate, i64::from(n)).expect("limits");
        for (low, high, tail) in [
            (limits.inner.low, limits.inner.high, 0.025),
            (limits.outer.low, limits.outer.high, 0.001),
        ] {
            let fewer = |events: i32| (0..events).map(|events| chance(rate, n, events)).sum::<f64>();
            let more = |events: i32| {
                (events + 1..=n)
                    .map(|events| chance(rate, n, events))
                    .sum::<f64>()
            };
            let at = |share: f64| (0..=n).find(|events| near(f64::from(*events), share * f64::from(n)));
            let (low, high) = (at(low).expect("a count"), at(high).expect("a count"));
            assert!(fewer(low) < tail && fewer(low + 1) >= tail, "{rate} {n} {low}");
            assert!(more(high) <= tail && more(high - 1) > tail, "{rate} {n} {high}");
        }
    }
    assert!(limits_of_share(1.0, 5).is_some_and(|limits| (limits.inner.low - 1.0).abs() < f64::EPSILON));
    let limits = limits_of_count(10.0).expect("limits");
    assert_eq!((limits.inner.low, limits.inner.high), (4.0, 17.0));
    assert_eq!(limits_of_count(0.0), None);
}

#[test]
fn a_flag_says_on_which_side() {
    let limits = limits_of_share(0.5, 100).expect("limits");
    let flags = [0.5, 0.61, 0.39, 0.7, 0.3].map(|rate| Flag::of(rate, limits));
    let wanted = [
        Flag::Within,
        Flag::Above,
        Flag::Below,
        Flag::FarAbove,
        Flag::FarBelow,
    ];
    assert_eq!(flags, wanted);
}

#[test]
fn equal_rates_share_a_rank() {
    let found = places(&[Some(50.0), Some(80.0), None, Some(80.0), Some(20.0)]);
    let ranks: Vec<_> = found.iter().map(|place| place.rank).collect();
    assert_eq!(ranks, [Some(3), Some(1), None, Some(1), Some(4)]);
    let quarters: Vec<_> = found.iter().map(|place| place.quartile).collect();
    assert_eq!(quarters, [Some(2), Some(3), None, Some(3), Some(1)]);
    assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 1), Some(1.75));
    assert_eq!(quantile(&[], 2), None);
    assert!(
        places(&[Some(1.0), Some(2.0), Some(3.0)])
            .iter()
            .all(|place| place.quartile.is_none())
    );
}

#[test]
fn a_stated_rate_is_what_rounds_to_it() {
    let stated = StatedRate::parse("77%").expect("a rate");
    assert!(stated.is(77.4) && stated.is(76.5) && !stated.is(77.5) && !stated.is(82.5));
    assert_eq!(rounded(82.45, 1), "82.5");
    for bad in ["", "%", ".5", "5.", "-1", "1e3", "1.1234567", "one"] {
        assert_eq!(StatedRate::parse(bad), None, "{bad}");
    }
}
