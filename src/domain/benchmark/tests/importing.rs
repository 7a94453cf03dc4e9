//! The Ombudsman's tables, and others, as read from a file.

use super::super::{
    KnownTable,
    layout::{Column, Holds, Layout},
    published::{Reading, Table, Unreadable, read, short_name},
};
use crate::domain::{ids::CodeId, lists::List, reference::Reference};

fn table(text: &str) -> Table {
    let cells = |line: &str| line.split(';').map(|cell| cell.trim().to_owned()).collect();
    let mut lines = text.lines();
    Table {
        headers: lines.next().map(cells).unwrap_or_default(),
        rows: lines.map(cells).collect(),
    }
}

fn body(name: &str) -> Option<CodeId> {
    ["coventry", "eastwick"]
        .contains(&short_name(name).as_str())
        .then(|| CodeId::parse(&short_name(name)).expect("a code"))
}

fn reading(text: &str, known: KnownTable) -> Reading {
    read(&table(text), &Layout::of(known), body).expect("a reading")
}

fn figure(reading: &Reading, kind: &str) -> Option<i64> {
    let found = reading.figures.iter().find(|(of, _, _)| of == kind);
    found.map(|(_, _, value)| *value)
}

/// F1 and T1 of the published report, in the Ombudsman's own layout (domain 9, C).
#[test]
fn the_ombudsmans_tables_are_read() {
    let received = reading(
        "Authority Name;Adult Care Services;Benefits & Tax;Corporate & Other Services;Education & Childrens Services;\
         Environmental Services & Public Protection & Regulation;Highways & Transport;Housing;Planning & Development;\
         Other;Total\nCoventry City Council;10;9;6;24;5;6;14;4;2;80",
        KnownTable::Received,
    );
    assert_eq!(figure(&received, "ombudsman_received"), Some(80));
    assert_eq!(figure(&received, "received_education_childrens"), Some(24));
    assert_eq!(
        (received.figures.len(), &received.contradictions[..]),
        (10, &[][..])
    );
    let decided = reading(
        "Authority;Invalid or incomplete;Advice given;Referred back for local resolution;\
         Closed after initial enquiries;Not upheld;Upheld;Total;Uphold rate (%);Average uphold rate (%) of similar \
         authorities\nCoventry;2;4;21;34;5;3;69;38;80",
        KnownTable::Decided,
    );
    assert_eq!(figure(&decided, "ombudsman_decided"), Some(69));
    assert!(
        decided.contradictions.is_empty() && decided.unknown_columns.is_empty(),
        "{decided:?}"
    );
    let complied = reading(
        "Council;Number of compliance outcomes recorded;Complete and satisfied;Completed late;Not complete;Compliance \
         rate (%)\nCoventry;5;3;2;0;100%",
        KnownTable::Compliance,
    );
    assert_eq!(figure(&complied, "compliance_late"), Some(2));
    assert_eq!(
        (&complied.contradictions[..], complied.figures.len()),
        (&[][..], 4)
    );
}

#[test]
fn what_contradicts_itself_is_told_with_both_numbers() {
    let decided = reading(
        "Authority Name;Not for us;Assessed and closed;Not upheld;Upheld;Investigated;Total;% upheld\n\
         Coventry;1;2;5;3;9;12;37.0",
        KnownTable::Decided,
    );
    let told: Vec<(&str, &str, &str, &str)> = decided
        .contradictions
        .iter()
        .map(|found| {
            let (column, how) = (found.column.as_str(), found.how.as_str());
            (column, found.stated.as_str(), found.follows.as_str(), how)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Investigated", "9", "8", "its 2 parts add up to 8"),
            ("Total", "12", "11", "its 4 parts add up to 11"),
            ("% upheld", "37.0", "37.5", "3 of 8 are 37.5%")
        ]
    );
    assert_eq!(
        figure(&decided, "ombudsman_decided"),
        Some(12),
        "as it was published"
    );
}

#[test]
fn nothing_is_dropped_in_silence() {
    let read = reading(
        "Name;Housing;Weather;Total\nNowhere Council;1;2;1\nCoventry;c;sun;1,234\nCOVENTRY COUNCIL;1;;2\n;4;;4",
        KnownTable::Received,
    );
    assert_eq!(read.unknown_bodies, [(1, "Nowhere Council".to_owned())]);
    assert_eq!(read.unknown_columns, ["Weather"]);
    let not_taken: Vec<_> = read
        .not_taken
        .iter()
        .map(|not| (not.row, not.text.as_str(), not.why))
        .collect();
    assert_eq!(
        not_taken,
        [
            (2, "c", "it is no whole number"),
            (3, "COVENTRY COUNCIL", "another row is about the same body"),
            (4, "", "it names no body")
        ]
    );
    assert_eq!(read.figures.len(), 1);
    assert_eq!(figure(&read, "ombudsman_received"), Some(1_234));
}

#[test]
fn any_table_is_read_by_a_mapping() {
    let column = |name: &str, holds: Holds| Column {
        names: vec![name.to_owned()],
        holds,
        sums: Vec::new(),
    };
    let layout = Layout::default().with(vec![
        column("Who", Holds::Body),
        column("People", Holds::Figure("residents".to_owned())),
    ]);
    let people = table("who;PEOPLE\nEastwick;120000");
    let found = read(&people, &layout, body).expect("a reading");
    assert_eq!(figure(&found, "residents"), Some(120_000));
    let known = Layout::of(KnownTable::Received);
    assert_eq!(read(&people, &known, body), Err(Unreadable::NoBodies));
    assert_eq!(read(&table("Name;Sun"), &known, body), Err(Unreadable::NoFigures));
    assert_eq!(
        read(&table("Name;Housing;housing"), &known, body),
        Err(Unreadable::Twice)
    );
}

#[test]
fn every_kind_of_a_known_table_is_in_the_list() {
    let reference = Reference::of_deployment();
    for known in [KnownTable::Received, KnownTable::Decided, KnownTable::Compliance] {
        for column in Layout::of(known).columns {
            let kinds = match column.holds {
                Holds::Figure(kind) => vec![kind],
                Holds::Rate { of, among } => of.into_iter().chain(among).collect(),
                Holds::Body | Holds::Derived | Holds::Ignored => Vec::new(),
            };
            for kind in kinds.into_iter().chain(column.sums.into_iter().flatten()) {
                let id = CodeId::parse(&kind).expect("a code");
                assert!(reference.list(List::FigureKinds).contains(&id), "{kind}");
            }
        }
    }
}

#[test]
fn a_body_is_known_by_its_short_name() {
    for (name, short) in [
        ("Coventry City Council", "coventry"),
        ("London Borough of Ealing", "ealing"),
        ("Solihull Metropolitan Borough Council", "solihull"),
        ("City of York Council", "york"),
        ("Council", "council"),
    ] {
        assert_eq!(short_name(name), short);
    }
}
