//! Recording a training session, and correcting what was recorded.

use super::{distinct_codes, training_draft};
use crate::{
    api::{
        convert::{Reader, people},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::submission::Secret,
    domain::{
        ids::RecordNumber,
        learning::training::{Command, Session},
        limits,
        lists::List,
    },
};

impl WriteRequest for wire::RecordTrainingRequest {
    const METHOD: &'static str = "RecordTraining";
    const SUBJECT: Subject = Subject::NewRecord;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            training,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let session = read_session(reader, training, &parent);
        Some(training_draft(Command::Record(session?), None, terms?))
    }
}

impl WriteRequest for wire::CorrectTrainingRequest {
    const METHOD: &'static str = "CorrectTraining";
    const SUBJECT: Subject = Subject::Training;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name,
            training,
            reason,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let session = read_session(reader, training, &name);
        let reason = read_reason(reader, "correction", reason);
        Some(training_draft(Command::Correct(session?), reason?, terms?))
    }
}

impl WriteRequest for wire::CancelTrainingRequest {
    const METHOD: &'static str = "CancelTraining";
    const SUBJECT: Subject = Subject::Training;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            reason,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let reason = read_reason(reader, "cancellation", reason);
        Some(training_draft(Command::Cancel, reason?, terms?))
    }
}

fn read_reason(reader: &mut Reader<'_>, name: &str, reason: String) -> Option<Option<Secret>> {
    let max = limits::REASON_CHARACTERS_MAX;
    let reason = reader.text("reason", reason, max)?;
    people::read_text(reader, "reason", name.to_owned(), reason, max)
}

fn read_session(
    reader: &mut Reader<'_>,
    training: Option<wire::TrainingSession>,
    beside: &str,
) -> Option<Session> {
    let wire::TrainingSession {
        held_date,
        subject,
        teams,
        attendees,
        duration_minutes,
        actions,
        name: _,
        corrections: _,
        cancelled: _,
        cancellation_reason: _,
        etag: _,
        position: _,
        record_time: _,
        update_time: _,
    } = reader.required("training", training)?;
    let held_on = reader.past_date("training.held_date", held_date);
    let subject = reader.code("training.subject", List::TrainingSubjects, &subject, held_on);
    let most = limits::TRAINING_TEAMS_MAX;
    let teams = distinct_codes(reader, "training.teams", List::Teams, teams, (most, held_on));
    let attendees = reader.number("training.attendees", attendees, 0, limits::ATTENDEES_MAX);
    let field = "training.duration_minutes";
    let minutes = reader.number(field, duration_minutes, 1, limits::TRAINING_MINUTES_MAX);
    let actions = read_actions(reader, actions, beside);
    Some(Session {
        held_on: held_on?,
        subject: subject?,
        teams: teams?,
        attendees: attendees?,
        minutes: minutes?,
        actions: actions?,
    })
}

fn read_actions(reader: &mut Reader<'_>, names: Vec<String>, beside: &str) -> Option<Vec<RecordNumber>> {
    let names = reader.at_most("training.actions", names, limits::TRAINING_ACTIONS_MAX)?;
    let mut read: Vec<Option<RecordNumber>> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let field = format_args!("training.actions[{place}]");
        let number = reader.record(field, "actions", name, beside);
        if number.is_some() && read.contains(&number) {
            reader.refuse(field, "must be given once");
        }
        read.push(number);
    }
    read.into_iter().collect()
}
