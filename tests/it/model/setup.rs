//! What the stories need of the authority, and whether its policies are those of the law.

use redress::{
    api::convert::dates::date as on_the_wire,
    api::wire::{
        self, ClockAnchor, ClockName, Code, ListPoliciesRequest, Procedure, SaveCodeRequest, TimeUnit,
    },
    domain::access::Role,
};

use super::{
    Teller,
    calendar::ymd,
    ombudsman,
    policy::{Rule, rules},
    send::officer,
    today,
};
use crate::harness::{
    NORTHWICK, Register,
    build::complaint,
    caller::{Caller, fresh_id},
};

/// Brings the authority to where the stories begin.
pub async fn set_up(register: &Register<'_>) -> Teller {
    register.set_today(today());
    let admin = register.client(Role::Admin);
    for number in 0..4 {
        save(&admin, "officers", &officer(number)).await;
    }
    save(&admin, "partner-bodies", "partner-1").await;
    policies_are_the_law(&admin).await;
    let about = complaint(Procedure::ChildrenStatutory, on_the_wire(ymd((2013, 1, 2))));
    let caller = register.officer();
    let linked = caller.register(about).await.expect("a complaint").name;
    Teller { caller, linked }
}

async fn save(admin: &Caller, list: &str, code: &str) {
    let request = SaveCodeRequest {
        parent: format!("{NORTHWICK}/lists/{list}"),
        code_id: code.to_owned(),
        code: Some(Code {
            display_name: code.to_owned(),
            ..Code::default()
        }),
        request_id: fresh_id(),
        validate_only: false,
    };
    admin.reference().save_code(request).await.expect("a saved code");
}

fn read(rule: &wire::ClockRule) -> Rule {
    Rule {
        clock: ClockName::try_from(rule.clock).unwrap_or_default(),
        stage: rule.stage,
        anchor: ClockAnchor::try_from(rule.anchor).unwrap_or_default(),
        length: rule.length,
        unit: TimeUnit::try_from(rule.unit).unwrap_or_default(),
        cap: rule.extension_cap,
        agreement: rule.agreement_needed,
        hard: rule.hard,
        pause_cap: rule.pause_cap,
        overdue_opens_next: rule.overdue_opens_next,
    }
}

async fn policies_are_the_law(admin: &Caller) {
    let request = ListPoliciesRequest {
        parent: NORTHWICK.to_owned(),
        page_size: 200,
        ..ListPoliciesRequest::default()
    };
    let answer = admin
        .reference()
        .list_policies(request)
        .await
        .expect("the policies");
    let mut different = Vec::new();
    let procedures = [
        Procedure::ChildrenStatutory,
        Procedure::AdultStatutory,
        Procedure::CorporateCode,
        Procedure::CorporateLocal,
        Procedure::Informal,
    ];
    for procedure in procedures {
        let found = answer
            .get_ref()
            .policies
            .iter()
            .find(|policy| policy.procedure() == procedure);
        let theirs: Vec<Rule> = found.expect("a policy").clocks.iter().map(read).collect();
        let ours = rules(procedure);
        let only_ours = ours
            .iter()
            .filter(|rule| !theirs.contains(rule))
            .map(|rule| format!("law: {rule:?}"));
        let only_theirs = theirs
            .iter()
            .filter(|rule| !ours.contains(rule))
            .map(|rule| format!("register: {rule:?}"));
        different.extend(
            only_ours
                .chain(only_theirs)
                .map(|line| format!("{procedure:?} {line}")),
        );
    }
    let of_ombudsman = answer
        .get_ref()
        .policies
        .iter()
        .find(|policy| policy.procedure() == Procedure::Unspecified);
    let theirs: Vec<Rule> = of_ombudsman.expect("a policy").clocks.iter().map(read).collect();
    different.extend(ombudsman::clocks::differing(&theirs));
    assert!(different.is_empty(), "{}", different.join("\n"));
}
