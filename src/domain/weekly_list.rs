//! How pressing a clock is: the red, amber and green of the weekly list.

use chrono::NaiveDate;

use super::{calendar::Calendar, policy::Thresholds, word::Word};

/// How pressing a clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// Overdue, or within the red threshold.
    Red,
    /// Within the amber threshold.
    Amber,
    /// Further away, or held.
    Green,
}

impl Word for Colour {
    const ALL: &'static [Self] = &[Self::Red, Self::Amber, Self::Green];

    fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
        }
    }
}

/// The last due dates of each colour, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutOffs {
    /// What is due up to here is red.
    pub red_until: NaiveDate,
    /// What is due after that and up to here is amber.
    pub amber_until: NaiveDate,
}

impl CutOffs {
    /// Thresholds in working days as dates.
    pub fn of(thresholds: Thresholds, today: NaiveDate, calendar: &Calendar) -> Self {
        let until = |days_left: u16| {
            let beyond = calendar.add_working_days(today, days_left.saturating_add(1));
            beyond.pred_opt().unwrap_or(beyond)
        };
        Self {
            red_until: until(thresholds.red),
            amber_until: until(thresholds.amber),
        }
    }

    /// The colour of a due date; none for a clock that is held.
    pub fn colour(&self, due_on: Option<NaiveDate>) -> Colour {
        match due_on {
            Some(due_on) if due_on <= self.red_until => Colour::Red,
            Some(due_on) if due_on <= self.amber_until => Colour::Amber,
            _ => Colour::Green,
        }
    }
}

/// Working days from today to a due date, today not counted; negative where it has passed.
pub fn working_days_left(today: NaiveDate, due_on: NaiveDate, calendar: &Calendar) -> i32 {
    i32::from(calendar.working_days_between(today, due_on))
        - i32::from(calendar.working_days_between(due_on, today))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::testing::day;

    proptest! {
        /// The dates that SQL compares say the same as counting does.
        #[test]
        fn a_colour_is_the_working_days_left(
            today in 0_u64..2_000, due in 0_i64..200, red in 0_u16..10, more in 0_u16..10,
        ) {
            let calendar = Calendar::england_and_wales();
            let today = day("2022-01-01") + chrono::Days::new(today);
            let due_on = today + chrono::TimeDelta::days(due - 60);
            let thresholds = Thresholds { red, amber: red + more };
            let left = working_days_left(today, due_on, &calendar);
            let counted = if left <= i32::from(red) {
                Colour::Red
            } else if left <= i32::from(red + more) {
                Colour::Amber
            } else {
                Colour::Green
            };
            let cut_offs = CutOffs::of(thresholds, today, &calendar);
            prop_assert_eq!(cut_offs.colour(Some(due_on)), counted);
        }
    }

    #[test]
    fn what_is_due_today_has_no_day_left_and_yesterday_s_is_overdue() {
        let calendar = Calendar::england_and_wales();
        let left = |due_on: &str| working_days_left(day("2024-12-24"), day(due_on), &calendar);
        assert_eq!(
            (left("2024-12-24"), left("2024-12-23"), left("2024-12-27")),
            (0, -1, 1)
        );
    }
}
