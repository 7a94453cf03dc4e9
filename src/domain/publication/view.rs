//! A table read down its columns, or across its rows: one reading for both layouts.

use super::{
    cell::Cell,
    document::{Header, Publication, Table, When},
    finding::Place,
    number::Number,
    unit::Unit,
    words::normal,
};

/// A table read one way. A *series* is a column read down, or a row read across; its *items* are the other heads.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The document.
    pub publication: &'a Publication,
    /// The table.
    pub table: &'a Table,
    /// Whether it is read across its rows.
    pub across: bool,
}

impl<'a> View<'a> {
    /// The table read down, and read across.
    pub fn both(publication: &'a Publication, table: &'a Table) -> [Self; 2] {
        [false, true].map(|across| Self {
            publication,
            table,
            across,
        })
    }

    /// The heads of the series.
    pub fn series(&self) -> &'a [Header] {
        if self.across {
            &self.table.rows
        } else {
            &self.table.columns
        }
    }

    /// The heads of the items.
    pub fn items(&self) -> &'a [Header] {
        if self.across {
            &self.table.columns
        } else {
            &self.table.rows
        }
    }

    fn at(&self, series: usize, item: usize) -> (usize, usize) {
        if self.across {
            (series, item)
        } else {
            (item, series)
        }
    }

    /// A cell.
    pub fn cell(&self, series: usize, item: usize) -> &'a Cell {
        let (row, column) = self.at(series, item);
        &self.table.cells[row][column]
    }

    /// The number in a cell.
    pub fn number(&self, series: usize, item: usize) -> Option<Number> {
        self.cell(series, item).number()
    }

    /// The unit of a cell: what is stated nearest to it, then what a label gives away, then the table's.
    pub fn unit(&self, series: usize, item: usize) -> Unit {
        let (row, column) = self.at(series, item);
        let (row, column) = (&self.table.rows[row], &self.table.columns[column]);
        let printed = self
            .number(series, item)
            .filter(|number| number.is_percent)
            .map(|_| Unit::Percent);
        let stated = row.unit.as_ref().or(column.unit.as_ref()).cloned();
        // A mean of counts is of what they count.
        let guess = |header: &Header| {
            let guessed = header.guessed_unit.clone();
            guessed.filter(|_| !["average", "mean", "median"].contains(&normal(header.label()).as_str()))
        };
        let guessed = guess(row).or_else(|| guess(column));
        stated
            .or(printed)
            .or(guessed)
            .or_else(|| self.table.unit.clone())
            .unwrap_or(Unit::Other(String::new()))
    }

    /// The period of a cell.
    pub fn when(&self, series: usize, item: usize) -> When {
        let (row, column) = self.at(series, item);
        let of_heads = self.table.rows[row]
            .period
            .as_ref()
            .or(self.table.columns[column].period.as_ref());
        let of_table = of_heads.or(self.table.period.as_ref());
        of_table.unwrap_or(&self.publication.year).clone()
    }

    /// Where a cell stands.
    pub fn place(&self, series: usize, item: usize) -> Place {
        let (row, column) = self.at(series, item);
        Place {
            document: self.publication.id.clone(),
            table: self.table.id.clone(),
            row: self.table.rows[row].label().to_owned(),
            column: self.table.columns[column].label().to_owned(),
            ..Place::default()
        }
    }

    /// Where a whole series stands.
    pub fn place_of_series(&self, series: usize) -> Place {
        let label = self.series()[series].label().to_owned();
        let (row, column) = if self.across {
            (label, String::new())
        } else {
            (String::new(), label)
        };
        Place {
            document: self.publication.id.clone(),
            table: self.table.id.clone(),
            row,
            column,
            ..Place::default()
        }
    }

    /// The series that labels joined by ` + ` name; `None` if one of them is no series.
    pub fn named(&self, labels: &str) -> Option<Vec<usize>> {
        let find = |label: &str| {
            let label = normal(label);
            self.series()
                .iter()
                .position(|header| normal(header.label()) == label)
        };
        let labels = labels
            .split(" + ")
            .map(str::trim)
            .filter(|label| !label.is_empty());
        let found: Option<Vec<usize>> = labels.map(find).collect();
        found.filter(|found| !found.is_empty())
    }

    /// The same for items.
    pub fn named_items(&self, labels: &str) -> Option<Vec<usize>> {
        let turned = Self {
            across: !self.across,
            ..*self
        };
        turned.named(labels)
    }

    /// The sum of the numbers of several series for one item.
    pub fn sum(&self, series: &[usize], item: usize) -> Option<f64> {
        series
            .iter()
            .map(|one| self.number(*one, item).map(|number| number.value))
            .sum()
    }
}
