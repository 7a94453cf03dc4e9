//! Files of published tables, and what is said of them.

use super::{
    import::told as imported,
    mapping::Mapping,
    reconcile::told as reconciled,
    table::{Table, json, read},
};
use crate::api::wire;

#[test]
fn a_table_is_the_same_in_each_kind_of_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let csv = folder.path().join("table.csv");
    std::fs::write(&csv, "\u{feff}Title,,\nName,Housing,\n\nEastwick,12,\n").expect("a file");
    let table = Table {
        headers: vec!["Name".to_owned(), "Housing".to_owned()],
        rows: vec![vec!["Eastwick".to_owned(), "12".to_owned()]],
    };
    assert_eq!(read(&csv, None, 2).expect("a table"), table);
    let objects = r#"[{"Name": "Eastwick", "Housing": 12}]"#;
    assert_eq!(json(objects).expect("a table"), table);
    let xlsx = folder.path().join("table.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Figures").expect("a name");
    sheet.write(0, 0, "Name").expect("a cell");
    sheet.write(0, 1, "Housing").expect("a cell");
    sheet.write(1, 0, "Eastwick").expect("a cell");
    sheet.write(1, 1, 12).expect("a cell");
    book.save(&xlsx).expect("a file");
    assert_eq!(read(&xlsx, Some("Figures"), 1).expect("a table"), table);
    for (path, sheet) in [(&xlsx, Some("Weather")), (&folder.path().join("table.pdf"), None)] {
        assert!(read(path, sheet, 1).is_err());
    }
    assert!(read(&csv, None, 9).is_err());
}

/// A small file must not ask for much memory: two cells at the far corners of a sheet.
#[test]
fn a_sheet_is_as_large_as_what_is_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("far.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Name").expect("a cell");
    sheet.write(1_048_575, 16_383, "far").expect("a cell");
    book.save(&path).expect("a file");
    let refused = read(&path, None, 1).expect_err("a refusal").to_string();
    assert!(refused.contains("2000 rows or columns apart"), "{refused}");
}

#[test]
fn a_mapping_says_what_columns_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mapping.toml");
    let text = r#"
        header_row = 3
        body = "Who"
        [figures]
        "Upheld, all" = "ombudsman_upheld"
        Total = "ombudsman_decided"
        [sums]
        Total = ["ombudsman_upheld", "ombudsman_not_upheld"]
        Looked = ["ombudsman_upheld", "ombudsman_not_upheld"]
        [rates]
        Rate = { of = ["ombudsman_upheld"], among = ["ombudsman_decided"] }
    "#;
    std::fs::write(&path, text).expect("a file");
    let mapping = Mapping::read(&path).expect("a mapping");
    let columns = mapping.columns();
    let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers, ["Who", "Total", "Upheld, all", "Looked", "Rate"]);
    assert!(columns[0].is_body);
    assert_eq!((columns[1].sum_of.len(), columns[3].kind.as_str()), (2, ""));
    assert_eq!(columns[4].rate_among, ["ombudsman_decided"]);
    std::fs::write(&path, "colour = 1").expect("a file");
    assert!(Mapping::read(&path).expect_err("a refusal").contains("colour"));
}

#[test]
fn everything_is_told_in_lines() {
    let not_taken = |column: &str, text: &str| wire::FigureNotTaken {
        row: 4,
        column: column.to_owned(),
        text: text.to_owned(),
        why: "no".to_owned(),
    };
    let answer = wire::ImportPublishedFiguresResponse {
        figures_taken: 7,
        bodies: 2,
        contradictions: vec![wire::FigureContradiction {
            row: 3,
            column: "Total".to_owned(),
            stated: "12".to_owned(),
            follows: "11".to_owned(),
            how: "its 2 parts add up to 11".to_owned(),
        }],
        contradiction_count: 1,
        unknown_bodies: vec![not_taken("", "Atlantis")],
        not_taken: vec![not_taken("Housing", "c")],
        unknown_columns: vec!["Weather".to_owned()],
    };
    assert_eq!(
        imported(&answer, true),
        "7 figures of 2 bodies would be taken\n\
         row 3, Total: 12 is stated, 11 follows (its 2 parts add up to 11)\n\
         column not known, not taken: Weather\n\
         row 4, not taken: \"Atlantis\": no\n\
         row 4, Housing, not taken: \"c\": no\n"
    );
    let figure = |name: &str, published: i32, difference: i64| wire::ReconciledFigure {
        display_name: name.to_owned(),
        published: Some(wire::ComparedNumber {
            state: published,
            value: 3,
        }),
        register: 3 + difference,
        difference,
        ..wire::ReconciledFigure::default()
    };
    let answer = wire::ReconcileFiguresResponse {
        figures: vec![
            figure("Received", 1, 1),
            figure("Decided", 1, 0),
            figure("Upheld", 3, 0),
        ],
        differing: 1,
        position: 9,
    };
    assert_eq!(
        reconciled(&answer),
        "Figure    published  register  difference\n\
         Received          3         4          +1\n\
         Decided           3         3           0\n\
         Upheld          [x]         3            \n\
         counted at position 9\n"
    );
}
