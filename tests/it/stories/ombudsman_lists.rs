//! The Ombudsman's three annual lists against the register (Manual for Councils 11), and listing cases.

use redress::api::wire::{
    AnnualListKind, CaseFilter, CaseState, ComplianceOutcome, Date, Decision, ListTotal, ListedCase,
};

use crate::harness::{
    build::{decision, ombudsman_case, remedy},
    caller::Caller,
    day, for_each_register,
    refused::invalid,
};

fn row(reference: &str) -> ListedCase {
    ListedCase {
        reference: reference.to_owned(),
        ..ListedCase::default()
    }
}

fn total(value: &str, listed: i32, registered: i32) -> ListTotal {
    ListTotal {
        value: value.to_owned(),
        listed,
        registered,
    }
}

async fn decided(officer: &Caller, reference: &str, found: Decision, on: Date) -> String {
    let case = ombudsman_case(reference, day(2024, 4, 8));
    let name = officer.register_case(case).await.expect("a case").name;
    officer
        .decide(&name, decision(found, on))
        .await
        .expect("a decision");
    name
}

/// A council is not told of every contact: the list of received cases shows which, and they are then registered as
/// unknown until listed.
#[tokio::test]
async fn a_case_of_which_nobody_told_the_council_is_found_in_the_list() {
    for_each_register(async |register| {
        let officer = register.officer();
        let known = ombudsman_case("24 000 001", day(2024, 4, 8));
        let known = officer.register_case(known).await.expect("a case");
        assert!(!known.unknown_until_listed);
        let forgotten = ombudsman_case("24 000 002", day(2024, 5, 8));
        let forgotten = officer.register_case(forgotten).await.expect("a case");
        let mut differing = row("24 000 001");
        differing.category = "Education and children's services".to_owned();
        differing.received_date = Some(day(2024, 4, 9));
        let mut unknown = row("24 000 003");
        unknown.category = "Housing".to_owned();
        let rows = vec![differing, unknown];
        let received = AnnualListKind::Received;
        let found = officer
            .reconcile(received, 2024, rows.clone())
            .await
            .expect("a list");
        assert_eq!((found.listed, found.agreeing), (2, 0));
        assert_eq!(found.unknown_references, ["24 000 003"]);
        assert_eq!(found.missing.len(), 1);
        assert_eq!(
            (&found.missing[0].name, &found.missing[0].reference[..]),
            (&forgotten.name, "24 000 002")
        );
        assert_eq!(found.differing[0].name, known.name);
        let difference = &found.differing[0].differences[0];
        assert_eq!(
            (
                &difference.field[..],
                &difference.listed[..],
                &difference.registered[..]
            ),
            ("received_date", "2024-04-09", "2024-04-08")
        );
        assert_eq!(
            found.totals,
            [total("education_and_childrens", 1, 2), total("housing", 1, 0)]
        );
        let position = found.position;

        let mut listed = ombudsman_case("24 000 003", day(2024, 6, 3));
        listed.category = "housing".to_owned();
        listed.known_from_annual_list = true;
        let listed = officer.register_case(listed).await.expect("a case");
        assert!(listed.unknown_until_listed && listed.known_from_annual_list);
        let found = officer
            .reconcile(received, 2024, rows.clone())
            .await
            .expect("a list");
        assert_eq!((found.agreeing, found.unknown_references.len()), (1, 0));
        assert_eq!(
            found.position,
            position + 1,
            "the registration, and nothing by the comparison"
        );
        let other_year = officer.reconcile(received, 2023, rows).await.expect("a list");
        assert_eq!(other_year.missing, []);
        let told = officer
            .notify(&listed.name, day(2024, 7, 1))
            .await
            .expect("a notice");
        assert!(!told.unknown_until_listed);
    })
    .await;
}

/// Decisions are compared in the words of either taxonomy, outcomes of compliance in the year of their recording.
#[tokio::test]
async fn decisions_and_compliance_are_compared_by_their_own_dates() {
    for_each_register(async |register| {
        let officer = register.officer();
        let upheld = decided(&officer, "24 000 001", Decision::Upheld, day(2025, 3, 3)).await;
        decided(&officer, "24 000 002", Decision::AdviceGiven, day(2024, 5, 1)).await;
        decided(&officer, "24 000 003", Decision::NotUpheld, day(2024, 6, 3)).await;
        officer
            .agree_remedy(&upheld, remedy("apology", day(2025, 4, 1)))
            .await
            .expect("a remedy");
        officer
            .complete_remedy(&upheld, 1, day(2025, 4, 2))
            .await
            .expect("done");
        let outcome = ComplianceOutcome::CompletedLate;
        officer
            .comply(&upheld, outcome, day(2025, 4, 14))
            .await
            .expect("an outcome");
        let worded = |reference, decision: &str| ListedCase {
            decision: decision.to_owned(),
            ..row(reference)
        };
        let rows = vec![
            worded("24 000 001", "Upheld: fault & injustice"),
            worded("24 000 002", "Not for us"),
            worded("24 000 003", "Assessed and closed"),
        ];
        let found = officer.reconcile(AnnualListKind::Decided, 2024, rows).await;
        let found = found.expect("a list");
        assert_eq!((found.listed, found.agreeing), (3, 2));
        assert_eq!(found.differing[0].reference, "24 000 003");
        assert_eq!(found.differing[0].differences[0].registered, "not_upheld");

        let mut late = row("24 000 001");
        late.compliance = "Remedy completed late".to_owned();
        late.target_date = Some(day(2025, 4, 1));
        late.achieved_date = Some(day(2025, 4, 2));
        let rows = vec![late];
        let compliance = AnnualListKind::Compliance;
        let found = officer
            .reconcile(compliance, 2025, rows.clone())
            .await
            .expect("a list");
        assert_eq!((found.agreeing, found.missing.len()), (1, 0));
        assert_eq!(found.totals, [total("completed_late", 1, 1)]);
        for (kind, year) in [(compliance, 2025), (AnnualListKind::Decided, 2024)] {
            let stranger = vec![row("24 000 009")];
            let found = officer.reconcile(kind, year, stranger).await.expect("a list");
            let missing = found.missing.iter().map(|case| case.reference.as_str());
            assert!(missing.into_iter().any(|reference| reference == "24 000 001"));
        }
        let found = officer.reconcile(compliance, 2024, rows).await.expect("a list");
        assert_eq!(
            found.totals,
            [total("completed_late", 1, 0)],
            "it was recorded a year later"
        );
    })
    .await;
}

#[tokio::test]
async fn a_list_that_cannot_be_read_is_refused_row_by_row() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut wrong = row("24 1");
        wrong.category = "weather".to_owned();
        wrong.decision = "perhaps".to_owned();
        wrong.compliance = "soon".to_owned();
        let rows = vec![wrong, row("24 000 001"), row("24 000 001")];
        let found = invalid(officer.reconcile(AnnualListKind::Decided, 1900, rows).await);
        let mut paths = found.paths();
        paths.sort_unstable();
        assert_eq!(
            paths,
            [
                "financial_year",
                "rows[0].category",
                "rows[0].compliance",
                "rows[0].decision",
                "rows[0].reference",
                "rows[2].reference",
            ]
        );
        let many = vec![row("24 000 001"); redress::domain::limits::LISTED_ROWS_MAX + 1];
        for rows in [Vec::new(), many] {
            let found = invalid(officer.reconcile(AnnualListKind::Unspecified, 2024, rows).await);
            assert_eq!(found.paths(), ["kind", "rows"]);
        }
    })
    .await;
}

#[tokio::test]
async fn cases_are_listed_by_what_they_are_and_when() {
    for_each_register(async |register| {
        let officer = register.officer();
        decided(&officer, "24 000 001", Decision::NotUpheld, day(2024, 5, 1)).await;
        decided(&officer, "24 000 002", Decision::NotUpheld, day(2024, 6, 3)).await;
        let mut other = ombudsman_case("24 000 003", day(2024, 7, 1));
        other.category = "housing".to_owned();
        other.service = "highways".to_owned();
        officer.register_case(other).await.expect("a case");
        let filters = [
            CaseFilter {
                services: vec!["Highways".to_owned()],
                ..CaseFilter::default()
            },
            CaseFilter {
                categories: vec!["housing".to_owned()],
                ..CaseFilter::default()
            },
            CaseFilter {
                received_from_date: Some(day(2024, 4, 9)),
                received_until_date: Some(day(2024, 7, 1)),
                ..CaseFilter::default()
            },
            CaseFilter {
                states: vec![CaseState::Received.into()],
                unlinked: true,
                ..CaseFilter::default()
            },
        ];
        for filter in filters {
            let found = officer.references(filter.clone()).await;
            assert_eq!(found, ["24 000 003"], "{filter:?}");
        }
        let decided = CaseFilter {
            decided_from_date: Some(day(2024, 5, 2)),
            decided_until_date: Some(day(2024, 6, 3)),
            ..CaseFilter::default()
        };
        assert_eq!(officer.references(decided).await, ["24 000 002"]);
    })
    .await;
}
