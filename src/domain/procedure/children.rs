//! Children's social care: SI 2006/1738 with "Getting the Best from Complaints" (2006).

use crate::domain::policy::{
    Anchor::{self, StageEnd, StageStart},
    ClockName::{
        self, Acknowledgement, PanelChair, PanelMeeting, PanelPapers, PanelReport, PanelResponse,
        RequestWindow, Response, ResponseFromConversion, ResponseFromStatement,
    },
    ClockRule, TimeUnit,
};

/// Local resolution, investigation, review panel.
pub(super) const STAGES: u8 = 3;

/// Why the stages are as they are.
pub(super) const STAGES_SOURCE: &str =
    "SI 2006/1738: local resolution, investigation and review panel; a valid request is not refused";

/// Where the lengths come from. The acknowledgement is local practice: the regulations set no number.
pub(super) const SOURCE: &str = "SI 2006/1738 with Getting the Best from Complaints; stage 3 request: reg 18";

/// Why a request for a later stage is not refused.
pub(super) const NO_REFUSAL_SOURCE: &str = "Ombudsman's decisions 20 003 792, 20 012 689, 21 007 738 and \
                                            24 016 713: once the statutory procedure applies, it is gone through";

/// Acknowledgement: 3 working days, a local choice between the 2, 3 and 5 in use.
const ACKNOWLEDGEMENT_WORKING_DAYS: u16 = 3;
/// Stage 1: 10 working days, extendable to 20 where it is complex or an advocate is being arranged; waiting for an
/// advocate holds it no longer than that either.
const STAGE_1_WORKING_DAYS: (u16, u16) = (10, 20);
/// The request for stage 2 is advised within 20 working days; no law bars a later one.
const STAGE_2_REQUEST_WORKING_DAYS: u16 = 20;
/// Stage 2, adjudication included: 25 working days, extendable to 65.
const STAGE_2_WORKING_DAYS: (u16, u16) = (25, 65);
/// The request for stage 3 must come within 20 working days of the stage 2 response (reg 18).
const STAGE_3_REQUEST_WORKING_DAYS: u16 = 20;
/// The request for stage 3 is acknowledged within 2 working days (Getting the Best from Complaints).
const STAGE_3_ACKNOWLEDGEMENT_WORKING_DAYS: u16 = 2;
/// The chair of the panel is appointed within 10 working days of the request.
const PANEL_CHAIR_WORKING_DAYS: u16 = 10;
/// The papers go out at least 10 working days before the panel meets.
const PANEL_PAPERS_WORKING_DAYS: u16 = 10;
/// The panel meets within 30 working days of the request (reg 19(4)).
const PANEL_MEETING_WORKING_DAYS: u16 = 30;
/// The panel reports within 5 working days of its meeting (reg 20).
const PANEL_REPORT_WORKING_DAYS: u16 = 5;
/// The authority answers within 15 working days of the report (reg 20).
const PANEL_RESPONSE_WORKING_DAYS: u16 = 15;
/// Stage 3 as a whole.
const STAGE_3_WORKING_DAYS: u16 =
    PANEL_MEETING_WORKING_DAYS + PANEL_REPORT_WORKING_DAYS + PANEL_RESPONSE_WORKING_DAYS;

/// The clocks. Stage 2 counts from the request, the stricter of the two readings in use, and beside it from the
/// agreed statement.
pub(super) fn clocks() -> Vec<ClockRule> {
    let stages = [stage_1(), stage_2(), stage_3()].concat();
    super::clocks_of_the_whole().into_iter().chain(stages).collect()
}

fn stage_1() -> Vec<ClockRule> {
    let (days, most) = STAGE_1_WORKING_DAYS;
    let response = |clock, anchor| {
        rule(clock, 1, anchor, days)
            .extendable_to(most)
            .pausable_to(most)
            .opening_next_when_overdue()
    };
    vec![
        rule(Acknowledgement, 1, StageStart, ACKNOWLEDGEMENT_WORKING_DAYS),
        response(Response, StageStart),
        response(ResponseFromConversion, Anchor::Conversion),
        rule(RequestWindow, 1, StageEnd, STAGE_2_REQUEST_WORKING_DAYS),
    ]
}

fn stage_2() -> Vec<ClockRule> {
    let (days, most) = STAGE_2_WORKING_DAYS;
    vec![
        rule(Response, 2, StageStart, days).extendable_to(most),
        rule(ResponseFromStatement, 2, Anchor::StatementAgreed, days).extendable_to(most),
        rule(RequestWindow, 2, StageEnd, STAGE_3_REQUEST_WORKING_DAYS).hard(),
    ]
}

fn stage_3() -> Vec<ClockRule> {
    vec![
        rule(
            Acknowledgement,
            3,
            StageStart,
            STAGE_3_ACKNOWLEDGEMENT_WORKING_DAYS,
        ),
        rule(PanelChair, 3, StageStart, PANEL_CHAIR_WORKING_DAYS),
        rule(PanelPapers, 3, Anchor::PanelArranged, PANEL_PAPERS_WORKING_DAYS)
            .counted_in(TimeUnit::WorkingDaysBefore),
        rule(PanelMeeting, 3, StageStart, PANEL_MEETING_WORKING_DAYS),
        rule(PanelReport, 3, Anchor::PanelMet, PANEL_REPORT_WORKING_DAYS),
        rule(PanelResponse, 3, Anchor::PanelReport, PANEL_RESPONSE_WORKING_DAYS),
        rule(Response, 3, StageStart, STAGE_3_WORKING_DAYS),
    ]
}

fn rule(clock: ClockName, stage: u8, anchor: Anchor, length: u16) -> ClockRule {
    ClockRule::working_days(clock, stage, anchor, length)
}
