//! Every figure of every document under what it is of, so that two of one thing are found.

use std::collections::BTreeMap;

use super::{
    document::{Publication, Statement, StatementKind, When},
    finding::Place,
    number::Number,
    unit::Unit,
    view::View,
    words::{Role, is_generic, normal},
};

/// A figure.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The place of its document among those compared.
    pub document: usize,
    /// Where it stands.
    pub place: Place,
    /// Its period.
    pub when: When,
    /// Its unit.
    pub unit: Unit,
    /// What it is reckoned by, where that is said.
    pub basis: String,
    /// The value.
    pub number: Number,
    /// What it is of, normalised.
    pub key: Key,
}

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The council.
    pub council: String,
    /// The measure.
    pub measure: String,
    /// What its row is.
    pub by: String,
    /// The row; empty for all.
    pub row: String,
    /// The period.
    pub period: String,
    /// Whether it is a count, a percentage, a time, a rate or money.
    pub kind: &'static str,
}

/// All figures.
#[derive(Debug, Default)]
pub struct Ledger {
    /// In the order of the documents.
    pub facts: Vec<Fact>,
}

impl Ledger {
    /// The figures of these documents.
    pub fn of(publications: &[Publication]) -> Self {
        let mut ledger = Self::default();
        for (document, publication) in publications.iter().enumerate() {
            for table in &publication.tables {
                let view = View {
                    publication,
                    table,
                    across: false,
                };
                ledger.table(document, &view);
            }
            for (place, statement) in publication.statements.iter().enumerate() {
                ledger.statement(document, publication, statement, place + 1);
            }
        }
        ledger
    }

    /// The figures by what they are of.
    pub fn by_key(&self) -> BTreeMap<&Key, Vec<&Fact>> {
        let mut found: BTreeMap<&Key, Vec<&Fact>> = BTreeMap::new();
        for fact in &self.facts {
            found.entry(&fact.key).or_default().push(fact);
        }
        found
    }

    /// The figures of a document.
    pub fn of_document(&self, document: usize) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.document == document)
    }

    /// What a measure is in the tables of a document, for a row and a period.
    pub fn find(&self, document: usize, measure: &str, row: &str, when: &When) -> Option<&Fact> {
        let (measure, row) = (normal(measure), normal(row));
        self.of_document(document).find(|fact| {
            fact.place.statement == 0
                && fact.key.measure == measure
                && fact.key.row == row
                && fact.when.is(when)
        })
    }

    fn table(&mut self, document: usize, view: &View<'_>) {
        let table = view.table;
        for (row, head) in table.rows.iter().enumerate() {
            for (column, column_head) in table.columns.iter().enumerate() {
                let Some(number) = view.number(column, row) else {
                    continue;
                };
                let skipped = [head.role, column_head.role];
                if skipped.contains(&Role::Change) || skipped.contains(&Role::Average) {
                    continue;
                }
                if let Some((key, when)) = key_of_cell(view, row, column) {
                    let unit = view.unit(column, row);
                    let basis = [&head.said.basis, &column_head.said.basis];
                    let basis = basis.into_iter().find(|basis| !basis.is_empty());
                    self.facts.push(Fact {
                        document,
                        place: view.place(column, row),
                        when,
                        unit,
                        basis: basis.map(|basis| normal(basis)).unwrap_or_default(),
                        number,
                        key,
                    });
                }
            }
        }
    }

    fn statement(&mut self, document: usize, publication: &Publication, statement: &Statement, place: usize) {
        let said = &statement.said;
        if said.measure.is_empty() {
            return;
        }
        let of = |number: Option<Number>, period: &str| number.map(|number| (number, period.to_owned()));
        let values = match statement.kind {
            StatementKind::Figure | StatementKind::Total | StatementKind::Mean => {
                vec![of(statement.value, &said.period)]
            }
            StatementKind::Change => {
                let to_period = if said.to_period.is_empty() {
                    &said.period
                } else {
                    &said.to_period
                };
                vec![
                    of(statement.from, &said.from_period).filter(|_| !said.from_period.is_empty()),
                    of(statement.to, to_period),
                ]
            }
            _ => Vec::new(),
        };
        for (number, period) in values.into_iter().flatten() {
            let when = if period.is_empty() {
                publication.year.clone()
            } else {
                When::of(&period)
            };
            let unit = match (said.unit.as_str(), number.is_percent) {
                ("", true) => Unit::Percent,
                ("", false) if statement.kind == StatementKind::Mean => Unit::WorkingDays,
                (unit, _) => Unit::of(unit),
            };
            let council = if said.council.is_empty() {
                &publication.council
            } else {
                &said.council
            };
            let by = self.by_of_row(document, statement);
            self.facts.push(Fact {
                document,
                place: place_of(publication, statement, place),
                key: Key {
                    council: council_key(council),
                    measure: normal(&said.measure),
                    by,
                    row: normal(&said.row),
                    period: period_key(&when),
                    kind: kind(&unit),
                },
                when,
                unit,
                basis: normal(&said.basis),
                number,
            });
        }
    }

    /// What kind of thing a statement's row is: as it says, or as the one table of its document that has such a row.
    fn by_of_row(&self, document: usize, statement: &Statement) -> String {
        let said = &statement.said;
        let (measure, row) = (normal(&said.measure), normal(&said.row));
        if row.is_empty() || !said.by.is_empty() {
            return normal(&said.by);
        }
        let alike = self
            .of_document(document)
            .find(|fact| fact.key.measure == measure && fact.key.row == row);
        alike.map(|fact| fact.key.by.clone()).unwrap_or_default()
    }
}

/// Where a statement stands.
pub fn place_of(publication: &Publication, statement: &Statement, place: usize) -> Place {
    Place {
        document: publication.id.clone(),
        statement: place,
        paragraph: statement.said.place.clone(),
        ..Place::default()
    }
}

/// A council's name without what it may be called with or without.
pub fn council_key(name: &str) -> String {
    const LEFT_OUT: [&str; 9] = [
        "council",
        "city",
        "county",
        "borough",
        "metropolitan",
        "district",
        "the",
        "of",
        "mbc",
    ];
    let name = normal(name);
    let words: Vec<&str> = name.split(' ').filter(|word| !LEFT_OUT.contains(word)).collect();
    if words.is_empty() { name } else { words.join(" ") }
}

fn kind(unit: &Unit) -> &'static str {
    match unit {
        Unit::Percent => "percentage",
        Unit::WorkingDays => "time",
        Unit::Rate => "rate",
        Unit::Money => "money",
        _ => "count",
    }
}

fn period_key(when: &When) -> String {
    when.period.map_or_else(
        || when.text.to_lowercase(),
        |period| format!("{} {}", period.starts_on(), period.ends_on()),
    )
}

/// What a cell is of; `None` where the table does not say what it counts, or the row stands for nothing that another
/// table could speak of.
fn key_of_cell(view: &View<'_>, row: usize, column: usize) -> Option<(Key, When)> {
    let table = view.table;
    let (head, column_head) = (&table.rows[row], &table.columns[column]);
    let unit = view.unit(column, row);
    let label = normal(head.label());
    let rows_are_measures = table.by == "measure";
    let own = [&head.said.measure, &column_head.said.measure]
        .into_iter()
        .find(|measure| !measure.is_empty());
    let measure = match own {
        Some(measure) => measure.as_str(),
        None if rows_are_measures => head.label(),
        // A table's own measure is counted, so its percentages and times are of something else.
        None if !unit.adds_up() => return None,
        None => &table.measure,
    };
    if measure.is_empty() {
        return None;
    }
    let rows_are_councils = ["council", "authority", "local authority"].contains(&table.by.as_str());
    let is_part = matches!(
        head.role,
        Role::Part | Role::OfWhich | Role::Subtotal | Role::Note
    );
    let is_period = head.period.is_some();
    let council = [&head.said.council, &column_head.said.council]
        .into_iter()
        .find(|council| !council.is_empty())
        .unwrap_or(&view.publication.council);
    let council = if rows_are_councils && is_part {
        head.label()
    } else {
        council
    };
    let names_row =
        is_part && !is_period && !rows_are_councils && !rows_are_measures && head.said.measure.is_empty();
    let category = category(view, row, column);
    let rows = [names_row.then_some(label), category].into_iter().flatten();
    let of: Vec<String> = rows.collect();
    let name = of.join(" / ");
    let by = if of.is_empty() {
        String::new()
    } else {
        table.by.clone()
    };
    if by.is_empty() && of.iter().any(|part| is_generic(part)) {
        return None;
    }
    // All of several councils together is no figure of the council whose report it is.
    if rows_are_councils && head.role == Role::Total {
        return None;
    }
    let when = view.when(column, row);
    let key = Key {
        council: council_key(council),
        measure: normal(measure),
        by,
        row: name,
        period: period_key(&when),
        kind: kind(&unit),
    };
    // A total over several periods is of none of them.
    let over_periods = head.role == Role::Total && table.rows.iter().any(|other| other.period.is_some())
        || column_head.role == Role::Total && table.columns.iter().any(|other| other.period.is_some());
    (!over_periods).then_some((key, when))
}

/// What a column stands for beside its measure: its label, where another column has the same measure, period and unit.
fn category(view: &View<'_>, row: usize, column: usize) -> Option<String> {
    let table = view.table;
    let head = &table.columns[column];
    let is_of_another = |other: usize| {
        let beside = &table.columns[other];
        other != column
            && beside.role != Role::Change
            && beside.said.measure == head.said.measure
            && beside.said.council == head.said.council
            && beside.said.basis == head.said.basis
            && view.when(other, row).is(&view.when(column, row))
            && kind(&view.unit(other, row)) == kind(&view.unit(column, row))
    };
    let several = (0..table.columns.len()).any(is_of_another);
    (several && head.role != Role::Total).then(|| normal(head.label()))
}
