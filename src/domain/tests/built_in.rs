//! What a new authority starts with. It is part of what its registration means, for ever: a change comes as a saved
//! code or policy, never by another release.

use std::fmt::Write;

use super::*;
use crate::domain::{procedure::Procedure, reference::made_by_list, representation::Kind, word::Word};

/// Each clock with its source: SI 2006/1738, SI 2009/309, the Complaint Handling Code, the Ombudsman's manuals.
#[test]
fn a_new_authority_has_the_policies_that_every_other_had() {
    let reference = testing::reference();
    let mut text = String::new();
    for policy in reference.policies() {
        let (number, governs, from) = (policy.number, policy.governs, policy.valid_from);
        writeln!(
            text,
            "{number}. {governs:?} from {from}, saved at {}",
            policy.saved_at
        )
        .expect("text");
        writeln!(text, "   {}", policy.source).expect("text");
        writeln!(text, "   {:?}, {:?}", policy.receipt_until, policy.thresholds).expect("text");
        for rule in &policy.clocks {
            writeln!(text, "   - {rule:?}").expect("text");
        }
        assert_eq!(reference.policy_numbered(number), Some(policy));
    }
    assert_eq!(reference.policy_numbered(0), None);
    insta::assert_snapshot!(text);
}

#[test]
fn a_new_authority_has_the_codes_that_every_other_had() {
    let reference = testing::reference();
    let (mut others, mut of_equality) = (String::new(), String::new());
    for list in List::ALL {
        let text = if list.is_equality() {
            &mut of_equality
        } else {
            &mut others
        };
        writeln!(
            text,
            "{} (in {:?}, equality {})",
            list.word(),
            list.parent(),
            list.is_equality()
        )
        .expect("text");
        for code in reference.list(*list).codes() {
            let names: Vec<&str> = code.names().collect();
            writeln!(text, "  {names:?} {:?} {:?}", code.parent, code.group).expect("text");
        }
    }
    insta::assert_snapshot!(others);
    insta::assert_snapshot!("codes_of_the_questions_of_equality", of_equality);
}

#[test]
fn each_procedure_cites_what_it_stands_on() {
    let mut text = String::new();
    for procedure in Procedure::ALL {
        writeln!(text, "{}: {} stages", procedure.word(), procedure.stages()).expect("text");
        writeln!(text, "  {}", procedure.stages_source()).expect("text");
        writeln!(text, "  {}", procedure.no_refusal_source()).expect("text");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn who_made_it_is_coded_by_what_it_is() {
    for kind in Kind::ALL {
        let expected = if *kind == Kind::Compliment {
            List::ComplimentSources
        } else {
            List::MadeBy
        };
        assert_eq!(made_by_list(*kind), expected, "{kind:?}");
    }
}

/// A code is valid from its first day to its last, both included.
#[test]
fn a_code_is_valid_on_its_first_and_its_last_day() {
    let code = Code {
        valid_from: Some(day("2024-04-01")),
        valid_until: Some(day("2024-04-30")),
        ..plain("west")
    };
    let valid = ["2024-03-31", "2024-04-01", "2024-04-30", "2024-05-01"].map(|on| code.is_valid_on(day(on)));
    assert_eq!(valid, [false, true, true, false]);
}
