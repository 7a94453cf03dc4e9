//! What a comparison tells, and what it keeps to itself.

use super::super::{
    Amount, Asked, Cell, Measure, Note, Part, Released, Scale, Value, Who, compare, measure,
    stated::{Meaning, ReferenceRate, StatedRate},
};
use crate::domain::{
    financial_year::FinancialYear,
    ids::CodeId,
    lists::{Code, List},
    recorded::Recorded,
    reference::{Event, GivenFigure, PeerGroup, Reference},
    release::{ReleasedRow, ReleasedTable},
    statistics::Figure,
};

const YEAR: FinancialYear = FinancialYear(2023);

fn code(id: &str) -> CodeId {
    CodeId::parse(id).expect("a code")
}

/// Lists with these figures: kind, set, body, value.
fn lists(figures: &[(&str, Option<&str>, &str, i64)]) -> Reference {
    let mut events: Vec<Event> = figures
        .iter()
        .map(|(_, _, body, _)| Event::CodeSaved {
            list: List::Bodies,
            code: Code {
                id: code(body),
                display_name: (*body).to_owned(),
                aliases: Vec::new(),
                parent: None,
                group: None,
                valid_from: None,
                valid_until: None,
            },
        })
        .collect();
    events.extend(figures.iter().map(|(kind, set, body, value)| {
        Event::FigureGiven(GivenFigure {
            kind: code(kind),
            set: set.map(code),
            body: Some(code(body)),
            year: YEAR,
            value: *value,
            source: format!("source of {body}"),
            source_date: None,
            confidence: None,
        })
    }));
    events
        .into_iter()
        .zip(1..)
        .fold(Reference::of_deployment(), |state, (event, position)| {
            let recorded = Recorded {
                event: &event,
                position,
                time: chrono::DateTime::UNIX_EPOCH,
            };
            Reference::evolve(Some(state), recorded).expect("lists")
        })
}

fn group(members: &[&str]) -> PeerGroup {
    PeerGroup {
        id: code("peers"),
        display_name: "Peers".to_owned(),
        provider: "Nobody".to_owned(),
        year: YEAR,
        members: members.iter().map(|member| code(member)).collect(),
    }
}

fn asked<'g>(group: &'g PeerGroup, measures: &[&'static Measure]) -> Asked<'g> {
    Asked {
        group,
        year: YEAR,
        measures: measures.to_vec(),
        set: None,
        own: None,
        ranked_n: 5,
        references: Vec::new(),
    }
}

fn uphold_rate() -> &'static Measure {
    measure("uphold_rate").expect("a measure")
}

/// A measure that councils release.
const RELEASED: Measure = Measure {
    id: "late",
    version: 1,
    display_name: "Late",
    numerator_name: "Late",
    denominator_name: "All",
    scale: Scale::Percent,
    numerator: Amount(&[&[Cell::Released {
        table: "grid",
        measure: "late",
        part: Part::Count,
        row: &["stage1"],
    }]]),
    denominator: Amount(&[&[Cell::Released {
        table: "grid",
        measure: "all",
        part: Part::Count,
        row: &["stage1"],
    }]]),
};

fn figure(value: Value) -> Figure {
    match value {
        Value::Number(number) => Figure::Number {
            value: f64::from(i32::try_from(number).expect("a small number")),
            numerator: number,
            denominator: 0,
        },
        Value::Suppressed => Figure::Suppressed,
        Value::Unknown => Figure::Unknown,
        Value::NotApplicable => Figure::NotApplicable,
    }
}

fn released(body: &str, is_named: bool, version: u8, late: Value, all: Value) -> Released {
    let late_of = format!("late@{version}");
    let table = table(
        "grid",
        &[(&late_of, late), ("all@1", all)],
        &[("stage1", &[late, all])],
    );
    Released::of(code(body), is_named, &[table])
}

/// A table with this total, and rows of one dimension.
fn table(id: &str, total: &[(&str, Value)], rows: &[(&str, &[Value])]) -> ReleasedTable {
    let row = |keys: Vec<(Option<String>, String)>, values: &[Value]| ReleasedRow {
        keys,
        figures: values.iter().copied().map(figure).collect(),
    };
    let of_key = |(key, values): &(&str, &[Value])| {
        let keys = vec![(Some((*key).to_owned()), (*key).to_owned())];
        row(keys, values)
    };
    let values: Vec<Value> = total.iter().map(|(_, value)| *value).collect();
    ReleasedTable {
        id: id.to_owned(),
        title: String::new(),
        basis: "concluded".to_owned(),
        filters: Vec::new(),
        measures: total.iter().map(|(measure, _)| (*measure).to_owned()).collect(),
        dimensions: vec!["dimension".to_owned()],
        rows: rows.iter().map(of_key).collect(),
        total: row(Vec::new(), &values),
    }
}

/// X39: "174 (77%) of 211" gives the mean of the rates for the rate of all together.
#[test]
fn a_mean_of_rates_that_is_given_for_the_rate_of_all() {
    let (up, not) = ("ombudsman_upheld", "ombudsman_not_upheld");
    let reference = lists(&[
        (up, None, "a", 90),
        (not, None, "a", 10),
        (up, None, "b", 5),
        (not, None, "b", 5),
    ]);
    let (group, mut references) = (group(&["a", "b", "nowhere"]), Vec::new());
    for (label, text) in [("the letter", "86"), ("the report", "70.0"), ("others", "1")] {
        references.push(ReferenceRate {
            measure: "uphold_rate".to_owned(),
            label: label.to_owned(),
            rate: StatedRate::parse(text).expect("a rate"),
        });
    }
    let asked = Asked {
        references,
        ..asked(&group, &[uphold_rate()])
    };
    let found = compare(&asked, &reference, &[]).expect("a comparison").remove(0);
    let pooled = found.group.pooled.expect("a rate");
    assert_eq!((pooled.numerator, pooled.denominator), (95, 110));
    assert_eq!((found.group.known, found.group.unknown), (2, 1));
    assert_eq!(found.group.mean, Some(70.0));
    let told: Vec<Meaning> = found.stated.iter().map(|stated| stated.meaning).collect();
    assert_eq!(told, [Meaning::Pooled, Meaning::MeanOfRates, Meaning::Neither]);
    let note = Note::PooledIsNotMean {
        pooled: "86.4".to_owned(),
        mean: "70.0".to_owned(),
    };
    assert_eq!(found.notes, [note]);
}

#[test]
fn sets_that_contradict_each_other_are_not_chosen_between() {
    let (up, not) = ("ombudsman_upheld", "ombudsman_not_upheld");
    let reference = lists(&[
        (up, Some("region"), "a", 9),
        (up, Some("national"), "a", 8),
        (not, Some("region"), "a", 1),
        (not, Some("national"), "a", 1),
    ]);
    let group = group(&["a"]);
    let found = compare(&asked(&group, &[uphold_rate()]), &reference, &[]).expect("a comparison");
    assert_eq!(found[0].notes, [Note::Contradicted(code("a"))]);
    assert_eq!(found[0].bodies[0].state, Value::Unknown);
    let in_set = Asked {
        set: Some(code("region")),
        ..asked(&group, &[uphold_rate()])
    };
    let found = compare(&in_set, &reference, &[]).expect("a comparison");
    assert_eq!(found[0].bodies[0].rate, Some(90.0));
}

#[test]
fn none_is_ranked_under_the_smallest_n_or_where_it_is_withheld() {
    let reference = lists(&[]);
    let group = group(&["a", "b", "c", "d"]);
    let number = Value::Number;
    let released = [
        released("a", true, 1, number(2), number(4)),
        released("b", true, 1, number(3), number(10)),
        released("c", true, 1, Value::Suppressed, number(10)),
        released("d", true, 1, number(0), number(0)),
    ];
    let found = compare(&asked(&group, &[&RELEASED]), &reference, &released).expect("a comparison");
    let told: Vec<_> = found[0]
        .bodies
        .iter()
        .map(|body| (body.who.clone(), body.state, body.place.rank))
        .collect();
    let named = |id: &str| Who::Named(code(id));
    assert_eq!(
        told,
        [
            (named("a"), number(2), None),
            (named("b"), number(3), Some(1)),
            (named("c"), Value::Suppressed, None),
            (named("d"), Value::NotApplicable, None)
        ]
    );
    assert_eq!(found[0].notes[1], Note::UnderSmallestN(1));
    assert_eq!(found[0].definitions, ["all@1", "late@1"]);
}

#[test]
fn figures_by_different_versions_are_not_compared() {
    let group = group(&["a", "b"]);
    let released = [
        released("a", true, 1, Value::Number(1), Value::Number(9)),
        released("b", true, 2, Value::Number(1), Value::Number(9)),
    ];
    let refused = compare(&asked(&group, &[&RELEASED]), &lists(&[]), &released).expect_err("a refusal");
    assert_eq!(refused.measure, "late");
    let versions = [(code("a"), "late@1".to_owned()), (code("b"), "late@2".to_owned())];
    assert_eq!(refused.versions, versions);
}

/// Nobody is told apart by a name, by an order, by how many there were, or by being the only one without a name.
#[test]
fn who_did_not_agree_is_not_named() {
    let of = |named: bool| {
        [("a", 1), ("b", 9), ("c", 5)]
            .map(|(body, late)| released(body, named, 1, Value::Number(late), Value::Number(13)))
    };
    let members = ["a", "b", "c"];
    let group = group(&members);
    let asked = asked(&group, &[&RELEASED]);
    let found = compare(&asked, &lists(&[]), &of(false))
        .expect("a comparison")
        .remove(0);
    let told: Vec<_> = found
        .bodies
        .iter()
        .map(|body| (body.who.clone(), body.rate))
        .collect();
    let unnamed = |number, rate| (Who::Unnamed(number), Some(rate));
    assert_eq!(told, [unnamed(1, 69.0), unnamed(2, 38.0), unnamed(3, 8.0)]);
    for body in &found.bodies {
        assert_eq!(
            (body.numerator, body.denominator),
            (Value::Suppressed, Value::Suppressed)
        );
        assert!(body.interval.is_none() && body.limits.is_none() && body.sources.is_empty());
        assert!(body.flag.is_some() && body.place.rank.is_some());
    }
    assert_eq!(found.group.pooled.map(|pooled| pooled.numerator), Some(15));
    // One who asks sees itself; the two others would know each other, and are left out.
    let own = Asked {
        own: Some(code("a")),
        ..asked
    };
    let found = compare(&own, &lists(&[]), &of(false))
        .expect("a comparison")
        .remove(0);
    assert_eq!(found.bodies.len(), 1);
    assert_eq!(found.bodies[0].who, Who::Named(code("a")));
    assert_eq!((found.group.left_out, found.group.known), (2, 1));
    assert!(found.notes.contains(&Note::TooFewUnnamed(2)));
}

#[test]
fn a_share_of_more_than_all_is_impossible() {
    let reference = lists(&[
        ("ombudsman_satisfactory_remedies", None, "a", 4),
        ("ombudsman_upheld", None, "a", 3),
    ]);
    let group = group(&["a"]);
    let rate = measure("satisfactory_remedy_rate").expect("a measure");
    let found = compare(&asked(&group, &[rate]), &reference, &[]).expect("a comparison");
    assert_eq!(found[0].notes, [Note::Impossible(code("a"))]);
    assert_eq!(found[0].group.pooled, None);
}

/// Who is behind time is told by two counts: the Ombudsman was satisfied with 9, late with 2 of them.
#[test]
fn compliance_on_time_is_released_as_what_was_not_late() {
    let number = Value::Number;
    let of = |late| {
        let total = [
            ("compliance_recorded@1", number(10)),
            ("compliance_satisfied@1", number(9)),
            ("compliance_late@1", late),
        ];
        [Released::of(
            code("a"),
            true,
            &[table("ombudsman_compliance", &total, &[])],
        )]
    };
    let group = group(&["a"]);
    let rate = measure("compliance_on_time_rate").expect("a measure");
    let told = |late| {
        let found = compare(&asked(&group, &[rate]), &lists(&[]), &of(late)).expect("a comparison");
        (found[0].bodies[0].numerator, found[0].bodies[0].rate)
    };
    assert_eq!(told(number(2)), (number(7), Some(70.0)));
    assert_eq!(told(Value::Suppressed), (Value::Suppressed, None));
}

#[test]
fn complaints_about_a_service_are_told_for_each_thousand_whom_it_serves() {
    let served = [
        ("children_served", None, "a", 4_000),
        ("adults_served", None, "a", 12_500),
    ];
    let (childrens, adults) = (Value::Number(30), Value::Number(50));
    let rows: [(&str, &[Value]); 2] = [("childrens", &[childrens]), ("adults", &[adults])];
    let total = [("representations_received@1", Value::Number(80))];
    let released = [Released::of(
        code("a"),
        true,
        &[table("service_areas", &total, &rows)],
    )];
    let group = group(&["a"]);
    let measures = ["childrens_received_per_1000", "adults_received_per_1000"];
    let measures = measures.map(|id| measure(id).expect("a measure"));
    let found = compare(&asked(&group, &measures), &lists(&served), &released).expect("a comparison");
    let rates: Vec<_> = found.iter().map(|found| found.bodies[0].rate).collect();
    assert_eq!(rates, [Some(7.5), Some(4.0)]);
}
