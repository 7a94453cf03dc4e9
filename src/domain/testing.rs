//! What the tests of this floor share.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    context::Context,
    ids::{CodeId, Position},
    recorded::Recorded,
    reference::{self, Authority, AuthorityType, Reference},
};

/// A date, such as `2024-03-28`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A code.
pub fn code(id: &str) -> CodeId {
    CodeId::parse(id).expect("a code")
}

/// An event at a place in the log; the time does not matter.
pub fn at<E>(position: Position, event: E) -> Recorded<E> {
    Recorded {
        position,
        time: DateTime::<Utc>::UNIX_EPOCH,
        event,
    }
}

/// An authority with the built-in lists, policies and calendar, registered at position 1.
pub fn reference() -> Reference {
    let authority = Authority {
        display_name: "Anytown".to_owned(),
        authority_type: AuthorityType::Unitary,
        region: String::new(),
    };
    let event = reference::Event::AuthorityRegistered(authority);
    Reference::evolve(None, at(1, &event)).expect("an authority")
}

/// What a decision needs beside the state.
pub fn context(reference: &Reference, other_record_exists: bool) -> Context<'_> {
    Context {
        now: DateTime::<Utc>::UNIX_EPOCH,
        reference,
        other_record_exists,
        others: &[],
    }
}
