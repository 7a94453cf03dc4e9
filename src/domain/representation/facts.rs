//! What a representation is registered with: coded facts, no personal data.

use chrono::NaiveDate;

use crate::domain::{ids::CodeId, lists::List, procedure::Procedure, word::Word};

/// What a person has told the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Dissatisfaction that needs a response (Complaint Handling Code 1.4).
    Complaint,
    /// An observation without the wish to complain.
    Comment,
    /// Unsolicited praise.
    Compliment,
}

impl Word for Kind {
    const ALL: &'static [Self] = &[Self::Complaint, Self::Comment, Self::Compliment];

    fn word(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Comment => "comment",
            Self::Compliment => "compliment",
        }
    }
}

/// What a representation is about. Each kind has what only it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// A complaint, with at least one concern.
    Complaint {
        /// How it is handled.
        procedure: Procedure,
        /// The points complained of.
        concerns: Vec<Concern>,
    },
    /// A comment.
    Comment {
        /// The points made.
        concerns: Vec<Concern>,
    },
    /// A compliment.
    Compliment {
        /// What it praises, from [`List::ComplimentThemes`].
        themes: Vec<CodeId>,
    },
}

impl Matter {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Complaint { .. } => Kind::Complaint,
            Self::Comment { .. } => Kind::Comment,
            Self::Compliment { .. } => Kind::Compliment,
        }
    }

    /// The procedure of a complaint.
    pub fn procedure(&self) -> Option<Procedure> {
        match self {
            Self::Complaint { procedure, .. } => Some(*procedure),
            Self::Comment { .. } | Self::Compliment { .. } => None,
        }
    }

    /// The concerns; a compliment has none.
    pub fn concerns(&self) -> &[Concern] {
        match self {
            Self::Complaint { concerns, .. } | Self::Comment { concerns } => concerns,
            Self::Compliment { .. } => &[],
        }
    }

    /// The themes of a compliment.
    pub fn themes(&self) -> &[CodeId] {
        match self {
            Self::Compliment { themes } => themes,
            Self::Complaint { .. } | Self::Comment { .. } => &[],
        }
    }
}

/// One point complained of. Its number is its place in the representation, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// From [`List::ConcernCategories`].
    pub category: CodeId,
    /// From [`List::ConcernSubcategories`].
    pub subcategory: Option<CodeId>,
}

/// Where equality answers came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerSource {
    /// The person was asked.
    Asked,
    /// Taken from the case record.
    CaseRecord,
}

impl Word for AnswerSource {
    const ALL: &'static [Self] = &[Self::Asked, Self::CaseRecord];

    fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::CaseRecord => "case_record",
        }
    }
}

/// The questions of the Equality Act 2010 s4, in the order in which [`Equality`] keeps the answers.
pub const EQUALITY_LISTS: [List; 9] = [
    List::AgeBands,
    List::Disability,
    List::Ethnicity,
    List::Sex,
    List::GenderReassignment,
    List::Marriage,
    List::Pregnancy,
    List::Religion,
    List::SexualOrientation,
];

/// Equality answers about one person; what was left blank is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Equality {
    /// The answers, in the order of [`EQUALITY_LISTS`].
    pub answers: [Option<CodeId>; EQUALITY_LISTS.len()],
    /// Where they came from.
    pub source: Option<AnswerSource>,
}

/// What a representation is registered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The caller's own reference, unique in the authority.
    pub external_reference: Option<String>,
    /// What it is about.
    pub matter: Matter,
    /// When anyone in the council received it.
    pub received_on: NaiveDate,
    /// From [`List::Services`].
    pub service: CodeId,
    /// From [`List::Teams`].
    pub team: Option<CodeId>,
    /// From [`List::Methods`].
    pub method: CodeId,
    /// From [`List::MadeBy`], for a compliment from [`List::ComplimentSources`].
    pub made_by: CodeId,
    /// Whether an advocate made it or helped to; `None` where nothing is known.
    pub advocate_supported: Option<bool>,
    /// About the complainant.
    pub complainant_equality: Equality,
    /// About the child or service user.
    pub service_user_equality: Equality,
}
