//! What a client is narrowed to: the part of its authority's records that it may see.

use std::fmt;

use crate::domain::{history::Record, ids::CodeId, ombudsman::OmbudsmanCase, representation::Representation};

/// The part of the records that a client may see. Each thing that is named must hold; of a list, any of its codes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Narrowing {
    /// Only representations to which this officer is appointed, for anything, and until the appointment ends.
    pub officer: Option<CodeId>,
    /// Only representations of one of these teams, or with a concern that is about one of them.
    pub teams: Vec<CodeId>,
    /// Only representations and cases of one of these services.
    pub services: Vec<CodeId>,
}

impl Narrowing {
    /// Whether it names nothing, which would narrow nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a client that is narrowed so may see a record as it stands. What is neither a representation nor a case
    /// of the Ombudsman it never sees.
    pub fn sees(&self, record: &Record) -> bool {
        match record {
            Record::Representation(state) => self.sees_representation(state),
            Record::Case(state) => self.sees_case(state),
            _ => false,
        }
    }

    fn sees_representation(&self, state: &Representation) -> bool {
        let registration = &state.registration;
        let appointed = |officer: &CodeId| {
            let mut appointments = state.appointments.iter();
            appointments.any(|known| known.ended_on.is_none() && known.appointment.officer == *officer)
        };
        let concerns = registration.matter.concerns().iter();
        let mut teams = concerns
            .filter_map(|concern| concern.team.as_ref())
            .chain(&registration.team);
        self.officer.as_ref().is_none_or(appointed)
            && (self.teams.is_empty() || teams.any(|team| self.teams.contains(team)))
            && (self.services.is_empty() || self.services.contains(&registration.service))
    }

    /// Nobody is appointed to a case, and no team has one; its service alone says whose it is.
    fn sees_case(&self, state: &OmbudsmanCase) -> bool {
        let service = state.registration.service.as_ref();
        self.officer.is_none()
            && self.teams.is_empty()
            && service.is_some_and(|service| self.services.contains(service))
    }

    /// Reads what [`fmt::Display`] writes; none of any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let mut read = Self::default();
        for part in text.split(' ') {
            let (what, code) = part.split_once('=')?;
            let code = CodeId::parse(code).ok()?;
            match what {
                "officer" if read.officer.is_none() => read.officer = Some(code),
                "team" => read.teams.push(code),
                "service" => read.services.push(code),
                _ => return None,
            }
        }
        Some(read)
    }
}

/// One text for each narrowing, such as `officer=investigator service=highways`.
impl fmt::Display for Narrowing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let officers = self.officer.iter().map(|code| ("officer", code));
        let teams = self.teams.iter().map(|code| ("team", code));
        let services = self.services.iter().map(|code| ("service", code));
        for (place, (what, code)) in officers.chain(teams).chain(services).enumerate() {
            let before = if place == 0 { "" } else { " " };
            write!(f, "{before}{what}={code}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrowing_is_read_as_it_is_written() {
        for text in [
            "officer=investigator",
            "team=potholes team=hospital service=highways",
        ] {
            let read = Narrowing::parse(text).expect("a narrowing");
            assert_eq!(read.to_string(), text);
        }
        for bad in [
            "",
            "officer",
            "officer=a officer=b",
            "role=admin",
            "team=Two Words",
        ] {
            assert_eq!(Narrowing::parse(bad), None, "{bad}");
        }
    }
}
