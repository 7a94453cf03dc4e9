//! Tables of the statistics as a report shows them, with the count of the period before beside its own.

use super::{
    charts,
    headings::{heading, key_name},
    lookup::{Lookup, column, row},
    series,
};
use crate::{
    domain::{
        statistics::{Basis, Figure, Measure, Reckoning, Row, Table, Unit as Counted},
        word::Word,
    },
    report::{
        document::{Cell, Column, Line, Sheet, Unit},
        plan::Shown,
        words,
    },
};

/// A table; none where the catalogue does not have it.
pub(super) fn of(shown: Shown, lookup: &Lookup<'_>) -> Option<Sheet> {
    let table = lookup.table(shown.table.id())?;
    if !table.series.is_empty() {
        return Some(series::of(table));
    }
    let mut sheet = Sheet {
        id: table.id.to_owned(),
        number: 0,
        title: table.title.to_owned(),
        subtitle: subtitle(table),
        heads: heads(table),
        columns: columns(table),
        rows: table.rows.iter().map(|row| line(table, row)).collect(),
        total: Some(total(table)),
        chart: None,
        notes: notes(table),
    };
    if shown.bars {
        if let Some(before) = lookup.table_before(table.id) {
            let label = words::before(lookup.input.period).map_or_else(String::new, words::period);
            add_before(&mut sheet, table, before, &label);
        }
        sheet.chart = charts::of(&sheet, lookup.input.period);
    }
    Some(sheet)
}

fn unit_of(measure: &Measure) -> Unit {
    match measure.reckoning {
        Reckoning::Excess { .. } => Unit::Excess,
        _ => Unit::of(measure.kind()),
    }
}

pub(super) fn columns(table: &Table) -> Vec<Column> {
    let column = |measure: &&Measure| {
        let unit = unit_of(measure);
        Column {
            id: measure.id.to_owned(),
            name: format!("{}{}", heading(measure), unit.suffix()),
            unit,
        }
    };
    table.measures.iter().map(column).collect()
}

/// The names of the columns that name the rows; a table that is broken down by nothing has its total alone.
fn heads(table: &Table) -> Vec<String> {
    if table.dimensions.is_empty() {
        return vec!["Counted".to_owned()];
    }
    let dimensions = table.dimensions.iter();
    dimensions
        .map(|dimension| dimension.display_name.to_owned())
        .collect()
}

fn line(table: &Table, row: &Row) -> Line {
    Line {
        keys: keys(table, row),
        cells: cells(table, row),
    }
}

/// The cells of a row.
pub(super) fn cells(table: &Table, row: &Row) -> Vec<Cell> {
    let figures = table.measures.iter().zip(&row.figures);
    figures
        .map(|(measure, figure)| cell(unit_of(measure), figure))
        .collect()
}

/// What names a row, as a reader who does not know the register's words understands it.
pub(super) fn keys(table: &Table, row: &Row) -> Vec<String> {
    let named = row.keys.iter().zip(&table.dimensions);
    named
        .map(|(key, dimension)| key_name(dimension.id, key))
        .collect()
}

fn total(table: &Table) -> Line {
    let names = table.dimensions.len().max(1);
    Line {
        keys: vec!["Total".to_owned(); names],
        cells: cells(table, &table.total),
    }
}

/// A figure as it is published: rounded to one decimal. Money keeps its pence.
pub(super) fn cell(unit: Unit, figure: &Figure) -> Cell {
    match *figure {
        Figure::Number {
            value,
            numerator,
            denominator,
            ..
        } => Cell::Number {
            value: match unit {
                Unit::Pounds => (value * 100.0).round() / 100.0,
                _ => words::rounded(value),
            },
            numerator,
            denominator,
        },
        Figure::Suppressed => Cell::Withheld,
        Figure::Unknown => Cell::Unknown,
        Figure::NotApplicable => Cell::NotApplicable,
    }
}

/// Puts the first measure of the period before beside that of the period. What had something then and has nothing now
/// gets a row.
fn add_before(sheet: &mut Sheet, table: &Table, before: &Table, label: &str) {
    let Some((first, place)) = table
        .measures
        .first()
        .and_then(|measure| Some((measure, column(before, measure.id)?)))
    else {
        return;
    };
    let is_count = Unit::of(first.kind()) == Unit::Count;
    if !is_count || table.dimensions.len() != 1 {
        return;
    }
    let total_before = before.total.figures.get(place);
    let nothing = || match total_before {
        Some(Figure::Suppressed) => Cell::Withheld,
        _ => Cell::count(0),
    };
    let of = |row: &Row| {
        let figure = row.figures.get(place);
        figure.map_or_else(nothing, |figure| cell(Unit::Count, figure))
    };
    for (line, now) in sheet.rows.iter_mut().zip(&table.rows) {
        let value = now.keys.first().and_then(|key| key.value.as_deref());
        let cell = row(before, value).map_or_else(nothing, of);
        line.cells.insert(1, cell);
    }
    for gone in &before.rows {
        let value = gone.keys.first().and_then(|key| key.value.as_deref());
        let is_month = table.dimensions.iter().any(|dimension| dimension.id == "month");
        if row(table, value).is_some() || is_month {
            continue;
        }
        let now = match table.total.figures.first() {
            Some(Figure::Suppressed) => Cell::Withheld,
            _ => Cell::count(0),
        };
        let mut cells = vec![now, of(gone)];
        cells.resize(table.measures.len() + 1, Cell::NotApplicable);
        sheet.rows.push(Line {
            keys: keys(table, gone),
            cells,
        });
    }
    if let Some(total) = &mut sheet.total {
        total.cells.insert(1, of(&before.total));
    }
    let name = sheet.columns.first().map_or("", |column| column.name.as_str());
    let column = Column {
        id: format!("{}_before", first.id),
        name: format!(
            "{name}, {}",
            words::capital(label.split(" (").next().unwrap_or(label))
        ),
        unit: Unit::Count,
    };
    sheet.columns.insert(1, column);
}

/// What is counted, on which basis, in which period.
fn subtitle(table: &Table) -> String {
    let counted = table
        .measures
        .first()
        .map_or("figures", |measure| measure.unit.plural());
    let basis = match table.basis {
        Basis::Received => "received",
        Basis::Started => "started",
        Basis::Concluded => "concluded",
        Basis::Due => "due",
        Basis::Present => "present at any time",
        Basis::Recorded => "recorded",
    };
    let (from, until) = (table.period.starts_on(), table.period.ends_on());
    format!(
        "{} {basis} from {} to {}.",
        words::capital(counted),
        words::date(from),
        words::date(until)
    )
}

pub(super) fn notes(table: &Table) -> Vec<String> {
    let unit = table.measures.first().map(|measure| measure.unit);
    let note = match unit {
        Some(Counted::Stage) => "A complaint that went through several stages is counted at each of them.",
        Some(Counted::Concern) => {
            "A complaint may raise several concerns, so this counts concerns and not complaints. A concern was raised; \
             that does not mean that it was upheld."
        }
        Some(Counted::Theme) => {
            "A compliment may have several themes, so this counts themes and not compliments."
        }
        _ => "",
    };
    let mut notes: Vec<String> = Vec::new();
    notes.extend((!note.is_empty()).then(|| note.to_owned()));
    if table.id.ends_with("as_published") {
        notes.push(
            "Counted as earlier reports counted: each complaint once, at the last stage that it reached. For how stages \
             ended, see the tables of stages."
                .to_owned(),
        );
    }
    notes
}

/// The self-assessment against the Complaint Handling Code, a row for each of its sections.
pub(super) fn self_assessment(lookup: &Lookup<'_>) -> Sheet {
    let rows = CODE_SECTIONS.iter().map(|(number, title)| {
        let assessed = lookup.input.texts.self_assessment.get(number);
        let answer = assessed.map_or("Not answered", |assessed| assessed.meets.in_words());
        let commentary = assessed.map_or("", |assessed| assessed.commentary.trim());
        Line {
            keys: vec![format!("{number}. {title}")],
            cells: vec![
                Cell::Text(answer.to_owned()),
                match super::paragraphs(commentary).join(" ") {
                    text if text.is_empty() => Cell::NotApplicable,
                    text => Cell::Text(text),
                },
            ],
        }
    });
    let text = |id: &str, name: &str| Column {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: Unit::Text,
    };
    Sheet {
        id: "self_assessment".to_owned(),
        number: 0,
        title: "Self-assessment against the Complaint Handling Code".to_owned(),
        subtitle: "The council's own answers, section by section.".to_owned(),
        heads: vec!["Section of the Code".to_owned()],
        columns: vec![
            text("meets", "Does the council comply?"),
            text("commentary", "Commentary"),
        ],
        rows: rows.collect(),
        total: None,
        chart: None,
        notes: Vec::new(),
    }
}

/// The sections of the Complaint Handling Code that a council assesses itself against.
pub(super) const CODE_SECTIONS: [(u8, &str); 9] = [
    (1, "Definition of a complaint"),
    (2, "Exclusions"),
    (3, "Accessibility and awareness"),
    (4, "Complaint handling resources"),
    (5, "The complaint handling process"),
    (6, "Complaint stages"),
    (7, "Putting things right"),
    (8, "Performance reporting and self-assessment"),
    (9, "Scrutiny and oversight"),
];

impl Cell {
    /// A count.
    #[expect(clippy::cast_precision_loss, reason = "no register counts 2^53 of anything")]
    pub(super) fn count(count: i64) -> Self {
        Self::Number {
            value: count as f64,
            numerator: count,
            denominator: 0,
        }
    }
}

/// The words of a closed list as headings.
pub(super) fn heading_of(word: impl Word) -> String {
    words::in_words(word.word())
}
