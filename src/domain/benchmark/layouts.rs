//! The Ombudsman's annual tables. Their headers were not found in a stored copy (C): these are known names and what
//! they are likely to be called; a mapping names what is called otherwise.

use super::layout::{Column, Holds, Layout};
use crate::domain::word::Word;

/// A table of the Ombudsman's that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownTable {
    /// Complaints and enquiries received, by authority and category.
    Received,
    /// Complaints and enquiries decided, by authority and decision.
    Decided,
    /// Compliance with recommendations, and satisfactory remedies, by authority.
    Compliance,
}

impl Word for KnownTable {
    const ALL: &'static [Self] = &[Self::Received, Self::Decided, Self::Compliance];

    fn word(self) -> &'static str {
        match self {
            Self::Received => "lgsco-received",
            Self::Decided => "lgsco-decided",
            Self::Compliance => "lgsco-compliance",
        }
    }
}

/// A kind of figure, beside the names of its column, with `|` between them.
type Known = (&'static str, &'static str);

const BODY: &str =
    "Authority Name|Authority|Local Authority|Council|Council Name|Name|Body in Jurisdiction|BinJ";

const RECEIVED: &[Known] = &[
    (
        "received_adult_care",
        "Adult Care Services|Adult Social Care|Adult Care",
    ),
    ("received_benefits_tax", "Benefits and Tax|Benefits & Tax"),
    (
        "received_corporate",
        "Corporate and Other Services|Corporate & Other Services|Corporate and Other",
    ),
    (
        "received_education_childrens",
        "Education and Children's Services|Education & Childrens Services|Education and Childrens Services|\
         Education and Children",
    ),
    (
        "received_environment",
        "Environmental Services & Public Protection & Regulation|Environmental Services|\
         Environment Services & Public Protection & Regulation|Environmental Services, Public Protection and Regulation",
    ),
    ("received_highways", "Highways and Transport|Highways & Transport"),
    ("received_housing", "Housing"),
    (
        "received_planning",
        "Planning and Development|Planning & Development|Planning",
    ),
    ("received_other", "Other"),
];

const DECIDED: &[Known] = &[
    (
        "decided_invalid",
        "Invalid or Incomplete|Incomplete or Invalid|Incomplete/Invalid",
    ),
    ("decided_advice", "Advice Given"),
    (
        "decided_referred_back",
        "Referred Back for Local Resolution|Referred back for local resolution (premature)|Premature",
    ),
    (
        "decided_closed",
        "Closed after Initial Enquiries|Closed after initial enquiry",
    ),
    ("decided_not_for_us", "Not for us"),
    ("decided_assessed_closed", "Assessed and closed"),
    ("ombudsman_not_upheld", "Not Upheld|Complaints not upheld"),
    ("ombudsman_upheld", "Upheld|Complaints upheld|Upheld decisions"),
];

const COMPLIANCE: &[Known] = &[
    ("ombudsman_upheld", "Upheld|Upheld decisions|Upheld complaints"),
    (
        "compliance_on_time",
        "Complete and satisfied|Remedy complete and satisfied|Compliance complete and satisfied|Complied on time",
    ),
    (
        "compliance_late",
        "Completed late|Remedy completed late|Complete but late|Complied late",
    ),
    (
        "compliance_incomplete",
        "Not complete|Remedy not complete|Not completed|Not complied",
    ),
    (
        "ombudsman_satisfactory_remedies",
        "Satisfactory remedy|Satisfactory remedies|Upheld decisions where satisfactory remedy provided by the authority|\
         Satisfactory remedy decisions",
    ),
];

const AVERAGES: &str = "Average uphold rate (%) of similar authorities|Average uphold rate of similar authorities|\
     Average compliance rate (%) of similar authorities|Average of similar authorities|\
     Average satisfactory remedy rate (%) of similar authorities|Upheld decisions per 100,000 residents|\
     Upheld decisions per 100,000|Authority type|Type|Region";

impl Layout {
    /// The layout of a known table.
    pub fn of(table: KnownTable) -> Self {
        let mut columns = vec![column(BODY, Holds::Body), column(AVERAGES, Holds::Ignored)];
        let known = match table {
            KnownTable::Received => RECEIVED,
            KnownTable::Decided => DECIDED,
            KnownTable::Compliance => COMPLIANCE,
        };
        columns.extend(known.iter().map(|(kind, names)| column(names, figure(kind))));
        match table {
            KnownTable::Received => columns.push(Column {
                sums: vec![kinds(RECEIVED.iter().map(|(kind, _)| *kind))],
                ..column("Total|Total received|Grand Total", figure("ombudsman_received"))
            }),
            KnownTable::Decided => columns.extend(of_decisions()),
            KnownTable::Compliance => columns.extend(of_compliance()),
        }
        Self { columns }
    }
}

fn of_decisions() -> Vec<Column> {
    let investigated = ["ombudsman_not_upheld", "ombudsman_upheld"];
    let older = [
        "decided_invalid",
        "decided_advice",
        "decided_referred_back",
        "decided_closed",
    ];
    let newer = ["decided_not_for_us", "decided_assessed_closed"];
    let all = |before: &[&'static str]| kinds(before.iter().chain(&investigated).copied());
    vec![
        Column {
            sums: vec![all(&older), all(&newer)],
            ..column(
                "Total|Total decided|Grand Total|Decisions",
                figure("ombudsman_decided"),
            )
        },
        Column {
            sums: vec![kinds(investigated.into_iter())],
            ..column(
                "Investigated|Detailed investigations|Total investigated",
                Holds::Derived,
            )
        },
        column(
            "Uphold Rate (%)|Uphold rate|Upheld rate|% upheld|Percentage upheld",
            Holds::Rate {
                of: vec!["ombudsman_upheld".to_owned()],
                among: kinds(investigated.into_iter()),
            },
        ),
    ]
}

fn of_compliance() -> Vec<Column> {
    let done = ["compliance_on_time", "compliance_late"];
    let all = done.into_iter().chain(["compliance_incomplete"]);
    vec![
        Column {
            sums: vec![kinds(all)],
            ..column(
                "Compliance outcomes recorded|Compliance outcomes|Complaints where compliance was recorded|\
                 Complaints where compliance with the recommended remedy was recorded|Number recorded|Recorded",
                figure("compliance_recorded"),
            )
        },
        column(
            "Compliance Rate (%)|Compliance rate|Compliance percentage",
            Holds::Rate {
                of: kinds(done.into_iter()),
                among: vec!["compliance_recorded".to_owned()],
            },
        ),
        column(
            "Satisfactory remedy rate (%)|Satisfactory remedy rate|Satisfactory remedy %|% satisfactory remedy",
            Holds::Rate {
                of: vec!["ombudsman_satisfactory_remedies".to_owned()],
                among: vec!["ombudsman_upheld".to_owned()],
            },
        ),
    ]
}

fn figure(kind: &str) -> Holds {
    Holds::Figure(kind.to_owned())
}

fn kinds<'k>(kinds: impl Iterator<Item = &'k str>) -> Vec<String> {
    kinds.map(str::to_owned).collect()
}

fn column(names: &str, holds: Holds) -> Column {
    Column {
        names: names.split('|').map(str::to_owned).collect(),
        holds,
        sums: Vec::new(),
    }
}
