//! The figures that the council published, from `data/published-*.csv`.

use super::DemoError;

/// The files, each with the financial year that it is about.
const PUBLISHED: [(i32, &str); 3] = [
    (2023, include_str!("../../../data/published-2023-24.csv")),
    (2023, include_str!("../../../data/published-adults-2023-24.csv")),
    (2022, include_str!("../../../data/published-adults-2022-23.csv")),
];
const HEADER: &str = "figure,label,table,row,measure,value,unit,own,reason";

/// How a published value compares with a figure of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparable {
    /// With the value itself.
    Count,
    /// With the value rounded to a whole number, as a percentage is published.
    Percent,
    /// With the value rounded to a whole number, as an average is published.
    WorkingDays,
    /// With the value rounded to one decimal.
    Tenth,
    /// With the denominator.
    Denominator,
}

/// Where a figure of ours stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// The financial year.
    pub(super) year: i32,
    pub(super) table: String,
    /// The row's keys joined by `/`; `total` for the total.
    pub(super) row: String,
    pub(super) measure: String,
}

/// One published figure.
#[derive(Debug, Clone)]
pub(super) struct PublishedFigure {
    /// The published table, such as `C7`.
    pub(super) figure: String,
    /// The published row.
    pub(super) label: String,
    /// Where we have the same.
    pub(super) cell: Cell,
    pub(super) value: f64,
    pub(super) comparable: Comparable,
    /// Where we have it by our own definition.
    pub(super) own: Option<Cell>,
    /// Why it does not follow from the records.
    pub(super) reason: Option<String>,
}

/// The figures that are part of the program.
pub(super) fn embedded() -> Result<Vec<PublishedFigure>, DemoError> {
    let mut figures = Vec::new();
    for (year, text) in PUBLISHED {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Err(DemoError::Data(
                "the published figures have other columns".to_owned(),
            ));
        }
        for line in lines {
            figures.push(figure(line, year).ok_or_else(|| DemoError::Data(line.to_owned()))?);
        }
    }
    Ok(figures)
}

fn figure(line: &str, year: i32) -> Option<PublishedFigure> {
    let fields: [String; 9] = fields(line).try_into().ok()?;
    let [figure, label, table, row, measure, value, unit, own, reason] = fields;
    let comparable = match unit.as_str() {
        "count" => Comparable::Count,
        "percent" => Comparable::Percent,
        "working_days" => Comparable::WorkingDays,
        "tenth" => Comparable::Tenth,
        "n" => Comparable::Denominator,
        _ => return None,
    };
    let own = match own.split('|').collect::<Vec<_>>()[..] {
        [""] => None,
        [table, row, measure] => Some(Cell {
            year,
            table: table.to_owned(),
            row: row.to_owned(),
            measure: measure.to_owned(),
        }),
        _ => return None,
    };
    Some(PublishedFigure {
        figure,
        label,
        cell: Cell {
            year,
            table,
            row,
            measure,
        },
        value: value.parse().ok()?,
        comparable,
        own,
        reason: Some(reason).filter(|reason| !reason.is_empty()),
    })
}

/// The fields of a line; one with a comma in it stands in quotation marks.
fn fields(line: &str) -> Vec<String> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            _ => field.push(letter),
        }
    }
    fields.push(field);
    fields
}
