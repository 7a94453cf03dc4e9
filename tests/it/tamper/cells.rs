//! Somebody with the password of the database changes the read tables and leaves the log as it is.

use std::collections::BTreeSet;

use redress::{
    app::verification::{TableFinding, TableWrong, verify_tables},
    store::{Location, rebuild::READ_TABLES},
};
use rusqlite::Connection;

use super::log::write_every_kind;
use crate::{databases::Scratch, harness::for_each_register, projections::steps::Chance};

/// Edits that are tried at a time, each in another row.
const AT_ONCE: usize = 50;

/// Edits that are tried; the campaign tries more.
fn asked() -> usize {
    let asked = std::env::var("REDRESS_TEST_CELLS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(200)
}

/// A cell that was changed.
#[derive(Debug)]
struct Edit {
    table: &'static str,
    column: String,
    /// Whether the column is one of the key's.
    of_key: bool,
}

/// The columns of a table after the authority, and which are of its key.
fn columns(database: &Connection, table: &str) -> Vec<(String, bool)> {
    let mut asked = database
        .prepare("SELECT name, pk FROM pragma_table_info(?1) WHERE name <> 'authority'")
        .expect("the columns");
    let found = asked.query_map([table], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? > 0)));
    found
        .expect("the columns")
        .map(|row| row.expect("a column"))
        .collect()
}

/// The condition that finds each row of a table.
fn rows(database: &Connection, table: &str, columns: &[(String, bool)]) -> Vec<String> {
    let of_key = columns.iter().filter(|(_, of_key)| *of_key);
    let key = of_key.map(|(name, _)| format!("'{name} = ' || quote({name})"));
    let key: Vec<String> = std::iter::once("'authority = ' || quote(authority)".to_owned())
        .chain(key)
        .collect();
    let text = format!("SELECT {} FROM {table}", key.join(" || ' AND ' || "));
    let mut asked = database.prepare(&text).expect("the rows");
    let found = asked.query_map([], |row| row.get(0)).expect("the rows");
    found.map(|row| row.expect("a row")).collect()
}

/// Changes some cells, each of another row; what the database itself refuses is not tried.
fn edit(database: &Connection, chance: &mut Chance) -> Vec<Edit> {
    // As they were before the first edit: a row whose key was changed is not another one.
    let tables = READ_TABLES.iter().map(|table| {
        let columns = columns(database, table);
        let rows = rows(database, table, &columns);
        (*table, columns, rows)
    });
    let tables: Vec<_> = tables.collect();
    let mut edits = Vec::new();
    let mut touched = BTreeSet::new();
    while edits.len() < AT_ONCE {
        let (table, columns, rows) = &tables[chance.below(tables.len())];
        if rows.is_empty() {
            continue;
        }
        let row = &rows[chance.below(rows.len())];
        let (column, of_key) = columns[chance.below(columns.len())].clone();
        if touched.contains(&(*table, row)) {
            continue;
        }
        let other = [
            format!(
                "CASE typeof({column}) WHEN 'integer' THEN {column} + 900001 WHEN 'blob' THEN x'00' ELSE {column} || 'x' END"
            ),
            "'changed'".to_owned(),
            "NULL".to_owned(),
            "3".to_owned(),
        ];
        let other = &other[chance.below(other.len())];
        let text = format!("UPDATE {table} SET {column} = {other} WHERE {row} AND {column} IS NOT {other}");
        if database.execute(&text, []).is_ok_and(|changed| changed == 1) {
            touched.insert((*table, row));
            edits.push(Edit {
                table,
                column,
                of_key,
            });
        }
    }
    edits
}

/// Whether a finding names the edit.
fn names(finding: &TableFinding, edit: &Edit) -> bool {
    finding.table == edit.table
        && match &finding.what {
            TableWrong::Columns(columns) => columns.contains(&edit.column),
            // A row of few columns with another key is another row.
            TableWrong::TooMuch => edit.of_key,
            TableWrong::Lacking => false,
        }
}

async fn not_found(scratch: &Scratch, path: &std::path::Path, chance: &mut Chance) -> (usize, Vec<String>) {
    let database = Connection::open(path).expect("the database");
    database
        .busy_timeout(std::time::Duration::from_secs(10))
        .expect("a time");
    database
        .execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;")
        .expect("no checks");
    let edits = edit(&database, chance);
    let mut findings = verify_tables(&scratch.database).await.expect("a check");
    let mut missed = Vec::new();
    for edit in &edits {
        match findings.iter().position(|finding| names(finding, edit)) {
            Some(place) => drop(findings.swap_remove(place)),
            None => missed.push(format!("{edit:?}")),
        }
    }
    // What is left may only be the row that a changed key leaves behind.
    findings.retain(|finding| finding.what != TableWrong::Lacking);
    missed.extend(findings.iter().map(|finding| format!("not edited: {finding}")));
    redress::app::rebuild::rebuild(&scratch.database)
        .await
        .expect("a rebuild");
    (edits.len(), missed)
}

#[tokio::test]
async fn every_edit_of_a_read_table_is_found_and_named() {
    for_each_register(async |register| {
        write_every_kind(register).await;
        let scratch = register.scratch;
        let clean = verify_tables(&scratch.database).await.expect("a check");
        assert_eq!(clean, [], "false alarm");
        let Location::Sqlite(path) = &scratch.location else {
            let edit = "UPDATE representation SET state = 'closed' WHERE number = (SELECT MIN(number) FROM representation)";
            scratch.meddle(edit).await.expect("an edit");
            let found = verify_tables(&scratch.database).await.expect("a check");
            assert!(matches!(&found[..], [one] if one.table == "representation"), "{found:?}");
            return;
        };
        let (mut tried, mut missed) = (0, Vec::new());
        let mut chance = Chance::new(20_261_122);
        while tried < asked() {
            let (edits, not_found) = not_found(scratch, path, &mut chance).await;
            tried += edits;
            missed.extend(not_found);
            let again = verify_tables(&scratch.database).await.expect("a check");
            assert_eq!(again, [], "after a rebuild");
        }
        println!("{tried} edits of read tables, {} not found or not named", missed.len());
        assert!(missed.is_empty(), "{} of {tried} edits: {:#?}", missed.len(), &missed[..missed.len().min(10)]);
    })
    .await;
}
