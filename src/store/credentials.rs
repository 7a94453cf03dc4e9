//! Whom a credential proves.

use std::sync::LazyLock;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    given::{Column, Rows},
    lines::narrowing_of,
    projection::CredentialRow,
    statement::Statement,
};
use crate::domain::{
    access::{Role, TokenHash},
    ids::{AuthorityId, ClientId},
    word::Word,
};

const HASHES: [Column; 1] = [Column::text("hash")];

static PROVED: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &HASHES,
        "SELECT authority, client, number, hash, role, removed, narrowing
         FROM credential
         WHERE hash IN (SELECT hash FROM {given})
           AND NOT removed",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&PROVED]
}

/// The credentials with one of these hashes that are good.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn proved(database: &Database, hashes: &[TokenHash]) -> Result<Vec<CredentialRow>, StoreError> {
    let mut given = Rows::new(&HASHES);
    for hash in hashes {
        given.push([hash.as_str().into()]);
    }
    let found: Vec<Found> = database.fetch(&PROVED, [given.into()]).await?;
    found.into_iter().map(row).collect()
}

type Found = (String, String, i64, String, String, bool, Option<String>);

fn row(
    (authority, client, number, hash, role, removed, narrowing): Found,
) -> Result<CredentialRow, StoreError> {
    let wrong = |column| Inconsistency::on("credential").column(column).row(number);
    Ok(CredentialRow {
        authority: AuthorityId::parse(&authority).map_err(|_| wrong("authority"))?,
        client: ClientId::parse(&client).map_err(|_| wrong("client"))?,
        number: u16::try_from(number).map_err(|_| wrong("number"))?,
        hash,
        role: Role::from_word(&role).ok_or_else(|| wrong("role"))?,
        removed,
        narrowing: narrowing_of(narrowing).ok_or_else(|| wrong("narrowing"))?,
    })
}
