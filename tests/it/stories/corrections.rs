//! What was recorded wrongly is put right by adding to it (Compliance Manual, appendix 1).

use redress::api::wire::{
    ClockName, ClockState, Closure, ErrorReason, Finding, Procedure, StageDate, StageFinding, State,
    amendment::Amendment,
};

use crate::harness::{
    build::{clock_of, complaint},
    casework_steps::reason_of,
    day, for_each_register,
};

/// Compliance Manual, appendix 1: records are not deleted, a correction is added. A closed complaint is corrected too; its
/// clocks say what they would have said.
#[tokio::test]
async fn a_closed_complaint_is_corrected_by_an_addition() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let step = officer
            .answer(&name, 1, Finding::NotUpheld, day(2026, 3, 17))
            .await;
        let late = step.expect("a response");
        assert_eq!(
            clock_of(&late, ClockName::Response, 1).state(),
            ClockState::Missed
        );
        let closed = officer.close(&name, day(2026, 3, 20), Closure::Resolved).await;
        let closed = closed.expect("closed");
        let amendments = vec![
            Amendment::Concluded(StageDate {
                stage: 1,
                date: Some(day(2026, 3, 16)),
            }),
            Amendment::Finding(StageFinding {
                stage: 1,
                concern: 1,
                finding: Finding::Upheld.into(),
            }),
            Amendment::Team("Team 7".to_owned()),
        ];
        let corrected = officer.correct(&name, day(2026, 4, 1), amendments).await;
        let corrected = corrected.expect("a correction");
        assert_eq!(corrected.state(), State::Concluded, "closed as before");
        assert_eq!(corrected.finding(), Finding::Upheld);
        assert_eq!(corrected.team, "looked-after");
        let response = clock_of(&corrected, ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Met);
        let [made] = corrected.corrections.as_slice() else {
            panic!("one correction: {:?}", corrected.corrections);
        };
        assert_eq!(
            (made.reason.as_str(), made.corrected.len()),
            ("entered_wrongly", 3)
        );
        assert!(corrected.position > closed.position, "added to the log");
    })
    .await;
}

/// The same: a correction adds nothing that was not there, and leaves the dates in order.
#[tokio::test]
async fn a_correction_invents_nothing() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let acknowledged = Amendment::Acknowledged(StageDate {
            stage: 1,
            date: Some(day(2026, 3, 3)),
        });
        let never = officer.correct(&name, day(2026, 4, 1), vec![acknowledged]).await;
        assert_eq!(reason_of(never), ErrorReason::PartUnknown);
        let step = officer
            .answer(&name, 1, Finding::NotUpheld, day(2026, 3, 9))
            .await;
        step.expect("a response");
        let received = Amendment::ReceivedDate(day(2026, 3, 10));
        let after = officer.correct(&name, day(2026, 4, 1), vec![received]).await;
        assert_eq!(reason_of(after), ErrorReason::DateBeforeAnchor);
        let received = Amendment::ReceivedDate(day(2026, 2, 27));
        let earlier = officer.correct(&name, day(2026, 4, 1), vec![received]).await;
        let earlier = earlier.expect("a correction");
        let response = clock_of(&earlier, ClockName::Response, 1);
        assert_eq!(
            response.anchor_date,
            Some(day(2026, 2, 27)),
            "the clock starts then"
        );
    })
    .await;
}
