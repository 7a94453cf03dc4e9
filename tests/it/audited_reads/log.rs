//! What the log of reads says, to whom, and that nobody changes it in silence.

use redress::{
    api::wire::{self, ErrorReason, View},
    app::verification::read_reads_dump,
    domain::access::Role,
    store::{
        Dialect,
        read_log::{ReadFault, ReadsVerdict, verify_reads},
    },
};
use tokio::task::JoinSet;
use tonic::{Code, Request};

use super::{SEALED, calls, elsewhere};
use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    caller::Caller,
    contents::{rows, texts},
    for_each_register,
    refused::{invalid, refused},
};

async fn reads(caller: &Caller, parent: &str, record: &str, size: i32) -> Vec<wire::SealedRead> {
    let mut request = wire::ListReadsRequest {
        parent: parent.to_owned(),
        record: record.to_owned(),
        page_size: size,
        ..wire::ListReadsRequest::default()
    };
    let mut found = Vec::new();
    loop {
        let page = caller
            .reads()
            .list_reads(request.clone())
            .await
            .expect("a page")
            .into_inner();
        found.extend(page.reads);
        if page.next_page_token.is_empty() {
            return found;
        }
        request.page_token = page.next_page_token;
    }
}

async fn read_in_full(
    caller: &Caller,
    name: &str,
    purpose: Option<&str>,
) -> Result<wire::Representation, tonic::Status> {
    let mut request = Request::new(wire::GetRepresentationRequest {
        name: name.to_owned(),
        view: View::Full.into(),
    });
    if let Some(purpose) = purpose {
        let said = purpose.parse().expect("metadata");
        request.metadata_mut().insert("redress-purpose", said);
    }
    let answer = caller.representations().get_representation(request).await;
    answer.map(tonic::Response::into_inner)
}

/// UK GDPR Article 5(2): the council can show who has read what about a child, and what for.
#[tokio::test]
async fn who_read_what_is_told_to_auditors_and_admins_alone() {
    for_each_register(async |register| {
        let calls = calls(register).await;
        let officer = register.officer();
        for call in &calls {
            officer
                .call(&call.path, call.message.clone())
                .await
                .expect("an answer");
        }
        let name = &calls[0].name;
        read_in_full(&officer, name, Some("stage-2-review"))
            .await
            .expect("the record");
        for bad in ["Alex Invented", "-", "x".repeat(61).as_str()] {
            let found = invalid(read_in_full(&officer, name, Some(bad)).await);
            assert_eq!(found.paths(), ["redress-purpose"]);
        }
        officer.get(name, View::Basic).await.expect("coded facts");
        for role in [Role::Auditor, Role::Admin] {
            let found = reads(&register.client(role), NORTHWICK, "", 2).await;
            assert_eq!(
                found.len(),
                calls.len() + 1,
                "a read in the view BASIC is none, nor is a refused one"
            );
            for ((read, call), number) in found.iter().zip(&calls).zip(1..) {
                assert_eq!((read.number, read.method.as_str()), (number, call.method));
                let view = if call.method == "LookUpRepresentations" {
                    "look_up"
                } else {
                    "full"
                };
                assert_eq!((read.client.as_str(), read.view.as_str()), ("officer", view));
                let for_officer = if call.method == "ExportSubject" {
                    "manager"
                } else {
                    ""
                };
                assert_eq!(read.officer, for_officer, "{}", call.method);
                assert_eq!(read.records.len(), 1);
                assert_eq!(read.records[0].name, call.name);
                assert!(!read.records[0].fields.is_empty(), "{}", call.method);
            }
            assert_eq!(found[0].records[0].fields, ["complainant", "narrative"]);
            assert_eq!(found.last().expect("a read").purpose, "stage-2-review");
            let of_record = reads(&register.client(role), NORTHWICK, name, 1).await;
            let numbers: Vec<i64> = of_record.iter().map(|read| read.number).collect();
            assert_eq!(numbers, [1, 6, 7, 8]);
        }
        assert!(
            !rows(register.scratch, "sealed_read")
                .await
                .concat()
                .contains(SEALED)
        );
        for role in [Role::Intake, Role::Officer, Role::Analyst, Role::Benchmark] {
            let request = wire::ListReadsRequest {
                parent: NORTHWICK.to_owned(),
                ..Default::default()
            };
            let found = refused(register.client(role).reads().list_reads(request).await);
            assert_eq!(found.reason, ErrorReason::RoleNotPermitted);
        }
        let other = register.client_of(SOUTHMERE, Role::Auditor);
        let request = wire::ListReadsRequest {
            parent: NORTHWICK.to_owned(),
            ..Default::default()
        };
        assert_eq!(
            refused(other.reads().list_reads(request).await).code,
            Code::NotFound
        );
        let request = wire::ListReadsRequest {
            parent: NORTHWICK.to_owned(),
            record: "authorities/southmere/representations/1".to_owned(),
            ..Default::default()
        };
        let found = register.client(Role::Auditor).reads().list_reads(request).await;
        assert_eq!(invalid(found).paths(), ["record"]);
    })
    .await;
}

/// What is not sealed is counted.
#[tokio::test]
async fn reads_of_coded_facts_are_counted() {
    for_each_register(async |register| {
        let calls = calls(register).await;
        let officer = register.officer();
        let counts = async || {
            let request = wire::CountReadsRequest {
                parent: NORTHWICK.to_owned(),
            };
            let auditor = register.client(Role::Auditor);
            let answer = auditor
                .reads()
                .count_reads(request)
                .await
                .expect("counts")
                .into_inner();
            let of = answer
                .counts
                .into_iter()
                .find(|count| count.method == "GetRepresentation");
            of.map_or((0, 0), |count| (count.calls, count.sealed_reads))
        };
        assert_eq!(counts().await, (0, 0));
        for _ in 0..3 {
            officer
                .get(&calls[0].name, View::Basic)
                .await
                .expect("the record");
        }
        officer.get(&calls[0].name, View::Full).await.expect("the record");
        assert_eq!(counts().await, (4, 1));
        assert_eq!(
            register.scratch.number("SELECT count(*) FROM sealed_read").await,
            1
        );
    })
    .await;
}

/// Many reads share a commit, on several servers at once, and each log stays whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_that_come_together_share_commits() {
    const READS: usize = 240;
    for_each_register(async |register| {
        let calls = calls(register).await;
        let southmere = register.client_of(SOUTHMERE, Role::Officer);
        let other = southmere
            .representations()
            .register_representation(elsewhere(SOUTHMERE))
            .await;
        let other = other.expect("a complaint").into_inner().name;
        let mut callers = vec![register.officer()];
        let second = match register.scratch.database.dialect() {
            Dialect::Postgres => Some(register.another_server().await),
            Dialect::Sqlite => None,
        };
        if let Some((address, _stop)) = &second {
            callers.push(register.officer().on(crate::harness::connect(*address).await));
        }
        let mut tasks = JoinSet::new();
        for number in 0..READS {
            let caller = callers[number % callers.len()].clone();
            let call = &calls[number % calls.len()];
            let (path, message) = (call.path.clone(), call.message.clone());
            let tells = call.tells.clone();
            tasks.spawn(async move {
                let bytes = caller.call(&path, message).await.expect("an answer");
                bytes
                    .windows(tells.len())
                    .any(|window| window == tells.as_bytes())
            });
            if number % 4 == 0 {
                let (southmere, other) = (southmere.clone(), other.clone());
                tasks.spawn(async move {
                    let read = read_in_full(&southmere, &other, None).await.expect("the record");
                    read.narrative == SEALED
                });
            }
        }
        while let Some(told) = tasks.join_next().await {
            assert!(told.expect("no panic"));
        }
        let of = |name: &str| format!("SELECT count(*) FROM sealed_read WHERE authority = '{name}'");
        let (north, south) = (
            register.scratch.number(&of("northwick")).await,
            register.scratch.number(&of("southmere")).await,
        );
        assert_eq!((north, south), (240, 60));
        let commits = register.app().reads_commits();
        assert!(commits < 200, "{commits} commits for {} reads", READS + READS / 4);
        println!(
            "{} reads were recorded in {commits} commits of the first server",
            READS + READS / 4
        );
        for (authority, verdict) in verify_reads(&register.scratch.database).await.expect("verdicts") {
            let number = match authority.as_str() {
                "northwick" => north,
                "southmere" => south,
                _ => 0,
            };
            assert_eq!(verdict, ReadsVerdict::Whole { number });
        }
    })
    .await;
}

/// Edits by somebody with the database's password, and what each is found as.
const EDITS: [(&str, i64, ReadFault); 12] = [
    (
        "UPDATE sealed_read SET client = 'nobody' WHERE number = 2",
        2,
        ReadFault::Hash,
    ),
    (
        "UPDATE sealed_read SET method = 'GetCase' WHERE number = 1",
        1,
        ReadFault::Hash,
    ),
    (
        "UPDATE sealed_read SET view = 'basic' WHERE number = 3",
        3,
        ReadFault::Hash,
    ),
    (
        "UPDATE sealed_read SET purpose = 'other' WHERE number = 4",
        4,
        ReadFault::Hash,
    ),
    (
        "UPDATE sealed_read SET officer = 'manager' WHERE number = 2",
        2,
        ReadFault::Hash,
    ),
    (
        "UPDATE sealed_read SET records = '[]' WHERE number = 5",
        5,
        ReadFault::Hash,
    ),
    (
        "UPDATE sealed_read SET recorded_at = '2026-05-31T10:30:00.123456Z' WHERE number = 2",
        2,
        ReadFault::Hash,
    ),
    (
        "UPDATE sealed_read SET previous_hash = hash WHERE number = 3",
        3,
        ReadFault::Link,
    ),
    ("DELETE FROM sealed_read WHERE number = 2", 2, ReadFault::Missing),
    ("DELETE FROM sealed_read WHERE number = 5", 5, ReadFault::Head),
    (
        "DELETE FROM sealed_read_record WHERE number = 4",
        4,
        ReadFault::Lookup,
    ),
    ("DELETE FROM sealed_read_head", 5, ReadFault::Head),
];

fn unprotected(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => {
            "DROP TRIGGER sealed_read_is_not_changed; DROP TRIGGER sealed_read_is_not_removed;
             DROP TRIGGER sealed_read_record_is_not_removed"
        }
        Dialect::Postgres => {
            "DROP TRIGGER sealed_read_is_append_only ON sealed_read;
             DROP TRIGGER sealed_read_record_is_append_only ON sealed_read_record"
        }
    }
}

async fn verdict(register: &Register<'_>) -> ReadsVerdict {
    let logs = verify_reads(&register.scratch.database).await.expect("verdicts");
    let found = logs
        .into_iter()
        .find(|(authority, _)| authority.as_str() == "northwick");
    found.expect("the log").1
}

#[tokio::test]
async fn the_log_of_reads_is_not_changed_in_silence() {
    for (edit, number, fault) in EDITS {
        for_each_register(async |register| {
            let officer = register.officer();
            let about = officer
                .representations()
                .register_representation(elsewhere(NORTHWICK))
                .await;
            let name = about.expect("a complaint").into_inner().name;
            for _ in 0..5 {
                read_in_full(&officer, &name, Some("casework"))
                    .await
                    .expect("the record");
            }
            assert_eq!(verdict(register).await, ReadsVerdict::Whole { number: 5 });
            let refused = register.scratch.meddle(edit).await;
            if !edit.contains("sealed_read_head") {
                assert!(refused.is_err(), "the database itself refuses: {edit}");
                let dialect = register.scratch.database.dialect();
                register
                    .scratch
                    .meddle(unprotected(dialect))
                    .await
                    .expect("no triggers");
                register.scratch.meddle(edit).await.expect(edit);
            }
            assert_eq!(
                verdict(register).await,
                ReadsVerdict::Broken { number, fault },
                "{edit}"
            );
        })
        .await;
    }
}

/// A dump is checked without the register; the SQL is that of docs/audited-reads.md.
#[tokio::test]
async fn a_dump_of_the_log_of_reads_is_checked_alone() {
    let page = include_str!("../../../docs/audited-reads.md");
    for_each_register(async |register| {
        let officer = register.officer();
        for call in &calls(register).await {
            officer
                .call(&call.path, call.message.clone())
                .await
                .expect("an answer");
        }
        let fence = match register.scratch.database.dialect() {
            Dialect::Sqlite => "```sql sqlite\n",
            Dialect::Postgres => "```sql postgresql\n",
        };
        let text = page.split(fence).nth(1).and_then(|rest| rest.split("```").next());
        let lines = texts(
            register.scratch,
            text.expect("the SQL of the page").trim().trim_end_matches(';'),
        )
        .await;
        let checked = read_reads_dump(lines.join("\n").as_bytes()).expect("a dump");
        assert_eq!(checked.len(), 1);
        assert_eq!((checked[0].entries, checked[0].fault), (7, None));
        for (line, byte) in lines.iter().enumerate().flat_map(|(line, text)| {
            let places = (0..text.len()).step_by(7);
            places.map(move |byte| (line, byte))
        }) {
            let mut changed: Vec<Vec<u8>> = lines.iter().map(|line| line.clone().into_bytes()).collect();
            changed[line][byte] ^= 1;
            let checked = read_reads_dump(changed.join(&b'\n').as_slice()).expect("a dump");
            let wrong = checked.iter().any(|log| log.fault.is_some());
            assert!(wrong, "byte {byte} of line {line} of {}", lines[line]);
        }
    })
    .await;
}
