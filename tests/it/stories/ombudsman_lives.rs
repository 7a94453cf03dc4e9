//! The whole life of a case of the Ombudsman, from a notice or an annual list to publication (Local Government Act 1974
//! Part III; Local Government and Housing Act 1989 ss5 and 5A; Manual for Councils; Compliance Manual).

use redress::api::{
    convert::dates::money,
    wire::{
        self, CaseFilter, CaseState, ClockName, ClockState, ComplianceOutcome, Decision, DraftResponse,
        EnquiryKind, MonitoringOfficerBody, MonitoringOfficerDuty, MonitoringOfficerReason,
        MonitoringOfficerRoute, MonitoringOfficerStep, OutstandingDuty, PaymentBasis, Procedure,
        PublicReportStep, RecommendationKind, TaxonomyVersion, View,
    },
};

use crate::harness::{
    Register,
    build::{complaint, decision, ombudsman_case, remedy},
    caller::Caller,
    contents::rows,
    day, for_each_register,
    refused::invalid,
};

async fn new_case(officer: &Caller, reference: &str) -> String {
    let case = ombudsman_case(reference, day(2025, 4, 7));
    officer.register_case(case).await.expect("a case").name
}

/// The latest version of some row of a fact table holds all of these.
async fn fact(register: &Register<'_>, table: &str, values: &[&str]) {
    let rows = rows(register.scratch, table).await;
    let latest = i64::MAX.to_string();
    let holds = |row: &String| row.contains(&latest) && values.iter().all(|value| row.contains(value));
    assert!(rows.iter().any(holds), "{values:?} in {table}: {rows:#?}");
}

/// Manual for Councils 6: assessment, investigation, a draft to comment on, the decision.
#[tokio::test]
async fn a_case_is_assessed_investigated_and_drafted_before_it_is_decided() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = new_case(&officer, "25 000 001").await;
        let step = officer.notify(&name, day(2025, 4, 9)).await.expect("a notice");
        assert_eq!(step.notified_date, Some(day(2025, 4, 9)));
        officer.assess(&name, day(2025, 4, 9)).await.expect("an enquiry");
        officer
            .answer_enquiry(&name, 1, day(2025, 4, 16))
            .await
            .expect("an answer");
        officer
            .enquire(&name, day(2025, 5, 6), None)
            .await
            .expect("an enquiry");
        let step = officer
            .extend_enquiry(&name, 2, day(2025, 6, 13), day(2025, 6, 2))
            .await
            .expect("an extension");
        let kinds: Vec<EnquiryKind> = step.enquiries.iter().map(wire::Enquiry::kind).collect();
        assert_eq!(kinds, [EnquiryKind::Assessment, EnquiryKind::Investigation]);
        let clock = step.enquiries[1].clock.clone().expect("its clock");
        assert_eq!(
            (clock.due_date, clock.agreed_due_date),
            (Some(day(2025, 6, 4)), Some(day(2025, 6, 13))),
            "both dates are kept"
        );
        officer
            .answer_enquiry(&name, 2, day(2025, 6, 13))
            .await
            .expect("an answer");
        let letter = Some(day(2025, 9, 15));
        let step = officer
            .draft(&name, day(2025, 9, 1), letter)
            .await
            .expect("a draft");
        assert_eq!(step.state(), CaseState::DraftDecision);
        let clock = step.drafts[0].clock.clone().expect("its clock");
        assert_eq!(
            (clock.clock(), clock.due_date),
            (ClockName::DraftComments, letter)
        );
        let step = officer
            .comment_on_draft(&name, 1, day(2025, 9, 12), DraftResponse::Contested)
            .await
            .expect("a comment");
        assert_eq!(step.drafts[0].response(), DraftResponse::Contested);
        officer
            .draft(&name, day(2025, 9, 22), None)
            .await
            .expect("another");
        let mut found = decision(Decision::NotForUs, day(2025, 10, 1));
        found.taxonomy_version = TaxonomyVersion::Older.into();
        let wrong = invalid(officer.decide(&name, found.clone()).await);
        assert_eq!(wrong.paths(), ["decision.taxonomy_version"]);
        found.taxonomy_version = TaxonomyVersion::Newer.into();
        found.received_date = Some(day(2025, 10, 2));
        let decided = officer.decide(&name, found).await.expect("a decision");
        let states: Vec<ClockState> = decided
            .drafts
            .iter()
            .filter_map(|draft| Some(draft.clock.as_ref()?.state()))
            .collect();
        assert_eq!(states, [ClockState::Met, ClockState::Left]);
        let step = officer
            .publish(&name, day(2025, 11, 12))
            .await
            .expect("published");
        assert_eq!(step.published_date, Some(day(2025, 11, 12)));
        assert_eq!(
            step,
            officer.get_case(&name, View::Basic).await.expect("the case")
        );
        let draft = ["2025-09-01", "2025-09-15", "2025-09-12", "contested"];
        fact(register, "draft_fact", &draft).await;
        fact(register, "enquiry_fact", &["assessment", "2025-04-16"]).await;
        let extended = ["2025-06-04", "2025-06-13", "within_agreed"];
        fact(register, "enquiry_fact", &extended).await;
        fact(register, "case_fact", &["newer", "2025-04-09", "2025-11-12"]).await;
    })
    .await;
}

/// Compliance Manual 2 to 4: two kinds of recommendation, several kinds of remedy, money with its basis and budget, an
/// extension by agreement, evidence, satisfaction, and one outcome counted when it is recorded.
#[tokio::test]
async fn a_recommendation_goes_from_agreement_to_the_outcome_of_compliance() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = new_case(&officer, "25 000 001").await;
        let upheld = decision(Decision::Upheld, day(2025, 7, 1));
        officer.decide(&name, upheld).await.expect("a decision");
        let mut payment = remedy("apology", day(2025, 8, 1));
        payment.further_kinds = vec!["financial_redress_distress".to_owned()];
        payment.amount = Some(money(25_000));
        payment.basis = PaymentBasis::Distress.into();
        payment.budget = "childrens".to_owned();
        payment.evidence_expected = "A copy of the letter to Ann.".to_owned();
        officer.agree_remedy(&name, payment).await.expect("a remedy");
        let step = officer
            .agree_remedy(&name, remedy("provide_training_or_guidance", day(2025, 10, 1)))
            .await
            .expect("a remedy");
        let kinds: Vec<RecommendationKind> = step.remedies.iter().map(wire::Remedy::recommendation).collect();
        assert_eq!(
            kinds,
            [
                RecommendationKind::Personal,
                RecommendationKind::ServiceImprovement
            ]
        );
        assert_eq!(step.due_date, Some(day(2025, 10, 1)), "the longest is the case's");
        let step = officer
            .extend_remedy(&name, 2, day(2025, 11, 3), day(2025, 9, 29))
            .await
            .expect("an extension");
        assert_eq!(
            step.remedies[1].due_date,
            Some(day(2025, 10, 1)),
            "as agreed first"
        );
        let clock = step.remedies[1].clock.clone().expect("its clock");
        assert_eq!(
            (clock.clock(), clock.due_date, clock.agreed_due_date),
            (ClockName::Remedy, Some(day(2025, 10, 1)), Some(day(2025, 11, 3)))
        );
        assert_eq!(step.remedies[1].extension_reason, "complexity");
        officer
            .pay_remedy(&name, 1, day(2025, 7, 31), day(2025, 7, 30))
            .await
            .expect("paid");
        officer
            .send_evidence(&name, 1, day(2025, 8, 4))
            .await
            .expect("evidence");
        officer
            .satisfy(&name, 1, day(2025, 8, 18))
            .await
            .expect("satisfied");
        let step = officer
            .complete_remedy(&name, 2, day(2025, 11, 4))
            .await
            .expect("done");
        assert_eq!(step.state(), CaseState::AwaitingCompliance);
        assert!(step.remedies[1].completed_late, "after the agreed date too");
        let outcome = ComplianceOutcome::CompletedLate;
        let step = officer
            .comply(&name, outcome, day(2025, 11, 20))
            .await
            .expect("an outcome");
        assert_eq!((step.state(), step.compliance()), (CaseState::Closed, outcome));
        assert_eq!(step.compliance_date, Some(day(2025, 11, 20)));
        assert_eq!(step.remedies[0].paid_date, Some(day(2025, 7, 30)));
        assert_eq!(step.remedies[0].satisfied_date, Some(day(2025, 8, 18)));
        assert_eq!(step.remedies[0].evidence_expected, "", "sealed");
        assert_eq!(step.duties_outstanding, Vec::<i32>::new());
        fact(register, "case_fact", &["completed_late", "2025-11-20"]).await;
        let paid = ["distress", "childrens", "2025-07-30", "2025-08-04", "2025-08-18"];
        fact(register, "remedy_fact", &paid).await;
        let improved = ["service_improvement", "2025-10-01", "2025-11-03", "late"];
        fact(register, "remedy_fact", &improved).await;
        fact(register, "remedy_kind_fact", &["financial_redress_distress"]).await;
        let full = officer.get_case(&name, View::Full).await.expect("the case");
        assert_eq!(full.remedies[0].evidence_expected, "A copy of the letter to Ann.");
    })
    .await;
}

/// A basis or a budget without money, a kind named twice, and a case that was both told of and unknown.
#[tokio::test]
async fn what_cannot_be_is_said_of_each_field() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = new_case(&officer, "25 000 001").await;
        let mut wrong = remedy("apology", day(2025, 8, 1));
        wrong.basis = PaymentBasis::Distress.into();
        wrong.budget = "childrens".to_owned();
        wrong.further_kinds = vec!["apology".to_owned(), "wider_check".to_owned()];
        let found = invalid(officer.agree_remedy(&name, wrong).await);
        assert_eq!(
            found.paths(),
            ["remedy.further_kinds[0]", "remedy.basis", "remedy.budget"]
        );
        let mut case = ombudsman_case("25 000 002", day(2025, 4, 7));
        case.known_from_annual_list = true;
        case.notified_date = Some(day(2025, 4, 9));
        let found = invalid(officer.register_case(case).await);
        assert_eq!(found.paths(), ["ombudsman_case.notified_date"]);
        let none = MonitoringOfficerDuty {
            route: MonitoringOfficerRoute::Section5.into(),
            reason: MonitoringOfficerReason::Remedied.into(),
            assessed_date: Some(day(2025, 4, 9)),
            ..MonitoringOfficerDuty::default()
        };
        let found = invalid(officer.log_duty(&name, none.clone()).await);
        assert_eq!(found.paths(), ["duty.route"]);
        let due = MonitoringOfficerDuty {
            triggered: true,
            ..none
        };
        let found = invalid(officer.log_duty(&name, due).await);
        assert_eq!(found.paths(), ["duty.body"]);
    })
    .await;
}

/// Local Government Act 1974 ss30 and 31; Local Government and Housing Act 1989 s5A: a public report is noticed within
/// two weeks, open for three, answered within three months, and brings the monitoring officer to report.
#[tokio::test]
async fn a_public_report_brings_duties_with_clocks() {
    use PublicReportStep::{Considered, InspectionEnded, InspectionOpened, NoticeGiven, OmbudsmanTold};
    for_each_register(async |register| {
        let officer = register.officer();
        let name = new_case(&officer, "25 000 001").await;
        let mut report = decision(Decision::Upheld, day(2025, 6, 30));
        report.public_report = true;
        report.received_date = Some(day(2025, 7, 2));
        let step = officer.decide(&name, report).await.expect("a decision");
        let outstanding: Vec<OutstandingDuty> = step.duties_outstanding().collect();
        assert_eq!(
            outstanding,
            [
                OutstandingDuty::MonitoringOfficerLog,
                OutstandingDuty::PublicNotice,
                OutstandingDuty::PublicInspection,
                OutstandingDuty::PublicReportResponse,
            ]
        );
        let duties = step.public_report.expect("its duties");
        let due = |clock: &wire::Clock| clock.agreed_due_date;
        assert_eq!(duties.notice_clock.as_ref().and_then(due), Some(day(2025, 7, 16)));
        assert_eq!(
            due(&duties.response_clocks[0]),
            Some(day(2025, 10, 1)),
            "beginning with the day"
        );
        for (step, on) in [
            (NoticeGiven, day(2025, 7, 16)),
            (InspectionOpened, day(2025, 7, 17)),
            (InspectionEnded, day(2025, 8, 7)),
        ] {
            officer.report_step(&name, step, on).await.expect("a step");
        }
        officer
            .extend_report(&name, false, day(2025, 11, 3), day(2025, 9, 25))
            .await
            .expect("longer");
        for (step, on) in [
            (Considered, day(2025, 10, 14)),
            (OmbudsmanTold, day(2025, 10, 20)),
        ] {
            officer.report_step(&name, step, on).await.expect("a step");
        }
        let with_duty = CaseFilter {
            duty_outstanding: true,
            ..CaseFilter::default()
        };
        assert_eq!(officer.references(with_duty.clone()).await, ["25 000 001"]);
        let due = MonitoringOfficerDuty {
            assessed_date: Some(day(2025, 7, 3)),
            triggered: true,
            reason: MonitoringOfficerReason::PublicReport.into(),
            route: MonitoringOfficerRoute::Section5a.into(),
            body: MonitoringOfficerBody::Executive.into(),
            ..MonitoringOfficerDuty::default()
        };
        officer.log_duty(&name, due).await.expect("an entry");
        for (step, on) in [
            (MonitoringOfficerStep::Reported, day(2025, 9, 1)),
            (MonitoringOfficerStep::Considered, day(2025, 9, 22)),
            (MonitoringOfficerStep::Responded, day(2025, 9, 30)),
        ] {
            officer.duty_step(&name, 1, step, on).await.expect("a step");
        }
        let case = officer.get_case(&name, View::Basic).await.expect("the case");
        assert_eq!(case.duties_outstanding, Vec::<i32>::new());
        let clock = case.monitoring_officer_duties[0]
            .clock
            .clone()
            .expect("its clock");
        assert_eq!(
            (clock.state(), clock.due_date),
            (ClockState::Met, Some(day(2025, 9, 22)))
        );
        let log = [
            "section_5a",
            "2025-09-01",
            "2025-09-22",
            "2025-09-30",
            "within_base",
        ];
        fact(register, "duty_fact", &log).await;
        let report = case.public_report.expect("its duties");
        assert_eq!(report.inspection_until_date, Some(day(2025, 8, 7)));
        assert_eq!(report.response_clocks[0].state(), ClockState::MetAsExtended);
        assert_eq!(report.steps.len(), 5);
        assert_eq!(officer.references(with_duty).await, Vec::<String>::new());
    })
    .await;
}

/// Refusing to comply is one of the two things that bring the monitoring officer to report to members.
#[tokio::test]
async fn a_refusal_to_comply_asks_for_the_monitoring_officer() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = new_case(&officer, "25 000 001").await;
        let upheld = decision(Decision::Upheld, day(2025, 7, 1));
        officer.decide(&name, upheld).await.expect("a decision");
        officer
            .agree_remedy(&name, remedy("apology", day(2025, 8, 1)))
            .await
            .expect("a remedy");
        let step = officer
            .refuse_remedy(&name, 1, day(2025, 7, 21))
            .await
            .expect("a refusal");
        assert_eq!(
            step.remedies[0].clock.as_ref().map(wire::Clock::state),
            Some(ClockState::Left)
        );
        let log = OutstandingDuty::MonitoringOfficerLog;
        assert_eq!(step.duties_outstanding().collect::<Vec<_>>(), [log]);
        let step = officer
            .comply(&name, ComplianceOutcome::NotComplete, day(2025, 9, 1))
            .await
            .expect("an outcome");
        assert_eq!(step.duties_outstanding().collect::<Vec<_>>(), [log]);
    })
    .await;
}

/// Manual for Councils 6: what was not complained of to the council first is sent back to it, and is a complaint then.
#[tokio::test]
async fn a_case_that_is_referred_back_becomes_a_complaint() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = new_case(&officer, "25 000 001").await;
        let back = decision(Decision::ReferredBack, day(2025, 4, 14));
        let step = officer.decide(&name, back).await.expect("a decision");
        let waiting = OutstandingDuty::ReferralBack;
        assert_eq!(step.duties_outstanding().collect::<Vec<_>>(), [waiting]);
        let unlinked = CaseFilter {
            unlinked: true,
            duty_outstanding: true,
            ..CaseFilter::default()
        };
        assert_eq!(officer.references(unlinked.clone()).await, ["25 000 001"]);
        let about = complaint(Procedure::ChildrenStatutory, day(2025, 4, 15));
        let made = officer.register(about).await.expect("a registration").name;
        let step = officer.link(&name, &made).await.expect("a link");
        assert_eq!((step.representation, step.duties_outstanding), (made, vec![]));
        assert_eq!(officer.references(unlinked).await, Vec::<String>::new());
    })
    .await;
}
