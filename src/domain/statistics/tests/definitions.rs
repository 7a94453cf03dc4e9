//! What is published as defined stays as defined: a figure is comparable with one of another year or another
//! authority only while its id and version mean the same.
//!
//! Whoever changes what a measure means gives it another version, and only then accepts the snapshot
//! (`cargo insta accept`, or `INSTA_UPDATE=always`).

use std::{collections::BTreeMap, fmt::Write};

use super::*;

/// The annual reports of SI 2006/1738 reg 13 and SI 2009/309 reg 18 are made of these.
#[test]
fn measures_mean_what_they_meant() {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for measure in measures() {
        let text = texts.entry(measure.unit.word()).or_default();
        let Measure {
            id,
            version,
            wording,
            numerator,
            denominator,
            exclusions,
            source,
            unit,
            default_basis,
            bases,
            reckoning,
        } = measure;
        writeln!(
            text,
            "{id} v{version}: {unit:?} by {default_basis:?} of {bases:?}"
        )
        .expect("text");
        writeln!(text, "  {reckoning:?}").expect("text");
        for line in [wording, numerator, denominator, exclusions, source] {
            writeln!(text, "  | {line}").expect("text");
        }
    }
    for (unit, text) in texts {
        insta::assert_snapshot!(format!("measures_of_{unit}"), text);
    }
}

#[test]
fn dimensions_mean_what_they_meant() {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for dimension in dimensions() {
        let first = dimension.units.first().map_or("none", |unit| unit.word());
        let text = texts.entry(first).or_default();
        let Dimension {
            id,
            display_name,
            units,
            source,
            values,
        } = dimension;
        writeln!(
            text,
            "{id}: {display_name}\n  {units:?}\n  {source:?}\n  {values:?}"
        )
        .expect("text");
        writeln!(text, "  reads {:?}", dimension.columns()).expect("text");
    }
    for (unit, text) in texts {
        insta::assert_snapshot!(format!("dimensions_of_{unit}"), text);
    }
}

#[test]
fn reports_have_the_tables_that_they_had() {
    for report in reports() {
        let mut text = String::new();
        writeln!(text, "{}: {}", report.id, report.display_name).expect("text");
        for TableDefinition {
            id,
            title,
            measures,
            dimensions,
            filters,
            basis,
            include_empty,
            series,
        } in report.tables
        {
            writeln!(text, "  {id}: {title}").expect("text");
            writeln!(text, "    {measures:?} by {dimensions:?}").expect("text");
            writeln!(text, "    {filters:?}, {basis:?}, empty rows: {include_empty}").expect("text");
            if *series != (None, 0) {
                writeln!(text, "    series {series:?}").expect("text");
            }
        }
        insta::assert_snapshot!(format!("tables_of_{}", report.id), text);
    }
}
