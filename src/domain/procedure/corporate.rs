//! Everything else: the Ombudsman's Complaint Handling Code (2024), and the older local policies before it.

use crate::domain::policy::{Anchor, ClockName, ClockRule};

/// Two stages, whichever policy.
pub(super) const STAGES: u8 = 2;

/// Why the stages are as they are.
pub(super) const STAGES_SOURCE: &str = "Complaint Handling Code section 6: two stages, the second final";

/// Where the Code's lengths come from.
pub(super) const CODE_SOURCE: &str =
    "Complaint Handling Code 6.2 to 6.5; request for stage 2 by local policy";

/// Where the older lengths come from.
pub(super) const LOCAL_SOURCE: &str =
    "Local corporate complaints policy from before the Code: 10 and 20 working days";

/// Acknowledging and logging, at each stage: 5 working days (Code 6.2).
const ACKNOWLEDGEMENT_WORKING_DAYS: u16 = 5;
/// Stage 1: 10 working days, and no more than 10 beyond without good reason (Code 6.3 to 6.5; older: 10).
const STAGE_1_WORKING_DAYS: (u16, u16) = (10, 20);
/// Asking for stage 2: the Code fixes no time; 20 working days is one of those in use.
const STAGE_2_REQUEST_WORKING_DAYS: u16 = 20;
/// Stage 2: 20 working days, and no more than 20 beyond without good reason (older: 20).
const STAGE_2_WORKING_DAYS: (u16, u16) = (20, 40);

/// The Code's clocks: responses count from the acknowledgement.
pub(super) fn code_clocks() -> Vec<ClockRule> {
    let mut clocks = response_clocks(Anchor::Acknowledgement);
    clocks.extend([1, 2].map(|stage| {
        let length = ACKNOWLEDGEMENT_WORKING_DAYS;
        ClockRule::working_days(ClockName::Acknowledgement, stage, Anchor::StageStart, length)
    }));
    clocks
}

/// The older clocks: responses count from receipt, and nothing times the acknowledgement.
pub(super) fn local_clocks() -> Vec<ClockRule> {
    response_clocks(Anchor::StageStart)
}

fn response_clocks(anchor: Anchor) -> Vec<ClockRule> {
    let days = ClockRule::working_days;
    let (length, most) = STAGE_1_WORKING_DAYS;
    let clocks = [
        days(ClockName::Response, 1, anchor, length).extendable_to(most),
        days(ClockName::ResponseFromConversion, 1, Anchor::Conversion, length).extendable_to(most),
        days(
            ClockName::RequestWindow,
            1,
            Anchor::StageEnd,
            STAGE_2_REQUEST_WORKING_DAYS,
        ),
        days(ClockName::Response, 2, anchor, STAGE_2_WORKING_DAYS.0).extendable_to(STAGE_2_WORKING_DAYS.1),
    ];
    super::clocks_of_the_whole().into_iter().chain(clocks).collect()
}
