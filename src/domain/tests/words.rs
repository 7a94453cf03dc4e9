//! Words are stored and hashed in every log that there is, so not one of them may ever change.

use std::fmt::Write;

use crate::domain::{
    access, clock, disclosure, edition, entry, ids, learning, lists, ombudsman, outcome, policy, procedure,
    reference, release, representation, statistics, weekly_list, word::Word,
};

fn list<W: Word + PartialEq + std::fmt::Debug>(text: &mut String) {
    let name = std::any::type_name::<W>();
    let name = name.split_once("::domain::").map_or(name, |(_, name)| name);
    writeln!(text, "{name}").expect("text");
    for value in W::ALL {
        writeln!(text, "  {value:?}: {}", value.word()).expect("text");
        assert_eq!(W::from_word(value.word()), Some(*value), "{name}");
    }
    assert_eq!(W::from_word("no such word"), None, "{name}");
}

#[test]
fn every_word_is_what_it_was() {
    let mut text = String::new();
    list::<access::Role>(&mut text);
    list::<clock::ClockState>(&mut text);
    list::<edition::Audience>(&mut text);
    list::<edition::EditionState>(&mut text);
    list::<release::ReleaseState>(&mut text);
    list::<release::WithheldBecause>(&mut text);
    list::<disclosure::policy::Mode>(&mut text);
    list::<entry::StageEnding>(&mut text);
    list::<entry::Timeliness>(&mut text);
    list::<ids::StreamKind>(&mut text);
    list::<learning::action::Acceptance>(&mut text);
    list::<learning::action::ActionStatus>(&mut text);
    list::<learning::action::ImpactOutcome>(&mut text);
    list::<learning::action::SourceKind>(&mut text);
    list::<lists::List>(&mut text);
    list::<ombudsman::Body>(&mut text);
    list::<ombudsman::CaseState>(&mut text);
    list::<ombudsman::Compliance>(&mut text);
    list::<ombudsman::Decision>(&mut text);
    list::<ombudsman::DecisionClass>(&mut text);
    list::<ombudsman::DraftResponse>(&mut text);
    list::<ombudsman::DutyReason>(&mut text);
    list::<ombudsman::DutyStep>(&mut text);
    list::<ombudsman::EnquiryKind>(&mut text);
    list::<ombudsman::Outstanding>(&mut text);
    list::<ombudsman::PaymentBasis>(&mut text);
    list::<ombudsman::Recommendation>(&mut text);
    list::<ombudsman::ReportStep>(&mut text);
    list::<ombudsman::Route>(&mut text);
    list::<ombudsman::Taxonomy>(&mut text);
    list::<outcome::Finding>(&mut text);
    list::<policy::Anchor>(&mut text);
    list::<policy::ClockName>(&mut text);
    list::<policy::TimeUnit>(&mut text);
    list::<procedure::Procedure>(&mut text);
    list::<reference::AuthorityType>(&mut text);
    list::<reference::Confidence>(&mut text);
    list::<representation::AdvocacyAnswer>(&mut text);
    list::<representation::AnswerSource>(&mut text);
    list::<representation::Closure>(&mut text);
    list::<representation::Kind>(&mut text);
    list::<representation::LinkKind>(&mut text);
    list::<representation::Milestone>(&mut text);
    list::<representation::Overtaking>(&mut text);
    list::<representation::ReferralTest>(&mut text);
    list::<representation::Role>(&mut text);
    list::<representation::SkipBasis>(&mut text);
    list::<representation::State>(&mut text);
    list::<representation::Tie>(&mut text);
    list::<statistics::Basis>(&mut text);
    list::<statistics::Unit>(&mut text);
    list::<weekly_list::Colour>(&mut text);
    insta::assert_snapshot!(text);
}

/// The units have a plural of their own, which tables are headed with.
#[test]
fn every_unit_has_its_plural() {
    let plurals: Vec<&str> = statistics::Unit::ALL.iter().map(|unit| unit.plural()).collect();
    assert_eq!(
        plurals,
        [
            "representations",
            "stages",
            "concerns",
            "themes",
            "cases of the Ombudsman",
            "enquiries",
            "remedies",
            "complaints under each procedure",
            "costs and payments",
            "learning actions",
            "types of learning actions",
            "draft decisions",
            "entries of the monitoring officer's log",
            "figures that were given",
        ]
    );
}
