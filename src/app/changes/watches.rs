//! The watches that are open on one server: how many, for how long, and that they end with it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::watch;

use crate::{
    app::submission::Caller,
    domain::{
        ids::{AuthorityId, ClientId},
        limits,
    },
};

/// The times that a watch keeps.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Between two heartbeats.
    pub heartbeat: Duration,
    /// The longest that a watch lasts.
    pub longest: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            heartbeat: Duration::from_secs(limits::WATCH_HEARTBEAT_SECONDS),
            longest: Duration::from_secs(limits::WATCH_SECONDS_MAX),
        }
    }
}

type Open = Arc<Mutex<HashMap<(AuthorityId, ClientId), usize>>>;

/// The watches of one server.
#[derive(Clone)]
pub struct Watches {
    times: Times,
    stopping: watch::Receiver<bool>,
    open: Open,
}

/// One of the watches that may be open; dropping it makes room for another.
pub(in crate::app) struct Slot {
    open: Open,
    client: (AuthorityId, ClientId),
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.client);
            }
        }
    }
}

/// As many watches are open as may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany {
    /// How many that is.
    pub limit: usize,
}

impl Watches {
    /// Watches that end once `stopping` becomes true.
    pub fn new(times: Times, stopping: watch::Receiver<bool>) -> Self {
        Self {
            times,
            stopping,
            open: Open::default(),
        }
    }

    /// The times that each keeps.
    pub(in crate::app) fn times(&self) -> Times {
        self.times
    }

    /// Becomes true, or loses its sender, when the server drains.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.clone()
    }

    /// Makes a watch one of those that are open, for as long as its slot is kept.
    ///
    /// # Errors
    /// When as many are open as may be, of this client or in all.
    pub(in crate::app) fn take(&self, caller: &Caller) -> Result<Slot, TooMany> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let client = (caller.authority.clone(), caller.client.clone());
        let of_client = open.get(&client).copied().unwrap_or_default();
        for (count, limit) in [
            (of_client, limits::WATCHES_PER_CLIENT_MAX),
            (open.values().sum(), limits::WATCHES_MAX),
        ] {
            if count >= limit {
                return Err(TooMany { limit });
            }
        }
        open.insert(client.clone(), of_client + 1);
        let open = self.open.clone();
        Ok(Slot { open, client })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::Role;

    fn caller(authority: &str, client: usize) -> Caller {
        Caller {
            authority: AuthorityId::parse(authority).expect("an id"),
            client: ClientId::parse(&format!("client-{client}")).expect("an id"),
            role: Role::Analyst,
            narrowing: None,
        }
    }

    #[test]
    fn no_more_are_open_than_may_be() {
        let (_server, stopping) = watch::channel(false);
        let watches = Watches::new(Times::default(), stopping);
        let mut open = Vec::new();
        for client in 0..limits::WATCHES_MAX / limits::WATCHES_PER_CLIENT_MAX {
            for _ in 0..limits::WATCHES_PER_CLIENT_MAX {
                open.push(watches.take(&caller("kent", client)).expect("room"));
            }
            let limit = limits::WATCHES_PER_CLIENT_MAX;
            let one_more = watches.take(&caller("kent", client)).err();
            assert_eq!(one_more, Some(TooMany { limit }));
        }
        let limit = limits::WATCHES_MAX;
        // A client of the same name in another authority is another client, but there is no room for it either.
        let another = caller("leeds", 0);
        assert_eq!(watches.take(&another).err(), Some(TooMany { limit }));
        open.pop();
        let slot = watches.take(&another);
        assert!(slot.is_ok(), "one that ended makes room");
        drop((slot, open));
        assert!(
            watches.open.lock().expect("the list").is_empty(),
            "nothing is left behind"
        );
    }
}
