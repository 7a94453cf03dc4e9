//! Comments and compliments: put on the register, acknowledged, and timed by nothing.

use redress::api::wire::{Closure, Finding, State};

use crate::harness::{
    build::{comment, compliment},
    day, for_each_register,
};

/// SI 2006/1738 reg 3 and Children Act 1989 s26 speak of representations, of which a comment is one.
#[tokio::test]
async fn a_comment_is_acknowledged_and_closed() {
    for_each_register(async |register| {
        let officer = register.officer();
        let registered = officer
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a registration");
        assert_eq!(registered.state(), State::Recorded);
        assert!(registered.clocks.is_empty() && registered.stages.is_empty());
        let step = officer
            .acknowledge(&registered.name, day(2026, 5, 2))
            .await
            .expect("a step");
        assert_eq!(step.acknowledged_date, Some(day(2026, 5, 2)));
        let closed = officer
            .close(&registered.name, day(2026, 5, 6), Closure::Resolved)
            .await;
        let closed = closed.expect("closed");
        assert_eq!(
            (closed.state(), closed.finding()),
            (State::Concluded, Finding::Unspecified)
        );
    })
    .await;
}

/// A compliment carries its source and themes, under whatever name the caller has for them.
#[tokio::test]
async fn a_compliment_keeps_its_source_and_themes() {
    for_each_register(async |register| {
        let officer = register.officer();
        let registered = officer
            .register(compliment(day(2026, 5, 1)))
            .await
            .expect("a registration");
        assert_eq!(registered.state(), State::Recorded);
        assert_eq!(registered.themes, ["kindness", "speed"]);
        assert_eq!(registered.made_by, "school_or_education");
        let step = officer
            .acknowledge(&registered.name, day(2026, 5, 5))
            .await
            .expect("a step");
        assert_eq!(step.state(), State::Recorded);
    })
    .await;
}

/// Aliases, display names and codes mean the same, whatever the case of their letters.
#[tokio::test]
async fn a_caller_may_use_the_names_that_it_has() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = comment(day(2026, 5, 1));
        about.service = "asc".to_owned();
        about.team = "Hospital TEAM".to_owned();
        about.method = "phone".to_owned();
        about.concerns[0].category = "lateness".to_owned();
        about.concerns[0].subcategory = "Late visit".to_owned();
        let registered = officer.register(about).await.expect("a registration");
        assert_eq!(
            (registered.service.as_str(), registered.team.as_str()),
            ("adults", "hospital")
        );
        assert_eq!(registered.method, "telephone");
        assert_eq!(registered.concerns[0].category, "delay");
        assert_eq!(registered.concerns[0].subcategory, "late-visit");
    })
    .await;
}
