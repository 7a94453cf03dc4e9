mod linked;
mod report;

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;

use super::*;
use crate::domain::{
    financial_year::{FinancialYear, Period},
    statistics::{AsOf, Basis, Measure, Row, measures},
};

fn measure(id: &str) -> &'static Measure {
    measures().find(|measure| measure.id == id).expect("a measure")
}

fn count(value: i64) -> Figure {
    share(value, 0)
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn share(numerator: i64, denominator: i64) -> Figure {
    let value = match denominator {
        0 => numerator as f64,
        _ => 100.0 * numerator as f64 / denominator as f64,
    };
    Figure::Number {
        value,
        numerator,
        denominator,
    }
}

fn table(measures: &[&str], rows: Vec<Vec<Figure>>, total: Vec<Figure>) -> Table {
    let row = |figures| Row {
        keys: Vec::new(),
        figures,
    };
    Table {
        id: "",
        title: "",
        measures: measures.iter().map(|id| measure(id)).collect(),
        dimensions: Vec::new(),
        rows: rows.into_iter().map(row).collect(),
        total: row(total),
        basis: Basis::Received,
        period: Period::financial_year(FinancialYear(2023)),
        filters: Vec::new(),
        as_of: AsOf {
            position: 1,
            recorded_at: DateTime::UNIX_EPOCH,
        },
        series: Vec::new(),
    }
}

fn received(rows: &[i64]) -> Table {
    let figures = rows.iter().map(|value| vec![count(*value)]).collect();
    table(
        &["representations_received"],
        figures,
        vec![count(rows.iter().sum())],
    )
}

fn received_and_share(rows: &[i64]) -> Table {
    let total: i64 = rows.iter().sum();
    let row = |value: i64| {
        let share = match total {
            0 => Figure::NotApplicable,
            _ => share(value, total),
        };
        vec![count(value), share]
    };
    table(
        &["representations_received", "share_of_received"],
        rows.iter().map(|value| row(*value)).collect(),
        row(total),
    )
}

/// Each row so many answered and so many of them late.
fn timeliness(rows: &[(i64, i64)]) -> Table {
    let row = |(answered, late): (i64, i64)| {
        let rate = match answered {
            0 => Figure::NotApplicable,
            _ => share(late, answered),
        };
        vec![count(answered), count(late), rate]
    };
    let total = rows
        .iter()
        .fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    table(
        &["stages_concluded", "stage_late", "stage_late_rate"],
        rows.iter().map(|pair| row(*pair)).collect(),
        row(total),
    )
}

/// What a reader sees: each figure's value in hundredths, or nothing.
fn seen(table: &Table) -> Vec<Option<i64>> {
    let published = Published::of(vec![table.clone()]);
    let [table] = published.tables() else {
        panic!("one table");
    };
    values(table)
}

#[expect(clippy::cast_possible_truncation, reason = "small numbers")]
fn values(table: &Table) -> Vec<Option<i64>> {
    let rows = table.rows.iter().chain([&table.total]);
    rows.flat_map(|row| &row.figures)
        .map(|figure| match figure {
            Figure::Number { value, .. } => Some((value * 100.0) as i64),
            Figure::NotApplicable => Some(-1),
            Figure::Suppressed | Figure::Unknown => None,
        })
        .collect()
}

/// Every way of so many rows to take these values.
fn every<T: Copy>(of: &[T], rows: usize) -> Vec<Vec<T>> {
    (0..rows).fold(vec![Vec::new()], |ways, _| {
        let longer = |way: &Vec<T>| -> Vec<Vec<T>> {
            of.iter()
                .map(|value| [way.as_slice(), &[*value]].concat())
                .collect()
        };
        ways.iter().flat_map(longer).collect()
    })
}

/// The attack of somebody who knows the rule: of all tables that would be published alike, does any withheld count have
/// one value only? Answers how many different publications were looked at.
fn attacked(tables: Vec<Table>, is_count: impl Fn(usize) -> bool) -> usize {
    let mut alike: BTreeMap<Vec<Option<i64>>, Vec<Vec<Option<i64>>>> = BTreeMap::new();
    for table in tables {
        alike.entry(seen(&table)).or_default().push(values(&table));
    }
    for (seen, truths) in &alike {
        for (place, shown) in seen.iter().enumerate() {
            if shown.is_some() || !is_count(place) {
                continue;
            }
            let could_be: BTreeSet<_> = truths.iter().map(|truth| truth[place]).collect();
            assert!(could_be.len() > 1, "{seen:?} can only be {truths:?}");
        }
    }
    alike.len()
}

/// Of every table of four rows of up to nine, no withheld number can be worked out, not even by someone who knows the
/// rule.
#[test]
fn no_withheld_count_can_be_worked_out() {
    let values: Vec<i64> = (0..=9).collect();
    let tables = every(&values, 4).iter().map(|rows| received(rows)).collect();
    assert!(attacked(tables, |_| true) > 1_000);
}

#[test]
fn no_withheld_count_can_be_worked_out_from_shares() {
    let values: Vec<i64> = (0..=11).collect();
    let tables = every(&values, 3)
        .iter()
        .map(|rows| received_and_share(rows))
        .collect();
    assert!(attacked(tables, |place| place % 2 == 0) > 100);
}

/// The same where a row has a count and a part of it.
#[test]
fn no_withheld_part_can_be_worked_out() {
    let pairs: Vec<(i64, i64)> = [0, 1, 4, 5, 6, 10, 12]
        .into_iter()
        .flat_map(|answered| {
            let late = [0, 1, 3, 5, 6, 7, 12].into_iter();
            late.filter(move |late| *late <= answered)
                .map(move |late| (answered, late))
        })
        .collect();
    let tables = every(&pairs, 3).iter().map(|rows| timeliness(rows)).collect();
    assert!(attacked(tables, |place| place % 3 < 2) > 100);
}

/// No count of 1 to 4 is ever left, and a table without one is left as it is.
#[test]
fn what_is_small_is_withheld_and_nothing_else_is_where_nothing_is_small() {
    for rows in every(&[0, 1, 4, 5, 6, 20], 4) {
        let seen = seen(&received(&rows));
        let small = seen.iter().flatten().any(|value| (1..500).contains(value));
        assert!(!small, "{rows:?} is published as {seen:?}");
        if rows
            .iter()
            .all(|value| *value == 0 || *value >= i64::from(THRESHOLD))
        {
            assert!(seen.iter().all(Option::is_some), "{rows:?}");
        }
    }
}

#[test]
fn a_small_cell_takes_the_next_smallest_with_it_and_zero_is_shown() {
    let table = received(&[30, 3, 0, 12, 50]);
    let published = Published::of(vec![table]);
    let shown = [Some(3_000), None, Some(0), None, Some(5_000), Some(9_500)];
    assert_eq!(values(&published.tables()[0]), shown);
    assert_eq!(published.withheld(), [Withheld::Figures(2)]);
}

/// 27 answered of which 24 in time tells that 3 were late, though no cell says so.
#[test]
fn a_difference_of_two_columns_is_withheld_too() {
    let row = |answered: i64, in_time: i64| vec![count(answered), count(in_time)];
    let table = table(
        &["stages_concluded", "stage_within_agreed"],
        vec![row(152, 120), row(27, 24), row(40, 30)],
        row(219, 174),
    );
    let hidden = [Some(15_200), Some(12_000), None, None, None, None];
    assert_eq!(seen(&table)[..6], hidden);
}

/// Four open of 156 could be read off the denominator of the share of those concluded, in every row of the table.
#[test]
fn a_column_that_tells_a_small_total_is_withheld() {
    let row = |received: i64, concluded: i64| vec![count(received), share(concluded, 152)];
    let rows = vec![row(70, 70), row(82, 82), row(4, 0)];
    let table = table(
        &["representations_received", "share_of_concluded"],
        rows,
        row(156, 152),
    );
    let seen = seen(&table);
    let of_column: Vec<_> = seen.iter().skip(1).step_by(2).copied().collect();
    assert_eq!(of_column, [None; 4]);
    assert_eq!(seen.last().copied().flatten().or(seen[6]), Some(15_600));
}

/// Two equal cells would be half of what the total less the rest leaves.
#[test]
fn where_nothing_else_helps_the_whole_table_is_withheld() {
    let published = Published::of(vec![received(&[3, 3, 0])]);
    assert_eq!(published.withheld(), [Withheld::All]);
    let published = Published::of(vec![received(&[2]), received(&[0, 0])]);
    assert_eq!(published.withheld(), [Withheld::All, Withheld::Nothing]);
}
