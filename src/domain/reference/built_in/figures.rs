//! Built-in kinds and sets of figures that are given to the register.

use super::Row;

pub(super) const FIGURE_KINDS: &[Row] = &[
    ("residents", "Residents"),
    ("contacts", "Contacts"),
    ("referrals", "Referrals received"),
    ("open_referrals", "Referrals open at the end of the year"),
    ("long_term_support", "Adults in long-term support"),
    ("ombudsman_received", "Complaints received by the Ombudsman"),
    ("ombudsman_upheld", "Complaints upheld by the Ombudsman"),
    ("ombudsman_not_upheld", "Complaints not upheld by the Ombudsman"),
    (
        "ombudsman_satisfactory_remedies",
        "Complaints upheld with a satisfactory remedy before",
    ),
    ("compliance_recorded", "Outcomes of compliance recorded"),
    ("compliance_satisfied", "Outcomes of compliance with satisfaction"),
    ("compliance_on_time", "Outcomes of compliance complete in time"),
    ("compliance_late", "Outcomes of compliance completed late"),
    ("compliance_incomplete", "Outcomes of compliance not complete"),
    ("ombudsman_decided", "Complaints decided by the Ombudsman"),
    (
        "decided_invalid",
        "Decided by the Ombudsman: invalid or incomplete",
    ),
    ("decided_advice", "Decided by the Ombudsman: advice given"),
    (
        "decided_referred_back",
        "Decided by the Ombudsman: referred back for local resolution",
    ),
    (
        "decided_closed",
        "Decided by the Ombudsman: closed after initial enquiries",
    ),
    ("decided_not_for_us", "Decided by the Ombudsman: not for us"),
    (
        "decided_assessed_closed",
        "Decided by the Ombudsman: assessed and closed",
    ),
    (
        "received_adult_care",
        "Received by the Ombudsman: adult care services",
    ),
    (
        "received_benefits_tax",
        "Received by the Ombudsman: benefits and tax",
    ),
    (
        "received_corporate",
        "Received by the Ombudsman: corporate and other services",
    ),
    (
        "received_education_childrens",
        "Received by the Ombudsman: education and children's services",
    ),
    (
        "received_environment",
        "Received by the Ombudsman: environmental services, public protection and regulation",
    ),
    (
        "received_highways",
        "Received by the Ombudsman: highways and transport",
    ),
    ("received_housing", "Received by the Ombudsman: housing"),
    (
        "received_planning",
        "Received by the Ombudsman: planning and development",
    ),
    ("received_other", "Received by the Ombudsman: other"),
    ("children_served", "Children that children's social care serves"),
    ("adults_served", "Adults that adult social care serves"),
];

pub(super) const FIGURE_SETS: &[Row] = &[
    ("nearest_neighbours", "Nearest neighbours"),
    ("combined_authority", "Combined authority"),
    ("region", "Region"),
    ("authority_types", "Types of authority"),
    ("national", "National"),
];
