//! Disclosure control: what must be withheld from a table before it leaves the authority, so that nobody can be
//! recognised in it, and so that no withheld number can be worked out from those beside it.
//!
//! The rule is a threshold with the next smallest cell: a row in which a count of 1 to 4 can be read is withheld
//! whole, and with it the next smallest rows, until nothing that is withheld can be had by subtraction from the total.
//! A count that is small over the whole table takes its column with it. Zero is shown. What is withheld depends only
//! on the figures and not on the order of the rows: whoever knows the rule and reads the table could exchange any two
//! rows that are withheld and would read the same, so that knowing the rule gives nothing away.
//!
//! The rule looks at one table at a time. What compares tables with each other, and with all that was said before, is
//! [`Beside`], which releases are protected by.

mod apart;
mod attack;
mod choose;
mod count;
mod derived;
mod evidence;
mod linked;
mod links;
mod narrow;
mod nearby;
pub mod policy;
mod positions;
mod program;
mod report;
mod roots;
mod rule;
#[cfg(test)]
mod tests;
mod told;
mod touched;
mod union;
mod work;

pub use self::{
    apart::Apart,
    linked::{Beside, CellName, Changed, Linked, Said, SaidIn, Why},
    policy::{Mode, Policy, THRESHOLD},
    report::{AlsoWithheld, FigurePlace, by_period},
};
use crate::domain::statistics::{Figure, Measure, Row, Table};

/// How much of a table is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Nothing.
    Nothing,
    /// So many of its figures, the total's among them.
    Figures(usize),
    /// Every figure.
    All,
}

impl Withheld {
    /// Of figures that are withheld or not.
    fn of(figures: impl Iterator<Item = bool>) -> Self {
        let (count, all) = figures.fold((0, 0), |(count, all), is_withheld| {
            (count + usize::from(is_withheld), all + 1)
        });
        Self::among(count, all)
    }

    fn among(count: usize, all: usize) -> Self {
        match count {
            0 => Self::Nothing,
            count if count == all => Self::All,
            count => Self::Figures(count),
        }
    }
}

/// Tables that may leave the authority: what could give somebody away is [`Figure::Suppressed`]. Only
/// [`Published::of`] makes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    tables: Vec<Table>,
    withheld: Vec<Withheld>,
}

impl Published {
    /// Withholds from each table what may not leave the authority.
    pub fn of(tables: Vec<Table>) -> Self {
        let (tables, withheld) = tables.into_iter().map(protected).unzip();
        Self { tables, withheld }
    }

    /// The tables, in the order in which they were given.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// How much of each table is withheld, in the same order.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }
}

fn protected(table: Table) -> (Table, Withheld) {
    // Named one by one, so that nothing can be added to a table that nobody has thought of here.
    let Table {
        id,
        title,
        measures,
        dimensions,
        mut rows,
        mut total,
        basis,
        period,
        filters,
        as_of,
        mut series,
    } = table;
    let mut counted = withhold(&measures, &mut rows, &mut total);
    for point in &mut series {
        let of_point = withhold(&measures, &mut point.rows, &mut point.total);
        counted = (counted.0 + of_point.0, counted.1 + of_point.1);
        // Whoever reads two periods can tell the change; what is withheld of one must not be told by it.
        point.changes.clear();
        point.total_change = None;
    }
    let withheld = Withheld::among(counted.0, counted.1);
    let table = Table {
        id,
        title,
        measures,
        dimensions,
        rows,
        total,
        basis,
        period,
        filters,
        as_of,
        series,
    };
    (table, withheld)
}

/// Withholds what must be of some rows and their total, and answers how many figures that was, and of how many.
fn withhold(measures: &[&'static Measure], rows: &mut [Row], total: &mut Row) -> (usize, usize) {
    let figures: Vec<&[Figure]> = rows.iter().map(|row| row.figures.as_slice()).collect();
    let hidden = rule::hidden(measures, &figures, &total.figures);
    let mut count = 0;
    let mut all = 0;
    for (place, row) in rows.iter_mut().chain([total]).enumerate() {
        for (column, figure) in row.figures.iter_mut().enumerate() {
            all += 1;
            if hidden.holds(place, column) {
                *figure = Figure::Suppressed;
                count += 1;
            }
        }
    }
    (count, all)
}
