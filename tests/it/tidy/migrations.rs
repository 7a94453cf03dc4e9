//! Migrations come in pairs that make the same tables, and say what each table and column is.

use std::collections::BTreeMap;

use super::{
    holds,
    read::{File, file, files},
};

/// The tables that a migration makes, each with its columns.
type Tables = BTreeMap<String, Vec<String>>;

/// Reads a migration; what it does not say is added to the violations.
fn tables(migration: &File, violations: &mut Vec<String>) -> Tables {
    let mut tables = Tables::new();
    let mut table: Option<String> = None;
    let mut commented = false;
    for line in migration.text.lines() {
        let mut says_nothing = |what: &str| {
            if !commented {
                violations.push(format!("{}: {what} has no comment", migration.path));
            }
        };
        if let Some(name) = line.strip_prefix("CREATE TABLE ") {
            let name = name.trim_end_matches(" (").to_owned();
            says_nothing(&name);
            tables.insert(name.clone(), Vec::new());
            table = Some(name);
        } else if line.starts_with(')') {
            table = None;
        } else if let (Some(table), Some(name)) = (&table, column(line)) {
            says_nothing(&format!("{table}.{name}"));
            tables.entry(table.clone()).or_default().push(name.to_owned());
        }
        commented = line.trim_start().starts_with("--");
    }
    tables
}

/// The column that a line declares: its name is in small letters, and the words of SQL are not.
fn column(line: &str) -> Option<&str> {
    let line = line.strip_prefix("    ")?;
    let name = line.split(' ').next()?;
    name.starts_with(|first: char| first.is_ascii_lowercase())
        .then_some(name)
}

fn unpaired(sqlite: &[File], postgres: &[File], list: &str) -> Vec<String> {
    let mut violations = Vec::new();
    let names = |files: &[File]| -> Vec<String> {
        let name = |file: &File| file.path.rsplit('/').next().unwrap_or_default().to_owned();
        files.iter().map(name).collect()
    };
    let (names, others) = (names(sqlite), names(postgres));
    if names != others {
        violations.push(format!("migrations differ: {names:?} and {others:?}"));
    }
    for (name, number) in names.iter().zip(1..) {
        if !name.starts_with(&format!("{number:04}_")) {
            violations.push(format!("{name} is not number {number}"));
        }
        if list.matches(name.as_str()).count() != 2 {
            violations.push(format!("{name} is not in store/migrations.rs twice"));
        }
    }
    for (one, other) in sqlite.iter().zip(postgres) {
        let (one_makes, other_makes) = (tables(one, &mut violations), tables(other, &mut violations));
        if one_makes != other_makes {
            violations.push(format!("{} and {} make different tables", one.path, other.path));
        }
    }
    violations
}

#[test]
fn migrations_are_pairs() {
    let (sqlite, postgres) = (files("migrations/sqlite"), files("migrations/postgres"));
    let made: usize = sqlite
        .iter()
        .map(|file| tables(file, &mut Vec::new()).len())
        .sum();
    assert!(made > 10, "the tables were not found");
    holds(&unpaired(
        &sqlite,
        &postgres,
        &file("src/store/migrations.rs").text,
    ));
}

#[test]
fn what_is_no_pair_is_found() {
    let good =
        "-- A table.\nCREATE TABLE a (\n    -- A column.\n    b TEXT NOT NULL,\n    PRIMARY KEY (b)\n);\n";
    let pair = |one: &str, other: &str| {
        let file = |text| [File::planted("0001_a.sql", text)];
        unpaired(&file(one), &file(other), "0001_a.sql 0001_a.sql").len()
    };
    assert_eq!(pair(good, good), 0);
    assert_eq!(pair(good, &good.replace("    b TEXT", "    c TEXT")), 1);
    assert_eq!(pair(good, &good.replace("    -- A column.\n", "")), 1);
    assert_eq!(pair(good, &good.replace("-- A table.\n", "")), 1);
    assert_eq!(unpaired(&[File::planted("0002_a.sql", good)], &[], "").len(), 3);
}
