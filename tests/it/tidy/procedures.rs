//! The page of clocks and turns names calls, tests, clocks and lists that there are, and leaves none out.

use std::collections::BTreeSet;

use prost_reflect::DescriptorPool;
use redress::{
    api::wire::DESCRIPTORS,
    domain::{lists::List, policy::ClockName, word::Word},
};

use super::{
    holds,
    read::{File, file, files},
};

const PAGE: &str = "docs/procedures.md";

/// A row: what it is, its source, its calls, its tests, and where it is set.
type Row<'p> = [&'p str; 5];

fn rows(page: &str) -> Vec<Row<'_>> {
    let lines = page.lines().filter(|line| line.starts_with("| "));
    let cells = lines.filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        cells.try_into().ok()
    });
    cells.filter(|row: &Row<'_>| row[0] != "What").collect()
}

/// What stands between backquotes.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// What stands between backquotes after one of these words, with what follows it after commas.
fn named<'c>(cell: &'c str, words: [&str; 2]) -> Vec<&'c str> {
    let parts = cell.split(';').map(str::trim);
    parts
        .filter(|part| words.iter().any(|word| part.starts_with(&format!("{word} "))))
        .flat_map(quoted)
        .collect()
}

/// The calls of two services, and whether a page must name them: those that record something.
fn calls() -> Vec<(String, bool)> {
    let pool = DescriptorPool::decode(DESCRIPTORS).expect("descriptors");
    let services = pool
        .services()
        .filter(|service| service.package_name() == "redress.v1");
    services
        .flat_map(|service| {
            let casework = ["RepresentationsService", "OmbudsmanService"].contains(&service.name());
            service
                .methods()
                .map(move |method| {
                    let reads = ["Get", "List"].iter().any(|word| method.name().starts_with(word));
                    (method.name().to_owned(), casework && !reads)
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

fn wrong_rows(page: &str, sources: &[File]) -> Vec<String> {
    let calls = calls();
    let lists: Vec<&str> = List::ALL.iter().map(|list| list.word()).collect();
    let clocks: Vec<&str> = ClockName::ALL.iter().map(|clock| clock.word()).collect();
    let mut wrong = Vec::new();
    for [what, _, named_calls, tests, set] in rows(page) {
        let mut unknown = |kind: &str, name: &str| wrong.push(format!("{PAGE}: {what}: no {kind} {name}"));
        for call in quoted(named_calls).filter(|name| !calls.iter().any(|(call, _)| call == name)) {
            unknown("call", call);
        }
        for test in quoted(tests).filter(|test| !is_test(test, sources)) {
            unknown("test", test);
        }
        for list in named(set, ["list", "lists"])
            .iter()
            .filter(|list| !lists.contains(list))
        {
            unknown("list", list);
        }
        let clock = named(set, ["clock", "clocks"]);
        if let Some(clock) = clock.first().filter(|clock| !clocks.contains(clock)) {
            unknown("clock", clock);
        }
    }
    wrong
}

/// Whether `file: name` is a test of the sources.
fn is_test(test: &str, sources: &[File]) -> bool {
    let Some((path, name)) = test.split_once(": ") else {
        return false;
    };
    let path = if path.starts_with("src/") {
        path.to_owned()
    } else {
        format!("tests/it/{path}")
    };
    let header = format!("fn {name}()");
    sources.iter().any(|source| {
        let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
        source.path == path
            && lines
                .windows(2)
                .any(|pair| pair[0].ends_with("test]") && pair[1].contains(&header))
    })
}

fn left_out(page: &str) -> Vec<String> {
    let rows = rows(page);
    let told: BTreeSet<&str> = rows.iter().flat_map(|row| quoted(row[2])).collect();
    let clocks: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| named(row[4], ["clock", "clocks"]))
        .collect();
    let calls = calls()
        .into_iter()
        .filter(|(call, needed)| *needed && !told.contains(call.as_str()));
    let timed = ClockName::ALL
        .iter()
        .map(|clock| clock.word())
        .filter(|clock| !clocks.contains(clock));
    calls
        .map(|(call, _)| format!("{PAGE}: {call} is left out"))
        .chain(timed.map(|clock| format!("{PAGE}: the clock {clock} is left out")))
        .collect()
}

fn sources() -> Vec<File> {
    let mut sources = files("tests/it");
    sources.extend(files("src"));
    sources
}

#[test]
fn the_page_of_clocks_and_turns_names_what_there_is() {
    let page = file(PAGE).text;
    assert!(
        rows(&page).len() > 90,
        "only {} rows were found",
        rows(&page).len()
    );
    holds(&wrong_rows(&page, &sources()));
    holds(&left_out(&page));
}

#[test]
fn a_row_that_names_what_there_is_not_is_found() {
    let sources = sources();
    let row = "| A thing | REG06, A | `DoNothing`, `GetCase` | `stories/turns.rs: a_turn` | clock `snack`; list `pets` |";
    let found = wrong_rows(row, &sources);
    for (kind, name) in [
        ("call", "DoNothing"),
        ("test", "stories/turns.rs: a_turn"),
        ("clock", "snack"),
        ("list", "pets"),
    ] {
        assert!(
            found.contains(&format!("{PAGE}: A thing: no {kind} {name}")),
            "{found:#?}"
        );
    }
    assert_eq!(found.len(), 4, "{found:#?}");
    let page = file(PAGE).text;
    let without: Vec<&str> = page
        .lines()
        .filter(|line| !line.contains("`ReviewDeferral`"))
        .collect();
    let expected =
        ["ReviewDeferral", "the clock deferral_review"].map(|name| format!("{PAGE}: {name} is left out"));
    assert_eq!(left_out(&without.join("\n")), expected);
}
