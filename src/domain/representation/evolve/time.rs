//! What lengthens and holds clocks.

use crate::domain::{
    ids::Position,
    ombudsman::numbered_mut,
    representation::{Event, GivenExtension, GivenPause, Representation},
};

impl Representation {
    pub(super) fn apply_time(&mut self, event: &Event, at: Position) {
        match event {
            Event::ClockExtended(extension) => {
                let stage = self.stage_of(extension.clock);
                self.extensions.push(GivenExtension {
                    extension: extension.clone(),
                    stage,
                    at,
                    revoked: None,
                });
            }
            Event::ExtensionRevoked {
                extension,
                revocation,
            } => {
                if let Some(given) = numbered_mut(&mut self.extensions, *extension) {
                    given.revoked = Some(revocation.clone());
                }
            }
            Event::ClockPaused(pause) => {
                let stage = self.stage_of(pause.clock);
                self.pauses.push(GivenPause {
                    pause: pause.clone(),
                    stage,
                    at,
                    until: None,
                    revoked: None,
                });
            }
            Event::ClockResumed { pause, on } => {
                if let Some(given) = numbered_mut(&mut self.pauses, *pause) {
                    given.until = Some(*on);
                }
            }
            Event::PauseRevoked { pause, revocation } => {
                if let Some(given) = numbered_mut(&mut self.pauses, *pause) {
                    given.revoked = Some(revocation.clone());
                }
            }
            _ => {}
        }
    }
}
