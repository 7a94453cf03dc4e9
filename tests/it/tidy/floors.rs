//! Which file may name what: dependencies point down only.

use super::{
    holds,
    read::{File, code, files, line, places},
};

/// A word, and the places in which alone it may stand.
struct Fence {
    words: &'static [&'static str],
    only_in: &'static [&'static str],
}

const FENCES: &[Fence] = &[
    Fence {
        words: &["sqlx"],
        only_in: &["src/store/"],
    },
    Fence {
        words: &[
            "tonic",
            "tonic_health",
            "tonic_reflection",
            "prost",
            "prost_types",
            "prost_reflect",
            "wire",
        ],
        only_in: &["src/api/", "src/cli/", "src/server.rs", "src/server/"],
    },
    Fence {
        words: &["Utc::now", "SystemTime::now", "SystemRandom::new"],
        only_in: &["src/app/sources.rs"],
    },
    Fence {
        words: &["Local::now"],
        only_in: &[],
    },
];

/// For each floor, the modules of this crate that it may not name.
const ABOVE: &[(&str, &[&str])] = &[
    (
        "src/domain/",
        &[
            "store",
            "app",
            "api",
            "cli",
            "server",
            "config",
            "telemetry",
            "report",
        ],
    ),
    (
        "src/store/",
        &["app", "api", "cli", "server", "config", "telemetry", "report"],
    ),
    (
        "src/app/",
        &["api", "cli", "server", "config", "telemetry", "report"],
    ),
    ("src/api/", &["cli", "server", "config", "telemetry"]),
    (
        "src/report/",
        &["store", "app", "api", "cli", "server", "config", "telemetry"],
    ),
    ("src/cli/", &["store"]),
];

fn past_a_fence(file: &File) -> Vec<String> {
    let code = code(&file.text);
    let is_in = |place: &&str| file.path.starts_with(*place);
    let mut violations = Vec::new();
    for fence in FENCES.iter().filter(|fence| !fence.only_in.iter().any(is_in)) {
        for word in fence.words {
            for place in places(&code, word) {
                violations.push(format!("{}:{}: names `{word}`", file.path, line(&code, place)));
            }
        }
    }
    violations
}

fn names_a_floor_above(file: &File) -> Vec<String> {
    let code = code(&file.text);
    let named = modules_of_crate(&code);
    let floors = ABOVE.iter().filter(|(floor, _)| file.path.starts_with(floor));
    floors
        .flat_map(|(_, above)| *above)
        .filter(|above| named.iter().any(|name| name == *above))
        .map(|above| format!("{}: names `crate::{above}`", file.path))
        .collect()
}

/// The modules that a text names after `crate::`, alone or in a list.
fn modules_of_crate(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (place, found) in code.match_indices("crate::") {
        let rest = &code[place + found.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.push(word_at(rest));
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (place, one) in list.char_indices() {
            match one {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                one if begins && !one.is_whitespace() => {
                    names.push(word_at(&list[place..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn word_at(text: &str) -> String {
    text.chars()
        .take_while(|one| one.is_alphanumeric() || *one == '_')
        .collect()
}

fn is_asynchronous(file: &File) -> Vec<String> {
    let code = code(&file.text);
    let found = ["async", "await", "tokio", "Future"]
        .iter()
        .flat_map(|word| places(&code, word));
    let of_domain = file.path.starts_with("src/domain/");
    let found = found.filter(|_| of_domain);
    found
        .map(|place| format!("{}:{}: is not synchronous", file.path, line(&code, place)))
        .collect()
}

#[test]
fn each_floor_names_only_what_is_below_it() {
    let files = files("src");
    let files: Vec<File> = files.into_iter().filter(|file| !file.is_test()).collect();
    assert!(files.len() > 100, "the sources were not found");
    let mut violations: Vec<String> = files.iter().flat_map(past_a_fence).collect();
    violations.extend(files.iter().flat_map(names_a_floor_above));
    violations.extend(files.iter().flat_map(is_asynchronous));
    let reads = files
        .iter()
        .map(|file| places(&code(&file.text), "Utc::now").len());
    if reads.sum::<usize>() != 1 {
        violations.push("the system clock is not read in exactly one place".to_owned());
    }
    holds(&violations);
}

#[test]
fn what_breaks_a_floor_is_found() {
    let broken = [
        ("src/app/lane.rs", "use sqlx::Row;"),
        ("src/app/lane.rs", "fn of(message: wire::Team) {}"),
        ("src/domain/clock.rs", "let now = chrono::Utc::now();"),
        ("src/app/sources.rs", "Local::now()"),
    ];
    for (path, text) in broken {
        assert_eq!(past_a_fence(&File::planted(path, text)).len(), 1, "{text}");
    }
    let broken = [
        ("src/domain/ids.rs", "use crate::store::Database;"),
        ("src/app/lane.rs", "use crate::{domain::{ids, word}, api::names};"),
        (
            "src/cli/token.rs",
            "let error = crate::store::StoreError::Locked;",
        ),
    ];
    for (path, text) in broken {
        assert_eq!(names_a_floor_above(&File::planted(path, text)).len(), 1, "{text}");
    }
    let fine = File::planted(
        "src/app/lane.rs",
        "use crate::{domain::{api, cli}, store}; // crate::api",
    );
    assert_eq!(names_a_floor_above(&fine), Vec::<String>::new());
    let waits = File::planted("src/domain/clock.rs", "pub async fn wait() {}");
    assert_eq!(is_asynchronous(&waits).len(), 1);
}
