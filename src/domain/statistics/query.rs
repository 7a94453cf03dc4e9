//! A question for figures: nothing unsound gets past its constructor.

mod checks;

use self::checks::{check_dates, check_first_of_record, check_limits, check_units, periods};
use super::{
    Basis, Unit,
    dimension::{BLANK, Dimension, Values},
    dimensions::dimension,
    facts::Column,
    measure::Measure,
    measures::measure,
    series::SeriesDraft,
};
use crate::domain::{financial_year::Period, ids::Position, limits, reference::Reference, word::Word};

/// What is wrong with one field of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path of the field, such as `measures[1]`.
    pub field: String,
    /// What is wrong, as a lower-case fragment.
    pub text: String,
}

impl Problem {
    fn on(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            text: text.into(),
        }
    }
}

/// A question as it was asked.
#[derive(Debug, Clone)]
pub struct QueryDraft {
    /// Ids of measures.
    pub measures: Vec<String>,
    /// Ids of dimensions.
    pub dimensions: Vec<String>,
    /// Filters: the id of a dimension, and values; they restrict together.
    pub filters: Vec<(String, Vec<String>)>,
    /// The basis; `None` for the measures' own.
    pub basis: Option<Basis>,
    /// The period.
    pub period: Period,
    /// The position to answer at; `None` for now.
    pub position: Option<Position>,
    /// Whether values without anything are listed too.
    pub include_empty: bool,
    /// For which other periods the same is asked.
    pub series: SeriesDraft,
}

/// Keeps only the units whose value of one dimension is among those named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The dimension.
    pub dimension: &'static Dimension,
    /// The values; `None` is blank.
    pub values: Vec<Option<String>>,
}

/// A sound question: measures of one unit, dimensions that it has, and a basis that they all take.
#[derive(Debug, Clone)]
pub struct Query {
    unit: Unit,
    measures: Vec<&'static Measure>,
    dimensions: Vec<&'static Dimension>,
    filters: Vec<Filter>,
    basis: Basis,
    period: Period,
    position: Option<Position>,
    include_empty: bool,
    columns: Vec<Column>,
    periods: Vec<Period>,
    year_on_year: bool,
}

impl Query {
    /// Makes a question sound, or says everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem, with the path of its field.
    pub fn of(draft: &QueryDraft, reference: &Reference) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        check_limits(draft, &mut problems);
        let measures = known_measures(draft, &mut problems);
        let unit = measures.first().map(|(_, measure)| measure.unit);
        check_units(&measures, &mut problems);
        let dimensions = known_dimensions(draft, unit, &mut problems);
        let filters = known_filters(draft, unit, reference, &mut problems);
        let basis = basis(draft, &measures, &mut problems);
        check_dates(basis, &dimensions, &filters, &mut problems);
        check_first_of_record(&measures, &filters, &mut problems);
        let periods = periods(draft, &mut problems);
        match (unit, basis) {
            (Some(unit), Some(basis)) if problems.is_empty() => {
                let measures: Vec<_> = measures.into_iter().map(|(_, measure)| measure).collect();
                let columns = columns(&measures, &dimensions, &filters);
                Ok(Self {
                    unit,
                    measures,
                    dimensions,
                    filters,
                    basis,
                    period: draft.period,
                    position: draft.position,
                    include_empty: draft.include_empty,
                    columns,
                    periods,
                    year_on_year: draft.series.year_on_year,
                })
            }
            _ => Err(problems),
        }
    }

    /// What it counts.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The measures, in the order of the figures.
    pub fn measures(&self) -> &[&'static Measure] {
        &self.measures
    }

    /// The dimensions, in the order of the keys.
    pub fn dimensions(&self) -> &[&'static Dimension] {
        &self.dimensions
    }

    /// The filters.
    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }

    /// The date that puts a unit into the period.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The period.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The position to answer at; `None` for now.
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// Whether values without anything are listed too.
    pub fn includes_empty(&self) -> bool {
        self.include_empty
    }

    /// The periods of its series, the earliest first; none where it asks for no series.
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// Whether each period of its series is compared with the one a year before.
    pub fn is_year_on_year(&self) -> bool {
        self.year_on_year
    }

    /// The same question for another period, without a series.
    #[must_use]
    pub fn for_period(&self, period: Period) -> Self {
        Self {
            period,
            periods: Vec::new(),
            ..self.clone()
        }
    }

    /// The columns that the store groups by, each once.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }
}

fn known_measures(draft: &QueryDraft, problems: &mut Vec<Problem>) -> Vec<(usize, &'static Measure)> {
    let mut known: Vec<(usize, &'static Measure)> = Vec::new();
    for (place, id) in draft.measures.iter().enumerate() {
        match measure(id) {
            None => problems.push(Problem::on(format!("measures[{place}]"), "is not a measure")),
            Some(measure) if known.iter().any(|(_, before)| before.id == measure.id) => {
                problems.push(Problem::on(format!("measures[{place}]"), "is asked for twice"));
            }
            Some(measure) => known.push((place, measure)),
        }
    }
    known
}

fn known_dimensions(
    draft: &QueryDraft,
    unit: Option<Unit>,
    problems: &mut Vec<Problem>,
) -> Vec<&'static Dimension> {
    let mut known: Vec<&'static Dimension> = Vec::new();
    for (place, id) in draft.dimensions.iter().enumerate() {
        let field = format!("dimensions[{place}]");
        let Some(dimension) = dimension_of(id, unit, &field, problems) else {
            continue;
        };
        if known.iter().any(|before| before.id == dimension.id) {
            problems.push(Problem::on(field, "is asked for twice"));
        } else {
            known.push(dimension);
        }
    }
    known
}

fn dimension_of(
    id: &str,
    unit: Option<Unit>,
    field: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'static Dimension> {
    let Some(dimension) = dimension(id) else {
        problems.push(Problem::on(field, "is not a dimension"));
        return None;
    };
    match unit {
        Some(unit) if !dimension.units.contains(&unit) => {
            problems.push(Problem::on(
                field,
                format!("is not a dimension of {}", unit.plural()),
            ));
            None
        }
        _ => Some(dimension),
    }
}

fn known_filters(
    draft: &QueryDraft,
    unit: Option<Unit>,
    reference: &Reference,
    problems: &mut Vec<Problem>,
) -> Vec<Filter> {
    let mut filters = Vec::new();
    for (place, (id, values)) in draft.filters.iter().enumerate() {
        let field = format!("filters[{place}].dimension");
        let Some(dimension) = dimension_of(id, unit, &field, problems) else {
            continue;
        };
        let field = format!("filters[{place}].values");
        if values.is_empty() || values.len() > limits::FILTER_VALUES_MAX {
            let text = format!("must be 1 to {} values", limits::FILTER_VALUES_MAX);
            problems.push(Problem::on(field, text));
            continue;
        }
        let mut known = Vec::new();
        for (place, value) in values.iter().enumerate() {
            match dimension.values.named(value, reference) {
                Ok(value) => known.push(value),
                Err(text) => problems.push(Problem::on(format!("{field}[{place}]"), text)),
            }
        }
        filters.push(Filter {
            dimension,
            values: known,
        });
    }
    filters
}

impl Values {
    /// The value that a caller means; `None` is blank.
    fn named(self, name: &str, reference: &Reference) -> Result<Option<String>, String> {
        if name == BLANK {
            return Ok(None);
        }
        match self {
            Self::List(list) => match reference.list(list).named(name) {
                Some(code) => Ok(Some(code.id.to_string())),
                None => Err(format!("is not in the list {}", list.word())),
            },
            Self::Words(words) if !words.contains(&name) => {
                Err(format!("must be one of {}", words.join(", ")))
            }
            Self::Words(_) | Self::TeamGroups | Self::ServiceAreas | Self::Months | Self::Free => {
                Ok(Some(name.to_owned()))
            }
        }
    }
}

/// The basis asked for, or the one that the measures share.
fn basis(
    draft: &QueryDraft,
    measures: &[(usize, &'static Measure)],
    problems: &mut Vec<Problem>,
) -> Option<Basis> {
    let (_, first) = measures.first()?;
    let basis = draft.basis.unwrap_or(first.default_basis);
    for (place, measure) in measures {
        let field = format!("measures[{place}]");
        if draft.basis.is_none() && measure.default_basis != basis {
            let (own, other) = (measure.default_basis.word(), basis.word());
            let text = format!(
                "takes the basis {own} of itself, `{}` {other}; ask for one basis",
                first.id
            );
            problems.push(Problem::on(field, text));
        } else if !measure.bases.contains(&basis) {
            problems.push(Problem::on(
                field,
                format!("cannot be counted on the basis {}", basis.word()),
            ));
        }
    }
    Some(basis)
}

fn columns(measures: &[&Measure], dimensions: &[&Dimension], filters: &[Filter]) -> Vec<Column> {
    let of_dimensions = dimensions.iter().flat_map(|dimension| dimension.columns());
    let of_filters = filters.iter().flat_map(|filter| filter.dimension.columns());
    let of_measures = measures.iter().flat_map(|measure| measure.reckoning.columns());
    let mut columns: Vec<Column> = of_dimensions
        .chain(of_filters)
        .copied()
        .chain(of_measures)
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}
