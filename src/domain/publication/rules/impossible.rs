//! What cannot be: counts below nothing, parts of a case, shares beyond the whole, reports before the end of their year.

use super::Check;
use crate::domain::publication::{
    finding::{Place, Rule},
    view::View,
    words::{Role, normal},
};

impl Check<'_> {
    pub(super) fn impossible(&mut self) {
        for (_, view) in self.views() {
            if !view.across {
                self.impossible_counts(&view);
                self.shares_beyond_all(&view);
            }
        }
        for publication in self.publications {
            let (Some(date), Some(period)) = (publication.date, publication.year.period) else {
                continue;
            };
            if date < period.ends_on() {
                let place = Place {
                    document: publication.id.clone(),
                    ..Place::default()
                };
                let (year, ends) = (&publication.year.text, period.ends_on());
                let how = format!("The document is dated {date}, before {year} ended on {ends}.");
                self.find(
                    Rule::Date,
                    vec![place],
                    date.to_string(),
                    format!("after {ends}"),
                    how,
                );
            }
        }
    }

    fn impossible_counts(&mut self, view: &View<'_>) {
        for column in 0..view.series().len() {
            for row in 0..view.items().len() {
                let roles = [view.series()[column].role, view.items()[row].role];
                let is_count = !roles.contains(&Role::Change) && !roles.contains(&Role::Average);
                let Some(number) = view.number(column, row).filter(|_| is_count) else {
                    continue;
                };
                let unit = view.unit(column, row);
                let others = (0..view.items().len()).filter(|other| *other != row);
                let all_whole = others
                    .filter_map(|other| view.number(column, other))
                    .all(|other| other.is_whole());
                let is_part_of_one = !number.is_whole() && all_whole;
                if unit.is_counted() && (number.value < 0.0 || is_part_of_one) {
                    let how = format!("{number} cannot be a count of {}.", unit.name());
                    let place = view.place(column, row);
                    self.find(
                        Rule::NoCount,
                        vec![place],
                        number.to_string(),
                        "a whole number",
                        how,
                    );
                }
            }
        }
    }

    /// A column that says that its percentages are of something holds none above 100.
    fn shares_beyond_all(&mut self, view: &View<'_>) {
        for column in 0..view.series().len() {
            let label = normal(view.series()[column].label());
            let says_of =
                label.contains("% of ") || label.contains("proportion") || label.contains("percentage of ");
            let is_change = view.series()[column].role == Role::Change || label.contains("change");
            for row in 0..view.items().len() {
                let beyond = view
                    .number(column, row)
                    .filter(|number| !(0.0..=100.0).contains(&number.value) && says_of && !is_change);
                if let Some(number) = beyond {
                    let how = format!("{number} is more than all, or less than none.");
                    let place = view.place(column, row);
                    self.find(
                        Rule::MoreThanWhole,
                        vec![place],
                        number.to_string(),
                        "0 to 100",
                        how,
                    );
                }
            }
        }
    }
}
