//! Random steps of editions of reports. They have a chance of their own, so that the rest of a course is as it would be
//! without them.

use chrono::NaiveDate;
use redress::api::{
    convert::dates::date as on_the_wire,
    wire::{self, Audience, EditionState, View},
};

use super::Chance;
use crate::harness::{
    NORTHWICK,
    caller::Caller,
    editions::{approval, preparation, response},
};

/// The editions of a course, and what was told of their tables when they were prepared or restated.
pub struct Editions {
    chance: Chance,
    pub names: Vec<String>,
}

impl Editions {
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(!seed),
            names: Vec::new(),
        }
    }

    pub async fn step(&mut self, officer: &Caller, today: NaiveDate) {
        let today = on_the_wire(today);
        if self.names.len() < 2 || self.chance.below(8) == 0 {
            let mut new = preparation();
            let report = self.chance.one_of(&["children_annual", "ombudsman_annual"]);
            new.report = format!("{NORTHWICK}/reports/{report}");
            new.audience = self
                .chance
                .one_of(&[Audience::Public, Audience::Authority])
                .into();
            let prepared = officer.prepare_edition(new).await.expect("an edition");
            self.names.push(prepared.name);
            return;
        }
        let back = self.chance.below(self.names.len().min(3)) + 1;
        let name = &self.names[self.names.len() - back];
        let next = officer.get_edition(name, View::Basic).await.expect("the edition");
        // Mostly the next step; some are refused, as any of this may be.
        let step = match (next.state(), next.approvals.len()) {
            (EditionState::Prepared, approvals) if self.chance.below(4) > 0 => approvals,
            _ => self.chance.below(6),
        };
        let _answer = match step {
            0 => {
                officer
                    .approve_edition(name, approval("head_of_service", today))
                    .await
            }
            1 => officer.approve_edition(name, approval("director", today)).await,
            2 => officer.publish_edition(name, today).await,
            3 => {
                officer
                    .record_response(name, response(today, "What the council said."))
                    .await
            }
            _ => officer.restate(name, 0, "What came late.").await,
        };
    }
}

impl super::Simulation {
    /// Every edition as it is now, with its tables made again.
    pub async fn editions(&self, officer: &Caller) -> Vec<wire::Edition> {
        let mut editions = Vec::new();
        for name in &self.editions.names {
            editions.push(
                officer
                    .made_again(name)
                    .await
                    .expect("tables as they were pinned"),
            );
        }
        editions
    }
}
