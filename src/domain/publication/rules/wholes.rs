//! Parts of what a table is said to be of, and rows that are counted within others.

use super::{
    Check,
    sums::{Bounds, is_part},
};
use crate::domain::publication::{
    document::Table,
    finding::{Place, Rule},
    number::{Number, plain},
    view::View,
    when,
    words::{Role, normal},
};

/// What a table is of: how many, and where that stands.
pub(super) struct Whole {
    pub(super) number: Number,
    pub(super) place: Option<Place>,
}

impl Check<'_> {
    pub(super) fn wholes(&mut self) {
        for (document, view) in self.views() {
            for series in 0..view.series().len() {
                self.of_which(&view, series);
            }
            if !view.across
                && let Some(whole) = self.whole_of(document, &view)
                && let Some(series) = counted_series(&view)
            {
                self.against_whole(&view, series, &whole);
            }
            if !view.across {
                self.parts_of_year(document, &view);
            }
        }
    }

    /// What a table is of, as it states, or as another table of its document does.
    pub(super) fn whole_of(&self, document: usize, view: &View<'_>) -> Option<Whole> {
        let Table {
            whole,
            whole_measure,
            period,
            ..
        } = view.table;
        if let Some(number) = *whole {
            return Some(Whole { number, place: None });
        }
        let when = period.as_ref().unwrap_or(&view.publication.year);
        let fact = self
            .ledger
            .find(document, whole_measure, "", when)
            .filter(|fact| !whole_measure.is_empty() && fact.place.table != view.table.id)?;
        Some(Whole {
            number: fact.number,
            place: Some(fact.place.clone()),
        })
    }

    fn against_whole(&mut self, view: &View<'_>, series: usize, whole: &Whole) {
        let parts: Vec<usize> = (0..view.items().len())
            .filter(|item| is_part(view, series, *item))
            .collect();
        let totals = (0..view.items().len()).filter(|item| view.items()[*item].role == Role::Total);
        let totals: Vec<(usize, Number)> = totals
            .filter_map(|item| Some((item, view.number(series, item)?)))
            .collect();
        let greatest = totals
            .iter()
            .max_by(|one, other| one.1.value.total_cmp(&other.1.value));
        let total = greatest.map(|(item, _)| *item);
        let mut places = vec![view.place_of_series(series)];
        places.extend(whole.place.clone());
        let stated = whole.number;
        for part in &parts {
            let is_of_many = view.unit(series, *part).is_many_of_a_case();
            let number = view.number(series, *part).filter(|_| !is_of_many);
            if number.is_some_and(|number| number.value > stated.value) {
                let mut places = places.clone();
                places[0] = view.place(series, *part);
                let number = number.map(|number| number.to_string()).unwrap_or_default();
                let how = format!("{number} of {stated} is more than the whole.");
                self.find(
                    Rule::MoreThanWhole,
                    places,
                    number,
                    format!("at most {stated}"),
                    how,
                );
                return;
            }
        }
        if view.table.multiple {
            return;
        }
        let sum = Bounds::of(parts.iter().map(|part| view.cell(series, *part)));
        let (found, called) = match total {
            Some(total) => (Bounds::of([view.cell(series, total)].into_iter()), "the total"),
            None => (sum, "the parts"),
        };
        let too_few = found.most + 1e-6 < stated.value && !view.table.selected;
        let too_many = found.least > stated.value + 1e-6;
        if parts.is_empty() || !(too_few || too_many) {
            return;
        }
        let rest = stated.value - if too_few { found.most } else { found.least };
        let rest_text = if too_few {
            format!("{} are not accounted for", plain(rest))
        } else {
            format!("{} too many", plain(-rest))
        };
        let how = format!(
            "The table is of {stated}; {called} make {}: {rest_text}.",
            found.text()
        );
        self.find(Rule::Whole, places, stated.to_string(), found.text(), how);
    }

    /// The months or the quarters of a year make the year, as another part of the document has it.
    fn parts_of_year(&mut self, document: usize, view: &View<'_>) {
        for series in 0..view.series().len() {
            let parts: Vec<usize> = (0..view.items().len())
                .filter(|item| is_part(view, series, *item))
                .collect();
            let is_year = [4, 12].contains(&parts.len())
                && parts
                    .iter()
                    .all(|part| when::is_part_of_year(view.items()[*part].label()))
                && !view.table.multiple;
            let own = &view.series()[series].said.measure;
            let measure = if own.is_empty() { &view.table.measure } else { own };
            if !is_year || measure.is_empty() || view.series()[series].role != Role::Part {
                continue;
            }
            let when = view.when(series, parts[0]);
            let measure = normal(measure);
            let year = self.ledger.of_document(document).find(|fact| {
                fact.key.measure == measure
                    && fact.key.row.is_empty()
                    && fact.when.is(&when)
                    && fact.place.table != view.table.id
                    && fact.unit.adds_up()
            });
            let Some((number, place)) = year.map(|fact| (fact.number, fact.place.clone())) else {
                continue;
            };
            let sum = Bounds::of(parts.iter().map(|part| view.cell(series, *part)));
            if sum.least > number.value + 1e-6 || sum.most < number.value - 1e-6 {
                let how = format!(
                    "The {} rows of the year make {}; the year is {number}.",
                    parts.len(),
                    sum.text()
                );
                let places = vec![view.place_of_series(series), place];
                self.find(Rule::Whole, places, sum.text(), number.to_string(), how);
            }
        }
    }

    /// What is counted within the row before it is not more than that.
    fn of_which(&mut self, view: &View<'_>, series: usize) {
        for item in 0..view.items().len() {
            if view.items()[item].role != Role::OfWhich {
                continue;
            }
            let within = (0..item)
                .rev()
                .find(|before| view.items()[*before].role != Role::OfWhich);
            let Some(within) = within.filter(|within| view.items()[*within].role != Role::Change) else {
                continue;
            };
            if view.unit(series, item) != view.unit(series, within) || !view.unit(series, item).adds_up() {
                continue;
            }
            let (Some(part), Some(whole)) = (view.number(series, item), view.number(series, within)) else {
                continue;
            };
            if part.value > whole.value {
                let how = format!("{part} are counted within {whole}, which are fewer.");
                let places = vec![view.place(series, item), view.place(series, within)];
                self.find(
                    Rule::MoreThanWhole,
                    places,
                    part.to_string(),
                    format!("at most {whole}"),
                    how,
                );
            }
        }
    }
}

/// The one column of counts that a stated whole speaks of: the first of the table's period.
fn counted_series(view: &View<'_>) -> Option<usize> {
    let when = view.table.period.as_ref().unwrap_or(&view.publication.year);
    (0..view.series().len()).find(|series| {
        let head = &view.series()[*series];
        let counts = (0..view.items().len())
            .any(|item| is_part(view, *series, item) && view.number(*series, item).is_some());
        let of_period = (0..view.items().len())
            .all(|item| view.items()[item].period.is_some() || view.when(*series, item).is(when));
        matches!(head.role, Role::Part | Role::Total) && counts && of_period
    })
}
