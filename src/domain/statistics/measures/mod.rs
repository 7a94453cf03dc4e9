//! The measures there are, one file for each unit that they count.

mod concerns;
mod ombudsman;
mod representations;
mod stages;

use super::measure::Measure;

/// Where the project's own definitions are written down.
const DICTIONARY: &str = "redress measure dictionary, version 1";

/// Every measure, in the order of the catalogue.
pub fn measures() -> impl Iterator<Item = &'static Measure> {
    [
        representations::MEASURES,
        stages::MEASURES,
        concerns::MEASURES,
        ombudsman::MEASURES,
    ]
    .into_iter()
    .flatten()
}

/// The measure with this id.
pub(super) fn measure(id: &str) -> Option<&'static Measure> {
    measures().find(|measure| measure.id == id)
}
