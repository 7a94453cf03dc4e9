//! The records beside its own that a decision looks at.

use super::Work;
use crate::domain::{
    context::Other,
    ids::{AuthorityId, Stream, StreamKind},
};

impl Work<'_> {
    /// The records that a command names, as far as they are on the register.
    pub(super) fn others(&self, authority: &AuthorityId, named: &[(StreamKind, i64)]) -> Vec<Other<'_>> {
        let other = |(kind, number): &(StreamKind, i64)| {
            let stream = Stream {
                authority: authority.clone(),
                kind: *kind,
                number: *number,
            };
            let record = self.states.get(&stream)?.record.as_deref()?;
            Some(Other {
                kind: *kind,
                number: *number,
                record,
            })
        };
        named.iter().filter_map(other).collect()
    }

    /// The cases of the Ombudsman that were read for the batch, each as it is by now.
    pub(super) fn cases(&self, authority: &AuthorityId) -> Vec<Other<'_>> {
        let states = self.states.iter();
        let of_authority =
            states.filter(|(stream, _)| stream.authority == *authority && stream.kind == StreamKind::Case);
        of_authority
            .filter_map(|(stream, known)| {
                Some(Other {
                    kind: stream.kind,
                    number: stream.number,
                    record: known.record.as_deref()?,
                })
            })
            .collect()
    }
}
