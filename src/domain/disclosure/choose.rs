//! What else to withhold, so that nothing that is withheld can be worked out.
//!
//! For a count that is given away, an integer program looks for two registers that differ in it and say the same of
//! everything that was said before; what else they differ in must be withheld with it. It prefers few, and leaves
//! totals alone where it can. What turns out not to be needed is shown again.

use std::collections::BTreeSet;

use super::{
    evidence::{Evidence, POSSIBLE_MIN},
    policy::{Mode, Policy},
    program::{Link, MANY, Program},
    union::{Guarding, Standing, Union},
};

/// How much dearer a total is to withhold than one of its parts.
const TOTAL_COST: f64 = 6.0;
/// Of counts that cost the same, the smaller goes.
const SIZE_COST: f64 = 0.000_01;

/// What is less than this apart is the same, for a solver that reckons with floating point.
const APART: f64 = 1e-6;

/// How far a shown count may move in the search for what to withhold.
const FAR: i64 = 1_000;

impl Union {
    /// Withholds what must be, and answers what is given away all the same. What was told before any of this cannot be
    /// kept any more, and `told_before` answers which of some counts that are.
    pub(super) fn choose(
        &mut self,
        policy: Policy,
        told_before: impl FnOnce(&Self, &BTreeSet<usize>) -> BTreeSet<usize>,
    ) -> BTreeSet<usize> {
        let mut guarded: BTreeSet<usize> = (0..self.known.len())
            .filter(|number| self.is_guarded(*number, policy))
            .collect();
        if policy.mode == Mode::Withhold && self.guarding == Guarding::Figures {
            for number in &guarded {
                self.withhold(*number);
            }
        }
        guarded = self.touched(&guarded);
        let mut hopeless = BTreeSet::new();
        let mut found = Evidence::default();
        let mut also = Vec::new();
        // What is not given away now was not before, when less was known.
        let given_away = self.given_away(&guarded, &mut found);
        if !given_away.is_empty() {
            let exempt = told_before(self, &given_away);
            guarded.retain(|number| !exempt.contains(number));
        }
        while let Some(number) = self.one_given_away(&guarded, &mut found) {
            let with = self.must_go_with(number);
            if with.is_empty() {
                guarded.remove(&number);
                hopeless.insert(number);
                // Tables of a report that cannot be protected together are not told together, whatever else is so.
                if self.guarding == Guarding::Secrets {
                    return hopeless;
                }
            }
            for number in with {
                self.withhold(number);
                guarded.insert(number);
                also.push(number);
            }
        }
        // Of a report a few figures more are withheld than need be, rather than to keep its reader waiting.
        if self.guarding == Guarding::Figures {
            self.show_again(also, guarded, found);
        }
        hopeless
    }

    /// Whether a count must not be told: a figure that may be withheld, or one that is too small.
    fn is_guarded(&self, number: usize, policy: Policy) -> bool {
        let Some(known) = self.known.get(number) else {
            return false;
        };
        if self.guarding == Guarding::Secrets {
            return known.is_secret;
        }
        match known.standing {
            Standing::Latent => false,
            Standing::Before => known.is_figure && self.is_unknown(number),
            Standing::Ours => match policy.mode {
                Mode::Withhold => known.is_kept || known.truth.is_some_and(|truth| policy.is_small(truth)),
                Mode::Round => known.is_figure && known.truth.is_some_and(|truth| truth > 0),
            },
        }
    }

    /// Withholds a count of ours; what was said before is said.
    fn withhold(&mut self, number: usize) {
        if let Some(known) = self.known.get_mut(number)
            && known.standing == Standing::Ours
        {
            known.bounds = known.withheld();
        }
    }

    fn is_candidate(&self, number: usize) -> bool {
        self.known.get(number).is_some_and(|known| {
            known.standing == Standing::Ours
                && known.bounds == known.shown
                && known.shown != known.withheld()
                && known.truth.is_some_and(|truth| truth >= known.least)
        })
    }

    /// The counts that tables break down.
    fn wholes(&self) -> BTreeSet<usize> {
        let wholes = self.sums.keys().filter_map(|(whole, _)| self.index.get(whole));
        wholes.copied().collect()
    }

    fn cost(&self, number: usize, wholes: &BTreeSet<usize>) -> f64 {
        let Some(known) = self.known.get(number) else {
            return TOTAL_COST;
        };
        let size = SIZE_COST * f64::from(i32::try_from(known.truth.unwrap_or(0)).unwrap_or(i32::MAX));
        let figures = f64::from(known.figures.max(1));
        let own = if wholes.contains(&number) {
            TOTAL_COST * figures
        } else {
            figures
        };
        own + size
    }

    /// The counts to withhold so that one that is given away is not; none where nothing helps.
    fn must_go_with(&self, number: usize) -> Vec<usize> {
        let is_open = |other: usize| self.is_unknown(other) || self.is_candidate(other);
        let components = self.components(&is_open);
        let Some(component) = components
            .iter()
            .find(|component| component.numbers.contains(&number))
        else {
            return Vec::new();
        };
        let wholes = self.wholes();
        // Registers in which there are half complaints are found sooner, and nearly always differ in the same counts.
        for whole in [false, true] {
            let pairs = [1, -1].map(|sign| self.pair(component, number, (sign, whole), &wholes));
            let found = pairs.into_iter().flatten().filter(|(_, found)| !found.is_empty());
            if let Some((_, found)) = found.min_by(|(one, _), (other, _)| one.total_cmp(other)) {
                return found;
            }
        }
        Vec::new()
    }

    /// Two registers that differ in a count by what is asked, and as cheaply as can be in what is shown.
    fn pair(
        &self,
        component: &super::attack::Component,
        number: usize,
        (sign, whole): (i64, bool),
        wholes: &BTreeSet<usize>,
    ) -> Option<(f64, Vec<usize>)> {
        let mut program = Program::within(&self.work);
        // One register holds what is shown; the other differs from it by so much more or less.
        let mut one: Vec<Option<usize>> = Vec::new();
        let mut apart: Vec<(usize, usize)> = Vec::new();
        for other in &component.numbers {
            let known = self.known.get(*other)?;
            if self.is_candidate(*other) {
                let (cost, truth) = (self.cost(*other, wholes), known.truth?);
                let more = program.unknown((0, FAR), cost);
                apart.push((more, program.unknown((0, (truth - known.least).min(FAR)), cost)));
                one.push(None);
            } else {
                let (low, high) = known.bounds;
                one.push(Some(program.unknown((low, high), 0.0)));
                apart.push((program.unknown((0, MANY), 0.0), program.unknown((0, MANY), 0.0)));
            }
        }
        for (place, other) in component.numbers.iter().enumerate() {
            let (low, high) = self.known.get(*other)?.bounds;
            if let (Some(one), (more, fewer)) = (one[place], apart[place]) {
                program.links.push(Link {
                    terms: vec![(one, 1), (more, 1), (fewer, -1)],
                    low,
                    high,
                });
            }
        }
        for link in &component.program.links {
            let shown: i64 = link
                .terms
                .iter()
                .filter(|(place, _)| one[*place].is_none())
                .filter_map(|(place, factor)| {
                    Some(self.known.get(component.numbers[*place])?.truth? * factor)
                })
                .sum();
            let own = |place: &usize, factor: &i64| one[*place].map(|unknown| (unknown, *factor));
            let of_one: Vec<(usize, i64)> = link
                .terms
                .iter()
                .filter_map(|(place, factor)| own(place, factor))
                .collect();
            let moved = link.terms.iter().flat_map(|(place, factor)| {
                let (more, fewer) = apart[*place];
                [(more, *factor), (fewer, -factor)]
            });
            let of_other: Vec<(usize, i64)> = of_one.iter().copied().chain(moved).collect();
            let (low, high) = (link.low - shown, link.high - shown);
            if !of_one.is_empty() {
                program.links.push(Link {
                    terms: of_one,
                    low,
                    high,
                });
            }
            program.links.push(Link {
                terms: of_other,
                low,
                high,
            });
        }
        let place = component.numbers.iter().position(|other| *other == number)?;
        let (more, fewer) = apart[place];
        let least = i64::try_from(POSSIBLE_MIN).unwrap_or(MANY) - 1;
        program.links.push(Link {
            terms: vec![(more, sign), (fewer, -sign)],
            low: least,
            high: 2 * MANY,
        });
        let point = program.cheapest(whole)?;
        let moved = |place: usize| {
            let (more, fewer) = apart[place];
            (point[more] - point[fewer]).abs() > APART
        };
        let shown = (0..component.numbers.len()).filter(|place| one[*place].is_none() && moved(*place));
        let found: Vec<usize> = shown.map(|place| component.numbers[place]).collect();
        let cost = found.iter().map(|other| self.cost(*other, wholes)).sum();
        Some((cost, found))
    }

    /// Shows again what need not have been withheld, the dearest first.
    fn show_again(&mut self, also: Vec<usize>, mut guarded: BTreeSet<usize>, mut found: Evidence) {
        let wholes = self.wholes();
        let mut dearest = also;
        dearest.sort_by(|one, other| self.cost(*other, &wholes).total_cmp(&self.cost(*one, &wholes)));
        for number in dearest {
            let Some(known) = self.known.get_mut(number) else {
                continue;
            };
            known.bounds = known.shown;
            guarded.remove(&number);
            let mut still = found.shown(number, known.shown);
            if self.one_given_away(&guarded, &mut still).is_none() {
                found = still;
            } else {
                self.withhold(number);
                guarded.insert(number);
                found.add(still);
            }
        }
    }
}
