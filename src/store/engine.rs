//! How a statement runs on either database: everything that sqlx must be told in its own types.

use std::sync::Arc;

use sqlx::{
    Arguments, AssertSqlSafe, Executor, FromRow, IntoArguments, PgConnection, Postgres, Sqlite,
    SqliteConnection, error::BoxDynError, postgres::PgRow, sqlite::SqliteRow,
};

use super::{
    error::wrong_number,
    statement::{Dialect, Statement},
    value::{Value, instant_text},
};

/// Runs an expression, written once, on whichever of the two an enum holds.
macro_rules! on_db {
    ($kind:ident, $value:expr, |$name:ident| $body:expr) => {
        match $value {
            $kind::Sqlite($name) => $body,
            $kind::Postgres($name) => $body,
        }
    };
}
pub(super) use on_db;

/// A row type that both databases can fill; tuples of up to sixteen columns are.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A connection of either kind.
pub(super) enum Connection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// What differs between the databases in binding values and counting rows.
pub(super) trait Engine: sqlx::Database {
    const DIALECT: Dialect;

    /// What it runs for these values, one after the other: [`Statement::for_sqlite`].
    fn parts(statement: &Statement, values: Vec<Value>) -> Vec<Part>;

    fn arguments(values: Vec<Value>) -> Result<Self::Arguments, BoxDynError>;

    fn rows_affected(done: &Self::QueryResult) -> u64;
}

/// A text and the values that are bound to it.
type Part = (AssertSqlSafe<Arc<str>>, Vec<Value>);

impl Engine for Sqlite {
    const DIALECT: Dialect = Dialect::Sqlite;

    fn parts(statement: &Statement, values: Vec<Value>) -> Vec<Part> {
        statement.for_sqlite(values)
    }

    fn arguments(values: Vec<Value>) -> Result<Self::Arguments, BoxDynError> {
        let mut arguments = Self::Arguments::default();
        for value in values {
            match value {
                Value::Text(text) => Arguments::add(&mut arguments, text)?,
                Value::Int(number) => Arguments::add(&mut arguments, number)?,
                Value::Bool(yes) => Arguments::add(&mut arguments, yes)?,
                Value::Date(date) => Arguments::add(&mut arguments, date)?,
                // As a text of our own: sqlx's has as many decimals as the instant needs, which does not sort.
                Value::Instant(instant) => Arguments::add(&mut arguments, instant.map(instant_text))?,
                Value::Bytes(bytes) => Arguments::add(&mut arguments, bytes)?,
                Value::Rows(rows) => Arguments::add(&mut arguments, rows.into_json())?,
            }
        }
        Ok(arguments)
    }

    fn rows_affected(done: &Self::QueryResult) -> u64 {
        done.rows_affected()
    }
}

impl Engine for Postgres {
    const DIALECT: Dialect = Dialect::Postgres;

    fn parts(statement: &Statement, values: Vec<Value>) -> Vec<Part> {
        vec![(statement.sql(Dialect::Postgres), values)]
    }

    fn arguments(values: Vec<Value>) -> Result<Self::Arguments, BoxDynError> {
        let mut arguments = Self::Arguments::default();
        for value in values {
            match value {
                Value::Text(text) => arguments.add(text)?,
                Value::Int(number) => arguments.add(number)?,
                Value::Bool(yes) => arguments.add(yes)?,
                Value::Date(date) => arguments.add(date)?,
                Value::Instant(instant) => arguments.add(instant)?,
                Value::Bytes(bytes) => arguments.add(bytes)?,
                Value::Rows(rows) => arguments.add(rows.into_json())?,
            }
        }
        Ok(arguments)
    }

    fn rows_affected(done: &Self::QueryResult) -> u64 {
        done.rows_affected()
    }
}

/// Runs a statement and answers its rows.
pub(super) async fn fetch<'c, DB, T>(
    executor: impl Executor<'c, Database = DB>,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Vec<T>, sqlx::Error>
where
    DB: Engine,
    DB::Arguments: IntoArguments<DB>,
    T: for<'r> FromRow<'r, DB::Row> + Send + Unpin,
{
    let arguments = arguments::<DB>(statement, values)?;
    sqlx::query_as_with(statement.sql(DB::DIALECT), arguments)
        .fetch_all(executor)
        .await
}

/// Runs a statement that may write and answers its rows.
pub(super) async fn fetch_all<DB, T>(
    connection: &mut DB::Connection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<Vec<T>, sqlx::Error>
where
    DB: Engine,
    DB::Arguments: IntoArguments<DB>,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    T: for<'r> FromRow<'r, DB::Row> + Send + Unpin,
{
    check_number::<DB>(statement, &values)?;
    let mut found = Vec::new();
    for (text, values) in DB::parts(statement, values) {
        let arguments = DB::arguments(values).map_err(sqlx::Error::Encode)?;
        let rows = sqlx::query_as_with(text, arguments).fetch_all(&mut *connection);
        found.extend(rows.await?);
    }
    Ok(found)
}

/// Runs a statement and answers how many rows it changed.
pub(super) async fn execute<DB>(
    connection: &mut DB::Connection,
    statement: &Statement,
    values: Vec<Value>,
) -> Result<u64, sqlx::Error>
where
    DB: Engine,
    DB::Arguments: IntoArguments<DB>,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
{
    check_number::<DB>(statement, &values)?;
    let mut parts = DB::parts(statement, values).into_iter();
    let mut encoded = || {
        let (text, values) = parts.next()?;
        Some(DB::arguments(values).map(|arguments| (text, arguments)))
    };
    let mut changed = 0;
    let mut next = encoded();
    while let Some(part) = next {
        let (text, arguments) = part.map_err(sqlx::Error::Encode)?;
        let running = sqlx::query_with(text, arguments).execute(&mut *connection);
        // The next part is made ready while the database is busy with this one.
        let (done, ready) = tokio::join!(biased; running, async { encoded() });
        changed += DB::rows_affected(&done?);
        next = ready;
    }
    Ok(changed)
}

fn arguments<DB: Engine>(statement: &Statement, values: Vec<Value>) -> Result<DB::Arguments, sqlx::Error> {
    check_number::<DB>(statement, &values)?;
    DB::arguments(values).map_err(sqlx::Error::Encode)
}

fn check_number<DB: Engine>(statement: &Statement, values: &[Value]) -> Result<(), sqlx::Error> {
    if values.len() == statement.takes() {
        Ok(())
    } else {
        Err(wrong_number(DB::DIALECT, statement.takes(), values.len()))
    }
}
