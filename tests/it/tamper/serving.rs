//! The program itself: a key, checkpoints while it serves, no start over a log that was cut short, and the check.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use rusqlite::Connection;

fn redress(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.env_clear().args(arguments);
    command
}

fn run(arguments: &[&str]) -> (Output, String) {
    let output = redress(arguments).output().expect("the program");
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    (output, String::from_utf8_lossy(&said).into_owned())
}

struct Place {
    data: String,
    key: String,
    notes: String,
}

impl Place {
    fn arguments(&self) -> Vec<&str> {
        let (data, key, notes) = (&self.data, &self.key, &self.notes);
        let serve = ["serve", "--listen", "127.0.0.1:0", "--data", data];
        let signed = ["--checkpoints", notes, "--checkpoint-key", key];
        [serve.as_slice(), &signed].concat()
    }

    /// Serves until it says that it listens, and then until it is told to stop.
    fn serve_and_stop(&self) {
        let mut child = redress(&self.arguments())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut first = String::new();
        let said = child.stdout.take().expect("what it says");
        BufReader::new(said).read_line(&mut first).expect("a line");
        assert!(first.starts_with("listening on"), "{first}");
        terminate(&mut child);
    }
}

fn terminate(child: &mut Child) {
    let told = Command::new("kill").arg(child.id().to_string()).status();
    assert!(told.expect("kill").success());
    assert!(child.wait().expect("an end").success());
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn the_program_does_not_start_over_a_log_that_was_cut_short() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = Place {
        data: text(&folder.path().join("data")),
        key: text(&folder.path().join("checkpoint.key")),
        notes: text(&folder.path().join("notes")),
    };
    fs::create_dir(&place.notes).expect("a folder");
    let (made, public) = run(&["checkpoint-key", "new", "--name", "register.example", &place.key]);
    assert!(
        made.status.success() && public.starts_with("register.example+"),
        "{public}"
    );
    let (_, shown) = run(&["checkpoint-key", "show", &place.key]);
    assert_eq!(shown, public);
    let (_, of_log) = run(&["checkpoint-key", "show", &place.key, "--authority", "kent"]);
    assert!(of_log.starts_with("register.example/kent+"), "{of_log}");
    let (again, said) = run(&["checkpoint-key", "new", "--name", "register.example", &place.key]);
    assert!(!again.status.success(), "{said}");

    // The first start makes the deployment's first client, which is two events of the log of the deployment itself.
    place.serve_and_stop();
    let system = Path::new(&place.notes).join("system");
    assert!(fs::read_dir(&system).expect("checkpoints").count() >= 1);
    place.serve_and_stop();
    let verify = [
        "verify",
        "--data",
        &place.data,
        "--checkpoints",
        &place.notes,
        "--key",
        public.trim(),
    ];
    let (checked, said) = run(&verify);
    assert!(checked.status.success(), "{said}");
    assert!(
        said.contains("system: 2 events, whole; 1 checkpoints agree, the last of 2 events"),
        "{said}"
    );

    // The last event is taken away, and the head with it.
    let database = Connection::open(Path::new(&place.data).join("register.db")).expect("the database");
    database
        .execute_batch(
            "DROP TRIGGER event_is_not_removed;
             DELETE FROM event WHERE authority = 'system' AND position = 2;
             UPDATE log_head SET position = 1, hash = (SELECT hash FROM event WHERE authority = 'system'),
                 recorded_at = (SELECT recorded_at FROM event WHERE authority = 'system')
             WHERE authority = 'system';",
        )
        .expect("the attack");
    drop(database);
    let output = redress(&place.arguments()).output().expect("the program");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("the log of system has 1 events and its last checkpoint 2"),
        "{said}"
    );
    let (checked, said) = run(&verify);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        said.contains("system, position 2: the log ends before its last checkpoint"),
        "{said}"
    );
    let (checked, said) = run(&["verify", "--data", &place.data]);
    assert!(
        checked.status.success(),
        "without checkpoints it cannot be seen: {said}"
    );
    let (checked, said) = run(&["verify", "--dump", "/nowhere", "--data", &place.data]);
    assert!(!checked.status.success() && said.contains("/nowhere"), "{said}");
}
