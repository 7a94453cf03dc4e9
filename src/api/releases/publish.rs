//! Publishing a release: attacked together with all that has left the authority.

use super::release_of;
use crate::{
    api::{
        convert::releases as convert,
        door::{Call, Door},
        status::ApiError,
        write::Terms,
    },
    app::{
        records::Snapshot,
        releases::Definitions,
        submission::{Target, WriteError},
    },
    domain::{
        ids::Stream,
        refusal::{Refusal, ReleaseRefusal},
        release::{Command, Publication, ReleaseState},
        statistics::{self, ReportDefinition},
        word::Word,
    },
    report::{kind::Kind, plan},
};

/// How often a release is attacked anew because something else left the authority meanwhile.
const ATTACKS_MAX: usize = 5;

/// What a report for the public is called in the ledger, for the period before that it shows beside its own.
const BEFORE: &str = "/before";

/// The tables of a report that left the authority: one that was written, or an edition.
pub(in crate::api) const DEFINITIONS: Definitions = |id| {
    let kind = |id: &str| Kind::from_word(id);
    let before = id.strip_suffix(BEFORE).and_then(kind);
    let written = before
        .map(plan::definition_before)
        .or_else(|| kind(id).map(plan::definition));
    written.or_else(|| statistics::report(id).copied())
};

/// What a report and the period before it that it shows are called in the ledger.
pub(in crate::api) fn in_ledger(definition: &ReportDefinition) -> (String, String) {
    let id = definition.id;
    (id.to_owned(), format!("{id}{BEFORE}"))
}

impl Door {
    /// Attacks a release and publishes it, and again where something else left the authority meanwhile.
    pub(super) async fn publish(
        &self,
        call: Call,
        stream: Stream,
        publication: Publication,
        terms: Terms,
    ) -> Result<Snapshot, ApiError> {
        self.app.record(&stream).await?.ok_or(ApiError::NotFound)?;
        for body in &publication.recipients {
            if !self.app.is_regional_body(body).await? {
                let body = body.to_string();
                let refusal: Refusal = ReleaseRefusal::RecipientUnknown { body }.into();
                return Err(WriteError::from(refusal).into());
            }
        }
        let authority = stream.authority.clone();
        let mut attacks = 0;
        loop {
            attacks += 1;
            let snapshot = self.app.record(&stream).await?.ok_or(ApiError::NotFound)?;
            let release = release_of(&snapshot)?;
            let attacked_with = if release.state() == ReleaseState::SignedOff {
                let preview = &release.preview;
                self.app
                    .attack_release(&authority, preview, DEFINITIONS)
                    .await
                    .map_err(ApiError::from)?
            } else {
                // It is refused for its state.
                0
            };
            let command = Command::Publish {
                publication: publication.clone(),
                attacked_with,
            };
            let draft = convert::draft(command, terms.clone());
            let published = self
                .submit(call.clone(), Target::Stream(stream.clone()), draft)
                .await;
            match published {
                Err(ApiError::Write(WriteError::Refused(Refusal::Release(ReleaseRefusal::Overtaken))))
                    if attacks < ATTACKS_MAX => {}
                published => return published,
            }
        }
    }
}
