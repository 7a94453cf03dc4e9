//! What holds of this floor as a whole, and of what stands in files too small for tests of their own.

mod access;
mod built_in;
mod flow;
mod history;
mod ids;
mod moved_clocks;
mod named;
mod rows;
mod words;

use chrono::NaiveDate;

use super::{
    ids::{AuthorityId, ClientId, CodeId},
    lists::{Code, List},
    reference::{self, Reference},
    testing::{self, at, code, context, day},
};

/// A code without more than its name.
fn plain(id: &str) -> Code {
    Code {
        id: code(id),
        display_name: format!("Called {id}"),
        aliases: Vec::new(),
        parent: None,
        group: None,
        valid_from: None,
        valid_until: None,
    }
}

/// An authority with a service and a category of its own beside what it starts with.
fn authority() -> Reference {
    let own = [
        (List::Services, "childrens"),
        (List::ConcernCategories, "communication"),
    ];
    let saved = own.map(|(list, id)| reference::Event::CodeSaved {
        list,
        code: plain(id),
    });
    saved.iter().fold(testing::reference(), |state, event| {
        Reference::evolve(Some(state), at(1, event)).expect("an authority")
    })
}
