//! The hashes of a log alone: the leaves of its tree.

use std::sync::LazyLock;

use crate::{
    domain::ids::{AuthorityId, Position},
    store::{
        database::Database,
        error::{Inconsistency, StoreError},
        hash_chain::Hash,
        statement::Statement,
    },
};

static HASHES: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT position, hash
         FROM event
         WHERE authority = $1
           AND position > $2
           AND position <= $3
         ORDER BY position
         LIMIT $4",
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&HASHES]
}

/// The hashes of the events after a position and up to another, in order, as many as asked for at most.
///
/// # Errors
/// When the database fails, or there is a gap.
pub async fn hashes(
    database: &Database,
    authority: &AuthorityId,
    (after, up_to): (Position, Position),
    limit: i64,
) -> Result<Vec<Hash>, StoreError> {
    let given = [authority.into(), after.into(), up_to.into(), limit.into()];
    let found: Vec<(Position, Vec<u8>)> = database.fetch(&HASHES, given).await?;
    let hash = |(expected, (position, hash)): (Position, (Position, Vec<u8>))| {
        let wrong = |column| Inconsistency::on("event").column(column).row(expected);
        if position != expected {
            return Err(wrong("position").why("is not there").into());
        }
        hash.try_into().map_err(|_| wrong("hash").into())
    };
    (after + 1..).zip(found).map(hash).collect()
}
