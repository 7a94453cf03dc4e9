//! The SQL of each column, every one read as text so that all questions have rows of one shape.
//!
//! `r` is the representation's fact, `c` the case's, `u` that of a part of either.

use crate::domain::statistics::{Basis, Column, Unit};

/// The expression that reads a column.
pub(super) fn expression(column: Column, unit: Unit, basis: Basis) -> String {
    match column {
        Column::BasisDate => text(basis_date(unit, basis)),
        Column::Kind => "r.kind".to_owned(),
        Column::Procedure => "r.procedure".to_owned(),
        Column::State => "r.state".to_owned(),
        Column::Service => "r.service".to_owned(),
        Column::Team => "r.team".to_owned(),
        Column::Method => "r.method".to_owned(),
        Column::MadeBy => "CASE WHEN r.kind <> 'compliment' THEN r.made_by END".to_owned(),
        Column::ComplimentSource => "CASE WHEN r.kind = 'compliment' THEN r.made_by END".to_owned(),
        Column::AdvocateSupported => yes_or_no("r.advocate_supported"),
        Column::Finding => "r.finding".to_owned(),
        Column::LastStage => text("r.last_stage"),
        Column::LastStageWorkingDays => text("r.last_stage_working_days"),
        Column::LastStageTimeliness => "r.last_stage_timeliness".to_owned(),
        Column::Complainant(question) => format!("r.complainant_{question}"),
        Column::ServiceUser(question) => format!("r.service_user_{question}"),
        Column::Stage => text("u.stage"),
        Column::Ending => "u.ending".to_owned(),
        Column::StageFinding | Column::ConcernFinding => "u.finding".to_owned(),
        Column::Timeliness | Column::EnquiryTimeliness | Column::RemedyTimeliness => {
            "u.timeliness".to_owned()
        }
        Column::Extended => yes_or_no("u.extended"),
        Column::WorkingDays | Column::EnquiryWorkingDays => text("u.working_days"),
        Column::Category => "u.category".to_owned(),
        Column::Subcategory => "u.subcategory".to_owned(),
        Column::Theme => "u.theme".to_owned(),
        Column::CaseCategory => "c.category".to_owned(),
        Column::CaseService => "c.service".to_owned(),
        Column::CaseState => "c.state".to_owned(),
        Column::Decision => "c.decision".to_owned(),
        Column::DecisionClass => "c.decision_class".to_owned(),
        Column::Ground => "c.ground".to_owned(),
        Column::SatisfactoryRemedy => yes_or_no("c.satisfactory_remedy"),
        Column::PublicReport => yes_or_no("c.public_report"),
        Column::RemedyKind => "u.kind".to_owned(),
    }
}

/// The date that puts a unit into a period. A question takes only a basis that its measures name; where a unit
/// has no such date, the nearest that it has stands for it.
pub(super) fn basis_date(unit: Unit, basis: Basis) -> &'static str {
    match (unit, basis) {
        (Unit::Stage, Basis::Started) => "u.started_on",
        (Unit::Stage, Basis::Concluded) => "u.ended_on",
        (Unit::Stage, Basis::Due) => "u.agreed_due_on",
        (Unit::Representation | Unit::Concern | Unit::Theme, Basis::Concluded) => "r.closed_on",
        (Unit::Representation | Unit::Concern | Unit::Theme | Unit::Stage, _) => "r.received_on",
        (Unit::OmbudsmanCase, Basis::Concluded) => "c.decided_on",
        (Unit::OmbudsmanCase, _) => "c.received_on",
        (Unit::Enquiry, Basis::Concluded) => "u.answered_on",
        (Unit::Enquiry, Basis::Due) => "u.due_on",
        (Unit::Enquiry, _) => "u.received_on",
        (Unit::Remedy, Basis::Concluded) => "u.completed_on",
        (Unit::Remedy, _) => "u.due_on",
    }
}

fn text(column: &str) -> String {
    format!("CAST({column} AS TEXT)")
}

fn yes_or_no(column: &str) -> String {
    format!("CASE WHEN {column} THEN 'yes' WHEN NOT {column} THEN 'no' END")
}
