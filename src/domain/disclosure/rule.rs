//! The rule: which figures of one table are withheld.

use std::collections::BTreeSet;

use super::THRESHOLD;
use crate::domain::statistics::{Figure, Measure, MeasureKind};

/// Which figures of a table are withheld. The total stands after the last row.
pub(super) struct Hidden {
    rows: BTreeSet<usize>,
    columns: BTreeSet<usize>,
    /// Columns that are nothing but zero in the rows withheld, and are shown there.
    zero: BTreeSet<usize>,
    /// Rows that are nothing but zero: their counts are shown, because a part of nothing is nothing.
    nothing: BTreeSet<usize>,
    counts: BTreeSet<usize>,
    all: bool,
}

impl Hidden {
    /// Whether the figure of a row and column is withheld.
    pub(super) fn holds(&self, row: usize, column: usize) -> bool {
        let is_nothing = self.nothing.contains(&row) && self.counts.contains(&column);
        self.all
            || (self.columns.contains(&column) && !is_nothing)
            || (self.rows.contains(&row) && !self.zero.contains(&column))
    }
}

/// What of a table is withheld.
pub(super) fn hidden(measures: &[&Measure], rows: &[&[Figure]], total: &[Figure]) -> Hidden {
    let counts: BTreeSet<usize> = (0..measures.len())
        .filter(|column| measures[*column].kind() == MeasureKind::Count)
        .collect();
    let is_nothing = |row: &usize| counts.iter().all(|column| is_zero(&rows[*row][*column]));
    let mut hidden = Hidden {
        rows: BTreeSet::new(),
        columns: small_columns(measures, total),
        zero: BTreeSet::new(),
        nothing: (0..rows.len()).filter(is_nothing).collect(),
        counts: counts.clone(),
        all: false,
    };
    let shown: Vec<usize> = (0..measures.len())
        .filter(|column| !hidden.columns.contains(column))
        .collect();
    // Without the first column, which the others are parts of, the rest would tell it.
    if hidden.columns.contains(&0) {
        hidden.all = true;
        return hidden;
    }
    let told = |row: &[Figure]| Told::of(measures, row, &shown);
    hidden.rows = (0..rows.len())
        .filter(|row| told(rows[*row]).is_small())
        .collect();
    if hidden.rows.is_empty() {
        return hidden;
    }
    let parts = additive(measures, rows, total, &shown);
    while !cannot_be_subtracted(&parts, &hidden.rows) {
        // Rows that are alike go together, so that nothing depends on their order.
        let size = |row: &usize| parts[*row].first().copied().unwrap_or(0);
        let left = (0..rows.len()).filter(|row| !hidden.rows.contains(row) && size(row) > 0);
        let Some(next) = left.clone().map(|row| size(&row)).min() else {
            hidden.all = true;
            return hidden;
        };
        let next: Vec<usize> = left.filter(|row| size(row) == next).collect();
        hidden.rows.extend(next);
    }
    let is_all_zero = |column: &usize| {
        counts.contains(column) && hidden.rows.iter().all(|row| is_zero(&rows[*row][*column]))
    };
    hidden.zero = shown.iter().copied().filter(is_all_zero).collect();
    hidden
}

/// Whether, of everything that adds up to the total, the withheld rows hold at least two different values; otherwise
/// the total less what is shown tells each of them. Where all are zero there is nothing to tell.
fn cannot_be_subtracted(parts: &[Vec<i64>], withheld: &BTreeSet<usize>) -> bool {
    let Some(first) = withheld.first().and_then(|row| parts.get(*row)) else {
        return true;
    };
    (0..first.len()).all(|part| {
        let mut values = withheld.iter().map(|row| parts[*row][part]);
        let one = values.next().unwrap_or(0);
        let are_equal = values.all(|value| value == one);
        !are_equal || (one == 0 && withheld.len() > 1)
    })
}

/// The columns that are withheld because they are small over the whole table.
fn small_columns(measures: &[&Measure], total: &[Figure]) -> BTreeSet<usize> {
    let mut shown = Told::default();
    let mut columns = BTreeSet::new();
    for (column, measure) in measures.iter().enumerate() {
        let mut with = shown.clone();
        with.add(measure, &total[column]);
        if with.is_small() {
            columns.insert(column);
        } else {
            shown = with;
        }
    }
    also_next_smallest(measures, total, &mut columns);
    columns
}

/// Where one count alone is withheld of several that may add up to the first, the next smallest goes with it, and
/// whatever would tell it.
fn also_next_smallest(measures: &[&Measure], total: &[Figure], columns: &mut BTreeSet<usize>) {
    let is_count = |column: &usize| measures[*column].kind() == MeasureKind::Count;
    let counts: Vec<usize> = (0..measures.len()).filter(is_count).collect();
    let withheld = counts.iter().filter(|column| columns.contains(column)).count();
    if withheld != 1 || counts.len() < 4 {
        return;
    }
    let value = |column: usize| parts(measures, total, &[column]).first().copied().unwrap_or(0);
    let others = counts.iter().copied().filter(|column| *column > 0);
    let others = others.filter(|column| !columns.contains(column) && value(*column) > 0);
    let Some(next) = others.min_by_key(|column| value(*column)) else {
        return;
    };
    let told = value(next);
    let tells = |column: &usize| {
        let mut of_it = Told::default();
        of_it.add(measures[*column], &total[*column]);
        *column > 0 && (of_it.counts.contains(&told) || of_it.rests.contains(&told))
    };
    columns.extend((0..measures.len()).filter(tells));
}

/// The counts that can be read off figures.
#[derive(Clone, Default)]
struct Told {
    /// Counts, numerators and denominators.
    counts: Vec<i64>,
    /// What a percentage leaves over.
    rests: Vec<i64>,
}

impl Told {
    fn of(measures: &[&Measure], row: &[Figure], columns: &[usize]) -> Self {
        let mut told = Self::default();
        for column in columns {
            told.add(measures[*column], &row[*column]);
        }
        told
    }

    fn add(&mut self, measure: &Measure, figure: &Figure) {
        let Some((value, numerator, denominator)) = counted(figure) else {
            return;
        };
        match measure.kind() {
            MeasureKind::Count => self.counts.push(value),
            MeasureKind::Percentage => {
                self.counts.extend([numerator, denominator]);
                self.rests.push(denominator - numerator);
            }
            MeasureKind::PerPopulation => self.counts.push(numerator),
            // Of everything else it is known of how many.
            _ => self.counts.push(denominator),
        }
    }

    /// Whether one of them is small, or two differ by so little that the difference is a small count.
    fn is_small(&self) -> bool {
        let small = |count: i64| 0 < count && count < i64::from(THRESHOLD);
        let pairs = self
            .counts
            .iter()
            .flat_map(|one| self.counts.iter().map(move |other| one - other));
        self.counts.iter().chain(&self.rests).copied().any(small) || pairs.into_iter().any(small)
    }
}

/// Of each row, what adds up to what the total has of the same: counts, numerators, and such denominators as are not
/// the whole table's.
fn additive(measures: &[&Measure], rows: &[&[Figure]], total: &[Figure], columns: &[usize]) -> Vec<Vec<i64>> {
    let of_total = parts(measures, total, columns);
    let of_rows: Vec<Vec<i64>> = rows.iter().map(|row| parts(measures, row, columns)).collect();
    let adds_up = |part: &usize| {
        let sum: i64 = of_rows.iter().filter_map(|row| row.get(*part)).sum();
        sum == of_total[*part] || *part == 0
    };
    let kept: Vec<usize> = (0..of_total.len()).filter(adds_up).collect();
    of_rows
        .iter()
        .map(|row| kept.iter().map(|part| row[*part]).collect())
        .collect()
}

/// The counts of a row, as many for every row.
fn parts(measures: &[&Measure], row: &[Figure], columns: &[usize]) -> Vec<i64> {
    let mut parts = Vec::new();
    for column in columns {
        let (value, numerator, denominator) = counted(&row[*column]).unwrap_or((0, 0, 0));
        match measures[*column].kind() {
            MeasureKind::Count => parts.push(value),
            _ => parts.extend([numerator, denominator]),
        }
    }
    parts
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a count is a whole number below 2^53"
)]
fn counted(figure: &Figure) -> Option<(i64, i64, i64)> {
    match *figure {
        Figure::Number {
            value,
            numerator,
            denominator,
            ..
        } => Some((value as i64, numerator, denominator)),
        Figure::Suppressed | Figure::Unknown | Figure::NotApplicable => None,
    }
}

fn is_zero(figure: &Figure) -> bool {
    counted(figure).is_some_and(|(value, _, _)| value == 0)
}
