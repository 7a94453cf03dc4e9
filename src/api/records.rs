//! The service of keeping and destroying records.

use chrono::{Datelike, NaiveDate};
use tonic::{Request, Response, Status};

use super::{
    convert::{
        Reader,
        records::{self as convert, RetentionStep},
    },
    door::{Call, Door, Page, act_for, lists_of, wrong},
    names::Name,
    page_token::cut,
    status::ApiError,
    subject::Parts,
    wire::{self, records_service_server::RecordsService},
    write::{Subject, WriteRequest, fingerprint},
};
use crate::{
    app::{records::Snapshot, retention::FROM_THE_START},
    domain::{
        history::Record,
        ids::Stream,
        reference::Reference,
        refusal::{Refusal, RetentionRefusal},
        retention::RetentionClass,
    },
};

type Answer = Result<Response<wire::RecordRetention>, Status>;

impl WriteRequest for wire::SetRetentionRuleRequest {
    const METHOD: &'static str = "SetRetentionRule";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<super::write::Draft> {
        convert::set_rule(reader, self)
    }
}

fn to_wire(snapshot: &Snapshot) -> Result<wire::RecordRetention, ApiError> {
    let state = snapshot.record.retention().ok_or(ApiError::NotFound)?;
    Ok(convert::retention(snapshot, state))
}

impl Door {
    async fn retention_step<R: RetentionStep>(&self, request: Request<R>) -> Result<Snapshot, ApiError> {
        let (caller, message) = Self::open(request)?;
        let resource = message.resource().to_owned();
        let client = match Name::parse(&resource) {
            Some(name) => caller.actor(&name.authority),
            None => caller.actor(&caller.authority),
        };
        let call = Call {
            caller,
            method: R::METHOD,
            fingerprint: fingerprint(&message),
        };
        let read = |reader: &mut Reader<'_>| message.read(reader, client);
        self.write_as(call, Subject::Retention, &resource, read).await
    }

    async fn retention_answer<R: RetentionStep>(&self, request: Request<R>) -> Answer {
        let snapshot = self.retention_step(request).await?;
        Ok(Response::new(to_wire(&snapshot)?))
    }
}

/// A page token holds one number: the day stands above this many bits, the record's number below.
const NUMBER_BITS: u32 = 42;

/// The key of a place in the order of ends. It keeps the order.
fn key((on, number): (NaiveDate, i64)) -> i64 {
    (i64::from(on.num_days_from_ce()) << NUMBER_BITS) | number
}

/// The place that a key stands for; 0 is the start of the list.
fn place(key: i64) -> Result<(NaiveDate, i64), ApiError> {
    if key == 0 {
        return Ok(FROM_THE_START);
    }
    let days = i32::try_from(key >> NUMBER_BITS).ok();
    let on = days.and_then(NaiveDate::from_num_days_from_ce_opt);
    Ok((on.ok_or(ApiError::PageToken)?, key & ((1 << NUMBER_BITS) - 1)))
}

/// The lists that a written rule is in.
fn rules(record: &Record) -> Result<&Reference, ApiError> {
    record.reference().ok_or(ApiError::NotFound)
}

#[tonic::async_trait]
impl RecordsService for Door {
    async fn set_retention_rule(
        &self,
        request: Request<wire::SetRetentionRuleRequest>,
    ) -> Result<Response<wire::RetentionRule>, Status> {
        use super::convert::values::Wire;
        let asked = request
            .get_ref()
            .rule
            .as_ref()
            .map_or(0, |rule| rule.retention_class);
        let snapshot = self.write(request).await?;
        let class = RetentionClass::from_wire(asked).ok_or(ApiError::NotFound)?;
        let saved = rules(&snapshot.record)?.retention_rule(class);
        Ok(Response::new(convert::rule(saved)))
    }

    async fn list_retention_rules(
        &self,
        request: Request<wire::ListRetentionRulesRequest>,
    ) -> Result<Response<wire::ListRetentionRulesResponse>, Status> {
        let (caller, wire::ListRetentionRulesRequest { parent }) = Self::open(request)?;
        let (_, reference) = self.parent(&caller, &parent).await?;
        let rules = lists_of(&reference).retention_rules();
        let rules = rules.iter().map(convert::rule).collect();
        Ok(Response::new(wire::ListRetentionRulesResponse { rules }))
    }

    async fn get_retention(&self, request: Request<wire::GetRetentionRequest>) -> Answer {
        let (caller, wire::GetRetentionRequest { name }) = Self::open(request)?;
        let named = Name::parse(&name);
        let record = named.as_ref().and_then(|name| {
            let (kind, number) = convert::record_of(name)?;
            Some(Stream {
                authority: name.authority.clone(),
                kind,
                number,
            })
        });
        let record = record.ok_or_else(|| wrong("name", Subject::Retention.form()))?;
        act_for(&caller, &record.authority)?;
        let kept = self.app.kept_record(&record).await.map_err(ApiError::Store)?;
        let kept = kept.ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::kept_record(&kept)))
    }

    async fn review_retention(
        &self,
        request: Request<wire::ReviewRetentionRequest>,
    ) -> Result<Response<wire::ReviewRetentionResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ReviewRetentionRequest {
            parent,
            page_size,
            page_token,
            as_at_date,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let asked = as_at_date.unwrap_or_default();
        let Page { query, after, size } =
            Self::page("ReviewRetention", &parent, &asked, page_size, &page_token)?;
        let after = place(after)?;
        let today = self.app.sources.today();
        let mut reader = Reader::new(lists_of(&reference), today);
        let as_at = reader.optional_date("as_at_date", as_at_date);
        let as_at = reader.finish(as_at).map_err(ApiError::Invalid)?.unwrap_or(today);
        let position = self.position(&authority).await?;
        let review = self
            .app
            .review_retention(&authority, as_at, after, size)
            .await
            .map_err(ApiError::Store)?;
        let next = review.more_after.map(|place| query.token(key(place)));
        Ok(Response::new(wire::ReviewRetentionResponse {
            records: review
                .due
                .iter()
                .map(|(_, kept)| convert::kept_record(kept))
                .collect(),
            next_page_token: next.unwrap_or_default(),
            position,
        }))
    }

    async fn place_hold(&self, request: Request<wire::PlaceHoldRequest>) -> Answer {
        self.retention_answer(request).await
    }

    async fn release_hold(&self, request: Request<wire::ReleaseHoldRequest>) -> Answer {
        self.retention_answer(request).await
    }

    async fn propose_destruction(&self, request: Request<wire::ProposeDestructionRequest>) -> Answer {
        self.retention_answer(request).await
    }

    async fn withdraw_proposal(&self, request: Request<wire::WithdrawProposalRequest>) -> Answer {
        self.retention_answer(request).await
    }

    async fn confirm_destruction(&self, request: Request<wire::ConfirmDestructionRequest>) -> Answer {
        if !self.app.keeps_erasure_ledger() {
            let refusal = Refusal::Retention(RetentionRefusal::NoLedger);
            return Err(ApiError::Write(refusal.into()).into());
        }
        self.retention_answer(request).await
    }

    type ExportSubjectStream = Parts;

    async fn export_subject(
        &self,
        request: Request<wire::ExportSubjectRequest>,
    ) -> Result<Response<Parts>, Status> {
        let (viewer, message) = Self::open_viewer(request)?;
        Ok(Response::new(self.subject_bundle(&viewer, message).await?))
    }

    async fn list_erasures(
        &self,
        request: Request<wire::ListErasuresRequest>,
    ) -> Result<Response<wire::ListErasuresResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListErasuresRequest {
            parent,
            page_size,
            page_token,
        } = message;
        let (authority, _) = self.parent(&caller, &parent).await?;
        let Page { query, after, size } = Self::page("ListErasures", &parent, &(), page_size, &page_token)?;
        let position = self.position(&authority).await?;
        let found = self
            .app
            .erased_records(&authority, after, size + 1)
            .await
            .map_err(ApiError::Store)?;
        let (page, next_page_token) = cut(found, size, query, |(at, _)| *at);
        Ok(Response::new(wire::ListErasuresResponse {
            records: page.iter().map(|(_, kept)| convert::kept_record(kept)).collect(),
            next_page_token,
            position,
        }))
    }
}
