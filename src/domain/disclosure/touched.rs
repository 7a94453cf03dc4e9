//! What ours can tell anything of: the rest of what was said before is as well kept, or as badly, as it was.

use std::collections::BTreeSet;

use super::{
    program::Link,
    roots::Roots,
    union::{Standing, Union},
};

impl Union {
    /// Those of some counts that what is about to be said could tell more of than was told before: something that hangs
    /// together with them is linked, or bounded, otherwise than it would be without.
    pub(super) fn touched(&self, counts: &BTreeSet<usize>) -> BTreeSet<usize> {
        let is_ours = |(number, _): &(usize, i64)| {
            let known = self.known.get(*number);
            known.is_some_and(|known| known.standing == Standing::Ours || known.is_by_ours)
        };
        let (others, all): (Vec<Link>, Vec<Link>) = (
            self.links
                .iter()
                .filter(|link| !link.terms.iter().any(is_ours))
                .cloned()
                .collect(),
            self.links.iter().cloned().collect(),
        );
        let (without, bounds_without) = self.narrowed(others);
        let (with, bounds_with) = self.narrowed(all);
        let without: BTreeSet<Link> = without.into_iter().collect();
        let roots = Roots::of(&with);
        let changed = with
            .iter()
            .filter(|link| !without.contains(link))
            .filter_map(|link| link.terms.first());
        let bounded = (0..self.known.len()).filter(|number| bounds_with[*number] != bounds_without[*number]);
        let touched: BTreeSet<usize> = changed
            .map(|(number, _)| *number)
            .chain(bounded)
            .map(|number| roots.root(number))
            .collect();
        counts
            .iter()
            .copied()
            .filter(|number| is_ours(&(*number, 1)) || touched.contains(&roots.root(*number)))
            .collect()
    }
}
