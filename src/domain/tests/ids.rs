//! Which texts are ids, and how streams are named by them.

use super::*;
use crate::domain::{
    ids::{Id, Named, Stream, StreamKind},
    limits,
};

fn accepts<Of: Named>(text: &str) -> bool {
    Id::<Of>::parse(text).is_ok_and(|id| id.as_str() == text && id.to_string() == text)
}

#[test]
fn an_id_starts_well_and_holds_only_what_it_may() {
    use crate::domain::ids::{OfAuthority, OfClient, OfCode};
    for (text, of_authority, of_client, of_code) in [
        ("anytown", true, true, true),
        ("a1-b", true, true, true),
        ("a", true, true, true),
        ("", false, false, false),
        ("1st", false, false, true),
        ("-a", false, false, false),
        ("_a", false, false, false),
        ("a_b", false, false, true),
        ("Anytown", false, false, false),
        ("a b", false, false, false),
        ("é", false, false, false),
    ] {
        assert_eq!(accepts::<OfAuthority>(text), of_authority, "{text}");
        assert_eq!(accepts::<OfClient>(text), of_client, "{text}");
        assert_eq!(accepts::<OfCode>(text), of_code, "{text}");
    }
}

#[test]
fn an_id_is_as_long_as_its_limit_and_no_longer() {
    let of = |length: usize| "a".repeat(length);
    assert!(AuthorityId::parse(&of(limits::SLUG_CHARACTERS_MAX)).is_ok());
    assert!(AuthorityId::parse(&of(limits::SLUG_CHARACTERS_MAX + 1)).is_err());
    assert!(ClientId::parse(&of(limits::SLUG_CHARACTERS_MAX)).is_ok());
    assert!(ClientId::parse(&of(limits::SLUG_CHARACTERS_MAX + 1)).is_err());
    assert!(CodeId::parse(&of(limits::CODE_CHARACTERS_MAX)).is_ok());
    let refused = CodeId::parse(&of(limits::CODE_CHARACTERS_MAX + 1)).expect_err("too long");
    let max = limits::CODE_CHARACTERS_MAX;
    assert_eq!(
        refused.to_string(),
        format!(
            "must be 1 to {max} small letters, digits, hyphens and underscores, starting with a letter or digit"
        )
    );
}

#[test]
fn the_deployment_is_an_authority_of_its_own() {
    assert!(AuthorityId::system().is_system());
    assert!(!AuthorityId::parse("anytown").expect("an id").is_system());
    assert_eq!(AuthorityId::system().as_str(), "system");
}

#[test]
fn a_stream_is_named_by_authority_kind_and_number() {
    let anytown = AuthorityId::parse("anytown").expect("an id");
    for (stream, kind, number) in [
        (Stream::reference(&anytown), StreamKind::Reference, 0),
        (Stream::access(&anytown), StreamKind::Access, 0),
        (Stream::representation(&anytown, 7), StreamKind::Representation, 7),
        (Stream::case(&anytown, 8), StreamKind::Case, 8),
        (Stream::action(&anytown, 9), StreamKind::Action, 9),
        (Stream::training(&anytown, 10), StreamKind::Training, 10),
    ] {
        let expected = Stream {
            authority: anytown.clone(),
            kind,
            number,
        };
        assert_eq!(stream, expected);
    }
}

/// What README promises of the sizes of messages.
#[test]
fn messages_are_bounded_in_mebibytes() {
    assert_eq!(limits::REQUEST_BYTES_MAX, 1_048_576);
    assert_eq!(limits::RESPONSE_BYTES_MAX, 16_777_216);
    assert_eq!(limits::HEADER_LIST_BYTES_MAX, 16_384);
}
