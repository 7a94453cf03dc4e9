//! Questions for figures, as they are asked.

use chrono::Months;

use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
    },
    domain::{
        financial_year::{FinancialYear, Period},
        ids::Position,
        limits,
        statistics::{Basis, Interval, Query, QueryDraft, SeriesDraft},
    },
};

/// The first and last years that a period may be in, as dates may.
const YEARS: (i32, i32) = (1990, 2200);

/// Reads a question; the parent is the handler's to read.
pub fn query(reader: &mut Reader<'_>, request: wire::QueryStatisticsRequest) -> Option<Query> {
    let wire::QueryStatisticsRequest {
        parent: _,
        measures,
        dimensions,
        filters,
        basis,
        period: asked,
        position: known_at,
        include_empty,
        series: asked_series,
    } = request;
    let basis = match basis {
        0 => Some(None),
        number => reader.value("basis", Basis::from_wire(number)).map(Some),
    };
    let asked = period(reader, asked);
    let known_at = position(reader, known_at);
    let filters = filters
        .into_iter()
        .map(|wire::DimensionFilter { dimension, values }| (dimension, values));
    let asked_series = series(reader, asked_series.unwrap_or_default());
    let draft = QueryDraft {
        measures,
        dimensions,
        filters: filters.collect(),
        basis: basis.flatten(),
        // What is wrong with the rest is said although the period is wrong too.
        period: asked.unwrap_or(Period::financial_year(FinancialYear::of(reader.today))),
        position: known_at.filter(|position| *position > NOW),
        include_empty,
        series: asked_series.clone().unwrap_or_default(),
    };
    let query = match Query::of(&draft, reader.reference) {
        Ok(query) => Some(query),
        Err(problems) => {
            for problem in problems {
                reader.refuse(problem.field, problem.text);
            }
            None
        }
    };
    query.filter(|_| basis.is_some() && asked.is_some() && known_at.is_some() && asked_series.is_some())
}

/// Reads for which other periods a question is asked.
fn series(reader: &mut Reader<'_>, series: wire::Series) -> Option<SeriesDraft> {
    let wire::Series {
        interval,
        years_before,
        compare_with,
        year_on_year,
    } = series;
    let interval = match interval {
        0 => Some(None),
        number => reader
            .value("series.interval", Interval::from_wire(number))
            .map(Some),
    };
    let max = limits::SERIES_YEARS_MAX;
    let years_before = reader.number("series.years_before", years_before, 0_u8, max);
    let compare_with = reader.at_most("series.compare_with", compare_with, limits::SERIES_PERIODS_MAX);
    let mut periods = Some(Vec::new());
    for (place, asked) in compare_with.into_iter().flatten().enumerate() {
        let read = reader.within(format_args!("series.compare_with[{place}]"), |reader| {
            period(reader, Some(asked))
        });
        periods = periods.zip(read).map(|(mut periods, period)| {
            periods.push(period);
            periods
        });
    }
    Some(SeriesDraft {
        interval: interval?,
        years_before: years_before?,
        compare_with: periods?,
        year_on_year,
    })
}

/// Reads the period and the position of a request for a report, whose name is the handler's to read.
pub fn report_period(
    reader: &mut Reader<'_>,
    request: &wire::GetReportRequest,
) -> Option<(Period, Option<Position>)> {
    let wire::GetReportRequest {
        name: _,
        period: asked,
        position: known_at,
    } = request;
    let asked = period(reader, *asked);
    let known_at = position(reader, *known_at);
    Some((asked?, Some(known_at?).filter(|position| *position > NOW)))
}

/// The position that stands for now.
const NOW: Position = 0;

/// Reads a position; 0 stands for now.
pub fn position(reader: &mut Reader<'_>, position: i64) -> Option<Position> {
    if position < NOW {
        reader.refuse("position", "must not be negative");
        return None;
    }
    Some(position)
}

/// Reads a period.
pub fn period(reader: &mut Reader<'_>, period: Option<wire::Period>) -> Option<Period> {
    use wire::period::Period as Asked;

    let wire::Period { period } = reader.required("period", period)?;
    match reader.required("period", period)? {
        Asked::FinancialYear(year) => {
            let year = reader.number("period.financial_year", year, YEARS.0, YEARS.1)?;
            Some(Period::financial_year(FinancialYear(year)))
        }
        Asked::Quarter(wire::Quarter {
            financial_year,
            quarter,
        }) => {
            let year = reader.number("period.quarter.financial_year", financial_year, YEARS.0, YEARS.1);
            let quarter = reader.number("period.quarter.quarter", quarter, 1_u8, 4);
            Period::quarter(FinancialYear(year?), quarter?)
        }
        Asked::Month(wire::Month { year, month }) => {
            let year = reader.number("period.month.year", year, YEARS.0, YEARS.1);
            let month = reader.number("period.month.month", month, 1_u32, 12);
            Period::month(year?, month?)
        }
        Asked::Range(range) => read_range(reader, range),
    }
}

fn read_range(reader: &mut Reader<'_>, range: wire::DateRange) -> Option<Period> {
    let wire::DateRange { start_date, end_date } = range;
    let start_on = reader.date("period.range.start_date", start_date);
    let end_on = reader.date("period.range.end_date", end_date);
    let (start_on, end_on) = (start_on?, end_on?);
    let longest = start_on.checked_add_months(Months::new(12 * limits::PERIOD_YEARS_MAX));
    if longest.is_some_and(|longest| end_on >= longest) {
        let years = limits::PERIOD_YEARS_MAX;
        reader.refuse(
            "period.range.end_date",
            format_args!("must be less than {years} years after the start"),
        );
        return None;
    }
    let period = Period::between(start_on, end_on);
    if period.is_none() {
        reader.refuse("period.range.end_date", "must not be before the start");
    }
    period
}

#[cfg(test)]
mod tests;
