//! Reading, either from the pool or inside a unit of work, which sees its own writes.

use super::{
    database::Database, engine::Record, error::StoreError, statement::Statement, unit_of_work::UnitOfWork,
    value::Value,
};

/// Where a query reads from. Functions take `impl Into<Reading>`: pass `&database` or `&mut unit`.
pub enum Reading<'a, 'w> {
    /// The pool of connections that read.
    Database(&'a Database),
    /// A transaction that writes.
    Unit(&'a mut UnitOfWork<'w>),
}

impl<'a> From<&'a Database> for Reading<'a, '_> {
    fn from(database: &'a Database) -> Self {
        Self::Database(database)
    }
}

impl<'a, 'w> From<&'a mut UnitOfWork<'w>> for Reading<'a, 'w> {
    fn from(unit: &'a mut UnitOfWork<'w>) -> Self {
        Self::Unit(unit)
    }
}

impl Reading<'_, '_> {
    /// Runs a statement and answers its rows.
    ///
    /// # Errors
    /// When the database fails or a row is of another shape.
    pub async fn fetch<T: Record>(
        &mut self,
        statement: &Statement,
        values: impl Into<Vec<Value>>,
    ) -> Result<Vec<T>, StoreError> {
        match self {
            Self::Database(database) => database.fetch(statement, values).await,
            Self::Unit(unit) => unit.fetch(statement, values).await,
        }
    }
}
