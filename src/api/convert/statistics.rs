//! Figures, and the questions for them.

mod ask;
mod behind;
mod moment;

use crate::{
    api::{
        convert::{
            dates::{date, timestamp},
            values::Wire,
        },
        names, wire,
    },
    domain::{
        ids::AuthorityId,
        lists::List,
        reference::Reference,
        statistics::{
            self, BLANK, Basis, Change, Dimension, Direction, Figure, Filter, Interval, Key, Measure,
            MeasureKind, Point, RowChange, Unit, Values, label,
        },
        word::Word,
    },
};

pub use self::{
    ask::{period, position, query, report_period},
    behind::{cell, compared, contributors, difference_place, figure_part, row_difference, unit_place},
    moment::{Moment, moment},
};

impl Wire for Unit {
    type Value = wire::Unit;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Representation, wire::Unit::Representation),
        (Self::Stage, wire::Unit::Stage),
        (Self::Concern, wire::Unit::Concern),
        (Self::Theme, wire::Unit::Theme),
        (Self::OmbudsmanCase, wire::Unit::OmbudsmanCase),
        (Self::Enquiry, wire::Unit::Enquiry),
        (Self::Remedy, wire::Unit::Remedy),
        (Self::Spell, wire::Unit::Spell),
        (Self::Cost, wire::Unit::Cost),
        (Self::Action, wire::Unit::Action),
        (Self::ActionType, wire::Unit::ActionType),
        (Self::Draft, wire::Unit::Draft),
        (Self::Duty, wire::Unit::Duty),
        (Self::Given, wire::Unit::Given),
    ];
}

impl Wire for Basis {
    type Value = wire::Basis;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Received, wire::Basis::Received),
        (Self::Started, wire::Basis::Started),
        (Self::Concluded, wire::Basis::Concluded),
        (Self::Due, wire::Basis::Due),
        (Self::Present, wire::Basis::Present),
        (Self::Recorded, wire::Basis::Recorded),
    ];
}

impl Wire for MeasureKind {
    type Value = wire::MeasureKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Count, wire::MeasureKind::Count),
        (Self::Percentage, wire::MeasureKind::Percentage),
        (Self::Mean, wire::MeasureKind::Mean),
        (Self::Median, wire::MeasureKind::Median),
        (Self::Percentile, wire::MeasureKind::Percentile),
        (Self::Money, wire::MeasureKind::Money),
        (Self::PerPopulation, wire::MeasureKind::PerPopulation),
        (Self::MeanOfPercentages, wire::MeasureKind::MeanOfPercentages),
    ];
}

impl Wire for Interval {
    type Value = wire::Interval;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Month, wire::Interval::Month),
        (Self::Quarter, wire::Interval::Quarter),
        (Self::Year, wire::Interval::Year),
    ];
}

impl Wire for Direction {
    type Value = wire::Direction;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Rise, wire::Direction::Rise),
        (Self::Fall, wire::Direction::Fall),
        (Self::Same, wire::Direction::Same),
    ];
}

/// Everything that can be asked for, with the codes of an authority where one is named.
pub fn catalogue(reference: Option<&Reference>) -> wire::Catalogue {
    let of_authority = |known: &Dimension| wire::Dimension {
        codes: reference
            .map(|reference| codes(known, reference))
            .unwrap_or_default(),
        ..dimension(known)
    };
    wire::Catalogue {
        measures: statistics::measures().map(measure).collect(),
        dimensions: statistics::dimensions().map(of_authority).collect(),
        reports: statistics::reports()
            .map(|report| wire::ReportDefinition {
                id: report.id.to_owned(),
                display_name: report.display_name.to_owned(),
                tables: report.tables.iter().map(|table| table.id.to_owned()).collect(),
            })
            .collect(),
    }
}

fn measure(measure: &Measure) -> wire::Measure {
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
        reckoning: _,
    } = *measure;
    wire::Measure {
        id: id.to_owned(),
        version: version.into(),
        wording: wording.to_owned(),
        numerator: numerator.to_owned(),
        denominator: denominator.to_owned(),
        exclusions: exclusions.to_owned(),
        source: source.to_owned(),
        unit: unit.to_wire(),
        kind: measure.kind().to_wire(),
        default_basis: default_basis.to_wire(),
        bases: bases.iter().map(|basis| basis.to_wire()).collect(),
    }
}

fn dimension(dimension: &Dimension) -> wire::Dimension {
    let Dimension {
        id,
        display_name,
        units,
        source: _,
        values,
    } = *dimension;
    let (list, values): (&str, &[&str]) = match values {
        Values::List(list) => (list.word(), &[]),
        Values::TeamGroups => (List::Teams.word(), &[]),
        Values::ServiceAreas => (List::Services.word(), &[]),
        Values::Words(words) => ("", words),
        Values::Months | Values::Free => ("", &[]),
    };
    wire::Dimension {
        id: id.to_owned(),
        display_name: display_name.to_owned(),
        units: units.iter().map(|unit| unit.to_wire()).collect(),
        list: list.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        codes: Vec::new(),
    }
}

/// The codes of the list of a dimension.
fn codes(dimension: &Dimension, reference: &Reference) -> Vec<wire::DimensionCode> {
    let Values::List(list) = dimension.values else {
        return Vec::new();
    };
    let codes = reference.list(list).codes().iter();
    codes
        .map(|code| wire::DimensionCode {
            value: code.id.to_string(),
            display_name: code.display_name.clone(),
            valid_from_date: code.valid_from.map(date),
            valid_until_date: code.valid_until.map(date),
        })
        .collect()
}

/// A table.
pub fn table(table: &statistics::Table) -> wire::Table {
    let statistics::Table {
        id,
        title,
        measures,
        dimensions,
        rows,
        total,
        basis,
        period,
        filters,
        as_of,
        series,
    } = table;
    wire::Table {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
        measures: measures.iter().map(|known| measure(known)).collect(),
        dimensions: dimensions.iter().map(|known| dimension(known)).collect(),
        rows: rows.iter().map(row).collect(),
        total: Some(row(total)),
        basis: basis.to_wire(),
        start_date: Some(date(period.starts_on())),
        end_date: Some(date(period.ends_on())),
        filters: filters.iter().map(filter).collect(),
        position: as_of.position,
        as_of_time: Some(timestamp(as_of.recorded_at)),
        series: series.iter().map(point).collect(),
    }
}

fn point(point: &Point) -> wire::SeriesPoint {
    let Point {
        period,
        rows,
        total,
        compared_with,
        changes,
        total_change,
    } = point;
    wire::SeriesPoint {
        display_name: label(*period),
        start_date: Some(date(period.starts_on())),
        end_date: Some(date(period.ends_on())),
        rows: rows.iter().map(row).collect(),
        total: Some(row(total)),
        compared_with: compared_with.map(label).unwrap_or_default(),
        changes: changes.iter().map(row_change).collect(),
        total_change: total_change.as_ref().map(row_change),
    }
}

fn row_change(change: &RowChange) -> wire::RowChange {
    let RowChange { keys, changes } = change;
    let figure_change = |change: &Option<Change>| match change {
        Some(Change {
            difference,
            percent,
            direction,
        }) => wire::FigureChange {
            direction: direction.to_wire(),
            difference: *difference,
            percent: *percent,
        },
        None => wire::FigureChange::default(),
    };
    wire::RowChange {
        keys: keys.iter().map(key).collect(),
        changes: changes.iter().map(figure_change).collect(),
    }
}

/// A report.
pub fn report(authority: &AuthorityId, report: &statistics::Report) -> wire::Report {
    let statistics::Report {
        id,
        display_name,
        tables,
        as_of,
    } = report;
    wire::Report {
        name: format!("{}/reports/{id}", names::authority(authority)),
        display_name: (*display_name).to_owned(),
        tables: tables.iter().map(table).collect(),
        position: as_of.position,
        as_of_time: Some(timestamp(as_of.recorded_at)),
    }
}

fn row(row: &statistics::Row) -> wire::Row {
    let statistics::Row { keys, figures } = row;
    wire::Row {
        keys: keys.iter().map(key).collect(),
        figures: figures.iter().map(figure).collect(),
    }
}

fn key(key: &Key) -> wire::Key {
    let Key { value, display_name } = key;
    wire::Key {
        value: or_blank(value.as_ref()),
        display_name: display_name.clone(),
    }
}

fn filter(filter: &Filter) -> wire::DimensionFilter {
    let Filter { dimension, values } = filter;
    wire::DimensionFilter {
        dimension: dimension.id.to_owned(),
        values: values.iter().map(|value| or_blank(value.as_ref())).collect(),
    }
}

fn or_blank(value: Option<&String>) -> String {
    value.map_or(BLANK, String::as_str).to_owned()
}

/// A figure.
pub fn figure(figure: &Figure) -> wire::Figure {
    let without = |state: wire::FigureState| wire::Figure {
        state: state.into(),
        ..wire::Figure::default()
    };
    match *figure {
        Figure::Number {
            value,
            numerator,
            denominator,
        } => wire::Figure {
            state: wire::FigureState::Number.into(),
            value,
            numerator,
            denominator,
        },
        Figure::Suppressed => without(wire::FigureState::Suppressed),
        Figure::Unknown => without(wire::FigureState::Unknown),
        Figure::NotApplicable => without(wire::FigureState::NotApplicable),
    }
}
