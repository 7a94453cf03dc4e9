//! The text of a release: what it is for ever, and that only that is read.

use chrono::DateTime;

use crate::domain::release::*;
use crate::domain::{
    disclosure::policy::{Mode, Policy},
    edition::tests::by_team,
    financial_year::{FinancialYear, Period},
    ids::AuthorityId,
    statistics::{AsOf, Figure, Key, Row, Table},
};

fn header() -> Header {
    Header {
        authority: AuthorityId::parse("coventry").expect("an id"),
        grid: "benchmark_grid".to_owned(),
        period: Period::financial_year(FinancialYear(2023)),
        version: 2,
        policy: Policy {
            mode: Mode::Withhold,
            threshold: 5,
        },
    }
}

/// A table with every kind of figure, a blank key, and a name that holds what parts cells and lines.
fn table() -> Table {
    let count = |count: i32| Figure::Number {
        value: f64::from(count),
        numerator: count.into(),
        denominator: 0,
    };
    let share = Figure::Number {
        value: 200.0 / 3.0,
        numerator: 2,
        denominator: 3,
    };
    let row = |value: Option<&str>, name: &str, figures| Row {
        keys: vec![Key {
            value: value.map(str::to_owned),
            display_name: name.to_owned(),
        }],
        figures,
    };
    Table {
        id: "by_team",
        title: "By team",
        rows: vec![
            row(
                Some("west"),
                "West\tof\\the\nriver",
                vec![Figure::Suppressed, Figure::Suppressed],
            ),
            row(Some("none"), "None", vec![count(0), Figure::NotApplicable]),
            row(None, "Blank", vec![count(12), share]),
        ],
        total: Row {
            keys: Vec::new(),
            figures: vec![count(16), Figure::Unknown],
        },
        as_of: AsOf {
            position: 90,
            recorded_at: DateTime::UNIX_EPOCH,
        },
        ..by_team()
    }
}

const TEXT: &str = "redress release 1
authority\tcoventry
grid\tbenchmark_grid
period\t2023-04-01\t2024-03-31
version\t2
policy\twithhold\t5
redress table 1
table\tby_team\tBy team
period\t2023-04-01\t2024-03-31
basis\treceived
filter\tkind\tcomplaint\tblank
measures\trepresentations_received@1\tupheld_rate@1
dimensions\tteam
row\twest\tWest\\tof\\\\the\\nriver\tsuppressed\tsuppressed
row\tnone\tNone\t0 0/0\tnot_applicable
row\tblank\tBlank\t12 12/0\t66.66666666666667 2/3
total\t16 16/0\tunknown
";

#[test]
fn the_text_of_a_release_is_what_it_was() {
    assert_eq!(write(&header(), &[table()]), TEXT);
    let later = Table {
        as_of: AsOf {
            position: 91,
            ..table().as_of
        },
        ..table()
    };
    assert_eq!(write(&header(), &[later]), TEXT, "wherever it was counted");
}

#[test]
fn a_release_is_read_back() {
    let content = read(TEXT).expect("a release");
    let Header {
        authority,
        grid,
        period,
        version,
        policy,
    } = header();
    let table = table();
    let row = |row: Row| ReleasedRow {
        keys: row
            .keys
            .into_iter()
            .map(|key| (key.value, key.display_name))
            .collect(),
        figures: row.figures,
    };
    let expected = Content {
        authority,
        grid,
        period,
        version,
        policy,
        tables: vec![ReleasedTable {
            id: "by_team".to_owned(),
            title: "By team".to_owned(),
            basis: "received".to_owned(),
            filters: vec![(
                "kind".to_owned(),
                vec!["complaint".to_owned(), "blank".to_owned()],
            )],
            measures: vec![
                "representations_received@1".to_owned(),
                "upheld_rate@1".to_owned(),
            ],
            dimensions: vec!["team".to_owned()],
            rows: table.rows.into_iter().map(row).collect(),
            total: row(table.total),
        }],
    };
    assert_eq!(content, expected);
    assert_eq!(content.table("by_team"), content.tables.first());
    assert_eq!(content.table("by_stage"), None);
}

/// One content has one text, so that the same release cannot come twice under two digests.
#[test]
fn no_other_text_is_read() {
    let line = |text: &str| read(text).expect_err(text).line;
    for (instead_of, there_is, expected) in [
        ("release 1", "release 2", 1),
        ("\tcoventry", "\tCoventry", 2),
        ("grid\tb", "grid\tB", 3),
        ("2024-03-31\nversion", "2024-03-30\nversion", 4),
        (
            "2023-04-01\t2024-03-31\nversion",
            "2023-4-1\t2024-03-31\nversion",
            4,
        ),
        ("version\t2", "version\t0", 5),
        ("version\t2", "version\t02", 5),
        ("version\t2\n", "", 5),
        ("withhold", "show", 6),
        ("withhold\t5", "withhold\t2", 6),
        ("withhold\t5", "withhold\t261", 6),
        ("table 1", "table 2", 7),
        ("2024-03-31\nbasis", "2025-03-31\nbasis", 9),
        (
            "2023-04-01\t2024-03-31\nbasis",
            "2022-04-01\t2023-03-31\nbasis",
            9,
        ),
        ("\\\\the", "\\the\\x", 14),
        ("12 12/0", "12.0 12/0", 16),
        ("12 12/0", "+12 12/0", 16),
        ("12 12/0", "NaN 12/0", 16),
        ("12 12/0", "12 12", 16),
        ("12 12/0\t", "", 16),
        ("total\t16 16/0\tunknown\n", "", 17),
        ("unknown\n", "unknown", 1),
        ("version\t2\n", "version\t2\r\n", 1),
    ] {
        let other = TEXT.replacen(instead_of, there_is, 1);
        assert_ne!(other, TEXT, "{instead_of}");
        assert_eq!(line(&other), expected, "{instead_of} -> {there_is}");
    }
    let of_two_years = format!("{TEXT}period\t2022-04-01\t2023-03-31\ntotal\t9 9/0\tunknown\n");
    assert_eq!(line(&of_two_years), 18, "a series");
    let twice = format!("{TEXT}{}", &TEXT[TEXT.find("redress table").expect("a table")..]);
    assert_eq!(line(&twice), 28, "a table of the same id");
    assert_eq!(line(""), 1);
    let long = format!("{TEXT}{}", "row\n".repeat(200_000));
    assert_eq!(line(&long), 1, "too long");
}
