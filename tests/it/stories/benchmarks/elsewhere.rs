//! Figures from elsewhere: brought in, checked, written down, and held against the register.

use redress::{
    api::wire::{self, Decision},
    domain::access::Role,
};

use super::{given, question, save_body, save_group};
use crate::harness::{
    NORTHWICK,
    build::{decision, ombudsman_case},
    caller::fresh_id,
    day, for_each_register,
    refused::invalid,
};

fn table(known: &str, headers: &[&str], rows: &[&[&str]]) -> wire::ImportPublishedFiguresRequest {
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    wire::ImportPublishedFiguresRequest {
        parent: NORTHWICK.to_owned(),
        table: known.to_owned(),
        headers: owned(headers),
        rows: rows
            .iter()
            .map(|cells| wire::PublishedFigureRow { cells: owned(cells) })
            .collect(),
        financial_year: 2025,
        source: "Local Government and Social Care Ombudsman, 2025/26".to_owned(),
        source_date: Some(day(2026, 4, 1)),
        confidence: wire::Confidence::A.into(),
        request_id: fresh_id(),
        ..wire::ImportPublishedFiguresRequest::default()
    }
}

/// A table is taken as it was published; what contradicts itself, and whom nobody knows, is told. The same request again
/// has the same answer, though the lists have changed.
#[tokio::test]
async fn a_table_that_contradicts_itself_is_taken_and_told() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        save_body(&admin, "Eastwick").await;
        let request = table(
            "lgsco-decided",
            &[
                "Authority Name",
                "Not upheld",
                "Upheld",
                "Uphold rate (%)",
                "Weather",
            ],
            &[
                &["Eastwick Borough Council", "5", "3", "40", "sun"],
                &["Westwick Council", "1", "1", "50", ""],
            ],
        );
        let import = async || admin.benchmarks().import_published_figures(request.clone()).await;
        let taken = import().await.expect("figures").into_inner();
        assert_eq!(
            (taken.figures_taken, taken.bodies, taken.contradiction_count),
            (2, 1, 1)
        );
        let found = &taken.contradictions[0];
        assert_eq!(
            (
                found.row,
                found.stated.as_str(),
                found.follows.as_str(),
                found.how.as_str()
            ),
            (1, "40", "38", "3 of 8 are 37.5%")
        );
        assert_eq!(taken.unknown_bodies[0].text, "Westwick Council");
        assert_eq!(taken.unknown_columns, ["Weather"]);
        save_body(&admin, "Westwick").await;
        assert_eq!(import().await.expect("the same").into_inner(), taken);
        let listed = wire::ListGivenFiguresRequest {
            parent: NORTHWICK.to_owned(),
            ..wire::ListGivenFiguresRequest::default()
        };
        let listed = admin
            .reference()
            .list_given_figures(listed)
            .await
            .expect("figures");
        let figures = listed.into_inner().figures;
        assert_eq!(figures.len(), 2);
        assert!(
            figures
                .iter()
                .all(|figure| figure.confidence() == wire::Confidence::A)
        );
        assert_eq!(figures[0].source_date, Some(day(2026, 4, 1)));
    })
    .await;
}

#[tokio::test]
async fn a_table_that_gives_nothing_is_wrong() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let nobody = table("lgsco-received", &["Authority", "Housing"], &[&["Atlantis", "1"]]);
        let refused = invalid(admin.benchmarks().import_published_figures(nobody).await);
        assert_eq!(
            refused.about("rows"),
            "must hold a figure of a body of the list bodies; the list does not have Atlantis"
        );
        let no_bodies = table("lgsco-received", &["Weather", "Housing"], &[&["sun", "1"]]);
        let refused = invalid(admin.benchmarks().import_published_figures(no_bodies).await);
        assert_eq!(refused.paths(), ["headers"]);
        let nothing = table("lgsco-sent", &[], &[]);
        let refused = invalid(admin.benchmarks().import_published_figures(nothing).await);
        assert_eq!(refused.paths(), ["table", "headers", "rows"]);
    })
    .await;
}

/// The register counts one case that the Ombudsman does not: it was received on the last day of the year.
#[tokio::test]
async fn the_register_beside_what_was_published() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        save_body(&admin, "Northwick").await;
        for (reference, on) in [("25 000 001", day(2025, 6, 2)), ("25 000 002", day(2026, 3, 31))] {
            let case = officer.register_case(ombudsman_case(reference, on)).await;
            let case = case.expect("a case").name;
            let upheld = decision(Decision::Upheld, day(2026, 4, 20));
            officer.decide(&case, upheld).await.expect("a decision");
        }
        let headers = ["Authority", "Total"];
        let received = table("lgsco-received", &headers, &[&["Northwick Council", "1"]]);
        admin
            .benchmarks()
            .import_published_figures(received)
            .await
            .expect("figures");
        let request = wire::ReconcileFiguresRequest {
            parent: NORTHWICK.to_owned(),
            financial_year: 2025,
            own: "Northwick".to_owned(),
            ..wire::ReconcileFiguresRequest::default()
        };
        let analyst = register.client(Role::Analyst);
        let answer = analyst.benchmarks().reconcile_figures(request).await;
        let answer = answer.expect("figures").into_inner();
        assert_eq!(answer.differing, 1);
        let of = |kind: &str| {
            let found = answer.figures.iter().find(|figure| figure.kind == kind);
            found.expect("a figure").clone()
        };
        let received = of("ombudsman_received");
        assert_eq!(received.published.map(|number| number.value), Some(1));
        assert_eq!((received.register, received.difference), (2, 1));
        assert_eq!(received.reasons.len(), 1);
        assert_eq!((received.reasons[0].cases, received.reasons[0].reason), (1, 1));
        assert!(received.source.contains("Ombudsman"));
        let decided = of("ombudsman_decided");
        assert_eq!(
            decided.published.map(|number| number.state()),
            Some(wire::FigureState::Unknown)
        );
        assert_eq!((decided.register, decided.difference), (0, 0));
    })
    .await;
}

/// The page says what the answer says, needs no other file, and is the same twice.
#[tokio::test]
async fn a_comparison_is_written_down() {
    for_each_register(async |register| {
        let analyst = given(register).await;
        let files = async || {
            let request = wire::RenderComparisonRequest {
                parent: NORTHWICK.to_owned(),
                question: Some(question("combined", "combined_authority", &[])),
                formats: Vec::new(),
            };
            let answer = analyst.benchmarks().render_comparison(request).await;
            let mut parts = answer.expect("files").into_inner();
            let mut files: Vec<(String, Vec<u8>)> = Vec::new();
            let mut whole = true;
            while let Some(part) = parts.message().await.expect("a part") {
                if whole {
                    files.push((part.file_name.clone(), Vec::new()));
                }
                whole = part.last;
                files.last_mut().expect("a file").1.extend(part.content);
            }
            files
        };
        let written = files().await;
        let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["comparison.html", "comparison.csv", "groups.csv"]);
        let page = String::from_utf8(written[0].1.clone()).expect("text");
        for part in [
            "82.5%",
            "77.4%",
            "Coventry (own)",
            "Funnel plot",
            "<desc",
            "rank 7 of 7",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"));
        let csv = String::from_utf8(written[2].1.clone()).expect("text");
        assert!(
            csv.contains("uphold_rate,1,2023/24,7,7,0,0,0,0,174,211,82.4645,77.4"),
            "{csv}"
        );
        assert_eq!(files().await, written);
    })
    .await;
}

/// A group may lack the council that asks; it then stands beside it.
#[tokio::test]
async fn the_own_figure_beside_a_group_of_others() {
    for_each_register(async |register| {
        let analyst = given(register).await;
        let admin = register.client(Role::Admin);
        save_group(&admin, "others", "Nobody", &["Solihull", "Walsall"]).await;
        let asked = question("others", "combined_authority", &["uphold_rate"]);
        let found = super::compared(&analyst, asked).await.remove(0);
        let own = found.bodies.iter().find(|body| body.is_own).expect("the own one");
        assert_eq!((own.display_name.as_str(), own.rank), ("Coventry", 0));
        let group = super::group(&found);
        assert_eq!((group.bodies, group.numerator, group.denominator), (2, 23, 24));
    })
    .await;
}
