//! The working-day calendar: which days count, and where a period of working days or months ends.
//!
//! A working day is any day but Saturday, Sunday, Christmas Day, Boxing Day, Good Friday and a bank
//! holiday (SI 2006/1738 regulation 2; SI 2009/309 is read the same way). A day on which the
//! council itself is shut is still a working day. Nothing here asks the time: holidays are
//! announced, moved and withdrawn, so a calendar can be asked what was known on a given day.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveDateTime, Utc, Weekday};
use chrono_tz::Europe::London;

use super::bank_holidays::{self, FIRST_PUBLISHED_YEAR, FIRST_RULE_YEAR, LAST_RULE_YEAR};

/// A bank holiday, and the days between which people knew of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day off.
    pub date: NaiveDate,
    /// What the holiday is called, such as "Good Friday".
    pub name: Cow<'static, str>,
    /// The first day on which the holiday was known; `None` means from the start.
    pub announced_on: Option<NaiveDate>,
    /// The first day on which it was known to be a holiday no longer, as when it is moved to
    /// another date; `None` means that it stands.
    pub withdrawn_on: Option<NaiveDate>,
}

/// Why a day is not a working day. A holiday that falls on a weekend is answered as the weekend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayOff {
    /// A Saturday.
    Saturday,
    /// A Sunday.
    Sunday,
    /// A bank holiday, Good Friday, Christmas Day or Boxing Day.
    Holiday {
        /// What the holiday is called.
        name: String,
        /// Whether the date is worked out by rule, its year being outside the published ones.
        provisional: bool,
    },
}

/// A day passed over when working days were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The day passed over.
    pub date: NaiveDate,
    /// Why it did not count.
    pub reason: DayOff,
}

/// A due date together with how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    /// The date of the event that the count runs from; it is never counted itself.
    pub anchor_on: NaiveDate,
    /// How many working days were counted.
    pub working_days: u16,
    /// The last day counted.
    pub due_on: NaiveDate,
    /// Every day passed over between the two, in order.
    pub skipped: Vec<Skipped>,
    /// Whether any day counted or passed over lies outside the years whose holidays were published,
    /// so that a later announcement may yet move the due date.
    pub provisional: bool,
}

/// The working days of one part of the country, as known at one time. Cloning shares the table.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Every holiday ever known, in order of date; two may share a date.
    holidays: Arc<[Holiday]>,
    /// The weekdays off as known, as weekday numbers (see [`weekday_number`]), rising.
    weekdays_off: Arc<[i32]>,
    /// The day at whose end the calendar is seen; `None` means with all that is known.
    known_on: Option<NaiveDate>,
}

impl Calendar {
    /// The built-in calendar: the published holidays of 2010 to 2028 and, from 1978 to 2200, the
    /// ordinary holidays of the years on either side by rule. One-off holidays before 2010 are not
    /// in it.
    pub fn england_and_wales() -> Self {
        static BUILT_IN: LazyLock<Calendar> = LazyLock::new(|| {
            let mut holidays = bank_holidays::published().to_vec();
            let published_years = FIRST_PUBLISHED_YEAR..=bank_holidays::last_published_year(None);
            for year in FIRST_RULE_YEAR..=LAST_RULE_YEAR {
                if !published_years.contains(&year) {
                    holidays.extend(bank_holidays::rule_made(year));
                }
            }
            Calendar::of(holidays, None)
        });
        BUILT_IN.clone()
    }

    /// The same calendar with one more holiday, recorded locally and perhaps announced late.
    ///
    /// A holiday that carries `withdrawn_on` also withdraws, from that day, whatever holiday
    /// already stands on its date: so a moved holiday is recorded as the old date withdrawn and
    /// the new date announced. Record holidays in the order in which they were made known.
    #[must_use]
    pub fn with_holiday(&self, holiday: Holiday) -> Self {
        let mut holidays = self.holidays.to_vec();
        if holiday.withdrawn_on.is_some() {
            for standing in &mut holidays {
                if standing.date == holiday.date && standing.withdrawn_on.is_none() {
                    standing.withdrawn_on = holiday.withdrawn_on;
                }
            }
        }
        holidays.push(holiday);
        Self::of(holidays, self.known_on)
    }

    /// The calendar as it was known at the end of `day`: a holiday announced on `day` itself is
    /// known, one withdrawn on `day` is gone. Looking back twice keeps the earlier view, for a
    /// calendar cannot learn again what it has forgotten.
    #[must_use]
    pub fn known_on(&self, day: NaiveDate) -> Self {
        let known_on = self.known_on.map_or(day, |earlier| earlier.min(day));
        Self {
            holidays: Arc::clone(&self.holidays),
            weekdays_off: weekdays_off(&self.holidays, Some(known_on)),
            known_on: Some(known_on),
        }
    }

    /// The years whose holidays were published, as known: 2010 to 2028, and to 2027 for a calendar
    /// seen before 24 November 2025.
    pub fn published_years(&self) -> RangeInclusive<i32> {
        FIRST_PUBLISHED_YEAR..=bank_holidays::last_published_year(self.known_on)
    }

    /// Whether `day` lies outside the years for which bank holidays were published.
    pub fn is_provisional_on(&self, day: NaiveDate) -> bool {
        !self.published_years().contains(&day.year())
    }

    /// Why `day` is not a working day, or `None` when it is one.
    pub fn day_off(&self, day: NaiveDate) -> Option<DayOff> {
        match day.weekday() {
            Weekday::Sat => return Some(DayOff::Saturday),
            Weekday::Sun => return Some(DayOff::Sunday),
            _ => {}
        }
        let holiday = self.holiday_on(day)?;
        // A holiday with a day of announcement is a fact, however far off its year.
        let provisional = holiday.announced_on.is_none() && !self.published_years().contains(&day.year());
        Some(DayOff::Holiday {
            name: holiday.name.to_string(),
            provisional,
        })
    }

    /// The holiday that stands on `day`, weekends included.
    pub fn holiday_on(&self, day: NaiveDate) -> Option<&Holiday> {
        self.recorded_on(day)
            .find(|holiday| stands(holiday, self.known_on))
    }

    /// Every holiday ever recorded for `day`, those withdrawn and those not known yet included, in the order in which
    /// they were recorded.
    pub fn recorded_on(&self, day: NaiveDate) -> impl Iterator<Item = &Holiday> {
        let first = self.holidays.partition_point(|holiday| holiday.date < day);
        self.holidays[first..]
            .iter()
            .take_while(move |holiday| holiday.date == day)
    }

    /// Whether `day` is a working day.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        is_weekday(day) && self.weekdays_off.binary_search(&weekday_number(day)).is_err()
    }

    /// The `n`-th working day strictly after `anchor`, which need not be a working day itself;
    /// `anchor` for `n` = 0. A count past the last date that can be written ends on that date.
    pub fn add_working_days(&self, anchor: NaiveDate, n: u16) -> NaiveDate {
        if n == 0 {
            return anchor;
        }
        let anchor_number = weekday_number(anchor);
        let first = self
            .weekdays_off
            .partition_point(|day_off| *day_off <= anchor_number);
        let mut due_number = anchor_number + i32::from(n);
        for day_off in &self.weekdays_off[first..] {
            if *day_off > due_number {
                break;
            }
            due_number += 1;
        }
        weekday_numbered(due_number)
    }

    /// The `n`-th working day strictly before `anchor`, as in "at least 10 working days before the panel meets";
    /// `anchor` for `n` = 0.
    pub fn subtract_working_days(&self, anchor: NaiveDate, n: u16) -> NaiveDate {
        if n == 0 {
            return anchor;
        }
        // The day before a run of weekend days has the number of the Friday, so the count starts above `anchor`
        // only where that is a weekday itself.
        let mut due_number = weekday_number(anchor) - i32::from(n) + i32::from(!is_weekday(anchor));
        let before = self
            .weekdays_off
            .partition_point(|day_off| *day_off < weekday_number(anchor) + i32::from(!is_weekday(anchor)));
        for day_off in self.weekdays_off[..before].iter().rev() {
            if *day_off < due_number {
                break;
            }
            due_number -= 1;
        }
        weekday_numbered(due_number)
    }

    /// The `n`-th working day strictly after `anchor`, with every day passed over on the way.
    pub fn reckon(&self, anchor: NaiveDate, n: u16) -> Reckoning {
        let due_on = self.add_working_days(anchor, n);
        let published_years = self.published_years();
        let mut skipped = Vec::new();
        let mut provisional = false;
        // `n` bounds the walk: 65,535 working days are some 260 years.
        for date in anchor.iter_days().skip(1).take_while(|date| *date <= due_on) {
            provisional |= !published_years.contains(&date.year());
            if let Some(reason) = self.day_off(date) {
                skipped.push(Skipped { date, reason });
            }
        }
        Reckoning {
            anchor_on: anchor,
            working_days: n,
            due_on,
            skipped,
            provisional,
        }
    }

    /// How many working days lie strictly after `after` up to and including `until`: the inverse
    /// of [`Self::add_working_days`]. 0 when `until` is not later; 65,535 when there are more.
    pub fn working_days_between(&self, after: NaiveDate, until: NaiveDate) -> u16 {
        if until <= after {
            return 0;
        }
        let (after, until) = (weekday_number(after), weekday_number(until));
        let off_by_start = self.weekdays_off.partition_point(|day_off| *day_off <= after);
        let off_by_end = self.weekdays_off.partition_point(|day_off| *day_off <= until);
        let weekdays = usize::try_from(until - after).unwrap_or(0);
        u16::try_from(weekdays - (off_by_end - off_by_start)).unwrap_or(u16::MAX)
    }

    fn of(mut holidays: Vec<Holiday>, known_on: Option<NaiveDate>) -> Self {
        // The sort is stable, so that holidays of one date stay in the order they were recorded.
        holidays.sort_by_key(|holiday| holiday.date);
        let weekdays_off = weekdays_off(&holidays, known_on);
        Self {
            holidays: holidays.into(),
            weekdays_off,
            known_on,
        }
    }
}

impl fmt::Display for DayOff {
    /// The reason in words, such as "Saturday" or "bank holiday: Good Friday". An official title
    /// that opens with "Bank Holiday for the" loses those words, so as not to say them twice.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Saturday => f.write_str("Saturday"),
            Self::Sunday => f.write_str("Sunday"),
            Self::Holiday { name, provisional } => {
                let title = name.strip_prefix("Bank Holiday for the ").unwrap_or(name);
                let note = if *provisional { " (provisional)" } else { "" };
                write!(f, "bank holiday: {title}{note}")
            }
        }
    }
}

/// What the clocks of England show at a moment, summer time included.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&London).naive_local()
}

/// The date `months` months after `day`, as in "12 months after": the corresponding date, or the
/// last day of a month that has none. This is the corresponding date rule of Dodds v Walker (House
/// of Lords, 1981, 1 WLR 1027): four months after 30 September end on 30 January, not the 31st. A
/// result past the last date that can be written is that date.
pub fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// The last day of a period of `months` months that commences on `day` and includes it, as in
/// SI 2009/309 regulation 14 (6 months) and the Local Government Act 1974 section 26B (12 months):
/// the day before the corresponding date.
///
/// Where the last month has no corresponding date the period ends on the last day of that month:
/// six months commencing on 30 or 31 August end on the last day of February, as do those commencing
/// on 1 September, for the day that would follow is 1 March in every case. SI 2018/1082 rule
/// 1.4(2)(a) writes out this same rule for insolvency. 0 months end the day before.
pub fn months_commencing_on(day: NaiveDate, months: u32) -> NaiveDate {
    let corresponding = months_after(day, months);
    if corresponding.day() < day.day() {
        return corresponding;
    }
    corresponding.pred_opt().unwrap_or(NaiveDate::MIN)
}

/// Whether `holiday` is known and not withdrawn at the end of `known_on`.
fn stands(holiday: &Holiday, known_on: Option<NaiveDate>) -> bool {
    match known_on {
        None => holiday.withdrawn_on.is_none(),
        Some(known_on) => {
            holiday
                .announced_on
                .is_none_or(|announced_on| announced_on <= known_on)
                && holiday
                    .withdrawn_on
                    .is_none_or(|withdrawn_on| withdrawn_on > known_on)
        }
    }
}

/// The weekday numbers of the holidays that stand, rising and each once. `holidays` is in order.
fn weekdays_off(holidays: &[Holiday], known_on: Option<NaiveDate>) -> Arc<[i32]> {
    let mut numbers = Vec::with_capacity(holidays.len());
    for holiday in holidays {
        if is_weekday(holiday.date) && stands(holiday, known_on) {
            numbers.push(weekday_number(holiday.date));
        }
    }
    numbers.dedup();
    numbers.into()
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// How many days from Monday to Friday there are from 1 January of the year 1, a Monday, up to and
/// including `day`. Counting in these numbers makes weekends vanish, so that reckoning a deadline
/// costs one search of the holidays whatever its length.
fn weekday_number(day: NaiveDate) -> i32 {
    let days = day.num_days_from_ce();
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// The weekday with that number: the inverse of [`weekday_number`].
fn weekday_numbered(number: i32) -> NaiveDate {
    let whole_weeks = (number - 1).div_euclid(5);
    let days = whole_weeks * 7 + (number - 1).rem_euclid(5) + 1;
    NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
