//! Who handles a complaint, who speaks for the complainant, and how they are reached.

use redress::{
    api::wire::{
        self, AdvocacyAnswer, Appointment, AppointmentRole, ClockName, ClockState, Declaration, ErrorReason,
        Finding, Procedure, RecordAdvocacyRequest, Representation, SkipBasis,
    },
    domain::access::Role,
};

use crate::harness::{
    NORTHWICK, Register,
    build::{clock_of, complaint},
    caller::fresh_id,
    casework_steps::{reason_of, warnings},
    day, for_each_register,
};

fn appointment(role: AppointmentRole, officer: &str, stage: i32) -> Appointment {
    Appointment {
        role: role.into(),
        officer: officer.to_owned(),
        stage,
        appointed_date: Some(day(2026, 3, 5)),
        ..Appointment::default()
    }
}

fn declaring(role: AppointmentRole, officer: &str, declaration: Declaration) -> Appointment {
    Appointment {
        declaration: Some(declaration),
        ..appointment(role, officer, 2)
    }
}

/// A complaint whose stage 2 began on 4 March 2026.
async fn at_stage_2(register: &Register<'_>) -> String {
    let officer = register.officer();
    let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
    let name = officer.register(about).await.expect("a registration").name;
    let second = officer
        .skip_stage(&name, day(2026, 3, 4), SkipBasis::Agreed)
        .await;
    second.expect("stage 2");
    name
}

/// SI 2006/1738 regs 2 and 17: the independent person is neither member nor officer nor the partner of one, and the
/// investigating officer is not in the line complained of (Getting the Best from Complaints).
#[tokio::test]
async fn the_pair_of_stage_2_is_independent() {
    use AppointmentRole::{IndependentPerson, InvestigatingOfficer};
    for_each_register(async |register| {
        let officer = register.officer();
        let name = at_stage_2(register).await;
        let none = Declaration::default();
        let refused = [
            declaring(
                InvestigatingOfficer,
                "investigator",
                Declaration {
                    in_line_complained_of: true,
                    ..none
                },
            ),
            declaring(
                IndependentPerson,
                "independent",
                Declaration { member: true, ..none },
            ),
            declaring(
                IndependentPerson,
                "independent",
                Declaration {
                    officer: true,
                    ..none
                },
            ),
            declaring(
                IndependentPerson,
                "independent",
                Declaration {
                    partner_of_either: true,
                    ..none
                },
            ),
        ];
        for whom in refused {
            let answer = officer.appoint(&name, whom.clone()).await;
            assert_eq!(reason_of(answer), ErrorReason::NotIndependent, "{whom:?}");
        }
        let inside = declaring(
            InvestigatingOfficer,
            "investigator",
            Declaration {
                officer: true,
                ..none
            },
        );
        officer
            .appoint(&name, inside)
            .await
            .expect("an officer from elsewhere may investigate");
        let both = appointment(IndependentPerson, "investigator", 2);
        let answer = officer.appoint(&name, both).await;
        assert_eq!(reason_of(answer), ErrorReason::NotIndependent, "not one for both");
        let beside = appointment(IndependentPerson, "independent", 2);
        let pair = officer.appoint(&name, beside).await.expect("the pair");
        let roles: Vec<AppointmentRole> = pair.appointments.iter().map(Appointment::role).collect();
        assert_eq!(roles, [InvestigatingOfficer, IndependentPerson]);
        let answered = officer.answer(&name, 2, Finding::Upheld, day(2026, 4, 8)).await;
        assert!(warnings(&answered.expect("a response")).is_empty());
    })
    .await;
}

/// SI 2006/1738 reg 17 and the register's own rule: what happened is recorded, and what should not have happened so is
/// said: stage 2 without its pair, and an adjudicator who judges the own answer.
#[tokio::test]
async fn stage_2_without_its_pair_is_warned_of() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let responder = appointment(AppointmentRole::Responder, "hos-1", 1);
        officer.appoint(&name, responder).await.expect("a responder");
        let step = officer
            .answer(&name, 1, Finding::NotUpheld, day(2026, 3, 10))
            .await;
        step.expect("a response");
        officer.escalate(&name, day(2026, 3, 12)).await.expect("stage 2");
        let judge = Appointment {
            appointed_date: Some(day(2026, 3, 13)),
            ..appointment(AppointmentRole::AdjudicatingOfficer, "hos-1", 2)
        };
        let judged = officer.appoint(&name, judge).await.expect("an adjudicator");
        assert_eq!(warnings(&judged), ["adjudicator_answered_stage_1"]);
        let answered = officer
            .answer(&name, 2, Finding::NotUpheld, day(2026, 4, 8))
            .await;
        let expected = [
            "adjudicator_answered_stage_1",
            "no_independent_person",
            "no_investigating_officer",
        ];
        let answered = answered.expect("a response");
        assert_eq!(warnings(&answered), expected);
        assert!(answered.warnings.iter().all(|warning| warning.law.len() > 10));
    })
    .await;
}

/// Complaint Handling Code 6: stage 2 is considered by somebody different.
#[tokio::test]
async fn one_officer_for_both_corporate_stages_is_warned_of() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let first = appointment(AppointmentRole::Responder, "hos-1", 1);
        officer.appoint(&name, first).await.expect("a responder");
        let step = officer
            .answer(&name, 1, Finding::NotUpheld, day(2026, 3, 10))
            .await;
        step.expect("a response");
        officer.escalate(&name, day(2026, 3, 12)).await.expect("stage 2");
        let again = |whom| Appointment {
            appointed_date: Some(day(2026, 3, 13)),
            ..appointment(AppointmentRole::Responder, whom, 2)
        };
        let same = officer.appoint(&name, again("hos-1")).await.expect("a responder");
        assert_eq!(warnings(&same), ["same_responder_at_stage_2"]);
    })
    .await;
}

/// Children Act 1989 s26A: told, offered and refused; the register counts what was not counted before.
#[tokio::test]
async fn an_advocate_is_offered_and_refused() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = Representation {
            made_by: "child_or_young_person".to_owned(),
            ..complaint(Procedure::ChildrenStatutory, day(2026, 3, 2))
        };
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        assert_eq!(warnings(&registered), ["advocacy_not_offered"]);
        let told = RecordAdvocacyRequest {
            told_date: Some(day(2026, 3, 2)),
            offered_date: Some(day(2026, 3, 3)),
            provider: "voices".to_owned(),
            ..RecordAdvocacyRequest::default()
        };
        let offered = officer.advocacy(name, told).await.expect("an offer");
        assert!(warnings(&offered).is_empty());
        let answer = |on| RecordAdvocacyRequest {
            answer: AdvocacyAnswer::Refused.into(),
            answered_date: Some(on),
            ..RecordAdvocacyRequest::default()
        };
        let early = officer.advocacy(name, answer(day(2026, 3, 2))).await;
        assert_eq!(reason_of(early), ErrorReason::DateBeforeAnchor);
        let refused = officer.advocacy(name, answer(day(2026, 3, 4))).await;
        let known = refused.expect("a refusal").advocacy.expect("advocacy");
        assert_eq!(known.answer(), AdvocacyAnswer::Refused);
        assert_eq!(
            (known.told_date, known.offered_date, known.appointed_date),
            (Some(day(2026, 3, 2)), Some(day(2026, 3, 3)), None)
        );
    })
    .await;
}

/// Children Act 1989 s26A with the regulations of 2004: an advocate with a conflict is not appointed, and stage 1 waits for
/// one, but no longer than to 20 working days.
#[tokio::test]
async fn stage_1_waits_until_an_advocate_is_appointed() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let accepted = RecordAdvocacyRequest {
            offered_date: Some(day(2026, 3, 3)),
            answer: AdvocacyAnswer::Accepted.into(),
            answered_date: Some(day(2026, 3, 4)),
            ..RecordAdvocacyRequest::default()
        };
        officer.advocacy(&name, accepted).await.expect("accepted");
        let held = officer
            .hold(
                &name,
                ClockName::Response,
                "waiting_for_advocate",
                day(2026, 3, 5),
            )
            .await;
        let response = clock_of(&held.expect("a pause"), ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Paused);
        let appointed = |conflict| RecordAdvocacyRequest {
            provider: "voices".to_owned(),
            appointed_date: Some(day(2026, 3, 12)),
            conflict: Some(conflict),
            ..RecordAdvocacyRequest::default()
        };
        let bound = officer.advocacy(&name, appointed(true)).await;
        assert_eq!(reason_of(bound), ErrorReason::AdvocateConflict);
        let free = officer
            .advocacy(&name, appointed(false))
            .await
            .expect("an advocate");
        let known = free.advocacy.clone().expect("advocacy");
        assert!(known.conflict_checked);
        assert_eq!(known.answer(), AdvocacyAnswer::Accepted, "what was known stays");
        assert_eq!(free.stages[0].pauses[0].until_date, Some(day(2026, 3, 12)));
        let response = clock_of(&free, ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Running);
        assert_eq!(
            (response.due_date, response.agreed_due_date),
            (Some(day(2026, 3, 16)), Some(day(2026, 3, 23)))
        );
    })
    .await;
}

/// Complaint Handling Code 3 and Equality Act 2010 s20: however it came, and whatever the person needs to take part. A
/// council adds what its own list lacks.
#[tokio::test]
async fn the_way_in_and_what_is_needed_are_kept() {
    for_each_register(async |register| {
        let save = wire::SaveCodeRequest {
            parent: format!("{NORTHWICK}/lists/communication-needs"),
            code_id: "makaton".to_owned(),
            code: Some(wire::Code {
                display_name: "Makaton".to_owned(),
                ..wire::Code::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        let admin = register.client(Role::Admin);
        admin
            .reference()
            .save_code(save)
            .await
            .expect("a need of its own");
        let about = Representation {
            route: "MP".to_owned(),
            communication_needs: vec!["Makaton".to_owned(), "large_print".to_owned()],
            ..complaint(Procedure::CorporateCode, day(2026, 3, 2))
        };
        let registered = register.officer().register(about).await.expect("a registration");
        assert_eq!(registered.route, "member_of_parliament");
        assert_eq!(registered.communication_needs, ["makaton", "large_print"]);
    })
    .await;
}
