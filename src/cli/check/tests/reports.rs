//! Two whole reports of invented councils, in layouts of their own: right as they stand, and hardly a number of them can
//! be changed without being found.

use super::super::read;
use crate::domain::publication::{Finding, Number, Publication, check};

const ADULTS: &str = include_str!("reports/adults.csv");
const QUARTER: &str = include_str!("reports/quarter.csv");

fn found(text: &str) -> Vec<Finding> {
    let drafts = read::csv(text).expect("a report");
    let publications: Vec<Publication> = drafts
        .iter()
        .map(|draft| Publication::of(draft).expect("a report"))
        .collect();
    check(&publications)
}

/// The report with each plain number of its rows changed in turn, by a fifth or by seven percentage points.
fn changed(report: &str) -> Vec<String> {
    let lines: Vec<&str> = report.lines().collect();
    let mut reports = Vec::new();
    for (place, line) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("row,"))
    {
        let cells: Vec<&str> = line.split(',').collect();
        for (cell, text) in cells.iter().enumerate().skip(2) {
            let Some(number) = Number::parse(text).filter(|_| !line.contains('"')) else {
                continue;
            };
            let by = if number.is_percent {
                7.0
            } else {
                (number.value * 0.2).trunc().max(1.0)
            };
            let value = number.value + by;
            let mut cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            cells[cell] = Number { value, ..number }.to_string();
            let cells = cells.join(",");
            let mut lines = lines.clone();
            lines[place] = &cells;
            reports.push(lines.join("\n"));
        }
    }
    reports
}

#[test]
fn whole_reports_are_right() {
    for report in [ADULTS, QUARTER] {
        assert_eq!(found(report), []);
    }
}

#[test]
fn hardly_a_number_can_be_changed() {
    let share = |report: &str| {
        let reports = changed(report);
        let seen = reports.iter().filter(|report| !found(report).is_empty()).count();
        (seen, reports.len())
    };
    // What is left are means of times without their numbers, and what is open at the end of each month.
    let (seen, all) = share(ADULTS);
    assert!(all > 100 && 100 * seen >= 94 * all, "{seen} of {all}");
    let (seen, all) = share(QUARTER);
    assert!(all > 60 && 100 * seen >= 75 * all, "{seen} of {all}");
}
