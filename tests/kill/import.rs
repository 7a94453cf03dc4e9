//! `redress import` and its server, killed again and again in the middle of a file: every case is there once at the end,
//! and the results say so.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::{
    TURN,
    chance::Chance,
    client::{AUTHORITIES, prepare},
    look::{look, rebuild_and_compare, settle},
    place::{Kind, Place, has_postgres},
    server::Server,
};

/// Kills of one import; every other one takes the server too.
const KILLS: u32 = 6;
/// An import that takes longer than this hangs.
const LONGEST: Duration = Duration::from_mins(30);

const MAPPING: &str = r#"
[defaults]
kind = "complaint"
procedure = "children_statutory"
method = "email"
made_by = "parent_or_carer"
service = "children"
concerns = "delay"

[columns]
reference = "Ref"
received_date = "Received"
"stage1.acknowledged_date" = "Acknowledged"
"stage1.told_due_date" = "Due"
"#;

/// `KILL_IMPORT_ROWS` says how many rows.
fn rows() -> u64 {
    let given = env::var("KILL_IMPORT_ROWS").ok();
    given.map_or(3_000, |rows| rows.parse().expect("KILL_IMPORT_ROWS is a number"))
}

fn write_file(place: &Place, rows: u64) -> (PathBuf, PathBuf) {
    let (file, mapping) = (place.data().join("cases.csv"), place.data().join("mapping.toml"));
    let mut text = "Ref,Received,Acknowledged,Due\n".to_owned();
    for row in 1..=rows {
        let day = row % 28 + 1;
        let line = format!("OLD-{row},2024-01-{day:02},2024-02-01,2024-02-{day:02}\n");
        text.push_str(&line);
    }
    fs::write(&file, text).expect("a file");
    fs::write(&mapping, MAPPING).expect("a mapping");
    (file, mapping)
}

fn begin(server: &Server, secret: &str, file: &Path, mapping: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_redress"))
        .arg("import")
        .arg(file)
        .args(["--authority", AUTHORITIES[0], "--skip-dry-run", "--server"])
        .arg(&server.address)
        .arg("--mapping")
        .arg(mapping)
        .env("REDRESS_TOKEN", secret)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the import's process")
}

async fn ended(import: &mut Child, within: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < within {
        if import.try_wait().expect("a process").is_some() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    false
}

async fn import_and_kill(kind: Kind, name: &str) {
    let mut chance = Chance::new(name);
    let place = Place::new(kind).await;
    let mut server = Server::start(&place, None);
    let secrets = prepare(&place, &server).await;
    let (rows, begun) = (rows(), Instant::now());
    let (file, mapping) = write_file(&place, rows);
    let mut violations = Vec::new();
    let mut in_the_middle = 0;
    for kill in 0..KILLS {
        let mut import = begin(&server, &secrets[0], &file, &mapping);
        // A case takes about a millisecond with a debug build: somewhere in the file.
        let moment = Duration::from_micros(chance.below(rows * 500) + 100_000);
        in_the_middle += u32::from(!ended(&mut import, moment).await);
        if kill % 2 == 1 {
            server.kill();
            settle(&place).await;
            look(&place, &mut violations).await;
            server = Server::start(&place, None);
        }
        // It may have ended by itself, because its server was gone.
        import.kill().expect("the import can be killed");
        import.wait().expect("the import ends");
    }
    let mut import = begin(&server, &secrets[0], &file, &mapping);
    assert!(ended(&mut import, LONGEST).await, "the last import hangs");
    assert!(import.wait().expect("an end").success(), "the last import failed");
    server.kill();
    settle(&place).await;
    let found = look(&place, &mut violations).await;
    let imported = found.keys().filter(|key| key.contains("import.")).count();
    let results = fs::read_to_string(place.data().join("cases.csv.results.jsonl")).expect("results");
    let names: BTreeSet<&str> = results
        .lines()
        .filter_map(|line| line.split("\"name\":").nth(1))
        .collect();
    let there_before = results.matches("\"already_there\"").count();
    println!(
        "{name}: rows: {rows}, kills: {KILLS} ({in_the_middle} in the middle), there before the last run: {there_before}, \
         events: {imported}, violations: {}, {:.1} s",
        violations.len(),
        begun.elapsed().as_secs_f64()
    );
    rebuild_and_compare(&place, &mut violations).await;
    assert_eq!(violations, Vec::<String>::new());
    assert_eq!(imported as u64, rows, "an event for each row");
    assert_eq!(names.len() as u64, rows, "each row has a record of its own");
    assert!(in_the_middle > 0, "nothing was killed in the middle");
    assert!(
        there_before as u64 > rows / 50,
        "next to nothing came in before a kill"
    );
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_goes_on_where_it_was_killed_on_sqlite() {
    let _turn = TURN.lock().await;
    import_and_kill(Kind::Sqlite, "import and kill -9 on SQLite").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_goes_on_where_it_was_killed_on_postgres() {
    let _turn = TURN.lock().await;
    if has_postgres() {
        import_and_kill(Kind::Postgres, "import and kill -9 on PostgreSQL").await;
    }
}
