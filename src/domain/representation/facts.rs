//! What a representation is registered with: coded facts, no personal data.

use chrono::{DateTime, NaiveDate, Utc};

use super::Split;
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
    /// A request to provide or improve a service, to fix a problem or to look at a decision again (Complaint
    /// Handling Code 1.2 to 1.8): recorded, monitored, and a complaint once the person is unhappy with the answer.
    ServiceRequest,
    /// What somebody who is not eligible under the statutory procedure has to say, noted and answered; Halton calls
    /// this alone a representation.
    IneligibleRepresentation,
    /// Advice, guidance, signposting or early resolution (Halton).
    CustomerCareIssue,
}

impl Word for Kind {
    const ALL: &'static [Self] = &[
        Self::Complaint,
        Self::Comment,
        Self::Compliment,
        Self::ServiceRequest,
        Self::IneligibleRepresentation,
        Self::CustomerCareIssue,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Comment => "comment",
            Self::Compliment => "compliment",
            Self::ServiceRequest => "service_request",
            Self::IneligibleRepresentation => "ineligible_representation",
            Self::CustomerCareIssue => "customer_care_issue",
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
    /// What is noted and answered and is neither complaint nor compliment.
    Noted {
        /// Which of those it is.
        kind: NotedKind,
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
            Self::Noted { kind, .. } => kind.kind(),
            Self::Compliment { .. } => Kind::Compliment,
        }
    }

    /// The procedure of a complaint.
    pub fn procedure(&self) -> Option<Procedure> {
        match self {
            Self::Complaint { procedure, .. } => Some(*procedure),
            Self::Noted { .. } | Self::Compliment { .. } => None,
        }
    }

    /// The concerns; a compliment has none.
    pub fn concerns(&self) -> &[Concern] {
        match self {
            Self::Complaint { concerns, .. } | Self::Noted { concerns, .. } => concerns,
            Self::Compliment { .. } => &[],
        }
    }

    /// The concerns, to add to or to correct; none of a compliment.
    pub fn concerns_mut(&mut self) -> Option<&mut Vec<Concern>> {
        match self {
            Self::Complaint { concerns, .. } | Self::Noted { concerns, .. } => Some(concerns),
            Self::Compliment { .. } => None,
        }
    }

    /// The themes of a compliment.
    pub fn themes(&self) -> &[CodeId] {
        match self {
            Self::Compliment { themes } => themes,
            Self::Complaint { .. } | Self::Noted { .. } => &[],
        }
    }
}

/// What is noted and answered and is neither complaint nor compliment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotedKind {
    /// See [`Kind::Comment`].
    Comment,
    /// See [`Kind::ServiceRequest`].
    ServiceRequest,
    /// See [`Kind::IneligibleRepresentation`].
    IneligibleRepresentation,
    /// See [`Kind::CustomerCareIssue`].
    CustomerCareIssue,
}

impl NotedKind {
    /// The kind of representation.
    pub fn kind(self) -> Kind {
        match self {
            Self::Comment => Kind::Comment,
            Self::ServiceRequest => Kind::ServiceRequest,
            Self::IneligibleRepresentation => Kind::IneligibleRepresentation,
            Self::CustomerCareIssue => Kind::CustomerCareIssue,
        }
    }

    /// The noted kind that a kind is.
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Comment => Some(Self::Comment),
            Kind::ServiceRequest => Some(Self::ServiceRequest),
            Kind::IneligibleRepresentation => Some(Self::IneligibleRepresentation),
            Kind::CustomerCareIssue => Some(Self::CustomerCareIssue),
            Kind::Complaint | Kind::Compliment => None,
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
    /// The team that it is about, where that is another than the representation's.
    pub team: Option<CodeId>,
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
    /// At what moment, where that is known; it lies on `received_on` in the council's own time.
    pub received_at: Option<DateTime<Utc>>,
    /// When its grounds arose or came to notice, where that is known (SI 2006/1738 reg 9).
    pub grounds_arose_on: Option<NaiveDate>,
    /// From [`List::Services`].
    pub service: CodeId,
    /// From [`List::Teams`].
    pub team: Option<CodeId>,
    /// The commissioned provider that it is about, from [`List::Providers`].
    pub provider: Option<CodeId>,
    /// From [`List::Methods`].
    pub method: CodeId,
    /// The route in, such as a councillor, from [`List::Routes`].
    pub route: Option<CodeId>,
    /// From [`List::MadeBy`], for a compliment from [`List::ComplimentSources`].
    pub made_by: CodeId,
    /// Whether it must be decided if the person has sufficient interest (Children Act 1989 s26(3)(e)).
    pub interest_to_decide: bool,
    /// Whether an advocate made it or helped to; `None` where nothing is known.
    pub advocate_supported: Option<bool>,
    /// Whether the maker of a comment asked for a reply.
    pub reply_wanted: bool,
    /// From [`List::CommunicationNeeds`].
    pub communication_needs: Vec<CodeId>,
    /// The points of another representation that it is made of.
    pub split: Option<Split>,
    /// About the complainant.
    pub complainant_equality: Equality,
    /// About the child or service user.
    pub service_user_equality: Equality,
}
