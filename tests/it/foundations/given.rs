//! Many rows in one statement.

use chrono::{DateTime, NaiveDate, Utc};
use redress::store::{
    Acting, Statement, StoreError,
    given::{Column, Rows, Table},
};

use super::instant;
use crate::databases::{Scratch, for_each_database};

#[tokio::test]
async fn given_rows_come_back_as_they_went() {
    const COLUMNS: [Column; 6] = [
        Column::text("word"),
        Column::int("number"),
        Column::bool("yes"),
        Column::date("day"),
        Column::instant("moment"),
        Column::bytes("bytes"),
    ];
    type Tuple = (
        Option<String>,
        Option<i64>,
        Option<bool>,
        Option<NaiveDate>,
        Option<DateTime<Utc>>,
        Option<Vec<u8>>,
    );
    let day = NaiveDate::from_ymd_opt(2026, 2, 28);
    let text = "it's \"quoted\", \\ and\nfurther: é 🙂 $1";
    let full: Tuple = (
        Some(text.to_owned()),
        Some(i64::MIN),
        Some(true),
        day,
        Some(instant(0)),
        Some(vec![0, 255, 39]),
    );
    let plain: Tuple = (
        Some(String::new()),
        Some(i64::MAX),
        Some(false),
        day,
        Some(instant(1)),
        Some(vec![]),
    );
    let rows_in: Vec<Tuple> = vec![full, plain, (None, None, None, None, None, None)];
    for_each_database(async |scratch: &Scratch| {
        let select = Statement::given(
            &COLUMNS,
            "SELECT word, number, yes, day, moment, bytes\nFROM {given}",
        );
        let mut rows = Rows::new(&COLUMNS);
        for (word, number, yes, day, moment, bytes) in rows_in.clone() {
            let bytes = bytes.as_deref();
            rows.push([
                word.into(),
                number.into(),
                yes.into(),
                day.into(),
                moment.into(),
                bytes.into(),
            ]);
        }
        let out: Vec<Tuple> = scratch
            .database
            .fetch(&select, [rows.into()])
            .await
            .expect("the rows");
        assert_eq!(out, rows_in);
    })
    .await;
}

#[tokio::test]
async fn upsert_replaces_insert_missing_keeps_and_delete_removes() {
    const TABLE: Table = Table {
        name: "thing",
        key: &["authority", "number"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::text("word"),
        ],
    };
    for_each_database(async |scratch: &Scratch| {
        let make =
            "CREATE TABLE thing (authority TEXT, number BIGINT, word TEXT, PRIMARY KEY (authority, number))";
        scratch.meddle(make).await.expect("a table");
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        let mut unit = writer
            .begin("test_upsert", Acting::ForAll)
            .await
            .expect("a unit of work");
        let rows = |words: &[(i64, &str)]| {
            let mut rows = Rows::new(TABLE.columns);
            for (number, word) in words {
                rows.push(["kent".into(), (*number).into(), (*word).into()]);
            }
            rows
        };
        unit.execute(&TABLE.insert(), [rows(&[(1, "a"), (2, "b")]).into()])
            .await
            .expect("an insert");
        unit.execute(&TABLE.upsert(), [rows(&[(2, "c"), (3, "d")]).into()])
            .await
            .expect("an upsert");
        unit.execute(&TABLE.insert_missing(), [rows(&[(1, "z"), (4, "e")]).into()])
            .await
            .expect("an insert");
        let mut gone = Rows::new(&TABLE.key_columns());
        gone.push(["kent".into(), 3.into()]);
        assert_eq!(
            unit.execute(&TABLE.delete(), [gone.into()])
                .await
                .expect("a delete"),
            1
        );
        let select = Statement::new("SELECT number, word FROM thing ORDER BY number");
        let found: Vec<(i64, String)> = unit.fetch(&select, []).await.expect("the rows");
        assert_eq!(
            found,
            [(1, "a".to_owned()), (2, "c".to_owned()), (4, "e".to_owned())]
        );
        unit.commit().await.expect("a commit");
    })
    .await;
}

#[tokio::test]
async fn a_statement_takes_as_many_values_as_it_names() {
    for_each_database(async |scratch: &Scratch| {
        let statement = Statement::new("SELECT CAST($1 AS BIGINT) + CAST($2 AS BIGINT)");
        let short: Result<Vec<(i64,)>, _> = scratch.database.fetch(&statement, [1.into()]).await;
        assert!(
            matches!(short, Err(StoreError::Driver(_))),
            "SQLite would take NULL for the second"
        );
        let whole: Vec<(i64,)> = scratch
            .database
            .fetch(&statement, [1.into(), 2.into()])
            .await
            .expect("3");
        assert_eq!(whole, [(3,)]);
    })
    .await;
}
