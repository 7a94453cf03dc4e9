//! From what was written down to a publication; everything that is wrong with it comes at once.

mod statements;

use super::{
    cell::Cell,
    document::{Header, Publication, Table, When},
    draft::{HeaderDraft, Problem, PublicationDraft, RowDraft, TableDraft},
    number::Number,
    unit::Unit,
    when,
    words::{Role, normal},
};
use crate::domain::limits;

struct Reading {
    problems: Vec<Problem>,
}

impl Publication {
    /// Reads a publication.
    ///
    /// # Errors
    /// Everything that is wrong with it, by the path of each part.
    pub fn of(draft: &PublicationDraft) -> Result<Self, Vec<Problem>> {
        let mut reading = Reading { problems: Vec::new() };
        let publication = reading.publication(draft);
        if reading.problems.is_empty() {
            Ok(publication)
        } else {
            Err(reading.problems)
        }
    }
}

impl Reading {
    fn refuse(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.problems.push(Problem {
            field: field.into(),
            text: text.into(),
        });
    }

    fn publication(&mut self, draft: &PublicationDraft) -> Publication {
        if draft.id.trim().is_empty() {
            self.refuse("id", "must be given");
        }
        let year = When::of(&draft.year);
        if year.period.is_none() {
            self.refuse("year", "must be a period such as 2023/24 or Q1 2023/24");
        }
        let date = when::date(&draft.date);
        if date.is_none() && !draft.date.trim().is_empty() {
            self.refuse("date", "must be a date such as 2024-11-28");
        }
        self.at_most("tables", draft.tables.len(), limits::PUBLISHED_TABLES_MAX);
        self.at_most(
            "statements",
            draft.statements.len(),
            limits::PUBLISHED_STATEMENTS_MAX,
        );
        let texts = [
            ("id", &draft.id),
            ("title", &draft.title),
            ("council", &draft.council),
        ];
        for (field, text) in texts {
            self.text(field, text);
        }
        let mut tables: Vec<Table> = Vec::new();
        for (place, table) in draft.tables.iter().enumerate() {
            let path = format!("tables[{place}]");
            if tables.iter().any(|other| other.id == table.id) {
                self.refuse(format!("{path}.id"), "must not be the id of another table");
            }
            let table = self.table(&path, table);
            tables.push(table);
        }
        let mut statements = Vec::new();
        for (place, statement) in draft.statements.iter().enumerate() {
            statements.extend(self.statement(&format!("statements[{place}]"), statement, &tables));
        }
        Publication {
            id: draft.id.clone(),
            title: draft.title.clone(),
            council: draft.council.clone(),
            year,
            date,
            tables,
            statements,
        }
    }

    fn at_most(&mut self, field: &str, count: usize, most: usize) {
        if count > most {
            self.refuse(field, format!("must hold at most {most}, not {count}"));
        }
    }

    fn text(&mut self, field: impl Into<String>, text: &str) {
        let most = limits::PUBLISHED_TEXT_CHARACTERS_MAX;
        let characters = text.chars().count();
        if characters > most {
            self.refuse(
                field,
                format!("must be at most {most} characters, not {characters}"),
            );
        }
    }

    fn table(&mut self, path: &str, draft: &TableDraft) -> Table {
        if draft.id.trim().is_empty() {
            self.refuse(format!("{path}.id"), "must be given");
        }
        if draft.columns.is_empty() {
            self.refuse(format!("{path}.columns"), "must be given");
        }
        self.at_most(
            &format!("{path}.columns"),
            draft.columns.len(),
            limits::PUBLISHED_COLUMNS_MAX,
        );
        self.at_most(
            &format!("{path}.rows"),
            draft.rows.len(),
            limits::PUBLISHED_ROWS_MAX,
        );
        let texts = [
            ("id", &draft.id),
            ("title", &draft.title),
            ("number", &draft.number),
            ("measure", &draft.measure),
            ("by", &draft.by),
            ("whole_measure", &draft.whole_measure),
        ];
        for (field, text) in texts {
            self.text(format!("{path}.{field}"), text);
        }
        let columns: Vec<Header> = (0..)
            .zip(&draft.columns)
            .map(|(place, column)| self.header(&format!("{path}.columns[{place}]"), column))
            .collect();
        let mut cells = Vec::with_capacity(draft.rows.len());
        let mut rows = Vec::with_capacity(draft.rows.len());
        for (place, row) in draft.rows.iter().enumerate() {
            let path = format!("{path}.rows[{place}]");
            rows.push(self.header(&path, &row.header));
            cells.push(self.cells(&path, row, &columns));
        }
        self.labels(path, &columns, &rows);
        self.at_most(
            &format!("{path}.filters"),
            draft.filters.len(),
            limits::FILTERS_MAX,
        );
        for (place, filter) in draft.filters.iter().enumerate() {
            if filter.dimension.is_empty() {
                self.refuse(format!("{path}.filters[{place}].dimension"), "must be given");
            }
            if filter.values.is_empty() {
                self.refuse(format!("{path}.filters[{place}].values"), "must be given");
            }
        }
        Table {
            id: draft.id.clone(),
            title: draft.title.clone(),
            number: draft.number.clone(),
            measure: draft.measure.clone(),
            unit: stated_unit(&draft.unit),
            period: stated_period(&draft.period),
            by: normal(&draft.by),
            whole: self.number(&format!("{path}.whole"), &draft.whole),
            whole_measure: draft.whole_measure.clone(),
            multiple: draft.multiple,
            selected: draft.selected,
            columns,
            rows,
            cells,
            filters: draft.filters.clone(),
        }
    }

    fn cells(&mut self, path: &str, row: &RowDraft, columns: &[Header]) -> Vec<Cell> {
        if row.values.len() > columns.len() {
            let (values, columns) = (row.values.len(), columns.len());
            self.refuse(
                format!("{path}.values"),
                format!("are {values} under {columns} columns"),
            );
        }
        let blank = String::new();
        (0..)
            .zip(columns)
            .map(|(place, column): (usize, _)| {
                let value = row.values.get(place).unwrap_or(&blank);
                self.text(format!("{path}.values[{place}]"), value);
                Cell::parse(value, column.label().contains('%'))
            })
            .collect()
    }

    fn header(&mut self, path: &str, draft: &HeaderDraft) -> Header {
        let texts = [
            &draft.label,
            &draft.measure,
            &draft.period,
            &draft.unit,
            &draft.council,
            &draft.basis,
            &draft.part,
            &draft.whole,
            &draft.from,
            &draft.to,
            &draft.weight,
            &draft.sum_of,
        ];
        for text in texts {
            self.text(path, text);
        }
        let stated = Role::of(&draft.role);
        if stated.is_none() && !draft.role.trim().is_empty() {
            let roles = "must be part, total, subtotal, of which, change, average or note";
            self.refuse(format!("{path}.role"), roles);
        }
        let (guessed, is_plain) = Role::guessed(&draft.label);
        let in_label = || {
            let when = When::of(&draft.label);
            let only = match &when::year_tokens(&draft.label)[..] {
                [token] if token.year.is_some() => Some(When::of(&token.text)),
                _ => None,
            };
            when.period.is_some().then_some(when).or(only)
        };
        Header {
            said: draft.clone(),
            role: stated.unwrap_or(guessed),
            is_plain: stated.is_some() || is_plain,
            unit: stated_unit(&draft.unit),
            guessed_unit: Unit::guessed(&draft.label),
            period: stated_period(&draft.period).or_else(in_label),
        }
    }

    /// A heading that names others must name some that are there.
    fn labels(&mut self, path: &str, columns: &[Header], rows: &[Header]) {
        let known = |label: &str| {
            let label = normal(label);
            columns
                .iter()
                .chain(rows)
                .any(|header| normal(header.label()) == label)
        };
        let mut unknown = Vec::new();
        for (kind, headers) in [("columns", columns), ("rows", rows)] {
            for (place, header) in headers.iter().enumerate() {
                let said = &header.said;
                let fields = [
                    ("part", &said.part),
                    ("whole", &said.whole),
                    ("from", &said.from),
                    ("to", &said.to),
                    ("weight", &said.weight),
                    ("sum_of", &said.sum_of),
                ];
                for (field, labels) in fields {
                    let named = labels
                        .split(" + ")
                        .map(str::trim)
                        .filter(|label| !label.is_empty());
                    let stands_for_itself =
                        |label: &&str| Number::parse(label).is_some() || ["total", "table"].contains(label);
                    let missing = named.filter(|label| !stands_for_itself(label) && !known(label));
                    let at = format!("{path}.{kind}[{place}].{field}");
                    unknown.extend(
                        missing
                            .map(|label| (at.clone(), format!("names {label}, which is no row or column"))),
                    );
                }
            }
        }
        for (field, text) in unknown {
            self.refuse(field, text);
        }
    }

    fn number(&mut self, field: &str, text: &str) -> Option<Number> {
        let number = Number::parse(text);
        if number.is_none() && !text.trim().is_empty() {
            self.refuse(field, "must be a number as printed");
        }
        number
    }
}

fn stated_unit(text: &str) -> Option<Unit> {
    (!text.trim().is_empty()).then(|| Unit::of(text))
}

fn stated_period(text: &str) -> Option<When> {
    (!text.trim().is_empty()).then(|| When::of(text))
}
