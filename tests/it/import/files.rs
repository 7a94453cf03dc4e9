//! `redress import` on files.

use std::{fs, path::PathBuf};

use redress::api::wire::{ClockName, Finding, State, View};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{events, import_file, outcomes, results, with_reference};
use crate::{
    harness::{Register, build::clock_of, day, for_each_register},
    projections::check_rebuild,
};

const MAPPING: &str = r#"
dates = ["%d/%m/%Y"]
separator = "|"

[defaults]
kind = "complaint"
procedure = "children statutory"
made_by = "parent_or_carer"
withdrawal_reason = "not_stated"

[columns]
reference = "Ref"
received_date = "Received"
service = "Service"
method = "How"
concerns = "Concerns"
narrative = "Story"
"complainant.full_name" = "Name"
"stage1.acknowledged_date" = "Ack"
"stage1.told_due_date" = "Told due"
"stage1.findings" = "Findings 1"
"stage1.response_date" = "Answered 1"
"stage2.requested_date" = "Asked 2"
"stage2.told_due_date" = "Told due 2"
"stage2.told_date" = "Told 2"
"stage2.finding" = "Finding 2"
"stage2.response_date" = "Answered 2"
withdrawn_date = "Withdrawn"

[values.finding]
"Partly" = "partly upheld"

[values.findings]
"Yes" = "upheld"
"No" = "not upheld"

[values.service]
"Kids" = "childrens"
"#;

const HEADINGS: &str = "Ref,Received,Service,How,Concerns,Story,Name,Ack,Told due,Findings 1,Answered 1,Asked 2,\
                        Told due 2,Told 2,Finding 2,Answered 2,Withdrawn";
/// Answered at stage 1, and again at stage 2.
const TWICE: &str = "OLD/17,08/01/2024,Kids,email,Delay|staff,\"It was late, they say.\",Person A,10/01/2024,\
                     26/01/2024,Yes|No,22/01/2024,01/02/2024,01/05/2024,05/02/2024,Partly,01/03/2024,";
/// Withdrawn.
const WITHDRAWN: &str = "OLD/18,15/01/2024,Kids,letter,delay,,,,,,,,,,,,20/01/2024";

fn write(register: &Register<'_>, name: &str, text: &str) -> PathBuf {
    let path = register.scratch.folder.path().join(name);
    fs::write(&path, text).expect("a file");
    path
}

fn mapping(register: &Register<'_>) -> String {
    write(register, "mapping.toml", MAPPING).display().to_string()
}

fn csv(register: &Register<'_>, rows: &[&str]) -> PathBuf {
    let text = format!("{HEADINGS}\n{}\n", rows.join("\n"));
    write(register, "cases.csv", &text)
}

/// The deadline that a complainant was told is a fact; it stays beside the one that follows from policy (SI 2006/1738
/// reg 14: 10 working days at stage 1).
#[tokio::test]
async fn cases_come_in_from_csv_and_keep_what_was_told() {
    for_each_register(async |register| {
        let (file, mapping) = (csv(register, &[TWICE, WITHDRAWN]), mapping(register));
        let mapped = ["--mapping", &mapping];
        let before = events(register).await;

        let dry = [&mapped[..], &["--dry-run"]].concat();
        import_file(register, &file, &dry).await.expect("a dry run");
        assert_eq!(outcomes(&file), ["would_be_imported", "would_be_imported"]);
        assert_eq!(events(register).await, before, "a dry run changes nothing");

        import_file(register, &file, &mapped).await.expect("an import");
        let told = results(&file);
        assert_eq!(outcomes(&file), ["imported", "imported"]);
        assert_eq!(told[0].0, 2, "the row of the sheet");
        assert_eq!(events(register).await, before + 2, "an event a case");

        let officer = register.officer();
        let twice = with_reference(&officer, "OLD/17").await;
        assert_eq!(told[0].2["name"], twice.name);
        assert!(twice.imported);
        assert_eq!(
            (twice.state(), twice.finding()),
            (State::Answered, Finding::PartlyUpheld)
        );
        let first = clock_of(&twice, ClockName::Response, 1);
        assert_eq!(first.told_due_date, Some(day(2024, 1, 26)), "as it was told");
        assert_eq!(first.due_date, Some(day(2024, 1, 22)), "as it is computed");
        let second = clock_of(&twice, ClockName::Response, 2);
        assert_eq!(second.told_due_date, Some(day(2024, 5, 1)));
        assert_eq!(second.due_date, Some(day(2024, 3, 7)), "25 working days");
        let full = officer.get(&twice.name, View::Full).await.expect("the record");
        assert_eq!(full.narrative, "It was late, they say.");
        let withdrawn = with_reference(&officer, "OLD/18").await;
        assert_eq!(withdrawn.state(), State::Withdrawn);

        import_file(register, &file, &mapped)
            .await
            .expect("the same again");
        assert_eq!(outcomes(&file), ["already_there", "already_there"]);
        assert_eq!(results(&file)[0].2["name"], twice.name);
        assert_eq!(events(register).await, before + 2, "nothing is doubled");
        check_rebuild(register.scratch).await;
    })
    .await;
}

/// However the same case is written, it is the same row: it comes in once.
#[tokio::test]
async fn a_workbook_and_json_lines_say_the_same_as_csv() {
    for_each_register(async |register| {
        let (file, mapping) = (csv(register, &[TWICE]), mapping(register));
        let mapped = ["--mapping", mapping.as_str(), "--skip-dry-run"];
        import_file(register, &file, &mapped).await.expect("an import");
        let before = events(register).await;

        let book = workbook(register);
        import_file(register, &book, &mapped).await.expect("a workbook");
        assert_eq!(outcomes(&book), ["already_there"]);

        let flat = r#"{"Ref":"OLD/17","Received":"2024-01-08","Service":"Kids","How":"email",
            "Concerns":["Delay","staff"],"Story":"It was late, they say.","Name":"Person A","Ack":"10/01/2024",
            "Told due":"2024-01-26","Findings 1":["Yes","No"],"Answered 1":"2024-01-22","Asked 2":"2024-02-01",
            "Told due 2":"2024-05-01","Told 2":"2024-02-05","Finding 2":"Partly","Answered 2":"2024-03-01"}"#;
        let flat = write(register, "flat.jsonl", &(flat.replace('\n', " ") + "\n"));
        import_file(register, &flat, &mapped).await.expect("flat JSON Lines");
        assert_eq!(outcomes(&flat), ["already_there"]);

        let message = r#"{"representation":{"external_reference":"OLD/17","kind":"KIND_COMPLAINT",
            "procedure":"PROCEDURE_CHILDREN_STATUTORY","received_date":"2024-01-08","service":"childrens",
            "method":"email","made_by":"parent_or_carer","concerns":[{"category":"Delay"},{"category":"staff"}],
            "narrative":"It was late, they say.","complainant":{"full_name":"Person A"}},"steps":[
            {"acknowledge":{"acknowledged_date":"2024-01-10","told_due_date":"2024-01-26"}},
            {"record_findings":{"stage":1,"findings":[{"concern":1,"finding":"FINDING_UPHELD"},
              {"concern":2,"finding":"FINDING_NOT_UPHELD"}]}},
            {"conclude_stage":{"stage":1,"concluded_date":"2024-01-22"}},
            {"escalate":{"requested_date":"2024-02-01"}},
            {"tell_deadline":{"told":{"clock":"CLOCK_NAME_RESPONSE","stage":2,"due_date":"2024-05-01",
              "told_date":"2024-02-05"}}},
            {"record_findings":{"stage":2,"findings":[{"concern":1,"finding":"FINDING_PARTLY_UPHELD"},
              {"concern":2,"finding":"FINDING_PARTLY_UPHELD"}]}},
            {"conclude_stage":{"stage":2,"concluded_date":"2024-03-01"}}]}"#;
        let message = write(register, "message.jsonl", &(message.replace('\n', " ") + "\n"));
        import_file(register, &message, &["--skip-dry-run"]).await.expect("JSON Lines of messages");
        assert_eq!(outcomes(&message), ["already_there"]);
        assert_eq!(events(register).await, before, "once");
    })
    .await;
}

/// The case of [`TWICE`] as a workbook has it: dates are dates, and some cells are not there.
fn workbook(register: &Register<'_>) -> PathBuf {
    let path = register.scratch.folder.path().join("cases.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let as_date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, heading) in (0..).zip(HEADINGS.split(',')) {
        sheet.write(0, column, heading).expect("a heading");
    }
    let story = TWICE.split('"').nth(1).expect("the story");
    let cells = TWICE.replace(&format!("\"{story}\""), "STORY");
    for (column, cell) in (0..).zip(cells.split(',')) {
        let parts: Vec<&str> = cell.split('/').collect();
        match parts[..] {
            [day, month, year] => {
                let part = |text: &str| text.parse::<u8>().expect("a number");
                let year = year.parse().expect("a year");
                let date = ExcelDateTime::from_ymd(year, part(month), part(day)).expect("a date");
                sheet
                    .write_with_format(1, column, &date, &as_date)
                    .expect("a cell");
            }
            _ if cell == "STORY" => {
                sheet.write(1, column, story).expect("a cell");
            }
            _ if cell.is_empty() => {}
            _ => {
                sheet.write(1, column, cell).expect("a cell");
            }
        }
    }
    book.save(&path).expect("a workbook");
    path
}

/// What cannot be read and what the register refuses are told alike, and nothing comes in unless that is said.
#[tokio::test]
async fn bad_rows_are_told_before_anything_comes_in() {
    for_each_register(async |register| {
        let unread = TWICE.replace("OLD/17", "OLD/20").replace("08/01/2024", "January");
        let refused = TWICE.replace("OLD/17", "OLD/21").replace(",Kids,", ",Kites,");
        // The answer at stage 2 is dated before the request for it (SI 2006/1738 reg 17).
        let out_of_order = TWICE
            .replace("OLD/17", "OLD/22")
            .replace("01/03/2024", "30/01/2024");
        let without = TWICE.replace("OLD/17", "");
        let rows = [TWICE, &unread, &refused, &out_of_order, TWICE, &without];
        let (file, mapping) = (csv(register, &rows), mapping(register));
        let mapped = ["--mapping", mapping.as_str()];
        let before = events(register).await;
        let told = import_file(register, &file, &mapped).await;
        assert_eq!(told, Err("5 rows are refused; nothing was imported".to_owned()));
        assert_eq!(events(register).await, before);

        let results = results(&file);
        let problem = |row: usize| {
            let problem = &results[row].2["problems"][0];
            let text = |key: &str| problem[key].as_str().expect("a text").to_owned();
            (text("field"), text("description"))
        };
        assert_eq!(results[0].1, "would_be_imported");
        let unread = "\"January\" is no date as the mapping writes them (column \"Received\")";
        assert_eq!(problem(1), ("received_date".to_owned(), unread.to_owned()));
        assert_eq!(problem(2).0, "representation.service");
        assert_eq!(problem(2).1, "is not in the list services");
        assert_eq!(
            problem(3).0,
            "steps[6]",
            "the seventh step is the one that is wrong"
        );
        assert_eq!(
            problem(4),
            ("reference".to_owned(), "row 2 has the same one".to_owned())
        );
        assert_eq!(problem(5), ("reference".to_owned(), "must be given".to_owned()));

        let with_yes = [&mapped[..], &["--yes"]].concat();
        let told = import_file(register, &file, &with_yes).await;
        assert_eq!(
            told,
            Err("5 rows are refused; the others were imported".to_owned())
        );
        assert_eq!(events(register).await, before + 1);
    })
    .await;
}

/// A mapping that names what is not there is refused before any row.
#[tokio::test]
async fn a_mapping_must_fit() {
    for_each_register(async |register| {
        let file = csv(register, &[TWICE]);
        let no_field = write(register, "no-field.toml", "[columns]\nreferrence = \"Ref\"\n");
        let told = import_file(
            register,
            &file,
            &["--mapping", no_field.to_str().expect("a path")],
        )
        .await;
        assert!(
            told.clone()
                .is_err_and(|told| told.contains("columns.referrence is no field")),
            "{told:?}"
        );
        let no_column = write(register, "no-column.toml", "[columns]\nreference = \"Case\"\n");
        let told = import_file(
            register,
            &file,
            &["--mapping", no_column.to_str().expect("a path")],
        )
        .await;
        assert!(
            told.clone()
                .is_err_and(|told| told.contains("lacks these columns: Case")),
            "{told:?}"
        );
        let told = import_file(register, &file, &[]).await;
        assert!(
            told.clone()
                .is_err_and(|told| told.contains("no --mapping says what they hold")),
            "{told:?}"
        );
    })
    .await;
}
