//! Representations that belong together, and points that are added.

use super::{Step, Stepped, plain};
use crate::{
    api::{
        convert::{
            Reader,
            representations::concerns::{FURTHER_CONCERN, read_concerns},
            values::Wire,
        },
        wire,
    },
    domain::representation::{Command, LinkKind},
};

impl Step for wire::AddConcernsRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            made_date,
            concerns,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("made_date", made_date);
        if concerns.is_empty() {
            reader.refuse("concerns", "must hold at least one concern");
        }
        let (concerns, secrets) = read_concerns(reader, concerns, FURTHER_CONCERN, on);
        let command = Command::AddConcerns {
            on: on?,
            concerns: concerns?,
        };
        Some((command, secrets))
    }
}

impl Step for wire::LinkRepresentationsRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            name,
            other,
            kind,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let other = reader.representation("other", &other, &name);
        let kind = reader.value("kind", LinkKind::from_wire(kind));
        Some(plain(Command::Link {
            other: other?,
            kind: kind?,
        }))
    }
}

impl Step for wire::JoinRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            name,
            into,
            joined_date,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let into = reader.representation("into", &into, &name);
        let on = reader.past_date("joined_date", joined_date);
        Some(plain(Command::Join { into: into?, on: on? }))
    }
}
