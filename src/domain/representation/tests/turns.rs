//! The turns beside the stages, told as stories.

use super::*;

fn accept(late: Option<&str>, interest: bool) -> Command {
    Command::Accept(Acceptance {
        on: day("2024-06-05"),
        reviewer: None,
        late_acceptance_reason: late.map(code),
        sufficient_interest: interest,
        child_s_view_considered: false,
    })
}

fn reject(on: &str) -> Command {
    Command::Reject(Rejection {
        on: day(on),
        reason: code("out_of_time"),
        reviewer: None,
        signpost: code("ombudsman"),
        told_on: day(on),
    })
}

pub(super) fn defer(on: &str) -> Command {
    Command::Defer(Deferral {
        on: day(on),
        proceedings: code("court"),
        told_on: day(on),
    })
}

pub(super) fn resume(on: &str, late: Option<&str>) -> Command {
    Command::Resume {
        on: day(on),
        late_acceptance_reason: late.map(code),
    }
}

fn convert(to: Procedure, on: &str) -> Command {
    Command::Convert(Conversion {
        to,
        on: day(on),
        reason: code("misclassified"),
        decided_by: None,
        told_on: None,
        concerns: Vec::new(),
    })
}

fn found_upheld(stage: u8) -> Command {
    Command::RecordFindings {
        stage,
        findings: vec![ConcernFinding {
            concern: 1,
            finding: Finding::Upheld,
            adjudicator_agrees: None,
        }],
    }
}

fn of_grounds(arose_on: &str) -> Event {
    let registration = testing::complaint(Procedure::ChildrenStatutory, "2024-06-03", 1);
    Event::Registered(Registration {
        grounds_arose_on: Some(day(arose_on)),
        ..registration
    })
}

/// SI 2006/1738 reg 9: made within a year, later at the authority's discretion with reasons recorded.
#[test]
fn a_complaint_made_late_is_answered_only_once_it_was_accepted_for_a_reason() {
    let in_time = [of_grounds("2023-06-03")];
    carried_out(&in_time, &[found_upheld(1), conclude(1, "2024-06-10", None)]);
    let late = carried_out(&[of_grounds("2023-06-02")], &[found_upheld(1)]);
    let law = reference().policy_numbered(1).expect("a policy").source.clone();
    let out_of_time = Refusal::ComplaintOutOfTime {
        due_on: day("2024-06-02"),
        law,
    };
    let concluded = conclude(1, "2024-06-10", None);
    assert_eq!(refused(&late, &concluded), out_of_time);
    assert_eq!(refused(&late, &accept(None, false)), out_of_time);
    let accepted = carried_out(&late, &[accept(Some("illness_or_distress"), false), concluded]);
    assert_eq!(given(&accepted).state(), State::Answered);
    assert!(matches!(
        refused(
            &carried_out(&in_time, &[accept(None, false)]),
            &accept(None, false)
        ),
        Refusal::AlreadyDone { .. }
    ));
}

/// Children Act 1989 s26(3)(e): others need sufficient interest, and the authority decides.
#[test]
fn sufficient_interest_is_decided_before_an_answer() {
    let registration = testing::complaint(Procedure::ChildrenStatutory, "2024-06-03", 1);
    let registered = [Event::Registered(Registration {
        interest_to_decide: true,
        ..registration
    })];
    let found = carried_out(&registered, &[found_upheld(1)]);
    let concluded = conclude(1, "2024-06-10", None);
    assert_eq!(refused(&found, &concluded), Refusal::InterestUndecided);
    assert_eq!(refused(&found, &accept(None, false)), Refusal::InterestUndecided);
    carried_out(&found, &[accept(None, true), concluded]);
}

/// A complaint is refused before its first response only; the Ombudsman found fault with later refusals.
#[test]
fn a_complaint_is_refused_at_first_and_never_later() {
    let registered = [children("2024-01-02")];
    let rejected = carried_out(&registered, &[reject("2024-01-05")]);
    let state = given(&rejected);
    assert_eq!(
        (state.state(), state.closed_on()),
        (State::NotAccepted, Some(day("2024-01-05")))
    );
    assert_eq!(clock(&rejected, ClockName::Response, 1).state(), ClockState::Left);
    let law = Procedure::ChildrenStatutory.no_refusal_source();
    let not_refusable = Refusal::EscalationNotRefusable { law };
    assert_eq!(refused(&after_stage_1(), &reject("2024-02-01")), not_refusable);
    let at_stage_2 = [after_stage_1(), vec![escalated("2024-01-20")]].concat();
    assert_eq!(refused(&at_stage_2, &reject("2024-02-01")), not_refusable);
    assert!(matches!(
        refused(&rejected, &reject("2024-01-06")),
        Refusal::StateRefusesStep { .. }
    ));
    let told_before = Command::Reject(Rejection {
        told_on: day("2024-01-04"),
        on: day("2024-01-05"),
        reason: code("out_of_time"),
        reviewer: None,
        signpost: code("ombudsman"),
    });
    assert!(matches!(
        refused(&registered, &told_before),
        Refusal::DateBeforeAnchor { .. }
    ));
}

/// SI 2006/1738 reg 8: not considered while it would prejudice proceedings; resubmitted within a year of their end.
#[test]
fn a_deferral_holds_every_clock_and_ends_in_a_resubmission() {
    let registered = [children("2024-01-02")];
    let deferred = carried_out(&registered, &[defer("2024-01-08")]);
    assert_eq!(given(&deferred).state(), State::Deferred);
    let held = clock(&deferred, ClockName::Response, 1);
    assert_eq!((held.state(), held.due), (ClockState::Paused, None));
    let review = |events: &[Event]| {
        let due = clock(events, ClockName::DeferralReview, 0).due.expect("due");
        (due.anchor_on, due.agreed_on)
    };
    assert_eq!(review(&deferred), (day("2024-01-08"), day("2024-02-05")));
    let reviewed = carried_out(
        &deferred,
        &[Command::ReviewDeferral {
            on: day("2024-02-01"),
        }],
    );
    assert_eq!(review(&reviewed).0, day("2024-02-01"));
    let end = Command::EndProceedings {
        on: day("2024-02-29"),
    };
    let ended = carried_out(&reviewed, std::slice::from_ref(&end));
    assert!(matches!(refused(&ended, &end), Refusal::AlreadyDone { .. }));
    let due = clock(&ended, ClockName::Resubmission, 0).due.expect("due");
    assert_eq!(due.agreed_on, day("2025-02-28"));
    let late = refused(&ended, &resume("2025-03-01", None));
    assert!(matches!(late, Refusal::ResubmissionOutOfTime { .. }));
    carried_out(&ended, &[resume("2025-03-01", Some("illness_or_distress"))]);
    let resumed = carried_out(&ended, &[resume("2024-03-11", None)]);
    let state = given(&resumed);
    assert_eq!(state.state(), State::Open);
    // 4 working days had passed (3, 4, 5 January; the 8th is held); 6 more and the 11th itself follow.
    let due = clock(&resumed, ClockName::Response, 1).due.expect("due");
    assert_eq!(due.agreed_on, day("2024-03-19"));
    assert!(matches!(
        refused(&resumed, &resume("2024-03-12", None)),
        Refusal::StateRefusesStep { .. }
    ));
    let answered = carried_out(
        &after_stage_1(),
        &[defer("2024-01-20"), resume("2024-02-20", None)],
    );
    assert_eq!(given(&answered).state(), State::Answered);
}

/// A misclassified complaint keeps its receipt: the clock for reports counts from it, another from the conversion.
#[test]
fn a_conversion_keeps_the_receipt_and_counts_from_both() {
    let corporate = [
        complaint(Procedure::CorporateCode, "2024-06-03", 1),
        acknowledged("2024-06-05"),
    ];
    let converted = carried_out(&corporate, &[convert(Procedure::ChildrenStatutory, "2024-06-12")]);
    let state = given(&converted);
    assert_eq!(
        state.registration.matter.procedure(),
        Some(Procedure::ChildrenStatutory)
    );
    assert_eq!(state.left.len(), 1);
    assert_eq!(state.stages[0].acknowledged_on(), Some(day("2024-06-05")));
    let due = |name| clock(&converted, name, 1).due.expect("due").agreed_on;
    assert_eq!(due(ClockName::Response), day("2024-06-17"));
    assert_eq!(due(ClockName::ResponseFromConversion), day("2024-06-26"));
    let back = convert(Procedure::ChildrenStatutory, "2024-06-13");
    assert!(matches!(
        refused(&converted, &back),
        Refusal::ConversionRefused { .. }
    ));
    let informal = convert(Procedure::Informal, "2024-06-13");
    assert!(matches!(
        refused(&converted, &informal),
        Refusal::ConversionRefused { .. }
    ));
    let away = convert(Procedure::CorporateCode, "2024-02-01");
    assert!(matches!(
        refused(&after_stage_1(), &away),
        Refusal::ConversionRefused { .. }
    ));
    let unconverted = clock_names(&[children("2024-06-03")]);
    assert!(!unconverted.contains(&ClockName::ResponseFromConversion));
}

fn clock_names(events: &[Event]) -> Vec<ClockName> {
    let clocks = given(events).clocks(&reference());
    clocks.iter().map(|clock| clock.name).collect()
}

/// Complaint Handling Code 1.8: a service request becomes a complaint once the person is unhappy with the answer.
#[test]
fn a_service_request_becomes_a_complaint() {
    let registration = testing::complaint(Procedure::Informal, "2024-06-03", 1);
    let noted = |concerns| {
        [Event::Registered(Registration {
            matter: Matter::Noted {
                kind: NotedKind::ServiceRequest,
                concerns,
            },
            ..registration.clone()
        })]
    };
    let concerns = registration.matter.concerns().to_vec();
    let request = noted(concerns);
    assert_eq!(given(&request).state(), State::Recorded);
    assert!(clock_names(&request).is_empty());
    let converted = carried_out(&request, &[convert(Procedure::CorporateCode, "2024-06-20")]);
    let state = given(&converted);
    assert_eq!(
        (state.state(), state.registration.matter.kind()),
        (State::Open, Kind::Complaint)
    );
    let without = convert(Procedure::CorporateCode, "2024-06-20");
    assert!(matches!(
        refused(&noted(Vec::new()), &without),
        Refusal::ConversionRefused { .. }
    ));
}

/// A comment has a clock where its maker asked for a reply.
#[test]
fn a_comment_is_timed_where_a_reply_is_wanted() {
    let registration = testing::complaint(Procedure::Informal, "2024-06-03", 1);
    let comment = |reply_wanted| {
        [Event::Registered(Registration {
            matter: Matter::Noted {
                kind: NotedKind::Comment,
                concerns: Vec::new(),
            },
            reply_wanted,
            ..registration.clone()
        })]
    };
    assert!(clock_names(&comment(false)).is_empty());
    assert_eq!(clock_names(&comment(true)), [ClockName::Reply]);
    let due = clock(&comment(true), ClockName::Reply, 0).due.expect("due");
    assert_eq!(due.agreed_on, day("2024-06-17"));
}

/// SI 2006/1738: stage 1 is left out by agreement or where the authority thinks fit; overdue, it opens stage 2.
#[test]
fn stage_1_is_skipped_by_agreement_or_overtaken_once_overdue() {
    let registered = [children("2024-06-03")];
    let skip = Command::Escalate(Escalation {
        requested_on: day("2024-06-04"),
        late_acceptance_reason: None,
        skip: Some(SkipBasis::Agreed),
    });
    let skipped = carried_out(&registered, std::slice::from_ref(&skip));
    assert_eq!(given(&skipped).stages.len(), 2);
    assert_eq!(clock(&skipped, ClockName::Response, 1).state(), ClockState::Left);
    let corporate = [complaint(Procedure::CorporateCode, "2024-06-03", 1)];
    assert_eq!(refused(&corporate, &skip), Refusal::StageUnderWay { stage: 1 });
    assert_eq!(
        refused(&registered, &ask("2024-06-17")),
        Refusal::StageUnderWay { stage: 1 }
    );
    let overtaken = carried_out(&registered, &[ask("2024-06-18")]);
    assert_eq!(
        clock(&overtaken, ClockName::Response, 1).state(),
        ClockState::Missed
    );
    assert_eq!(given(&overtaken).open_stage().map(|stage| stage.number), Some(2));
    // The stage that was left ended on the day of the request, also where that day is put right.
    for on in ["2024-06-17", "2024-06-20"] {
        let asked_on = Command::Correct(Correction {
            on: day("2024-06-21"),
            reason: code("entered_wrongly"),
            amendments: vec![Amendment::RequestedOn {
                stage: 2,
                on: day(on),
            }],
        });
        let put_right = given(&carried_out(&overtaken, &[asked_on]));
        assert_eq!(put_right.stages[0].ended_on(), Some(day(on)));
    }
    assert_eq!(
        refused(&corporate, &ask("2024-12-18")),
        Refusal::StageUnderWay { stage: 1 }
    );
}

/// Getting the Best from Complaints: after stage 2 to the Ombudsman, if every test is met.
#[test]
fn an_early_referral_needs_every_test() {
    let referral = |missing: Option<ReferralTest>| {
        Command::ReferEarly(EarlyReferral {
            on: day("2024-02-26"),
            tests: ReferralTest::ALL
                .iter()
                .map(|test| (*test, Some(*test) != missing))
                .collect(),
        })
    };
    for test in ReferralTest::ALL {
        let failed = vec![*test];
        assert_eq!(
            refused(&after_stage_2(), &referral(Some(*test))),
            Refusal::ReferralTestsFailed { failed }
        );
    }
    let referred = carried_out(&after_stage_2(), &[referral(None)]);
    assert_eq!(given(&referred).state(), State::ReferredEarly);
    assert!(matches!(
        refused(&referred, &ask("2024-03-01")),
        Refusal::StateRefusesStep { .. }
    ));
    assert_eq!(
        refused(&after_stage_1(), &referral(None)),
        Refusal::StageNotCurrent { current: 1 }
    );
}

/// The complainant's own time for stage 3 does not run while the council waits for proceedings.
#[test]
fn a_deferral_holds_the_time_to_ask_for_stage_3() {
    let deferred = carried_out(
        &after_stage_2(),
        &[defer("2024-03-01"), resume("2024-04-01", None)],
    );
    // Asked by 19 March without the deferral; the 20 working days from 1 to 28 March are not counted.
    carried_out(&deferred, &[ask("2024-04-18")]);
    let late = refused(&deferred, &ask("2024-04-19"));
    assert!(matches!(late, Refusal::EscalationOutOfTime { due_on, .. } if due_on == day("2024-04-18")));
}

/// An extension of the procedure that was left is none of the new one.
#[test]
fn a_conversion_leaves_extensions_behind() {
    let extended = carried_out(
        &[complaint(Procedure::CorporateLocal, "2024-06-03", 1)],
        &[
            extend(extension(ClockName::Response, 20, "2024-06-10")),
            convert(Procedure::ChildrenStatutory, "2024-06-12"),
        ],
    );
    let due = clock(&extended, ClockName::Response, 1).due.expect("due");
    assert_eq!(due.agreed_on, day("2024-06-17"));
}
