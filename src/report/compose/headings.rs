//! Short names of measures for the heads of columns, and how each is counted.

use crate::{
    domain::{
        procedure::Procedure,
        statistics::{Key, Measure, Table},
        word::Word,
    },
    report::{document::Definition, words},
};

/// The heading of each measure; one that is not here is headed by its wording.
const HEADINGS: &[(&str, &str)] = &[
    ("representations_received", "Received"),
    ("representations_closed", "Closed"),
    ("representations_open", "Not closed"),
    ("share_of_received", "Share of all received"),
    ("share_of_concluded", "Share of those not open"),
    ("share_with_a_finding", "Share of those with a finding"),
    ("upheld_rate", "Upheld wholly or partly, of those with a finding"),
    ("upheld_share", "Upheld wholly, of those with a finding"),
    ("partly_upheld_share", "Upheld partly, of those with a finding"),
    ("published_stage_cases", "Complaints"),
    ("published_stage_mean_working_days", "Mean working days"),
    ("stage_events", "Stages started"),
    ("stages_ended", "Stages ended"),
    ("stages_concluded", "Answered"),
    ("stage_within_base", "Within the standard time"),
    ("stage_within_base_rate", "Within the standard time, share"),
    ("stage_within_agreed", "Within the agreed time"),
    ("stage_within_agreed_rate", "Within the agreed time, share"),
    ("stage_late", "Late"),
    ("stage_late_rate", "Late, share"),
    ("stage_mean_working_days", "Mean working days"),
    ("stage_median_working_days", "Median working days"),
    ("concerns_raised", "Concerns"),
    ("share_of_concerns", "Share of all concerns"),
    ("compliment_themes", "Themes"),
    ("ombudsman_received", "Cases received"),
    ("ombudsman_decided", "Cases decided"),
    ("ombudsman_investigated", "Cases investigated"),
    ("ombudsman_upheld", "Upheld"),
    ("ombudsman_not_upheld", "Not upheld"),
    ("ombudsman_uphold_rate", "Uphold rate"),
    ("ombudsman_satisfactory_remedy", "Remedied before"),
    ("ombudsman_satisfactory_remedy_rate", "Remedied before, share"),
    ("enquiries_answered", "Enquiries answered"),
    ("enquiry_mean_working_days", "Mean working days"),
    ("remedies_agreed", "Remedies due"),
    ("remedies_completed", "Carried out"),
    ("remedies_completed_late", "Carried out late"),
];

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
        assert!(measures().all(|measure| !heading(measure).is_empty()));
    }
}
