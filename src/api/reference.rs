//! The service of lists, policies and calendars.

use std::sync::Arc;

use tonic::{Request, Response, Status};

use super::{
    convert::{Reader, reference as convert},
    door::{Call, Door, lists_of, wrong},
    names::Name,
    status::ApiError,
    wire::{self, reference_service_server::ReferenceService},
    write::{Subject, fingerprint},
};
use crate::{
    app::{records::Snapshot, submission::Target},
    domain::{
        calendar::Holiday,
        history::Record,
        ids::{AuthorityId, CodeId, Stream},
        limits,
        reference::Reference,
    },
};

fn lists(snapshot: &Snapshot) -> Result<&Reference, ApiError> {
    snapshot.record.reference().ok_or(ApiError::NotFound)
}

impl Door {
    /// The holiday that a change of the calendar was about, with the clocks that it moved, which follow it in the log;
    /// a request that is only validated has them foretold.
    async fn changed_holiday(&self, snapshot: &Snapshot) -> Result<wire::Holiday, ApiError> {
        let reference = lists(snapshot)?;
        let (holiday, changed_at) = reference.last_changed_holiday().ok_or(ApiError::NotFound)?;
        if snapshot.position == 0 {
            let moved = &snapshot.moved;
            return Ok(convert::changed_holiday(holiday, reference, moved, moved.len()));
        }
        let authority = &snapshot.stream.authority;
        let moved = self
            .app
            .moved_clocks(authority, changed_at, snapshot.position)
            .await?;
        let number = usize::try_from(snapshot.position - changed_at).unwrap_or(0);
        Ok(convert::changed_holiday(holiday, reference, &moved, number))
    }
}

#[tonic::async_trait]
impl ReferenceService for Door {
    async fn register_authority(
        &self,
        request: Request<wire::RegisterAuthorityRequest>,
    ) -> Result<Response<wire::Authority>, Status> {
        let (caller, message) = Self::open(request)?;
        let call = Call {
            caller,
            method: "RegisterAuthority",
            fingerprint: fingerprint(&message),
        };
        let of_deployment = Reference::of_deployment();
        let mut reader = Reader::new(&of_deployment, self.app.sources.today());
        let read = convert::read_authority(&mut reader, message);
        let (authority, draft) = reader.finish(read).map_err(ApiError::Invalid)?;
        let target = Target::Stream(Stream::reference(&authority));
        let snapshot = self.submit(call, target, draft).await?;
        Ok(Response::new(convert::authority(&authority, lists(&snapshot)?)))
    }

    async fn get_authority(
        &self,
        request: Request<wire::GetAuthorityRequest>,
    ) -> Result<Response<wire::Authority>, Status> {
        let (caller, wire::GetAuthorityRequest { name }) = Self::open(request)?;
        let named = Name::parse(&name).filter(Name::is_authority);
        let named = named.ok_or_else(|| wrong("name", Subject::Reference.form()))?;
        let reference = self.lists(&caller, &named.authority).await?;
        Ok(Response::new(convert::authority(
            &named.authority,
            lists_of(&reference),
        )))
    }

    async fn list_authorities(
        &self,
        request: Request<wire::ListAuthoritiesRequest>,
    ) -> Result<Response<wire::ListAuthoritiesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListAuthoritiesRequest {
            page_size,
            page_token,
        } = &message;
        let page = Self::page("ListAuthorities", "", &(), *page_size, page_token)?;
        let registered = self.app.authorities(&caller).await.map_err(ApiError::Store)?;
        let (found, next_page_token) = page.of(&registered);
        let to_wire =
            |(id, reference): (AuthorityId, Arc<Record>)| convert::authority(&id, lists_of(&reference));
        let authorities = found.into_iter().map(to_wire).collect();
        Ok(Response::new(wire::ListAuthoritiesResponse {
            authorities,
            next_page_token,
        }))
    }

    async fn save_code(
        &self,
        request: Request<wire::SaveCodeRequest>,
    ) -> Result<Response<wire::Code>, Status> {
        let (parent, code_id) = (
            request.get_ref().parent.clone(),
            request.get_ref().code_id.clone(),
        );
        let snapshot = self.write(request).await?;
        let list = Name::parse(&parent)
            .and_then(|name| name.list())
            .ok_or(ApiError::NotFound)?;
        let id = CodeId::parse(&code_id).map_err(|_| ApiError::NotFound)?;
        let code = lists(&snapshot)?
            .list(list)
            .code(id.as_str())
            .ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::code(
            &snapshot.stream.authority,
            list,
            code,
        )))
    }

    async fn list_codes(
        &self,
        request: Request<wire::ListCodesRequest>,
    ) -> Result<Response<wire::ListCodesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListCodesRequest {
            parent,
            page_size,
            page_token,
        } = message;
        let name = Name::parse(&parent);
        let list = name
            .as_ref()
            .and_then(Name::list)
            .ok_or_else(|| wrong("parent", Subject::List.form()))?;
        let authority = name.map(|name| name.authority).ok_or(ApiError::NotFound)?;
        let reference = self.lists(&caller, &authority).await?;
        let page = Self::page("ListCodes", &parent, &(), page_size, &page_token)?;
        let (found, next_page_token) = page.of(lists_of(&reference).list(list).codes());
        let codes = found
            .iter()
            .map(|code| convert::code(&authority, list, code))
            .collect();
        Ok(Response::new(wire::ListCodesResponse {
            codes,
            next_page_token,
        }))
    }

    async fn save_policy(
        &self,
        request: Request<wire::SavePolicyRequest>,
    ) -> Result<Response<wire::Policy>, Status> {
        let snapshot = self.write(request).await?;
        let policy = lists(&snapshot)?.policies().last().ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::policy(&snapshot.stream.authority, policy)))
    }

    async fn list_policies(
        &self,
        request: Request<wire::ListPoliciesRequest>,
    ) -> Result<Response<wire::ListPoliciesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListPoliciesRequest {
            parent,
            page_size,
            page_token,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let page = Self::page("ListPolicies", &parent, &(), page_size, &page_token)?;
        let (found, next_page_token) = page.of(lists_of(&reference).policies());
        let policies = found
            .iter()
            .map(|policy| convert::policy(&authority, policy))
            .collect();
        Ok(Response::new(wire::ListPoliciesResponse {
            policies,
            next_page_token,
        }))
    }

    async fn add_holiday(
        &self,
        request: Request<wire::AddHolidayRequest>,
    ) -> Result<Response<wire::Holiday>, Status> {
        let snapshot = self.write(request).await?;
        Ok(Response::new(self.changed_holiday(&snapshot).await?))
    }

    async fn withdraw_holiday(
        &self,
        request: Request<wire::WithdrawHolidayRequest>,
    ) -> Result<Response<wire::Holiday>, Status> {
        let snapshot = self.write(request).await?;
        Ok(Response::new(self.changed_holiday(&snapshot).await?))
    }

    async fn list_holidays(
        &self,
        request: Request<wire::ListHolidaysRequest>,
    ) -> Result<Response<wire::ListHolidaysResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListHolidaysRequest {
            parent,
            start_date,
            end_date,
        } = message;
        let (_, record) = self.parent(&caller, &parent).await?;
        let reference = lists_of(&record);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let start_on = reader.date("start_date", start_date);
        let end_on = reader.date("end_date", end_date);
        if let (Some(start_on), Some(end_on)) = (start_on, end_on) {
            let days_max = i64::from(limits::PERIOD_YEARS_MAX) * 366;
            if !(0..=days_max).contains(&(end_on - start_on).num_days()) {
                reader.refuse(
                    "end_date",
                    "must be on or after the first day and at most 20 years after it",
                );
            }
        }
        let (start_on, end_on) = reader.finish(start_on.zip(end_on)).map_err(ApiError::Invalid)?;
        let found: Vec<Holiday> = reference.holidays_between(start_on, end_on);
        let holidays = found
            .iter()
            .map(|holiday| convert::holiday(holiday, reference))
            .collect();
        Ok(Response::new(wire::ListHolidaysResponse { holidays }))
    }

    async fn give_figure(
        &self,
        request: Request<wire::GiveFigureRequest>,
    ) -> Result<Response<wire::GivenFigure>, Status> {
        let asked = request.get_ref().figure.clone().unwrap_or_default();
        let snapshot = self.write(request).await?;
        let figure = convert::figure_given(lists(&snapshot)?, &asked);
        Ok(Response::new(figure.ok_or(ApiError::NotFound)?))
    }

    async fn list_given_figures(
        &self,
        request: Request<wire::ListGivenFiguresRequest>,
    ) -> Result<Response<wire::ListGivenFiguresResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListGivenFiguresRequest {
            parent,
            page_size,
            page_token,
        } = message;
        let (_, reference) = self.parent(&caller, &parent).await?;
        let page = Self::page("ListGivenFigures", &parent, &(), page_size, &page_token)?;
        let (found, next_page_token) = page.of(lists_of(&reference).given());
        let figures = found.iter().map(convert::given_figure).collect();
        Ok(Response::new(wire::ListGivenFiguresResponse {
            figures,
            next_page_token,
        }))
    }
}
