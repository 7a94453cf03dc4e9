//! Clocks, dates and lengths in words.

use chrono::NaiveDate;

use crate::domain::{
    policy::{ClockName, TimeUnit},
    procedure::Procedure,
    word::Word,
};

/// A date in full, such as `Saturday 21 December 2024`.
pub(super) fn in_full(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// What a clock times, as the object of a sentence. `of` is the stage, or the number of an enquiry or remedy.
pub(super) fn thing(clock: ClockName, of: u8) -> String {
    let at_stage = match of {
        0 => String::new(),
        stage => format!(" at stage {stage}"),
    };
    match clock {
        ClockName::Acknowledgement if of > 1 => format!("the acknowledgement of the request for stage {of}"),
        ClockName::Acknowledgement => "the acknowledgement of the complaint".to_owned(),
        ClockName::Response => format!("the response{at_stage}"),
        ClockName::ResponseFromStatement => {
            format!("the response{at_stage}, counted from the agreed statement of complaint")
        }
        ClockName::ResponseFromConversion => format!("the response{at_stage}, counted from the conversion"),
        ClockName::Longstop => "the whole procedure".to_owned(),
        ClockName::RequestWindow => format!("the complainant's request for stage {}", of.saturating_add(1)),
        ClockName::MakingComplaint => "the making of the complaint".to_owned(),
        ClockName::PanelChair => "the appointment of the chair of the review panel".to_owned(),
        ClockName::PanelPapers => "the sending of the papers for the review panel".to_owned(),
        ClockName::PanelMeeting => "the meeting of the review panel".to_owned(),
        ClockName::PanelReport => "the report of the review panel".to_owned(),
        ClockName::PanelResponse => "the authority's response to the review panel".to_owned(),
        ClockName::DeferralReview => "the review of the deferral".to_owned(),
        ClockName::Resubmission => "the resubmission of the complaint".to_owned(),
        ClockName::Reply => "the reply".to_owned(),
        ClockName::Enquiry => format!("the answer to enquiry {of} of the Ombudsman"),
        ClockName::Remedy => format!("remedy {of}"),
        ClockName::DraftComments => format!("the comments on draft decision {of} of the Ombudsman"),
        ClockName::PublicNotice => "the public notice of the report".to_owned(),
        ClockName::PublicInspection => "the public inspection of the report".to_owned(),
        ClockName::PublicReportResponse => "telling the Ombudsman of the action on the report".to_owned(),
        ClockName::MonitoringOfficerReport => {
            format!("considering report {of} of the monitoring officer")
        }
    }
}

/// What happened to what a clock times when it was done.
pub(super) fn done(clock: ClockName) -> &'static str {
    match clock {
        ClockName::RequestWindow
        | ClockName::MakingComplaint
        | ClockName::Resubmission
        | ClockName::PanelChair => "was made",
        ClockName::PanelMeeting => "took place",
        ClockName::PanelReport => "came in",
        ClockName::PanelPapers
        | ClockName::DeferralReview
        | ClockName::Remedy
        | ClockName::PublicReportResponse
        | ClockName::MonitoringOfficerReport => "was done",
        ClockName::PublicNotice => "was given",
        ClockName::Longstop => "ended with the response sent",
        _ => "was sent",
    }
}

/// A length in its unit, such as `25 working days`.
pub(super) fn length(length: u16, unit: TimeUnit) -> String {
    let unit = match unit {
        TimeUnit::WorkingDays | TimeUnit::WorkingDaysBefore => "working day",
        TimeUnit::Months | TimeUnit::MonthsAfter => "month",
        TimeUnit::Days => "day",
    };
    number_of(length, unit)
}

/// A number of something, such as `1 day` or `2 days`.
pub(super) fn number_of(number: impl Into<i64>, what: &str) -> String {
    match number.into() {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}

/// A procedure as people call it.
pub(super) fn procedure(procedure: Procedure) -> String {
    match procedure {
        Procedure::ChildrenStatutory => "the statutory procedure for children's social services".to_owned(),
        Procedure::AdultStatutory => "the statutory procedure for adult social care".to_owned(),
        Procedure::Informal => "informal resolution".to_owned(),
        other => format!("the procedure {}", other.word().replace('_', " ")),
    }
}

/// Parts with commas and a last `and`.
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
