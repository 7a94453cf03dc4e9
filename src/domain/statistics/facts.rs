//! What the store counts: groups of facts that are alike in every column that a query needs.

use crate::domain::word::Word;

/// A column of a fact. The store knows its SQL; every value is read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The date that the query's basis reads.
    BasisDate,
    /// The representation's kind.
    Kind,
    /// Its procedure.
    Procedure,
    /// Its state.
    State,
    /// Its service.
    Service,
    /// Its team.
    Team,
    /// How it came.
    Method,
    /// Who made it, where it is a complaint or comment.
    MadeBy,
    /// Who gave it, where it is a compliment.
    ComplimentSource,
    /// Whether an advocate supported it: `yes` or `no`.
    AdvocateSupported,
    /// The finding of the latest stage that ended in a response.
    Finding,
    /// The last stage that it reached.
    LastStage,
    /// Working days of that stage, whatever ended it.
    LastStageWorkingDays,
    /// How that stage stands against its response clock.
    LastStageTimeliness,
    /// The complainant's answer to the equality question of this name.
    Complainant(&'static str),
    /// The child's or service user's answer to the equality question of this name.
    ServiceUser(&'static str),
    /// The number of a stage.
    Stage,
    /// What ended it.
    Ending,
    /// The overall finding of its response.
    StageFinding,
    /// How its response stands against its due dates.
    Timeliness,
    /// Whether its response clock was extended: `yes` or `no`.
    Extended,
    /// Working days that it took.
    WorkingDays,
    /// The category of a concern.
    Category,
    /// Its sub-category.
    Subcategory,
    /// The overall finding on it.
    ConcernFinding,
    /// The theme of a compliment.
    Theme,
    /// The Ombudsman's category of a case.
    CaseCategory,
    /// The council's service that a case is about.
    CaseService,
    /// The case's state.
    CaseState,
    /// Its decision, in the older words.
    Decision,
    /// Its decision, in the newer words.
    DecisionClass,
    /// The ground of its decision.
    Ground,
    /// Whether the council had offered a suitable remedy before: `yes` or `no`.
    SatisfactoryRemedy,
    /// Whether there is a public report: `yes` or `no`.
    PublicReport,
    /// How the answer to an enquiry stands against its due date.
    EnquiryTimeliness,
    /// Working days to that answer.
    EnquiryWorkingDays,
    /// What a remedy is.
    RemedyKind,
    /// How its completion stands against its due date.
    RemedyTimeliness,
}

/// So many units that are alike in every column of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The values, in the order of the query's columns.
    pub values: Vec<Option<String>>,
    /// How many units.
    pub count: i64,
}

/// The values of one group under their columns.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    columns: &'a [Column],
    values: &'a [Option<String>],
}

impl<'a> Facts<'a> {
    /// The values of a group that was counted for these columns.
    pub fn of(columns: &'a [Column], group: &'a Group) -> Self {
        Self {
            columns,
            values: &group.values,
        }
    }

    /// The value of a column; `None` where it is blank.
    pub fn text(&self, column: Column) -> Option<&'a str> {
        let place = self.columns.iter().position(|known| *known == column);
        debug_assert!(place.is_some(), "the query did not ask for {column:?}");
        self.values.get(place?)?.as_deref()
    }

    /// The same as one of a closed list of words.
    pub fn word<W: Word>(&self, column: Column) -> Option<W> {
        W::from_word(self.text(column)?)
    }

    /// The same as a whole number.
    pub fn number(&self, column: Column) -> Option<i64> {
        self.text(column)?.parse().ok()
    }

    /// Whether the column says `yes`.
    pub fn yes(&self, column: Column) -> bool {
        self.text(column) == Some(YES)
    }
}

/// How a column that is true or false reads where it is true.
pub const YES: &str = "yes";
