//! Listing: all of the log, by filter, and as far as each role may see.

use redress::{
    api::{convert::dates, wire::ChangeFilter},
    domain::{access::Role, ids::Stream, limits},
};

use super::{after, assert_same, list, log, walk};
use crate::{
    foundations::{append, authority, event},
    harness::{NORTHWICK, Register, for_each_register, samples::Records},
};

fn kinds(kinds: &[&str]) -> ChangeFilter {
    ChangeFilter {
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        ..ChangeFilter::default()
    }
}

/// What the log holds of these streams, by the first word of its kinds.
async fn positions_of(register: &Register<'_>, words: &[&str]) -> Vec<i64> {
    let rows = log(register).await;
    let of = |kind: &str| words.contains(&kind.split('.').next().unwrap_or_default());
    rows.iter()
        .filter(|row| of(&row.kind))
        .map(|row| row.position)
        .collect()
}

#[tokio::test]
async fn the_log_is_told_as_it_is() {
    for_each_register(async |register| {
        Records::of(register).await;
        let auditor = register.client(Role::Auditor);
        let rows = log(register).await;
        let sizes = [
            (1, 1),
            (7, 7),
            (0, limits::PAGE_SIZE_DEFAULT),
            (1_000, limits::PAGE_SIZE_MAX),
        ];
        for (page_size, expected) in sizes {
            let mut request = after(0);
            request.page_size = page_size;
            let first = list(&auditor, &request).await.expect("changes");
            assert_eq!(first.changes.len(), expected.min(rows.len()));
            assert_same(&walk(&auditor, request).await, &rows);
        }
        let changes = walk(&auditor, after(0)).await;
        for (change, row) in changes.iter().zip(&rows) {
            assert_eq!(change.effective_date, row.effective_on.map(dates::date));
            assert_eq!(change.record_time, Some(dates::timestamp(row.recorded_at)));
            assert_eq!(
                (&change.client, &change.request_id),
                (&row.actor, &row.request_id)
            );
            let Stream { number, .. } = row.stream;
            let name = match row.kind.split('.').next() {
                Some("representation") => format!("{NORTHWICK}/representations/{number}"),
                Some("case") => format!("{NORTHWICK}/cases/{number}"),
                Some("action") => format!("{NORTHWICK}/actions/{number}"),
                Some("training") => format!("{NORTHWICK}/training/{number}"),
                Some("edition") => format!("{NORTHWICK}/editions/{number}"),
                Some("release") => format!("{NORTHWICK}/releases/{number}"),
                Some("received") => format!("{NORTHWICK}/receivedReleases/{number}"),
                Some("retention") => format!("{NORTHWICK}/retentions/{number}"),
                Some("access") => format!("{NORTHWICK}/clients"),
                _ => NORTHWICK.to_owned(),
            };
            assert_eq!(change.name, name, "{}", row.kind);
            assert_eq!(change.record, None, "not asked for");
        }
        let head = rows.len();
        let position = i64::try_from(head).expect("a position");
        let caught_up = list(&auditor, &after(position)).await.expect("no changes");
        assert_eq!(caught_up.changes, []);
        assert_eq!(
            (caught_up.next_after_position, caught_up.head_position),
            (position, position)
        );
        assert_same(&walk(&auditor, after(position - 3)).await, &rows[head - 3..]);
    })
    .await;
}

/// Who may not read a record is not told that it changed; that there was something is all that the positions say.
#[tokio::test]
async fn each_role_is_told_what_it_may_read() {
    for_each_register(async |register| {
        Records::of(register).await;
        let records = [
            "representation",
            "case",
            "action",
            "training",
            "edition",
            "release",
            "disclosed",
            "reference",
        ];
        let analyst = [&records[..], &["received"]].concat();
        let officer = [&records[..], &["retention"]].concat();
        let all = [&analyst[..], &["access", "retention"]].concat();
        let admin = [
            "edition",
            "release",
            "disclosed",
            "received",
            "reference",
            "access",
            "retention",
        ];
        let seen: [(Role, &[&str]); 5] = [
            (
                Role::Intake,
                &["representation", "action", "training", "reference"],
            ),
            (Role::Officer, &officer),
            (Role::Analyst, &analyst),
            (Role::Auditor, &all),
            (Role::Admin, &admin),
        ];
        for (role, words) in seen {
            let changes = walk(&register.client(role), after(0)).await;
            let told: Vec<i64> = changes.iter().map(|change| change.position).collect();
            let expected = positions_of(register, words).await;
            assert!(!expected.is_empty());
            assert_eq!(told, expected, "{role:?}");
            for change in &changes {
                let may = change.client == "officer" && role == Role::Officer
                    || matches!(role, Role::Auditor | Role::Admin);
                assert_eq!(!change.request_id.is_empty(), may, "{role:?}: {change:?}");
            }
        }
        let admins = walk(&register.deployment(), after(0)).await;
        assert_eq!(admins.len(), positions_of(register, &admin).await.len());
        let mut systems = after(0);
        systems.parent = "authorities/system".to_owned();
        let systems = walk(&register.deployment(), systems).await;
        assert!(
            systems
                .iter()
                .all(|change| change.name == "authorities/system/clients")
        );
        assert!(!systems.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_filter_passes_over_what_it_leaves_out() {
    for_each_register(async |register| {
        let records = Records::of(register).await;
        let officer = register.officer();
        let rows = log(register).await;
        let count = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
        for size in [1, 2, 50] {
            let mut request = after(0);
            request.page_size = size;
            request.filter = Some(kinds(&["representation.registered", "case.registered"]));
            let both = walk(&officer, request.clone()).await;
            assert_eq!(
                both.len(),
                count("representation.registered") + count("case.registered")
            );
            request.filter = Some(kinds(&["case"]));
            let cases = walk(&officer, request.clone()).await;
            assert_eq!(cases.len(), positions_of(register, &["case"]).await.len());
            // What an open set does not hold yet is not wrong, and is not there.
            request.filter = Some(kinds(&["representation.mislaid", "representation.regist"]));
            assert_eq!(walk(&officer, request.clone()).await, []);
            request.filter = Some(ChangeFilter {
                record: records.upheld.clone(),
                ..ChangeFilter::default()
            });
            let of_case = walk(&officer, request.clone()).await;
            assert!(of_case.iter().all(|change| change.name == records.upheld));
            assert_eq!(of_case.len(), 3, "registered, decided, remedy agreed");
            assert_eq!(walk(&register.client(Role::Intake), request.clone()).await, []);
            request.filter.as_mut().expect("a filter").kinds = vec!["case.registered".to_owned()];
            assert_eq!(walk(&officer, request.clone()).await, of_case[..1]);
            request.filter.as_mut().expect("a filter").record = format!("{NORTHWICK}/cases/999999");
            assert_eq!(walk(&officer, request).await, []);
        }
    })
    .await;
}

/// However much there is to pass over, one call looks through so much and says how far it came.
#[tokio::test]
async fn one_call_looks_through_a_bounded_part_of_the_log() {
    for_each_register(async |register| {
        let auditor = register.client(Role::Auditor);
        let before = i64::try_from(log(register).await.len()).expect("a position");
        let northwick = authority("northwick");
        let scanned = i64::try_from(limits::CHANGES_SCANNED_MAX).expect("a number");
        let events = (1..=scanned + 100).map(|number| {
            event(
                Stream::representation(&northwick, before + number),
                1,
                1_000_000_000,
            )
        });
        append(&register.scratch.database, events.collect()).await;
        let mut request = after(before);
        request.filter = Some(kinds(&["case.decided"]));
        let first = list(&auditor, &request).await.expect("no changes");
        assert_eq!(first.changes, []);
        assert_eq!(first.next_after_position, before + scanned);
        assert_eq!(first.head_position, before + scanned + 100);
        assert_eq!(walk(&auditor, request).await, []);
    })
    .await;
}
