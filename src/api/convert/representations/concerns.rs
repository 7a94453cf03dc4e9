//! The points of a representation, as a caller tells them.

use chrono::NaiveDate;

use crate::{
    api::{
        convert::{Reader, people},
        wire,
    },
    app::submission::Secret,
    domain::{ids::CodeId, limits, lists::List, representation::Concern},
};

/// The sealed texts of the points that a representation is registered with, by number from 1.
pub(super) const CONCERN: &str = "concern";
/// The same of points that are added to others. How many there are before is known in the lane.
pub(super) const FURTHER_CONCERN: &str = "further_concern";

/// Reads points. The text of each is sealed as `{sealed_as}/{number}`.
pub(super) fn read_concerns(
    reader: &mut Reader<'_>,
    concerns: Vec<wire::Concern>,
    sealed_as: &str,
    on: Option<NaiveDate>,
) -> (Option<Vec<Concern>>, Vec<Secret>) {
    let mut secrets = Vec::new();
    let Some(concerns) = reader.at_most("concerns", concerns, limits::CONCERNS_MAX) else {
        return (None, secrets);
    };
    let read: Vec<Option<Concern>> = (1..)
        .zip(concerns)
        .map(|(number, concern): (usize, _)| {
            reader.within(format_args!("concerns[{}]", number - 1), |reader| {
                let text = concern.text.clone();
                let name = format!("{sealed_as}/{number}");
                let text = people::read_text(reader, "text", name, text, limits::TEXT_CHARACTERS_MAX);
                secrets.extend(text.flatten());
                read_concern(reader, concern, on)
            })
        })
        .collect();
    (read.into_iter().collect(), secrets)
}

/// Reads what one point is about.
pub(super) fn read_concern(
    reader: &mut Reader<'_>,
    concern: wire::Concern,
    on: Option<NaiveDate>,
) -> Option<Concern> {
    let wire::Concern {
        category,
        subcategory,
        team,
        number: _,
        text: _,
        finding: _,
        moved_into: _,
    } = concern;
    let category = reader.code("category", List::ConcernCategories, &category, on);
    let subcategory = read_subcategory(reader, category.as_ref(), &subcategory, on);
    let team = reader.optional_code("team", List::Teams, &team, on);
    Some(Concern {
        category: category?,
        subcategory: subcategory?,
        team: team?,
    })
}

fn read_subcategory(
    reader: &mut Reader<'_>,
    category: Option<&CodeId>,
    name: &str,
    on: Option<NaiveDate>,
) -> Option<Option<CodeId>> {
    let list = List::ConcernSubcategories;
    let id = reader.optional_code("subcategory", list, name, on)?;
    let parent = id
        .as_ref()
        .and_then(|id| reader.reference.list(list).code(id.as_str())?.parent.clone());
    if parent.is_some() && category.is_some() && parent.as_ref() != category {
        reader.refuse("subcategory", "must be under the category");
        return None;
    }
    Some(id)
}

/// The number of a point.
pub(super) fn read_number(reader: &mut Reader<'_>, field: &str, number: i32) -> Option<u8> {
    let most = u8::try_from(limits::CONCERNS_MAX).unwrap_or(u8::MAX);
    reader.number(field, number, 1, most)
}
