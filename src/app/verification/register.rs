//! Checking the logs of a register where it is, read from its database.

use super::{Verifier, Wrong};
use crate::{
    app::opening::{OpenError, Place},
    domain::ids::AuthorityId,
    store::{
        Database, StoreError, acting,
        event_log::{self, Chain, Verdict},
    },
};

/// Goes through every log of the register at a place. It needs no master key, and nothing is written but what the
/// opening of a database writes.
///
/// # Errors
/// When there is no register, a server holds it, or the database fails.
pub async fn verify_register(place: &Place, verifier: &mut Verifier) -> Result<(), OpenError> {
    let database = place.open_database().await?;
    verify_logs(&database, verifier).await?;
    database.close().await;
    Ok(())
}

/// Goes through every log of a database.
///
/// # Errors
/// When the database fails.
pub async fn verify_logs(database: &Database, verifier: &mut Verifier) -> Result<(), StoreError> {
    for authority in acting::for_all(event_log::logs(database)).await? {
        acting::for_authority(&authority, verify_log(database, &authority, verifier)).await?;
    }
    Ok(())
}

async fn verify_log(
    database: &Database,
    authority: &AuthorityId,
    verifier: &mut Verifier,
) -> Result<(), StoreError> {
    let name = authority.as_str();
    verifier.logs.entry(name.to_owned()).or_default();
    let right = |chain: &Chain| verifier.take_right(name, &chain.hash);
    if let Verdict::Broken { position, fault } = event_log::verify_each(database, authority, right).await? {
        verifier.break_off(name, position, Wrong::Event(fault));
    }
    Ok(())
}
