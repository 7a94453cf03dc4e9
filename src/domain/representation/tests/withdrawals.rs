//! Withdrawals that are taken back or put right, told as stories.

use super::{turns::defer, *};

/// A withdrawal that is taken back lets the stage go on; the days between are counted by no clock.
#[test]
fn a_retracted_withdrawal_goes_on_where_it_was() {
    let registered = [children("2024-06-03")];
    let withdraw = Command::Withdraw(withdrawal("2024-06-06"));
    let retract = |on: &str| Command::RetractWithdrawal { on: day(on) };
    let withdrawn = carried_out(&registered, std::slice::from_ref(&withdraw));
    assert_eq!(given(&withdrawn).state(), State::Withdrawn);
    assert!(matches!(
        refused(&withdrawn, &retract("2024-06-05")),
        Refusal::DateBeforeAnchor { .. }
    ));
    let back = carried_out(&withdrawn, &[retract("2024-06-11")]);
    assert_eq!(given(&back).state(), State::Open);
    let due = clock(&back, ClockName::Response, 1).due.expect("due");
    assert_eq!(due.agreed_on, day("2024-06-20"));
    let answered = carried_out(
        &after_stage_1(),
        &[Command::Withdraw(withdrawal("2024-01-15")), retract("2024-01-16")],
    );
    assert_eq!(given(&answered).state(), State::Answered);
    assert!(matches!(
        refused(&registered, &retract("2024-06-11")),
        Refusal::StateRefusesStep { .. }
    ));
}

/// A complaint that waits for proceedings, is withdrawn and goes on was held from the deferral to the retraction, also
/// where the day of the withdrawal is put right; not to a day before it waited.
#[test]
fn a_withdrawal_put_right_leaves_no_gap_after_a_deferral() {
    let put_right = |on: &str| {
        Command::Correct(Correction {
            on: day("2024-07-01"),
            reason: code("entered_wrongly"),
            amendments: vec![Amendment::WithdrawnOn(day(on))],
        })
    };
    let withdrawn = carried_out(
        &[children("2024-06-03")],
        &[defer("2024-06-05"), Command::Withdraw(withdrawal("2024-06-12"))],
    );
    let retract = Command::RetractWithdrawal {
        on: day("2024-07-01"),
    };
    for on in ["2024-06-05", "2024-06-12", "2024-06-20"] {
        let back = carried_out(&withdrawn, &[put_right(on), retract.clone()]);
        let due = clock(&back, ClockName::Response, 1).due.expect("due");
        assert_eq!(due.agreed_on, day("2024-07-11"), "withdrawn on {on}");
    }
    assert!(matches!(
        refused(&withdrawn, &put_right("2024-06-04")),
        Refusal::DateBeforeAnchor { .. }
    ));
}
