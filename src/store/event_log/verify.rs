//! Checking a log: every hash, every link, every position, and its end.

use std::sync::LazyLock;

use super::{
    raw::{Chain, Fault, RawPage, is_undecodable, raw_since},
    read::head,
    row::Head,
};
use crate::{
    domain::ids::{AuthorityId, Position},
    store::{database::Database, error::StoreError, statement::Statement, value::instant_text},
};

/// Events that are checked at a time.
const PAGE: i64 = 1_000;

/// What a check of a log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Everything is as it was written.
    Whole {
        /// The head up to which it was checked.
        head: Head,
    },
    /// Something was changed. Events after this position were not checked.
    Broken {
        /// The first position that is not as it was written.
        position: Position,
        /// What is wrong there.
        fault: Fault,
    },
}

static MORE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT position FROM event WHERE authority = $1 AND position > $2 ORDER BY position LIMIT 1",
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&MORE]
}

/// Checks the log of an authority from its start, page by page, while others may append to it.
///
/// # Errors
/// When the database cannot be asked; whatever it holds is a verdict and not an error.
pub async fn verify_chain(database: &Database, authority: &AuthorityId) -> Result<Verdict, StoreError> {
    verify_each(database, authority, |_hash| {}).await
}

/// The same, and hands on the hash of each event that is right, in order.
///
/// # Errors
/// As [`verify_chain`].
pub async fn verify_each(
    database: &Database,
    authority: &AuthorityId,
    mut right: impl FnMut(&Chain),
) -> Result<Verdict, StoreError> {
    let mut chain = Chain::default();
    // From the lowest number there is, so that an event before the first is seen too.
    let mut after = Position::MIN;
    loop {
        let page = match raw_since(database, authority, after, PAGE).await? {
            RawPage::Rows(page) => page,
            RawPage::Unreadable => return Ok(broken(chain.position + 1, Fault::Unreadable)),
        };
        for event in &page {
            if let Err((position, fault)) = chain.follow(event) {
                return Ok(broken(position, fault));
            }
            right(&chain);
        }
        after = chain.position;
        if page.is_empty() {
            // The head is read after the last event was, so it stands there, or further on if more were appended.
            let head = stored_head(database, authority).await?;
            let further = head.as_ref().is_some_and(|head| head.position > chain.position);
            if !(further && has_more(database, authority, after).await?) {
                return Ok(verdict(&chain, head));
            }
        }
    }
}

fn broken(position: Position, fault: Fault) -> Verdict {
    Verdict::Broken { position, fault }
}

/// The stored head, or nothing if it cannot be read.
async fn stored_head(database: &Database, authority: &AuthorityId) -> Result<Option<Head>, StoreError> {
    match head(database, authority).await {
        Ok(head) => Ok(Some(head)),
        Err(StoreError::Inconsistent(_)) => Ok(None),
        Err(error) if is_undecodable(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether events were appended after a position since it was the last.
async fn has_more(database: &Database, authority: &AuthorityId, after: Position) -> Result<bool, StoreError> {
    let more: Vec<(Position,)> = database.fetch(&MORE, [authority.into(), after.into()]).await?;
    Ok(!more.is_empty())
}

/// The verdict on a log that ends here, by its stored head.
fn verdict(chain: &Chain, head: Option<Head>) -> Verdict {
    match head {
        Some(head) if head.position != chain.position => {
            // The first event that is lacking, or the first that the head does not know of.
            broken(head.position.min(chain.position) + 1, Fault::Head)
        }
        Some(head) if head.hash == chain.hash && head.recorded_at.map(instant_text) == chain.recorded_at => {
            Verdict::Whole { head }
        }
        Some(_) | None => broken(chain.position, Fault::Head),
    }
}
