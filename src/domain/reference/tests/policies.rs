//! Which policies contradict themselves, and which of several is in force.

use std::fmt::Write;

use chrono::NaiveTime;

use super::*;
use crate::domain::{
    policy::{Anchor, ClockRule, ExtensionCap, Thresholds},
    procedure::Procedure,
    testing::{at, day, reference},
};

const MISPLACED: &str = "a clock does not belong to what the policy governs, or to its anchor, stage or unit";

const CHILDREN: Governs = Governs::Procedure(Procedure::ChildrenStatutory);

fn response(stage: u8) -> ClockRule {
    ClockRule::working_days(ClockName::Response, stage, Anchor::StageStart, 10)
}

fn draft(governs: Governs, clocks: Vec<ClockRule>) -> PolicyDraft {
    PolicyDraft {
        governs,
        valid_from: day("2024-01-01"),
        source: "Local policy".to_owned(),
        clocks,
        receipt_until: None,
        thresholds: Thresholds::DEFAULT,
    }
}

/// A policy for children with this rule, and a response for each stage that the rule does not give one.
fn with(rule: ClockRule) -> PolicyDraft {
    let responses = (1..=3).map(response);
    let others = responses.filter(|other| (other.clock, other.stage) != (rule.clock, rule.stage));
    let clocks = others.collect::<Vec<_>>();
    draft(CHILDREN, [clocks, vec![rule]].concat())
}

/// Every place of every clock: SI 2006/1738 regs 9 to 20, and the Ombudsman's clocks apart.
#[test]
fn each_clock_has_its_anchors_stages_and_units() {
    let mut text = String::new();
    for governs in [CHILDREN, Governs::Ombudsman] {
        for clock in ClockName::ALL {
            writeln!(text, "{governs:?} {}", clock.word()).expect("text");
            for anchor in Anchor::ALL {
                for unit in TimeUnit::ALL {
                    let fits = |stage: &u8| {
                        let rule = ClockRule::working_days(*clock, *stage, *anchor, 10).counted_in(*unit);
                        let policy = match governs {
                            Governs::Procedure(_) => with(rule),
                            Governs::Ombudsman => draft(governs, vec![rule]),
                        };
                        match policy.contradiction() {
                            None => true,
                            Some(why) => {
                                assert!(
                                    why == MISPLACED || *stage > 0 && governs == Governs::Ombudsman,
                                    "{why}"
                                );
                                false
                            }
                        }
                    };
                    let stages: Vec<u8> = (0..=2).filter(fits).collect();
                    if !stages.is_empty() {
                        writeln!(text, "  {} {} {stages:?}", anchor.word(), unit.word()).expect("text");
                    }
                }
            }
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_policy_may_go_up_to_its_bounds_and_not_beyond() {
    let capped = |cap| with(response(1).extendable_to(cap)).contradiction();
    assert_eq!(capped(10), None);
    assert_eq!(
        capped(9),
        Some("the cap of an extension is below the length of its clock")
    );
    let paused = |cap, unit| with(response(1).counted_in(unit).pausable_to(cap)).contradiction();
    let holds_nothing =
        Some("the cap of a pause is below the length of its clock, or the clock is not in working days");
    assert_eq!(paused(0, TimeUnit::Months), None);
    assert_eq!(paused(10, TimeUnit::WorkingDays), None);
    assert_eq!(paused(9, TimeUnit::WorkingDays), holds_nothing);
    assert_eq!(paused(10, TimeUnit::Months), holds_nothing);
    let lights = |amber, red| {
        let mut policy = with(response(1));
        policy.thresholds = Thresholds { amber, red };
        policy.contradiction()
    };
    assert_eq!(lights(2, 2), None);
    assert_eq!(lights(2, 3), Some("a clock would turn red before it turns amber"));
}

#[test]
fn each_stage_has_one_response_clock() {
    let clocks = |stages: &[u8]| stages.iter().map(|stage| response(*stage)).collect::<Vec<_>>();
    let of = |governs, stages: &[u8]| draft(governs, clocks(stages)).contradiction();
    assert_eq!(of(CHILDREN, &[1, 2, 3]), None);
    assert_eq!(of(CHILDREN, &[1, 3]), Some("a stage has no response clock"));
    assert_eq!(
        of(CHILDREN, &[1, 2, 3, 3]),
        Some("two clocks have the same name and stage")
    );
    assert_eq!(
        of(CHILDREN, &[1, 2, 3, 4]),
        Some("a clock belongs to a stage that the procedure does not have")
    );
    let informal = Governs::Procedure(Procedure::Informal);
    assert_eq!(of(informal, &[0]), None);
    assert_eq!(of(informal, &[]), Some("a stage has no response clock"));
    assert_eq!(of(Governs::Ombudsman, &[]), None);
}

/// Of the versions known when a stage began and in force at its anchor, the latest one counts.
#[test]
fn a_clock_goes_by_the_policy_that_was_known_and_in_force_when_it_began() {
    let saved = |from: &str| {
        let mut policy = draft(CHILDREN, (1..=3).map(response).collect());
        policy.valid_from = day(from);
        Event::PolicySaved(policy)
    };
    let events = [saved("2024-04-01"), saved("2024-03-01"), saved("2024-04-01")];
    let state = (10..).zip(&events).fold(reference(), |state, (position, event)| {
        Reference::evolve(Some(state), at(position, event)).expect("an authority")
    });
    let built_in = state.policies().len() - 3;
    let number = |on: &str, started_at| {
        let policy = state.policy(CHILDREN, day(on), started_at);
        usize::from(policy.expect("a policy").number)
    };
    let first = number("2024-02-01", 99);
    assert!(first <= built_in);
    assert_eq!(number("2024-03-01", 99), built_in + 2);
    assert_eq!(number("2024-03-31", 99), built_in + 2);
    assert_eq!(number("2024-04-01", 99), built_in + 3);
    assert_eq!(number("2024-04-01", 12), built_in + 1);
    assert_eq!(number("2024-04-01", 10), first);
    let last = state.policies().last().expect("a policy");
    assert_eq!((usize::from(last.number), last.saved_at), (built_in + 3, 12));
}

#[test]
fn a_supposed_policy_takes_the_place_of_those_that_govern_the_same() {
    let now = reference();
    let mut policy = draft(CHILDREN, (1..=3).map(response).collect());
    policy.receipt_until = NaiveTime::from_hms_opt(17, 0, 0);
    let then = now.supposing_policy(&policy);
    for (before, after) in now.policies().iter().zip(then.policies()) {
        if before.governs == CHILDREN {
            let number = now.policies().len() + 1;
            assert_eq!(
                (&after.clocks, usize::from(after.number)),
                (&policy.clocks, number)
            );
            assert_eq!(after.receipt_until, policy.receipt_until);
            assert_eq!(
                (after.valid_from, after.saved_at),
                (before.valid_from, before.saved_at)
            );
        } else {
            assert_eq!(after, before);
        }
    }
    assert_eq!(then.policies().len(), now.policies().len());
    assert_eq!(
        now.policy(CHILDREN, day("2024-01-02"), 9)
            .map(|policy| policy.receipt_until),
        Some(None)
    );
}

#[test]
fn a_rule_is_found_by_its_clock_and_stage() {
    let policy = with(response(1).extendable_by_agreement().hard()).numbered(9, 7);
    let found = policy.rule(ClockName::Response, 1).expect("a rule");
    assert_eq!(
        (found.cap, found.agreement_needed, found.hard),
        (ExtensionCap::Unlimited, true, true)
    );
    assert_eq!(policy.rule(ClockName::Response, 2), Some(&response(2)));
    assert_eq!(policy.rule(ClockName::Response, 0), None);
    assert_eq!(policy.rule(ClockName::Longstop, 1), None);
    let opened = response(1).opening_next_when_overdue().pausable_to(65);
    assert!(opened.overdue_opens_next && opened.pause_cap == 65);
}
