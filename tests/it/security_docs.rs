//! `docs/security.md` and `docs/asvs.md` name what there is: every path and every test on them exists, every threat has a
//! test or says that there is none yet, and the sums of the ledger are those of its lines.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use crate::tidy::{holds, read::file};

const SECURITY: &str = "docs/security.md";
const LEDGER: &str = "docs/asvs.md";

/// The threats are A1 to this one.
const THREATS: u32 = 24;
/// What is said of each of them.
const PARTS: [&str; 4] = ["Answer", "Shown by", "Left", "Operator"];
/// The requirements of version 5.0.0: the level, and how many it has.
const LEVELS: [(&str, usize); 2] = [("1", 70), ("2", 183)];
/// What may be said of a requirement.
const WORDS: [&str; 5] = ["met", "partly", "not met", "not shown", "does not apply"];
/// The folders and files at the top that a page may name.
const FOLDERS: [&str; 9] = [
    "benches",
    "data",
    "docs",
    "migrations",
    "proto",
    "scripts",
    "src",
    "tests",
    "third_party",
];
const FILES: [&str; 9] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "Dockerfile",
    "README.md",
    "build.rs",
    "clippy.toml",
    "deny.toml",
];

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// Whether that is a file or a folder of the project, with or without the name of a test after it.
fn is_path(named: &str) -> bool {
    let (path, _) = parts(named);
    let folder = path.split_once('/').map(|(folder, _)| folder);
    folder.is_some_and(|folder| FOLDERS.contains(&folder)) || FILES.contains(&path)
}

/// The path, and the test of `path: test`.
fn parts(named: &str) -> (&str, Option<&str>) {
    match named.split_once(": ") {
        Some((path, test)) => (path, Some(test)),
        None => (named, None),
    }
}

/// Whether what a path leads to can fail: a test, or a script that is run before a change is merged.
fn is_test(named: &str) -> bool {
    let (path, _) = parts(named);
    let of_unit = path.ends_with("/tests.rs") || path.contains("/tests/");
    path.starts_with("tests/") || path.starts_with("scripts/") || of_unit
}

/// What a page names that is not there. A module is named by its folder, or by its file without the ending.
fn lacking(page: &str, text: &str) -> Vec<String> {
    let mut lacking = Vec::new();
    for named in quoted(text).filter(|named| is_path(named)) {
        let (path, test) = parts(named);
        let forms = [path.to_owned(), format!("{path}.rs")];
        let found = forms.into_iter().find(|form| top().join(form).exists());
        let is_there = match (found, test) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(found), Some(test)) => {
                top().join(&found).is_file() && file(&found).text.contains(&format!("fn {test}("))
            }
        };
        if !is_there {
            lacking.push(format!("{page}: no {named}"));
        }
    }
    // A link is read from the folder of the page.
    let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    for (target, _) in links {
        let target = target.split('#').next().unwrap_or_default();
        let is_elsewhere = target.is_empty() || target.starts_with("https://");
        if !is_elsewhere && !top().join("docs").join(target).exists() {
            lacking.push(format!("{page}: no {target}"));
        }
    }
    lacking
}

/// The threats of the page in their order, each with what is said of it.
fn threats(text: &str) -> Vec<(u32, &str)> {
    let sections = text.split("\n### A").skip(1);
    let threats = sections.filter_map(|section| {
        let (number, said) = section.split_once(". ")?;
        let end = said.find("\n## ").unwrap_or(said.len());
        Some((number.parse::<u32>().ok()?, &said[..end]))
    });
    threats.collect()
}

fn wrong_threats(text: &str) -> Vec<String> {
    let threats = threats(text);
    let mut wrong = Vec::new();
    let numbers: Vec<u32> = threats.iter().map(|(number, _)| *number).collect();
    if numbers != (1..=THREATS).collect::<Vec<_>>() {
        wrong.push(format!("{SECURITY}: the threats are {numbers:?}"));
    }
    for (number, said) in threats {
        let part = |name: &str| {
            let begin = format!("- **{name}.** ");
            said.lines().find(|line| line.starts_with(&begin))
        };
        let left_out = PARTS.iter().filter(|name| part(name).is_none());
        wrong.extend(left_out.map(|name| format!("{SECURITY}: A{number} does not say: {name}")));
        let shown = part("Shown by").unwrap_or_default();
        let has_test = quoted(shown).any(|named| is_path(named) && is_test(named));
        if !has_test && !shown.contains("not yet") {
            wrong.push(format!("{SECURITY}: A{number} has no test"));
        }
    }
    wrong
}

/// A line of the ledger.
struct Line<'p> {
    id: &'p str,
    level: &'p str,
    word: &'p str,
    why: &'p str,
}

/// The cells of a row of a table.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    Some(inner.split(" | ").collect())
}

/// A line of the ledger, if it is one from end to end.
fn read(line: &str) -> Option<Line<'_>> {
    let [id, level, _, word, why]: [&str; 5] = cells(line)?.try_into().ok()?;
    let numbers: Vec<u32> = id
        .split('.')
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    let is_level = LEVELS.iter().any(|(known, _)| *known == level);
    // Five cells have six bars.
    let is_whole = line.matches('|').count() == 6 && !why.is_empty();
    let is_line = numbers.len() == 3 && is_level && WORDS.contains(&word) && is_whole;
    is_line.then_some(Line { id, level, word, why })
}

/// The table at the top: each word with its sum.
fn sums(text: &str) -> BTreeMap<&str, usize> {
    let rows = text.lines().filter_map(|line| {
        let [word, sum]: [&str; 2] = cells(line)?.try_into().ok()?;
        Some((word, sum.parse::<usize>().ok()?))
    });
    rows.collect()
}

fn wrong_lines(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut lines = Vec::new();
    for line in text.lines() {
        let begins = line
            .strip_prefix("| ")
            .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
        match read(line) {
            Some(read) => lines.push(read),
            None if begins => wrong.push(format!("{LEDGER}: not a line of the ledger: {line}")),
            None => {}
        }
    }
    let ids: BTreeSet<&str> = lines.iter().map(|line| line.id).collect();
    if ids.len() != lines.len() {
        wrong.push(format!("{LEDGER}: a requirement has two lines"));
    }
    for (level, expected) in LEVELS {
        let found = lines.iter().filter(|line| line.level == level).count();
        if found != expected {
            wrong.push(format!("{LEDGER}: {found} lines of level {level}"));
        }
    }
    let sums = sums(text);
    let mut stated = |word: &str, found: usize| {
        if sums.get(word) != Some(&found) {
            wrong.push(format!("{LEDGER}: {found} lines say {word}"));
        }
    };
    for word in WORDS {
        stated(word, lines.iter().filter(|line| line.word == word).count());
    }
    stated("all", lines.len());
    for line in lines.iter().filter(|line| line.word == "met") {
        if !quoted(line.why).any(is_path) {
            wrong.push(format!("{LEDGER}: {} is met and names no path", line.id));
        }
    }
    wrong
}

#[test]
fn the_pages_name_what_there_is() {
    for page in [SECURITY, LEDGER] {
        let text = file(page).text;
        let named = quoted(&text).filter(|named| is_path(named)).count();
        assert!(named > 80, "{page}: only {named} paths were found");
        holds(&lacking(page, &text));
    }
}

#[test]
fn every_threat_has_a_test_or_says_that_there_is_none_yet() {
    holds(&wrong_threats(&file(SECURITY).text));
}

#[test]
fn the_ledger_is_summed_up_as_it_is() {
    holds(&wrong_lines(&file(LEDGER).text));
}

#[test]
fn what_a_page_names_that_there_is_not_is_found() {
    let text = "`src/nowhere.rs`, `tests/it/main.rs: nobody`, `tests/it: main`, `tests/it/tidy`, `tests/it/access/roles`, \
                `serve --listen`, [here](nowhere.md#there), [there](https://example.org), [above](#top)";
    let expected = [
        "src/nowhere.rs",
        "tests/it/main.rs: nobody",
        "tests/it: main",
        "nowhere.md",
    ];
    let expected = expected.map(|named| format!("{SECURITY}: no {named}"));
    assert_eq!(lacking(SECURITY, text), expected);
}

#[test]
fn a_threat_without_a_test_is_found() {
    let text = file(SECURITY).text;
    let line = |begin: &str| {
        let section = text.split("\n### A1. ").nth(1).expect("A1");
        let line = section.lines().find(|line| line.starts_with(begin));
        line.expect("a part").to_owned()
    };
    let untested = text.replace(&line("- **Shown by.**"), "- **Shown by.** `src/domain/release`.");
    assert_eq!(wrong_threats(&untested), [format!("{SECURITY}: A1 has no test")]);
    let admitted = text.replace(&line("- **Shown by.**"), "- **Shown by.** Nothing: not yet.");
    assert!(wrong_threats(&admitted).is_empty());
    let silent = text.replace(&line("- **Left.**"), "");
    assert_eq!(
        wrong_threats(&silent),
        [format!("{SECURITY}: A1 does not say: Left")]
    );
    let without = text.replace("\n### A24. ", "\n### B24. ");
    assert_eq!(wrong_threats(&without).len(), 1);
}

#[test]
fn a_line_that_is_none_and_a_sum_that_is_another_are_found() {
    let text = file(LEDGER).text;
    let first = text.lines().find(|line| line.starts_with("| 1.1.1 | "));
    let first = first.expect("a line");
    let with = |line: &str| text.replace(first, line);
    let found = wrong_lines(&with(
        "| 1.1.1 | 2 | something | nearly met | `src/api/codec.rs` |",
    ));
    assert!(found[0].contains("not a line of the ledger"), "{found:#?}");
    let found = wrong_lines(&with("| 1.1.1 | 2 | something | met | so it is |"));
    assert_eq!(found, [format!("{LEDGER}: 1.1.1 is met and names no path")]);
    let found = wrong_lines(&with("| 1.1.2 | 2 | something | met | `src/api/codec.rs` |"));
    assert_eq!(found, [format!("{LEDGER}: a requirement has two lines")]);
    let found = wrong_lines(&with("| 1.1.1 | 1 | something | not met | it is not |"));
    assert_eq!(found.len(), 4, "two levels and two words: {found:#?}");
}
