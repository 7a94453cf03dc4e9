//! Learning actions and training sessions, their steps, and what became of them.

mod answer;
mod filter;
mod record;
mod steps;
mod summary;
mod training;

pub use self::{
    answer::{action, training},
    filter::{action_filter, training_filter},
    summary::{summary, summary_period},
};
use super::Reader;
use crate::{
    api::write::{Draft, Terms},
    app::submission::Secret,
    domain::{
        history,
        ids::CodeId,
        learning::{action, training as session},
        lists::List,
    },
};

fn draft(command: action::Command, secret: Option<Secret>, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Action(command),
        secrets: secret.into_iter().collect(),
        terms,
    }
}

fn training_draft(command: session::Command, secret: Option<Secret>, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Training(command),
        secrets: secret.into_iter().collect(),
        terms,
    }
}

/// Codes of a list for use on a date: at most so many, each once.
fn distinct_codes(
    reader: &mut Reader<'_>,
    field: &str,
    list: List,
    names: Vec<String>,
    (most, on): (usize, Option<chrono::NaiveDate>),
) -> Option<Vec<CodeId>> {
    let names = reader.at_most(field, names, most)?;
    let mut read: Vec<Option<CodeId>> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let field = format_args!("{field}[{place}]");
        let code = reader.code(field, list, name, on);
        if code.is_some() && read.contains(&code) {
            reader.refuse(field, "must be given once");
        }
        read.push(code);
    }
    read.into_iter().collect()
}

/// Codes of a list as a filter names them.
fn filter_codes(reader: &mut Reader<'_>, field: &str, list: List, names: Vec<String>) -> Option<Vec<CodeId>> {
    let names = reader.at_most(field, names, crate::domain::limits::FILTER_VALUES_MAX)?;
    let mut read = Vec::new();
    for (place, name) in names.iter().enumerate() {
        read.push(reader.code(format_args!("{field}[{place}]"), list, name, None));
    }
    read.into_iter().collect()
}
