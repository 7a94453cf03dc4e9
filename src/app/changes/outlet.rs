//! Where something long is told to a reader: as the reader takes it, as long as the token is good, and at most for so
//! long.

use std::time::Duration;

use tokio::{
    sync::{
        mpsc::{self, Permit, Receiver, Sender},
        watch,
    },
    time::{Instant, sleep_until},
};

use super::{ChangesError, watches::Watches};
use crate::{
    app::{
        App,
        callers::{NotProved, Proof},
        submission::{Caller, WriteError},
    },
    domain::limits,
};

/// Why something long ended before its time.
#[derive(Debug)]
pub enum Cut {
    /// The server stops.
    Stopping,
    /// The token is good no longer.
    Revoked,
    /// The log could not be read.
    Failed(ChangesError),
    /// What is told could not be noted first.
    NotNoted(WriteError),
}

/// Why something long is over.
pub(in crate::app) enum End {
    /// The reader has gone.
    Gone,
    /// It has lasted as long as it may, or the caller's role is another; a new call goes on.
    Again,
    Cut(Cut),
}

impl<E: Into<ChangesError>> From<E> for End {
    fn from(error: E) -> Self {
        Self::Cut(Cut::Failed(error.into()))
    }
}

/// A short queue to a reader. Who waits for room holds no connection and no transaction.
pub(in crate::app) struct Outlet<T> {
    pub(in crate::app) app: App,
    pub(in crate::app) caller: Caller,
    proof: Proof,
    heartbeat: Duration,
    until: Instant,
    stopping: watch::Receiver<bool>,
    tell: Sender<Result<T, Cut>>,
}

impl<T> Outlet<T> {
    /// An outlet for a caller with this token, and its other end.
    pub(in crate::app) fn new(
        app: &App,
        watches: &Watches,
        (caller, proof): (Caller, Proof),
    ) -> (Self, Receiver<Result<T, Cut>>) {
        let (tell, told) = mpsc::channel(limits::WATCH_BUFFER_MAX + 1);
        let times = watches.times();
        let outlet = Self {
            app: app.clone(),
            caller,
            proof,
            heartbeat: times.heartbeat,
            until: Instant::now() + times.longest,
            stopping: watches.stopping(),
            tell,
        };
        (outlet, told)
    }

    /// Where it is told.
    pub(in crate::app) fn teller(&self) -> Sender<Result<T, Cut>> {
        self.tell.clone()
    }

    /// When it has lasted as long as it may.
    pub(in crate::app) fn until(&self) -> Instant {
        self.until
    }

    /// Becomes ready when the server stops.
    pub(in crate::app) async fn stopped(&mut self) {
        let _stopping = self.stopping.wait_for(|stopping| *stopping).await;
    }

    /// Waits until the reader takes more. What it may see is asked meanwhile too, so that a token is not good for
    /// longer because its holder reads slowly.
    pub(in crate::app) async fn room(&mut self) -> Result<Permit<'_, Result<T, Cut>>, End> {
        while self.tell.capacity() == 0 {
            let until = (Instant::now() + self.heartbeat).min(self.until);
            tokio::select! {
                _room = self.tell.reserve() => {}
                _stopping = self.stopping.wait_for(|stopping| *stopping) => {}
                () = sleep_until(until) => {}
            }
            self.check_over()?;
            self.check_token().await?;
        }
        self.tell.reserve().await.map_err(|_closed| End::Gone)
    }

    /// Whether there is a reason to end.
    pub(in crate::app) fn check_over(&self) -> Result<(), End> {
        if self.tell.is_closed() {
            Err(End::Gone)
        } else if *self.stopping.borrow() || self.stopping.has_changed().is_err() {
            Err(End::Cut(Cut::Stopping))
        } else if Instant::now() >= self.until {
            Err(End::Again)
        } else {
            Ok(())
        }
    }

    /// Whether the token is still good.
    pub(in crate::app) async fn check_token(&self) -> Result<(), End> {
        match self.app.holder(&self.proof).await {
            Ok(caller) if caller == self.caller => Ok(()),
            Ok(_other_role) => Err(End::Again),
            Err(NotProved::Refused(defect)) => {
                self.app.note_refused("stream", defect);
                Err(End::Cut(Cut::Revoked))
            }
            Err(NotProved::Store(error)) => Err(ChangesError::from(error).into()),
        }
    }
}
