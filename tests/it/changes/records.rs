//! A change may bring its record, as it stood right after it, without anything that was sealed.

use std::collections::BTreeMap;

use redress::{
    api::wire::{
        ClockName, Closure, Decision, FinalDecision, Finding, OmbudsmanCase, Person, Procedure, Remedy,
        Representation, View, change::Record,
    },
    domain::{access::Role, limits},
};

use super::{Watch, after, assert_none_in, list, walk, watching};
use crate::harness::{
    Register,
    build::{comment, complaint, decision, ombudsman_case, remedy},
    day, for_each_register,
};

/// Each word stands in one sealed field.
const SEALED: [&str; 8] = [
    "Zebedee",
    "Quince-Lane",
    "zq@example.org",
    "07700900123",
    "tangerine-story",
    "marmalade-concern",
    "lemonade-decision",
    "sherbet-remedy",
];

fn with_sealed_texts(mut about: Representation) -> Representation {
    about.narrative = "The tangerine-story.".to_owned();
    about.desired_outcome = "An end of the tangerine-story.".to_owned();
    about.concerns[0].text = "A marmalade-concern.".to_owned();
    let person = Person {
        full_name: "Zebedee Quill".to_owned(),
        address: "1 Quince-Lane".to_owned(),
        email: "zq@example.org".to_owned(),
        telephone: "07700900123".to_owned(),
        external_reference: "Zebedee-1".to_owned(),
    };
    about.complainant = Some(person.clone());
    about.service_user = Some(person);
    about
}

/// The answers to each step, by the position of the last change that it made.
#[derive(Default)]
struct Answers {
    representations: BTreeMap<i64, Representation>,
    cases: BTreeMap<i64, OmbudsmanCase>,
}

impl Answers {
    async fn keep(&mut self, register: &Register<'_>, answer: Representation) -> String {
        let analyst = register.client(Role::Analyst);
        let got = analyst.get(&answer.name, View::Basic).await.expect("the record");
        assert_eq!(got, answer, "what a step answers is what is read after it");
        let name = answer.name.clone();
        self.representations.insert(answer.position, answer);
        name
    }

    fn keep_case(&mut self, answer: OmbudsmanCase) -> String {
        let name = answer.name.clone();
        self.cases.insert(answer.position, answer);
        name
    }
}

/// A life of two records, with a holiday that moves clocks in its midst.
async fn live(register: &Register<'_>) -> Answers {
    let (officer, admin) = (register.officer(), register.client(Role::Admin));
    let mut kept = Answers::default();
    let about = with_sealed_texts(complaint(Procedure::ChildrenStatutory, day(2026, 5, 5)));
    let name = kept
        .keep(register, officer.register(about).await.expect("a step"))
        .await;
    let other = with_sealed_texts(complaint(Procedure::CorporateCode, day(2026, 5, 6)));
    kept.keep(register, officer.register(other).await.expect("a step"))
        .await;
    let step = officer.acknowledge(&name, day(2026, 5, 6)).await;
    kept.keep(register, step.expect("a step")).await;
    admin
        .add_holiday(day(2026, 5, 14), Some(day(2026, 5, 1)))
        .await
        .expect("a holiday");
    let step = officer
        .extend_as_agreed(&name, ClockName::Response, 20, day(2026, 5, 8))
        .await;
    kept.keep(register, step.expect("a step")).await;
    let step = officer.find(&name, 1, &[(1, Finding::Upheld)]).await;
    kept.keep(register, step.expect("a step")).await;
    let step = officer.conclude(&name, 1, day(2026, 5, 20)).await;
    kept.keep(register, step.expect("a step")).await;
    let step = officer.close(&name, day(2026, 5, 21), Closure::Resolved).await;
    kept.keep(register, step.expect("a step")).await;
    let mut case = ombudsman_case("26 000 777", day(2026, 5, 22));
    case.representation = name;
    let case = kept.keep_case(officer.register_case(case).await.expect("a case"));
    let enquiry = officer.enquire(&case, day(2026, 5, 25), None).await;
    kept.keep_case(enquiry.expect("a step"));
    let found = FinalDecision {
        text: "A lemonade-decision.".to_owned(),
        ..decision(Decision::Upheld, day(2026, 5, 28))
    };
    kept.keep_case(officer.decide(&case, found).await.expect("a step"));
    let agreed = Remedy {
        text: "A sherbet-remedy.".to_owned(),
        ..remedy("apology", day(2026, 6, 30))
    };
    kept.keep_case(officer.agree_remedy(&case, agreed).await.expect("a step"));
    kept
}

#[tokio::test]
async fn a_change_brings_its_record_as_it_stood_after_it() {
    for_each_register(async |register| {
        let mut kept = live(register).await;
        // Nothing that is done later changes what a change brings.
        let admin = register.client(Role::Admin);
        admin
            .add_holiday(day(2026, 6, 9), None)
            .await
            .expect("a later holiday");
        let mut request = after(0);
        request.include_records = true;
        request.page_size = 7;
        let listed = walk(&register.client(Role::Analyst), request).await;
        let (mut representations, mut cases) = (0, 0);
        for change in &listed {
            match &change.record {
                Some(Record::Representation(found)) => {
                    assert_eq!((&found.name, &found.etag), (&change.name, &change.etag));
                    assert_eq!(found.position, change.position);
                    if let Some(answered) = kept.representations.remove(&change.position) {
                        assert_eq!(*found, answered, "{}", change.kind);
                        representations += 1;
                    }
                }
                Some(Record::OmbudsmanCase(found)) => {
                    assert_eq!((&found.name, &found.etag), (&change.name, &change.etag));
                    if let Some(answered) = kept.cases.remove(&change.position) {
                        assert_eq!(*found, answered, "{}", change.kind);
                        cases += 1;
                    }
                }
                Some(Record::LearningAction(_) | Record::TrainingSession(_) | Record::Edition(_)) => {
                    panic!("{} of what nobody recorded", change.kind)
                }
                None => assert!(change.kind.starts_with("reference."), "{}", change.kind),
            }
        }
        assert_eq!((representations, cases), (7, 4));
        assert!(kept.representations.is_empty() && kept.cases.is_empty());

        let mut request = watching(0);
        request.include_records = true;
        let mut watch = Watch::open(&register.client(Role::Analyst), request).await;
        let (watched, _) = watch.until_heartbeat().await;
        assert_eq!(watched, listed, "a watch tells the same");
    })
    .await;
}

/// Records are larger than what happened to them, so fewer come at once.
#[tokio::test]
async fn fewer_changes_come_with_their_records() {
    for_each_register(async |register| {
        let (officer, auditor) = (register.officer(), register.client(Role::Auditor));
        for _ in 0..limits::CHANGES_WITH_RECORDS_MAX {
            let about = comment(day(2026, 5, 1));
            officer.register(about).await.expect("a registration");
        }
        let mut request = after(0);
        request.page_size = 200;
        let all = list(&auditor, &request).await.expect("changes").changes;
        assert!(all.len() > limits::CHANGES_WITH_RECORDS_MAX);
        request.include_records = true;
        let page = list(&auditor, &request).await.expect("changes");
        assert_eq!(page.changes.len(), limits::CHANGES_WITH_RECORDS_MAX);
        assert_eq!(walk(&auditor, request).await.len(), all.len());
    })
    .await;
}

#[tokio::test]
async fn nothing_that_is_sealed_is_in_a_change() {
    for_each_register(async |register| {
        let kept = live(register).await;
        let officer = register.officer();
        // The words are there for who opens the record.
        let name = &kept.representations.values().next().expect("a record").name;
        let full = officer.get(name, View::Full).await.expect("the record");
        assert!(full.narrative.contains(SEALED[4]));
        for role in [Role::Intake, Role::Officer, Role::Analyst, Role::Auditor] {
            let mut request = after(0);
            request.include_records = true;
            for change in walk(&register.client(role), request).await {
                assert_none_in(&SEALED, &change);
            }
        }
    })
    .await;
}
