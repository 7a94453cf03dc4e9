//! One transaction for many submissions: read what they need, decide each, write everything table by table.

mod work;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use self::work::{Done, Work};
use super::{
    erasures::Tombstones,
    keys::Keys,
    memory::{Known, Memory},
    seal::key_id,
    sources::Sources,
    submission::{Submission, Target, WriteError, Written},
};
use crate::{
    domain::{
        history::Command,
        ids::{AuthorityId, RecordNumber, Stream, StreamKind},
        reference,
    },
    store::{
        StoreError, UnitOfWork, Writer, claims, clocks,
        event_log::{self, Head},
        kept,
        keys::{self, KeyId, WrappedKey},
        look_ups::{self, PersonHashes},
        projection::{Claim, Projection},
        receipts::{self, Receipt, RequestKey},
        sealed::{SealedRow, Sealer},
        sealed_rows,
    },
};

/// The answer to one submission.
pub type Reply = Result<Written, WriteError>;

/// What a batch has at hand beside its submissions.
#[derive(Debug)]
pub struct Means {
    /// Time and chance.
    pub sources: Sources,
    /// Seals what submissions bring.
    pub sealer: Sealer,
    /// The keys that it seals under.
    pub keys: Keys,
    /// The registrations that were erased.
    pub tombstones: Tombstones,
}

/// What was read for a batch, before anything is decided.
struct Found {
    heads: BTreeMap<AuthorityId, Head>,
    states: HashMap<Stream, Known>,
    receipts: Vec<Receipt>,
    claims: Vec<Claim>,
    keys: BTreeMap<(AuthorityId, KeyId), WrappedKey>,
}

/// A batch that is decided and written, and waits for its commit.
pub struct Prepared<'w> {
    unit: UnitOfWork<'w>,
    /// The answer to each submission, in order; true once the commit has succeeded.
    pub replies: Vec<Reply>,
    states: HashMap<Stream, Known>,
    heads: BTreeMap<AuthorityId, Head>,
    has_events: bool,
    /// Whether it destroys keys, of which nothing may be left.
    pub destroys: bool,
}

/// Decides a batch and writes it, in one transaction that [`Prepared::commit`] ends.
///
/// # Errors
/// When a statement fails; nothing is stored then.
pub async fn prepare<'w>(
    writer: &'w mut Writer,
    memory: &mut Memory,
    means: &Means,
    submissions: &[&Submission],
) -> Result<Prepared<'w>, StoreError> {
    let authorities: BTreeSet<AuthorityId> = submissions
        .iter()
        .map(|submission| submission.target.authority().clone())
        .collect();
    let mut unit = writer.begin("write_batch", &authorities).await?;
    let found = read(&mut unit, memory, means, &authorities, submissions).await?;
    let mut work = Work::new(means, found);
    let mut replies = Vec::with_capacity(submissions.len());
    for submission in submissions {
        if let Some(day) = calendar_change(&submission.command) {
            let authority = submission.target.authority();
            let running = clocks::records_running_on(&mut unit, authority, day).await?;
            work.know(memory.states(&mut unit, records(authority, running)).await?);
        }
        if let Some(number) = whose_cases(&submission.command) {
            let authority = submission.target.authority();
            let cases = kept::cases_about(&mut unit, authority, number).await?;
            work.know(memory.states(&mut unit, cases.into_iter().collect()).await?);
        }
        replies.push(work.submit(submission)?);
    }
    let Done {
        output,
        states,
        heads,
    } = work.finish();
    let has_events = !output.events.is_empty();
    let destroys = !output.destroyed.is_empty();
    if has_events {
        store(&mut unit, output).await?;
    }
    Ok(Prepared {
        unit,
        replies,
        states,
        heads,
        has_events,
        destroys,
    })
}

impl Prepared<'_> {
    /// Stores everything and lets the lane remember it.
    ///
    /// # Errors
    /// [`StoreError::Poisoned`] when nothing was stored, [`StoreError::CommitUnknown`] when nobody knows.
    pub async fn commit(self, memory: &mut Memory) -> Result<Vec<Reply>, StoreError> {
        if self.has_events {
            self.unit.commit().await?;
            memory.absorb(self.states, self.heads);
        } else {
            self.unit.roll_back().await;
        }
        Ok(self.replies)
    }
}

async fn read(
    unit: &mut UnitOfWork<'_>,
    memory: &mut Memory,
    means: &Means,
    authorities: &BTreeSet<AuthorityId>,
    submissions: &[&Submission],
) -> Result<Found, StoreError> {
    let heads = event_log::lock_heads(&mut *unit, authorities).await?;
    memory.catch_up(&mut *unit, &heads).await?;
    let streams = submissions
        .iter()
        .flat_map(|submission| needed(submission))
        .collect();
    let states = memory.states(&mut *unit, streams).await?;
    let requests: BTreeSet<RequestKey> = submissions
        .iter()
        .map(|submission| request_key(submission))
        .collect();
    let requests: Vec<RequestKey> = requests.into_iter().collect();
    let receipts = receipts::find(&mut *unit, &requests).await?;
    let wanted: BTreeSet<_> = submissions
        .iter()
        .filter_map(|submission| claimed(submission))
        .collect();
    let wanted: Vec<_> = wanted.into_iter().collect();
    let claims = claims::find(&mut *unit, &wanted).await?;
    let ids: BTreeSet<(AuthorityId, KeyId)> = submissions
        .iter()
        .flat_map(|submission| own_keys(submission))
        .collect();
    let ids: Vec<(AuthorityId, KeyId)> = ids.into_iter().collect();
    let keys = keys::find(&mut *unit, &ids).await?;
    means.keys.at_hand_for(&keys).await?;
    let keys = keys
        .into_iter()
        .map(|key| ((key.authority.clone(), key.id.clone()), key))
        .collect();
    Ok(Found {
        heads,
        states,
        receipts,
        claims,
        keys,
    })
}

/// The streams whose states a submission's decision needs.
fn needed(submission: &Submission) -> Vec<Stream> {
    let authority = submission.target.authority();
    let mut streams = vec![Stream::reference(authority)];
    if let Target::Stream(stream) = &submission.target {
        streams.push(stream.clone());
    }
    let others = submission.command.other_records().into_iter();
    streams.extend(others.map(|(kind, number)| Stream {
        authority: authority.clone(),
        kind,
        number,
    }));
    streams
}

fn request_key(submission: &Submission) -> RequestKey {
    RequestKey {
        authority: submission.target.authority().clone(),
        client: submission.caller.actor(submission.target.authority()),
        method: submission.method.to_owned(),
        request_id: submission.request_id.clone(),
    }
}

fn claimed(submission: &Submission) -> Option<(AuthorityId, StreamKind, String)> {
    let reference = submission.command.claims()?.into_owned();
    Some((
        submission.target.authority().clone(),
        submission.command.stream_kind(),
        reference,
    ))
}

/// The keys of a record and its persons that a step brings more to seal for, and the one for look-ups.
fn own_keys(submission: &Submission) -> Vec<(AuthorityId, KeyId)> {
    let authority = submission.target.authority();
    let looked_up = submission.secrets.iter().any(|secret| !secret.look_up.is_empty());
    let for_look_ups = looked_up.then(|| (authority.clone(), KeyId::of_look_ups()));
    let Target::Stream(stream) = &submission.target else {
        return for_look_ups.into_iter().collect();
    };
    let keys = submission.secrets.iter().map(|secret| {
        let id = key_id(secret.owner, stream.number);
        (stream.authority.clone(), id)
    });
    keys.chain(for_look_ups).collect()
}

/// The day that a command makes a bank holiday, or none of it.
fn calendar_change(command: &Command) -> Option<NaiveDate> {
    match command {
        Command::Reference(reference::Command::AddHoliday(holiday)) => Some(holiday.date),
        Command::Reference(reference::Command::WithdrawHoliday { date, .. }) => Some(*date),
        _ => None,
    }
}

/// The representation whose cases of the Ombudsman a command asks after: an open one holds it.
fn whose_cases(command: &Command) -> Option<RecordNumber> {
    match command {
        Command::Retention(command) if command.record.0 == StreamKind::Representation => {
            Some(command.record.1)
        }
        _ => None,
    }
}

fn records(authority: &AuthorityId, numbers: Vec<(StreamKind, i64)>) -> BTreeSet<Stream> {
    let stream = |(kind, number)| Stream {
        authority: authority.clone(),
        kind,
        number,
    };
    numbers.into_iter().map(stream).collect()
}

/// Everything that a batch writes, by table.
struct Output {
    events: Vec<event_log::EventRow>,
    keys: Vec<WrappedKey>,
    sealed: Vec<SealedRow>,
    persons: Vec<PersonHashes>,
    receipts: Vec<Receipt>,
    projection: Projection,
    destroyed: Vec<(AuthorityId, KeyId)>,
    destroyed_at: DateTime<Utc>,
}

async fn store(unit: &mut UnitOfWork<'_>, output: Output) -> Result<(), StoreError> {
    event_log::append(unit, &output.events).await?;
    keys::save(unit, &output.keys).await?;
    sealed_rows::save(unit, &output.sealed).await?;
    look_ups::save(unit, &output.persons).await?;
    keys::destroy(unit, &output.destroyed, output.destroyed_at).await?;
    receipts::save(unit, &output.receipts).await?;
    output.projection.write(unit).await
}
