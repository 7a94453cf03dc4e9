//! All that is seen of a case, as facts with names: of the model's and of the register's.

use std::{collections::BTreeMap, fmt::Debug};

use chrono::NaiveDate;
use redress::api::wire::{
    self, ClockName, ClockState, DraftResponse, MonitoringOfficerStep, OmbudsmanCase, RecommendationKind,
};

use super::{
    clocks::{Shown, inspection_until, of_draft, of_duty, of_enquiry, of_notice, of_remedy, of_response},
    record::{Case, Remedy},
};
use crate::model::picture::{Picture, put, read};

fn put_clock(picture: &mut Picture, of: &str, shown: Option<Shown>) {
    if let Some(shown) = shown {
        put(picture, format!("{of} clock"), shown);
    }
}

/// What the model says.
pub fn of_model(case: &Case) -> Picture {
    let mut picture = Picture::new();
    let mut fact = |name: &str, value: &dyn Debug| put(&mut picture, name, value);
    fact("state", &case.state());
    fact("received", &Some(case.received));
    fact("notified", &case.notified);
    fact("unknown until listed", &case.unknown_until_listed());
    fact("linked", &case.linked);
    fact("class", &case.class());
    fact("decided", &case.decided());
    fact(
        "compliance",
        &case.compliance.map(|(outcome, _)| outcome).unwrap_or_default(),
    );
    fact("compliance recorded", &case.compliance.map(|(_, on)| on));
    fact("published", &case.published);
    fact("due", &case.due());
    fact("duties outstanding", &case.duties_outstanding());
    if let Some((_, decided)) = case.decision {
        let facts = (
            decided.decision,
            decided.taxonomy,
            decided.satisfactory,
            decided.public_report,
            decided.received,
        );
        fact("decision", &facts);
    }
    for (index, enquiry) in case.enquiries.iter().enumerate() {
        let of = format!("enquiry {}", index + 1);
        let facts = (
            Some(enquiry.received),
            enquiry.letter,
            enquiry.kind,
            enquiry.later.agreed,
        );
        put(&mut picture, &of, facts);
        put_clock(&mut picture, &of, Some(of_enquiry(case, enquiry)));
    }
    for (index, draft) in case.drafts.iter().enumerate() {
        let of = format!("draft {}", index + 1);
        let response = draft
            .commented
            .map_or(DraftResponse::Unspecified, |(_, said)| said);
        let commented = draft.commented.map(|(on, _)| on);
        put(
            &mut picture,
            &of,
            (Some(draft.received), draft.letter, commented, response),
        );
        put_clock(&mut picture, &of, Some(of_draft(case, index, draft)));
    }
    for (index, remedy) in case.remedies.iter().enumerate() {
        let of = format!("remedy {}", index + 1);
        put(&mut picture, &of, remedy_facts(remedy));
        put_clock(&mut picture, &of, Some(of_remedy(case, remedy)));
    }
    if case.report_received().is_some() {
        put(&mut picture, "report received", case.report_received());
        put(&mut picture, "report steps", &case.steps);
        put(&mut picture, "inspection until", inspection_until(case));
        put_clock(&mut picture, "notice", of_notice(case));
        let [first, second] = of_response(case);
        put_clock(&mut picture, "response 1", first);
        put_clock(&mut picture, "response 2", second);
    }
    for (index, duty) in case.duties.iter().enumerate() {
        let of = format!("duty {}", index + 1);
        put(
            &mut picture,
            &of,
            (Some(duty.assessed), duty.triggered, &duty.steps),
        );
        put_clock(&mut picture, &of, of_duty(duty));
    }
    picture
}

type RemedyFacts = ([Option<NaiveDate>; 7], [bool; 2], RecommendationKind);

fn remedy_facts(remedy: &Remedy) -> RemedyFacts {
    let due = remedy.later.due.unwrap_or(remedy.due);
    let kind = if remedy.service {
        RecommendationKind::ServiceImprovement
    } else {
        RecommendationKind::Personal
    };
    (
        [
            Some(remedy.due),
            remedy.completed,
            remedy.paid,
            remedy.later.agreed,
            remedy.refused,
            remedy.evidence,
            remedy.satisfied,
        ],
        [remedy.pays, remedy.completed.is_some_and(|on| on > due)],
        kind,
    )
}

fn seen_clock(clock: Option<&wire::Clock>) -> Option<Shown> {
    let clock = clock?;
    // A clock that waits is as good as none.
    (clock.state() != ClockState::Waiting).then(|| Shown {
        clock: ClockName::try_from(clock.clock).unwrap_or_default(),
        state: clock.state(),
        anchor: read(clock.anchor_date),
        due: read(clock.due_date),
        agreed: read(clock.agreed_due_date),
        stopped: read(clock.stopped_date),
        taken: clock.working_days_taken,
    })
}

/// What the register says.
pub fn of_register(seen: &OmbudsmanCase) -> Picture {
    let mut picture = Picture::new();
    let mut fact = |name: &str, value: &dyn Debug| put(&mut picture, name, value);
    fact("state", &seen.state());
    fact("received", &read(seen.received_date));
    fact("notified", &read(seen.notified_date));
    fact("unknown until listed", &seen.unknown_until_listed);
    fact("linked", &!seen.representation.is_empty());
    let decision = seen.decision.clone().unwrap_or_default();
    fact("class", &decision.decision_class());
    fact("decided", &read(decision.decided_date));
    fact("compliance", &seen.compliance());
    fact("compliance recorded", &read(seen.compliance_date));
    fact("published", &read(seen.published_date));
    fact("due", &read(seen.due_date));
    let duties: std::collections::BTreeSet<_> = seen.duties_outstanding().collect();
    fact("duties outstanding", &duties);
    if let Some(decision) = &seen.decision {
        let facts = (
            decision.decision(),
            decision.taxonomy_version(),
            decision.satisfactory_remedy_before_referral,
            decision.public_report,
            read(decision.received_date),
        );
        fact("decision", &facts);
    }
    put_seen_parts(&mut picture, seen);
    if let Some(report) = &seen.public_report {
        put(&mut picture, "report received", read(report.received_date));
        let steps: BTreeMap<_, _> = report
            .steps
            .iter()
            .map(|taken| (taken.step(), read(taken.date).unwrap_or_default()))
            .collect();
        put(&mut picture, "report steps", steps);
        put(
            &mut picture,
            "inspection until",
            read(report.inspection_until_date),
        );
        put_clock(&mut picture, "notice", seen_clock(report.notice_clock.as_ref()));
        for (index, clock) in report.response_clocks.iter().enumerate() {
            put_clock(
                &mut picture,
                &format!("response {}", index + 1),
                seen_clock(Some(clock)),
            );
        }
    }
    for duty in &seen.monitoring_officer_duties {
        let of = format!("duty {}", duty.number);
        let steps: BTreeMap<_, _> = [
            (MonitoringOfficerStep::Reported, read(duty.reported_date)),
            (MonitoringOfficerStep::Considered, read(duty.considered_date)),
            (MonitoringOfficerStep::Responded, read(duty.responded_date)),
        ]
        .into_iter()
        .filter_map(|(step, on)| Some((step, on?)))
        .collect();
        put(
            &mut picture,
            &of,
            (read(duty.assessed_date), duty.triggered, &steps),
        );
        put_clock(&mut picture, &of, seen_clock(duty.clock.as_ref()));
    }
    picture
}

fn put_seen_parts(picture: &mut Picture, seen: &OmbudsmanCase) {
    for enquiry in &seen.enquiries {
        let of = format!("enquiry {}", enquiry.number);
        let facts = (
            read(enquiry.received_date),
            read(enquiry.letter_due_date),
            enquiry.kind(),
            read(enquiry.extension_agreed_date),
        );
        put(picture, &of, facts);
        put_clock(picture, &of, seen_clock(enquiry.clock.as_ref()));
    }
    for draft in &seen.drafts {
        let of = format!("draft {}", draft.number);
        let facts = (
            read(draft.received_date),
            read(draft.letter_due_date),
            read(draft.commented_date),
            draft.response(),
        );
        put(picture, &of, facts);
        put_clock(picture, &of, seen_clock(draft.clock.as_ref()));
    }
    for remedy in &seen.remedies {
        let of = format!("remedy {}", remedy.number);
        let dates = [
            remedy.due_date,
            remedy.completed_date,
            remedy.paid_date,
            remedy.extension_agreed_date,
            remedy.refused_date,
            remedy.evidence_date,
            remedy.satisfied_date,
        ];
        let flags = [remedy.amount.is_some(), remedy.completed_late];
        put(picture, &of, (dates.map(read), flags, remedy.recommendation()));
        put_clock(picture, &of, seen_clock(remedy.clock.as_ref()));
    }
}
