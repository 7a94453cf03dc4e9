//! A cell is the list of what it counts.

use redress::{
    api::wire::{
        Basis, Catalogue, Contributor, Figure, FigurePart, FigureState, ListContributorsRequest,
        ListContributorsResponse, Measure, QueryStatisticsRequest, Row, Unit,
    },
    domain::statistics::{Reckoning, measures},
};
use tonic::Status;

use super::asking::{ask, only_by_category, question};
use crate::harness::{NORTHWICK, caller::Caller};

pub async fn list(
    caller: &Caller,
    request: ListContributorsRequest,
) -> Result<ListContributorsResponse, Status> {
    let answer = caller.statistics().list_contributors(request).await;
    answer.map(tonic::Response::into_inner)
}

pub fn request(
    query: &QueryStatisticsRequest,
    measure: &str,
    keys: &[String],
    part: FigurePart,
) -> ListContributorsRequest {
    ListContributorsRequest {
        parent: NORTHWICK.to_owned(),
        query: Some(query.clone()),
        measure: measure.to_owned(),
        keys: keys.to_vec(),
        part: part.into(),
        ..ListContributorsRequest::default()
    }
}

/// All pages of what a cell counts, and the cell.
pub async fn list_all(caller: &Caller, mut request: ListContributorsRequest) -> (Vec<Contributor>, Figure) {
    let mut all = Vec::new();
    loop {
        let page = list(caller, request.clone()).await.expect("a page");
        all.extend(page.contributors);
        if page.next_page_token.is_empty() {
            return (all, page.figure.expect("the cell"));
        }
        request.page_token = page.next_page_token;
    }
}

async fn check_cell(caller: &Caller, query: &QueryStatisticsRequest, measure: &Measure, row: &Row) {
    let keys: Vec<String> = row.keys.iter().map(|key| key.value.clone()).collect();
    let figure = row.figures[0];
    for part in [FigurePart::Numerator, FigurePart::Denominator] {
        let mut asked = request(query, &measure.id, &keys, part);
        asked.page_size = 200;
        let (found, cell) = list_all(caller, asked).await;
        assert_eq!(cell, figure, "{} in {keys:?}", measure.id);
        // A cell without a value says nothing of how many; what it would count is listed all the same.
        if figure.state() != FigureState::Number && !found.is_empty() {
            continue;
        }
        let told = format!("{part:?} of {} in {keys:?}", measure.id);
        let sum: i64 = found.iter().map(|contributor| contributor.amount).sum();
        let definition = measures()
            .find(|known| known.id == measure.id)
            .expect("the measure");
        let (count, length) = match (part, definition.reckoning) {
            (FigurePart::Numerator, Reckoning::Mean(..) | Reckoning::MeanSum(..)) => {
                (figure.numerator, Some(figure.denominator))
            }
            // Amounts of pence or of other numbers, and those that are more beside those that are fewer.
            (
                FigurePart::Numerator,
                Reckoning::Sum(..)
                | Reckoning::Total(..)
                | Reckoning::ShareOfTotal(..)
                | Reckoning::Excess { .. },
            )
            | (FigurePart::Denominator, Reckoning::ShareOfTotal(..)) => {
                let numerator = part == FigurePart::Numerator;
                (
                    if numerator {
                        figure.numerator
                    } else {
                        figure.denominator
                    },
                    None,
                )
            }
            (FigurePart::Numerator, _) => (figure.numerator, Some(figure.numerator)),
            (_, Reckoning::PerPopulation(..) | Reckoning::MeanOfRates { .. }) => (0, Some(0)),
            _ => (figure.denominator, Some(figure.denominator)),
        };
        assert_eq!(sum, count, "{told}");
        if let Some(length) = length {
            assert_eq!(i64::try_from(found.len()), Ok(length), "{told}");
        }
        let mut units: Vec<(&str, &str)> = found
            .iter()
            .map(|found| (found.name.as_str(), found.part.as_str()))
            .collect();
        units.sort_unstable();
        units.dedup();
        assert_eq!(units.len(), found.len(), "{told}: each once");
    }
}

/// One of so many pairs of a measure and a dimension is tried, every measure and every dimension among them;
/// `REDRESS_TEST_CELLS` says another number, 1 for all.
fn every() -> usize {
    let asked = std::env::var("REDRESS_TEST_CELLS").ok();
    let asked = asked.and_then(|asked| asked.parse().ok());
    asked.filter(|every| *every > 0).unwrap_or(4)
}

/// For measures by dimensions: one row or another, and some totals.
pub async fn check_cells(caller: &Caller, catalogue: &Catalogue, position: i64) {
    let mut cells = 0;
    let every = every();
    for (turn, measure) in catalogue.measures.iter().enumerate() {
        for (place, dimension) in catalogue.dimensions.iter().enumerate() {
            if (turn + place) % every != 0 {
                continue;
            }
            let undated = measure.default_basis() == Basis::Present && dimension.id == "month";
            let other_unit = !dimension.units.contains(&measure.unit) || measure.unit() == Unit::Given;
            let mixed = only_by_category(&measure.id) && dimension.id != "category";
            if other_unit || undated || mixed {
                continue;
            }
            let mut query = question(&[&measure.id], &[&dimension.id]);
            query.position = position;
            let table = ask(caller, query.clone()).await.expect("figures");
            // One row or another, and the total where there is none and now and then.
            let row = table.rows.get((turn + cells) % table.rows.len().max(1));
            let with_total = row.is_none() || cells % 8 == 0;
            let total = table.total.iter().filter(|_| with_total);
            for row in row.into_iter().chain(total) {
                check_cell(caller, &query, measure, row).await;
                cells += 1;
            }
        }
    }
    assert!(cells > 300, "{cells} cells");
}
