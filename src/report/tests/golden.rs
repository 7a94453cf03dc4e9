//! A small report in every form that can be read, as it was agreed.

use serde_json::Value as Json;

use super::{document, input, text, written};

/// The page without its style, which changes more often.
#[test]
fn the_page_is_as_it_was_agreed() {
    let page = text(&written(&document(&input())), "report.html");
    let (before, rest) = page.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    insta::assert_snapshot!(format!("{before}{after}"));
}

#[test]
fn the_files_for_programs_are_as_they_were_agreed() {
    let files = written(&document(&input()));
    insta::assert_snapshot!("json", in_lines(&text(&files, "report.json")));
    insta::assert_snapshot!("csvw", in_lines(&text(&files, "csv-metadata.json")));
    insta::assert_snapshot!("csv", text(&files, "02-children_outcome.csv"));
}

/// A line for each member of an object, and for each element of a list in it.
fn in_lines(json: &str) -> String {
    let json: Json = serde_json::from_str(json).expect("JSON");
    let mut lines = Vec::new();
    for (key, value) in json.as_object().expect("an object") {
        match value {
            Json::Array(elements) => {
                lines.extend(
                    elements
                        .iter()
                        .enumerate()
                        .map(|(place, one)| format!("{key}[{place}]: {one}")),
                );
            }
            other => lines.push(format!("{key}: {other}")),
        }
    }
    lines.join("\n")
}
