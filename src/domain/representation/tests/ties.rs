//! Representations that belong together, and what else is held of them, told as stories.

use super::*;
use crate::domain::{
    context::{Context, Other},
    history::Record,
    ids::StreamKind,
};

/// The number under which the tests have the other record.
const OTHER: RecordNumber = 9;

/// The decision of a command that names the other record.
fn beside(events: &[Event], other: Option<&Record>, command: &Command) -> Result<Vec<Event>, Refusal> {
    decided(Some(&given(events)), &reference(), other, command)
}

fn decided(
    state: Option<&Representation>,
    reference: &Reference,
    other: Option<&Record>,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let others: Vec<Other<'_>> = other
        .map(|record| Other {
            kind: StreamKind::Representation,
            number: OTHER,
            record,
        })
        .into_iter()
        .collect();
    let context = Context {
        others: &others,
        ..context(reference, other.is_some())
    };
    decide(state, command, &context)
}

fn other(events: &[Event]) -> Record {
    Record::Representation(given(events))
}

#[test]
fn a_link_is_shown_on_both_sides() {
    let link = Command::Link {
        other: 9,
        kind: LinkKind::Duplicate,
    };
    let registered = [children("2024-06-03")];
    let there = other(&[children("2024-06-01")]);
    let linked = beside(&registered, Some(&there), &link).expect("a link");
    let back = echo(Some(&given(&registered)), 2, &linked[0]).expect("an echo");
    let tie = Tie::Linked(LinkKind::Duplicate);
    assert_eq!(back, (9, Event::Linked(Tied { other: 2, tie })));
    let events = [registered.to_vec(), linked].concat();
    assert!(matches!(
        beside(&events, Some(&there), &link),
        Err(Refusal::AlreadyDone { .. })
    ));
    assert_eq!(beside(&registered, None, &link), Err(Refusal::LinkTargetUnknown));
    let itself = Command::Link {
        other: 2,
        kind: LinkKind::Related,
    };
    assert!(matches!(
        beside(&registered, Some(&there), &itself),
        Err(Refusal::TieRefused { .. })
    ));
}

/// A related matter is folded in while stage 1 is not answered; its points become the other's.
#[test]
fn a_joined_complaint_hands_its_points_over() {
    let join = Command::Join {
        into: 9,
        on: day("2024-06-10"),
    };
    let two = [complaint(Procedure::CorporateCode, "2024-06-03", 2)];
    let open = [complaint(Procedure::CorporateCode, "2024-06-01", 1)];
    let joined = beside(&two, Some(&other(&open)), &join).expect("a joining");
    let (into, took) = echo(Some(&given(&two)), 2, &joined[0]).expect("an echo");
    assert_eq!(into, 9);
    let taken = given(&[open.to_vec(), vec![took]].concat());
    assert_eq!(taken.registration.matter.concerns().len(), 3);
    let state = given(&[two.to_vec(), joined].concat());
    assert_eq!(
        (state.state(), state.closed_on()),
        (State::Joined, Some(day("2024-06-10")))
    );
    let elsewhere = [complaint(Procedure::CorporateLocal, "2024-06-01", 1)];
    let answered = [
        complaint(Procedure::CorporateCode, "2024-06-01", 1),
        found(1, Finding::Upheld),
        concluded("2024-06-05", Finding::Upheld),
    ];
    for refusing in [&elsewhere[..], &answered[..]] {
        assert!(matches!(
            beside(&two, Some(&other(refusing)), &join),
            Err(Refusal::TieRefused { .. })
        ));
    }
    let at_stage_2 = after_stage_1().into_iter().chain([escalated("2024-06-05")]);
    let first = [children("2024-06-01")];
    assert!(matches!(
        beside(&at_stage_2.collect::<Vec<_>>(), Some(&other(&first)), &join),
        Err(Refusal::TieRefused { .. })
    ));
    let many = [complaint(Procedure::CorporateCode, "2024-06-01", 49)];
    assert!(matches!(
        beside(&two, Some(&other(&many)), &join),
        Err(Refusal::LimitReached { .. })
    ));
}

/// Points are moved into a complaint of their own, and are answered there.
#[test]
fn a_split_moves_points_and_leaves_one() {
    let from = other(&[complaint(Procedure::CorporateCode, "2024-06-03", 3)]);
    let split_off = |concerns: Vec<u8>| {
        let registration = testing::complaint(Procedure::CorporateCode, "2024-06-03", 1);
        Command::Register(Registration {
            split: Some(Split { from: 9, concerns }),
            ..registration
        })
    };
    let reference = {
        let mut reference = reference();
        for (list, id) in [
            (List::Services, "childrens"),
            (List::ConcernCategories, "communication"),
        ] {
            let saved = crate::domain::reference::Event::CodeSaved {
                list,
                code: crate::domain::lists::Code {
                    id: code(id),
                    display_name: id.to_owned(),
                    aliases: Vec::new(),
                    parent: None,
                    group: None,
                    valid_from: None,
                    valid_until: None,
                },
            };
            reference = Reference::evolve(Some(reference), at(1, &saved)).expect("an authority");
        }
        reference
    };
    let register = |other: Option<&Record>, command: &Command| decided(None, &reference, other, command);
    let events = register(Some(&from), &split_off(vec![2, 3])).expect("a split");
    let (to, moved) = echo(None, 12, &events[0]).expect("an echo");
    assert_eq!(to, 9);
    let three = [complaint(Procedure::CorporateCode, "2024-06-03", 3), moved];
    let state = given(&three);
    assert_eq!(state.concern_numbers().collect::<Vec<u8>>(), [1]);
    let found_moved = Command::RecordFindings {
        stage: 1,
        findings: vec![ConcernFinding {
            concern: 2,
            finding: Finding::Upheld,
            adjudicator_agrees: None,
        }],
    };
    assert_eq!(
        refused(&three, &found_moved),
        Refusal::ConcernUnknown { concern: 2 }
    );
    let answered = [three.to_vec(), vec![found(1, Finding::Upheld)]].concat();
    carried_out(&answered, &[conclude(1, "2024-06-10", None)]);
    assert!(matches!(
        register(Some(&from), &split_off(vec![1, 2, 3])),
        Err(Refusal::TieRefused { .. })
    ));
    assert_eq!(
        register(Some(&from), &split_off(vec![4])),
        Err(Refusal::ConcernUnknown { concern: 4 })
    );
    assert_eq!(
        register(None, &split_off(vec![1])),
        Err(Refusal::LinkTargetUnknown)
    );
    let answered = other(&after_stage_1());
    assert!(matches!(
        register(Some(&answered), &split_off(vec![1])),
        Err(Refusal::TieRefused { .. })
    ));
}

#[test]
fn costs_and_arrangements_are_held() {
    let cost = |stage, paid_on: Option<&str>| {
        let mut reference = reference();
        let saved = crate::domain::reference::Event::CodeSaved {
            list: List::Services,
            code: crate::domain::lists::Code {
                id: code("childrens"),
                display_name: "Children's services".to_owned(),
                aliases: Vec::new(),
                parent: None,
                group: None,
                valid_from: None,
                valid_until: None,
            },
        };
        reference = Reference::evolve(Some(reference), at(1, &saved)).expect("an authority");
        let command = Command::RecordCost(Cost {
            stage,
            kind: code("payment_distress"),
            amount_pence: 25_000,
            basis: Some(code("agreed")),
            budget: code("childrens"),
            paid_on: paid_on.map(day),
        });
        decide(
            Some(&given(&[children("2024-06-03")])),
            &command,
            &context(&reference, false),
        )
    };
    let recorded = cost(1, None).expect("a cost");
    assert_eq!(cost(2, None), Err(Refusal::StageNotCurrent { current: 1 }));
    assert!(matches!(
        cost(1, Some("2024-06-01")),
        Err(Refusal::DateBeforeAnchor { .. })
    ));
    let events = [vec![children("2024-06-03")], recorded].concat();
    let pay = |cost| Command::PayCost {
        cost,
        on: day("2024-07-01"),
    };
    let paid = carried_out(&events, &[pay(1)]);
    assert_eq!(given(&paid).costs[0].paid_on, Some(day("2024-07-01")));
    assert!(matches!(refused(&paid, &pay(1)), Refusal::AlreadyDone { .. }));
    assert!(matches!(refused(&paid, &pay(2)), Refusal::PartUnknown { .. }));
    let end = Command::EndContactArrangement {
        on: day("2024-08-01"),
    };
    assert!(matches!(refused(&events, &end), Refusal::StepNeeds { .. }));
    let arrange = |review_on: &str| {
        Command::ArrangeContact(ContactArrangement {
            kind: code("in_writing_only"),
            from: day("2024-07-01"),
            review_on: day(review_on),
            ended_on: None,
        })
    };
    assert!(matches!(
        refused(&events, &arrange("2024-06-30")),
        Refusal::DateBeforeAnchor { .. }
    ));
    let arranged = carried_out(&events, &[arrange("2025-01-01"), end.clone()]);
    assert!(matches!(refused(&arranged, &end), Refusal::AlreadyDone { .. }));
}
