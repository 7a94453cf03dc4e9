//! The attack: what whoever holds everything that was said can find out about what was withheld.
//!
//! For each count that must stay unknown, integer programming looks for values that it could have in a register that
//! says all the same. With three of them nobody can tell it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    program::{Link, Program},
    union::{Standing, Union},
};

/// How many values a count that is withheld must be able to have.
pub(super) const POSSIBLE_MIN: usize = 3;

/// Unknown counts that hang together, as a program of their own.
pub(super) struct Component {
    /// The number of each of the program's unknowns among the counts.
    pub(super) numbers: Vec<usize>,
    /// What links them.
    pub(super) program: Program,
}

impl Union {
    /// The counts that must stay unknown, and of which too few values are possible.
    pub(super) fn given_away(&self, guarded: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut bounds: Vec<(i64, i64)> = self.known.iter().map(|known| known.bounds).collect();
        let mut links: Vec<Link> = self.links.iter().cloned().collect();
        narrow(&mut links, &mut bounds);
        // A latent count that hinders nothing when it is as small as can be is that small.
        let hindered: BTreeSet<usize> = links.iter().flat_map(|link| link.hinders(&bounds)).collect();
        for (number, known) in self.known.iter().enumerate() {
            if known.standing == Standing::Latent && !hindered.contains(&number) {
                bounds[number].1 = bounds[number].0;
            }
        }
        narrow(&mut links, &mut bounds);
        let is_narrow = |number: &usize| {
            let (low, high) = bounds.get(*number).copied().unwrap_or_default();
            usize::try_from(high - low + 1).unwrap_or(0) < POSSIBLE_MIN
        };
        let (narrow, wide): (BTreeSet<usize>, BTreeSet<usize>) = guarded.iter().copied().partition(is_narrow);
        // What no link holds, nobody can work out.
        let components = self.parted(links, &bounds);
        let within = components
            .iter()
            .flat_map(|component| component.given_away(&wide));
        narrow.iter().copied().chain(within).collect()
    }

    pub(super) fn is_unknown(&self, number: usize) -> bool {
        self.known
            .get(number)
            .is_some_and(|known| known.bounds.0 < known.bounds.1)
    }

    /// The unknowns that hang together, each with its links, in which what is known is a number.
    pub(super) fn components(&self, is_unknown: &dyn Fn(usize) -> bool) -> Vec<Component> {
        let bounds: Vec<(i64, i64)> = self.known.iter().map(|known| known.bounds).collect();
        let links = self.links.iter().map(|link| self.with_numbers(link, is_unknown));
        self.parted(links.filter(|link| !link.terms.is_empty()).collect(), &bounds)
    }

    /// Links parted by the unknowns that hang together.
    fn parted(&self, mut links: Vec<Link>, bounds: &[(i64, i64)]) -> Vec<Component> {
        self.forget_unneeded(&mut links);
        let mut roots = Roots::default();
        for link in &links {
            for pair in link.terms.windows(2) {
                if let [(one, _), (other, _)] = pair {
                    roots.join(*one, *other);
                }
            }
        }
        let mut parts: BTreeMap<usize, Component> = BTreeMap::new();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        let unknowns: BTreeSet<usize> = links
            .iter()
            .flat_map(|link| link.terms.iter().map(|(number, _)| *number))
            .collect();
        for number in unknowns {
            let part = parts.entry(roots.of(number)).or_insert_with(|| Component {
                numbers: Vec::new(),
                program: Program::default(),
            });
            part.numbers.push(number);
            let bounds = bounds.get(number).copied().unwrap_or_default();
            places.insert(number, part.program.unknown(bounds, 0.0));
        }
        for link in links {
            let Some((first, _)) = link.terms.first() else {
                continue;
            };
            let Some(part) = parts.get_mut(&roots.of(*first)) else {
                continue;
            };
            let terms = link
                .terms
                .iter()
                .filter_map(|(number, factor)| Some((*places.get(number)?, *factor)));
            part.program.links.push(Link {
                terms: terms.collect(),
                ..link
            });
        }
        parts.into_values().collect()
    }

    fn with_numbers(&self, link: &Link, is_unknown: &dyn Fn(usize) -> bool) -> Link {
        let mut terms = Vec::new();
        let mut sum = 0;
        for (number, factor) in &link.terms {
            if is_unknown(*number) {
                terms.push((*number, *factor));
            } else {
                sum += self.known.get(*number).map_or(0, |known| known.bounds.0) * factor;
            }
        }
        Link {
            terms,
            low: link.low - sum,
            high: link.high - sum,
        }
    }

    /// A whole that nobody says, and that nothing else is linked with, says nothing of its parts.
    fn forget_unneeded(&self, links: &mut Vec<Link>) {
        loop {
            let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
            for (number, _) in links.iter().flat_map(|link| &link.terms) {
                *uses.entry(*number).or_default() += 1;
            }
            let is_unneeded = |(number, factor): &(usize, i64)| {
                *factor < 0
                    && uses.get(number) == Some(&1)
                    && self
                        .known
                        .get(*number)
                        .is_some_and(|known| known.standing == Standing::Latent && !known.is_bounded())
            };
            let before = links.len();
            links.retain(|link| {
                let is_sum = link.terms.iter().filter(|(_, factor)| *factor < 0).count() == 1;
                !(is_sum && link.low <= 0 && link.terms.iter().any(is_unneeded))
            });
            if links.len() == before {
                return;
            }
        }
    }
}

impl Component {
    /// The guarded counts of this component of which too few values are possible.
    fn given_away(&self, guarded: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut seen: Vec<BTreeSet<i64>> = vec![BTreeSet::new(); self.numbers.len()];
        let mut given_away = BTreeSet::new();
        for (unknown, number) in self.numbers.iter().enumerate() {
            if guarded.contains(number) && !self.could_be_others(unknown, &mut seen) {
                given_away.insert(*number);
            }
        }
        given_away
    }

    /// Whether an unknown can have enough values. Every point that is found shows a value of each unknown.
    fn could_be_others(&self, unknown: usize, seen: &mut [BTreeSet<i64>]) -> bool {
        let mut note = |point: Option<Vec<i64>>| -> (bool, Option<i64>) {
            let Some(point) = point else {
                return (seen[unknown].len() >= POSSIBLE_MIN, None);
            };
            for (values, value) in seen.iter_mut().zip(&point) {
                values.insert(*value);
            }
            (seen[unknown].len() >= POSSIBLE_MIN, point.get(unknown).copied())
        };
        if note(None).0 {
            return true;
        }
        let (enough, least) = note(self.program.extreme(unknown, false));
        if enough {
            return true;
        }
        let (enough, most) = note(self.program.extreme(unknown, true));
        let (Some(least), Some(most)) = (least, most) else {
            return enough;
        };
        let between = (least + 1..most).take(POSSIBLE_MIN);
        enough
            || between
                .into_iter()
                .any(|value| note(self.program.point_with(unknown, value)).0)
    }
}

/// How often bounds are narrowed by the links: each time tells less, and the programs find the rest.
const ROUNDS: usize = 20;

/// Narrows the bounds of unknowns by the links that they are in, puts numbers for what is known then, and forgets the
/// links that say nothing more.
fn narrow(links: &mut Vec<Link>, bounds: &mut [(i64, i64)]) {
    for _ in 0..ROUNDS {
        let mut is_narrower = false;
        links.retain_mut(|link| {
            link.put_numbers(bounds);
            let (least, most) = link.range(bounds);
            if link.low <= least && most <= link.high {
                return false;
            }
            for (unknown, factor) in &link.terms {
                let own = bounds[*unknown];
                let (small, great) = if *factor < 0 {
                    (own.1 * factor, own.0 * factor)
                } else {
                    (own.0 * factor, own.1 * factor)
                };
                // What is left for this term when the others are as great, or as small, as they can be.
                let (low, high) = (link.low - (most - great), link.high - (least - small));
                let (low, high) = if *factor < 0 { (high, low) } else { (low, high) };
                let narrower = (own.0.max(up(low, *factor)), own.1.min(down(high, *factor)));
                if narrower != own && narrower.0 <= narrower.1 {
                    bounds[*unknown] = narrower;
                    is_narrower = true;
                    return true;
                }
            }
            true
        });
        if !is_narrower {
            return;
        }
    }
}

/// The least whole number whose product with a factor is no less, or for a factor below zero no more, than this.
fn up(product: i64, factor: i64) -> i64 {
    let quotient = product.div_euclid(factor);
    if quotient * factor == product {
        quotient
    } else {
        quotient + i64::from(factor > 0)
    }
}

/// The greatest whole number whose product with a factor is no more, or for a factor below zero no less, than this.
fn down(product: i64, factor: i64) -> i64 {
    product.div_euclid(factor) - i64::from(factor < 0 && product.rem_euclid(factor) != 0)
}

/// Which unknowns hang together: a forest of numbers.
#[derive(Default)]
struct Roots(BTreeMap<usize, usize>);

impl Roots {
    fn of(&self, number: usize) -> usize {
        let mut root = number;
        while let Some(next) = self.0.get(&root) {
            root = *next;
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        if one != other {
            self.0.insert(one.max(other), one.min(other));
        }
    }
}
