//! The Ombudsman: enquiries, drafts, remedies, public reports, and the monitoring officer's report.

use crate::domain::policy::{Anchor, ClockName, ClockRule, TimeUnit};

/// Where the lengths come from.
pub(super) const SOURCE: &str = "Ombudsman's Manual for Councils: 20 working days or the letter's date; Local \
                                 Government Act 1974 ss30 and 31; Local Government and Housing Act 1989 s5";

/// The Ombudsman expects an answer to an enquiry within 20 working days where the letter names no date.
const ENQUIRY_WORKING_DAYS: u16 = 20;
/// Comments on a draft where the letter names no date: no rule was found, so this is a council's to change.
const DRAFT_COMMENTS_WORKING_DAYS: u16 = 10;
/// Public notice of a report: within two weeks of its receipt (s30(5); one week as enacted).
const PUBLIC_NOTICE_DAYS: u16 = 14;
/// Public inspection of a report: three weeks (s30(4)).
const PUBLIC_INSPECTION_DAYS: u16 = 21;
/// Telling the Ombudsman what is done about a report: three months beginning with its receipt (s31(2)).
const PUBLIC_REPORT_RESPONSE_MONTHS: u16 = 3;
/// Considering the monitoring officer's report: within 21 days of its being sent (Act of 1989 s5(5)).
const MONITORING_OFFICER_REPORT_DAYS: u16 = 21;

/// The clocks that a policy for the Ombudsman may hold.
pub(in crate::domain) const CLOCKS: [ClockName; 6] = [
    ClockName::Enquiry,
    ClockName::DraftComments,
    ClockName::PublicNotice,
    ClockName::PublicInspection,
    ClockName::PublicReportResponse,
    ClockName::MonitoringOfficerReport,
];

/// The clocks. Each counts from what starts it.
pub(super) fn clocks() -> Vec<ClockRule> {
    CLOCKS.map(default_rule).into()
}

/// The rule of a clock where no policy has one, as those had not that were saved before there were these clocks. A
/// remedy has none: its date is agreed.
pub(in crate::domain) fn default_rule(name: ClockName) -> ClockRule {
    let rule = |length| ClockRule::working_days(name, 0, Anchor::StageStart, length);
    match name {
        ClockName::Enquiry => rule(ENQUIRY_WORKING_DAYS),
        ClockName::DraftComments => rule(DRAFT_COMMENTS_WORKING_DAYS),
        ClockName::PublicNotice => rule(PUBLIC_NOTICE_DAYS).counted_in(TimeUnit::Days),
        ClockName::PublicInspection => rule(PUBLIC_INSPECTION_DAYS).counted_in(TimeUnit::Days),
        ClockName::PublicReportResponse => rule(PUBLIC_REPORT_RESPONSE_MONTHS).counted_in(TimeUnit::Months),
        ClockName::MonitoringOfficerReport => rule(MONITORING_OFFICER_REPORT_DAYS).counted_in(TimeUnit::Days),
        _ => rule(0),
    }
}
