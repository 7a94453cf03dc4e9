//! Texts and lists at their limit, and one beyond.

use redress::{
    api::wire::{self, ErrorReason, Procedure, Representation},
    domain::{access::Role, limits},
};
use tonic::Code;

use crate::harness::{
    build::{complaint, compliment, concern, registration},
    day, for_each_register,
    refused::{invalid, refused},
};

type Change = fn(&mut Representation, usize);

/// Each text with its limit and how to make it so long.
const TEXTS: [(&str, usize, Change); 9] = [
    (
        "external_reference",
        limits::EXTERNAL_REFERENCE_CHARACTERS_MAX,
        |about, size| {
            about.external_reference = text(size);
        },
    ),
    ("narrative", limits::NARRATIVE_CHARACTERS_MAX, |about, size| {
        about.narrative = text(size);
    }),
    ("desired_outcome", limits::TEXT_CHARACTERS_MAX, |about, size| {
        about.desired_outcome = text(size);
    }),
    ("concerns[0].text", limits::TEXT_CHARACTERS_MAX, |about, size| {
        about.concerns[0].text = text(size);
    }),
    (
        "complainant.full_name",
        limits::DISPLAY_NAME_CHARACTERS_MAX,
        |about, size| {
            person(about).full_name = text(size);
        },
    ),
    (
        "complainant.address",
        limits::ADDRESS_CHARACTERS_MAX,
        |about, size| {
            person(about).address = text(size);
        },
    ),
    (
        "complainant.email",
        limits::EMAIL_CHARACTERS_MAX,
        |about, size| person(about).email = text(size),
    ),
    (
        "complainant.telephone",
        limits::TELEPHONE_CHARACTERS_MAX,
        |about, size| {
            person(about).telephone = text(size);
        },
    ),
    (
        "complainant.external_reference",
        limits::EXTERNAL_REFERENCE_CHARACTERS_MAX,
        |about, size| {
            person(about).external_reference = text(size);
        },
    ),
];

/// So many characters of two bytes each: limits count characters.
fn text(size: usize) -> String {
    "é".repeat(size)
}

fn person(about: &mut Representation) -> &mut wire::Person {
    about.complainant.get_or_insert_default()
}

#[tokio::test]
async fn a_text_may_be_as_long_as_its_limit_and_no_longer() {
    for_each_register(async |register| {
        let officer = register.officer();
        for (field, limit, change) in TEXTS {
            let mut about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
            change(&mut about, limit);
            officer.register(about.clone()).await.expect(field);
            change(&mut about, limit + 1);
            let found = invalid(officer.register(about).await);
            let text = format!("must be at most {limit} characters, not {}", limit + 1);
            assert_eq!(found.about(&format!("representation.{field}")), text);
            assert_eq!(found.fields.len(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn a_text_holds_no_control_characters_but_line_breaks_and_tabs() {
    for_each_register(async |register| {
        let officer = register.officer();
        for wrong in ["\u{0}", "\u{1b}[31m", "\u{7f}", "\u{85}"] {
            let mut about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
            about.narrative = format!("a{wrong}b");
            about.external_reference = format!("a{wrong}b");
            about.complainant = Some(wire::Person {
                full_name: wrong.to_owned(),
                ..wire::Person::default()
            });
            let found = invalid(officer.register(about).await);
            let mut paths = found.paths();
            paths.sort_unstable();
            let expected = ["complainant.full_name", "external_reference", "narrative"];
            assert_eq!(
                paths,
                expected.map(|path| format!("representation.{path}")),
                "{wrong:?}"
            );
        }
        let mut about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
        about.narrative = "First.\r\n\tSecond.".to_owned();
        officer.register(about).await.expect("a registration");
    })
    .await;
}

#[tokio::test]
async fn a_list_may_be_as_long_as_its_limit_and_no_longer() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
        about.concerns = vec![concern("delay"); limits::CONCERNS_MAX];
        officer.register(about.clone()).await.expect("a registration");
        about.concerns.push(concern("delay"));
        assert_eq!(
            invalid(officer.register(about.clone()).await).paths(),
            ["representation.concerns"]
        );
        about.concerns.clear();
        assert_eq!(
            invalid(officer.register(about).await).paths(),
            ["representation.concerns"]
        );
        let mut praise = compliment(day(2026, 5, 1));
        praise.themes = vec!["kindness".to_owned(); 2];
        assert_eq!(
            invalid(officer.register(praise.clone()).await).paths(),
            ["representation.themes[1]"]
        );
        praise.themes = vec!["kindness".to_owned(); limits::THEMES_MAX + 1];
        assert_eq!(
            invalid(officer.register(praise).await).paths(),
            ["representation.themes"]
        );
    })
    .await;
}

/// A message beyond the limit is refused before it is read, whatever it holds.
#[tokio::test]
async fn a_request_may_be_as_large_as_its_limit_and_no_larger() {
    for_each_register(async |register| {
        let mut about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
        about.narrative = "x".repeat(limits::REQUEST_BYTES_MAX);
        let answer = register.officer().register(about).await;
        let found = refused(answer);
        let expected = (Code::ResourceExhausted, ErrorReason::MessageTooLarge);
        assert_eq!((found.code, found.reason), expected);
        assert_eq!(found.metadata["limit"], limits::REQUEST_BYTES_MAX.to_string());
        let nonsense = register
            .officer()
            .call("/redress.v1.AccessService/ListClients", vec![0xff; 9])
            .await;
        assert_eq!(nonsense.expect_err("a refusal").code(), Code::PermissionDenied);
        let nonsense = register
            .client(Role::Admin)
            .call("/redress.v1.AccessService/ListClients", vec![0xff; 9])
            .await;
        assert_eq!(
            invalid(nonsense).fields,
            [],
            "it cannot be decoded, so no field is named"
        );
    })
    .await;
}

#[tokio::test]
async fn a_request_id_is_short_and_plain() {
    for_each_register(async |register| {
        let mut client = register.officer().representations();
        let mut request = registration(complaint(Procedure::CorporateCode, day(2026, 5, 1)));
        for wrong in ["", " ", "é", "a/b", "a b", &"x".repeat(65)] {
            wrong.clone_into(&mut request.request_id);
            let answer = client.register_representation(request.clone()).await;
            assert_eq!(invalid(answer).paths(), ["request_id"], "{wrong}");
        }
        for good in ["x", "CRM:2026.05-01_7", &"x".repeat(64)] {
            good.clone_into(&mut request.request_id);
            client.register_representation(request.clone()).await.expect(good);
        }
    })
    .await;
}
