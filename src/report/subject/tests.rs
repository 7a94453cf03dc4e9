//! The bundle of an invented person.

use std::io::{Cursor, Read};

use super::{Bundle, Line, Mark, Page, file};

fn line(label: &str, value: &str, mark: Mark) -> Line {
    Line {
        label: label.to_owned(),
        value: value.to_owned(),
        mark,
    }
}

fn bundle(withholds: bool) -> Bundle {
    Bundle {
        authority: "northwick".to_owned(),
        person: "the complainant",
        made_on: "2026-06-01".parse().expect("a date"),
        withholds,
        pages: vec![Page {
            name: "authorities/northwick/representations/7".to_owned(),
            kind: "Representation",
            erased_on: None,
            lines: vec![
                line("Complainant: full name", "Alex <Invented>", Mark::Own),
                line("Narrative", "=Nobody came.", Mark::FreeText),
                line("Service user: full name", "Robin Invented", Mark::AnotherPerson),
            ],
        }],
    }
}

fn text(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("a file");
    file.read_to_string(&mut text).expect("a text");
    text
}

#[test]
fn third_parties_are_marked_or_withheld_in_every_form() {
    for withholds in [false, true] {
        let archive = file(&bundle(withholds)).expect("a bundle").content;
        assert_eq!(archive, file(&bundle(withholds)).expect("the same").content);
        let contents = text(&archive, "contents.html");
        assert!(contents.contains("record-01.html") && contents.contains("1 June 2026"));
        for name in ["record-01.html", "records.csv"] {
            let told = text(&archive, name);
            assert!(told.contains("About another person"), "{name}");
            assert_eq!(told.contains("Robin"), !withholds, "{name}");
            assert_eq!(told.contains("Withheld"), withholds, "{name}");
            assert!(told.contains("Free text: read before it is disclosed"), "{name}");
        }
        // No text of a person is markup or a formula.
        assert!(text(&archive, "record-01.html").contains("Alex &#60;Invented&#62;"));
        assert!(text(&archive, "records.csv").contains("'=Nobody came."));
    }
}
