//! Tables: groups folded into rows of figures, in the order that the lists have.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Basis,
    dimension::{BLANK, Dimension, Values, service_area},
    facts::{Facts, Group},
    figure::{Counted, Figure},
    measure::Measure,
    query::{Filter, Query},
    series::{Point, points},
};
use crate::domain::{
    calendar::local, financial_year::Period, ids::Position, lists::List, reference::Reference,
};

/// Where in the log figures were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The position.
    pub position: Position,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl AsOf {
    /// The day on which it was recorded, in the council's own time: what is overdue is judged on it.
    pub fn day(&self) -> NaiveDate {
        local(self.recorded_at).date()
    }
}

/// One value of one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The value; `None` is blank.
    pub value: Option<String>,
    /// How it is displayed.
    pub display_name: String,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The values of the table's dimensions, in their order; none in a total.
    pub keys: Vec<Key>,
    /// The figures of the table's measures, in their order.
    pub figures: Vec<Figure>,
}

/// Figures by dimensions.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its id in its report; empty for a query.
    pub id: &'static str,
    /// Its title; empty for a query.
    pub title: &'static str,
    /// The measures, in the order of the figures.
    pub measures: Vec<&'static Measure>,
    /// The dimensions, in the order of the keys.
    pub dimensions: Vec<&'static Dimension>,
    /// The rows, in the order of the keys.
    pub rows: Vec<Row>,
    /// The figures over all rows, counted and not added up.
    pub total: Row,
    /// The basis that was taken.
    pub basis: Basis,
    /// The period.
    pub period: Period,
    /// The filters that were taken.
    pub filters: Vec<Filter>,
    /// Where in the log it was counted.
    pub as_of: AsOf,
    /// The same for each period of a series, the earliest first; empty where none was asked for.
    pub series: Vec<Point>,
}

impl Table {
    /// Folds the groups that a query counted. They must come in the order of the query's columns.
    pub fn fold(query: &Query, groups: &[Group], reference: &Reference, as_of: AsOf) -> Self {
        let counted = groups
            .iter()
            .map(|group| (Facts::of(query.columns(), group), group.count));
        let counted: Vec<Counted<'_>> = counted
            .filter(|(facts, _)| passes(query.filters(), facts, reference))
            .collect();
        let all: Vec<&Counted<'_>> = counted.iter().collect();
        let residents = reference.residents(query.period());
        let figures = |row: &[&Counted<'_>]| -> Vec<Figure> {
            let of = |measure: &&'static Measure| Figure::of(measure, row, &all, residents);
            query.measures().iter().map(of).collect()
        };
        let mut rows: BTreeMap<Vec<Place>, Vec<&Counted<'_>>> = BTreeMap::new();
        for place in empty_places(query, reference) {
            rows.insert(vec![place], Vec::new());
        }
        for unit in &counted {
            rows.entry(places(query, &unit.0, reference))
                .or_default()
                .push(unit);
        }
        let row = |(places, row): (Vec<Place>, Vec<&Counted<'_>>)| Row {
            keys: keys(query.dimensions(), places, reference),
            figures: figures(&row),
        };
        let total = Row {
            keys: Vec::new(),
            figures: figures(&all),
        };
        // Without dimensions there is one row, which the total is.
        let rows = if query.dimensions().is_empty() {
            BTreeMap::new()
        } else {
            rows
        };
        Self {
            id: "",
            title: "",
            measures: query.measures().to_vec(),
            dimensions: query.dimensions().to_vec(),
            rows: rows.into_iter().map(row).collect(),
            total,
            basis: query.basis(),
            period: query.period(),
            filters: query.filters().to_vec(),
            as_of,
            series: Vec::new(),
        }
    }

    /// The same with the answers for the periods of its series, the earliest first.
    #[must_use]
    pub fn with_series(self, tables: Vec<Self>, year_on_year: bool) -> Self {
        Self {
            series: points(tables, year_on_year),
            ..self
        }
    }

    /// The same table under its name in a report.
    #[must_use]
    pub fn named(self, id: &'static str, title: &'static str) -> Self {
        Self { id, title, ..self }
    }
}

/// Where a value stands among the rows: by its rank, those without one after them, and blank last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Ranked(usize, String),
    Unranked(String),
    Blank,
}

fn passes(filters: &[Filter], facts: &Facts<'_>, reference: &Reference) -> bool {
    filters
        .iter()
        .all(|filter| filter.values.contains(&filter.dimension.value(facts, reference)))
}

fn places(query: &Query, facts: &Facts<'_>, reference: &Reference) -> Vec<Place> {
    let of = |dimension: &&Dimension| match dimension.value(facts, reference) {
        Some(value) => dimension.values.place(value, reference),
        None => Place::Blank,
    };
    query.dimensions().iter().map(of).collect()
}

/// Every value of the one dimension of a query that lists what has nothing too.
fn empty_places(query: &Query, reference: &Reference) -> Vec<Place> {
    let [dimension] = query.dimensions() else {
        return Vec::new();
    };
    if !query.includes_empty() {
        return Vec::new();
    }
    let mut values = dimension.values.all(query.period(), reference);
    for filter in query
        .filters()
        .iter()
        .filter(|filter| filter.dimension.id == dimension.id)
    {
        values.retain(|value| filter.values.iter().flatten().any(|kept| kept == value));
    }
    if dimension.values == Values::List(List::Teams) {
        values.retain(|team| is_of_services(team, query.filters(), reference));
    }
    values
        .into_iter()
        .map(|value| dimension.values.place(value, reference))
        .collect()
}

/// Whether the service of a team is one that the filters keep; a team without a service is.
fn is_of_services(team: &str, filters: &[Filter], reference: &Reference) -> bool {
    let code = reference.list(List::Teams).code(team);
    let Some(service) = code.and_then(|code| code.parent.as_ref()) else {
        return true;
    };
    filters.iter().all(|filter| match filter.dimension.values {
        Values::ServiceAreas => filter
            .values
            .contains(&Some(service_area(service.as_str(), reference))),
        Values::List(List::Services) => filter.values.contains(&Some(service.to_string())),
        _ => true,
    })
}

fn keys(dimensions: &[&Dimension], places: Vec<Place>, reference: &Reference) -> Vec<Key> {
    let key = |(dimension, place): (&&Dimension, Place)| match place {
        Place::Ranked(_, value) | Place::Unranked(value) => Key {
            display_name: dimension.values.display_name(&value, reference),
            value: Some(value),
        },
        Place::Blank => Key {
            display_name: in_words(BLANK),
            value: None,
        },
    };
    dimensions.iter().zip(places).map(key).collect()
}

impl Values {
    /// Every value that can be used in a period.
    fn all(self, period: Period, reference: &Reference) -> Vec<String> {
        match self {
            Self::List(list) => {
                let codes = reference.list(list).codes().iter();
                let ended = |day: Option<NaiveDate>| day.is_some_and(|day| day < period.starts_on());
                let to_come = |day: Option<NaiveDate>| day.is_some_and(|day| period.ends_on() < day);
                let in_use = codes.filter(|code| !ended(code.valid_until) && !to_come(code.valid_from));
                in_use.map(|code| code.id.to_string()).collect()
            }
            Self::Words(words) => words.iter().map(|word| (*word).to_owned()).collect(),
            Self::TeamGroups => team_groups(reference),
            Self::Months => period
                .months()
                .map(|month| month.starts_on().format("%Y-%m").to_string())
                .collect(),
            Self::ServiceAreas => service_areas(reference),
            Self::Free => Vec::new(),
        }
    }

    /// Where a value stands among the rows.
    fn place(self, value: String, reference: &Reference) -> Place {
        let rank = match self {
            Self::List(list) => reference
                .list(list)
                .codes()
                .iter()
                .position(|code| code.id.as_str() == value),
            Self::Words(words) => words.iter().position(|word| *word == value),
            Self::TeamGroups => team_groups(reference).iter().position(|group| *group == value),
            Self::ServiceAreas => service_areas(reference).iter().position(|area| *area == value),
            Self::Months | Self::Free => None,
        };
        match rank {
            Some(rank) => Place::Ranked(rank, value),
            None => Place::Unranked(value),
        }
    }

    /// How a value is displayed.
    fn display_name(self, value: &str, reference: &Reference) -> String {
        match self {
            Self::List(list) => reference.list(list).display_name(value).to_owned(),
            Self::Words(_) => in_words(value),
            Self::TeamGroups | Self::Free => value.to_owned(),
            Self::ServiceAreas => {
                let service = reference.list(List::Services).code(value);
                service.map_or_else(|| in_words(value), |code| code.display_name.clone())
            }
            Self::Months => {
                let first_day = NaiveDate::parse_from_str(&format!("{value}-01"), "%Y-%m-%d");
                first_day.map_or_else(|_| value.to_owned(), |day| day.format("%B %Y").to_string())
            }
        }
    }
}

/// The areas of services, in the order in which the list of services first names them.
fn service_areas(reference: &Reference) -> Vec<String> {
    let mut areas: Vec<String> = Vec::new();
    for code in reference.list(List::Services).codes() {
        let area = service_area(code.id.as_str(), reference);
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas
}

/// The groups of teams, in the order in which the list of teams first names them.
fn team_groups(reference: &Reference) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for group in reference
        .list(List::Teams)
        .codes()
        .iter()
        .filter_map(|code| code.group.as_ref())
    {
        if !groups.contains(group) {
            groups.push(group.clone());
        }
    }
    groups
}

/// A word as it is displayed: `partly_upheld` is "Partly upheld".
fn in_words(word: &str) -> String {
    let mut letters = word
        .chars()
        .map(|letter| if letter == '_' { ' ' } else { letter });
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}
