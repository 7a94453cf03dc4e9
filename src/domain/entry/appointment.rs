//! The rows of running appointments.

use chrono::NaiveDate;

use crate::domain::{
    ids::{CodeId, RecordNumber},
    representation::{Representation, Role, State},
};

/// An appointment that takes an officer's time now. Its key is officer, representation and place; one that is over has no
/// row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentLine {
    /// The officer.
    pub officer: CodeId,
    /// The representation.
    pub number: RecordNumber,
    /// Its place among the appointments of the representation, from 1.
    pub place: u16,
    /// What for.
    pub role: Role,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// When.
    pub appointed_on: NaiveDate,
}

impl AppointmentLine {
    /// An appointment is over when it was ended, when its stage is, and when the representation is.
    pub(super) fn running(number: RecordNumber, state: &Representation) -> Vec<Self> {
        if !matches!(state.state(), State::Open | State::Answered | State::Deferred) {
            return Vec::new();
        }
        let appointed = (1_u16..).zip(&state.appointments);
        let running = appointed.filter(|(_, appointed)| {
            let stage = state.stage(appointed.appointment.stage);
            appointed.ended_on.is_none() && stage.is_none_or(|stage| stage.end.is_none())
        });
        running
            .map(|(place, appointed)| {
                let appointment = &appointed.appointment;
                Self {
                    officer: appointment.officer.clone(),
                    number,
                    place,
                    role: appointment.role,
                    stage: appointment.stage,
                    appointed_on: appointment.on,
                }
            })
            .collect()
    }
}
