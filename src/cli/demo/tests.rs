//! What comes with the program is whole, and a comparison says what it should.

use super::{
    compare::Verdict,
    prepare::slug,
    published::{self, PublishedFigure},
    *,
};
use crate::domain::statistics;

#[test]
fn the_embedded_data_is_whole() {
    let records = Records::embedded().expect("records");
    assert_eq!(
        (records.representations.len(), records.cases.len()),
        (417 + 246 + 333, 80)
    );
    let published = published::embedded().expect("figures");
    assert!(published.len() >= 120, "{} figures", published.len());
    assert_eq!(slug("Early Help (Team West)"), "early-help-team-west");
}

#[test]
fn every_published_figure_has_its_place_in_a_report() {
    for figure in published::embedded().expect("figures") {
        for cell in [Some(figure.cell), figure.own].into_iter().flatten() {
            let reports = REPORTS.iter().filter_map(|(id, _)| statistics::report(id));
            let table = reports
                .flat_map(|report| report.tables)
                .find(|table| table.id == cell.table);
            let table = table
                .unwrap_or_else(|| panic!("{} {}: no table {}", figure.figure, figure.label, cell.table));
            assert!(
                table.measures.contains(&cell.measure.as_str()),
                "{} has no {}",
                cell.table,
                cell.measure
            );
        }
    }
}

/// A table of one row with one figure.
fn table(value: f64) -> wire::Table {
    let figure = wire::Figure {
        state: wire::FigureState::Number.into(),
        value,
        ..wire::Figure::default()
    };
    let key = wire::Key {
        value: "yes".to_owned(),
        display_name: "Yes".to_owned(),
    };
    wire::Table {
        id: "made_up".to_owned(),
        start_date: Some(wire::Date {
            year: 2023,
            month: 4,
            day: 1,
        }),
        measures: vec![wire::Measure {
            id: "cases".to_owned(),
            version: 1,
            ..wire::Measure::default()
        }],
        rows: vec![wire::Row {
            keys: vec![key],
            figures: vec![figure],
        }],
        ..wire::Table::default()
    }
}

fn published(value: f64, reason: Option<&str>) -> PublishedFigure {
    let mut figures = published::embedded().expect("figures");
    let mut figure = figures.swap_remove(0);
    figure.value = value;
    figure.cell.table = "made_up".to_owned();
    figure.cell.row = "yes".to_owned();
    figure.cell.measure = "cases".to_owned();
    figure.reason = reason.map(str::to_owned);
    figure
}

#[test]
fn a_difference_without_a_reason_is_not_as_expected() {
    let cases = [
        (7.0, None, Verdict::Equal, true),
        (8.0, Some("it is so"), Verdict::DiffersForAReason, true),
        (8.0, None, Verdict::Differs, false),
        (7.0, Some("it is so"), Verdict::EqualAgainstReason, true),
    ];
    for (value, reason, verdict, as_expected) in cases {
        let (figures, tables) = ([published(value, reason)], [table(7.0)]);
        let comparison = Comparison::of(&figures, &tables);
        assert_eq!(comparison.figures[0].verdict(), verdict);
        assert_eq!(comparison.is_as_expected(), as_expected);
    }
}

#[test]
fn the_last_line_counts() {
    let (figures, tables) = (
        [published(7.0, None), published(9.0, Some("it is so"))],
        [table(7.0)],
    );
    let mut output = Vec::new();
    tables::write(&Comparison::of(&figures, &tables), &mut output).expect("written");
    let output = String::from_utf8(output).expect("text");
    assert!(
        output.ends_with(
            "\n2 figures compared: 1 equal, 1 differ (reasons above)\n\
             1 of 1 published figures equal that do not contradict another\n"
        ),
        "{output}"
    );
    assert!(output.contains("published 9, ours 7: it is so"), "{output}");
}
