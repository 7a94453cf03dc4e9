//! What officers are appointed to now.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    statement::Statement,
};
use crate::domain::{
    ids::{AuthorityId, CodeId, RecordNumber},
    representation::Role,
    word::Word,
};

static RUNNING: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number, role, stage, appointed_on
         FROM appointment
         WHERE authority = $1
           AND officer = $2
         ORDER BY number, place
         LIMIT $3",
    )
});

static COUNTED: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT officer, role, COUNT(*)
         FROM appointment
         WHERE authority = $1
           AND officer >= $2
           AND officer <= $3
         GROUP BY officer, role
         ORDER BY officer, role",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&RUNNING, &COUNTED]
}

/// An appointment that is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// The representation.
    pub number: RecordNumber,
    /// What for.
    pub role: Role,
    /// The stage; 0 for the whole.
    pub stage: i64,
    /// When.
    pub appointed_on: NaiveDate,
}

/// The first running appointments of an officer, by representation.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn running(
    database: &Database,
    authority: &AuthorityId,
    officer: &CodeId,
    limit: i64,
) -> Result<Vec<Running>, StoreError> {
    let values = [authority.into(), officer.into(), limit.into()];
    let found: Vec<(RecordNumber, String, i64, NaiveDate)> = database.fetch(&RUNNING, values).await?;
    let row = |(number, role, stage, appointed_on): (RecordNumber, String, i64, NaiveDate)| {
        Ok(Running {
            number,
            role: Role::from_word(&role)
                .ok_or_else(|| Inconsistency::on("appointment").column("role").row(number))?,
            stage,
            appointed_on,
        })
    };
    found.into_iter().map(row).collect()
}

/// How many appointments the officers between two codes, both included, hold in each role.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn counted(
    database: &Database,
    authority: &AuthorityId,
    first: &CodeId,
    last: &CodeId,
) -> Result<Vec<(String, Role, i64)>, StoreError> {
    let values = [authority.into(), first.into(), last.into()];
    let found: Vec<(String, String, i64)> = database.fetch(&COUNTED, values).await?;
    let row = |(officer, role, count): (String, String, i64)| {
        let role = Role::from_word(&role).ok_or_else(|| Inconsistency::on("appointment").column("role"))?;
        Ok((officer, role, count))
    };
    found.into_iter().map(row).collect()
}
