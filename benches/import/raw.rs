//! The same rows, written as fast as SQLite takes them from one program without a register: prepared statements in one
//! transaction.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, params_from_iter, types::Value};

use super::Failure;

/// The tables that an import writes to, with what ties a row to its case.
const TABLES: [(&str, &str); 11] = [
    ("event", "position"),
    ("data_key", "made_at_position"),
    ("sealed", "record"),
    ("receipt", "position"),
    ("representation", "number"),
    ("claimed_reference", "number"),
    ("clock", "number"),
    ("representation_fact", "number"),
    ("stage_fact", "number"),
    ("concern_fact", "number"),
    ("theme_fact", "number"),
];

/// A row: its table's place in [`TABLES`], and its values.
pub type Row = (usize, Vec<Value>);

/// Every row of the imported authority, case by case.
pub fn rows(database: &Path) -> Result<Vec<Row>, Failure> {
    let source = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut by_case: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
    for (place, (table, tie)) in TABLES.iter().enumerate() {
        let text = format!("SELECT {tie}, {table}.* FROM {table} WHERE authority = 'benchtown'");
        let mut statement = source.prepare(&text)?;
        let columns = statement.column_count();
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let values = (1..columns).map(|column| row.get(column));
            let values = values.collect::<Result<Vec<Value>, _>>()?;
            by_case.entry(row.get(0)?).or_default().push((place, values));
        }
    }
    Ok(by_case.into_values().flatten().collect())
}

/// Memory for pages that SQLite has unless told otherwise, in KiB.
pub const USUAL_CACHE_KIB: u32 = 2_000;
/// What src/store/sqlite.rs gives the connection that writes.
pub const SAME_CACHE_KIB: u32 = 65_536;

/// Writes the rows into an empty file with the same schema; how long that took, the commit included.
pub fn write(database: &Path, folder: &Path, rows: &[Row], cache_kib: u32) -> Result<Duration, Failure> {
    let path = folder.join("raw.db");
    let file = Connection::open(&path)?;
    // As src/store/sqlite.rs opens the register.
    file.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON; PRAGMA wal_autocheckpoint = 20000;
         PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -{cache_kib};",
    ))?;
    let source = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut schema = source.prepare(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx%'
         ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END",
    )?;
    for text in schema.query_map([], |row| row.get::<_, String>(0))? {
        file.execute_batch(&text?)?;
    }
    let begun = Instant::now();
    file.execute_batch("BEGIN IMMEDIATE")?;
    {
        let mut inserts = Vec::new();
        for (table, _) in TABLES {
            let columns: usize = file.prepare(&format!("SELECT * FROM {table}"))?.column_count();
            let marks = vec!["?"; columns].join(", ");
            inserts.push(file.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?);
        }
        for (table, values) in rows {
            inserts[*table].execute(params_from_iter(values))?;
        }
    }
    file.execute_batch("COMMIT")?;
    let time = begun.elapsed();
    drop(file);
    for beside in ["raw.db", "raw.db-wal", "raw.db-shm"] {
        let _absent = std::fs::remove_file(folder.join(beside));
    }
    Ok(time)
}
