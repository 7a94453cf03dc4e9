//! Requests whose lists change under them.

use std::time::Duration;

use redress::{
    api::wire::{self, Procedure},
    domain::access::Role,
};

use super::REGISTER;
use crate::harness::{
    NORTHWICK,
    build::{complaint, registration},
    caller::fresh_id,
    day, for_each_register,
};

fn team(aliases: &[&str]) -> wire::SaveCodeRequest {
    wire::SaveCodeRequest {
        parent: format!("{NORTHWICK}/lists/teams"),
        code_id: "harbour".to_owned(),
        code: Some(wire::Code {
            display_name: "Harbour".to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            ..Default::default()
        }),
        request_id: fresh_id(),
        validate_only: false,
    }
}

/// A lost answer is asked for again after the name that the request used has gone: it is the same request still.
#[tokio::test]
async fn a_repeated_request_is_answered_although_it_could_not_be_made_now() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let mut reference = admin.reference();
        reference.save_code(team(&["HBR"])).await.expect("a team");
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        about.team = "HBR".to_owned();
        let request = registration(about);
        let first = officer.send(REGISTER, &request).await.expect("a registration");
        reference
            .save_code(team(&[]))
            .await
            .expect("the team without its alias");
        let again = officer.send(REGISTER, &request).await.expect("the same answer");
        assert_eq!(again, first);
        let mut anew = request;
        anew.request_id = fresh_id();
        officer
            .send(REGISTER, &anew)
            .await
            .expect_err("no team has that name any more");
    })
    .await;
}

/// A caller that goes away while a list changes takes nothing with it: the code that it saved is known at once. Some
/// of the callers go before their request was read and some after it was answered; those between are what matters.
#[tokio::test]
async fn a_list_that_an_abandoned_call_changed_is_seen() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let mut reference = admin.reference();
        for patience in (0..60).map(|step| Duration::from_micros(200 * step)) {
            let name = format!("Team {}", patience.as_micros());
            let mut request = team(&[]);
            request.code_id = format!("team-{}", patience.as_micros());
            request.code.as_mut().expect("a code").display_name = name.clone();
            let _gone = tokio::time::timeout(patience, reference.save_code(request.clone())).await;
            // Whether it was done before it was abandoned or is only done now, what is saved is seen.
            reference.save_code(request).await.expect("the same request");
            let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
            about.team = name;
            officer.register(about).await.expect("a team that is known");
        }
    })
    .await;
}
