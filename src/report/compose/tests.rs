use super::*;
use crate::domain::word::Word;
use crate::report::{
    input::{Approval, Figures, SignOff},
    kind::Kind,
    testing::{input, outcome, procedure, published},
};

fn sentences_of(input: &Input) -> Vec<String> {
    let document = document(input).expect("a report");
    let sentences = document.sections.iter().flat_map(|section| &section.sentences);
    sentences.cloned().collect()
}

fn missing_of(input: &Input) -> Vec<String> {
    let document = document(input).expect("a report");
    document.missing.into_iter().map(|missing| missing.text).collect()
}

fn says(texts: &[String], text: &str) {
    assert!(
        texts.iter().any(|known| known == text),
        "{text:?} is not among {texts:#?}"
    );
}

/// SI 2006/1738 reg 13: the number, with its direction from the numbers.
#[test]
fn what_was_received_is_stated_beside_the_year_before() {
    let mut input = input();
    input.now = Figures::Whole(vec![procedure(&[("children_statutory", 156), ("informal", 60)])]);
    input.before = Some(Figures::Whole(vec![procedure(&[("children_statutory", 167)])]));
    let sentences = sentences_of(&input);
    says(
        &sentences,
        "156 statutory complaints were received, 11 fewer than in 2022/23 (a decrease of 6.6%).",
    );
    says(
        &sentences,
        "216 complaints of all kinds were received, 49 more than in 2022/23 (an increase of 29.3%).",
    );
}

#[test]
fn none_and_one_are_stated_in_their_own_words() {
    let mut input = input();
    input.before = None;
    input.now = Figures::Whole(vec![procedure(&[("informal", 1)])]);
    let sentences = sentences_of(&input);
    says(&sentences, "No statutory complaints were received.");
    says(&sentences, "1 complaint of any kind was received.");
    input.before = Some(Figures::Whole(vec![procedure(&[("children_statutory", 2)])]));
    let sentences = sentences_of(&input);
    says(
        &sentences,
        "No statutory complaints were received, down from 2 in 2022/23.",
    );
    says(
        &sentences,
        "1 complaint of any kind was received, 1 fewer than in 2022/23 (a decrease of 50%).",
    );
}

#[test]
fn a_rate_is_stated_with_its_numbers_and_in_percentage_points() {
    let mut input = input();
    input.now = Figures::Whole(vec![outcome(&[
        ("upheld", 10),
        ("partly_upheld", 55),
        ("not_upheld", 40),
    ])]);
    input.before = Some(Figures::Whole(vec![outcome(&[
        ("upheld", 60),
        ("not_upheld", 40),
    ])]));
    says(
        &sentences_of(&input),
        "Of the statutory complaints with a finding, 61.9% (65 of 105) were upheld wholly or partly, up 1.9 percentage \
         points from 60% in 2022/23.",
    );
}

/// A sentence for the public never tells what its table withholds, nor how it compares.
#[test]
fn what_is_withheld_is_not_stated() {
    let tables = || {
        vec![procedure(&[
            ("children_statutory", 3),
            ("informal", 4),
            ("corporate_code", 30),
        ])]
    };
    let mut input = input();
    input.before = Some(Figures::Whole(vec![procedure(&[("children_statutory", 20)])]));
    input.now = published(tables());
    let document = document(&input).expect("a report");
    says(
        &document.sections[0].sentences,
        "The number of statutory complaints received is withheld.",
    );
    assert_eq!(document.highlights[0].value, "[c]");
    says(
        &document.withheld,
        "Table 1, Complaints by procedure: 4 figures are withheld.",
    );
    let sheet = &document.sections[0].sheets[0];
    let marks: Vec<_> = sheet.rows.iter().map(|line| line.cells[0].mark()).collect();
    assert_eq!(marks, [Some("[c]"), None, Some("[c]")]);
}

/// The number of complaints without learning is one of complaints, so the public is not told a small one.
#[test]
fn complaints_without_learning_are_missed() {
    let mut input = input();
    input.learning.upheld_without_action = 3;
    says(
        &missing_of(&input),
        "No learning action is recorded for 3 complaints of the period that were upheld wholly or partly.",
    );
    input.now = published(vec![procedure(&[("children_statutory", 30)])]);
    says(
        &missing_of(&input),
        "No learning action is recorded for fewer than 5 complaints of the period that were upheld wholly or partly.",
    );
    input.learning.upheld_without_action = 1;
    input.now = Figures::Whole(Vec::new());
    says(
        &missing_of(&input),
        "No learning action is recorded for 1 complaint of the period that was upheld wholly or partly.",
    );
}

#[test]
fn what_nobody_wrote_or_approved_is_missed_until_it_is_there() {
    let mut input = input();
    input.texts.narrative.clear();
    input.sign_off = SignOff::default();
    let missing = missing_of(&input);
    says(
        &missing,
        "Nobody has written yet: how well the procedure works, and what will change.",
    );
    says(&missing, "No approval is recorded.");
    says(&missing, "No date of publication is recorded.");
    says(&missing, "No response of the governance body is recorded.");
    input
        .texts
        .narrative
        .insert("effectiveness".to_owned(), "Well.".to_owned());
    input.sign_off.approvals = vec![Approval {
        by: "Scrutiny board".to_owned(),
        on: None,
    }];
    let missing = missing_of(&input);
    says(&missing, "The approval of Scrutiny board is still to come.");
    assert!(
        !missing
            .iter()
            .any(|text| text.contains("how well the procedure works"))
    );
}

/// No section passes in silence: what a report cannot show is on its list.
#[test]
fn every_section_without_anything_is_missed() {
    for kind in Kind::ALL {
        let mut input = input();
        input.kind = *kind;
        input.now = Figures::Whole(Vec::new());
        input.before = None;
        input.texts.narrative.clear();
        input.sign_off = SignOff::default();
        let Some(document) = document(&input) else {
            assert_eq!(*kind, Kind::Weekly);
            continue;
        };
        for section in &document.sections {
            let is_missed = document
                .missing
                .iter()
                .any(|missing| missing.section == section.number);
            assert!(is_missed, "{kind:?}: {} is empty and not missed", section.title);
        }
        let there = document
            .checklist
            .iter()
            .filter(|item| item.state == "Yes")
            .count();
        assert_eq!(there, 1, "{kind:?}: only the period is there");
    }
}

#[test]
fn a_row_of_last_year_that_is_gone_is_shown_as_nothing() {
    let mut input = input();
    input.now = Figures::Whole(vec![procedure(&[("informal", 7)])]);
    input.before = Some(Figures::Whole(vec![procedure(&[("children_statutory", 2)])]));
    let document = document(&input).expect("a report");
    let sheet = &document.sections[0].sheets[0];
    let shown = |line: &crate::report::document::Line| -> Vec<String> {
        let cells = line.cells.iter().zip(&sheet.columns);
        cells.map(|(cell, column)| cell.shown(column.unit)).collect()
    };
    let rows: Vec<Vec<String>> = sheet.rows.iter().map(shown).collect();
    assert_eq!(rows, [["7", "0", "100%"], ["0", "2", "[z]"]]);
    assert_eq!(sheet.columns[1].name, "Received, 2022/23");
    let total = sheet.total.as_ref().expect("a total");
    assert_eq!(shown(total), ["7", "2", "100%"]);
}

#[test]
fn empty_lines_part_paragraphs() {
    assert_eq!(paragraphs("One\nline.\n\n \n Two. \n"), ["One line.", "Two."]);
    assert!(paragraphs(" \n\n").is_empty());
}
