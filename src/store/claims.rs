//! References that are unique in an authority, read while the authority's log is locked.

use std::sync::LazyLock;

use super::{
    error::{Inconsistency, StoreError},
    given::{Column, Rows},
    projection::Claim,
    reading::Reading,
    statement::Statement,
};
use crate::domain::{
    ids::{AuthorityId, RecordNumber, StreamKind},
    word::Word,
};

const KEY: [Column; 3] = [
    Column::text("authority"),
    Column::text("kind"),
    Column::text("reference"),
];

static FIND: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &KEY,
        "SELECT claimed_reference.authority, claimed_reference.kind, claimed_reference.reference, number
         FROM {given}
         CROSS JOIN claimed_reference
         WHERE claimed_reference.authority = given.authority
           AND claimed_reference.kind = given.kind
           AND claimed_reference.reference = given.reference",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&FIND]
}

/// Those of these references that a record has already.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn find<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    wanted: &[(AuthorityId, StreamKind, String)],
) -> Result<Vec<Claim>, StoreError> {
    let mut rows = Rows::new(&KEY);
    for (authority, kind, reference) in wanted {
        rows.push([authority.into(), (*kind).into(), reference.as_str().into()]);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(String, String, String, RecordNumber)> =
        reading.into().fetch(&FIND, [rows.into()]).await?;
    found.into_iter().map(|row| Ok(claim(row)?)).collect()
}

fn claim(row: (String, String, String, RecordNumber)) -> Result<Claim, Inconsistency> {
    let (authority, kind, reference, number) = row;
    let wrong = |column| Inconsistency::on("claimed_reference").column(column).row(number);
    let authority = AuthorityId::parse(&authority).map_err(|_| wrong("authority"))?;
    let kind = StreamKind::from_word(&kind).ok_or_else(|| wrong("kind"))?;
    Ok(Claim {
        authority,
        kind,
        reference,
        number,
    })
}
