//! A pull: a body takes in what was published to it, and its reader is told all that it has received after a position,
//! in the order of its log. Each page is noted in the logs of the authorities concerned before its first byte leaves.

use std::{collections::BTreeMap, sync::Arc};

use tokio::sync::mpsc::{OwnedPermit, Receiver};

use crate::{
    app::{
        App,
        callers::Proof,
        changes::{
            self, Change, Changes,
            outlet::{Cut, End, Outlet},
            watches::{TooMany, Watches},
        },
        records::Snapshot,
        submission::{Caller, WriteError},
    },
    domain::{
        history::Record,
        ids::{AuthorityId, CodeId, Position, RecordNumber, Stream, StreamKind},
        limits,
    },
    store::{acting, value::hex},
};

/// What is pulled, and by whom.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The body.
    pub body: AuthorityId,
    /// After this position of its log.
    pub after: Position,
    /// Who reads.
    pub caller: Caller,
    /// What it called with.
    pub proof: Proof,
}

/// A step of a release that was received.
#[derive(Debug, Clone)]
pub struct Told {
    /// The step's place in the body's log.
    pub position: Position,
    /// The release's number in the body.
    pub number: RecordNumber,
    /// The release.
    pub record: Arc<Record>,
    /// Why it was withdrawn, where it was by now: its text is not told any more.
    pub withdrawn: Option<CodeId>,
}

impl App {
    /// Begins a pull. What it tells waits in a short queue; it ends soon after the receiver is dropped. One that ends
    /// without an error has told all that there was when it began.
    ///
    /// # Errors
    /// When as many watches and pulls are open as may be, in all or of this client.
    pub fn pull(&self, watches: &Watches, wanted: Wanted) -> Result<Receiver<Result<Told, Cut>>, TooMany> {
        let slot = watches.take(&wanted.caller)?;
        let Wanted {
            body,
            after,
            caller,
            proof,
        } = wanted;
        let (outlet, told) = Outlet::new(self, watches, (caller, proof));
        let tell = outlet.teller();
        let pull = Pull {
            body,
            after,
            id: String::new(),
            outlet,
        };
        tokio::spawn(acting::carried(async move {
            // There is always room for the last word, however slow the reader.
            if let Ok(last) = tell.reserve_owned().await {
                pull.run(last).await;
            }
            drop(slot);
        }));
        Ok(told)
    }
}

struct Pull {
    body: AuthorityId,
    after: Position,
    /// What its notes in the logs of authorities are known by.
    id: String,
    outlet: Outlet<Told>,
}

impl From<WriteError> for End {
    fn from(error: WriteError) -> Self {
        Self::Cut(Cut::NotNoted(error))
    }
}

impl Pull {
    async fn run(mut self, last: OwnedPermit<Result<Told, Cut>>) {
        let cut = match self.tell_all().await {
            Ok(()) | Err(End::Gone) => return,
            // Its end would say that all was told.
            Err(End::Again) => Cut::Stopping,
            Err(End::Cut(cut)) => cut,
        };
        let _tell = last.send(Err(cut));
    }

    async fn tell_all(&mut self) -> Result<(), End> {
        let mut id = [0; 16];
        let chance = self.outlet.app.sources.random();
        chance
            .fill(&mut id)
            .map_err(|_| End::Cut(Cut::NotNoted(WriteError::Internal)))?;
        self.id = hex(&id);
        let (app, caller) = (self.outlet.app.clone(), self.outlet.caller.clone());
        app.take_in(&caller, &self.body).await?;
        let until = app.head(&self.body).await?.position;
        // A position beyond the end of the log is refused. It is looked at first: what comes in meanwhile is told too.
        if self.after > until {
            return Err(changes::ChangesError::Ahead { head: until }.into());
        }
        while self.after < until {
            self.tell_page(&app).await?;
        }
        Ok(())
    }

    async fn tell_page(&mut self, app: &App) -> Result<(), End> {
        self.outlet.check_over()?;
        self.outlet.check_token().await?;
        let wanted = changes::Wanted {
            visible: vec![StreamKind::Received],
            kinds: Vec::new(),
            record: None,
            include_records: false,
            narrowed: None,
        };
        let page = app.changes(&self.body, self.after, &wanted, limits::PULL_PAGE);
        let Changes {
            changes, next_after, ..
        } = page.await?;
        let told = self.noted(app, changes).await?;
        for step in told {
            let position = step.position;
            self.outlet.room().await?.send(Ok(step));
            self.after = position;
        }
        self.after = next_after;
        Ok(())
    }

    /// The steps of a page, noted where a text is handed over.
    async fn noted(&self, app: &App, changes: Vec<Change>) -> Result<Vec<Told>, End> {
        let mut streams: Vec<Stream> = changes.iter().map(|change| change.stream.clone()).collect();
        streams.sort();
        streams.dedup();
        let found = app.records(&streams).await?;
        let found: BTreeMap<RecordNumber, Snapshot> = found
            .into_iter()
            .map(|snapshot| (snapshot.stream.number, snapshot))
            .collect();
        let of_deployment = found.values().filter_map(|snapshot| {
            let received = snapshot.record.received()?;
            let number = received.taken_in.release?;
            let stream = Stream::release(&received.taken_in.authority, number);
            received.withdrawn.is_none().then_some(stream)
        });
        let of_deployment: Vec<Stream> = of_deployment.collect();
        let gone = app
            .note_pulls(&self.outlet.caller, (&self.body, &self.id), &of_deployment)
            .await?;
        let told = changes.into_iter().filter_map(|change| {
            let record = found.get(&change.stream.number)?.record.clone();
            let received = record.received()?;
            let taken_in = &received.taken_in;
            let is_it = |(stream, _): &&(Stream, CodeId)| {
                stream.authority == taken_in.authority && Some(stream.number) == taken_in.release
            };
            let withdrawn = received.withdrawn.as_ref().map(|(reason, _)| reason.clone());
            let withdrawn = withdrawn.or_else(|| gone.iter().find(is_it).map(|(_, reason)| reason.clone()));
            Some(Told {
                position: change.position,
                number: change.stream.number,
                record,
                withdrawn,
            })
        });
        Ok(told.collect())
    }
}
