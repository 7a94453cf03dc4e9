//! The built server as a process that can be killed.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use super::place::Place;

/// A running server. Dropped, it is killed.
pub struct Server {
    child: Child,
    /// Where it listens, as a URL.
    pub address: String,
}

impl Server {
    /// Starts a server on a register, with a planted bug if one is named, and waits until it listens.
    pub fn start(place: &Place, bug: Option<&str>) -> Self {
        let log = place.data().join("server.log");
        let errors = File::options().create(true).append(true).open(&log);
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(place.data())
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors.expect("a log file"));
        if let Some(url) = place.url() {
            command.env("REDRESS_DATABASE_URL", url);
        } else {
            command.env_remove("REDRESS_DATABASE_URL");
        }
        if let Some(bug) = bug {
            command.env("REDRESS_PLANTED_BUG", bug);
        }
        let mut child = command.spawn().expect("the server's process");
        let mut line = String::new();
        let said = child.stdout.take().expect("the server's output");
        let read = BufReader::new(said).read_line(&mut line);
        let Some(address) = line.trim().strip_prefix("listening on ") else {
            let _ended = child.kill();
            let log = std::fs::read_to_string(&log).unwrap_or_default();
            panic!("the server did not start ({read:?}): {line}{log}");
        };
        Self {
            address: format!("http://{address}"),
            child,
        }
    }

    /// Ends it as `kill -9` does, and waits until it is gone.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // `Child::kill` is SIGKILL, and only ever meets the process that was started here.
        self.child.kill().expect("the server can be killed");
        self.child.wait().expect("the server ends");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.end();
        }
    }
}
