//! A comparison as it is written down.

use super::{Format, Input, files};
use crate::domain::{
    benchmark::{Asked, Released, Value, compare, measure},
    financial_year::FinancialYear,
    ids::CodeId,
    reference::{PeerGroup, Reference},
};

const YEAR: FinancialYear = FinancialYear(2023);

fn code(id: &str) -> CodeId {
    CodeId::parse(id).expect("a code")
}

/// The texts of the files of a comparison of two of whom nothing is known.
fn written(formats: &[Format]) -> Vec<(String, String)> {
    let group = PeerGroup {
        id: code("peers"),
        display_name: "Peers & <friends>".to_owned(),
        provider: "=Nobody".to_owned(),
        year: YEAR,
        members: vec![code("eastwick"), code("westwick")],
    };
    let asked = Asked {
        group: &group,
        year: YEAR,
        measures: vec![measure("uphold_rate").expect("a measure")],
        set: None,
        own: Some(code("eastwick")),
        ranked_n: 5,
        references: Vec::new(),
    };
    let reference = Reference::of_deployment();
    let mut released = Released::of(code("eastwick"), true);
    released.take("grid", "upheld@1", Vec::new(), Value::Suppressed);
    let comparisons = compare(&asked, &reference, &[released]).expect("a comparison");
    let input = Input {
        asked_by: "Eastwick",
        group: &group,
        year: YEAR,
        comparisons: &comparisons,
        reference: &reference,
        position: 7,
    };
    let files = files(&input, formats).expect("files").into_iter();
    files
        .map(|file| (file.name, String::from_utf8(file.content).expect("text")))
        .collect()
}

#[test]
fn what_is_not_known_is_marked_and_not_drawn() {
    let files = written(&[Format::Html, Format::Csv]);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["comparison.html", "comparison.csv", "groups.csv"]);
    let page = &files[0].1;
    assert!(page.contains("Peers &#38; &#60;friends&#62;") && !page.contains("<friends>"));
    assert!(page.contains("[x]") && !page.contains("<svg"));
    assert!(page.contains("<th scope=\"row\">eastwick <strong>(own)</strong></th>"));
    let rows: Vec<&str> = files[1].1.lines().collect();
    assert_eq!(
        rows[1],
        "uphold_rate,1,eastwick,eastwick,yes,[x],[x],[x],,,,,,,,,,,,2023/24,"
    );
    assert_eq!(
        files[2].1.lines().nth(1),
        Some("uphold_rate,1,2023/24,2,0,0,2,0,0,,,,,,")
    );
    assert_eq!(written(&[Format::Csv]).len(), 2);
}
