//! Children's social care: SI 2006/1738 with "Getting the Best from Complaints" (2006).

use crate::domain::policy::{Anchor, ClockName, ClockRule};

/// Local resolution, investigation, review panel.
pub(super) const STAGES: u8 = 3;

/// Why the stages are as they are.
pub(super) const STAGES_SOURCE: &str =
    "SI 2006/1738: local resolution, investigation and review panel; a valid request is not refused";

/// Where the lengths come from. The acknowledgement is local practice: the regulations set no number.
pub(super) const SOURCE: &str = "SI 2006/1738 with Getting the Best from Complaints; stage 3 request: reg 18";

/// Acknowledgement: 3 working days, a local choice between the 2, 3 and 5 in use.
const ACKNOWLEDGEMENT_WORKING_DAYS: u16 = 3;
/// Stage 1: 10 working days, extendable to 20 where it is complex or an advocate is being arranged.
const STAGE_1_WORKING_DAYS: (u16, u16) = (10, 20);
/// The request for stage 2 is advised within 20 working days; no law bars a later one.
const STAGE_2_REQUEST_WORKING_DAYS: u16 = 20;
/// Stage 2, adjudication included: 25 working days, extendable to 65.
const STAGE_2_WORKING_DAYS: (u16, u16) = (25, 65);
/// The request for stage 3 must come within 20 working days of the stage 2 response (reg 18).
const STAGE_3_REQUEST_WORKING_DAYS: u16 = 20;
/// The request for stage 3 is acknowledged within 2 working days.
const STAGE_3_ACKNOWLEDGEMENT_WORKING_DAYS: u16 = 2;
/// Stage 3 as a whole: the panel meets within 30 (reg 19(4)), reports within 5, the authority answers within 15.
const STAGE_3_WORKING_DAYS: u16 = 30 + 5 + 15;

/// The clocks. Stage 2 counts from the request, the stricter of the two readings in use.
pub(super) fn clocks() -> Vec<ClockRule> {
    use Anchor::{StageEnd, StageStart};
    use ClockName::{Acknowledgement, RequestWindow, Response};
    let days = ClockRule::working_days;
    vec![
        days(Acknowledgement, 1, StageStart, ACKNOWLEDGEMENT_WORKING_DAYS),
        days(Response, 1, StageStart, STAGE_1_WORKING_DAYS.0).extendable_to(STAGE_1_WORKING_DAYS.1),
        days(RequestWindow, 1, StageEnd, STAGE_2_REQUEST_WORKING_DAYS),
        days(Response, 2, StageStart, STAGE_2_WORKING_DAYS.0).extendable_to(STAGE_2_WORKING_DAYS.1),
        days(RequestWindow, 2, StageEnd, STAGE_3_REQUEST_WORKING_DAYS).hard(),
        days(
            Acknowledgement,
            3,
            StageStart,
            STAGE_3_ACKNOWLEDGEMENT_WORKING_DAYS,
        ),
        days(Response, 3, StageStart, STAGE_3_WORKING_DAYS),
    ]
}
