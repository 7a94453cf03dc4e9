//! Appointments, independence, advocacy and the review panel, told as stories.

use super::*;

const OFFICERS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn appointment(role: Role, officer: &str, stage: u8) -> Appointment {
    Appointment {
        role,
        officer: code(officer),
        stage,
        on: day("2024-03-01"),
        declaration: Declaration::default(),
    }
}

fn at_stage(stage: u8) -> Vec<Event> {
    let mut events = after_stage_1();
    events.push(escalated("2024-01-20"));
    if stage == 3 {
        events = after_stage_2();
        events.push(escalated("2024-02-26"));
    }
    events
}

fn decided(events: &[Event], command: &Command) -> Result<Vec<Event>, Refusal> {
    let reference = with_officers(&OFFICERS);
    decide(Some(&given(events)), command, &context(&reference, false))
}

fn appointed(events: &[Event], appointments: &[Appointment]) -> Vec<Event> {
    let mut events = events.to_vec();
    for appointment in appointments {
        let command = Command::Appoint(appointment.clone());
        events.extend(decided(&events, &command).expect("an appointment"));
    }
    events
}

fn why_not(events: &[Event], appointment: Appointment) -> Refusal {
    decided(events, &Command::Appoint(appointment)).expect_err("a refusal")
}

/// SI 2006/1738 regs 2, 17 and 19.
#[test]
fn independence_is_checked_by_what_is_declared() {
    let declared = |member, officer, partner_of_either| Declaration {
        member,
        officer,
        partner_of_either,
        in_line_complained_of: false,
    };
    for declaration in [
        declared(true, false, false),
        declared(false, true, false),
        declared(false, false, true),
    ] {
        for (role, stage) in [
            (Role::IndependentPerson, 2),
            (Role::PanelChair, 3),
            (Role::PanelMember, 3),
        ] {
            let bound = Appointment {
                declaration,
                ..appointment(role, "a", stage)
            };
            assert!(matches!(
                why_not(&at_stage(stage), bound),
                Refusal::NotIndependent { .. }
            ));
        }
        let investigator = Appointment {
            declaration,
            ..appointment(Role::InvestigatingOfficer, "a", 2)
        };
        appointed(&at_stage(2), &[investigator]);
    }
    let in_line = Declaration {
        in_line_complained_of: true,
        ..Declaration::default()
    };
    let investigator = Appointment {
        declaration: in_line,
        ..appointment(Role::InvestigatingOfficer, "a", 2)
    };
    assert!(matches!(
        why_not(&at_stage(2), investigator),
        Refusal::NotIndependent { .. }
    ));
}

#[test]
fn nobody_is_both_investigator_and_independent_person() {
    let investigator = appointment(Role::InvestigatingOfficer, "a", 2);
    let person = appointment(Role::IndependentPerson, "a", 2);
    let first = appointed(&at_stage(2), std::slice::from_ref(&investigator));
    assert!(matches!(
        why_not(&first, person.clone()),
        Refusal::NotIndependent { .. }
    ));
    let first = appointed(&at_stage(2), &[person]);
    assert!(matches!(
        why_not(&first, investigator),
        Refusal::NotIndependent { .. }
    ));
}

/// SI 2006/1738 reg 19: three independent people, one chairing; the independent person of stage 2 is not among them.
#[test]
fn a_panel_has_three_seats() {
    let person = appointment(Role::IndependentPerson, "a", 2);
    let at_3 = appointed(&at_stage(3), &[person]);
    for role in [Role::PanelChair, Role::PanelMember] {
        assert!(matches!(
            why_not(&at_3, appointment(role, "a", 3)),
            Refusal::NotIndependent { .. }
        ));
    }
    let full = appointed(
        &at_3,
        &[
            appointment(Role::PanelChair, "b", 3),
            appointment(Role::PanelMember, "c", 3),
            appointment(Role::PanelMember, "d", 3),
        ],
    );
    assert!(matches!(
        why_not(&full, appointment(Role::PanelMember, "e", 3)),
        Refusal::LimitReached { limit: 3, .. }
    ));
    // Another chair takes the chair's seat.
    let other = appointed(&full, &[appointment(Role::PanelChair, "e", 3)]);
    assert_eq!(given(&other).appointed(Role::PanelChair, 3).count(), 1);
    let ended = Command::EndAppointment {
        appointment: 3,
        on: day("2024-03-05"),
    };
    let freed = [full.clone(), decided(&full, &ended).expect("an end")].concat();
    appointed(&freed, &[appointment(Role::PanelMember, "f", 3)]);
    assert!(matches!(
        decided(&freed, &ended),
        Err(Refusal::AlreadyDone { .. })
    ));
}

#[test]
fn a_role_has_its_place() {
    for (role, stage, events) in [
        (Role::InvestigatingOfficer, 1, at_stage(2)),
        (Role::PanelChair, 2, at_stage(2)),
        (Role::CaseOfficer, 1, at_stage(2)),
        (Role::Responder, 0, at_stage(2)),
    ] {
        assert!(
            matches!(
                why_not(&events, appointment(role, "a", stage)),
                Refusal::StepNotInProcedure { .. }
            ),
            "{role:?}"
        );
    }
    assert_eq!(
        why_not(&at_stage(2), appointment(Role::PanelChair, "a", 3)),
        Refusal::StageNotCurrent { current: 2 }
    );
    let early = Appointment {
        on: day("2024-01-19"),
        ..appointment(Role::Responder, "a", 2)
    };
    assert!(matches!(
        why_not(&at_stage(2), early),
        Refusal::DateBeforeAnchor { .. }
    ));
    let unknown = appointment(Role::Responder, "nobody", 2);
    assert!(matches!(
        why_not(&at_stage(2), unknown),
        Refusal::ReferenceDataChanged { .. }
    ));
}

#[test]
fn the_officer_in_charge_is_that_of_the_stage() {
    let whole = appointed(&at_stage(2), &[appointment(Role::CaseOfficer, "a", 0)]);
    assert_eq!(given(&whole).officer(), Some(&code("a")));
    let stage = appointed(&whole, &[appointment(Role::InvestigatingOfficer, "b", 2)]);
    assert_eq!(given(&stage).officer(), Some(&code("b")));
}

/// Children Act 1989 s26A: an advocate who is appointed ends the waiting; one in conflict is not appointed.
#[test]
fn an_advocate_ends_the_waiting_for_one() {
    let pause = Command::PauseClock(Pause {
        clock: ClockName::Response,
        reason: code("waiting_for_advocate"),
        from: day("2024-06-05"),
        told_on: None,
    });
    let waiting = carried_out(&[children("2024-06-03")], &[pause]);
    let appointed = |conflict| {
        Command::RecordAdvocacy(Advocacy {
            offered_on: Some(day("2024-06-05")),
            answered: Some((AdvocacyAnswer::Accepted, day("2024-06-05"))),
            appointed_on: Some(day("2024-06-12")),
            conflict,
            ..Advocacy::default()
        })
    };
    assert_eq!(
        refused(&waiting, &appointed(Some(true))),
        Refusal::AdvocateConflict
    );
    let found = carried_out(&waiting, &[appointed(Some(false))]);
    assert_eq!(given(&found).pauses[0].until, Some(day("2024-06-12")));
    // What becomes known later is recorded, and warned of.
    let conflict = Command::RecordAdvocacy(Advocacy {
        conflict: Some(true),
        ..Advocacy::default()
    });
    let conflicted = given(&carried_out(&found, &[conflict]));
    assert_eq!(conflicted.advocacy.conflict, Some(true));
    let warned = conflicted.warnings(&reference());
    assert!(
        warned
            .iter()
            .any(|warning| warning.code == "advocate_with_conflict")
    );
    let known = given(&found).advocacy;
    let told = Command::RecordAdvocacy(Advocacy {
        told_on: Some(day("2024-06-04")),
        ..Advocacy::default()
    });
    let more = given(&carried_out(&found, &[told])).advocacy;
    assert_eq!(more.told_on, Some(day("2024-06-04")));
    assert_eq!(more.appointed_on, known.appointed_on);
    let before = Command::RecordAdvocacy(Advocacy {
        offered_on: Some(day("2024-06-05")),
        answered: Some((AdvocacyAnswer::Refused, day("2024-06-04"))),
        ..Advocacy::default()
    });
    assert!(matches!(
        refused(&waiting, &before),
        Refusal::DateBeforeAnchor { .. }
    ));
}

/// SI 2006/1738 regs 19 and 20: the panel meets in 30, reports in 5, and is answered in 15 working days.
#[test]
fn stage_3_has_a_clock_for_each_step() {
    let milestone = |milestone, on: &str| Command::RecordMilestone {
        milestone,
        on: day(on),
    };
    let at_3 = at_stage(3);
    let due = |events: &[Event], name| clock(events, name, 3).due.map(|due| due.agreed_on);
    // Asked for on Monday 26 February 2024.
    assert_eq!(due(&at_3, ClockName::PanelChair), Some(day("2024-03-11")));
    assert_eq!(due(&at_3, ClockName::PanelMeeting), Some(day("2024-04-10")));
    assert_eq!(due(&at_3, ClockName::PanelPapers), None);
    let arrange = Command::ArrangePanel {
        meets_on: day("2024-04-09"),
    };
    let arranged = carried_out(&at_3, std::slice::from_ref(&arrange));
    // Ten working days before, Easter between.
    assert_eq!(due(&arranged, ClockName::PanelPapers), Some(day("2024-03-22")));
    let report = milestone(Milestone::PanelReport, "2024-04-12");
    assert!(matches!(refused(&arranged, &report), Refusal::StepNeeds { .. }));
    let met = carried_out(
        &arranged,
        &[
            milestone(Milestone::PanelPapers, "2024-03-25"),
            milestone(Milestone::PanelMet, "2024-04-09"),
        ],
    );
    assert_eq!(clock(&met, ClockName::PanelPapers, 3).state(), ClockState::Missed);
    assert_eq!(clock(&met, ClockName::PanelMeeting, 3).state(), ClockState::Met);
    assert_eq!(due(&met, ClockName::PanelReport), Some(day("2024-04-16")));
    assert!(matches!(refused(&met, &arrange), Refusal::AlreadyDone { .. }));
    let reported = carried_out(&met, std::slice::from_ref(&report));
    assert_eq!(due(&reported, ClockName::PanelResponse), Some(day("2024-05-03")));
    assert_eq!(
        clock(&reported, ClockName::PanelReport, 3).state(),
        ClockState::Met
    );
    assert_eq!(
        clock(&reported, ClockName::PanelResponse, 3).state(),
        ClockState::Running
    );
    assert!(matches!(refused(&reported, &report), Refusal::AlreadyDone { .. }));
    let statement = milestone(Milestone::StatementAgreed, "2024-04-12");
    assert!(matches!(
        refused(&reported, &statement),
        Refusal::StepNotInProcedure { .. }
    ));
    let early = milestone(Milestone::PanelMet, "2024-02-25");
    assert!(matches!(
        refused(&arranged, &early),
        Refusal::DateBeforeAnchor { .. }
    ));
}

/// Both readings of the start of stage 2 are reckoned: from the request, and from the agreed statement.
#[test]
fn stage_2_counts_from_the_request_and_from_the_statement() {
    let agreed = carried_out(
        &at_stage(2),
        &[Command::RecordMilestone {
            milestone: Milestone::StatementAgreed,
            on: day("2024-02-05"),
        }],
    );
    let to_40 = extend(extension(ClockName::Response, 40, "2024-02-09"));
    let extended = carried_out(&agreed, &[to_40]);
    let due = |name| {
        let due = clock(&extended, name, 2).due.expect("due");
        (due.base_on, due.agreed_on)
    };
    assert_eq!(due(ClockName::Response), (day("2024-02-23"), day("2024-03-15")));
    assert_eq!(
        due(ClockName::ResponseFromStatement),
        (day("2024-03-11"), day("2024-04-03"))
    );
}
