//! The project's copies of published tables: what is listed as contradictory in them is found, and what else is.

use std::{fs, path::Path};

use super::super::{print, read};
use crate::domain::{
    publication::{Finding, Publication, PublicationDraft, check},
    word::Word,
};

/// Each contradiction of the list with the rule that finds it, and where.
const LISTED: &[(&str, &str, &str)] = &[
    ("X01", "direction", "S000 > statement 1"),
    (
        "X02",
        "documents_differ",
        "S000 > S000-2 > Statutory complaints > 2020/21",
    ),
    (
        "X03",
        "documents_differ",
        "S000 > S000-2 > Complaints by a child, a young person or an advocate > 2019/20",
    ),
    (
        "X03",
        "documents_differ",
        "S000 > S000-2 > Complaints by a child, a young person or an advocate > 2020/21",
    ),
    (
        "X03",
        "documents_differ",
        "S000 > S000-2 > Complaints by a child, a young person or an advocate > 2021/22",
    ),
    ("X04", "direction", "S000 > statement 2"),
    ("X05", "other_year", "S000 > statement 4 (1.2)"),
    ("X05", "other_year", "S000 > statement 5 (2.6)"),
    ("X05", "other_year", "S000 > statement 6 (4.1)"),
    ("X05", "named_parts", "S000 > statement 3"),
    ("X06", "sections_differ", "S003-CYP > statement 1 (infographic)"),
    ("X07", "other_denominator", "S003-CYP > statement 12 (stage 1)"),
    ("X08", "direction", "S003-CYP > statement 13 (summary)"),
    ("X09", "many_as_cases", "S003-CYP > C12 > Number"),
    ("X10", "sections_differ", "S003-CYP > statement 16 (stage 3)"),
    ("X10", "mean_number", "S003-CYP > statement 17 (stage 3)"),
    ("X14", "sections_differ", "S003-CYP > statement 20 (narrative)"),
    ("X14", "sections_differ", "S003-CYP > statement 21 (narrative)"),
    ("X14", "sections_differ", "S003-CYP > statement 22 (narrative)"),
    ("X14", "sections_differ", "S003-CYP > statement 23 (narrative)"),
    ("X15", "whole", "S003-CYP > C14 > Number"),
    ("X15", "whole", "S003-CYP > C15 > Number"),
    ("X15", "whole", "S003-CYP > C17 > Number"),
    ("X16", "many_as_cases", "S003-CYP > C24 > Number"),
    ("X17", "many_as_cases", "S003-CYP > C21 > Number"),
    ("X18", "sections_differ", "S003-CYP > statement 24 (success)"),
    ("X18", "comparison", "S003-CYP > statement 25 (success)"),
    ("X35", "growth", "S003-LGO > statement 1 (2.2)"),
    ("X36", "no_year", "S003-LGO > statement 14 (2.7)"),
    ("X36", "date", "S003-LGO > statement 15 (agenda)"),
    ("X36", "sections_differ", "S003-LGO > statement 18 (3.1)"),
    ("X36", "sections_differ", "S003-LGO > statement 19 (3.1)"),
    ("X37", "mean_of_rates", "S003-LGO > F6-2022 > Total > % upheld"),
    ("X37", "sections_differ", "S003-LGO > T2 > 2022/23 > Rate"),
    ("X38", "count", "S003-LGO > statement 7 (2.10)"),
    ("X39", "mean_of_rates", "S003-LGO > statement 9 (2.11)"),
    ("X40", "total", "S002 > S002-1 > Total investigated > 2019/20"),
    (
        "X40",
        "mixed_units",
        "S002 > S002-1 > Total investigated > 2019/20",
    ),
    (
        "X40",
        "mixed_units",
        "S002 > statement 1 (minute of November 2020)",
    ),
    ("X42", "sections_differ", "S003-LGO > statement 10 (2.18)"),
    ("X44", "total", "S003-LGO > F7 > Across the UK > Upheld"),
    ("X48", "reference", "S003-LGO > statement 11 (2.19)"),
    ("X49", "mixed_units", "S001 > S001-1 > Total > 2021/22"),
    ("X50", "series", "S001 > statement 1"),
    ("X51", "bases", "S003-LGO > statement 4 (2.9)"),
];

/// What the list has and numbers do not show, and why.
const NOT_IN_NUMBERS: &[(&str, &str)] = &[
    (
        "X04",
        "the second half, 'slight decrease': 21 to 20 is one; that the series rose before contradicts no number",
    ),
    (
        "X11",
        "which limit binds a stage 1 of 11 to 20 days, and what a first band of 25 to 65 hides, is law",
    ),
    (
        "X19",
        "that a source can be told in one year and not in another is no figure",
    ),
    (
        "X44",
        "the second half: that 'across the UK' should be England is geography",
    ),
    (
        "X52",
        "one standard of 50 days is the sum of its three clocks, 30 + 5 + 15; that each binds is law",
    ),
];

/// What the rules find beyond the list.
const BEYOND: &[(&str, &str)] = &[
    ("no_whole_number", "S002 > statement 2"),
    ("whole", "S003-ASC > A10 > Number"),
    ("whole", "S003-ASC > A13 > Complaints"),
    ("growth", "S003-ASC > A13 > September > %"),
    ("share", "S003-ASC > statement 5 (outcomes)"),
    ("documents_differ", "S003-CYP > statement 8 (infographic)"),
    ("mean_of_rates", "S003-LGO > F6 > Total > Response days"),
];

fn copies() -> Vec<PublicationDraft> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/published");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the copies")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    let read = paths
        .iter()
        .flat_map(|path| read::file(path).expect("a document"));
    read.collect()
}

fn found() -> Vec<Finding> {
    let read = |draft: &PublicationDraft| Publication::of(draft).expect("a document");
    check(&copies().iter().map(read).collect::<Vec<_>>())
}

#[test]
fn everything_on_the_list_is_found_and_nothing_unknown() {
    let mut found: Vec<(String, String)> = found()
        .iter()
        .map(|finding| (finding.rule.word().to_owned(), finding.places[0].to_string()))
        .collect();
    let listed = LISTED.iter().map(|(_, rule, place)| (*rule, *place));
    let mut expected: Vec<(String, String)> = listed
        .chain(BEYOND.iter().copied())
        .map(|(rule, place)| (rule.to_owned(), place.to_owned()))
        .collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

/// The numbers of the list, in its order; the others between them are not listed as contradictions of published tables.
#[test]
fn each_of_the_list_is_found_or_has_a_reason() {
    let list = [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 35, 36, 37, 38, 39, 40, 42, 44, 48, 49,
        50, 51, 52,
    ];
    for number in list {
        let id = format!("X{number:02}");
        let is_found = LISTED.iter().any(|(listed, ..)| *listed == id);
        let has_reason = NOT_IN_NUMBERS
            .iter()
            .any(|(listed, reason)| *listed == id && !reason.is_empty());
        assert!(is_found || has_reason, "{id}");
    }
}

#[test]
fn a_copy_alone_is_checked_too() {
    let adults = copies()
        .into_iter()
        .find(|draft| draft.id == "S003-ASC")
        .expect("the adults' report");
    let publication = Publication::of(&adults).expect("a document");
    assert_eq!(check(&[publication]).len(), 4);
}

#[test]
fn the_list_is_printed_as_a_table_and_as_json() {
    let found = found();
    let table = print::table(6, 0, &found);
    assert!(
        table.ends_with("6 documents: 51 contradictions, 1 remark\n"),
        "{table}"
    );
    assert!(table.lines().all(|line| line.chars().count() <= 150), "{table}");
    let json: serde_json::Value = serde_json::from_str(&print::json(&found)).expect("JSON");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(found.len()));
    assert_eq!(json["findings"][0]["class"], "XDOC");
}
