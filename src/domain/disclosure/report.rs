//! A report for the public that is written after a release: what else of it must be withheld, so that the two together
//! give nobody away.
//!
//! The rule has withheld what one table would tell. Here the report is held against every release, and against the
//! reports that left before: no small number that a release withholds may be told by it, and none that it withholds
//! itself by a release. A greater number that was withheld to protect a small one is no secret, and may be told where
//! the small one stays unknown.

use std::collections::{BTreeSet, HashSet};

use super::{
    Published, Withheld,
    linked::{Beside, Linked, Said, SaidIn, linked, rows},
    policy::Policy,
    union::{Guarding, Standing, Union, place, told_by},
    work::Work,
};
use crate::domain::{
    financial_year::Period,
    limits,
    statistics::{Figure, Point, Table},
};

/// A figure of a report.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FigurePlace {
    /// The id of its table.
    pub table: String,
    /// The period that it is of: that of the report, or one of a series.
    pub period: Period,
    /// The values of its row; none in a total.
    pub row: Vec<Option<String>>,
    /// The id of its measure.
    pub measure: String,
}

/// What of a report is withheld because of what left before it, beyond what the rule withholds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct AlsoWithheld {
    /// Figures.
    pub figures: Vec<FigurePlace>,
    /// Whole tables, with their rows: that nobody is in a row that is not there would tell as much.
    pub tables: Vec<String>,
}

/// Each period of the series of a table as a table of its own, and the table last.
pub fn by_period(table: &Table) -> Vec<Table> {
    let whole = Table {
        series: Vec::new(),
        ..table.clone()
    };
    let point = |point: &Point| Table {
        period: point.period,
        rows: point.rows.clone(),
        total: point.total.clone(),
        ..whole.clone()
    };
    let points: Vec<Table> = table.series.iter().map(point).collect();
    points.into_iter().chain([whole]).collect()
}

impl Published {
    /// The same with more withheld.
    #[must_use]
    pub fn without(mut self, also: &AlsoWithheld) -> Self {
        let places: HashSet<&FigurePlace> = also.figures.iter().collect();
        for (table, withheld) in self.tables.iter_mut().zip(&mut self.withheld) {
            let is_dropped = also.tables.iter().any(|id| id == table.id);
            let (id, measures) = (table.id, table.measures.clone());
            let points = table.series.iter_mut();
            let points = points.map(|point| (point.period, &mut point.rows, &mut point.total));
            let mut figures = Vec::new();
            for (period, rows, total) in points.chain([(table.period, &mut table.rows, &mut table.total)]) {
                if is_dropped {
                    rows.clear();
                }
                for row in rows.iter_mut().chain([total]) {
                    let values: Vec<Option<String>> = row.keys.iter().map(|key| key.value.clone()).collect();
                    for (figure, measure) in row.figures.iter_mut().zip(&measures) {
                        let place = FigurePlace {
                            table: id.to_owned(),
                            period,
                            row: values.clone(),
                            measure: measure.id.to_owned(),
                        };
                        if is_dropped || places.contains(&place) {
                            *figure = Figure::Suppressed;
                        }
                        figures.push(*figure == Figure::Suppressed);
                    }
                }
            }
            *withheld = Withheld::of(figures.into_iter());
        }
        self
    }
}

impl Beside<'_> {
    /// What else of a report must be withheld. `counted` are its tables with every figure.
    pub fn also_withheld(&self, counted: &[Table]) -> AlsoWithheld {
        if !self.before.iter().any(|said| said.within == SaidIn::Release) {
            return AlsoWithheld::default();
        }
        let report = Report {
            beside: self,
            published: Published::of(counted.to_vec())
                .tables()
                .iter()
                .flat_map(by_period)
                .collect(),
            counted: counted.iter().flat_map(by_period).collect(),
            work: Work::of(limits::REPORT_WORK_MAX),
        };
        let mut ids: Vec<&str> = counted.iter().map(|table| table.id).collect();
        ids.dedup();
        let mut kept = Kept::default();
        report.keep(&ids, &mut kept, &mut 0);
        let dropped = ids.iter().filter(|id| !kept.ids.contains(*id));
        AlsoWithheld {
            figures: kept.figures,
            tables: dropped.map(|id| (*id).to_owned()).collect(),
        }
    }

    /// The same beside the reports that left before alone.
    fn beside_reports(&self) -> Vec<Said> {
        let of_reports = self.before.iter().filter(|said| said.within == SaidIn::Report);
        of_reports.cloned().collect()
    }
}

/// Tables that can be protected together, and what else must be withheld of them.
#[derive(Default)]
struct Kept<'a> {
    ids: BTreeSet<&'a str>,
    figures: Vec<FigurePlace>,
}

/// A report to be protected, each period of its tables as a table of its own.
struct Report<'a> {
    beside: &'a Beside<'a>,
    published: Vec<Table>,
    counted: Vec<Table>,
    /// What is left of the work that protecting it may take.
    work: Work,
}

impl Report<'_> {
    /// Keeps of some tables as many as can be protected beside those that are kept already. `tried` counts how often
    /// that was asked; beyond that limit, and that of the work, the rest is left out, rather than to keep the reader
    /// waiting.
    fn keep<'a>(&self, ids: &[&'a str], kept: &mut Kept<'a>, tried: &mut usize) {
        *tried += 1;
        if *tried > limits::REPORT_PROTECTIONS_MAX {
            return;
        }
        let with: BTreeSet<&str> = kept.ids.iter().chain(ids).copied().collect();
        if let Some(linked) = self.protected(&with) {
            *kept = Kept {
                ids: with,
                figures: withheld_of(&linked),
            };
        } else if ids.len() > 1 {
            let (some, others) = ids.split_at(ids.len() / 2);
            self.keep(some, kept, tried);
            self.keep(others, kept, tried);
        }
    }

    /// Some of its tables, with what else must be withheld of them; none where that is not enough.
    fn protected(&self, ids: &BTreeSet<&str>) -> Option<Linked> {
        let of_those = |tables: &[Table]| -> Vec<Table> {
            tables
                .iter()
                .filter(|table| ids.contains(table.id))
                .cloned()
                .collect()
        };
        let (published, counted) = (of_those(&self.published), of_those(&self.counted));
        let policy = Policy::default();
        // One try may take half of what is left, so that a part of the tables is tried as well.
        let share = self.work.left().unwrap_or_default() / 2;
        let work = Work::of(share);
        let mut union = union_of(self.beside, &published, &counted);
        union.work = work.clone();
        let told_elsewhere = |union: &Union, guarded: &BTreeSet<usize>| {
            let mut before = self.beside.told_before(&published, SaidIn::Report, policy);
            let reports = self.beside.beside_reports();
            let reports = Beside {
                before: &reports,
                ..*self.beside
            };
            let mut alone = union_of(&reports, &published, &counted);
            (before.work, alone.work) = (work.clone(), work.clone());
            let mut told = union.also_given_away_by(&before, guarded);
            told.extend(union.also_given_away_by(&alone, guarded));
            // What could not be reckoned is not known to have been told.
            if work.is_done() { BTreeSet::new() } else { told }
        };
        let given_away = union.choose(policy, told_elsewhere);
        self.work.take(share - work.left().unwrap_or_default());
        given_away.is_empty().then(|| linked(&union, &published, policy))
    }
}

fn union_of(beside: &Beside<'_>, published: &[Table], counted: &[Table]) -> Union {
    let policy = Policy::default();
    let mut union = beside.union(published, SaidIn::Report, policy);
    union.guarding = Guarding::Secrets;
    for said in beside.before.iter().filter(|said| said.within == SaidIn::Release) {
        union.learn(&said.counted, said.policy, Standing::Before);
    }
    union.learn(counted, policy, Standing::Ours);
    union
}

impl Union {
    /// Learns which withheld counts are small, so that they can be guarded.
    fn learn(&mut self, counted: &[Table], policy: Policy, standing: Standing) {
        for table in counted {
            for row in rows(table) {
                for told in told_by(table, row) {
                    let number = self
                        .index
                        .get(&self.count(table, &place(table, row, told), told.what));
                    let known = number.and_then(|number| self.known.get_mut(*number));
                    let (Some(known), Some(value)) = (known, told.value) else {
                        continue;
                    };
                    let (low, high) = match standing {
                        Standing::Ours => known.bounds,
                        Standing::Before | Standing::Latent => known.before,
                    };
                    known.is_secret |= policy.is_small(value) && low < high;
                }
            }
        }
    }
}

fn withheld_of(linked: &Linked) -> Vec<FigurePlace> {
    let mut places = Vec::new();
    for (table, why) in linked.tables.iter().zip(&linked.why) {
        for (row, why) in rows(table).zip(why) {
            let withheld = table.measures.iter().zip(why).filter(|(_, why)| why.is_some());
            places.extend(withheld.map(|(measure, _)| FigurePlace {
                table: table.id.to_owned(),
                period: table.period,
                row: row.keys.iter().map(|key| key.value.clone()).collect(),
                measure: measure.id.to_owned(),
            }));
        }
    }
    places
}
