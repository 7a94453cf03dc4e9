//! Public reports, the monitoring officer, and what is outstanding.

use super::*;
use crate::domain::{
    policy::{Anchor, ClockName, ClockRule, Governs, Thresholds, TimeUnit},
    reference::{self, PolicyDraft, Reference},
};

fn reported() -> Vec<Command> {
    let mut report = decision(Decision::Upheld);
    if let Command::Decide(decision) = &mut report {
        decision.public_report = true;
        decision.received_on = Some(day("2023-09-29"));
    }
    vec![register(), report]
}

fn take(step: ReportStep, on: &str) -> Command {
    Command::TakeReportStep { step, on: day(on) }
}

fn due_of(case: &OmbudsmanCase) -> Vec<NaiveDate> {
    let clocks = case.clocks(&reference());
    let clocks = clocks.notice.iter().chain(&clocks.responses);
    clocks
        .filter_map(|clock| clock.due.map(|due| due.agreed_on))
        .collect()
}

/// Local Government Act 1974 s30(5): two weeks to give notice; s31(2): three months beginning with receipt.
#[test]
fn a_public_report_starts_its_clocks_on_the_day_it_is_received() {
    let case = carried_out(&reported());
    assert_eq!(due_of(&case), [day("2023-10-13"), day("2023-12-28")]);
    let duties = [
        Outstanding::MonitoringOfficerLog,
        Outstanding::PublicNotice,
        Outstanding::PublicInspection,
        Outstanding::PublicReportResponse,
    ];
    assert_eq!(case.outstanding(), duties);
    let plain = [register(), decision(Decision::Upheld)];
    assert_eq!(
        refused(&plain, &take(ReportStep::NoticeGiven, "2023-10-01")),
        Refusal::NoPublicReport
    );
}

#[test]
fn the_steps_of_a_report_follow_each_other() {
    let told = take(ReportStep::OmbudsmanTold, "2023-12-01");
    assert_eq!(
        refused(&reported(), &told),
        Refusal::EarlierStepMissing { step: "considered" }
    );
    let mut steps = reported();
    steps.extend([
        take(ReportStep::NoticeGiven, "2023-10-06"),
        take(ReportStep::InspectionOpened, "2023-10-09"),
    ]);
    let short = take(ReportStep::InspectionEnded, "2023-10-29");
    assert_eq!(
        refused(&steps, &short),
        Refusal::InspectionTooShort {
            until: day("2023-10-30")
        }
    );
    steps.extend([
        take(ReportStep::InspectionEnded, "2023-10-30"),
        take(ReportStep::Considered, "2023-11-21"),
        told,
    ]);
    assert_eq!(
        carried_out(&steps).outstanding(),
        [Outstanding::MonitoringOfficerLog]
    );
    let again = refused(&steps, &take(ReportStep::Considered, "2023-12-02"));
    assert!(matches!(again, Refusal::AlreadyDone { .. }), "{again:?}");
    // A further report has three months of its own (s31(2C)).
    steps.push(take(ReportStep::FurtherReport, "2024-02-01"));
    let case = carried_out(&steps);
    assert_eq!(due_of(&case)[2], day("2024-04-30"));
    assert!(case.outstanding().contains(&Outstanding::FurtherReportResponse));
}

/// s31(2): or such longer period as the Ombudsman agrees in writing.
#[test]
fn the_ombudsman_may_agree_to_be_told_later() {
    let extend = |of, due_on: &str| Command::ExtendReport {
        of,
        to: Extended {
            due_on: day(due_on),
            agreed_on: day("2023-12-01"),
        },
    };
    let mut steps = reported();
    assert_eq!(
        refused(&steps, &extend(Told::Report, "2023-12-28")),
        Refusal::ExtensionShortens {
            due_on: day("2023-12-28")
        }
    );
    assert_eq!(
        refused(&steps, &extend(Told::FurtherReport, "2024-12-28")),
        Refusal::EarlierStepMissing {
            step: "further_report"
        }
    );
    steps.push(extend(Told::Report, "2024-01-31"));
    let case = carried_out(&steps);
    let response = &case.clocks(&reference()).responses[0];
    let due = response.due.expect("a due date");
    assert_eq!(
        (due.base_on, due.agreed_on),
        (day("2023-12-28"), day("2024-01-31"))
    );
}

/// Local Government and Housing Act 1989 s5(5): considered within 21 days.
#[test]
fn the_monitoring_officers_report_is_considered_in_21_days() {
    let log = |triggered| {
        Command::LogDuty(DutyEntry {
            assessed_on: day("2023-10-02"),
            reason: DutyReason::PublicReport,
            triggered,
        })
    };
    let take = |duty, step, on: &str| Command::TakeDutyStep {
        duty,
        step,
        on: day(on),
    };
    let mut steps = reported();
    steps.extend([log(None), log(Some((Route::Section5A, Body::Executive)))]);
    let waiting = carried_out(&steps);
    let clocks = waiting.clocks(&reference()).duties;
    assert_eq!(clocks[0], None);
    assert_eq!(clocks[1].as_ref().map(Clock::state), Some(ClockState::Waiting));
    assert!(
        waiting
            .outstanding()
            .contains(&Outstanding::MonitoringOfficerReport)
    );
    assert_eq!(
        refused(&steps, &take(1, DutyStep::Reported, "2023-10-03")),
        Refusal::DutyNotTriggered { duty: 1 }
    );
    assert_eq!(
        refused(&steps, &take(3, DutyStep::Reported, "2023-10-03")),
        Refusal::DutyUnknown { duty: 3 }
    );
    assert_eq!(
        refused(&steps, &take(2, DutyStep::Considered, "2023-10-03")),
        Refusal::EarlierStepMissing { step: "reported" }
    );
    steps.push(take(2, DutyStep::Reported, "2023-10-03"));
    let clock = carried_out(&steps).clocks(&reference()).duties[1].clone();
    let due = clock.and_then(|clock| clock.due).map(|due| due.agreed_on);
    assert_eq!(due, Some(day("2023-10-24")));
    steps.push(take(2, DutyStep::Considered, "2023-10-25"));
    let clock = carried_out(&steps).clocks(&reference()).duties[1].clone();
    assert_eq!(clock.map(|clock| clock.state()), Some(ClockState::Missed));
}

/// What was referred back is for the council to take up: until a complaint is linked, that is outstanding.
#[test]
fn a_referral_back_waits_for_a_complaint() {
    let back = [register(), decision(Decision::ReferredBack)];
    assert_eq!(carried_out(&back).outstanding(), [Outstanding::ReferralBack]);
    let link = Command::Link { representation: 17 };
    let linked = carried_out(&[&back[..], &[link]].concat());
    assert_eq!(linked.outstanding(), []);
    let publish = Command::Publish {
        on: day("2023-11-01"),
    };
    assert_eq!(refused(&[register()], &publish), Refusal::CaseNotDecided);
}

/// As enacted the notice was due within one week: lengths are policy, and one that a policy lacks is the built-in one.
#[test]
fn a_councils_own_policy_says_how_long_and_the_built_in_one_the_rest() {
    let one_week =
        ClockRule::working_days(ClockName::PublicNotice, 0, Anchor::StageStart, 7).counted_in(TimeUnit::Days);
    let draft = PolicyDraft {
        governs: Governs::Ombudsman,
        valid_from: day("2023-09-01"),
        source: "Local Government Act 1974 s30(5) as enacted".to_owned(),
        clocks: vec![one_week],
        receipt_until: None,
        thresholds: Thresholds::DEFAULT,
    };
    assert_eq!(draft.contradiction(), None);
    let mut misplaced = draft.clone();
    misplaced.clocks[0].clock = ClockName::Remedy;
    assert!(misplaced.contradiction().is_some(), "a remedy's date is agreed");
    let saved = reference::Event::PolicySaved(draft);
    let changed = Reference::evolve(Some(super::reference()), at(1, &saved)).expect("a reference");
    let clocks = carried_out(&reported()).clocks(&changed);
    let due = |clock: &Clock| clock.due.map(|due| due.agreed_on);
    assert_eq!(clocks.notice.as_ref().and_then(due), Some(day("2023-10-06")));
    assert_eq!(due(&clocks.responses[0]), Some(day("2023-12-28")));
}
