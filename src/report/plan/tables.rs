//! Tables that reports show and that the catalogue of reports does not have.

use crate::domain::statistics::{Basis, TableDefinition};

type Filters = &'static [(&'static str, &'static [&'static str])];

const TABLE: TableDefinition = TableDefinition {
    id: "",
    title: "",
    measures: &[],
    dimensions: &[],
    filters: &[],
    basis: Basis::Received,
    include_empty: false,
    series: (None, 0),
};

const CHILDRENS: Filters = &[("procedure", &["children_statutory"])];
const ADULTS: Filters = &[("procedure", &["adult_statutory"])];
const CORPORATE: Filters = &[("procedure", &["corporate_code", "corporate_local"])];
const COMPLAINTS: Filters = &[("kind", &["complaint"])];
const CHILDRENS_CASES: Filters = &[("ombudsman_category", &["education_and_childrens"])];
const ADULTS_CASES: Filters = &[("ombudsman_category", &["adult_care_services"])];

const RECEIVED_AND_SHARE: &[&str] = &["representations_received", "share_of_received"];
const OUTCOMES: &[&str] = &[
    "representations_received",
    "share_of_received",
    "share_with_a_finding",
    "upheld_rate",
];
const TIMELINESS: &[&str] = &[
    "stages_concluded",
    "stage_within_base",
    "stage_within_base_rate",
    "stage_within_agreed",
    "stage_within_agreed_rate",
    "stage_late",
    "stage_late_rate",
];
const DAYS: &[&str] = &[
    "stages_concluded",
    "stage_mean_working_days",
    "stage_median_working_days",
];
const DECISIONS: &[&str] = &["ombudsman_decided", "ombudsman_investigated"];

const fn table(
    id: &'static str,
    title: &'static str,
    measures: &'static [&'static str],
    dimensions: &'static [&'static str],
    filters: Filters,
) -> TableDefinition {
    TableDefinition {
        id,
        title,
        measures,
        dimensions,
        filters,
        ..TABLE
    }
}

/// The same by when something was concluded.
const fn concluded(of: TableDefinition) -> TableDefinition {
    TableDefinition {
        basis: Basis::Concluded,
        ..of
    }
}

/// The same by when something started.
const fn started(of: TableDefinition) -> TableDefinition {
    TableDefinition {
        basis: Basis::Started,
        ..of
    }
}

/// The same with the values that have nothing.
const fn whole(of: TableDefinition) -> TableDefinition {
    TableDefinition {
        include_empty: true,
        ..of
    }
}

pub(super) const KINDS: TableDefinition = table(
    "report_kinds",
    "Representations by kind",
    RECEIVED_AND_SHARE,
    &["kind"],
    &[],
);
pub(super) const SEXUAL_ORIENTATION: TableDefinition = table(
    "report_sexual_orientation",
    "Complaints by the sexual orientation of the child or service user",
    RECEIVED_AND_SHARE,
    &["service_user_sexual_orientation"],
    COMPLAINTS,
);
pub(super) const CHILDRENS_MONTHS: TableDefinition = whole(table(
    "report_childrens_months",
    "Statutory complaints by month",
    &["representations_received"],
    &["month"],
    CHILDRENS,
));
pub(super) const CHILDRENS_EXTENDED: TableDefinition = concluded(table(
    "report_childrens_extended",
    "Stages of statutory complaints answered, by whether they were extended",
    &["stages_concluded", "stage_within_agreed"],
    &["stage", "extended"],
    CHILDRENS,
));
pub(super) const OMBUDSMAN_CHILDRENS_RECEIVED: TableDefinition = table(
    "report_ombudsman_childrens_received",
    "Cases about education and children's services received by the Ombudsman",
    &["ombudsman_received"],
    &["ombudsman_category"],
    CHILDRENS_CASES,
);
pub(super) const OMBUDSMAN_CHILDRENS_DECISIONS: TableDefinition = concluded(table(
    "report_ombudsman_childrens_decisions",
    "Cases about education and children's services decided by the Ombudsman",
    DECISIONS,
    &["decision"],
    CHILDRENS_CASES,
));
pub(super) const ADULTS_MONTHS: TableDefinition = whole(table(
    "report_adults_months",
    "Adult social care complaints by month",
    &["representations_received"],
    &["month"],
    ADULTS,
));
pub(super) const ADULTS_OUTCOME: TableDefinition = table(
    "report_adults_outcome",
    "Adult social care complaints by outcome",
    OUTCOMES,
    &["published_outcome"],
    ADULTS,
);
pub(super) const ADULTS_SERVICE: TableDefinition = table(
    "report_adults_service",
    "Adult social care complaints by service",
    RECEIVED_AND_SHARE,
    &["service"],
    ADULTS,
);
pub(super) const ADULTS_METHOD: TableDefinition = table(
    "report_adults_method",
    "Adult social care complaints by method",
    RECEIVED_AND_SHARE,
    &["method"],
    ADULTS,
);
pub(super) const ADULTS_TIMELINESS: TableDefinition = concluded(table(
    "report_adults_timeliness",
    "Adult social care complaints answered, by timeliness",
    TIMELINESS,
    &["stage"],
    ADULTS,
));
pub(super) const ADULTS_DAYS: TableDefinition = concluded(table(
    "report_adults_days",
    "Working days of the adult social care complaints answered",
    DAYS,
    &["stage"],
    ADULTS,
));
pub(super) const ADULTS_CONCERNS: TableDefinition = whole(table(
    "report_adults_concerns",
    "Concerns raised in adult social care complaints",
    &["concerns_raised", "share_of_concerns"],
    &["category"],
    ADULTS,
));
pub(super) const ADULTS_SEX: TableDefinition = table(
    "report_adults_sex",
    "Adult social care complaints by the sex of the service user",
    RECEIVED_AND_SHARE,
    &["service_user_sex"],
    ADULTS,
);
pub(super) const ADULTS_AGE: TableDefinition = table(
    "report_adults_age",
    "Adult social care complaints by the age of the service user",
    RECEIVED_AND_SHARE,
    &["service_user_age_band"],
    ADULTS,
);
pub(super) const ADULTS_ETHNICITY: TableDefinition = table(
    "report_adults_ethnicity",
    "Adult social care complaints by the ethnicity of the service user",
    RECEIVED_AND_SHARE,
    &["service_user_ethnicity"],
    ADULTS,
);
pub(super) const ADULTS_DISABILITY: TableDefinition = table(
    "report_adults_disability",
    "Adult social care complaints by the disability of the service user",
    RECEIVED_AND_SHARE,
    &["service_user_disability"],
    ADULTS,
);
pub(super) const OMBUDSMAN_ADULTS_RECEIVED: TableDefinition = table(
    "report_ombudsman_adults_received",
    "Cases about adult care services received by the Ombudsman",
    &["ombudsman_received"],
    &["ombudsman_category"],
    ADULTS_CASES,
);
pub(super) const OMBUDSMAN_ADULTS_DECISIONS: TableDefinition = concluded(table(
    "report_ombudsman_adults_decisions",
    "Cases about adult care services decided by the Ombudsman",
    DECISIONS,
    &["decision"],
    ADULTS_CASES,
));
pub(super) const CORPORATE_MONTHS: TableDefinition = whole(table(
    "report_corporate_months",
    "Corporate complaints by month",
    &["representations_received"],
    &["month"],
    CORPORATE,
));
pub(super) const CORPORATE_SERVICE: TableDefinition = table(
    "report_corporate_service",
    "Corporate complaints by service",
    RECEIVED_AND_SHARE,
    &["service"],
    CORPORATE,
);
pub(super) const CORPORATE_METHOD: TableDefinition = table(
    "report_corporate_method",
    "Corporate complaints by method",
    RECEIVED_AND_SHARE,
    &["method"],
    CORPORATE,
);
pub(super) const CORPORATE_OUTCOME: TableDefinition = table(
    "report_corporate_outcome",
    "Corporate complaints by outcome",
    OUTCOMES,
    &["published_outcome"],
    CORPORATE,
);
pub(super) const CORPORATE_STAGES: TableDefinition = started(table(
    "report_corporate_stages",
    "Stages of corporate complaints started",
    &["stage_events"],
    &["stage"],
    CORPORATE,
));
pub(super) const CORPORATE_FINDINGS: TableDefinition = concluded(table(
    "report_corporate_findings",
    "Stages of corporate complaints answered, by finding",
    &["stages_concluded"],
    &["stage", "finding"],
    CORPORATE,
));
pub(super) const CORPORATE_TIMELINESS: TableDefinition = concluded(table(
    "report_corporate_timeliness",
    "Stages of corporate complaints answered, by timeliness",
    TIMELINESS,
    &["stage"],
    CORPORATE,
));
pub(super) const CORPORATE_DAYS: TableDefinition = concluded(table(
    "report_corporate_days",
    "Working days of the stages of corporate complaints answered",
    DAYS,
    &["stage"],
    CORPORATE,
));
pub(super) const CORPORATE_CONCERNS: TableDefinition = whole(table(
    "report_corporate_concerns",
    "Concerns raised in corporate complaints",
    &["concerns_raised", "share_of_concerns"],
    &["category"],
    CORPORATE,
));
pub(super) const CORPORATE_STATES: TableDefinition = table(
    "report_corporate_states",
    "Corporate complaints by where they stand",
    &["representations_received", "representations_open"],
    &["state"],
    CORPORATE,
);
pub(super) const QUARTER_PROCEDURE: TableDefinition = table(
    "report_quarter_procedure",
    "Complaints received by procedure",
    RECEIVED_AND_SHARE,
    &["procedure"],
    COMPLAINTS,
);
pub(super) const QUARTER_MONTHS: TableDefinition = whole(table(
    "report_quarter_months",
    "Complaints received by month",
    &["representations_received"],
    &["month"],
    COMPLAINTS,
));
pub(super) const QUARTER_TEAM: TableDefinition = table(
    "report_quarter_team",
    "Complaints received by team",
    RECEIVED_AND_SHARE,
    &["team"],
    COMPLAINTS,
);
pub(super) const QUARTER_OPEN: TableDefinition = table(
    "report_quarter_open",
    "Complaints received in the quarter and still open",
    &["representations_received", "representations_open"],
    &["procedure"],
    COMPLAINTS,
);
pub(super) const QUARTER_OUTCOME: TableDefinition = table(
    "report_quarter_outcome",
    "Complaints received by outcome",
    OUTCOMES,
    &["published_outcome"],
    COMPLAINTS,
);
pub(super) const QUARTER_TIMELINESS: TableDefinition = concluded(table(
    "report_quarter_timeliness",
    "Stages answered in the quarter, by timeliness",
    TIMELINESS,
    &["procedure", "stage"],
    COMPLAINTS,
));
pub(super) const QUARTER_DAYS: TableDefinition = concluded(table(
    "report_quarter_days",
    "Working days of the stages answered in the quarter",
    DAYS,
    &["procedure", "stage"],
    COMPLAINTS,
));
pub(super) const QUARTER_CONCERNS: TableDefinition = table(
    "report_quarter_concerns",
    "Concerns raised",
    &["concerns_raised", "share_of_concerns"],
    &["category"],
    COMPLAINTS,
);
