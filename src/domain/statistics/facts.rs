//! What the store counts: groups of facts that are alike in every column that a query needs.

use crate::domain::word::Word;

/// A column of a fact. The store knows its SQL; every value is read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The date that the query's basis reads.
    BasisDate,
    /// The representation's kind.
    Kind,
    /// Its procedure; of a time under one procedure, that one.
    Procedure,
    /// The representation's procedure now, whichever part of it is counted.
    ProcedureNow,
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
    /// The commissioned provider that a representation is about.
    Provider,
    /// The route by which it came in.
    Route,
    /// Whether the complainant was told of advocacy: `yes` or `no`.
    AdvocacyTold,
    /// Whether an advocate was offered: `yes` or `no`.
    AdvocacyOffered,
    /// What the complainant said to the offer.
    AdvocacyAnswer,
    /// Who provides the advocate.
    AdvocacyProvider,
    /// Whether an advocate was appointed: `yes` or `no`.
    AdvocateAppointed,
    /// Why it is not considered.
    RefusalReason,
    /// Where the complainant was pointed to instead.
    Signpost,
    /// Why it was withdrawn.
    WithdrawalReason,
    /// Why it is considered although it was made late.
    LateAcceptanceReason,
    /// Whether it was ever deferred for proceedings: `yes` or `no`.
    Deferred,
    /// The proceedings that it was deferred for last.
    Proceedings,
    /// Whether a reply was asked for: `yes` or `no`.
    ReplyWanted,
    /// Whether it was passed on to a team: `yes` or `no`.
    PassedOn,
    /// Whether the finding of a response was set by hand: `yes` or `no`.
    FindingOverridden,
    /// Another body that works on it too.
    Partner,
    /// Where the complainant's equality answers came from.
    ComplainantSource,
    /// Where the child's or service user's equality answers came from.
    ServiceUserSource,
    /// Whether a learning action that was not rejected comes from it: `yes` or `no`.
    HasAction,
    /// Whether a case of the Ombudsman grew out of it: `yes` or `no`.
    ReachedOmbudsman,
    /// Why the response of a stage is or was late.
    DelayReason,
    /// Why its response clock was extended last.
    ExtensionReason,
    /// Whether the next stage was asked for: `yes` or `no`.
    Escalated,
    /// When the next stage was asked for: `before`, `within` or `after` the period; blank where it was not.
    EscalatedWhen,
    /// When the stage started: `before` or `within` the period.
    StartedWhen,
    /// When it ended: `before`, `within` or `after` the period; what is open ends after it.
    EndedWhen,
    /// Whether the time to ask for the next stage is over: `yes` or `no`.
    WindowOver,
    /// Whether a stage that is open is overdue: `yes` or `no`; blank where it has ended.
    OpenOverdue,
    /// The same of a stage that was open at the end of the period, as it stood then.
    OverdueAtEnd,
    /// Whether the internal investigation form was completed: `yes` or `no`.
    InternalForm,
    /// What the stage cost, in pence.
    StageCost,
    /// How the acknowledgement of a stage stands.
    AcknowledgementTimeliness,
    /// Working days to it.
    AcknowledgementWorkingDays,
    /// How the response stands counted from the agreed statement of complaint.
    StatementTimeliness,
    /// Working days from the agreed statement to the response.
    StatementWorkingDays,
    /// How the review panel's meeting stands.
    PanelMeetingTimeliness,
    /// How the review panel's report stands.
    PanelReportTimeliness,
    /// How the response to the review panel stands.
    PanelResponseTimeliness,
    /// Whether a concern is the first of its representation: `yes` or `no`.
    FirstOfRecord,
    /// How many points of its representation are in its category.
    Points,
    /// How a complaint came under a procedure.
    EnteredBy,
    /// How it left it.
    LeftBy,
    /// When it came under it: `before` or `within` the period.
    EnteredWhen,
    /// When it left it: `within` or `after` the period.
    LeftWhen,
    /// The procedure that it was converted from.
    FromProcedure,
    /// The procedure that it was converted to.
    ToProcedure,
    /// Why it was converted to this procedure.
    EnteringReason,
    /// Why it was converted to another.
    LeavingReason,
    /// The stage that a cost belongs to; 0 for the whole.
    CostStage,
    /// What a cost is.
    CostKind,
    /// The service whose budget bears a cost or payment.
    Budget,
    /// What a cost or payment is reckoned by.
    PaymentBasis,
    /// Whether it was paid: `yes` or `no`.
    Paid,
    /// How much, in pence.
    Pence,
    /// The outcome of compliance of a case.
    Compliance,
    /// What had been found locally on the complaint that a case grew out of.
    LocalFinding,
    /// The procedure of that complaint.
    LocalProcedure,
    /// Whether the council learned of a case from the annual list alone: `yes` or `no`.
    UnknownUntilListed,
    /// For whom a remedy is.
    Recommendation,
    /// Whether something that is not done is overdue: `yes` or `no`; blank where it is done.
    Overdue,
    /// At which step an enquiry was made.
    EnquiryKind,
    /// What a learning action comes from.
    ActionSource,
    /// Where it is in its life.
    ActionStatus,
    /// The team that is to carry it out.
    ActionTeam,
    /// The service that it is about.
    ActionService,
    /// How its completion stands against its due dates.
    ActionTimeliness,
    /// What the latest check of its impact showed.
    ActionImpact,
    /// Whether its learning was shared: `yes` or `no`.
    ActionShared,
    /// Whether the council accepts it.
    ActionAcceptance,
    /// When it was raised: `before` or `within` the period.
    RaisedWhen,
    /// When it was settled: `within` or `after` the period.
    SettledWhen,
    /// One of its types.
    ActionType,
    /// What the council said to a draft decision.
    DraftResponse,
    /// How its comments stand.
    DraftTimeliness,
    /// Whether a duty of the monitoring officer arose: `yes` or `no`.
    DutyTriggered,
    /// Why.
    DutyReason,
    /// Under which section.
    DutyRoute,
    /// How the consideration of the report stands.
    DutyTimeliness,
    /// What a figure that was given counts.
    GivenKind,
    /// The body that it is about; blank for the authority itself.
    GivenBody,
    /// Where it comes from.
    GivenSource,
    /// The set that it is given in.
    GivenSet,
    /// The financial year that it is about.
    GivenYear,
}

impl Column {
    /// Whether its value depends on the day that the answer is about: on the position's own day.
    pub fn is_judged(self) -> bool {
        matches!(
            self,
            Self::WindowOver | Self::OpenOverdue | Self::OverdueAtEnd | Self::Overdue
        )
    }
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
