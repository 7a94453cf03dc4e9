//! JSON and CSV say the same, and what is malformed is told with its place.

use super::super::read;
use crate::domain::publication::PublicationDraft;

const JSON: &str = r#"{
  "id": "S1", "council": "Northwick", "year": "2023/24", "title": "Annual report", "kind": "childrens",
  "tables": [
    {
      "id": "1", "title": "Outcome", "by": "outcome", "measure": "complaints", "unit": "complaints", "multiple": true,
      "filters": [{"dimension": "procedure", "values": ["children_statutory", "corporate_code"]}],
      "columns": [{"label": "Number", "period": "2023/24"}, {"label": "%", "unit": "percent", "whole": "total"}],
      "rows": [
        ["Upheld", 10, "40%"],
        {"label": "Not upheld", "basis": "all", "values": [15, "60%"]},
        {"label": "Everything", "role": "total", "values": [25, null]}
      ]
    }
  ],
  "statements": [{"kind": "total", "place": "2.1", "value": 25, "parts": ["10", 15]}]
}"#;

const CSV: &str = "\
document,id=S1,council=Northwick,year=2023/24,title=Annual report,kind=childrens
table,id=1,title=Outcome,by=outcome,measure=complaints,unit=complaints,multiple=yes
filter,procedure=children_statutory|corporate_code
columns,Outcome,Number,%
periods,,2023/24,
units,,,percent
wholes,,,total
row,Upheld,10,40%
row,Not upheld,15,60%
row is,basis=all
total,Everything,25,
statement,kind=total,place=2.1,value=25,parts=10|15
";

fn json(text: &str) -> Vec<PublicationDraft> {
    read::json(text).expect("JSON")
}

#[test]
fn both_forms_say_the_same() {
    assert_eq!(json(JSON), read::csv(CSV).expect("CSV"));
    let spread = CSV.replace('\n', ",,,\r\n");
    assert_eq!(
        json(JSON),
        read::csv(&format!("\u{feff}{spread}")).expect("CSV of a spreadsheet")
    );
}

#[test]
fn several_documents_stand_in_one_file() {
    let other = JSON.replace("\"S1\"", "\"S2\"");
    let two = json(&format!("[{JSON}, {other}]"));
    assert_eq!(two.len(), 2);
    let csv = format!("{CSV}\n{}", CSV.replace("id=S1", "id=S2"));
    assert_eq!(two, read::csv(&csv).expect("CSV"));
}

#[test]
fn malformed_json_is_told_with_its_place() {
    let cases = [
        (
            JSON.replace("\"year\": \"2023/24\", ", ""),
            ": year must be a period such as 2023/24 or Q1 2023/24",
        ),
        (JSON.replace("\"by\":", "\"bye\":"), ":5:42: unknown field `bye`"),
        (
            JSON.replace("[\"Upheld\", 10, \"40%\"],", "[\"Upheld\", 10, \"40%\""),
            ":10:",
        ),
        (
            JSON.replace("\"values\": [15, \"60%\"]", "\"values\": 15"),
            ":10:",
        ),
        (
            JSON.replace("\"values\": [15, \"60%\"]", "\"values\": [15, 1, 2]"),
            ": tables[0].rows[1].values are 3 under 2 columns",
        ),
        (
            JSON.replace("\"total\"}]", "\"totals\"}]"),
            ": tables[0].columns[1].whole names totals, which is no row or column",
        ),
        (
            JSON.replace("\"kind\": \"total\"", "\"kind\": \"sum\""),
            ": statements[0].kind must be one of value, change",
        ),
        (
            JSON.replace("\"role\": \"total\"", "\"role\": \"sum\""),
            ": tables[0].rows[2].role must be part, total",
        ),
        (
            JSON.replace("\"value\": 25", "\"value\": \"many\""),
            ": statements[0].value must be a number as printed",
        ),
        ("[]".to_owned(), ": holds no document"),
        ("{".to_owned(), ":1:1: EOF"),
    ];
    for (text, expected) in cases {
        let problems = read::json(&text).expect_err(expected);
        assert!(
            problems[0].starts_with(expected),
            "{problems:?} begins with {expected}"
        );
    }
}

#[test]
fn malformed_csv_is_told_with_its_line() {
    let cases = [
        (
            CSV.replace("row,Not upheld,15,60%", "row,Not upheld,15,60%,7"),
            ":9: tables[0].rows[1].values are 3",
        ),
        (
            CSV.replace("units,,,percent", "unit,,,percent"),
            ":6: `unit` is no line of this form",
        ),
        (
            CSV.replace("id=1,title", "id=1,titel"),
            ":2: unknown field `titel`",
        ),
        (CSV.replace("value=25", "value"), ":12: `value` must be key=value"),
        (
            CSV.replace("value=25", "value=25,value=26"),
            ":12: `value` is given twice",
        ),
        (
            CSV.replace("kind=total", "kind=sum"),
            ":12: statements[0].kind must be one of",
        ),
        (
            CSV.replace("document,id=S1", "table,id=S1"),
            ":1: a document must come first",
        ),
        (
            CSV.replace("2023/24,title", "soon,title"),
            ":1: year must be a period",
        ),
        (String::new(), ": holds no document"),
    ];
    for (text, expected) in cases {
        let problems = read::csv(&text).expect_err(expected);
        assert!(
            problems[0].starts_with(expected),
            "{problems:?} begins with {expected}"
        );
    }
}

#[test]
fn everything_that_is_wrong_comes_at_once() {
    let text = JSON
        .replace("\"2023/24\", \"title\"", "\"soon\", \"title\"")
        .replace("\"kind\": \"total\"", "\"kind\": \"sum\"");
    assert_eq!(read::json(&text).expect_err("two problems").len(), 2);
}
