//! The codes that every authority starts with. They are part of what `AuthorityRegistered` means: never change or
//! remove one, add by saving codes.

mod casework;
mod editions;
mod figures;

use std::collections::BTreeMap;

use self::casework::{
    COMMUNICATION_NEEDS, CONTACT_ARRANGEMENTS, CONVERSION_REASONS, CORRECTION_REASONS, COST_KINDS,
    DELAY_REASONS, PAUSE_REASONS, PAYMENT_BASES, PROCEEDINGS, REFUSAL_REASONS, ROUTES, SIGNPOSTS,
};
use self::editions::{APPROVAL_STEPS, GOVERNANCE_BODIES, RELEASE_WITHDRAWAL_REASONS, RESTATEMENT_REASONS};
use self::figures::{FIGURE_KINDS, FIGURE_SETS};
use super::code_list::CodeList;
use crate::domain::{
    ids::CodeId,
    lists::{Code, List, UNANSWERED},
    word::Word,
};

/// Each code with its display name and, after bars, its aliases.
type Row = (&'static str, &'static str);

const METHODS: &[Row] = &[
    ("email", "Email"),
    ("contact_centre_form", "Contact centre or form"),
    ("letter", "Letter"),
    ("telephone", "Telephone|phone"),
    ("in_person", "In person"),
    ("social_media", "Social media"),
    ("councillor", "Through a councillor"),
    ("chief_executive", "Through the chief executive"),
    ("ombudsman", "Through the Ombudsman"),
];

const MADE_BY: &[Row] = &[
    ("child_or_young_person", "Child or young person"),
    ("parent_or_carer", "Parent or carer"),
    ("adult", "Adult"),
    ("service_user", "Service user"),
    ("foster_carer", "Foster carer"),
    ("special_guardian", "Special guardian"),
    ("adopter", "Adopter"),
    ("relative_or_friend", "Relative or friend"),
    ("advocate", "Advocate"),
    ("representative", "Representative"),
    ("professional", "Professional"),
    ("councillor_or_mp", "Councillor or Member of Parliament"),
    ("other", "Other"),
];

const COMPLIMENT_SOURCES: &[Row] = &[
    ("professional", "Professionals|professional"),
    ("parent_or_carer", "Parent or carer"),
    ("child_or_young_person", "Child or young person"),
    ("police_judge_legal", "Police, judge or legal"),
    ("school_or_education", "School or education"),
    ("foster_carer", "Foster carer"),
    ("adopter", "Adopters|adopter"),
    ("other", "Other"),
];

const EXTENSION_REASONS: &[Row] = &[
    ("complexity", "Complexity"),
    ("advocate_being_arranged", "An advocate is being arranged"),
    ("new_evidence", "New evidence"),
    ("partner_body", "Waiting for a partner body"),
    ("staff_absence", "Staff absence"),
    ("complainant_unavailable", "The complainant is not available"),
    (
        "investigator_unavailable",
        "No independent investigator was available",
    ),
    ("other", "Other"),
];

const WITHDRAWAL_REASONS: &[Row] = &[
    ("resolved", "Resolved to the complainant's satisfaction"),
    ("no_longer_wished", "No longer wished to complain"),
    ("other_route", "Taken up by another route"),
    ("not_stated", "Not stated"),
];

const LATE_ACCEPTANCE_REASONS: &[Row] = &[
    ("illness_or_distress", "Illness or distress"),
    ("response_not_received", "The response was not received in time"),
    ("advocate_being_arranged", "An advocate was being arranged"),
    ("council_delay", "Delay by the council"),
    ("other", "Other"),
];

const OMBUDSMAN_CATEGORIES: &[Row] = &[
    ("adult_care_services", "Adult care services"),
    ("benefits_and_tax", "Benefits and tax"),
    ("corporate_and_other", "Corporate and other services"),
    ("education_and_childrens", "Education and children's services"),
    (
        "environmental",
        "Environmental services, public protection and regulation\
         |Environmental Services & Public Protection & Regulation",
    ),
    ("highways_and_transport", "Highways and transport"),
    ("housing", "Housing"),
    ("planning_and_development", "Planning and development"),
    ("other", "Other"),
];

const DECISION_GROUNDS: &[Row] = &[
    ("fault_and_injustice", "Fault and injustice"),
    ("fault_no_injustice", "Fault, no injustice"),
    ("fault_already_remedied", "Fault, already remedied by the council"),
    (
        "remedy_agreed_early",
        "Upheld without investigation: a proportionate remedy was agreed",
    ),
    ("no_fault", "No fault"),
    ("no_further_action", "No further action"),
    ("late", "Late"),
    ("court_or_tribunal", "A court or tribunal is the right place"),
    ("court_proceedings", "Court proceedings"),
    ("insufficient_injustice", "Insufficient injustice"),
    ("insufficient_evidence", "Insufficient evidence of fault"),
    ("no_worthwhile_outcome", "No worthwhile outcome"),
    ("other_body", "Another body is the right place"),
];

const REMEDY_KINDS: &[Row] = &[
    ("apology", "Apology"),
    ("correct_records", "Add or correct records"),
    (
        "financial_redress_quantifiable",
        "Financial redress: quantifiable loss",
    ),
    (
        "financial_redress_distress",
        "Financial redress: distress, time and trouble",
    ),
    (
        "financial_redress_loss_of_service",
        "Financial redress: loss of service",
    ),
    ("reconsider_decision", "Reconsider or review a decision"),
    ("provide_information", "Provide information"),
    ("provide_services", "Provide services"),
    ("change_procedure_or_policy", "Change a procedure or policy"),
    ("provide_training_or_guidance", "Provide training or guidance"),
    ("wider_check", "Check for others affected"),
    ("other", "Other"),
];

const ACTION_TYPES: &[Row] = &[
    ("apology", "Apology"),
    ("explanation", "Explanation"),
    ("change_of_practitioner", "Change of practitioner"),
    (
        "record_amended",
        "Record amended or views placed on file|Record amended|Views on file",
    ),
    ("payment", "Payment"),
    ("supervision_monitoring", "Supervision or monitoring"),
    ("advocacy", "Advocacy"),
    (
        "policy_or_procedure",
        "Change of policy or procedure|Policy change|Procedure change",
    ),
    ("guidance", "Guidance to staff|Guidance"),
    ("training", "Training"),
    ("leaflet_or_web", "Leaflet or web page|Leaflet|Web page"),
    ("ict", "ICT system|ICT"),
    ("staffing", "Staffing"),
    (
        "contract_action",
        "Contract action with a provider|Contract action",
    ),
    ("others_affected", "Review of others affected"),
    ("other", "Other"),
];

const ACTION_DECISION_REASONS: &[Row] = &[
    ("done_already", "Done already"),
    ("other_action", "Met by another action"),
    ("not_supported", "Not supported by the evidence"),
    ("not_proportionate", "Not proportionate"),
    ("resources", "Resources"),
    ("not_ours", "Not within the council's powers"),
    ("other", "Other"),
];

const SHARING_PLACES: &[Row] = &[
    ("team_meeting", "Team meeting"),
    ("supervision", "Supervision"),
    ("forum", "Forum"),
    ("bulletin", "Bulletin"),
    ("training", "Training"),
    ("management_team", "Management team"),
    ("contracts_officers", "Contracts officers"),
    ("provider", "Provider"),
    ("members", "Councillors|Members"),
    ("complainant", "The person who made the representation"),
    ("other", "Other"),
];

const TRAINING_SUBJECTS: &[Row] = &[
    ("complaint_handling", "Complaint handling"),
    ("investigation", "Investigation"),
    ("response_writing", "Writing responses"),
    ("early_resolution", "Early resolution"),
    ("remedies", "Remedies"),
    ("equality", "Equality and reasonable adjustments"),
    ("record_keeping", "Record keeping"),
    ("other", "Other"),
];

const AGE_BANDS: &[Row] = &[
    ("under_16", "Under 16"),
    ("16-24", "16 to 24"),
    ("25-34", "25 to 34"),
    ("35-49", "35 to 49"),
    ("50-64", "50 to 64"),
    ("65_and_over", "65 and over|65+"),
];

const YES_NO: &[Row] = &[("yes", "Yes"), ("no", "No")];

/// The Census 2021's 19 boxes.
const ETHNICITY: &[Row] = &[
    ("bangladeshi", "Bangladeshi"),
    ("chinese", "Chinese"),
    ("indian", "Indian"),
    ("pakistani", "Pakistani"),
    ("any_other_asian", "Any other Asian background"),
    ("african", "African"),
    ("caribbean", "Caribbean"),
    ("any_other_black", "Any other Black background"),
    ("white_and_asian", "White and Asian"),
    ("white_and_black_african", "White and Black African"),
    ("white_and_black_caribbean", "White and Black Caribbean"),
    ("any_other_mixed", "Any other Mixed background"),
    (
        "white_british",
        "White British|English, Welsh, Scottish, Northern Irish or British",
    ),
    ("white_irish", "White Irish|Irish"),
    ("gypsy_or_irish_traveller", "Gypsy or Irish Traveller"),
    ("roma", "Roma"),
    ("any_other_white", "Any other White background"),
    ("arab", "Arab"),
    ("any_other", "Any other ethnic group"),
];

const SEX: &[Row] = &[("female", "Female"), ("male", "Male")];

const MARRIAGE: &[Row] = &[
    ("single", "Single"),
    ("married_or_civil_partner", "Married or in a civil partnership"),
    ("separated_or_divorced", "Separated or divorced"),
    ("widowed", "Widowed or a surviving civil partner"),
];

const RELIGION: &[Row] = &[
    ("none", "No religion"),
    ("buddhist", "Buddhist"),
    ("christian", "Christian"),
    ("hindu", "Hindu"),
    ("jewish", "Jewish"),
    ("muslim", "Muslim"),
    ("sikh", "Sikh"),
    ("other", "Another religion or belief"),
];

const SEXUAL_ORIENTATION: &[Row] = &[
    ("bisexual", "Bisexual"),
    ("gay_or_lesbian", "Gay or lesbian"),
    ("heterosexual", "Heterosexual or straight"),
    ("other", "Another orientation"),
];

/// The lists as they are when an authority is registered.
pub(super) fn lists() -> BTreeMap<List, CodeList> {
    List::ALL.iter().map(|list| (*list, built_in(*list))).collect()
}

fn rows(list: List) -> &'static [Row] {
    match list {
        List::Methods => METHODS,
        List::MadeBy => MADE_BY,
        List::ComplimentSources => COMPLIMENT_SOURCES,
        List::ExtensionReasons => EXTENSION_REASONS,
        List::WithdrawalReasons => WITHDRAWAL_REASONS,
        List::LateAcceptanceReasons => LATE_ACCEPTANCE_REASONS,
        List::OmbudsmanCategories => OMBUDSMAN_CATEGORIES,
        List::DecisionGrounds => DECISION_GROUNDS,
        List::RemedyKinds => REMEDY_KINDS,
        List::Routes => ROUTES,
        List::CommunicationNeeds => COMMUNICATION_NEEDS,
        List::RefusalReasons => REFUSAL_REASONS,
        List::Signposts => SIGNPOSTS,
        List::Proceedings => PROCEEDINGS,
        List::ConversionReasons => CONVERSION_REASONS,
        List::PauseReasons => PAUSE_REASONS,
        List::DelayReasons => DELAY_REASONS,
        List::CorrectionReasons => CORRECTION_REASONS,
        List::CostKinds => COST_KINDS,
        List::PaymentBases => PAYMENT_BASES,
        List::ContactArrangements => CONTACT_ARRANGEMENTS,
        List::ActionTypes => ACTION_TYPES,
        List::ActionDecisionReasons => ACTION_DECISION_REASONS,
        List::SharingPlaces => SHARING_PLACES,
        List::TrainingSubjects => TRAINING_SUBJECTS,
        List::ApprovalSteps => APPROVAL_STEPS,
        List::GovernanceBodies => GOVERNANCE_BODIES,
        List::RestatementReasons => RESTATEMENT_REASONS,
        List::ReleaseWithdrawalReasons => RELEASE_WITHDRAWAL_REASONS,
        List::FigureKinds => FIGURE_KINDS,
        List::FigureSets => FIGURE_SETS,
        List::AgeBands => AGE_BANDS,
        List::Disability | List::GenderReassignment | List::Pregnancy => YES_NO,
        List::Ethnicity => ETHNICITY,
        List::Sex => SEX,
        List::Marriage => MARRIAGE,
        List::Religion => RELIGION,
        List::SexualOrientation => SEXUAL_ORIENTATION,
        List::Services
        | List::Teams
        | List::Officers
        | List::Providers
        | List::AdvocacyProviders
        | List::PartnerBodies
        | List::Bodies
        | List::ComplimentThemes
        | List::ConcernCategories
        | List::ConcernSubcategories => &[],
    }
}

fn built_in(list: List) -> CodeList {
    let unanswered = if list.is_equality() {
        UNANSWERED.as_slice()
    } else {
        &[]
    };
    let mut codes = CodeList::empty();
    for (id, names) in rows(list).iter().chain(unanswered) {
        let mut names = names.split('|').map(str::to_owned);
        if let Ok(id) = CodeId::parse(id) {
            codes.save(Code {
                id,
                display_name: names.next().unwrap_or_default(),
                aliases: names.collect(),
                parent: None,
                group: None,
                valid_from: None,
                valid_until: None,
            });
        }
    }
    codes
}
