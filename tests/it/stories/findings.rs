//! Several concerns, each with its own category, team and findings, and the finding of the whole.

use redress::api::wire::{
    self, Concern, ConcernFinding, ConcludeStageRequest, ErrorReason, Finding, Procedure,
    RecordFindingsRequest, Representation,
};
use tonic::Response;

use crate::harness::{
    Register,
    build::{complaint, concern},
    caller::fresh_id,
    casework_steps::reason_of,
    day, for_each_register,
    refused::Refused,
};

/// A complaint of so many points.
fn of_points(points: usize) -> Representation {
    Representation {
        concerns: vec![concern("delay"); points],
        ..complaint(Procedure::ChildrenStatutory, day(2026, 3, 2))
    }
}

/// Coventry 2023/24 asks for the outcome of each concern. What each stage found on each stays; the latest is the one
/// that the concern shows.
#[tokio::test]
async fn each_concern_has_its_category_team_and_findings() {
    for_each_register(async |register| {
        let officer = register.officer();
        let late = Concern {
            subcategory: "late-visit".to_owned(),
            team: "Team 7".to_owned(),
            ..concern("delay")
        };
        let about = Representation {
            team: "hospital".to_owned(),
            concerns: vec![late, concern("staff")],
            ..complaint(Procedure::ChildrenStatutory, day(2026, 1, 5))
        };
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        let told: Vec<(i32, &str, &str, &str)> = registered
            .concerns
            .iter()
            .map(|held| {
                let Concern {
                    number,
                    category,
                    subcategory,
                    team,
                    ..
                } = held;
                (*number, category.as_str(), subcategory.as_str(), team.as_str())
            })
            .collect();
        assert_eq!(
            told,
            [(1, "delay", "late-visit", "looked-after"), (2, "staff", "", "")]
        );

        let first = [(1, Finding::Upheld), (2, Finding::Inconclusive)];
        officer.find(name, 1, &first).await.expect("findings");
        officer
            .conclude(name, 1, day(2026, 1, 16))
            .await
            .expect("a response");
        officer.escalate(name, day(2026, 1, 19)).await.expect("stage 2");
        let adjudicated = |concern, finding: Finding, agrees| ConcernFinding {
            concern,
            finding: finding.into(),
            adjudicator_agrees: Some(agrees),
        };
        let second = vec![
            adjudicated(1, Finding::Upheld, true),
            adjudicated(2, Finding::NotUpheld, false),
        ];
        let request = RecordFindingsRequest {
            name: name.to_owned(),
            stage: 2,
            findings: second.clone(),
            request_id: fresh_id(),
            ..RecordFindingsRequest::default()
        };
        let step = officer.representations().record_findings(request).await;
        step.expect("findings");
        let answered = officer.conclude(name, 2, day(2026, 2, 20)).await;
        let answered = answered.expect("a response");
        let of_stage = |stage: usize| {
            let findings = answered.stages[stage].findings.iter();
            findings.map(ConcernFinding::finding).collect::<Vec<_>>()
        };
        assert_eq!(of_stage(0), [Finding::Upheld, Finding::Inconclusive]);
        assert_eq!(
            answered.stages[1].findings, second,
            "with what the adjudicator said"
        );
        assert_eq!(answered.concerns[1].finding(), Finding::NotUpheld, "the latest");
        assert_eq!(answered.stages[0].finding(), Finding::PartlyUpheld);
        assert_eq!(answered.finding(), Finding::PartlyUpheld);
    })
    .await;
}

async fn overall(register: &Register<'_>, findings: &[Finding]) -> Finding {
    let officer = register.officer();
    let name = officer
        .register(of_points(findings.len()))
        .await
        .expect("a registration")
        .name;
    let found: Vec<(i32, Finding)> = (1..).zip(findings.iter().copied()).collect();
    officer.find(&name, 1, &found).await.expect("findings");
    let answered = officer.conclude(&name, 1, day(2026, 3, 12)).await;
    let answered = answered.expect("a response");
    assert!(!answered.stages[0].finding_overridden);
    answered.finding()
}

/// The rule of the register for an overall finding, as Coventry's case of six points has it: one upheld in part and the
/// rest not is upheld in part.
#[tokio::test]
async fn the_finding_of_the_whole_follows_from_its_points() {
    use Finding::{Inconclusive, NotUpheld, OutOfScope, PartlyUpheld, Upheld, Withdrawn};
    for_each_register(async |register| {
        let cases: [(&[Finding], Finding); 10] = [
            (
                &[
                    PartlyUpheld,
                    NotUpheld,
                    NotUpheld,
                    NotUpheld,
                    NotUpheld,
                    NotUpheld,
                ],
                PartlyUpheld,
            ),
            (&[Upheld, Upheld], Upheld),
            (&[NotUpheld, NotUpheld], NotUpheld),
            (&[Inconclusive, Inconclusive], Inconclusive),
            (&[Upheld, NotUpheld], PartlyUpheld),
            (&[Upheld, Inconclusive], PartlyUpheld),
            (&[NotUpheld, Inconclusive], NotUpheld),
            (&[Withdrawn, OutOfScope, Upheld], Upheld),
            (&[Withdrawn, OutOfScope], Withdrawn),
            (&[OutOfScope, OutOfScope], OutOfScope),
        ];
        for (findings, expected) in cases {
            assert_eq!(overall(register, findings).await, expected, "{findings:?}");
        }
    })
    .await;
}

/// The same rule: it is set aside by hand, and only with a reason; the record says that it was.
#[tokio::test]
async fn the_derived_finding_is_set_aside_only_with_a_reason() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = officer.register(of_points(2)).await.expect("a registration").name;
        let findings = [(1, Finding::Upheld), (2, Finding::NotUpheld)];
        officer.find(&name, 1, &findings).await.expect("findings");
        let response = |reason: &str| ConcludeStageRequest {
            name: name.clone(),
            stage: 1,
            concluded_date: Some(day(2026, 3, 12)),
            overriding_finding: Finding::Upheld.into(),
            override_reason: reason.to_owned(),
            request_id: fresh_id(),
            ..ConcludeStageRequest::default()
        };
        let bare = officer.representations().conclude_stage(response("")).await;
        let refused = Refused::of(&bare.expect_err("a refusal"));
        assert_eq!(refused.reason, ErrorReason::InvalidFields);
        assert_eq!(refused.paths(), ["override_reason"]);
        let reason = "The second point follows from the first.";
        let answered = officer.representations().conclude_stage(response(reason)).await;
        let answered = answered.map(Response::into_inner).expect("a response");
        assert_eq!(answered.finding(), Finding::Upheld);
        assert!(answered.stages[0].finding_overridden);
        let missing = officer.register(of_points(2)).await.expect("a registration").name;
        officer
            .find(&missing, 1, &findings[..1])
            .await
            .expect("a finding");
        let early = officer.conclude(&missing, 1, day(2026, 3, 12)).await;
        assert_eq!(reason_of(early), wire::ErrorReason::FindingsMissing);
    })
    .await;
}
