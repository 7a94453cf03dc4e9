//! The weekly red, amber and green list.

use redress::api::wire::{
    self, ClockColour, ClockFilter, ClockName, Finding, ListClocksRequest, ListClocksResponse, Procedure,
};

use super::{local_policy, pause, save};
use crate::harness::{
    NORTHWICK,
    build::complaint,
    caller::{Caller, fresh_id},
    day, for_each_register,
};

async fn list(caller: &Caller, filter: ClockFilter) -> ListClocksResponse {
    page(caller, filter, 0, "").await
}

async fn page(caller: &Caller, filter: ClockFilter, page_size: i32, page_token: &str) -> ListClocksResponse {
    let request = ListClocksRequest {
        parent: NORTHWICK.to_owned(),
        page_size,
        page_token: page_token.to_owned(),
        filter: Some(filter),
    };
    let answer = caller.representations().list_clocks(request).await;
    answer.expect("a list").into_inner()
}

fn responses() -> ClockFilter {
    ClockFilter {
        clocks: vec![ClockName::Response.into()],
        ..ClockFilter::default()
    }
}

fn seen(list: &ListClocksResponse) -> Vec<(&str, ClockColour, i32)> {
    let clocks = list.clocks.iter();
    clocks
        .map(|listed| (listed.record.as_str(), listed.colour(), listed.working_days_left))
        .collect()
}

async fn delay(officer: &Caller, name: &str) {
    let request = wire::RecordDelayRequest {
        name: name.to_owned(),
        delay: Some(wire::Delay {
            clock: ClockName::Response.into(),
            stage: 1,
            reason: "complexity".to_owned(),
            recorded_date: Some(day(2026, 5, 28)),
        }),
        request_id: fresh_id(),
        ..wire::RecordDelayRequest::default()
    };
    officer
        .representations()
        .record_delay(request)
        .await
        .expect("a reason");
}

async fn appoint(officer: &Caller, name: &str) {
    let request = wire::AppointOfficerRequest {
        name: name.to_owned(),
        appointment: Some(wire::Appointment {
            role: wire::AppointmentRole::CaseOfficer.into(),
            officer: "manager".to_owned(),
            appointed_date: Some(day(2026, 6, 1)),
            ..wire::Appointment::default()
        }),
        request_id: fresh_id(),
        ..wire::AppointOfficerRequest::default()
    };
    officer
        .representations()
        .appoint_officer(request)
        .await
        .expect("an appointment");
}

/// Today is Monday 1 June 2026; SI 2006/1738 gives stage 1 ten working days.
#[tokio::test]
async fn the_list_is_red_amber_and_green_by_working_days_left() {
    use ClockColour::{Amber, Green, Red};
    for_each_register(async |register| {
        let officer = register.officer();
        let new = async |received| {
            let about = complaint(Procedure::ChildrenStatutory, received);
            officer.register(about).await.expect("a registration").name
        };
        let (held, amber) = (new(day(2026, 5, 28)).await, new(day(2026, 5, 20)).await);
        let (late, soon) = (new(day(2026, 5, 11)).await, new(day(2026, 5, 18)).await);
        let (green, done) = (new(day(2026, 6, 1)).await, new(day(2026, 5, 14)).await);
        pause(&officer, &held, day(2026, 6, 1)).await;
        delay(&officer, &late).await;
        appoint(&officer, &soon).await;
        officer
            .answer(&done, 1, Finding::Upheld, day(2026, 6, 1))
            .await
            .expect("a response");
        let all = list(&officer, responses()).await;
        let expected = [
            (late.as_str(), Red, -4),
            (&soon, Red, 1),
            (&amber, Amber, 3),
            (&green, Green, 10),
            (&held, Green, 0),
        ];
        assert_eq!(seen(&all), expected);
        assert_eq!((all.red_count, all.amber_count, all.green_count), (2, 1, 2));
        assert_eq!(all.today, Some(day(2026, 6, 1)));
        let reasons: Vec<_> = all
            .overdue_by_reason
            .iter()
            .map(|of| (of.reason.as_str(), of.count))
            .collect();
        assert_eq!(reasons, [("complexity", 1)]);
        let (mut token, mut names) = (String::new(), Vec::new());
        loop {
            let page = page(&officer, responses(), 2, &token).await;
            assert_eq!(page.red_count, 2, "of all, not of the page");
            names.extend(page.clocks.iter().map(|listed| listed.record.clone()));
            token = page.next_page_token;
            if token.is_empty() {
                break;
            }
        }
        assert_eq!(names, [late.clone(), soon.clone(), amber.clone(), green, held]);
        let only = async |filter: ClockFilter| {
            let found = list(&officer, filter).await;
            let names = found.clocks.iter().map(|listed| listed.record.clone());
            names.collect::<Vec<_>>()
        };
        let of_officer = ClockFilter {
            officers: vec!["manager".to_owned()],
            ..responses()
        };
        assert_eq!(only(of_officer).await, [soon.clone()]);
        let overdue = ClockFilter {
            overdue_only: true,
            ..responses()
        };
        assert_eq!(only(overdue).await, [late.clone()]);
        let ambers = ClockFilter {
            colours: vec![Amber.into()],
            ..responses()
        };
        assert_eq!(only(ambers).await, [amber]);
        let by_reason = ClockFilter {
            delay_reasons: vec!["complexity".to_owned()],
            ..responses()
        };
        assert_eq!(only(by_reason).await, [late]);
        let stage_2 = ClockFilter {
            stages: vec![2],
            ..responses()
        };
        assert!(only(stage_2).await.is_empty());
        let of_team = ClockFilter {
            teams: vec!["lac".to_owned()],
            ..responses()
        };
        assert!(only(of_team).await.is_empty());
        let windows = ClockFilter {
            clocks: vec![ClockName::RequestWindow.into()],
            ..ClockFilter::default()
        };
        assert_eq!(only(windows).await, [done.clone()]);
        let whole = only(ClockFilter::default()).await;
        assert!(
            !whole.contains(&done) || whole.iter().filter(|name| **name == done).count() == 1,
            "the ack only"
        );
    })
    .await;
}

/// Thresholds are those of the policy in force today.
#[tokio::test]
async fn thresholds_are_policy() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 5, 20));
        officer.register(about).await.expect("a registration");
        assert_eq!(list(&officer, responses()).await.amber_count, 1);
        let policy = wire::Policy {
            amber_working_days: Some(3),
            red_working_days: Some(3),
            ..local_policy(register).await
        };
        save(register, policy).await;
        let listed = list(&officer, responses()).await;
        assert_eq!((listed.red_count, listed.amber_count), (1, 0));
        assert_eq!(
            listed.clocks.first().map(wire::ListedClock::colour),
            Some(ClockColour::Red)
        );
    })
    .await;
}

/// What goes over to another procedure leaves its clocks behind, in the list as elsewhere.
#[tokio::test]
async fn a_conversion_leaves_no_clock_of_the_old_procedure() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::Informal, day(2026, 5, 28));
        let name = officer.register(about).await.expect("a registration").name;
        let stages = async || {
            let found = list(&officer, responses()).await;
            let stages = found
                .clocks
                .iter()
                .filter_map(|listed| Some(listed.clock.as_ref()?.stage));
            stages.collect::<Vec<_>>()
        };
        assert_eq!(stages().await, [0]);
        let request = wire::ConvertRepresentationRequest {
            name,
            conversion: Some(wire::Conversion {
                to: Procedure::CorporateLocal.into(),
                converted_date: Some(day(2026, 6, 1)),
                reason: "misclassified".to_owned(),
                ..wire::Conversion::default()
            }),
            request_id: fresh_id(),
            ..wire::ConvertRepresentationRequest::default()
        };
        officer
            .representations()
            .convert_representation(request)
            .await
            .expect("a conversion");
        assert_eq!(stages().await, [1]);
        let rows = "SELECT COUNT(*) FROM clock WHERE clock = 'response' AND stage = 0";
        assert_eq!(register.scratch.number(rows).await, 0);
    })
    .await;
}

/// A provider's last six months, before a quality assurance visit.
#[tokio::test]
async fn a_provider_at_a_glance() {
    for_each_register(async |register| {
        let officer = register.officer();
        let new = async |received, provider: &str| {
            let about = wire::Representation {
                provider: provider.to_owned(),
                ..complaint(Procedure::AdultStatutory, received)
            };
            officer.register(about).await.expect("a registration").name
        };
        let first = new(day(2025, 12, 2), "haven").await;
        new(day(2025, 12, 1), "haven").await;
        new(day(2026, 5, 1), "").await;
        let last = new(day(2026, 5, 27), "haven").await;
        officer
            .answer(&first, 1, Finding::PartlyUpheld, day(2025, 12, 20))
            .await
            .expect("a response");
        let request = wire::SummariseProviderRequest {
            parent: NORTHWICK.to_owned(),
            provider: "Haven Care".to_owned(),
            until_date: None,
        };
        let summary = officer
            .representations()
            .summarise_provider(request)
            .await
            .expect("a summary")
            .into_inner();
        assert_eq!(
            (summary.from_date, summary.until_date),
            (Some(day(2025, 12, 2)), Some(day(2026, 6, 1)))
        );
        let counted = |counts: &[wire::ProviderCount]| {
            counts
                .iter()
                .map(|count| (count.value.clone(), count.count))
                .collect::<Vec<_>>()
        };
        assert_eq!(counted(&summary.by_kind), [("complaint".to_owned(), 2)]);
        assert_eq!(
            counted(&summary.by_state),
            [("answered".to_owned(), 1), ("open".to_owned(), 1)]
        );
        assert_eq!(counted(&summary.by_category), [("delay".to_owned(), 2)]);
        assert_eq!(counted(&summary.by_finding), [("partly_upheld".to_owned(), 1)]);
        assert_eq!(summary.representations, [last, first]);
    })
    .await;
}
