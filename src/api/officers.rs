//! Officers, beside the lists that they are codes of.

use chrono::NaiveDate;

use super::{
    convert::{Reader, reference as convert},
    door::{Door, lists_of},
    status::ApiError,
    wire,
};
use crate::{
    app::{records::Snapshot, submission::Caller},
    domain::{
        ids::{AuthorityId, CodeId},
        lists::List,
        reference::Reference,
        word::Word,
    },
};

impl Door {
    /// The officer of whom something was said.
    pub(super) async fn saved_officer(
        &self,
        snapshot: &Snapshot,
        officer: &str,
    ) -> Result<wire::Officer, ApiError> {
        let reference = lists_of(&snapshot.record);
        let known = reference
            .list(List::Officers)
            .resolve(officer, None, List::Officers.word());
        let code = known.map_err(|_| ApiError::NotFound)?;
        let today = self.app.sources.today();
        self.officer_on(&snapshot.stream.authority, reference, &code, today)
            .await
    }

    /// One officer.
    pub(super) async fn officer(
        &self,
        caller: &Caller,
        message: wire::GetOfficerRequest,
    ) -> Result<wire::Officer, ApiError> {
        let wire::GetOfficerRequest {
            parent,
            officer,
            on_date,
        } = message;
        let (authority, record) = self.parent(caller, &parent).await?;
        let reference = lists_of(&record);
        let today = self.app.sources.today();
        let mut reader = Reader::new(reference, today);
        let officer = reader.code("officer", List::Officers, &officer, None);
        let on = reader.optional_date("on_date", on_date);
        let (officer, on) = reader.finish(officer.zip(on)).map_err(ApiError::Invalid)?;
        self.officer_on(&authority, reference, &officer, on.unwrap_or(today))
            .await
    }

    async fn officer_on(
        &self,
        authority: &AuthorityId,
        reference: &Reference,
        officer: &CodeId,
        on: NaiveDate,
    ) -> Result<wire::Officer, ApiError> {
        let found = self.app.officer(authority, reference, officer, on).await?;
        let (officer, running) = found.ok_or(ApiError::NotFound)?;
        let appointments = running.iter().map(|running| convert::running(authority, running));
        Ok(wire::Officer {
            appointments: appointments.collect(),
            ..convert::officer(officer)
        })
    }

    /// The officers of an authority.
    pub(super) async fn officers(
        &self,
        caller: &Caller,
        mut message: wire::ListOfficersRequest,
    ) -> Result<wire::ListOfficersResponse, ApiError> {
        let page_size = std::mem::take(&mut message.page_size);
        let page_token = std::mem::take(&mut message.page_token);
        let page = Self::page("ListOfficers", &message.parent, &message, page_size, &page_token)?;
        let (authority, record) = self.parent(caller, &message.parent).await?;
        let reference = lists_of(&record);
        let today = self.app.sources.today();
        let mut reader = Reader::new(reference, today);
        let on = reader.optional_date("on_date", message.on_date);
        let on = reader.finish(on).map_err(ApiError::Invalid)?.unwrap_or(today);
        let mut officers = self.app.officers(&authority, reference, on).await?;
        officers.retain(|officer| {
            let commissioned = officer.availability.commissioned || !message.commissioned;
            commissioned && (officer.is_free() || !message.free)
        });
        let (found, next_page_token) = page.of(&officers);
        Ok(wire::ListOfficersResponse {
            officers: found.into_iter().map(convert::officer).collect(),
            next_page_token,
        })
    }
}
