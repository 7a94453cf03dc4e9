//! What a check of logs found, in words.

use std::{fmt, path::PathBuf};

use crate::store::{checkpoints::NoteError, event_log::Fault};

/// The first thing that is wrong in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whose log; empty where the first row of a dump cannot be read.
    pub authority: String,
    /// The position that is wrong, or from which on.
    pub position: i64,
    /// What is wrong there.
    pub what: Wrong,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The event itself.
    Event(Fault),
    /// The first row of the log is not its first event.
    Begins {
        /// The position that it says it has.
        at: i64,
    },
    /// The row of this line of a dump cannot be read.
    Line(u64),
    /// The chain is unbroken, and yet the log is not the one that was signed.
    NotAsSigned {
        /// The size of the checkpoint that says so: the change is at this position or before it.
        last: i64,
    },
    /// The log ends before its last checkpoint.
    Behind {
        /// The size of that checkpoint.
        last: i64,
    },
    /// A file among the checkpoints is none.
    Note(PathBuf, NoteError),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            authority,
            position,
            what,
        } = self;
        write!(f, "{authority}, position {position}: ")?;
        match what {
            Wrong::Event(Fault::Missing) => {
                f.write_str("is not there, or another stands in its place, though there are later ones")
            }
            Wrong::Event(Fault::Unreadable) => f.write_str("the row cannot be read"),
            Wrong::Event(Fault::Link) => f.write_str("does not hold the hash of the event before it"),
            Wrong::Event(Fault::Hash) => f.write_str("its hash is not the hash of its columns"),
            Wrong::Event(Fault::Head) => f.write_str("the log does not end where its head says"),
            Wrong::Begins { at } => write!(f, "the log begins with a row of position {at}"),
            Wrong::Line(line) => write!(f, "line {line} of the dump is not a row of the table"),
            Wrong::NotAsSigned { last } => write!(
                f,
                "the log is not the one that was signed; the first change is here or later, up to position {last}"
            ),
            Wrong::Behind { last } => {
                write!(
                    f,
                    "the log ends before its last checkpoint, which has {last} events"
                )
            }
            Wrong::Note(path, error) => write!(f, "the checkpoint {} {error}", path.display()),
        }
    }
}
