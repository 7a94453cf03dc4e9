//! Deliberate faults, behind the cargo feature `planted-bugs` and chosen by `REDRESS_PLANTED_BUG`. A harness counts
//! only if the fault that it looks for turns it red.

use std::borrow::Cow;

use super::submission::Caller;
use crate::domain::{
    history::{Command, Record},
    ids::AuthorityId,
    retention::{self, Step},
};

/// Whether a fault is planted.
#[cfg(feature = "planted-bugs")]
pub fn is(bug: &str) -> bool {
    std::env::var_os("REDRESS_PLANTED_BUG").is_some_and(|planted| planted == bug)
}

/// Whether a fault is planted: never.
#[cfg(not(feature = "planted-bugs"))]
pub const fn is(_bug: &str) -> bool {
    false
}

/// `forget-authority`: whoever calls may act for any authority. `forget-both-walls`: and the database lets it.
pub fn forgets_authority() -> bool {
    is("forget-authority") || is("forget-both-walls")
}

/// `drop-with-caller`: a submission whose caller has gone is not written (hazard H1: tonic drops handlers).
pub fn before_batch<T>(batch: Vec<T>, caller_has_gone: impl Fn(&T) -> bool) -> Vec<T> {
    if is("drop-with-caller") {
        return batch
            .into_iter()
            .filter(|waiting| !caller_has_gone(waiting))
            .collect();
    }
    batch
}

/// What a canary begins with: the word that harnesses put into sealed texts.
#[cfg(feature = "planted-bugs")]
const CANARY: &[u8] = b"qzxcanary";

/// `log-request`: what a request holds is logged. `panic-on-canary`: the handler of a request with a canary panics.
///
/// # Panics
/// If that is planted.
#[cfg(feature = "planted-bugs")]
pub fn on_request(request: impl FnOnce() -> Vec<u8>) {
    if is("log-request") {
        tracing::debug!(request = %String::from_utf8_lossy(&request()), "a request");
    } else if is("panic-on-canary") {
        let holds = request().windows(CANARY.len()).any(|window| window == CANARY);
        assert!(!holds, "planted");
    }
}

/// Nothing.
#[cfg(not(feature = "planted-bugs"))]
pub fn on_request(_request: impl FnOnce() -> Vec<u8>) {}

/// `stream-unchecked`: whoever sends a stream of requests may act for every authority.
pub fn of_stream(caller: &Caller) -> Cow<'_, Caller> {
    if is("stream-unchecked") {
        let authority = AuthorityId::system();
        return Cow::Owned(Caller {
            authority,
            ..caller.clone()
        });
    }
    Cow::Borrowed(caller)
}

/// `overlook-holds`: whoever confirms a record's destruction knows nothing of the holds that stand.
pub fn overlooking_holds<'a>(state: Option<&'a Record>, command: &Command) -> Option<Cow<'a, Record>> {
    let confirms = |command: &retention::Command| matches!(command.step, Step::Confirm { .. });
    match (state, command) {
        (Some(Record::Retention(retention)), Command::Retention(command))
            if confirms(command) && is("overlook-holds") =>
        {
            let mut retention = retention.clone();
            retention.holds.clear();
            Some(Cow::Owned(Record::Retention(retention)))
        }
        (state, _) => state.map(Cow::Borrowed),
    }
}
