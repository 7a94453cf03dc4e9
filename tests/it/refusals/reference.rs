//! Changes to lists, policies, calendars and clients that are not taken.

use redress::{
    api::wire::{self, ClockAnchor, ClockName, ErrorReason, Procedure, TimeUnit},
    domain::{access::Role, limits},
};
use tonic::Code;

use super::expect::Unchanged;
use crate::harness::{
    NORTHWICK, SOUTHMERE, caller::fresh_id, day, for_each_register, samples::access::by_uri,
};

#[tokio::test]
async fn a_name_that_another_code_of_the_list_has() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let unchanged = Unchanged::since(register).await;
        let taken = [("Looked After Team", "Looked After Team"), ("A new name", "lac")];
        for (display_name, name) in taken {
            let request = wire::SaveCodeRequest {
                parent: format!("{NORTHWICK}/lists/teams"),
                code_id: "another".to_owned(),
                code: Some(wire::Code {
                    display_name: display_name.to_owned(),
                    aliases: vec!["lac".to_owned()],
                    ..wire::Code::default()
                }),
                request_id: fresh_id(),
                validate_only: false,
            };
            let answer = admin.reference().save_code(request).await;
            let expected = (Code::AlreadyExists, ErrorReason::NameTaken);
            let metadata = [("list", "teams"), ("name", name)];
            unchanged.refused(register, answer, expected, &metadata).await;
        }
    })
    .await;
}

fn rule(stage: i32, length: i32, extension_cap: i32) -> wire::ClockRule {
    wire::ClockRule {
        clock: ClockName::Response.into(),
        stage,
        anchor: ClockAnchor::StageStart.into(),
        length,
        unit: TimeUnit::WorkingDays.into(),
        extension_cap,
        ..wire::ClockRule::default()
    }
}

#[tokio::test]
async fn a_policy_that_contradicts_itself() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let unchanged = Unchanged::since(register).await;
        let contradictory = [
            vec![rule(1, 10, 0), rule(1, 12, 0)],
            vec![rule(2, 10, 0)],
            vec![rule(1, 10, 9)],
            vec![wire::ClockRule {
                anchor: ClockAnchor::StageEnd.into(),
                ..rule(0, 10, 0)
            }],
        ];
        for clocks in contradictory {
            let request = wire::SavePolicyRequest {
                parent: NORTHWICK.to_owned(),
                policy: Some(wire::Policy {
                    procedure: Procedure::AdultStatutory.into(),
                    valid_from_date: Some(day(2026, 4, 1)),
                    source: "Local adult policy 2026".to_owned(),
                    clocks,
                    ..wire::Policy::default()
                }),
                request_id: fresh_id(),
                validate_only: false,
            };
            let answer = admin.reference().save_policy(request).await;
            unchanged
                .by_rule(register, answer, ErrorReason::PolicyContradiction, &[])
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_authority_or_a_holiday_that_is_there_already() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let unchanged = Unchanged::since(register).await;
        let answer = admin.add_holiday(day(2026, 12, 25), None).await;
        let on = [("date", "2026-12-25")];
        unchanged
            .by_rule(register, answer, ErrorReason::AlreadyDone, &on)
            .await;
        let request = wire::RegisterAuthorityRequest {
            authority_id: "northwick".to_owned(),
            authority: Some(wire::Authority {
                display_name: "Northwick again".to_owned(),
                r#type: wire::AuthorityType::County.into(),
                ..wire::Authority::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = register
            .deployment()
            .reference()
            .register_authority(request)
            .await;
        unchanged
            .by_rule(register, answer, ErrorReason::AlreadyDone, &[])
            .await;
    })
    .await;
}

#[tokio::test]
async fn more_tokens_than_a_client_may_have() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let client = format!("{NORTHWICK}/clients/intake");
        for _ in 1..limits::TOKENS_MAX {
            admin.new_token(&client).await;
        }
        let unchanged = Unchanged::since(register).await;
        let request = wire::IssueTokenRequest {
            parent: client,
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = admin.access().issue_token(request).await;
        unchanged
            .by_rule(register, answer, ErrorReason::LimitReached, &[("limit", "100")])
            .await;
    })
    .await;
}

/// Of another authority, or of the same; one that was removed may be added again.
#[tokio::test]
async fn a_credential_that_another_client_has() {
    for_each_register(async |register| {
        let deployment = register.deployment();
        let add = |client: &str| wire::AddCredentialRequest {
            parent: client.to_owned(),
            credential: Some(by_uri("spiffe://council.example/crm")),
            request_id: fresh_id(),
            validate_only: false,
        };
        let intake = format!("{NORTHWICK}/clients/intake");
        let added = deployment.access().add_credential(add(&intake)).await;
        let added = added.expect("a credential").into_inner();
        assert_eq!(added.name, format!("{intake}/credentials/1"));
        let unchanged = Unchanged::since(register).await;
        for other in [
            format!("{SOUTHMERE}/clients/intake"),
            format!("{NORTHWICK}/clients/officer"),
            intake.clone(),
        ] {
            let answer = deployment.access().add_credential(add(&other)).await;
            let expected = (Code::AlreadyExists, ErrorReason::CredentialTaken);
            let metadata = [
                ("rule", "another client has that credential"),
                ("source", "rule of the register: a credential proves one client"),
            ];
            unchanged.refused(register, answer, expected, &metadata).await;
        }
        let remove = wire::RemoveCredentialRequest {
            name: added.name,
            request_id: fresh_id(),
            validate_only: false,
        };
        let removed = deployment.access().remove_credential(remove).await;
        assert!(removed.expect("a removal").get_ref().remove_time.is_some());
        let again = add(&format!("{SOUTHMERE}/clients/intake"));
        deployment
            .access()
            .add_credential(again)
            .await
            .expect("a credential");
    })
    .await;
}

#[tokio::test]
async fn a_holiday_that_there_is_not() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let unchanged = Unchanged::since(register).await;
        // A working day, and a Sunday: Easter Day is a day off without being a bank holiday.
        for (date, on) in [(day(2026, 7, 1), "2026-07-01"), (day(2026, 4, 5), "2026-04-05")] {
            let request = wire::WithdrawHolidayRequest {
                parent: NORTHWICK.to_owned(),
                date: Some(date),
                withdrawn_date: Some(day(2026, 4, 1)),
                request_id: fresh_id(),
                validate_only: false,
            };
            let answer = admin.reference().withdraw_holiday(request).await;
            unchanged
                .by_rule(register, answer, ErrorReason::HolidayUnknown, &[("date", on)])
                .await;
        }
    })
    .await;
}
