//! Published columns held against the register: what is asked of it, and what its answer says.

use super::{
    cell::Cell,
    document::{Publication, Table},
    draft::Problem,
    finding::{Finding, Place, Rule},
    ledger::council_key,
    number::Number,
    view::View,
    words::{Role, normal},
};
use crate::domain::{
    financial_year::Period,
    ids::Position,
    limits,
    reference::Reference,
    statistics::{self, Dimension, Figure, Query, QueryDraft, SeriesDraft, dimensions, measures},
};

/// What is asked of the register for one column, or for one cell of a table whose rows are measures.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    publication: &'a Publication,
    table: &'a Table,
    column: usize,
    row: Option<usize>,
    /// The question.
    pub query: Query,
}

impl<'a> Question<'a> {
    /// Everything that the documents of an authority name a measure of the catalogue for, at most so many as a check
    /// asks.
    ///
    /// # Errors
    /// What is wrong with a table's measure, dimension or filters, by its path.
    pub fn all(
        publications: &'a [Publication],
        reference: &Reference,
        position: Position,
    ) -> Result<Vec<Self>, Vec<Problem>> {
        let council = council_key(&reference.authority.display_name);
        let mut questions = Vec::new();
        let mut problems = Vec::new();
        for (place, publication) in publications.iter().enumerate() {
            let is_own = publication.council.is_empty() || council_key(&publication.council) == council;
            for (number, table) in publication.tables.iter().enumerate().filter(|_| is_own) {
                match of_table(publication, table, reference, position) {
                    Ok(found) => questions.extend(found),
                    Err(wrong) => {
                        let path = format!("documents[{place}].tables[{number}]");
                        problems.extend(wrong.into_iter().map(|problem| in_table(&path, problem)));
                    }
                }
            }
        }
        questions.truncate(limits::PUBLISHED_COMPARED_MAX);
        if problems.is_empty() {
            Ok(questions)
        } else {
            Err(problems)
        }
    }

    /// Where the figures stand that the question is about.
    pub fn place(&self) -> Place {
        match self.row {
            Some(row) => self.view().place(self.column, row),
            None => self.view().place_of_series(self.column),
        }
    }

    /// What differs from the register's answer.
    pub fn differences(&self, answer: &statistics::Table) -> Vec<Finding> {
        let rows = match self.row {
            Some(row) => row..row + 1,
            None => 0..self.table.rows.len(),
        };
        rows.filter_map(|row| self.difference(row, answer)).collect()
    }

    fn view(&self) -> View<'a> {
        View {
            publication: self.publication,
            table: self.table,
            across: false,
        }
    }

    fn difference(&self, row: usize, answer: &statistics::Table) -> Option<Finding> {
        let head = &self.table.rows[row];
        let is_all = self.row.is_some() || head.role == Role::Total;
        if !is_all && (head.role != Role::Part || answer.dimensions.is_empty()) {
            return None;
        }
        let of_row = || {
            let label = normal(head.label());
            answer.rows.iter().find(|row| {
                row.keys.first().is_some_and(|key| {
                    let value = key.value.as_deref().unwrap_or(statistics::BLANK);
                    normal(&key.display_name) == label || normal(value) == label
                })
            })
        };
        let found = if is_all { Some(&answer.total) } else { of_row() };
        let value = match found?.figures.first()? {
            Figure::Number { value, .. } => *value,
            Figure::Suppressed | Figure::Unknown | Figure::NotApplicable => return None,
        };
        let (agrees, stated) = match self.view().cell(self.column, row) {
            Cell::Number(number) | Cell::Shared { count: number, .. } => {
                (number.rounds(value), number.to_string())
            }
            Cell::Below(limit) => (value < limit.value, format!("<{limit}")),
            _ => return None,
        };
        let counted = Number {
            decimals: 1,
            ..Number::whole(value)
        };
        let counted = if counted.is_whole() {
            Number::whole(value).to_string()
        } else {
            counted.to_string()
        };
        (!agrees).then(|| Finding {
            rule: Rule::Register,
            places: vec![self.view().place(self.column, row)],
            how: format!("The register counts {counted}, and {stated} is stated."),
            stated,
            follows: counted,
        })
    }
}

fn of_table<'a>(
    publication: &'a Publication,
    table: &'a Table,
    reference: &Reference,
    position: Position,
) -> Result<Vec<Question<'a>>, Vec<Problem>> {
    let view = View {
        publication,
        table,
        across: false,
    };
    let is_known = |id: &str| measures().any(|measure| measure.id == id.trim());
    let dimension = dimensions().find(|dimension| normal(dimension.id) == table.by);
    let mut asked: Vec<(usize, Option<usize>, &str, Period)> = Vec::new();
    for (column, head) in table.columns.iter().enumerate() {
        if matches!(head.role, Role::Change | Role::Note) {
            continue;
        }
        let own = if head.said.measure.is_empty() {
            &table.measure
        } else {
            &head.said.measure
        };
        let period = head
            .period
            .as_ref()
            .or(table.period.as_ref())
            .unwrap_or(&publication.year)
            .period;
        let rows_have_periods = table.rows.iter().any(|row| row.period.is_some());
        if let Some(period) = period.filter(|_| is_known(own) && !rows_have_periods) {
            asked.push((column, None, own, period));
        }
        for (row, of_row) in table.rows.iter().enumerate() {
            let period = view.when(column, row).period;
            if let Some(period) = period.filter(|_| is_known(&of_row.said.measure)) {
                asked.push((column, Some(row), &of_row.said.measure, period));
            }
        }
    }
    let question = |(column, row, measure, period): (usize, Option<usize>, &str, Period)| {
        let dimension: Option<&Dimension> = dimension.filter(|_| row.is_none());
        let draft = QueryDraft {
            measures: vec![measure.trim().to_owned()],
            dimensions: dimension
                .iter()
                .map(|dimension| dimension.id.to_owned())
                .collect(),
            filters: table
                .filters
                .iter()
                .map(|filter| (filter.dimension.clone(), filter.values.clone()))
                .collect(),
            basis: None,
            period,
            position: Some(position).filter(|position| *position > 0),
            series: SeriesDraft::default(),
            include_empty: dimension.is_some(),
        };
        let query = Query::of(&draft, reference).map_err(|problems| {
            let told = problems.into_iter().map(|problem| Problem {
                field: problem.field,
                text: problem.text,
            });
            told.collect::<Vec<_>>()
        })?;
        Ok(Question {
            publication,
            table,
            column,
            row,
            query,
        })
    };
    asked.into_iter().map(question).collect()
}

/// A problem of a question, by the part of the table that it comes from.
fn in_table(path: &str, problem: Problem) -> Problem {
    let field = if problem.field.starts_with("filters") {
        format!("{path}.{}", problem.field)
    } else if problem.field.starts_with("dimensions") {
        format!("{path}.by")
    } else {
        format!("{path}.measure")
    };
    Problem {
        field,
        text: problem.text,
    }
}
