//! The same question for several periods, and how its answers changed: worked out here, so that nobody has to say by
//! hand whether a figure rose or fell.

use chrono::{Datelike, Months, NaiveDate};

use super::{
    figure::Figure,
    table::{Key, Row, Table},
};
use crate::domain::{
    financial_year::{FinancialYear, Period},
    word::Word,
};

/// What a period is cut into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interval {
    /// Calendar months.
    Month,
    /// Quarters of financial years.
    Quarter,
    /// Financial years.
    Year,
}

impl Word for Interval {
    const ALL: &'static [Self] = &[Self::Month, Self::Quarter, Self::Year];

    fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// For which other periods a question is asked too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeriesDraft {
    /// What the period, and each year before, is cut into; none to leave them whole.
    pub interval: Option<Interval>,
    /// For how many years before the same is asked.
    pub years_before: u8,
    /// Other periods.
    pub compare_with: Vec<Period>,
    /// Whether each period is compared with the one a year before it, and not with the one just before it.
    pub year_on_year: bool,
}

impl SeriesDraft {
    /// Whether anything is asked beside the period itself.
    pub fn is_empty(&self) -> bool {
        self.interval.is_none() && self.years_before == 0 && self.compare_with.is_empty()
    }

    /// Every period, the earliest first, each once; none where nothing more is asked.
    pub fn periods(&self, period: Period) -> Vec<Period> {
        if self.is_empty() {
            return Vec::new();
        }
        let years = (0..=u32::from(self.years_before)).filter_map(|years| years_earlier(period, years));
        let mut periods: Vec<Period> = years
            .flat_map(|period| match self.interval {
                Some(interval) => cut(period, interval),
                None => vec![period],
            })
            .chain(self.compare_with.iter().copied())
            .collect();
        periods.sort_by_key(|period| (period.starts_on(), period.ends_on()));
        periods.dedup();
        periods
    }
}

/// The same days so many years earlier; the end of February is the end of February.
fn years_earlier(period: Period, years: u32) -> Option<Period> {
    let earlier = |day: NaiveDate| day.checked_sub_months(Months::new(12 * years));
    let day_after = period.ends_on().succ_opt()?;
    Period::between(earlier(period.starts_on())?, earlier(day_after)?.pred_opt()?)
}

/// The months, quarters or years of a period, the first and last cut to the days in it.
fn cut(period: Period, interval: Interval) -> Vec<Period> {
    let mut cuts: Vec<Period> = Vec::new();
    for month in period.months() {
        let joins = cuts.last().is_some_and(|last| {
            interval_of(last.starts_on(), interval) == interval_of(month.starts_on(), interval)
        });
        let starts_on = match cuts.last() {
            Some(last) if joins => last.starts_on(),
            _ => month.starts_on(),
        };
        if joins {
            cuts.pop();
        }
        cuts.extend(Period::between(starts_on, month.ends_on()));
    }
    cuts
}

/// Which month, quarter or year a day is in.
fn interval_of(day: NaiveDate, interval: Interval) -> (i32, u32) {
    let year = FinancialYear::of(day).0;
    // April is 0.
    let month = (day.month0() + 9) % 12;
    match interval {
        Interval::Month => (year, month),
        Interval::Quarter => (year, month / 3),
        Interval::Year => (year, 0),
    }
}

/// What a period is called: "2023/24", "Quarter 1 of 2023/24", "April 2023", or its first and last day.
pub fn label(period: Period) -> String {
    let (first, last) = (period.starts_on(), period.ends_on());
    let year = FinancialYear::of(first);
    if period == Period::financial_year(year) {
        return year.label();
    }
    let quarter = (1..=4).find(|number| Period::quarter(year, *number) == Some(period));
    if let Some(number) = quarter {
        return format!("Quarter {number} of {year}");
    }
    if Period::month(first.year(), first.month()) == Some(period) {
        return first.format("%B %Y").to_string();
    }
    format!("{} to {}", first.format("%-d %B %Y"), last.format("%-d %B %Y"))
}

/// Whether a figure rose or fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It is higher.
    Rise,
    /// It is lower.
    Fall,
    /// It is the same.
    Same,
}

impl Word for Direction {
    const ALL: &'static [Self] = &[Self::Rise, Self::Fall, Self::Same];

    fn word(self) -> &'static str {
        match self {
            Self::Rise => "rise",
            Self::Fall => "fall",
            Self::Same => "same",
        }
    }
}

/// How one figure changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The later figure less the earlier one, in the measure's own unit: percentages in percentage points.
    pub difference: f64,
    /// 100 × the difference / the earlier figure; none where that is 0.
    pub percent: Option<f64>,
    /// Which way.
    pub direction: Direction,
}

/// Below this two values are the same: both are made of whole numbers by one division.
const SAME: f64 = 1e-9;

impl Change {
    /// The change from one figure to another; none where either has no value.
    pub fn between(earlier: &Figure, later: &Figure) -> Option<Self> {
        let (earlier, later) = (earlier.value()?, later.value()?);
        let difference = later - earlier;
        let direction = if difference.abs() < SAME {
            Direction::Same
        } else if difference > 0.0 {
            Direction::Rise
        } else {
            Direction::Fall
        };
        let percent = (earlier.abs() >= SAME).then(|| 100.0 * difference / earlier.abs());
        Some(Self {
            difference: if direction == Direction::Same {
                0.0
            } else {
                difference
            },
            percent,
            direction,
        })
    }
}

/// How the figures of one row changed.
#[derive(Debug, Clone, PartialEq)]
pub struct RowChange {
    /// The values of the table's dimensions; none for the total.
    pub keys: Vec<Key>,
    /// A change for each measure; none where a figure has no value.
    pub changes: Vec<Option<Change>>,
}

/// The answer for one period of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// Its rows; a row that only another period has is not among them.
    pub rows: Vec<Row>,
    /// The figures over all rows.
    pub total: Row,
    /// The period that it is compared with; none for the first.
    pub compared_with: Option<Period>,
    /// How each row changed, of every row that either period has; empty where nothing is compared.
    pub changes: Vec<RowChange>,
    /// How the total changed.
    pub total_change: Option<RowChange>,
}

/// The points of a series, of tables that answer the same question, the earliest first.
pub(super) fn points(tables: Vec<Table>, year_on_year: bool) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::with_capacity(tables.len());
    for table in tables {
        let before = if year_on_year {
            let earlier = years_earlier(table.period, 1);
            points.iter().find(|point| Some(point.period) == earlier)
        } else {
            points.last()
        };
        let (changes, total_change) = match before {
            Some(before) => (
                row_changes(before, &table),
                Some(RowChange {
                    keys: Vec::new(),
                    changes: changes(Some(&before.total), Some(&table.total)),
                }),
            ),
            None => (Vec::new(), None),
        };
        points.push(Point {
            compared_with: before.map(|before| before.period),
            period: table.period,
            rows: table.rows,
            total: table.total,
            changes,
            total_change,
        });
    }
    points
}

/// The changes of every row of the later table, and then of those that only the earlier one has.
fn row_changes(earlier: &Point, later: &Table) -> Vec<RowChange> {
    let find = |rows: &'_ [Row], keys: &[Key]| rows.iter().position(|row| same(&row.keys, keys));
    let of = |keys: &[Key]| RowChange {
        keys: keys.to_vec(),
        changes: changes(
            find(&earlier.rows, keys).map(|place| &earlier.rows[place]),
            find(&later.rows, keys).map(|place| &later.rows[place]),
        ),
    };
    let gone = earlier
        .rows
        .iter()
        .filter(|row| find(&later.rows, &row.keys).is_none());
    later.rows.iter().chain(gone).map(|row| of(&row.keys)).collect()
}

fn same(left: &[Key], right: &[Key]) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| left.value == right.value)
}

/// Where a row is missing nothing was counted: a count is 0 there, and anything else has no value.
fn changes(earlier: Option<&Row>, later: Option<&Row>) -> Vec<Option<Change>> {
    let figures = |row: Option<&Row>| row.map(|row| row.figures.clone()).unwrap_or_default();
    let (earlier, later) = (figures(earlier), figures(later));
    let places = 0..earlier.len().max(later.len());
    places
        .map(|place| {
            let (earlier, later) = (earlier.get(place).copied(), later.get(place).copied());
            let nothing = |other: Option<Figure>| other.map_or(Figure::NotApplicable, Figure::nothing);
            Change::between(
                &earlier.unwrap_or_else(|| nothing(later)),
                &later.unwrap_or_else(|| nothing(earlier)),
            )
        })
        .collect()
}
