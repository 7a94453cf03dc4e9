//! How long the law gives, told as stories.

use super::*;

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
        &extend(to_20.clone()),
        Ok(Event::ClockExtended(to_20.clone())),
    );
    let law = reference().policy_numbered(1).expect("a policy").source.clone();
    let over = Refusal::ExtensionOverCap {
        clock: ClockName::Response,
        cap: 20,
        law: law.clone(),
    };
    let to_21 = extension(ClockName::Response, 21, "2024-04-15");
    check(&registered, &extend(to_21), Err(over));
    let late = Refusal::ExtensionTooLate {
        due_on: day("2024-04-15"),
        law,
    };
    let too_late = extension(ClockName::Response, 20, "2024-04-16");
    check(&registered, &extend(too_late), Err(late));
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
    check(&extended, &extend(shorter), Err(shortens));
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
    check(&registered, &extend(without.clone()), Err(refused));
    let agreed = Extension {
        complainant_agreed: true,
        ..without
    };
    check(
        &registered,
        &extend(agreed.clone()),
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
        adjudicator_agrees: None,
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

/// A stage that is answered without having been acknowledged counts from its start: it is not timeless.
#[test]
fn an_answer_without_an_acknowledgement_is_still_timed() {
    let events = [
        complaint(Procedure::CorporateCode, "2025-06-02", 1),
        found(1, Finding::Upheld),
        concluded("2025-06-17", Finding::Upheld),
    ];
    let clock = clock(&events, ClockName::Response, 1);
    assert_eq!(
        (clock.state(), clock.working_days_taken),
        (ClockState::Missed, 11)
    );
}

/// An informal complaint that lapsed was not answered.
#[test]
fn a_lapse_is_not_an_answer() {
    let lapsed = Event::Closed {
        on: day("2024-01-03"),
        closure: Closure::Lapsed,
    };
    let events = [complaint(Procedure::Informal, "2024-01-02", 1), lapsed];
    assert_eq!(clock(&events, ClockName::Response, 0).state(), ClockState::Left);
}
