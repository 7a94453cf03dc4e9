//! Working days, counted by walking from day to day (SI 2006/1738 reg 2). The table of bank holidays was typed in by
//! hand from the government's own list.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate, Weekday};

/// England and Wales, 2010 to 2028: year, then month and day of each.
const BANK_HOLIDAYS: [Year; 19] = [
    (
        2010,
        &[
            (1, 1),
            (4, 2),
            (4, 5),
            (5, 3),
            (5, 31),
            (8, 30),
            (12, 27),
            (12, 28),
        ],
    ),
    (
        2011,
        &[
            (1, 3),
            (4, 22),
            (4, 25),
            (4, 29),
            (5, 2),
            (5, 30),
            (8, 29),
            (12, 26),
            (12, 27),
        ],
    ),
    (
        2012,
        &[
            (1, 2),
            (4, 6),
            (4, 9),
            (5, 7),
            (6, 4),
            (6, 5),
            (8, 27),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2013,
        &[
            (1, 1),
            (3, 29),
            (4, 1),
            (5, 6),
            (5, 27),
            (8, 26),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2014,
        &[
            (1, 1),
            (4, 18),
            (4, 21),
            (5, 5),
            (5, 26),
            (8, 25),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2015,
        &[
            (1, 1),
            (4, 3),
            (4, 6),
            (5, 4),
            (5, 25),
            (8, 31),
            (12, 25),
            (12, 28),
        ],
    ),
    (
        2016,
        &[
            (1, 1),
            (3, 25),
            (3, 28),
            (5, 2),
            (5, 30),
            (8, 29),
            (12, 26),
            (12, 27),
        ],
    ),
    (
        2017,
        &[
            (1, 2),
            (4, 14),
            (4, 17),
            (5, 1),
            (5, 29),
            (8, 28),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2018,
        &[
            (1, 1),
            (3, 30),
            (4, 2),
            (5, 7),
            (5, 28),
            (8, 27),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2019,
        &[
            (1, 1),
            (4, 19),
            (4, 22),
            (5, 6),
            (5, 27),
            (8, 26),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2020,
        &[
            (1, 1),
            (4, 10),
            (4, 13),
            (5, 8),
            (5, 25),
            (8, 31),
            (12, 25),
            (12, 28),
        ],
    ),
    (
        2021,
        &[
            (1, 1),
            (4, 2),
            (4, 5),
            (5, 3),
            (5, 31),
            (8, 30),
            (12, 27),
            (12, 28),
        ],
    ),
    (
        2022,
        &[
            (1, 3),
            (4, 15),
            (4, 18),
            (5, 2),
            (6, 2),
            (6, 3),
            (8, 29),
            (9, 19),
            (12, 26),
            (12, 27),
        ],
    ),
    (
        2023,
        &[
            (1, 2),
            (4, 7),
            (4, 10),
            (5, 1),
            (5, 8),
            (5, 29),
            (8, 28),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2024,
        &[
            (1, 1),
            (3, 29),
            (4, 1),
            (5, 6),
            (5, 27),
            (8, 26),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2025,
        &[
            (1, 1),
            (4, 18),
            (4, 21),
            (5, 5),
            (5, 26),
            (8, 25),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2026,
        &[
            (1, 1),
            (4, 3),
            (4, 6),
            (5, 4),
            (5, 25),
            (8, 31),
            (12, 25),
            (12, 28),
        ],
    ),
    (
        2027,
        &[
            (1, 1),
            (3, 26),
            (3, 29),
            (5, 3),
            (5, 31),
            (8, 30),
            (12, 27),
            (12, 28),
        ],
    ),
    (
        2028,
        &[
            (1, 3),
            (4, 14),
            (4, 17),
            (5, 1),
            (5, 29),
            (8, 28),
            (12, 25),
            (12, 26),
        ],
    ),
];

/// Year, month and day.
type Day = (i32, u32, u32);
/// The months and days of the holidays of a year.
type Year = (i32, &'static [(u32, u32)]);

/// Days that became holidays late: the day, and when that was made known.
const ANNOUNCED: [(Day, Day); 2] = [((2022, 9, 19), (2022, 9, 9)), ((2023, 5, 8), (2022, 11, 10))];

/// A date.
pub fn ymd((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// The day after.
pub fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().expect("a day after")
}

/// The day before.
pub fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().expect("a day before")
}

/// Days that are not counted beside weekends and holidays: from the first up to the second, which counts again. None
/// for as long as may be.
pub type Gap = (NaiveDate, Option<NaiveDate>);

/// Which days are holidays, as it was known at some time.
pub struct Calendar {
    holidays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// As it is known now, or as it was known on a date.
    pub fn known(on: Option<NaiveDate>) -> Self {
        let dates = BANK_HOLIDAYS
            .iter()
            .flat_map(|(year, days)| days.iter().map(|(month, day)| ymd((*year, *month, *day))));
        let unknown = |date: &NaiveDate| {
            ANNOUNCED.iter().any(|(holiday, announced)| {
                ymd(*holiday) == *date && on.is_some_and(|on| on < ymd(*announced))
            })
        };
        Self {
            holidays: dates.filter(|date| !unknown(date)).collect(),
        }
    }

    /// Whether a day is a working day.
    pub fn works(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// The N-th working day strictly after a date, without the days of the gaps. None if a gap never ends.
    pub fn after(&self, date: NaiveDate, days: i32, gaps: &[Gap]) -> Option<NaiveDate> {
        let (mut day, mut counted) = (date, 0);
        while counted < days {
            day = next(day);
            if gaps.iter().any(|(from, until)| until.is_none() && day >= *from) {
                return None;
            }
            counted += i32::from(self.works(day) && !in_a_gap(day, gaps));
        }
        Some(day)
    }

    /// The N-th working day strictly before a date.
    pub fn back(&self, date: NaiveDate, days: i32) -> NaiveDate {
        let (mut day, mut counted) = (date, 0);
        while counted < days {
            day = before(day);
            counted += i32::from(self.works(day));
        }
        day
    }

    /// How many working days there are after one date and up to another; 0 if that is not later.
    pub fn taken(&self, from: NaiveDate, to: NaiveDate, gaps: &[Gap]) -> i32 {
        let (mut day, mut counted) = (from, 0);
        while day < to {
            day = next(day);
            counted += i32::from(self.works(day) && !in_a_gap(day, gaps));
        }
        counted
    }
}

fn in_a_gap(day: NaiveDate, gaps: &[Gap]) -> bool {
    gaps.iter()
        .any(|(from, until)| *from <= day && until.is_none_or(|until| day < until))
}

/// The corresponding date so many months later; a month that is too short ends on its last day.
pub fn months_after(date: NaiveDate, months: i32) -> NaiveDate {
    let months = Months::new(u32::try_from(months).unwrap_or_default());
    date.checked_add_months(months).expect("a date months later")
}

/// The last day of so many months that commence on a date: the day before the corresponding one, or the last of a month
/// that has none (Dodds v Walker [1981] 1 WLR 1027).
pub fn months_commencing(date: NaiveDate, months: i32) -> NaiveDate {
    let corresponding = months_after(date, months);
    if corresponding.day() == date.day() {
        before(corresponding)
    } else {
        corresponding
    }
}

/// The vectors that domain experts reckoned by hand.
#[test]
fn the_walk_ends_where_it_was_reckoned_by_hand() {
    let vectors = [
        ((2023, 12, 22), 10, (2024, 1, 10)),
        ((2024, 3, 28), 10, (2024, 4, 15)),
        ((2022, 9, 8), 10, (2022, 9, 23)),
        ((2023, 4, 6), 20, (2023, 5, 10)),
        ((2022, 12, 16), 25, (2023, 1, 25)),
        ((2023, 4, 3), 65, (2023, 7, 10)),
        ((2022, 6, 1), 30, (2022, 7, 15)),
        ((2020, 5, 1), 5, (2020, 5, 11)),
        ((2024, 12, 20), 50, (2025, 3, 5)),
        ((2027, 12, 24), 3, (2027, 12, 31)),
    ];
    let calendar = Calendar::known(None);
    for (from, days, due) in vectors {
        assert_eq!(
            calendar.after(ymd(from), days, &[]),
            Some(ymd(due)),
            "{days} after {from:?}"
        );
    }
    let year = calendar.taken(ymd((2023, 3, 31)), ymd((2024, 3, 31)), &[]);
    assert_eq!(year, 250, "working days of 2023/24");
    let then = Calendar::known(Some(ymd((2022, 9, 8))));
    assert_eq!(then.after(ymd((2022, 9, 8)), 10, &[]), Some(ymd((2022, 9, 22))));
}
