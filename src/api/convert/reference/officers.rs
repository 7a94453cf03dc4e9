//! What officers can take on, and what they hold.

use super::steps::draft;
use crate::{
    api::{
        convert::{Reader, dates::date, values::Wire},
        names, wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    app::officers::Officer,
    domain::{
        ids::AuthorityId,
        limits,
        lists::List,
        reference::{Absence, Availability, Command},
    },
    store::officers::Running,
};

impl WriteRequest for wire::SaveAvailabilityRequest {
    const METHOD: &'static str = "SaveAvailability";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            officer,
            availability,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let officer = reader.code("officer", List::Officers, &officer, None);
        let availability = reader.required("availability", availability);
        let wire::Availability {
            commissioned,
            capacity,
            absences,
        } = availability?;
        let capacity = reader.number("availability.capacity", capacity, 0, limits::CAPACITY_MAX);
        let absences = reader.at_most("availability.absences", absences, limits::ABSENCES_MAX);
        let absences = absences.map(|absences| {
            let numbered = absences.into_iter().enumerate();
            numbered
                .map(|(place, absence)| {
                    reader.within(format_args!("availability.absences[{place}]"), |reader| {
                        read_absence(reader, absence)
                    })
                })
                .collect::<Vec<_>>()
        });
        let availability = Availability {
            officer: officer?,
            commissioned,
            capacity: capacity.map(|capacity| Some(capacity).filter(|capacity| *capacity > 0))?,
            absences: absences?.into_iter().collect::<Option<Vec<_>>>()?,
        };
        Some(draft(Command::SaveAvailability(availability), terms?))
    }
}

fn read_absence(reader: &mut Reader<'_>, absence: wire::Absence) -> Option<Absence> {
    let wire::Absence {
        from_date,
        until_date,
    } = absence;
    let from = reader.date("from_date", from_date);
    let until = reader.date("until_date", until_date);
    let (from, until) = from.zip(until)?;
    if until < from {
        reader.refuse("until_date", "must not be before the first day");
        return None;
    }
    Some(Absence { from, until })
}

/// An officer.
pub fn officer(officer: Officer) -> wire::Officer {
    let Officer {
        availability,
        display_name,
        held,
        room,
        away_until,
    } = officer;
    let Availability {
        officer,
        commissioned,
        capacity,
        absences,
    } = availability;
    let absences = absences.iter().map(|absence| wire::Absence {
        from_date: Some(date(absence.from)),
        until_date: Some(date(absence.until)),
    });
    let held = held.into_iter().map(|(role, count)| wire::HeldRole {
        role: role.to_wire(),
        count: i32::try_from(count).unwrap_or(i32::MAX),
    });
    wire::Officer {
        officer: officer.to_string(),
        display_name,
        availability: Some(wire::Availability {
            commissioned,
            capacity: capacity.map_or(0, i32::from),
            absences: absences.collect(),
        }),
        held: held.collect(),
        room: room.map(|room| i32::try_from(room).unwrap_or(i32::MAX)),
        away_until_date: away_until.map(date),
        appointments: Vec::new(),
    }
}

/// An appointment that is not over.
pub fn running(authority: &AuthorityId, running: &Running) -> wire::RunningAppointment {
    wire::RunningAppointment {
        representation: names::representation(authority, running.number),
        role: running.role.to_wire(),
        stage: i32::try_from(running.stage).unwrap_or_default(),
        appointed_date: Some(date(running.appointed_on)),
    }
}
