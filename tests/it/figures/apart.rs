//! What figures must tell apart, each once counted together and found by the oracle (`tests/oracle`).

use redress::api::wire::{
    Basis, ClockName, Conversion, FigureState, Finding, Procedure, QueryStatisticsRequest,
};

use super::{asked, question, values};
use crate::harness::{build::complaint, day, for_each_register};

/// Whoever goes on because stage 1 is overdue ends it; nobody has acknowledged it by that.
#[tokio::test]
async fn a_stage_that_was_overtaken_was_not_acknowledged() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        officer.escalate(&name, day(2026, 3, 17)).await.expect("stage 2");
        let of = ["stages_ended", "acknowledged_in_time_rate"];
        let ended = QueryStatisticsRequest {
            basis: Basis::Started.into(),
            ..question(&["stage_events"], &["acknowledgement_timeliness"], 2025)
        };
        assert_eq!(values(&asked(&officer, ended).await, "unanswered"), [1.0]);
        let table = asked(&officer, question(&of, &[], 2025)).await;
        let figures = table.total.expect("a total").figures;
        assert_eq!(figures[1].state(), FigureState::NotApplicable);
    })
    .await;
}

/// Of the stages answered: one that was extended and then withdrawn is none of them.
#[tokio::test]
async fn a_stage_that_was_withdrawn_is_no_answered_one_that_was_extended() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = || complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let withdrawn = officer.register(about()).await.expect("a registration").name;
        let clock = ClockName::Response;
        let step = officer.extend_as_agreed(&withdrawn, clock, 20, day(2026, 3, 9));
        step.await.expect("an extension");
        officer
            .withdraw(&withdrawn, day(2026, 3, 10))
            .await
            .expect("a withdrawal");
        let answered = officer.register(about()).await.expect("a registration").name;
        let step = officer.answer(&answered, 1, Finding::Upheld, day(2026, 3, 12));
        step.await.expect("a response");
        let table = asked(&officer, question(&["stage_extended_rate"], &[], 2025)).await;
        assert_eq!(values(&table, "total"), [0.0]);
    })
    .await;
}

/// Working days as published are those of the last stage, by the procedure that it is a stage of, also beside the time
/// that the complaint spent under another.
#[tokio::test]
async fn a_time_under_one_procedure_has_no_band_of_another() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let conversion = Conversion {
            to: Procedure::AdultStatutory.into(),
            converted_date: Some(day(2026, 3, 4)),
            reason: "misclassified".to_owned(),
            told_date: Some(day(2026, 3, 4)),
            ..Conversion::default()
        };
        officer
            .convert(&name, conversion, Vec::new())
            .await
            .expect("a conversion");
        let step = officer.answer(&name, 1, Finding::Upheld, day(2026, 3, 12));
        step.await.expect("a response");
        let by = |dimension| question(&["complaints_received"], &[dimension], 2025);
        let table = asked(&officer, by("published_guideline")).await;
        assert_eq!(values(&table, "within_20"), [1.0]);
        let table = asked(&officer, by("published_band")).await;
        assert_eq!(values(&table, "blank"), [1.0]);
    })
    .await;
}
