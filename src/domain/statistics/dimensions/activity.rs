//! Dimensions of figures that were given.

use super::{Dimension, Source, Values, listed};
use crate::domain::{
    lists::List,
    statistics::{Column, Unit},
};

const GIVEN: &[Unit] = &[Unit::Given];

pub(super) const DIMENSIONS: &[Dimension] = &[
    listed(
        "figure_kind",
        "What is counted",
        GIVEN,
        Column::GivenKind,
        List::FigureKinds,
    ),
    listed("figure_set", "Set", GIVEN, Column::GivenSet, List::FigureSets),
    listed("body", "Body", GIVEN, Column::GivenBody, List::Bodies),
    free("figure_year", "Year", Column::GivenYear),
    free("figure_source", "Source", Column::GivenSource),
];

const fn free(id: &'static str, display_name: &'static str, column: Column) -> Dimension {
    Dimension {
        id,
        display_name,
        units: GIVEN,
        source: Source::Column(column),
        values: Values::Free,
    }
}
