//! Where the figures of a comparison come from: what somebody published and was given to the register, and what councils
//! released.

use super::released::Released;
use crate::domain::{
    financial_year::FinancialYear,
    ids::CodeId,
    reference::{GivenFigure, Reference},
};

/// A figure of a comparison. Suppressed, zero, unknown and not applicable are four values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// It is known.
    Number(i64),
    /// It was withheld so that nobody is given away.
    Suppressed,
    /// It is not known.
    Unknown,
    /// There is nothing to count or to divide by.
    NotApplicable,
}

impl Value {
    /// The number, if it is one.
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Suppressed | Self::Unknown | Self::NotApplicable => None,
        }
    }

    /// The sum of two, which is known only where both are.
    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => Self::Number(one + two),
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Suppressed, _) | (_, Self::Suppressed) => Self::Suppressed,
            (Self::NotApplicable, value) | (value, Self::NotApplicable) => value,
        }
    }
}

/// Where one figure is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A figure that was given, by its kind (a code of [`crate::domain::lists::List::FigureKinds`]). One of the year
    /// asked for; residents and people served also of the latest year before.
    Given(&'static str),
    /// A cell of the tables that a council released.
    Released {
        /// The table's id.
        table: &'static str,
        /// The measure's id, without its version.
        measure: &'static str,
        /// Which part of the figure.
        part: Part,
        /// The keys of the row, in the order of the table's dimensions; empty for the total.
        row: &'static [&'static str],
    },
}

/// Part of a figure that was released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The count that it is.
    Count,
    /// The count that it is, to be taken away from what it stands beside in a sum.
    Less,
    /// The numerator of a rate.
    Of,
    /// The denominator of a rate.
    Among,
}

/// A numerator or a denominator: the sum of some cells, or of others where one of those is not known. The first sum
/// that is known, or withheld, holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub &'static [&'static [Cell]]);

/// A figure as found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) value: Value,
    /// The sources that published what it is made of, each once; none for what was released.
    pub(super) sources: Vec<String>,
    /// The measures that it was released by, each with its version, as `id@version`.
    pub(super) definitions: Vec<String>,
    /// Whether sets that hold it contradict each other.
    pub(super) contradicted: bool,
}

impl Found {
    fn of(value: Value) -> Self {
        Self {
            value,
            sources: Vec::new(),
            definitions: Vec::new(),
            contradicted: false,
        }
    }

    /// Whether any of it was released rather than published.
    pub(super) fn is_released(&self) -> bool {
        !self.definitions.is_empty()
    }

    fn take(&mut self, other: Self) {
        self.value = self.value.plus(other.value);
        self.contradicted |= other.contradicted;
        for source in other.sources {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
        for definition in other.definitions {
            if !self.definitions.contains(&definition) {
                self.definitions.push(definition);
            }
        }
    }
}

/// What a body's figures are found in.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) reference: &'a Reference,
    /// The set that is asked for.
    pub(super) set: Option<&'a CodeId>,
    pub(super) year: FinancialYear,
    /// What the body released, if it did.
    pub(super) released: Option<&'a Released>,
    /// The body, and whether it is the council whose register this is.
    pub(super) body: Option<&'a CodeId>,
    pub(super) is_own: bool,
}

/// Kinds that do not change much: the latest year up to the one asked for holds.
const STANDING: [&str; 3] = ["residents", "children_served", "adults_served"];
/// How many years back such a figure is looked for: a census comes each ten.
const STANDING_YEARS: i32 = 12;

impl Sources<'_> {
    pub(super) fn amount(&self, amount: Amount) -> Found {
        let mut ways = amount.0.iter().map(|cells| self.sum(cells));
        let known = |found: &Found| found.value != Value::Unknown || found.contradicted;
        ways.find(known).unwrap_or_else(|| Found::of(Value::Unknown))
    }

    fn sum(&self, cells: &[Cell]) -> Found {
        let mut sum = Found::of(Value::NotApplicable);
        for cell in cells {
            let found = match cell {
                Cell::Given(kind) => self.given(kind),
                Cell::Released {
                    table,
                    measure,
                    part,
                    row,
                } => self.released((table, measure), *part, row),
            };
            sum.take(found);
        }
        sum
    }

    fn released(&self, (table, measure): (&str, &str), part: Part, row: &[&str]) -> Found {
        let cell = self
            .released
            .and_then(|released| released.cell(table, measure, part, row));
        match cell {
            Some((definition, value)) => Found {
                definitions: vec![definition.to_owned()],
                ..Found::of(value)
            },
            None => Found::of(Value::Unknown),
        }
    }

    pub(super) fn given(&self, kind: &str) -> Found {
        let Ok(code) = CodeId::parse(kind) else {
            return Found::of(Value::Unknown);
        };
        let back = if STANDING.contains(&kind) {
            STANDING_YEARS
        } else {
            0
        };
        let years = (0..=back).map(|back| FinancialYear(self.year.0 - back));
        let found = years.map(|year| self.given_in(&code, year));
        found
            .into_iter()
            .find(|found| found.value != Value::Unknown || found.contradicted)
            .unwrap_or_else(|| Found::of(Value::Unknown))
    }

    /// In the set asked for, then without a set, then in whichever set, if all that have it agree.
    fn given_in(&self, kind: &CodeId, year: FinancialYear) -> Found {
        let in_set = |set: Option<&CodeId>| {
            let own = || self.reference.given_figure(kind, set, None, year);
            let of = |body| self.reference.given_figure(kind, set, Some(body), year);
            self.body.and_then(of).or_else(|| self.is_own.then(own).flatten())
        };
        if let Some(figure) = self
            .set
            .and_then(|set| in_set(Some(set)))
            .or_else(|| in_set(None))
        {
            return of_given(figure);
        }
        if self.set.is_some() {
            return Found::of(Value::Unknown);
        }
        let sets = self
            .reference
            .list(crate::domain::lists::List::FigureSets)
            .codes();
        let figures: Vec<&GivenFigure> = sets.iter().filter_map(|set| in_set(Some(&set.id))).collect();
        match figures.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other.value == first.value) => of_given(first),
            Some(_) => Found {
                contradicted: true,
                ..Found::of(Value::Unknown)
            },
            None => Found::of(Value::Unknown),
        }
    }
}

fn of_given(figure: &GivenFigure) -> Found {
    Found {
        sources: vec![figure.source.clone()],
        ..Found::of(Value::Number(figure.value))
    }
}
