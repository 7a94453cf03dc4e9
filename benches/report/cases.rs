//! A year of a fictional council's children's complaints, as a CSV file with the columns named as fields.

use std::{
    io,
    path::{Path, PathBuf},
};

use chrono::{Days, NaiveDate};

use super::{register::Names, table};

/// The lists of the authority.
pub const LISTS: [Names<'_>; 3] = [
    ("services", &SERVICES),
    ("teams", &TEAMS),
    ("concern-categories", &CATEGORIES),
];
/// The services of the authority.
const SERVICES: [&str; 1] = ["Children's services"];
/// Its teams.
const TEAMS: [&str; 12] = [
    "Referral and assessment",
    "Area north",
    "Area south",
    "Area east",
    "Area west",
    "Children in care",
    "Leaving care",
    "Disabled children",
    "Fostering",
    "Adoption",
    "Safeguarding",
    "Youth justice",
];
/// Its categories of concern.
const CATEGORIES: [&str; 8] = [
    "Communication",
    "Conduct of staff",
    "Decision",
    "Delay",
    "Placement",
    "Contact",
    "Financial",
    "Quality of service",
];
const METHODS: [&str; 5] = ["telephone", "contact_centre_form", "email", "letter", "in_person"];
const FINDINGS: [&str; 3] = ["upheld", "partly upheld", "not upheld"];

const MAPPING: &str = r#"[defaults]
kind = "complaint"
procedure = "children statutory"
service = "Children's services"

[columns]
{columns}
"#;

const HEADINGS: &str = "reference,received_date,team,method,made_by,concerns,service_user_equality.sex,\
                        stage1.acknowledged_date,stage1.finding,stage1.response_date,stage2.requested_date,\
                        stage2.finding,stage2.response_date,stage3.requested_date,stage3.finding,\
                        stage3.response_date,withdrawn_date,withdrawal_reason";

fn of<'v>(values: &[&'v str], n: u64) -> &'v str {
    values[usize::try_from(n).unwrap_or_default() % values.len()]
}

/// Writes so many complaints, and the mapping beside them; answers where that is.
pub fn write(path: &Path, cases: u64) -> io::Result<PathBuf> {
    table::write(path, HEADINGS, (1..=cases).map(line), MAPPING)
}

/// One in twenty stays open, one in fifteen is withdrawn, one in six of those answered goes to stage 2, and a third of
/// these to stage 3.
fn line(n: u64) -> String {
    let first = NaiveDate::from_ymd_opt(2023, 4, 1).unwrap_or_default();
    let day = |days: u64| (first + Days::new(n * 7919 % 366 + days)).to_string();
    let begun = format!(
        "OLD-{n},{},{},{},{},{};{},{},{}",
        day(0),
        of(&TEAMS, n * 31),
        of(&METHODS, n),
        of(&["parent_or_carer", "child_or_young_person", "advocate"], n / 3),
        of(&CATEGORIES, n * 17),
        of(&CATEGORIES, n * 17 + 3),
        of(&["female", "male", "not_known"], n / 7),
        day(2),
    );
    if n.is_multiple_of(20) {
        return format!("{begun},,,,,,,,,,");
    }
    if n.is_multiple_of(15) {
        return format!("{begun},,,,,,,,,{},not_stated", day(5 + n * 13 % 20));
    }
    let answered = format!("{},{}", of(&FINDINGS, n), day(4 + n * 13 % 25));
    let second_answered = 60 + n * 11 % 60;
    let second = if n.is_multiple_of(6) {
        format!("{},{},{}", day(40), of(&FINDINGS, n / 6), day(second_answered))
    } else {
        ",,".to_owned()
    };
    let third = if n.is_multiple_of(18) {
        format!(
            "{},{},{}",
            day(second_answered + 10),
            of(&FINDINGS, n / 18),
            day(second_answered + 40 + n * 7 % 40)
        )
    } else {
        ",,".to_owned()
    };
    format!("{begun},{answered},{second},{third},,")
}
