//! The dimensions there are.

mod activity;
mod equality;
mod handling;
mod learning;
mod ombudsman;
mod representations;

use super::{
    Unit,
    dimension::{Derived, Dimension, Source, Values},
    facts::Column,
};
use crate::domain::lists::List;

/// Units that are a representation or part of one.
const REPRESENTED: &[Unit] = &[
    Unit::Representation,
    Unit::Stage,
    Unit::Concern,
    Unit::Theme,
    Unit::Spell,
    Unit::Cost,
];

const YES_NO: &[&str] = &["yes", "no"];

/// Every dimension, in the order of the catalogue.
pub fn dimensions() -> impl Iterator<Item = &'static Dimension> {
    [
        representations::DIMENSIONS,
        equality::DIMENSIONS,
        ombudsman::DIMENSIONS,
        handling::DIMENSIONS,
        learning::DIMENSIONS,
        activity::DIMENSIONS,
    ]
    .into_iter()
    .flatten()
}

/// The dimension with this id.
pub(super) fn dimension(id: &str) -> Option<&'static Dimension> {
    dimensions().find(|dimension| dimension.id == id)
}

const fn fixed(
    id: &'static str,
    display_name: &'static str,
    units: &'static [Unit],
    column: Column,
    words: &'static [&'static str],
) -> Dimension {
    Dimension {
        id,
        display_name,
        units,
        source: Source::Column(column),
        values: Values::Words(words),
    }
}

const fn listed(
    id: &'static str,
    display_name: &'static str,
    units: &'static [Unit],
    column: Column,
    list: List,
) -> Dimension {
    Dimension {
        id,
        display_name,
        units,
        source: Source::Column(column),
        values: Values::List(list),
    }
}

const fn derived(
    id: &'static str,
    display_name: &'static str,
    units: &'static [Unit],
    derived: Derived,
    values: Values,
) -> Dimension {
    Dimension {
        id,
        display_name,
        units,
        source: Source::Derived(derived),
        values,
    }
}
