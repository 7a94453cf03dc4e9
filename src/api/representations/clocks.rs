//! Clocks: the weekly list, how one is reckoned, what a change would do.

use prost::Message;

use crate::{
    api::{
        convert::{Reader, clocks as convert, dates::date},
        door::{Door, act_for, lists_of, wrong},
        names::Name,
        page_token::{Query, page_size},
        status::ApiError,
        wire,
        write::Subject,
    },
    app::{
        clocks::Preview,
        submission::{Caller, Target, WriteError},
    },
    domain::{
        context::Context,
        explanation::Explanation,
        history::Record,
        ids::Stream,
        preview::{self, Supposed},
        refusal::Refusal,
    },
};

const RECORD_FORM: &str =
    "must be authorities/{authority}/representations/{number} or authorities/{authority}/cases/{number}";

impl Door {
    /// The clocks that run.
    pub(super) async fn listed_clocks(
        &self,
        caller: &Caller,
        message: wire::ListClocksRequest,
    ) -> Result<wire::ListClocksResponse, ApiError> {
        let wire::ListClocksRequest {
            parent,
            page_size: size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(caller, &parent).await?;
        let filter = filter.unwrap_or_default();
        let query = Query::of(&[b"ListClocks", parent.as_bytes(), &filter.encode_to_vec()]);
        let size = page_size(size).ok_or_else(|| wrong("page_size", "must be zero or more"))?;
        let after = query.place_after(&page_token)?;
        let after = after
            .as_deref()
            .map(|text| convert::parse_place(text).ok_or(ApiError::PageToken));
        let after = after.transpose()?;
        let lists = lists_of(&reference);
        let mut reader = Reader::new(lists, self.app.sources.today());
        let selection = convert::selection(&mut reader, filter);
        let selection = reader.finish(selection).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let mut list = self
            .app
            .list_clocks(&authority, lists, &selection, after.as_ref(), size + 1)
            .await?;
        let more = list.clocks.len() > size;
        list.clocks.truncate(size);
        let last = list.clocks.last().filter(|_| more);
        Ok(wire::ListClocksResponse {
            next_page_token: last
                .map(|last| query.token_of(&convert::place(&last.entry)))
                .unwrap_or_default(),
            position,
            today: Some(date(self.app.sources.today())),
            ..convert::list(&authority, list)
        })
    }

    /// How a clock is reckoned.
    pub(super) async fn explained_clock(
        &self,
        caller: &Caller,
        message: wire::ExplainClockRequest,
    ) -> Result<wire::ClockExplanation, ApiError> {
        let wire::ExplainClockRequest {
            name,
            clock,
            stage,
            ordinal,
        } = message;
        let stream = record_named(caller, &name)?;
        let reference = self.lists(caller, &stream.authority).await?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let asked = convert::clock_asked(&mut reader, "", clock, stage);
        let ordinal = reader.number("ordinal", ordinal, 0_u8, u8::MAX);
        let ((clock, stage), ordinal) = reader.finish(asked.zip(ordinal)).map_err(ApiError::Invalid)?;
        let (record, reference, _) = self
            .app
            .record_with_lists(&stream)
            .await?
            .ok_or(ApiError::NotFound)?;
        let lists = lists_of(&reference);
        let explanation = match &*record {
            Record::Representation(state) if ordinal <= 1 => {
                Explanation::of_representation(state, clock, stage, lists)
            }
            Record::Case(state) if stage == 0 => Explanation::of_case(state, clock, ordinal.max(1), lists),
            _ => None,
        };
        let explanation = explanation.ok_or(WriteError::Refused(Refusal::ClockNotRunning { clock }))?;
        Ok(convert::explanation(&stream, explanation))
    }

    /// What a supposition would do.
    pub(super) async fn previewed_clocks(
        &self,
        caller: &Caller,
        message: wire::PreviewClocksRequest,
    ) -> Result<wire::PreviewClocksResponse, ApiError> {
        let name = Name::parse(&message.name);
        let name = name.filter(|name| name.is_authority() || Subject::Representation.target(name).is_some());
        let form = "must be authorities/{authority}/representations/{number}, or authorities/{authority} for a holiday \
                    or a policy";
        let name = name.ok_or_else(|| wrong("name", form))?;
        let authority = name.authority.clone();
        let stream = Subject::Representation
            .target(&name)
            .and_then(Target::into_stream);
        let reference = self.lists(caller, &authority).await?;
        let lists = lists_of(&reference);
        let mut reader = Reader::new(lists, self.app.sources.today());
        let supposed = convert::supposed(&mut reader, message.clone());
        if stream.is_none()
            && matches!(
                supposed,
                Some(Supposed::Extension { .. } | Supposed::Pause { .. })
            )
        {
            reader.refuse("name", Subject::Representation.form());
        }
        let supposed = reader.finish(supposed).map_err(ApiError::Invalid)?;
        let context = |reference| Context {
            now: self.app.sources.now(),
            reference,
            other_record_exists: false,
            others: &[],
        };
        let Some(stream) = stream else {
            let preview = self.app.preview_authority(&authority, lists, &supposed).await?;
            let obstacles = preview::obstacles(None, &supposed, &context(lists));
            return Ok(convert::preview(preview, obstacles));
        };
        let (record, reference, _) = self
            .app
            .record_with_lists(&stream)
            .await?
            .ok_or(ApiError::NotFound)?;
        let lists = lists_of(&reference);
        let then = preview::supposed_reference(lists, &supposed);
        let changes = preview::changes(&record, &supposed, (lists, then.as_ref().unwrap_or(lists)));
        let obstacles = preview::obstacles(Some(&record), &supposed, &context(lists));
        Ok(convert::preview(Preview::of(&stream, changes), obstacles))
    }
}

/// The representation or case that a name means, if the caller may act for its authority.
fn record_named(caller: &Caller, name: &str) -> Result<Stream, ApiError> {
    let name = Name::parse(name);
    let target = name.and_then(|name| {
        let representation = Subject::Representation.target(&name);
        representation.or_else(|| Subject::Case.target(&name))
    });
    let stream = target.and_then(Target::into_stream);
    let stream = stream.ok_or_else(|| wrong("name", RECORD_FORM))?;
    act_for(caller, &stream.authority)?;
    Ok(stream)
}
