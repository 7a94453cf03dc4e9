//! Lists, policies and calendar as they would be: for a preview, which stores nothing.

use super::{PolicyDraft, Reference};
use crate::domain::{calendar::Holiday, ids::Position};

impl Reference {
    /// As if this holiday had been recorded last: running clocks count with it, stopped ones keep what was known.
    #[must_use]
    pub fn supposing_holiday(&self, holiday: &Holiday) -> Self {
        let mut supposed = self.clone();
        supposed.change_calendar(holiday, Position::MAX - 1);
        supposed
    }

    /// As if this policy had been in force all along in place of every version that governs the same. Its number is
    /// the one that it would get.
    #[must_use]
    pub fn supposing_policy(&self, draft: &PolicyDraft) -> Self {
        let mut supposed = self.clone();
        let number = self.next_policy_number();
        for policy in &mut supposed.policies {
            if policy.governs == draft.governs {
                let (valid_from, saved_at) = (policy.valid_from, policy.saved_at);
                *policy = draft.clone().numbered(number, saved_at);
                policy.valid_from = valid_from;
            }
        }
        supposed
    }
}
