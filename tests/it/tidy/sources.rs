//! How the sources are written: sizes, documents, and what may not be left in.

use std::path::Path;

use super::{
    holds,
    read::{File, code, files, line, places},
};

/// Longest file, in lines.
const FILE_LINES_MAX: usize = 400;
/// Longest function, in lines.
const FUNCTION_LINES_MAX: usize = 100;

fn too_long(file: &File) -> Vec<String> {
    let mut violations = Vec::new();
    let lines = file.text.lines().count();
    if lines > FILE_LINES_MAX {
        violations.push(format!("{}: {lines} lines", file.path));
    }
    let code = code(&file.text);
    for place in places(&code, "fn") {
        let name = code[place + 2..].trim_start();
        let name = &name[..name.find(['(', '<']).unwrap_or(name.len())];
        let lines = body(&code[place..]).map_or(0, |body| body.lines().count());
        if lines > FUNCTION_LINES_MAX {
            let line = line(&code, place);
            violations.push(format!("{}:{line}: `{name}` has {lines} lines", file.path));
        }
    }
    violations
}

/// From the start of a function to its last brace; nothing where it has no body.
fn body(code: &str) -> Option<&str> {
    let mut depth = 0;
    for (place, one) in code.char_indices() {
        match one {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(&code[..=place]),
            '}' => depth -= 1,
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn undocumented(file: &File) -> Vec<String> {
    // Templates, styles and snapshots say what they are in the files that use them.
    let begins = file.text.starts_with("//!")
        || Path::new(&file.path)
            .extension()
            .is_none_or(|extension| extension != "rs");
    let violation = (!begins && !file.is_test()).then(|| format!("{}: does not say what it is", file.path));
    violation.into_iter().collect()
}

fn left_in(file: &File) -> Vec<String> {
    if file.is_test() {
        return Vec::new();
    }
    let code = code(&file.text);
    let unfinished = [
        ".unwrap()",
        "todo!",
        "unimplemented!",
        "dbg!",
        "#[allow(",
        "#![allow(",
    ];
    let found = unfinished.iter().flat_map(|text| code.match_indices(text));
    found
        .map(|(place, text)| format!("{}:{}: `{text}`", file.path, line(&code, place)))
        .collect()
}

/// A statement that is not in the `all` of its file is prepared by no test.
fn unlisted(file: &File) -> Vec<String> {
    let code = code(&file.text);
    let listed = code
        .find("fn all()")
        .and_then(|place| body(&code[place..]))
        .unwrap_or_default();
    let statics = code.split("\nstatic ").skip(1).filter_map(|rest| {
        let (name, kind) = rest.split_once(':')?;
        let kind = kind.split('=').next()?;
        places(kind, "Statement").first()?;
        Some(name.trim())
    });
    statics
        .filter(|name| places(listed, name).is_empty())
        .map(|name| format!("{}: `{name}` is not in its `all`", file.path))
        .collect()
}

#[test]
fn the_sources_are_tidy() {
    let files = files("src");
    let mut violations: Vec<String> = files.iter().flat_map(too_long).collect();
    violations.extend(files.iter().flat_map(undocumented));
    violations.extend(files.iter().flat_map(left_in));
    violations.extend(files.iter().flat_map(unlisted));
    holds(&violations);
}

#[test]
fn what_is_untidy_is_found() {
    let long = format!("fn long() {{\n{}}}\n", "    step();\n".repeat(100));
    assert_eq!(too_long(&File::planted("src/a.rs", &long)).len(), 1);
    let longer = "//! A.\n".repeat(401);
    assert_eq!(too_long(&File::planted("src/a.rs", &longer)).len(), 1);
    assert_eq!(undocumented(&File::planted("src/a.rs", "pub mod b;")).len(), 1);
    let text = "let a = b.unwrap(); // .unwrap()\ndbg!(a);";
    assert_eq!(left_in(&File::planted("src/a.rs", text)).len(), 2);
    assert_eq!(left_in(&File::planted("src/a/tests.rs", text)).len(), 0);
    let text = "//! A.\nstatic ONE: LazyLock<Statement> = x;\nstatic TWO: LazyLock<Statement> = y;
        pub fn all() -> Vec<&'static Statement> { vec![&ONE] }";
    assert_eq!(unlisted(&File::planted("src/store/a.rs", text)).len(), 1);
}
