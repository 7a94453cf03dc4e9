//! The same question for several periods: what rose and what fell is worked out, not said by hand (X01, X04 and X08 of
//! the published reports).

use redress::api::wire::{Direction, ErrorReason, Finding, Interval, Procedure, Series, SeriesPoint};

use super::{asked, filter, financial_year, question};
use crate::harness::{Register, build::complaint, day, for_each_register};

/// Two complaints in 2024/25 and three in 2025/26, one of them in June; one of the first was upheld.
async fn two_years(register: &Register<'_>) {
    let officer = register.officer();
    let first = complaint(Procedure::ChildrenStatutory, day(2024, 5, 7));
    let name = officer.register(first).await.expect("a registration").name;
    officer
        .answer(&name, 1, Finding::Upheld, day(2024, 5, 14))
        .await
        .expect("an answer");
    for on in [
        day(2024, 11, 4),
        day(2025, 4, 7),
        day(2025, 6, 2),
        day(2025, 11, 3),
    ] {
        let about = complaint(Procedure::ChildrenStatutory, on);
        officer.register(about).await.expect("a registration");
    }
}

fn directions(point: &SeriesPoint) -> Vec<(String, f64, Option<f64>)> {
    let total = point.total_change.as_ref().expect("a change");
    let changes = total.changes.iter();
    changes
        .map(|change| {
            (
                change.direction().as_str_name().to_owned(),
                change.difference,
                change.percent,
            )
        })
        .collect()
}

#[tokio::test]
async fn years_stand_side_by_side_with_what_changed() {
    for_each_register(async |register| {
        two_years(register).await;
        let officer = register.officer();
        let mut asking = question(
            &["representations_received", "upheld_rate"],
            &["published_outcome"],
            2025,
        );
        asking.series = Some(Series {
            years_before: 4,
            ..Series::default()
        });
        let table = asked(&officer, asking).await;
        let names: Vec<&str> = table
            .series
            .iter()
            .map(|point| point.display_name.as_str())
            .collect();
        assert_eq!(names, ["2021/22", "2022/23", "2023/24", "2024/25", "2025/26"]);
        assert!(table.series[0].total_change.is_none() && table.series[0].compared_with.is_empty());
        // From nothing to two there is no percentage; a rate of nothing has no change.
        assert_eq!(
            directions(&table.series[3]),
            [
                ("DIRECTION_RISE".to_owned(), 2.0, None),
                ("DIRECTION_UNSPECIFIED".to_owned(), 0.0, None)
            ]
        );
        assert_eq!(
            directions(&table.series[4])[0],
            ("DIRECTION_RISE".to_owned(), 1.0, Some(50.0))
        );
        // "upheld" is no row of 2025/26: what is gone fell to 0.
        let gone = table.series[4]
            .changes
            .iter()
            .find(|row| row.keys[0].value == "upheld");
        let gone = &gone.expect("the row that is gone").changes[0];
        assert_eq!((gone.direction(), gone.difference), (Direction::Fall, -1.0));
        assert_eq!(table.rows, table.series[4].rows);
    })
    .await;
}

#[tokio::test]
async fn quarters_are_compared_with_those_of_the_year_before() {
    for_each_register(async |register| {
        two_years(register).await;
        let officer = register.officer();
        let mut asking = question(&["representations_received"], &[], 2025);
        asking.filters = vec![filter("procedure", &["children_statutory"])];
        asking.series = Some(Series {
            interval: Interval::Quarter.into(),
            years_before: 1,
            year_on_year: true,
            ..Series::default()
        });
        let table = asked(&officer, asking).await;
        assert_eq!(table.series.len(), 8);
        let point = &table.series[4];
        assert_eq!(
            (point.display_name.as_str(), point.compared_with.as_str()),
            ("Quarter 1 of 2025/26", "Quarter 1 of 2024/25")
        );
        assert_eq!(
            directions(point),
            [("DIRECTION_RISE".to_owned(), 1.0, Some(100.0))]
        );
        assert_eq!(
            directions(&table.series[6]),
            [("DIRECTION_SAME".to_owned(), 0.0, Some(0.0))]
        );
        let sum: f64 = table.series[4..]
            .iter()
            .map(|point| point.total.as_ref().expect("a total").figures[0].value)
            .sum();
        assert_eq!(sum, 3.0, "the quarters add up to the year");
    })
    .await;
}

#[tokio::test]
async fn any_two_periods_can_be_compared_and_months_make_a_year() {
    for_each_register(async |register| {
        two_years(register).await;
        let officer = register.officer();
        let mut asking = question(&["representations_received"], &[], 2025);
        asking.series = Some(Series {
            compare_with: vec![financial_year(2024)],
            ..Series::default()
        });
        let table = asked(&officer, asking.clone()).await;
        assert_eq!(table.series.len(), 2);
        assert_eq!(directions(&table.series[1])[0].1, 1.0);

        asking.series = Some(Series {
            interval: Interval::Month.into(),
            ..Series::default()
        });
        let table = asked(&officer, asking.clone()).await;
        assert_eq!(table.series.len(), 12);
        assert_eq!(table.series[2].display_name, "June 2025");

        asking.series = Some(Series {
            interval: Interval::Month.into(),
            years_before: 20,
            ..Series::default()
        });
        let refused = crate::harness::refused::invalid(officer.statistics().query_statistics(asking).await);
        assert_eq!(refused.about("series"), "must not have more than 120 periods");
    })
    .await;
}

#[tokio::test]
async fn what_is_present_has_no_month() {
    for_each_register(async |register| {
        let officer = register.officer();
        let asking = question(&["stages_open_at_end"], &["month"], 2025);
        let refused = crate::harness::refused::refused(officer.statistics().query_statistics(asking).await);
        assert_eq!(refused.reason, ErrorReason::QueryUnsound);
        assert_eq!(refused.paths(), ["dimensions"]);
    })
    .await;
}
