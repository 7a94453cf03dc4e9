//! Measures, dimensions and reports as data.

use std::collections::BTreeSet;

use super::*;
use crate::domain::{
    entry::{StageEnding, Timeliness},
    ombudsman::{CaseState, Decision, DecisionClass},
    outcome::Finding,
    procedure::Procedure,
    representation::{EQUALITY_LISTS, Kind, State},
};

#[test]
fn ids_are_snake_case_and_each_names_one_thing() {
    let ids = measures().map(|measure| measure.id).collect::<Vec<_>>();
    let of_dimensions = dimensions().map(|dimension| dimension.id);
    let of_tables = reports().flat_map(|report| report.tables).map(|table| table.id);
    for ids in [ids.clone(), of_dimensions.collect(), of_tables.collect()] {
        assert_eq!(
            ids.iter().collect::<BTreeSet<_>>().len(),
            ids.len(),
            "an id is there twice: {ids:?}"
        );
        let plain = |id: &str| {
            id.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
        };
        assert!(ids.iter().all(|id| plain(id) && !id.is_empty()));
    }
    assert!(ids.len() >= 38, "{} measures", ids.len());
}

#[test]
fn every_measure_says_what_it_is() {
    for measure in measures() {
        assert!(measure.bases.contains(&measure.default_basis), "{}", measure.id);
        for text in [
            measure.wording,
            measure.numerator,
            measure.exclusions,
            measure.source,
        ] {
            assert!(!text.is_empty(), "{}", measure.id);
        }
        let counts = matches!(
            measure.reckoning,
            Reckoning::Count(_) | Reckoning::Sum(..) | Reckoning::Total(..)
        );
        assert_eq!(counts, measure.denominator.is_empty(), "{}", measure.id);
    }
}

#[test]
fn every_measure_and_dimension_names_each_column_that_it_reads() {
    // `Facts::text` objects to a column that the query did not ask for; blanks and words both are tried, because
    // a rule may read a second column only where the first says something.
    for measure in measures() {
        let query = Query::of(&draft(&[measure.id], &[]), council()).expect("sound");
        for word in ["", "concluded", "withdrawn", "response", "upheld", "2", "yes"] {
            let values = query
                .columns()
                .iter()
                .map(|_| (!word.is_empty()).then(|| word.to_owned()))
                .collect();
            fold(&query, &[Group { values, count: 1 }]);
        }
    }
    for dimension in dimensions() {
        for unit in dimension.units {
            let measure = measures()
                .find(|measure| measure.unit == *unit)
                .expect("every unit has a measure");
            let query = Query::of(&draft(&[measure.id], &[dimension.id]), council()).expect("sound");
            for word in ["", "children_statutory", "concluded", "2", "west"] {
                let values = query
                    .columns()
                    .iter()
                    .map(|_| (!word.is_empty()).then(|| word.to_owned()))
                    .collect();
                fold(&query, &[Group { values, count: 1 }]);
            }
        }
    }
}

#[test]
fn fixed_words_are_those_of_the_domain() {
    fn words<W: Word>() -> BTreeSet<&'static str> {
        W::ALL.iter().map(|value| value.word()).collect()
    }
    let fixed = [
        ("kind", words::<Kind>()),
        ("procedure", words::<Procedure>()),
        ("state", words::<State>()),
        ("ending", words::<StageEnding>()),
        ("finding", words::<Finding>()),
        ("timeliness", words::<Timeliness>()),
        ("concern_finding", words::<Finding>()),
        ("case_state", words::<CaseState>()),
        ("decision", words::<Decision>()),
        ("decision_class", words::<DecisionClass>()),
    ];
    for (id, expected) in fixed {
        let dimension = dimensions()
            .find(|dimension| dimension.id == id)
            .expect("a dimension");
        let Values::Words(words) = dimension.values else {
            panic!("{id} has no fixed words")
        };
        assert_eq!(words.iter().copied().collect::<BTreeSet<_>>(), expected, "{id}");
    }
}

#[test]
fn every_equality_question_is_asked_of_both_persons() {
    for (person, first) in [
        ("complainant_", Column::Complainant("")),
        ("service_user_", Column::ServiceUser("")),
    ] {
        let asked: Vec<Values> = dimensions()
            .filter(|dimension| dimension.id.starts_with(person))
            .filter(|dimension| match (dimension.source, first) {
                (Source::Column(Column::Complainant(question)), Column::Complainant(_))
                | (Source::Column(Column::ServiceUser(question)), Column::ServiceUser(_)) => {
                    dimension.id.strip_prefix(person) == Some(question)
                }
                _ => false,
            })
            .map(|dimension| dimension.values)
            .collect();
        for list in EQUALITY_LISTS {
            assert!(asked.contains(&Values::List(list)), "{person}{list:?}");
        }
        assert_eq!(asked.len(), EQUALITY_LISTS.len());
    }
}

#[test]
fn every_table_of_every_report_is_a_sound_question() {
    let year = Period::financial_year(FinancialYear(2023));
    for table in reports().flat_map(|report| report.tables) {
        let query = table.query(year, None, council());
        assert!(query.is_ok(), "{}: {query:?}", table.id);
    }
    assert!(report("children_annual").is_some() && report("none").is_none());
}
