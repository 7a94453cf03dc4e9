//! Reporting periods: the council's financial year, its quarters, and any range of dates.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

/// A financial year, 1 April to 31 March, named by the calendar year in which it starts: the annual
/// reports that the regulations call for (SI 2006/1738 regulation 13, SI 2009/309 regulation 18)
/// are made for such years. Years too far off to be written as dates are cut to the first or last
/// date there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear(pub i32);

impl FinancialYear {
    /// The financial year that `day` falls in.
    pub fn of(day: NaiveDate) -> Self {
        if day.month() >= 4 {
            Self(day.year())
        } else {
            Self(day.year() - 1)
        }
    }

    /// 1 April of the year.
    pub fn starts_on(self) -> NaiveDate {
        let edge = if self.0 < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        };
        NaiveDate::from_ymd_opt(self.0, 4, 1).unwrap_or(edge)
    }

    /// 31 March of the following calendar year.
    pub fn ends_on(self) -> NaiveDate {
        let edge = if self.0 < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        };
        NaiveDate::from_ymd_opt(self.0.saturating_add(1), 3, 31).unwrap_or(edge)
    }

    /// The usual name, such as "2023/24", and "1999/00" at the century.
    pub fn label(self) -> String {
        self.to_string()
    }

    /// The first and last day of quarter 1 (April to June) to 4 (January to March), or `None` for
    /// any other number and for a quarter too far off to be written as dates.
    pub fn quarter(self, number: u8) -> Option<(NaiveDate, NaiveDate)> {
        if !(1..=4).contains(&number) {
            return None;
        }
        let months_before = Months::new(u32::from(number - 1) * 3);
        let first_day = NaiveDate::from_ymd_opt(self.0, 4, 1)?;
        let starts_on = first_day.checked_add_months(months_before)?;
        let next_starts_on = starts_on.checked_add_months(Months::new(3))?;
        Some((starts_on, next_starts_on.pred_opt()?))
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = self.0.saturating_add(1).rem_euclid(100);
        write!(f, "{}/{next:02}", self.0)
    }
}

/// A range of dates with both ends in it; it never ends before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    starts_on: NaiveDate,
    ends_on: NaiveDate,
}

impl Period {
    /// The days from `starts_on` to `ends_on`, or `None` when they are the wrong way round.
    pub fn between(starts_on: NaiveDate, ends_on: NaiveDate) -> Option<Self> {
        (starts_on <= ends_on).then_some(Self { starts_on, ends_on })
    }

    /// The whole of a financial year.
    pub fn financial_year(year: FinancialYear) -> Self {
        Self {
            starts_on: year.starts_on(),
            ends_on: year.ends_on(),
        }
    }

    /// Quarter 1 (April to June) to 4 (January to March) of a financial year, or `None` where
    /// [`FinancialYear::quarter`] has none.
    pub fn quarter(year: FinancialYear, number: u8) -> Option<Self> {
        let (starts_on, ends_on) = year.quarter(number)?;
        Some(Self { starts_on, ends_on })
    }

    /// The calendar month 1 to 12 of the calendar year `year`, or `None` when there is none.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Some(Self::rest_of_month(NaiveDate::from_ymd_opt(year, month, 1)?))
    }

    /// The first day of the period.
    pub fn starts_on(&self) -> NaiveDate {
        self.starts_on
    }

    /// The last day of the period.
    pub fn ends_on(&self) -> NaiveDate {
        self.ends_on
    }

    /// Whether `day` falls in the period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.starts_on..=self.ends_on).contains(&day)
    }

    /// The calendar months of the period in order, the first and last cut to the days in it.
    pub fn months(&self) -> impl Iterator<Item = Self> + use<> {
        let ends_on = self.ends_on;
        let cut = move |month: Self| Self {
            ends_on: month.ends_on.min(ends_on),
            ..month
        };
        std::iter::successors(Some(cut(Self::rest_of_month(self.starts_on))), move |month| {
            let next_starts_on = month.ends_on.succ_opt()?;
            (next_starts_on <= ends_on).then(|| cut(Self::rest_of_month(next_starts_on)))
        })
    }

    /// From `starts_on` to the end of its month.
    fn rest_of_month(starts_on: NaiveDate) -> Self {
        let last_day = u32::from(starts_on.num_days_in_month());
        let ends_on = starts_on.with_day(last_day).unwrap_or(starts_on);
        Self { starts_on, ends_on }
    }
}

#[cfg(test)]
mod tests;
