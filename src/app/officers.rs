//! What officers hold and what they can take on.

use chrono::NaiveDate;

use super::App;
use crate::{
    domain::{
        ids::{AuthorityId, CodeId},
        limits,
        lists::{Code, List},
        reference::{Availability, Reference},
        representation::Role,
    },
    store::{
        StoreError,
        officers::{self, Running},
    },
};

/// An officer on a day.
#[derive(Debug, Clone)]
pub struct Officer {
    /// What was said of the officer.
    pub availability: Availability,
    /// How the code is displayed.
    pub display_name: String,
    /// What the officer holds now, by role.
    pub held: Vec<(Role, i64)>,
    /// How many more appointments there is room for; none if no capacity was said.
    pub room: Option<usize>,
    /// On that day, the last day of the absence.
    pub away_until: Option<NaiveDate>,
}

impl Officer {
    fn of(code: &Code, reference: &Reference, counted: &[(String, Role, i64)], on: NaiveDate) -> Self {
        let availability = reference.availability(&code.id);
        let own = counted.iter().filter(|(officer, ..)| officer == code.id.as_str());
        let held: Vec<(Role, i64)> = own.map(|(_, role, count)| (*role, *count)).collect();
        let total: i64 = held.iter().map(|(_, count)| count).sum();
        Self {
            display_name: code.display_name.clone(),
            room: availability.room_beside(usize::try_from(total).unwrap_or_default()),
            away_until: availability.away_until(on),
            held,
            availability,
        }
    }

    /// Whether the officer is there and may take another appointment, as far as anything was said.
    pub fn is_free(&self) -> bool {
        self.away_until.is_none() && self.room != Some(0)
    }
}

impl App {
    /// The officers whose codes are valid on a day, in the order of their list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn officers(
        &self,
        authority: &AuthorityId,
        reference: &Reference,
        on: NaiveDate,
    ) -> Result<Vec<Officer>, StoreError> {
        let codes = reference.list(List::Officers).codes();
        let valid: Vec<&Code> = codes.iter().filter(|code| code.is_valid_on(on)).collect();
        let ids = || valid.iter().map(|code| &code.id);
        let Some((first, last)) = ids().min().zip(ids().max()) else {
            return Ok(Vec::new());
        };
        let counted = officers::counted(&self.database, authority, first, last).await?;
        let of = |code: &&Code| Officer::of(code, reference, &counted, on);
        Ok(valid.iter().map(of).collect())
    }

    /// One officer with the first running appointments, at most [`limits::APPOINTMENTS_LISTED_MAX`]; none if the list has
    /// no such code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn officer(
        &self,
        authority: &AuthorityId,
        reference: &Reference,
        officer: &CodeId,
        on: NaiveDate,
    ) -> Result<Option<(Officer, Vec<Running>)>, StoreError> {
        let Some(code) = reference.list(List::Officers).code(officer.as_str()) else {
            return Ok(None);
        };
        let counted = officers::counted(&self.database, authority, officer, officer).await?;
        let most = i64::try_from(limits::APPOINTMENTS_LISTED_MAX).unwrap_or(i64::MAX);
        let running = officers::running(&self.database, authority, officer, most).await?;
        Ok(Some((Officer::of(code, reference, &counted, on), running)))
    }
}
