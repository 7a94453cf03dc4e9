//! Rows of an import on their way through a lane: many at once, and each known again when it comes a second time.

use tokio::sync::oneshot;

use super::{
    App,
    batch::Reply,
    submission::{Submission, WriteError},
};
use crate::{
    domain::ids::Stream,
    store::{
        StoreError, event_log,
        receipts::{self, RequestKey},
    },
};

impl App {
    /// Puts a row into its lane, waiting for room, and answers where its reply will come. Dropping that drops nothing of
    /// the write.
    ///
    /// # Errors
    /// When the register is stopping.
    pub async fn import(&self, row: Submission) -> Result<oneshot::Receiver<Reply>, WriteError> {
        self.lanes.enter(row).await
    }

    /// Whether a record was made by the same request with the same payload, whoever sent it: a row that another client
    /// imported, or that is only looked at, is the same row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn came_by(
        &self,
        record: &Stream,
        (method, request_id): (&str, &str),
        fingerprint: &[u8; 32],
    ) -> Result<bool, StoreError> {
        // A record's number is the position of its first event.
        let events = event_log::stream_up_to(&self.database, record, record.number).await?;
        let Some(first) = events.first().filter(|first| first.request_id == request_id) else {
            return Ok(false);
        };
        let key = RequestKey {
            authority: record.authority.clone(),
            client: first.actor.clone(),
            method: method.to_owned(),
            request_id: request_id.to_owned(),
        };
        let found = receipts::find(&self.database, &[key]).await?;
        Ok(found.iter().any(|receipt| receipt.fingerprint == *fingerprint))
    }
}
