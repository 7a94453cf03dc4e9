//! What was kept elsewhere, brought in.

use super::*;
use crate::domain::context::Context;

/// What was kept elsewhere is brought in step by step, each decided as it would have been then.
#[test]
fn an_import_is_one_event_of_steps_that_were_each_allowed() {
    let reference = reference();
    let context = context(&reference, false);
    let mut registration = testing::complaint(Procedure::ChildrenStatutory, "2024-01-02", 1);
    let import = |registration: &Registration, steps: Vec<Command>| Command::Import {
        registration: registration.clone(),
        steps,
    };
    let gone = decide(None, &import(&registration, Vec::new()), &context);
    assert!(matches!(
        gone,
        Err(Refusal::ReferenceDataChanged {
            list: List::Services,
            ..
        })
    ));
    let own = [
        (List::Services, "childrens"),
        (List::ConcernCategories, "communication"),
    ];
    let reference = own.iter().fold(reference.clone(), |state, (list, id)| {
        let saved = crate::domain::reference::Event::CodeSaved {
            list: *list,
            code: crate::domain::lists::Code {
                id: code(id),
                display_name: (*id).to_owned(),
                aliases: Vec::new(),
                parent: None,
                group: None,
                valid_from: None,
                valid_until: None,
            },
        };
        Reference::evolve(Some(state), at(1, &saved)).expect("an authority")
    });
    let context = Context {
        reference: &reference,
        ..context
    };
    registration.external_reference = Some("OLD-1".to_owned());
    let acknowledge = |on: &str| Command::Acknowledge {
        on: day(on),
        told_due_on: None,
    };
    let steps = vec![
        acknowledge("2024-01-03"),
        Command::Withdraw(withdrawal("2024-01-09")),
    ];
    let imported = decide(None, &import(&registration, steps), &context).expect("an import");
    let told = Event::Imported {
        registration: registration.clone(),
        steps: vec![
            acknowledged("2024-01-03"),
            Event::Withdrawn(withdrawal("2024-01-09")),
        ],
    };
    assert_eq!(imported, [told]);
    let state = given(&imported);
    assert!(state.imported && state.state() == State::Withdrawn);
    let wrong = vec![acknowledge("2024-01-03"), acknowledge("2024-01-04")];
    let refused = decide(None, &import(&registration, wrong), &context);
    assert!(
        matches!(refused, Err(Refusal::ImportStepRefused { step: 2, .. })),
        "{refused:?}"
    );
}
