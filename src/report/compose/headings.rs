//! Short names of measures for the heads of columns, and how each is counted.

mod measures;

use self::measures::HEADINGS;
use crate::{
    domain::{
        procedure::Procedure,
        statistics::{Key, Measure, Table},
        word::Word,
    },
    report::{document::Definition, words},
};

/// The heading of a measure.
pub(super) fn heading(measure: &Measure) -> String {
    let known = HEADINGS.iter().find(|(id, _)| *id == measure.id);
    let wording = || measure.wording.split([':', ';']).next().unwrap_or_default();
    known
        .map_or_else(|| wording().trim_end_matches('.'), |(_, heading)| heading)
        .to_owned()
}

/// Values that the register's own word does not explain: the dimensions that they are of, the value, its name.
const VALUES: &[(&[&str], &str, &str)] = &[
    (
        &["procedure"],
        "children_statutory",
        "Children's statutory procedure",
    ),
    (&["procedure"], "adult_statutory", "Adults' statutory procedure"),
    (
        &["procedure"],
        "corporate_code",
        "Corporate, under the Complaint Handling Code",
    ),
    (
        &["procedure"],
        "corporate_local",
        "Corporate, under the council's earlier policy",
    ),
    (&["procedure"], "informal", "Informal"),
    (&["stage", "last_stage"], "0", "Before stage 1"),
    (&["stage", "last_stage"], "1", "Stage 1"),
    (&["stage", "last_stage"], "2", "Stage 2"),
    (&["stage", "last_stage"], "3", "Stage 3"),
    (&["published_band"], "within_10", "Within 10 working days"),
    (&["published_band"], "over_10", "Over 10 working days, or open"),
    (&["published_band"], "within_65", "Within 65 working days"),
    (&["published_band"], "over_65", "Over 65 working days, or open"),
    (&["published_band"], "within_50", "Within 50 working days"),
    (&["published_band"], "over_50", "Over 50 working days, or open"),
    (&["timeliness"], "within_base", "Within the standard time"),
    (&["timeliness"], "within_agreed", "Within the agreed time"),
    (&["state", "published_outcome"], "not_accepted", "Not accepted"),
    (
        &["state", "published_outcome"],
        "joined",
        "Joined to another complaint",
    ),
    (
        &["state", "published_outcome"],
        "referred_early",
        "Referred early to the Ombudsman",
    ),
    (
        &["decision"],
        "closed_after_initial_enquiries",
        "Closed after initial enquiries",
    ),
    (
        &["decision"],
        "referred_back",
        "Referred back for local resolution",
    ),
];

/// What a value of a dimension is called; what nobody recorded is "Not recorded".
pub(super) fn key_name(dimension: &str, key: &Key) -> String {
    let Some(value) = &key.value else {
        return "Not recorded".to_owned();
    };
    explained(dimension, value).map_or_else(|| key.display_name.clone(), str::to_owned)
}

/// The name of a procedure.
pub fn procedure_name(procedure: Procedure) -> String {
    let word = procedure.word();
    explained("procedure", word).map_or_else(|| words::in_words(word), str::to_owned)
}

fn explained(dimension: &str, value: &str) -> Option<&'static str> {
    let known = VALUES
        .iter()
        .find(|(dimensions, known, _)| *known == value && dimensions.contains(&dimension));
    known.map(|(_, _, name)| *name)
}

/// How every measure of some tables is counted, each once.
pub(super) fn definitions(tables: &[Table]) -> Vec<Definition> {
    let mut definitions: Vec<Definition> = Vec::new();
    for measure in tables.iter().flat_map(|table| &table.measures) {
        if definitions.iter().any(|known| known.id == measure.id) {
            continue;
        }
        definitions.push(Definition {
            id: measure.id.to_owned(),
            version: measure.version,
            name: heading(measure),
            wording: measure.wording.to_owned(),
            numerator: measure.numerator.to_owned(),
            denominator: measure.denominator.to_owned(),
            exclusions: measure.exclusions.to_owned(),
            source: measure.source.to_owned(),
        });
    }
    definitions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::statistics::measures;

    /// Every measure of today has a short heading, and no heading is for a measure that there is not.
    #[test]
    fn headings_and_measures_go_together() {
        for (id, _) in HEADINGS {
            assert!(measures().any(|measure| measure.id == *id), "{id}");
        }
        for measure in measures() {
            let (_, heading) = HEADINGS
                .iter()
                .find(|(id, _)| *id == measure.id)
                .expect(measure.id);
            assert!(heading.len() <= 50, "{heading}");
        }
    }
}
