//! What is behind a figure, and behind a difference between two.

use prost::Message;
use tonic::{Request, Response, Status};

use super::{
    super::{
        convert::{Reader, statistics as convert},
        door::{Door, lists_of, wrong},
        page_token::{Query as PageOf, page_size},
        status::ApiError,
        wire,
    },
    asked::{Asked, refused},
};
use crate::{
    app::statistics::compare::Compared,
    domain::{ids::Position, statistics::Query},
};

/// A question within another: its parent is the same.
fn question(
    reader: &mut Reader<'_>,
    parent: &str,
    question: Option<wire::QueryStatisticsRequest>,
    at: &Asked,
) -> Option<Query> {
    let question = reader.required("query", question)?;
    reader.within("query", |reader| {
        if question.parent != parent {
            reader.refuse("parent", "must be the parent of the request");
        }
        let query = at.read(reader, question)?;
        if !query.unit().has_records() {
            reader.refuse(
                "measures",
                "are of figures that were given, which no records are behind",
            );
        }
        if !query.periods().is_empty() {
            reader.refuse("series", "must not be given: one period is asked about");
        }
        Some(query)
    })
}

impl Door {
    pub(super) async fn contributors(
        &self,
        request: Request<wire::ListContributorsRequest>,
    ) -> Result<Response<wire::ListContributorsResponse>, Status> {
        let (caller, mut message) = Self::open(request)?;
        let (authority, record) = self.parent(&caller, &message.parent).await?;
        let (size, token) = page_asked(&mut message.page_size, &mut message.page_token)?;
        let page_of = PageOf::of(&[b"ListContributors", &message.encode_to_vec()]);
        let start = convert::unit_place(page_of.place_after(&token)?)?;
        let wire::ListContributorsRequest {
            parent,
            query,
            measure,
            keys,
            part,
            page_size: _,
            page_token: _,
        } = message;
        let moment = match (&start, &query) {
            // The pages that follow are of the position of the first one.
            (Some((position, _)), _) => (*position, None),
            (None, Some(query)) => (query.position, query.as_at),
            (None, None) => (0, None),
        };
        let at = self.asked_at(&authority, record, moment).await?;
        let mut reader = Reader::new(lists_of(&at.lists), self.app.sources.today());
        let query = question(&mut reader, &parent, query, &at);
        let cell = convert::cell(&mut reader, query.as_ref(), &measure, keys);
        let part = convert::figure_part(&mut reader, part);
        let read = query.zip(cell).zip(part);
        let ((query, cell), part) = reader.finish(read).map_err(refused)?;
        let start = start.map(|(_, place)| place);
        let found = self
            .app
            .contributors(&authority, &query, (&cell, part), start, size + 1)
            .await
            .map_err(ApiError::from)?;
        Ok(Response::new(convert::contributors(
            &authority,
            query.unit(),
            found,
            (size, page_of),
        )))
    }

    pub(super) async fn compared(
        &self,
        request: Request<wire::CompareAsAtRequest>,
    ) -> Result<Response<wire::CompareAsAtResponse>, Status> {
        let (caller, mut message) = Self::open(request)?;
        let (authority, record) = self.parent(&caller, &message.parent).await?;
        let (size, token) = page_asked(&mut message.page_size, &mut message.page_token)?;
        let page_of = PageOf::of(&[b"CompareAsAt", &message.encode_to_vec()]);
        let start = convert::difference_place(page_of.place_after(&token)?)?;
        let wire::CompareAsAtRequest {
            parent,
            query,
            before,
            after,
            page_size: _,
            page_token: _,
        } = message;
        let (first, second) = match &start {
            Some(((first, second), _)) => ((*first, None), (*second, None)),
            None => (moment_of(before.as_ref()), moment_of(after.as_ref())),
        };
        let first = self.asked_at(&authority, record.clone(), first).await?;
        let second = self.asked_at(&authority, record.clone(), second).await?;
        let mut reader = Reader::new(lists_of(&second.lists), self.app.sources.today());
        let positions = positions(&mut reader, (before.is_some(), &first), &second);
        if query
            .as_ref()
            .is_some_and(|query| query.position != 0 || query.as_at.is_some())
        {
            let field = "query.position";
            reader.refuse(
                field,
                "must not be given, nor a moment: they are before and after",
            );
        }
        let query = question(&mut reader, &parent, query, &second.unsaid());
        let read = query.zip(positions);
        let (query, positions) = reader.finish(read).map_err(refused)?;
        let start = start.map(|(_, place)| place);
        let found = self.app.compare(&authority, &query, positions, start, size).await;
        let found: Compared = found.map_err(ApiError::from)?;
        Ok(Response::new(convert::compared(
            &authority, &query, &found, page_of,
        )))
    }
}

/// Takes the size and the token of a page out of a request, so that what is left says what the pages are of.
fn page_asked(size: &mut i32, token: &mut String) -> Result<(usize, String), ApiError> {
    let asked = page_size(std::mem::take(size));
    let asked = asked.ok_or_else(|| wrong("page_size", "must be zero or more"))?;
    Ok((asked, std::mem::take(token)))
}

fn moment_of(moment: Option<&wire::Moment>) -> (i64, Option<prost_types::Timestamp>) {
    moment.map_or((0, None), |moment| (moment.position, moment.as_at))
}

/// The positions to compare: the first must be said, the second is now where it is not.
fn positions(
    reader: &mut Reader<'_>,
    (said, first): (bool, &Asked),
    second: &Asked,
) -> Option<(Position, Option<Position>)> {
    reader.within("before", |reader| first.refuse(reader));
    reader.within("after", |reader| second.refuse(reader));
    match (first.position, second.position) {
        _ if !said => {
            reader.refuse("before", "must be given");
            None
        }
        (None, _) if first.wrong.is_none() => {
            reader.refuse("before", "must say a position or a moment");
            None
        }
        (Some(before), Some(after)) if before > after => {
            reader.refuse("after", "must not be before the first");
            None
        }
        (Some(before), after) => Some((before, after)),
        (None, _) => None,
    }
}
