//! A year of a fictional large council: complaints about everything that it does, most of them under the Code, a few of
//! each rare kind, so that there is something to withhold.

use std::{
    io,
    path::{Path, PathBuf},
};

use chrono::{Days, NaiveDate};

use super::{register::Names, table};

/// The lists of the authority.
pub const LISTS: [Names<'_>; 7] = [
    ("services", &["Childrens", "Adults", "Highways"]),
    ("teams", &["North", "South"]),
    ("concern-categories", &["Delay", "Decision", "Conduct of staff"]),
    ("ethnicity", &["White", "Asian", "Black", "Mixed", "Other"]),
    (
        "age-bands",
        &["12 to 15", "5 to 11", "16 and 17", "Under 5", "18 to 24"],
    ),
    ("sex", &["Female", "Male", "Another"]),
    ("officers", &["Head of service"]),
];

const MAPPING: &str = r#"[defaults]
kind = "complaint"

[columns]
{columns}
"#;
const HEADINGS: &str = "reference,procedure,service,received_date,team,method,made_by,concerns,\
                        service_user_equality.sex,service_user_equality.ethnicity,service_user_equality.age_band,\
                        stage1.finding,stage1.response_date,stage2.requested_date,stage2.finding,stage2.response_date";
/// Of a thousand complaints so many are about adult social care, and so many about children's.
const ADULTS: u64 = 20;
const CHILDRENS: u64 = 8;

/// A number under 1,000 that looks like chance, for a complaint and a question about it (`SplitMix64`).
fn chance(complaint: u64, question: u64) -> u64 {
    let mut mixed = complaint
        .wrapping_mul(64)
        .wrapping_add(question)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)) % 1_000
}

/// One of some values, each rarer than the one before by half.
fn rarer<'v>(values: &[&'v str], chance: u64) -> &'v str {
    let mut share = 500;
    let mut below = share;
    for value in values {
        if chance < below {
            return value;
        }
        share /= 2;
        below += share;
    }
    values.first().copied().unwrap_or_default()
}

/// Writes so many complaints, and the mapping beside them; answers where that is.
pub fn write(path: &Path, cases: u64) -> io::Result<PathBuf> {
    table::write(path, HEADINGS, (1..=cases).map(line), MAPPING)
}

/// One in twenty is not answered; one in eight of those answered goes on to stage 2 where there is one.
fn line(complaint: u64) -> String {
    let of = |question| chance(complaint, question);
    let first = NaiveDate::from_ymd_opt(2023, 4, 1).unwrap_or_default();
    let day = |days: u64| (first + Days::new(of(0) * 366 / 1_000 + days)).to_string();
    let (procedure, service) = match of(1) {
        about if about < CHILDRENS => ("children statutory", "Childrens"),
        about if about < CHILDRENS + ADULTS => ("adult statutory", "Adults"),
        _ => ("corporate code", "Highways"),
    };
    let made_by = rarer(&["parent_or_carer", "child_or_young_person", "advocate"], of(2));
    let made_by = if service == "Childrens" {
        made_by
    } else {
        "service_user"
    };
    let person = format!(
        "{},{},{}",
        rarer(LISTS[5].1, of(3)),
        rarer(LISTS[3].1, of(4)),
        rarer(LISTS[4].1, of(5))
    );
    let begun = format!(
        "NEW-{complaint},{procedure},{service},{},{},email,{made_by},{},{person}",
        day(0),
        rarer(LISTS[1].1, of(6)),
        rarer(LISTS[2].1, of(7)),
    );
    let finding = |question| rarer(&["not upheld", "upheld", "partly upheld"], of(question));
    if of(8) < 50 {
        return format!("{begun},,,,,");
    }
    let answered = format!("{},{}", finding(9), day(5 + of(10) / 40));
    if of(11) >= 125 || service == "Adults" {
        return format!("{begun},{answered},,,");
    }
    let second = format!("{},{},{}", day(35), finding(12), day(45 + of(13) / 20));
    format!("{begun},{answered},{second}")
}
