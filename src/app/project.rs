//! From states to rows of the read tables. Writing and rebuilding both go through here, which is why they agree.

use super::{access::hash_of, planted};
use crate::{
    domain::{
        access::{Access, Client},
        entry::{
            ActionEntry, CaseEntry, EditionLine, KeptLine, ReceivedLine, ReleaseLine, RepresentationEntry,
            TrainingLine,
        },
        history::Record,
        ids::{AuthorityId, Position, Stream},
        reference::Reference,
    },
    store::projection::{Claim, CredentialRow, Projection, TokenRow},
};

/// A stream's state became another at a position.
pub fn project(
    projection: &mut Projection,
    stream: &Stream,
    at: Position,
    before: Option<&Record>,
    after: &Record,
    reference: Option<&Reference>,
) {
    keep(projection, stream, before, after);
    match (after, reference) {
        (Record::Representation(after), Some(reference)) => {
            let entry = |state| RepresentationEntry::of(stream.number, state, reference);
            if before.is_none() {
                claim(
                    projection,
                    stream,
                    after.registration.external_reference.as_deref(),
                );
            }
            let before = before.and_then(Record::representation).map(entry);
            projection.representation(&stream.authority, at, before.as_ref(), &entry(after));
        }
        (Record::Case(after), Some(reference)) => {
            let entry = |state| CaseEntry::of(stream.number, state, reference);
            if before.is_none() {
                claim(projection, stream, Some(&after.registration.reference));
            }
            let before = before.and_then(Record::case).map(entry);
            projection.case(&stream.authority, at, before.as_ref(), &entry(after));
        }
        (Record::Access(after), _) => {
            let before_access = before.and_then(Record::access);
            let before = before_access.map(|before| tokens(&stream.authority, before));
            let before = before.unwrap_or_default();
            let changed = tokens(&stream.authority, after)
                .into_iter()
                .filter(|token| !before.contains(token));
            changed.for_each(|token| projection.token(token));
            let before = before_access.map(|before| credentials(&stream.authority, before));
            let before = before.unwrap_or_default();
            let changed = credentials(&stream.authority, after)
                .into_iter()
                .filter(|row| !before.contains(row));
            changed.for_each(|row| projection.credential(row));
        }
        (Record::Action(after), _) => {
            let entry = |state| ActionEntry::of(stream.number, state);
            let before = before.and_then(Record::action).map(entry);
            projection.action(&stream.authority, at, before.as_ref(), &entry(after));
        }
        (Record::Training(after), _) => {
            let line = TrainingLine::of(stream.number, after);
            projection.training(&stream.authority, &line);
        }
        (Record::Edition(after), _) => {
            let line = EditionLine::of(stream.number, after);
            projection.edition(&stream.authority, &line);
        }
        (Record::Release(after), _) => {
            let line = |state| ReleaseLine::of(stream.number, state);
            let after = line(after);
            // A pull changes nothing that is listed.
            if before.and_then(Record::release).map(line).as_ref() != Some(&after) {
                projection.release(&stream.authority, &after);
            }
        }
        (Record::Received(after), _) => {
            if before.is_none() {
                claim(projection, stream, Some(&after.taken_in.reference()));
            }
            projection.received(&stream.authority, &ReceivedLine::of(stream.number, after, at));
        }
        // The lists themselves are read from the log and kept in memory.
        (
            Record::Reference(_)
            | Record::Representation(_)
            | Record::Case(_)
            | Record::Disclosed(_)
            | Record::Retention(_),
            _,
        ) => {}
    }
}

/// What the retention of a record is reckoned from, where that has changed.
fn keep(projection: &mut Projection, stream: &Stream, before: Option<&Record>, after: &Record) {
    let line = |record| KeptLine::of(stream.number, stream.kind, record);
    if let Some(after) = line(after)
        && before.and_then(line).as_ref() != Some(&after)
    {
        projection.kept(&stream.authority, after);
    }
}

/// A record that is new has its reference from now on.
fn claim(projection: &mut Projection, stream: &Stream, reference: Option<&str>) {
    let Stream {
        authority,
        kind,
        number,
    } = stream.clone();
    if let Some(reference) = reference.map(str::to_owned) {
        projection.claim(Claim {
            authority,
            kind,
            reference,
            number,
        });
    }
}

/// The calendar became another at a position: the rows of a record with it.
pub fn reproject_clocks(
    projection: &mut Projection,
    stream: &Stream,
    at: Position,
    record: &Record,
    (old, new): (&Reference, &Reference),
) {
    let authority = &stream.authority;
    match record {
        Record::Representation(state) => {
            let entry = |reference| RepresentationEntry::of(stream.number, state, reference);
            projection.representation(authority, at, Some(&entry(old)), &entry(new));
        }
        Record::Case(state) => {
            let entry = |reference| CaseEntry::of(stream.number, state, reference);
            projection.case(authority, at, Some(&entry(old)), &entry(new));
        }
        // Their due dates were agreed and are not reckoned.
        Record::Action(_)
        | Record::Training(_)
        | Record::Edition(_)
        | Record::Release(_)
        | Record::Received(_)
        | Record::Disclosed(_)
        | Record::Retention(_)
        | Record::Reference(_)
        | Record::Access(_) => {}
    }
}

fn is_disabled(client: &Client) -> bool {
    client.disabled_time.is_some() && !planted::is("disabled-unchecked")
}

fn tokens(authority: &AuthorityId, access: &Access) -> Vec<TokenRow> {
    let clients = access.clients.iter();
    let of_client = clients.flat_map(|(id, client)| {
        client.tokens.iter().map(move |token| TokenRow {
            hash: token.hash.clone(),
            authority: authority.clone(),
            client: id.clone(),
            role: client.role,
            number: token.number,
            revoked: token.revoked_time.is_some() || is_disabled(client),
            narrowing: client.narrowing.clone(),
        })
    });
    of_client.collect()
}

fn credentials(authority: &AuthorityId, access: &Access) -> Vec<CredentialRow> {
    let clients = access.clients.iter();
    let of_client = clients.flat_map(|(id, client)| {
        client.credentials.iter().map(move |added| CredentialRow {
            authority: authority.clone(),
            client: id.clone(),
            number: added.number,
            hash: hash_of(&added.credential.canonical()),
            role: client.role,
            removed: added.removed_time.is_some() || is_disabled(client),
            narrowing: client.narrowing.clone(),
        })
    });
    of_client.collect()
}
