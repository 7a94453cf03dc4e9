mod golden;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{Data, Reader, Xlsx};
use serde_json::Value as Json;

use super::{
    compose,
    document::Document,
    files,
    input::{Approval, Figures, Input},
    kind::Format,
    testing::{input, outcome, procedure, published},
};
use crate::domain::word::Word;

fn document(input: &Input) -> Document {
    compose::document(input).expect("a report")
}

fn written(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let files = files(document, Format::ALL).expect("the files");
    files.into_iter().map(|file| (file.name, file.content)).collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("text")
}

/// The same input makes the same bytes, on any day: nothing here reads a clock.
#[test]
fn the_same_input_makes_the_same_bytes() {
    let once = written(&document(&input()));
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert_eq!(once, written(&document(&input())));
}

/// Names that a page or a spreadsheet could take for more than a name.
fn hostile() -> Input {
    let mut input = input();
    input.authority = "<script>alert(1)</script> & \"Sons\"".to_owned();
    let evil = "=cmd|' /C calc'!A0\"><img src=x onerror=alert(1)>";
    input.learning.teams.insert("north".to_owned(), evil.to_owned());
    let text = "</style><script src=https://evil.example/x.js></script>\n\n=1+1".to_owned();
    input.texts.narrative.insert("introduction".to_owned(), text);
    input.sign_off.approvals.push(Approval {
        by: "@SUM(A1:A9)<b>".to_owned(),
        on: None,
    });
    input.sign_off.response = "<a href='javascript:alert(1)'>read</a>".to_owned();
    input
}

#[test]
fn no_name_becomes_markup() {
    let page = text(&written(&document(&hostile())), "report.html");
    for bad in ["<script", "<img", "<b>", "<a href='java", "javascript:alert(1)'>"] {
        assert!(!page.contains(bad), "{bad} is in the page");
    }
    assert!(page.contains("&#60;script&#62;"), "the name itself is lost");
}

#[test]
fn no_name_becomes_a_formula() {
    let document = document(&hostile());
    let files = written(&document);
    let team = files
        .iter()
        .find(|(name, _)| name.ends_with("learning_by_team.csv"))
        .map(|(_, content)| String::from_utf8_lossy(content).into_owned())
        .expect("the table of teams");
    assert!(team.contains("\n\"'=cmd|"), "{team}");
    let mut book = Xlsx::new(Cursor::new(files["report.xlsx"].clone())).expect("a workbook");
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).expect("a sheet");
        assert!(formulas.is_empty(), "{sheet} holds a formula");
    }
    let json: Json = serde_json::from_str(&text(&files, "report.json")).expect("JSON");
    assert_eq!(json["authority"], "<script>alert(1)</script> & \"Sons\"");
}

/// What a cell of the JSON comes to in a table of plain values: itself, and of how many where that is said.
fn plain(cell: &Json, unit: &str) -> Vec<Data> {
    let n = matches!(unit, "percent" | "mean_percent" | "working_days" | "rate");
    if let Some(mark) = cell["mark"].as_str() {
        let times = if n { 2 } else { 1 };
        return vec![Data::String(mark.to_owned()); times];
    }
    if let Some(text) = cell["text"].as_str() {
        return vec![Data::String(text.to_owned())];
    }
    let mut values = vec![Data::Float(cell["value"].as_f64().expect("a number"))];
    if n {
        values.push(Data::Float(cell["denominator"].as_f64().unwrap_or(0.0)));
    }
    values
}

fn rows(table: &Json) -> Vec<Vec<Data>> {
    let columns = table["columns"].as_array().expect("columns");
    let units: Vec<&str> = columns
        .iter()
        .filter_map(|column| column["unit"].as_str())
        .collect();
    let rows = table["rows"].as_array().expect("rows").iter();
    let row = |row: &Json| {
        let keys = row["keys"].as_array().expect("keys").iter();
        let mut values: Vec<Data> = keys
            .map(|key| Data::String(key.as_str().unwrap_or_default().to_owned()))
            .collect();
        let cells = row["cells"].as_array().expect("cells").iter();
        values.extend(cells.zip(&units).flat_map(|(cell, unit)| plain(cell, unit)));
        values
    };
    let total = Some(&table["total"]).filter(|total| !total.is_null());
    rows.chain(total).map(row).collect()
}

/// Every cell of every table of the workbook is the JSON's, and every sheet follows the checklist.
#[test]
fn the_workbook_says_what_the_json_says() {
    for input in [input(), public(), hostile()] {
        let files = written(&document(&input));
        let json: Json = serde_json::from_str(&text(&files, "report.json")).expect("JSON");
        let mut book = Xlsx::new(Cursor::new(files["report.xlsx"].clone())).expect("a workbook");
        let sections = json["sections"].as_array().expect("sections");
        let tables: Vec<&Json> = sections
            .iter()
            .flat_map(|section| section["tables"].as_array().expect("tables"))
            .collect();
        assert!(tables.len() > 3);
        for table in tables {
            let name = format!("Table_{}", table["number"]);
            let range = book.worksheet_range(&name).expect("the sheet");
            let cells: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
            // Title, what it is, the way back, heads.
            let width = rows(table)[0].len();
            let found: Vec<Vec<Data>> = cells[4..].iter().map(|row| row[..width].to_vec()).collect();
            assert_eq!(found, rows(table), "{name}");
            let heads: BTreeSet<String> = cells[3]
                .iter()
                .map(|head| head.to_string().to_lowercase())
                .collect();
            assert_eq!(heads.len(), cells[3].len(), "{name}: two heads are alike");
            for row in &cells[3..] {
                assert!(
                    row.iter().all(|cell| *cell != Data::Empty),
                    "{name} has an empty cell"
                );
            }
            let title = format!(
                "Table {}: {}",
                table["number"],
                table["title"].as_str().expect("a title")
            );
            assert_eq!(cells[0][0], Data::String(title));
        }
    }
}

/// The parts of a workbook that the Analysis Function's checklist asks for.
#[test]
fn the_workbook_follows_the_checklist() {
    let document = document(&public());
    let content = written(&document)["report.xlsx"].clone();
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut file = archive
            .by_name(name)
            .unwrap_or_else(|_| panic!("{name} is not there"));
        std::io::Read::read_to_string(&mut file, &mut text).expect("text");
        text
    };
    let core = part("docProps/core.xml");
    assert!(core.contains("<dc:language>en-GB</dc:language>"), "{core}");
    assert!(
        core.contains("<dc:title>Northwick Council: Annual report"),
        "{core}"
    );
    let workbook = part("xl/workbook.xml");
    let place = |name: &str| workbook.find(&format!("name=\"{name}\"")).expect(name);
    assert!(place("Cover") < place("Contents") && place("Contents") < place("Notes"));
    assert!(place("Notes") < place("Table_1"));
    assert!(!workbook.contains("state=\"hidden\""));
    let sheets = workbook.matches("<sheet ").count();
    for number in 1..=sheets {
        let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
        assert!(!sheet.contains("<mergeCell"), "sheet {number} merges cells");
        assert!(!sheet.contains("hidden=\"1\""), "sheet {number} hides something");
        if number > 1 {
            assert!(
                sheet.contains("state=\"frozen\""),
                "sheet {number} has no frozen panes"
            );
            assert_eq!(sheet.matches("<tablePart ").count(), 1, "sheet {number}");
        }
    }
}

fn public() -> Input {
    let mut input = input();
    input.now = published(vec![
        procedure(&[
            ("children_statutory", 156),
            ("corporate_code", 13),
            ("informal", 3),
        ]),
        outcome(&[("upheld", 2), ("partly_upheld", 55), ("not_upheld", 99)]),
    ]);
    input.before = Some(published(vec![procedure(&[
        ("children_statutory", 167),
        ("informal", 48),
    ])]));
    input
}

/// Where a figure is withheld, no form says what it is.
#[test]
fn no_form_tells_what_is_withheld() {
    let mut input = public();
    let tables = vec![procedure(&[
        ("children_statutory", 15_683),
        ("informal", 3),
        ("corporate_code", 7_919),
    ])];
    input.now = published(tables.clone());
    input.before = None;
    let files = written(&document(&input));
    for (name, content) in &files {
        let content = if name == "report.xlsx" {
            let mut book = Xlsx::new(Cursor::new(content.clone())).expect("a workbook");
            let sheets = book.worksheets();
            format!("{sheets:?}")
        } else {
            String::from_utf8_lossy(content).into_owned()
        };
        for withheld in ["7919", "7,919", "33.5%"] {
            assert!(!content.contains(withheld), "{name} tells {withheld}");
        }
    }
    input.now = Figures::Whole(tables);
    let files = written(&document(&input));
    assert!(
        text(&files, "report.html").contains("7,919"),
        "the authority itself sees it"
    );
}

/// The void elements of HTML, which have no end.
const VOID: [&str; 2] = ["meta", "rect"];

/// Every element ends, in order; every id is given once; what is referred to is there; headings do not jump; and the
/// page asks for nothing outside itself.
#[test]
fn the_page_is_whole_by_itself() {
    for input in [input(), public(), hostile()] {
        let document = document(&input);
        let page = text(&written(&document), "report.html");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
        check_elements(&page);
        check_references(&page);
        for outside in [
            "<script", "<link", "<iframe", "<object", "<img", "@import", "url(",
        ] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

fn check_elements(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut last_heading = 0;
    let body = page.split_once("<html").map_or("", |(_, rest)| rest);
    let body = format!("<html{body}");
    let mut rest = body.as_str();
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = rest.find('>').expect("the end of a tag");
        let tag = &rest[..end];
        assert!(
            !tag.contains(" src") && !tag.contains("http:") && !tag.contains("https:"),
            "<{tag}>"
        );
        let does = [" onload", " onerror", " onclick", "javascript:"];
        assert!(
            !does.iter().any(|event| tag.contains(event)),
            "<{tag}> does something"
        );
        let name = tag
            .split([' ', '/'])
            .find(|part| !part.is_empty())
            .expect("a name");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "</{closed}>");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
        if let Some(level) = name
            .strip_prefix('h')
            .and_then(|level| level.parse::<usize>().ok())
            && !tag.starts_with('/')
        {
            assert!(level <= last_heading + 1, "a heading jumps to {name}");
            last_heading = level;
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?} are not closed");
}

fn check_references(page: &str) {
    let attribute = |name: &str| -> Vec<String> {
        let begin = format!(" {name}=\"");
        page.match_indices(&begin)
            .filter_map(|(place, found)| page[place + found.len()..].split('"').next())
            .map(str::to_owned)
            .collect()
    };
    let ids = attribute("id");
    let unlike: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unlike.len(), ids.len(), "an id is given twice");
    let named = attribute("aria-labelledby");
    for id in named.iter().flat_map(|ids| ids.split(' ')) {
        assert!(unlike.contains(&id.to_owned()), "{id} is not there");
    }
    for target in attribute("href") {
        let id = target.strip_prefix('#').expect("a place in the page").to_owned();
        assert!(unlike.contains(&id), "{id} is not there");
    }
    for scope in ["<th>", "<th class"] {
        assert!(!page.contains(scope), "a head without a scope");
    }
    assert_eq!(page.matches("<table").count(), page.matches("<caption").count());
}
