//! What a change would do is what it then does.

use redress::{
    api::wire::{self, ClockName, Procedure, View},
    domain::access::Role,
};

use super::{local_policy, pause, save};
use crate::harness::{
    NORTHWICK,
    build::{clock_of, complaint},
    caller::Caller,
    day, for_each_register,
    refused::invalid,
};

async fn preview(caller: &Caller, request: wire::PreviewClocksRequest) -> wire::PreviewClocksResponse {
    let answer = caller.representations().preview_clocks(request).await;
    answer.expect("a preview").into_inner()
}

fn then(preview: &wire::PreviewClocksResponse, clock: ClockName) -> Option<wire::Clock> {
    let changed = preview.clocks.iter().filter_map(|changed| changed.then.clone());
    changed.into_iter().find(|then| then.clock() == clock)
}

fn extension(name: &str, length: i32) -> wire::PreviewClocksRequest {
    wire::PreviewClocksRequest {
        name: name.to_owned(),
        extension: Some(wire::SupposedExtension {
            clock: ClockName::Response.into(),
            stage: 1,
            length,
        }),
        ..wire::PreviewClocksRequest::default()
    }
}

/// SI 2006/1738 reg 17: 10 working days, or 20; a pause holds it no longer.
#[tokio::test]
async fn an_extension_and_a_pause_do_what_their_preview_says() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 5, 27));
        let name = officer.register(about).await.expect("a registration").name;
        let before = officer.get(&name, View::Basic).await.expect("the record");
        let foreseen = preview(&officer, extension(&name, 20)).await;
        assert_eq!(
            (foreseen.changed_count, foreseen.obstacles.as_slice()),
            (1, &[][..])
        );
        let over_cap = preview(&officer, extension(&name, 21)).await;
        assert_eq!(over_cap.obstacles.len(), 1, "{:?}", over_cap.obstacles);
        assert!(over_cap.obstacles[0].contains("20"), "{:?}", over_cap.obstacles);
        assert_eq!(
            over_cap.changed_count, 1,
            "what it would be is shown all the same"
        );
        let supposed_pause = wire::PreviewClocksRequest {
            name: name.clone(),
            pause: Some(wire::SupposedPause {
                clock: ClockName::Response.into(),
                stage: 1,
                from_date: Some(day(2026, 6, 1)),
                until_date: None,
            }),
            ..wire::PreviewClocksRequest::default()
        };
        let held = preview(&officer, supposed_pause).await;
        assert_eq!(
            officer.get(&name, View::Basic).await.expect("the record"),
            before,
            "nothing is changed"
        );
        let paused = pause(&officer, &name, day(2026, 6, 1)).await;
        let now = clock_of(&paused, ClockName::Response, 1);
        assert_eq!(then(&held, ClockName::Response), Some(now));
        let name = officer
            .register(complaint(Procedure::ChildrenStatutory, day(2026, 5, 27)))
            .await
            .expect("a registration")
            .name;
        let extended = officer
            .extend(&name, ClockName::Response, 20, day(2026, 6, 1))
            .await
            .expect("more time");
        let now = clock_of(&extended, ClockName::Response, 1);
        assert_eq!(then(&foreseen, ClockName::Response), Some(now));
    })
    .await;
}

/// A policy and a holiday are previewed for the whole authority; the holiday then moves what was foreseen.
#[tokio::test]
async fn a_holiday_moves_what_its_preview_lists() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let mut names = Vec::new();
        for received in [day(2026, 5, 27), day(2026, 5, 20), day(2026, 4, 1)] {
            let about = complaint(Procedure::ChildrenStatutory, received);
            names.push(officer.register(about).await.expect("a registration").name);
        }
        let holiday = wire::PreviewClocksRequest {
            name: NORTHWICK.to_owned(),
            holiday: Some(wire::Holiday {
                date: Some(day(2026, 6, 3)),
                display_name: "A day of thanks".to_owned(),
                announced_date: Some(day(2026, 6, 1)),
                ..wire::Holiday::default()
            }),
            ..wire::PreviewClocksRequest::default()
        };
        let foreseen = preview(&officer, holiday.clone()).await;
        let added = admin
            .add_holiday(day(2026, 6, 3), Some(day(2026, 6, 1)))
            .await
            .expect("a holiday");
        let due = |clock: &Option<wire::Clock>| clock.as_ref().and_then(|clock| clock.agreed_due_date);
        let mut listed: Vec<_> = foreseen
            .clocks
            .iter()
            .map(|changed| (changed.record.clone(), due(&changed.now), due(&changed.then)))
            .collect();
        let mut moved: Vec<_> = added
            .moved_clocks
            .iter()
            .map(|moved| (moved.record.clone(), moved.due_before_date, moved.due_date))
            .collect();
        let key = |(record, before, _): &(String, Option<wire::Date>, Option<wire::Date>)| {
            (
                record.clone(),
                before.map(|date| (date.year, date.month, date.day)),
            )
        };
        listed.sort_by_key(key);
        moved.sort_by_key(key);
        assert_eq!(listed, moved);
        assert!(
            moved.iter().all(|(record, ..)| *record != names[2]),
            "long overdue: nothing moves"
        );
        let again = preview(&officer, holiday).await;
        assert_eq!(
            (again.changed_count, again.obstacles.len()),
            (0, 1),
            "it is a day off already"
        );
        let mut policy = local_policy(register).await;
        for rule in &mut policy.clocks {
            if rule.clock() == ClockName::Acknowledgement && rule.stage == 1 {
                rule.length = 5;
            }
        }
        let supposed = wire::PreviewClocksRequest {
            name: NORTHWICK.to_owned(),
            policy: Some(policy.clone()),
            ..wire::PreviewClocksRequest::default()
        };
        let foreseen = preview(&officer, supposed).await;
        let lengths: Vec<i32> = foreseen
            .clocks
            .iter()
            .filter_map(|changed| changed.then.as_ref())
            .filter(|clock| clock.clock() == ClockName::Acknowledgement)
            .map(|clock| clock.length)
            .collect();
        assert_eq!(lengths, [5, 5, 5]);
        save(register, policy).await;
        let record = officer.get(&names[0], View::Basic).await.expect("the record");
        let clock = clock_of(&record, ClockName::Acknowledgement, 1);
        assert_eq!(
            clock.length, 3,
            "a clock that runs keeps the policy that it started under"
        );
    })
    .await;
}

#[tokio::test]
async fn exactly_one_thing_is_supposed_of_a_record_or_of_an_authority() {
    for_each_register(async |register| {
        let officer = register.officer();
        let wrong = [wire::PreviewClocksRequest::default(), extension(NORTHWICK, 20)];
        for request in wrong {
            let answer = officer.representations().preview_clocks(request).await;
            assert_eq!(invalid(answer).paths().len(), 1);
        }
    })
    .await;
}
