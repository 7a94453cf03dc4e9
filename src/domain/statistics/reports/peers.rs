//! What the Ombudsman's published figures say of other councils, as they were given to the register. Percentages of all
//! together and means of percentages stand side by side, each by its name.

use super::{Filters, table};
use crate::domain::statistics::TableDefinition;

const NEIGHBOURS: Filters = &[("figure_set", &["nearest_neighbours"])];
const COMBINED: Filters = &[("figure_set", &["combined_authority"])];
const REGION: Filters = &[("figure_set", &["region"])];
const TYPES: Filters = &[("figure_set", &["authority_types"])];
const NATIONAL: Filters = &[("figure_set", &["national"])];

const INVESTIGATED: &[&str] = &[
    "given_not_upheld",
    "given_upheld",
    "given_investigated",
    "given_uphold_rate_pooled",
    "given_uphold_rate_mean",
];

pub(super) const TABLES: &[TableDefinition] = &[
    table(
        "peers_neighbours",
        "Cases investigated by the Ombudsman of the nearest neighbours",
        INVESTIGATED,
        &["body"],
        NEIGHBOURS,
    ),
    table(
        "peers_combined_authority",
        "Cases investigated by the Ombudsman of the councils of the combined authority",
        INVESTIGATED,
        &["body"],
        COMBINED,
    ),
    table(
        "peers_satisfactory_remedies",
        "Satisfactory remedies of the councils of the combined authority",
        &[
            "given_upheld",
            "given_satisfactory_remedies",
            "given_satisfactory_remedy_rate_pooled",
        ],
        &["body"],
        COMBINED,
    ),
    table(
        "peers_compliance",
        "Compliance of the councils of the combined authority",
        &["given_compliance_rate_pooled"],
        &["body"],
        COMBINED,
    ),
    table(
        "peers_region",
        "Cases about adult care received by the Ombudsman in the region",
        &["given_figures"],
        &["body"],
        REGION,
    ),
    table(
        "peers_types",
        "Cases upheld by the Ombudsman by the type of authority, and for each 100,000 residents",
        &["given_upheld", "given_upheld_per_100000"],
        &["body"],
        TYPES,
    ),
    table(
        "peers_national",
        "The Ombudsman's figures of the country",
        &["given_figures"],
        &["figure_kind", "figure_year"],
        NATIONAL,
    ),
    table(
        "peers_sources",
        "Where the figures come from",
        &["given_figures"],
        &["figure_kind", "figure_year", "figure_source"],
        &[],
    ),
];
