//! What is behind figures: cells as they are asked for, and the records in an answer.

use super::{figure, key, or_blank};
use crate::{
    api::{
        convert::{
            Reader,
            dates::{date, timestamp},
            values::Wire,
        },
        names,
        page_token::Query as PageOf,
        status::ApiError,
        wire,
    },
    app::statistics::{
        compare::{Compared, DifferencePlace},
        contributors::{Contributors, UnitPlace},
    },
    domain::{
        ids::{AuthorityId, Position, Stream},
        limits,
        statistics::{
            BLANK, Cell, Contribution, ContributionChange, Contributor, ContributorDifference, Figure,
            FigurePart, Query, RowDifference, Standing, Unit,
        },
    },
    store::event_log::EventKind,
};

impl Wire for FigurePart {
    type Value = wire::FigurePart;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Numerator, wire::FigurePart::Numerator),
        (Self::Denominator, wire::FigurePart::Denominator),
    ];
}

impl Wire for ContributionChange {
    type Value = wire::ContributionChange;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Entered, wire::ContributionChange::Entered),
        (Self::Left, wire::ContributionChange::Left),
        (Self::Moved, wire::ContributionChange::Moved),
        (Self::Changed, wire::ContributionChange::Changed),
    ];
}

/// Reads which of a figure's counts is asked for; the numerator where nothing is said.
pub fn figure_part(reader: &mut Reader<'_>, part: i32) -> Option<FigurePart> {
    match part {
        0 => Some(FigurePart::Numerator),
        part => reader.value("part", FigurePart::from_wire(part)),
    }
}

/// Reads which cell of a question's table is asked for.
pub fn cell(
    reader: &mut Reader<'_>,
    query: Option<&Query>,
    measure: &str,
    keys: Vec<String>,
) -> Option<Cell> {
    if measure.is_empty() {
        reader.refuse("measure", "must be given");
        return None;
    }
    let query = query?;
    let found = query.measures().iter().find(|known| known.id == measure);
    if found.is_none() {
        reader.refuse("measure", "must be one of the query's measures");
    }
    let dimensions = query.dimensions().len();
    if !keys.is_empty() && keys.len() != dimensions {
        reader.refuse(
            "keys",
            format_args!("must be none, or one for each dimension: {dimensions}"),
        );
        return None;
    }
    let too_long = keys
        .iter()
        .position(|key| key.chars().count() > limits::DISPLAY_NAME_CHARACTERS_MAX);
    if let Some(place) = too_long {
        reader.refuse(format_args!("keys[{place}]"), "is no value of the dimension");
        return None;
    }
    let value = |key: String| (key != BLANK).then_some(key);
    Some(Cell {
        measure: found?,
        keys: (!keys.is_empty()).then(|| keys.into_iter().map(value).collect()),
    })
}

/// The place in a list of contributors that a token tells, with the position that the list is of.
///
/// # Errors
/// When it tells none.
pub fn unit_place(place: Option<String>) -> Result<Option<(Position, UnitPlace)>, ApiError> {
    let read = |text: &str| {
        let mut parts = text.splitn(4, '|');
        let position = parts.next()?.parse().ok()?;
        let place = UnitPlace {
            on: parts.next()?.parse().ok()?,
            number: parts.next()?.parse().ok()?,
            part: parts.next()?.to_owned(),
        };
        Some((position, place))
    };
    told(place, read)
}

/// The positions that are compared, and a place in the list of differences.
type ComparedAfter = ((Position, Position), DifferencePlace);

/// The place in a list of differences that a token tells, with the positions that are compared.
///
/// # Errors
/// When it tells none.
pub fn difference_place(place: Option<String>) -> Result<Option<ComparedAfter>, ApiError> {
    let read = |text: &str| {
        let mut parts = text.splitn(4, '|');
        let before = parts.next()?.parse().ok()?;
        let after = parts.next()?.parse().ok()?;
        let number = parts.next()?.parse().ok()?;
        Some(((before, after), (number, parts.next()?.to_owned())))
    };
    told(place, read)
}

fn told<T>(place: Option<String>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ApiError> {
    match place {
        None => Ok(None),
        Some(text) => read(&text).map(Some).ok_or(ApiError::PageToken),
    }
}

/// What a cell counts: a page of it, cut from one that has an element more.
pub fn contributors(
    authority: &AuthorityId,
    unit: Unit,
    found: Contributors,
    (size, page_of): (usize, PageOf),
) -> wire::ListContributorsResponse {
    let Contributors {
        mut units,
        figure: cell,
        as_of,
    } = found;
    let more = units.len() > size;
    units.truncate(size);
    let token = |(unit, _): &(Contributor, i64)| {
        let Contributor { number, part, on, .. } = unit;
        page_of.token_of(&format!("{}|{on}|{number}|{part}", as_of.position))
    };
    let next_page_token = units.last().filter(|_| more).map(token).unwrap_or_default();
    let contributor = |(found, amount): (Contributor, i64)| wire::Contributor {
        name: name_of(authority, unit, found.number),
        part: found.part,
        date: Some(date(found.on)),
        amount,
    };
    wire::ListContributorsResponse {
        contributors: units.into_iter().map(contributor).collect(),
        next_page_token,
        figure: Some(figure(&cell)),
        position: as_of.position,
        as_of_time: Some(timestamp(as_of.recorded_at)),
    }
}

/// The record that a unit is, or is part of.
fn name_of(authority: &AuthorityId, unit: Unit, number: i64) -> String {
    names::stream(&Stream {
        authority: authority.clone(),
        kind: unit.record(),
        number,
    })
}

/// What differs between two positions, with a page of what makes the differences.
pub fn compared(
    authority: &AuthorityId,
    query: &Query,
    found: &Compared,
    page_of: PageOf,
) -> wire::CompareAsAtResponse {
    let Compared {
        comparison,
        page,
        more,
        before,
        after,
    } = found;
    let (first, second) = (before.position, after.position);
    let token = |(found, _): &(ContributorDifference, _)| {
        let ContributorDifference { number, part, .. } = found;
        page_of.token_of(&format!("{first}|{second}|{number}|{part}"))
    };
    let last: Option<&(ContributorDifference, Vec<EventKind>)> = page.last().filter(|_| *more);
    wire::CompareAsAtResponse {
        rows: comparison.rows.iter().map(row_difference).collect(),
        total: Some(row_difference(&comparison.total)),
        contributors: page
            .iter()
            .map(|(found, events)| contributor_difference(authority, query.unit(), found, events))
            .collect(),
        next_page_token: last.map(token).unwrap_or_default(),
        before_position: first,
        before_time: Some(timestamp(before.recorded_at)),
        after_position: second,
        after_time: Some(timestamp(after.recorded_at)),
    }
}

/// A row at two positions.
pub fn row_difference(row: &RowDifference) -> wire::RowDifference {
    let RowDifference { keys, figures } = row;
    wire::RowDifference {
        keys: keys.iter().map(key).collect(),
        figures: figures.iter().map(figure_difference).collect(),
    }
}

fn figure_difference((before, after): &(Figure, Figure)) -> wire::FigureDifference {
    let counts = |figure: &Figure| match *figure {
        Figure::Number {
            value,
            numerator,
            denominator,
        } => (Some(value), numerator, denominator),
        Figure::Suppressed | Figure::Unknown | Figure::NotApplicable => (None, 0, 0),
    };
    let ((old, on_top, below), (new, on_top_after, below_after)) = (counts(before), counts(after));
    wire::FigureDifference {
        before: Some(figure(before)),
        after: Some(figure(after)),
        numerator: on_top_after - on_top,
        denominator: below_after - below,
        value: new.zip(old).map_or(0.0, |(new, old)| new - old),
    }
}

fn contributor_difference(
    authority: &AuthorityId,
    unit: Unit,
    found: &ContributorDifference,
    events: &[EventKind],
) -> wire::ContributorDifference {
    let ContributorDifference {
        number,
        part,
        change,
        before,
        after,
    } = found;
    wire::ContributorDifference {
        name: name_of(authority, unit, *number),
        part: part.clone(),
        change: change.to_wire(),
        before: before.as_ref().map(standing),
        after: after.as_ref().map(standing),
        events: events.iter().map(event).collect(),
    }
}

fn standing(standing: &Standing) -> wire::Standing {
    let Standing { keys, contributions } = standing;
    let contribution = |found: &Contribution| wire::Contribution {
        numerator: found.numerator,
        denominator: found.denominator,
    };
    wire::Standing {
        keys: keys.iter().map(|key| or_blank(key.as_ref())).collect(),
        contributions: contributions.iter().map(contribution).collect(),
    }
}

fn event(event: &EventKind) -> wire::ContributionEvent {
    let EventKind {
        position,
        kind,
        recorded_at,
        effective_on,
    } = event;
    wire::ContributionEvent {
        position: *position,
        kind: kind.clone(),
        record_time: Some(timestamp(*recorded_at)),
        effective_date: effective_on.map(date),
    }
}
