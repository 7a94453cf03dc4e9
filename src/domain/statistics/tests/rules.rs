//! Which units a rule counts and which value a derived dimension has, for every combination of words that it reads.
//!
//! The published tables of 2023/24 were compared with these by hand; a change is a new version of each measure that
//! counts by the rule.

use std::fmt::Write;

use super::*;
use crate::domain::{
    entry::{StageEnding, Timeliness},
    ombudsman::Decision,
    outcome::Finding,
    procedure::Procedure,
    representation::{Kind, State},
};

fn words<W: Word>() -> Vec<&'static str> {
    let words = W::ALL.iter().map(|value| value.word());
    [""].into_iter().chain(words).collect()
}

/// What is tried for a column, blank among it.
fn tried(column: Column) -> Vec<&'static str> {
    match column {
        Column::Kind => words::<Kind>(),
        Column::Procedure | Column::ProcedureNow => words::<Procedure>(),
        Column::State => words::<State>(),
        Column::Finding | Column::StageFinding | Column::ConcernFinding => words::<Finding>(),
        Column::Ending => words::<StageEnding>(),
        Column::Timeliness | Column::EnquiryTimeliness | Column::RemedyTimeliness => words::<Timeliness>(),
        Column::Decision => words::<Decision>(),
        Column::SatisfactoryRemedy | Column::AdvocateSupported => vec!["", "yes", "no"],
        Column::LastStage => vec!["", "0", "1", "2", "3", "4"],
        Column::LastStageWorkingDays => vec!["", "10", "11", "50", "51", "65", "66"],
        Column::LastStageTimeliness => vec!["", "unanswered", "late"],
        Column::MadeBy => vec!["", "child_or_young_person", "advocate", "adult"],
        Column::Service => vec!["", "childrens", "gone"],
        Column::WorkingDays => vec!["", "0", "3", "4", "65", "66", "-1"],
        Column::Complainant(_) | Column::ServiceUser(_) => {
            vec![
                "",
                "indian",
                "roma",
                "any_other_mixed",
                "arab",
                "not_asked",
                "of_our_own",
            ]
        }
        Column::EnquiryWorkingDays => vec!["", "0", "7", "many"],
        Column::BasisDate => vec!["", "2023-04-03", "2023"],
        Column::Team => vec!["", "west", "east", "gone"],
        other => panic!("nothing is tried for {other:?}"),
    }
}

/// Every combination of what is tried for these columns.
fn combinations(columns: &[Column]) -> Vec<Vec<&'static str>> {
    columns.iter().fold(vec![Vec::new()], |before, column| {
        let longer = before.iter().flat_map(|begun| {
            let one_more = move |value| [&begun[..], &[value]].concat();
            tried(*column).into_iter().map(one_more)
        });
        longer.collect()
    })
}

fn group_of(values: &[&str]) -> Group {
    let value = |value: &&str| (!value.is_empty()).then(|| (*value).to_owned());
    Group {
        values: values.iter().map(value).collect(),
        count: 1,
    }
}

/// Combinations that differ in the last column only are one line.
fn lines_of<'a>(found: impl IntoIterator<Item = (Vec<&'a str>, String)>) -> String {
    let mut lines: Vec<(Vec<&str>, String, Vec<&str>)> = Vec::new();
    for (mut values, answer) in found {
        let last = values.pop().unwrap_or("");
        match lines.last_mut() {
            Some((begun, same, lasts)) if *begun == values && *same == answer => lasts.push(last),
            _ => lines.push((values, answer, vec![last])),
        }
    }
    let mut text = String::new();
    for (begun, answer, lasts) in lines {
        writeln!(text, "  {begun:?} {lasts:?}{answer}").expect("text");
    }
    text
}

#[test]
fn each_rule_counts_what_it_counted() {
    let mut rules = vec![
        Which::All,
        Which::Closed,
        Which::NotClosed,
        Which::Concluded,
        Which::WithFinding,
        Which::Upheld,
        Which::ReachedStage,
        Which::StageEnded,
        Which::StageAnswered,
        Which::StageWithinBase,
        Which::StageWithinAgreed,
        Which::StageLate,
        Which::CaseDecided,
        Which::CaseInvestigated,
        Which::CaseRemediedBefore,
        Which::EnquiryAnswered,
        Which::RemedyCompleted,
        Which::RemedyLate,
    ];
    rules.extend(Finding::ALL.iter().map(|finding| Which::Found(*finding)));
    rules.extend(Decision::ALL.iter().map(|decision| Which::Decided(*decision)));
    let mut text = String::new();
    for rule in rules {
        let columns = rule.columns();
        writeln!(text, "{rule:?} of {columns:?}").expect("text");
        let holds = combinations(&columns).into_iter().filter(|values| {
            let group = group_of(values);
            rule.holds(&Facts::of(&columns, &group))
        });
        text.push_str(&lines_of(holds.map(|values| (values, String::new()))));
    }
    insta::assert_snapshot!(text);
}

/// Averages leave out what is open, and what was withdrawn after stage 1 without an answer.
#[test]
fn an_average_is_over_what_reached_its_end() {
    let columns = [
        Column::State,
        Column::LastStage,
        Column::LastStageTimeliness,
        Column::LastStageWorkingDays,
    ];
    let holds = |values: [&str; 4]| {
        let group = group_of(&values);
        Which::ReachedStageTimed.holds(&Facts::of(&columns, &group))
    };
    assert!(holds(["concluded", "2", "late", "30"]));
    assert!(!holds(["open", "2", "unanswered", ""]));
    assert!(holds(["withdrawn", "1", "unanswered", "5"]));
    assert!(!holds(["withdrawn", "2", "unanswered", "5"]));
    assert!(holds(["withdrawn", "2", "late", "5"]));
    assert!(holds(["concluded", "2", "unanswered", "5"]));
    let asked = Which::ReachedStageTimed.columns();
    assert!(asked.len() == columns.len() && columns.iter().all(|column| asked.contains(column)));
}

#[test]
fn each_derived_value_is_what_it_was() {
    let mut text = String::new();
    for dimension in dimensions() {
        let Source::Derived(derived) = dimension.source else {
            continue;
        };
        let columns = dimension.columns();
        writeln!(text, "{} of {columns:?}", dimension.id).expect("text");
        let valued = combinations(columns).into_iter().filter_map(|values| {
            let group = group_of(&values);
            // The rest is alike.
            let interesting = match derived {
                Derived::PublishedOutcome => {
                    values[0] == "complaint" && ["", "informal"].contains(&values[1])
                }
                Derived::PublishedBand => ["", "open", "withdrawn"].contains(&values[1]),
                _ => true,
            };
            let value = dimension.value(&Facts::of(columns, &group), council());
            value
                .filter(|_| interesting)
                .map(|value| (values, format!(" = {value}")))
        });
        text.push_str(&lines_of(valued));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_kind_of_a_measure_is_that_of_its_reckoning() {
    let kind = |id: &str| {
        let found = measures().find(|measure| measure.id == id).map(Measure::kind);
        found.expect("a measure")
    };
    assert_eq!(kind("representations_received"), MeasureKind::Count);
    assert_eq!(kind("share_of_received"), MeasureKind::Percentage);
    assert_eq!(kind("upheld_rate"), MeasureKind::Percentage);
    for measure in measures() {
        let expected = match measure.reckoning {
            Reckoning::Count(_) | Reckoning::Total(..) => MeasureKind::Count,
            Reckoning::ShareOfTable(_)
            | Reckoning::Rate { .. }
            | Reckoning::OfTable { .. }
            | Reckoning::ShareOfTotal(..)
            | Reckoning::Excess { .. } => MeasureKind::Percentage,
            Reckoning::Mean(..) => MeasureKind::Mean,
            Reckoning::Median(..) => MeasureKind::Median,
            Reckoning::Percentile(..) => MeasureKind::Percentile,
            Reckoning::Sum(..) | Reckoning::MeanSum(..) => MeasureKind::Money,
            Reckoning::PerPopulation(..) | Reckoning::Ratio { .. } => MeasureKind::PerPopulation,
            Reckoning::MeanOfRates { .. } => MeasureKind::MeanOfPercentages,
        };
        assert_eq!(measure.kind(), expected, "{}", measure.id);
    }
}
