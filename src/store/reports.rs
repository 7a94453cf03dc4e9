//! What a report asks of the register beside its tables.

use std::sync::LazyLock;

use super::{database::Database, error::StoreError, statement::Statement, value::Value};
use crate::domain::{
    financial_year::Period,
    ids::{AuthorityId, Position},
    procedure::Procedure,
    word::Word,
};

/// Complaints received in a period and upheld, wholly or partly, that no learning action comes from. An action is
/// numbered by the position at which it was recorded, so that this too is true of one position for ever.
static UPHELD_WITHOUT_ACTION: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT COUNT(*)
         FROM representation_fact AS r
         WHERE r.authority = $1
           AND r.from_position <= $2
           AND r.to_position > $2
           AND r.received_on BETWEEN $3 AND $4
           AND r.procedure = $5
           AND r.finding IN ('upheld', 'partly_upheld')
           AND r.state IN ('answered', 'concluded', 'lapsed', 'referred_early')
           AND NOT EXISTS (SELECT 1
                           FROM action AS a
                           WHERE a.authority = r.authority
                             AND a.representation = r.number
                             AND a.number <= $2)",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&UPHELD_WITHOUT_ACTION]
}

/// How many complaints under a procedure that were received in a period and upheld have no learning action, as it was
/// at a position.
///
/// # Errors
/// When the database fails.
pub async fn upheld_without_action(
    database: &Database,
    authority: &AuthorityId,
    procedure: Procedure,
    period: Period,
    position: Position,
) -> Result<i64, StoreError> {
    let values: [Value; 5] = [
        authority.into(),
        position.into(),
        period.starts_on().into(),
        period.ends_on().into(),
        procedure.word().into(),
    ];
    let found: Vec<(i64,)> = database.fetch(&UPHELD_WITHOUT_ACTION, values).await?;
    Ok(found.first().map_or(0, |(count,)| *count))
}
