//! What holds of every measure after a random course of events, on both databases.

use std::collections::BTreeMap;

use redress::{
    api::wire::{self, Basis, Procedure, Unit},
    domain::{
        financial_year::{FinancialYear, Period},
        statistics::{self, Measure},
    },
};

use super::{asked, question, values};
use crate::{
    harness::{NORTHWICK, Register, build::complaint, caller::Caller, day, for_each_register},
    projections::steps::Simulation,
};

/// The years that the random events fall into.
const YEARS: [i32; 2] = [2026, 2027];

/// Every measure of a unit that its own basis is the same for, at most as many as one question takes.
fn together() -> Vec<Vec<&'static Measure>> {
    let mut groups: BTreeMap<_, Vec<&'static Measure>> = BTreeMap::new();
    for measure in statistics::measures() {
        groups
            .entry((measure.unit, measure.default_basis))
            .or_default()
            .push(measure);
    }
    let groups = groups.into_values();
    groups
        .flat_map(|group| group.chunks(20).map(<[_]>::to_vec).collect::<Vec<_>>())
        .collect()
}

/// Each unit is in one row of a table, so that figures that are counts add up to the total.
async fn rows_add_up(officer: &Caller) {
    let mut tables = 0;
    let mut counted = 0.0;
    for measures in together() {
        let unit = measures[0].unit;
        let ids: Vec<&str> = measures.iter().map(|measure| measure.id).collect();
        for dimension in statistics::dimensions().filter(|dimension| dimension.units.contains(&unit)) {
            if dimension.id == "month" && measures[0].default_basis == statistics::Basis::Present {
                continue;
            }
            let table = asked(officer, question(&ids, &[dimension.id], YEARS[0])).await;
            tables += 1;
            for (place, measure) in measures
                .iter()
                .enumerate()
                .filter(|(_, measure)| measure.adds_up())
            {
                let figure = |row: &wire::Row| row.figures[place].value;
                let sum: f64 = table.rows.iter().map(figure).sum();
                let total = table.total.as_ref().map(figure).expect("a total");
                assert!(
                    (sum - total).abs() < 1e-6,
                    "{} by {}: the rows add up to {sum}, the total is {total}",
                    measure.id,
                    dimension.id
                );
                counted += total;
            }
        }
    }
    assert!(
        tables > 300 && counted > 1_000.0,
        "{tables} tables, {counted} counted"
    );
}

/// Brought forward + received + converted in = closed + converted out + carried forward, for each procedure and for
/// all together, over years, quarters and months; and what is carried forward is brought forward by the next.
async fn the_flow_is_one(officer: &Caller) {
    let flow = [
        "brought_forward",
        "complaints_received",
        "converted_in",
        "complaints_closed",
        "converted_out",
        "carried_forward",
    ];
    let mut converted = 0.0;
    for interval in [
        wire::Interval::Year,
        wire::Interval::Quarter,
        wire::Interval::Month,
    ] {
        let mut asking = question(&flow, &["procedure"], YEARS[1]);
        asking.series = Some(wire::Series {
            interval: interval.into(),
            years_before: 1,
            ..wire::Series::default()
        });
        let table = asked(officer, asking).await;
        assert!(table.series.len() >= 2);
        let mut carried = None;
        for point in &table.series {
            let total = point.total.as_ref().expect("a total");
            for row in point.rows.iter().chain([total]) {
                let [before, received, came, closed, went, after] =
                    [0, 1, 2, 3, 4, 5].map(|place| row.figures[place].value);
                let (started, ended) = (before + received + came, closed + went + after);
                assert!(
                    (started - ended).abs() < 0.5,
                    "{} {:?}: {before} + {received} + {came} is not {closed} + {went} + {after}",
                    point.display_name,
                    row.keys
                );
                converted += came;
            }
            if let Some(carried) = carried {
                assert_eq!(total.figures[0].value, carried, "{}", point.display_name);
            }
            carried = Some(total.figures[5].value);
        }
    }
    assert!(
        converted > 0.0,
        "nothing was converted, so nothing was shown of it"
    );
}

/// The ways in which complaints were closed add up to those closed.
async fn closures_add_up(officer: &Caller) {
    let ways = [
        "complaints_closed",
        "closed_concluded",
        "closed_informally",
        "closed_withdrawn",
        "closed_lapsed",
        "closed_not_accepted",
        "closed_otherwise",
    ];
    let table = asked(officer, question(&ways, &[], YEARS[0])).await;
    let closed = values(&table, "total");
    assert!(closed[0] > 0.0);
    assert_eq!(closed[0], closed[1..].iter().sum::<f64>());
}

/// In time by the base date, in time by the agreed one only, and late are all that was answered; and nobody can still
/// come to more than everything in time, or to less than what is in time already.
async fn timeliness_adds_up(officer: &Caller) {
    let measures = [
        "stages_concluded",
        "stage_within_base",
        "stage_late_against_base",
        "stage_within_agreed",
        "stage_late",
    ];
    let table = asked(officer, question(&measures, &["stage"], YEARS[0])).await;
    for row in table.rows.iter().chain(&table.total) {
        let [all, base, after_base, agreed, late] = [0, 1, 2, 3, 4].map(|place| row.figures[place].value);
        assert_eq!(base + after_base, all);
        assert_eq!(agreed + late, all);
        assert!(agreed >= base);
    }
    let measures = ["cohort_within_agreed_rate", "cohort_achievable_rate"];
    let table = asked(officer, question(&measures, &["procedure"], YEARS[0])).await;
    for row in table.rows.iter().chain(&table.total) {
        let [so_far, at_most] = [0, 1].map(|place| row.figures[place].value);
        assert!(so_far <= at_most && at_most <= 100.0, "{so_far} {at_most}");
    }
}

/// A measure that the catalogue lists is one that can be asked for as it is listed, on each of its bases.
async fn the_catalogue_is_true(register: &Register<'_>) {
    let officer = register.officer();
    let catalogue = officer
        .statistics()
        .get_catalogue(wire::GetCatalogueRequest::default())
        .await;
    let catalogue = catalogue.expect("a catalogue").into_inner();
    assert_eq!(catalogue.measures.len(), statistics::measures().count());
    for measure in &catalogue.measures {
        assert!(measure.unit() != Unit::Unspecified && !measure.bases.is_empty());
        for basis in measure.bases() {
            assert!(basis != Basis::Unspecified);
            let mut asking = question(&[&measure.id], &[], YEARS[0]);
            asking.basis = basis.into();
            asked(&officer, asking).await;
        }
    }
    for report in &catalogue.reports {
        let request = wire::GetReportRequest {
            name: format!("{NORTHWICK}/reports/{}", report.id),
            period: Some(super::financial_year(YEARS[0])),
            ..wire::GetReportRequest::default()
        };
        let made = officer.statistics().get_report(request).await;
        let made = made.expect("a report").into_inner();
        let ids: Vec<&String> = made.tables.iter().map(|table| &table.id).collect();
        assert_eq!(ids, report.tables.iter().collect::<Vec<_>>());
    }
}

/// Conversions between procedures, which chance brings too seldom: one in the month of receipt, one a month later.
async fn convert_some(officer: &Caller) {
    let turns = [
        (Procedure::Informal, Procedure::AdultStatutory, day(2026, 6, 2)),
        (
            Procedure::CorporateCode,
            Procedure::ChildrenStatutory,
            day(2026, 7, 1),
        ),
    ];
    for (from, to, on) in turns {
        let about = complaint(from, day(2026, 6, 1));
        let name = officer.register(about).await.expect("a registration").name;
        let turn = wire::Conversion {
            to: to.into(),
            converted_date: Some(on),
            reason: "misclassified".to_owned(),
            ..wire::Conversion::default()
        };
        officer
            .convert(&name, turn, Vec::new())
            .await
            .expect("a conversion");
    }
}

#[tokio::test]
async fn figures_hold_after_random_events() {
    for_each_register(async |register| {
        let mut simulation = Simulation::new(20_260_401);
        simulation.run(register, 260).await;
        let officer = register.officer();
        convert_some(&officer).await;
        the_flow_is_one(&officer).await;
        closures_add_up(&officer).await;
        timeliness_adds_up(&officer).await;
        rows_add_up(&officer).await;
        the_catalogue_is_true(register).await;
    })
    .await;
}

#[test]
fn periods_of_a_series_are_named() {
    let year = FinancialYear(2023);
    let name = statistics::label;
    assert_eq!(name(Period::financial_year(year)), "2023/24");
    assert_eq!(
        name(Period::quarter(year, 4).expect("a quarter")),
        "Quarter 4 of 2023/24"
    );
    assert_eq!(name(Period::month(2024, 2).expect("a month")), "February 2024");
}
