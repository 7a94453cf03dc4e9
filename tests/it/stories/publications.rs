//! Published tables are held against themselves and against the register.

use std::fs;

use clap::Parser;
use redress::{
    api::wire::{self, Procedure, PublicationClass, PublishedStatementKind},
    cli::check::{self, Check},
    domain::access::Role,
};
use tonic::Code;

use crate::harness::{
    NORTHWICK, Register,
    build::complaint,
    day, for_each_register,
    refused::{invalid, refused},
};

fn header(label: &str) -> wire::PublishedHeader {
    wire::PublishedHeader {
        label: label.to_owned(),
        ..wire::PublishedHeader::default()
    }
}

fn row(label: &str, values: &[&str]) -> wire::PublishedRow {
    wire::PublishedRow {
        header: Some(header(label)),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

/// The complaints of a year by procedure, as a council would print them.
fn report(children: &str, total: &str) -> wire::PublishedDocument {
    wire::PublishedDocument {
        id: "annual".to_owned(),
        year: "2025/26".to_owned(),
        tables: vec![wire::PublishedTable {
            id: "1".to_owned(),
            measure: "representations_received".to_owned(),
            by: "procedure".to_owned(),
            columns: vec![header("2025/26")],
            rows: vec![
                row("children_statutory", &[children]),
                row("corporate_code", &["1"]),
                row("Total", &[total]),
            ],
            ..wire::PublishedTable::default()
        }],
        ..wire::PublishedDocument::default()
    }
}

async fn check(
    register: &Register<'_>,
    role: Role,
    documents: Vec<wire::PublishedDocument>,
) -> Result<wire::CheckPublicationResponse, tonic::Status> {
    let request = wire::CheckPublicationRequest {
        parent: NORTHWICK.to_owned(),
        documents,
    };
    let answer = register
        .client(role)
        .statistics()
        .check_publication(request)
        .await;
    answer.map(tonic::Response::into_inner)
}

async fn given_three_complaints(register: &Register<'_>) {
    let officer = register.officer();
    for procedure in [
        Procedure::ChildrenStatutory,
        Procedure::ChildrenStatutory,
        Procedure::CorporateCode,
    ] {
        let registered = officer.register(complaint(procedure, day(2025, 10, 1))).await;
        registered.expect("a registration");
    }
}

/// SI 2006/1738 regulation 13: the annual report is drawn up from what was recorded.
#[tokio::test]
async fn a_report_that_says_what_the_register_says() {
    for_each_register(async |register| {
        given_three_complaints(register).await;
        for role in [Role::Officer, Role::Analyst, Role::Auditor] {
            let answer = check(register, role, vec![report("2", "3")])
                .await
                .expect("an answer");
            assert_eq!(answer.findings, []);
            assert_eq!(answer.compared.len(), 1);
            assert!(answer.position > 3);
        }
    })
    .await;
}

#[tokio::test]
async fn a_report_that_the_register_contradicts() {
    for_each_register(async |register| {
        given_three_complaints(register).await;
        let answer = check(register, Role::Analyst, vec![report("4", "5")]).await;
        let found = answer.expect("an answer").findings;
        let told: Vec<(PublicationClass, &str, &str, &str)> = found
            .iter()
            .map(|finding| {
                let row = finding.places[0].row.as_str();
                (
                    finding.class(),
                    row,
                    finding.stated.as_str(),
                    finding.follows.as_str(),
                )
            })
            .collect();
        let register = PublicationClass::Register;
        assert_eq!(
            told,
            [
                (register, "children_statutory", "4", "2"),
                (register, "Total", "5", "3")
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_report_that_contradicts_itself() {
    for_each_register(async |register| {
        given_three_complaints(register).await;
        let mut document = report("2", "4");
        document.statements = vec![wire::PublishedStatement {
            kind: PublishedStatementKind::Change.into(),
            from: "157".to_owned(),
            to: "177".to_owned(),
            says: "a decrease".to_owned(),
            ..wire::PublishedStatement::default()
        }];
        let found = check(register, Role::Officer, vec![document])
            .await
            .expect("an answer")
            .findings;
        let rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["total", "direction", "register"]);
        assert_eq!(
            found[1].how,
            "from 157 to 177 is an increase (+20, +12.7%), and \"a decrease\" is stated."
        );
    })
    .await;
}

/// The report of another council says nothing of this register.
#[tokio::test]
async fn the_report_of_another_council() {
    for_each_register(async |register| {
        given_three_complaints(register).await;
        let mut document = report("4", "5");
        document.council = "Elsewhere".to_owned();
        let answer = check(register, Role::Analyst, vec![document])
            .await
            .expect("an answer");
        assert_eq!((answer.findings.len(), answer.compared.len()), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_or_counted() {
    for_each_register(async |register| {
        let mut document = report("2", "3");
        document.year = "soon".to_owned();
        document.tables[0].rows[0].values.push("7".to_owned());
        document.statements = vec![wire::PublishedStatement::default()];
        let found = invalid(check(register, Role::Officer, vec![document]).await);
        let expected = [
            "documents[0].year",
            "documents[0].tables[0].rows[0].values",
            "documents[0].statements[0].kind",
        ];
        assert_eq!(found.paths(), expected);
        let mut document = report("2", "3");
        document.tables[0].filters = vec![wire::PublishedFilter {
            dimension: "weather".to_owned(),
            values: vec!["rain".to_owned()],
        }];
        let found = invalid(check(register, Role::Officer, vec![document]).await);
        assert_eq!(found.paths(), ["documents[0].tables[0].filters[0].dimension"]);
        let twice = vec![report("2", "3"), report("2", "3")];
        let found = invalid(check(register, Role::Officer, twice).await);
        assert_eq!(found.paths(), ["documents[1].id"]);
        let many = vec![report("2", "3"); 21];
        let found = invalid(check(register, Role::Officer, many).await);
        assert_eq!(found.about("documents"), "must hold at most 20, not 21");
        let intake = check(register, Role::Intake, vec![report("2", "3")]).await;
        assert_eq!(refused(intake).code, Code::PermissionDenied);
    })
    .await;
}

/// The command line of `redress check`.
#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Check,
}

/// Runs `redress check`; what it ends with.
async fn run(words: &[&str]) -> Result<(), String> {
    let words = [&["check"], words].concat();
    let Line { args } = Line::try_parse_from(words).map_err(|error| error.to_string())?;
    check::run(args).await.map_err(|error| error.to_string())
}

/// The command finds by a server what it finds by itself, and what the register says besides.
#[tokio::test]
async fn the_command_asks_a_server() {
    for_each_register(async |register| {
        given_three_complaints(register).await;
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).display().to_string();
        fs::write(at("token"), register.secret_of(NORTHWICK, Role::Analyst)).expect("a token");
        let text = "document,id=annual,year=2025/26\n\
            table,id=1,measure=representations_received\ncolumns,procedure,2025/26\n\
            row,children_statutory,4\nrow,corporate_code,1\nrow,Total,5\n";
        fs::write(at("report.csv"), text).expect("a report");
        let (report, token, server) = (
            at("report.csv"),
            at("token"),
            format!("http://{}", register.address),
        );
        let by_server = [
            "--authority",
            "northwick",
            "--token-file",
            &token,
            "--server",
            &server,
        ];

        assert_eq!(run(&[&report]).await, Ok(()));
        let said = run(&[&[report.as_str()], &by_server[..]].concat()).await;
        assert_eq!(said, Err("2 contradictions were found".to_owned()));

        let copies = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/data/published/s003-cyp-coventry-childrens-2023-24.json"
        );
        let alone = run(&[copies, "--json"]).await;
        assert_eq!(run(&[&[copies, "--json"], &by_server[..]].concat()).await, alone);
        assert!(alone.is_err_and(|said| said.ends_with("contradictions were found")));
    })
    .await;
}
