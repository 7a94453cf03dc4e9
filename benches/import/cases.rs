//! The cases, by the arithmetic that the peers share, as a CSV file of a fictional older system.

use std::{
    io,
    path::{Path, PathBuf},
};

use chrono::{Days, NaiveDate};

use super::table;

/// The services of the authority.
pub const SERVICES: [&str; 12] = [
    "Housing repairs",
    "Waste",
    "Adult social care",
    "Planning",
    "Council tax",
    "Highways",
    "Benefits",
    "Parking",
    "Libraries",
    "Schools admissions",
    "Homelessness",
    "Environmental health",
];
/// Its categories of concern.
pub const CATEGORIES: [&str; 6] = [
    "Delay",
    "Quality",
    "Conduct",
    "Decision",
    "Communication",
    "Other",
];
const METHODS: [&str; 5] = ["telephone", "contact_centre_form", "email", "letter", "in_person"];
const FINDINGS: [&str; 3] = ["Upheld", "Upheld in part", "Not upheld"];

const MAPPING: &str = r#"dates = ["%d/%m/%Y"]

[defaults]
kind = "complaint"
procedure = "corporate local"
made_by = "adult"

[columns]
reference = "Case"
received_date = "Received"
service = "Service"
method = "How"
concerns = "About"
narrative = "Details"
"stage1.acknowledged_date" = "Acknowledged"
"stage1.told_due_date" = "Due"
"stage1.finding" = "Stage 1 finding"
"stage1.response_date" = "Stage 1 answered"
"stage2.requested_date" = "Stage 2 asked"
"stage2.finding" = "Stage 2 finding"
"stage2.response_date" = "Stage 2 answered"
withdrawn_date = "Withdrawn"
withdrawal_reason = "Why withdrawn"

[values.finding]
"Upheld in part" = "partly upheld"
"#;

const HEADINGS: &str = "Case,Received,Service,How,About,Details,Acknowledged,Due,Stage 1 finding,Stage 1 answered,\
                        Stage 2 asked,Stage 2 finding,Stage 2 answered,Withdrawn,Why withdrawn";

fn of<'v>(values: &[&'v str], n: u64) -> &'v str {
    values[usize::try_from(n).unwrap_or_default() % values.len()]
}

/// Writes so many cases, and the mapping beside them; answers where that is.
pub fn write(path: &Path, cases: u64) -> io::Result<PathBuf> {
    table::write(path, HEADINGS, (1..=cases).map(line), MAPPING)
}

/// One in twenty stays open, a quarter of the rest is withdrawn, one in five of those answered goes to stage 2.
fn line(n: u64) -> String {
    let first = NaiveDate::from_ymd_opt(2022, 4, 1).unwrap_or_default();
    let day = |days: u64| {
        let date = first + Days::new(n * 7919 % 1461 + days);
        date.format("%d/%m/%Y").to_string()
    };
    let narrative = "Missed bin collection on three consecutive weeks. ".repeat(4);
    let (service, how, about) = (of(&SERVICES, n * 31), of(&METHODS, n), of(&CATEGORIES, n * 17));
    let begun = format!("OLD-{n},{},{service},{how},{about},{narrative}", day(0));
    let told = format!("{},{}", day(2), day(30));
    if n.is_multiple_of(20) {
        return format!("{begun},{told},,,,,,,");
    }
    if n * 7 % 4 == 3 {
        return format!("{begun},{told},,,,,,{},not_stated", day(2 + n * 13 % 25));
    }
    let finding = of(&FINDINGS, n * 7 % 4);
    let answered = format!("{finding},{}", day(2 + n * 13 % 25));
    let second = if n.is_multiple_of(5) {
        format!(
            "{},{},{}",
            day(40),
            of(&FINDINGS, n * 5 % 3),
            day(40 + n * 11 % 45)
        )
    } else {
        ",,".to_owned()
    };
    format!("{begun},{told},{answered},{second},,")
}
