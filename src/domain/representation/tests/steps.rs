//! Which step may follow which, told as stories.

use super::*;

/// Complaint Handling Code 6.7: all points are answered.
#[test]
fn a_stage_is_concluded_once_every_concern_has_a_finding() {
    let two = complaint(Procedure::ChildrenStatutory, "2024-05-01", 2);
    let command = conclude(1, "2024-05-10", None);
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
    let by_hand = conclude(1, "2024-05-10", Some(Finding::Upheld));
    let overridden = match concluded("2024-05-10", Finding::Upheld) {
        Event::StageConcluded(response) => Event::StageConcluded(StageResponse {
            overridden: true,
            ..response
        }),
        other => other,
    };
    check(&both, &by_hand, Ok(overridden));
    let before = conclude(1, "2024-04-30", None);
    check(
        &both,
        &before,
        Err(Refusal::DateBeforeAnchor {
            anchor_on: day("2024-05-01"),
        }),
    );
    let stage_2 = conclude(2, "2024-05-10", None);
    check(&both, &stage_2, Err(Refusal::StageNotCurrent { current: 1 }));
}

/// SI 2006/1738: no law bars a late request for stage 2; stage 3 must be asked for within 20 working days (reg 18).
#[test]
fn stage_2_is_never_out_of_time_and_stage_3_is() {
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
    let accepted = Command::Escalate(Escalation {
        requested_on,
        late_acceptance_reason: late_acceptance_reason.clone(),
        skip: None,
    });
    let event = Event::Escalated {
        requested_on,
        late_acceptance_reason,
        overtaking: None,
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
    let ask = ask("2024-01-20");
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
    let ask = ask("2024-01-20");
    let law = Procedure::AdultStatutory.stages_source();
    check(&adult, &ask, Err(Refusal::NoFurtherStage { stage: 1, law }));
    check(
        &[children("2024-01-10")],
        &ask,
        Err(Refusal::StageUnderWay { stage: 1 }),
    );
}

/// A withdrawal ends the stage without a finding; the finding of the stage before stays.
#[test]
fn a_withdrawal_keeps_the_earlier_finding() {
    let mut events = after_stage_2();
    events.push(escalated("2024-03-01"));
    let withdraw = Command::Withdraw(withdrawal("2024-03-08"));
    let withdrawn = Event::Withdrawn(withdrawal("2024-03-08"));
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
    let withdraw = Command::Withdraw(withdrawal("2024-01-03"));
    let refused = Refusal::StepNotInProcedure {
        step: "withdrawal",
        handled_as: "compliment",
    };
    check(&registered, &withdraw, Err(refused));
}

/// An acknowledgement is recorded once and not before receipt.
#[test]
fn an_acknowledgement_comes_once_and_after_receipt() {
    let acknowledge = |on: &str| Command::Acknowledge {
        on: day(on),
        told_due_on: None,
    };
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

/// The funeral holiday of 19 September 2022 was announced on 9 September. A complaint that was closed before keeps
/// its clocks, but the complainant's 20 working days for stage 3 are counted with it.
#[test]
fn a_closure_does_not_freeze_the_time_to_ask_for_stage_3() {
    let events = [
        children("2022-07-01"),
        found(1, Finding::NotUpheld),
        concluded("2022-07-08", Finding::NotUpheld),
        escalated("2022-07-11"),
        found(1, Finding::NotUpheld),
        concluded("2022-08-22", Finding::NotUpheld),
        Event::Closed {
            on: day("2022-09-01"),
            closure: Closure::Resolved,
        },
    ];
    check(&events, &ask("2022-09-21"), Ok(escalated("2022-09-21")));
    let law = reference().policy_numbered(1).expect("a policy").source.clone();
    let late = Refusal::EscalationOutOfTime {
        due_on: day("2022-09-21"),
        law,
    };
    check(&events, &ask("2022-09-22"), Err(late));
}

/// What is told of an event to whoever watches: the date of what happened, not of its recording.
#[test]
fn each_event_has_the_date_of_what_happened() {
    let on = day("2024-01-09");
    let revocation = || Revocation {
        on,
        reason: code("entered_wrongly"),
    };
    let registration = || testing::complaint(Procedure::ChildrenStatutory, "2024-01-09", 1);
    let dated = [
        Event::Registered(registration()),
        Event::Imported {
            registration: registration(),
            steps: Vec::new(),
        },
        acknowledged("2024-01-09"),
        Event::ClockExtended(extension(ClockName::Response, 15, "2024-01-09")),
        Event::ExtensionRevoked {
            extension: 1,
            revocation: revocation(),
        },
        Event::PauseRevoked {
            pause: 1,
            revocation: revocation(),
        },
        Event::ClockPaused(Pause {
            clock: ClockName::Response,
            reason: code("other"),
            from: on,
            told_on: None,
        }),
        Event::ClockResumed { pause: 1, on },
        Event::DelayExplained(Delay {
            clock: ClockName::Response,
            stage: 1,
            reason: code("other"),
            on,
        }),
        concluded("2024-01-09", Finding::Upheld),
        escalated("2024-01-09"),
        Event::DeferralReviewed { on },
        Event::ProceedingsEnded { on },
        Event::Resumed {
            on,
            late_acceptance_reason: None,
        },
        Event::AppointmentEnded { appointment: 1, on },
        Event::PanelArranged { meets_on: on },
        Event::MilestoneReached {
            milestone: Milestone::PanelMet,
            on,
        },
        Event::Withdrawn(withdrawal("2024-01-09")),
        Event::WithdrawalRetracted { on },
        Event::Closed {
            on,
            closure: Closure::Resolved,
        },
        Event::ConcernsAdded {
            on,
            concerns: Vec::new(),
        },
        Event::Joined { into: 9, on },
        Event::TookOver {
            from: 9,
            on,
            concerns: Vec::new(),
        },
        Event::CostPaid { cost: 1, on },
        Event::ContactArrangementEnded { on },
        Event::Corrected(Correction {
            on,
            reason: code("entered_wrongly"),
            amendments: Vec::new(),
        }),
    ];
    for event in dated {
        assert_eq!(event.effective_on(), Some(on), "{event:?}");
    }
    let moved = Event::ConcernsMoved {
        into: 9,
        concerns: vec![1],
    };
    for event in [found(1, Finding::Upheld), moved] {
        assert_eq!(event.effective_on(), None, "{event:?}");
    }
}

/// What comes next is dated no earlier than the latest thing that happened: the acknowledgement, or the stage's start.
#[test]
fn the_next_step_is_dated_after_the_latest_one() {
    let withdraw = |on: &str| Command::Withdraw(withdrawal(on));
    let before = |anchor_on: &str| Refusal::DateBeforeAnchor {
        anchor_on: day(anchor_on),
    };
    let begun = [children("2024-01-02"), acknowledged("2024-01-05")];
    assert_eq!(
        refused(&begun[..1], &withdraw("2024-01-01")),
        before("2024-01-02")
    );
    assert_eq!(refused(&begun, &withdraw("2024-01-04")), before("2024-01-05"));
    let mut at_2 = after_stage_1();
    assert_eq!(refused(&at_2, &withdraw("2024-01-11")), before("2024-01-12"));
    at_2.push(escalated("2024-01-20"));
    assert_eq!(refused(&at_2, &withdraw("2024-01-19")), before("2024-01-20"));
}
