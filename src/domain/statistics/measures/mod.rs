//! The measures there are, one file for each unit that they count.

mod activity;
mod concerns;
mod equality;
mod flow;
mod handling;
mod learning;
mod ombudsman;
mod ombudsman_more;
mod representations;
mod stages;
mod timeliness;

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
        timeliness::MEASURES,
        flow::MEASURES,
        handling::MEASURES,
        equality::MEASURES,
        learning::MEASURES,
        ombudsman_more::MEASURES,
        activity::MEASURES,
    ]
    .into_iter()
    .flatten()
}

/// The measure with this id.
pub(super) fn measure(id: &str) -> Option<&'static Measure> {
    measures().find(|measure| measure.id == id)
}
