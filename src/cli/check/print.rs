//! Findings as a table, and as JSON.

use comfy_table::{ContentArrangement, Table, presets::UTF8_FULL_CONDENSED};
use serde_json::{Value, json};

use crate::domain::{publication::Finding, word::Word};

/// The width of the table, in characters.
const WIDTH: u16 = 150;

/// The findings as a table, with how many there are of each kind.
pub fn table(documents: usize, compared: usize, findings: &[Finding]) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(["Class", "Rule", "Where", "What"]);
    for finding in findings {
        let places: Vec<String> = finding.places.iter().map(ToString::to_string).collect();
        let rule = finding.rule.word().replace('_', " ");
        let rule = if finding.rule.is_remark() {
            format!("{rule} (remark)")
        } else {
            rule
        };
        table.add_row([
            finding.rule.class().word().to_owned(),
            rule,
            places.join("\n"),
            finding.how.clone(),
        ]);
    }
    let summary = summary(documents, compared, findings);
    if findings.is_empty() {
        format!("{summary}\n")
    } else {
        format!("{table}\n{summary}\n")
    }
}

/// How many contradictions and remarks there are, in a sentence.
fn summary(documents: usize, compared: usize, findings: &[Finding]) -> String {
    let remarks = findings.iter().filter(|finding| finding.rule.is_remark()).count();
    let contradictions = findings.len() - remarks;
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let found = format!(
        "{}: {}, {}",
        plural(documents, "document"),
        plural(contradictions, "contradiction"),
        plural(remarks, "remark")
    );
    match compared {
        0 => found,
        columns => format!("{found}; {columns} of their columns and cells were held against the register"),
    }
}

/// The findings as JSON.
pub fn json(findings: &[Finding]) -> String {
    let findings: Vec<Value> = findings.iter().map(finding).collect();
    format!("{:#}\n", json!({ "findings": findings }))
}

fn finding(finding: &Finding) -> Value {
    let places = finding.places.iter().map(|place| {
        json!({
            "document": place.document,
            "table": place.table,
            "row": place.row,
            "column": place.column,
            "statement": place.statement,
            "place": place.paragraph,
        })
    });
    json!({
        "class": finding.rule.class().word(),
        "rule": finding.rule.word(),
        "remark": finding.rule.is_remark(),
        "places": places.collect::<Vec<_>>(),
        "stated": finding.stated,
        "follows": finding.follows,
        "how": finding.how,
    })
}
