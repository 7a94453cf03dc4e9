//! The attack: what whoever holds everything that was said can find out about what was withheld.
//!
//! For each count that must stay unknown, integer programming looks for values that it could have in a register that
//! says all the same. With three of them nobody can tell it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    evidence::{Evidence, POSSIBLE_MIN},
    narrow::narrow,
    nearby::Nearby,
    program::{Link, Program},
    roots::Roots,
    union::{Standing, Union},
};

/// Unknown counts that hang together, as a program of their own.
pub(super) struct Component {
    /// The number of each of the program's unknowns among the counts.
    pub(super) numbers: Vec<usize>,
    /// What each is while it is shown, where that is one number.
    pub(super) shown: Vec<Option<i64>>,
    /// What links them.
    pub(super) program: Program,
}

impl Union {
    /// The counts that must stay unknown, and of which too few values are possible. What is found is added to the
    /// evidence.
    pub(super) fn given_away(&self, guarded: &BTreeSet<usize>, found: &mut Evidence) -> BTreeSet<usize> {
        let (mut given_away, components) = self.doubtful(guarded, found);
        for component in &components {
            component.look_for_many(guarded, found);
            let nearby = Nearby::of(component, found);
            given_away.extend(component.guarded(guarded).filter_map(|(unknown, number)| {
                (!component.could_be_others(unknown, nearby.as_ref(), found)).then_some(number)
            }));
        }
        given_away
    }

    /// One of the counts that must stay unknown and would not; none where all do.
    pub(super) fn one_given_away(&self, guarded: &BTreeSet<usize>, found: &mut Evidence) -> Option<usize> {
        let (given_away, components) = self.doubtful(guarded, found);
        given_away.first().copied().or_else(|| {
            components
                .iter()
                .find_map(|component| {
                    let nearby = Nearby::of(component, found);
                    let mut unknowns = component.guarded(guarded);
                    unknowns.find(|(unknown, _)| !component.could_be_others(*unknown, nearby.as_ref(), found))
                })
                .map(|(_, number)| number)
        })
    }

    /// The least and the most that some counts can be.
    pub(super) fn ranges(&self, numbers: &BTreeSet<usize>) -> BTreeMap<usize, (i64, i64)> {
        let (links, bounds) = self.narrowed(self.links.iter().cloned().collect());
        let of_bounds = |number: &usize| (*number, bounds.get(*number).copied().unwrap_or_default());
        let mut ranges: BTreeMap<usize, (i64, i64)> = numbers.iter().map(of_bounds).collect();
        for component in self.parted(links, &bounds) {
            for (unknown, number) in component.guarded(numbers) {
                let value = |point: Option<Vec<i64>>| point.and_then(|point| point.get(unknown).copied());
                let least = value(component.program.extreme(unknown, false));
                let most = value(component.program.extreme(unknown, true));
                if let Some(range) = least.zip(most) {
                    ranges.insert(number, range);
                }
            }
        }
        ranges
    }

    /// The guarded counts whose bounds alone leave too few values, and what hangs together with the others, unless it
    /// is known already that they have enough. What no link holds, nobody can work out.
    fn doubtful(&self, guarded: &BTreeSet<usize>, found: &Evidence) -> (BTreeSet<usize>, Vec<Component>) {
        let guarded: BTreeSet<usize> = guarded
            .iter()
            .copied()
            .filter(|number| !found.is_enough(*number))
            .collect();
        if guarded.is_empty() {
            return (guarded, Vec::new());
        }
        let (links, bounds) = self.narrowed(self.links.iter().cloned().collect());
        let is_narrow = |number: &usize| {
            let (low, high) = bounds.get(*number).copied().unwrap_or_default();
            usize::try_from(high - low + 1).unwrap_or(0) < POSSIBLE_MIN
        };
        let (narrow, wide): (BTreeSet<usize>, BTreeSet<usize>) = guarded.iter().copied().partition(is_narrow);
        let mut components = self.parted(links, &bounds);
        components.retain(|component| component.numbers.iter().any(|number| wide.contains(number)));
        (narrow, components)
    }

    /// What links still say once bounds are narrowed by them, and the bounds.
    pub(super) fn narrowed(&self, mut links: Vec<Link>) -> (Vec<Link>, Vec<(i64, i64)>) {
        let mut bounds: Vec<(i64, i64)> = self.known.iter().map(|known| known.bounds).collect();
        narrow(&mut links, &mut bounds);
        // A latent count that hinders nothing when it is as small as can be is that small.
        let hindered: BTreeSet<usize> = links.iter().flat_map(|link| link.hinders(&bounds)).collect();
        for (number, known) in self.known.iter().enumerate() {
            if known.standing == Standing::Latent && !hindered.contains(&number) {
                bounds[number].1 = bounds[number].0;
            }
        }
        narrow(&mut links, &mut bounds);
        (links, bounds)
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
        let roots = Roots::of(&links);
        let mut parts: BTreeMap<usize, Component> = BTreeMap::new();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        let unknowns: BTreeSet<usize> = links
            .iter()
            .flat_map(|link| link.terms.iter().map(|(number, _)| *number))
            .collect();
        for number in unknowns {
            let part = parts.entry(roots.root(number)).or_insert_with(|| Component {
                numbers: Vec::new(),
                shown: Vec::new(),
                program: Program::within(&self.work),
            });
            part.numbers.push(number);
            let shown = self.known.get(number).map(|known| known.shown);
            part.shown
                .push(shown.and_then(|(low, high)| (low == high).then_some(low)));
            let bounds = bounds.get(number).copied().unwrap_or_default();
            places.insert(number, part.program.unknown(bounds, 0.0));
        }
        for link in links {
            let Some((first, _)) = link.terms.first() else {
                continue;
            };
            let Some(part) = parts.get_mut(&roots.root(*first)) else {
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
    /// The guarded counts of this component, each with its place and its number.
    fn guarded<'a>(&'a self, guarded: &'a BTreeSet<usize>) -> impl Iterator<Item = (usize, usize)> + 'a {
        let numbers = self.numbers.iter().copied().enumerate();
        numbers.filter(|(_, number)| guarded.contains(number))
    }
}
