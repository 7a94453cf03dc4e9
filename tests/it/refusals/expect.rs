//! How a refusal is checked.

use std::{collections::BTreeMap, fmt::Debug};

use redress::{
    api::wire::ErrorReason,
    domain::ids::AuthorityId,
    store::event_log::{self, Head},
};
use tonic::{Code, Status};

use crate::harness::{Register, refused::Refused};

/// The end of Northwick's log: whatever changes moves it.
pub async fn head(register: &Register<'_>) -> Head {
    let northwick = AuthorityId::parse("northwick").expect("an id");
    event_log::head(&register.scratch.database, &northwick)
        .await
        .expect("a head")
}

/// What was refused, and what the log was like before.
pub struct Unchanged(Head);

impl Unchanged {
    pub async fn since(register: &Register<'_>) -> Self {
        Self(head(register).await)
    }

    /// Checks that a call was refused for a reason with this metadata, and that the log is as it was. A rule comes with
    /// its sentence and its source.
    pub async fn refused<T: Debug>(
        &self,
        register: &Register<'_>,
        answer: Result<T, Status>,
        (code, reason): (Code, ErrorReason),
        metadata: &[(&str, &str)],
    ) -> Refused {
        let status = answer.expect_err(reason.as_str_name());
        let found = Refused::of(&status);
        assert_eq!((found.code, found.reason), (code, reason), "{status:?}");
        let mut rest: BTreeMap<&str, &str> = BTreeMap::new();
        for (key, value) in &found.metadata {
            rest.insert(key, value);
        }
        if is_rule(reason) {
            assert_eq!(rest.remove("rule"), Some(status.message()), "{reason:?}");
            let source = rest.remove("source").unwrap_or_default();
            assert!(source.len() > 10, "{reason:?} names its source: {source}");
        }
        assert_eq!(rest, metadata.iter().copied().collect(), "{reason:?}");
        assert_eq!(head(register).await, self.0, "{reason:?} changed the log");
        found
    }

    /// The same for a rule, which is always `FAILED_PRECONDITION`.
    pub async fn by_rule<T: Debug>(
        &self,
        register: &Register<'_>,
        answer: Result<T, Status>,
        reason: ErrorReason,
        metadata: &[(&str, &str)],
    ) -> Refused {
        self.refused(register, answer, (Code::FailedPrecondition, reason), metadata)
            .await
    }
}

/// Whether the reason is a rule of the domain.
fn is_rule(reason: ErrorReason) -> bool {
    let number = i32::from(reason);
    (30..80).contains(&number)
        || (100..180).contains(&number)
        || (205..220).contains(&number)
        || (270..290).contains(&number)
}
