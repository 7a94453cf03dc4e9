//! Disclosure control of a release: the one seam between releases and what hides and attacks.

use std::sync::Arc;

use super::in_clear;
use crate::{
    app::planted,
    domain::{
        disclosure::{
            AlsoWithheld, Beside, CellName, Changed, Linked, Published, Said, SaidIn, Why, by_period,
            policy::Policy,
        },
        history::Record,
        ids::{AuthorityId, Position},
        reference::Reference,
        refusal::GivenAway,
        release::{Content, FigureInClear, WithheldBecause, WithheldFigure},
        statistics::{Figure, Table},
    },
};

/// What left the authority before, and what a release is protected or attacked beside.
#[derive(Debug, Clone, Default)]
pub(super) struct Earlier {
    /// What was said: releases and reports.
    pub(super) said: Vec<Said>,
    /// How many records changed between each two of their positions and that of the release, where they were few.
    pub(super) changed: Vec<Changed>,
    /// The lists at the position of the release.
    pub(super) lists: Option<Arc<Record>>,
    /// The lists as they are now: a figure that somebody published may have been given since.
    pub(super) lists_now: Option<Arc<Record>>,
}

/// Tables that may leave the authority.
pub(super) struct Protected {
    /// The tables, with what is withheld.
    pub(super) tables: Vec<Table>,
    /// What is withheld, and why.
    pub(super) withheld: Vec<WithheldFigure>,
    /// Small figures that are shown, because somebody said them in clear before.
    pub(super) in_clear: Vec<FigureInClear>,
}

impl Earlier {
    /// Hides what must not leave.
    ///
    /// # Errors
    /// The figures that cannot be hidden because of what has left already.
    pub(super) fn protect(
        &self,
        authority: &AuthorityId,
        tables: &[Table],
        policy: Policy,
    ) -> Result<Protected, Vec<GivenAway>> {
        if planted::is(PRIMARY_ONLY) {
            return Ok(primary_only(tables, policy));
        }
        let linked = self
            .beside(authority, tables, |beside| beside.protect(tables, policy))
            .map_err(given_away)?;
        Ok(Protected {
            withheld: withheld(&linked),
            in_clear: figures_in_clear(&linked),
            tables: linked.tables,
        })
    }

    /// Attacks a release together with all that left before.
    ///
    /// # Errors
    /// The figures that it would give away.
    pub(super) fn attack(&self, content: &Content, position: Position) -> Result<(), Vec<GivenAway>> {
        let said = said(content, position);
        let cells = self.beside(&content.authority, &said.tables, |beside| {
            beside.attack(&said.tables, content.policy)
        });
        if cells.is_empty() || planted::is(PRIMARY_ONLY) {
            Ok(())
        } else {
            Err(given_away(cells))
        }
    }

    /// What else of the tables of a report must be withheld.
    pub(super) fn also_withheld(&self, authority: &AuthorityId, counted: &[Table]) -> AlsoWithheld {
        self.beside(authority, counted, |beside| beside.also_withheld(counted))
    }

    /// Asks beside all that was said, what others published of these tables included.
    fn beside<T>(&self, authority: &AuthorityId, tables: &[Table], ask: impl FnOnce(&Beside<'_>) -> T) -> T {
        let nothing = Reference::of_deployment();
        let mut said = self.said.clone();
        said.push(in_clear::published(
            authority,
            tables,
            reference_of(self.lists_now.as_ref(), &nothing),
        ));
        ask(&Beside {
            before: &said,
            changed: &self.changed,
            reference: reference_of(self.lists.as_ref(), &nothing),
        })
    }
}

fn reference_of<'a>(lists: Option<&'a Arc<Record>>, nothing: &'a Reference) -> &'a Reference {
    lists.and_then(|lists| lists.reference()).unwrap_or(nothing)
}

/// A release as it was said.
pub(super) fn said(content: &Content, position: Position) -> Said {
    Said {
        tables: content
            .tables
            .iter()
            .filter_map(|table| table.to_table(content.period, position))
            .collect(),
        policy: content.policy,
        within: SaidIn::Release,
        counted: Vec::new(),
    }
}

/// The tables of a report as they left the authority, each period of a series as a table of its own.
pub(super) fn as_published(published: &Published) -> Said {
    Said {
        tables: published.tables().iter().flat_map(by_period).collect(),
        policy: Policy::default(),
        within: SaidIn::Report,
        counted: Vec::new(),
    }
}

/// A planted bug: only what is small is withheld, and what would tell it is not.
const PRIMARY_ONLY: &str = "primary-only";

fn primary_only(tables: &[Table], policy: Policy) -> Protected {
    let mut tables = tables.to_vec();
    let rows = tables
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().chain([&mut table.total]));
    for figure in rows.flat_map(|row| &mut row.figures) {
        if matches!(figure, Figure::Number { numerator, denominator: 0, .. } if policy.is_small(*numerator)) {
            *figure = Figure::Suppressed;
        }
    }
    Protected {
        tables,
        withheld: Vec::new(),
        in_clear: Vec::new(),
    }
}

fn withheld(linked: &Linked) -> Vec<WithheldFigure> {
    let mut withheld = Vec::new();
    for (table, rows) in linked.why.iter().enumerate() {
        for (row, figures) in rows.iter().enumerate() {
            for (measure, why) in figures.iter().enumerate() {
                let Some(why) = why else {
                    continue;
                };
                withheld.push(WithheldFigure {
                    table,
                    // The total stands after the last row.
                    row: Some(row).filter(|row| row + 1 < rows.len()),
                    measure,
                    because: match why {
                        Why::Small => WithheldBecause::Small,
                        Why::Protects => WithheldBecause::Protects,
                        Why::Derived => WithheldBecause::Derived,
                    },
                });
            }
        }
    }
    withheld
}

fn figures_in_clear(linked: &Linked) -> Vec<FigureInClear> {
    let figure = |(table, row, measure): &(usize, usize, usize)| FigureInClear {
        table: *table,
        // The total stands after the last row.
        row: Some(*row).filter(|row| *row < linked.tables.get(*table).map_or(0, |table| table.rows.len())),
        measure: *measure,
    };
    linked.in_clear.iter().map(figure).collect()
}

fn given_away(cells: Vec<CellName>) -> Vec<GivenAway> {
    let cell = |CellName { table, row, measure }| GivenAway { table, row, measure };
    cells.into_iter().map(cell).collect()
}
