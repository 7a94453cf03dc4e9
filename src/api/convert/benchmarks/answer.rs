//! What a comparison answers.

use crate::{
    api::{convert::values::Wire, wire},
    domain::{
        benchmark::{
            Compared, Comparison, Flag, Group, Interval, Limits, Meaning, Measure, Note, Scale, Stated,
            Value, Who,
        },
        reference::Reference,
    },
};

/// One measure over the group.
pub fn comparison(comparison: &Comparison, reference: &Reference) -> wire::MeasureComparison {
    let Comparison {
        measure: by,
        bodies,
        group: of,
        stated,
        notes,
        definitions,
    } = comparison;
    wire::MeasureComparison {
        measure: Some(measure(by)),
        bodies: bodies.iter().map(|told| body(told, reference)).collect(),
        group: Some(group(of)),
        stated: stated
            .iter()
            .map(|stated| explained(comparison, stated))
            .collect(),
        notes: notes.iter().map(|told| note(told, by, reference)).collect(),
        definitions: definitions.clone(),
    }
}

fn measure(measure: &Measure) -> wire::ComparedMeasure {
    let (scale, each) = match measure.scale {
        Scale::Count => (wire::MeasureScale::Count, 0),
        Scale::Percent => (wire::MeasureScale::Percent, 0),
        Scale::PerEach(each) => (wire::MeasureScale::PerEach, each),
    };
    wire::ComparedMeasure {
        id: measure.id.to_owned(),
        version: i32::try_from(measure.version).unwrap_or(i32::MAX),
        display_name: measure.display_name.to_owned(),
        scale: scale.into(),
        each: i32::try_from(each).unwrap_or(i32::MAX),
        numerator: measure.numerator_name.to_owned(),
        denominator: measure.denominator_name.to_owned(),
    }
}

fn state(value: Value) -> wire::FigureState {
    match value {
        Value::Number(_) => wire::FigureState::Number,
        Value::Suppressed => wire::FigureState::Suppressed,
        Value::Unknown => wire::FigureState::Unknown,
        Value::NotApplicable => wire::FigureState::NotApplicable,
    }
}

/// A number that may not be there.
pub(super) fn number(value: Value) -> wire::ComparedNumber {
    wire::ComparedNumber {
        state: state(value).into(),
        value: value.number().unwrap_or(0),
    }
}

fn interval(Interval { low, high }: Interval) -> wire::RateInterval {
    wire::RateInterval { low, high }
}

fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn body(told: &Compared, reference: &Reference) -> wire::ComparedBody {
    let Compared {
        who,
        is_own,
        numerator,
        denominator,
        state: has,
        rate,
        interval: between,
        limits,
        flag,
        place,
        sources,
    } = told;
    let limits = limits.map(|Limits { inner, outer }| (interval(inner), interval(outer)));
    let (limits_95, limits_998) = limits.unzip();
    wire::ComparedBody {
        body: match who {
            Who::Named(code) => code.to_string(),
            Who::Unnamed(_) => String::new(),
        },
        display_name: who.name(reference),
        is_own: *is_own,
        numerator: Some(number(*numerator)),
        denominator: Some(number(*denominator)),
        state: state(*has).into(),
        rate: rate.unwrap_or(0.0),
        interval: between.map(interval),
        limits_95,
        limits_998,
        flag: flag.map_or(0, Flag::to_wire),
        rank: count(place.rank.unwrap_or(0)),
        quartile: i32::from(place.quartile.unwrap_or(0)),
        sources: sources.clone(),
    }
}

fn group(group: &Group) -> wire::ComparedGroup {
    let Group {
        bodies,
        known,
        suppressed,
        unknown,
        not_applicable,
        left_out,
        pooled,
        mean,
        median,
        lower_quartile,
        upper_quartile,
    } = *group;
    wire::ComparedGroup {
        bodies: count(bodies),
        known: count(known),
        suppressed: count(suppressed),
        unknown: count(unknown),
        not_applicable: count(not_applicable),
        left_out: count(left_out),
        pooled_rate: pooled.map(|pooled| pooled.value),
        numerator: pooled.map_or(0, |pooled| pooled.numerator),
        denominator: pooled.map_or(0, |pooled| pooled.denominator),
        mean_of_rates: mean,
        median,
        lower_quartile,
        upper_quartile,
    }
}

fn explained(comparison: &Comparison, stated: &Stated) -> wire::ExplainedRate {
    let reference = &stated.reference;
    wire::ExplainedRate {
        stated: Some(wire::ReferenceRate {
            measure: reference.measure.clone(),
            label: reference.label.clone(),
            rate: reference.rate.text.clone(),
        }),
        meaning: stated.meaning.to_wire(),
        explanation: comparison.explanation(stated),
    }
}

fn note(note: &Note, measure: &Measure, reference: &Reference) -> wire::ComparisonNote {
    let kind = match note {
        Note::PooledIsNotMean { .. } => wire::ComparisonNoteKind::PooledIsNotMean,
        Note::Contradicted(_) => wire::ComparisonNoteKind::Contradicted,
        Note::Impossible(_) => wire::ComparisonNoteKind::Impossible,
        Note::TooFewUnnamed(_) => wire::ComparisonNoteKind::TooFewUnnamed,
        Note::UnderSmallestN(_) => wire::ComparisonNoteKind::UnderMinimumN,
    };
    wire::ComparisonNote {
        kind: kind.into(),
        body: note.body().map(ToString::to_string).unwrap_or_default(),
        text: note.text(measure, reference),
    }
}

impl Wire for Flag {
    type Value = wire::FunnelFlag;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Within, wire::FunnelFlag::Within),
        (Self::Above, wire::FunnelFlag::Above),
        (Self::Below, wire::FunnelFlag::Below),
        (Self::FarAbove, wire::FunnelFlag::FarAbove),
        (Self::FarBelow, wire::FunnelFlag::FarBelow),
    ];
}

impl Wire for Meaning {
    type Value = wire::RateMeaning;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Pooled, wire::RateMeaning::Pooled),
        (Self::MeanOfRates, wire::RateMeaning::MeanOfRates),
        (Self::Either, wire::RateMeaning::Either),
        (Self::Neither, wire::RateMeaning::Neither),
        (Self::Unknown, wire::RateMeaning::Unknown),
    ];
}
