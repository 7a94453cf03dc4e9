//! Disclosure control of a release: the one seam between releases and what hides and attacks.

use std::sync::Arc;

use crate::domain::{
    disclosure::{Published, policy::Policy},
    financial_year::Period,
    refusal::GivenAway,
    release::{Content, ReleasedTable, WithheldBecause, WithheldFigure},
    statistics::{Figure, MeasureKind, Row, Table},
};
use crate::store::releases::Changed;

/// Something that left the authority before.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Its tables as they left, each with the period that it is of.
    pub tables: Arc<Vec<(Period, ReleasedTable)>>,
    /// What changed between its position and that of the release.
    pub changed: Changed,
}

/// Tables that may leave the authority.
pub(super) struct Protected {
    /// The tables, with what is withheld.
    pub(super) tables: Vec<Table>,
    /// What is withheld, and why.
    pub(super) withheld: Vec<WithheldFigure>,
}

/// Hides what must not leave. It looks at this release only, one table at a time.
///
/// # Errors
/// The figures that cannot be hidden because of what has left already.
#[expect(clippy::unnecessary_wraps, reason = "what hides may find that it cannot")]
pub(super) fn protect(
    tables: &[Table],
    _earlier: &[Earlier],
    policy: Policy,
) -> Result<Protected, Vec<GivenAway>> {
    let published = Published::of(tables.to_vec());
    let mut withheld = Vec::new();
    for (place, (table, shown)) in tables.iter().zip(published.tables()).enumerate() {
        let rows = table.rows.iter().zip(&shown.rows).enumerate();
        for (number, (row, shown)) in rows {
            compare((place, Some(number)), table, (row, shown), policy, &mut withheld);
        }
        let total = (&table.total, &shown.total);
        compare((place, None), table, total, policy, &mut withheld);
    }
    Ok(Protected {
        tables: published.tables().to_vec(),
        withheld,
    })
}

fn compare(
    (place, number): (usize, Option<usize>),
    table: &Table,
    (row, shown): (&Row, &Row),
    policy: Policy,
    withheld: &mut Vec<WithheldFigure>,
) {
    let figures = row.figures.iter().zip(&shown.figures).enumerate();
    for (measure, (figure, shown)) in figures {
        if figure == shown {
            continue;
        }
        let is_count = table.measures[measure].kind() == MeasureKind::Count;
        let is_small = matches!(figure, Figure::Number { value, .. }
            if *value > 0.0 && *value < f64::from(policy.threshold));
        withheld.push(WithheldFigure {
            table: place,
            row: number,
            measure,
            because: match (is_count, is_small) {
                (false, _) => WithheldBecause::Derived,
                (true, true) => WithheldBecause::Small,
                (true, false) => WithheldBecause::Protects,
            },
        });
    }
}

/// Attacks a release together with all that left before.
///
/// # Errors
/// The figures that it would give away.
#[expect(clippy::unnecessary_wraps, reason = "what attacks may find something")]
pub(super) fn attack(
    _content: &Content,
    _earlier: &[Earlier],
    _policy: Policy,
) -> Result<(), Vec<GivenAway>> {
    Ok(())
}

/// The tables of a report as they left the authority, each period of a series as a table of its own.
pub(super) fn as_published(tables: Vec<Table>) -> Vec<(Period, ReleasedTable)> {
    let published = Published::of(tables);
    let mut found = Vec::new();
    for table in published.tables() {
        found.push((table.period, ReleasedTable::of(table)));
        for point in &table.series {
            let of_point = Table {
                period: point.period,
                rows: point.rows.clone(),
                total: point.total.clone(),
                series: Vec::new(),
                ..table.clone()
            };
            found.push((point.period, ReleasedTable::of(&of_point)));
        }
    }
    found
}
