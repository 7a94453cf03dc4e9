//! Fact tables keep versions: a row is true from one log position to another.

use std::collections::BTreeMap;

use crate::{
    domain::ids::{AuthorityId, CodeId, Position, RecordNumber},
    store::{
        error::StoreError,
        given::{Column, Rows, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
        value::Value,
    },
};

/// `to_position` of the version that is true now.
pub const STILL_TRUE: Position = Position::MAX;

/// Between which positions a version is true.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The first.
    pub from: Position,
    /// The one from which it is true no more.
    pub to: Position,
}

/// A row of a fact table. The table's columns are `authority`, those of the key, `from_position`, `to_position`,
/// then the facts; its key is `authority`, the key and `from_position`.
pub trait Fact: Clone + PartialEq + 'static {
    /// What tells the facts of an authority apart.
    type Key: FactKey;

    /// The table.
    const TABLE: Table;

    /// The fact's key.
    fn key(&self) -> Self::Key;

    /// Adds the row.
    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span);

    /// The table's statements.
    fn statements() -> &'static Statements;
}

/// What tells the facts of one table apart in an authority.
pub trait FactKey: Ord + Clone {
    /// Adds the key and the position at which its latest version ends.
    fn push_end(&self, rows: &mut Rows, authority: &AuthorityId, at: Position);
}

impl FactKey for RecordNumber {
    fn push_end(&self, rows: &mut Rows, authority: &AuthorityId, at: Position) {
        rows.push([authority.into(), (*self).into(), at.into()]);
    }
}

/// A record and one of its parts that have numbers.
impl FactKey for (RecordNumber, u8) {
    fn push_end(&self, rows: &mut Rows, authority: &AuthorityId, at: Position) {
        rows.push([
            authority.into(),
            self.0.into(),
            i64::from(self.1).into(),
            at.into(),
        ]);
    }
}

/// A record and one of its parts that are told apart by a code.
impl FactKey for (RecordNumber, CodeId) {
    fn push_end(&self, rows: &mut Rows, authority: &AuthorityId, at: Position) {
        rows.push([authority.into(), self.0.into(), (&self.1).into(), at.into()]);
    }
}

/// A record, one of its parts that have numbers, and a code of that.
impl FactKey for (RecordNumber, u8, CodeId) {
    fn push_end(&self, rows: &mut Rows, authority: &AuthorityId, at: Position) {
        rows.push([
            authority.into(),
            self.0.into(),
            i64::from(self.1).into(),
            (&self.2).into(),
            at.into(),
        ]);
    }
}

/// The statements of one fact table.
pub struct Statements {
    insert: Statement,
    end: Statement,
}

impl Statements {
    /// The statements of a table.
    pub fn of(table: &Table) -> Self {
        let columns = end_columns(table);
        let given = |column: &Column| format!("{0}.{1} = given.{1}", table.name, column.name);
        let key: Vec<String> = columns
            .iter()
            .filter(|column| column.name != "ends_at")
            .map(given)
            .collect();
        let text = format!(
            "UPDATE {name}
             SET to_position = given.ends_at
             FROM {{given}}
             WHERE {key}
               AND {name}.to_position = {STILL_TRUE}",
            name = table.name,
            key = key.join(" AND "),
        );
        Self {
            insert: table.insert(),
            end: Statement::given(&columns, &text),
        }
    }
}

/// The key without `from_position`, and the position of the end.
fn end_columns(table: &Table) -> Vec<Column> {
    let mut columns = table.key_columns();
    columns.retain(|column| column.name != "from_position");
    columns.push(Column::int("ends_at"));
    columns
}

/// The statements of a fact table, for the test that prepares them.
pub(super) fn all<F: Fact>() -> Vec<&'static Statement> {
    let Statements { insert, end } = F::statements();
    vec![insert, end]
}

/// The changes that a batch makes to one fact table.
pub(super) struct Versions<F: Fact> {
    /// Versions that began in this batch and are true so far.
    begun: BTreeMap<(AuthorityId, F::Key), (Position, F)>,
    /// Versions that began and ended in this batch.
    passed: Vec<(AuthorityId, Span, F)>,
    /// Ends of versions that began before this batch.
    ended: Vec<(AuthorityId, F::Key, Position)>,
}

impl<F: Fact> Default for Versions<F> {
    fn default() -> Self {
        Self {
            begun: BTreeMap::new(),
            passed: Vec::new(),
            ended: Vec::new(),
        }
    }
}

impl<F: Fact> Versions<F> {
    /// The facts of one record became others at a position.
    pub(super) fn change(&mut self, authority: &AuthorityId, at: Position, before: &[F], after: &[F]) {
        for old in before.iter().filter(|old| !after.contains(old)) {
            self.end(authority, old.key(), at);
        }
        for new in after.iter().filter(|new| !before.contains(new)) {
            self.begun
                .insert((authority.clone(), new.key()), (at, new.clone()));
        }
    }

    fn end(&mut self, authority: &AuthorityId, key: F::Key, at: Position) {
        match self.begun.remove(&(authority.clone(), key.clone())) {
            Some((from, fact)) if from < at => {
                self.passed.push((authority.clone(), Span { from, to: at }, fact));
            }
            // Replaced at the very position at which it began: it was never true.
            Some(_) => {}
            None => self.ended.push((authority.clone(), key, at)),
        }
    }

    /// Ends what ended, then begins what began.
    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        let Statements { insert, end } = F::statements();
        let mut ends = Rows::new(&end_columns(&F::TABLE));
        for (authority, key, at) in &self.ended {
            key.push_end(&mut ends, authority, *at);
        }
        if !ends.is_empty() {
            unit.execute(end, [Value::from(ends)]).await?;
        }
        let mut rows = Rows::new(F::TABLE.columns);
        for (authority, span, fact) in &self.passed {
            fact.push(&mut rows, authority, *span);
        }
        for ((authority, _), (from, fact)) in &self.begun {
            fact.push(
                &mut rows,
                authority,
                Span {
                    from: *from,
                    to: STILL_TRUE,
                },
            );
        }
        if !rows.is_empty() {
            unit.execute(insert, [Value::from(rows)]).await?;
        }
        Ok(())
    }
}
