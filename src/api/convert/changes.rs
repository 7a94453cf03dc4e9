//! Changes of the log: what is asked for, and what is answered.

use super::{
    Reader,
    dates::{date, timestamp},
    editions, learning, ombudsman, representations,
};
use crate::{
    api::{
        door::lists_of,
        names::{self, Name},
        wire,
        write::etag,
    },
    app::{
        changes::{Change, Wanted, watch::Told},
        records::Snapshot,
        submission::Caller,
    },
    domain::{
        access::Role,
        history::Record,
        ids::{AuthorityId, Position, Stream, StreamKind},
        limits,
        word::Word,
    },
};

/// Reads the position to go on after.
pub fn after_position(reader: &mut Reader<'_>, position: i64) -> Option<Position> {
    if position < 0 {
        reader.refuse("after_position", "must be zero or more");
        return None;
    }
    Some(position)
}

/// Reads which changes are asked for, by a caller who may see these kinds of streams.
pub fn wanted(
    reader: &mut Reader<'_>,
    authority: &AuthorityId,
    filter: Option<wire::ChangeFilter>,
    include_records: bool,
    visible: Vec<StreamKind>,
) -> Option<Wanted> {
    let wire::ChangeFilter { kinds, record } = filter.unwrap_or_default();
    let kinds = kinds_of_change(reader, kinds);
    let record = match record.as_str() {
        "" => Some(None),
        name => record_of(reader, "filter.record", authority, name).map(Some),
    };
    Some(Wanted {
        visible,
        kinds: kinds?,
        record: record?,
        include_records,
        narrowed: None,
    })
}

/// Kinds are an open set, so that a reader may ask for one that a later version writes. What they are kinds of is not.
fn kinds_of_change(reader: &mut Reader<'_>, kinds: Vec<String>) -> Option<Vec<String>> {
    let kinds = reader.at_most("filter.kinds", kinds, limits::FILTER_VALUES_MAX)?;
    let mut good = true;
    for (place, kind) in kinds.iter().enumerate() {
        let of = kind.split_once('.').map_or(kind.as_str(), |(of, _)| of);
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._".contains(&byte);
        let is_kind = kind.len() <= limits::CHANGE_KIND_CHARACTERS_MAX
            && kind.bytes().all(plain)
            && !kind.ends_with('.')
            && StreamKind::from_word(of).is_some();
        if !is_kind {
            let field = format_args!("filter.kinds[{place}]");
            reader.refuse(
                field,
                "must be a kind such as representation.acknowledged, or what is before the dot",
            );
            good = false;
        }
    }
    good.then_some(kinds)
}

/// The record of an authority that a field names.
pub fn record_of(
    reader: &mut Reader<'_>,
    field: &str,
    authority: &AuthorityId,
    name: &str,
) -> Option<Stream> {
    let name = Name::parse(name);
    let stream = name.as_ref().and_then(|name| {
        let representation = name.number("representations");
        let representation = representation.map(|number| Stream::representation(&name.authority, number));
        let of = |kind, number| Stream {
            authority: name.authority.clone(),
            kind,
            number,
        };
        let others = [
            ("cases", StreamKind::Case),
            ("actions", StreamKind::Action),
            ("training", StreamKind::Training),
            ("editions", StreamKind::Edition),
            ("releases", StreamKind::Release),
        ];
        representation.or_else(|| {
            others
                .into_iter()
                .find_map(|(collection, kind)| Some(of(kind, name.number(collection)?)))
        })
    });
    match stream {
        Some(stream) if stream.authority == *authority => Some(stream),
        Some(_) => {
            reader.refuse(field, "must be of the same authority");
            None
        }
        None => {
            reader.refuse(
                field,
                "must be the name of a representation, case, action, training session or edition",
            );
            None
        }
    }
}

/// A change as its reader may see it.
pub fn change(change: Change, caller: &Caller) -> wire::Change {
    let Change {
        stream,
        position,
        version,
        kind,
        recorded_at,
        effective_on,
        actor,
        request_id,
        record,
    } = change;
    let is_own = actor == caller.actor(&stream.authority);
    let told_request = is_own || matches!(caller.role, Role::Auditor | Role::Admin);
    wire::Change {
        position,
        name: names::stream(&stream),
        kind,
        etag: etag(version),
        record_time: Some(timestamp(recorded_at)),
        effective_date: effective_on.map(date),
        client: actor,
        request_id: if told_request { request_id } else { String::new() },
        record: record.and_then(|snapshot| record_as_it_stood(&snapshot)),
    }
}

fn record_as_it_stood(snapshot: &Snapshot) -> Option<wire::change::Record> {
    let reference = lists_of(snapshot.reference.as_deref()?);
    match &*snapshot.record {
        Record::Representation(state) => {
            let found = representations::representation(snapshot, state, reference, None);
            Some(wire::change::Record::Representation(found))
        }
        Record::Case(state) => {
            let found = ombudsman::case(snapshot, state, reference, None);
            Some(wire::change::Record::OmbudsmanCase(found))
        }
        Record::Action(state) => {
            let found = learning::action(snapshot, state, None);
            Some(wire::change::Record::LearningAction(found))
        }
        Record::Training(state) => {
            let found = learning::training(snapshot, state, None);
            Some(wire::change::Record::TrainingSession(found))
        }
        Record::Edition(state) => {
            let found = editions::edition(snapshot, state, None, None);
            Some(wire::change::Record::Edition(found))
        }
        Record::Release(_)
        | Record::Received(_)
        | Record::Disclosed(_)
        | Record::Retention(_)
        | Record::Reference(_)
        | Record::Access(_) => None,
    }
}

/// What a watch tells, as its reader may see it.
pub fn told(told: Told, caller: &Caller) -> wire::WatchChangesResponse {
    use wire::watch_changes_response::Message;
    let message = match told {
        Told::Change(found) => Message::Change(change(*found, caller)),
        Told::Heartbeat { position, head } => Message::Heartbeat(wire::Heartbeat {
            position,
            head_position: head,
        }),
    };
    wire::WatchChangesResponse {
        message: Some(message),
    }
}
