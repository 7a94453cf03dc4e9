//! How far an import has come: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Rows between two lines where there is no terminal.
const ROWS_PER_LINE: u64 = 10_000;

/// How far one run has come.
pub struct Progress {
    bar: ProgressBar,
    what: &'static str,
    rows: u64,
    /// How much there is to read, and how much of it was answered.
    length: u64,
    is_terminal: bool,
}

impl Progress {
    /// Nothing yet.
    pub fn new(what: &'static str) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{prefix:>10} {bar:40} {percent:>3} % {msg} {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_prefix(what);
        Self {
            bar,
            what,
            rows: 0,
            length: 0,
            is_terminal,
        }
    }

    /// How much there is to read.
    pub fn sized(&mut self, length: u64) {
        self.length = length;
        self.bar.set_length(length);
    }

    /// A row was answered that ends at this place.
    pub fn answered(&mut self, place: u64) {
        self.rows += 1;
        if self.is_terminal {
            if self.rows.is_multiple_of(100) {
                self.bar.set_message(format!("{} rows", self.rows));
                self.bar.set_position(place);
            }
        } else if self.rows.is_multiple_of(ROWS_PER_LINE) {
            let percent = (place * 100).checked_div(self.length).unwrap_or_default();
            eprintln!("{}: {} rows, {percent} %", self.what, self.rows);
        }
    }

    /// All is done.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
