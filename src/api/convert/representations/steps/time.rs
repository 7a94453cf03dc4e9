//! Acknowledging, and all that lengthens, holds or announces a clock.

use super::{Step, Stepped, clock, part, plain, stage_or_whole};
use crate::{
    api::{convert::Reader, wire},
    domain::{
        limits,
        lists::List,
        representation::{Command, Delay, Extension, Pause, Revocation, ToldDeadline},
    },
};

impl Step for wire::AcknowledgeRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            acknowledged_date,
            told_due_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("acknowledged_date", acknowledged_date);
        let told_due_on = reader.optional_date("told_due_date", told_due_date);
        Some(plain(Command::Acknowledge {
            on: on?,
            told_due_on: told_due_on?,
        }))
    }
}

impl Step for wire::ExtendClockRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            clock: name_of_clock,
            length,
            reason,
            decided_date,
            complainant_agreed,
            told_date,
            agreed_by,
            told_due_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let clock = clock(reader, name_of_clock);
        let length = reader.number("length", length, 1, limits::CLOCK_LENGTH_MAX);
        let decided_on = reader.past_date("decided_date", decided_date);
        let reason = reader.code("reason", List::ExtensionReasons, &reason, decided_on);
        let told_on = reader.optional_past_date("told_date", told_date);
        let agreed_by = reader.optional_code("agreed_by", List::Officers, &agreed_by, decided_on);
        let told_due_on = reader.optional_date("told_due_date", told_due_date);
        let extension = Extension {
            clock: clock?,
            length: length?,
            reason: reason?,
            decided_on: decided_on?,
            complainant_agreed,
            agreed_by: agreed_by?,
            told_on: told_on?,
        };
        Some(plain(Command::ExtendClock {
            extension,
            told_due_on: told_due_on?,
        }))
    }
}

impl Step for wire::TellDeadlineRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            told,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let told = reader.required("told", told)?;
        let told = reader.within("told", |reader| read_told(reader, told))?;
        Some(plain(Command::TellDeadline(told)))
    }
}

fn read_told(reader: &mut Reader<'_>, told: wire::ToldDeadline) -> Option<ToldDeadline> {
    let wire::ToldDeadline {
        clock: name,
        stage,
        due_date,
        told_date,
    } = told;
    let clock = clock(reader, name);
    let stage = stage_or_whole(reader, stage);
    let due_on = reader.date("due_date", due_date);
    let told_on = reader.past_date("told_date", told_date);
    Some(ToldDeadline {
        clock: clock?,
        stage: stage?,
        due_on: due_on?,
        told_on: told_on?,
    })
}

impl Step for wire::RevokeExtensionRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            extension,
            revoked_date,
            reason,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let extension = part(reader, "extension", extension);
        let revocation = read_revocation(reader, revoked_date, &reason);
        Some(plain(Command::RevokeExtension {
            extension: extension?,
            revocation: revocation?,
        }))
    }
}

impl Step for wire::PauseClockRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            clock: name_of_clock,
            reason,
            from_date,
            told_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let clock = clock(reader, name_of_clock);
        let from = reader.past_date("from_date", from_date);
        let reason = reader.code("reason", List::PauseReasons, &reason, from);
        let told_on = reader.optional_past_date("told_date", told_date);
        Some(plain(Command::PauseClock(Pause {
            clock: clock?,
            reason: reason?,
            from: from?,
            told_on: told_on?,
        })))
    }
}

impl Step for wire::ResumeClockRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            pause,
            resumed_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let pause = part(reader, "pause", pause);
        let on = reader.past_date("resumed_date", resumed_date);
        Some(plain(Command::ResumeClock {
            pause: pause?,
            on: on?,
        }))
    }
}

impl Step for wire::RevokePauseRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            pause,
            revoked_date,
            reason,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let pause = part(reader, "pause", pause);
        let revocation = read_revocation(reader, revoked_date, &reason);
        Some(plain(Command::RevokePause {
            pause: pause?,
            revocation: revocation?,
        }))
    }
}

fn read_revocation(
    reader: &mut Reader<'_>,
    revoked_date: Option<wire::Date>,
    reason: &str,
) -> Option<Revocation> {
    let on = reader.past_date("revoked_date", revoked_date);
    let reason = reader.code("reason", List::CorrectionReasons, reason, on);
    Some(Revocation {
        on: on?,
        reason: reason?,
    })
}

impl Step for wire::RecordDelayRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            delay,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let delay = reader.required("delay", delay)?;
        let delay = reader.within("delay", |reader| read_delay(reader, delay))?;
        Some(plain(Command::ExplainDelay(delay)))
    }
}

fn read_delay(reader: &mut Reader<'_>, delay: wire::Delay) -> Option<Delay> {
    let wire::Delay {
        clock: name,
        stage,
        reason,
        recorded_date,
    } = delay;
    let clock = clock(reader, name);
    let stage = stage_or_whole(reader, stage);
    let on = reader.past_date("recorded_date", recorded_date);
    let reason = reader.code("reason", List::DelayReasons, &reason, on);
    Some(Delay {
        clock: clock?,
        stage: stage?,
        reason: reason?,
        on: on?,
    })
}
