//! Pauses, told dates, reasons for delay, and taking back, told as stories.

use super::*;

fn pause(from: &str) -> Command {
    Command::PauseClock(Pause {
        clock: ClockName::Response,
        reason: code("waiting_for_advocate"),
        from: day(from),
        told_on: None,
    })
}

fn due(events: &[Event]) -> (NaiveDate, NaiveDate) {
    let due = clock(events, ClockName::Response, 1).due.expect("due");
    (due.base_on, due.agreed_on)
}

fn revocation(on: &str) -> Revocation {
    Revocation {
        on: day(on),
        reason: code("entered_wrongly"),
    }
}

/// Practice under SI 2006/1738: stage 1 may wait for an advocate, and the absolute limit stays 20 working days.
#[test]
fn stage_1_waits_for_an_advocate_within_20_working_days() {
    let registered = [children("2024-06-03")];
    let paused = carried_out(&registered, &[pause("2024-06-06")]);
    // Received on Monday 3 June, 10 working days end on the 17th, 20 on 1 July.
    assert_eq!(due(&paused), (day("2024-06-17"), day("2024-07-01")));
    assert_eq!(clock(&paused, ClockName::Response, 1).state(), ClockState::Paused);
    let resume = Command::ResumeClock {
        pause: 1,
        on: day("2024-06-10"),
    };
    let resumed = carried_out(&paused, std::slice::from_ref(&resume));
    // Thursday 6 and Friday 7 June are not counted.
    assert_eq!(due(&resumed), (day("2024-06-17"), day("2024-06-19")));
    let done = Refusal::AlreadyDone {
        what: "the end of the pause",
        on: Some(day("2024-06-10")),
    };
    assert_eq!(refused(&resumed, &resume), done);
    let answered = carried_out(
        &resumed,
        &[
            Command::RecordFindings {
                stage: 1,
                findings: vec![ConcernFinding {
                    concern: 1,
                    finding: Finding::Upheld,
                    adjudicator_agrees: None,
                }],
            },
            conclude(1, "2024-06-19", None),
        ],
    );
    let clock = clock(&answered, ClockName::Response, 1);
    assert_eq!(
        (clock.state(), clock.working_days_taken),
        (ClockState::MetAsExtended, 10)
    );
}

/// A pause longer than the cap allows does not carry the due date beyond it.
#[test]
fn a_long_wait_ends_at_the_cap() {
    let registered = [children("2024-06-03")];
    let resume = Command::ResumeClock {
        pause: 1,
        on: day("2024-08-01"),
    };
    let waited = carried_out(&registered, &[pause("2024-06-06"), resume]);
    assert_eq!(due(&waited).1, day("2024-07-01"));
}

#[test]
fn what_may_not_be_paused_is_refused_with_the_source() {
    let registered = [children("2024-06-03")];
    let law = reference().policy_numbered(1).expect("a policy").source.clone();
    let late = Refusal::ExtensionTooLate {
        due_on: day("2024-06-17"),
        law: law.clone(),
    };
    assert_eq!(refused(&registered, &pause("2024-06-18")), late);
    let before = Refusal::DateBeforeAnchor {
        anchor_on: day("2024-06-03"),
    };
    assert_eq!(refused(&registered, &pause("2024-05-31")), before);
    let twice = carried_out(&registered, &[pause("2024-06-06")]);
    assert!(matches!(
        refused(&twice, &pause("2024-06-07")),
        Refusal::AlreadyDone { .. }
    ));
    let stage_2 = [after_stage_1(), vec![escalated("2024-01-20")]].concat();
    let not_pausable = Refusal::ClockNotPausable {
        clock: ClockName::Response,
        law,
    };
    assert_eq!(refused(&stage_2, &pause("2024-01-25")), not_pausable);
    let unknown = Refusal::PartUnknown {
        of: "pause",
        number: 2,
    };
    let resume = Command::ResumeClock {
        pause: 2,
        on: day("2024-06-10"),
    };
    assert_eq!(refused(&twice, &resume), unknown);
}

/// Taking an extension or a pause back reckons the clock again from what is left.
#[test]
fn what_is_taken_back_counts_no_more() {
    let registered = [children("2024-06-03")];
    let to_15 = extend(extension(ClockName::Response, 15, "2024-06-10"));
    let to_20 = extend(extension(ClockName::Response, 20, "2024-06-12"));
    let extended = carried_out(&registered, &[to_15, to_20, pause("2024-06-06")]);
    let take_back = |extension| Command::RevokeExtension {
        extension,
        revocation: revocation("2024-06-13"),
    };
    let without_pause = Command::RevokePause {
        pause: 1,
        revocation: revocation("2024-06-13"),
    };
    let left = carried_out(&extended, &[take_back(2), without_pause.clone()]);
    assert_eq!(due(&left), (day("2024-06-17"), day("2024-06-24")));
    let none = carried_out(&left, &[take_back(1)]);
    assert_eq!(due(&none), (day("2024-06-17"), day("2024-06-17")));
    assert!(matches!(
        refused(&none, &take_back(1)),
        Refusal::AlreadyDone { .. }
    ));
    assert!(matches!(
        refused(&none, &without_pause),
        Refusal::AlreadyDone { .. }
    ));
    assert!(matches!(
        refused(&none, &take_back(3)),
        Refusal::PartUnknown { .. }
    ));
    let early = Command::RevokeExtension {
        extension: 1,
        revocation: revocation("2024-06-09"),
    };
    assert!(matches!(
        refused(&extended, &early),
        Refusal::DateBeforeAnchor { .. }
    ));
}

/// A date that was told is a fact beside the computed one.
#[test]
fn a_told_date_stays_beside_the_computed_one() {
    let told = Command::Acknowledge {
        on: day("2024-06-05"),
        told_due_on: Some(day("2024-06-20")),
    };
    let events = carried_out(&[children("2024-06-03")], &[told]);
    let response = clock(&events, ClockName::Response, 1);
    assert_eq!(response.told_due_on, Some(day("2024-06-20")));
    assert_eq!(due(&events).1, day("2024-06-17"));
    let again = Command::TellDeadline(ToldDeadline {
        clock: ClockName::Response,
        stage: 1,
        due_on: day("2024-06-21"),
        told_on: day("2024-06-07"),
    });
    let told_again = carried_out(&events, &[again]);
    assert_eq!(
        clock(&told_again, ClockName::Response, 1).told_due_on,
        Some(day("2024-06-21"))
    );
    let of_nothing = Command::TellDeadline(ToldDeadline {
        clock: ClockName::Response,
        stage: 2,
        due_on: day("2024-06-21"),
        told_on: day("2024-06-07"),
    });
    assert!(matches!(
        refused(&events, &of_nothing),
        Refusal::ClockNotRunning { .. }
    ));
    let backwards = Command::Acknowledge {
        on: day("2024-06-05"),
        told_due_on: Some(day("2024-06-04")),
    };
    assert!(matches!(
        refused(&[children("2024-06-03")], &backwards),
        Refusal::DateBeforeAnchor { .. }
    ));
}

/// "Monitoring of the reasons for the delay" (Coventry, adults' report 2023/24) is a fact of the clock.
#[test]
fn a_reason_for_delay_is_kept_with_its_clock() {
    let delay = |stage| {
        Command::ExplainDelay(Delay {
            clock: ClockName::Response,
            stage,
            reason: code("staff"),
            on: day("2024-06-20"),
        })
    };
    let registered = [children("2024-06-03")];
    let explained = carried_out(&registered, &[delay(1)]);
    let reason = clock(&explained, ClockName::Response, 1).delay_reason;
    assert_eq!(reason, Some(code("staff")));
    assert_eq!(
        clock(&explained, ClockName::Acknowledgement, 1).delay_reason,
        None
    );
    assert!(matches!(
        refused(&registered, &delay(2)),
        Refusal::ClockNotRunning { .. }
    ));
}

/// SI 2009/309 reg 13(7): the period agreed is the period; later changes are extensions of it.
#[test]
fn an_adult_s_plan_sets_the_response_period() {
    let adult = [complaint(Procedure::AdultStatutory, "2024-06-03", 1)];
    let plan = |on: &str| {
        Command::AgreePlan(Plan {
            on: day(on),
            length: 30,
            discussed: true,
            told_on: Some(day("2024-06-06")),
        })
    };
    assert_eq!(due(&adult).0, day("2024-07-01"));
    let planned = carried_out(&adult, &[plan("2024-06-05")]);
    assert_eq!(due(&planned), (day("2024-07-15"), day("2024-07-15")));
    assert!(matches!(
        refused(&planned, &plan("2024-06-06")),
        Refusal::AlreadyDone { .. }
    ));
    assert!(matches!(
        refused(&adult, &plan("2024-06-02")),
        Refusal::DateBeforeAnchor { .. }
    ));
    assert!(matches!(
        refused(&[children("2024-06-03")], &plan("2024-06-05")),
        Refusal::StepNotInProcedure { .. }
    ));
}
