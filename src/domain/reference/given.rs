//! Figures that the register does not count itself and is given: residents, activity, and what other bodies published.
//! Each says what it counts, of whom, for which year, and where it comes from.

use super::Reference;
use crate::domain::{
    financial_year::{FinancialYear, Period},
    ids::CodeId,
    statistics::{Column, Group},
};

/// A figure that was given. Its key is (kind, set, body, year); one given again replaces the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFigure {
    /// What it counts, from [`crate::domain::lists::List::FigureKinds`].
    pub kind: CodeId,
    /// The set that it is given in, from [`crate::domain::lists::List::FigureSets`].
    pub set: Option<CodeId>,
    /// Whom it is about, from [`crate::domain::lists::List::Bodies`]; none for the authority itself.
    pub body: Option<CodeId>,
    /// The financial year that it is about, by the calendar year in which that starts.
    pub year: FinancialYear,
    /// The figure.
    pub value: i64,
    /// Where it comes from, such as "Census 2021".
    pub source: String,
}

impl GivenFigure {
    /// Whether two are the same figure, though they may have another value.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        let key = |figure: &Self| {
            (
                figure.kind.clone(),
                figure.set.clone(),
                figure.body.clone(),
                figure.year,
            )
        };
        key(self) == key(other)
    }

    /// Its value in a column of a question.
    fn column(&self, column: Column) -> Option<String> {
        match column {
            Column::GivenKind => Some(self.kind.to_string()),
            Column::GivenSet => self.set.as_ref().map(CodeId::to_string),
            Column::GivenBody => self.body.as_ref().map(CodeId::to_string),
            Column::GivenSource => Some(self.source.clone()),
            Column::GivenYear => Some(self.year.label()),
            _ => None,
        }
    }
}

/// What the kind of figure is called that residents are counted by.
const RESIDENTS: &str = "residents";

impl Reference {
    /// Every figure that was given, in the order in which each was given first.
    pub fn given(&self) -> &[GivenFigure] {
        &self.given
    }

    /// The residents of the authority: the latest figure for the year that a period ends in or a year before.
    pub fn residents(&self, period: Period) -> Option<i64> {
        let year = FinancialYear::of(period.ends_on());
        let own = self.given.iter().filter(|figure| {
            figure.kind.as_str() == RESIDENTS && figure.set.is_none() && figure.body.is_none()
        });
        let known = own.filter(|figure| figure.year <= year);
        known.max_by_key(|figure| figure.year).map(|figure| figure.value)
    }

    /// The figures of the years that begin in a period, as groups of a question; the figure is the count.
    pub fn given_groups(&self, columns: &[Column], period: Period) -> Vec<Group> {
        let asked = self
            .given
            .iter()
            .filter(|figure| period.contains(figure.year.starts_on()));
        asked
            .map(|figure| Group {
                values: columns.iter().map(|column| figure.column(*column)).collect(),
                count: figure.value,
            })
            .collect()
    }

    /// Takes a figure in, in the place of the one with its key.
    pub(super) fn take_figure(&mut self, figure: &GivenFigure) {
        match self.given.iter_mut().find(|known| known.is_same_as(figure)) {
            Some(known) => *known = figure.clone(),
            None => self.given.push(figure.clone()),
        }
    }
}
