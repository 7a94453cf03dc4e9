//! A report from its preparation to its restatement. Complaint Handling Code 8.1 to 8.3: it goes through governance and
//! is published with the response; SI 2006/1738 reg 13 and SI 2009/309 reg 18 ask for it each year.

use redress::{
    api::wire::{
        Audience, Edition, EditionFilter, EditionState, ErrorReason, Figure, Finding, ListEditionsRequest,
        PrepareEditionRequest, Procedure, RestateEditionRequest, View,
    },
    domain::access::Role,
};
use ring::digest::{SHA256, digest};
use tonic::Code;

use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    build::complaint,
    caller::Caller,
    date, day,
    editions::{approval, preparation, response},
    for_each_register,
    refused::{invalid, refused},
};

async fn complain(officer: &Caller) -> String {
    let about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    officer.register(about).await.expect("a complaint").name
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Each table with its text, whose digest is the one that was pinned.
fn texts(edition: &Edition) -> Vec<(&str, &str)> {
    let tables = edition.tables.iter();
    tables
        .map(|table| {
            assert_eq!(hex(digest(&SHA256, table.text.as_bytes()).as_ref()), table.digest);
            assert_eq!(
                table.table.as_ref().map(|made| made.position),
                Some(edition.made_at_position)
            );
            (table.id.as_str(), table.text.as_str())
        })
        .collect()
}

#[tokio::test]
async fn a_report_is_approved_published_and_answered() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let prepared = officer.prepare_edition(preparation()).await.expect("an edition");
        assert_eq!(prepared.state(), EditionState::Prepared);
        assert_eq!(prepared.report, format!("{NORTHWICK}/reports/children_annual"));
        assert_eq!(prepared.audience(), Audience::Public);
        assert!(!prepared.tables.is_empty() && prepared.tables.iter().all(|table| table.text.is_empty()));
        assert_eq!(prepared.position, prepared.made_at_position + 1);
        let name = &prepared.name;
        // The head of service signs on the day, the director a week later, and it is published the day after that.
        let step = officer
            .approve_edition(name, approval("head_of_service", day(2026, 6, 1)))
            .await;
        assert_eq!(step.expect("an approval").approvals.len(), 1);
        register.set_today(date(2026, 6, 20));
        let step = officer
            .approve_edition(name, approval("Director", day(2026, 6, 8)))
            .await;
        assert_eq!(step.expect("an approval").approvals[1].step, "director");
        let published = officer
            .publish_edition(name, day(2026, 6, 9))
            .await
            .expect("published");
        assert_eq!(
            (published.state(), published.published_date),
            (EditionState::Published, Some(day(2026, 6, 9)))
        );
        let said = response(day(2026, 6, 18), "The council asks for more advocates.");
        let answered = officer.record_response(name, said).await.expect("a response");
        assert_eq!(answered.governance_responses[0].text, "", "sealed");
        let full = officer.get_edition(name, View::Full).await.expect("the edition");
        assert_eq!(
            full.governance_responses[0].text,
            "The council asks for more advocates."
        );
        assert_eq!(full.governance_responses[0].body, "full_council");
        let analyst = register.client(Role::Analyst);
        let read = analyst.get_edition(name, View::Basic).await.expect("the edition");
        assert_eq!(read, answered, "what a step answers is what is read after it");
    })
    .await;
}

/// Whatever is recorded later, the tables of an edition are made again byte for byte; a restatement says what changed
/// and why, and what was published stays.
#[tokio::test]
async fn what_was_published_can_be_made_again_after_a_restatement() {
    for_each_register(async |register| {
        let (officer, analyst) = (register.officer(), register.client(Role::Analyst));
        let first = complain(&officer).await;
        let edition = officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition");
        let name = &edition.name;
        let published = analyst.made_again(name).await.expect("the tables");
        assert_eq!(texts(&published).len(), edition.tables.len());

        // A complaint of that year comes in late, and one is answered.
        complain(&officer).await;
        let answer = officer.answer(&first, 1, Finding::Upheld, day(2026, 4, 20)).await;
        answer.expect("a response");
        let again = analyst.made_again(name).await.expect("the tables");
        assert_eq!(again, published);
        let restated = officer
            .restate(name, 0, "A letter was found.")
            .await
            .expect("a restatement");
        assert_eq!(restated.state(), EditionState::Restated);
        register.restart().await;
        let (officer, analyst) = (register.officer(), register.client(Role::Analyst));
        let again = analyst.made_again(name).await.expect("the tables");
        assert_eq!(texts(&again), texts(&published), "what was published stays");

        let [restatement] = &again.restatements[..] else {
            panic!("one restatement")
        };
        assert_eq!(
            (
                restatement.number,
                restatement.before_position,
                restatement.reason.as_str()
            ),
            (1, edition.made_at_position, "recorded_late")
        );
        let full = officer.get_edition(name, View::Full).await.expect("the edition");
        assert_eq!(full.restatements[0].text, "A letter was found.");
        let mut changed = 0;
        for (table, pinned) in restatement.tables.iter().zip(&again.tables) {
            assert_eq!(table.id, pinned.id);
            assert_eq!(table.changed, table.digest != pinned.digest, "{}", table.id);
            assert!(table.changed || table.rows.is_empty(), "{}", table.id);
            for row in &table.rows {
                let values = |pick: fn(&redress::api::wire::FigureDifference) -> Option<Figure>| -> Vec<_> {
                    row.figures.iter().map(pick).collect()
                };
                assert_ne!(values(|figure| figure.before), values(|figure| figure.after));
            }
            changed += usize::from(!table.rows.is_empty());
        }
        assert!(changed > 0 && changed < again.tables.len(), "{changed} tables");

        // A second restatement is reckoned from the first.
        complain(&officer).await;
        officer
            .restate(name, 0, "Another letter was found.")
            .await
            .expect("a restatement");
        let again = analyst.made_again(name).await.expect("the tables");
        let [one, two] = &again.restatements[..] else {
            panic!("two restatements")
        };
        assert_eq!((one, two.before_position), (restatement, restatement.position));
    })
    .await;
}

/// Figures that somebody has altered in the database are not given out as those that were published.
#[tokio::test]
async fn tables_that_are_not_what_was_pinned_are_not_given_out() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let edition = officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition");
        let before = officer.made_again(&edition.name).await.expect("the tables");
        let alter = |team: &str| format!("UPDATE representation_fact SET team = {team}");
        register
            .scratch
            .meddle(&alter("'altered'"))
            .await
            .expect("altered");
        let found = refused(officer.made_again(&edition.name).await);
        assert_eq!(
            (found.code, found.reason),
            (Code::Internal, ErrorReason::Internal)
        );
        let basic = officer.get_edition(&edition.name, View::Basic).await;
        basic.expect("what does not depend on it");
        register.scratch.meddle(&alter("NULL")).await.expect("put right");
        assert_eq!(
            officer.made_again(&edition.name).await.expect("the tables"),
            before
        );
    })
    .await;
}

/// An edition can be prepared of any position, and of any moment.
#[tokio::test]
async fn an_edition_is_prepared_as_at_a_moment() {
    for_each_register(async |register| {
        register.set_today(date(2026, 6, 2));
        let officer = register.officer();
        complain(&officer).await;
        let then = officer.prepare_edition(preparation()).await.expect("an edition");
        register.set_today(date(2026, 6, 9));
        complain(&officer).await;
        let noon = date(2026, 6, 2)
            .and_hms_micro_opt(12, 0, 0, 654_321)
            .expect("a time");
        let moment = redress::api::convert::dates::timestamp(noon.and_utc());
        let asked = PrepareEditionRequest {
            as_at: Some(moment),
            ..preparation()
        };
        let again = officer.prepare_edition(asked).await.expect("an edition");
        let digests = |edition: &Edition| -> Vec<String> {
            edition.tables.iter().map(|table| table.digest.clone()).collect()
        };
        assert_eq!(
            again.made_at_position, then.position,
            "the last that was recorded by then"
        );
        assert_eq!(digests(&again), digests(&then));
        let now = officer.prepare_edition(preparation()).await.expect("an edition");
        assert_ne!(digests(&now), digests(&then));
    })
    .await;
}

async fn listed(register: &Register<'_>, filter: EditionFilter) -> Vec<String> {
    let request = ListEditionsRequest {
        parent: NORTHWICK.to_owned(),
        filter: Some(filter),
        ..ListEditionsRequest::default()
    };
    let answer = register
        .client(Role::Analyst)
        .editions()
        .list_editions(request)
        .await;
    let editions = answer.expect("the editions").into_inner().editions;
    editions.into_iter().map(|edition| edition.name).collect()
}

#[tokio::test]
async fn editions_are_listed_by_report_and_state() {
    for_each_register(async |register| {
        let officer = register.officer();
        let published = officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition")
            .name;
        let prepared = officer
            .prepare_edition(preparation())
            .await
            .expect("an edition")
            .name;
        let mut other = preparation();
        other.report = format!("{NORTHWICK}/reports/ombudsman_annual");
        let other = officer.prepare_edition(other).await.expect("an edition").name;
        let of = |reports: &[&str], states: &[EditionState]| EditionFilter {
            reports: reports.iter().map(|report| (*report).to_owned()).collect(),
            states: states.iter().map(|state| (*state).into()).collect(),
        };
        let all = listed(register, EditionFilter::default()).await;
        assert_eq!(all, [published.clone(), prepared.clone(), other.clone()]);
        let children = listed(register, of(&["children_annual"], &[])).await;
        assert_eq!(children, [published.clone(), prepared.clone()]);
        let waiting = listed(
            register,
            of(&[], &[EditionState::Prepared, EditionState::Restated]),
        )
        .await;
        assert_eq!(waiting, [prepared.clone(), other]);
        let both = listed(register, of(&["children_annual"], &[EditionState::Prepared])).await;
        assert_eq!(both, [prepared]);
        let wrong = ListEditionsRequest {
            parent: NORTHWICK.to_owned(),
            filter: Some(EditionFilter {
                reports: vec!["weather".to_owned()],
                states: vec![0],
            }),
            ..ListEditionsRequest::default()
        };
        let found = invalid(officer.editions().list_editions(wrong).await);
        assert_eq!(found.paths(), ["filter.reports[0]", "filter.states[0]"]);
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_an_edition_is_said_at_once() {
    for_each_register(async |register| {
        let officer = register.officer();
        let wrong = PrepareEditionRequest {
            parent: NORTHWICK.to_owned(),
            report: format!("{SOUTHMERE}/reports/children_annual"),
            position: 9_999,
            route: vec!["director".to_owned(), "mayor".to_owned(), "Director".to_owned()],
            ..PrepareEditionRequest::default()
        };
        let found = invalid(officer.prepare_edition(wrong).await);
        assert_eq!(
            found.paths(),
            [
                "request_id",
                "report",
                "period",
                "audience",
                "route[1]",
                "route[2]",
                "position"
            ]
        );
        let mut long = preparation();
        long.route = vec!["director".to_owned(); 11];
        assert_eq!(invalid(officer.prepare_edition(long).await).paths(), ["route"]);
        let name = officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition")
            .name;
        let step = officer
            .approve_edition(&name, approval("mayor", day(2026, 6, 2)))
            .await;
        assert_eq!(invalid(step).paths(), ["approval.approved_date", "approval.step"]);
        let said = officer
            .record_response(&name, response(day(2026, 6, 2), " "))
            .await;
        assert_eq!(invalid(said).paths(), ["response.response_date", "response.text"]);
        let wrong = RestateEditionRequest {
            name: name.clone(),
            position: -1,
            reason: "whim".to_owned(),
            text: "x".repeat(5_001),
            ..RestateEditionRequest::default()
        };
        let found = invalid(officer.editions().restate_edition(wrong).await);
        assert_eq!(found.paths(), ["request_id", "reason", "text", "position"]);
    })
    .await;
}

/// A request that pins tables is the same request for ever, though the register has moved on.
#[tokio::test]
async fn a_repeated_preparation_or_restatement_answers_what_it_answered() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let request = preparation();
        let first = officer
            .prepare_edition(request.clone())
            .await
            .expect("an edition");
        complain(&officer).await;
        let again = officer.prepare_edition(request).await.expect("the same edition");
        assert_eq!(again, first);
        let name = officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition")
            .name;
        complain(&officer).await;
        let request = RestateEditionRequest {
            name,
            reason: "recorded_late".to_owned(),
            text: "A letter was found.".to_owned(),
            request_id: "restated-once".to_owned(),
            ..RestateEditionRequest::default()
        };
        let restate = async || officer.editions().restate_edition(request.clone()).await;
        let first = restate().await.expect("a restatement").into_inner();
        complain(&officer).await;
        let again = restate().await.expect("the same restatement").into_inner();
        assert_eq!(again, first);
    })
    .await;
}
