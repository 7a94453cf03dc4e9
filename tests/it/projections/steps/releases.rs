//! Random steps of releases, with a chance of their own, as editions have.

use chrono::NaiveDate;
use redress::api::{
    convert::dates::date as on_the_wire,
    wire::{self, ReleaseState},
};
use tonic::Code;

use super::Chance;
use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    releases::{preview, publication, southmere},
};

/// How many releases a course previews: each is attacked together with all before it.
const MOST: usize = 3;

/// The releases of a course.
pub struct Releases {
    chance: Chance,
    pub released: Vec<wire::Release>,
}

impl Releases {
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed.rotate_left(17)),
            released: Vec::new(),
        }
    }

    pub async fn step(&mut self, register: &Register<'_>, today: NaiveDate) {
        let officer = register.officer();
        let today = on_the_wire(today);
        if self.released.is_empty() || (self.released.len() < MOST && self.chance.below(4) == 0) {
            // What would give somebody away is refused, and may be later.
            match officer.preview_release(preview()).await {
                Ok(previewed) => self.released.push(previewed),
                Err(refused) => assert_eq!(refused.code(), Code::FailedPrecondition, "{refused:?}"),
            }
            return;
        }
        let back = self.chance.below(self.released.len().min(3)) + 1;
        let name = self.released[self.released.len() - back].name.clone();
        let next = officer.get_release(&name).await.expect("the release");
        // Mostly the next step; some are refused, as any of this may be.
        let step = match next.state() {
            ReleaseState::Previewed if self.chance.below(4) > 0 => 0,
            ReleaseState::SignedOff if self.chance.below(4) > 0 => 1,
            _ => self.chance.below(4),
        };
        let _answer = match step {
            0 => officer.sign_off_release(&name, today).await,
            1 => {
                let request = wire::PublishReleaseRequest {
                    published_date: Some(today),
                    ..publication(&name, &[SOUTHMERE])
                };
                officer.publish_release(request).await
            }
            2 => officer.withdraw_release(&name, today).await,
            _ => Ok(next),
        };
        southmere(register).pull(SOUTHMERE, 0).await.expect("a pull");
    }
}

impl super::Simulation {
    /// Every text that was previewed, with its digest, as it is now.
    pub async fn releases(&self, register: &Register<'_>) -> Vec<(String, String)> {
        let officer = register.officer();
        let mut texts = Vec::new();
        for release in &self.releases.released {
            let read = officer.get_release(&release.name).await.expect("the release");
            assert_eq!((&read.text, &read.digest), (&release.text, &release.digest));
            assert!(read.name.starts_with(NORTHWICK));
            texts.push((read.text, read.digest));
        }
        texts
    }
}
