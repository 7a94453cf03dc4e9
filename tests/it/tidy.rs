//! The project's own rules, read off its files. Each rule answers what breaks it, and is shown a text that does: a
//! rule that cannot fail says nothing.

mod contract;
mod floors;
mod lock;
mod migrations;
mod procedures;
pub mod read;
mod sources;
mod statements;
mod texts;

/// Fails with everything that breaks a rule.
pub fn holds(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}
