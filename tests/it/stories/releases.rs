//! A release from its preview to its withdrawal. UK GDPR article 5(1)(c) and (f): what leaves is no more than is needed,
//! and gives nobody away; `domain.md` 9.2.

use redress::{
    api::wire::{
        self, DisclosureMode, DisclosurePolicy, ListReleasesRequest, Release, ReleaseFilter, ReleaseState,
        WithheldBecause,
    },
    app::releases::digest_of,
    domain::access::Role,
};
use tonic::Code;

use crate::harness::{
    NORTHWICK, SOUTHMERE,
    caller::{Caller, fresh_id},
    day,
    editions::preparation,
    for_each_register,
    refused::invalid,
    releases::{complain, preview, publication},
};
use crate::refusals::expect::head;

async fn listed(caller: &Caller, filter: ReleaseFilter) -> Vec<String> {
    let request = ListReleasesRequest {
        parent: NORTHWICK.to_owned(),
        filter: Some(filter),
        ..ListReleasesRequest::default()
    };
    let page = caller.releases().list_releases(request).await.expect("a page");
    page.into_inner()
        .releases
        .into_iter()
        .map(|release| release.name)
        .collect()
}

/// What is in the ledger of what has left Northwick, by kind.
async fn left(officer: &Caller) -> Vec<String> {
    let request = wire::ListChangesRequest {
        parent: NORTHWICK.to_owned(),
        filter: Some(wire::ChangeFilter {
            kinds: vec!["disclosed".to_owned()],
            ..wire::ChangeFilter::default()
        }),
        ..wire::ListChangesRequest::default()
    };
    let changes = officer.changes().list_changes(request).await.expect("changes");
    changes
        .into_inner()
        .changes
        .into_iter()
        .map(|change| change.kind)
        .collect()
}

fn says(release: &Release, line: &str) -> bool {
    release.text.lines().any(|found| found == line)
}

#[tokio::test]
async fn a_release_is_previewed_signed_off_published_and_withdrawn() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let previewed = officer.preview_release(preview()).await.expect("a preview");
        assert_eq!(previewed.state(), ReleaseState::Previewed);
        assert_eq!(previewed.position, previewed.made_at_position + 1);
        assert_eq!(digest_of(&previewed.text), previewed.digest);
        assert!(
            previewed
                .text
                .starts_with("redress release 1\nauthority\tnorthwick\n")
        );
        assert!(says(&previewed, "period\t2026-04-01\t2027-03-31"));
        assert!(says(&previewed, "version\t1") && says(&previewed, "policy\twithhold\t5"));
        // The authority sees what is withheld and why; the text does not say why.
        assert!(!previewed.withheld.is_empty());
        for figure in &previewed.withheld {
            let table = previewed.tables.iter().find(|table| table.id == figure.table);
            assert!(table.expect("its table").measures.contains(&figure.measure));
            assert_ne!(figure.because(), WithheldBecause::Unspecified);
        }
        assert!(previewed.text.contains("suppressed") && !previewed.text.contains("small"));
        let name = &previewed.name;
        let on = day(2026, 6, 1);
        let signed_off = officer.sign_off_release(name, on).await.expect("a sign-off");
        assert_eq!(
            (signed_off.state(), signed_off.signed_off_by.as_str()),
            (ReleaseState::SignedOff, "hos-1")
        );
        let published = officer.publish_release(publication(name, &[SOUTHMERE])).await;
        let published = published.expect("a publication");
        assert_eq!(published.state(), ReleaseState::Published);
        assert_eq!(
            (published.recipients.as_slice(), published.named),
            ([SOUTHMERE.to_owned()].as_slice(), true)
        );
        assert_eq!(
            published.text, previewed.text,
            "what was signed off is what is published"
        );
        let withdrawn = officer.withdraw_release(name, on).await.expect("a withdrawal");
        assert_eq!(
            (withdrawn.state(), withdrawn.withdrawal_reason.as_str()),
            (ReleaseState::Withdrawn, "wrong_figures")
        );
        let analyst = register.client(Role::Analyst);
        let read = analyst.get_release(name).await.expect("the release");
        assert_eq!(read, withdrawn, "what a step answers is what is read after it");
        assert_eq!(left(&officer).await, ["disclosed.release_published"]);
    })
    .await;
}

/// Whatever is recorded later, a version has the same bytes for ever; a later one takes its place.
#[tokio::test]
async fn a_version_is_the_same_bytes_for_ever() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let first = officer.release(NORTHWICK, &[SOUTHMERE]).await;
        complain(&officer).await;
        let second = officer.release(NORTHWICK, &[SOUTHMERE]).await;
        assert_eq!((first.version, second.version), (1, 2));
        assert_ne!(first.text, second.text);
        register.restart().await;
        let officer = register.officer();
        let read = officer.get_release(&first.name).await.expect("the first");
        assert_eq!((&read.text, &read.digest), (&first.text, &first.digest));
        assert!(read.superseded);
        let read = officer.get_release(&second.name).await.expect("the second");
        assert!(!read.superseded);
        let published = ReleaseFilter {
            states: vec![ReleaseState::Published.into()],
            financial_years: vec![2026],
        };
        let both = [first.name.clone(), second.name.clone()];
        assert_eq!(listed(&officer, published).await, both);
        for nothing in [
            ReleaseFilter {
                financial_years: vec![2025],
                ..ReleaseFilter::default()
            },
            ReleaseFilter {
                states: vec![ReleaseState::Withdrawn.into()],
                ..ReleaseFilter::default()
            },
        ] {
            assert_eq!(listed(&officer, nothing).await, [""; 0]);
        }
    })
    .await;
}

/// A preview that is only looked at leaves nothing behind, and one that is sent twice is one.
#[tokio::test]
async fn a_preview_is_kept_once_or_not_at_all() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let only_looked_at = wire::PreviewReleaseRequest {
            validate_only: true,
            ..preview()
        };
        let seen = officer.preview_release(only_looked_at).await.expect("a preview");
        assert_eq!(seen.position, 0);
        assert_eq!(listed(&officer, ReleaseFilter::default()).await, [""; 0]);
        let request = preview();
        let kept = officer.preview_release(request.clone()).await.expect("a preview");
        assert_eq!(kept.text, seen.text);
        complain(&officer).await;
        let again = officer.preview_release(request).await.expect("the same preview");
        assert_eq!(again, kept);
        assert_eq!(listed(&officer, ReleaseFilter::default()).await, [kept.name]);
        // A publication that is sent twice is one, though the ledger has an entry more than when it was attacked.
        let signed_off = officer.signed_off(NORTHWICK).await;
        let request = publication(&signed_off.name, &[SOUTHMERE]);
        let published = officer.publish_release(request.clone()).await.expect("published");
        let again = officer.publish_release(request).await.expect("the same");
        assert_eq!(again, published);
    })
    .await;
}

/// There is no release of a part of a year, which could be subtracted from another.
#[tokio::test]
async fn a_release_is_of_a_whole_year_and_goes_to_bodies_that_are_named() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = officer.signed_off(NORTHWICK).await.name;
        let year = officer
            .preview_release(wire::PreviewReleaseRequest {
                financial_year: 26,
                made_at_position: -1,
                ..preview()
            })
            .await;
        let refused = invalid(year);
        assert_eq!(refused.paths(), ["financial_year", "made_at_position"]);
        for (recipients, field) in [
            (vec![], "recipients"),
            (vec!["southmere"], "recipients[0]"),
            (vec![SOUTHMERE, NORTHWICK], "recipients[1]"),
            (vec![SOUTHMERE, SOUTHMERE], "recipients[1]"),
        ] {
            let answer = officer.publish_release(publication(&name, &recipients)).await;
            assert_eq!(invalid(answer).paths(), [field], "{recipients:?}");
        }
        let nobody = officer.get_release("authorities/northwick/releases/1").await;
        assert_eq!(nobody.expect_err("none").code(), Code::NotFound);
    })
    .await;
}

#[tokio::test]
async fn the_policy_of_disclosure_is_the_authoritys() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        complain(&officer).await;
        let get = wire::GetDisclosurePolicyRequest {
            parent: NORTHWICK.to_owned(),
        };
        let policy = officer.releases().get_disclosure_policy(get.clone()).await;
        let first = policy.expect("a policy").into_inner();
        assert_eq!((first.mode(), first.threshold), (DisclosureMode::Withhold, 5));
        let before = officer.preview_release(preview()).await.expect("a preview");
        let policy = DisclosurePolicy {
            mode: DisclosureMode::Withhold.into(),
            threshold: 10,
        };
        let save = |threshold| wire::SaveDisclosurePolicyRequest {
            parent: NORTHWICK.to_owned(),
            policy: Some(DisclosurePolicy { threshold, ..policy }),
            request_id: fresh_id(),
            validate_only: false,
        };
        for threshold in [2, 21] {
            let refused = admin.releases().save_disclosure_policy(save(threshold)).await;
            assert_eq!(invalid(refused).paths(), ["policy.threshold"]);
        }
        let saved = admin.releases().save_disclosure_policy(save(10)).await;
        assert_eq!(saved.expect("saved").into_inner(), policy);
        let read = officer.releases().get_disclosure_policy(get).await;
        assert_eq!(read.expect("a policy").into_inner(), policy);
        let after = officer.preview_release(preview()).await.expect("a preview");
        assert!(says(&after, "policy\twithhold\t10"));
        let kept = officer.get_release(&before.name).await.expect("the release");
        assert_eq!(kept.policy, Some(first), "what was previewed keeps its policy");
    })
    .await;
}

/// Whatever redress writes for the public is entered before it leaves, once for the same position, so that a release is
/// attacked together with it.
#[tokio::test]
async fn reports_for_the_public_are_entered_in_the_ledger() {
    for_each_register(async |register| {
        let (officer, analyst) = (register.officer(), register.client(Role::Analyst));
        complain(&officer).await;
        let position = head(register).await.position;
        let render = |audience: wire::ReportAudience| wire::RenderReportRequest {
            parent: NORTHWICK.to_owned(),
            kind: wire::ReportKind::Childrens.into(),
            financial_year: 2026,
            audience: audience.into(),
            formats: vec![wire::ReportFormat::Json.into()],
            position,
            ..wire::RenderReportRequest::default()
        };
        for _ in 0..2 {
            for audience in [wire::ReportAudience::Authority, wire::ReportAudience::Public] {
                let parts = analyst.statistics().render_report(render(audience)).await;
                let mut parts = parts.expect("a report").into_inner();
                while parts.message().await.expect("a part").is_some() {}
            }
        }
        let written = "disclosed.report_written";
        assert_eq!(
            left(&officer).await,
            [written],
            "nothing is held of the year before"
        );
        // An edition for the public leaves when it is published and when it is restated; one for the authority never.
        officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition");
        assert_eq!(left(&officer).await, [written; 2]);
        let own = wire::PrepareEditionRequest {
            audience: wire::Audience::Authority.into(),
            ..preparation()
        };
        let own = officer.publish_edition_of(own, day(2026, 6, 1)).await;
        own.expect("an edition");
        assert_eq!(left(&officer).await, [written; 2]);
        // What is released next is attacked with all of it.
        officer.release(NORTHWICK, &[SOUTHMERE]).await;
        assert_eq!(left(&officer).await.len(), 3);
    })
    .await;
}
