//! Years: titles and sentences of another one, and what is written as a year and is none.

use super::Check;
use crate::domain::{
    financial_year::Period,
    publication::{
        document::{Publication, StatementKind, Table, When},
        finding::{Place, Rule},
        ledger::place_of,
        when::{self, Token},
    },
};

impl Check<'_> {
    pub(super) fn years(&mut self) {
        for publication in self.publications {
            let place = Place {
                document: publication.id.clone(),
                ..Place::default()
            };
            self.title(
                &publication.title,
                &place,
                std::slice::from_ref(&publication.year),
            );
            for table in &publication.tables {
                let place = Place {
                    table: table.id.clone(),
                    ..place.clone()
                };
                self.title(&table.title, &place, &periods(publication, table));
                self.headings(&place, table);
            }
            self.stated_years(publication);
        }
    }

    fn title(&mut self, title: &str, place: &Place, periods: &[When]) {
        let tokens = when::year_tokens(title);
        self.no_years(&tokens, place);
        let known: Vec<Period> = periods.iter().filter_map(|when| when.period).collect();
        let years: Vec<Period> = tokens
            .iter()
            .filter_map(|token| token.year.map(Period::financial_year))
            .collect();
        let speaks_of = |year: &Period| {
            known
                .iter()
                .any(|period| when::is_within(*period, *year) || when::is_within(*year, *period))
        };
        let compares = [
            "compar",
            "since",
            "previous",
            "prior",
            "change",
            "against",
            "trend",
            "earlier",
            "last year",
        ];
        let title_words = title.to_lowercase();
        if compares.iter().any(|word| title_words.contains(word)) {
            return;
        }
        if years.is_empty() || known.is_empty() || years.iter().any(speaks_of) {
            return;
        }
        let stated: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        let held: Vec<&str> = periods.iter().map(|when| when.text.as_str()).collect();
        let (stated, held) = (stated.join(", "), held.join(", "));
        let how = format!("\"{title}\" speaks of {stated}; what it is the title of is about {held}.");
        self.find(Rule::OtherYear, vec![place.clone()], stated, held, how);
    }

    fn headings(&mut self, place: &Place, table: &Table) {
        for (is_row, header) in table
            .rows
            .iter()
            .map(|row| (true, row))
            .chain(table.columns.iter().map(|column| (false, column)))
        {
            let label = header.label().to_owned();
            let mut place = place.clone();
            if is_row {
                place.row = label;
            } else {
                place.column = label;
            }
            for text in [&header.said.label, &header.said.period] {
                self.no_years(&when::year_tokens(text), &place);
            }
        }
    }

    fn no_years(&mut self, tokens: &[Token], place: &Place) {
        for token in tokens.iter().filter(|token| token.year.is_none()) {
            let how = format!("{} is no year: it ends before it begins.", token.text);
            self.find(
                Rule::NoYear,
                vec![place.clone()],
                token.text.clone(),
                "a year",
                how,
            );
        }
    }

    fn stated_years(&mut self, publication: &Publication) {
        for (number, statement) in (1..).zip(&publication.statements) {
            let place = place_of(publication, statement, number);
            let said = &statement.said;
            let texts = [&said.text, &said.period, &said.from_period, &said.to_period];
            for text in texts
                .into_iter()
                .chain((statement.kind == StatementKind::Year).then_some(&said.says))
            {
                self.no_years(&when::year_tokens(text), &place);
            }
            if statement.kind != StatementKind::Year {
                continue;
            }
            let stated = When::of(&said.says);
            let (Some(one), Some(other)) = (stated.period, publication.year.period) else {
                continue;
            };
            if !(when::is_within(one, other) || when::is_within(other, one)) {
                let year = &publication.year.text;
                let how = format!("The text says {}, and the document is about {year}.", said.says);
                self.find(Rule::OtherYear, vec![place], said.says.clone(), year.clone(), how);
            }
        }
    }
}

/// The periods that a table speaks of.
fn periods(publication: &Publication, table: &Table) -> Vec<When> {
    let of_headers = table
        .columns
        .iter()
        .chain(&table.rows)
        .filter_map(|header| header.period.clone());
    let mut periods: Vec<When> = of_headers.chain(table.period.clone()).collect();
    if table.period.is_none() {
        periods.push(publication.year.clone());
    }
    let mut distinct: Vec<When> = Vec::new();
    for period in periods {
        if !distinct.iter().any(|other| other.is(&period)) {
            distinct.push(period);
        }
    }
    distinct
}
