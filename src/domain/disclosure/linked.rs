//! Tables protected together, with everything that was said before.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Withheld,
    apart::Apart,
    count::Count,
    derived,
    evidence::Evidence,
    policy::Policy,
    positions::Positions,
    told::told,
    union::{Saying, Standing, Union, place},
};
use crate::domain::{
    ids::Position,
    reference::Reference,
    statistics::{BLANK, Figure, Key, Measure, MeasureKind, Row, Table},
};

/// Tables that were said before: of a release, or of a report for the public.
#[derive(Debug, Clone)]
pub struct Said {
    /// The tables, as they were said.
    pub tables: Vec<Table>,
    /// The policy that they were protected by.
    pub policy: Policy,
    /// What they were said in.
    pub within: SaidIn,
    /// The same tables with every figure, of a release: which of those that it withholds are small.
    pub counted: Vec<Table>,
}

/// What tables were said in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidIn {
    /// A release of the authority. It shows every zero, so that what it withholds is not zero.
    Release,
    /// A report of the authority for the public.
    Report,
    /// What somebody else published of the authority.
    Elsewhere,
}

/// How far apart two positions of the log are.
pub type Changed = ((Position, Position), Apart);

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellName {
    /// The id of the table.
    pub table: String,
    /// The values of its row, blank as `blank`; none in a total.
    pub row: Vec<String>,
    /// Its measure, as `id@version`.
    pub measure: String,
}

impl CellName {
    fn of(table: &Table, row: &Row, measure: &Measure) -> Self {
        let value = |key: &Key| key.value.clone().unwrap_or_else(|| BLANK.to_owned());
        Self {
            table: table.id.to_owned(),
            row: row.keys.iter().map(value).collect(),
            measure: format!("{}@{}", measure.id, measure.version),
        }
    }
}

/// Why a figure is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Its count is too small.
    Small,
    /// It would tell another that is.
    Protects,
    /// It is made of a count that is withheld.
    Derived,
}

/// Tables that were protected together.
#[derive(Debug, Clone)]
pub struct Linked {
    /// The tables as they may be said.
    pub tables: Vec<Table>,
    /// Why what is withheld is: by table, row (the total last) and measure.
    pub why: Vec<Vec<Vec<Option<Why>>>>,
    /// Small counts that are shown because somebody said them before: by table, row (the total last) and measure.
    pub in_clear: Vec<(usize, usize, usize)>,
}

impl Linked {
    /// How much of each table is withheld.
    pub fn withheld(&self) -> Vec<Withheld> {
        self.why
            .iter()
            .map(|rows| Withheld::of(rows.iter().flatten().map(Option::is_some)))
            .collect()
    }
}

/// What there is to protect, and beside what.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// What was said before.
    pub before: &'a [Said],
    /// How many records changed between each two of the positions, where they were few.
    pub changed: &'a [Changed],
    /// The lists, which say which values are groups of others.
    pub reference: &'a Reference,
}

impl Beside<'_> {
    /// Protects tables.
    ///
    /// # Errors
    /// The cells, of these tables or of earlier ones, that would be given away all the same.
    pub fn protect(&self, tables: &[Table], policy: Policy) -> Result<Linked, Vec<CellName>> {
        let mut union = self.union(tables, SaidIn::Release, policy);
        let told_before = |union: &Union, guarded: &BTreeSet<usize>| {
            let before = self.told_before(tables, SaidIn::Release, policy);
            union.also_given_away_by(&before, guarded)
        };
        let given_away = union.choose(policy, told_before);
        if !given_away.is_empty() {
            return Err(self.named(&union, &given_away, tables));
        }
        Ok(linked(&union, tables, policy))
    }

    /// The cells of tables, which are protected already, and of what was said before, that the two together give away.
    pub fn attack(&self, tables: &[Table], policy: Policy) -> Vec<CellName> {
        let union = self.union(tables, SaidIn::Release, policy);
        let guarded = union.touched(&union.withheld_figures());
        let mut given_away = union.given_away(&guarded, &mut Evidence::default());
        if !given_away.is_empty() {
            let exempt =
                union.also_given_away_by(&self.told_before(tables, SaidIn::Release, policy), &given_away);
            given_away.retain(|number| !exempt.contains(number));
        }
        self.named(&union, &given_away, tables)
    }

    /// Everything that is said, ours with it. Ours is a release or a report.
    pub(super) fn union(&self, tables: &[Table], within: SaidIn, policy: Policy) -> Union {
        let mut union = self.said(tables, within, policy);
        for table in self.tables_before().chain(tables) {
            union.link_table(table, self.reference);
        }
        union.link_counts();
        union
    }

    /// The same counts, of which nobody knows more than what was said before. What tables of ours alone tell is not
    /// known: neither their figures, nor that nobody is in a row that they do not have.
    pub(super) fn told_before(&self, tables: &[Table], within: SaidIn, policy: Policy) -> Union {
        let mut union = self.said(tables, within, policy);
        for known in &mut union.known {
            if known.standing == Standing::Ours {
                known.bounds = known.before;
            }
        }
        for table in self.tables_before() {
            union.link_table(table, self.reference);
        }
        for table in tables {
            union.link_rests(table);
        }
        union.link_counts();
        union
    }

    fn tables_before(&self) -> impl Iterator<Item = &Table> {
        self.before.iter().flat_map(|said| &said.tables)
    }

    fn said(&self, tables: &[Table], within: SaidIn, policy: Policy) -> Union {
        let mut union = Union {
            positions: Positions::of(self.changed),
            ..Union::default()
        };
        for said in self.before {
            let saying = Saying {
                policy: said.policy,
                ours: false,
                shows_zero: said.within == SaidIn::Release,
            };
            for table in &said.tables {
                union.say(table, saying);
            }
        }
        let saying = Saying {
            policy,
            ours: true,
            shows_zero: within == SaidIn::Release,
        };
        for table in tables {
            union.say(table, saying);
        }
        union
    }

    /// The cells that some counts are in.
    pub(super) fn named(&self, union: &Union, numbers: &BTreeSet<usize>, tables: &[Table]) -> Vec<CellName> {
        let is_among = |count: &Count| {
            union
                .index
                .get(count)
                .is_some_and(|number| numbers.contains(number))
        };
        let mut names = BTreeSet::new();
        for table in tables.iter().chain(self.tables_before()) {
            for row in rows(table) {
                for (measure, counts) in table.measures.iter().zip(counts_of_each(union, table, row)) {
                    if counts.iter().any(is_among) {
                        names.insert(CellName::of(table, row, measure));
                    }
                }
            }
        }
        names.into_iter().collect()
    }
}

impl Union {
    /// Of some counts, those of which another union of the same figures, which knows less, tells as much: they are given
    /// away whatever is said here.
    pub(super) fn also_given_away_by(&self, other: &Self, numbers: &BTreeSet<usize>) -> BTreeSet<usize> {
        let counts = self.index.iter().filter(|(_, number)| numbers.contains(*number));
        let pairs = counts.filter_map(|(count, number)| Some((*other.index.get(count)?, *number)));
        let there: BTreeMap<usize, usize> = pairs.collect();
        let given_away = other.given_away(&there.keys().copied().collect(), &mut Evidence::default());
        let here = self.ranges(&given_away.iter().map(|number| there[number]).collect());
        let ranges = other.ranges(&given_away).into_iter();
        let tells_as_much = ranges.filter(|(number, range)| here.get(&there[number]) == Some(range));
        tells_as_much.map(|(number, _)| there[&number]).collect()
    }

    /// The figures that are withheld, or rounded.
    fn withheld_figures(&self) -> BTreeSet<usize> {
        let is_withheld = |number: &usize| {
            self.is_unknown(*number) && self.known.get(*number).is_some_and(|known| known.is_figure)
        };
        (0..self.known.len()).filter(is_withheld).collect()
    }
}

pub(super) fn rows(table: &Table) -> impl Iterator<Item = &Row> {
    table.rows.iter().chain([&table.total])
}

/// The counts that each figure of a row tells.
fn counts_of_each(union: &Union, table: &Table, row: &Row) -> Vec<Vec<Count>> {
    let figures = table.measures.iter().zip(&row.figures);
    figures
        .map(|(measure, figure)| {
            let told = told(measure, row.keys.is_empty(), figure).into_iter();
            told.map(|told| union.count(table, &place(table, row, told), told.what))
                .collect()
        })
        .collect()
}

/// The tables as they may be said, now that it is known which counts are withheld.
pub(super) fn linked(union: &Union, tables: &[Table], policy: Policy) -> Linked {
    let mut linked = Linked {
        tables: tables.to_vec(),
        why: Vec::new(),
        in_clear: Vec::new(),
    };
    for (table, said) in tables.iter().zip(&mut linked.tables) {
        let mut why: Vec<Vec<Option<Why>>> = rows(table)
            .map(|row| why_withheld(union, table, row, policy))
            .collect();
        derived::withhold_totals(table, &mut why, policy);
        for (row, why) in said.rows.iter_mut().chain([&mut said.total]).zip(&why) {
            for ((figure, measure), why) in row.figures.iter_mut().zip(&table.measures).zip(why) {
                *figure = match why {
                    Some(_) => Figure::Suppressed,
                    None => derived::shown(measure, figure, policy),
                };
            }
        }
        let in_clear = in_clear(union, table, policy).into_iter();
        linked
            .in_clear
            .extend(in_clear.map(|(row, measure)| (linked.why.len(), row, measure)));
        linked.why.push(why);
    }
    linked
}

fn why_withheld(union: &Union, table: &Table, row: &Row, policy: Policy) -> Vec<Option<Why>> {
    let of_each = counts_of_each(union, table, row);
    let each = table.measures.iter().zip(&row.figures).zip(of_each);
    each.map(|((measure, figure), counts)| {
        if !matches!(figure, Figure::Number { .. }) {
            return None;
        }
        let is_count = measure.kind() == MeasureKind::Count;
        let mut known = counts.iter().filter_map(|count| union.get(count));
        let withheld = known.find(|known| known.is_withheld())?;
        let is_small = withheld.truth.is_some_and(|truth| policy.is_small(truth));
        Some(match (is_count, is_small) {
            (true, true) => Why::Small,
            (true, false) => Why::Protects,
            (false, _) => Why::Derived,
        })
    })
    .collect()
}

/// Small counts of a table that are shown: by row (the total last) and measure.
fn in_clear(union: &Union, table: &Table, policy: Policy) -> Vec<(usize, usize)> {
    let is_shown = |count: &Count| {
        union
            .get(count)
            .is_some_and(|known| known.bounds.0 == known.bounds.1)
    };
    let mut cells = Vec::new();
    for (place, row) in rows(table).enumerate() {
        let each = row.figures.iter().zip(counts_of_each(union, table, row));
        for (measure, (figure, counts)) in each.enumerate() {
            let is_count = table.measures[measure].kind() == MeasureKind::Count;
            let is_small = matches!(figure, Figure::Number { numerator, .. } if policy.is_small(*numerator));
            if is_count && is_small && counts.iter().all(is_shown) {
                cells.push((place, measure));
            }
        }
    }
    cells
}
