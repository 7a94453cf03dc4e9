//! Codes saved, understood and checked.

use super::*;
use crate::domain::{
    lists::Code,
    procedure::Procedure,
    representation::{Concern, Kind, Matter},
    testing::{at, code, complaint, day, reference},
};

fn plain(id: &str, name: &str) -> Code {
    Code {
        id: code(id),
        display_name: name.to_owned(),
        aliases: Vec::new(),
        parent: None,
        group: None,
        valid_from: None,
        valid_until: None,
    }
}

fn save(list: List, code: Code) -> Command {
    Command::SaveCode { list, code }
}

/// Carries out commands on a new authority; each must be accepted.
fn after(commands: &[Command]) -> Reference {
    commands.iter().fold(reference(), |state, command| {
        let events = decide(Some(&state), command).expect("an accepted step");
        events.iter().fold(state, |state, event| {
            Reference::evolve(Some(state), at(9, event)).expect("an authority")
        })
    })
}

#[test]
fn a_name_means_one_code_and_a_replaced_one_gives_its_names_back() {
    let west = Code {
        aliases: vec!["W".to_owned()],
        ..plain("west", "Team West")
    };
    let state = after(&[save(List::Services, west)]);
    let services = state.list(List::Services);
    let found = services.named(" w ").map(|code| code.id.as_str());
    assert_eq!(found, Some("west"));
    assert!(services.contains(&code("west")) && !services.contains(&code("w")));
    assert_eq!(services.display_name("west"), "Team West");
    assert_eq!(services.display_name("gone"), "gone");
    let taken = |name: &str| {
        Err(Refusal::NameTaken {
            list: List::Services,
            name: name.to_owned(),
        })
    };
    assert_eq!(
        decide(Some(&state), &save(List::Services, plain("east", "w"))),
        taken("w")
    );
    assert_eq!(
        decide(Some(&state), &save(List::Services, plain("w", "East"))),
        taken("w")
    );
    let replaced = after(&[
        save(
            List::Services,
            Code {
                aliases: vec!["W".to_owned()],
                ..plain("west", "Team West")
            },
        ),
        save(List::Services, plain("west", "West")),
        save(List::Services, plain("w", "Wye")),
    ]);
    let names: Vec<_> = replaced
        .list(List::Services)
        .codes()
        .iter()
        .map(|code| code.display_name.as_str())
        .collect();
    assert_eq!(names, ["West", "Wye"]);
    assert!(replaced.list(List::Services).named("Team West").is_none());
}

#[test]
fn a_code_out_of_its_dates_is_not_understood() {
    let dated = Code {
        valid_until: Some(day("2024-03-31")),
        ..plain("west", "West")
    };
    let state = after(&[save(List::Services, dated)]);
    let resolve = |on: Option<&str>| {
        state
            .list(List::Services)
            .resolve("West", on.map(day), "services")
    };
    assert_eq!(resolve(None), Ok(code("west")));
    assert_eq!(resolve(Some("2024-03-31")), Ok(code("west")));
    assert_eq!(
        resolve(Some("2024-04-01")),
        Err(CodeProblem::NotValid("services"))
    );
}

/// A team belongs to a service, a sub-category to its category.
#[test]
fn a_parent_must_be_in_its_list() {
    let under = |parent: &str| Code {
        parent: Some(code(parent)),
        ..plain("a", "A")
    };
    let state = after(&[save(List::Services, plain("childrens", "Children's"))]);
    assert!(decide(Some(&state), &save(List::Teams, under("childrens"))).is_ok());
    let gone = Refusal::ReferenceDataChanged {
        list: List::Services,
        code: "adults".to_owned(),
    };
    assert_eq!(
        decide(Some(&state), &save(List::Teams, under("adults"))),
        Err(gone)
    );
}

/// A list can change between a request and its decision: each code is looked at again.
#[test]
fn every_code_of_a_registration_is_checked() {
    let own = [
        (List::Services, "childrens"),
        (List::Teams, "west"),
        (List::Providers, "oak-house"),
        (List::ConcernCategories, "communication"),
        (List::ConcernSubcategories, "no-reply"),
        (List::ComplimentThemes, "kindness"),
    ];
    let state = after(&own.map(|(list, id)| save(list, plain(id, id))));
    let first = |list: List| state.list(list).codes()[0].id.clone();
    let mut sound = complaint(Procedure::ChildrenStatutory, "2024-01-02", 1);
    sound.team = Some(code("west"));
    sound.provider = Some(code("oak-house"));
    sound.route = Some(first(List::Routes));
    sound.communication_needs = vec![first(List::CommunicationNeeds)];
    assert_eq!(state.check_codes_of(&sound), Ok(()));
    let gone = || code("gone");
    let missing = |list| {
        Err(Refusal::ReferenceDataChanged {
            list,
            code: "gone".to_owned(),
        })
    };
    let check = |change: &dyn Fn(&mut Registration)| {
        let mut changed = sound.clone();
        change(&mut changed);
        state.check_codes_of(&changed)
    };
    let concern = |change: &dyn Fn(&mut Concern)| {
        check(&|changed| {
            if let Matter::Complaint { concerns, .. } = &mut changed.matter {
                change(&mut concerns[0]);
            }
        })
    };
    assert_eq!(
        check(&|changed| changed.service = gone()),
        missing(List::Services)
    );
    assert_eq!(
        check(&|changed| changed.team = Some(gone())),
        missing(List::Teams)
    );
    assert_eq!(
        check(&|changed| changed.provider = Some(gone())),
        missing(List::Providers)
    );
    assert_eq!(check(&|changed| changed.method = gone()), missing(List::Methods));
    assert_eq!(
        check(&|changed| changed.route = Some(gone())),
        missing(List::Routes)
    );
    assert_eq!(
        check(&|changed| changed.communication_needs.push(gone())),
        missing(List::CommunicationNeeds)
    );
    assert_eq!(check(&|changed| changed.made_by = gone()), missing(List::MadeBy));
    assert_eq!(
        concern(&|concern| concern.category = gone()),
        missing(List::ConcernCategories)
    );
    assert_eq!(
        concern(&|concern| concern.subcategory = Some(gone())),
        missing(List::ConcernSubcategories)
    );
    assert_eq!(
        concern(&|concern| concern.team = Some(gone())),
        missing(List::Teams)
    );
    for (place, list) in EQUALITY_LISTS.iter().enumerate() {
        assert_eq!(
            check(&|changed| changed.complainant_equality.answers[place] = Some(gone())),
            missing(*list)
        );
        assert_eq!(
            check(&|changed| changed.service_user_equality.answers[place] = Some(gone())),
            missing(*list)
        );
    }
    let themes = |id: &str| {
        check(&|changed| {
            changed.matter = Matter::Compliment {
                themes: vec![code(id)],
            };
            changed.made_by = first(List::ComplimentSources);
        })
    };
    assert_eq!(themes("gone"), missing(List::ComplimentThemes));
    assert_eq!(themes("kindness"), Ok(()));
    assert_eq!(made_by_list(Kind::Compliment), List::ComplimentSources);
}
