//! Labels: two tables of one number, and bands that overlap or leave something out.

use super::Check;
use crate::domain::publication::{
    bands,
    finding::{Place, Rule},
    number::plain,
    view::View,
    words::{Role, normal},
};

impl Check<'_> {
    pub(super) fn labels(&mut self) {
        for publication in self.publications {
            for (place, table) in publication.tables.iter().enumerate() {
                let number = normal(&table.number);
                let before = publication.tables[..place].iter();
                let twin = before
                    .filter(|_| !number.is_empty())
                    .find(|other| normal(&other.number) == number);
                if let Some(twin) = twin {
                    let at = |id: &str| Place {
                        document: publication.id.clone(),
                        table: id.to_owned(),
                        ..Place::default()
                    };
                    let how = format!("Two tables are called {}.", table.number);
                    let places = vec![at(&table.id), at(&twin.id)];
                    self.find(
                        Rule::Reference,
                        places,
                        table.number.clone(),
                        "another number",
                        how,
                    );
                }
            }
        }
        for (_, view) in self.views() {
            self.bands(&view);
        }
    }

    fn bands(&mut self, view: &View<'_>) {
        let mut bands: Vec<(f64, Option<f64>, usize)> = (0..view.items().len())
            .filter(|item| view.items()[*item].role == Role::Part && view.items()[*item].period.is_none())
            .filter_map(|item| {
                let (low, high) = bands::bounds(view.items()[item].label())?;
                Some((low, high, item))
            })
            .collect();
        if bands.len() < 3 {
            return;
        }
        bands.sort_by(|one, other| one.0.total_cmp(&other.0));
        for pair in bands.windows(2) {
            let [(low, high, item), (next, _, other)] = pair else {
                continue;
            };
            // Bands that begin together hold each other, as with "within 10" and "within 20".
            if low >= next {
                continue;
            }
            let labels = (view.items()[*item].label(), view.items()[*other].label());
            let problem = match high {
                Some(high) if high + 1.0 < *next => {
                    format!(
                        "leave out what lies between {} and {}",
                        plain(*high),
                        plain(*next)
                    )
                }
                Some(high) if high >= next => format!("both hold {}", plain(*next)),
                None => format!("both hold {}", plain(*next)),
                Some(_) => continue,
            };
            let turned = View {
                across: !view.across,
                ..*view
            };
            let places = vec![turned.place_of_series(*item), turned.place_of_series(*other)];
            let how = format!("\"{}\" and \"{}\" {problem}.", labels.0, labels.1);
            self.find(Rule::Bands, places, labels.0, labels.1, how);
        }
    }
}
