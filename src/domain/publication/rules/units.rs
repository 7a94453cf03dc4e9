//! Cases, stages of cases and concerns are not added to each other, nor taken for each other.

use super::{Check, fitting, sums::is_part};
use crate::domain::publication::{
    finding::{Place, Rule},
    number::{Number, plain, same},
    unit::Unit,
    view::View,
    words::{Role, normal},
};

/// The least sum of many that is not one case each by chance.
const NOT_BY_CHANCE: f64 = 20.0;

impl Check<'_> {
    pub(super) fn units(&mut self) {
        for (document, view) in self.views() {
            for series in 0..view.series().len() {
                self.shares_of_other_units(&view, series);
                self.mixed_total(&view, series);
                if !view.across {
                    self.many_as_cases(document, &view, series);
                }
            }
        }
    }

    fn mixed_total(&mut self, view: &View<'_>, series: usize) {
        let count = view.items().len();
        let total = (0..count)
            .find(|item| view.items()[*item].role == Role::Total && view.number(series, *item).is_some());
        let Some(total) = total else {
            return;
        };
        let of_all = view.unit(series, total);
        let other = (0..count).find(|item| {
            let unit = view.unit(series, *item);
            is_part(view, series, *item)
                && view
                    .number(series, *item)
                    .is_some_and(|number| number.value > 0.0)
                && unit.is_counted()
                && of_all.is_counted()
                && unit != of_all
        });
        if let Some(part) = other {
            let (stated, unit) = (view.number(series, total), view.unit(series, part));
            let stated = stated.map(|number| number.to_string()).unwrap_or_default();
            let how = format!(
                "{stated} {} are added up with {}, of which one case may have several or none.",
                of_all.name(),
                unit.name(),
            );
            let places = vec![view.place(series, total), view.place(series, part)];
            self.find(Rule::MixedUnits, places, of_all.name(), unit.name(), how);
        }
    }

    fn shares_of_other_units(&mut self, view: &View<'_>, series: usize) {
        let ways = fitting::said(view, series, None).unwrap_or_default();
        for way in ways {
            let fitting::Way::OfSeries { part, whole } = way else {
                continue;
            };
            let item = (0..view.items().len()).find(|item| {
                let (one, other) = (view.unit(part, *item), view.unit(whole[0], *item));
                one.is_counted() && other.is_counted() && one != other && view.number(part, *item).is_some()
            });
            if let Some(item) = item {
                let (one, other) = (view.unit(part, item), view.unit(whole[0], item));
                let how = format!("{} are no share of {}.", one.name(), other.name());
                let place = view.place_of_series(series);
                self.find(Rule::MixedUnits, vec![place], one.name(), other.name(), how);
            }
        }
    }

    /// Where a case may have many, their sum is not the number of cases.
    fn many_as_cases(&mut self, document: usize, view: &View<'_>, series: usize) {
        let parts: Vec<usize> = (0..view.items().len())
            .filter(|item| is_part(view, series, *item))
            .collect();
        let told: Option<Vec<Number>> = parts.iter().map(|part| view.number(series, *part)).collect();
        let Some(numbers) = told.filter(|numbers| numbers.iter().filter(|one| one.value > 0.0).count() > 1)
        else {
            return;
        };
        let sum: f64 = numbers.iter().map(|number| number.value).sum();
        let unit = view.unit(series, parts[0]);
        let is_many = view.table.multiple || unit.is_many_of_a_case();
        if !is_many || sum < NOT_BY_CHANCE {
            return;
        }
        let cases = self.cases_of(document, view);
        if let Some((number, place)) = cases.into_iter().find(|(number, _)| same(number.value, sum)) {
            let many = if unit.is_counted() && unit != Unit::Representations {
                unit.name()
            } else {
                "entries"
            };
            let how = format!(
                "A case may have several {many}, and yet they add up to {}, exactly the number of cases.",
                plain(sum)
            );
            let mut places = vec![view.place_of_series(series)];
            places.extend(place);
            self.find(
                Rule::ManyAsCases,
                places,
                plain(sum),
                format!("not {number}"),
                how,
            );
        }
    }

    /// How many cases a table can be of: what it says it is of, and every total that this is a part of.
    fn cases_of(&self, document: usize, view: &View<'_>) -> Vec<(Number, Option<Place>)> {
        let of = self.whole_of(document, view);
        let mut found: Vec<(Number, Option<Place>)> =
            of.into_iter().map(|whole| (whole.number, whole.place)).collect();
        let measure = normal(&view.table.whole_measure);
        let when = view.table.period.as_ref().unwrap_or(&view.publication.year);
        let facts: Vec<_> = self
            .ledger
            .of_document(document)
            .filter(|fact| fact.when.is(when) && fact.unit.adds_up() && !measure.is_empty())
            .collect();
        let tables: Vec<&str> = facts
            .iter()
            .filter(|fact| fact.key.measure == measure && fact.place.statement == 0)
            .map(|fact| fact.place.table.as_str())
            .collect();
        for fact in &facts {
            let is_total = fact.key.row.is_empty() && fact.place.table != view.table.id;
            if is_total && fact.place.statement == 0 && tables.contains(&fact.place.table.as_str()) {
                found.push((fact.number, Some(fact.place.clone())));
            }
        }
        found
    }
}
