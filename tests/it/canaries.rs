//! A canary stands in every field that is sealed. It goes through every method, well and badly, with every library
//! logging at TRACE; then it is looked for in all that the register has written down.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use prost::Message;
use prost_reflect::{DynamicMessage, Kind, MessageDescriptor, ReflectMessage, Value};
use redress::{
    api::wire::{SEALED_FIELDS, View},
    store::{Dialect, Location},
};
use tokio::time::timeout;
use tonic::{Code, Status};

use crate::harness::{
    Register,
    caller::Caller,
    contents::{rows, tables},
    for_each_register,
    samples::{Records, Sample},
};

/// What every canary begins with.
const CANARY: &str = "qzxcanary";
/// What stands in a field that is not sealed, to show that the search finds what is there.
const CLEAR: &str = "qzyclear";
/// Says to the inner case that it is run by the outer one.
const INNER: &str = "REDRESS_CANARIES";

/// The sealed fields, `Message.field`, each with its number.
fn sealed_fields() -> Vec<&'static str> {
    SEALED_FIELDS.lines().collect()
}

fn canary(place: usize, size: usize) -> String {
    let word = format!("{CANARY}{place:03} ");
    word.repeat(size / word.len() + 1).trim().to_owned()
}

/// Whether a message, or one within it, has a sealed field.
fn has_sealed(message: &MessageDescriptor, depth: usize) -> bool {
    depth < 6
        && message.fields().any(|field| match field.kind() {
            Kind::Message(inner) => has_sealed(&inner, depth + 1),
            _ => sealed_fields().contains(&format!("{}.{}", message.name(), field.name()).as_str()),
        })
}

/// Puts a canary into each sealed field of a message; notes which fields had one.
fn fill(message: &mut DynamicMessage, size: usize, filled: &mut Vec<String>) {
    let descriptor = message.descriptor();
    for field in descriptor.fields() {
        let name = format!("{}.{}", descriptor.name(), field.name());
        if let Some(place) = sealed_fields().iter().position(|sealed| **sealed == name) {
            message.set_field(&field, Value::String(canary(place, size)));
            filled.push(name);
            continue;
        }
        let Kind::Message(inner) = field.kind() else {
            continue;
        };
        if !has_sealed(&inner, 0) || field.is_map() {
            continue;
        }
        if field.is_list() {
            for value in message.get_field_mut(&field).as_list_mut().expect("a list") {
                fill(value.as_message_mut().expect("a message"), size, filled);
            }
        } else if message.has_field(&field) || ["Person", "SealedCorrection"].contains(&inner.name()) {
            let mut value = message.get_field(&field).as_message().expect("a message").clone();
            fill(&mut value, size, filled);
            message.set_field(&field, Value::Message(value));
        }
    }
}

/// Whatever the register answered, to be searched.
#[derive(Default)]
struct Said {
    answers: Vec<u8>,
    accepted: usize,
    refused: usize,
}

impl Said {
    fn hear(&mut self, answer: Result<Vec<u8>, Status>) {
        match answer {
            Ok(bytes) => {
                self.accepted += 1;
                self.answers.extend(bytes);
            }
            Err(status) => {
                self.refused += 1;
                self.answers.extend(status.message().as_bytes());
                self.answers.extend(status.details());
                self.answers.extend(format!("{status:?}").into_bytes());
            }
        }
    }
}

fn caller_for(register: &Register<'_>, sample: &Sample) -> Caller {
    let permissions = redress::api::permissions::permissions().expect("permissions");
    let permission = permissions.of(&sample.path).expect("a permission");
    if permission.deployment {
        register.deployment()
    } else {
        register.client(permission.roles[permission.roles.len().min(2) - 1])
    }
}

/// Sends a method's request in every way.
async fn send(register: &Register<'_>, sample: &Sample, said: &mut Said, filled: &mut Vec<String>) {
    let caller = caller_for(register, sample);
    let mut message = sample.message.clone();
    if let Some(field) = sample.method.input().get_field_by_name("validate_only") {
        message.clear_field(&field);
    }
    fill(&mut message, 30, filled);
    let good = message.encode_to_vec();
    // A call that its caller gives up, one whose end is missing, one that is not UTF-8.
    let _given_up = timeout(Duration::from_millis(1), caller.call(&sample.path, good.clone())).await;
    said.hear(
        caller
            .call(&sample.path, good[..good.len() * 3 / 4].to_vec())
            .await,
    );
    let mut bad = good.clone();
    if let Some(at) = bad
        .windows(CANARY.len())
        .position(|window| window == CANARY.as_bytes())
    {
        bad[at + CANARY.len()] = 0xff;
    }
    said.hear(caller.call(&sample.path, bad).await);
    // Beyond every limit.
    let mut long = message.clone();
    fill(&mut long, 30_000, &mut Vec::new());
    said.hear(caller.call(&sample.path, long.encode_to_vec()).await);
    // While the database refuses what is sealed.
    let (breaks, mends) = refused_texts(register.scratch.database.dialect());
    for text in breaks {
        register.scratch.meddle(text).await.expect(text);
    }
    said.hear(caller.call(&sample.path, good.clone()).await);
    for text in mends {
        register.scratch.meddle(text).await.expect(text);
    }
    said.hear(caller.call(&sample.path, good).await);
}

fn refused_texts(dialect: Dialect) -> (&'static [&'static str], &'static [&'static str]) {
    match dialect {
        Dialect::Sqlite => (
            &["CREATE TRIGGER planted BEFORE INSERT ON sealed BEGIN SELECT RAISE(ABORT, 'planted'); END"],
            &["DROP TRIGGER planted"],
        ),
        Dialect::Postgres => (
            &[
                "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'planted'; END $$",
                "CREATE TRIGGER planted BEFORE INSERT ON sealed FOR EACH ROW EXECUTE FUNCTION planted()",
            ],
            &["DROP TRIGGER planted ON sealed", "DROP FUNCTION planted"],
        ),
    }
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// How many lines of the files at a path hold a word. Gigabytes of a database are too much for a debug build.
fn lines_with(word: &str, path: &Path) -> usize {
    let found = Command::new("grep")
        .args(["-r", "-a", "-F", "-c", "-h", word])
        .arg(path)
        .output()
        .expect("grep");
    let counts = String::from_utf8_lossy(&found.stdout);
    counts
        .lines()
        .filter_map(|count| count.parse::<usize>().ok())
        .sum()
}

/// Where the database is on the disk: its folder; on PostgreSQL the whole server's, with its own log.
async fn on_the_disk(register: &Register<'_>) -> PathBuf {
    match register.scratch.location {
        Location::Sqlite(_) => register.scratch.folder.path().to_owned(),
        Location::Postgres(_) => {
            register.scratch.meddle("CHECKPOINT").await.expect("a checkpoint");
            let url = env::var("TEST_DATABASE_URL").expect("the address");
            let folder = url.split("host=").nth(1).and_then(|rest| rest.split('&').next());
            let folder = folder.filter(|folder| folder.starts_with('/'));
            folder.expect("a server with a folder of its own").into()
        }
    }
}

/// The inner case: nothing unless the outer one runs it, in a process of its own, whose output it searches.
#[tokio::test]
async fn canaries_go_through_the_register() {
    if env::var_os(INNER).is_none() {
        return;
    }
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    for_each_register(async |register| {
        let records = Records::of(register).await;
        let officer = register.officer();
        let mut clear = crate::harness::build::comment(crate::harness::day(2026, 5, 1));
        clear.external_reference = CLEAR.to_owned();
        officer.register(clear).await.expect("a comment");
        let (mut said, mut filled) = (Said::default(), Vec::new());
        for sample in records.samples() {
            if has_sealed(&sample.method.input(), 0) {
                send(register, &sample, &mut said, &mut filled).await;
            }
        }
        // What was said of a correction or a restatement is answered in these, and asked for in others.
        let only_answered = ["TrainingCorrection.reason", "Restatement.text"];
        let missing: Vec<&str> = sealed_fields()
            .into_iter()
            .filter(|field| !only_answered.contains(field))
            .filter(|field| !filled.iter().any(|filled| filled == field))
            .collect();
        assert!(missing.is_empty(), "no request had a canary in {missing:?}");
        if env::var_os("REDRESS_PLANTED_BUG").is_none_or(|bug| bug != "panic-on-canary") {
            assert!(said.accepted >= 5 && said.refused > 50, "{} and {}", said.accepted, said.refused);
            let texts = register.scratch.number("SELECT count(*) FROM sealed").await;
            assert!(texts > 15, "{texts} sealed texts");
        }
        assert!(!holds(&said.answers, CANARY), "an answer or an error tells");
        let disk = on_the_disk(register).await;
        assert_eq!(lines_with(CANARY, &disk), 0, "the files of the database tell");
        assert!(lines_with(CLEAR, &disk) > 0, "the search finds what is there");
        for table in tables(register.scratch).await {
            let dump = rows(register.scratch, &table).await.concat();
            assert!(!holds(dump.as_bytes(), CANARY), "the table {table} tells");
        }
        let admin = register.client(redress::domain::access::Role::Admin);
        for (path, message) in [
            ("ListReads", crate::harness::NORTHWICK),
            ("CountReads", crate::harness::NORTHWICK),
        ] {
            let request = redress::api::wire::CountReadsRequest { parent: message.to_owned() };
            let path = format!("/redress.v1.ReadsService/{path}");
            let answer = admin.send(&path, &request).await.expect("an answer");
            assert!(!holds(&answer, CANARY), "{path} tells");
        }
        // And they are there, for whoever may see them.
        let numbers = crate::harness::contents::texts(
            register.scratch,
            "SELECT DISTINCT CAST(record AS TEXT) FROM sealed WHERE authority = 'northwick' AND field = 'narrative'",
        );
        let mut opened = 0;
        for number in numbers.await {
            let name = format!("{}/representations/{number}", crate::harness::NORTHWICK);
            let full = officer.get(&name, View::Full).await;
            opened += usize::from(full.is_ok_and(|full| full.narrative.contains(CANARY)));
        }
        let panics = env::var_os("REDRESS_PLANTED_BUG").is_some_and(|bug| bug == "panic-on-canary");
        assert!(opened > 0 || panics, "no canary was stored");
    })
    .await;
    println!("{} sealed fields went through", sealed_fields().len());
}

/// Runs the inner case in a process of its own, with a bug if one is named; answers how its output fared.
fn run_inner(bug: Option<&str>) -> (bool, usize, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let file = File::create(&log).expect("a file");
    let mut command = Command::new(env::current_exe().expect("this program"));
    command
        .args([
            "canaries::canaries_go_through_the_register",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(INNER, "1")
        .env("RUST_BACKTRACE", "1")
        .stdout(file.try_clone().expect("the file"))
        .stderr(file);
    if let Some(bug) = bug {
        command.env("REDRESS_PLANTED_BUG", bug);
    }
    let ended = command.status().expect("the inner case");
    let bytes = fs::read(&log).expect("the log");
    let hits = lines_with(CANARY, &log);
    assert!(
        bytes.len() > 1_000_000,
        "every library logs at TRACE: {} bytes",
        bytes.len()
    );
    let text = String::from_utf8_lossy(&bytes);
    let end: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains(" TRACE ") && !line.contains(" DEBUG "))
        .collect();
    let end = end[end.len().saturating_sub(25)..].join("\n");
    (
        ended.success(),
        hits,
        format!("{} bytes of log\n{end}", bytes.len()),
    )
}

/// `trust.md` S5, ASVS 14.2 and 16.2.5: no personal data outside of its columns.
#[test]
fn no_canary_is_found_where_it_is_not_sealed() {
    let (passed, hits, end) = run_inner(None);
    assert_eq!(hits, 0, "canaries found in the log");
    assert!(passed, "{end}");
}

/// Nor where a handler panics with a request in its hands.
#[cfg(feature = "planted-bugs")]
#[test]
fn no_canary_is_found_where_a_handler_panics() {
    if env::var_os("REDRESS_PLANTED_BUG").is_some() {
        return;
    }
    let (passed, hits, end) = run_inner(Some("panic-on-canary"));
    assert!(end.contains("planted") || passed);
    assert_eq!(hits, 0, "canaries found in the log of a panic");
    assert!(passed, "{end}");
}

/// Every message with a sealed text hides it when it is printed, and so does each that holds such a message.
#[test]
fn no_message_prints_what_is_sealed() {
    use redress::api::wire;
    let person = wire::Person {
        full_name: canary(0, 1),
        address: canary(1, 1),
        email: canary(2, 1),
        telephone: canary(3, 1),
        external_reference: canary(4, 1),
    };
    let mut about = crate::harness::build::complaint(
        wire::Procedure::ChildrenStatutory,
        crate::harness::day(2026, 4, 8),
    );
    about.complainant = Some(person.clone());
    about.narrative = canary(5, 1);
    about.concerns[0].text = canary(6, 1);
    let register = crate::harness::build::registration(about.clone());
    let printed = [
        format!("{person:?}"),
        format!("{about:#?}"),
        format!("{register:?}"),
    ];
    for text in printed {
        assert!(!text.contains(CANARY) && text.contains("<sealed>"), "{text}");
    }
    assert_eq!(
        format!("{:?}", wire::Person::default())
            .matches("<sealed>")
            .count(),
        0
    );
    assert!(sealed_fields().len() >= 25, "{:?}", sealed_fields());
    let secret = redress::app::submission::Secret {
        owner: redress::app::submission::Owner::Record,
        field: "narrative".to_owned(),
        content: canary(7, 1).into_bytes(),
        look_up: redress::app::submission::LookUp::email(&canary(8, 1))
            .into_iter()
            .collect(),
    };
    assert!(!format!("{secret:?}").contains(CANARY));
    assert!(!format!("{:?}", secret.look_up).contains(CANARY));
    // The list comes from the comments of the contract: a text that is sealed in the store and not called so there would
    // be missing. Each field of a sealed text that the sources read is therefore looked for in it.
    for field in [
        "Representation.narrative",
        "Concern.text",
        "Person.email",
        "Remedy.text",
        "LearningAction.text",
    ] {
        assert!(sealed_fields().contains(&field), "{field}");
    }
    assert_eq!(Code::Ok as i32, 0);
}
