//! Figures that are given to the register: with their source, at each position as they were then.

use redress::{
    api::wire::{self, FigureState, GivenFigure},
    domain::access::Role,
};

use super::{asked, question, values};
use crate::harness::{NORTHWICK, build, caller::fresh_id, day, for_each_register, refused::invalid};

fn give(figure: GivenFigure) -> wire::GiveFigureRequest {
    wire::GiveFigureRequest {
        parent: NORTHWICK.to_owned(),
        figure: Some(figure),
        request_id: fresh_id(),
        validate_only: false,
    }
}

fn residents(year: i32, value: i64) -> GivenFigure {
    GivenFigure {
        kind: "Residents".to_owned(),
        financial_year: year,
        value,
        source: "Census".to_owned(),
        ..GivenFigure::default()
    }
}

/// The Ombudsman's rate of upheld cases for each 100,000 residents: not known without a population, and by the latest
/// of the year or one before.
#[tokio::test]
async fn a_rate_per_population_needs_one() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let case = build::ombudsman_case("25 000 001", day(2025, 5, 6));
        let case = officer.register_case(case).await.expect("a case").name;
        let upheld = build::decision(wire::Decision::Upheld, day(2025, 9, 1));
        officer.decide(&case, upheld).await.expect("a decision");
        let asking = || question(&["ombudsman_upheld_per_100000"], &[], 2025);
        let before = asked(&officer, asking()).await;
        let figure = before.total.as_ref().expect("a total").figures[0];
        assert_eq!(figure.state(), FigureState::Unknown);

        for (year, value) in [(2021, 200_000), (2024, 250_000), (2026, 1)] {
            let given = admin.reference().give_figure(give(residents(year, value))).await;
            assert_eq!(given.expect("a figure").into_inner().kind, "residents");
        }
        let after = asked(&officer, asking()).await;
        let figure = after.total.as_ref().expect("a total").figures[0];
        assert_eq!(
            (figure.value, figure.numerator, figure.denominator),
            (0.4, 1, 250_000)
        );
        let mut then = asking();
        then.position = before.position;
        assert_eq!(
            asked(&officer, then).await.total,
            before.total,
            "as it was known then"
        );

        // One given again replaces the one before.
        let again = admin
            .reference()
            .give_figure(give(residents(2024, 125_000)))
            .await;
        assert_eq!(again.expect("a figure").into_inner().value, 125_000);
        assert_eq!(values(&asked(&officer, asking()).await, "total"), [0.8]);
        let request = wire::ListGivenFiguresRequest {
            parent: NORTHWICK.to_owned(),
            ..wire::ListGivenFiguresRequest::default()
        };
        let listed = officer.reference().list_given_figures(request).await;
        assert_eq!(listed.expect("figures").into_inner().figures.len(), 3);
    })
    .await;
}

/// X39 and X51 of the published reports: the percentage of all together and the mean of the percentages are two
/// figures, each by its name.
#[tokio::test]
async fn pooled_and_mean_are_two_figures() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        for (body, upheld, not_upheld) in [("eastwick", 9, 1), ("westmere", 1, 1)] {
            let request = wire::SaveCodeRequest {
                parent: format!("{NORTHWICK}/lists/bodies"),
                code_id: body.to_owned(),
                code: Some(wire::Code {
                    display_name: body.to_owned(),
                    ..wire::Code::default()
                }),
                request_id: fresh_id(),
                validate_only: false,
            };
            admin.reference().save_code(request).await.expect("a code");
            for (kind, value) in [("ombudsman_upheld", upheld), ("ombudsman_not_upheld", not_upheld)] {
                let figure = GivenFigure {
                    kind: kind.to_owned(),
                    set: "nearest_neighbours".to_owned(),
                    body: body.to_owned(),
                    ..residents(2025, value)
                };
                admin
                    .reference()
                    .give_figure(give(figure))
                    .await
                    .expect("a figure");
            }
        }
        let asking = question(
            &[
                "given_investigated",
                "given_uphold_rate_pooled",
                "given_uphold_rate_mean",
            ],
            &["body"],
            2025,
        );
        let table = asked(&officer, asking).await;
        assert_eq!(values(&table, "eastwick"), [10.0, 90.0, 90.0]);
        let total = values(&table, "total");
        assert_eq!((total[0], total[2]), (12.0, 70.0));
        assert!((total[1] - 1_000.0 / 12.0).abs() < 1e-9, "{total:?}");
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_with_a_figure_is_said_at_once() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let figure = GivenFigure {
            kind: "happiness".to_owned(),
            body: "nowhere".to_owned(),
            financial_year: 1066,
            value: -1,
            ..GivenFigure::default()
        };
        let refused = invalid(admin.reference().give_figure(give(figure)).await);
        assert_eq!(
            refused.paths(),
            [
                "figure.kind",
                "figure.body",
                "figure.financial_year",
                "figure.value",
                "figure.source"
            ]
        );
    })
    .await;
}
