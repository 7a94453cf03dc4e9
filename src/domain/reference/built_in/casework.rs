//! The built-in codes of casework.

use super::Row;

pub(super) const ROUTES: &[Row] = &[
    ("direct", "Direct"),
    ("councillor", "Councillor"),
    ("member_of_parliament", "Member of Parliament|MP"),
    ("chief_executive", "Chief executive"),
    ("social_media", "Social media"),
    ("ombudsman", "Ombudsman|LGSCO"),
    ("regulator", "Regulator"),
];

pub(super) const COMMUNICATION_NEEDS: &[Row] = &[
    ("interpreter", "Interpreter"),
    ("british_sign_language", "British Sign Language|BSL"),
    ("large_print", "Large print"),
    ("braille", "Braille"),
    ("easy_read", "Easy read"),
    ("audio", "Audio"),
    ("telephone_only", "By telephone"),
    ("in_person_only", "In person"),
    ("other", "Other"),
];

pub(super) const REFUSAL_REASONS: &[Row] = &[
    ("not_eligible", "Not on the list of those who may complain"),
    ("no_sufficient_interest", "No sufficient interest"),
    ("unsuitable_representative", "The representative is not suitable"),
    ("outside_procedure", "Outside what the procedure covers"),
    ("out_of_time", "Made too late"),
    (
        "resolved_next_working_day",
        "Made orally and resolved by the next working day",
    ),
    ("already_considered", "Considered already"),
    ("ombudsman_considering", "Considered by the Ombudsman"),
    ("legal_proceedings", "Legal proceedings"),
    ("appeal_right", "There is a right of appeal"),
    (
        "information_rights",
        "About freedom of information or data protection",
    ),
    ("employment", "About employment"),
    ("about_councillors", "About councillors"),
    ("other", "Other"),
];

pub(super) const SIGNPOSTS: &[Row] = &[
    ("ombudsman", "The Ombudsman"),
    ("statutory_children", "The children's statutory procedure"),
    ("statutory_adults", "The adults' statutory procedure"),
    ("corporate", "The corporate procedure"),
    ("court_or_tribunal", "Court or tribunal"),
    ("information_commissioner", "The Information Commissioner"),
    ("monitoring_officer", "The monitoring officer"),
    ("nhs", "The NHS"),
    ("police", "The police"),
    ("provider", "The provider"),
    ("none", "Nowhere else"),
    ("other", "Other"),
];

pub(super) const PROCEEDINGS: &[Row] = &[
    ("court", "Court"),
    ("tribunal", "Tribunal"),
    ("disciplinary", "Disciplinary"),
    ("criminal", "Criminal"),
];

pub(super) const CONVERSION_REASONS: &[Row] = &[
    ("not_settled_informally", "Not settled informally"),
    ("misclassified", "Classified wrongly"),
    ("not_eligible", "Not eligible under the procedure"),
    ("became_complaint", "The person is unhappy with the answer"),
    ("complainant_asked", "The complainant asked for it"),
    ("other", "Other"),
];

pub(super) const PAUSE_REASONS: &[Row] = &[("waiting_for_advocate", "Waiting for an advocate")];

pub(super) const DELAY_REASONS: &[Row] = &[
    ("partner_body", "Waiting for a partner body"),
    ("new_evidence", "New evidence"),
    ("staff", "Staff absence or vacancy"),
    ("complexity", "Complexity"),
    ("investigator", "No independent investigator was available"),
    ("complainant", "Waiting for the complainant"),
    ("records", "Records had to be found"),
    ("other", "Other"),
];

pub(super) const CORRECTION_REASONS: &[Row] = &[
    ("entered_wrongly", "Entered wrongly"),
    ("learned_later", "Learned later"),
    ("recorded_twice", "Recorded twice"),
    ("reclassified", "Reclassified after review"),
    ("other", "Other"),
];

pub(super) const COST_KINDS: &[Row] = &[
    ("investigating_officer", "Investigating officer"),
    ("independent_person", "Independent person"),
    ("review_panel", "Review panel"),
    ("advocacy", "Advocacy"),
    ("interpreting", "Interpreting or translation"),
    ("payment_quantifiable", "Payment for a quantifiable loss"),
    ("payment_distress", "Payment for distress"),
    ("payment_time_and_trouble", "Payment for time and trouble"),
    ("payment_loss_of_service", "Payment for loss of a service"),
    ("other", "Other"),
];

pub(super) const PAYMENT_BASES: &[Row] = &[
    ("agreed", "Agreed with the complainant"),
    ("adjudication", "Adjudication"),
    ("panel", "Recommended by the panel"),
    ("ombudsman", "Recommended by the Ombudsman"),
    ("invoice", "Invoice"),
    ("other", "Other"),
];

pub(super) const CONTACT_ARRANGEMENTS: &[Row] = &[
    ("single_point_of_contact", "One person to contact"),
    ("in_writing_only", "In writing only"),
    ("set_times", "At set times"),
    ("no_further_contact", "No further contact on this matter"),
    ("other", "Other"),
];
