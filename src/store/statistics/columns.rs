//! The SQL of each column, every one read as text so that all questions have rows of one shape.
//!
//! `r` is the representation's fact, `c` the case's, `a` the learning action's, `u` that of a part of one of them.
//! `$2` is the position, `$3` and `$4` the period, and `$5` the day that what is overdue is judged on.

use crate::domain::statistics::{Basis, Column, Unit};

/// The expression that reads a column. What a figure that was given has is in no table.
pub(super) fn expression(column: Column, unit: Unit, basis: Basis) -> String {
    let found = match column {
        Column::BasisDate => Some(text(basis_date(unit, basis))),
        Column::Procedure if unit == Unit::Spell => Some("u.procedure".to_owned()),
        _ => of_representation(column)
            .or_else(|| of_stage(column))
            .or_else(|| of_part(column))
            .or_else(|| of_case_or_action(column, unit)),
    };
    found.unwrap_or_else(|| "NULL".to_owned())
}

/// What is read of the representation.
fn of_representation(column: Column) -> Option<String> {
    let plain = str::to_owned;
    Some(match column {
        Column::Kind => plain("r.kind"),
        Column::Procedure | Column::ProcedureNow => plain("r.procedure"),
        Column::State => plain("r.state"),
        Column::Service => plain("r.service"),
        Column::Team => plain("r.team"),
        Column::Method => plain("r.method"),
        Column::MadeBy => plain("CASE WHEN r.kind <> 'compliment' THEN r.made_by END"),
        Column::ComplimentSource => plain("CASE WHEN r.kind = 'compliment' THEN r.made_by END"),
        Column::AdvocateSupported => yes_or_no("r.advocate_supported"),
        Column::Finding => plain("r.finding"),
        Column::LastStage => text("r.last_stage"),
        Column::LastStageWorkingDays => text("r.last_stage_working_days"),
        Column::LastStageTimeliness => plain("r.last_stage_timeliness"),
        Column::Complainant(question) => format!("r.complainant_{question}"),
        Column::ServiceUser(question) => format!("r.service_user_{question}"),
        Column::Provider => plain("r.provider"),
        Column::Route => plain("r.route"),
        Column::AdvocacyTold => is_set("r.advocacy_told_on"),
        Column::AdvocacyOffered => is_set("r.advocacy_offered_on"),
        Column::AdvocacyAnswer => plain("r.advocacy_answer"),
        Column::AdvocacyProvider => plain("r.advocacy_provider"),
        Column::AdvocateAppointed => is_set("r.advocate_appointed_on"),
        Column::RefusalReason => plain("r.refusal_reason"),
        Column::Signpost => plain("r.signpost"),
        Column::WithdrawalReason => plain("r.withdrawal_reason"),
        Column::LateAcceptanceReason => plain("r.late_acceptance_reason"),
        Column::Deferred => yes_or_no("r.deferrals > 0"),
        Column::Proceedings => plain("r.proceedings"),
        Column::ReplyWanted => yes_or_no("r.reply_wanted"),
        Column::PassedOn => is_set("r.forwarded_on"),
        Column::FindingOverridden => yes_or_no("r.finding_overridden"),
        Column::Partner => plain("r.partner"),
        Column::ComplainantSource => plain("r.complainant_source"),
        Column::ServiceUserSource => plain("r.service_user_source"),
        Column::HasAction => exists("action_fact", "status <> 'rejected'"),
        Column::ReachedOmbudsman => exists("case_fact", "number > 0"),
        _ => return None,
    })
}

/// What is read of a stage or a concern.
fn of_stage(column: Column) -> Option<String> {
    let plain = str::to_owned;
    Some(match column {
        Column::Stage => text("u.stage"),
        Column::Ending => plain("u.ending"),
        Column::StageFinding | Column::ConcernFinding => plain("u.finding"),
        Column::Timeliness
        | Column::EnquiryTimeliness
        | Column::RemedyTimeliness
        | Column::DraftTimeliness
        | Column::DutyTimeliness => plain("u.timeliness"),
        Column::Extended => yes_or_no("u.extended"),
        Column::WorkingDays | Column::EnquiryWorkingDays => text("u.working_days"),
        Column::DelayReason => plain("u.delay_reason"),
        Column::ExtensionReason => plain("u.extension_reason"),
        Column::Escalated => is_set("u.escalated_on"),
        Column::EscalatedWhen => when("u.escalated_on", "NULL"),
        Column::StartedWhen => when("u.started_on", "NULL"),
        Column::EndedWhen => when("u.ended_on", "'after'"),
        Column::WindowOver => plain(WINDOW_OVER),
        Column::OpenOverdue => plain(OPEN_OVERDUE),
        Column::OverdueAtEnd => plain(OVERDUE_AT_END),
        Column::InternalForm => yes_or_no("u.internal_form"),
        Column::StageCost => text("u.cost_pence"),
        Column::AcknowledgementTimeliness => plain("u.acknowledgement_timeliness"),
        Column::AcknowledgementWorkingDays => text("u.acknowledgement_working_days"),
        Column::StatementTimeliness => plain("u.statement_timeliness"),
        Column::StatementWorkingDays => text("u.statement_working_days"),
        Column::PanelMeetingTimeliness => plain("u.panel_meeting_timeliness"),
        Column::PanelReportTimeliness => plain("u.panel_report_timeliness"),
        Column::PanelResponseTimeliness => plain("u.panel_response_timeliness"),
        Column::Category => plain("u.category"),
        Column::Subcategory => plain("u.subcategory"),
        Column::Points => text("u.points"),
        Column::FirstOfRecord => yes_or_no("u.first_of_record"),
        Column::Theme => plain("u.theme"),
        _ => return None,
    })
}

/// What is read of a time under one procedure, or of a cost or payment.
fn of_part(column: Column) -> Option<String> {
    let plain = str::to_owned;
    Some(match column {
        Column::EnteredBy => plain("u.entered_by"),
        Column::LeftBy => plain("u.left_by"),
        Column::EnteredWhen => when("u.entered_on", "NULL"),
        Column::LeftWhen => when("u.left_on", "NULL"),
        Column::FromProcedure => plain("u.from_procedure"),
        Column::ToProcedure => plain("u.to_procedure"),
        Column::EnteringReason => plain("u.entering_reason"),
        Column::LeavingReason => plain("u.leaving_reason"),
        Column::CostStage => text("u.stage"),
        Column::CostKind | Column::RemedyKind | Column::EnquiryKind => plain("u.kind"),
        Column::Budget => plain("u.budget"),
        Column::PaymentBasis => plain("u.basis"),
        Column::Paid => is_set("u.paid_on"),
        Column::Pence => text("u.amount_pence"),
        _ => return None,
    })
}

/// What is read of a case of the Ombudsman and its parts, or of a learning action.
fn of_case_or_action(column: Column, unit: Unit) -> Option<String> {
    let plain = str::to_owned;
    Some(match column {
        Column::CaseCategory => plain("c.category"),
        Column::CaseService => plain("c.service"),
        Column::CaseState => plain("c.state"),
        Column::Decision => plain("c.decision"),
        Column::DecisionClass => plain("c.decision_class"),
        Column::Ground => plain("c.ground"),
        Column::SatisfactoryRemedy => yes_or_no("c.satisfactory_remedy"),
        Column::PublicReport => yes_or_no("c.public_report"),
        Column::Compliance => plain("c.compliance"),
        Column::LocalFinding => of_local("finding"),
        Column::LocalProcedure => of_local("procedure"),
        Column::UnknownUntilListed => yes_or_no("c.unknown_until_listed"),
        Column::Recommendation => plain("u.recommendation"),
        Column::Overdue => overdue(unit),
        Column::ActionSource => plain("a.source_kind"),
        Column::ActionStatus => plain("a.status"),
        Column::ActionTeam => plain("a.team"),
        Column::ActionService => plain("a.service"),
        Column::ActionTimeliness => plain("a.timeliness"),
        Column::ActionImpact => plain("a.impact"),
        Column::ActionShared => is_set("a.shared_on"),
        Column::ActionAcceptance => plain("a.acceptance"),
        Column::RaisedWhen => when("a.raised_on", "NULL"),
        Column::SettledWhen => when("a.settled_on", "NULL"),
        Column::ActionType => plain("u.action_type"),
        Column::DraftResponse => plain("u.response"),
        Column::DutyTriggered => yes_or_no("u.triggered"),
        Column::DutyReason => plain("u.reason"),
        Column::DutyRoute => plain("u.route"),
        _ => return None,
    })
}

/// The date that puts a unit into a period. A question takes only a basis that its measures name; where a unit
/// has no such date, the nearest that it has stands for it.
pub(super) fn basis_date(unit: Unit, basis: Basis) -> &'static str {
    match (unit, basis) {
        (Unit::Stage, Basis::Started | Basis::Present) => "u.started_on",
        (Unit::Stage, Basis::Concluded) => "u.ended_on",
        (Unit::Stage, Basis::Due) => "u.agreed_due_on",
        (Unit::Cost, Basis::Concluded) | (Unit::Remedy, Basis::Recorded) => "u.paid_on",
        (Unit::Spell, Basis::Concluded) => "u.left_on",
        (Unit::Spell, Basis::Started | Basis::Present) => "u.entered_on",
        (Unit::Representation | Unit::Concern | Unit::Theme, Basis::Concluded) => "r.closed_on",
        (Unit::Representation | Unit::Concern | Unit::Theme | Unit::Stage | Unit::Cost | Unit::Spell, _) => {
            "r.received_on"
        }
        (Unit::OmbudsmanCase, Basis::Concluded) => "c.decided_on",
        (Unit::OmbudsmanCase, Basis::Recorded) => "c.compliance_on",
        (Unit::OmbudsmanCase, _) => "c.received_on",
        (Unit::Enquiry, Basis::Concluded) => "u.answered_on",
        (Unit::Enquiry, Basis::Due) => "u.due_on",
        (Unit::Enquiry | Unit::Draft, _) => "u.received_on",
        (Unit::Remedy, Basis::Concluded) => "u.completed_on",
        (Unit::Remedy, _) => "u.due_on",
        (Unit::Action | Unit::ActionType, Basis::Concluded) => "a.done_on",
        (Unit::Action | Unit::ActionType, Basis::Due) => "a.due_on",
        (Unit::Action | Unit::ActionType, _) => "a.raised_on",
        (Unit::Duty | Unit::Given, _) => "u.assessed_on",
    }
}

/// Which of a unit's facts a period has.
pub(super) fn in_period(unit: Unit, basis: Basis) -> String {
    let (since, until) = match (unit, basis) {
        (Unit::Spell, Basis::Present) => ("u.entered_on", "u.left_on"),
        (Unit::Stage, Basis::Present) => ("u.started_on", "u.settled_on"),
        (Unit::Action | Unit::ActionType, Basis::Present) => ("a.raised_on", "a.settled_on"),
        _ if last_day_is_forgotten() => {
            let date = basis_date(unit, basis);
            return format!("{date} >= $3 AND {date} < $4");
        }
        _ => return format!("{} BETWEEN $3 AND $4", basis_date(unit, basis)),
    };
    format!("{until} >= $3\n  AND {since} <= $4")
}

/// A planted bug: a period leaves its last day out. The oracle must see it.
#[cfg(feature = "planted-bugs")]
fn last_day_is_forgotten() -> bool {
    std::env::var_os("REDRESS_PLANTED_BUG").is_some_and(|bug| bug == "forget-last-day")
}

#[cfg(not(feature = "planted-bugs"))]
const fn last_day_is_forgotten() -> bool {
    false
}

/// The time to ask for the next stage is over when its last day has passed, or when there is none and the
/// representation is closed.
const WINDOW_OVER: &str =
    "CASE WHEN u.window_ends_on < $5 OR (u.window_ends_on IS NULL AND r.closed_on IS NOT NULL)
        THEN 'yes' ELSE 'no' END";

const OPEN_OVERDUE: &str = "CASE WHEN u.ended_on IS NULL
        THEN CASE WHEN u.agreed_due_on < $5 THEN 'yes' ELSE 'no' END END";

/// What is due on the last day of a period, and not done by its end, is overdue then; of a day that has not passed
/// nobody knows.
const OVERDUE_AT_END: &str = "CASE WHEN u.ended_on IS NULL OR u.ended_on > $4
        THEN CASE WHEN u.agreed_due_on <= $4 AND u.agreed_due_on < $5 THEN 'yes' ELSE 'no' END END";

/// Whether what is not done is past its due date.
fn overdue(unit: Unit) -> String {
    let (done, due) = match unit {
        Unit::Action | Unit::ActionType => ("a.settled_on <> '9999-12-31'", "a.due_on"),
        Unit::Enquiry => ("u.answered_on IS NOT NULL", "u.due_on"),
        Unit::Draft => ("u.commented_on IS NOT NULL", "u.due_on"),
        Unit::Duty => ("u.considered_on IS NOT NULL", "u.due_on"),
        _ => ("u.completed_on IS NOT NULL", "u.due_on"),
    };
    format!("CASE WHEN {done} THEN NULL WHEN {due} < $5 THEN 'yes' ELSE 'no' END")
}

/// Whether a representation has a fact of another kind at the same position.
fn exists(table: &str, condition: &str) -> String {
    format!(
        "CASE WHEN EXISTS (
            SELECT 1
            FROM {table} AS k
            WHERE k.authority = r.authority
              AND k.representation = r.number
              AND k.from_position <= $2
              AND k.to_position > $2
              AND k.{condition}
        ) THEN 'yes' ELSE 'no' END"
    )
}

/// A column of the complaint that a case grew out of, at the same position.
fn of_local(column: &str) -> String {
    format!(
        "(SELECT l.{column}
            FROM representation_fact AS l
            WHERE l.authority = c.authority
              AND l.number = c.representation
              AND l.from_position <= $2
              AND l.to_position > $2)"
    )
}

/// How a date stands to the period.
fn when(date: &str, blank: &str) -> String {
    format!(
        "CASE WHEN {date} IS NULL THEN {blank}
        WHEN {date} < $3 THEN 'before' WHEN {date} > $4 THEN 'after' ELSE 'within' END"
    )
}

fn text(column: &str) -> String {
    format!("CAST({column} AS TEXT)")
}

fn yes_or_no(column: &str) -> String {
    format!("CASE WHEN {column} THEN 'yes' WHEN NOT ({column}) THEN 'no' END")
}

fn is_set(column: &str) -> String {
    format!("CASE WHEN {column} IS NOT NULL THEN 'yes' ELSE 'no' END")
}
