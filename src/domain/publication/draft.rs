//! A publication as it was written down: every part a text, as printed.

/// What is wrong with one part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path of the part, such as `tables[1].rows[0].values`.
    pub field: String,
    /// What is wrong, as the end of a sentence that begins with the part.
    pub text: String,
}

/// One published document. An empty text stands for what is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicationDraft {
    /// What findings call it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The council that it is about.
    pub council: String,
    /// The year or period that it is about: `2023/24`, `Q1 2023/24`.
    pub year: String,
    /// What kind of report it is, such as `childrens`.
    pub kind: String,
    /// When it was published.
    pub date: String,
    /// Its tables.
    pub tables: Vec<TableDraft>,
    /// What its text and its headings state.
    pub statements: Vec<StatementDraft>,
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableDraft {
    /// What findings and statements call it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its number as printed: `Figure 10`.
    pub number: String,
    /// What its numbers count, such as `statutory complaints received`: one wording for one thing in all documents.
    pub measure: String,
    /// The unit of its numbers.
    pub unit: String,
    /// The period of its numbers; the document's if empty.
    pub period: String,
    /// What its rows are: `team`, `ethnicity`, `council`, `measure`.
    pub by: String,
    /// How many its rows are of, as stated.
    pub whole: String,
    /// The measure that they are of.
    pub whole_measure: String,
    /// Whether one unit may be counted in several rows.
    pub multiple: bool,
    /// Whether only some rows of a longer list are shown.
    pub selected: bool,
    /// The columns.
    pub columns: Vec<HeaderDraft>,
    /// The rows.
    pub rows: Vec<RowDraft>,
    /// Which records of the register it counts.
    pub filters: Vec<FilterDraft>,
}

/// What is said of a row or of a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeaderDraft {
    /// Its label.
    pub label: String,
    /// What it is to the others: `part`, `total`, `subtotal`, `of which`, `change`, `average`, `note`.
    pub role: String,
    /// What its numbers count, if not what the table's do.
    pub measure: String,
    /// Their period, if not the table's.
    pub period: String,
    /// Their unit, if not the table's.
    pub unit: String,
    /// The council that they are about, if not the document's.
    pub council: String,
    /// What they are reckoned by, where the same measure is reckoned in several ways.
    pub basis: String,
    /// Of percentages: what is on top; of means: unused.
    pub part: String,
    /// Of percentages: what it is divided by: `total`, labels joined by ` + `, or a number.
    pub whole: String,
    /// Of changes: what it is counted from.
    pub from: String,
    /// Of changes: what it is counted to.
    pub to: String,
    /// Of means and rates: the labels, joined by ` + `, of how many each is of.
    pub weight: String,
    /// Of totals: the labels of what it is the sum of, joined by ` + `.
    pub sum_of: String,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowDraft {
    /// What is said of it.
    pub header: HeaderDraft,
    /// Its cells as printed, one for each column.
    pub values: Vec<String>,
}

/// Keeps the records whose value of one dimension of the register is among these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterDraft {
    /// The dimension.
    pub dimension: String,
    /// Its values.
    pub values: Vec<String>,
}

/// Something that a sentence or a heading states; which parts it has depends on its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementDraft {
    /// `value`, `change`, `share`, `total`, `year`, `date`, `series`, `count`, `reference`, `comparison` or `mean`.
    pub kind: String,
    /// The sentence.
    pub text: String,
    /// Where it stands: a paragraph, a page.
    pub place: String,
    /// What it speaks of.
    pub measure: String,
    /// What kind of thing `row` is.
    pub by: String,
    /// The one of them that it speaks of.
    pub row: String,
    /// The period that it speaks of.
    pub period: String,
    /// The council that it speaks of.
    pub council: String,
    /// The unit.
    pub unit: String,
    /// What it is reckoned by.
    pub basis: String,
    /// The value that is stated.
    pub value: String,
    /// What a change is counted from, what a comparison begins with, or the earliest or the least there may be.
    pub from: String,
    /// What a change is counted to, what a comparison is with, or the latest or the most there may be.
    pub to: String,
    /// The period of `from`.
    pub from_period: String,
    /// The period of `to`.
    pub to_period: String,
    /// The words: a direction, a year, the number of a figure.
    pub says: String,
    /// A percentage.
    pub percent: String,
    /// A number of percentage points.
    pub points: String,
    /// The part of a share.
    pub part: String,
    /// The whole of a share, or of what a mean leaves some out.
    pub whole: String,
    /// The table that it speaks of.
    pub table: String,
    /// How many a mean is of.
    pub n: String,
    /// How many of the whole a mean is said to leave out.
    pub excluded: String,
    /// The parts of a total: labels or numbers.
    pub parts: Vec<String>,
    /// How many lie between which bounds: `0-10: 61`, `11+: 68`.
    pub bands: Vec<String>,
    /// The periods or labels that it mentions.
    pub mentions: Vec<String>,
}
