//! Differences between two positions, and what makes them.

use std::collections::BTreeMap;

use redress::{
    api::wire::{
        self, Catalogue, CompareAsAtRequest, CompareAsAtResponse, ContributionChange, Figure, FigureState,
        Moment, QueryStatisticsRequest, RowDifference, Standing, Unit,
    },
    domain::statistics::{Reckoning, measures},
};
use tonic::Status;

use super::asking::{ask, of_every_measure};
use crate::harness::{NORTHWICK, caller::Caller};

pub fn position(position: i64) -> Moment {
    Moment {
        position,
        as_at: None,
    }
}

pub async fn compare(caller: &Caller, request: CompareAsAtRequest) -> Result<CompareAsAtResponse, Status> {
    let answer = caller.statistics().compare_as_at(request).await;
    answer.map(tonic::Response::into_inner)
}

/// All pages of a comparison in one answer.
pub async fn compare_all(
    caller: &Caller,
    query: &QueryStatisticsRequest,
    (before, after): (i64, i64),
    page_size: i32,
) -> CompareAsAtResponse {
    let mut request = CompareAsAtRequest {
        parent: NORTHWICK.to_owned(),
        query: Some(query.clone()),
        before: Some(position(before)),
        after: Some(position(after)).filter(|_| after > 0),
        page_size,
        ..CompareAsAtRequest::default()
    };
    let mut whole = compare(caller, request.clone()).await.expect("a comparison");
    while !whole.next_page_token.is_empty() {
        request.page_token = std::mem::take(&mut whole.next_page_token);
        let next = compare(caller, request.clone()).await.expect("a further page");
        assert_eq!((&next.rows, &next.total), (&whole.rows, &whole.total));
        assert_eq!(next.after_position, whole.after_position);
        whole.contributors.extend(next.contributors);
        whole.next_page_token = next.next_page_token;
    }
    whole
}

/// Counts of a figure; nothing where it has none.
fn counts(figure: Option<&Figure>) -> (i64, i64) {
    let figure = figure.expect("a figure");
    (figure.numerator, figure.denominator)
}

/// What contributions add to each row and measure; the total under no keys.
type Sums = BTreeMap<(Vec<String>, usize), (i64, i64)>;

fn add(sums: &mut Sums, standing: Option<&Standing>, sign: i64) {
    let Some(Standing { keys, contributions }) = standing else {
        return;
    };
    for (measure, found) in contributions.iter().enumerate() {
        for keys in [keys.clone(), Vec::new()] {
            let sum = sums.entry((keys, measure)).or_default();
            sum.0 += sign * found.numerator;
            sum.1 += sign * found.denominator;
        }
    }
}

fn check_row(row: &RowDifference, question: &QueryStatisticsRequest, sums: &Sums) {
    let keys: Vec<String> = row.keys.iter().map(|key| key.value.clone()).collect();
    for (place, figure) in row.figures.iter().enumerate() {
        let measure = &question.measures[place];
        let (before, after) = (counts(figure.before.as_ref()), counts(figure.after.as_ref()));
        let has_values = [figure.before, figure.after]
            .iter()
            .all(|figure| figure.is_some_and(|figure| figure.state() == FigureState::Number));
        assert_eq!(
            (figure.numerator, figure.denominator),
            (after.0 - before.0, after.1 - before.1),
            "{measure} in {keys:?}"
        );
        let sum = |keys: &[String]| sums.get(&(keys.to_vec(), place)).copied().unwrap_or_default();
        let definition = measures().find(|known| known.id == measure).expect("the measure");
        let numerator = match definition.reckoning {
            // All rows together hold every unit of the denominator, each once.
            Reckoning::OfTable { .. } if keys.is_empty() => sum(&[]).1,
            _ => sum(&keys).0,
        };
        let denominator = match definition.reckoning {
            Reckoning::ShareOfTable(_) | Reckoning::OfTable { .. } | Reckoning::ShareOfTotal(..) => {
                sum(&[]).1
            }
            // Residents, and percentages that a mean is of, are no records.
            Reckoning::PerPopulation(..) | Reckoning::MeanOfRates { .. } => figure.denominator,
            _ => sum(&keys).1,
        };
        let without_value = matches!(
            definition.reckoning,
            Reckoning::PerPopulation(..)
                | Reckoning::Rate { .. }
                | Reckoning::OfTable { .. }
                | Reckoning::Ratio { .. }
                | Reckoning::Excess { .. }
        );
        if has_values || !without_value {
            assert_eq!(
                (figure.numerator, figure.denominator),
                (numerator, denominator),
                "what makes the difference of {measure} in {keys:?}"
            );
        }
    }
}

/// The differences of a comparison add up, and each has its cause between the two positions.
pub fn check_adding_up(question: &QueryStatisticsRequest, compared: &CompareAsAtResponse) {
    let mut sums = Sums::new();
    for found in &compared.contributors {
        add(&mut sums, found.before.as_ref(), -1);
        add(&mut sums, found.after.as_ref(), 1);
        assert!(
            !found.events.is_empty(),
            "nothing happened to {} {}: {found:?}",
            found.name,
            found.part
        );
        assert!(found.events.is_sorted_by_key(|event| event.position));
        for event in &found.events {
            assert!(event.position > compared.before_position && event.position <= compared.after_position);
        }
        let moved = found.change() == ContributionChange::Moved;
        let keys = |standing: &Option<Standing>| standing.as_ref().map(|standing| standing.keys.clone());
        if moved {
            assert_ne!(keys(&found.before), keys(&found.after));
        }
    }
    for row in compared.rows.iter().chain(&compared.total) {
        check_row(row, question, &sums);
    }
}

/// Compares questions for every measure at two positions of a register.
pub async fn check_comparison(caller: &Caller, catalogue: &Catalogue, turn: usize, pair: (i64, i64)) {
    let given = |id: &String| {
        let mut measures = catalogue.measures.iter();
        measures.any(|measure| measure.id == *id && measure.unit() == Unit::Given)
    };
    // No records are behind figures that were given.
    let questions = of_every_measure(catalogue, turn * 7);
    let questions = questions
        .into_iter()
        .filter(|question| !question.measures.iter().any(given));
    for question in questions {
        let compared = compare_all(caller, &question, pair, 200).await;
        check_adding_up(&question, &compared);
        for (position, is_after) in [(pair.0, false), (pair.1, true)] {
            let mut then = question.clone();
            then.position = position;
            let table = ask(caller, then).await.expect("figures");
            let figures = |row: &RowDifference| -> Vec<Figure> {
                let figure = |of: &wire::FigureDifference| if is_after { of.after } else { of.before };
                row.figures.iter().filter_map(figure).collect()
            };
            for row in &table.rows {
                let values = |keys: &[wire::Key]| -> Vec<String> {
                    keys.iter().map(|key| key.value.clone()).collect()
                };
                let found = compared.rows.iter();
                let found = found.filter(|found| values(&found.keys) == values(&row.keys));
                let found: Vec<_> = found.map(figures).collect();
                assert_eq!(found, [row.figures.clone()], "{:?}", row.keys);
            }
            let total = table.total.expect("a total").figures;
            assert_eq!(figures(compared.total.as_ref().expect("a total")), total);
        }
    }
}
