//! An annual list of the Ombudsman, and what differs.

use std::collections::BTreeSet;

use super::steps::read_reference;
use crate::{
    api::{
        convert::{Reader, values::Wire},
        names, wire,
    },
    app::ombudsman::Reconciled,
    domain::{
        financial_year::{FinancialYear, Period},
        ids::AuthorityId,
        limits,
        lists::List,
        ombudsman::annual_list::{AnnualList, Difference, ListedCase, decision_named, outcome_named},
    },
};

/// A list as sent.
#[derive(Debug)]
pub struct Asked {
    /// Which list.
    pub kind: AnnualList,
    /// Its year.
    pub year: Period,
    /// Its rows.
    pub rows: Vec<ListedCase>,
}

/// The first and the last year that a list can be of.
const YEARS: (i32, i32) = (1990, 2199);

/// Reads a list.
pub fn annual_list(
    reader: &mut Reader<'_>,
    kind: i32,
    financial_year: i32,
    rows: Vec<wire::ListedCase>,
) -> Option<Asked> {
    let kind = reader.value("kind", AnnualList::from_wire(kind));
    let (first, last) = YEARS;
    let year = reader.number("financial_year", financial_year, first, last);
    let rows = reader.at_most("rows", rows, limits::LISTED_ROWS_MAX);
    if rows.as_ref().is_some_and(Vec::is_empty) {
        reader.refuse("rows", "must hold at least one row");
    }
    let mut references = BTreeSet::new();
    let mut read = Vec::new();
    for (place, row) in rows?.into_iter().enumerate() {
        let row = read_row(reader, place, row);
        let reference = row.as_ref().map(|row| row.reference.clone());
        if reference.is_some_and(|reference| !references.insert(reference)) {
            let field = format_args!("rows[{place}].reference");
            reader.refuse(field, "must not be in the list twice");
        }
        read.push(row);
    }
    Some(Asked {
        kind: kind?,
        year: Period::financial_year(FinancialYear(year?)),
        rows: read.into_iter().collect::<Option<_>>()?,
    })
}

fn read_row(reader: &mut Reader<'_>, place: usize, row: wire::ListedCase) -> Option<ListedCase> {
    let wire::ListedCase {
        reference,
        category,
        received_date,
        decided_date,
        decision,
        compliance,
        target_date,
        achieved_date,
    } = row;
    let field = |name: &str| format!("rows[{place}].{name}");
    let reference = read_reference(reader, &field("reference"), reference);
    let categories = List::OmbudsmanCategories;
    let category = reader.optional_code(field("category"), categories, &category, None);
    let received_on = reader.optional_date(field("received_date"), received_date);
    let decided_on = reader.optional_date(field("decided_date"), decided_date);
    let decision = match decision.as_str() {
        "" => Some(None),
        name => decision_named(name).map(Some),
    };
    if decision.is_none() {
        reader.refuse(
            field("decision"),
            "must be a decision in the words of either taxonomy",
        );
    }
    let compliance = match compliance.as_str() {
        "" => Some(None),
        name => outcome_named(name).map(Some),
    };
    if compliance.is_none() {
        reader.refuse(
            field("compliance"),
            "must be an outcome of compliance in the Ombudsman's words",
        );
    }
    let target_on = reader.optional_date(field("target_date"), target_date);
    let achieved_on = reader.optional_date(field("achieved_date"), achieved_date);
    Some(ListedCase {
        reference: reference?,
        category: category?,
        received_on: received_on?,
        decided_on: decided_on?,
        decision: decision?,
        compliance: compliance?,
        target_on: target_on?,
        achieved_on: achieved_on?,
    })
}

/// What differs, on the wire.
pub fn reconciliation(
    authority: &AuthorityId,
    rows: &[ListedCase],
    reconciled: Reconciled,
) -> wire::ReconcileAnnualListResponse {
    let Reconciled {
        found,
        references,
        position,
    } = reconciled;
    let reference_of = |place: &usize| rows.get(*place).map(|row| row.reference.clone());
    let missing = found.missing.iter().map(|number| wire::MissingCase {
        name: names::case(authority, *number),
        reference: references.get(number).cloned().unwrap_or_default(),
    });
    let differing = found
        .differing
        .into_iter()
        .map(|(place, number, differences)| wire::DifferingCase {
            name: names::case(authority, number),
            reference: reference_of(&place).unwrap_or_default(),
            differences: differences.into_iter().map(difference).collect(),
        });
    let totals = found.totals.into_iter().map(|total| wire::ListTotal {
        value: total.value,
        listed: count(total.listed),
        registered: count(total.registered),
    });
    wire::ReconcileAnnualListResponse {
        listed: count(rows.len()),
        agreeing: count(found.agreeing),
        unknown_references: found.unknown.iter().filter_map(reference_of).collect(),
        missing: missing.collect(),
        differing: differing.collect(),
        totals: totals.collect(),
        position,
    }
}

fn difference(difference: Difference) -> wire::FieldDifference {
    let Difference {
        field,
        listed,
        registered,
    } = difference;
    wire::FieldDifference {
        field: field.to_owned(),
        listed,
        registered,
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
