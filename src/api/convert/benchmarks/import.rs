//! Published tables that are brought in.

use std::collections::BTreeSet;

use crate::{
    api::{
        convert::{
            Reader,
            reference::{YEARS, read_confidence},
        },
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        benchmark::{
            KnownTable,
            layout::{Column, Holds, Layout},
            published::{self, Reading, Table, short_name},
        },
        financial_year::FinancialYear,
        history,
        ids::CodeId,
        limits,
        lists::List,
        reference::{Command, PublishedFigures, Reference},
        word::Word,
    },
};

impl WriteRequest for wire::ImportPublishedFiguresRequest {
    const METHOD: &'static str = "ImportPublishedFigures";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let reading = reading(reader, &self);
        let Self {
            parent: _,
            table: _,
            columns: _,
            headers: _,
            rows: _,
            financial_year,
            set,
            source,
            source_date,
            confidence,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let year = reader.number("financial_year", financial_year, YEARS.0, YEARS.1);
        let set = reader.optional_code("set", List::FigureSets, &set, None);
        let source = reader.text("source", source, limits::SOURCE_CHARACTERS_MAX);
        let source_date = reader.optional_past_date("source_date", source_date);
        let confidence = read_confidence(reader, confidence);
        let figures = reading.and_then(|reading| figures(reader, reading));
        let published = PublishedFigures {
            set: set?,
            year: FinancialYear(year?),
            source: source?,
            source_date: source_date?,
            confidence: confidence?,
            figures: figures?,
        };
        Some(Draft {
            command: history::Command::Reference(Command::GiveFigures(published)),
            secrets: Vec::new(),
            terms: terms?,
        })
    }
}

/// The figures of a reading. A table that gives none is wrong, and it is said whom it is about.
fn figures(reader: &mut Reader<'_>, reading: Reading) -> Option<Vec<(CodeId, Option<CodeId>, i64)>> {
    if reading.figures.is_empty() {
        let mut unknown: Vec<&str> = reading
            .unknown_bodies
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        unknown.truncate(10);
        let unknown = match unknown.join(", ") {
            none if none.is_empty() => none,
            names => format!("; the list does not have {names}"),
        };
        reader.refuse(
            "rows",
            format_args!("must hold a figure of a body of the list bodies{unknown}"),
        );
        return None;
    }
    let figures = reading.figures.into_iter();
    figures
        .map(|(kind, body, value)| Some((CodeId::parse(&kind).ok()?, Some(body), value)))
        .collect()
}

/// What the table of a request says, with these lists.
pub fn reading(reader: &mut Reader<'_>, request: &wire::ImportPublishedFiguresRequest) -> Option<Reading> {
    let layout = layout(reader, request);
    let table = table(reader, request);
    let reference = reader.reference;
    let read = published::read(&table?, &layout?, |name| body(reference, name));
    read.map_err(|unreadable| reader.refuse("headers", unreadable))
        .ok()
}

/// The body of a name as somebody published it, with or without what kind of council it is.
fn body(reference: &Reference, name: &str) -> Option<CodeId> {
    let bodies = reference.list(List::Bodies);
    let found = bodies.named(name).or_else(|| bodies.named(&short_name(name)));
    found.map(|code| code.id.clone())
}

fn table(reader: &mut Reader<'_>, request: &wire::ImportPublishedFiguresRequest) -> Option<Table> {
    let wire::ImportPublishedFiguresRequest { headers, rows, .. } = request;
    let (most, longest) = (
        limits::IMPORTED_FIGURE_COLUMNS_MAX,
        limits::PUBLISHED_TEXT_CHARACTERS_MAX,
    );
    let is_long = |text: &String| text.chars().count() > longest;
    let mut all_good = true;
    if !(1..=most).contains(&headers.len()) || headers.iter().any(is_long) {
        let says = format_args!("must hold 1 to {most} of at most {longest} characters");
        reader.refuse("headers", says);
        all_good = false;
    }
    let most = limits::IMPORTED_FIGURE_ROWS_MAX;
    if !(1..=most).contains(&rows.len()) {
        reader.refuse("rows", format_args!("must hold 1 to {most}"));
        all_good = false;
    }
    for (place, row) in rows.iter().take(most).enumerate() {
        if row.cells.len() > headers.len() {
            reader.refuse(
                format_args!("rows[{place}].cells"),
                format_args!("must hold at most one for each header, {}", headers.len()),
            );
            all_good = false;
        } else if row.cells.iter().any(is_long) {
            let says = format_args!("must hold at most {longest} characters each");
            reader.refuse(format_args!("rows[{place}].cells"), says);
            all_good = false;
        }
    }
    let rows = rows.iter().map(|row| row.cells.clone());
    all_good.then(|| Table {
        headers: headers.clone(),
        rows: rows.collect(),
    })
}

fn layout(reader: &mut Reader<'_>, request: &wire::ImportPublishedFiguresRequest) -> Option<Layout> {
    let wire::ImportPublishedFiguresRequest { table, columns, .. } = request;
    let known = match KnownTable::from_word(table) {
        Some(known) => Some(Layout::of(known)),
        None if table.is_empty() => Some(Layout::default()),
        None => {
            reader.refuse(
                "table",
                "must be lgsco-received, lgsco-decided or lgsco-compliance, or empty",
            );
            None
        }
    };
    let most = limits::IMPORTED_FIGURE_COLUMNS_MAX;
    let columns = reader.at_most("columns", columns.clone(), most)?;
    let columns = columns.into_iter().enumerate().map(|(place, column)| {
        reader.within(format_args!("columns[{place}]"), |reader| {
            read_column(reader, column)
        })
    });
    let columns: Vec<Option<Column>> = columns.collect();
    Some(known?.with(columns.into_iter().collect::<Option<_>>()?))
}

fn read_column(reader: &mut Reader<'_>, column: wire::FigureColumn) -> Option<Column> {
    let wire::FigureColumn {
        header,
        is_body,
        kind,
        sum_of,
        rate_of,
        rate_among,
    } = column;
    let header = reader.text("header", header, limits::DISPLAY_NAME_CHARACTERS_MAX);
    let kind = reader.optional_code("kind", List::FigureKinds, &kind, None);
    let most = limits::IMPORTED_FIGURE_COLUMNS_MAX;
    let mut kinds = |field: &str, names: Vec<String>| {
        let codes = reader.codes(field, List::FigureKinds, names, most, None)?;
        Some(codes.iter().map(CodeId::to_string).collect::<Vec<_>>())
    };
    let sum = kinds("sum_of", sum_of);
    let (of, among) = (kinds("rate_of", rate_of), kinds("rate_among", rate_among));
    let (kind, sum, of, among) = (kind?, sum?, of?, among?);
    let is_rate = !of.is_empty() || !among.is_empty();
    let says = usize::from(is_body) + usize::from(kind.is_some()) + usize::from(is_rate);
    if says > 1 || of.is_empty() != among.is_empty() || (is_body || is_rate) && !sum.is_empty() {
        reader.refuse(
            "header",
            "must name bodies, or figures, or a percentage of both its parts",
        );
        return None;
    }
    let holds = match kind {
        _ if is_body => Holds::Body,
        _ if is_rate => Holds::Rate { of, among },
        Some(kind) => Holds::Figure(kind.to_string()),
        None if sum.is_empty() => Holds::Ignored,
        None => Holds::Derived,
    };
    Some(Column {
        names: vec![header?],
        holds,
        sums: if sum.is_empty() { Vec::new() } else { vec![sum] },
    })
}

/// What was taken in and what was not.
pub fn imported(reading: Reading) -> wire::ImportPublishedFiguresResponse {
    let Reading {
        figures,
        unknown_bodies,
        unknown_columns,
        contradictions,
        not_taken,
    } = reading;
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let bodies: BTreeSet<&CodeId> = figures.iter().map(|(_, body, _)| body).collect();
    let unknown_bodies = unknown_bodies
        .into_iter()
        .map(|(row, name)| wire::FigureNotTaken {
            row: number(row),
            column: String::new(),
            text: name,
            why: "the list of bodies does not have it".to_owned(),
        });
    let not_taken = not_taken.into_iter().map(|not| wire::FigureNotTaken {
        row: number(not.row),
        column: not.column,
        text: not.text,
        why: not.why.to_owned(),
    });
    let most = limits::IMPORT_CONTRADICTIONS_MAX;
    wire::ImportPublishedFiguresResponse {
        figures_taken: number(figures.len()),
        bodies: number(bodies.len()),
        contradiction_count: number(contradictions.len()),
        contradictions: contradictions
            .into_iter()
            .take(most)
            .map(|found| wire::FigureContradiction {
                row: number(found.row),
                column: found.column,
                stated: found.stated,
                follows: found.follows,
                how: found.how,
            })
            .collect(),
        unknown_bodies: unknown_bodies.collect(),
        not_taken: not_taken.take(most).collect(),
        unknown_columns,
    }
}
