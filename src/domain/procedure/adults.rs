//! Adult social care: SI 2009/309.

use crate::domain::policy::{Anchor, ClockName, ClockRule, TimeUnit};

/// One statutory stage.
pub(super) const STAGES: u8 = 1;

/// Why the stages are as they are.
pub(super) const STAGES_SOURCE: &str = "SI 2009/309: one stage, then the Ombudsman";

/// Where the lengths come from. The 20 working days are a local benchmark for the agreed response period.
pub(super) const SOURCE: &str =
    "SI 2009/309 regs 13 and 14; response period as agreed, benchmark 20 working days";

/// Acknowledgement, oral or written: 3 working days.
const ACKNOWLEDGEMENT_WORKING_DAYS: u16 = 3;
/// The response period until another is agreed.
const RESPONSE_WORKING_DAYS: u16 = 20;
/// Six months commencing on the day of receipt, longer only if agreed before they end (reg 14).
const LONGSTOP_MONTHS: u16 = 6;

/// The clocks.
pub(super) fn clocks() -> Vec<ClockRule> {
    use Anchor::StageStart;
    let days = ClockRule::working_days;
    vec![
        days(
            ClockName::Acknowledgement,
            1,
            StageStart,
            ACKNOWLEDGEMENT_WORKING_DAYS,
        ),
        days(ClockName::Response, 1, StageStart, RESPONSE_WORKING_DAYS).extendable_by_agreement(),
        days(ClockName::Longstop, 0, StageStart, LONGSTOP_MONTHS)
            .counted_in(TimeUnit::Months)
            .extendable_by_agreement(),
        days(
            ClockName::ResponseFromConversion,
            1,
            Anchor::Conversion,
            RESPONSE_WORKING_DAYS,
        )
        .extendable_by_agreement(),
    ]
    .into_iter()
    .chain(super::clocks_of_the_whole())
    .collect()
}
