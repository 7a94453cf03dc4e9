//! A moment and a position mean the same place in the log, and the lists of then.

use chrono::{DateTime, NaiveDateTime, Utc};
use prost_types::Timestamp;
use redress::{
    api::wire::{
        self, CompareAsAtRequest, ContributionChange, ErrorReason, FigurePart, GetReportRequest, Moment,
        Procedure,
    },
    domain::access::Role,
};

use super::{
    asking::{ask, question, year},
    compared::{check_adding_up, compare, compare_all, position},
    drilled::{list, list_all, request},
    year::rename,
};
use crate::harness::{
    NORTHWICK, Register,
    build::{comment, complaint},
    date, day, for_each_register,
    refused::{invalid, refused},
};

fn on_the_wire(time: NaiveDateTime, nanos: i32) -> Timestamp {
    let time: DateTime<Utc> = time.and_utc();
    let micros = i32::try_from(time.timestamp_subsec_nanos()).expect("nanoseconds");
    Timestamp {
        seconds: time.timestamp() + i64::from((micros + nanos).div_euclid(1_000_000_000)),
        nanos: (micros + nanos).rem_euclid(1_000_000_000),
    }
}

fn second(second: u32) -> NaiveDateTime {
    date(2026, 6, 2)
        .and_hms_micro_opt(9, 0, second, 500_000)
        .expect("a time")
}

/// Three comments, a second apart.
async fn three(register: &Register<'_>) {
    for at in [1, 2, 3] {
        register.set_now(second(at));
        let officer = register.officer();
        officer
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a comment");
    }
    register.set_today(date(2026, 6, 3));
}

#[tokio::test]
async fn a_moment_is_answered_as_the_register_stood_then() {
    for_each_register(async |register| {
        three(register).await;
        let analyst = register.client(Role::Analyst);
        let received = |as_at| {
            let mut asked = question(&["representations_received"], &[]);
            asked.as_at = as_at;
            asked
        };
        let before_any = Some(on_the_wire(second(1), -1_000));
        for (as_at, expected) in [
            (before_any, 0),
            (Some(on_the_wire(second(1), 0)), 1),
            (Some(on_the_wire(second(1), 999)), 1),
            (Some(on_the_wire(second(2), -1)), 1),
            (Some(on_the_wire(second(2), 0)), 2),
            (Some(on_the_wire(second(3), 900_000_000)), 3),
        ] {
            let table = ask(&analyst, received(as_at)).await.expect("figures");
            let total = table.total.expect("a total").figures[0];
            assert_eq!(total.numerator, expected, "{as_at:?}");
            let report = GetReportRequest {
                name: format!("{NORTHWICK}/reports/children_annual"),
                period: Some(year(2026)),
                as_at,
                ..GetReportRequest::default()
            };
            let report = analyst.statistics().get_report(report).await.expect("a report");
            assert_eq!(report.get_ref().position, table.position);
        }
    })
    .await;
}

#[tokio::test]
async fn a_moment_that_can_have_no_answer_that_stays_is_refused() {
    for_each_register(async |register| {
        three(register).await;
        let analyst = register.client(Role::Analyst);
        let noon = date(2026, 6, 3)
            .and_hms_micro_opt(12, 0, 0, 654_321)
            .expect("a time");
        for (position, as_at, said) in [
            (
                1,
                Some(on_the_wire(second(1), 0)),
                "must not be given together with a position",
            ),
            (0, Some(on_the_wire(noon, 0)), "must be at least 60 seconds ago"),
            (
                0,
                Some(on_the_wire(noon - chrono::TimeDelta::seconds(59), 0)),
                "must be at least 60 seconds ago",
            ),
            (
                0,
                Some(Timestamp { seconds: 0, nanos: 0 }),
                "must not be before the register began",
            ),
            (
                0,
                Some(Timestamp {
                    seconds: 0,
                    nanos: -1,
                }),
                "must be an instant",
            ),
        ] {
            let mut asked = question(&["happiness"], &[]);
            (asked.position, asked.as_at) = (position, as_at);
            let found = invalid(ask(&analyst, asked).await);
            assert_eq!(
                found.paths(),
                ["measures[0]", "as_at"],
                "with all else that is wrong"
            );
            assert_eq!(found.about("as_at"), said);
            let report = GetReportRequest {
                name: format!("{NORTHWICK}/reports/children_annual"),
                position,
                as_at,
                ..GetReportRequest::default()
            };
            let found = invalid(analyst.statistics().get_report(report).await);
            assert_eq!(found.paths(), ["period", "as_at"]);
        }
        let settled = Some(on_the_wire(noon - chrono::TimeDelta::seconds(60), 0));
        let mut asked = question(&["representations_received"], &[]);
        asked.as_at = settled;
        ask(&analyst, asked.clone()).await.expect("figures");
        (asked.position, asked.as_at) = (9_999, None);
        assert_eq!(invalid(ask(&analyst, asked).await).paths(), ["position"]);
    })
    .await;
}

/// A team that was renamed and regrouped since is asked for by the name that it had, and shown so.
#[tokio::test]
async fn the_lists_of_then_go_with_a_past_position() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let mut about = complaint(Procedure::AdultStatutory, day(2026, 5, 20));
        about.team = "hospital".to_owned();
        officer.register(about).await.expect("a complaint");
        rename(&admin, "hospital", "Hospital Team", "North").await;
        let asked = |name: &str, position| {
            let mut asked = question(&["representations_received"], &["team", "team_group"]);
            asked.filters = vec![wire::DimensionFilter {
                dimension: "team".to_owned(),
                values: vec![name.to_owned()],
            }];
            asked.position = position;
            asked
        };
        let told = ask(&officer, asked("Hospital Team", 0)).await.expect("figures");
        rename(&admin, "hospital", "Discharge Team", "South").await;
        let again = ask(&officer, asked("Hospital Team", told.position))
            .await
            .expect("figures");
        assert_eq!(again, told);
        let keys: Vec<&str> = again.rows[0]
            .keys
            .iter()
            .map(|key| key.display_name.as_str())
            .collect();
        assert_eq!(keys, ["Hospital Team", "North"]);
        let found = refused(ask(&officer, asked("Discharge Team", told.position)).await);
        assert_eq!(found.reason, ErrorReason::QueryUnsound);
        let now = ask(&officer, asked("Discharge Team", 0)).await.expect("figures");
        assert_eq!(now.rows[0].keys[1].display_name, "South");

        // Nothing happened to the complaint, and yet it is counted elsewhere.
        let by_group = question(&["representations_received"], &["team_group"]);
        let compared = compare_all(&officer, &by_group, (told.position, 0), 50).await;
        check_adding_up(&by_group, &compared);
        let [moved] = &compared.contributors[..] else {
            panic!("{:?}", compared.contributors)
        };
        assert_eq!(moved.change(), ContributionChange::Moved);
        let kinds: Vec<&str> = moved.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["reference.code_saved"]);
        assert_eq!(compared.rows.len(), 2);
    })
    .await;
}

/// What entered, left, moved and changed, each with the steps that did it.
#[tokio::test]
async fn a_difference_is_told_by_the_records_behind_it() {
    use wire::Finding;
    for_each_register(async |register| {
        let officer = register.officer();
        let new = || complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        let answered = officer.register(new()).await.expect("a complaint").name;
        let quiet = officer.register(new()).await.expect("a complaint").name;
        let asked = question(&["representations_received", "upheld_rate"], &["state"]);
        let before = ask(&officer, asked.clone()).await.expect("figures").position;
        officer
            .acknowledge(&quiet, day(2026, 4, 9))
            .await
            .expect("a step");
        let step = officer
            .answer(&answered, 1, Finding::Upheld, day(2026, 4, 20))
            .await;
        let step = step.expect("a response");
        let entered = officer.register(new()).await.expect("a complaint");
        let compared = compare_all(&officer, &asked, (before, 0), 1).await;
        check_adding_up(&asked, &compared);
        let told: Vec<_> = compared
            .contributors
            .iter()
            .map(|found| {
                let events = found.events.iter();
                let events = events
                    .map(|event| (event.position, event.kind.as_str()))
                    .collect();
                (found.name.as_str(), found.change(), events)
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    answered.as_str(),
                    ContributionChange::Moved,
                    vec![(step.position, "representation.stage_concluded")]
                ),
                (
                    entered.name.as_str(),
                    ContributionChange::Entered,
                    vec![(entered.position, "representation.registered")]
                ),
            ],
            "and not the one that was only acknowledged"
        );
        let back = compare_all(&officer, &asked, (entered.position, entered.position), 1).await;
        assert!(back.contributors.is_empty());
        // The other way round is no question, nor is one without a first position.
        for (first, second, fields) in [
            (Some(position(before)), Some(position(before - 1)), vec!["after"]),
            (None, None, vec!["before"]),
            (Some(position(0)), None, vec!["before"]),
            (Some(position(9_999)), None, vec!["before.position"]),
            (
                Some(position(before)),
                Some(position(9_999)),
                vec!["after.position"],
            ),
            (
                Some(Moment {
                    position: 1,
                    as_at: Some(Timestamp::default()),
                }),
                None,
                vec!["before.as_at"],
            ),
        ] {
            let wrong = CompareAsAtRequest {
                parent: NORTHWICK.to_owned(),
                query: Some(asked.clone()),
                before: first,
                after: second,
                ..CompareAsAtRequest::default()
            };
            assert_eq!(invalid(compare(&officer, wrong).await).paths(), fields);
        }
        let mut own = asked.clone();
        own.position = before;
        let wrong = CompareAsAtRequest {
            parent: NORTHWICK.to_owned(),
            query: Some(own),
            before: Some(position(1)),
            ..CompareAsAtRequest::default()
        };
        assert_eq!(
            invalid(compare(&officer, wrong).await).paths(),
            ["query.position"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_cell_is_listed_page_by_page_as_it_was_at_the_first() {
    for_each_register(async |register| {
        three(register).await;
        let officer = register.officer();
        let query = question(&["share_of_received", "representations_received"], &["kind"]);
        let keys = ["comment".to_owned()];
        let mut asked = request(&query, "share_of_received", &keys, FigurePart::Numerator);
        asked.page_size = 2;
        let first = list(&officer, asked.clone()).await.expect("a page");
        assert_eq!(
            (first.contributors.len(), first.figure.map(|cell| cell.numerator)),
            (2, Some(3))
        );
        // Another comment comes in while somebody turns the page.
        officer
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a comment");
        asked.page_token = first.next_page_token.clone();
        let second = list(&officer, asked.clone()).await.expect("a page");
        assert_eq!((second.contributors.len(), second.position), (1, first.position));
        assert_eq!(
            (second.next_page_token.as_str(), second.figure),
            ("", first.figure)
        );
        let names: Vec<&str> = first
            .contributors
            .iter()
            .map(|found| found.name.as_str())
            .collect();
        assert!(!names.contains(&second.contributors[0].name.as_str()));
        let mut all = asked.clone();
        all.page_token.clear();
        assert_eq!(list_all(&officer, all).await.0.len(), 4);
        // A token is good for its own cell.
        for wrong in [
            request(&query, "representations_received", &keys, FigurePart::Numerator),
            request(&query, "share_of_received", &keys, FigurePart::Denominator),
            request(&query, "share_of_received", &[], FigurePart::Numerator),
        ] {
            let mut wrong = wrong;
            wrong.page_token = first.next_page_token.clone();
            assert_eq!(
                refused(list(&officer, wrong).await).reason,
                ErrorReason::PageTokenInvalid
            );
        }
        let mut wrong = request(
            &query,
            "stages_ended",
            &["a".to_owned(), "b".to_owned()],
            FigurePart::Numerator,
        );
        wrong.part = 9;
        assert_eq!(
            invalid(list(&officer, wrong).await).paths(),
            ["measure", "keys", "part"]
        );
        let nothing = request(
            &query,
            "share_of_received",
            &["service_request".to_owned()],
            FigurePart::Numerator,
        );
        let nothing = list(&officer, nothing).await.expect("an empty cell");
        assert!(nothing.contributors.is_empty());
        let cell = nothing.figure.expect("the cell");
        assert_eq!((cell.numerator, cell.denominator), (0, 4));
    })
    .await;
}
