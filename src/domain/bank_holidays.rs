//! The bank holidays of England and Wales: the published table of 2010 to 2028, and the rules that
//! make the ordinary holidays of any other year.
//!
//! Good Friday and Christmas Day are holidays at common law; the others are bank holidays under the
//! Banking and Financial Dealings Act 1971, section 1 and Schedule 1, or by proclamation. The
//! regulations that count working days (SI 2006/1738 regulation 2 for children, and its kin) leave
//! out all of them alike, so the register keeps one list.

use std::{borrow::Cow, sync::LazyLock};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::calendar::Holiday;

/// The first year of the published table. The dates of 2010 and 2011 agree with the rules but were
/// entered from general knowledge; those from 2012 on are the government's published list.
pub const FIRST_PUBLISHED_YEAR: i32 = 2010;

/// The first year that [`rule_made`] answers for: the early May holiday was first kept in 1978.
pub const FIRST_RULE_YEAR: i32 = 1978;

/// The last year that [`rule_made`] answers for. Further off, only weekends are days off.
pub const LAST_RULE_YEAR: i32 = 2200;

/// Years whose holidays were published late enough for the register to have to remember the day:
/// before it, the same dates were provisional, made by rule.
const LATE_PUBLISHED_YEARS: &[(i32, NaiveDate)] = &[(2028, date(2025, 11, 24))];

/// The last year whose holidays had been published by the end of `known_on`, or by now for `None`.
///
/// Publication days are kept for 2028 only. Every year up to 2027 counts as published from the
/// start, since its ordinary dates never differed from the rule.
pub fn last_published_year(known_on: Option<NaiveDate>) -> i32 {
    let mut last = 2027;
    for (year, published_on) in LATE_PUBLISHED_YEARS {
        if known_on.is_none_or(|known_on| *published_on <= known_on) {
            last = *year;
        }
    }
    last
}

/// The published table, in order of date, days since withdrawn included.
pub fn published() -> &'static [Holiday] {
    ENGLAND_AND_WALES
}

/// After this date no holiday of the published table was announced or withdrawn.
pub fn settled_on() -> NaiveDate {
    static SETTLED_ON: LazyLock<NaiveDate> = LazyLock::new(|| {
        let dates = published()
            .iter()
            .flat_map(|holiday| [holiday.announced_on, holiday.withdrawn_on]);
        dates.flatten().max().unwrap_or(NaiveDate::MIN)
    });
    *SETTLED_ON
}

/// The ordinary holidays of `year` by rule, at most eight and in no particular order; none outside
/// [`FIRST_RULE_YEAR`] to [`LAST_RULE_YEAR`]. It knows nothing of one-off and moved holidays.
pub fn rule_made(year: i32) -> Vec<Holiday> {
    if !(FIRST_RULE_YEAR..=LAST_RULE_YEAR).contains(&year) {
        return Vec::new();
    }
    let easter = easter_sunday(year);
    let new_years_day = substituted(year, 1, 1, NEW_YEARS_DAY, NEW_YEARS_DAY_SUBSTITUTE);
    let christmas_day = substituted(year, 12, 25, CHRISTMAS_DAY, CHRISTMAS_DAY_SUBSTITUTE);
    let boxing_day = substituted(year, 12, 26, BOXING_DAY, BOXING_DAY_SUBSTITUTE);
    let days = [
        new_years_day,
        easter
            .and_then(|sunday| sunday.checked_sub_days(Days::new(2)))
            .map(|friday| (friday, GOOD_FRIDAY)),
        easter
            .and_then(|sunday| sunday.succ_opt())
            .map(|monday| (monday, EASTER_MONDAY)),
        first_monday(year, 5).map(|monday| (monday, EARLY_MAY)),
        last_monday(year, 5).map(|monday| (monday, SPRING)),
        last_monday(year, 8).map(|monday| (monday, SUMMER)),
        christmas_day,
        boxing_day,
    ];
    days.into_iter()
        .flatten()
        .map(|(date, name)| always_known(date, name))
        .collect()
}

const NEW_YEARS_DAY: &str = "New Year's Day";
const NEW_YEARS_DAY_SUBSTITUTE: &str = "New Year's Day (substitute day)";
const GOOD_FRIDAY: &str = "Good Friday";
const EASTER_MONDAY: &str = "Easter Monday";
const EARLY_MAY: &str = "Early May bank holiday";
const SPRING: &str = "Spring bank holiday";
const SUMMER: &str = "Summer bank holiday";
const CHRISTMAS_DAY: &str = "Christmas Day";
const CHRISTMAS_DAY_SUBSTITUTE: &str = "Christmas Day (substitute day)";
const BOXING_DAY: &str = "Boxing Day";
const BOXING_DAY_SUBSTITUTE: &str = "Boxing Day (substitute day)";
const STATE_FUNERAL: &str = "Bank Holiday for the State Funeral of Queen Elizabeth II";
const CORONATION: &str = "Bank Holiday for the Coronation of King Charles III";

/// The early May holiday of 2020 was moved from the 4th to the 8th for the 75th VE Day.
const VE_MOVED_ON: NaiveDate = date(2019, 6, 10);
/// The spring holiday of 2022 was moved to 2 June, and 3 June added, for the Platinum Jubilee.
const JUBILEE_SET_ON: NaiveDate = date(2020, 11, 12);
const FUNERAL_ANNOUNCED_ON: NaiveDate = date(2022, 9, 9);
const CORONATION_ANNOUNCED_ON: NaiveDate = date(2022, 11, 10);

/// Christmas Day and Boxing Day on a weekend are left out: their substitute days are listed. No
/// announcement day is kept for the one-offs of 2011 and 2012, so they are known from the start.
static ENGLAND_AND_WALES: &[Holiday] = &[
    known(2010, 1, 1, NEW_YEARS_DAY),
    known(2010, 4, 2, GOOD_FRIDAY),
    known(2010, 4, 5, EASTER_MONDAY),
    known(2010, 5, 3, EARLY_MAY),
    known(2010, 5, 31, SPRING),
    known(2010, 8, 30, SUMMER),
    known(2010, 12, 27, CHRISTMAS_DAY_SUBSTITUTE),
    known(2010, 12, 28, BOXING_DAY_SUBSTITUTE),
    known(2011, 1, 3, NEW_YEARS_DAY_SUBSTITUTE),
    known(2011, 4, 22, GOOD_FRIDAY),
    known(2011, 4, 25, EASTER_MONDAY),
    known(2011, 4, 29, "Royal wedding bank holiday"),
    known(2011, 5, 2, EARLY_MAY),
    known(2011, 5, 30, SPRING),
    known(2011, 8, 29, SUMMER),
    known(2011, 12, 26, BOXING_DAY),
    known(2011, 12, 27, CHRISTMAS_DAY_SUBSTITUTE),
    known(2012, 1, 2, NEW_YEARS_DAY_SUBSTITUTE),
    known(2012, 4, 6, GOOD_FRIDAY),
    known(2012, 4, 9, EASTER_MONDAY),
    known(2012, 5, 7, EARLY_MAY),
    known(2012, 6, 4, SPRING),
    known(2012, 6, 5, "Queen's Diamond Jubilee bank holiday"),
    known(2012, 8, 27, SUMMER),
    known(2012, 12, 25, CHRISTMAS_DAY),
    known(2012, 12, 26, BOXING_DAY),
    known(2013, 1, 1, NEW_YEARS_DAY),
    known(2013, 3, 29, GOOD_FRIDAY),
    known(2013, 4, 1, EASTER_MONDAY),
    known(2013, 5, 6, EARLY_MAY),
    known(2013, 5, 27, SPRING),
    known(2013, 8, 26, SUMMER),
    known(2013, 12, 25, CHRISTMAS_DAY),
    known(2013, 12, 26, BOXING_DAY),
    known(2014, 1, 1, NEW_YEARS_DAY),
    known(2014, 4, 18, GOOD_FRIDAY),
    known(2014, 4, 21, EASTER_MONDAY),
    known(2014, 5, 5, EARLY_MAY),
    known(2014, 5, 26, SPRING),
    known(2014, 8, 25, SUMMER),
    known(2014, 12, 25, CHRISTMAS_DAY),
    known(2014, 12, 26, BOXING_DAY),
    known(2015, 1, 1, NEW_YEARS_DAY),
    known(2015, 4, 3, GOOD_FRIDAY),
    known(2015, 4, 6, EASTER_MONDAY),
    known(2015, 5, 4, EARLY_MAY),
    known(2015, 5, 25, SPRING),
    known(2015, 8, 31, SUMMER),
    known(2015, 12, 25, CHRISTMAS_DAY),
    known(2015, 12, 28, BOXING_DAY_SUBSTITUTE),
    known(2016, 1, 1, NEW_YEARS_DAY),
    known(2016, 3, 25, GOOD_FRIDAY),
    known(2016, 3, 28, EASTER_MONDAY),
    known(2016, 5, 2, EARLY_MAY),
    known(2016, 5, 30, SPRING),
    known(2016, 8, 29, SUMMER),
    known(2016, 12, 26, BOXING_DAY),
    known(2016, 12, 27, CHRISTMAS_DAY_SUBSTITUTE),
    known(2017, 1, 2, NEW_YEARS_DAY_SUBSTITUTE),
    known(2017, 4, 14, GOOD_FRIDAY),
    known(2017, 4, 17, EASTER_MONDAY),
    known(2017, 5, 1, EARLY_MAY),
    known(2017, 5, 29, SPRING),
    known(2017, 8, 28, SUMMER),
    known(2017, 12, 25, CHRISTMAS_DAY),
    known(2017, 12, 26, BOXING_DAY),
    known(2018, 1, 1, NEW_YEARS_DAY),
    known(2018, 3, 30, GOOD_FRIDAY),
    known(2018, 4, 2, EASTER_MONDAY),
    known(2018, 5, 7, EARLY_MAY),
    known(2018, 5, 28, SPRING),
    known(2018, 8, 27, SUMMER),
    known(2018, 12, 25, CHRISTMAS_DAY),
    known(2018, 12, 26, BOXING_DAY),
    known(2019, 1, 1, NEW_YEARS_DAY),
    known(2019, 4, 19, GOOD_FRIDAY),
    known(2019, 4, 22, EASTER_MONDAY),
    known(2019, 5, 6, EARLY_MAY),
    known(2019, 5, 27, SPRING),
    known(2019, 8, 26, SUMMER),
    known(2019, 12, 25, CHRISTMAS_DAY),
    known(2019, 12, 26, BOXING_DAY),
    known(2020, 1, 1, NEW_YEARS_DAY),
    known(2020, 4, 10, GOOD_FRIDAY),
    known(2020, 4, 13, EASTER_MONDAY),
    withdrawn(2020, 5, 4, EARLY_MAY, VE_MOVED_ON),
    announced(2020, 5, 8, "Early May bank holiday (VE day)", VE_MOVED_ON),
    known(2020, 5, 25, SPRING),
    known(2020, 8, 31, SUMMER),
    known(2020, 12, 25, CHRISTMAS_DAY),
    known(2020, 12, 28, BOXING_DAY_SUBSTITUTE),
    known(2021, 1, 1, NEW_YEARS_DAY),
    known(2021, 4, 2, GOOD_FRIDAY),
    known(2021, 4, 5, EASTER_MONDAY),
    known(2021, 5, 3, EARLY_MAY),
    known(2021, 5, 31, SPRING),
    known(2021, 8, 30, SUMMER),
    known(2021, 12, 27, CHRISTMAS_DAY_SUBSTITUTE),
    known(2021, 12, 28, BOXING_DAY_SUBSTITUTE),
    known(2022, 1, 3, NEW_YEARS_DAY_SUBSTITUTE),
    known(2022, 4, 15, GOOD_FRIDAY),
    known(2022, 4, 18, EASTER_MONDAY),
    known(2022, 5, 2, EARLY_MAY),
    withdrawn(2022, 5, 30, SPRING, JUBILEE_SET_ON),
    announced(2022, 6, 2, SPRING, JUBILEE_SET_ON),
    announced(2022, 6, 3, "Platinum Jubilee bank holiday", JUBILEE_SET_ON),
    known(2022, 8, 29, SUMMER),
    announced(2022, 9, 19, STATE_FUNERAL, FUNERAL_ANNOUNCED_ON),
    known(2022, 12, 26, BOXING_DAY),
    known(2022, 12, 27, CHRISTMAS_DAY_SUBSTITUTE),
    known(2023, 1, 2, NEW_YEARS_DAY_SUBSTITUTE),
    known(2023, 4, 7, GOOD_FRIDAY),
    known(2023, 4, 10, EASTER_MONDAY),
    known(2023, 5, 1, EARLY_MAY),
    announced(2023, 5, 8, CORONATION, CORONATION_ANNOUNCED_ON),
    known(2023, 5, 29, SPRING),
    known(2023, 8, 28, SUMMER),
    known(2023, 12, 25, CHRISTMAS_DAY),
    known(2023, 12, 26, BOXING_DAY),
    known(2024, 1, 1, NEW_YEARS_DAY),
    known(2024, 3, 29, GOOD_FRIDAY),
    known(2024, 4, 1, EASTER_MONDAY),
    known(2024, 5, 6, EARLY_MAY),
    known(2024, 5, 27, SPRING),
    known(2024, 8, 26, SUMMER),
    known(2024, 12, 25, CHRISTMAS_DAY),
    known(2024, 12, 26, BOXING_DAY),
    known(2025, 1, 1, NEW_YEARS_DAY),
    known(2025, 4, 18, GOOD_FRIDAY),
    known(2025, 4, 21, EASTER_MONDAY),
    known(2025, 5, 5, EARLY_MAY),
    known(2025, 5, 26, SPRING),
    known(2025, 8, 25, SUMMER),
    known(2025, 12, 25, CHRISTMAS_DAY),
    known(2025, 12, 26, BOXING_DAY),
    known(2026, 1, 1, NEW_YEARS_DAY),
    known(2026, 4, 3, GOOD_FRIDAY),
    known(2026, 4, 6, EASTER_MONDAY),
    known(2026, 5, 4, EARLY_MAY),
    known(2026, 5, 25, SPRING),
    known(2026, 8, 31, SUMMER),
    known(2026, 12, 25, CHRISTMAS_DAY),
    known(2026, 12, 28, BOXING_DAY_SUBSTITUTE),
    known(2027, 1, 1, NEW_YEARS_DAY),
    known(2027, 3, 26, GOOD_FRIDAY),
    known(2027, 3, 29, EASTER_MONDAY),
    known(2027, 5, 3, EARLY_MAY),
    known(2027, 5, 31, SPRING),
    known(2027, 8, 30, SUMMER),
    known(2027, 12, 27, CHRISTMAS_DAY_SUBSTITUTE),
    known(2027, 12, 28, BOXING_DAY_SUBSTITUTE),
    known(2028, 1, 3, NEW_YEARS_DAY_SUBSTITUTE),
    known(2028, 4, 14, GOOD_FRIDAY),
    known(2028, 4, 17, EASTER_MONDAY),
    known(2028, 5, 1, EARLY_MAY),
    known(2028, 5, 29, SPRING),
    known(2028, 8, 28, SUMMER),
    known(2028, 12, 25, CHRISTMAS_DAY),
    known(2028, 12, 26, BOXING_DAY),
];

/// A holiday of the table that was known from the start.
const fn known(year: i32, month: u32, day: u32, name: &'static str) -> Holiday {
    always_known(date(year, month, day), name)
}

/// A holiday of the table that nobody knew of before `announced_on`.
const fn announced(year: i32, month: u32, day: u32, name: &'static str, announced_on: NaiveDate) -> Holiday {
    Holiday {
        date: date(year, month, day),
        name: Cow::Borrowed(name),
        announced_on: Some(announced_on),
        withdrawn_on: None,
    }
}

/// A date that everybody took for a holiday until it was moved away on `withdrawn_on`.
const fn withdrawn(year: i32, month: u32, day: u32, name: &'static str, withdrawn_on: NaiveDate) -> Holiday {
    Holiday {
        date: date(year, month, day),
        name: Cow::Borrowed(name),
        announced_on: None,
        withdrawn_on: Some(withdrawn_on),
    }
}

const fn always_known(date: NaiveDate, name: &'static str) -> Holiday {
    Holiday {
        date,
        name: Cow::Borrowed(name),
        announced_on: None,
        withdrawn_on: None,
    }
}

/// A date of the table. A slip in the table becomes the earliest date there is, which a test looks
/// for, so that the table can be built without a way to panic.
const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// A fixed-date holiday, or its substitute when it falls on a weekend: New Year's Day moves to the
/// Monday; Christmas Day and Boxing Day move two days on, past each other and the weekend.
fn substituted(
    year: i32,
    month: u32,
    day: u32,
    name: &'static str,
    substitute_name: &'static str,
) -> Option<(NaiveDate, &'static str)> {
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let days_later = match date.weekday() {
        Weekday::Sun if month == 1 => 1,
        Weekday::Sat | Weekday::Sun => 2,
        _ => return Some((date, name)),
    };
    let substitute = date.checked_add_days(Days::new(days_later))?;
    Some((substitute, substitute_name))
}

fn first_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1)
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 5)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 4))
}

/// Easter Sunday of the Gregorian calendar, by the anonymous computus (Meeus, Jones and Butcher).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let year_of_century = year.rem_euclid(100);
    let moon_correction = (century + 8) / 25;
    let solar_correction = (century - moon_correction + 1) / 3;
    let epact = (19 * golden + century - century / 4 - solar_correction + 15).rem_euclid(30);
    let weekday_gap =
        (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4).rem_euclid(7);
    let late_moon = (golden + 11 * epact + 22 * weekday_gap) / 451;
    let days_from_march = epact + weekday_gap - 7 * late_moon + 114;
    let month = u32::try_from(days_from_march / 31).ok()?;
    let day = u32::try_from(days_from_march % 31 + 1).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests;
