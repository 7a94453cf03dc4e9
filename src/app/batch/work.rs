//! A batch at work: each submission sees what those before it decided.

mod append;
mod others;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};

use super::{Found, Means, Output, Reply, claimed, request_key};
use crate::{
    app::{
        memory::Known,
        planted,
        submission::{Submission, Target, WriteError, Written, WrittenState},
    },
    domain::{
        context::Context,
        history::{self, Command, Event, Record},
        ids::{AuthorityId, Stream, StreamKind},
        limits, moved_clocks,
        recorded::Recorded,
        reference,
        refusal::{Refusal, RetentionRefusal},
        representation::ClockMove,
    },
    store::{
        StoreError,
        event_log::Head,
        keys::{KeyId, WrappedKey},
        projection::{Claim, Projection},
        receipts::{Receipt, RequestKey},
    },
};

/// What an event mentions that brought nothing to seal.
const NOTHING_SEALED: &str = "[]";

/// The state of a batch between submissions.
pub(super) struct Work<'m> {
    means: &'m Means,
    now: DateTime<Utc>,
    heads: BTreeMap<AuthorityId, Head>,
    states: HashMap<Stream, Known>,
    receipts: HashMap<RequestKey, Receipt>,
    claims: HashMap<(AuthorityId, StreamKind, String), i64>,
    keys: BTreeMap<(AuthorityId, KeyId), WrappedKey>,
    output: Output,
}

/// What a batch led to.
pub(super) struct Done {
    pub(super) output: Output,
    pub(super) states: HashMap<Stream, Known>,
    pub(super) heads: BTreeMap<AuthorityId, Head>,
}

impl<'m> Work<'m> {
    pub(super) fn new(means: &'m Means, found: Found) -> Self {
        let Found {
            heads,
            states,
            receipts,
            claims,
            keys,
        } = found;
        // The log's order is its own: an instant never comes before the one already recorded, whatever the clock.
        let latest = heads.values().filter_map(|head| head.recorded_at).max();
        let now = means.sources.now();
        let claim = |claim: Claim| ((claim.authority, claim.kind, claim.reference), claim.number);
        let now = latest.map_or(now, |latest| latest.max(now));
        let output = Output {
            destroyed: Vec::new(),
            destroyed_at: now,
            events: Vec::new(),
            keys: Vec::new(),
            sealed: Vec::new(),
            persons: Vec::new(),
            receipts: Vec::new(),
            projection: Projection::default(),
        };
        Self {
            means,
            now,
            heads,
            states,
            receipts: receipts
                .into_iter()
                .map(|receipt| (receipt.key.clone(), receipt))
                .collect(),
            claims: claims.into_iter().map(claim).collect(),
            keys,
            output,
        }
    }

    /// Adds states that were read since.
    pub(super) fn know(&mut self, states: HashMap<Stream, Known>) {
        for (stream, known) in states {
            self.states.entry(stream).or_insert(known);
        }
    }

    pub(super) fn finish(self) -> Done {
        Done {
            output: self.output,
            states: self.states,
            heads: self.heads,
        }
    }

    /// Decides one submission and takes in what it changes. A refusal changes nothing.
    pub(super) fn submit(&mut self, submission: &Submission) -> Result<Reply, StoreError> {
        if !self.is_seen(submission) {
            return Ok(Err(WriteError::NotFound));
        }
        let key = request_key(submission);
        if let Some(receipt) = self.receipts.get(&key).filter(|_| !submission.validate_only) {
            return Ok(Self::replay(receipt, submission));
        }
        let authority = submission.target.authority().clone();
        let reference = self.reference(&authority);
        let events = match self.decide(submission, reference.as_deref()) {
            Ok(events) => events,
            Err(error) => return Ok(Err(error)),
        };
        if submission.validate_only {
            return Ok(self.foresee(submission, &events, reference));
        }
        let stream = self.stream_of(submission);
        let sealed_by_first = self.seal(submission, &stream)?;
        for (place, event) in events.iter().enumerate() {
            let sealed = if place == 0 {
                sealed_by_first.as_str()
            } else {
                NOTHING_SEALED
            };
            let before = self.states.get(&stream).and_then(|known| known.record.clone());
            self.append(submission, &stream, event, sealed)?;
            if let Some((kind, number, echoed)) = history::echo(before.as_deref(), stream.number, event) {
                let authority = stream.authority.clone();
                let other = Stream {
                    authority,
                    kind,
                    number,
                };
                self.append(submission, &other, &echoed, NOTHING_SEALED)?;
            }
        }
        self.append_moves(submission, &events, reference.as_deref())?;
        Ok(Ok(self.settle(key, submission, stream)))
    }

    /// Whether a narrowed client may see the record that it writes to, as it stands now. One that it may not see is not
    /// there for it, whatever it was answered before; and it makes no new one.
    fn is_seen(&self, submission: &Submission) -> bool {
        let caller = &submission.caller;
        let known = self.known(&submission.target);
        caller.narrowing.is_none() || known.record.is_some_and(|record| caller.sees(&record))
    }

    /// Each running clock that a change of the calendar moves gets an event in the stream of its record.
    fn append_moves(
        &mut self,
        submission: &Submission,
        events: &[Event],
        before: Option<&Record>,
    ) -> Result<(), StoreError> {
        let authority = submission.target.authority();
        let Some(now) = self.reference(authority) else {
            return Ok(());
        };
        for (stream, moved) in self.moves(authority, events, before, Some(&now)) {
            let record = self.states.get(&stream).and_then(|known| known.record.as_deref());
            if let Some(event) = record.and_then(|record| moved_clocks::event(record, moved)) {
                self.append(submission, &stream, &event, NOTHING_SEALED)?;
            }
        }
        Ok(())
    }

    /// What a change of the calendar moves, in the order of the records.
    fn moves(
        &self,
        authority: &AuthorityId,
        events: &[Event],
        before: Option<&Record>,
        now: Option<&Record>,
    ) -> Vec<(Stream, ClockMove)> {
        let [Event::Reference(reference::Event::HolidayAdded(holiday))] = events else {
            return Vec::new();
        };
        let lists = before
            .and_then(Record::reference)
            .zip(now.and_then(Record::reference));
        let Some(lists) = lists else {
            return Vec::new();
        };
        let mut records: Vec<(&Stream, &Record)> = self
            .states
            .iter()
            .filter(|(stream, _)| stream.authority == *authority)
            .filter_map(|(stream, known)| Some((stream, known.record.as_deref()?)))
            .collect();
        records.sort_by_key(|(stream, _)| *stream);
        let of = |(stream, record): (&Stream, &Record)| {
            let moves = moved_clocks::moves(record, lists, holiday.date);
            let stream = stream.clone();
            moves.into_iter().map(move |moved| (stream.clone(), moved))
        };
        records.into_iter().flat_map(of).collect()
    }

    fn replay(receipt: &Receipt, submission: &Submission) -> Reply {
        if receipt.fingerprint != submission.fingerprint {
            return Err(WriteError::RequestIdReused {
                request_id: submission.request_id.clone(),
            });
        }
        let Receipt {
            stream,
            version,
            position,
            ..
        } = receipt.clone();
        Ok(Written {
            stream,
            version,
            position,
            state: None,
        })
    }

    fn reference(&self, authority: &AuthorityId) -> Option<Arc<Record>> {
        self.states.get(&Stream::reference(authority))?.record.clone()
    }

    fn decide(&self, submission: &Submission, reference: Option<&Record>) -> Result<Vec<Event>, WriteError> {
        let known = self.known(&submission.target);
        if let Some(expected) = submission.expected_version
            && expected != known.version
            && known.version > 0
        {
            return Err(WriteError::VersionStale {
                current: known.version,
            });
        }
        if is_record(submission) && known.version >= limits::RECORD_EVENTS_MAX {
            let limit = usize::try_from(limits::RECORD_EVENTS_MAX).unwrap_or(usize::MAX);
            return Err(Refusal::LimitReached {
                of: "events of a record",
                limit,
            }
            .into());
        }
        if let Some(number) = claimed(submission).and_then(|claim| self.claims.get(&claim)) {
            let authority = submission.target.authority().clone();
            let by = Stream {
                authority,
                kind: submission.command.stream_kind(),
                number: *number,
            };
            return Err(WriteError::ReferenceTaken { by });
        }
        let is_new = matches!(submission.target, Target::New(_));
        if is_new && self.means.tombstones.stand_against(submission) {
            return Err(Refusal::Retention(RetentionRefusal::ErasedBefore).into());
        }
        let named = submission.command.other_records();
        let mut others = self.others(submission.target.authority(), &named);
        let other_record_exists = !named.is_empty() && others.len() == named.len();
        if matches!(submission.command, Command::Retention(_)) {
            others.extend(self.cases(submission.target.authority()));
        }
        let context = reference.and_then(Record::reference).map(|reference| Context {
            now: self.now,
            reference,
            other_record_exists,
            others: &others,
        });
        let state = planted::overlooking_holds(known.record.as_deref(), &submission.command);
        let events = history::decide(state.as_deref(), &submission.command, context.as_ref());
        events.map_err(|refusal| match refusal {
            Refusal::NotRegistered => WriteError::NotFound,
            refusal => WriteError::Refused(refusal),
        })
    }

    fn known(&self, target: &Target) -> Known {
        match target {
            Target::New(_) => Known::NOTHING,
            Target::Stream(stream) => self.states.get(stream).cloned().unwrap_or(Known::NOTHING),
        }
    }

    /// The stream that a submission is for; a new record takes the log's next position for its number.
    fn stream_of(&self, submission: &Submission) -> Stream {
        match &submission.target {
            Target::Stream(stream) => stream.clone(),
            Target::New(authority) => Stream {
                authority: authority.clone(),
                kind: submission.command.stream_kind(),
                number: self.heads.get(authority).map_or(0, |head| head.position) + 1,
            },
        }
    }

    /// What the events would lead to, without a trace.
    fn foresee(&self, submission: &Submission, events: &[Event], reference: Option<Arc<Record>>) -> Reply {
        let stream = self.stream_of(submission);
        let known = self.known(&submission.target);
        let head = self.heads.get(&stream.authority).map_or(0, |head| head.position);
        let places = (head + 1..).zip(events);
        let record = places.fold(known.record.map(unshared), |record, (position, event)| {
            Record::evolve(
                record,
                Recorded {
                    position,
                    time: self.now,
                    event,
                },
            )
        });
        let version = known.version + i64::try_from(events.len()).unwrap_or(i64::MAX);
        let record = record.map(Arc::new).ok_or(WriteError::NotFound)?;
        let moved = self.moves(&stream.authority, events, reference.as_deref(), Some(&record));
        let reference = reference_after(&record, reference);
        Ok(Written {
            stream,
            version,
            position: 0,
            state: Some(WrittenState {
                record,
                reference,
                moved,
            }),
        })
    }

    /// Notes the receipt and the claim, and answers.
    fn settle(&mut self, key: RequestKey, submission: &Submission, stream: Stream) -> Written {
        let position = self.heads.get(&stream.authority).map_or(0, |head| head.position);
        let known = self.states.get(&stream).cloned().unwrap_or(Known::NOTHING);
        let receipt = Receipt {
            key: key.clone(),
            fingerprint: submission.fingerprint,
            stream: stream.clone(),
            version: known.version,
            position,
        };
        self.output.receipts.push(receipt.clone());
        self.receipts.insert(key, receipt);
        if let Some((authority, kind, reference)) = claimed(submission) {
            let number = stream.number;
            self.claims.insert((authority, kind, reference), number);
        }
        let reference = self.reference(&stream.authority);
        let state = known.record.map(|record| WrittenState {
            reference: reference_after(&record, reference),
            record,
            moved: Vec::new(),
        });
        Written {
            stream,
            version: known.version,
            position,
            state,
        }
    }
}

/// Whether it is about a record of its own, which is replayed for every read.
fn is_record(submission: &Submission) -> bool {
    matches!(
        submission.command.stream_kind(),
        StreamKind::Representation
            | StreamKind::Case
            | StreamKind::Action
            | StreamKind::Training
            | StreamKind::Edition
    )
}

/// A state to evolve; the one that others hold stays as it is.
fn unshared(record: Arc<Record>) -> Record {
    Arc::try_unwrap(record).unwrap_or_else(|shared| (*shared).clone())
}

/// The reference data that go with a record: itself, where it is that.
fn reference_after(record: &Arc<Record>, reference: Option<Arc<Record>>) -> Option<Arc<Record>> {
    match **record {
        Record::Reference(_) => Some(record.clone()),
        _ => reference,
    }
}
