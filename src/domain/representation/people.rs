//! Who handles a representation, who speaks for the complainant, and whether they are independent.

use chrono::NaiveDate;

use crate::domain::{
    ids::{CodeId, Position},
    word::Word,
};

/// What a person is appointed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks after the whole.
    CaseOfficer,
    /// Answers a stage.
    Responder,
    /// Investigates stage 2 (Getting the Best from Complaints).
    InvestigatingOfficer,
    /// Goes alongside the investigation (SI 2006/1738 reg 17).
    IndependentPerson,
    /// Reads both reports and sends the authority's response.
    AdjudicatingOfficer,
    /// Chairs the review panel (SI 2006/1738 reg 19).
    PanelChair,
    /// Sits on the review panel.
    PanelMember,
    /// Accountable for the procedure; signs adults' responses (SI 2009/309 reg 4).
    ResponsiblePerson,
}

impl Word for Role {
    const ALL: &'static [Self] = &[
        Self::CaseOfficer,
        Self::Responder,
        Self::InvestigatingOfficer,
        Self::IndependentPerson,
        Self::AdjudicatingOfficer,
        Self::PanelChair,
        Self::PanelMember,
        Self::ResponsiblePerson,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::CaseOfficer => "case_officer",
            Self::Responder => "responder",
            Self::InvestigatingOfficer => "investigating_officer",
            Self::IndependentPerson => "independent_person",
            Self::AdjudicatingOfficer => "adjudicating_officer",
            Self::PanelChair => "panel_chair",
            Self::PanelMember => "panel_member",
            Self::ResponsiblePerson => "responsible_person",
        }
    }
}

/// What a person is to the authority and to what is complained of, as declared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is declared or not")]
pub struct Declaration {
    /// In the line of management of the service complained of, or the subject of the complaint.
    pub in_line_complained_of: bool,
    /// A member of the authority.
    pub member: bool,
    /// An officer of the authority.
    pub officer: bool,
    /// The spouse or civil partner of a member or officer.
    pub partner_of_either: bool,
}

/// Somebody appointed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// What for.
    pub role: Role,
    /// From the list of officers: a post or a number, never a name.
    pub officer: CodeId,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// When.
    pub on: NaiveDate,
    /// What was declared.
    pub declaration: Declaration,
}

/// An appointment with its place in the log and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointed {
    /// The appointment.
    pub appointment: Appointment,
    /// Where in the log.
    pub at: Position,
    /// When another took over or it was ended.
    pub ended_on: Option<NaiveDate>,
}

/// What the complainant said to the offer of an advocate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdvocacyAnswer {
    /// Accepted.
    Accepted,
    /// Refused.
    Refused,
}

impl Word for AdvocacyAnswer {
    const ALL: &'static [Self] = &[Self::Accepted, Self::Refused];

    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// What is known of advocacy (Children Act 1989 s26A). As a step, what it gives replaces what was known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advocacy {
    /// When the complainant was told of advocacy.
    pub told_on: Option<NaiveDate>,
    /// When an advocate was offered.
    pub offered_on: Option<NaiveDate>,
    /// What the complainant said, and when.
    pub answered: Option<(AdvocacyAnswer, NaiveDate)>,
    /// From the list of advocacy providers.
    pub provider: Option<CodeId>,
    /// When an advocate was appointed.
    pub appointed_on: Option<NaiveDate>,
    /// Whether the advocate was checked for a conflict (Welsh 2004 regulations reg 3; the English rule is read the
    /// same way), and whether there is one.
    pub conflict: Option<bool>,
}

impl Advocacy {
    /// What is known after a step.
    #[must_use]
    pub fn with(&self, step: &Self) -> Self {
        Self {
            told_on: step.told_on.or(self.told_on),
            offered_on: step.offered_on.or(self.offered_on),
            answered: step.answered.or(self.answered),
            provider: step.provider.clone().or_else(|| self.provider.clone()),
            appointed_on: step.appointed_on.or(self.appointed_on),
            conflict: step.conflict.or(self.conflict),
        }
    }
}
