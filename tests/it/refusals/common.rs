//! What every call can be refused for: who calls, what it names, and what was sent before.

use redress::{
    api::wire::{self, ErrorReason, Procedure, View},
    domain::access::Role,
};
use tonic::Code;

use super::expect::Unchanged;
use crate::harness::{
    NORTHWICK,
    build::{comment, complaint, ombudsman_case, registration},
    day, for_each_register,
};

#[tokio::test]
async fn a_caller_that_nobody_knows_or_whose_role_may_not() {
    for_each_register(async |register| {
        let officer = register.officer();
        let unchanged = Unchanged::since(register).await;
        let expected = (Code::Unauthenticated, ErrorReason::CredentialRefused);
        let headers = [
            None,
            Some("Bearer redress_no"),
            Some("Basic b2s="),
            Some("Bearer "),
            Some(""),
        ];
        for header in headers {
            let stranger = officer.saying(header);
            let answer = stranger.register(comment(day(2026, 5, 1))).await;
            unchanged.refused(register, answer, expected, &[]).await;
        }
        let analyst = register.client(Role::Analyst);
        let answer = analyst.register(comment(day(2026, 5, 1))).await;
        let expected = (Code::PermissionDenied, ErrorReason::RoleNotPermitted);
        let metadata = [("role", "analyst"), ("method", "RegisterRepresentation")];
        unchanged.refused(register, answer, expected, &metadata).await;
    })
    .await;
}

#[tokio::test]
async fn a_record_that_there_is_not() {
    for_each_register(async |register| {
        let officer = register.officer();
        let unchanged = Unchanged::since(register).await;
        let expected = (Code::NotFound, ErrorReason::NotFound);
        let name = format!("{NORTHWICK}/representations/9999");
        let answer = officer.get(&name, View::Full).await;
        unchanged.refused(register, answer, expected, &[]).await;
        let answer = officer.acknowledge(&name, day(2026, 5, 1)).await;
        unchanged.refused(register, answer, expected, &[]).await;
        let case = format!("{NORTHWICK}/cases/9999");
        let answer = officer.enquire(&case, day(2026, 5, 1), None).await;
        unchanged.refused(register, answer, expected, &[]).await;
    })
    .await;
}

#[tokio::test]
async fn a_reference_that_another_record_has() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = comment(day(2026, 5, 1));
        about.external_reference = "CRM-1".to_owned();
        let first = officer
            .register(about.clone())
            .await
            .expect("a registration")
            .name;
        let case = ombudsman_case("26 000 001", day(2026, 5, 1));
        let first_case = officer.register_case(case.clone()).await.expect("a case").name;
        let unchanged = Unchanged::since(register).await;
        let expected = (Code::AlreadyExists, ErrorReason::ReferenceTaken);
        let answer = officer.register(about).await;
        unchanged
            .refused(register, answer, expected, &[("name", &first)])
            .await;
        let answer = officer.register_case(case).await;
        unchanged
            .refused(register, answer, expected, &[("name", &first_case)])
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_request_id_that_was_used_for_something_else() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut request = registration(comment(day(2026, 5, 1)));
        let mut client = officer.representations();
        client
            .register_representation(request.clone())
            .await
            .expect("a registration");
        request.representation = Some(comment(day(2026, 5, 2)));
        let unchanged = Unchanged::since(register).await;
        let expected = (Code::FailedPrecondition, ErrorReason::RequestIdReused);
        let metadata = [("request_id", request.request_id.clone())];
        let metadata = metadata.each_ref().map(|(key, value)| (*key, value.as_str()));
        let answer = client.register_representation(request).await;
        unchanged.refused(register, answer, expected, &metadata).await;
    })
    .await;
}

#[tokio::test]
async fn an_etag_that_is_no_longer_current() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
        let registered = officer.register(about).await.expect("a registration");
        officer
            .acknowledge(&registered.name, day(2026, 5, 2))
            .await
            .expect("a step");
        let request = wire::WithdrawRepresentationRequest {
            name: registered.name.clone(),
            withdrawn_date: Some(day(2026, 5, 5)),
            reason: "resolved".to_owned(),
            request_id: "with-an-old-etag".to_owned(),
            etag: registered.etag,
            ..wire::WithdrawRepresentationRequest::default()
        };
        let unchanged = Unchanged::since(register).await;
        let mut client = officer.representations();
        let answer = client.withdraw_representation(request.clone()).await;
        let expected = (Code::Aborted, ErrorReason::EtagStale);
        let found = unchanged
            .refused(register, answer, expected, &[("etag", "v2")])
            .await;
        // The caller looks again and repeats the step with what it was told; a refusal used up nothing.
        let current = wire::WithdrawRepresentationRequest {
            etag: found.metadata["etag"].clone(),
            ..request
        };
        client.withdraw_representation(current).await.expect("a step");
    })
    .await;
}

#[tokio::test]
async fn a_page_token_and_a_question_that_make_no_sense() {
    for_each_register(async |register| {
        let officer = register.officer();
        let unchanged = Unchanged::since(register).await;
        let request = wire::ListRepresentationsRequest {
            parent: NORTHWICK.to_owned(),
            page_token: "0000000000000000".repeat(2),
            ..wire::ListRepresentationsRequest::default()
        };
        let answer = officer.representations().list_representations(request).await;
        let expected = (Code::InvalidArgument, ErrorReason::PageTokenInvalid);
        unchanged.refused(register, answer, expected, &[]).await;

        let request = wire::QueryStatisticsRequest {
            parent: NORTHWICK.to_owned(),
            measures: vec!["representations_received".to_owned(), "stages_ended".to_owned()],
            period: Some(wire::Period {
                period: Some(wire::period::Period::FinancialYear(2026)),
            }),
            ..wire::QueryStatisticsRequest::default()
        };
        let answer = officer.statistics().query_statistics(request).await;
        let expected = (Code::InvalidArgument, ErrorReason::QueryUnsound);
        let found = unchanged.refused(register, answer, expected, &[]).await;
        assert!(!found.fields.is_empty(), "the reason is said");
    })
    .await;
}

#[tokio::test]
async fn fields_that_are_wrong() {
    for_each_register(async |register| {
        let unchanged = Unchanged::since(register).await;
        let request = wire::RegisterRepresentationRequest::default();
        let answer = register
            .officer()
            .representations()
            .register_representation(request)
            .await;
        let expected = (Code::InvalidArgument, ErrorReason::InvalidFields);
        let found = unchanged.refused(register, answer, expected, &[]).await;
        assert_eq!(found.paths(), ["parent", "request_id", "representation"]);
    })
    .await;
}
