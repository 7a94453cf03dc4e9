//! Read tables of which only the latest row matters.

use std::{collections::BTreeMap, sync::LazyLock};

use super::clocks::Clocks;
use crate::{
    domain::{
        access::{Narrowing, Role},
        entry::{CaseLine, ClockEntry, RepresentationLine},
        ids::{AuthorityId, ClientId, RecordNumber, StreamKind},
        word::Word,
    },
    store::{
        error::StoreError,
        given::{Column, Rows, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
        value::Value,
    },
};

const REPRESENTATION: Table = Table {
    name: "representation",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("external_reference"),
        Column::text("kind"),
        Column::text("procedure"),
        Column::text("state"),
        Column::text("team"),
        Column::date("received_on"),
        Column::text("alike"),
    ],
};

const CASE: Table = Table {
    name: "ombudsman_case",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("reference"),
        Column::text("state"),
        Column::int("representation"),
        Column::text("category"),
        Column::text("service"),
        Column::date("received_on"),
        Column::date("decided_on"),
        Column::date("compliance_on"),
        Column::bool("duty_outstanding"),
    ],
};

const CLAIM: Table = Table {
    name: "claimed_reference",
    key: &["authority", "kind", "reference"],
    columns: &[
        Column::text("authority"),
        Column::text("kind"),
        Column::text("reference"),
        Column::int("number"),
    ],
};

const TOKEN: Table = Table {
    name: "token",
    key: &["hash"],
    columns: &[
        Column::text("hash"),
        Column::text("authority"),
        Column::text("client"),
        Column::text("role"),
        Column::int("number"),
        Column::bool("revoked"),
        Column::text("narrowing"),
    ],
};

const CREDENTIAL: Table = Table {
    name: "credential",
    key: &["authority", "client", "number"],
    columns: &[
        Column::text("authority"),
        Column::text("client"),
        Column::int("number"),
        Column::text("hash"),
        Column::text("role"),
        Column::bool("removed"),
        Column::text("narrowing"),
    ],
};

static SAVE_REPRESENTATIONS: LazyLock<Statement> = LazyLock::new(|| REPRESENTATION.upsert());
static SAVE_CASES: LazyLock<Statement> = LazyLock::new(|| CASE.upsert());
static SAVE_CLAIMS: LazyLock<Statement> = LazyLock::new(|| CLAIM.insert());
static SAVE_TOKENS: LazyLock<Statement> = LazyLock::new(|| TOKEN.upsert());
static SAVE_CREDENTIALS: LazyLock<Statement> = LazyLock::new(|| CREDENTIAL.upsert());

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![
        &SAVE_REPRESENTATIONS,
        &SAVE_CASES,
        &SAVE_CLAIMS,
        &SAVE_TOKENS,
        &SAVE_CREDENTIALS,
    ]
}

/// A reference that is unique in an authority, and the record that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The authority.
    pub authority: AuthorityId,
    /// The kind of record.
    pub kind: StreamKind,
    /// The reference.
    pub reference: String,
    /// The record.
    pub number: RecordNumber,
}

/// A token, found by the hash of its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// SHA-256 of the secret.
    pub hash: String,
    /// The client's authority.
    pub authority: AuthorityId,
    /// The client.
    pub client: ClientId,
    /// The client's role.
    pub role: Role,
    /// The token's number.
    pub number: u16,
    /// Whether it was revoked.
    pub revoked: bool,
    /// What the client is narrowed to.
    pub narrowing: Option<Narrowing>,
}

/// A credential beside the tokens, found by the hash of its one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialRow {
    /// The client's authority.
    pub authority: AuthorityId,
    /// The client.
    pub client: ClientId,
    /// The credential's number.
    pub number: u16,
    /// SHA-256 of its one text.
    pub hash: String,
    /// The client's role.
    pub role: Role,
    /// Whether it was removed, or its client disabled.
    pub removed: bool,
    /// What the client is narrowed to.
    pub narrowing: Option<Narrowing>,
}

/// The latest row for each key that a batch changes.
#[derive(Default)]
pub(super) struct Lines {
    representations: BTreeMap<(AuthorityId, RecordNumber), RepresentationLine>,
    cases: BTreeMap<(AuthorityId, RecordNumber), CaseLine>,
    clocks: Clocks,
    claims: Vec<Claim>,
    tokens: BTreeMap<String, TokenRow>,
    credentials: BTreeMap<(AuthorityId, ClientId, u16), CredentialRow>,
}

impl Lines {
    pub(super) fn representation(&mut self, authority: &AuthorityId, line: &RepresentationLine) {
        self.representations
            .insert((authority.clone(), line.number), line.clone());
    }

    pub(super) fn case(&mut self, authority: &AuthorityId, line: &CaseLine) {
        self.cases.insert((authority.clone(), line.number), line.clone());
    }

    pub(super) fn clocks(&mut self, authority: &AuthorityId, before: &[ClockEntry], after: &[ClockEntry]) {
        self.clocks.change(authority, before, after);
    }

    pub(super) fn claim(&mut self, claim: Claim) {
        self.claims.push(claim);
    }

    pub(super) fn token(&mut self, token: TokenRow) {
        self.tokens.insert(token.hash.clone(), token);
    }

    pub(super) fn credential(&mut self, row: CredentialRow) {
        let key = (row.authority.clone(), row.client.clone(), row.number);
        self.credentials.insert(key, row);
    }

    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        save(
            unit,
            &SAVE_REPRESENTATIONS,
            &REPRESENTATION,
            self.representations.iter(),
            |((authority, _), line)| {
                [
                    authority.into(),
                    line.number.into(),
                    line.external_reference.as_deref().into(),
                    line.kind.into(),
                    line.procedure.into(),
                    line.state.into(),
                    line.team.as_ref().into(),
                    line.received_on.into(),
                    line.alike.as_deref().into(),
                ]
            },
        )
        .await?;
        save(
            unit,
            &SAVE_CASES,
            &CASE,
            self.cases.iter(),
            |((authority, _), line)| {
                [
                    authority.into(),
                    line.number.into(),
                    line.reference.as_str().into(),
                    line.state.into(),
                    line.representation.into(),
                    (&line.category).into(),
                    line.service.as_ref().into(),
                    line.received_on.into(),
                    line.decided_on.into(),
                    line.compliance_on.into(),
                    line.duty_outstanding.into(),
                ]
            },
        )
        .await?;
        self.clocks.write(unit).await?;
        save(unit, &SAVE_CLAIMS, &CLAIM, self.claims.iter(), |claim| {
            let Claim {
                authority,
                kind,
                reference,
                number,
            } = claim;
            [
                authority.into(),
                (*kind).into(),
                reference.as_str().into(),
                (*number).into(),
            ]
        })
        .await?;
        save(unit, &SAVE_TOKENS, &TOKEN, self.tokens.values(), |token| {
            let TokenRow {
                hash,
                authority,
                client,
                role,
                number,
                revoked,
                narrowing,
            } = token;
            let narrowing = narrowing.as_ref().map(Narrowing::to_string);
            [
                hash.as_str().into(),
                authority.into(),
                client.into(),
                role.word().into(),
                i64::from(*number).into(),
                (*revoked).into(),
                narrowing.as_deref().into(),
            ]
        })
        .await?;
        write_credentials(unit, self.credentials.values()).await
    }
}

async fn write_credentials(
    unit: &mut UnitOfWork<'_>,
    credentials: impl Iterator<Item = &CredentialRow>,
) -> Result<(), StoreError> {
    save(unit, &SAVE_CREDENTIALS, &CREDENTIAL, credentials, |row| {
        let CredentialRow {
            authority,
            client,
            number,
            hash,
            role,
            removed,
            narrowing,
        } = row;
        let narrowing = narrowing.as_ref().map(Narrowing::to_string);
        [
            authority.into(),
            client.into(),
            i64::from(*number).into(),
            hash.as_str().into(),
            role.word().into(),
            (*removed).into(),
            narrowing.as_deref().into(),
        ]
    })
    .await
}

/// Writes the rows of one table in one statement, if there are any.
pub(super) async fn save<T, const N: usize>(
    unit: &mut UnitOfWork<'_>,
    statement: &Statement,
    table: &Table,
    from: impl Iterator<Item = T>,
    values: impl Fn(T) -> [Value; N],
) -> Result<(), StoreError> {
    let mut rows = Rows::new(table.columns);
    for row in from {
        rows.push(values(row));
    }
    if !rows.is_empty() {
        unit.execute(statement, [Value::from(rows)]).await?;
    }
    Ok(())
}
