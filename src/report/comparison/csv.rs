//! The figures for programs: a row for each measure and body, and one for each measure of the group.

use super::Input;
use crate::{
    domain::benchmark::{Comparison, Flag, Scale, Value, Who},
    report::{File, RenderError, csv::guarded},
};

const BODIES: [&str; 21] = [
    "measure",
    "version",
    "body",
    "display_name",
    "own",
    "state",
    "numerator",
    "denominator",
    "rate",
    "low_95",
    "high_95",
    "limit_low_95",
    "limit_high_95",
    "limit_low_998",
    "limit_high_998",
    "flag",
    "rank",
    "quartile",
    "each",
    "financial_year",
    "sources",
];
const GROUPS: [&str; 15] = [
    "measure",
    "version",
    "financial_year",
    "bodies",
    "known",
    "suppressed",
    "unknown",
    "not_applicable",
    "left_out",
    "numerator",
    "denominator",
    "pooled_rate",
    "mean_of_rates",
    "median",
    "notes",
];
const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

pub(super) fn files(input: &Input<'_>) -> Result<Vec<File>, RenderError> {
    let bodies = input.comparisons.iter().flat_map(|found| of_bodies(found, input));
    let groups = input.comparisons.iter().map(|found| of_group(found, input));
    Ok(vec![
        file("comparison.csv", &BODIES, bodies)?,
        file("groups.csv", &GROUPS, groups)?,
    ])
}

fn file(name: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<File, RenderError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row.iter().map(|text| guarded(text)))?;
    }
    Ok(File {
        name: name.to_owned(),
        media_type: MEDIA_TYPE,
        content: writer.into_inner().map_err(::csv::IntoInnerError::into_error)?,
    })
}

/// A rate with four decimals, which are more than anything here is known to.
fn rate(rate: Option<f64>) -> String {
    rate.map(|rate| format!("{rate:.4}")).unwrap_or_default()
}

fn number(value: Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        other => mark(other).to_owned(),
    }
}

/// The marks that reports of the government use.
pub(super) fn mark(value: Value) -> &'static str {
    match value {
        Value::Number(_) => "",
        Value::Suppressed => "[c]",
        Value::Unknown => "[x]",
        Value::NotApplicable => "[z]",
    }
}

fn optional(number: &impl ToString) -> String {
    match number.to_string() {
        nothing if nothing == "0" => String::new(),
        number => number,
    }
}

fn of_bodies(found: &Comparison, input: &Input<'_>) -> Vec<Vec<String>> {
    let each = match found.measure.scale {
        Scale::PerEach(each) => each,
        Scale::Count | Scale::Percent => 0,
    };
    let row = |body: &crate::domain::benchmark::Compared| {
        let (inner, outer) = body.limits.map(|limits| (limits.inner, limits.outer)).unzip();
        let low =
            |interval: Option<crate::domain::benchmark::Interval>| rate(interval.map(|found| found.low));
        let high =
            |interval: Option<crate::domain::benchmark::Interval>| rate(interval.map(|found| found.high));
        vec![
            found.measure.id.to_owned(),
            found.measure.version.to_string(),
            match &body.who {
                Who::Named(code) => code.to_string(),
                Who::Unnamed(_) => String::new(),
            },
            body.who.name(input.reference),
            if body.is_own { "yes" } else { "no" }.to_owned(),
            mark(body.state).to_owned(),
            number(body.numerator),
            number(body.denominator),
            rate(body.rate),
            low(body.interval),
            high(body.interval),
            low(inner),
            high(inner),
            low(outer),
            high(outer),
            body.flag.map(flag).unwrap_or_default().to_owned(),
            optional(&body.place.rank.unwrap_or(0)),
            optional(&body.place.quartile.unwrap_or(0)),
            optional(&each),
            input.year.label(),
            body.sources.join("; "),
        ]
    };
    found.bodies.iter().map(row).collect()
}

/// A flag in words.
pub(super) fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Within => "within limits",
        Flag::Above => "above 95%",
        Flag::Below => "below 95%",
        Flag::FarAbove => "above 99.8%",
        Flag::FarBelow => "below 99.8%",
    }
}

fn of_group(found: &Comparison, input: &Input<'_>) -> Vec<String> {
    let group = &found.group;
    let notes = found
        .notes
        .iter()
        .map(|note| note.text(found.measure, input.reference));
    let pooled = |of: fn(crate::domain::benchmark::Pooled) -> i64| {
        group
            .pooled
            .map(|pooled| of(pooled).to_string())
            .unwrap_or_default()
    };
    vec![
        found.measure.id.to_owned(),
        found.measure.version.to_string(),
        input.year.label(),
        group.bodies.to_string(),
        group.known.to_string(),
        group.suppressed.to_string(),
        group.unknown.to_string(),
        group.not_applicable.to_string(),
        group.left_out.to_string(),
        pooled(|pooled| pooled.numerator),
        pooled(|pooled| pooled.denominator),
        rate(group.pooled.map(|pooled| pooled.value)),
        rate(group.mean),
        rate(group.median),
        notes.collect::<Vec<_>>().join(" "),
    ]
}
