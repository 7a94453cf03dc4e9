//! The log of reads fails at each of its points, under every method that opens what is sealed.

use std::time::Duration;

use redress::{
    api::wire::ErrorReason,
    store::{
        Dialect,
        read_log::{ReadsVerdict, verify_reads},
    },
};
use tokio::time::timeout;
use tonic::Code;

use super::{Call, calls};
use crate::{
    databases::for_all,
    harness::{Register, for_each_register, refused::Refused},
};

/// Rounds of every method under every fault; the campaign asks for more.
fn rounds() -> usize {
    let asked = std::env::var("REDRESS_TEST_READ_ROUNDS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(6)
}

/// A point at which the log of reads fails: what makes it fail, and what mends it.
struct Fault {
    point: &'static str,
    breaks: Vec<String>,
    mends: Vec<String>,
}

fn faults(dialect: Dialect) -> Vec<Fault> {
    let mut faults = vec![
        refusing(dialect, "the entry is refused", "INSERT", "sealed_read"),
        refusing(
            dialect,
            "what it is looked up by is refused",
            "INSERT",
            "sealed_read_record",
        ),
        refusing(dialect, "the head is not moved", "UPDATE", "sealed_read_head"),
        Fault {
            point: "the commit is refused",
            breaks: refused_commit(dialect),
            mends: match dialect {
                Dialect::Sqlite => texts(&[
                    "DROP TRIGGER planted",
                    "DROP TABLE planted_child",
                    "DROP TABLE planted_parent",
                ]),
                Dialect::Postgres => texts(&["DROP TRIGGER planted ON sealed_read", "DROP FUNCTION planted"]),
            },
        },
    ];
    for table in ["sealed_read_head", "sealed_read", "sealed_read_record"] {
        faults.push(Fault {
            point: "a table is not there",
            breaks: vec![format!("ALTER TABLE {table} RENAME TO mislaid")],
            mends: vec![format!("ALTER TABLE mislaid RENAME TO {table}")],
        });
    }
    faults
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn refusing(dialect: Dialect, point: &'static str, what: &str, table: &str) -> Fault {
    let (breaks, mends) = match dialect {
        Dialect::Sqlite => (
            vec![format!(
                "CREATE TRIGGER planted BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'planted'); END"
            )],
            texts(&["DROP TRIGGER planted"]),
        ),
        Dialect::Postgres => (
            vec![
                "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'planted'; END $$"
                    .to_owned(),
                format!(
                    "CREATE TRIGGER planted BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION planted()"
                ),
            ],
            vec![
                format!("DROP TRIGGER planted ON {table}"),
                "DROP FUNCTION planted".to_owned(),
            ],
        ),
    };
    Fault { point, breaks, mends }
}

/// Every statement succeeds and COMMIT does not.
fn refused_commit(dialect: Dialect) -> Vec<String> {
    match dialect {
        Dialect::Sqlite => texts(&[
            "CREATE TABLE planted_parent (id INTEGER PRIMARY KEY)",
            "CREATE TABLE planted_child (
                 id INTEGER REFERENCES planted_parent (id) DEFERRABLE INITIALLY DEFERRED)",
            "CREATE TRIGGER planted AFTER INSERT ON sealed_read
             BEGIN INSERT INTO planted_child VALUES (1); END",
        ]),
        Dialect::Postgres => texts(&[
            "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION 'planted'; END $$",
            "CREATE CONSTRAINT TRIGGER planted AFTER INSERT ON sealed_read
             DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION planted()",
        ]),
    }
}

/// `trust.md` S6, ASVS 16.2: no audit, no answer. Vault, too, does not complete a request that no audit device recorded.
#[tokio::test]
async fn nothing_sealed_is_answered_that_is_not_recorded_first() {
    for_each_register(async |register| {
        let calls = calls(register).await;
        let (mut trials, mut told) = (0, Vec::new());
        for _ in 0..rounds() {
            for fault in faults(register.scratch.database.dialect()) {
                for text in &fault.breaks {
                    register.scratch.meddle(text).await.expect(text);
                }
                for call in &calls {
                    trials += 1;
                    let bytes = under_fault(register, call, fault.point).await;
                    if !bytes.is_empty() {
                        told.push(format!(
                            "{} while {}: {} bytes",
                            call.method,
                            fault.point,
                            bytes.len()
                        ));
                    }
                }
                for text in &fault.mends {
                    register.scratch.meddle(text).await.expect(text);
                }
            }
            for call in &calls {
                let bytes = register.officer().call(&call.path, call.message.clone()).await;
                assert!(
                    call.is_told(&bytes.expect("an answer")),
                    "{} without a fault",
                    call.method
                );
            }
        }
        assert!(
            told.is_empty(),
            "{} sealed answers without a record in {trials}: {told:#?}",
            told.len()
        );
        println!("{trials} reads whose record failed; 0 sealed bytes answered");
        let logs = verify_reads(&register.scratch.database).await.expect("verdicts");
        let whole = logs
            .iter()
            .all(|(_, verdict)| matches!(verdict, ReadsVerdict::Whole { .. }));
        assert!(whole, "{logs:?}");
    })
    .await;
}

/// The sealed bytes that a call was answered with.
async fn under_fault(register: &Register<'_>, call: &Call, point: &str) -> Vec<u8> {
    match register.officer().call(&call.path, call.message.clone()).await {
        Ok(bytes) if call.is_told(&bytes) => bytes,
        Ok(_) => panic!(
            "{} while {point}: an answer without what was asked for",
            call.method
        ),
        Err(status) => {
            let found = Refused::of(&status);
            assert_eq!(
                (found.code, found.reason),
                (Code::Unavailable, ErrorReason::ReadNotRecorded),
                "{} while {point}",
                call.method
            );
            assert!(found.has_retry_info, "says when to come again");
            assert!(!call.is_told(status.message().as_bytes()) && !call.is_told(status.details()));
            Vec::new()
        }
    }
}

/// A read whose caller has gone while its record waited is recorded all the same: it may have been answered.
#[tokio::test]
async fn nothing_is_answered_while_the_record_waits() {
    use sqlx::{Connection, PgConnection, SqliteConnection};
    for_each_register(async |register| {
        use redress::store::Location;
        let calls = calls(register).await;
        let count = "SELECT count(*) FROM sealed_read";
        let officer = register.officer();
        // The first read starts the log, so that its head is there to be held.
        officer
            .call(&calls[0].path, calls[0].message.clone())
            .await
            .expect("an answer");
        let held = "UPDATE sealed_read_head SET number = number";
        match &register.scratch.location {
            Location::Sqlite(path) => {
                let mut session = SqliteConnection::connect(&path.display().to_string())
                    .await
                    .expect("a session");
                sqlx::raw_sql("BEGIN IMMEDIATE")
                    .execute(&mut session)
                    .await
                    .expect("a lock");
                for call in &calls {
                    let answer = officer.call(&call.path, call.message.clone());
                    let waited = timeout(Duration::from_millis(200), answer).await;
                    assert!(waited.is_err(), "{} was answered", call.method);
                }
                sqlx::raw_sql("ROLLBACK")
                    .execute(&mut session)
                    .await
                    .expect("the end");
            }
            Location::Postgres(options) => {
                let mut session = PgConnection::connect_with(&for_all(options))
                    .await
                    .expect("a session");
                sqlx::raw_sql("BEGIN")
                    .execute(&mut session)
                    .await
                    .expect("a transaction");
                sqlx::raw_sql(held).execute(&mut session).await.expect("a lock");
                for call in &calls {
                    let answer = officer.call(&call.path, call.message.clone());
                    let waited = timeout(Duration::from_millis(200), answer).await;
                    assert!(waited.is_err(), "{} was answered", call.method);
                }
                sqlx::raw_sql("ROLLBACK")
                    .execute(&mut session)
                    .await
                    .expect("the end");
            }
        }
        let expected = 1 + i64::try_from(calls.len()).expect("a number");
        for _ in 0..200 {
            if register.scratch.number(count).await == expected {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!(
            "{} of {expected} reads are recorded",
            register.scratch.number(count).await
        );
    })
    .await;
}
