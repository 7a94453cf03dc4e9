//! Later steps that a case of the Ombudsman does not allow.

use redress::api::wire::{
    ComplianceOutcome, Decision, DraftResponse, ErrorReason, MonitoringOfficerBody, MonitoringOfficerDuty,
    MonitoringOfficerReason, MonitoringOfficerRoute, MonitoringOfficerStep, PublicReportStep,
};

use super::expect::Unchanged;
use crate::harness::{
    Register,
    build::{decision, ombudsman_case, remedy},
    day, for_each_register,
};

/// A case upheld on 2 March 2026, with or without a public report.
async fn upheld(register: &Register<'_>, reference: &str, public_report: bool) -> String {
    let officer = register.officer();
    let case = ombudsman_case(reference, day(2026, 2, 2));
    let name = officer.register_case(case).await.expect("a case").name;
    let mut found = decision(Decision::Upheld, day(2026, 3, 2));
    found.public_report = public_report;
    officer.decide(&name, found).await.expect("a decision");
    name
}

/// Compliance Manual 3 and 4: what is recommended is done, then judged.
#[tokio::test]
async fn a_remedy_that_is_not_done_or_for_which_nothing_is_paid() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = upheld(register, "26 000 001", false).await;
        let unchanged = Unchanged::since(register).await;
        let answer = officer
            .comply(&name, ComplianceOutcome::NotComplete, day(2026, 4, 1))
            .await;
        unchanged
            .by_rule(register, answer, ErrorReason::NoRemedyAgreed, &[])
            .await;
        officer
            .agree_remedy(&name, remedy("apology", day(2026, 4, 1)))
            .await
            .expect("a remedy");
        let unchanged = Unchanged::since(register).await;
        let number = [("remedy", "1")];
        let answer = officer
            .pay_remedy(&name, 1, day(2026, 3, 20), day(2026, 3, 20))
            .await;
        unchanged
            .by_rule(register, answer, ErrorReason::PaymentNotAgreed, &number)
            .await;
        let complete = ComplianceOutcome::Complete;
        for answer in [
            officer.satisfy(&name, 1, day(2026, 4, 1)).await,
            officer.comply(&name, complete, day(2026, 4, 1)).await,
        ] {
            unchanged
                .by_rule(register, answer, ErrorReason::RemedyNotCompleted, &number)
                .await;
        }
        let answer = officer
            .extend_remedy(&name, 1, day(2026, 4, 1), day(2026, 3, 20))
            .await;
        let due = [("due_date", "2026-04-01")];
        unchanged
            .by_rule(register, answer, ErrorReason::ExtensionShortens, &due)
            .await;
        officer
            .complete_remedy(&name, 1, day(2026, 3, 20))
            .await
            .expect("done");
        officer
            .comply(&name, complete, day(2026, 4, 1))
            .await
            .expect("an outcome");
        let unchanged = Unchanged::since(register).await;
        let on = [("date", "2026-04-01")];
        for answer in [
            officer.comply(&name, complete, day(2026, 4, 2)).await,
            officer
                .agree_remedy(&name, remedy("apology", day(2026, 5, 1)))
                .await,
        ] {
            unchanged
                .by_rule(register, answer, ErrorReason::AlreadyDone, &on)
                .await;
        }
        let answer = officer.refuse_remedy(&name, 1, day(2026, 4, 2)).await;
        let on = [("date", "2026-03-20")];
        unchanged
            .by_rule(register, answer, ErrorReason::AlreadyDone, &on)
            .await;
    })
    .await;
}

/// Local Government Act 1974 ss30 and 31.
#[tokio::test]
async fn a_step_of_a_public_report_that_is_out_of_order() {
    use PublicReportStep::{
        Considered, FurtherConsidered, FurtherOmbudsmanTold, InspectionEnded, InspectionOpened, NoticeGiven,
        OmbudsmanTold, StatementPublished,
    };
    for_each_register(async |register| {
        let officer = register.officer();
        let plain = upheld(register, "26 000 001", false).await;
        let name = upheld(register, "26 000 002", true).await;
        officer
            .report_step(&name, InspectionOpened, day(2026, 3, 9))
            .await
            .expect("a step");
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.report_step(&plain, NoticeGiven, day(2026, 3, 9)).await,
            officer
                .extend_report(&plain, false, day(2026, 9, 1), day(2026, 3, 9))
                .await,
        ] {
            unchanged
                .by_rule(register, answer, ErrorReason::NoPublicReport, &[])
                .await;
        }
        for (step, needed) in [
            (OmbudsmanTold, "considered"),
            (FurtherConsidered, "further_report"),
            (StatementPublished, "further_report"),
            (FurtherOmbudsmanTold, "further_considered"),
        ] {
            let answer = officer.report_step(&name, step, day(2026, 4, 1)).await;
            unchanged
                .by_rule(
                    register,
                    answer,
                    ErrorReason::EarlierStepMissing,
                    &[("step", needed)],
                )
                .await;
        }
        let answer = officer
            .report_step(&name, InspectionEnded, day(2026, 3, 29))
            .await;
        let until = [("until_date", "2026-03-30")];
        unchanged
            .by_rule(register, answer, ErrorReason::InspectionTooShort, &until)
            .await;
        let answer = officer.report_step(&name, Considered, day(2026, 3, 1)).await;
        let anchor = [("anchor_date", "2026-03-02")];
        unchanged
            .by_rule(register, answer, ErrorReason::DateBeforeAnchor, &anchor)
            .await;
        let answer = officer
            .report_step(&name, InspectionOpened, day(2026, 3, 10))
            .await;
        let on = [("date", "2026-03-09")];
        unchanged
            .by_rule(register, answer, ErrorReason::AlreadyDone, &on)
            .await;
    })
    .await;
}

/// Local Government and Housing Act 1989 ss5 and 5A.
#[tokio::test]
async fn a_duty_that_there_is_not() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = upheld(register, "26 000 001", false).await;
        let none = MonitoringOfficerDuty {
            assessed_date: Some(day(2026, 3, 9)),
            reason: MonitoringOfficerReason::Remedied.into(),
            ..MonitoringOfficerDuty::default()
        };
        officer.log_duty(&name, none).await.expect("an entry");
        let due = MonitoringOfficerDuty {
            triggered: true,
            reason: MonitoringOfficerReason::WiderImplications.into(),
            route: MonitoringOfficerRoute::Section5.into(),
            body: MonitoringOfficerBody::Council.into(),
            assessed_date: Some(day(2026, 3, 9)),
            ..MonitoringOfficerDuty::default()
        };
        officer.log_duty(&name, due.clone()).await.expect("an entry");
        let unchanged = Unchanged::since(register).await;
        let on = day(2026, 3, 16);
        let (reported, considered) = (MonitoringOfficerStep::Reported, MonitoringOfficerStep::Considered);
        let answer = officer.duty_step(&name, 3, reported, on).await;
        unchanged
            .by_rule(register, answer, ErrorReason::DutyUnknown, &[("duty", "3")])
            .await;
        let answer = officer.duty_step(&name, 1, reported, on).await;
        unchanged
            .by_rule(register, answer, ErrorReason::DutyNotTriggered, &[("duty", "1")])
            .await;
        let answer = officer.duty_step(&name, 2, considered, on).await;
        unchanged
            .by_rule(
                register,
                answer,
                ErrorReason::EarlierStepMissing,
                &[("step", "reported")],
            )
            .await;
        let case = ombudsman_case("26 000 002", day(2026, 2, 2));
        let open = officer.register_case(case).await.expect("a case").name;
        let unchanged = Unchanged::since(register).await;
        let answer = officer.log_duty(&open, due).await;
        unchanged
            .by_rule(register, answer, ErrorReason::CaseNotUpheld, &[])
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_draft_or_a_decision_that_there_is_not() {
    for_each_register(async |register| {
        let officer = register.officer();
        let case = ombudsman_case("26 000 001", day(2026, 2, 2));
        let name = officer.register_case(case).await.expect("a case").name;
        officer.notify(&name, day(2026, 2, 4)).await.expect("a notice");
        officer
            .enquire(&name, day(2026, 2, 9), None)
            .await
            .expect("an enquiry");
        let unchanged = Unchanged::since(register).await;
        let answer = officer
            .comment_on_draft(&name, 1, day(2026, 3, 2), DraftResponse::Accepted)
            .await;
        unchanged
            .by_rule(register, answer, ErrorReason::DraftUnknown, &[("draft", "1")])
            .await;
        let answer = officer.publish(&name, day(2026, 3, 2)).await;
        unchanged
            .by_rule(register, answer, ErrorReason::CaseNotDecided, &[])
            .await;
        let answer = officer.notify(&name, day(2026, 2, 5)).await;
        unchanged
            .by_rule(
                register,
                answer,
                ErrorReason::AlreadyDone,
                &[("date", "2026-02-04")],
            )
            .await;
        // Twenty working days from 9 February are up on 9 March.
        let answer = officer
            .extend_enquiry(&name, 1, day(2026, 3, 9), day(2026, 3, 2))
            .await;
        unchanged
            .by_rule(
                register,
                answer,
                ErrorReason::ExtensionShortens,
                &[("due_date", "2026-03-09")],
            )
            .await;
    })
    .await;
}
