//! The turns that a complaint can take beside going through its stages.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Concern, Stage};
use crate::domain::{
    ids::{CodeId, Position, RecordNumber},
    procedure::Procedure,
    word::Word,
};

/// The decision that the council will consider the complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// When it was decided.
    pub on: NaiveDate,
    /// Who decided, from the list of officers.
    pub reviewer: Option<CodeId>,
    /// Why a complaint made late is considered all the same, from the list of late acceptance reasons.
    pub late_acceptance_reason: Option<CodeId>,
    /// Whether the person has sufficient interest (Children Act 1989 s26(3)), where that had to be decided.
    pub sufficient_interest: bool,
    /// Whether the child's view was taken into account.
    pub child_s_view_considered: bool,
}

/// The decision that the council will not consider the complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// When it was decided.
    pub on: NaiveDate,
    /// From the list of refusal reasons.
    pub reason: CodeId,
    /// Who decided, from the list of officers.
    pub reviewer: Option<CodeId>,
    /// Where the complainant was pointed to, from the list of signposts.
    pub signpost: CodeId,
    /// When the complainant was told in writing.
    pub told_on: NaiveDate,
}

/// The decision to wait for proceedings (SI 2006/1738 reg 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferral {
    /// When it was decided.
    pub on: NaiveDate,
    /// From the list of proceedings.
    pub proceedings: CodeId,
    /// When the complainant was told in writing why.
    pub told_on: NaiveDate,
}

/// A deferral and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferred {
    /// The deferral.
    pub deferral: Deferral,
    /// Where in the log.
    pub at: Position,
    /// When it was looked at again without an end.
    pub reviewed_on: Vec<NaiveDate>,
    /// When the proceedings ended, and where in the log that was recorded.
    pub proceedings_ended: Option<(NaiveDate, Position)>,
    /// When the complaint went on, and where in the log.
    pub resumed: Option<(NaiveDate, Position)>,
}

/// A move from one procedure to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The procedure from now on.
    pub to: Procedure,
    /// When.
    pub on: NaiveDate,
    /// From the list of conversion reasons.
    pub reason: CodeId,
    /// Who decided, from the list of officers.
    pub decided_by: Option<CodeId>,
    /// When the complainant was told.
    pub told_on: Option<NaiveDate>,
    /// The points complained of, where the representation had none.
    pub concerns: Vec<Concern>,
}

/// A procedure that the representation was handled under before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftProcedure {
    /// The procedure; none for what was no complaint.
    pub procedure: Option<Procedure>,
    /// The conversion that ended it.
    pub conversion: Conversion,
    /// Its stages.
    pub stages: Vec<Stage>,
}

/// Why stage 1 is left out (SI 2006/1738; Calderdale 2021/22 counts one such complaint).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipBasis {
    /// Both sides agreed.
    Agreed,
    /// The authority thinks it fit.
    AuthorityThinksFit,
}

impl Word for SkipBasis {
    const ALL: &'static [Self] = &[Self::Agreed, Self::AuthorityThinksFit];

    fn word(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::AuthorityThinksFit => "authority_thinks_fit",
        }
    }
}

/// A request for the next stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// When it was asked for.
    pub requested_on: NaiveDate,
    /// Why a request out of time is accepted, from the list of late acceptance reasons.
    pub late_acceptance_reason: Option<CodeId>,
    /// Why the stage under way is left out.
    pub skip: Option<SkipBasis>,
}

/// One of the tests of an early referral (Getting the Best from Complaints, after stage 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferralTest {
    /// The authority and the complainant both agree.
    BothAgree,
    /// Stage 2 gave a robust report and a complete adjudication.
    RobustReport,
    /// All complaints, or all significant ones, were upheld.
    AllSignificantUpheld,
    /// There is a clear action plan.
    ActionPlan,
    /// The authority agrees to meet all or most desired outcomes.
    OutcomesMet,
}

impl Word for ReferralTest {
    const ALL: &'static [Self] = &[
        Self::BothAgree,
        Self::RobustReport,
        Self::AllSignificantUpheld,
        Self::ActionPlan,
        Self::OutcomesMet,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::BothAgree => "both_agree",
            Self::RobustReport => "robust_report",
            Self::AllSignificantUpheld => "all_significant_upheld",
            Self::ActionPlan => "action_plan",
            Self::OutcomesMet => "outcomes_met",
        }
    }
}

/// A referral to the Ombudsman after stage 2, without stage 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyReferral {
    /// When.
    pub on: NaiveDate,
    /// Each test and whether it is met.
    pub tests: BTreeMap<ReferralTest, bool>,
}

/// A withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub on: NaiveDate,
    /// From the list of withdrawal reasons.
    pub reason: CodeId,
    /// When the authority confirmed it in writing.
    pub confirmed_on: Option<NaiveDate>,
    /// Whether the matter goes on as a review by management.
    pub continues_as_review: bool,
}

/// How two representations belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// About the same or a related matter.
    Related,
    /// The same, told twice.
    Duplicate,
}

impl Word for LinkKind {
    const ALL: &'static [Self] = &[Self::Related, Self::Duplicate];

    fn word(self) -> &'static str {
        match self {
            Self::Related => "related",
            Self::Duplicate => "duplicate",
        }
    }
}

/// How another representation belongs to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// Linked by hand.
    Linked(LinkKind),
    /// Points of this one were moved into that one.
    SplitInto,
    /// This one was made of points of that one.
    SplitFrom,
    /// This one was joined to that one and ended.
    JoinedTo,
    /// That one was joined to this one.
    Took,
}

impl Word for Tie {
    const ALL: &'static [Self] = &[
        Self::Linked(LinkKind::Related),
        Self::Linked(LinkKind::Duplicate),
        Self::SplitInto,
        Self::SplitFrom,
        Self::JoinedTo,
        Self::Took,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Linked(kind) => kind.word(),
            Self::SplitInto => "split_into",
            Self::SplitFrom => "split_from",
            Self::JoinedTo => "joined_to",
            Self::Took => "took",
        }
    }
}

/// The points of another representation that a new one is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The representation that they are taken from.
    pub from: RecordNumber,
    /// Their numbers there.
    pub concerns: Vec<u8>,
}

/// Working together with another body on one complaint (SI 2009/309 reg 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointHandling {
    /// Since when.
    pub on: NaiveDate,
    /// From the list of partner bodies.
    pub partner: CodeId,
    /// Whether the authority leads and sends the one response.
    pub authority_leads: bool,
}
