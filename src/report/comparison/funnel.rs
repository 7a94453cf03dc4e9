//! A funnel plot: rates by the number of cases that they are of. Between the lines chance alone may explain how a rate
//! differs from that of all together.

use std::fmt::Write;

use super::{Input, csv::flag};
use crate::{
    domain::benchmark::{Comparison, Flag, Limits, Scale, limits_of_share},
    report::words,
};

/// The area that is drawn on, in units of the view box.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 52.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 312.0;
const RIGHT: f64 = 628.0;

/// A funnel plot.
pub(super) struct Funnel {
    pub(super) title: String,
    pub(super) description: String,
    /// The lines of the limits, inner ones first, as points.
    pub(super) lines: Vec<Line>,
    pub(super) points: Vec<Point>,
    /// Where the rate of all together is.
    pub(super) pooled_at: String,
    /// The numbers along both sides: where, and what.
    pub(super) across: Vec<(String, String)>,
    pub(super) up: Vec<(String, String)>,
}

pub(super) struct Line {
    pub(super) points: String,
    pub(super) is_outer: bool,
}

pub(super) struct Point {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) is_own: bool,
    pub(super) is_outside: bool,
    /// The name, beside those that are outside and the own one.
    pub(super) label: String,
    /// Whether the label stands to the left of the point.
    pub(super) is_left: bool,
}

/// How many steps a line has at most.
const STEPS: i64 = 120;

/// The funnel of a share; none of anything else, and none of fewer than three bodies.
pub(super) fn funnel(found: &Comparison, input: &Input<'_>) -> Option<Funnel> {
    let pooled = found.group.pooled?;
    if found.measure.scale != Scale::Percent || pooled.denominator == 0 {
        return None;
    }
    let known: Vec<_> = found
        .bodies
        .iter()
        .filter_map(|body| Some((body, body.rate?, body.denominator.number()?)))
        .collect();
    let most = known.iter().map(|(_, _, n)| *n).max()?;
    if known.len() < 3 {
        return None;
    }
    let edge = round_up(most);
    let x = |n: i64| LEFT + (RIGHT - LEFT) * float(n) / float(edge);
    let y = |rate: f64| BOTTOM - (BOTTOM - TOP) * rate / 100.0;
    let share = float(pooled.numerator) / float(pooled.denominator);
    let step = (edge / STEPS).max(1);
    let places: Vec<i64> = (1..=edge).filter(|n| n % step == 0 || *n <= 10).collect();
    let limits: Vec<(i64, Limits)> = places
        .iter()
        .filter_map(|n| Some((*n, limits_of_share(share, *n)?)))
        .collect();
    let line = |is_outer: bool, of: fn(&Limits) -> f64| {
        let mut points = String::new();
        for (n, limits) in &limits {
            // Writing to a string does not fail.
            let _ = write!(points, "{:.1},{:.1} ", x(*n), y(100.0 * of(limits)));
        }
        Line {
            points: points.trim_end().to_owned(),
            is_outer,
        }
    };
    let points = known.iter().map(|(body, rate, n)| {
        let is_outside = body.flag.is_some_and(|flag| flag != Flag::Within);
        Point {
            x: format!("{:.1}", x(*n)),
            y: format!("{:.1}", y(*rate)),
            is_own: body.is_own,
            is_outside,
            label: if is_outside || body.is_own {
                body.who.name(input.reference)
            } else {
                String::new()
            },
            is_left: x(*n) > f64::midpoint(LEFT, RIGHT),
        }
    });
    let told: Vec<String> = known
        .iter()
        .map(|(body, rate, n)| {
            let name = body.who.name(input.reference);
            let says = body.flag.map_or("without limits", flag);
            format!("{name} {} of {n}, {says}", found.measure.shown(*rate))
        })
        .collect();
    Some(Funnel {
        title: format!("{}, by number of cases", found.measure.display_name),
        description: format!(
            "Funnel plot. All together {}. {}. The same figures are in the table.",
            found.measure.shown(pooled.value),
            told.join("; ")
        ),
        lines: vec![
            line(false, |limits| limits.inner.low),
            line(false, |limits| limits.inner.high),
            line(true, |limits| limits.outer.low),
            line(true, |limits| limits.outer.high),
        ],
        points: points.collect(),
        pooled_at: format!("{:.1}", y(pooled.value)),
        across: (0..=4)
            .map(|quarter| edge * quarter / 4)
            .map(|n| (format!("{:.1}", x(n)), words::whole(n)))
            .collect(),
        up: [0, 25, 50, 75, 100]
            .map(|rate| (format!("{:.1}", y(f64::from(rate)) + 5.0), format!("{rate}%")))
            .into(),
    })
}

/// The view box.
pub(super) fn view_box() -> String {
    format!("0 0 {WIDTH} {HEIGHT}")
}

/// A round number a little above, for the end of an axis.
fn round_up(most: i64) -> i64 {
    let mut step = 4;
    while step * 10 < most {
        step *= 10;
    }
    let wanted = most + most / 20 + 1;
    (wanted + step - 1) / step * step
}

#[expect(clippy::cast_precision_loss, reason = "no council has 2^53 of anything")]
fn float(number: i64) -> f64 {
    number as f64
}
