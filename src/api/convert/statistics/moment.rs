//! The moment that figures are asked for, as it is read.

use chrono::{DateTime, SubsecRound, Utc};
use prost_types::Timestamp;

use crate::{api::convert::Violation, domain::ids::Position};

/// Where in the log to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// At its end.
    Now,
    /// At a position.
    Position(Position),
    /// As it stood at an instant.
    AsAt(DateTime<Utc>),
}

/// Reads a position, of which 0 stands for none, or a moment.
///
/// # Errors
/// What is wrong with them.
pub fn moment(position: i64, as_at: Option<Timestamp>) -> Result<Moment, Violation> {
    let wrong = |field: &str, description: &str| Violation {
        field: field.to_owned(),
        description: description.to_owned(),
    };
    match (position, as_at) {
        (..0, _) => Err(wrong("position", "must not be negative")),
        (0, None) => Ok(Moment::Now),
        (position, None) => Ok(Moment::Position(position)),
        (0, Some(Timestamp { seconds, nanos })) => {
            let nanos = u32::try_from(nanos).ok().filter(|nanos| *nanos < 1_000_000_000);
            let instant = nanos.and_then(|nanos| DateTime::from_timestamp(seconds, nanos));
            // Instants are recorded to the microsecond, so that what is cut off here never tells two apart.
            let instant = instant.map(|instant| instant.trunc_subsecs(6));
            instant
                .map(Moment::AsAt)
                .ok_or_else(|| wrong("as_at", "must be an instant"))
        }
        (_, Some(_)) => Err(wrong("as_at", "must not be given together with a position")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_position_or_an_instant_and_not_both() {
        let noon = Timestamp {
            seconds: 1_700_000_000,
            nanos: 999_999_999,
        };
        assert_eq!(moment(0, None), Ok(Moment::Now));
        assert_eq!(moment(7, None), Ok(Moment::Position(7)));
        let cut = DateTime::from_timestamp(1_700_000_000, 999_999_000).expect("an instant");
        assert_eq!(moment(0, Some(noon)), Ok(Moment::AsAt(cut)));
        let never = Timestamp {
            seconds: i64::MAX,
            nanos: -1,
        };
        for (position, as_at, field) in [
            (7, Some(noon), "as_at"),
            (-1, None, "position"),
            (-1, Some(noon), "position"),
            (0, Some(never), "as_at"),
        ] {
            assert_eq!(moment(position, as_at).expect_err("wrong").field, field);
        }
    }
}
