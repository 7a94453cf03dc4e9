//! Enquiries, and comments on a draft decision.

use chrono::NaiveDate;

use super::{already, later_than};
use crate::domain::{
    limits,
    ombudsman::{DraftResponse, EnquiryKind, Event, Extended, OmbudsmanCase, numbered},
    reference::Reference,
    refusal::Refusal,
    representation::decide::{not_before, within_limit},
};

impl OmbudsmanCase {
    pub(super) fn record_enquiry(
        &self,
        kind: EnquiryKind,
        received_on: NaiveDate,
        letter_due_on: Option<NaiveDate>,
    ) -> Result<Event, Refusal> {
        self.undecided()?;
        not_before(received_on, self.registration.received_on)?;
        not_before(letter_due_on.unwrap_or(received_on), received_on)?;
        within_limit(self.enquiries.len(), limits::ENQUIRIES_MAX, "enquiries")?;
        Ok(Event::EnquiryRecorded {
            kind,
            received_on,
            letter_due_on,
        })
    }

    /// The Ombudsman may agree to a later answer as often as it likes, and after the date that was due.
    pub(super) fn extend_enquiry(
        &self,
        enquiry: u8,
        to: Extended,
        reference: &Reference,
    ) -> Result<Event, Refusal> {
        let known = numbered(&self.enquiries, enquiry).ok_or(Refusal::EnquiryUnknown { enquiry })?;
        already("the answer", known.answered.map(|(on, _)| on))?;
        self.undecided()?;
        let earlier = known.extended.map(|extended| extended.agreed_on);
        not_before(to.agreed_on, earlier.unwrap_or(known.received_on))?;
        let clocks = self.clocks(reference);
        if let Some(due) = numbered(&clocks.enquiries, enquiry).and_then(|clock| clock.due) {
            later_than(due.agreed_on, to.due_on)?;
        }
        Ok(Event::EnquiryExtended { enquiry, to })
    }

    pub(super) fn answer_enquiry(&self, enquiry: u8, on: NaiveDate) -> Result<Event, Refusal> {
        let known = numbered(&self.enquiries, enquiry).ok_or(Refusal::EnquiryUnknown { enquiry })?;
        already("the answer", known.answered.map(|(on, _)| on))?;
        not_before(on, known.received_on)?;
        Ok(Event::EnquiryAnswered { enquiry, on })
    }

    pub(super) fn record_draft(
        &self,
        on: NaiveDate,
        letter_due_on: Option<NaiveDate>,
    ) -> Result<Event, Refusal> {
        self.undecided()?;
        let earlier = self.drafts.last().map(|draft| draft.received_on);
        not_before(on, earlier.unwrap_or(self.registration.received_on))?;
        not_before(letter_due_on.unwrap_or(on), on)?;
        within_limit(self.drafts.len(), limits::DRAFTS_MAX, "draft decisions")?;
        Ok(Event::DraftReceived { on, letter_due_on })
    }

    pub(super) fn comment_on_draft(
        &self,
        draft: u8,
        on: NaiveDate,
        response: DraftResponse,
    ) -> Result<Event, Refusal> {
        let known = numbered(&self.drafts, draft).ok_or(Refusal::DraftUnknown { draft })?;
        already("the comment", known.commented.map(|(_, on, _)| on))?;
        self.undecided()?;
        not_before(on, known.received_on)?;
        Ok(Event::DraftCommented { draft, on, response })
    }
}
