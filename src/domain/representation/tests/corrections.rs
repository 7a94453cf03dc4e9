//! Corrections, told as stories: what was recorded wrongly is put right by what is added.

use super::*;

pub(super) fn correct(amendments: Vec<Amendment>) -> Command {
    Command::Correct(Correction {
        on: day("2024-03-01"),
        reason: code("entered_wrongly"),
        amendments,
    })
}

/// A receipt that was entered wrongly moves the clocks of the first stage with it.
#[test]
fn a_corrected_receipt_moves_the_clocks() {
    let corrected = carried_out(
        &[children("2024-01-02")],
        &[correct(vec![Amendment::ReceivedOn(day("2024-01-04"))])],
    );
    let due = clock(&corrected, ClockName::Response, 1).due.expect("due");
    assert_eq!(
        (due.anchor_on, due.agreed_on),
        (day("2024-01-04"), day("2024-01-18"))
    );
    assert_eq!(given(&corrected).corrections.len(), 1);
}

/// A closed record is corrected where it is, and stays closed.
#[test]
fn a_closed_record_is_corrected_and_stays_closed() {
    let mut closed = after_stage_1();
    closed.push(Event::Closed {
        on: day("2024-01-20"),
        closure: Closure::Resolved,
    });
    let corrected = carried_out(
        &closed,
        &[correct(vec![
            Amendment::ConcludedOn {
                stage: 1,
                on: day("2024-01-17"),
            },
            Amendment::Finding {
                stage: 1,
                concern: 1,
                finding: Finding::Upheld,
            },
            Amendment::ClosedOn(day("2024-01-22")),
        ])],
    );
    let state = given(&corrected);
    assert_eq!(state.state(), State::Concluded);
    assert_eq!(state.finding(), Some(Finding::Upheld));
    assert_eq!(state.closed_on(), Some(day("2024-01-22")));
    assert_eq!(
        clock(&corrected, ClockName::Response, 1).state(),
        ClockState::Missed
    );
}

#[test]
fn a_correction_keeps_the_order_of_dates_and_names_what_is_there() {
    let stage = 1;
    let on = day("2024-01-13");
    for amendment in [
        Amendment::ReceivedOn(day("2024-01-13")),
        Amendment::ConcludedOn {
            stage,
            on: day("2024-01-01"),
        },
        Amendment::GroundsAroseOn(Some(day("2024-01-03"))),
    ] {
        assert!(
            matches!(
                refused(&after_stage_1(), &correct(vec![amendment.clone()])),
                Refusal::DateBeforeAnchor { .. }
            ),
            "{amendment:?}"
        );
    }
    for amendment in [
        Amendment::AcknowledgedOn { stage, on },
        Amendment::AcknowledgedOn { stage: 0, on },
        Amendment::RequestedOn { stage, on },
        Amendment::ConcludedOn { stage: 2, on },
        Amendment::MilestoneOn {
            stage,
            milestone: Milestone::InternalForm,
            on,
        },
    ] {
        assert!(
            matches!(
                refused(&after_stage_1(), &correct(vec![amendment.clone()])),
                Refusal::PartUnknown { .. }
            ),
            "{amendment:?}"
        );
    }
    let finding = Amendment::Finding {
        stage,
        concern: 2,
        finding: Finding::Upheld,
    };
    assert_eq!(
        refused(&after_stage_1(), &correct(vec![finding])),
        Refusal::ConcernUnknown { concern: 2 }
    );
    for amendment in [Amendment::WithdrawnOn(on), Amendment::ClosedOn(on)] {
        assert!(matches!(
            refused(&after_stage_1(), &correct(vec![amendment])),
            Refusal::StepNeeds { .. }
        ));
    }
}

#[test]
fn a_corrected_withdrawal_ends_its_stage_then() {
    let withdrawn = carried_out(
        &[children("2024-01-02")],
        &[Command::Withdraw(withdrawal("2024-01-05"))],
    );
    let corrected = carried_out(
        &withdrawn,
        &[correct(vec![Amendment::WithdrawnOn(day("2024-01-09"))])],
    );
    let state = given(&corrected);
    assert_eq!(state.closed_on(), Some(day("2024-01-09")));
    assert_eq!(state.stages[0].ended_on(), Some(day("2024-01-09")));
}
