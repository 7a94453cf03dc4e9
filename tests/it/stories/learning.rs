//! What the council learns: actions until they are evidenced and have helped (Complaint Handling Code 6.6, 8.1 and 9.1;
//! SI 2009/309 reg 18).

use redress::api::wire::{
    self, ActionAcceptance, ActionFilter, ActionSourceKind, ActionStatus, Decision, Finding, ImpactOutcome,
    Procedure, View,
};

use crate::harness::{
    Register,
    build::{complaint, compliment, decision, ombudsman_case, remedy},
    date, day, for_each_register,
    learning::{action, evidence, from_case, from_representation, impact, verdict},
};

/// SI 2006/1738 reg 13 and Complaint Handling Code 8.1: what is learnt from a complaint is agreed, done, evidenced, and
/// looked at again. A new due date keeps the first one.
#[tokio::test]
async fn an_action_from_a_stage_is_followed_to_its_end() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2025, 4, 8));
        let source = officer.register(about).await.expect("a complaint").name;
        officer
            .answer(&source, 1, Finding::Upheld, day(2025, 4, 22))
            .await
            .expect("a response");
        let mut learnt = action(day(2025, 4, 22), day(2025, 6, 30));
        learnt.source = Some(from_representation(
            ActionSourceKind::InvestigatorRecommendation,
            &source,
            1,
            1,
        ));
        learnt.types = vec!["Policy change".to_owned(), "training".to_owned()];
        learnt.text = "Visits are confirmed by letter.".to_owned();
        learnt.team = "LAC".to_owned();
        let recorded = officer.record_action(learnt).await.expect("an action");
        assert_eq!(recorded.status(), ActionStatus::Proposed);
        assert_eq!(recorded.types, ["policy_or_procedure", "training"]);
        assert_eq!(
            (recorded.team.as_str(), recorded.text.as_str()),
            ("looked-after", "")
        );
        let name = recorded.name.as_str();

        let mut partly = verdict(
            ActionAcceptance::PartlyAccepted,
            day(2025, 5, 1),
            "Only for first visits.",
        );
        partly.reason = "resources".to_owned();
        let decided = officer.decide_action(name, partly).await.expect("a decision");
        assert_eq!(decided.status(), ActionStatus::Open);
        let moved = officer
            .update_action(name, ("hos-1", ""), Some(day(2025, 9, 30)))
            .await
            .expect("an update");
        assert_eq!(
            (moved.owner.as_str(), moved.team.as_str()),
            ("hos-1", "looked-after")
        );
        assert_eq!(
            (moved.original_due_date, moved.due_date),
            (Some(day(2025, 6, 30)), Some(day(2025, 9, 30)))
        );
        assert_eq!(moved.due_date_changes[0].reason, "staff_absence");

        let done = officer.complete_action(name, day(2025, 10, 1), None).await;
        let done = done.expect("done");
        assert_eq!((done.status(), done.done_late), (ActionStatus::Done, true));
        let proof = evidence(day(2025, 10, 6), "Procedure 4.2 in the team's folder.");
        let evidenced = officer.record_evidence(name, proof).await.expect("evidence");
        assert_eq!(evidenced.status(), ActionStatus::Evidenced);
        let mut early = impact(ImpactOutcome::TooEarly, day(2025, 12, 1), Some(day(2026, 3, 2)));
        early.note = "Two visits so far.".to_owned();
        officer.assess_impact(name, early).await.expect("a check");
        let mut seen = impact(ImpactOutcome::ChangeSeen, day(2026, 3, 2), None);
        seen.note = "No complaint of a missed visit.".to_owned();
        officer.assess_impact(name, seen).await.expect("a check");
        officer
            .share_action(name, "team_meeting", day(2025, 11, 3))
            .await
            .expect("shared");
        let shared = officer
            .share_action(name, "contracts_officers", day(2025, 11, 4))
            .await;
        let shared = shared.expect("shared");
        assert_eq!(shared.sharings.len(), 2);
        assert_eq!(
            officer.get_action(name, View::Basic).await.expect("the action"),
            shared
        );
        let full = officer.get_action(name, View::Full).await.expect("the action");
        assert_eq!(full.text, "Visits are confirmed by letter.");
        assert_eq!(full.decision.expect("a decision").text, "Only for first visits.");
        assert_eq!(
            full.evidence.expect("evidence").text,
            "Procedure 4.2 in the team's folder."
        );
        let notes: Vec<&str> = full
            .impact_checks
            .iter()
            .map(|check| check.note.as_str())
            .collect();
        assert_eq!(notes, ["Two visits so far.", "No complaint of a missed visit."]);
        let of_it = ActionFilter {
            representation: source,
            ..ActionFilter::default()
        };
        assert_eq!(officer.find_actions(of_it).await, [name]);
    })
    .await;
}

/// Local Government Act 1974 s31: a recommendation of the Ombudsman becomes an action. A compliment is learnt from too.
#[tokio::test]
async fn actions_come_from_the_ombudsman_and_from_compliments() {
    for_each_register(async |register| {
        let officer = register.officer();
        let case = officer
            .register_case(ombudsman_case("23 013 837", day(2025, 4, 3)))
            .await;
        let case = case.expect("a case").name;
        officer
            .decide(&case, decision(Decision::Upheld, day(2025, 6, 2)))
            .await
            .expect("a decision");
        let agreed = remedy("provide_training_or_guidance", day(2025, 9, 1));
        officer.agree_remedy(&case, agreed).await.expect("a remedy");
        let mut learnt = action(day(2025, 6, 9), day(2025, 9, 1));
        learnt.source = Some(from_case(&case, 1));
        let of_case = officer.record_action(learnt).await.expect("an action");
        assert_eq!(of_case.source, Some(from_case(&case, 1)));

        let praise = compliment(day(2025, 5, 6));
        let praise = officer.register(praise).await.expect("a compliment").name;
        let mut learnt = action(day(2025, 5, 7), day(2025, 8, 1));
        learnt.source = Some(from_representation(ActionSourceKind::Compliment, &praise, 0, 0));
        let of_praise = officer.record_action(learnt).await.expect("an action");
        for (filter, expected) in [
            (
                ActionFilter {
                    ombudsman_case: case,
                    ..ActionFilter::default()
                },
                &of_case.name,
            ),
            (
                ActionFilter {
                    representation: praise,
                    ..ActionFilter::default()
                },
                &of_praise.name,
            ),
            (
                ActionFilter {
                    source_kinds: vec![ActionSourceKind::Compliment.into()],
                    ..ActionFilter::default()
                },
                &of_praise.name,
            ),
        ] {
            assert_eq!(officer.find_actions(filter).await, [expected.as_str()]);
        }
        let all = officer.find_actions(ActionFilter::default()).await;
        assert_eq!(all, [of_praise.name, of_case.name], "by due date");
    })
    .await;
}

/// A year's actions: one of each status, and one that is not due yet.
async fn a_year(register: &Register<'_>) -> [String; 6] {
    let officer = register.officer();
    let mut names = Vec::new();
    for (month, team) in (4..).zip(["", "hospital", "hospital", "looked-after", "hospital", ""]) {
        let mut new = action(day(2026, month, 10), day(2026, month + 2, 10));
        new.team = team.to_owned();
        if team == "hospital" {
            new.types.push("training".to_owned());
        }
        names.push(officer.record_action(new).await.expect("an action").name);
    }
    let names = <[String; 6]>::try_from(names).expect("six actions");
    let [_proposed, open, done, evidenced, rejected, cancelled] = &names;
    for name in [open, done, evidenced] {
        officer
            .accept_action(name, day(2026, 9, 2))
            .await
            .expect("a decision");
    }
    officer
        .complete_action(done, day(2026, 8, 1), None)
        .await
        .expect("done");
    let proof = Some(evidence(day(2026, 9, 20), "The minutes."));
    officer
        .complete_action(evidenced, day(2026, 9, 12), proof)
        .await
        .expect("done");
    officer
        .assess_impact(
            evidenced,
            impact(ImpactOutcome::ChangeSeen, day(2027, 1, 6), None),
        )
        .await
        .expect("a check");
    officer
        .share_action(open, "forum", day(2026, 9, 9))
        .await
        .expect("shared");
    officer
        .update_action(open, ("", ""), Some(day(2026, 8, 10)))
        .await
        .expect("an update");
    officer
        .decide_action(
            rejected,
            verdict(ActionAcceptance::Rejected, day(2026, 9, 2), "It is not ours."),
        )
        .await
        .expect("a decision");
    officer
        .cancel_action(cancelled, day(2026, 10, 1), "The team was closed.")
        .await
        .expect("a cancellation");
    names
}

/// Directors see what is outstanding; members see what became of last year's actions.
#[tokio::test]
async fn outstanding_overdue_and_last_years_actions() {
    for_each_register(async |register| {
        let officer = register.officer();
        register.set_today(date(2027, 4, 1));
        let names = a_year(register).await;
        let later = officer
            .record_action(action(day(2027, 3, 3), day(2027, 7, 1)))
            .await;
        let later = later.expect("an action").name;
        let outstanding = ActionFilter {
            outstanding: true,
            ..ActionFilter::default()
        };
        let overdue = ActionFilter {
            overdue: true,
            ..ActionFilter::default()
        };
        let [proposed, open, ..] = &names;
        assert_eq!(
            officer.find_actions(outstanding.clone()).await,
            [proposed.as_str(), open, &later]
        );
        assert_eq!(
            officer.find_actions(overdue.clone()).await,
            [proposed.as_str(), open]
        );
        let soon = ActionFilter {
            due_before_date: Some(day(2026, 8, 10)),
            ..overdue.clone()
        };
        assert_eq!(
            officer.find_actions(soon).await,
            [proposed.as_str()],
            "before, not on"
        );
        let summary = officer.summarise(2026, 0).await;
        check_last_year(&summary);

        register.set_today(date(2027, 7, 1));
        assert_eq!(
            officer.find_actions(overdue.clone()).await.len(),
            2,
            "due today is not overdue"
        );
        assert_eq!(officer.summarise(2026, 0).await.total.expect("counts").overdue, 2);
        register.set_today(date(2027, 7, 2));
        assert_eq!(officer.find_actions(overdue).await.len(), 3);
        assert_eq!(officer.summarise(2026, 0).await.total.expect("counts").overdue, 3);
        officer
            .accept_action(proposed, day(2027, 7, 2))
            .await
            .expect("a decision");
        officer
            .complete_action(proposed, day(2027, 7, 2), None)
            .await
            .expect("done");
        let now = officer.summarise(2026, 0).await.total.expect("counts");
        assert_eq!((now.proposed, now.done, now.overdue), (1, 2, 2));
        let then = officer.summarise(2026, summary.position).await;
        assert_eq!(then.total, summary.total, "as it was known then");
        assert_eq!(
            (then.by_team, then.by_type, then.as_of_date),
            (summary.by_team, summary.by_type, summary.as_of_date)
        );
        let next = officer.summarise(2027, 0).await.total.expect("counts");
        assert_eq!(next.actions, 0, "none was raised that year");
    })
    .await;
}

fn check_last_year(summary: &wire::ActionSummary) {
    let total = summary.total.expect("counts");
    assert_eq!(
        total,
        wire::ActionCounts {
            actions: 7,
            proposed: 2,
            open: 1,
            done: 1,
            evidenced: 1,
            rejected: 1,
            cancelled: 1,
            overdue: 2,
            done_late: 1,
            due_date_changed: 1,
            impact_checked: 1,
            change_seen: 1,
            shared: 1,
        }
    );
    let by_team: Vec<(&str, &str, i64)> = summary
        .by_team
        .iter()
        .map(|of| {
            (
                of.code.as_str(),
                of.display_name.as_str(),
                of.counts.map_or(0, |counts| counts.actions),
            )
        })
        .collect();
    assert_eq!(
        by_team,
        [
            ("", "", 3),
            ("hospital", "Hospital Team", 3),
            ("looked-after", "Looked After Team", 1)
        ]
    );
    let by_type: Vec<(&str, i64)> = summary
        .by_type
        .iter()
        .map(|of| (of.code.as_str(), of.counts.map_or(0, |counts| counts.actions)))
        .collect();
    assert_eq!(by_type, [("guidance", 7), ("training", 3)]);
    assert_eq!(summary.by_source.len(), 1);
    assert_eq!(summary.as_of_date, Some(day(2027, 4, 1)));
}
