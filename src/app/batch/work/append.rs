//! What a decided event changes: the log, what is sealed, the states and the read tables.

use std::sync::Arc;

use super::{Work, unshared};
use crate::{
    app::{
        memory::Known,
        planted,
        project::{project, reproject_clocks},
        seal::{Sealing, keys_of, seal},
        submission::Submission,
    },
    domain::{
        history::{Event, Record},
        ids::{AuthorityId, Stream},
        recorded::Recorded,
        reference::{self, Reference},
    },
    store::{
        StoreError,
        event_log::{Head, NewEvent},
        sealed::mentions,
        stored_event::StoredEvent,
    },
};

impl Work<'_> {
    pub(super) fn seal(&mut self, submission: &Submission, stream: &Stream) -> Result<String, StoreError> {
        let known = self.states.get(stream);
        let sealing = Sealing {
            sealer: &self.means.sealer,
            stream,
            version: known.map_or(0, |known| known.version) + 1,
            made_at: self.heads.get(&stream.authority).map_or(0, |head| head.position) + 1,
            record: known.and_then(|known| known.record.as_deref()),
        };
        let sealed = seal(&sealing, &submission.secrets, &mut self.keys)?;
        self.output.keys.extend(sealed.new_keys);
        self.output.persons.extend(sealed.persons);
        let mentioned = mentions(&sealed.rows);
        self.output.sealed.extend(sealed.rows);
        Ok(mentioned)
    }

    pub(super) fn append(
        &mut self,
        submission: &Submission,
        stream: &Stream,
        event: &Event,
        sealed: &str,
    ) -> Result<(), StoreError> {
        let known = self.states.get(stream).cloned().unwrap_or(Known::NOTHING);
        let stored = StoredEvent::of(event)?;
        let new = NewEvent {
            stream: stream.clone(),
            version: known.version + 1,
            kind: stored.kind,
            schema_version: stored.schema_version,
            recorded_at: self.now,
            effective_on: event.effective_on(),
            actor: submission.caller.actor(&stream.authority),
            on_behalf_of: None,
            request_id: submission.request_id.clone(),
            payload: stored.payload,
            sealed: sealed.to_owned(),
        };
        let head = self
            .heads
            .entry(stream.authority.clone())
            .or_insert_with(Head::start);
        let row = head.link(new);
        let recorded = Recorded {
            position: row.position,
            time: row.recorded_at,
            event,
        };
        self.output.events.push(row);
        if let Event::Retention(event) = event
            && event.erases().is_some()
        {
            self.destroy_keys(stream);
        }
        self.evolve(stream, &known, recorded);
        Ok(())
    }

    /// The keys of the record and of its persons, so that nothing is sealed under them any more either.
    fn destroy_keys(&mut self, stream: &Stream) {
        for key in keys_of(stream.number) {
            let place = (stream.authority.clone(), key);
            self.keys.remove(&place);
            if !planted::is("keep-erased-keys") {
                self.output.destroyed.push(place);
            }
        }
    }

    fn evolve(&mut self, stream: &Stream, known: &Known, recorded: Recorded<&Event>) {
        let before = known.record.clone();
        let after = Record::evolve(before.clone().map(unshared), recorded).map(Arc::new);
        let version = known.version + 1;
        self.states.insert(
            stream.clone(),
            Known {
                record: after.clone(),
                version,
            },
        );
        let Some(after) = after else { return };
        let reference = self.reference(&stream.authority);
        let lists = reference.as_deref().and_then(Record::reference);
        let projection = &mut self.output.projection;
        project(
            projection,
            stream,
            recorded.position,
            before.as_deref(),
            &after,
            lists,
        );
        if let (
            Event::Reference(reference::Event::HolidayAdded(_)),
            Some(Record::Reference(old)),
            Some(new),
        ) = (recorded.event, before.as_deref(), lists)
        {
            self.move_clocks(&stream.authority, recorded.position, old, new);
        }
    }

    /// A calendar that changes moves clocks that run; the records' rows follow at the same position.
    fn move_clocks(&mut self, authority: &AuthorityId, at: i64, old: &Reference, new: &Reference) {
        for (stream, known) in self
            .states
            .iter()
            .filter(|(stream, _)| stream.authority == *authority)
        {
            if let Some(record) = known.record.as_deref() {
                reproject_clocks(&mut self.output.projection, stream, at, record, (old, new));
            }
        }
    }
}
