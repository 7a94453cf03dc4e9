//! Personal data and narrative are sealed: a word that is in each of them, and nowhere else, is looked for in
//! everything that leaves the service without being opened, and in everything that it keeps.

use std::io::Write;
use std::sync::{Arc, Mutex};

use redress::api::wire::{self, ActionAcceptance, Decision, Finding, ImpactOutcome, Procedure, View};
use tracing_subscriber::EnvFilter;

use crate::harness::{
    NORTHWICK, Register,
    build::{complaint, decision, ombudsman_case, remedy},
    caller::{Caller, fresh_id},
    contents::{files, rows, tables},
    day,
    editions::response,
    for_each_register,
    learning::{action, evidence, impact, training, verdict},
};

/// In every sealed field and nowhere else.
const CANARY: &str = "Zvonimira";

fn sealed(field: &str) -> String {
    format!("{CANARY} {field}")
}

fn person(whose: &str) -> wire::Person {
    wire::Person {
        full_name: sealed(&format!("{whose} name")),
        address: sealed("address"),
        email: format!("{CANARY}@example.org"),
        telephone: sealed("01632 960 001"),
        external_reference: sealed("reference"),
    }
}

/// What the service logged on this thread, which is where the test's server runs.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Begins one, which ends with what is answered.
    pub fn begin() -> (Self, Logging) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new("trace,h2=info,hyper=info,hyper_util=info"))
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .finish();
        let logging = Logging {
            // While there is one subscriber, tracing asks that of whichever thread comes first, which has none in other
            // tests.
            _second: tracing::Dispatch::new(tracing_subscriber::registry()),
            _guard: tracing::subscriber::set_default(subscriber),
        };
        (log, logging)
    }

    /// All of it.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("the log")).into_owned()
    }
}

/// While it is held, what is logged on this thread is kept.
pub struct Logging {
    _second: tracing::Dispatch,
    _guard: tracing::subscriber::DefaultGuard,
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_is_sealed_is_nowhere_in_clear() {
    let (log, _logging) = Log::begin();
    for_each_register(async |register| {
        let (name, case) = record_everything(register).await;
        look_at_answers(register, &name, &case).await;
        look_at_contents(register).await;
        fail(register, &name).await;
    })
    .await;
    let logged = log.text();
    assert!(logged.contains("a read failed"), "failures were logged: {logged}");
    assert_absent(logged.as_bytes(), "the log");
}

/// A record of each kind with everything in it that is sealed. No answer shows any of it.
async fn record_everything(register: &Register<'_>) -> (String, String) {
    let officer = register.officer();
    let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    about.external_reference = "CRM-1".to_owned();
    about.complainant = Some(person("complainant"));
    about.service_user = Some(person("child"));
    about.narrative = sealed("narrative");
    about.desired_outcome = sealed("outcome");
    about.concerns[0].text = sealed("concern");
    let registered = officer.register(about).await.expect("a registration");
    assert_absent(
        format!("{registered:?}").as_bytes(),
        "the answer to a registration",
    );
    let name = registered.name;
    officer
        .find(&name, 1, &[(1, Finding::NotUpheld)])
        .await
        .expect("a finding");
    let request = wire::ConcludeStageRequest {
        name: name.clone(),
        stage: 1,
        concluded_date: Some(day(2026, 4, 20)),
        overriding_finding: Finding::Upheld.into(),
        override_reason: sealed("reason"),
        request_id: fresh_id(),
        ..wire::ConcludeStageRequest::default()
    };
    let concluded = officer
        .representations()
        .conclude_stage(request)
        .await
        .expect("a response");
    assert!(concluded.get_ref().stages[0].finding_overridden);
    assert_absent(format!("{concluded:?}").as_bytes(), "the answer to a step");
    let case = officer
        .register_case(ombudsman_case("26 000 001", day(2026, 4, 21)))
        .await;
    let case = case.expect("a case").name;
    let mut upheld = decision(Decision::Upheld, day(2026, 5, 1));
    upheld.text = sealed("decision");
    officer.decide(&case, upheld).await.expect("a decision");
    let mut apology = remedy("apology", day(2026, 5, 20));
    apology.text = sealed("remedy");
    let agreed = officer.agree_remedy(&case, apology).await.expect("a remedy");
    assert_absent(format!("{agreed:?}").as_bytes(), "the answer to a remedy");
    learn(&officer).await;
    publish(&officer).await;
    (name, case)
}

/// An action and a training session with every text that they can have.
async fn learn(officer: &Caller) {
    let on = day(2026, 5, 1);
    let mut learnt = action(on, day(2026, 7, 1));
    learnt.text = sealed("action");
    let cancelled = officer
        .record_action(learnt.clone())
        .await
        .expect("an action")
        .name;
    let cancelled = officer
        .cancel_action(&cancelled, on, &sealed("cancellation"))
        .await;
    let name = officer.record_action(learnt).await.expect("an action").name;
    let partly = verdict(ActionAcceptance::PartlyAccepted, on, &sealed("verdict"));
    officer.decide_action(&name, partly).await.expect("a decision");
    let proof = evidence(on, &sealed("evidence"));
    officer
        .complete_action(&name, on, Some(proof))
        .await
        .expect("done");
    let mut seen = impact(ImpactOutcome::ChangeSeen, on, None);
    seen.note = sealed("impact");
    let checked = officer.assess_impact(&name, seen).await;
    let held = officer
        .record_training(training(on, 12))
        .await
        .expect("a session")
        .name;
    let corrected = officer
        .correct_training(&held, training(on, 21), &sealed("correction"))
        .await;
    let ended = officer.cancel_training(&held, &sealed("end")).await;
    // Lists leave out what was cancelled.
    officer
        .record_training(training(on, 12))
        .await
        .expect("a session that stays");
    let answers = format!("{cancelled:?} {checked:?} {corrected:?} {ended:?}");
    assert!(cancelled.is_ok() && checked.is_ok() && corrected.is_ok() && ended.is_ok());
    assert_absent(answers.as_bytes(), "the answers to steps of learning");
    let full = officer.get_action(&name, View::Full).await.expect("the action");
    let texts = [
        full.text,
        full.decision.expect("a decision").text,
        full.evidence.expect("evidence").text,
        full.impact_checks[0].note.clone(),
    ];
    assert_eq!(texts, ["action", "verdict", "evidence", "impact"].map(sealed));
    let full = officer
        .get_training(&held, View::Full)
        .await
        .expect("the session");
    assert_eq!(full.corrections[0].reason, sealed("correction"));
    assert_eq!(full.cancellation_reason, sealed("end"));
}

/// An edition with every text that it can have.
async fn publish(officer: &Caller) {
    let on = day(2026, 6, 1);
    let name = officer.publish_new_edition(on).await.expect("an edition").name;
    let answered = officer
        .record_response(&name, response(on, &sealed("response")))
        .await;
    let late = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    officer.register(late).await.expect("a registration");
    let restated = officer.restate(&name, 0, &sealed("restatement")).await;
    assert!(answered.is_ok() && restated.is_ok());
    let answers = format!("{answered:?} {restated:?} {:?}", officer.made_again(&name).await);
    assert_absent(answers.as_bytes(), "the answers to steps of an edition");
    let full = officer.get_edition(&name, View::Full).await.expect("the edition");
    let texts = [&full.governance_responses[0].text, &full.restatements[0].text];
    assert_eq!(texts, [&sealed("response"), &sealed("restatement")]);
}

/// Calls that fail where the service would say most of what it was doing.
async fn fail(register: &Register<'_>, name: &str) {
    register.scratch.database.close().await;
    let officer = register.officer();
    officer.get(name, View::Full).await.expect_err("no database");
    let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    about.complainant = Some(person("complainant"));
    about.method = sealed("in the wrong field");
    let _answer = officer.register(about).await;
}

async fn look_at_answers(register: &Register<'_>, name: &str, case: &str) {
    let officer = register.officer();
    let full = officer.get(name, View::Full).await.expect("the record");
    assert_eq!(full.complainant, Some(person("complainant")));
    assert_eq!(full.service_user, Some(person("child")));
    assert_eq!(
        (full.narrative, full.desired_outcome),
        (sealed("narrative"), sealed("outcome"))
    );
    assert_eq!(full.concerns[0].text, sealed("concern"));
    let full = officer.get_case(case, View::Full).await.expect("the case");
    assert_eq!(full.decision.expect("a decision").text, sealed("decision"));
    assert_eq!(full.remedies[0].text, sealed("remedy"));

    let basic = officer.get(name, View::Basic).await.expect("the record");
    assert_absent(format!("{basic:?}").as_bytes(), "the view BASIC");
    let basic = officer.get_case(case, View::Basic).await.expect("the case");
    assert_absent(format!("{basic:?}").as_bytes(), "the view BASIC of a case");
    for method in [
        "RepresentationsService/ListRepresentations",
        "OmbudsmanService/ListCases",
        "LearningService/ListActions",
        "LearningService/ListTraining",
        "EditionsService/ListEditions",
    ] {
        let request = wire::ListCasesRequest {
            parent: NORTHWICK.to_owned(),
            ..wire::ListCasesRequest::default()
        };
        let listed = officer
            .send(&format!("/redress.v1.{method}"), &request)
            .await
            .expect("a page");
        assert!(listed.len() > 80, "{method}");
        assert_absent(&listed, method);
    }
}

async fn look_at_contents(register: &Register<'_>) {
    let tables = tables(register.scratch).await;
    assert!(tables.iter().any(|table| table == "sealed") && tables.len() >= 16);
    let mut sealed_rows = 0;
    for table in tables {
        for row in rows(register.scratch, &table).await {
            assert_absent(row.as_bytes(), &table);
            sealed_rows += usize::from(table == "sealed");
        }
    }
    assert_eq!(
        sealed_rows, 18,
        "two persons, two texts, a concern, a reason, a decision and a remedy; six texts of actions, two of training, two of an edition"
    );
    for (name, bytes) in files(register.scratch) {
        assert_absent(&bytes, &name);
    }
}

/// The word is not there, neither as it is nor in hexadecimal digits of either case, whatever the case of its letters.
fn assert_absent(bytes: &[u8], place: &str) {
    let hexadecimal = redress::store::value::hex(CANARY.as_bytes());
    let haystack = bytes.to_ascii_lowercase();
    for needle in [CANARY.to_ascii_lowercase(), hexadecimal] {
        let found = haystack
            .windows(needle.len())
            .any(|window| window == needle.as_bytes());
        assert!(!found, "{needle} in {place}");
    }
}
