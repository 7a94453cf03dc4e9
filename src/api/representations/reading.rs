//! Reading representations.

use crate::{
    api::{
        convert::{Reader, representations as convert},
        door::{Door, Page, Viewer, lists_of},
        names,
        page_token::cut_listed,
        status::ApiError,
        wire,
        write::Subject,
    },
    app::{
        narrowed::listed,
        reads::Asked,
        records::{Opened, Snapshot},
        submission::Caller,
    },
    domain::{history::Record, sealed_read::Extent},
};

/// The wire's form of a representation.
pub(super) fn to_wire(
    snapshot: &Snapshot,
    opened: Option<&Opened>,
) -> Result<wire::Representation, ApiError> {
    match (&*snapshot.record, snapshot.reference.as_deref()) {
        (Record::Representation(state), Some(reference)) => Ok(convert::representation(
            snapshot,
            state,
            lists_of(reference),
            opened,
        )),
        _ => Err(ApiError::NotFound),
    }
}

impl Door {
    /// One representation.
    pub(super) async fn representation(
        &self,
        viewer: &Viewer,
        message: wire::GetRepresentationRequest,
    ) -> Result<wire::Representation, ApiError> {
        let wire::GetRepresentationRequest { name, view } = message;
        let (snapshot, opened) = self
            .get(viewer, &name, Subject::Representation, view, "GetRepresentation")
            .await?;
        to_wire(&snapshot, opened.as_ref())
    }

    /// The names of complaints that are likely the same as one that is being registered.
    pub(super) async fn likely_duplicates(&self, registered: &Snapshot) -> Result<Vec<String>, ApiError> {
        let Some(state) = registered.record.representation() else {
            return Ok(Vec::new());
        };
        let authority = &registered.stream.authority;
        let found = self.app.likely_duplicates(authority, state).await;
        let numbers = found.map_err(ApiError::Store)?;
        let name = |number| names::representation(authority, number);
        Ok(numbers.into_iter().map(name).collect())
    }

    /// A page of representations.
    pub(super) async fn representations(
        &self,
        caller: &Caller,
        message: wire::ListRepresentationsRequest,
    ) -> Result<wire::ListRepresentationsResponse, ApiError> {
        let wire::ListRepresentationsRequest {
            parent,
            page_size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(caller, &parent).await?;
        let asked = filter.clone().unwrap_or_default();
        let Page { query, after, size } =
            Self::page("ListRepresentations", &parent, &asked, page_size, &page_token)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let filter = convert::filter(&mut reader, filter);
        let filter = reader.finish(filter).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let list = |after, limit| {
            self.app
                .list_representations(&authority, filter.clone(), after, limit)
        };
        let found = listed(caller, after, size + 1, list).await?;
        let (page, next_page_token) = cut_listed(found, size, query);
        let representations = page
            .iter()
            .map(|snapshot| to_wire(snapshot, None))
            .collect::<Result<_, _>>()?;
        Ok(wire::ListRepresentationsResponse {
            representations,
            next_page_token,
            position,
        })
    }

    /// A page of the representations in which a person is found.
    pub(super) async fn looked_up(
        &self,
        viewer: &Viewer,
        message: wire::LookUpRepresentationsRequest,
    ) -> Result<wire::LookUpRepresentationsResponse, ApiError> {
        let wire::LookUpRepresentationsRequest {
            parent,
            email,
            person_reference,
            page_size,
            page_token,
        } = message;
        let (authority, reference) = self.parent(&viewer.caller, &parent).await?;
        let asked = wire::LookUpRepresentationsRequest {
            email: email.clone(),
            person_reference: person_reference.clone(),
            ..wire::LookUpRepresentationsRequest::default()
        };
        let Page { query, after, size } =
            Self::page("LookUpRepresentations", &parent, &asked, page_size, &page_token)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let by = convert::look_up(&mut reader, email, person_reference);
        let by = reader.finish(by).map_err(ApiError::Invalid)?;
        let asked = Asked {
            caller: &viewer.caller,
            method: "LookUpRepresentations",
            extent: Extent::LookUp,
            purpose: viewer.purpose.clone(),
            officer: None,
        };
        let found = self
            .app
            .look_up_person(&asked, &authority, &by, after, size + 1)
            .await?;
        let (page, next_page_token) = cut_listed(found, size, query);
        let representations = page
            .iter()
            .map(|snapshot| to_wire(snapshot, None))
            .collect::<Result<_, _>>()?;
        Ok(wire::LookUpRepresentationsResponse {
            representations,
            next_page_token,
        })
    }
}
