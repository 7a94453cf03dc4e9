//! Reading the project's files.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of the project.
pub struct File {
    /// Its path from the top of the project.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl File {
    /// A file that does not exist, to show a rule what breaks it.
    pub fn planted(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Whether it holds unit tests, which may do what the service may not.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One file.
pub fn file(path: &str) -> File {
    let text = fs::read_to_string(top().join(path));
    File {
        path: path.to_owned(),
        text: text.expect(path),
    }
}

/// The files of text in a folder, sorted; build output and what is hidden are left out, and so is what is not text.
pub fn files(folder: &str) -> Vec<File> {
    let mut paths = Vec::new();
    walk(&top().join(folder), &mut paths);
    paths.sort();
    let read = paths.into_iter().filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        let path = path.strip_prefix(top()).expect("a file of the project");
        Some(File {
            path: path.display().to_string(),
            text,
        })
    });
    read.collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().display().to_string();
        let built = ["target", "node_modules", "__pycache__", "mutants.out"].contains(&name.as_str());
        if built || name.starts_with('.') {
            continue;
        }
        if entry.file_type().expect("a kind").is_dir() {
            walk(&entry.path(), paths);
        } else {
            paths.push(entry.path());
        }
    }
}

/// The code of a Rust text: comments and what is between quotes become blank, and lines stay lines.
pub fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with('"') {
            quoted(rest)
        } else if !code.ends_with(is_of_word) && is_raw(rest) {
            raw(rest)
        } else if rest.starts_with('\'') {
            character(rest)
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        code.extend(
            rest[..length]
                .chars()
                .map(|one| if one == '\n' { '\n' } else { ' ' }),
        );
        rest = &rest[length..];
    }
    code
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, one)| {
        let ends = *one == '"' && !escaped;
        escaped = *one == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(place, _)| place + 1)
}

fn is_raw(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('r') else {
        return false;
    };
    rest.trim_start_matches('#').starts_with('"')
}

fn raw(text: &str) -> usize {
    let hashes = text[1..].chars().take_while(|one| *one == '#').count();
    let end = format!("\"{}", "#".repeat(hashes));
    let opened = 2 + hashes;
    text[opened..]
        .find(&end)
        .map_or(text.len(), |place| opened + place + end.len())
}

/// A character between quotes, or the quote alone where it begins a lifetime.
fn character(text: &str) -> usize {
    let mut ahead = text.chars().skip(1);
    match (ahead.next(), ahead.next()) {
        (Some('\\'), _) => text[2..].find('\'').map_or(1, |place| place + 3).max(4),
        (Some(one), Some('\'')) => 2 + one.len_utf8(),
        _ => 1,
    }
}

fn is_of_word(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

/// Where a word stands in a text, as bytes; not as part of another word.
pub fn places(text: &str, word: &str) -> Vec<usize> {
    let alone = |place: &usize| {
        let before = text[..*place].chars().next_back();
        let after = text[place + word.len()..].chars().next();
        !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word)
    };
    text.match_indices(word)
        .map(|(place, _)| place)
        .filter(alone)
        .collect()
}

/// The line of a place, from 1.
pub fn line(text: &str, place: usize) -> usize {
    text[..place].matches('\n').count() + 1
}

#[test]
fn code_is_told_from_comments_and_quotes() {
    let text =
        "let a = \"sqlx \\\" x\"; // sqlx\nlet b = r#\"sqlx\"#; let c = '\"'; let d: &'a str; sqlx::query();";
    let code = code(text);
    assert_eq!(code.len(), text.len());
    assert_eq!(places(&code, "sqlx").len(), 1);
    assert_eq!(line(&code, places(&code, "sqlx")[0]), 2);
    assert!(code.contains("let d: &"), "{code}");
}
