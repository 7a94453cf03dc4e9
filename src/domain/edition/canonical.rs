//! The canonical text of a table: one way to write it, for ever, so that two can be compared byte for byte.
//!
//! It holds what a reader of the table sees, and neither the position that it was counted at nor when. Lines end in a
//! line feed, and what is in a line is parted by tabs. A change of this file is a new form with another first line, and
//! the old one stays for the editions that were pinned with it.

use std::fmt::Write;

use crate::domain::{
    statistics::{BLANK, Figure, Key, Row, Table},
    word::Word,
};

/// The first line.
pub const FORM: &str = "redress table 1";

/// The canonical text of a table under its id and title.
pub fn canonical(id: &str, title: &str, table: &Table) -> String {
    let period = table.period;
    let mut text = format!("{FORM}\n");
    line(&mut text, ["table", id, title]);
    let (starts_on, ends_on) = (period.starts_on().to_string(), period.ends_on().to_string());
    line(&mut text, ["period", &starts_on, &ends_on]);
    line(&mut text, ["basis", table.basis.word()]);
    for filter in &table.filters {
        let values = filter.values.iter();
        let values = values.map(|value| value.as_deref().unwrap_or(BLANK));
        line(
            &mut text,
            ["filter", filter.dimension.id].into_iter().chain(values),
        );
    }
    let measures = table.measures.iter();
    let measures: Vec<String> = measures
        .map(|measure| format!("{}@{}", measure.id, measure.version))
        .collect();
    line(
        &mut text,
        ["measures"]
            .into_iter()
            .chain(measures.iter().map(String::as_str)),
    );
    let dimensions = table.dimensions.iter().map(|dimension| dimension.id);
    line(&mut text, ["dimensions"].into_iter().chain(dimensions));
    for row in &table.rows {
        write_row(&mut text, "row", row);
    }
    write_row(&mut text, "total", &table.total);
    for point in &table.series {
        let period = point.period;
        let (starts_on, ends_on) = (period.starts_on().to_string(), period.ends_on().to_string());
        line(&mut text, ["period", &starts_on, &ends_on]);
        for row in &point.rows {
            write_row(&mut text, "row", row);
        }
        write_row(&mut text, "total", &point.total);
    }
    text
}

fn write_row(text: &mut String, what: &str, row: &Row) {
    let keys = row.keys.iter().flat_map(|Key { value, display_name }| {
        [
            value.clone().unwrap_or_else(|| BLANK.to_owned()),
            display_name.clone(),
        ]
    });
    let cells: Vec<String> = keys.chain(row.figures.iter().map(written)).collect();
    line(text, [what].into_iter().chain(cells.iter().map(String::as_str)));
}

/// A figure by its counts, which are whole numbers, and its value in the shortest decimals that stand for it.
pub fn written(figure: &Figure) -> String {
    match figure {
        Figure::Number {
            value,
            numerator,
            denominator,
        } => format!("{value} {numerator}/{denominator}"),
        Figure::Suppressed => "suppressed".to_owned(),
        Figure::Unknown => "unknown".to_owned(),
        Figure::NotApplicable => "not_applicable".to_owned(),
    }
}

fn line<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    let cells: Vec<String> = cells.into_iter().map(escaped).collect();
    // Writing to a string does not fail.
    let _ = writeln!(text, "{}", cells.join("\t"));
}

/// A cell as it stands in a line.
pub fn escaped(cell: &str) -> String {
    cell.replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
}
