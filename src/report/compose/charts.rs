//! Bars beside a table: one for each row, from zero, each with its value written out.

use crate::{
    domain::financial_year::Period,
    report::{
        document::{Bar, Cell, Chart, Line, Sheet, Unit},
        words,
    },
};

/// More rows than this are read in the table alone.
const BARS_MAX: usize = 24;

/// The chart of the first column of a table; none where there is nothing to draw.
pub(super) fn of(sheet: &Sheet, period: Period) -> Option<Chart> {
    if sheet.rows.len() < 2 || sheet.rows.len() > BARS_MAX {
        return None;
    }
    let has_before = sheet
        .columns
        .get(1)
        .is_some_and(|column| column.id.ends_with("_before"));
    let value = |line: &Line, place: usize| match line.cells.get(place) {
        Some(Cell::Number { value, .. }) => Some(*value),
        _ => None,
    };
    let shown_columns = if has_before { 2 } else { 1 };
    let values = sheet
        .rows
        .iter()
        .flat_map(|line| (0..shown_columns).filter_map(move |place| value(line, place)));
    let longest = values.fold(0.0, f64::max);
    if longest <= 0.0 {
        return None;
    }
    let length = |value: f64| words::rounded(100.0 * value / longest);
    let bar = |line: &Line| {
        let cell = line.cells.first();
        let before = value(line, 1).filter(|_| has_before).and_then(|before| {
            let shown = line.cells.get(1)?.shown(Unit::Count);
            Some((shown, length(before)))
        });
        Bar {
            label: line.keys.join(", "),
            value: cell.map_or_else(String::new, |cell| cell.shown(Unit::Count)),
            length: value(line, 0).map(length),
            before,
        }
    };
    // A month without any is worth seeing; a team or category is not.
    let is_time = sheet.heads.iter().any(|head| head == "Month");
    let is_zero = |line: &&Line| (0..shown_columns).all(|place| value(line, place) == Some(0.0));
    let leaves_out = !is_time && sheet.rows.iter().any(|line| is_zero(&line));
    let drawn = sheet.rows.iter().filter(|line| !leaves_out || !is_zero(line));
    let bars: Vec<Bar> = drawn.map(bar).collect();
    let told = bars.iter().map(|bar| match &bar.before {
        Some((before, _)) => format!("{} {} (before: {before})", bar.label, bar.value),
        None => format!("{} {}", bar.label, bar.value),
    });
    let told: Vec<String> = told.collect();
    let short = |of: Period| words::capital(words::period(of).split(" (").next().unwrap_or_default());
    let now = short(period);
    let before = words::before(period)
        .filter(|_| has_before)
        .map_or_else(String::new, short);
    Some(Chart {
        title: format!("{}, {now}", sheet.title),
        description: format!(
            "Bar chart. {}. The same figures are in the table.",
            told.join("; ")
        ),
        now,
        before,
        leaves_out,
        bars,
    })
}
