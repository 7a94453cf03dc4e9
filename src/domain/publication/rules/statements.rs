//! What sentences state, held against itself and against the tables.

use super::{
    Check,
    fitting::{self, Way},
    percentages::{cut, has_whole_number, mean, named},
};
use crate::domain::publication::{
    document::{Publication, Statement, StatementKind, When},
    finding::{Place, Rule},
    ledger::{Fact, place_of},
    number::{Number, plain, same},
    unit::Unit,
    view::View,
    words::{Role, normal},
};

/// A statement, with where it stands.
pub(super) struct Stated<'a> {
    pub(super) document: usize,
    pub(super) publication: &'a Publication,
    pub(super) statement: &'a Statement,
    pub(super) place: Place,
}

impl<'a> Check<'a> {
    /// Every statement of one kind.
    pub(super) fn stated(&self, kind: StatementKind) -> Vec<Stated<'a>> {
        let publications = self.publications;
        let of = |(document, publication): (usize, &'a Publication)| {
            let numbered = (1..).zip(&publication.statements);
            numbered
                .filter(move |(_, statement)| statement.kind == kind)
                .map(move |(number, statement)| Stated {
                    document,
                    publication,
                    statement,
                    place: place_of(publication, statement, number),
                })
        };
        publications.iter().enumerate().flat_map(of).collect()
    }

    pub(super) fn statements(&mut self) {
        for stated in self.stated(StatementKind::Share) {
            self.share(&stated);
        }
        for stated in self.stated(StatementKind::Total) {
            self.named_parts(&stated);
        }
        for stated in self.stated(StatementKind::Series) {
            self.years_of_series(&stated);
        }
        for stated in self.stated(StatementKind::Count) {
            self.count(&stated);
        }
        for stated in self.stated(StatementKind::Reference) {
            self.reference(&stated);
        }
        for stated in self.stated(StatementKind::Comparison) {
            self.comparison(&stated);
        }
        for stated in self.stated(StatementKind::Mean) {
            self.mean(&stated);
        }
        self.dates();
    }

    fn share(&mut self, stated: &Stated<'a>) {
        let Statement {
            part,
            whole,
            percent,
            said,
            ..
        } = stated.statement;
        let Some(percent) = *percent else {
            return;
        };
        let places = vec![stated.place.clone()];
        let printed = format!(
            "{}%",
            Number {
                is_percent: false,
                ..percent
            }
        );
        let (Some(part), Some(whole)) = (*part, *whole) else {
            if let Some(whole) = whole.filter(|whole| !has_whole_number(&percent, whole.value)) {
                let how = format!("No whole number of {whole} is {printed}.");
                self.find(Rule::NoWholeNumber, places, printed, "another percentage", how);
            }
            return;
        };
        if part.value > whole.value {
            let how = format!("{part} of {whole} is more than the whole.");
            self.find(
                Rule::MoreThanWhole,
                places,
                part.to_string(),
                format!("at most {whole}"),
                how,
            );
            return;
        }
        let exact = 100.0 * part.value / whole.value;
        if whole.value <= 0.0 || percent.rounds(exact) {
            return;
        }
        let follows = format!("{}%", percent.finer(exact));
        let of = format!("{part} of {whole} is {follows}");
        if let Some((mean, at)) = mean_in_tables(stated, (part.value, whole.value), &percent) {
            let how = format!(
                "{of}; {printed} is the mean of the rows' percentages, {}%.",
                percent.finer(mean)
            );
            self.find(
                Rule::MeanOfRates,
                [places, vec![at]].concat(),
                printed,
                follows,
                how,
            );
        } else if percent.is_cut_from(exact) {
            let how = format!("{of}, and {printed} is stated{}.", cut(&percent, exact));
            self.find(Rule::Share, places, printed, follows, how);
        } else {
            let when = period_of(stated, &said.period);
            let others = self.other_fits(stated.document, (part.value, whole.value), &percent, &when);
            let (rule, hint) = named(&others, &printed);
            self.find(rule, places, printed, follows, format!("{of}{hint}."));
        }
    }

    fn named_parts(&mut self, stated: &Stated<'a>) {
        let Statement { value, said, .. } = stated.statement;
        let Some(total) = *value else {
            return;
        };
        let when = period_of(stated, &said.period);
        let mut sum = 0.0;
        let mut units = Vec::new();
        let mut shown = Vec::new();
        let mut tables = Vec::new();
        for part in &said.parts {
            if let Some(number) = Number::parse(part) {
                sum += number.value;
                shown.push(number.to_string());
            } else if let Some(fact) = self.labelled(stated, part, &when) {
                sum += fact.number.value;
                shown.push(format!("{} {}", part, fact.number));
                units.push((fact.unit.clone(), fact.place.clone()));
                tables.push(fact.place.clone());
            } else {
                return;
            }
        }
        let places = [vec![stated.place.clone()], tables.clone()].concat();
        let unit = Unit::of(&said.unit);
        if let Some((other, at)) = units
            .iter()
            .find(|(other, _)| unit.is_counted() && other.is_counted() && *other != unit)
        {
            let how = format!(
                "{total} {} are added up from {} ({at}).",
                unit.name(),
                other.name()
            );
            self.find(Rule::MixedUnits, places.clone(), unit.name(), other.name(), how);
        }
        if same(sum, total.value) {
            return;
        }
        let rest = total.value - sum;
        let beside = self.ledger.of_document(stated.document).find(|fact| {
            let in_table = tables
                .iter()
                .any(|place| place.table == fact.place.table && *place != fact.place);
            in_table && fact.when.is(&when) && same(fact.number.value, rest)
        });
        let hint = beside.map_or(String::new(), |fact| {
            format!("; {} also contains {} ({})", total, fact.number, fact.place)
        });
        let how = format!(
            "{} = {}, and {total} is stated{hint}.",
            shown.join(" + "),
            plain(sum)
        );
        self.find(Rule::NamedParts, places, total.to_string(), plain(sum), how);
    }

    /// The figure of a document that a label stands for.
    fn labelled(&self, stated: &Stated<'a>, label: &str, when: &When) -> Option<Fact> {
        let label = normal(label);
        let table = &stated.statement.said.table;
        let fact = self.ledger.of_document(stated.document).find(|fact| {
            let is_named =
                fact.key.row == label || fact.key.measure == label || normal(&fact.place.row) == label;
            let is_there = table.is_empty() || fact.place.table == *table;
            is_named && is_there && fact.place.statement == 0 && fact.when.is(when)
        });
        fact.cloned()
    }
}

/// The table itself.
pub(super) fn view_place(view: &View<'_>) -> Place {
    Place {
        document: view.publication.id.clone(),
        table: view.table.id.clone(),
        ..Place::default()
    }
}

/// The period that a statement names, or else its document's.
pub(super) fn period_of(stated: &Stated<'_>, named: &str) -> When {
    if named.is_empty() {
        stated.publication.year.clone()
    } else {
        When::of(named)
    }
}

/// The mean of the rates of a table's rows, where a sentence gives it for the rate of their sums.
fn mean_in_tables(stated: &Stated<'_>, (part, whole): (f64, f64), percent: &Number) -> Option<(f64, Place)> {
    let tables = stated.publication.tables.iter();
    let views = tables.flat_map(|table| View::both(stated.publication, table));
    for view in views {
        for series in 0..view.series().len() {
            let ways =
                fitting::said(&view, series, None).unwrap_or_else(|| fitting::guessed(&view, series, None));
            for way in ways.iter().filter(|way| matches!(way, Way::OfSeries { .. })) {
                let parts = (0..view.items().len()).filter(|item| view.items()[*item].role == Role::Part);
                let fractions: Vec<_> = parts.filter_map(|item| way.fraction(&view, item)).collect();
                let tops: f64 = fractions.iter().map(|one| one.top).sum();
                let bottoms: f64 = fractions.iter().map(|one| one.bottom).sum();
                let rates: Vec<f64> = fractions.iter().map(|one| one.percent()).collect();
                let found = mean(&rates)
                    .filter(|mean| percent.rounds(*mean) && same(tops, part) && same(bottoms, whole));
                if let Some(mean) = found {
                    return Some((mean, view_place(&view)));
                }
            }
        }
    }
    None
}
