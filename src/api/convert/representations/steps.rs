//! The steps of a representation's life.

use crate::{
    api::{
        convert::{Reader, people, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::submission::Secret,
    domain::{
        history, limits,
        lists::List,
        outcome::Finding,
        policy::ClockName,
        representation::{Closure, Command, ConcernFinding, Extension},
    },
};

fn draft(command: Command, secrets: Vec<Secret>, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Representation(command),
        secrets,
        terms,
    }
}

impl WriteRequest for wire::AcknowledgeRepresentationRequest {
    const METHOD: &'static str = "AcknowledgeRepresentation";
    const SUBJECT: Subject = Subject::Representation;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            acknowledged_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("acknowledged_date", acknowledged_date)?;
        Some(draft(Command::Acknowledge { on }, Vec::new(), terms?))
    }
}

impl WriteRequest for wire::ExtendClockRequest {
    const METHOD: &'static str = "ExtendClock";
    const SUBJECT: Subject = Subject::Representation;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            clock,
            length,
            reason,
            decided_date,
            complainant_agreed,
            told_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let clock = reader.value("clock", ClockName::from_wire(clock));
        let length = reader.number("length", length, 1, limits::CLOCK_LENGTH_MAX);
        let decided_on = reader.past_date("decided_date", decided_date);
        let reason = reader.code("reason", List::ExtensionReasons, &reason, decided_on);
        let told_on = reader.optional_past_date("told_date", told_date);
        let extension = Extension {
            clock: clock?,
            length: length?,
            reason: reason?,
            decided_on: decided_on?,
            complainant_agreed,
            told_on: told_on?,
        };
        Some(draft(Command::ExtendClock(extension), Vec::new(), terms?))
    }
}

impl WriteRequest for wire::RecordFindingsRequest {
    const METHOD: &'static str = "RecordFindings";
    const SUBJECT: Subject = Subject::Representation;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            stage,
            findings,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let stage = reader.number("stage", stage, 1, 3);
        let findings = read_findings(reader, findings);
        Some(draft(
            Command::RecordFindings {
                stage: stage?,
                findings: findings?,
            },
            Vec::new(),
            terms?,
        ))
    }
}

fn read_findings(
    reader: &mut Reader<'_>,
    findings: Vec<wire::ConcernFinding>,
) -> Option<Vec<ConcernFinding>> {
    let findings = reader.at_most("findings", findings, limits::CONCERNS_MAX)?;
    if findings.is_empty() {
        reader.refuse("findings", "must hold at least one finding");
        return None;
    }
    let mut read: Vec<Option<ConcernFinding>> = Vec::new();
    for (place, wire::ConcernFinding { concern, finding }) in findings.into_iter().enumerate() {
        let most = u8::try_from(limits::CONCERNS_MAX).unwrap_or(u8::MAX);
        let concern = reader.number(format_args!("findings[{place}].concern"), concern, 1, most);
        let finding = reader.value(
            format_args!("findings[{place}].finding"),
            Finding::from_wire(finding),
        );
        if concern.is_some() && read.iter().flatten().any(|other| Some(other.concern) == concern) {
            reader.refuse(
                format_args!("findings[{place}].concern"),
                "must not repeat a concern",
            );
        }
        read.push(
            concern
                .zip(finding)
                .map(|(concern, finding)| ConcernFinding { concern, finding }),
        );
    }
    read.into_iter().collect()
}

impl WriteRequest for wire::ConcludeStageRequest {
    const METHOD: &'static str = "ConcludeStage";
    const SUBJECT: Subject = Subject::Representation;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            stage,
            concluded_date,
            overriding_finding,
            override_reason,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let stage: Option<u8> = reader.number("stage", stage, 1, 3);
        let on = reader.past_date("concluded_date", concluded_date);
        let overriding_finding = match overriding_finding {
            0 => Some(None),
            finding => reader
                .value("overriding_finding", Finding::from_wire(finding))
                .map(Some),
        };
        if overriding_finding.flatten().is_some() == override_reason.is_empty() {
            reader.refuse(
                "override_reason",
                "must be given with an overriding finding, and only then",
            );
        }
        let field = format!("override_reason/{}", stage.unwrap_or_default());
        let reason = people::read_text(
            reader,
            "override_reason",
            field,
            override_reason,
            limits::REASON_CHARACTERS_MAX,
        );
        let command = Command::ConcludeStage {
            stage: stage?,
            on: on?,
            overriding_finding: overriding_finding?,
        };
        Some(draft(command, reason?.into_iter().collect(), terms?))
    }
}

impl WriteRequest for wire::EscalateRepresentationRequest {
    const METHOD: &'static str = "EscalateRepresentation";
    const SUBJECT: Subject = Subject::Representation;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            requested_date,
            late_acceptance_reason,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let requested_on = reader.past_date("requested_date", requested_date);
        let list = List::LateAcceptanceReasons;
        let reason = reader.optional_code(
            "late_acceptance_reason",
            list,
            &late_acceptance_reason,
            requested_on,
        );
        let command = Command::Escalate {
            requested_on: requested_on?,
            late_acceptance_reason: reason?,
        };
        Some(draft(command, Vec::new(), terms?))
    }
}

impl WriteRequest for wire::WithdrawRepresentationRequest {
    const METHOD: &'static str = "WithdrawRepresentation";
    const SUBJECT: Subject = Subject::Representation;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            withdrawn_date,
            reason,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("withdrawn_date", withdrawn_date);
        let reason = reader.code("reason", List::WithdrawalReasons, &reason, on);
        Some(draft(
            Command::Withdraw {
                on: on?,
                reason: reason?,
            },
            Vec::new(),
            terms?,
        ))
    }
}

impl WriteRequest for wire::CloseRepresentationRequest {
    const METHOD: &'static str = "CloseRepresentation";
    const SUBJECT: Subject = Subject::Representation;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            closed_date,
            closure,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let on = reader.past_date("closed_date", closed_date);
        let closure = reader.value("closure", Closure::from_wire(closure));
        Some(draft(
            Command::Close {
                on: on?,
                closure: closure?,
            },
            Vec::new(),
            terms?,
        ))
    }
}
