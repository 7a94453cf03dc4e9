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

/// The measure with this id in its latest version, or in the one that is named after an `@`.
pub(super) fn measure(id: &str) -> Option<&'static Measure> {
    let (id, version) = match id.split_once('@') {
        Some((id, version)) => (id, Some(version)),
        None => (id, None),
    };
    let is_it = |measure: &&Measure| {
        let of_version = |version: &str| measure.version.to_string() == version;
        measure.id == id && version.is_none_or(of_version)
    };
    measures().filter(is_it).max_by_key(|measure| measure.version)
}
