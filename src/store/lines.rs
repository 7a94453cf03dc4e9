//! Reading the lines: pages of record numbers, and tokens.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    given::{Column, Rows},
    projection::TokenRow,
    statement::Statement,
    value::Value,
};
use crate::domain::{
    access::{Narrowing, Role},
    ids::{AuthorityId, ClientId, RecordNumber},
    word::Word,
};

/// Which representations a page is of. Words of closed lists and codes; an empty list restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct RepresentationPage {
    /// Any of these kinds.
    pub kinds: Vec<&'static str>,
    /// Any of these procedures.
    pub procedures: Vec<&'static str>,
    /// Any of these states.
    pub states: Vec<&'static str>,
    /// Any of these teams.
    pub teams: Vec<String>,
    /// Exactly this reference.
    pub external_reference: Option<String>,
    /// Received on this date or later.
    pub received_from: Option<NaiveDate>,
    /// Received on this date or earlier.
    pub received_until: Option<NaiveDate>,
}

/// A value that the column may have, for each column that is restricted.
const ALLOWED: [Column; 2] = [Column::text("of"), Column::text("value")];

static REPRESENTATIONS: LazyLock<Statement> = LazyLock::new(|| {
    let any = |column: &str| {
        format!(
            "(representation.{column} IN (SELECT value FROM {{given}} WHERE of = '{column}')
                OR NOT EXISTS (SELECT 1 FROM {{given}} WHERE of = '{column}'))"
        )
    };
    let text = format!(
        "SELECT number
         FROM representation
         WHERE authority = $2
           AND number > $3
           AND {kind}
           AND {procedure}
           AND {state}
           AND {team}
           AND (CAST($4 AS TEXT) IS NULL OR external_reference = $4)
           AND received_on >= $5
           AND received_on <= $6
         ORDER BY number
         LIMIT $7",
        kind = any("kind"),
        procedure = any("procedure"),
        state = any("state"),
        team = any("team"),
    );
    Statement::given(&ALLOWED, &text)
});

static TOKEN: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT hash, authority, client, role, number, revoked, narrowing FROM token WHERE hash = $1",
    )
});

static ALIKE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number
         FROM representation
         WHERE authority = $1
           AND alike = $2
           AND received_on >= $3
           AND received_on <= $4
           AND number < $5
         ORDER BY number DESC
         LIMIT $6",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&REPRESENTATIONS, &TOKEN, &ALIKE]
}

/// The representations before a number that are alike and were received between two dates, latest first.
///
/// # Errors
/// When the database fails.
pub async fn alike(
    database: &Database,
    authority: &AuthorityId,
    alike: &str,
    (from, until): (NaiveDate, NaiveDate),
    before: RecordNumber,
    limit: i64,
) -> Result<Vec<RecordNumber>, StoreError> {
    let values: [Value; 6] = [
        authority.into(),
        alike.into(),
        from.into(),
        until.into(),
        before.into(),
        limit.into(),
    ];
    Ok(numbers(database.fetch(&ALIKE, values).await?))
}

/// The numbers of a page of representations after a number, in order.
///
/// # Errors
/// When the database fails.
pub async fn representations(
    database: &Database,
    authority: &AuthorityId,
    page: &RepresentationPage,
    after: RecordNumber,
    limit: i64,
) -> Result<Vec<RecordNumber>, StoreError> {
    let mut allowed = Rows::new(&ALLOWED);
    let lists = [
        ("kind", &page.kinds),
        ("procedure", &page.procedures),
        ("state", &page.states),
    ];
    for (column, words) in lists {
        for word in words {
            allowed.push([column.into(), (*word).into()]);
        }
    }
    for team in &page.teams {
        allowed.push(["team".into(), team.as_str().into()]);
    }
    let values: [Value; 7] = [
        allowed.into(),
        authority.into(),
        after.into(),
        page.external_reference.as_deref().into(),
        page.received_from.unwrap_or(EARLIEST).into(),
        page.received_until.unwrap_or(LATEST).into(),
        limit.into(),
    ];
    Ok(numbers(database.fetch(&REPRESENTATIONS, values).await?))
}

/// Dates before and after all that the register takes.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
const LATEST: NaiveDate = NaiveDate::from_ymd_opt(2300, 1, 1).expect("a date");

fn numbers(found: Vec<(RecordNumber,)>) -> Vec<RecordNumber> {
    found.into_iter().map(|(number,)| number).collect()
}

/// What a column says that a client is narrowed to; `None` where it holds what is never written.
pub(super) fn narrowing_of(text: Option<String>) -> Option<Option<Narrowing>> {
    text.map_or(Some(None), |text| Narrowing::parse(&text).map(Some))
}

type FoundToken = (String, String, String, String, i64, bool, Option<String>);

/// The token whose secret has this hash.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn token(database: &Database, hash: &str) -> Result<Option<TokenRow>, StoreError> {
    let found: Vec<FoundToken> = database.fetch(&TOKEN, [hash.into()]).await?;
    let Some((hash, authority, client, role, number, revoked, narrowing)) = found.into_iter().next() else {
        return Ok(None);
    };
    let wrong = |column| Inconsistency::on("token").column(column).row(number);
    Ok(Some(TokenRow {
        hash,
        authority: AuthorityId::parse(&authority).map_err(|_| wrong("authority"))?,
        client: ClientId::parse(&client).map_err(|_| wrong("client"))?,
        role: Role::from_word(&role).ok_or_else(|| wrong("role"))?,
        number: u16::try_from(number).map_err(|_| wrong("number"))?,
        revoked,
        narrowing: narrowing_of(narrowing).ok_or_else(|| wrong("narrowing"))?,
    }))
}
