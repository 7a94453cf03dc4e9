//! What a register also holds of a representation: milestones, costs, arrangements.

use chrono::NaiveDate;

use crate::domain::{
    ids::{CodeId, RecordNumber},
    procedure::Procedure,
    word::Word,
};

/// Something that is done once in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// The statement of complaint was agreed (stage 2).
    StatementAgreed,
    /// The investigating officer's report came in (stage 2).
    InvestigationReport,
    /// The independent person's report came in (stage 2).
    IndependentPersonReport,
    /// The papers went out to the panel and all others (stage 3).
    PanelPapers,
    /// The panel met (stage 3).
    PanelMet,
    /// The panel's report came to the authority (stage 3).
    PanelReport,
    /// The authority considered the panel's report with the independent person of stage 2 (stage 3).
    ConsideredWithIndependentPerson,
    /// The internal investigation form was completed (any stage).
    InternalForm,
    /// Mediation began (any stage). No clock stops for it: whoever settles by it withdraws, or the stage is answered.
    MediationBegan,
    /// Mediation ended, settled or not (any stage).
    MediationEnded,
}

impl Word for Milestone {
    const ALL: &'static [Self] = &[
        Self::StatementAgreed,
        Self::InvestigationReport,
        Self::IndependentPersonReport,
        Self::PanelPapers,
        Self::PanelMet,
        Self::PanelReport,
        Self::ConsideredWithIndependentPerson,
        Self::InternalForm,
        Self::MediationBegan,
        Self::MediationEnded,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::StatementAgreed => "statement_agreed",
            Self::InvestigationReport => "investigation_report",
            Self::IndependentPersonReport => "independent_person_report",
            Self::PanelPapers => "panel_papers",
            Self::PanelMet => "panel_met",
            Self::PanelReport => "panel_report",
            Self::ConsideredWithIndependentPerson => "considered_with_independent_person",
            Self::InternalForm => "internal_form",
            Self::MediationBegan => "mediation_began",
            Self::MediationEnded => "mediation_ended",
        }
    }
}

impl Milestone {
    /// Whether a stage of a procedure has it.
    pub fn belongs_to(self, procedure: Procedure, stage: u8) -> bool {
        let children = procedure == Procedure::ChildrenStatutory;
        match self {
            Self::StatementAgreed | Self::InvestigationReport | Self::IndependentPersonReport => {
                children && stage == 2
            }
            Self::PanelPapers
            | Self::PanelMet
            | Self::PanelReport
            | Self::ConsideredWithIndependentPerson => children && stage == 3,
            Self::InternalForm | Self::MediationBegan | Self::MediationEnded => true,
        }
    }

    /// The milestone that comes first.
    pub fn follows(self) -> Option<Self> {
        match self {
            Self::PanelReport => Some(Self::PanelMet),
            Self::ConsideredWithIndependentPerson => Some(Self::PanelReport),
            Self::MediationEnded => Some(Self::MediationBegan),
            _ => None,
        }
    }
}

/// What a stage cost, or a payment that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// From the list of cost kinds.
    pub kind: CodeId,
    /// In pence.
    pub amount_pence: i64,
    /// What it is reckoned by, from the list of payment bases.
    pub basis: Option<CodeId>,
    /// The service whose budget bears it.
    pub budget: CodeId,
    /// When it was paid.
    pub paid_on: Option<NaiveDate>,
}

/// How contact that had become unreasonable is arranged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactArrangement {
    /// From the list of contact arrangements.
    pub kind: CodeId,
    /// Since when.
    pub from: NaiveDate,
    /// When it is looked at again.
    pub review_on: NaiveDate,
    /// When it ended.
    pub ended_on: Option<NaiveDate>,
}

/// A compliment or comment that was passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forwarding {
    /// When.
    pub on: NaiveDate,
    /// To which teams.
    pub teams: Vec<CodeId>,
    /// Whether the people whom it names were told.
    pub to_people_named: bool,
    /// Whether their manager was told.
    pub to_manager: bool,
}

/// A clock that a change of the calendar moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockMove {
    /// The clock.
    pub clock: crate::domain::policy::ClockName,
    /// The stage, or the number of an enquiry or remedy of a case.
    pub of: u8,
    /// The date due before.
    pub due_before_on: NaiveDate,
    /// The date due now.
    pub due_on: NaiveDate,
    /// The holiday that moved it.
    pub holiday_on: NaiveDate,
}

/// A representation that this one belongs together with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tied {
    /// The other.
    pub other: RecordNumber,
    /// How.
    pub tie: super::Tie,
}
