//! Reports that are written: the year in every form, what is missing, what the public is not told, and the weekly page.

use std::collections::BTreeMap;

use redress::{
    api::wire::{
        self, ErrorReason, Finding, Procedure, RenderReportRequest, ReportApproval, ReportAudience,
        ReportFormat, ReportKind, ReportSignOff,
    },
    domain::{access::Role, limits},
};
use serde_json::Value as Json;
use tonic::{Code, Status};

use crate::harness::{
    NORTHWICK, Register,
    build::{complaint, compliment},
    caller::Caller,
    date, day, for_each_register,
    learning::{action, from_representation},
    refused::{invalid, refused},
};

fn annual(kind: ReportKind, audience: ReportAudience) -> RenderReportRequest {
    RenderReportRequest {
        parent: NORTHWICK.to_owned(),
        kind: kind.into(),
        financial_year: 2025,
        audience: audience.into(),
        ..RenderReportRequest::default()
    }
}

/// The files of a report, and the position that it was counted at.
async fn render(
    caller: &Caller,
    request: RenderReportRequest,
) -> Result<(BTreeMap<String, Vec<u8>>, i64), Status> {
    let mut parts = caller.statistics().render_report(request).await?.into_inner();
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut position = 0;
    let mut open: Option<String> = None;
    while let Some(part) = parts.message().await? {
        assert!(part.content.len() <= limits::REPORT_PART_BYTES_MAX);
        let name = part.file_name;
        let goes_on = open.take();
        assert!(
            goes_on.is_none_or(|before| before == name),
            "files follow each other"
        );
        files.entry(name.clone()).or_default().extend(part.content);
        if !part.last {
            open = Some(name);
        }
        position = part.position;
    }
    assert_eq!(open, None, "the last file ends");
    Ok((files, position))
}

fn json(files: &BTreeMap<String, Vec<u8>>) -> Json {
    serde_json::from_slice(&files["report.json"]).expect("JSON")
}

fn texts(list: &Json) -> Vec<String> {
    let texts = list.as_array().expect("a list").iter();
    texts
        .map(|text| {
            text["text"]
                .as_str()
                .or(text.as_str())
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

fn says(texts: &[String], text: &str) {
    assert!(
        texts.iter().any(|known| known == text),
        "{text:?} is not among {texts:#?}"
    );
}

/// Three complaints of 2025/26, the first of them upheld, one of the year before, and a compliment.
async fn a_year(register: &Register<'_>) -> String {
    let officer = register.officer();
    let mut upheld = String::new();
    for received in [day(2025, 5, 6), day(2025, 6, 3), day(2025, 6, 4)] {
        let about = complaint(Procedure::ChildrenStatutory, received);
        let name = officer.register(about).await.expect("a complaint").name;
        if upheld.is_empty() {
            upheld = name;
        }
    }
    officer
        .answer(&upheld, 1, Finding::Upheld, day(2025, 5, 19))
        .await
        .expect("a response");
    let earlier = complaint(Procedure::ChildrenStatutory, day(2024, 9, 2));
    officer.register(earlier).await.expect("a complaint");
    officer
        .register(compliment(day(2025, 7, 1)))
        .await
        .expect("a compliment");
    upheld
}

/// SI 2006/1738 reg 13: the year is reported, in every form, with what is missing of it; and a report of one position
/// is the same for ever.
#[tokio::test]
async fn a_year_becomes_a_report_that_can_be_made_again() {
    for_each_register(async |register| {
        let upheld = a_year(register).await;
        let officer = register.officer();
        let mut request = annual(ReportKind::Childrens, ReportAudience::Authority);
        request.narrative = vec![wire::NarrativeText {
            place: "introduction".to_owned(),
            text: "A quiet year.".to_owned(),
        }];
        request.sign_off = Some(ReportSignOff {
            approvals: vec![ReportApproval {
                approver: "Director of children's services".to_owned(),
                approved_date: Some(day(2026, 5, 11)),
            }],
            published_date: Some(day(2026, 7, 1)),
            responding_body: "Cabinet".to_owned(),
            response: "Noted.".to_owned(),
        });
        let (files, position) = render(&officer, request.clone()).await.expect("a report");
        for name in ["report.html", "report.xlsx", "report.json", "csv-metadata.json"] {
            assert!(!files[name].is_empty(), "{name}");
        }
        let report = json(&files);
        let year = &report["sections"][0];
        says(
            &texts(&year["sentences"]),
            "3 statutory complaints were received, 2 more than in 2024/25 (an increase of 200%).",
        );
        assert_eq!(year["narratives"][0]["paragraphs"][0], "A quiet year.");
        assert_eq!(report["sign_off"]["published_on"], "2026-07-01");
        let without =
            "No learning action is recorded for 1 complaint of the period that was upheld wholly or partly.";
        says(&texts(&report["missing"]), without);

        let mut learnt = action(day(2025, 6, 2), day(2025, 9, 30));
        learnt.source = Some(from_representation(wire::ActionSourceKind::Stage, &upheld, 1, 0));
        officer.record_action(learnt).await.expect("an action");
        request.position = position;
        let (again, _) = render(&officer, request.clone()).await.expect("the same report");
        assert_eq!(again, files);
        request.position = 0;
        let (now, _) = render(&officer, request).await.expect("a report");
        let missing = texts(&json(&now)["missing"]);
        assert!(!missing.contains(&without.to_owned()), "{missing:#?}");
        let page = String::from_utf8(now["report.html"].clone()).expect("a page");
        assert!(page.contains("1 learning action was raised in the period."));
    })
    .await;
}

/// A year of which the register holds no complaint is not one without complaints: nothing is compared with it, although
/// other figures of it were given.
#[tokio::test]
async fn a_year_before_the_register_began_is_compared_with_nothing() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let mut reference = admin.reference();
        let contacts = wire::GiveFigureRequest {
            parent: NORTHWICK.to_owned(),
            figure: Some(wire::GivenFigure {
                kind: "contacts".to_owned(),
                financial_year: 2024,
                value: 25_000,
                source: "The service's own count".to_owned(),
                ..wire::GivenFigure::default()
            }),
            request_id: "contacts".to_owned(),
            validate_only: false,
        };
        reference.give_figure(contacts).await.expect("a figure");
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2025, 5, 6));
        officer.register(about).await.expect("a complaint");
        let request = annual(ReportKind::Childrens, ReportAudience::Authority);
        let (files, _) = render(&officer, request).await.expect("a report");
        let page = String::from_utf8(files["report.html"].clone()).expect("a page");
        assert!(page.contains("1 statutory complaint was received."));
        assert!(!page.contains("up from none"));
    })
    .await;
}

/// What the public is not told is in no file, and the report says that something was withheld.
#[tokio::test]
async fn the_public_is_not_told_small_numbers() {
    for_each_register(async |register| {
        a_year(register).await;
        let request = annual(ReportKind::Childrens, ReportAudience::Public);
        let analyst = register.client(Role::Analyst);
        let (files, _) = render(&analyst, request).await.expect("a report");
        let report = json(&files);
        says(
            &texts(&report["sections"][0]["sentences"]),
            "The number of statutory complaints received is withheld.",
        );
        says(
            &texts(&report["withheld"]),
            "Table 1, Complaints by procedure: all figures are withheld.",
        );
        let csv = String::from_utf8_lossy(&files["01-all_complaints_procedure.csv"]).into_owned();
        assert!(csv.contains("[c]") && !csv.contains(",3"), "{csv}");
    })
    .await;
}

/// Every report can be made of a register that holds nothing, and says so.
#[tokio::test]
async fn a_report_of_nothing_says_what_is_missing() {
    for_each_register(async |register| {
        let auditor = register.client(Role::Auditor);
        for kind in [
            ReportKind::Childrens,
            ReportKind::Adults,
            ReportKind::Corporate,
            ReportKind::Ombudsman,
            ReportKind::Code,
            ReportKind::Quarterly,
        ] {
            let mut request = annual(kind, ReportAudience::Authority);
            request.formats = vec![ReportFormat::Json.into()];
            request.quarter = if kind == ReportKind::Quarterly { 2 } else { 0 };
            let (files, _) = render(&auditor, request).await.expect("a report");
            assert_eq!(files.len(), 1);
            let report = json(&files);
            says(&texts(&report["missing"]), "No approval is recorded.");
            let nothing = texts(&report["missing"])
                .iter()
                .any(|text| text.starts_with("The register holds nothing of"));
            assert!(nothing, "{kind:?}");
        }
    })
    .await;
}

/// The weekly page: what is overdue is red, with how many working days it is over.
#[tokio::test]
async fn the_weekly_page_lists_what_is_due() {
    for_each_register(async |register| {
        register.set_today(date(2026, 6, 1));
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 5, 1));
        officer.register(about).await.expect("a complaint");
        let weekly = RenderReportRequest {
            parent: NORTHWICK.to_owned(),
            kind: ReportKind::Weekly.into(),
            audience: ReportAudience::Authority.into(),
            ..RenderReportRequest::default()
        };
        let (files, _) = render(&officer, weekly.clone()).await.expect("a page");
        let report = json(&files);
        assert_eq!(report["title"], "Weekly list of deadlines");
        let red = &report["sections"][1]["tables"][0];
        assert_eq!(red["title"], "Red deadlines, by due date");
        let keys = red["rows"][0]["keys"][0].as_str().expect("a record");
        assert!(keys.starts_with("representations/"), "{keys}");
        let left = red["rows"][0]["cells"][4]["value"].as_i64().expect("days");
        assert!(left < 0, "{left} days left");

        let public = RenderReportRequest {
            audience: ReportAudience::Public.into(),
            financial_year: 2025,
            quarter: 1,
            position: 1,
            ..weekly
        };
        let wrong = invalid(render(&officer, public).await);
        assert_eq!(
            wrong.paths(),
            ["quarter", "financial_year", "audience", "position"]
        );
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_question_is_named() {
    for_each_register(async |register| {
        let officer = register.officer();
        let text = |place: &str| wire::NarrativeText {
            place: place.to_owned(),
            text: "x".repeat(limits::NARRATIVE_CHARACTERS_MAX + 1),
        };
        let row = |section: i32| wire::SelfAssessmentRow {
            section,
            answer: wire::SelfAssessmentAnswer::Yes.into(),
            commentary: String::new(),
        };
        let request = RenderReportRequest {
            parent: NORTHWICK.to_owned(),
            kind: ReportKind::Code.into(),
            financial_year: 1066,
            quarter: 2,
            audience: 9,
            formats: vec![ReportFormat::Json.into(), ReportFormat::Json.into()],
            position: -1,
            narrative: vec![text("introduction"), text("poem")],
            self_assessment: vec![row(3), row(3), row(10)],
            sign_off: Some(ReportSignOff {
                approvals: vec![ReportApproval::default()],
                published_date: Some(day(2025, 2, 30)),
                ..ReportSignOff::default()
            }),
        };
        let found = invalid(render(&officer, request.clone()).await);
        let wrong = [
            "quarter",
            "financial_year",
            "audience",
            "formats[1]",
            "position",
            "narrative[0].text",
            "narrative[1].place",
            "self_assessment[1].section",
            "self_assessment[2].section",
            "sign_off.approvals[0].approver",
            "sign_off.published_date",
        ];
        assert_eq!(found.paths(), wrong);
        let ahead = RenderReportRequest {
            position: 1_000_000,
            ..annual(ReportKind::Adults, ReportAudience::Authority)
        };
        assert_eq!(invalid(render(&officer, ahead).await).paths(), ["position"]);
        let elsewhere = RenderReportRequest {
            parent: "authorities/nowhere".to_owned(),
            ..request
        };
        assert_eq!(refused(render(&officer, elsewhere).await).code, Code::NotFound);
        let intake = register.client(Role::Intake);
        let answer = render(&intake, annual(ReportKind::Adults, ReportAudience::Public)).await;
        assert_eq!(refused(answer).reason, ErrorReason::RoleNotPermitted);
    })
    .await;
}
