//! The fields that a column may hold.

/// The fields of a stage.
pub struct StageFields {
    /// The stage.
    pub number: i32,
    /// When it was asked for; from stage 2 on.
    pub requested_date: &'static str,
    /// Why a request out of time was accepted, a code of `late-acceptance-reasons`.
    pub late_acceptance_reason: &'static str,
    /// When it was acknowledged.
    pub acknowledged_date: &'static str,
    /// The due date of the response as it was told to the complainant.
    pub told_due_date: &'static str,
    /// When that was told, where that was not with the acknowledgement.
    pub told_date: &'static str,
    /// The response clock's whole length with an extension, in the clock's unit.
    pub extended_length: &'static str,
    /// Why, a code of `extension-reasons`.
    pub extension_reason: &'static str,
    /// When that was decided.
    pub extension_date: &'static str,
    /// Whether the complainant agreed.
    pub extension_agreed: &'static str,
    /// The new due date as it was told.
    pub extension_told_due_date: &'static str,
    /// The finding on every concern.
    pub finding: &'static str,
    /// The findings, one a concern in order.
    pub findings: &'static str,
    /// When the response was sent.
    pub response_date: &'static str,
    /// An overall finding other than the one that follows from the concerns'.
    pub overriding_finding: &'static str,
    /// Why it is another; needed with it. Sealed.
    pub override_reason: &'static str,
    /// Why the response was late, a code of `delay-reasons`.
    pub delay_reason: &'static str,
    /// Who signed it, a code of `officers`.
    pub signed_by: &'static str,
}

macro_rules! stage {
    ($number:literal) => {
        StageFields {
            number: $number,
            requested_date: concat!("stage", $number, ".requested_date"),
            late_acceptance_reason: concat!("stage", $number, ".late_acceptance_reason"),
            acknowledged_date: concat!("stage", $number, ".acknowledged_date"),
            told_due_date: concat!("stage", $number, ".told_due_date"),
            told_date: concat!("stage", $number, ".told_date"),
            extended_length: concat!("stage", $number, ".extended_length"),
            extension_reason: concat!("stage", $number, ".extension_reason"),
            extension_date: concat!("stage", $number, ".extension_date"),
            extension_agreed: concat!("stage", $number, ".extension_agreed"),
            extension_told_due_date: concat!("stage", $number, ".extension_told_due_date"),
            finding: concat!("stage", $number, ".finding"),
            findings: concat!("stage", $number, ".findings"),
            response_date: concat!("stage", $number, ".response_date"),
            overriding_finding: concat!("stage", $number, ".overriding_finding"),
            override_reason: concat!("stage", $number, ".override_reason"),
            delay_reason: concat!("stage", $number, ".delay_reason"),
            signed_by: concat!("stage", $number, ".signed_by"),
        }
    };
}

/// The fields of each stage, in order.
pub static STAGES: [StageFields; 3] = [stage!(1), stage!(2), stage!(3)];

impl StageFields {
    /// All of them.
    pub fn all(&self) -> [&'static str; 17] {
        let Self {
            number: _,
            requested_date,
            late_acceptance_reason,
            acknowledged_date,
            told_due_date,
            told_date,
            extended_length,
            extension_reason,
            extension_date,
            extension_agreed,
            extension_told_due_date,
            finding,
            findings,
            response_date,
            overriding_finding,
            override_reason,
            delay_reason,
            signed_by,
        } = *self;
        [
            requested_date,
            late_acceptance_reason,
            acknowledged_date,
            told_due_date,
            told_date,
            extended_length,
            extension_reason,
            extension_date,
            extension_agreed,
            extension_told_due_date,
            finding,
            findings,
            response_date,
            overriding_finding,
            override_reason,
            delay_reason,
            signed_by,
        ]
    }
}

/// The fields of the whole. `reference` is the old reference, and required.
static WHOLE: [&str; 41] = [
    "reference",
    "kind",
    "procedure",
    "received_date",
    "grounds_arose_date",
    "service",
    "team",
    "provider",
    "method",
    "route",
    "made_by",
    "advocate_supported",
    "reply_wanted",
    "interest_to_decide",
    "communication_needs",
    "concerns",
    "concern_subcategories",
    "concern_text",
    "themes",
    "narrative",
    "desired_outcome",
    "people_named",
    "complainant.full_name",
    "complainant.address",
    "complainant.email",
    "complainant.telephone",
    "complainant.external_reference",
    "service_user.full_name",
    "service_user.address",
    "service_user.email",
    "service_user.telephone",
    "service_user.external_reference",
    "refused_date",
    "refusal_reason",
    "refusal_reviewer",
    "refusal_signpost",
    "refusal_told_date",
    "withdrawn_date",
    "withdrawal_reason",
    "closed_date",
    "closure",
];

/// Equality answers of the complainant, then of the service user, in the order of the message.
pub static EQUALITY: [[&str; 10]; 2] = [
    [
        "complainant_equality.age_band",
        "complainant_equality.disability",
        "complainant_equality.ethnicity",
        "complainant_equality.sex",
        "complainant_equality.gender_reassignment",
        "complainant_equality.marriage",
        "complainant_equality.pregnancy",
        "complainant_equality.religion",
        "complainant_equality.sexual_orientation",
        "complainant_equality.source",
    ],
    [
        "service_user_equality.age_band",
        "service_user_equality.disability",
        "service_user_equality.ethnicity",
        "service_user_equality.sex",
        "service_user_equality.gender_reassignment",
        "service_user_equality.marriage",
        "service_user_equality.pregnancy",
        "service_user_equality.religion",
        "service_user_equality.sexual_orientation",
        "service_user_equality.source",
    ],
];

/// Milestones of a stage, with the name that the contract gives them.
pub static MILESTONES: [(i32, &str, &str); 8] = [
    (2, "stage2.statement_agreed_date", "MILESTONE_STATEMENT_AGREED"),
    (
        2,
        "stage2.investigation_report_date",
        "MILESTONE_INVESTIGATION_REPORT",
    ),
    (
        2,
        "stage2.independent_person_report_date",
        "MILESTONE_INDEPENDENT_PERSON_REPORT",
    ),
    (3, "stage3.panel_papers_date", "MILESTONE_PANEL_PAPERS"),
    (3, "stage3.panel_met_date", "MILESTONE_PANEL_MET"),
    (3, "stage3.panel_report_date", "MILESTONE_PANEL_REPORT"),
    (
        3,
        "stage3.considered_with_independent_person_date",
        "MILESTONE_CONSIDERED_WITH_INDEPENDENT_PERSON",
    ),
    (1, "stage1.internal_form_date", "MILESTONE_INTERNAL_FORM"),
];

/// Every field.
pub fn all() -> impl Iterator<Item = &'static str> {
    let stages = STAGES.iter().flat_map(StageFields::all);
    let milestones = MILESTONES.iter().map(|(_, field, _)| *field);
    let whole = WHOLE.iter().copied();
    whole
        .chain(EQUALITY.iter().flatten().copied())
        .chain(stages)
        .chain(milestones)
}

/// The field of this name.
pub fn known(name: &str) -> Option<&'static str> {
    all().find(|field| *field == name)
}

/// The field of this name, or those of every stage or person whose own name it is: `finding` for `stage1.finding`,
/// `stage2.finding` and `stage3.finding`.
pub fn named(name: &str) -> Vec<&'static str> {
    let is_meant =
        |field: &&str| *field == name || field.rsplit_once('.').is_some_and(|(_, own)| own == name);
    all().filter(is_meant).collect()
}
