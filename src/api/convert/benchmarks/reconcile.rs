//! The register beside what was published of it.

use super::answer::number;
use crate::{
    api::{
        convert::{Reader, reference::YEARS},
        wire,
    },
    domain::{
        benchmark::reconcile::{Reason, Reconciled},
        financial_year::FinancialYear,
        ids::{CodeId, Position},
        lists::List,
        reference::Reference,
    },
};

/// What to hold against what.
#[derive(Debug)]
pub struct Reconcile {
    /// The year.
    pub year: FinancialYear,
    /// The set.
    pub set: Option<CodeId>,
    /// The council's own code.
    pub own: Option<CodeId>,
}

/// Reads the question, but for its position.
pub fn reconcile(
    reader: &mut Reader<'_>,
    financial_year: i32,
    own: &str,
    figure_set: &str,
) -> Option<Reconcile> {
    let year = reader.number("financial_year", financial_year, YEARS.0, YEARS.1);
    let own = reader.optional_code("own", List::Bodies, own, None);
    let set = reader.optional_code("figure_set", List::FigureSets, figure_set, None);
    Some(Reconcile {
        year: FinancialYear(year?),
        set: set?,
        own: own?,
    })
}

/// What was found.
pub fn reconciled(
    found: &[Reconciled],
    position: Position,
    reference: &Reference,
) -> wire::ReconcileFiguresResponse {
    let kinds = reference.list(List::FigureKinds);
    let figure = |found: &Reconciled| wire::ReconciledFigure {
        kind: found.kind.to_owned(),
        display_name: kinds.display_name(found.kind).to_owned(),
        published: Some(number(found.published)),
        source: found.source.clone(),
        register: found.register,
        difference: found.difference().unwrap_or(0),
        reasons: found.reasons.iter().map(|why| reason(*why)).collect(),
    };
    let differing = found
        .iter()
        .filter(|found| found.difference().is_some_and(|difference| difference != 0));
    wire::ReconcileFiguresResponse {
        differing: i32::try_from(differing.count()).unwrap_or(i32::MAX),
        figures: found.iter().map(figure).collect(),
        position,
    }
}

fn reason(reason: Reason) -> wire::DifferenceExplained {
    let kind = match reason {
        Reason::YearsEdge(_) => wire::DifferenceReason::YearsEdge,
        Reason::NoCouncilRecord(_) => wire::DifferenceReason::NoCouncilRecord,
    };
    wire::DifferenceExplained {
        reason: kind.into(),
        cases: reason.cases(),
        text: reason.text(),
    }
}
