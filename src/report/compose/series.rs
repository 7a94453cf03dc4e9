//! Tables over several periods: one figure with the periods beside each other, several with a row for each period.

use super::tables::{cell, cells, columns, keys, notes};
use crate::{
    domain::statistics::{Figure, Row, Table, label},
    report::{
        document::{Cell, Column, Line, Sheet, Unit},
        grid::identifier,
        words,
    },
};

/// The table of a series.
pub(super) fn of(table: &Table) -> Sheet {
    let (first, last) = (table.series.first(), table.series.last());
    let days = first.zip(last).map(|(first, last)| {
        let (from, until) = (first.period.starts_on(), last.period.ends_on());
        format!("From {} to {}.", words::date(from), words::date(until))
    });
    let plain = Sheet {
        id: table.id.to_owned(),
        number: 0,
        title: table.title.to_owned(),
        subtitle: days.unwrap_or_default(),
        heads: table
            .dimensions
            .iter()
            .map(|dimension| dimension.display_name.to_owned())
            .collect(),
        columns: columns(table),
        rows: Vec::new(),
        total: None,
        chart: None,
        notes: notes(table),
    };
    if table.measures.len() == 1 && !table.dimensions.is_empty() {
        across(table, plain)
    } else {
        down(table, plain)
    }
}

/// A column for each period.
fn across(table: &Table, sheet: Sheet) -> Sheet {
    let Some(of) = sheet.columns.first() else {
        return sheet;
    };
    let column = |name: String| Column {
        id: format!("{}_{}", of.id, identifier(&name)),
        name,
        unit: of.unit,
    };
    let periods = table.series.iter().map(|point| label(point.period));
    let columns = periods.map(column).collect();
    let mut named: Vec<&Row> = Vec::new();
    for row in table
        .rows
        .iter()
        .chain(table.series.iter().flat_map(|point| &point.rows))
    {
        if !named.iter().any(|known| known.keys == row.keys) {
            named.push(row);
        }
    }
    let figure = |row: Option<&Row>, total: &Row| match row {
        Some(row) => row
            .figures
            .first()
            .map_or(Cell::NotApplicable, |figure| cell(of.unit, figure)),
        // What has nothing has no row.
        None => match total.figures.first() {
            Some(Figure::Suppressed) => Cell::Withheld,
            Some(Figure::Number { .. }) if of.unit == Unit::Count => Cell::count(0),
            _ => Cell::NotApplicable,
        },
    };
    let line = |row: &&Row| Line {
        keys: keys(table, row),
        cells: table
            .series
            .iter()
            .map(|point| {
                let found = point.rows.iter().find(|known| known.keys == row.keys);
                figure(found, &point.total)
            })
            .collect(),
    };
    let total = Line {
        keys: vec!["Total".to_owned(); table.dimensions.len()],
        cells: table
            .series
            .iter()
            .map(|point| figure(Some(&point.total), &point.total))
            .collect(),
    };
    Sheet {
        columns,
        rows: named.iter().map(line).collect(),
        total: Some(total),
        ..sheet
    }
}

/// A row for each period, or for each row of each period.
fn down(table: &Table, sheet: Sheet) -> Sheet {
    let mut heads = vec!["Period".to_owned()];
    heads.extend(sheet.heads.iter().cloned());
    let mut rows = Vec::new();
    for point in &table.series {
        let period = label(point.period);
        let line = |names: Vec<String>, row: &Row| Line {
            keys: [vec![period.clone()], names].concat(),
            cells: cells(table, row),
        };
        rows.extend(point.rows.iter().map(|row| line(keys(table, row), row)));
        rows.push(line(
            vec!["Total".to_owned(); table.dimensions.len()],
            &point.total,
        ));
    }
    Sheet { heads, rows, ..sheet }
}
