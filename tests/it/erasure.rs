//! Erased means unreadable everywhere and for good: in the database and its journal, with every key that is left, in
//! backups that are restored, and when the same registration comes again; and no figure moves.

mod unreadable;
mod restored;
mod figures;

use redress::api::wire::{self, ErasureBasis, Procedure, View};

use crate::harness::{
    Register,
    build::{complaint, registration},
    caller::Caller,
    day,
};

/// Texts that are nowhere but in what is sealed.
pub const CANARIES: [&str; 4] = [
    "Canary Quillfeather",
    "canary.quillfeather@example.org",
    "The canary sang at number nine",
    "Let the canary sing",
];

/// A complaint that holds every canary.
pub fn with_canaries(reference: &str) -> wire::RegisterRepresentationRequest {
    let mut about = complaint(Procedure::CorporateCode, day(2026, 4, 8));
    about.external_reference = reference.to_owned();
    about.complainant = Some(wire::Person {
        full_name: CANARIES[0].to_owned(),
        email: CANARIES[1].to_owned(),
        ..wire::Person::default()
    });
    about.service_user = about.complainant.clone();
    about.narrative = CANARIES[2].to_owned();
    about.desired_outcome = CANARIES[3].to_owned();
    registration(about)
}

/// Registers it and ends it, so that its person may have it erased.
pub async fn ended(officer: &Caller, request: &wire::RegisterRepresentationRequest) -> String {
    let registered = officer
        .representations()
        .register_representation(request.clone())
        .await;
    let name = registered.expect("a registration").into_inner().name;
    let step = officer.withdraw(&name, day(2026, 4, 9)).await;
    step.expect("a withdrawal");
    name
}

/// One person proposes the erasure and another confirms it.
pub async fn erase(register: &Register<'_>, name: &str) {
    let officer = register.officer();
    let proposed = officer.propose(name, ErasureBasis::ErasureRequest).await;
    proposed.expect("a proposal");
    let admin = register.client(redress::domain::access::Role::Admin);
    let erased = admin.confirm(name).await.expect("an erasure");
    assert!(erased.receipt.is_some());
}

/// What a record says in full that was sealed.
pub fn sealed_texts(full: &wire::Representation) -> Vec<String> {
    let people = [&full.complainant, &full.service_user].into_iter().flatten();
    let mut texts: Vec<String> = people
        .flat_map(|person| [person.full_name.clone(), person.email.clone()])
        .collect();
    texts.extend([full.narrative.clone(), full.desired_outcome.clone()]);
    texts.retain(|text| !text.is_empty());
    texts
}

/// Checks that a record answers as erased, and that what registered it once does not do so again.
pub async fn is_erased(officer: &Caller, name: &str, request: &wire::RegisterRepresentationRequest) {
    let full = officer.get(name, View::Full).await.expect("the record");
    assert_eq!(
        sealed_texts(&full),
        Vec::<String>::new(),
        "a text of {name} is still opened"
    );
    assert!(full.erasure.is_some(), "{name} does not say that it is erased");
    let replayed = officer
        .representations()
        .register_representation(request.clone())
        .await;
    let replayed = replayed.expect("the answer of then").into_inner();
    assert_eq!(replayed.name, name);
    comes_not_again(officer, request).await;
    let full = officer.get(name, View::Full).await.expect("the record");
    assert_eq!(
        sealed_texts(&full),
        Vec::<String>::new(),
        "a replay brought {name} back"
    );
}

/// The same reference in another request, as a system sends it that has forgotten the first.
async fn comes_not_again(officer: &Caller, request: &wire::RegisterRepresentationRequest) {
    let mut again = request.clone();
    again.request_id = crate::harness::caller::fresh_id();
    let answer = officer.representations().register_representation(again).await;
    let refusal = crate::harness::refused::refused(answer);
    assert_eq!(refusal.reason, wire::ErrorReason::ReferenceTaken);
}
