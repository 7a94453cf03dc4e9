//! Reading editions of reports: pages of their numbers.

use std::sync::LazyLock;

use super::{
    database::Database,
    error::StoreError,
    given::{Column, Rows},
    statement::Statement,
    value::Value,
};
use crate::domain::ids::{AuthorityId, RecordNumber};

/// A value that the column may have, for each column that is restricted.
const ALLOWED: [Column; 2] = [Column::text("of"), Column::text("value")];

static EDITIONS: LazyLock<Statement> = LazyLock::new(|| {
    let any = |column: &str| {
        format!(
            "AND ({column} IN (SELECT value FROM {{given}} WHERE of = '{column}')
                OR NOT EXISTS (SELECT 1 FROM {{given}} WHERE of = '{column}'))"
        )
    };
    Statement::given(
        &ALLOWED,
        &format!(
            "SELECT number
         FROM edition
         WHERE authority = $2
           AND number > $3
           {report}
           {state}
         ORDER BY number
         LIMIT $4",
            report = any("report"),
            state = any("state"),
        ),
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&EDITIONS]
}

/// A page of editions in the order of their preparation. `allowed` are values that `report` or `state` may have, each
/// with its column; none restricts nothing.
///
/// # Errors
/// When the database fails.
pub async fn editions(
    database: &Database,
    authority: &AuthorityId,
    allowed: &[(&'static str, String)],
    after: RecordNumber,
    limit: i64,
) -> Result<Vec<RecordNumber>, StoreError> {
    let mut rows = Rows::new(&ALLOWED);
    for (column, value) in allowed {
        rows.push([(*column).into(), value.as_str().into()]);
    }
    let values: [Value; 4] = [rows.into(), authority.into(), after.into(), limit.into()];
    let found: Vec<(RecordNumber,)> = database.fetch(&EDITIONS, values).await?;
    Ok(found.into_iter().map(|(number,)| number).collect())
}
