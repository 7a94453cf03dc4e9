//! What makes a question unsound beside an id that nobody knows.

use super::{Filter, Problem, QueryDraft};
use crate::domain::{
    financial_year::Period,
    limits,
    statistics::{Basis, Column, Dimension, Measure, Unit},
};

/// Says what is beyond a limit.
pub(super) fn check_limits(draft: &QueryDraft, problems: &mut Vec<Problem>) {
    let mut limit = |field: &str, count: usize, max: usize| {
        if count > max {
            problems.push(Problem::on(field, format!("must not be more than {max}")));
        }
    };
    limit("measures", draft.measures.len(), limits::MEASURES_MAX);
    limit("dimensions", draft.dimensions.len(), limits::DIMENSIONS_MAX);
    limit("filters", draft.filters.len(), limits::FILTERS_MAX);
    if draft.measures.is_empty() {
        problems.push(Problem::on("measures", "at least one is required"));
    }
    if draft.include_empty && draft.dimensions.len() != 1 {
        problems.push(Problem::on("include_empty", "needs exactly one dimension"));
    }
}

/// What is present has no one date, and so no month.
pub(super) fn check_dates(
    basis: Option<Basis>,
    dimensions: &[&'static Dimension],
    filters: &[Filter],
    problems: &mut Vec<Problem>,
) {
    if basis != Some(Basis::Present) {
        return;
    }
    let dated = |dimension: &Dimension| dimension.columns().contains(&Column::BasisDate);
    let text = "needs one date, and the basis present has none; ask for another basis or a series";
    if dimensions.iter().any(|dimension| dated(dimension)) {
        problems.push(Problem::on("dimensions", text));
    }
    if filters.iter().any(|filter| dated(filter.dimension)) {
        problems.push(Problem::on("filters", text));
    }
}

/// Representations counted by their first concern are not those whose concerns a filter keeps.
pub(super) fn check_first_of_record(
    measures: &[(usize, &'static Measure)],
    filters: &[Filter],
    problems: &mut Vec<Problem>,
) {
    let by_concern = filters
        .iter()
        .any(|filter| !filter.dimension.units.contains(&Unit::Representation));
    for (place, measure) in measures {
        if by_concern && measure.reckoning.columns().contains(&Column::FirstOfRecord) {
            let text =
                "counts representations beside concerns, and cannot be asked with a filter on concerns";
            problems.push(Problem::on(format!("measures[{place}]"), text));
        }
    }
}

/// The periods of the series.
pub(super) fn periods(draft: &QueryDraft, problems: &mut Vec<Problem>) -> Vec<Period> {
    let periods = draft.series.periods(draft.period);
    let max = limits::SERIES_PERIODS_MAX;
    if periods.len() > max {
        problems.push(Problem::on(
            "series",
            format!("must not have more than {max} periods"),
        ));
    }
    if draft.series.year_on_year && periods.is_empty() {
        problems.push(Problem::on(
            "series.year_on_year",
            "needs other periods to compare with",
        ));
    }
    periods
}

/// Cases, stage events and concerns are never mixed in one count (X09, X16 and X40 of the published reports).
pub(super) fn check_units(measures: &[(usize, &'static Measure)], problems: &mut Vec<Problem>) {
    let Some((_, first)) = measures.first() else {
        return;
    };
    for (place, measure) in measures.iter().filter(|(_, measure)| measure.unit != first.unit) {
        let (counts, beside) = (measure.unit.plural(), first.unit.plural());
        let text = format!("counts {counts} beside `{}`, which counts {beside}", first.id);
        problems.push(Problem::on(format!("measures[{place}]"), text));
    }
}
