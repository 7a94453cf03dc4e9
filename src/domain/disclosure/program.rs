//! Integer programs, small ones, solved by microlp.
//!
//! microlp is chosen because it is written in Rust alone, so that the register still builds with nothing but Rust, and
//! because it branches and bounds. It reckons with floating point and promises no proof, so nothing rests on it: a
//! point that it finds counts only if it meets every link exactly, in whole numbers, and a cell for which it finds too
//! few such points is taken to be given away.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

use super::work::Work;

/// What stands for no upper bound: no register counts more of anything.
pub(super) const MANY: i64 = 1_000_000;

/// How many branches a program may take: beyond them, it counts as not solved. Those of a release take a handful.
const NODES_MAX: u64 = 2_000;
/// The same where the work is bounded.
const NODES_OF_BOUNDED_MAX: u64 = 50;

/// A sum of unknowns, each with its factor, between two bounds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// Unknowns by number, each once.
    pub(super) terms: Vec<(usize, i64)>,
    /// The least that the sum is.
    pub(super) low: i64,
    /// The most.
    pub(super) high: i64,
}

/// Unknown whole numbers between bounds, and what links them.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    /// The bounds of each unknown.
    pub(super) bounds: Vec<(i64, i64)>,
    /// What each costs.
    pub(super) costs: Vec<f64>,
    /// What links them.
    pub(super) links: Vec<Link>,
    /// What is left of the work that it may take.
    pub(super) work: Work,
}

impl Program {
    /// An empty one.
    pub(super) fn within(work: &Work) -> Self {
        Self {
            work: work.clone(),
            ..Self::default()
        }
    }

    /// Adds an unknown, and answers its number.
    pub(super) fn unknown(&mut self, bounds: (i64, i64), cost: f64) -> usize {
        self.bounds.push(bounds);
        self.costs.push(cost);
        self.bounds.len() - 1
    }

    /// The cheapest point, of whole numbers or of any; none where there is none, or none was found.
    pub(super) fn cheapest(&self, whole: bool) -> Option<Vec<f64>> {
        self.values(&self.costs, whole)
    }

    /// A point at which one unknown is as small, or as great, as it can be.
    pub(super) fn extreme(&self, unknown: usize, greatest: bool) -> Option<Vec<i64>> {
        self.least([(unknown, if greatest { -1.0 } else { 1.0 })])
    }

    /// A point at which unknowns cost as little as can be.
    pub(super) fn least(&self, of: impl IntoIterator<Item = (usize, f64)>) -> Option<Vec<i64>> {
        let mut costs = vec![0.0; self.bounds.len()];
        for (unknown, cost) in of {
            *costs.get_mut(unknown)? = cost;
        }
        let values = self.values(&costs, true)?;
        let point: Vec<i64> = values.into_iter().map(whole).collect();
        self.is_met_by(&point).then_some(point)
    }

    /// Any point at which an unknown has a value.
    pub(super) fn point_with(&self, unknown: usize, value: i64) -> Option<Vec<i64>> {
        let mut program = self.clone();
        *program.bounds.get_mut(unknown)? = (value, value);
        program.extreme(unknown, true)
    }

    fn values(&self, costs: &[f64], whole: bool) -> Option<Vec<f64>> {
        let needed = self.bounds.len().saturating_mul(self.links.len());
        if !self.work.take(u64::try_from(needed).unwrap_or(u64::MAX)) {
            return None;
        }
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut unknowns: Vec<Variable> = Vec::with_capacity(self.bounds.len());
        for ((low, high), cost) in self.bounds.iter().zip(costs) {
            let bounds = (i32::try_from(*low).ok()?, i32::try_from(*high).ok()?);
            unknowns.push(if whole {
                problem.add_integer_var(*cost, bounds)
            } else {
                problem.add_var(*cost, (f64::from(bounds.0), f64::from(bounds.1)))
            });
        }
        for link in &self.links {
            let terms = || {
                let terms = link.terms.iter();
                terms.map(|(unknown, factor)| (unknowns[*unknown], float(*factor)))
            };
            if link.low == link.high {
                problem.add_constraint(terms(), ComparisonOp::Eq, float(link.low));
            } else {
                // A side that the bounds say already would only make the program longer.
                let (least, most) = link.range(&self.bounds);
                if least < link.low {
                    problem.add_constraint(terms(), ComparisonOp::Ge, float(link.low));
                }
                if link.high < most {
                    problem.add_constraint(terms(), ComparisonOp::Le, float(link.high));
                }
            }
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(if self.work.is_bounded() {
            NODES_OF_BOUNDED_MAX
        } else {
            NODES_MAX
        });
        let solved = problem.solve_with(options).ok()?;
        let solution = solved.solution()?;
        Some(
            unknowns
                .iter()
                .map(|unknown| solution.var_value(*unknown))
                .collect(),
        )
    }

    /// Whether a point is within every bound and meets every link.
    pub(super) fn is_met_by(&self, point: &[i64]) -> bool {
        let mut bounds = self.bounds.iter().zip(point);
        let mut links = self.links.iter();
        bounds.all(|((low, high), value)| (low..=high).contains(&value))
            && links.all(|link| link.is_met_by(point))
    }
}

impl Link {
    /// Puts numbers for the unknowns that can have one value only.
    pub(super) fn put_numbers(&mut self, bounds: &[(i64, i64)]) {
        let mut sum = 0;
        self.terms.retain(|(unknown, factor)| {
            let (low, high) = bounds[*unknown];
            sum += if low == high { low * factor } else { 0 };
            low != high
        });
        self.low -= sum;
        self.high -= sum;
    }

    /// What it says of the unknowns that have a place, in their new places, while each other one has its value.
    pub(super) fn among(&self, places: &[Option<usize>], values: &[i64]) -> Self {
        let (mut terms, mut sum) = (Vec::new(), 0);
        for (unknown, factor) in &self.terms {
            match places[*unknown] {
                Some(place) => terms.push((place, *factor)),
                None => sum += values[*unknown] * factor,
            }
        }
        Self {
            terms,
            low: self.low - sum,
            high: self.high - sum,
        }
    }

    /// The unknowns that cannot all be as small as they can be, for all that this link says.
    pub(super) fn hinders(&self, bounds: &[(i64, i64)]) -> Vec<usize> {
        let (least, most) = self.range(bounds);
        let lets_fall = |factor: i64| {
            if factor > 0 {
                self.low <= least
            } else {
                most <= self.high
            }
        };
        let hindered = self.terms.iter().filter(|(_, factor)| !lets_fall(*factor));
        hindered.map(|(unknown, _)| *unknown).collect()
    }

    /// The least and the most that the sum can be.
    pub(super) fn range(&self, bounds: &[(i64, i64)]) -> (i64, i64) {
        self.terms
            .iter()
            .fold((0, 0), |(least, most), (unknown, factor)| {
                let (low, high) = bounds[*unknown];
                let (one, other) = (low * factor, high * factor);
                (least + one.min(other), most + one.max(other))
            })
    }

    /// Where it says that some counts add up to another: that one, with each of them.
    pub(super) fn parts(&self) -> Vec<(usize, usize)> {
        let is_sum =
            (self.low, self.high) == (0, 0) && self.terms.iter().all(|(_, factor)| factor.abs() == 1);
        let wholes: Vec<usize> = self
            .terms
            .iter()
            .filter(|(_, factor)| *factor < 0)
            .map(|(whole, _)| *whole)
            .collect();
        match wholes[..] {
            [whole] if is_sum => {
                let parts = self.terms.iter().filter(|(_, factor)| *factor > 0);
                parts.map(|(part, _)| (whole, *part)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn is_met_by(&self, point: &[i64]) -> bool {
        let sum: i64 = self
            .terms
            .iter()
            .map(|(unknown, factor)| point[*unknown] * factor)
            .sum();
        (self.low..=self.high).contains(&sum)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts and factors are far below 2^53")]
fn float(number: i64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a value between bounds that are whole numbers of 32 bits"
)]
fn whole(value: f64) -> i64 {
    value.round() as i64
}
