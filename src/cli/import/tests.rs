//! What a mapping makes of cells.

use std::borrow::Cow;

use super::{
    cells::{Cells, Row},
    fields,
    mapping::{Mapping, MappingFile},
    request,
};
use crate::api::wire::{self, Date, Finding, Kind, historical_step::Step};

fn mapping(text: &str) -> Result<Mapping, String> {
    let file: MappingFile = toml::from_str(text).map_err(|error| error.to_string())?;
    Mapping::of(file)
}

/// Reads one row of a table; its steps, or what is wrong, field by field.
fn read(text: &str, headings: &[&str], cells: &[&str]) -> Result<request::History, Vec<String>> {
    let mapping = mapping(text).expect("a mapping");
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let places = mapping.places(&headings).expect("columns");
    let cells: Vec<Cow<'_, str>> = cells.iter().map(|cell| Cow::Borrowed(*cell)).collect();
    let mut cells = Cells::new(
        Row::Table {
            places: &places,
            cells: &cells,
        },
        &mapping,
    );
    let history = request::history(&mut cells);
    let problems = cells.into_problems();
    if problems.is_empty() {
        Ok(history)
    } else {
        Err(problems.into_iter().map(|problem| problem.field).collect())
    }
}

#[test]
fn no_two_fields_have_one_name() {
    let mut names: Vec<&str> = fields::all().collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn an_empty_cell_and_a_missing_one_take_the_default() {
    let text = "[columns]\nreference = \"Ref\"\nkind = \"Kind\"\n[defaults]\nkind = \"comment\"\nmethod = \"letter\"";
    let (told, steps) = read(text, &["Kind", "Ref"], &[" ", "A-1"]).expect("a row");
    assert_eq!((told.kind(), told.method.as_str()), (Kind::Comment, "letter"));
    assert_eq!(steps, []);
    // A row that ends before its last headings.
    let (told, _) = read(text, &["Ref", "Kind"], &["A-1"]).expect("a row");
    assert_eq!(told.kind(), Kind::Comment);
}

#[test]
fn dates_are_read_as_told_and_as_iso() {
    let text = "dates = [\"%d/%m/%Y\", \"%d %b %y\"]\n[columns]\nreceived_date = \"D\"";
    let date = Some(Date {
        year: 2024,
        month: 2,
        day: 1,
    });
    for cell in ["2024-02-01", "01/02/2024", "1 Feb 24"] {
        let (told, _) = read(text, &["D"], &[cell]).expect("a row");
        assert_eq!(told.received_date, date, "{cell}");
    }
    assert_eq!(
        read(text, &["D"], &["02.01.2024"]),
        Err(vec!["received_date".to_owned()])
    );
}

#[test]
fn several_values_of_a_cell_have_meanings_each() {
    let text = "separator = \"/\"\n[columns]\nconcerns = \"C\"\n\"stage1.findings\" = \"F\"\n\
                [values.findings]\n\"Y\" = \"upheld\"\n\"N\" = \"not-upheld\"";
    let (told, steps) = read(text, &["C", "F"], &["delay / staff", "y/N"]).expect("a row");
    assert_eq!(told.concerns.len(), 2);
    let Some(Step::RecordFindings(found)) = &steps[0].step else {
        panic!("{steps:?}");
    };
    let found: Vec<Finding> = found.findings.iter().map(wire::ConcernFinding::finding).collect();
    assert_eq!(found, [Finding::Upheld, Finding::NotUpheld]);
    let fewer = read(text, &["C", "F"], &["delay / staff", "Y"]);
    assert_eq!(fewer, Err(vec!["stage1.findings".to_owned()]));
    let unspecified = read(text, &["C", "F"], &["delay", "unspecified"]);
    assert_eq!(unspecified, Err(vec!["stage1.findings".to_owned()]));
}

/// A deadline that was told is a fact of the acknowledgement, or one of its own where it was told on another day.
#[test]
fn a_told_deadline_goes_with_what_told_it() {
    let text = "[columns]\n\"stage1.acknowledged_date\" = \"A\"\n\"stage1.told_due_date\" = \"D\"\n\
                \"stage1.told_date\" = \"T\"";
    let headings = ["A", "D", "T"];
    let (_, steps) = read(text, &headings, &["2024-01-10", "2024-01-26", ""]).expect("a row");
    assert!(matches!(&steps[0].step, Some(Step::Acknowledge(step)) if step.told_due_date.is_some()));
    assert_eq!(steps.len(), 1);
    let (_, steps) = read(text, &headings, &["2024-01-10", "2024-01-26", "2024-01-11"]).expect("a row");
    assert!(matches!(&steps[0].step, Some(Step::Acknowledge(step)) if step.told_due_date.is_none()));
    assert!(matches!(&steps[1].step, Some(Step::TellDeadline(_))));
    let alone = read(text, &headings, &["", "2024-01-26", ""]);
    assert_eq!(alone, Err(vec!["stage1.told_due_date".to_owned()]));
}

#[test]
fn everything_that_is_wrong_with_a_mapping_is_told() {
    let text = "dates = [\"%m\"]\nseparator = \"\"\n[columns]\nref = \"R\"\n[defaults]\nknd = \"x\"\n[values.fnd]\na = \"b\"";
    let wrong = mapping(text).expect_err("a wrong mapping");
    for part in ["columns.ref", "defaults.knd", "values.fnd", "dates", "separator"] {
        assert!(wrong.contains(part), "{part}: {wrong}");
    }
}

#[test]
fn the_example_of_the_documents_is_read() {
    let document = include_str!("../../../docs/import.md");
    let block = |language: &str| {
        let start = format!("```{language}\n");
        document
            .split(&start)
            .nth(1)
            .and_then(|rest| rest.split("```").next())
    };
    let toml = block("toml").expect("a mapping");
    let csv = block("csv").expect("rows");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let headings: Vec<String> = rows
        .headers()
        .expect("headings")
        .iter()
        .map(str::to_owned)
        .collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let steps: Vec<usize> = rows
        .records()
        .map(|record| {
            let record = record.expect("a record");
            let cells: Vec<&str> = record.iter().collect();
            read(toml, &headings, &cells).expect("a row").1.len()
        })
        .collect();
    assert_eq!(steps, [6, 2]);
}
