//! Clocks: the weekly list, the explanation that can be sent to the Ombudsman, previews, and holidays announced late.

mod holidays;
mod previews;
mod weekly;

use redress::{
    api::wire::{self, ClockName, Date, Finding, Procedure, Representation},
    domain::access::Role,
};

use crate::harness::{
    NORTHWICK, Register,
    build::complaint,
    caller::{Caller, fresh_id},
    day,
};

pub async fn pause(officer: &Caller, name: &str, from: Date) -> Representation {
    let request = wire::PauseClockRequest {
        name: name.to_owned(),
        clock: ClockName::Response.into(),
        reason: "waiting_for_advocate".to_owned(),
        from_date: Some(from),
        told_date: Some(from),
        request_id: fresh_id(),
        ..wire::PauseClockRequest::default()
    };
    let answer = officer.representations().pause_clock(request).await;
    answer.expect("a pause").into_inner()
}

async fn resume(officer: &Caller, name: &str, on: Date) {
    let request = wire::ResumeClockRequest {
        name: name.to_owned(),
        pause: 1,
        resumed_date: Some(on),
        request_id: fresh_id(),
        ..wire::ResumeClockRequest::default()
    };
    officer
        .representations()
        .resume_clock(request)
        .await
        .expect("the end of a pause");
}

async fn tell(officer: &Caller, name: &str, due: Date, on: Date) {
    let request = wire::TellDeadlineRequest {
        name: name.to_owned(),
        told: Some(wire::ToldDeadline {
            clock: ClockName::Response.into(),
            stage: 2,
            due_date: Some(due),
            told_date: Some(on),
        }),
        request_id: fresh_id(),
        ..wire::TellDeadlineRequest::default()
    };
    officer
        .representations()
        .tell_deadline(request)
        .await
        .expect("a told date");
}

/// The built-in policy of the children's procedure as the authority keeps it, which lets stage 2 wait.
pub async fn local_policy(register: &Register<'_>) -> wire::Policy {
    let admin = register.client(Role::Admin);
    let request = wire::ListPoliciesRequest {
        parent: NORTHWICK.to_owned(),
        ..wire::ListPoliciesRequest::default()
    };
    let policies = admin
        .reference()
        .list_policies(request)
        .await
        .expect("policies")
        .into_inner();
    let children = |policy: &wire::Policy| policy.procedure == i32::from(Procedure::ChildrenStatutory);
    let mut policy = policies
        .policies
        .into_iter()
        .find(children)
        .expect("the built-in policy");
    for rule in &mut policy.clocks {
        if rule.stage == 2 && rule.clock == i32::from(ClockName::Response) {
            rule.pause_cap = 90;
        }
    }
    wire::Policy {
        name: String::new(),
        valid_from_date: Some(day(2024, 1, 1)),
        source: "SI 2006/1738, regulation 17; Northwick's complaints policy of 2024, paragraph 8".to_owned(),
        receipt_until: "17:00".to_owned(),
        ..policy
    }
}

pub async fn save(register: &Register<'_>, policy: wire::Policy) {
    let request = wire::SavePolicyRequest {
        parent: NORTHWICK.to_owned(),
        policy: Some(policy),
        request_id: fresh_id(),
        validate_only: false,
    };
    let admin = register.client(Role::Admin);
    admin
        .reference()
        .save_policy(request)
        .await
        .expect("a saved policy");
}

/// A stage 2 that spans Christmas, with a pause and an extension.
async fn over_christmas(register: &Register<'_>) -> String {
    let officer = register.officer();
    save(register, local_policy(register).await).await;
    let about = complaint(Procedure::ChildrenStatutory, day(2024, 10, 1));
    let name = officer.register(about).await.expect("a registration").name;
    officer
        .answer(&name, 1, Finding::Upheld, day(2024, 10, 15))
        .await
        .expect("a response");
    officer.escalate(&name, day(2024, 11, 23)).await.expect("stage 2");
    pause(&officer, &name, day(2024, 12, 9)).await;
    resume(&officer, &name, day(2024, 12, 16)).await;
    let request = wire::ExtendClockRequest {
        reason: "complexity".to_owned(),
        told_date: Some(day(2024, 12, 18)),
        ..crate::harness::steps::extension(&name, ClockName::Response, 65, day(2024, 12, 18))
    };
    officer
        .representations()
        .extend_clock(request)
        .await
        .expect("an extension");
    tell(&officer, &name, day(2025, 3, 5), day(2024, 12, 18)).await;
    name
}

pub async fn explain(caller: &Caller, name: &str, stage: i32) -> wire::ClockExplanation {
    let request = wire::ExplainClockRequest {
        name: name.to_owned(),
        clock: ClockName::Response.into(),
        stage,
        ordinal: 0,
    };
    let answer = caller.representations().explain_clock(request).await;
    answer.expect("an explanation").into_inner()
}
