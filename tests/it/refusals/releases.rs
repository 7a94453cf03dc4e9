//! Steps that a release does not allow.

use redress::{
    api::wire::{
        ErrorReason, Procedure, PulledRelease, RenderReportRequest, ReportAudience, ReportFormat, ReportKind,
    },
    domain::access::Role,
};

use super::expect::Unchanged;
use crate::harness::{
    NORTHWICK, SOUTHMERE,
    build::complaint,
    day, for_each_register,
    refused::Refused,
    releases::{complain, preview, publication, southmere},
    samples::from_elsewhere,
};

/// Previewed, signed off, published, withdrawn, in that order.
#[tokio::test]
async fn a_step_of_a_release_that_is_out_of_its_order() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let on = day(2026, 6, 1);
        let name = officer.preview_release(preview()).await.expect("a preview").name;
        let publish = || publication(&name, &[SOUTHMERE]);
        let reason = ErrorReason::ReleaseStateRefusesStep;
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.publish_release(publish()).await,
            officer.withdraw_release(&name, on).await,
        ] {
            let state = [("state", "previewed")];
            unchanged.by_rule(register, answer, reason, &state).await;
        }
        let early = officer.sign_off_release(&name, day(2026, 5, 31)).await;
        let anchor = [("anchor_date", "2026-06-01")];
        unchanged
            .by_rule(register, early, ErrorReason::DateBeforeAnchor, &anchor)
            .await;
        officer.sign_off_release(&name, on).await.expect("a sign-off");
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.sign_off_release(&name, on).await,
            officer.withdraw_release(&name, on).await,
        ] {
            let state = [("state", "signed_off")];
            unchanged.by_rule(register, answer, reason, &state).await;
        }
        officer.publish_release(publish()).await.expect("a publication");
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.publish_release(publish()).await,
            officer.sign_off_release(&name, on).await,
        ] {
            let state = [("state", "published")];
            unchanged.by_rule(register, answer, reason, &state).await;
        }
        officer.withdraw_release(&name, on).await.expect("a withdrawal");
        let unchanged = Unchanged::since(register).await;
        let again = officer.withdraw_release(&name, on).await;
        let state = [("state", "withdrawn")];
        unchanged.by_rule(register, again, reason, &state).await;
    })
    .await;
}

/// Two previews of one version: the second is published after the first no more, not even after its withdrawal.
#[tokio::test]
async fn a_version_that_was_published() {
    for_each_register(async |register| {
        let officer = register.officer();
        complain(&officer).await;
        let (first, second) = (
            officer.signed_off(NORTHWICK).await,
            officer.signed_off(NORTHWICK).await,
        );
        let on = day(2026, 6, 1);
        let published = officer
            .publish_release(publication(&first.name, &[SOUTHMERE]))
            .await;
        published.expect("a publication");
        let withdrawn = officer.withdraw_release(&first.name, on).await;
        withdrawn.expect("a withdrawal");
        let unchanged = Unchanged::since(register).await;
        let answer = officer
            .publish_release(publication(&second.name, &[SOUTHMERE]))
            .await;
        let reason = ErrorReason::ReleaseVersionPublished;
        unchanged
            .by_rule(register, answer, reason, &[("version", "1")])
            .await;
    })
    .await;
}

/// Nobody else: neither who is not there nor a council that compares nothing.
#[tokio::test]
async fn a_recipient_that_is_no_regional_body() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = officer.signed_off(NORTHWICK).await.name;
        let unchanged = Unchanged::since(register).await;
        for body in ["nowhere", "system"] {
            let recipient = format!("authorities/{body}");
            let request = publication(&name, &[SOUTHMERE, &recipient]);
            let answer = officer.publish_release(request).await;
            let reason = ErrorReason::ReleaseRecipientUnknown;
            unchanged
                .by_rule(register, answer, reason, &[("body", body)])
                .await;
        }
    })
    .await;
}

/// A version never changes, so other bytes of it are wrong, and nothing that came with them is received.
#[tokio::test]
async fn other_bytes_of_a_version_that_was_received() {
    for_each_register(async |register| {
        let officer = register.officer();
        let one = from_elsewhere(&officer.signed_off(NORTHWICK).await);
        complain(&officer).await;
        let other = from_elsewhere(&officer.signed_off(NORTHWICK).await);
        assert_ne!(one.text, other.text);
        let puller = southmere(register);
        puller
            .receive_releases(SOUTHMERE, &[one])
            .await
            .expect("received");
        let received = puller.received_releases(SOUTHMERE).await;
        let unchanged = Unchanged::since(register).await;
        let new = PulledRelease {
            authority: "fenmoor".to_owned(),
            text: other.text.replacen("eastmoor", "fenmoor", 1),
            ..other.clone()
        };
        let new = PulledRelease {
            digest: redress::app::releases::digest_of(&new.text),
            ..new
        };
        let answer = puller.receive_releases(SOUTHMERE, &[new, other]).await;
        let reason = ErrorReason::ReleaseBytesDiffer;
        unchanged
            .by_rule(register, answer, reason, &[("version", "1")])
            .await;
        assert_eq!(puller.received_releases(SOUTHMERE).await, received);
    })
    .await;
}

/// A report withholds how many adults' complaints there are; a release of one record earlier would say that there was none.
#[tokio::test]
async fn a_release_that_would_give_somebody_away() {
    for_each_register(async |register| {
        let officer = register.officer();
        let new = |procedure| complaint(procedure, day(2026, 4, 8));
        for _ in 0..2 {
            let registered = officer.register(new(Procedure::ChildrenStatutory)).await;
            registered.expect("a complaint");
        }
        let release = officer.signed_off(NORTHWICK).await;
        let registered = officer.register(new(Procedure::AdultStatutory)).await;
        registered.expect("a complaint");
        let report = RenderReportRequest {
            parent: NORTHWICK.to_owned(),
            kind: ReportKind::Adults.into(),
            financial_year: 2026,
            audience: ReportAudience::Public.into(),
            formats: vec![ReportFormat::Json.into()],
            ..RenderReportRequest::default()
        };
        let analyst = register.client(Role::Analyst);
        let parts = analyst.statistics().render_report(report).await;
        let mut parts = parts.expect("a report").into_inner();
        while parts.message().await.expect("a part").is_some() {}
        let unchanged = Unchanged::since(register).await;
        let answer = officer
            .publish_release(publication(&release.name, &[SOUTHMERE]))
            .await;
        let refused = Refused::of(answer.as_ref().expect_err("it gives somebody away"));
        let cells = refused.metadata.get("cells").expect("the cells");
        assert!(cells.contains("representations_received@1"), "{cells}");
        let reason = ErrorReason::ReleaseGivesAway;
        unchanged
            .by_rule(register, answer, reason, &[("cells", cells)])
            .await;
    })
    .await;
}
