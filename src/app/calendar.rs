//! The clocks that a change of the calendar moved.

use super::App;
use crate::{
    domain::{
        ids::{AuthorityId, Position, Stream},
        limits, moved_clocks,
        representation::ClockMove,
    },
    store::{StoreError, event_log, stored_event},
};

impl App {
    /// The moves that follow a change of the calendar in the log, up to the last event of its request; the first
    /// [`limits::MOVED_CLOCKS_LISTED_MAX`] of them.
    ///
    /// # Errors
    /// When the database fails or holds an event that this version does not know.
    pub async fn moved_clocks(
        &self,
        authority: &AuthorityId,
        changed_at: Position,
        until: Position,
    ) -> Result<Vec<(Stream, ClockMove)>, StoreError> {
        let most = i64::try_from(limits::MOVED_CLOCKS_LISTED_MAX).unwrap_or(i64::MAX);
        let limit = (until - changed_at).min(most);
        if limit <= 0 {
            return Ok(Vec::new());
        }
        let rows = event_log::since(&self.database, authority, changed_at, limit).await?;
        let mut moved = Vec::with_capacity(rows.len());
        for row in rows {
            let event = stored_event::read(&row.kind, row.schema_version, &row.payload)?;
            if let Some(of) = moved_clocks::of_event(&event) {
                moved.push((row.stream, of));
            }
        }
        Ok(moved)
    }
}
