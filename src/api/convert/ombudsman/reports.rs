//! Compliance, the duties of a public report, and those of the monitoring officer.

use super::steps::{extended, optional, plain};
use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::ombudsman::{Command, Compliance, DutyEntry, DutyReason, DutyStep, ReportStep, Told},
};

impl WriteRequest for wire::RecordComplianceRequest {
    const METHOD: &'static str = "RecordCompliance";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            outcome,
            recorded_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let outcome = reader.value("outcome", Compliance::from_wire(outcome));
        let on = reader.past_date("recorded_date", recorded_date);
        let command = Command::RecordCompliance {
            outcome: outcome?,
            on: on?,
        };
        Some(plain(command, terms?))
    }
}

impl WriteRequest for wire::RecordPublicReportStepRequest {
    const METHOD: &'static str = "RecordPublicReportStep";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            step,
            date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let step = reader.value("step", ReportStep::from_wire(step));
        let on = reader.past_date("date", date);
        let command = Command::TakeReportStep { step: step?, on: on? };
        Some(plain(command, terms?))
    }
}

impl WriteRequest for wire::ExtendPublicReportResponseRequest {
    const METHOD: &'static str = "ExtendPublicReportResponse";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            further_report,
            due_date,
            agreed_date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let of = if further_report {
            Told::FurtherReport
        } else {
            Told::Report
        };
        let to = extended(reader, due_date, agreed_date);
        Some(plain(Command::ExtendReport { of, to: to? }, terms?))
    }
}

impl WriteRequest for wire::RecordMonitoringOfficerDutyRequest {
    const METHOD: &'static str = "RecordMonitoringOfficerDuty";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            duty,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let wire::MonitoringOfficerDuty {
            assessed_date,
            triggered,
            reason,
            route,
            body,
            number: _,
            reported_date: _,
            considered_date: _,
            responded_date: _,
            clock: _,
        } = reader.required("duty", duty)?;
        let assessed_on = reader.past_date("duty.assessed_date", assessed_date);
        let reason = reader.value("duty.reason", DutyReason::from_wire(reason));
        let route = optional(reader, "duty.route", route);
        let body = optional(reader, "duty.body", body);
        let given = [
            ("duty.route", route.map(|route| route.is_some())),
            ("duty.body", body.map(|body| body.is_some())),
        ];
        for (field, given) in given {
            match given {
                Some(false) if triggered => reader.refuse(field, "must be given where a report is due"),
                Some(true) if !triggered => reader.refuse(field, "must be empty where no report is due"),
                _ => {}
            }
        }
        let entry = DutyEntry {
            assessed_on: assessed_on?,
            reason: reason?,
            triggered: route?.zip(body?),
        };
        Some(plain(Command::LogDuty(entry), terms?))
    }
}

impl WriteRequest for wire::RecordMonitoringOfficerStepRequest {
    const METHOD: &'static str = "RecordMonitoringOfficerStep";
    const SUBJECT: Subject = Subject::Case;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name: _,
            duty,
            step,
            date,
            request_id,
            etag,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, &etag, validate_only);
        let duty = reader.number("duty", duty, 1, u8::MAX);
        let step = reader.value("step", DutyStep::from_wire(step));
        let on = reader.past_date("date", date);
        let command = Command::TakeDutyStep {
            duty: duty?,
            step: step?,
            on: on?,
        };
        Some(plain(command, terms?))
    }
}
