//! Finding records by what a person is looked up by: whole, and nothing that is like it.

use super::{Asked, ReadError};
use crate::{
    app::{
        App,
        narrowed::{Listed, listed},
        records::Snapshot,
        submission::LookUp,
    },
    domain::{
        ids::{AuthorityId, RecordNumber, Stream, StreamKind},
        sealed_read::OpenedRecord,
        word::Word,
    },
    store::{
        keys::{self, KeyId},
        look_ups,
    },
};

impl App {
    /// The representations in which somebody has this address or reference, after a number and in order, as many as
    /// asked for at most; once it is recorded that they were looked for and which were found. That a person is in the
    /// register is personal data too.
    ///
    /// # Errors
    /// When it cannot be recorded, the keys are not at hand, or the database fails.
    pub async fn look_up_person(
        &self,
        asked: &Asked<'_>,
        authority: &AuthorityId,
        by: &LookUp,
        after: RecordNumber,
        limit: usize,
    ) -> Result<Listed, ReadError> {
        let look = |after, limit| async move {
            let found = self.looked_up(authority, by, after, limit).await?;
            let stream = |number| Stream::representation(authority, number);
            let streams: Vec<Stream> = found.into_iter().map(stream).collect();
            Ok::<_, ReadError>(self.records(&streams).await?)
        };
        let listed = listed(asked.caller, after, limit, look).await?;
        let record = |snapshot: &Snapshot| OpenedRecord {
            kind: StreamKind::Representation,
            number: snapshot.stream.number,
            fields: vec![by.kind.word().to_owned()],
        };
        let read = asked.of(authority, listed.found.iter().map(record).collect());
        self.recorded(asked, read).await?;
        Ok(listed)
    }

    async fn looked_up(
        &self,
        authority: &AuthorityId,
        by: &LookUp,
        after: RecordNumber,
        limit: usize,
    ) -> Result<Vec<RecordNumber>, ReadError> {
        let wrapped = keys::find(&self.database, &[(authority.clone(), KeyId::of_look_ups())]).await?;
        let Some(wrapped) = wrapped.first() else {
            // Nobody was ever told of who could be looked up.
            return Ok(Vec::new());
        };
        self.keys.ready(authority).await?;
        self.keys.at_hand_for(std::slice::from_ref(wrapped)).await?;
        let key = self
            .sealer
            .look_up_key(wrapped)
            .map_err(crate::store::StoreError::from)?;
        let hash = key.hash(by.kind, by.value());
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        Ok(look_ups::find(&self.database, authority, (by.kind, &hash), after, limit).await?)
    }
}
