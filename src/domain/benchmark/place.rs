//! Where a body stands among the others.

use super::interval::Limits;

/// A body's place. None of it is said of a body whose n is under the smallest that was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// 1 for the highest rate; equal rates share a rank, and the next ranks are left out.
    pub rank: Option<usize>,
    /// 1 for the lowest quarter of the rates, 4 for the highest.
    pub quartile: Option<u8>,
}

/// Where a rate lies between the limits of the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Within 95 %: chance alone may explain it.
    Within,
    /// Above the limit of 95 %, within 99.8 %.
    Above,
    /// Below the limit of 95 %, within 99.8 %.
    Below,
    /// Above the limit of 99.8 %.
    FarAbove,
    /// Below the limit of 99.8 %.
    FarBelow,
}

/// A rate and a limit that are the same number may differ in their last bit.
const SAME: f64 = 1e-9;

impl Flag {
    pub(super) fn of(rate: f64, limits: Limits) -> Self {
        let (slack, Limits { inner, outer }) = (SAME * rate.abs().max(1.0), limits);
        if rate > outer.high + slack {
            Self::FarAbove
        } else if rate < outer.low - slack {
            Self::FarBelow
        } else if rate > inner.high + slack {
            Self::Above
        } else if rate < inner.low - slack {
            Self::Below
        } else {
            Self::Within
        }
    }
}

/// The value at a share of the way from the lowest to the highest, between two where it falls between them (type 7 of
/// Hyndman and Fan 1996, which spreadsheets use). The values are in order and there is one at least.
pub(super) fn quantile(ordered: &[f64], quarters: usize) -> Option<f64> {
    let last = ordered.len().checked_sub(1)?;
    let (below, rest) = (last * quarters / 4, last * quarters % 4);
    let low = *ordered.get(below)?;
    let high = ordered.get(below + 1).copied().unwrap_or(low);
    let share = [0.0, 0.25, 0.5, 0.75].get(rest).copied().unwrap_or(0.0);
    Some(low + (high - low) * share)
}

/// Fewer rates than this have no quarters.
pub(super) const QUARTERED_MIN: usize = 4;

/// The places of rates; one that is `None` has none.
pub(super) fn places(rates: &[Option<f64>]) -> Vec<Place> {
    let mut ordered: Vec<f64> = rates.iter().flatten().copied().collect();
    ordered.sort_by(f64::total_cmp);
    let cuts = [1, 2, 3].map(|quarters| quantile(&ordered, quarters));
    let place = |rate: f64| {
        let higher = ordered.iter().filter(|other| **other > rate + SAME).count();
        let quarter = cuts.iter().flatten().filter(|cut| rate > **cut + SAME).count();
        Place {
            rank: Some(higher + 1),
            quartile: (ordered.len() >= QUARTERED_MIN)
                .then(|| u8::try_from(quarter + 1).ok())
                .flatten(),
        }
    };
    rates
        .iter()
        .map(|rate| rate.map_or_else(Place::default, place))
        .collect()
}
