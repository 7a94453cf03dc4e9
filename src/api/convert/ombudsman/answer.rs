//! A case of the Ombudsman in an answer.

use crate::{
    api::{
        convert::{
            clocks::clock,
            dates::{date, money, timestamp},
            records::erasure,
            representations::code,
            values::{Wire, optional},
        },
        names, wire,
        write::etag,
    },
    app::records::{Opened, Snapshot},
    domain::{
        clock::Clock,
        ids::CodeId,
        ombudsman::{CaseClocks, Draft, Duty, Enquiry, FinalDecision, OmbudsmanCase, Outstanding, Remedy},
        reference::Reference,
    },
};

/// The wire's form of a case; sealed fields are there where they were opened.
pub fn case(
    snapshot: &Snapshot,
    state: &OmbudsmanCase,
    reference: &Reference,
    opened: Option<&Opened>,
) -> wire::OmbudsmanCase {
    let authority = &snapshot.stream.authority;
    let registration = &state.registration;
    let clocks = state.clocks(reference);
    let enquiries = (1..).zip(&state.enquiries).zip(&clocks.enquiries);
    let remedies = (1_u8..).zip(&state.remedies).zip(&clocks.remedies);
    let drafts = (1..).zip(&state.drafts).zip(&clocks.drafts);
    let duties = (1..).zip(&state.duties).zip(&clocks.duties);
    wire::OmbudsmanCase {
        name: names::case(authority, snapshot.stream.number),
        reference: registration.reference.clone(),
        category: registration.category.to_string(),
        service: code(registration.service.as_ref()),
        received_date: Some(date(registration.received_on)),
        notified_date: state.notified_on.map(date),
        known_from_annual_list: registration.from_annual_list,
        representation: state
            .representation
            .map(|number| names::representation(authority, number))
            .unwrap_or_default(),
        state: state.state().to_wire(),
        enquiries: enquiries
            .map(|((number, known), clock)| enquiry(number, known, clock))
            .collect(),
        decision: state.decision.as_ref().map(|known| decision(known, opened)),
        remedies: remedies
            .map(|((number, known), clock)| remedy(number, known, clock, opened))
            .collect(),
        drafts: drafts
            .map(|((number, known), clock)| draft(number, known, clock))
            .collect(),
        compliance: optional(state.compliance.map(|(outcome, _)| outcome)),
        compliance_date: state.compliance.map(|(_, on)| date(on)),
        public_report: public_report(state, &clocks, reference),
        monitoring_officer_duties: duties
            .map(|((number, known), clock)| duty(number, known, clock.as_ref()))
            .collect(),
        published_date: state.published_on.map(date),
        etag: etag(snapshot.version),
        position: snapshot.position,
        register_time: Some(timestamp(state.registered_time)),
        update_time: Some(timestamp(state.updated_time)),
        duties_outstanding: state
            .outstanding()
            .into_iter()
            .map(Outstanding::to_wire)
            .collect(),
        unknown_until_listed: state.is_unknown_until_listed(),
        due_date: state.all_due_on().map(date),
        erasure: state.erasure.map(erasure),
    }
}

fn enquiry(number: i32, known: &Enquiry, its_clock: &Clock) -> wire::Enquiry {
    wire::Enquiry {
        number,
        received_date: Some(date(known.received_on)),
        clock: Some(clock(its_clock)),
        letter_due_date: known.letter_due_on.map(date),
        kind: known.kind.to_wire(),
        extension_agreed_date: known.extended.map(|extended| date(extended.agreed_on)),
    }
}

fn draft(number: i32, known: &Draft, its_clock: &Clock) -> wire::DraftDecision {
    wire::DraftDecision {
        number,
        received_date: Some(date(known.received_on)),
        clock: Some(clock(its_clock)),
        letter_due_date: known.letter_due_on.map(date),
        commented_date: known.commented.map(|(_, on, _)| date(on)),
        response: optional(known.commented.map(|(response, ..)| response)),
    }
}

fn decision(known: &FinalDecision, opened: Option<&Opened>) -> wire::FinalDecision {
    let FinalDecision {
        decision,
        taxonomy,
        decided_on,
        received_on,
        ground,
        satisfactory_remedy_before_referral,
        public_report,
    } = known;
    wire::FinalDecision {
        decision: decision.to_wire(),
        decision_class: decision.class().to_wire(),
        decided_date: Some(date(*decided_on)),
        ground: ground.as_ref().map(CodeId::to_string).unwrap_or_default(),
        satisfactory_remedy_before_referral: *satisfactory_remedy_before_referral,
        public_report: *public_report,
        text: opened
            .and_then(|opened| opened.text("decision"))
            .unwrap_or_default(),
        taxonomy_version: optional(*taxonomy),
        received_date: received_on.map(date),
    }
}

fn remedy(number: u8, known: &Remedy, its_clock: &Clock, opened: Option<&Opened>) -> wire::Remedy {
    let text = |field: &str| {
        let name = format!("{field}/{number}");
        opened.and_then(|opened| opened.text(&name)).unwrap_or_default()
    };
    let agreed = &known.agreed;
    let extended = known.extended.as_ref();
    wire::Remedy {
        number: number.into(),
        kind: agreed.kind.to_string(),
        amount: agreed.amount_pence.map(money),
        due_date: Some(date(agreed.due_on)),
        completed_date: known.completed_on().map(date),
        completed_late: known.is_completed_late(),
        text: text("remedy"),
        recommendation: agreed.recommendation.to_wire(),
        further_kinds: agreed.further_kinds.iter().map(CodeId::to_string).collect(),
        basis: optional(agreed.basis),
        budget: code(agreed.budget.as_ref()),
        evidence_expected: text("remedy_evidence"),
        clock: Some(clock(its_clock)),
        extension_agreed_date: extended.map(|(extended, _)| date(extended.agreed_on)),
        extension_reason: code(extended.map(|(_, reason)| reason)),
        refused_date: known.refused.map(|(on, _)| date(on)),
        paid_date: known.paid_on.map(date),
        evidence_date: known.evidence_sent_on.map(date),
        satisfied_date: known.satisfied_on.map(date),
    }
}

fn public_report(
    state: &OmbudsmanCase,
    clocks: &CaseClocks,
    reference: &Reference,
) -> Option<wire::PublicReport> {
    let decision = state
        .decision
        .as_ref()
        .filter(|decision| decision.public_report)?;
    let steps = state.report.taken.iter();
    Some(wire::PublicReport {
        received_date: Some(date(decision.reached_council_on())),
        notice_clock: clocks.notice.as_ref().map(clock),
        response_clocks: clocks.responses.iter().map(clock).collect(),
        inspection_until_date: state.inspection_until(reference).map(date),
        steps: steps
            .map(|(step, (on, _))| wire::PublicReportStepTaken {
                step: step.to_wire(),
                date: Some(date(*on)),
            })
            .collect(),
    })
}

fn duty(number: i32, known: &Duty, its_clock: Option<&Clock>) -> wire::MonitoringOfficerDuty {
    let triggered = known.entry.triggered;
    wire::MonitoringOfficerDuty {
        number,
        assessed_date: Some(date(known.entry.assessed_on)),
        triggered: triggered.is_some(),
        reason: known.entry.reason.to_wire(),
        route: optional(triggered.map(|(route, _)| route)),
        body: optional(triggered.map(|(_, body)| body)),
        reported_date: known.reported.map(|(on, _)| date(on)),
        considered_date: known.considered.map(|(on, _)| date(on)),
        responded_date: known.responded.map(|(on, _)| date(on)),
        clock: its_clock.map(clock),
    }
}
