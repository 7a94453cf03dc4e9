//! Recording an action.

use super::{distinct_codes, draft};
use crate::{
    api::{
        convert::{Reader, people, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        ids::{RecordNumber, StreamKind},
        learning::action::{ActionRegistration, Command, Origin, Source, SourceKind},
        limits,
        lists::List,
    },
};

impl WriteRequest for wire::RecordActionRequest {
    const METHOD: &'static str = "RecordAction";
    const SUBJECT: Subject = Subject::NewRecord;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            action,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let wire::LearningAction {
            source,
            types,
            text,
            owner,
            team,
            service,
            raised_date,
            due_date,
            name: _,
            status: _,
            original_due_date: _,
            due_date_changes: _,
            decision: _,
            done_date: _,
            done_late: _,
            evidence: _,
            impact_checks: _,
            sharings: _,
            cancellation: _,
            etag: _,
            position: _,
            record_time: _,
            update_time: _,
        } = reader.required("action", action)?;
        let source = read_source(reader, source, &parent);
        let raised_on = reader.past_date("action.raised_date", raised_date);
        let due_on = reader.date("action.due_date", due_date);
        if raised_on.zip(due_on).is_some_and(|(raised, due)| due < raised) {
            reader.refuse("action.due_date", "must not be before it was raised");
        }
        if types.is_empty() {
            reader.refuse("action.types", "must be given");
        }
        let most = limits::ACTION_TYPES_MAX;
        let types = distinct_codes(
            reader,
            "action.types",
            List::ActionTypes,
            types,
            (most, raised_on),
        );
        let owner = reader.optional_code("action.owner", List::Officers, &owner, raised_on);
        let team = reader.optional_code("action.team", List::Teams, &team, raised_on);
        let service = reader.optional_code("action.service", List::Services, &service, raised_on);
        let name = "text".to_owned();
        let text = people::read_text(reader, "action.text", name, text, limits::TEXT_CHARACTERS_MAX);
        let registration = ActionRegistration {
            source: source?,
            types: types?,
            owner: owner?,
            team: team?,
            service: service?,
            raised_on: raised_on?,
            due_on: due_on?,
        };
        Some(draft(Command::Record(registration), text?, terms?))
    }
}

/// Reads a source: each kind has the fields that it needs and none that it cannot have.
fn read_source(reader: &mut Reader<'_>, source: Option<wire::ActionSource>, parent: &str) -> Option<Source> {
    let wire::ActionSource {
        kind,
        representation,
        stage,
        concern,
        ombudsman_case,
        remedy,
    } = reader.required("action.source", source)?;
    let kind = reader.value("action.source.kind", SourceKind::from_wire(kind));
    let record = kind.and_then(SourceKind::record);
    let of_representation = record == Some(StreamKind::Representation);
    let of_case = record == Some(StreamKind::Case);
    let asked = |is_its: bool| kind.map(|_| is_its);
    let representation = Field("representation").name(
        reader,
        "representations",
        &representation,
        (parent, asked(of_representation)),
    );
    let case = Field("ombudsman_case").name(reader, "cases", &ombudsman_case, (parent, asked(of_case)));
    let stage = Field("stage").part(reader, stage, 3, asked(of_representation));
    let concern = Field("concern").part(reader, concern, u8::MAX, asked(of_representation));
    let remedy = Field("remedy").part(reader, remedy, u8::MAX, asked(of_case));
    if stage == Some(None) && kind.is_some_and(SourceKind::needs_stage) {
        Field("stage").refuse(reader, "must be given for this kind of source");
    }
    if concern == Some(None) && kind == Some(SourceKind::Concern) {
        Field("concern").refuse(reader, "must be given for this kind of source");
    }
    let (representation, case, stage, concern, remedy) = (representation?, case?, stage?, concern?, remedy?);
    let origin = match (representation, case) {
        (Some(number), _) => Origin::Representation {
            number,
            stage,
            concern,
        },
        (None, Some(number)) => Origin::Case { number, remedy },
        (None, None) => Origin::Council,
    };
    Some(Source { kind: kind?, origin })
}

/// A field of a source.
struct Field(&'static str);

impl Field {
    fn refuse(&self, reader: &mut Reader<'_>, description: &str) {
        reader.refuse(format_args!("action.source.{}", self.0), description);
    }

    /// The record that the kind of source is from. `is_its` is none while the kind is unknown.
    fn name(
        &self,
        reader: &mut Reader<'_>,
        collection: &str,
        name: &str,
        (parent, is_its): (&str, Option<bool>),
    ) -> Option<Option<RecordNumber>> {
        match (name, is_its) {
            ("", Some(true)) => {
                self.refuse(reader, "must be given for this kind of source");
                None
            }
            ("", _) => Some(None),
            (_, Some(false)) => {
                self.refuse(reader, "must be empty for this kind of source");
                None
            }
            (name, _) => {
                let field = format_args!("action.source.{}", self.0);
                reader.record(field, collection, name, parent).map(Some)
            }
        }
    }

    /// The number of a part of that record; 0 for none.
    fn part(
        &self,
        reader: &mut Reader<'_>,
        number: i32,
        most: u8,
        is_its: Option<bool>,
    ) -> Option<Option<u8>> {
        match (number, is_its) {
            (0, _) => Some(None),
            (_, Some(false)) => {
                self.refuse(reader, "must be 0 for this kind of source");
                None
            }
            (number, _) => {
                let field = format_args!("action.source.{}", self.0);
                reader.number(field, number, 1, most).map(Some)
            }
        }
    }
}
