//! Figures that the register does not count itself and is given: residents, activity, and what other bodies published.
//! Each says what it counts, of whom, for which year, and where it comes from.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Reference;
use crate::domain::{
    financial_year::{FinancialYear, Period},
    ids::CodeId,
    statistics::{Column, Group},
    word::Word,
};

/// How sure it is that a figure is right, in the marks that research notes use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// Read in the source itself.
    A,
    /// Read in a copy of the source, or in somebody's account of it.
    B,
    /// General knowledge, not checked.
    C,
    /// A choice of one's own.
    D,
}

impl Word for Confidence {
    const ALL: &'static [Self] = &[Self::A, Self::B, Self::C, Self::D];

    fn word(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
        }
    }
}

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
    /// The day on which the source was published or read; none where nobody said.
    pub source_date: Option<NaiveDate>,
    /// How sure it is that it is right; none where nobody said.
    pub confidence: Option<Confidence>,
}

/// The figures of one published table, which have their source and their year in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFigures {
    /// The set that they are given in, from [`crate::domain::lists::List::FigureSets`].
    pub set: Option<CodeId>,
    /// The financial year that they are about.
    pub year: FinancialYear,
    /// Where they come from, such as "LGSCO, complaints received 2023/24".
    pub source: String,
    /// The day on which the source was published or read.
    pub source_date: Option<NaiveDate>,
    /// How sure it is that they are right.
    pub confidence: Option<Confidence>,
    /// Each figure: what it counts, of whom (none for the authority itself), and its value. No kind and body twice.
    pub figures: Vec<(CodeId, Option<CodeId>, i64)>,
}

impl PublishedFigures {
    /// Each figure alone.
    pub fn each(&self) -> impl Iterator<Item = GivenFigure> {
        let Self {
            set,
            year,
            source,
            source_date,
            confidence,
            figures,
        } = self;
        figures.iter().map(|(kind, body, value)| GivenFigure {
            kind: kind.clone(),
            set: set.clone(),
            body: body.clone(),
            year: *year,
            value: *value,
            source: source.clone(),
            source_date: *source_date,
            confidence: *confidence,
        })
    }
}

/// The place of each figure that was given, by its key.
pub(super) type Places = HashMap<(CodeId, Option<CodeId>, Option<CodeId>, FinancialYear), usize>;

impl GivenFigure {
    /// What makes two the same figure, though they may have another value.
    fn key(&self) -> (CodeId, Option<CodeId>, Option<CodeId>, FinancialYear) {
        let Self {
            kind,
            set,
            body,
            year,
            ..
        } = self;
        (kind.clone(), set.clone(), body.clone(), *year)
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

    /// The figure of this kind, set, body and year.
    pub fn given_figure(
        &self,
        kind: &CodeId,
        set: Option<&CodeId>,
        body: Option<&CodeId>,
        year: FinancialYear,
    ) -> Option<&GivenFigure> {
        let key = (kind.clone(), set.cloned(), body.cloned(), year);
        self.given_places
            .get(&key)
            .and_then(|place| self.given.get(*place))
    }

    /// How many of these have not been given before.
    pub(super) fn new_among(&self, figures: impl Iterator<Item = GivenFigure>) -> usize {
        figures
            .filter(|figure| !self.given_places.contains_key(&figure.key()))
            .count()
    }

    /// Takes a figure in, in the place of the one with its key.
    pub(super) fn take_figure(&mut self, figure: &GivenFigure) {
        let next = self.given.len();
        let place = *self.given_places.entry(figure.key()).or_insert(next);
        match self.given.get_mut(place) {
            Some(known) => *known = figure.clone(),
            None => self.given.push(figure.clone()),
        }
    }
}
