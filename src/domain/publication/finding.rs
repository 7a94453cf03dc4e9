//! What was found: the rule, where, what is stated, what follows instead, and how.

use crate::domain::word::Word;

/// The kinds of contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Parts do not make the whole.
    Sum,
    /// A percentage does not follow from its numbers.
    Pct,
    /// A change goes another way than is said.
    Dir,
    /// A figure is reckoned by another denominator than the one that is stated.
    Den,
    /// A value that cannot be.
    Imp,
    /// Two documents differ.
    Xdoc,
    /// One document differs from itself.
    Xsec,
    /// A text of another year.
    Stale,
    /// Units are mixed.
    Unit,
    /// A label does not say what is there.
    Lab,
    /// The register says otherwise.
    Register,
}

impl Word for Class {
    const ALL: &'static [Self] = &[
        Self::Sum,
        Self::Pct,
        Self::Dir,
        Self::Den,
        Self::Imp,
        Self::Xdoc,
        Self::Xsec,
        Self::Stale,
        Self::Unit,
        Self::Lab,
        Self::Register,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Sum => "SUM",
            Self::Pct => "PCT",
            Self::Dir => "DIR",
            Self::Den => "DEN",
            Self::Imp => "IMP",
            Self::Xdoc => "XDOC",
            Self::Xsec => "XSEC",
            Self::Stale => "STALE",
            Self::Unit => "UNIT",
            Self::Lab => "LAB",
            Self::Register => "REGISTER",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident, $class:ident, $word:literal;)*) => {
        /// The rules, each of one class.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Word for Rule {
            const ALL: &'static [Self] = &[$(Self::$rule,)*];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$rule => $word,)*
                }
            }
        }

        impl Rule {
            /// The class of what it finds.
            pub fn class(self) -> Class {
                match self {
                    $(Self::$rule => Class::$class,)*
                }
            }
        }
    };
}

rules! {
    /// The parts of a table do not add up to its total.
    Total, Sum, "total";
    /// The parts of a table do not add up to the number that they are said to be of.
    Whole, Sum, "whole";
    /// The parts that a sentence names do not add up to the total that it states.
    NamedParts, Sum, "named_parts";
    /// A percentage does not follow from the numbers that it is of.
    Share, Pct, "share";
    /// A change in percent does not follow from the numbers.
    Growth, Pct, "growth";
    /// Percentages of parts do not add up to 100.
    Hundred, Pct, "hundred";
    /// A change that is stated as a number is not the difference.
    Difference, Pct, "difference";
    /// No whole numbers give this percentage.
    NoWholeNumber, Pct, "no_whole_number";
    /// A percentage fits another denominator.
    OtherDenominator, Den, "other_denominator";
    /// The rate or mean of all is the mean of the rows' rates or means.
    MeanOfRates, Den, "mean_of_rates";
    /// A mean is of another number than is stated.
    MeanNumber, Den, "mean_number";
    /// One measure stands with different values on different bases.
    Bases, Den, "bases";
    /// A change goes another way.
    Direction, Dir, "direction";
    /// A change is of another size than its words.
    Degree, Dir, "degree";
    /// A comparison goes another way.
    Comparison, Dir, "comparison";
    /// More than the whole.
    MoreThanWhole, Imp, "more_than_whole";
    /// A count below nothing, or a part of one.
    NoCount, Imp, "no_count";
    /// A mean that lies outside what it is the mean of.
    OutsideRange, Imp, "outside_range";
    /// A date that cannot be.
    Date, Imp, "date";
    /// Two documents give different values for one thing.
    DocumentsDiffer, Xdoc, "documents_differ";
    /// One document gives different values for one thing.
    SectionsDiffer, Xsec, "sections_differ";
    /// A title or a sentence of another year.
    OtherYear, Stale, "other_year";
    /// Something written as a year that is none.
    NoYear, Stale, "no_year";
    /// A total of one unit with parts of another.
    MixedUnits, Unit, "mixed_units";
    /// Many of a case add up to exactly the number of cases.
    ManyAsCases, Unit, "many_as_cases";
    /// Percentage points stated as percent.
    Points, Unit, "points";
    /// Rows are counted wrong.
    Count, Lab, "count";
    /// A figure is cited by another number.
    Reference, Lab, "reference";
    /// A period is named that is not among those spoken of.
    Series, Lab, "series";
    /// Bands overlap, or leave something between them.
    Bands, Lab, "bands";
    /// The register counts another value.
    Register, Register, "register";
}

impl Rule {
    /// Whether what it finds is worth a question, and need not be wrong.
    pub fn is_remark(self) -> bool {
        matches!(self, Self::Bases | Self::Degree | Self::Bands)
    }
}

/// Where something stands. Parts that do not apply are empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The document.
    pub document: String,
    /// The table.
    pub table: String,
    /// The row.
    pub row: String,
    /// The column.
    pub column: String,
    /// The statement, from 1; 0 for none.
    pub statement: usize,
    /// Where the statement stands in the document.
    pub paragraph: String,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts = vec![self.document.clone()];
        let of_table = [&self.table, &self.row, &self.column];
        parts.extend(of_table.into_iter().filter(|part| !part.is_empty()).cloned());
        if self.statement > 0 {
            parts.push(match self.paragraph.as_str() {
                "" => format!("statement {}", self.statement),
                paragraph => format!("statement {} ({paragraph})", self.statement),
            });
        }
        f.write_str(&parts.join(" > "))
    }
}

/// One contradiction.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// Where: first the part that is called wrong, then what it was held against.
    pub places: Vec<Place>,
    /// What is stated.
    pub stated: String,
    /// What follows.
    pub follows: String,
    /// How, as a sentence.
    pub how: String,
}
