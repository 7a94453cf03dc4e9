//! When officers can be given work: investigators and independent persons are few, often commissioned from outside, and
//! booked weeks ahead.

use chrono::NaiveDate;

use crate::domain::ids::CodeId;

/// Days on which an officer takes nothing on, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, not before the first.
    pub until: NaiveDate,
}

/// What an officer can take on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// From the list of officers: a post or a number, never a name.
    pub officer: CodeId,
    /// Whether the officer is commissioned from outside the authority.
    pub commissioned: bool,
    /// Appointments that the officer can hold at a time; none if nothing was said.
    pub capacity: Option<u8>,
    /// When the officer is away; at most [`crate::domain::limits::ABSENCES_MAX`].
    pub absences: Vec<Absence>,
}

impl Availability {
    /// What is known of an officer of whom nothing was said.
    pub fn unknown(officer: CodeId) -> Self {
        Self {
            officer,
            commissioned: false,
            capacity: None,
            absences: Vec::new(),
        }
    }

    /// The last day of the absence that a day falls into.
    pub fn away_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        let absence = |absence: &&Absence| absence.from <= day && day <= absence.until;
        self.absences
            .iter()
            .filter(absence)
            .map(|absence| absence.until)
            .max()
    }

    /// How many more appointments the officer can take beside those held; none if no capacity was said. Never below 0:
    /// an officer may be given more than was agreed.
    pub fn room_beside(&self, held: usize) -> Option<usize> {
        self.capacity
            .map(|capacity| usize::from(capacity).saturating_sub(held))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{code, day};

    #[test]
    fn an_officer_is_away_on_both_ends_of_an_absence() {
        let mut officer = Availability::unknown(code("io-7"));
        assert_eq!(officer.away_until(day("2026-08-03")), None);
        officer.absences = vec![
            Absence {
                from: day("2026-08-03"),
                until: day("2026-08-14"),
            },
            Absence {
                from: day("2026-08-14"),
                until: day("2026-08-21"),
            },
        ];
        assert_eq!(officer.away_until(day("2026-08-02")), None);
        assert_eq!(officer.away_until(day("2026-08-03")), Some(day("2026-08-14")));
        assert_eq!(officer.away_until(day("2026-08-14")), Some(day("2026-08-21")));
        assert_eq!(officer.away_until(day("2026-08-22")), None);
    }

    #[test]
    fn room_is_what_the_capacity_leaves() {
        let mut officer = Availability::unknown(code("io-7"));
        assert_eq!(officer.room_beside(1), None);
        officer.capacity = Some(2);
        assert_eq!(
            [0, 1, 2, 3].map(|held| officer.room_beside(held)),
            [2, 1, 0, 0].map(Some)
        );
    }
}
