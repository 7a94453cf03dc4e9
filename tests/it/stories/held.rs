//! What is passed on, what it cost, and what is arranged.

use redress::api::wire::{
    self, ClockName, ClockState, ErrorReason, Finding, Forwarding, Milestone, Money, Procedure,
    Representation, View,
};

use crate::harness::{
    build::{clock_of, comment, complaint, compliment},
    casework_steps::reason_of,
    day, for_each_register,
};

/// Coventry 2023/24: a compliment has its source and many themes, names people, and is passed to them and their manager.
/// The names are sealed.
#[tokio::test]
async fn a_compliment_is_passed_to_those_whom_it_names() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = Representation {
            people_named: "Robin Invented".to_owned(),
            team: "Looked After Team".to_owned(),
            ..compliment(day(2026, 3, 2))
        };
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        assert_eq!(registered.themes, ["kindness", "speed"]);
        assert_eq!(registered.made_by, "school_or_education");
        assert!(registered.people_named.is_empty(), "not in the view BASIC");
        let full = officer.get(name, View::Full).await.expect("the record");
        assert_eq!(full.people_named, "Robin Invented");
        let passed = Forwarding {
            forwarded_date: Some(day(2026, 3, 3)),
            teams: vec!["looked-after".to_owned(), "hospital".to_owned()],
            to_people_named: true,
            to_manager: true,
        };
        let forwarded = officer.forward(name, passed.clone()).await.expect("passed on");
        assert_eq!(forwarded.forwardings, std::slice::from_ref(&passed));
        let about = complaint(Procedure::Informal, day(2026, 3, 2));
        let other = officer.register(about).await.expect("a registration").name;
        let refused = officer.forward(&other, passed).await;
        assert_eq!(reason_of(refused), ErrorReason::StepNotInProcedure);
    })
    .await;
}

/// Coventry's children 2023/24 counts comments and had none: a comment is passed to the service, and its maker has a reply
/// within 10 working days where one was asked for (local policy).
#[tokio::test]
async fn a_comment_whose_maker_wants_a_reply_has_a_clock() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = Representation {
            reply_wanted: true,
            ..comment(day(2026, 5, 1))
        };
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        let reply = clock_of(&registered, ClockName::Reply, 0);
        assert_eq!(reply.due_date, Some(day(2026, 5, 18)), "past May Day");
        assert_eq!(reply.state(), ClockState::Running);
        let passed = Forwarding {
            forwarded_date: Some(day(2026, 5, 5)),
            teams: vec!["potholes".to_owned()],
            ..Forwarding::default()
        };
        officer.forward(name, passed).await.expect("passed on");
        let closure = wire::Closure::Resolved;
        let closed = officer.close(name, day(2026, 5, 18), closure).await;
        let reply = clock_of(&closed.expect("replied"), ClockName::Reply, 0);
        assert_eq!(reply.state(), ClockState::Met);
    })
    .await;
}

fn cost(stage: i32, kind: &str, pounds: i64) -> wire::Cost {
    wire::Cost {
        stage,
        kind: kind.to_owned(),
        amount: Some(Money {
            currency_code: "GBP".to_owned(),
            units: pounds,
            nanos: 0,
        }),
        basis: "invoice".to_owned(),
        budget: "childrens".to_owned(),
        ..wire::Cost::default()
    }
}

/// Halton 2019/20 5.2 and Calderdale 2021/22 2.4 settle early to avoid the cost of stage 2: costs and payments are kept
/// by stage, with whose budget bears them and when they were paid.
#[tokio::test]
async fn costs_and_payments_are_kept_by_stage() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let early = officer.cost(&name, cost(2, "investigating_officer", 400)).await;
        assert_eq!(reason_of(early), ErrorReason::StageNotCurrent);
        let step = officer.answer(&name, 1, Finding::Upheld, day(2026, 3, 10)).await;
        step.expect("a response");
        officer.escalate(&name, day(2026, 3, 12)).await.expect("stage 2");
        let of_stage = cost(2, "investigating_officer", 400);
        officer.cost(&name, of_stage).await.expect("a cost");
        let payment = wire::Cost {
            basis: "adjudication".to_owned(),
            ..cost(2, "payment_distress", 150)
        };
        officer.cost(&name, payment).await.expect("a payment");
        let paid = officer.pay(&name, 2, day(2026, 5, 5)).await.expect("paid");
        let kept: Vec<_> = paid
            .costs
            .iter()
            .map(|cost| (cost.number, cost.stage, cost.kind.as_str(), cost.paid_date))
            .collect();
        let expected = [
            (1, 2, "investigating_officer", None),
            (2, 2, "payment_distress", Some(day(2026, 5, 5))),
        ];
        assert_eq!(kept, expected);
        let twice = officer.pay(&name, 2, day(2026, 5, 6)).await;
        assert_eq!(reason_of(twice), ErrorReason::AlreadyDone);
        let unknown = officer.pay(&name, 3, day(2026, 5, 6)).await;
        assert_eq!(reason_of(unknown), ErrorReason::PartUnknown);
    })
    .await;
}

/// Complaint Handling Code 5, unreasonable behaviour: contact is arranged, looked at again and ended; the complaint is
/// answered all the same.
#[tokio::test]
async fn unreasonable_contact_is_arranged_and_the_complaint_goes_on() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let arrangement = |kind: &str| wire::ContactArrangement {
            kind: kind.to_owned(),
            from_date: Some(day(2026, 3, 9)),
            review_date: Some(day(2026, 9, 9)),
            ended_date: None,
        };
        let first = arrangement("single_point_of_contact");
        officer
            .arrange_contact(&name, first)
            .await
            .expect("an arrangement");
        let second = arrangement("in_writing_only");
        let arranged = officer.arrange_contact(&name, second.clone()).await;
        let arranged = arranged.expect("a second one");
        assert_eq!(
            arranged.contact_arrangement,
            Some(second),
            "it replaces the first"
        );
        let answered = officer
            .answer(&name, 1, Finding::NotUpheld, day(2026, 3, 12))
            .await;
        answered.expect("a response");
        let ended = officer.end_arrangement(&name, day(2026, 5, 11)).await;
        let held = ended
            .expect("its end")
            .contact_arrangement
            .expect("the arrangement");
        assert_eq!(held.ended_date, Some(day(2026, 5, 11)));
        let again = officer.end_arrangement(&name, day(2026, 5, 12)).await;
        assert_eq!(reason_of(again), ErrorReason::AlreadyDone);
    })
    .await;
}

/// Coventry's children 2023/24: the internal investigation form was "not being uniformly or consistently completed";
/// each stage says whether and when it was.
#[tokio::test]
async fn the_internal_form_is_kept_for_each_stage() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateLocal, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let form = Milestone::InternalForm;
        officer.reach(&name, form, day(2026, 3, 6)).await.expect("a form");
        let again = officer.reach(&name, form, day(2026, 3, 9)).await;
        assert_eq!(reason_of(again), ErrorReason::AlreadyDone);
        let other = officer.reach(&name, Milestone::PanelMet, day(2026, 3, 9)).await;
        assert_eq!(reason_of(other), ErrorReason::StepNotInProcedure);
        let step = officer.answer(&name, 1, Finding::Upheld, day(2026, 3, 12)).await;
        step.expect("a response");
        officer.escalate(&name, day(2026, 3, 16)).await.expect("stage 2");
        let second = officer
            .reach(&name, form, day(2026, 3, 30))
            .await
            .expect("a form");
        let forms: Vec<_> = second
            .stages
            .iter()
            .map(|stage| stage.milestones[0].reached_date)
            .collect();
        assert_eq!(forms, [Some(day(2026, 3, 6)), Some(day(2026, 3, 30))]);
    })
    .await;
}

/// Given a complaint at stage 1, when mediation begins and ends, then its answer is due on the day that it was: nothing in
/// SI 2006/1738 stops the clock for it.
#[tokio::test]
async fn mediation_stops_no_clock() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let before = officer.register(about).await.expect("a registration");
        let name = before.name;
        let early = officer
            .reach(&name, Milestone::MediationEnded, day(2026, 3, 9))
            .await;
        assert_eq!(reason_of(early), ErrorReason::StepNeeds);
        let began = officer
            .reach(&name, Milestone::MediationBegan, day(2026, 3, 4))
            .await;
        began.expect("mediation");
        let ended = officer
            .reach(&name, Milestone::MediationEnded, day(2026, 3, 10))
            .await;
        let after = ended.expect("its end");
        assert_eq!(after.clocks, before.clocks);
        let reached: Vec<_> = after.stages[0]
            .milestones
            .iter()
            .map(wire::MilestoneReached::milestone)
            .collect();
        assert_eq!(reached, [Milestone::MediationBegan, Milestone::MediationEnded]);
    })
    .await;
}
