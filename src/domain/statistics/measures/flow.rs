//! Measures of complaints as they come and go: for every procedure and period, brought forward + received + converted
//! in = closed + converted out + carried forward.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Column, Measure, Reckoning, Unit, Which};

/// What the measures of this file have in common.
const FLOW: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "What is no complaint.",
    source: DICTIONARY,
    unit: Unit::Spell,
    default_basis: Basis::Present,
    bases: &[Basis::Present],
    reckoning: Reckoning::Count(Which::All),
};

const BEFORE: Which = Which::Is(Column::EnteredWhen, "before");
const CAME: Which = Which::Is(Column::EnteredWhen, "within");
const LEFT: Which = Which::Is(Column::LeftWhen, "within");
const STAYED: Which = Which::Is(Column::LeftWhen, "after");

const fn closed(id: &'static str, wording: &'static str, numerator: &'static str, rule: Which) -> Measure {
    Measure {
        id,
        wording,
        numerator,
        reckoning: Reckoning::Count(rule),
        ..FLOW
    }
}

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "brought_forward",
        wording: "Complaints open at the start of the period.",
        numerator: "Complaints that came under the procedure before the period and had not left it",
        reckoning: Reckoning::Count(BEFORE),
        ..FLOW
    },
    Measure {
        id: "complaints_received",
        wording: "Complaints received under the procedure in the period.",
        numerator: "Complaints received in the period, by the procedure that they were received under",
        reckoning: Reckoning::Count(Which::Each(&[CAME, Which::Is(Column::EnteredBy, "received")])),
        ..FLOW
    },
    Measure {
        id: "converted_in",
        wording: "Complaints converted to the procedure in the period.",
        numerator: "Conversions to the procedure, from another or from what was no complaint",
        reckoning: Reckoning::Count(Which::Each(&[CAME, Which::Is(Column::EnteredBy, "converted")])),
        ..FLOW
    },
    Measure {
        id: "complaints_closed",
        wording: "Complaints closed in the period, in whichever way.",
        numerator: "Complaints concluded, resolved informally, withdrawn, lapsed, not accepted, referred early or joined",
        reckoning: Reckoning::Count(Which::Each(&[
            LEFT,
            Which::Not(&Which::Is(Column::LeftBy, "converted")),
        ])),
        ..FLOW
    },
    Measure {
        id: "converted_out",
        wording: "Complaints converted to another procedure in the period.",
        numerator: "Conversions from the procedure to another",
        reckoning: Reckoning::Count(Which::Each(&[LEFT, Which::Is(Column::LeftBy, "converted")])),
        ..FLOW
    },
    Measure {
        id: "carried_forward",
        wording: "Complaints open at the end of the period.",
        numerator: "Complaints that came under the procedure by the end of the period and had not left it",
        reckoning: Reckoning::Count(STAYED),
        ..FLOW
    },
    closed(
        "closed_concluded",
        "Complaints concluded in the period.",
        "Complaints closed as resolved after a response",
        Which::Each(&[LEFT, Which::Is(Column::LeftBy, "concluded")]),
    ),
    closed(
        "closed_informally",
        "Complaints resolved informally in the period.",
        "Informal complaints closed as resolved",
        Which::Each(&[LEFT, Which::Is(Column::LeftBy, "resolved_informally")]),
    ),
    closed(
        "closed_withdrawn",
        "Complaints withdrawn in the period.",
        "Complaints withdrawn, at whichever stage",
        Which::Each(&[LEFT, Which::Is(Column::LeftBy, "withdrawn")]),
    ),
    closed(
        "closed_lapsed",
        "Complaints lapsed in the period.",
        "Complaints not taken further",
        Which::Each(&[LEFT, Which::Is(Column::LeftBy, "lapsed")]),
    ),
    closed(
        "closed_not_accepted",
        "Complaints not accepted in the period.",
        "Complaints that the council decided not to consider",
        Which::Each(&[LEFT, Which::Is(Column::LeftBy, "not_accepted")]),
    ),
    closed(
        "closed_otherwise",
        "Complaints referred early to the Ombudsman or joined to another in the period.",
        "Complaints referred early or joined",
        Which::Each(&[LEFT, Which::OneOf(Column::LeftBy, &["referred_early", "joined"])]),
    ),
];
