//! One measure over the bodies of a group.

use std::collections::BTreeMap;

use super::{
    figures::{Found, Sources, Value},
    group::{Group, rate},
    interval::{Interval, Limits},
    measures::{Measure, Scale},
    place::{Flag, Place},
    released::Released,
    stated::{ReferenceRate, Stated, rounded},
    tell::placed,
};
use crate::domain::{
    financial_year::FinancialYear,
    ids::CodeId,
    limits,
    reference::{PeerGroup, Reference},
};

/// What to compare.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The group.
    pub group: &'a PeerGroup,
    /// The year that the figures are about.
    pub year: FinancialYear,
    /// The measures.
    pub measures: Vec<&'static Measure>,
    /// The set that given figures are read from; none for whichever, if they agree.
    pub set: Option<CodeId>,
    /// The asking council itself, which is always named.
    pub own: Option<CodeId>,
    /// The smallest n that a body is ranked with.
    pub ranked_n: i64,
    /// Rates that somebody stated.
    pub references: Vec<ReferenceRate>,
}

/// Whom a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A body by its code.
    Named(CodeId),
    /// One that did not agree to be named, by a number from 1. The numbers go up as the rates go down, so that the order
    /// says nothing that the rates do not, and a number under one measure is not the one under another.
    Unnamed(usize),
}

/// One body.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Whom it is about.
    pub who: Who,
    /// Whether it is the asking council. If it is not in the group, it stands beside it: it has no rank, and the group's
    /// rates are without it.
    pub is_own: bool,
    /// What was counted; not told of a body that is not named, because others publish its size.
    pub numerator: Value,
    /// What it is of; of a count not applicable.
    pub denominator: Value,
    /// The state of the rate: a number exactly where `rate` holds.
    pub state: Value,
    /// The rate on the measure's scale.
    pub rate: Option<f64>,
    /// 95 %: Wilson's for a share, Byar's for a number per so many; none for a count.
    pub interval: Option<Interval>,
    /// The limits about the rate of all together at the body's own n.
    pub limits: Option<Limits>,
    /// Where the rate lies between them.
    pub flag: Option<Flag>,
    /// Rank and quarter.
    pub place: Place,
    /// Who published the figures; empty for what was released.
    pub sources: Vec<String>,
}

/// Something that a reader of the figures must know.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// The rate of all together and the mean of the rates are not the same number.
    PooledIsNotMean {
        /// All together, as a sentence would give it.
        pooled: String,
        /// The mean.
        mean: String,
    },
    /// Sets hold different figures of a body, so that none is taken.
    Contradicted(CodeId),
    /// More was counted than there was to count among.
    Impossible(CodeId),
    /// So many that are not named are left out, being too few.
    TooFewUnnamed(usize),
    /// So many are under the smallest n and have no rank.
    UnderSmallestN(usize),
}

/// A measure over the group.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The measure.
    pub measure: &'static Measure,
    /// The bodies, the highest rate first, then those without a rate. One that is not named and has no rate to show is
    /// counted in the group and has no line.
    pub bodies: Vec<Compared>,
    /// The group.
    pub group: Group,
    /// What somebody stated.
    pub stated: Vec<Stated>,
    /// What a reader must know.
    pub notes: Vec<Note>,
    /// The definitions that released figures were counted by, as `id@version`.
    pub definitions: Vec<String>,
}

/// Figures were counted by different versions of a measure, so that they cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionsDiffer {
    /// The measure's id.
    pub measure: String,
    /// Each council with its version, as `id@version`.
    pub versions: Vec<(CodeId, String)>,
}

/// Compares by each measure.
///
/// # Errors
/// When councils released figures that were counted by different versions of a measure.
pub fn compare(
    asked: &Asked<'_>,
    reference: &Reference,
    released: &[Released],
) -> Result<Vec<Comparison>, DefinitionsDiffer> {
    let measures = asked.measures.iter();
    measures
        .map(|measure| of_measure(measure, asked, reference, released))
        .collect()
}

/// A body as found, before it is placed.
pub(super) struct Line {
    pub(super) code: CodeId,
    pub(super) is_own: bool,
    pub(super) is_named: bool,
    /// Of the group; the council that asks need not be.
    pub(super) is_member: bool,
    pub(super) numerator: Found,
    pub(super) denominator: Found,
    pub(super) state: Value,
    pub(super) rate: Option<f64>,
}

fn of_measure(
    measure: &'static Measure,
    asked: &Asked<'_>,
    reference: &Reference,
    released: &[Released],
) -> Result<Comparison, DefinitionsDiffer> {
    let mut notes = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let members = &asked.group.members;
    let beside = asked.own.iter().filter(|own| !members.contains(own));
    for member in members.iter().chain(beside) {
        let line = line(measure, member, asked, reference, released);
        if line.numerator.contradicted || line.denominator.contradicted {
            notes.push(Note::Contradicted(member.clone()));
        } else if is_impossible(measure, &line) {
            notes.push(Note::Impossible(member.clone()));
        }
        lines.push(line);
    }
    let definitions = definitions(&lines)?;
    let unnamed = |line: &Line| !line.is_named && line.rate.is_some();
    let few = lines.iter().filter(|line| unnamed(line)).count();
    let left_out = if few < limits::UNNAMED_BODIES_MIN { few } else { 0 };
    if left_out > 0 {
        notes.push(Note::TooFewUnnamed(left_out));
        lines.retain(|line| !unnamed(line));
    }
    let of_group = || lines.iter().filter(|line| line.is_member);
    let known: Vec<(i64, i64, f64)> = of_group().filter_map(numbers).collect();
    let count = |state: Value| of_group().filter(|line| line.state == state).count();
    let group = Group {
        bodies: members.len(),
        suppressed: count(Value::Suppressed),
        unknown: count(Value::Unknown),
        not_applicable: count(Value::NotApplicable),
        left_out,
        ..Group::default()
    };
    let group = group.with(measure.scale, &known);
    notes.extend(unlike(measure, &group));
    let (bodies, under) = placed(measure, lines, &group, asked.ranked_n);
    if under > 0 {
        notes.push(Note::UnderSmallestN(under));
    }
    let references = asked.references.iter();
    let of_this = references.filter(|reference| reference.measure == measure.id);
    Ok(Comparison {
        measure,
        bodies,
        stated: of_this.map(|reference| Stated::of(reference, &group)).collect(),
        group,
        notes,
        definitions,
    })
}

fn line(
    measure: &Measure,
    member: &CodeId,
    asked: &Asked<'_>,
    reference: &Reference,
    released: &[Released],
) -> Line {
    let is_own = asked.own.as_ref() == Some(member);
    let release = released.iter().find(|release| release.body == *member);
    let sources = Sources {
        reference,
        set: asked.set.as_ref(),
        year: asked.year,
        released: release,
        body: Some(member),
        is_own,
    };
    let numerator = sources.amount(measure.numerator);
    let denominator = sources.amount(measure.denominator);
    let is_released = numerator.is_released() || denominator.is_released();
    let agreed = release.is_none_or(|release| release.is_named);
    let mut line = Line {
        code: member.clone(),
        is_own,
        is_named: is_own || agreed || !is_released,
        is_member: asked.group.members.contains(member),
        state: Value::Unknown,
        rate: None,
        numerator,
        denominator,
    };
    line.state = state(measure, &line);
    line.rate = numbers_of(&line).and_then(|(top, bottom)| rate(measure.scale, top, bottom));
    line.rate = line.rate.filter(|_| line.state.number().is_some());
    line
}

/// Numerator and denominator; a count has no denominator.
pub(super) fn numbers_of(line: &Line) -> Option<(i64, i64)> {
    let bottom = line.denominator.value.number().unwrap_or(0);
    Some((line.numerator.value.number()?, bottom))
}

fn numbers(line: &Line) -> Option<(i64, i64, f64)> {
    let rate = line.rate?;
    numbers_of(line).map(|(top, bottom)| (top, bottom, rate))
}

fn state(measure: &Measure, line: &Line) -> Value {
    let (top, bottom) = (line.numerator.value, line.denominator.value);
    match (measure.scale, top, bottom) {
        (Scale::Count, top, _) => top,
        (_, Value::Unknown, _) | (_, _, Value::Unknown) => Value::Unknown,
        (_, _, Value::Number(0)) => Value::NotApplicable,
        (_, Value::Suppressed, _) | (_, _, Value::Suppressed) => Value::Suppressed,
        (_, Value::NotApplicable, _) | (_, _, Value::NotApplicable) => Value::NotApplicable,
        (Scale::Percent, Value::Number(top), Value::Number(bottom)) if top > bottom => Value::Unknown,
        (_, top, _) => top,
    }
}

fn is_impossible(measure: &Measure, line: &Line) -> bool {
    let numbers = line.numerator.value.number().zip(line.denominator.value.number());
    measure.scale == Scale::Percent && numbers.is_some_and(|(top, bottom)| top > bottom)
}

/// The one version of each measure that everybody counted by.
fn definitions(lines: &[Line]) -> Result<Vec<String>, DefinitionsDiffer> {
    let mut versions: BTreeMap<&str, Vec<(CodeId, String)>> = BTreeMap::new();
    for line in lines {
        let counted = line
            .numerator
            .definitions
            .iter()
            .chain(&line.denominator.definitions);
        for definition in counted {
            let id = definition
                .split_once('@')
                .map_or(definition.as_str(), |(id, _)| id);
            let known = versions.entry(id).or_default();
            if !known
                .iter()
                .any(|(code, of)| *code == line.code && of == definition)
            {
                known.push((line.code.clone(), definition.clone()));
            }
        }
    }
    let mut agreed = Vec::new();
    for (id, versions) in versions {
        match versions.split_first() {
            Some(((_, first), rest)) if rest.iter().all(|(_, other)| other == first) => {
                agreed.push(first.clone());
            }
            _ => {
                return Err(DefinitionsDiffer {
                    measure: id.to_owned(),
                    versions,
                });
            }
        }
    }
    Ok(agreed)
}

/// That the two rates of the group differ, to a whole percent or to a decimal of a rate.
fn unlike(measure: &Measure, group: &Group) -> Option<Note> {
    let (pooled, mean) = (group.pooled?.value, group.mean?);
    if measure.scale == Scale::Count || rounded(pooled, 1) == rounded(mean, 1) {
        return None;
    }
    Some(Note::PooledIsNotMean {
        pooled: rounded(pooled, 1),
        mean: rounded(mean, 1),
    })
}
