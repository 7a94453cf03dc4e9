//! Findings, responses, the next stage, and what happens within one.

use super::{Step, Stepped, plain, stage};
use crate::{
    api::{
        convert::{Reader, people, representations::concerns::read_number, values::Wire},
        wire,
    },
    domain::{
        limits,
        lists::List,
        outcome::Finding,
        representation::{Command, ConcernFinding, Conclusion, Escalation, Milestone, SkipBasis},
    },
};

impl Step for wire::RecordFindingsRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            stage: number,
            findings,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let stage = stage(reader, number);
        let findings = read_findings(reader, findings);
        Some(plain(Command::RecordFindings {
            stage: stage?,
            findings: findings?,
        }))
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
    let mut seen: Vec<u8> = Vec::new();
    let read: Vec<Option<ConcernFinding>> = findings
        .into_iter()
        .enumerate()
        .map(|(place, finding)| {
            reader.within(format_args!("findings[{place}]"), |reader| {
                read_finding(reader, finding, &mut seen)
            })
        })
        .collect();
    read.into_iter().collect()
}

fn read_finding(
    reader: &mut Reader<'_>,
    finding: wire::ConcernFinding,
    seen: &mut Vec<u8>,
) -> Option<ConcernFinding> {
    let wire::ConcernFinding {
        concern,
        finding,
        adjudicator_agrees,
    } = finding;
    let concern = read_number(reader, "concern", concern);
    let finding = reader.value("finding", Finding::from_wire(finding));
    if concern.is_some_and(|concern| seen.contains(&concern)) {
        reader.refuse("concern", "must not repeat a concern");
    }
    seen.extend(concern);
    Some(ConcernFinding {
        concern: concern?,
        finding: finding?,
        adjudicator_agrees,
    })
}

impl Step for wire::ConcludeStageRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            stage: number,
            concluded_date,
            overriding_finding,
            override_reason,
            delay_reason,
            signed_by,
            next_step_told,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let stage = stage(reader, number);
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
        let reason = people::read_text(
            reader,
            "override_reason",
            format!("override_reason/{}", stage.unwrap_or_default()),
            override_reason,
            limits::REASON_CHARACTERS_MAX,
        );
        let delay_reason = reader.optional_code("delay_reason", List::DelayReasons, &delay_reason, on);
        let signed_by = reader.optional_code("signed_by", List::Officers, &signed_by, on);
        let conclusion = Conclusion {
            stage: stage?,
            on: on?,
            overriding_finding: overriding_finding?,
            delay_reason: delay_reason?,
            signed_by: signed_by?,
            next_step_told,
        };
        Some((Command::ConcludeStage(conclusion), reason?.into_iter().collect()))
    }
}

impl Step for wire::EscalateRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            requested_date,
            late_acceptance_reason,
            skip_basis,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let requested_on = reader.past_date("requested_date", requested_date);
        let list = List::LateAcceptanceReasons;
        let reason = reader.optional_code(
            "late_acceptance_reason",
            list,
            &late_acceptance_reason,
            requested_on,
        );
        let skip = match skip_basis {
            0 => Some(None),
            basis => reader.value("skip_basis", SkipBasis::from_wire(basis)).map(Some),
        };
        Some(plain(Command::Escalate(Escalation {
            requested_on: requested_on?,
            late_acceptance_reason: reason?,
            skip: skip?,
        })))
    }
}

impl Step for wire::ArrangePanelRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            meeting_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let meets_on = reader.date("meeting_date", meeting_date)?;
        Some(plain(Command::ArrangePanel { meets_on }))
    }
}

impl Step for wire::RecordMilestoneRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            milestone,
            reached_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let milestone = reader.value("milestone", Milestone::from_wire(milestone));
        let on = reader.past_date("reached_date", reached_date);
        Some(plain(Command::RecordMilestone {
            milestone: milestone?,
            on: on?,
        }))
    }
}
