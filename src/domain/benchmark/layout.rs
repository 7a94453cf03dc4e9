//! What the columns of a published table hold. Headers differ from year to year, so a column is found by any of its
//! aliases, and whoever brings a table in may say for each header what it holds.

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Holds {
    /// The name of the body that the row is about.
    Body,
    /// A figure to keep: a code of [`crate::domain::lists::List::FigureKinds`].
    Figure(String),
    /// A number that follows from others and is checked, not kept.
    Derived,
    /// A percentage that follows from others and is checked, not kept: the figures of one list together, of those of
    /// the other together.
    Rate {
        /// The kinds of the numerator.
        of: Vec<String>,
        /// The kinds of the denominator.
        among: Vec<String>,
    },
    /// Something that is not brought in, such as the average of others.
    Ignored,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What its header may be called, in any case and with or without punctuation.
    pub names: Vec<String>,
    /// What it holds.
    pub holds: Holds,
    /// The kinds that it is the sum of; of several such lists the first whose columns are all there counts.
    pub sums: Vec<Vec<String>>,
}

/// The columns of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The column that a header means.
    pub fn column(&self, header: &str) -> Option<&Column> {
        let header = normal(header);
        let mut columns = self.columns.iter();
        columns.find(|column| column.names.iter().any(|name| normal(name) == header))
    }

    /// This with columns that somebody says differently: theirs are looked at first.
    #[must_use]
    pub fn with(mut self, mut columns: Vec<Column>) -> Self {
        columns.append(&mut self.columns);
        Self { columns }
    }
}

/// A header without what differs between two copies of one: case, punctuation, and "number of".
fn normal(header: &str) -> String {
    let spoken = header
        .to_lowercase()
        .replace('&', " and ")
        .replace('%', " percent ");
    let words = spoken.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        ["number" | "no", "of", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    words.join(" ")
}
