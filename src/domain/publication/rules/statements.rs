//! What sentences state, held against itself and against the tables.

use super::{
    Check,
    changes::direction_of,
    fitting::{self, Way},
    percentages::{cut, has_whole_number, mean, named},
};
use crate::domain::{
    financial_year::{FinancialYear, Period},
    publication::{
        document::{Publication, Statement, StatementKind, When},
        finding::{Place, Rule},
        ledger::{Fact, place_of},
        number::{Number, plain, same},
        view::View,
        when,
        words::{Direction, Role, Unit, normal},
    },
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

    fn years_of_series(&mut self, stated: &Stated<'a>) {
        let Statement { value, said, .. } = stated.statement;
        let last = period_of(stated, &said.period).period;
        let (Some(years), Some(last)) = (*value, last) else {
            return;
        };
        let last = FinancialYear::of(last.starts_on());
        // A series of years is as long as a report could show, so the number is small.
        let Some(count) = (1..=limits_of_series()).find(|count| same(f64::from(*count), years.value)) else {
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

    fn count(&mut self, stated: &Stated<'a>) {
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

    fn reference(&mut self, stated: &Stated<'a>) {
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

    fn comparison(&mut self, stated: &Stated<'a>) {
        let Statement { from, to, said, .. } = stated.statement;
        let (Some(one), Some(other)) = (*from, *to) else {
            return;
        };
        let words = normal(&said.says);
        let difference = one.value - other.value;
        let holds = if ["within", "at most", "up to", "no more than"]
            .iter()
            .any(|word| words.contains(word))
        {
            difference <= 0.0
        } else if words.contains("at least") {
            difference >= 0.0
        } else {
            match Direction::of(&said.says) {
                Some(Direction::Similar) | None => true,
                Some(direction) => direction == direction_of(difference),
            }
        };
        if !holds {
            let how = format!(
                "{one} is said to be \"{}\" {other}; the difference is {}.",
                said.says,
                plain(difference)
            );
            let follows = format!("{one} against {other}");
            self.find(
                Rule::Comparison,
                vec![stated.place.clone()],
                said.says.clone(),
                follows,
                how,
            );
        }
    }

    fn mean(&mut self, stated: &Stated<'a>) {
        let Statement {
            value,
            n,
            whole,
            excluded,
            bands,
            from,
            to,
            ..
        } = stated.statement;
        let Some(value) = *value else {
            return;
        };
        let places = || vec![stated.place.clone()];
        if let (Some(n), Some(whole), Some(excluded)) = (n, whole, excluded) {
            let of = whole.value - excluded.value;
            if !same(n.value, of) {
                let how = format!(
                    "{excluded} of {whole} are left out, so the mean is of {}, not of {n}.",
                    plain(of)
                );
                self.find(Rule::MeanNumber, places(), n.to_string(), plain(of), how);
            }
        }
        let count: f64 = bands.iter().map(|band| band.count).sum();
        if let Some(n) = n.filter(|n| count > 0.0 && !same(n.value, count)) {
            let how = format!(
                "The bands hold {}, and the mean is said to be of {n}.",
                plain(count)
            );
            self.find(Rule::MeanNumber, places(), n.to_string(), plain(count), how);
        }
        let mut bounds = (
            from.map_or(f64::NEG_INFINITY, |low| low.value),
            to.map_or(f64::INFINITY, |high| high.value),
        );
        if count > 0.0 {
            let least: f64 = bands.iter().map(|band| band.count * band.low).sum();
            let open = |band: &super::super::document::Band| band.count * band.high.unwrap_or(f64::INFINITY);
            let most: f64 = bands.iter().filter(|band| band.count > 0.0).map(open).sum();
            bounds = (bounds.0.max(least / count), bounds.1.min(most / count));
        }
        let half = value.half();
        if value.value < bounds.0 - half - 1e-9 || value.value > bounds.1 + half + 1e-9 {
            let text = |bound: f64| {
                if bound.is_finite() {
                    plain(bound)
                } else {
                    "any".to_owned()
                }
            };
            let follows = format!("{} to {}", text(bounds.0), text(bounds.1));
            let how = format!("What the mean is of lies so that it is from {follows}; {value} is stated.");
            self.find(Rule::OutsideRange, places(), value.to_string(), follows, how);
        }
    }

    fn dates(&mut self) {
        let stated = self.stated(StatementKind::Date);
        for (number, one) in stated.iter().enumerate() {
            let said = &one.statement.said;
            let Some(date) = when::date(&said.value) else {
                continue;
            };
            let early = when::date(&said.from)
                .filter(|from| date < *from)
                .map(|from| (from, "before"));
            let late = when::date(&said.to)
                .filter(|to| date > *to)
                .map(|to| (to, "after"));
            if let Some((bound, side)) = early.or(late) {
                let how = format!("{}, {date}, lies {side} {bound}, which cannot be.", said.measure);
                self.find(
                    Rule::Date,
                    vec![one.place.clone()],
                    date.to_string(),
                    bound.to_string(),
                    how,
                );
            }
            let earlier = stated[..number].iter().find(|other| {
                let is_same = normal(&other.statement.said.measure) == normal(&said.measure);
                let council = normal(&other.publication.council) == normal(&one.publication.council);
                let other_date = when::date(&other.statement.said.value);
                is_same
                    && council
                    && !said.measure.is_empty()
                    && other_date.is_some_and(|other| other != date)
            });
            if let Some(other) = earlier {
                let rule = if other.document == one.document {
                    Rule::SectionsDiffer
                } else {
                    Rule::DocumentsDiffer
                };
                let before = &other.statement.said.value;
                let how = format!("{}: {} and {before}.", said.measure, said.value);
                let places = vec![one.place.clone(), other.place.clone()];
                self.find(rule, places, said.value.clone(), before.clone(), how);
            }
        }
    }
}

fn view_place(view: &View<'_>) -> Place {
    Place {
        document: view.publication.id.clone(),
        table: view.table.id.clone(),
        ..Place::default()
    }
}

/// The longest series of years that a sentence could speak of.
fn limits_of_series() -> i32 {
    200
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
