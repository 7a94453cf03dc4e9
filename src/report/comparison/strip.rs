//! One bar for each body, with its interval, and a line at the rate of all together. Lengths are in percent of the
//! width, so that text keeps its size on a narrow screen.

use super::Input;
use crate::{
    domain::benchmark::{Compared, Comparison},
    report::words,
};

/// A drawing of bars.
pub(super) struct Strip {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) height: usize,
    pub(super) bars: Vec<Bar>,
    /// Where the rate of all together is; none for a count.
    pub(super) pooled: Option<f64>,
}

/// One bar, with its places in pixels from above.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) is_own: bool,
    pub(super) length: f64,
    /// From where to where the interval reaches.
    pub(super) interval: Option<(f64, f64)>,
    pub(super) text_at: usize,
    pub(super) rect_at: usize,
    pub(super) line_at: usize,
}

const NEXT: usize = 38;
const TEXT: usize = 15;
const BAR: usize = 21;
/// The most bodies that are drawn; more are read in the table.
const BODIES_MAX: usize = 60;

pub(super) fn strip(found: &Comparison, input: &Input<'_>) -> Option<Strip> {
    let drawn: Vec<(&Compared, f64)> = found
        .bodies
        .iter()
        .filter_map(|body| Some((body, body.rate?)))
        .collect();
    if drawn.len() < 2 || drawn.len() > BODIES_MAX {
        return None;
    }
    let far = |body: &Compared, rate: f64| body.interval.map_or(rate, |interval| interval.high);
    let longest = drawn
        .iter()
        .map(|(body, rate)| far(body, *rate))
        .fold(0.0, f64::max);
    if longest <= 0.0 {
        return None;
    }
    let length = |value: f64| words::rounded(100.0 * value / longest);
    let bars = drawn.iter().enumerate().map(|(place, (body, rate))| Bar {
        label: body.who.name(input.reference),
        value: found.measure.shown(*rate),
        is_own: body.is_own,
        length: length(*rate),
        interval: body
            .interval
            .map(|interval| (length(interval.low), length(interval.high))),
        text_at: place * NEXT + TEXT,
        rect_at: place * NEXT + BAR,
        line_at: place * NEXT + BAR + 5,
    });
    let bars: Vec<Bar> = bars.collect();
    let told: Vec<String> = bars
        .iter()
        .map(|bar| format!("{} {}", bar.label, bar.value))
        .collect();
    let pooled = found
        .group
        .pooled
        .filter(|pooled| pooled.denominator > 0)
        .map(|pooled| pooled.value);
    let line = pooled.map_or_else(String::new, |pooled| {
        format!(
            " The line is the rate of all together, {}.",
            found.measure.shown(pooled)
        )
    });
    Some(Strip {
        title: format!("{}, by body", found.measure.display_name),
        description: format!(
            "Bar chart. {}.{line} The same figures are in the table.",
            told.join("; ")
        ),
        height: bars.len() * NEXT,
        bars,
        pooled: pooled.map(length),
    })
}
