//! Figures: what holds of every measure, whatever the register holds; series; and the page that lists every table.

mod apart;
mod documented;
mod given;
mod laws;
mod series;
mod unknown;

use redress::api::wire::{self, QueryStatisticsRequest, Table};

use crate::harness::{NORTHWICK, caller::Caller};

/// A question about a financial year.
fn question(measures: &[&str], dimensions: &[&str], year: i32) -> QueryStatisticsRequest {
    let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    QueryStatisticsRequest {
        parent: NORTHWICK.to_owned(),
        measures: texts(measures),
        dimensions: texts(dimensions),
        period: Some(financial_year(year)),
        ..QueryStatisticsRequest::default()
    }
}

fn financial_year(year: i32) -> wire::Period {
    wire::Period {
        period: Some(wire::period::Period::FinancialYear(year)),
    }
}

fn filter(dimension: &str, values: &[&str]) -> wire::DimensionFilter {
    wire::DimensionFilter {
        dimension: dimension.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

async fn asked(caller: &Caller, question: QueryStatisticsRequest) -> Table {
    let answer = caller.statistics().query_statistics(question.clone()).await;
    let answer = answer.unwrap_or_else(|status| panic!("{question:?}: {status:?}"));
    answer.into_inner()
}

/// Counts are whole numbers, and shares are of whole numbers.
fn same(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

/// The values of a row, by the keys joined with `/`, or of the total.
fn values(table: &Table, row: &str) -> Vec<f64> {
    let keys = |row: &wire::Row| -> String {
        let keys = row.keys.iter().map(|key| key.value.clone());
        keys.collect::<Vec<_>>().join("/")
    };
    let found = if row == "total" {
        table.total.as_ref()
    } else {
        table.rows.iter().find(|known| keys(known) == row)
    };
    let figures = found.map(|row| row.figures.as_slice()).unwrap_or_default();
    figures.iter().map(|figure| figure.value).collect()
}
