//! The service that tells who has read what is sealed.

use tonic::{Request, Response, Status};

use super::{
    convert::{Reader, changes::record_of, dates::timestamp},
    door::{Door, lists_of},
    names,
    page_token::cut,
    status::ApiError,
    wire::{self, reads_service_server::ReadsService},
};
use crate::{
    domain::ids::AuthorityId,
    store::{
        Inconsistency,
        read_log::{ReadEntry, touched},
    },
};

#[tonic::async_trait]
impl ReadsService for Door {
    async fn list_reads(
        &self,
        request: Request<wire::ListReadsRequest>,
    ) -> Result<Response<wire::ListReadsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListReadsRequest {
            parent,
            record,
            page_size,
            page_token,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let page = Self::page("ListReads", &parent, &record, page_size, &page_token)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let stream = match record.as_str() {
            "" => None,
            name => record_of(&mut reader, "record", &authority, name),
        };
        reader.finish(Some(())).map_err(ApiError::Invalid)?;
        let limit = i64::try_from(page.size).unwrap_or(i64::MAX).saturating_add(1);
        let reads = self
            .app
            .reads(&authority, stream.as_ref(), page.after, limit)
            .await;
        let reads = reads.map_err(ApiError::Store)?;
        let (reads, next_page_token) = cut(reads, page.size, page.query, |read| read.number);
        let reads: Option<Vec<_>> = reads.into_iter().map(|read| to_wire(&authority, read)).collect();
        let wrong = || Inconsistency::on("sealed_read").column("records");
        Ok(Response::new(wire::ListReadsResponse {
            reads: reads.ok_or_else(|| ApiError::Store(wrong().into()))?,
            next_page_token,
        }))
    }

    async fn count_reads(
        &self,
        request: Request<wire::CountReadsRequest>,
    ) -> Result<Response<wire::CountReadsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let (authority, _) = self.parent(&caller, &message.parent).await?;
        let counts = self.app.counts.of(&authority).into_iter();
        let counts = counts.map(|(method, counted)| wire::ReadCount {
            method,
            calls: counted.calls.try_into().unwrap_or(i64::MAX),
            sealed_reads: counted.sealed.try_into().unwrap_or(i64::MAX),
        });
        Ok(Response::new(wire::CountReadsResponse {
            counts: counts.collect(),
        }))
    }
}

/// An entry as its reader sees it; nothing where a column holds what is never written.
fn to_wire(authority: &AuthorityId, entry: ReadEntry) -> Option<wire::SealedRead> {
    let records = touched(&entry)?.into_iter().map(|record| {
        Some(wire::SealedReadRecord {
            name: names::stream(&record.stream(authority)?),
            fields: record.fields,
        })
    });
    Some(wire::SealedRead {
        number: entry.number,
        record_time: Some(timestamp(entry.recorded_time()?)),
        records: records.collect::<Option<_>>()?,
        client: entry.client,
        method: entry.method,
        view: entry.view,
        purpose: entry.purpose.unwrap_or_default(),
        officer: entry.officer.unwrap_or_default(),
        previous_hash: entry.previous_hash,
        hash: entry.hash,
    })
}
