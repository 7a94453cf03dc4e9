//! What became of the actions of a period.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    api::{
        convert::{Reader, dates::date, statistics::period, values::Wire},
        wire,
    },
    app::learning::Summary,
    domain::{
        financial_year::Period,
        learning::{action::ActionStatus, progress::Counts},
        lists::List,
        reference::Reference,
    },
};

/// Reads the period and the day that what is overdue is reckoned on; the parent and where to count are the handler's to
/// read.
pub fn summary_period(
    reader: &mut Reader<'_>,
    request: &wire::SummariseActionsRequest,
) -> Option<(Period, Option<NaiveDate>)> {
    let wire::SummariseActionsRequest {
        parent: _,
        period: asked,
        position: _,
        as_at: _,
        reporting_date,
    } = request;
    let asked = period(reader, *asked);
    let reporting_on = reader.optional_date("reporting_date", *reporting_date);
    Some((asked?, reporting_on?))
}

/// The wire's form of a summary.
pub fn summary(summary: &Summary, period: Period, reference: &Reference) -> wire::ActionSummary {
    let progress = &summary.progress;
    let by_source = progress.by_source.iter();
    wire::ActionSummary {
        total: Some(counts(&progress.total)),
        by_type: by_code(&progress.by_type, List::ActionTypes, reference),
        by_team: by_code(&progress.by_team, List::Teams, reference),
        by_source: by_source
            .map(|(kind, of_kind)| wire::SourceActionCounts {
                kind: kind.to_wire(),
                counts: Some(counts(of_kind)),
            })
            .collect(),
        start_date: Some(date(period.starts_on())),
        end_date: Some(date(period.ends_on())),
        position: summary.position,
        as_of_date: Some(date(summary.today)),
    }
}

fn by_code(
    by_code: &BTreeMap<Option<String>, Counts>,
    list: List,
    reference: &Reference,
) -> Vec<wire::CodeActionCounts> {
    let of_code = |(code, of_code): (&Option<String>, &Counts)| {
        let code = code.clone().unwrap_or_default();
        wire::CodeActionCounts {
            display_name: reference.list(list).display_name(&code).to_owned(),
            code,
            counts: Some(counts(of_code)),
        }
    };
    by_code.iter().map(of_code).collect()
}

fn counts(counts: &Counts) -> wire::ActionCounts {
    wire::ActionCounts {
        actions: counts.actions,
        proposed: counts.of(ActionStatus::Proposed),
        open: counts.of(ActionStatus::Open),
        done: counts.of(ActionStatus::Done),
        evidenced: counts.of(ActionStatus::Evidenced),
        rejected: counts.of(ActionStatus::Rejected),
        cancelled: counts.of(ActionStatus::Cancelled),
        overdue: counts.overdue,
        done_late: counts.done_late,
        due_date_changed: counts.due_changed,
        impact_checked: counts.impact_checked,
        change_seen: counts.change_seen,
        shared: counts.shared,
    }
}
