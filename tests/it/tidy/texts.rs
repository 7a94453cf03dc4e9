//! What no file of the project may say: where somebody's machine keeps things, and which hosts packages come from.

use super::{
    holds,
    read::{File, files},
};

/// In two halves, so that this file does not break its own rule.
const HOSTS: &[(&str, &str)] = &[
    ("crates", ".io"),
    ("docker", ".io"),
    ("ghcr", ".io"),
    ("gcr", ".io"),
    ("quay", ".io"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("npmjs", ".org"),
    ("proxy.golang", ".org"),
    ("deb.debian", ".org"),
];

/// Folders of one machine or one person.
const FOLDERS: &[(&str, &str)] = &[
    ("/work", "/main"),
    ("/work", "/shared"),
    ("/tmp", "/h/"),
    ("/ho", "me/"),
    ("/ro", "ot/"),
    ("/Us", "ers/"),
];

fn says_where(file: &File) -> Vec<String> {
    // Written by cargo, which names the host of each package. The vendored protos are not ours to change.
    let not_ours = file.path == "Cargo.lock" || file.path.starts_with("third_party/");
    // The name of an image begins with its host.
    let is_image = |line: &&str| file.path == "Dockerfile" && line.starts_with("FROM ");
    let text: String = file.text.lines().filter(|line| !is_image(line)).collect();
    let forbidden = HOSTS
        .iter()
        .chain(FOLDERS)
        .map(|(one, two)| format!("{one}{two}"));
    let found = forbidden.filter(|named| !not_ours && text.contains(named.as_str()));
    found
        .map(|named| format!("{}: says {named}", file.path))
        .collect()
}

#[test]
fn no_file_names_a_host_or_a_machine() {
    let files = files(".");
    assert!(
        files.iter().any(|file| file.path.ends_with("Cargo.toml")),
        "the files were not found"
    );
    holds(&files.iter().flat_map(says_where).collect::<Vec<_>>());
}

#[test]
fn a_host_and_a_machine_are_found() {
    let (one, two) = HOSTS[0];
    assert_eq!(
        says_where(&File::planted("README.md", &format!("from {one}{two}"))).len(),
        1
    );
    let (one, two) = FOLDERS[3];
    assert_eq!(
        says_where(&File::planted("README.md", &format!("in {one}{two}me"))).len(),
        1
    );
}
