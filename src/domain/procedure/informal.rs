//! Settled at the point of delivery, outside the formal procedures.

use crate::domain::policy::{Anchor, ClockName, ClockRule};

/// No stages.
pub(super) const STAGES: u8 = 0;

/// Why there are none.
pub(super) const STAGES_SOURCE: &str =
    "informal resolution has no stages; convert it to a formal procedure first";

/// Where the length comes from.
pub(super) const SOURCE: &str = "Local practice: contact and resolve within 5 working days";

/// A target, set locally.
const RESPONSE_WORKING_DAYS: u16 = 5;

/// A comment whose maker asked for a reply has it within 10 working days, set locally.
const REPLY_WORKING_DAYS: u16 = 10;

/// The clock of an informal complaint and that of a reply. The first counts from receipt and may be moved as far as the complainant agrees.
pub(super) fn clocks() -> Vec<ClockRule> {
    let target = ClockRule::working_days(ClockName::Response, 0, Anchor::StageStart, RESPONSE_WORKING_DAYS);
    let reply = ClockRule::working_days(ClockName::Reply, 0, Anchor::StageStart, REPLY_WORKING_DAYS);
    [target.extendable_by_agreement(), reply]
        .into_iter()
        .chain(super::clocks_of_the_whole())
        .collect()
}
