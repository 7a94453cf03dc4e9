//! A report as it is written down, the same for every form: sections of sentences and tables, what is missing, and how
//! each figure is counted. Every number in it may be seen by whom the report is for.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    input::SignOff,
    kind::{Audience, Kind},
    words,
};
use crate::domain::{ids::Position, statistics::MeasureKind};

/// The whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Which report.
    pub kind: Kind,
    /// Whom it is for.
    pub audience: Audience,
    /// Its title.
    pub title: String,
    /// The council.
    pub authority: String,
    /// The period, as a title names it.
    pub period: String,
    /// The first and the last day of the period, as they are written out.
    pub days: (String, String),
    /// What it is and what the law says of it.
    pub about: String,
    /// The log position that it was counted at.
    pub position: Position,
    /// When that position was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The figures at the top.
    pub highlights: Vec<Highlight>,
    /// The sections, in the order of the law's checklist.
    pub sections: Vec<Section>,
    /// What the law asks for, and where it is.
    pub checklist: Vec<Item>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// What was withheld, a sentence for each table; none where nothing was.
    pub withheld: Vec<String>,
    /// How the figures are counted.
    pub definitions: Vec<Definition>,
    /// Approval and publication.
    pub sign_off: SignOff,
}

/// A figure at the top of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Highlight {
    /// The figure.
    pub value: String,
    /// What it is.
    pub label: String,
    /// How it stands against the period before; empty where that is not known.
    pub change: String,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its id, fit for an address.
    pub id: &'static str,
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: &'static str,
    /// The paragraph of the law or Code that asks for it; empty where none does.
    pub source: &'static str,
    /// Sentences made of figures.
    pub sentences: Vec<String>,
    /// What people wrote.
    pub narratives: Vec<Narrative>,
    /// Its tables.
    pub sheets: Vec<Sheet>,
}

/// A text that people wrote, or the place for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Narrative {
    /// The id of the place.
    pub id: String,
    /// What belongs there.
    pub prompt: String,
    /// Its paragraphs; none while nobody has written it.
    pub paragraphs: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its id, fit for a file's name.
    pub id: String,
    /// Its number in the report, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// What is counted, on which basis and in which period, in a sentence.
    pub subtitle: String,
    /// The names of the columns that name the rows.
    pub heads: Vec<String>,
    /// The other columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Line>,
    /// The total; none where the rows do not add up to anything.
    pub total: Option<Line>,
    /// A picture of it.
    pub chart: Option<Chart>,
    /// What must be known to read it.
    pub notes: Vec<String>,
}

/// A column of figures or texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The id of its measure, or its own.
    pub id: String,
    /// Its heading.
    pub name: String,
    /// What its cells are.
    pub unit: Unit,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole numbers.
    Count,
    /// Percentages.
    Percent,
    /// Percentages of nothing that can be counted: by how much one thing exceeds another.
    Excess,
    /// Means of percentages.
    MeanPercent,
    /// Working days.
    WorkingDays,
    /// Pounds.
    Pounds,
    /// So many in so many residents.
    Rate,
    /// Texts.
    Text,
}

impl Unit {
    /// The unit of a measure. A new kind of measure needs its arm here, and nothing else.
    pub fn of(kind: MeasureKind) -> Self {
        match kind {
            MeasureKind::Count => Self::Count,
            MeasureKind::Percentage => Self::Percent,
            MeasureKind::Mean | MeasureKind::Median | MeasureKind::Percentile => Self::WorkingDays,
            MeasureKind::Money => Self::Pounds,
            MeasureKind::PerPopulation => Self::Rate,
            MeasureKind::MeanOfPercentages => Self::MeanPercent,
        }
    }

    /// Whether it is said of how many the figure is.
    pub fn has_n(self) -> bool {
        matches!(
            self,
            Self::Percent | Self::MeanPercent | Self::WorkingDays | Self::Rate
        )
    }

    /// The unit as a heading adds it.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Percent | Self::Excess | Self::MeanPercent => " (%)",
            Self::Pounds => " (£)",
            Self::WorkingDays | Self::Rate | Self::Count | Self::Text => "",
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What names it.
    pub keys: Vec<String>,
    /// The cells of the other columns.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A figure, rounded as it is published.
    Number {
        /// A count, a percentage, or working days.
        value: f64,
        /// The numerator as counted.
        numerator: i64,
        /// Of how many; 0 for counts.
        denominator: i64,
    },
    /// Withheld so that nobody is given away.
    Withheld,
    /// There is nothing to divide by, or the question does not arise.
    NotApplicable,
    /// Not known.
    Unknown,
    /// A text.
    Text(String),
}

/// The marks that stand for a figure that is not there (Government Analysis Function).
pub const MARKS: [(&str, &str); 3] = [
    ("[c]", "withheld, so that nobody can be recognised"),
    ("[z]", "not applicable: there is nothing to divide by"),
    ("[x]", "not known"),
];

impl Cell {
    /// The mark of a cell without a figure.
    pub fn mark(&self) -> Option<&'static str> {
        let [(withheld, _), (not_applicable, _), (unknown, _)] = MARKS;
        match self {
            Self::Withheld => Some(withheld),
            Self::NotApplicable => Some(not_applicable),
            Self::Unknown => Some(unknown),
            Self::Number { .. } | Self::Text(_) => None,
        }
    }

    /// The cell as a page shows it.
    pub fn shown(&self, unit: Unit) -> String {
        match self {
            Self::Number { value, .. } => match unit {
                Unit::Count => whole(*value),
                Unit::Percent | Unit::Excess | Unit::MeanPercent => format!("{}%", words::decimal(*value)),
                Unit::Pounds => format!("£{value:.2}"),
                Unit::WorkingDays | Unit::Rate | Unit::Text => words::decimal(*value),
            },
            Self::Text(text) => text.clone(),
            Self::Withheld | Self::NotApplicable | Self::Unknown => {
                self.mark().unwrap_or_default().to_owned()
            }
        }
    }

    /// Of how many a page says that it is: "55 of 156", "n = 152".
    pub fn shown_n(&self, unit: Unit) -> Option<String> {
        let Self::Number {
            numerator,
            denominator,
            ..
        } = self
        else {
            return None;
        };
        match unit {
            Unit::Percent => Some(format!(
                "{} of {}",
                words::whole(*numerator),
                words::whole(*denominator)
            )),
            Unit::WorkingDays | Unit::MeanPercent => Some(format!("n = {}", words::whole(*denominator))),
            Unit::Rate => Some(format!("n = {}", words::whole(*numerator))),
            Unit::Count | Unit::Excess | Unit::Pounds | Unit::Text => None,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a count is a whole number below 2^53"
)]
fn whole(value: f64) -> String {
    words::whole(value as i64)
}

/// Bars of one table, beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The same as a text that can be read out.
    pub description: String,
    /// The name of the period of the bars.
    pub now: String,
    /// The name of the period of the thinner bars; empty where there are none.
    pub before: String,
    /// Whether rows of zero are left out.
    pub leaves_out: bool,
    /// The bars, in the order of the rows.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its value, as it is shown.
    pub value: String,
    /// Its length in percent of the longest; none where the value is withheld.
    pub length: Option<f64>,
    /// The value and length of the period before.
    pub before: Option<(String, f64)>,
}

/// One thing that the law asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What.
    pub text: String,
    /// The paragraph.
    pub source: String,
    /// The number and title of the section that it is in.
    pub section: String,
    /// Whether it is there, in part, or not.
    pub state: &'static str,
}

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What, in a sentence.
    pub text: String,
    /// The number of the section that it would belong to; 0 for the report itself.
    pub section: usize,
    /// The paragraph that asks for it; empty where none does.
    pub source: String,
}

/// How a figure is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The id of the measure.
    pub id: String,
    /// The version of the measure.
    pub version: u16,
    /// Its heading.
    pub name: String,
    /// What it says.
    pub wording: String,
    /// What is counted on top.
    pub numerator: String,
    /// What it is divided by; empty for counts.
    pub denominator: String,
    /// What is left out.
    pub exclusions: String,
    /// Where the definition comes from.
    pub source: String,
}

impl Document {
    /// Every table, in order.
    pub fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.sections.iter().flat_map(|section| &section.sheets)
    }

    /// When the figures were counted, in words.
    pub fn counted_at(&self) -> String {
        let at = self.recorded_at.format("%-d %B %Y, %H:%M");
        format!("position {} of the register, recorded on {at} UTC", self.position)
    }
}
