//! Counting cells, and what is wrong with them.

use tonic::Code;

use super::{
    call::Answer,
    world::{NOWHERE, OF_NOBODY, OF_NORTHWICK, OF_SOUTHMERE},
};

/// Wrong cells that are told.
const TOLD_MAX: usize = 60;

/// The cells that were looked at.
#[derive(Default)]
pub struct Cells {
    count: usize,
    wrong: Vec<String>,
}

impl Cells {
    /// Looks at one.
    pub fn check(&mut self, holds: bool, says: impl FnOnce() -> String) {
        self.count += 1;
        if !holds {
            self.wrong.push(says());
        }
    }

    /// Fails unless there were at least so many, and none was wrong.
    pub fn finish(self, what: &str, at_least: usize, is_part: bool) {
        let Self { count, wrong } = self;
        println!("{what}: {count} cells, {} of them wrong", wrong.len());
        let told = &wrong[..wrong.len().min(TOLD_MAX)];
        assert!(
            wrong.is_empty(),
            "{} of {count} cells are wrong:\n{}",
            wrong.len(),
            told.join("\n")
        );
        assert!(
            is_part || count >= at_least,
            "{what}: only {count} cells, not {at_least}"
        );
    }
}

/// Whether two answers are the same but for the names that the two requests differed in, which are all of one length.
pub fn same(one: &Answer, other: &Answer) -> bool {
    plain(&one.text) == plain(&other.text)
}

fn plain(text: &str) -> String {
    let text = text.replace("northwick", NOWHERE).replace("southmere", NOWHERE);
    text.replace(OF_NORTHWICK, OF_NOBODY)
        .replace(OF_SOUTHMERE, OF_NOBODY)
}

/// Whether an answer holds a mark that the request did not bring.
pub fn tells(answer: &Answer, mark: &str) -> bool {
    let bytes = answer.bytes();
    bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}

/// An answer in a line.
pub fn line(answer: &Answer) -> String {
    let Answer {
        messages,
        code,
        message,
        reason,
        ..
    } = answer;
    match code {
        Code::Ok => format!("OK with {} messages", messages.len()),
        code => format!("{code:?} {reason} ({message})"),
    }
}
