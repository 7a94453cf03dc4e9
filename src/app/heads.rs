//! Where each log has come to by the writes of this server, for those who wait for the next one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::watch;

use super::batch::Reply;
use crate::domain::ids::{AuthorityId, Position};

/// The latest position that this server committed in each log that somebody has waited for.
#[derive(Clone, Default)]
pub struct Heads(Arc<Mutex<HashMap<AuthorityId, watch::Sender<Position>>>>);

impl Heads {
    /// Changes with each commit of this server to an authority's log. Other servers' commits are not told: who waits
    /// must look for those.
    pub fn subscribe(&self, authority: &AuthorityId) -> watch::Receiver<Position> {
        let mut heads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heads.entry(authority.clone()).or_default().subscribe()
    }

    /// Tells what a commit wrote. Only after it: who is woken reads at once.
    pub(super) fn announce(&self, replies: &[Reply]) {
        let heads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for written in replies.iter().flatten() {
            if let Some(head) = heads.get(&written.stream.authority) {
                // A request that was answered before is answered by an older position.
                head.send_if_modified(|known| {
                    let later = *known < written.position;
                    *known = (*known).max(written.position);
                    later
                });
            }
        }
    }
}
