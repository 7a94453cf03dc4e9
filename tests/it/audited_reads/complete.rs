//! The list of the methods that open what is sealed is the whole list.

use std::{collections::BTreeSet, fs, path::Path};

use super::METHODS;
use crate::harness::samples::methods;

/// Where the sources open what is sealed: the one place in the app, and who asks it to.
const OPENS: [(&str, &[&str]); 3] = [
    ("sealer.open(", &["src/app/reads.rs"]),
    (".open_sealed(", &["src/api/door.rs", "src/api/subject.rs"]),
    (".look_up_person(", &["src/api/representations/reading.rs"]),
];

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            found.push((path.display().to_string(), text));
        }
    }
}

/// A method that takes a view may answer everything; no other one opens anything.
#[test]
fn every_method_that_opens_what_is_sealed_is_tried() {
    let with_view = methods().into_iter().filter(|method| {
        let view = method.input().get_field_by_name("view");
        view.and_then(|field| field.kind().as_enum().map(|of| of.full_name().to_owned()))
            .is_some_and(|name| name == "redress.v1.View")
    });
    let mut declared: BTreeSet<String> = with_view.map(|method| method.name().to_owned()).collect();
    let finding = methods()
        .into_iter()
        .filter(|method| method.name().starts_with("LookUp") || method.name() == "ExportSubject");
    declared.extend(finding.map(|method| method.name().to_owned()));
    let tried: BTreeSet<String> = METHODS.iter().map(|method| (*method).to_owned()).collect();
    assert_eq!(
        tried, declared,
        "each method with a view is tried, and nothing else is"
    );
}

#[test]
fn nothing_opens_what_is_sealed_but_the_one_way() {
    let mut files = Vec::new();
    sources(Path::new("src/app"), &mut files);
    sources(Path::new("src/api"), &mut files);
    sources(Path::new("src/cli"), &mut files);
    assert!(files.len() > 100, "the sources were not found");
    for (text, only_in) in OPENS {
        let mut places: Vec<&str> = files
            .iter()
            .filter(|(_, source)| source.contains(text))
            .map(|(path, _)| path.as_str())
            .collect();
        places.sort_unstable();
        assert_eq!(
            places, only_in,
            "{text}: a new place needs its methods in METHODS"
        );
    }
}
