//! Reading files of published tables.

use std::{fs, path::Path};

use super::{form::Document, lines};
use crate::domain::publication::{Problem, Publication, PublicationDraft};

/// What cannot be read, one line each.
pub type Problems = Vec<String>;

/// Reads the documents of a file: JSON, or CSV by its extension.
///
/// # Errors
/// Everything that is wrong with it, each with its line or its path.
pub fn file(path: &Path) -> Result<Vec<PublicationDraft>, Problems> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| vec![format!("{shown}: {error}")])?;
    let is_csv = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let named = |problem: String| format!("{shown}{problem}");
    let read = if is_csv { csv(&text) } else { json(&text) };
    read.map_err(|problems| problems.into_iter().map(named).collect())
}

/// Reads JSON.
///
/// # Errors
/// What is wrong, with its line and column, or its path.
pub fn json(text: &str) -> Result<Vec<PublicationDraft>, Problems> {
    let text = text.trim_start_matches('\u{feff}');
    let read = if text.trim_start().starts_with('[') {
        serde_json::from_str::<Vec<Document>>(text)
    } else {
        serde_json::from_str::<Document>(text).map(|document| vec![document])
    };
    let documents = read.map_err(|error| vec![located(&error)])?;
    let drafts: Vec<PublicationDraft> = documents.into_iter().map(PublicationDraft::from).collect();
    check_each(&drafts, |place, Problem { field, text }| {
        let document = if drafts.len() > 1 {
            format!("[{place}].")
        } else {
            String::new()
        };
        format!(": {document}{field} {text}")
    })?;
    Ok(drafts)
}

/// Reads CSV.
///
/// # Errors
/// What is wrong, with its line.
pub fn csv(text: &str) -> Result<Vec<PublicationDraft>, Problems> {
    let documents =
        lines::read(text).map_err(|problem| vec![format!(":{}: {}", problem.line, problem.text)])?;
    let drafts: Vec<PublicationDraft> = documents.iter().map(|document| document.draft.clone()).collect();
    check_each(&drafts, |place, Problem { field, text }| {
        let line = documents[place].line_of(&field).unwrap_or(0);
        format!(":{line}: {field} {text}")
    })?;
    Ok(drafts)
}

fn check_each(drafts: &[PublicationDraft], say: impl Fn(usize, Problem) -> String) -> Result<(), Problems> {
    if drafts.is_empty() {
        return Err(vec![": holds no document".to_owned()]);
    }
    let mut problems = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let wrong = Publication::of(draft).err().unwrap_or_default();
        problems.extend(wrong.into_iter().map(|problem| say(place, problem)));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// serde's message, with its place in front.
fn located(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = message.strip_suffix(&place).unwrap_or(&message);
    format!(":{}:{}: {text}", error.line(), error.column())
}
