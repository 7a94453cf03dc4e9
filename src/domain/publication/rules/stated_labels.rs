//! Years of a series, rows that are counted, figures that are cited.

use super::{
    Check,
    statements::{Stated, period_of, view_place},
};
use crate::domain::{
    financial_year::{FinancialYear, Period},
    publication::{
        direction::Direction,
        document::{Statement, When},
        finding::{Place, Rule},
        number::{Number, same},
        view::View,
        words::{Role, normal},
    },
};

/// The longest series of years that a sentence could speak of.
const SERIES_YEARS_MAX: i32 = 200;

impl<'a> Check<'a> {
    pub(super) fn years_of_series(&mut self, stated: &Stated<'a>) {
        let Statement { value, said, .. } = stated.statement;
        let last = period_of(stated, &said.period).period;
        let (Some(years), Some(last)) = (*value, last) else {
            return;
        };
        let last = FinancialYear::of(last.starts_on());
        // A series of years is as long as a report could show, so the number is small.
        let Some(count) = (1..=SERIES_YEARS_MAX).find(|count| same(f64::from(*count), years.value)) else {
            return;
        };
        let first = FinancialYear(last.0 - count + 1);
        for mention in &said.mentions {
            let Some(period) = When::of(mention).period else {
                continue;
            };
            let year = FinancialYear::of(period.starts_on());
            if year < first || year > last {
                let how =
                    format!("The {count} years to {last} begin with {first}; {mention} is not among them.");
                let range = format!("{first} to {last}");
                self.find(
                    Rule::Series,
                    vec![stated.place.clone()],
                    mention.clone(),
                    range,
                    how,
                );
            } else if let Some(direction) = extreme(&said.says) {
                self.extreme(stated, (first, last), year, direction);
            }
        }
    }

    /// That a year has the most or the fewest of the series.
    fn extreme(
        &mut self,
        stated: &Stated<'a>,
        years: (FinancialYear, FinancialYear),
        named: FinancialYear,
        direction: Direction,
    ) {
        let said = &stated.statement.said;
        let (measure, row) = (normal(&said.measure), normal(&said.row));
        let figures: Vec<(FinancialYear, Number, Place)> = self
            .ledger
            .of_document(stated.document)
            .filter(|fact| fact.key.measure == measure && fact.key.row == row)
            .filter_map(|fact| {
                let period = fact.when.period?;
                let year = FinancialYear::of(period.starts_on());
                let whole = period == Period::financial_year(year) && year >= years.0 && year <= years.1;
                whole.then(|| (year, fact.number, fact.place.clone()))
            })
            .collect();
        let Some((_, claimed, _)) = figures.iter().find(|(year, ..)| *year == named) else {
            return;
        };
        let beyond = figures.iter().find(|(_, number, _)| match direction {
            Direction::Up => number.value > claimed.value,
            _ => number.value < claimed.value,
        });
        if let Some((year, number, place)) = beyond {
            let how = format!("{named} has {claimed}, and {year} has {number}.");
            let places = vec![stated.place.clone(), place.clone()];
            self.find(Rule::Comparison, places, named.to_string(), year.to_string(), how);
        }
    }

    pub(super) fn count(&mut self, stated: &Stated<'a>) {
        let Statement { value, said, .. } = stated.statement;
        let table = stated
            .publication
            .tables
            .iter()
            .find(|table| table.id == said.table);
        let (Some(value), Some(table)) = (*value, table) else {
            return;
        };
        let not_counted = normal(&said.row);
        let view = View {
            publication: stated.publication,
            table,
            across: false,
        };
        let rows: Vec<usize> = (0..table.rows.len())
            .filter(|row| table.rows[*row].role == Role::Part && !super::sums::is_heading(&view, *row))
            .collect();
        let beside = rows
            .iter()
            .filter(|row| normal(table.rows[**row].label()) != not_counted)
            .count();
        let counted = beside.to_string();
        if counted == value.to_string() {
            return;
        }
        let all = if beside == rows.len() {
            String::new()
        } else {
            format!(" beside {}", said.row)
        };
        let how = format!("The table has {counted} rows{all}, and {value} is stated.");
        self.find(
            Rule::Count,
            vec![stated.place.clone(), view_place(&view)],
            value.to_string(),
            counted,
            how,
        );
    }

    pub(super) fn reference(&mut self, stated: &Stated<'a>) {
        let said = &stated.statement.said;
        let table = stated
            .publication
            .tables
            .iter()
            .find(|table| table.id == said.table);
        let Some(table) = table.filter(|table| !table.number.is_empty()) else {
            return;
        };
        let numbers = |text: &str| normal(text);
        if numbers(&table.number) == numbers(&said.says) {
            return;
        }
        let other = stated
            .publication
            .tables
            .iter()
            .find(|other| numbers(&other.number) == numbers(&said.says));
        let hint = other.map_or(String::new(), |other| {
            format!("; {} is \"{}\"", other.number, other.title)
        });
        let how = format!(
            "\"{}\" is {}, and the text calls it {}{hint}.",
            table.title, table.number, said.says
        );
        self.find(
            Rule::Reference,
            vec![stated.place.clone()],
            said.says.clone(),
            table.number.clone(),
            how,
        );
    }
}

fn extreme(says: &str) -> Option<Direction> {
    let words = normal(says);
    let has = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
    if has(&["highest", "peak", "peaked", "most", "record", "maximum"]) {
        Some(Direction::Up)
    } else if has(&["lowest", "fewest", "least", "minimum"]) {
        Some(Direction::Down)
    } else {
        None
    }
}
