//! What a correction may put right, fact by fact and date by date.

use super::{corrections::correct, *};

/// SI 2006/1738 regs 17 to 20: what stage 2 and 3 time goes by the dates as corrected.
#[test]
fn the_dates_of_later_stages_are_put_right() {
    let stage = 2;
    let milestone = Milestone::StatementAgreed;
    let mut events = after_stage_1();
    events.extend([
        escalated("2024-01-20"),
        Event::MilestoneReached {
            milestone,
            on: day("2024-01-25"),
        },
    ]);
    let corrected = carried_out(
        &events,
        &[correct(vec![
            Amendment::RequestedOn {
                stage,
                on: day("2024-01-22"),
            },
            Amendment::MilestoneOn {
                stage,
                milestone,
                on: day("2024-01-26"),
            },
        ])],
    );
    let whole = given(&corrected);
    let second = whole.stage(stage).expect("a stage");
    assert_eq!(second.started_on, day("2024-01-22"));
    assert_eq!(second.milestone_on(milestone), Some(day("2024-01-26")));
    let due = |name| clock(&corrected, name, stage).due.expect("due").anchor_on;
    assert_eq!(due(ClockName::Response), day("2024-01-22"));
    assert_eq!(due(ClockName::ResponseFromStatement), day("2024-01-26"));
}

/// What a correction names is put right, and nothing beside it.
#[test]
fn each_coded_fact_is_put_right_by_itself() {
    let equality = |place: usize| {
        let mut equality = Equality::default();
        equality.answers[place] = Some(code("not_known"));
        equality
    };
    let before = given(&[children("2024-01-02")]);
    let amended = |amendment: Amendment| {
        let correction = Correction {
            on: day("2024-03-01"),
            reason: code("entered_wrongly"),
            amendments: vec![amendment],
        };
        given(&[children("2024-01-02"), Event::Corrected(correction)]).registration
    };
    let expected = |change: &dyn Fn(&mut Registration)| {
        let mut registration = before.registration.clone();
        change(&mut registration);
        registration
    };
    let other = || code("other");
    for (amendment, registration) in [
        (
            Amendment::GroundsAroseOn(Some(day("2023-12-01"))),
            expected(&|changed| changed.grounds_arose_on = Some(day("2023-12-01"))),
        ),
        (
            Amendment::Service(other()),
            expected(&|changed| changed.service = other()),
        ),
        (
            Amendment::Team(Some(other())),
            expected(&|changed| changed.team = Some(other())),
        ),
        (
            Amendment::Provider(Some(other())),
            expected(&|changed| changed.provider = Some(other())),
        ),
        (
            Amendment::Method(other()),
            expected(&|changed| changed.method = other()),
        ),
        (
            Amendment::Route(Some(other())),
            expected(&|changed| changed.route = Some(other())),
        ),
        (
            Amendment::MadeBy(other()),
            expected(&|changed| changed.made_by = other()),
        ),
        (
            Amendment::AdvocateSupported(Some(true)),
            expected(&|changed| changed.advocate_supported = Some(true)),
        ),
        (
            Amendment::CommunicationNeeds(vec![other()]),
            expected(&|changed| changed.communication_needs = vec![other()]),
        ),
        (
            Amendment::ComplainantEquality(equality(1)),
            expected(&|changed| changed.complainant_equality = equality(1)),
        ),
        (
            Amendment::ServiceUserEquality(equality(2)),
            expected(&|changed| changed.service_user_equality = equality(2)),
        ),
    ] {
        assert_eq!(amended(amendment.clone()), registration, "{amendment:?}");
    }
    let concern = Amendment::Concern {
        concern: 1,
        category: other(),
        subcategory: Some(code("rude")),
        team: Some(code("west")),
    };
    let corrected = amended(concern);
    let concern = &corrected.matter.concerns()[0];
    assert_eq!(
        (&concern.category, &concern.subcategory, &concern.team),
        (&other(), &Some(code("rude")), &Some(code("west")))
    );
}

#[test]
fn the_acknowledgement_of_a_stage_or_of_the_whole_is_put_right() {
    let on = day("2024-01-04");
    let acknowledged_on = |events: &[Event], stage| {
        let corrected = carried_out(events, &[correct(vec![Amendment::AcknowledgedOn { stage, on }])]);
        let state = given(&corrected);
        state
            .stage(1)
            .map_or(state.acknowledged_on, Stage::acknowledged_on)
    };
    let staged = [children("2024-01-02"), acknowledged("2024-01-03")];
    assert_eq!(acknowledged_on(&staged, 1), Some(on));
}

/// A code that is corrected must be in its list, as one that is registered must.
#[test]
fn a_corrected_code_must_be_in_its_list() {
    let gone = || code("gone");
    let mut equality = Equality::default();
    equality.answers[0] = Some(gone());
    let concern = |category: &str, subcategory: Option<&str>, team: Option<&str>| Amendment::Concern {
        concern: 1,
        category: code(category),
        subcategory: subcategory.map(code),
        team: team.map(code),
    };
    for (amendment, list) in [
        (Amendment::Service(gone()), List::Services),
        (Amendment::Team(Some(gone())), List::Teams),
        (Amendment::Provider(Some(gone())), List::Providers),
        (Amendment::Method(gone()), List::Methods),
        (Amendment::Route(Some(gone())), List::Routes),
        (Amendment::MadeBy(gone()), List::MadeBy),
        (
            Amendment::CommunicationNeeds(vec![gone()]),
            List::CommunicationNeeds,
        ),
        (
            Amendment::ComplainantEquality(equality.clone()),
            EQUALITY_LISTS[0],
        ),
        (Amendment::ServiceUserEquality(equality), EQUALITY_LISTS[0]),
        (concern("gone", None, None), List::ConcernCategories),
    ] {
        let missing = Refusal::ReferenceDataChanged {
            list,
            code: "gone".to_owned(),
        };
        assert_eq!(
            refused(&[children("2024-01-02")], &correct(vec![amendment.clone()])),
            missing,
            "{amendment:?}"
        );
    }
    let unheard_of = Refusal::ReferenceDataChanged {
        list: List::CorrectionReasons,
        code: "gone".to_owned(),
    };
    let correction = Command::Correct(Correction {
        on: day("2024-03-01"),
        reason: gone(),
        amendments: Vec::new(),
    });
    assert_eq!(refused(&[children("2024-01-02")], &correction), unheard_of);
}

/// Within a stage nothing is dated before its start or after its end.
#[test]
fn a_corrected_date_stays_within_its_stage() {
    let milestone = Milestone::StatementAgreed;
    let mut events = after_stage_1();
    events.extend([
        escalated("2024-01-20"),
        acknowledged("2024-01-22"),
        Event::MilestoneReached {
            milestone,
            on: day("2024-01-25"),
        },
        found(1, Finding::NotUpheld),
        concluded("2024-02-20", Finding::NotUpheld),
    ]);
    let stage = 2;
    let on_milestone = |on: &str| Amendment::MilestoneOn {
        stage,
        milestone,
        on: day(on),
    };
    let acknowledged_on = |on: &str| Amendment::AcknowledgedOn { stage, on: day(on) };
    let before = |anchor_on: &str| Refusal::DateBeforeAnchor {
        anchor_on: day(anchor_on),
    };
    for (amendment, anchor_on) in [
        (on_milestone("2024-01-19"), "2024-01-20"),
        (on_milestone("2024-02-21"), "2024-02-21"),
        (acknowledged_on("2024-01-19"), "2024-01-20"),
        (acknowledged_on("2024-02-21"), "2024-02-21"),
    ] {
        assert_eq!(
            refused(&events, &correct(vec![amendment.clone()])),
            before(anchor_on),
            "{amendment:?}"
        );
    }
    for amendment in [
        on_milestone("2024-01-20"),
        on_milestone("2024-02-20"),
        acknowledged_on("2024-01-20"),
        acknowledged_on("2024-02-20"),
    ] {
        carried_out(&events, &[correct(vec![amendment])]);
    }
    let start = |on: &str| Amendment::RequestedOn { stage, on: day(on) };
    assert_eq!(
        refused(&events, &correct(vec![start("2024-01-11")])),
        before("2024-01-12")
    );
    let early = Command::Correct(Correction {
        on: day("2024-01-01"),
        reason: code("entered_wrongly"),
        amendments: Vec::new(),
    });
    assert_eq!(refused(&events, &early), before("2024-01-02"));
}

/// What has no stages is acknowledged as a whole, and corrected so.
#[test]
fn the_acknowledgement_of_what_has_no_stage_is_put_right() {
    let comment = || {
        let mut comment = testing::complaint(Procedure::Informal, "2024-01-02", 1);
        comment.matter = Matter::Noted {
            kind: NotedKind::Comment,
            concerns: Vec::new(),
        };
        Event::Registered(comment)
    };
    let put_right = correct(vec![Amendment::AcknowledgedOn {
        stage: 0,
        on: day("2024-01-04"),
    }]);
    let corrected = carried_out(
        &[comment(), acknowledged("2024-01-03")],
        std::slice::from_ref(&put_right),
    );
    assert_eq!(given(&corrected).acknowledged_on, Some(day("2024-01-04")));
    assert!(matches!(
        refused(&[comment()], &put_right),
        Refusal::PartUnknown { .. }
    ));
}

/// A point that is not there cannot be corrected; one that is can.
#[test]
fn only_a_point_that_is_there_is_corrected() {
    let reference = with_codes(List::ConcernCategories, &["delay"]);
    let context = context(&reference, false);
    let decided = |concern| {
        let amendment = Amendment::Concern {
            concern,
            category: code("delay"),
            subcategory: None,
            team: None,
        };
        let state = given(&[children("2024-01-02")]);
        decide(Some(&state), &correct(vec![amendment]), &context)
    };
    assert!(decided(1).is_ok());
    for concern in [0, 2] {
        assert_eq!(decided(concern), Err(Refusal::ConcernUnknown { concern }));
    }
}
