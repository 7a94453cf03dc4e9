//! A row of an import.

use super::{history::historical_step, register::read_representation};
use crate::{
    api::{
        convert::Reader,
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{history::Command, limits, representation},
};

impl WriteRequest for wire::ImportRepresentationsRequest {
    const METHOD: &'static str = "ImportRepresentations";
    const SUBJECT: Subject = Subject::NewRecord;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            representation,
            steps,
            request_id,
            validate_only,
            row: _,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let representation = reader.required("representation", representation);
        let registered = representation.and_then(|representation| {
            reader.within("representation", |reader| {
                if representation.external_reference.is_empty() {
                    reader.refuse("external_reference", "must be given: it is the old reference");
                }
                read_representation(reader, &parent, representation)
            })
        });
        let steps = reader
            .at_most("steps", steps, limits::IMPORT_STEPS_MAX)
            .unwrap_or_default();
        let mut read = Vec::with_capacity(steps.len());
        let mut of_steps = Vec::new();
        for (place, step) in steps.into_iter().enumerate() {
            if let Some((step, secrets)) = historical_step(reader, &format!("steps[{place}]"), step) {
                read.push(step);
                of_steps.extend(secrets);
            }
        }
        let (registration, mut secrets) = registered?;
        secrets.extend(of_steps);
        let command = representation::Command::Import {
            registration,
            steps: read,
        };
        Some(Draft {
            command: Command::Representation(command),
            secrets,
            terms: terms?,
        })
    }
}
