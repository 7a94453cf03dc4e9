//! Published tables and what is said about them, and the contradictions in them.
//!
//! The rules are general: they know sums, shares, changes, periods and units, and no report. A table is read down its
//! columns and across its rows alike. What cannot be known, such as a number that is withheld, contradicts nothing.
//!
//! To add a rule, give it a name in `finding.rs` and a file in `rules`.

mod bands;
mod cell;
mod document;
mod draft;
mod finding;
mod ledger;
mod number;
mod reading;
mod rules;
mod register;
mod view;
mod when;
mod words;
mod unit;
mod direction;
#[cfg(test)]
mod tests;

pub use self::{
    cell::Cell,
    document::{Header, Publication, Statement, StatementKind, Table, When},
    draft::{FilterDraft, HeaderDraft, Problem, PublicationDraft, RowDraft, StatementDraft, TableDraft},
    finding::{Class, Finding, Place, Rule},
    number::Number,
    register::Question,
    rules::check,
    unit::Unit,
    words::{Role, normal},
};
