//! How far a rate may lie from the truth by chance alone.

use statrs::distribution::{Binomial, DiscreteCDF, Poisson};

/// The 97.5th percentile of the normal distribution: an interval of 95 %.
const Z: f64 = 1.959_963_984_540_054;
/// What lies outside the inner and the outer limits of a funnel on each side: 95 % and 99.8 % lie between.
const INNER_TAIL: f64 = 0.025;
const OUTER_TAIL: f64 = 0.001;

/// An interval, with both ends in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    fn times(self, scale: f64) -> Self {
        Self {
            low: self.low * scale,
            high: self.high * scale,
        }
    }
}

/// Wilson's score interval of a share, 95 %, without a correction for continuity. It stays between 0 and 1 and is good
/// for the small n of Ombudsman decisions, where the usual one is not (Wilson 1927; Newcombe 1998).
pub fn wilson(events: i64, n: i64) -> Option<Interval> {
    if n <= 0 || !(0..=n).contains(&events) {
        return None;
    }
    let (events, n) = (number(events), number(n));
    let share = events / n;
    let z2 = Z * Z;
    let middle = share + z2 / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z2 / n;
    Some(Interval {
        low: ((middle - half) / whole).max(0.0),
        high: ((middle + half) / whole).min(1.0),
    })
}

/// Byar's interval of a count, 95 %: complaints for each 100,000 residents are no share of them, since one resident may
/// complain twice, so that Wilson's does not hold. It is what public health tables in England use.
pub fn of_count(events: i64) -> Option<Interval> {
    let found = u32::try_from(events).ok()?;
    let bound = |events: f64, sign: f64| {
        let root = 1.0 - 1.0 / (9.0 * events) + sign * Z / (3.0 * events.sqrt());
        events * root.powi(3)
    };
    let low = if found == 0 {
        0.0
    } else {
        bound(f64::from(found), -1.0).max(0.0)
    };
    Some(Interval {
        low,
        high: bound(f64::from(found) + 1.0, 1.0),
    })
}

/// The limits of a funnel at one n: between the inner ones 95 % of bodies would lie, and between the outer ones 99.8 %,
/// if chance alone set them apart from the whole group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// 95 %.
    pub inner: Interval,
    /// 99.8 %.
    pub outer: Interval,
}

impl Limits {
    /// The same on another scale, such as percent.
    pub(super) fn times(self, scale: f64) -> Self {
        Self {
            inner: self.inner.times(scale),
            outer: self.outer.times(scale),
        }
    }
}

/// The limits of a share about the rate of the whole group, at an n: exact, by the binomial distribution, because n is
/// often below 20 and the rate near 1, where an approximation draws limits above 100 %. A body is outside where so few,
/// or so many, come about by chance with a probability of at most 2.5 % (0.1 %) on its side.
pub fn limits_of_share(rate: f64, n: i64) -> Option<Limits> {
    let trials = u64::try_from(n).ok().filter(|trials| *trials > 0)?;
    if !(0.0..=1.0).contains(&rate) {
        return None;
    }
    let n = number(n);
    if rate <= 0.0 || rate >= 1.0 {
        let only = Interval {
            low: rate,
            high: rate,
        };
        return Some(Limits {
            inner: only,
            outer: only,
        });
    }
    let binomial = Binomial::new(rate, trials).ok()?;
    Some(quantiles(&binomial).times(1.0 / n))
}

/// The limits of a count about the one that the rate of the whole group would give: exact, by the Poisson distribution.
pub fn limits_of_count(expected: f64) -> Option<Limits> {
    if !expected.is_finite() || expected <= 0.0 {
        return None;
    }
    let poisson = Poisson::new(expected).ok()?;
    Some(quantiles(&poisson))
}

#[expect(clippy::cast_precision_loss, reason = "no council has 2^53 of anything")]
fn quantiles(distribution: &impl DiscreteCDF<u64, f64>) -> Limits {
    let at = |share: f64| distribution.inverse_cdf(share) as f64;
    let within = |tail: f64| Interval {
        low: at(tail),
        high: at(1.0 - tail),
    };
    Limits {
        inner: within(INNER_TAIL),
        outer: within(OUTER_TAIL),
    }
}

#[expect(clippy::cast_precision_loss, reason = "no council has 2^53 of anything")]
pub(super) fn number(count: i64) -> f64 {
    count as f64
}
