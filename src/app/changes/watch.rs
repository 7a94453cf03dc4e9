//! Watching a log: all that there is from a position on, and then what comes. A watch holds no connection and no
//! transaction while it waits, for the log or for its reader, and at most one page of changes.

use std::time::Duration;

use tokio::{
    sync::{
        mpsc::{OwnedPermit, Receiver},
        watch,
    },
    time::{Instant, sleep_until},
};

use super::{
    Change, Changes, Wanted,
    outlet::{Cut, End, Outlet},
    watches::{TooMany, Watches},
};
use crate::{
    app::{App, callers::Proof, submission::Caller},
    domain::{
        ids::{AuthorityId, Position},
        limits,
    },
    store::{Database, acting},
};

/// What a watch tells.
#[derive(Debug)]
pub enum Told {
    /// The next change.
    Change(Box<Change>),
    /// That nothing was missed.
    Heartbeat {
        /// Everything up to here was told, or is not wanted.
        position: Position,
        /// The end of the log.
        head: Position,
    },
}

/// What is to be watched, and for whom.
#[derive(Debug, Clone)]
pub struct Watched {
    /// Whose log.
    pub authority: AuthorityId,
    /// After this position.
    pub after: Position,
    /// Which changes.
    pub wanted: Wanted,
    /// Who reads.
    pub caller: Caller,
    /// What it called with.
    pub proof: Proof,
}

impl App {
    /// Begins a watch. What it tells waits in a short queue; it ends soon after the receiver is dropped.
    ///
    /// # Errors
    /// When as many are open as may be, in all or of this client.
    pub fn watch(&self, watches: &Watches, what: Watched) -> Result<Receiver<Result<Told, Cut>>, TooMany> {
        let slot = watches.take(&what.caller)?;
        let reader = (what.caller.clone(), what.proof.clone());
        let (outlet, told) = Outlet::new(self, watches, reader);
        let (tell, heartbeat) = (outlet.teller(), watches.times().heartbeat);
        let watch = Watch {
            commits: self.lanes.heads().subscribe(&what.authority),
            head: what.after,
            watched: what,
            heartbeat,
            next_heartbeat: Instant::now() + heartbeat,
            has_caught_up: false,
            outlet,
        };
        tokio::spawn(acting::carried(async move {
            // There is always room for the last word, however slow the reader.
            if let Ok(last) = tell.reserve_owned().await {
                watch.run(last).await;
            }
            drop(slot);
        }));
        Ok(told)
    }
}

struct Watch {
    watched: Watched,
    commits: watch::Receiver<Position>,
    head: Position,
    heartbeat: Duration,
    next_heartbeat: Instant,
    has_caught_up: bool,
    outlet: Outlet<Told>,
}

impl Watch {
    async fn run(mut self, last: OwnedPermit<Result<Told, Cut>>) {
        let word = match self.follow().await {
            End::Gone => return,
            End::Again => Ok(self.beat()),
            End::Cut(cut) => Err(cut),
        };
        let _tell = last.send(word);
    }

    /// Reads and tells until there is a reason to end.
    async fn follow(&mut self) -> End {
        loop {
            // What is committed from here on wakes the wait below, so nothing falls between reading and waiting.
            self.commits.borrow_and_update();
            if let Err(end) = self.tell_page().await {
                return end;
            }
            if self.watched.after < self.head {
                continue;
            }
            if let Err(end) = self.wait().await {
                return end;
            }
        }
    }

    async fn tell_page(&mut self) -> Result<(), End> {
        self.outlet.check_over()?;
        self.outlet.check_token().await?;
        let Watched {
            authority,
            after,
            wanted,
            ..
        } = &self.watched;
        let size = limits::CHANGES_READ_MAX;
        let Changes {
            changes,
            next_after,
            head,
        } = self.outlet.app.changes(authority, *after, wanted, size).await?;
        self.head = head;
        for change in changes {
            let position = change.position;
            self.outlet.room().await?.send(Ok(Told::Change(Box::new(change))));
            self.watched.after = position;
        }
        self.watched.after = next_after;
        let has_caught_up = next_after == head;
        if Instant::now() >= self.next_heartbeat || (has_caught_up && !self.has_caught_up) {
            let beat = self.beat();
            self.outlet.room().await?.send(Ok(beat));
            self.next_heartbeat = Instant::now() + self.heartbeat;
            self.has_caught_up |= has_caught_up;
        }
        Ok(())
    }

    fn beat(&self) -> Told {
        Told::Heartbeat {
            position: self.watched.after,
            head: self.head,
        }
    }

    /// Waits until there may be something to tell.
    async fn wait(&mut self) -> Result<(), End> {
        let poll = match self.outlet.app.database {
            // No other process writes.
            Database::Sqlite(_) => self.next_heartbeat,
            Database::Postgres(_) => Instant::now() + Duration::from_millis(limits::WATCH_POLL_MS),
        };
        let tell = self.outlet.teller();
        let until = poll.min(self.next_heartbeat).min(self.outlet.until());
        tokio::select! {
            _committed = self.commits.changed() => {}
            () = self.outlet.stopped() => {}
            () = tell.closed() => {}
            () = sleep_until(until) => {}
        }
        self.outlet.check_over()
    }
}
