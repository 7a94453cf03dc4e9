//! The lists of codes that records are coded with.

use chrono::NaiveDate;

use super::{ids::CodeId, word::Word};

/// The lists that every authority has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// The council's services.
    Services,
    /// Its teams; a team's parent is its service.
    Teams,
    /// How a representation came.
    Methods,
    /// Who made a complaint or comment.
    MadeBy,
    /// Who gave a compliment.
    ComplimentSources,
    /// What a compliment praises.
    ComplimentThemes,
    /// What a concern is about.
    ConcernCategories,
    /// The same, more closely; a sub-category's parent is its category.
    ConcernSubcategories,
    /// Why a clock was extended.
    ExtensionReasons,
    /// Why a representation was withdrawn.
    WithdrawalReasons,
    /// Why a request out of time was accepted.
    LateAcceptanceReasons,
    /// The Ombudsman's own categories.
    OmbudsmanCategories,
    /// The ground of the Ombudsman's decision.
    DecisionGrounds,
    /// What a remedy is.
    RemedyKinds,
    /// The council's officers and the independent people it commissions, by post or number, never by name.
    Officers,
    /// Providers that the council commissions care from.
    Providers,
    /// The route by which a representation came in, such as a councillor.
    Routes,
    /// What a person needs to be able to take part.
    CommunicationNeeds,
    /// Why a complaint is not considered.
    RefusalReasons,
    /// Where somebody whose complaint is not considered was pointed to.
    Signposts,
    /// Proceedings that a complaint waits for.
    Proceedings,
    /// Why a representation is handled under another procedure.
    ConversionReasons,
    /// Why a clock is held.
    PauseReasons,
    /// Why a clock is late.
    DelayReasons,
    /// Why a record was wrong.
    CorrectionReasons,
    /// Who provides advocates.
    AdvocacyProviders,
    /// Bodies that work with the council on one complaint.
    PartnerBodies,
    /// What a cost or payment is.
    CostKinds,
    /// What a payment is reckoned by.
    PaymentBases,
    /// How contact that has become unreasonable is arranged.
    ContactArrangements,
    /// What kind of learning action it is.
    ActionTypes,
    /// Why an action is not accepted, or only in part.
    ActionDecisionReasons,
    /// Where learning is shared.
    SharingPlaces,
    /// What a training session is about.
    TrainingSubjects,
    /// Steps of the approval of a report.
    ApprovalSteps,
    /// Bodies that a published report goes to for an answer.
    GovernanceBodies,
    /// Why a published report is restated.
    RestatementReasons,
    /// Why a release was withdrawn.
    ReleaseWithdrawalReasons,
    /// What a figure that is given to the register counts, such as residents.
    FigureKinds,
    /// The sets that figures of other bodies are given in, such as the nearest neighbours.
    FigureSets,
    /// Other councils and bodies that figures are given of.
    Bodies,
    /// Equality: age.
    AgeBands,
    /// Equality: disability.
    Disability,
    /// Equality: race, in the boxes of the Census 2021.
    Ethnicity,
    /// Equality: sex.
    Sex,
    /// Equality: gender reassignment.
    GenderReassignment,
    /// Equality: marriage and civil partnership.
    Marriage,
    /// Equality: pregnancy and maternity.
    Pregnancy,
    /// Equality: religion or belief.
    Religion,
    /// Equality: sexual orientation.
    SexualOrientation,
}

impl Word for List {
    const ALL: &'static [Self] = &[
        Self::Services,
        Self::Teams,
        Self::Methods,
        Self::MadeBy,
        Self::ComplimentSources,
        Self::ComplimentThemes,
        Self::ConcernCategories,
        Self::ConcernSubcategories,
        Self::ExtensionReasons,
        Self::WithdrawalReasons,
        Self::LateAcceptanceReasons,
        Self::OmbudsmanCategories,
        Self::DecisionGrounds,
        Self::RemedyKinds,
        Self::Officers,
        Self::Providers,
        Self::Routes,
        Self::CommunicationNeeds,
        Self::RefusalReasons,
        Self::Signposts,
        Self::Proceedings,
        Self::ConversionReasons,
        Self::PauseReasons,
        Self::DelayReasons,
        Self::CorrectionReasons,
        Self::AdvocacyProviders,
        Self::PartnerBodies,
        Self::CostKinds,
        Self::PaymentBases,
        Self::ContactArrangements,
        Self::ActionTypes,
        Self::ActionDecisionReasons,
        Self::SharingPlaces,
        Self::TrainingSubjects,
        Self::ApprovalSteps,
        Self::GovernanceBodies,
        Self::RestatementReasons,
        Self::ReleaseWithdrawalReasons,
        Self::FigureKinds,
        Self::FigureSets,
        Self::Bodies,
        Self::AgeBands,
        Self::Disability,
        Self::Ethnicity,
        Self::Sex,
        Self::GenderReassignment,
        Self::Marriage,
        Self::Pregnancy,
        Self::Religion,
        Self::SexualOrientation,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Teams => "teams",
            Self::Methods => "methods",
            Self::MadeBy => "made-by",
            Self::ComplimentSources => "compliment-sources",
            Self::ComplimentThemes => "compliment-themes",
            Self::ConcernCategories => "concern-categories",
            Self::ConcernSubcategories => "concern-subcategories",
            Self::ExtensionReasons => "extension-reasons",
            Self::WithdrawalReasons => "withdrawal-reasons",
            Self::LateAcceptanceReasons => "late-acceptance-reasons",
            Self::OmbudsmanCategories => "ombudsman-categories",
            Self::DecisionGrounds => "decision-grounds",
            Self::RemedyKinds => "remedy-kinds",
            Self::Officers => "officers",
            Self::Providers => "providers",
            Self::Routes => "routes",
            Self::CommunicationNeeds => "communication-needs",
            Self::RefusalReasons => "refusal-reasons",
            Self::Signposts => "signposts",
            Self::Proceedings => "proceedings",
            Self::ConversionReasons => "conversion-reasons",
            Self::PauseReasons => "pause-reasons",
            Self::DelayReasons => "delay-reasons",
            Self::CorrectionReasons => "correction-reasons",
            Self::AdvocacyProviders => "advocacy-providers",
            Self::PartnerBodies => "partner-bodies",
            Self::CostKinds => "cost-kinds",
            Self::PaymentBases => "payment-bases",
            Self::ContactArrangements => "contact-arrangements",
            Self::ActionTypes => "action-types",
            Self::ActionDecisionReasons => "action-decision-reasons",
            Self::SharingPlaces => "sharing-places",
            Self::TrainingSubjects => "training-subjects",
            Self::ApprovalSteps => "approval-steps",
            Self::GovernanceBodies => "governance-bodies",
            Self::RestatementReasons => "restatement-reasons",
            Self::ReleaseWithdrawalReasons => "release-withdrawal-reasons",
            Self::FigureKinds => "figure-kinds",
            Self::FigureSets => "figure-sets",
            Self::Bodies => "bodies",
            Self::AgeBands => "age-bands",
            Self::Disability => "disability",
            Self::Ethnicity => "ethnicity",
            Self::Sex => "sex",
            Self::GenderReassignment => "gender-reassignment",
            Self::Marriage => "marriage",
            Self::Pregnancy => "pregnancy",
            Self::Religion => "religion",
            Self::SexualOrientation => "sexual-orientation",
        }
    }
}

impl List {
    /// The list that the parent of one of its codes is in.
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Teams => Some(Self::Services),
            Self::ConcernSubcategories => Some(Self::ConcernCategories),
            _ => None,
        }
    }

    /// Whether the list answers a question of the Equality Act 2010 s4; its values may then also be one of
    /// [`UNANSWERED`].
    pub fn is_equality(self) -> bool {
        self >= Self::AgeBands
    }
}

/// Answers that every equality question takes beside its own codes. Blank is none of them.
pub const UNANSWERED: [(&str, &str); 4] = [
    ("prefer_not_to_say", "Prefer not to say"),
    ("not_asked", "Not asked"),
    ("not_known", "Not known"),
    ("not_applicable", "Not applicable"),
];

/// One code of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its id.
    pub id: CodeId,
    /// How it is displayed; unique in its list.
    pub display_name: String,
    /// Other names that callers send for it; unique in its list.
    pub aliases: Vec<String>,
    /// The code that it belongs under, in [`List::parent`].
    pub parent: Option<CodeId>,
    /// The group that subtotals are made for.
    pub group: Option<String>,
    /// The first date that it may be used for.
    pub valid_from: Option<NaiveDate>,
    /// The last date that it may be used for.
    pub valid_until: Option<NaiveDate>,
}

impl Code {
    /// Whether it may be used for this date.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }

    /// Every name that a caller may send for it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str(), &self.display_name]
            .into_iter()
            .chain(self.aliases.iter().map(String::as_str))
    }
}
