//! A representation in an answer.

use prost::Message;

use crate::{
    api::{
        convert::{
            clocks::clock,
            dates::{date, timestamp},
            values::{Wire, optional},
        },
        names, wire,
        write::etag,
    },
    app::records::{Opened, Snapshot},
    domain::{
        ids::CodeId,
        reference::Reference,
        representation::{Equality, Extension, Progress, Representation, Stage, StageEnd},
        word::Word,
    },
};

/// The wire's form of a representation; sealed fields are there where they were opened.
pub fn representation(
    snapshot: &Snapshot,
    state: &Representation,
    reference: &Reference,
    opened: Option<&Opened>,
) -> wire::Representation {
    let registration = &state.registration;
    let text = |field: &str| opened.and_then(|opened| opened.text(field)).unwrap_or_default();
    let person = |field: &str| {
        opened
            .and_then(|opened| opened.content(field))
            .and_then(|content| wire::Person::decode(content).ok())
    };
    wire::Representation {
        name: names::representation(&snapshot.stream.authority, snapshot.stream.number),
        external_reference: registration.external_reference.clone().unwrap_or_default(),
        kind: registration.matter.kind().to_wire(),
        procedure: optional(registration.matter.procedure()),
        received_date: Some(date(registration.received_on)),
        service: registration.service.to_string(),
        team: code(registration.team.as_ref()),
        method: registration.method.to_string(),
        made_by: registration.made_by.to_string(),
        advocacy: registration
            .advocate_supported
            .map(|supported| wire::Advocacy { supported }),
        concerns: concerns(state, opened),
        themes: registration
            .matter
            .themes()
            .iter()
            .map(CodeId::to_string)
            .collect(),
        complainant_equality: equality(&registration.complainant_equality),
        service_user_equality: equality(&registration.service_user_equality),
        complainant: person("complainant"),
        service_user: person("service_user"),
        narrative: text("narrative"),
        desired_outcome: text("desired_outcome"),
        state: state.state().to_wire(),
        stages: state.stages.iter().map(stage).collect(),
        clocks: state.clocks(reference).iter().map(clock).collect(),
        finding: optional(state.finding()),
        closed_date: state.closed_on().map(date),
        withdrawal_reason: match &state.progress {
            Progress::Withdrawn { reason, .. } => reason.to_string(),
            Progress::Open | Progress::Answered | Progress::Closed { .. } | Progress::Recorded => {
                String::new()
            }
        },
        acknowledged_date: state.acknowledged_on.map(date),
        etag: etag(snapshot.version),
        position: snapshot.position,
        register_time: Some(timestamp(state.registered_time)),
        update_time: Some(timestamp(state.updated_time)),
    }
}

fn concerns(state: &Representation, opened: Option<&Opened>) -> Vec<wire::Concern> {
    let concerns = (1_u8..).zip(state.registration.matter.concerns());
    concerns
        .map(|(number, concern)| wire::Concern {
            number: number.into(),
            category: concern.category.to_string(),
            subcategory: code(concern.subcategory.as_ref()),
            text: opened
                .and_then(|opened| opened.text(&format!("concern/{number}")))
                .unwrap_or_default(),
            finding: optional(state.finding_on(number)),
        })
        .collect()
}

fn stage(stage: &Stage) -> wire::Stage {
    let (ended_by, finding, finding_overridden) = match &stage.end {
        None => (wire::StageEnd::Unspecified, None, false),
        Some(StageEnd::Withdrawal { .. }) => (wire::StageEnd::Withdrawal, None, false),
        Some(StageEnd::Response {
            finding, overridden, ..
        }) => (wire::StageEnd::Response, Some(*finding), *overridden),
    };
    let findings = stage.findings.iter();
    wire::Stage {
        number: stage.number.into(),
        started_date: Some(date(stage.started_on)),
        acknowledged_date: stage.acknowledged_on().map(date),
        ended_date: stage.end.as_ref().map(|end| date(end.on())),
        ended_by: ended_by.into(),
        findings: findings
            .map(|(concern, finding)| wire::ConcernFinding {
                concern: i32::from(*concern),
                finding: finding.to_wire(),
            })
            .collect(),
        finding: optional(finding),
        finding_overridden,
        extensions: stage.extensions.iter().map(extension).collect(),
    }
}

fn extension(extension: &Extension) -> wire::Extension {
    let Extension {
        clock,
        length,
        reason,
        decided_on,
        complainant_agreed,
        told_on,
    } = extension;
    wire::Extension {
        clock: clock.to_wire(),
        length: i32::from(*length),
        reason: reason.to_string(),
        decided_date: Some(date(*decided_on)),
        complainant_agreed: *complainant_agreed,
        told_date: told_on.map(date),
    }
}

fn equality(equality: &Equality) -> Option<wire::Equality> {
    if *equality == Equality::default() {
        return None;
    }
    let [
        age_band,
        disability,
        ethnicity,
        sex,
        gender_reassignment,
        marriage,
        pregnancy,
        religion,
        orientation,
    ] = equality.answers.each_ref().map(|answer| code(answer.as_ref()));
    Some(wire::Equality {
        age_band,
        disability,
        ethnicity,
        sex,
        gender_reassignment,
        marriage,
        pregnancy,
        religion,
        sexual_orientation: orientation,
        source: equality
            .source
            .map(|source| source.word().to_owned())
            .unwrap_or_default(),
    })
}

/// A code that may be absent, as text.
pub(crate) fn code(code: Option<&CodeId>) -> String {
    code.map(CodeId::to_string).unwrap_or_default()
}
