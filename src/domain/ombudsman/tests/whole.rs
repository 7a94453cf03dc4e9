//! A case with everything in it: each clock by its name and number, each event with its date, each step in its order.

use super::*;
use crate::domain::policy::ClockName;

fn extended(due_on: &str, agreed_on: &str) -> Extended {
    Extended {
        due_on: day(due_on),
        agreed_on: day(agreed_on),
    }
}

fn report_step(step: ReportStep, on: &str) -> Command {
    Command::TakeReportStep { step, on: day(on) }
}

fn duty_step(duty: u8, step: DutyStep, on: &str) -> Command {
    Command::TakeDutyStep {
        duty,
        step,
        on: day(on),
    }
}

fn log(triggered: Option<(Route, Body)>) -> Command {
    Command::LogDuty(DutyEntry {
        assessed_on: day("2023-10-02"),
        reason: DutyReason::PublicReport,
        triggered,
    })
}

fn with_a_report() -> Command {
    let Command::Decide(decision) = decision(Decision::Upheld) else {
        panic!("a decision");
    };
    Command::Decide(FinalDecision {
        public_report: true,
        received_on: Some(day("2023-09-29")),
        ..decision
    })
}

fn draft(on: &str) -> Command {
    Command::RecordDraft {
        on: day(on),
        letter_due_on: None,
    }
}

/// Manual for Councils 6; Compliance Manual 2 to 4; Local Government Act 1974 ss30 and 31; Local Government and
/// Housing Act 1989 ss5 and 5A.
fn everything() -> Vec<Command> {
    vec![
        register(),
        Command::Notify {
            on: day("2023-08-07"),
        },
        enquiry("2023-08-14", None),
        Command::ExtendEnquiry {
            enquiry: 1,
            to: extended("2023-09-22", "2023-08-20"),
        },
        enquiry("2023-08-21", Some("2023-09-01")),
        Command::AnswerEnquiry {
            enquiry: 1,
            on: day("2023-08-23"),
        },
        draft("2023-09-04"),
        Command::CommentOnDraft {
            draft: 1,
            on: day("2023-09-08"),
            response: DraftResponse::Contested,
        },
        with_a_report(),
        remedy("2023-10-27"),
        remedy("2023-11-27"),
        step(RemedyStep::Extend {
            to: extended("2023-11-10", "2023-10-20"),
            reason: code("complexity"),
        }),
        completed("2023-11-01"),
        report_step(ReportStep::NoticeGiven, "2023-10-06"),
        report_step(ReportStep::Considered, "2023-11-21"),
        report_step(ReportStep::FurtherReport, "2024-02-01"),
        Command::ExtendReport {
            of: Told::FurtherReport,
            to: extended("2024-06-30", "2024-04-01"),
        },
        log(None),
        log(Some((Route::Section5A, Body::Executive))),
        duty_step(2, DutyStep::Reported, "2023-10-03"),
    ]
}

#[test]
fn each_clock_is_found_by_its_name_and_number() {
    let (case, reference) = (carried_out(&everything()), reference());
    let clocks = case.clocks(&reference);
    let told: Vec<_> = clocks.all().map(|(number, clock)| (clock.name, number)).collect();
    assert_eq!(
        told,
        [
            (ClockName::Enquiry, 1),
            (ClockName::Enquiry, 2),
            (ClockName::DraftComments, 1),
            (ClockName::Remedy, 1),
            (ClockName::Remedy, 2),
            (ClockName::PublicNotice, 1),
            (ClockName::PublicReportResponse, 1),
            (ClockName::PublicReportResponse, 2),
            (ClockName::MonitoringOfficerReport, 2),
        ]
    );
    for (number, clock) in clocks.all() {
        let basis = case.clock_basis(clock.name, number, &reference).expect("a basis");
        assert_eq!(basis.clock, *clock);
        assert_eq!((basis.rule.clock, basis.reckoned.stage), (clock.name, 0));
        assert_eq!(basis.reckoned.anchor_on, clock.due.map(|due| due.anchor_on));
        assert_eq!(basis.stopped.map(|(stop, _)| stop), clock.stop);
        assert_eq!(basis.policy.map_or(0, |policy| policy.number), clock.policy);
        assert!(clock.policy > 0);
    }
    for (name, number) in [
        (ClockName::Enquiry, 0),
        (ClockName::Enquiry, 3),
        (ClockName::DraftComments, 2),
        (ClockName::Remedy, 3),
        (ClockName::PublicNotice, 2),
        (ClockName::PublicReportResponse, 3),
        (ClockName::MonitoringOfficerReport, 1),
        (ClockName::MonitoringOfficerReport, 3),
        (ClockName::Response, 1),
    ] {
        assert!(
            case.clock_basis(name, number, &reference).is_none(),
            "{name:?} {number}"
        );
    }
    let dates = |name, number| {
        let basis = case.clock_basis(name, number, &reference).expect("a basis");
        (basis.named_due_on, basis.extended_to)
    };
    assert_eq!(dates(ClockName::Enquiry, 1), (None, Some(day("2023-09-22"))));
    assert_eq!(dates(ClockName::Enquiry, 2), (Some(day("2023-09-01")), None));
    assert_eq!(
        dates(ClockName::Remedy, 1),
        (Some(day("2023-10-27")), Some(day("2023-11-10")))
    );
    assert_eq!(
        dates(ClockName::PublicReportResponse, 2),
        (None, Some(day("2024-06-30")))
    );
}

#[test]
fn each_event_of_a_case_has_the_date_of_what_happened() {
    let reference = reference();
    let context = context(&reference, true);
    let mut state = None;
    let mut dates = Vec::new();
    for (position, command) in (2..).zip(everything()) {
        for event in &decide(state.as_ref(), &command, &context).expect("an accepted step") {
            dates.push(event.effective_on().map_or_else(String::new, |on| on.to_string()));
            state = OmbudsmanCase::evolve(state, at(position, event));
        }
    }
    assert_eq!(
        dates,
        [
            "2023-08-03",
            "2023-08-07",
            "2023-08-14",
            "2023-08-20",
            "2023-08-21",
            "2023-08-23",
            "2023-09-04",
            "2023-09-08",
            "2023-09-27",
            "",
            "",
            "2023-10-20",
            "2023-11-01",
            "2023-10-06",
            "2023-11-21",
            "2024-02-01",
            "2024-04-01",
            "2023-10-02",
            "2023-10-02",
            "2023-10-03",
        ]
    );
    let on = day("2024-05-05");
    for event in [
        Event::RemedyRefused { remedy: 1, on },
        Event::EvidenceSent { remedy: 1, on },
        Event::RemedySatisfied { remedy: 1, on },
        Event::ComplianceRecorded {
            outcome: Compliance::Complete,
            on,
        },
        Event::Published { on },
    ] {
        assert_eq!(event.effective_on(), Some(on), "{event:?}");
    }
    assert_eq!(Event::Linked { representation: 2 }.effective_on(), None);
}

/// Nothing is dated before what it follows, to the day.
#[test]
fn no_step_is_dated_before_what_it_follows() {
    let whole = everything();
    let open = &whole[..8];
    let before = |anchor_on: &str| Refusal::DateBeforeAnchor {
        anchor_on: day(anchor_on),
    };
    let notify = |on: &str| Command::Notify { on: day(on) };
    assert_eq!(refused(&whole[..1], &notify("2023-08-02")), before("2023-08-03"));
    assert_eq!(
        refused(&whole[..1], &enquiry("2023-08-02", None)),
        before("2023-08-03")
    );
    assert_eq!(
        refused(&whole[..1], &enquiry("2023-08-14", Some("2023-08-13"))),
        before("2023-08-14")
    );
    let answer = Command::AnswerEnquiry {
        enquiry: 2,
        on: day("2023-08-20"),
    };
    assert_eq!(refused(open, &answer), before("2023-08-21"));
    assert_eq!(refused(open, &draft("2023-09-03")), before("2023-09-04"));
    assert_eq!(refused(&whole[..1], &draft("2023-08-02")), before("2023-08-03"));
    let upheld = [register(), decision(Decision::Upheld)];
    let refuse = |on: &str| step(RemedyStep::Refuse { on: day(on) });
    let agreed = [&upheld[..], &[remedy("2023-10-27")]].concat();
    assert_eq!(refused(&agreed, &refuse("2023-09-26")), before("2023-09-27"));
    assert_eq!(refused(&agreed, &completed("2023-09-26")), before("2023-09-27"));
    let publish = Command::Publish {
        on: day("2023-09-26"),
    };
    assert_eq!(refused(&upheld, &publish), before("2023-09-27"));
    assert_eq!(
        refused(&whole, &duty_step(2, DutyStep::Considered, "2023-10-02")),
        before("2023-10-03")
    );
    assert_eq!(
        refused(&whole, &report_step(ReportStep::InspectionOpened, "2023-09-28")),
        before("2023-09-29")
    );
    let again = refused(&whole, &notify("2023-08-09"));
    assert!(matches!(again, Refusal::AlreadyDone { .. }), "{again:?}");
}

#[test]
fn the_remedies_together_are_due_and_done_with_the_last() {
    let case = carried_out(&everything());
    assert_eq!(case.all_due_on(), Some(day("2023-11-27")));
    assert_eq!(case.all_completed_on(), None);
    let second = Command::Remedy {
        remedy: 2,
        step: RemedyStep::Complete {
            on: day("2023-10-30"),
            paid_on: None,
        },
    };
    let done = carried_out(&[&everything()[..], &[second]].concat());
    assert_eq!(done.all_completed_on(), Some(day("2023-11-01")));
    let none = carried_out(&[register()]);
    assert_eq!(none.all_due_on(), None);
}

/// A duty stays open until each of its steps is taken; what is not triggered asks for nothing.
#[test]
fn the_monitoring_officers_duty_is_open_until_it_is_considered() {
    let duties = |steps: &[Command]| {
        let base = [register(), with_a_report()];
        let outstanding = carried_out(&[&base[..], steps].concat()).outstanding();
        [
            Outstanding::MonitoringOfficerLog,
            Outstanding::MonitoringOfficerReport,
            Outstanding::MonitoringOfficerConsideration,
        ]
        .map(|duty| outstanding.contains(&duty))
    };
    let triggered = log(Some((Route::Section5, Body::Council)));
    let reported = duty_step(1, DutyStep::Reported, "2023-10-03");
    let considered = duty_step(1, DutyStep::Considered, "2023-10-20");
    assert_eq!(duties(&[]), [true, false, false]);
    assert_eq!(duties(&[log(None)]), [true, false, false]);
    assert_eq!(duties(std::slice::from_ref(&triggered)), [false, true, false]);
    assert_eq!(
        duties(&[triggered.clone(), reported.clone()]),
        [false, false, true]
    );
    assert_eq!(duties(&[triggered, reported, considered]), [false, false, false]);
}

#[test]
fn a_kind_of_remedy_says_whom_it_helps() {
    for (kind, expected) in [
        ("apology", Recommendation::Personal),
        ("financial_redress", Recommendation::Personal),
        ("change_procedure_or_policy", Recommendation::ServiceImprovement),
        ("provide_training_or_guidance", Recommendation::ServiceImprovement),
        ("wider_check", Recommendation::ServiceImprovement),
    ] {
        assert_eq!(Recommendation::of_kind(&code(kind)), expected, "{kind}");
    }
}

#[test]
fn a_case_goes_from_one_state_to_the_next() {
    let whole = everything();
    let answer_2 = Command::AnswerEnquiry {
        enquiry: 2,
        on: day("2023-08-30"),
    };
    let answered = [&whole[..6], &[answer_2]].concat();
    let drafted = [&answered[..], &whole[6..7]].concat();
    let decided = [&drafted[..], &[with_a_report()]].concat();
    let agreed = [&decided[..], &[remedy("2023-10-27")]].concat();
    let done = [&agreed[..], &[completed("2023-10-20")]].concat();
    let judged = Command::RecordCompliance {
        outcome: Compliance::Complete,
        on: day("2023-11-06"),
    };
    for (steps, state) in [
        (&whole[..1], CaseState::Received),
        (&whole[..3], CaseState::UnderEnquiry),
        (&whole[..6], CaseState::UnderEnquiry),
        (&answered[..], CaseState::AwaitingDecision),
        (&drafted[..], CaseState::DraftDecision),
        (&decided[..], CaseState::Closed),
        (&agreed[..], CaseState::RemediesOpen),
        (&done[..], CaseState::AwaitingCompliance),
        (&[&done[..], &[judged]].concat()[..], CaseState::Closed),
    ] {
        assert_eq!(carried_out(steps).state(), state, "{steps:?}");
    }
}
