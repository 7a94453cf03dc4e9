//! Built-in codes of the approval of reports and releases, and of what follows their publication.

use super::Row;

/// How reports are approved differs from council to council (D): a beginning that each can change.
pub(super) const APPROVAL_STEPS: &[Row] = &[
    ("complaints_manager", "Complaints manager"),
    ("head_of_service", "Head of service"),
    ("directorate_management_team", "Directorate management team"),
    ("director", "Director"),
    ("corporate_management_team", "Corporate management team"),
    ("monitoring_officer", "Monitoring officer"),
    ("member_responsible", "Member responsible for complaints"),
    ("other", "Other"),
];

pub(super) const GOVERNANCE_BODIES: &[Row] = &[
    ("full_council", "Full council"),
    ("cabinet", "Cabinet or executive"),
    ("scrutiny_committee", "Scrutiny committee"),
    ("audit_committee", "Audit or standards committee"),
    ("member_responsible", "Member responsible for complaints"),
    ("other", "Other"),
];

pub(super) const RESTATEMENT_REASONS: &[Row] = &[
    ("recorded_late", "Something was recorded late"),
    ("record_corrected", "A record was corrected"),
    ("regrouped", "Teams or categories were regrouped"),
    ("report_wrong", "The report was wrong"),
    ("other", "Other"),
];

pub(super) const RELEASE_WITHDRAWAL_REASONS: &[Row] = &[
    ("wrong_figures", "The figures were wrong"),
    ("disclosive", "Somebody could be recognised"),
    ("superseded", "A later version takes its place"),
    ("released_by_mistake", "It was released by mistake"),
    ("other", "Other"),
];
