//! Enquiries, drafts, remedies and compliance, step by step.

use super::*;

fn later(due_on: &str, agreed_on: &str) -> Extended {
    Extended {
        due_on: day(due_on),
        agreed_on: day(agreed_on),
    }
}

fn extend(due_on: &str, agreed_on: &str) -> Command {
    step(RemedyStep::Extend {
        to: later(due_on, agreed_on),
        reason: code("complexity"),
    })
}

/// Manual for Councils 6: the Ombudsman may agree to a later answer, and the first date is kept.
#[test]
fn an_enquiry_is_extended_by_agreement_and_keeps_its_first_date() {
    let asked = [register(), enquiry("2023-08-14", None)];
    let extension = |due_on, agreed_on| Command::ExtendEnquiry {
        enquiry: 1,
        to: later(due_on, agreed_on),
    };
    let answer = Command::AnswerEnquiry {
        enquiry: 1,
        on: day("2023-09-20"),
    };
    let steps = [&asked[..], &[extension("2023-09-22", "2023-09-13"), answer]].concat();
    let case = carried_out(&steps);
    let clock = &case.clocks(&reference()).enquiries[0];
    let due = clock.due.expect("a due date");
    assert_eq!(
        (due.base_on, due.agreed_on),
        (day("2023-09-12"), day("2023-09-22"))
    );
    assert_eq!((clock.length, clock.agreed_length), (20, 28));
    assert_eq!(clock.state(), ClockState::MetAsExtended);
    assert_eq!(
        refused(&asked, &extension("2023-09-12", "2023-09-01")),
        Refusal::ExtensionShortens {
            due_on: day("2023-09-12")
        }
    );
    let again = refused(&steps, &extension("2023-10-22", "2023-09-21"));
    assert!(matches!(again, Refusal::AlreadyDone { .. }), "{again:?}");
}

#[test]
fn a_later_draft_or_the_decision_ends_the_time_to_comment() {
    let draft = |on, due: Option<&str>| Command::RecordDraft {
        on: day(on),
        letter_due_on: due.map(day),
    };
    let comment = |draft, on| Command::CommentOnDraft {
        draft,
        on: day(on),
        response: DraftResponse::Contested,
    };
    let drafted = [
        register(),
        draft("2023-08-21", None),
        draft("2023-08-30", Some("2023-09-06")),
        draft("2023-09-11", None),
    ];
    assert_eq!(carried_out(&drafted).state(), CaseState::DraftDecision);
    let steps = [
        &drafted[..],
        &[comment(2, "2023-09-07"), decision(Decision::Upheld)],
    ]
    .concat();
    let clocks = carried_out(&steps).clocks(&reference()).drafts;
    let states: Vec<ClockState> = clocks.iter().map(Clock::state).collect();
    assert_eq!(states, [ClockState::Left, ClockState::Missed, ClockState::Left]);
    let ends = clocks.iter().filter_map(|clock| clock.stop);
    let ends: Vec<_> = ends.map(|stop| stop.on().to_string()).collect();
    assert_eq!(ends, ["2023-08-30", "2023-09-07", "2023-09-27"]);
    // Ten working days, less the bank holiday at the end of August.
    assert_eq!(clocks[0].due.map(|due| due.agreed_on), Some(day("2023-09-05")));
    assert_eq!(
        refused(&drafted, &comment(4, "2023-09-12")),
        Refusal::DraftUnknown { draft: 4 }
    );
}

/// Compliance Manual 4: an extension by agreement changes the due date; lateness is judged by the agreed one.
#[test]
fn an_extended_remedy_is_late_only_after_the_agreed_date() {
    let open = [
        register(),
        decision(Decision::Upheld),
        remedy("2023-10-27"),
        extend("2023-11-10", "2023-10-30"),
    ];
    let done = |on| carried_out(&[&open[..], &[completed(on)]].concat());
    let state = |case: &OmbudsmanCase| case.clocks(&reference()).remedies[0].state();
    let (met, missed) = (done("2023-11-10"), done("2023-11-13"));
    assert_eq!(
        (met.remedies[0].is_completed_late(), state(&met)),
        (false, ClockState::MetAsExtended)
    );
    assert_eq!(
        (missed.remedies[0].is_completed_late(), state(&missed)),
        (true, ClockState::Missed)
    );
    assert_eq!(
        refused(&open, &extend("2023-11-10", "2023-11-01")),
        Refusal::ExtensionShortens {
            due_on: day("2023-11-10")
        }
    );
    assert_eq!(
        refused(&open, &extend("2023-12-10", "2023-10-29")),
        Refusal::DateBeforeAnchor {
            anchor_on: day("2023-10-30")
        }
    );
}

#[test]
fn the_ombudsman_is_satisfied_with_what_is_done() {
    let agreed = [register(), decision(Decision::Upheld), remedy("2023-10-27")];
    let satisfied = step(RemedyStep::Satisfy {
        on: day("2023-10-30"),
    });
    let record = |outcome| Command::RecordCompliance {
        outcome,
        on: day("2023-11-06"),
    };
    assert_eq!(
        refused(&agreed, &satisfied),
        Refusal::RemedyNotCompleted { remedy: 1 }
    );
    assert_eq!(
        refused(&agreed, &record(Compliance::CompletedLate)),
        Refusal::RemedyNotCompleted { remedy: 1 }
    );
    assert_eq!(
        refused(&agreed[..2], &record(Compliance::Complete)),
        Refusal::NoRemedyAgreed
    );
    let paid = step(RemedyStep::Complete {
        on: day("2023-10-20"),
        paid_on: Some(day("2023-10-19")),
    });
    assert_eq!(refused(&agreed, &paid), Refusal::PaymentNotAgreed { remedy: 1 });
    let steps = [
        &agreed[..],
        &[completed("2023-10-20"), satisfied, record(Compliance::Complete)],
    ]
    .concat();
    let case = carried_out(&steps);
    assert_eq!(case.state(), CaseState::Closed);
    assert_eq!(case.compliance, Some((Compliance::Complete, day("2023-11-06"))));
    let evidence = step(RemedyStep::SendEvidence {
        on: day("2023-11-07"),
    });
    let late = refused(&steps, &evidence);
    assert!(matches!(late, Refusal::AlreadyDone { .. }), "{late:?}");
}

/// A refusal ends the clock without its being met or missed; a council may think again.
#[test]
fn a_refused_remedy_waits_for_nothing_and_may_still_be_done() {
    let refuse = step(RemedyStep::Refuse {
        on: day("2023-10-02"),
    });
    let refused_it = [
        register(),
        decision(Decision::Upheld),
        remedy("2023-10-27"),
        refuse,
    ];
    let case = carried_out(&refused_it);
    assert_eq!(case.state(), CaseState::AwaitingCompliance);
    assert_eq!(case.clocks(&reference()).remedies[0].state(), ClockState::Left);
    assert_eq!(case.outstanding(), [Outstanding::MonitoringOfficerLog]);
    let after = carried_out(&[&refused_it[..], &[completed("2023-10-20")]].concat());
    assert_eq!(after.clocks(&reference()).remedies[0].state(), ClockState::Met);
    assert_eq!(after.outstanding(), []);
}
