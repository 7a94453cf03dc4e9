//! For how long, and what keeps a record from being destroyed.

use proptest::prelude::*;

use super::{
    Basis, Command, Event, HoldKind, Kept, Retention, RetentionClass, RetentionRule, Step, Who,
    built_in_rules, decide,
};
use crate::domain::{
    context::{Context, Other},
    history::Record,
    ids::StreamKind,
    lists::{Code, List},
    ombudsman::{self, CaseRegistration, OmbudsmanCase},
    procedure::Procedure,
    recorded::Recorded,
    reference::{self, Confidence, Reference},
    refusal::{Refusal, RetentionRefusal},
    representation::{self, Closure, Representation},
    testing::{at, code, complaint, day, reference},
    word::Word,
};

const RECORD: i64 = 7;

/// The built-in lists with two posts.
fn lists() -> Reference {
    let post = |id: &str| reference::Event::CodeSaved {
        list: List::Officers,
        code: Code {
            id: code(id),
            display_name: id.to_owned(),
            aliases: Vec::new(),
            parent: None,
            group: None,
            valid_from: None,
            valid_until: None,
        },
    };
    let posts = [post("manager"), post("records")];
    posts.iter().fold(reference(), |lists, post| {
        Reference::evolve(Some(lists), at(2, post)).expect("lists")
    })
}

fn who(client: &str, officer: &str) -> Who {
    Who {
        client: client.to_owned(),
        officer: code(officer),
    }
}

fn proposer() -> Who {
    who("crm", "manager")
}

fn confirmer() -> Who {
    who("archive", "records")
}

/// A corporate complaint, closed on a date if one is given.
fn representation(closed_on: Option<&str>) -> Record {
    let registration = complaint(Procedure::CorporateCode, "2015-03-02", 1);
    let mut state = Representation::registered(at(RECORD, &registration));
    if let Some(on) = closed_on {
        let closed = representation::Event::Closed {
            on: day(on),
            closure: Closure::Resolved,
        };
        state = Representation::evolve(Some(state), at(RECORD + 1, &closed)).expect("a state");
    }
    Record::Representation(state)
}

fn case(about: Option<i64>) -> Record {
    let registered = ombudsman::Event::Registered(CaseRegistration {
        reference: "23 013 837".to_owned(),
        category: code("adult_care"),
        service: None,
        received_on: day("2016-01-04"),
        notified_on: None,
        from_annual_list: false,
        representation: about,
    });
    OmbudsmanCase::evolve(None, at(20, &registered))
        .map(Record::Case)
        .expect("a case")
}

/// A record with what surrounds its retention.
struct World {
    lists: Reference,
    record: Record,
    cases: Vec<Record>,
    state: Option<Retention>,
}

impl World {
    fn of(record: Record) -> Self {
        Self {
            lists: lists(),
            record,
            cases: Vec::new(),
            state: None,
        }
    }

    fn ask(&self, on: &str, step: Step) -> Result<Vec<Event>, Refusal> {
        let record = Other {
            kind: StreamKind::Representation,
            number: RECORD,
            record: &self.record,
        };
        let case = |(number, record)| Other {
            kind: StreamKind::Case,
            number,
            record,
        };
        let others: Vec<Other<'_>> = std::iter::once(record)
            .chain((30..).zip(&self.cases).map(case))
            .collect();
        let context = Context {
            now: chrono::DateTime::UNIX_EPOCH,
            reference: &self.lists,
            other_record_exists: true,
            others: &others,
        };
        let command = Command {
            record: (StreamKind::Representation, RECORD),
            on: day(on),
            step,
        };
        decide(self.state.as_ref(), &command, &context)
    }

    fn take(&mut self, on: &str, step: Step) {
        for event in self.ask(on, step).expect("a step") {
            self.state = Retention::evolve(self.state.take(), at(40, &event));
        }
    }

    fn refusal(&self, on: &str, step: Step) -> RetentionRefusal {
        match self.ask(on, step) {
            Err(Refusal::Retention(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }
}

fn propose(basis: Basis) -> Step {
    Step::Propose {
        basis,
        by: proposer(),
    }
}

fn confirm() -> Step {
    Step::Confirm { by: confirmer() }
}

fn hold(kind: HoldKind) -> Step {
    Step::PlaceHold {
        kind,
        by: proposer(),
        review_on: None,
    }
}

fn kept(lowest_age: u8, received_on: &str, ended_on: &str) -> Kept {
    Kept {
        class: RetentionClass::ChildrenStatutory,
        received_on: day(received_on),
        ended_on: Some(day(ended_on)),
        lowest_age,
        erasure: None,
    }
}

#[test]
fn every_class_has_a_rule_and_each_says_where_it_comes_from() {
    let rules = built_in_rules();
    let classes: Vec<_> = rules.iter().map(|rule| rule.class).collect();
    assert_eq!(classes, RetentionClass::ALL);
    assert!(rules.iter().all(|rule| !rule.source.is_empty()));
    // No law fixes any of them, and nobody is to think so.
    let sure = |rule: &RetentionRule| matches!(rule.confidence, Confidence::A | Confidence::B);
    assert!(!rules.iter().any(sure));
}

#[test]
fn a_child_s_complaint_is_kept_to_the_25th_birthday_that_the_age_band_allows() {
    let rules = built_in_rules();
    let rule = &rules[0];
    // Of a child of whom no age is known, it may be that of a newborn.
    let due = |kept: &Kept| rule.due_on(kept).expect("a day");
    assert_eq!(due(&kept(0, "2016-05-03", "2016-08-01")), day("2041-05-03"));
    assert_eq!(due(&kept(16, "2016-05-03", "2016-08-01")), day("2026-08-01"));
    assert_eq!(due(&kept(16, "2016-05-03", "2014-08-01")), day("2025-05-03"));
    // Nothing is kept a day too short for a leap year.
    assert_eq!(due(&kept(25, "2016-02-29", "2016-02-29")), day("2026-03-01"));
}

#[test]
fn what_ends_late_enough_is_always_among_what_is_looked_at() {
    let rules = built_in_rules();
    for rule in &rules {
        for ended_on in ["2016-02-29", "2016-03-01", "2015-12-31"] {
            let kept = kept(40, "2015-01-01", ended_on);
            let due_on = rule.due_on(&kept).expect("a day");
            assert!(
                rule.ended_by(due_on).expect("a day") >= day(ended_on),
                "{ended_on}"
            );
        }
    }
}

#[test]
fn a_closed_complaint_is_destroyed_by_two_persons_once_its_time_is_over() {
    let mut world = World::of(representation(Some("2018-06-01")));
    let early = world.refusal("2024-05-31", propose(Basis::RetentionEnded));
    assert!(matches!(early, RetentionRefusal::NotDue { due_on, .. } if due_on == day("2024-06-01")));
    assert_eq!(
        world.refusal("2024-06-01", confirm()),
        RetentionRefusal::NotProposed
    );
    world.take("2024-06-01", propose(Basis::RetentionEnded));
    // The same client with another post, and the same post with another client, are one person.
    for by in [who("crm", "records"), who("archive", "manager"), proposer()] {
        let refusal = world.refusal("2024-06-02", Step::Confirm { by });
        assert_eq!(refusal, RetentionRefusal::SamePerson);
    }
    let again = world.refusal("2024-06-02", propose(Basis::RetentionEnded));
    assert_eq!(
        again,
        RetentionRefusal::ProposedAlready {
            on: day("2024-06-01")
        }
    );
    world.take("2024-06-02", confirm());
    let state = world.state.expect("a state");
    let receipt = state.receipt.expect("a receipt");
    assert_eq!(receipt.erasure.on, day("2024-06-02"));
    assert_eq!(receipt.by, Some((proposer(), confirmer())));
    assert_eq!(state.proposal, None);
}

#[test]
fn an_erasure_request_waits_for_the_end_and_for_no_rule() {
    let open = World::of(representation(None));
    assert_eq!(
        open.refusal("2024-06-01", propose(Basis::ErasureRequest)),
        RetentionRefusal::NotEnded
    );
    let mut closed = World::of(representation(Some("2024-05-01")));
    closed.take("2024-06-01", propose(Basis::ErasureRequest));
    closed.take("2024-06-01", confirm());
    assert!(closed.state.expect("a state").receipt.is_some());
}

#[test]
fn every_hold_wins_before_the_proposal_and_after_it() {
    for kind in HoldKind::ALL.iter().copied() {
        let mut world = World::of(representation(Some("2010-06-01")));
        world.take("2024-06-01", propose(Basis::ErasureRequest));
        world.take("2024-06-01", hold(kind));
        let held = RetentionRefusal::Held {
            holds: vec![kind.word()],
        };
        assert_eq!(world.refusal("2024-06-02", confirm()), held);
        let release = |hold| Step::ReleaseHold { hold, by: proposer() };
        let unknown = world.refusal("2024-06-02", release(2));
        assert_eq!(unknown, RetentionRefusal::HoldUnknown { hold: 2 });
        world.take("2024-06-02", release(1));
        assert_eq!(
            world.refusal("2024-06-02", release(1)),
            RetentionRefusal::HoldUnknown { hold: 1 }
        );
        assert!(world.ask("2024-06-02", confirm()).is_ok());
    }
}

#[test]
fn an_open_case_of_the_ombudsman_holds_what_it_is_about_and_itself() {
    let mut world = World::of(representation(Some("2010-06-01")));
    world.cases = vec![case(Some(RECORD + 1)), case(None)];
    assert!(world.ask("2024-06-01", propose(Basis::RetentionEnded)).is_ok());
    world.cases.push(case(Some(RECORD)));
    let held = RetentionRefusal::Held {
        holds: vec!["open_ombudsman_case"],
    };
    assert_eq!(world.refusal("2024-06-01", propose(Basis::RetentionEnded)), held);
}

#[test]
fn nothing_is_done_about_an_erased_record_and_nothing_of_it_changes() {
    let mut world = World::of(representation(Some("2010-06-01")));
    let erased = representation::Event::Erased {
        basis: Basis::RetentionEnded,
        on: day("2024-06-01"),
    };
    let Record::Representation(state) = world.record else {
        panic!("a representation");
    };
    let state = Representation::evolve(Some(state), at(50, &erased)).expect("a state");
    let context = crate::domain::testing::context(&world.lists, false);
    let retract = representation::Command::RetractWithdrawal {
        on: day("2024-07-01"),
    };
    let refusal = representation::decide::decide(Some(&state), &retract, &context);
    let erased = RetentionRefusal::Erased {
        on: day("2024-06-01"),
    };
    assert_eq!(refusal, Err(Refusal::Retention(erased.clone())));
    world.record = Record::Representation(state);
    for step in [hold(HoldKind::Inquiry), propose(Basis::ErasureRequest), confirm()] {
        assert_eq!(world.refusal("2024-07-01", step), erased);
    }
    let again = Step::Reapply {
        basis: Basis::RetentionEnded,
        erased_on: day("2024-06-01"),
        entry: 1,
    };
    assert_eq!(world.ask("2024-07-01", again), Ok(Vec::new()));
}

#[test]
fn what_an_authority_keeps_for_ever_is_destroyed_on_request_only() {
    let mut world = World::of(representation(Some("1999-06-01")));
    let rule = RetentionRule {
        class: RetentionClass::CorporateCode,
        years: None,
        until_age: None,
        source: "Schedule 4".to_owned(),
        confidence: Confidence::A,
    };
    let saved = reference::Event::RetentionRuleSaved(rule.clone());
    world.lists = Reference::evolve(Some(world.lists), at(3, &saved)).expect("lists");
    assert_eq!(world.lists.retention_rule(rule.class), &rule);
    let kept = RetentionRefusal::KeptForEver {
        law: "Schedule 4".to_owned(),
    };
    assert_eq!(world.refusal("2024-06-01", propose(Basis::RetentionEnded)), kept);
    assert!(world.ask("2024-06-01", propose(Basis::ErasureRequest)).is_ok());
}

/// A step of a random history, by number.
fn step(number: u8, client: bool) -> Step {
    let by = if client { proposer() } else { confirmer() };
    match number {
        0 => Step::Propose {
            basis: Basis::RetentionEnded,
            by,
        },
        1 => Step::Propose {
            basis: Basis::ErasureRequest,
            by,
        },
        2 | 3 => Step::Confirm { by },
        4 => Step::PlaceHold {
            kind: HoldKind::Litigation,
            by,
            review_on: None,
        },
        5 => Step::WithdrawProposal { by },
        hold => Step::ReleaseHold { hold: hold - 5, by },
    }
}

proptest! {
    /// Whatever is asked in whatever order, nothing is destroyed under a hold, or by one person.
    #[test]
    fn a_hold_wins_in_every_history(
        steps in prop::collection::vec((0_u8..9, any::<bool>(), 0_u32..4), 0..60),
    ) {
        let mut world = World::of(representation(Some("2018-06-01")));
        for (number, client, year) in steps {
            let on = format!("{}-06-01", 2022 + year);
            let held = world.state.as_ref().is_some_and(|state| state.standing().next().is_some());
            let Ok(events) = world.ask(&on, step(number, client)) else { continue };
            for event in events {
                if let Event::Erased { proposed_by, confirmed_by, basis, .. } = &event {
                    prop_assert!(!held);
                    prop_assert!(confirmed_by.is_another_than(proposed_by));
                    prop_assert!(*basis == Basis::ErasureRequest || year >= 2);
                    return Ok(());
                }
                let recorded = Recorded { position: 60, time: chrono::DateTime::UNIX_EPOCH, event: &event };
                world.state = Retention::evolve(world.state.take(), recorded);
            }
        }
    }
}
