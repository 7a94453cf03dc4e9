//! Procedures as stories: given what happened, when a command comes, then these events or that refusal. Each names
//! its legal source.

use super::*;
use crate::domain::{
    clock::ClockState,
    policy::ClockName,
    procedure::Procedure,
    refusal::Refusal,
    testing::{at, code, context, day, reference},
};

fn complaint(procedure: Procedure, received_on: &str, concerns: usize) -> Event {
    let concern = Concern {
        category: code("communication"),
        subcategory: None,
    };
    Event::Registered(Registration {
        external_reference: None,
        matter: Matter::Complaint {
            procedure,
            concerns: vec![concern; concerns],
        },
        received_on: day(received_on),
        service: code("childrens"),
        team: None,
        method: code("email"),
        made_by: code("adult"),
        advocate_supported: None,
        complainant_equality: Equality::default(),
        service_user_equality: Equality::default(),
    })
}

fn children(received_on: &str) -> Event {
    complaint(Procedure::ChildrenStatutory, received_on, 1)
}

fn acknowledged(on: &str) -> Event {
    Event::Acknowledged { on: day(on) }
}

fn found(concern: u8, finding: Finding) -> Event {
    Event::FindingsRecorded {
        findings: vec![ConcernFinding { concern, finding }],
    }
}

fn concluded(on: &str, finding: Finding) -> Event {
    Event::StageConcluded {
        on: day(on),
        finding,
        overridden: false,
    }
}

fn escalated(on: &str) -> Event {
    Event::Escalated {
        requested_on: day(on),
        late_acceptance_reason: None,
    }
}

fn extension(clock: ClockName, length: u16, decided_on: &str) -> Extension {
    Extension {
        clock,
        length,
        reason: code("complexity"),
        decided_on: day(decided_on),
        complainant_agreed: false,
        told_on: None,
    }
}

/// The state that events lead to. The first has position 2, after the authority's own.
fn given(events: &[Event]) -> Representation {
    let recorded = (2..).zip(events).map(|(position, event)| at(position, event));
    recorded
        .fold(None, Representation::evolve)
        .expect("a representation")
}

fn check(events: &[Event], command: &Command, expected: Result<Event, Refusal>) {
    let reference = reference();
    let context = context(&reference, false);
    let decided = decide(Some(&given(events)), command, &context);
    assert_eq!(decided, expected.map(|event| vec![event]), "{command:?}");
}

fn clock(events: &[Event], name: ClockName, stage: u8) -> super::super::clock::Clock {
    given(events).clock(name, stage, &reference()).expect("a clock")
}

/// SI 2006/1738: stage 1 is answered in 10 working days; Christmas and New Year are none of them.
#[test]
fn a_children_s_complaint_of_22_december_is_due_on_10_january() {
    let due = clock(&[children("2023-12-22")], ClockName::Response, 1)
        .due
        .expect("due");
    assert_eq!(
        (due.base_on, due.agreed_on),
        (day("2024-01-10"), day("2024-01-10"))
    );
}

/// SI 2006/1738: 10 working days become at most 20.
#[test]
fn stage_1_is_extended_to_20_and_no_further() {
    let registered = [children("2024-03-28")];
    let to_20 = extension(ClockName::Response, 20, "2024-04-15");
    check(
        &registered,
        &Command::ExtendClock(to_20.clone()),
        Ok(Event::ClockExtended(to_20.clone())),
    );
    let law = reference().policy_numbered(1).expect("a policy").source.clone();
    let over = Refusal::ExtensionOverCap {
        clock: ClockName::Response,
        cap: 20,
        law: law.clone(),
    };
    let to_21 = extension(ClockName::Response, 21, "2024-04-15");
    check(&registered, &Command::ExtendClock(to_21), Err(over));
    let late = Refusal::ExtensionTooLate {
        due_on: day("2024-04-15"),
        law,
    };
    let too_late = extension(ClockName::Response, 20, "2024-04-16");
    check(&registered, &Command::ExtendClock(too_late), Err(late));
    let extended = [children("2024-03-28"), Event::ClockExtended(to_20)];
    let due = clock(&extended, ClockName::Response, 1).due.expect("due");
    assert_eq!(
        (due.base_on, due.agreed_on),
        (day("2024-04-15"), day("2024-04-29"))
    );
    let shorter = extension(ClockName::Response, 15, "2024-04-15");
    let shortens = Refusal::ExtensionShortens {
        due_on: day("2024-04-29"),
    };
    check(&extended, &Command::ExtendClock(shorter), Err(shortens));
}

/// An answer on the last day is in time, one the day after is late; with an extension it is late after that.
#[test]
fn timeliness_turns_on_the_day_after_the_due_date() {
    let answered = |events: &[Event], on: &str| {
        let mut events = events.to_vec();
        events.extend([found(1, Finding::Upheld), concluded(on, Finding::Upheld)]);
        clock(&events, ClockName::Response, 1).state()
    };
    let plain = [children("2024-03-28")];
    assert_eq!(answered(&plain, "2024-04-15"), ClockState::Met);
    assert_eq!(answered(&plain, "2024-04-16"), ClockState::Missed);
    let to_20 = extension(ClockName::Response, 20, "2024-04-15");
    let extended = [children("2024-03-28"), Event::ClockExtended(to_20)];
    assert_eq!(answered(&extended, "2024-04-29"), ClockState::MetAsExtended);
    assert_eq!(answered(&extended, "2024-04-30"), ClockState::Missed);
}

/// Complaint Handling Code 6.7: all points are answered.
#[test]
fn a_stage_is_concluded_once_every_concern_has_a_finding() {
    let two = complaint(Procedure::ChildrenStatutory, "2024-05-01", 2);
    let command = Command::ConcludeStage {
        stage: 1,
        on: day("2024-05-10"),
        overriding_finding: None,
    };
    let one_found = [two.clone(), found(1, Finding::Upheld)];
    check(
        &one_found,
        &command,
        Err(Refusal::FindingsMissing { concerns: vec![2] }),
    );
    let both = [two, found(1, Finding::Upheld), found(2, Finding::NotUpheld)];
    check(
        &both,
        &command,
        Ok(concluded("2024-05-10", Finding::PartlyUpheld)),
    );
    let by_hand = Command::ConcludeStage {
        stage: 1,
        on: day("2024-05-10"),
        overriding_finding: Some(Finding::Upheld),
    };
    let overridden = Event::StageConcluded {
        on: day("2024-05-10"),
        finding: Finding::Upheld,
        overridden: true,
    };
    check(&both, &by_hand, Ok(overridden));
    let before = Command::ConcludeStage {
        stage: 1,
        on: day("2024-04-30"),
        overriding_finding: None,
    };
    check(
        &both,
        &before,
        Err(Refusal::DateBeforeAnchor {
            anchor_on: day("2024-05-01"),
        }),
    );
    let stage_2 = Command::ConcludeStage {
        stage: 2,
        on: day("2024-05-10"),
        overriding_finding: None,
    };
    check(&both, &stage_2, Err(Refusal::StageNotCurrent { current: 1 }));
}

fn after_stage_1() -> Vec<Event> {
    vec![
        children("2024-01-02"),
        found(1, Finding::NotUpheld),
        concluded("2024-01-12", Finding::NotUpheld),
    ]
}

fn after_stage_2() -> Vec<Event> {
    let mut events = after_stage_1();
    events.extend([
        escalated("2024-01-20"),
        found(1, Finding::PartlyUpheld),
        concluded("2024-02-20", Finding::PartlyUpheld),
    ]);
    events
}

/// SI 2006/1738: no law bars a late request for stage 2; stage 3 must be asked for within 20 working days (reg 18).
#[test]
fn stage_2_is_never_out_of_time_and_stage_3_is() {
    let ask = |on: &str| Command::Escalate {
        requested_on: day(on),
        late_acceptance_reason: None,
    };
    check(&after_stage_1(), &ask("2024-12-01"), Ok(escalated("2024-12-01")));
    check(&after_stage_2(), &ask("2024-03-19"), Ok(escalated("2024-03-19")));
    let law = reference().policy_numbered(1).expect("a policy").source.clone();
    let late = Refusal::EscalationOutOfTime {
        due_on: day("2024-03-19"),
        law,
    };
    check(&after_stage_2(), &ask("2024-03-20"), Err(late));
    let late_acceptance_reason = Some(code("council_delay"));
    let requested_on = day("2024-03-20");
    let accepted = Command::Escalate {
        requested_on,
        late_acceptance_reason: late_acceptance_reason.clone(),
    };
    let event = Event::Escalated {
        requested_on,
        late_acceptance_reason,
    };
    check(&after_stage_2(), &accepted, Ok(event));
}

/// A valid request is not refused because the complaint was closed meanwhile (Ombudsman 20 003 792 and others).
#[test]
fn a_closed_complaint_is_escalated_and_opens_again() {
    let mut events = after_stage_1();
    events.push(Event::Closed {
        on: day("2024-01-15"),
        closure: Closure::Resolved,
    });
    assert_eq!(given(&events).state(), State::Concluded);
    let ask = Command::Escalate {
        requested_on: day("2024-01-20"),
        late_acceptance_reason: None,
    };
    check(&events, &ask, Ok(escalated("2024-01-20")));
    events.push(escalated("2024-01-20"));
    assert_eq!(
        (given(&events).state(), given(&events).closed_on()),
        (State::Open, None)
    );
}

/// After the last stage comes the Ombudsman.
#[test]
fn there_is_nothing_after_the_last_stage() {
    let adult = [
        complaint(Procedure::AdultStatutory, "2024-01-02", 1),
        found(1, Finding::Upheld),
        concluded("2024-01-12", Finding::Upheld),
    ];
    let ask = Command::Escalate {
        requested_on: day("2024-01-20"),
        late_acceptance_reason: None,
    };
    let law = Procedure::AdultStatutory.stages_source();
    check(&adult, &ask, Err(Refusal::NoFurtherStage { stage: 1, law }));
    check(
        &[children("2024-01-02")],
        &ask,
        Err(Refusal::StageUnderWay { stage: 1 }),
    );
}

/// A withdrawal ends the stage without a finding; the finding of the stage before stays.
#[test]
fn a_withdrawal_keeps_the_earlier_finding() {
    let mut events = after_stage_2();
    events.push(escalated("2024-03-01"));
    let withdraw = Command::Withdraw {
        on: day("2024-03-08"),
        reason: code("resolved"),
    };
    let withdrawn = Event::Withdrawn {
        on: day("2024-03-08"),
        reason: code("resolved"),
    };
    check(&events, &withdraw, Ok(withdrawn.clone()));
    events.push(withdrawn);
    let state = given(&events);
    assert_eq!(state.state(), State::Withdrawn);
    assert_eq!(state.finding(), Some(Finding::PartlyUpheld));
    assert_eq!(clock(&events, ClockName::Response, 3).state(), ClockState::Left);
    let refused = Refusal::StateRefusesStep {
        step: "withdrawal",
        state: State::Withdrawn,
    };
    check(&events, &withdraw, Err(refused));
}

/// Complaint Handling Code 6.2 and 6.3: 5 working days to acknowledge, then 10 from the acknowledgement.
#[test]
fn the_code_s_response_clock_waits_for_the_acknowledgement() {
    let registered = complaint(Procedure::CorporateCode, "2025-04-14", 1);
    let waiting = clock(std::slice::from_ref(&registered), ClockName::Response, 1);
    assert_eq!((waiting.state(), waiting.due), (ClockState::Waiting, None));
    // Easter 2025: Good Friday is 18 April, Easter Monday 21 April.
    let acknowledgement = clock(std::slice::from_ref(&registered), ClockName::Acknowledgement, 1);
    assert_eq!(
        acknowledgement.due.map(|due| due.base_on),
        Some(day("2025-04-23"))
    );
    let running = clock(&[registered, acknowledged("2025-04-17")], ClockName::Response, 1);
    assert_eq!(running.due.map(|due| due.base_on), Some(day("2025-05-06")));
}

/// SI 2009/309 reg 14: six months commencing on the day of receipt; longer only by agreement.
#[test]
fn the_adults_longstop_is_six_months_commencing_on_receipt() {
    let registered = [complaint(Procedure::AdultStatutory, "2024-01-15", 1)];
    let due = clock(&registered, ClockName::Longstop, 0).due.expect("due");
    assert_eq!(due.base_on, day("2024-07-14"));
    let without = extension(ClockName::Longstop, 8, "2024-05-01");
    let law = reference().policy_numbered(2).expect("a policy").source.clone();
    let refused = Refusal::AgreementNeeded {
        clock: ClockName::Longstop,
        law,
    };
    check(&registered, &Command::ExtendClock(without.clone()), Err(refused));
    let agreed = Extension {
        complainant_agreed: true,
        ..without
    };
    check(
        &registered,
        &Command::ExtendClock(agreed.clone()),
        Ok(Event::ClockExtended(agreed.clone())),
    );
    let due = clock(
        &[registered[0].clone(), Event::ClockExtended(agreed)],
        ClockName::Longstop,
        0,
    )
    .due;
    assert_eq!(due.map(|due| due.agreed_on), Some(day("2024-09-14")));
}

/// Informal resolution has no stages; it is closed as resolved.
#[test]
fn an_informal_complaint_is_closed_without_a_stage() {
    let registered = [complaint(Procedure::Informal, "2024-01-02", 1)];
    let close = Command::Close {
        on: day("2024-01-08"),
        closure: Closure::Resolved,
    };
    let closed = Event::Closed {
        on: day("2024-01-08"),
        closure: Closure::Resolved,
    };
    check(&registered, &close, Ok(closed.clone()));
    let events = [registered[0].clone(), closed];
    let clock = clock(&events, ClockName::Response, 0);
    assert_eq!((clock.state(), clock.working_days_taken), (ClockState::Met, 4));
    let findings = vec![ConcernFinding {
        concern: 1,
        finding: Finding::Upheld,
    }];
    let refused = Refusal::StepNotInProcedure {
        step: "finding",
        handled_as: "informal",
    };
    check(
        &registered,
        &Command::RecordFindings { stage: 1, findings },
        Err(refused),
    );
}

/// Comments and compliments have no clocks and no stages.
#[test]
fn a_compliment_is_recorded_and_takes_no_steps_of_a_complaint() {
    let Event::Registered(registration) = children("2024-01-02") else {
        unreachable!()
    };
    let matter = Matter::Compliment {
        themes: vec![code("good-communication")],
    };
    let registered = [Event::Registered(Registration {
        matter,
        ..registration
    })];
    assert!(given(&registered).clocks(&reference()).is_empty());
    assert_eq!(given(&registered).state(), State::Recorded);
    let withdraw = Command::Withdraw {
        on: day("2024-01-03"),
        reason: code("resolved"),
    };
    let refused = Refusal::StepNotInProcedure {
        step: "withdrawal",
        handled_as: "compliment",
    };
    check(&registered, &withdraw, Err(refused));
}

/// An acknowledgement is recorded once and not before receipt.
#[test]
fn an_acknowledgement_comes_once_and_after_receipt() {
    let acknowledge = |on: &str| Command::Acknowledge { on: day(on) };
    let registered = [children("2024-01-02")];
    let before = Refusal::DateBeforeAnchor {
        anchor_on: day("2024-01-02"),
    };
    check(&registered, &acknowledge("2024-01-01"), Err(before));
    let twice = [children("2024-01-02"), acknowledged("2024-01-03")];
    let done = Refusal::AlreadyDone {
        what: "the acknowledgement",
        on: Some(day("2024-01-03")),
    };
    check(&twice, &acknowledge("2024-01-04"), Err(done));
}
