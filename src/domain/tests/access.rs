//! Clients and their tokens as a story.

use super::*;
use crate::domain::{
    access::{Access, Command, Event, Role},
    limits,
    refusal::Refusal,
};

fn client(id: &str) -> ClientId {
    ClientId::parse(id).expect("an id")
}

fn save(id: &str, role: Role) -> Command {
    let client = client(id);
    Command::SaveClient {
        client,
        role,
        narrowing: None,
    }
}

fn issue(id: &str) -> Command {
    Command::IssueToken {
        client: client(id),
        hash: "5f".to_owned(),
    }
}

fn revoke(id: &str, number: u16) -> Command {
    let client = client(id);
    Command::RevokeToken { client, number }
}

/// Carries out commands one after the other; each must be accepted.
fn carried_out(commands: &[Command]) -> Access {
    let mut state = Access::default();
    for command in commands {
        for event in state.decide(command).expect("an accepted step") {
            state = state.evolve(at(1, &event));
        }
    }
    state
}

#[test]
fn a_token_is_issued_to_a_client_and_revoked_once() {
    let state = carried_out(&[
        save("crm", Role::Intake),
        issue("crm"),
        issue("crm"),
        revoke("crm", 2),
    ]);
    let standing = [1, 2].map(|number| {
        state
            .token(&client("crm"), number)
            .expect("a token")
            .revoked_time
            .is_none()
    });
    assert_eq!(standing, [true, false]);
    assert_eq!(state.token(&client("crm"), 3), None);
    assert_eq!(state.token(&client("bi"), 1), None);
    let again = Refusal::AlreadyDone {
        what: "the revocation",
        on: None,
    };
    assert_eq!(state.decide(&revoke("crm", 2)), Err(again));
    for unknown in [issue("bi"), revoke("crm", 3), revoke("bi", 1)] {
        assert_eq!(state.decide(&unknown), Err(Refusal::NotRegistered), "{unknown:?}");
    }
}

/// Another role replaces the one that the client had; its tokens stay.
#[test]
fn a_client_may_be_trusted_with_something_else() {
    let state = carried_out(&[
        save("crm", Role::Intake),
        issue("crm"),
        save("crm", Role::Officer),
    ]);
    let crm = &state.clients[&client("crm")];
    assert_eq!(
        (crm.role, crm.tokens.len(), crm.tokens[0].number),
        (Role::Officer, 1, 1)
    );
}

#[test]
fn nobody_gains_a_token_by_what_happened_to_another() {
    let unknown = Event::TokenIssued {
        client: client("bi"),
        hash: "5f".to_owned(),
    };
    let state = carried_out(&[save("crm", Role::Intake)]).evolve(at(2, &unknown));
    assert_eq!(state.clients.len(), 1);
    assert!(state.clients[&client("crm")].tokens.is_empty());
}

#[test]
fn clients_and_tokens_are_bounded_and_a_known_client_is_not_a_new_one() {
    let clients = (0..limits::CLIENTS_MAX).map(|n| save(&format!("c{n}"), Role::Intake));
    let full = carried_out(&clients.collect::<Vec<_>>());
    assert!(matches!(
        full.decide(&save("crm", Role::Intake)),
        Err(Refusal::LimitReached { .. })
    ));
    assert!(full.decide(&save("c0", Role::Officer)).is_ok());
    let tokens = (0..limits::TOKENS_MAX).map(|_| issue("crm"));
    let full = carried_out(
        &[save("crm", Role::Intake)]
            .into_iter()
            .chain(tokens)
            .collect::<Vec<_>>(),
    );
    assert!(matches!(
        full.decide(&issue("crm")),
        Err(Refusal::LimitReached { .. })
    ));
}
