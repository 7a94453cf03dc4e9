//! What the register warns of. Each warning is seen, and seen to go once what it misses is there.

use super::*;

fn codes(events: &[Event]) -> Vec<&'static str> {
    let warnings = given(events).warnings(&reference());
    for warning in &warnings {
        assert!(!warning.text.is_empty() && !warning.law.is_empty(), "{warning:?}");
    }
    warnings.into_iter().map(|warning| warning.code).collect()
}

fn has(events: &[Event], code: &str) -> bool {
    codes(events).contains(&code)
}

fn appointed(role: Role, officer: &str, stage: u8, on: &str) -> Event {
    Event::Appointed(Appointment {
        role,
        officer: code(officer),
        stage,
        on: day(on),
        declaration: Declaration::default(),
    })
}

fn reached(milestone: Milestone, on: &str) -> Event {
    Event::MilestoneReached {
        milestone,
        on: day(on),
    }
}

fn with(events: &[Event], more: impl IntoIterator<Item = Event>) -> Vec<Event> {
    events.iter().cloned().chain(more).collect()
}

/// A stage 1 that was answered, and a stage 2 under way, with an officer who answered stage 1.
fn at_stage_2(procedure: Procedure) -> Vec<Event> {
    vec![
        complaint(procedure, "2024-01-02", 1),
        appointed(Role::Responder, "a", 1, "2024-01-03"),
        found(1, Finding::NotUpheld),
        concluded("2024-01-12", Finding::NotUpheld),
        escalated("2024-01-20"),
    ]
}

/// Rule of the register.
#[test]
fn who_answered_stage_1_does_not_adjudicate() {
    let events = at_stage_2(Procedure::ChildrenStatutory);
    let by = |officer| [appointed(Role::AdjudicatingOfficer, officer, 2, "2024-01-22")];
    assert!(has(&with(&events, by("a")), "adjudicator_answered_stage_1"));
    assert!(!has(&with(&events, by("b")), "adjudicator_answered_stage_1"));
}

/// Complaint Handling Code section 6.
#[test]
fn stage_2_is_answered_by_somebody_different() {
    let events = at_stage_2(Procedure::CorporateCode);
    let by = |officer| [appointed(Role::Responder, officer, 2, "2024-01-22")];
    assert_eq!(codes(&with(&events, by("a"))), ["same_responder_at_stage_2"]);
    assert_eq!(codes(&with(&events, by("b"))), Vec::<&str>::new());
}

/// SI 2006/1738 reg 17. Nothing is missed before stage 2 is answered.
#[test]
fn stage_2_has_an_investigating_officer_and_an_independent_person() {
    let answered = [
        found(1, Finding::Upheld),
        concluded("2024-02-20", Finding::Upheld),
    ];
    let events = at_stage_2(Procedure::ChildrenStatutory);
    assert_eq!(codes(&events), Vec::<&str>::new());
    let alone = with(&events, answered.clone());
    assert_eq!(
        codes(&alone),
        ["no_independent_person", "no_investigating_officer"]
    );
    let both = [
        appointed(Role::IndependentPerson, "b", 2, "2024-01-22"),
        appointed(Role::InvestigatingOfficer, "c", 2, "2024-01-22"),
    ];
    let complete = with(&with(&events, both), answered);
    assert_eq!(codes(&complete), Vec::<&str>::new());
}

/// SI 2006/1738 reg 19: who left the panel before it met did not sit on it.
#[test]
fn a_panel_meets_with_three() {
    let events = with(&after_stage_2(), [escalated("2024-03-01")]);
    let panel = [
        appointed(Role::PanelChair, "p", 3, "2024-03-04"),
        appointed(Role::PanelMember, "q", 3, "2024-03-04"),
        appointed(Role::PanelMember, "r", 3, "2024-03-04"),
    ];
    let met = reached(Milestone::PanelMet, "2024-04-02");
    assert!(has(&with(&events, [met.clone()]), "panel_not_three"));
    let three = with(&events, panel);
    assert!(!has(&three, "panel_not_three"), "it has not met");
    assert!(!has(&with(&three, [met.clone()]), "panel_not_three"));
    let left = Event::AppointmentEnded {
        appointment: 3,
        on: day("2024-04-01"),
    };
    assert!(has(&with(&three, [left, met]), "panel_not_three"));
}

/// SI 2006/1738 reg 20.
#[test]
fn the_panel_s_report_is_considered_with_the_independent_person() {
    let events = with(&after_stage_2(), [escalated("2024-03-01")]);
    let answered = [
        found(1, Finding::Upheld),
        concluded("2024-05-01", Finding::Upheld),
    ];
    let considered = reached(Milestone::ConsideredWithIndependentPerson, "2024-04-29");
    let code = "not_considered_with_independent_person";
    assert!(!has(&events, code));
    assert!(has(&with(&events, answered.clone()), code));
    assert!(!has(&with(&with(&events, [considered]), answered), code));
}

fn response(signed_by: Option<&str>, next_step_told: Option<bool>) -> [Event; 2] {
    let response = Event::StageConcluded(StageResponse {
        on: day("2024-01-12"),
        finding: Finding::Upheld,
        overridden: false,
        delay_reason: None,
        signed_by: signed_by.map(code),
        next_step_told,
    });
    [found(1, Finding::Upheld), response]
}

/// SI 2009/309 reg 14.
#[test]
fn the_responsible_person_signs_an_adult_s_response() {
    let events = [complaint(Procedure::AdultStatutory, "2024-01-02", 1)];
    assert_eq!(codes(&events), Vec::<&str>::new());
    assert_eq!(
        codes(&with(&events, response(None, None))),
        ["response_not_signed"]
    );
    assert_eq!(
        codes(&with(&events, response(Some("director"), None))),
        Vec::<&str>::new()
    );
}

/// Complaint Handling Code section 6. What is not known is not warned of.
#[test]
fn a_response_says_how_to_go_on() {
    let events = [complaint(Procedure::CorporateCode, "2024-01-02", 1)];
    for (told, expected) in [(None, false), (Some(true), false), (Some(false), true)] {
        let answered = with(&events, response(None, told));
        assert_eq!(has(&answered, "next_step_not_told"), expected, "{told:?}");
    }
}

/// Children Act 1989 s26A.
#[test]
fn a_child_is_offered_an_advocate() {
    let made = |by: &str, supported: Option<bool>| {
        let mut registration = testing::complaint(Procedure::ChildrenStatutory, "2024-01-02", 1);
        registration.made_by = code(by);
        registration.advocate_supported = supported;
        Event::Registered(registration)
    };
    let alone = [made("child_or_young_person", None)];
    assert_eq!(codes(&alone), ["advocacy_not_offered"]);
    let offered = Event::AdvocacyRecorded(Advocacy {
        offered_on: Some(day("2024-01-03")),
        ..Advocacy::default()
    });
    assert_eq!(codes(&with(&alone, [offered])), Vec::<&str>::new());
    assert_eq!(
        codes(&[made("child_or_young_person", Some(true))]),
        Vec::<&str>::new()
    );
    assert_eq!(codes(&[made("parent_or_carer", None)]), Vec::<&str>::new());
}

/// SI 2006/1738 reg 9. Once the council has decided, either way, nothing is open.
#[test]
fn a_complaint_made_late_is_to_be_decided() {
    let mut registration = testing::complaint(Procedure::ChildrenStatutory, "2024-01-02", 1);
    registration.grounds_arose_on = Some(day("2022-01-02"));
    let late = [Event::Registered(registration)];
    assert_eq!(codes(&late), ["eligibility_undecided"]);
    let accepted = Event::Accepted(Acceptance {
        on: day("2024-01-03"),
        reviewer: None,
        late_acceptance_reason: Some(code("council_delay")),
        sufficient_interest: false,
        child_s_view_considered: false,
    });
    assert_eq!(codes(&with(&late, [accepted])), Vec::<&str>::new());
    let rejected = Event::Rejected(Rejection {
        on: day("2024-01-03"),
        reason: code("out_of_time"),
        reviewer: None,
        signpost: code("ombudsman"),
        told_on: day("2024-01-03"),
    });
    assert_eq!(codes(&with(&late, [rejected])), Vec::<&str>::new());
}
