//! Stage 3: the review panel of SI 2006/1738 regs 18 to 20, with the smaller clocks of Getting the Best from Complaints.

use redress::api::wire::{
    Appointment, AppointmentRole, Clock, ClockName, ClockState, Declaration, ErrorReason, Finding, Milestone,
    Procedure, Representation,
};

use crate::harness::{
    Register,
    build::{clock_of, complaint},
    casework_steps::{reason_of, warnings},
    day, for_each_register,
};

fn appointment(role: AppointmentRole, officer: &str, stage: i32) -> Appointment {
    Appointment {
        role: role.into(),
        officer: officer.to_owned(),
        stage,
        appointed_date: Some(day(2025, 11, 14)),
        ..Appointment::default()
    }
}

/// A complaint whose stage 3 was asked for on 3 November 2025, with its pair of stage 2.
async fn at_stage_3(register: &Register<'_>) -> Representation {
    let officer = register.officer();
    let about = complaint(Procedure::ChildrenStatutory, day(2025, 9, 1));
    let name = officer.register(about).await.expect("a registration").name;
    let step = officer
        .answer(&name, 1, Finding::NotUpheld, day(2025, 9, 10))
        .await;
    step.expect("a response");
    officer.escalate(&name, day(2025, 9, 15)).await.expect("stage 2");
    for (role, whom) in [
        (AppointmentRole::InvestigatingOfficer, "investigator"),
        (AppointmentRole::IndependentPerson, "independent"),
    ] {
        let appointed = Appointment {
            appointed_date: Some(day(2025, 9, 16)),
            ..appointment(role, whom, 2)
        };
        officer.appoint(&name, appointed).await.expect("an appointment");
    }
    let step = officer
        .answer(&name, 2, Finding::NotUpheld, day(2025, 10, 20))
        .await;
    step.expect("a response");
    officer.escalate(&name, day(2025, 11, 3)).await.expect("stage 3")
}

/// Reg 19(4): the panel meets within 30 working days of the request. Getting the Best from Complaints: acknowledged in 2,
/// a chair in 10, the papers 10 before the meeting. Reg 20: the report in 5, the response in 15, considered with the
/// independent person. The whole is 50, as Coventry reports it.
#[tokio::test]
async fn every_clock_of_the_panel_runs_from_what_starts_it() {
    for_each_register(async |register| {
        let officer = register.officer();
        let third = at_stage_3(register).await;
        let name = third.name.as_str();
        let due = |of: &Representation, clock| clock_of(of, clock, 3).due_date;
        assert_eq!(due(&third, ClockName::Acknowledgement), Some(day(2025, 11, 5)));
        assert_eq!(due(&third, ClockName::PanelChair), Some(day(2025, 11, 17)));
        assert_eq!(due(&third, ClockName::PanelMeeting), Some(day(2025, 12, 15)));
        assert_eq!(due(&third, ClockName::Response), Some(day(2026, 1, 15)), "50");
        let waits = [
            ClockName::PanelPapers,
            ClockName::PanelReport,
            ClockName::PanelResponse,
        ];
        for clock in waits {
            assert_eq!(clock_of(&third, clock, 3).state(), ClockState::Waiting);
        }
        officer.acknowledge(name, day(2025, 11, 5)).await.expect("a step");
        let chair = appointment(AppointmentRole::PanelChair, "hos-1", 3);
        officer.appoint(name, chair).await.expect("a chair");
        let arranged = officer.arrange_panel(name, day(2025, 12, 12)).await;
        let arranged = arranged.expect("a meeting");
        assert_eq!(due(&arranged, ClockName::PanelPapers), Some(day(2025, 11, 28)));
        let early = officer
            .reach(name, Milestone::PanelReport, day(2025, 12, 12))
            .await;
        assert_eq!(
            reason_of(early),
            ErrorReason::StepNeeds,
            "no report before the meeting"
        );
        for (milestone, on) in [
            (Milestone::PanelPapers, day(2025, 12, 1)),
            (Milestone::PanelMet, day(2025, 12, 12)),
            (Milestone::PanelReport, day(2025, 12, 16)),
            (Milestone::ConsideredWithIndependentPerson, day(2026, 1, 7)),
        ] {
            officer.reach(name, milestone, on).await.expect("a milestone");
        }
        let answered = officer.answer(name, 3, Finding::Upheld, day(2026, 1, 12)).await;
        let answered = answered.expect("a response");
        assert_eq!(due(&answered, ClockName::PanelReport), Some(day(2025, 12, 19)));
        assert_eq!(due(&answered, ClockName::PanelResponse), Some(day(2026, 1, 9)));
        let stage_3 = answered.clocks.iter().filter(|clock| clock.stage == 3);
        let missed: Vec<ClockName> = stage_3
            .filter(|clock| clock.state() != ClockState::Met)
            .map(Clock::clock)
            .collect();
        assert_eq!(
            missed,
            [ClockName::PanelPapers, ClockName::PanelResponse],
            "the whole was in time"
        );
    })
    .await;
}

/// Reg 19: three independent people, one of whom chairs; the independent person of stage 2 does not sit.
#[tokio::test]
async fn three_independent_people_sit() {
    use AppointmentRole::{PanelChair, PanelMember};
    for_each_register(async |register| {
        let officer = register.officer();
        let name = at_stage_3(register).await.name;
        let bound = Appointment {
            declaration: Some(Declaration {
                member: true,
                ..Declaration::default()
            }),
            ..appointment(PanelMember, "manager", 3)
        };
        for whom in [bound, appointment(PanelMember, "independent", 3)] {
            let answer = officer.appoint(&name, whom).await;
            assert_eq!(reason_of(answer), ErrorReason::NotIndependent);
        }
        let seats = [(PanelChair, "hos-1"), (PanelMember, "manager")];
        for (role, whom) in seats {
            let seat = appointment(role, whom, 3);
            officer.appoint(&name, seat).await.expect("a seat");
        }
        let met = officer.reach(&name, Milestone::PanelMet, day(2025, 12, 12)).await;
        let met = met.expect("a meeting");
        assert_eq!(warnings(&met), ["panel_not_three"], "two sat");
        let third = appointment(PanelMember, "investigator", 3);
        let three = officer.appoint(&name, third).await.expect("recorded later");
        assert!(warnings(&three).is_empty());
    })
    .await;
}

/// Reg 20: the authority considers the report with the independent person; a response without that is seen.
#[tokio::test]
async fn a_response_that_was_not_considered_with_the_independent_person_is_seen() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = at_stage_3(register).await.name;
        let answered = officer.answer(&name, 3, Finding::Upheld, day(2026, 1, 12)).await;
        let answered = answered.expect("a response");
        assert_eq!(warnings(&answered), ["not_considered_with_independent_person"]);
    })
    .await;
}
