//! A publication that was read.

use chrono::NaiveDate;

use super::{
    cell::Cell,
    draft::{FilterDraft, HeaderDraft, StatementDraft},
    number::Number,
    unit::Unit,
    when,
    words::Role,
};
use crate::domain::{financial_year::Period, word::Word};

/// A published document.
#[derive(Debug, Clone)]
pub struct Publication {
    /// What findings call it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The council that it is about.
    pub council: String,
    /// The period that it is about.
    pub year: When,
    /// When it was published.
    pub date: Option<NaiveDate>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What it states.
    pub statements: Vec<Statement>,
}

/// A period as printed. One that cannot be read is known by its words only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// As printed.
    pub text: String,
    /// The days.
    pub period: Option<Period>,
}

impl When {
    /// Reads a period.
    pub fn of(text: &str) -> Self {
        Self {
            text: text.trim().to_owned(),
            period: when::period(text),
        }
    }

    /// Whether both are one period.
    pub fn is(&self, other: &Self) -> bool {
        match (self.period, other.period) {
            (Some(one), Some(other)) => one == other,
            (None, None) => self.text == other.text,
            _ => false,
        }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// What findings call it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its number as printed.
    pub number: String,
    /// What its numbers count.
    pub measure: String,
    /// Their unit.
    pub unit: Option<Unit>,
    /// Their period, if it says one of its own.
    pub period: Option<When>,
    /// What its rows are.
    pub by: String,
    /// How many its rows are of, as stated.
    pub whole: Option<Number>,
    /// The measure that they are of.
    pub whole_measure: String,
    /// Whether one unit may be counted in several rows.
    pub multiple: bool,
    /// Whether only some rows of a longer list are shown.
    pub selected: bool,
    /// The columns.
    pub columns: Vec<Header>,
    /// The rows.
    pub rows: Vec<Header>,
    /// The cells, by row.
    pub cells: Vec<Vec<Cell>>,
    /// Which records of the register it counts.
    pub filters: Vec<FilterDraft>,
}

/// A row's or a column's heading.
#[derive(Debug, Clone)]
pub struct Header {
    /// As written down.
    pub said: HeaderDraft,
    /// What it is to the others.
    pub role: Role,
    /// Whether that is said plainly, and not guessed from a label that may mean something else.
    pub is_plain: bool,
    /// The unit that is stated.
    pub unit: Option<Unit>,
    /// The unit that the label gives away.
    pub guessed_unit: Option<Unit>,
    /// The period, stated or in the label.
    pub period: Option<When>,
}

impl Header {
    /// Its label.
    pub fn label(&self) -> &str {
        &self.said.label
    }
}

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementKind {
    /// A number in a sentence.
    Figure,
    /// That something went up, down, or stayed.
    Change,
    /// That so many of so many are a percentage.
    Share,
    /// That parts make a total.
    Total,
    /// The year that the document says it is about.
    Year,
    /// A date.
    Date,
    /// So many years, with one of them named.
    Series,
    /// How many rows a table has.
    Count,
    /// The number of a figure.
    Reference,
    /// That one number is over, under or the same as another.
    Comparison,
    /// A mean, and what it is of.
    Mean,
}

impl Word for StatementKind {
    const ALL: &'static [Self] = &[
        Self::Figure,
        Self::Change,
        Self::Share,
        Self::Total,
        Self::Year,
        Self::Date,
        Self::Series,
        Self::Count,
        Self::Reference,
        Self::Comparison,
        Self::Mean,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Figure => "value",
            Self::Change => "change",
            Self::Share => "share",
            Self::Total => "total",
            Self::Year => "year",
            Self::Date => "date",
            Self::Series => "series",
            Self::Count => "count",
            Self::Reference => "reference",
            Self::Comparison => "comparison",
            Self::Mean => "mean",
        }
    }
}

/// How many lie between two bounds, both in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The lower bound.
    pub low: f64,
    /// The upper bound; none where it is open.
    pub high: Option<f64>,
    /// How many.
    pub count: f64,
}

/// A statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// What it is about.
    pub kind: StatementKind,
    /// As written down.
    pub said: StatementDraft,
    /// The value that is stated.
    pub value: Option<Number>,
    /// See [`StatementDraft::from`].
    pub from: Option<Number>,
    /// See [`StatementDraft::to`].
    pub to: Option<Number>,
    /// A percentage.
    pub percent: Option<Number>,
    /// A number of percentage points.
    pub points: Option<Number>,
    /// The part of a share.
    pub part: Option<Number>,
    /// The whole.
    pub whole: Option<Number>,
    /// How many a mean is of.
    pub n: Option<Number>,
    /// How many it leaves out.
    pub excluded: Option<Number>,
    /// The bands that a mean is of.
    pub bands: Vec<Band>,
}
