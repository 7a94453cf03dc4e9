//! Where in the log a question is answered, and the lists of then.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::FiguresError;
use crate::{
    app::App,
    domain::{
        history::Record,
        ids::{AuthorityId, Position, Stream},
        limits,
    },
    store::{StoreError, event_log},
};

impl App {
    /// The position at which the log stood at a moment. The answer never changes: the moment is long enough ago that
    /// all that was recorded by then can be read.
    ///
    /// # Errors
    /// When the moment is too near, or before the first event; when the database fails.
    pub async fn position_as_at(
        &self,
        authority: &AuthorityId,
        moment: DateTime<Utc>,
    ) -> Result<Position, FiguresError> {
        if moment > self.sources.now() - TimeDelta::seconds(limits::AS_AT_SECONDS_MIN) {
            return Err(FiguresError::MomentTooNear);
        }
        match event_log::position_at(&self.database, authority, moment).await? {
            0 => Err(FiguresError::MomentBeforeLog),
            position => Ok(position),
        }
    }

    /// The lists as they were at a position: filters, groups and names of then, so that an old answer is made again as
    /// it was. None where there were none yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lists_at(
        &self,
        authority: &AuthorityId,
        position: Position,
    ) -> Result<Option<Arc<Record>>, StoreError> {
        let stream = Stream::reference(authority);
        let version = event_log::version_at(&self.database, &stream, position).await?;
        if let Some(kept) = self.references.of_version(authority, version) {
            return Ok(Some(kept));
        }
        let then = self.reference_at(authority, position).await?;
        if let Some(then) = &then {
            self.references.put_past(authority, version, then.clone());
        }
        Ok(then)
    }
}
