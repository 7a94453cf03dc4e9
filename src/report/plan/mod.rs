//! What each report is made of, as data: its sections in the order of the law's checklist, each with its tables, the
//! sentences that are made of them, the places for people's texts, and what to look for that may be missing.
//!
//! To add a table, name it in a section; to add a sentence, choose its form from [`Sentence`].

mod adults;
mod childrens;
mod code;
mod corporate;
mod ombudsman;
mod quarterly;
mod tables;

use std::{collections::BTreeMap, sync::LazyLock};

use super::{kind::Kind, words::Noun};
use crate::domain::{
    statistics::{ReportDefinition, TableDefinition, reports},
    word::Word,
};

/// A report.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Its title, to which the period is added.
    pub title: &'static str,
    /// What it is, and what the law says of it.
    pub about: &'static str,
    /// Its sections, in order.
    pub sections: &'static [Part],
}

/// A section.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Its id, fit for an address.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What the law or Code asks for.
    pub duty: &'static str,
    /// The paragraph; empty where the section is good practice.
    pub source: &'static str,
    /// The sentences above its tables.
    pub sentences: &'static [Sentence],
    /// Its tables.
    pub tables: &'static [Shown],
    /// The places for texts: an id, and what belongs there.
    pub narratives: &'static [(&'static str, &'static str)],
    /// What may be missing.
    pub gaps: &'static [Gap],
    /// What else it holds.
    pub also: Also,
}

/// A section with nothing in it, for the others to begin from.
const PART: Part = Part {
    id: "",
    title: "",
    duty: "",
    source: "",
    sentences: &[],
    tables: &[],
    narratives: &[],
    gaps: &[],
    also: Also::Nothing,
};

/// What a section holds that is no table of the statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// Nothing.
    Nothing,
    /// The learning actions of the period, and what became of those of the period before.
    Learning,
    /// The self-assessment against the Complaint Handling Code.
    SelfAssessment,
}

/// A table of a section.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Which table.
    pub table: From,
    /// Whether its first figure is drawn as bars beside it.
    pub bars: bool,
}

/// Where the definition of a table is.
#[derive(Debug, Clone, Copy)]
pub enum From {
    /// In the catalogue of reports, under this id. Where the catalogue has none, it is missing.
    Catalogue(&'static str),
    /// Here.
    Own(&'static TableDefinition),
}

impl From {
    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Catalogue(id) => id,
            Self::Own(table) => table.id,
        }
    }

    fn definition(self) -> Option<TableDefinition> {
        match self {
            Self::Own(table) => Some(*table),
            Self::Catalogue(id) => reports()
                .flat_map(|report| report.tables)
                .find(|table| table.id == id)
                .copied(),
        }
    }
}

/// A table of the catalogue, drawn.
const fn drawn(id: &'static str) -> Shown {
    Shown {
        table: From::Catalogue(id),
        bars: true,
    }
}

/// A table of the catalogue.
const fn plain(id: &'static str) -> Shown {
    Shown {
        table: From::Catalogue(id),
        bars: false,
    }
}

/// A table of its own, drawn.
const fn own_drawn(table: &'static TableDefinition) -> Shown {
    Shown {
        table: From::Own(table),
        bars: true,
    }
}

/// A table of its own.
const fn own(table: &'static TableDefinition) -> Shown {
    Shown {
        table: From::Own(table),
        bars: false,
    }
}

/// One figure of a table: a measure, and the value of the row's first dimension or `None` for the total.
#[derive(Debug, Clone, Copy)]
pub struct At {
    /// The table.
    pub table: &'static str,
    /// The measure.
    pub measure: &'static str,
    /// The row.
    pub row: Option<&'static str>,
}

const fn total(table: &'static str, measure: &'static str) -> At {
    At {
        table,
        measure,
        row: None,
    }
}

const fn at(table: &'static str, measure: &'static str, row: &'static str) -> At {
    At {
        table,
        measure,
        row: Some(row),
    }
}

/// The form of a sentence that states figures. Numbers, directions, percentages and plurals come from the figures.
#[derive(Debug, Clone, Copy)]
pub enum Sentence {
    /// "156 statutory complaints were received, 11 fewer than in 2022/23 (a decrease of 6.6%)."
    Count {
        /// The count.
        of: At,
        /// What is counted.
        noun: Noun,
        /// What became of them, such as "received".
        done: &'static str,
        /// Whether it is shown at the top of the report, under this label; not where it is empty.
        highlight: &'static str,
    },
    /// "Of the 156 statutory complaints, 20 (12.8%) were made by a child, a young person or an advocate."
    Part {
        /// The part.
        part: At,
        /// The whole.
        whole: At,
        /// What is counted.
        noun: Noun,
        /// What they are, such as "made by a child".
        done: &'static str,
    },
    /// "Of those with a finding, 61.9% (65 of 105) were upheld, up 3.2 percentage points from 58.7% in 2022/23."
    Rate {
        /// The rate.
        of: At,
        /// What it is of, such as "Of the statutory complaints with a finding".
        among: &'static str,
        /// What they are.
        done: &'static str,
        /// The label at the top of the report; not shown there where it is empty.
        highlight: &'static str,
    },
    /// "Stage 1 took 12.4 working days on average (n = 129), down 1 day from …".
    Days {
        /// The mean.
        of: At,
        /// What took so long, such as "Stage 1".
        what: &'static str,
        /// The label at the top of the report; not shown there where it is empty.
        highlight: &'static str,
    },
    /// "Most often it was Email: 110 of 156 (70.5%)."
    Most {
        /// The table and measure.
        of: At,
        /// What is the case most often, such as "The method used most often was".
        what: &'static str,
    },
}

/// What to look for that may be missing.
#[derive(Debug, Clone, Copy)]
pub enum Gap {
    /// A dimension that is blank in some rows: "The ethnicity of the child is not recorded for 46 of 229 complaints."
    Blank {
        /// The table and measure.
        of: At,
        /// What is blank.
        what: &'static str,
        /// What is counted.
        noun: Noun,
    },
    /// Rows that should have nothing: "4 statutory complaints have no outcome yet."
    Some {
        /// The row.
        of: At,
        /// What is counted.
        noun: Noun,
        /// What is said of one.
        one: &'static str,
        /// What is said of several.
        many: &'static str,
    },
    /// A row that should have something: "No advocate is recorded for any of the 156 statutory complaints."
    None {
        /// The row.
        of: At,
        /// The whole.
        whole: At,
        /// The sentence.
        text: &'static str,
    },
    /// What the register cannot tell at all.
    Never(&'static str),
}

/// The plan of a report; the weekly list has none.
pub fn plan(kind: Kind) -> Option<&'static Plan> {
    Some(match kind {
        Kind::Childrens => &childrens::PLAN,
        Kind::Adults => &adults::PLAN,
        Kind::Corporate => &corporate::PLAN,
        Kind::Ombudsman => &ombudsman::PLAN,
        Kind::Code => &code::PLAN,
        Kind::Quarterly => &quarterly::PLAN,
        Kind::Weekly => return None,
    })
}

/// The definitions of the tables of each report, each once.
static TABLES: LazyLock<BTreeMap<Kind, Vec<TableDefinition>>> = LazyLock::new(|| {
    let tables = |kind: Kind| -> Vec<TableDefinition> {
        let sections = plan(kind).map_or(&[][..], |plan| plan.sections);
        let mut tables: Vec<TableDefinition> = Vec::new();
        for shown in sections.iter().flat_map(|section| section.tables) {
            let known = tables.iter().any(|table| table.id == shown.table.id());
            tables.extend(shown.table.definition().filter(|_| !known));
        }
        tables
    };
    Kind::ALL.iter().map(|kind| (*kind, tables(*kind))).collect()
});

/// The same tables without their series, for the period before: what a series looks back on is in it already.
static TABLES_BEFORE: LazyLock<BTreeMap<Kind, Vec<TableDefinition>>> = LazyLock::new(|| {
    let alone = |tables: &Vec<TableDefinition>| -> Vec<TableDefinition> {
        let tables = tables.iter().filter(|table| table.series == (None, 0));
        tables.copied().collect()
    };
    TABLES
        .iter()
        .map(|(kind, tables)| (*kind, alone(tables)))
        .collect()
});

/// Every table of a report that is compared with the period before.
pub fn definition_before(kind: Kind) -> ReportDefinition {
    ReportDefinition {
        tables: TABLES_BEFORE.get(&kind).map_or(&[][..], Vec::as_slice),
        ..definition(kind)
    }
}

/// Every table of a report, as the statistics make it.
pub fn definition(kind: Kind) -> ReportDefinition {
    ReportDefinition {
        id: kind.word(),
        display_name: plan(kind).map_or("", |plan| plan.title),
        tables: TABLES.get(&kind).map_or(&[][..], Vec::as_slice),
    }
}

/// The places for texts of a report, in order.
pub fn narratives(kind: Kind) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let sections = plan(kind).map_or(&[][..], |plan| plan.sections);
    sections.iter().flat_map(|section| section.narratives)
}

#[cfg(test)]
mod tests;
