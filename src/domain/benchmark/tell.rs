//! What is told of each body: its place, its limits, and nothing that says who it is if it did not agree to be named.

use super::{
    compare::{Compared, Line, Who, numbers_of},
    figures::Value,
    group::Group,
    interval::{Interval, Limits, limits_of_count, limits_of_share, number, of_count, wilson},
    measures::{Measure, Scale},
    place::{Flag, Place, places},
};

/// The n that a body's rank depends on: of a share what it is of, of anything else what was counted.
fn n(measure: &Measure, (top, bottom): (i64, i64)) -> i64 {
    if measure.scale == Scale::Percent {
        bottom
    } else {
        top
    }
}

/// The bodies with their places, and how many have a rate and no rank.
pub(super) fn placed(
    measure: &Measure,
    mut lines: Vec<Line>,
    group: &Group,
    ranked_n: i64,
) -> (Vec<Compared>, usize) {
    // Those without a rate keep the group's own order, which is nobody's rate.
    lines.sort_by(|one, other| match (one.rate, other.rate) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    let ranked = |line: &Line| {
        let numbers = numbers_of(line)?;
        line.rate
            .filter(|_| line.is_member && n(measure, numbers) >= ranked_n)
    };
    let ranks: Vec<Option<f64>> = lines.iter().map(ranked).collect();
    let under = lines
        .iter()
        .zip(&ranks)
        .filter(|(line, rank)| line.is_member && line.rate.is_some() && rank.is_none())
        .count();
    let mut unnamed = 0;
    let bodies = lines.into_iter().zip(places(&ranks)).map(|(line, place)| {
        let who = if line.is_named {
            Who::Named(line.code.clone())
        } else {
            unnamed += 1;
            Who::Unnamed(unnamed)
        };
        told(measure, line, group, (who, place))
    });
    // Of one that is not named and has nothing to show, not even a line: where it stood would say something.
    let has_line = |told: &Compared| told.rate.is_some() || matches!(told.who, Who::Named(_));
    (bodies.filter(has_line).collect(), under)
}

fn told(measure: &Measure, line: Line, group: &Group, (who, place): (Who, Place)) -> Compared {
    let numbers = numbers_of(&line).filter(|_| line.rate.is_some());
    let limits = numbers.and_then(|numbers| limits(measure.scale, numbers, group));
    let flag = line.rate.zip(limits).map(|(rate, limits)| Flag::of(rate, limits));
    let mut told = Compared {
        who,
        is_own: line.is_own,
        numerator: line.numerator.value,
        denominator: line.denominator.value,
        state: line.state,
        rate: line.rate,
        interval: numbers.and_then(|numbers| interval(measure.scale, numbers)),
        limits,
        flag,
        place,
        sources: line.numerator.sources,
    };
    for source in line.denominator.sources {
        if !told.sources.contains(&source) {
            told.sources.push(source);
        }
    }
    if measure.scale == Scale::Count {
        told.denominator = Value::NotApplicable;
    }
    if let Who::Unnamed(_) = told.who {
        unname(measure, &mut told);
    }
    told
}

/// Leaves what does not say who it is: a share to a whole percent, with its place and flag. How many there were, how
/// wide the interval is, and who published a population all tell how large the council is. A number per so many people
/// is not shown at all, since who knows the populations could try each of them.
fn unname(measure: &Measure, told: &mut Compared) {
    let withheld = |value: Value| match value {
        Value::Number(_) => Value::Suppressed,
        other => other,
    };
    told.numerator = withheld(told.numerator);
    told.denominator = withheld(told.denominator);
    told.interval = None;
    told.limits = None;
    told.sources = Vec::new();
    if measure.scale == Scale::Percent {
        told.rate = told.rate.map(f64::round);
    } else {
        told.state = withheld(told.state);
        told.rate = None;
        told.flag = None;
        told.place = Place::default();
    }
}

fn interval(scale: Scale, (top, bottom): (i64, i64)) -> Option<Interval> {
    let scaled = |interval: Interval, by: f64| Interval {
        low: interval.low * by,
        high: interval.high * by,
    };
    match scale {
        Scale::Count => None,
        Scale::Percent => wilson(top, bottom).map(|found| scaled(found, 100.0)),
        Scale::PerEach(each) => of_count(top).map(|found| scaled(found, f64::from(each) / number(bottom))),
    }
}

fn limits(scale: Scale, (_, bottom): (i64, i64), group: &Group) -> Option<Limits> {
    let pooled = group.pooled?;
    match scale {
        Scale::Count => None,
        Scale::Percent => {
            let share = number(pooled.numerator) / number(pooled.denominator);
            limits_of_share(share, bottom).map(|limits| limits.times(100.0))
        }
        Scale::PerEach(each) => {
            let expected = number(pooled.numerator) * number(bottom) / number(pooled.denominator);
            limits_of_count(expected).map(|limits| limits.times(f64::from(each) / number(bottom)))
        }
    }
}
