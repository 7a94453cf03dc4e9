//! The canonical text of a release, form 1. It is for ever, as the text of a table is: a change is a new form with
//! another first line, and the old one is still read.

use std::fmt::Write as _;

use crate::domain::{
    disclosure::policy::Policy, edition::canonical, financial_year::Period, ids::AuthorityId,
    statistics::Table, word::Word,
};

/// The first line.
pub(super) const FORM: &str = "redress release 1";

/// What a release says before its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The authority.
    pub authority: AuthorityId,
    /// The id of the grid.
    pub grid: String,
    /// The period.
    pub period: Period,
    /// The version, from 1.
    pub version: u32,
    /// The policy that the tables were made by.
    pub policy: Policy,
}

/// Writes a release of tables that are safe to share. It says neither the position that they were counted at, which is
/// another in every deployment, nor why anything is withheld, which would tell what is small.
pub fn write(header: &Header, tables: &[Table]) -> String {
    let Header {
        authority,
        grid,
        period,
        version,
        policy: Policy { mode, threshold },
    } = header;
    let mut text = format!("{FORM}\n");
    // Writing to a string does not fail, and none of these holds a tab or a line feed.
    let _ = writeln!(text, "authority\t{authority}");
    let _ = writeln!(text, "grid\t{grid}");
    let _ = writeln!(text, "period\t{}\t{}", period.starts_on(), period.ends_on());
    let _ = writeln!(text, "version\t{version}");
    let _ = writeln!(text, "policy\t{}\t{threshold}", mode.word());
    for table in tables {
        text.push_str(&canonical(table.id, table.title, table));
    }
    text
}
