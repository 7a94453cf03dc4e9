//! Keys and notes against examples that others made, and what must be refused.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use ring::rand::SystemRandom;

use super::*;
use crate::domain::checkpoint::Checkpoint;

/// The example of Go's package `golang.org/x/mod/sumdb/note`: its keys, and a note that it signed.
const GO_PRIVATE: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const GO_PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn write_key(path: &Path, text: &str, mode: u32) {
    fs::write(path, text).expect("a file");
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn the_keys_and_the_note_of_go_are_ours_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    write_key(&path, &format!("{GO_PRIVATE}\n"), 0o600);
    let key = SigningKey::open(&path).expect("a key");
    assert_eq!(key.verifier().to_string(), GO_PUBLIC);
    let keys = [VerifierKey::parse(GO_PUBLIC).expect("a key")];
    assert_eq!(keys[0], *key.verifier());
    let text = open(GO_NOTE, &keys).expect("a note");
    assert!(text.ends_with("problem is.\n"), "{text}");
    // A witness's line is passed over; a line that says it is of the key and is not makes the note void.
    let cosigned = format!("{GO_NOTE}\u{2014} witness.example AAAAAAAAAAAA\n");
    assert_eq!(open(&cosigned, &keys), Ok(text));
    assert_eq!(
        open(&GO_NOTE.replace("problem is", "trouble is"), &keys),
        Err(NoteError::Forged)
    );
    assert_eq!(
        open(&GO_NOTE.replace("PeterNeumann", "Somebody"), &keys),
        Err(NoteError::Unsigned)
    );
    assert_eq!(open(GO_NOTE, &[]), Err(NoteError::Unsigned));
    for cut in 0..GO_NOTE.len() {
        if let Some(cut_short) = GO_NOTE.get(..cut) {
            assert_eq!(open(cut_short, &keys), Err(NoteError::Malformed), "{cut}");
        }
    }
}

#[test]
fn what_is_no_key_is_refused() {
    let wrong = [
        "",
        "PeterNeumann",
        &GO_PUBLIC.replace("c74f20a3", "c74f20a4"),
        &GO_PUBLIC.replace("PeterNeumann", "Peter Neumann"),
        &GO_PUBLIC.replace("ARpc", "Arpc"),
        &GO_PUBLIC[..GO_PUBLIC.len() - 4],
    ];
    for text in wrong {
        assert!(VerifierKey::parse(text).is_err(), "{text}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    write_key(&path, GO_PRIVATE, 0o640);
    assert_eq!(SigningKey::open(&path).err(), Some(KeyError::Exposed(0o640)));
    write_key(&path, GO_PUBLIC, 0o600);
    assert_eq!(SigningKey::open(&path).err(), Some(KeyError::Private));
    assert!(!format!("{:?}", KeyError::Private).contains("AYEK"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a key must be a new one")]
fn a_checkpoint_is_signed_under_the_name_of_its_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    let random = SystemRandom::new();
    let made = SigningKey::make(&path, "register.example", &random).expect("a key");
    let mode = fs::metadata(&path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let again = SigningKey::make(&path, "register.example", &random);
    assert!(matches!(
        again,
        Err(KeyError::File(std::io::ErrorKind::AlreadyExists))
    ));
    assert_eq!(
        SigningKey::open(&path).expect("a key").verifier(),
        made.verifier()
    );

    let checkpoint = Checkpoint {
        origin: "register.example/kent".to_owned(),
        size: 3,
        root: [9; 32],
    };
    let note = sign(&made, "kent", &checkpoint);
    let place = Folder::open(folder.path()).expect("a folder");
    assert!(place.add("kent", 3, &note).expect("added"));
    assert!(!place.add("kent", 3, "another").expect("not added"));
    let files = place.notes("kent").expect("files");
    let read = |file: &NoteFile| read_note("kent", file, &made.verifiers()).expect("a file");
    assert_eq!(read(&files[0]), Ok((checkpoint.clone(), note.clone())));
    // The same note stands neither for another size nor for another log.
    assert!(place.add("kent", 4, &note).expect("added"));
    let files = place.notes("kent").expect("files");
    assert_eq!(read(&files[1]), Err(NoteError::Other));
    let elsewhere = read_note("bath", &files[0], &made.verifiers()).expect("a file");
    assert_eq!(elsewhere, Err(NoteError::Unsigned));
}
