//! What the tests of this floor share.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    context::Context,
    ids::{CodeId, Position},
    procedure::Procedure,
    recorded::Recorded,
    reference::{self, Authority, AuthorityType, Reference},
    representation::{Concern, Equality, Matter, Registration},
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

/// A children's complaint that was received on a date, with so many concerns.
pub fn complaint(procedure: Procedure, received_on: &str, concerns: usize) -> Registration {
    let concern = Concern {
        category: code("communication"),
        subcategory: None,
        team: None,
    };
    Registration {
        external_reference: None,
        matter: Matter::Complaint {
            procedure,
            concerns: vec![concern; concerns],
        },
        received_on: day(received_on),
        received_at: None,
        grounds_arose_on: None,
        service: code("childrens"),
        team: None,
        provider: None,
        method: code("email"),
        route: None,
        made_by: code("adult"),
        interest_to_decide: false,
        advocate_supported: None,
        reply_wanted: false,
        communication_needs: Vec::new(),
        split: None,
        complainant_equality: Equality::default(),
        service_user_equality: Equality::default(),
    }
}

/// What a decision needs beside the state, where no other record is looked at.
pub fn context(reference: &Reference, other_record_exists: bool) -> Context<'_> {
    Context {
        now: DateTime::<Utc>::UNIX_EPOCH,
        reference,
        other_record_exists,
        others: &[],
    }
}
