//! What every handler does: know the caller, read the request against the authority's lists, hand it down, answer.

use std::sync::Arc;

use prost::Message;
use tonic::Request;

use super::{
    convert::{Reader, Violation},
    import::Imports,
    names::Name,
    page_token::{self, Query},
    status::ApiError,
    write::{Draft, Subject, WriteRequest, fingerprint, submission},
};
use crate::{
    app::{
        App,
        callers::Proof,
        changes::watches::Watches,
        planted,
        reads::Asked,
        records::{Opened, Snapshot},
        submission::{Caller, Target},
    },
    domain::{
        access::Role,
        history::Record,
        ids::{AuthorityId, Position, Stream},
        reference::Reference,
        sealed_read::{Extent, Purpose},
    },
    store::acting,
};

/// The services' common ground; each service is implemented on it in its own file.
#[derive(Clone)]
pub struct Door {
    pub(super) app: App,
    pub(super) watches: Watches,
    pub(super) imports: Imports,
}

/// A call that writes: who, what, and what tells its payload from another.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) caller: Caller,
    pub(super) method: &'static str,
    pub(super) fingerprint: [u8; 32],
}

/// A caller that may ask for what is sealed.
pub(super) struct Viewer {
    pub(super) caller: Caller,
    /// What it says it reads for.
    pub(super) purpose: Option<Purpose>,
}

/// The metadata that says what a call reads for.
pub(super) const PURPOSE: &str = "redress-purpose";

/// A page as asked for.
pub(super) struct Page {
    pub(super) query: Query,
    pub(super) after: i64,
    pub(super) size: usize,
}

impl Page {
    /// The page of what is kept in memory in order, and the token of the next; an element's key is its place, from 1.
    pub(super) fn of<T: Clone>(&self, elements: &[T]) -> (Vec<T>, String) {
        let numbered = (1..).zip(elements.iter().cloned());
        let rest = numbered
            .filter(|(place, _)| *place > self.after)
            .take(self.size + 1)
            .collect();
        let (found, token) = page_token::cut(rest, self.size, self.query, |(place, _): &(i64, T)| *place);
        (found.into_iter().map(|(_, element)| element).collect(), token)
    }
}

impl Door {
    /// The services of this app.
    pub fn new(app: App, watches: Watches) -> Self {
        let imports = Imports::default();
        Self {
            app,
            watches,
            imports,
        }
    }

    /// Takes a request apart: the caller that the layer in front has found, and the message.
    pub(super) fn open<R>(request: Request<R>) -> Result<(Caller, R), ApiError> {
        let (_, mut extensions, message) = request.into_parts();
        let caller = extensions.remove::<Caller>().ok_or(ApiError::Unauthenticated)?;
        Ok((caller, message))
    }

    /// The same for a call that may ask for what is sealed: with what it says it reads for.
    pub(super) fn open_viewer<R>(request: Request<R>) -> Result<(Viewer, R), ApiError> {
        let said = request.metadata().get(PURPOSE).cloned();
        let (caller, message) = Self::open(request)?;
        let purpose = said.map(|said| {
            let purpose = said.to_str().ok().and_then(|said| Purpose::parse(said).ok());
            purpose.ok_or_else(|| {
                wrong(
                    PURPOSE,
                    "must be a code of small letters, digits, hyphens and underscores",
                )
            })
        });
        let purpose = purpose.transpose()?;
        Ok((Viewer { caller, purpose }, message))
    }

    /// What the layer in front has found the caller by, for a call that lasts.
    pub(super) fn proof<R>(request: &Request<R>) -> Result<Proof, ApiError> {
        let proof = request.extensions().get::<Proof>();
        proof.cloned().ok_or(ApiError::Unauthenticated)
    }

    /// Reads a write, hands it to the lane, and answers the record as the write left it.
    pub(super) async fn write<R: WriteRequest>(&self, request: Request<R>) -> Result<Snapshot, ApiError> {
        let (caller, message) = Self::open(request)?;
        planted::on_request(|| message.encode_to_vec());
        let call = Call {
            caller,
            method: R::METHOD,
            fingerprint: fingerprint(&message),
        };
        let resource = message.resource().to_owned();
        let writing = self.write_as(call, R::SUBJECT, &resource, |reader| message.read(reader));
        Box::pin(writing).await
    }

    /// The same for a request that is read in a way of its own. Everything that is wrong with it comes at once; what
    /// belongs to another authority, or to none, is not found.
    pub(super) async fn write_as(
        &self,
        call: Call,
        subject: Subject,
        resource: &str,
        read: impl FnOnce(&mut Reader<'_>) -> Option<Draft>,
    ) -> Result<Snapshot, ApiError> {
        let name = Name::parse(resource);
        let authority = name
            .as_ref()
            .map_or(&call.caller.authority, |name| &name.authority)
            .clone();
        let reference = self.lists(&call.caller, &authority).await?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let target = name.as_ref().and_then(|name| subject.target(name));
        if target.is_none() {
            reader.refuse(
                if subject.is_parent() { "parent" } else { "name" },
                subject.form(),
            );
        }
        let draft = read(&mut reader);
        let request_id = reader.request_id.take();
        match reader.finish(target.zip(draft)) {
            // On the heap: with the message still at hand, the future of a write would be large.
            Ok((target, draft)) => Box::pin(self.submit(call, target, draft)).await,
            Err(violations) => {
                Box::pin(self.answered_before(&call, &authority, request_id, violations)).await
            }
        }
    }

    /// A request that can no longer be read, because a list has changed since, still has the answer that it got: it
    /// is the same request for the life of the record.
    pub(super) async fn answered_before(
        &self,
        call: &Call,
        authority: &AuthorityId,
        request_id: Option<String>,
        violations: Vec<Violation>,
    ) -> Result<Snapshot, ApiError> {
        let Some(request_id) = request_id else {
            return Err(ApiError::Invalid(violations));
        };
        let Call {
            caller,
            method,
            fingerprint,
        } = call;
        let answered = self
            .app
            .answered(caller, authority, (method, request_id), fingerprint)
            .await?;
        let answered = match answered {
            Some(written) if self.is_hidden(caller, &written.stream).await? => None,
            answered => answered,
        };
        match answered {
            Some(written) => self.app.written(written).await?.ok_or(ApiError::NotFound),
            None => Err(ApiError::Invalid(violations)),
        }
    }

    /// Whether a narrowed client may not see a record any more.
    async fn is_hidden(&self, caller: &Caller, stream: &Stream) -> Result<bool, ApiError> {
        if caller.narrowing.is_none() {
            return Ok(false);
        }
        let snapshot = self.app.record(stream).await?;
        Ok(!snapshot.is_some_and(|snapshot| caller.sees(&snapshot.record)))
    }

    /// Hands a write to the lane.
    pub(super) async fn submit(
        &self,
        call: Call,
        target: Target,
        draft: Draft,
    ) -> Result<Snapshot, ApiError> {
        let Call {
            caller,
            method,
            fingerprint,
        } = call;
        act_for(&caller, target.authority())?;
        let written = self
            .app
            .write(submission(caller, method, fingerprint, target, draft))
            .await?;
        self.app.written(written).await?.ok_or(ApiError::NotFound)
    }

    /// The lists of an authority that the caller may act for.
    pub(super) async fn lists(
        &self,
        caller: &Caller,
        authority: &AuthorityId,
    ) -> Result<Arc<Record>, ApiError> {
        if !caller.acts_for(authority)
            && planted::is("tell-which-exist")
            && self.app.reference_record(authority).await?.is_some()
        {
            // What is refused in words of its own is there.
            return Err(ApiError::Unauthenticated);
        }
        act_for(caller, authority)?;
        match self.app.reference_record(authority).await? {
            Some(reference) => Ok(reference),
            None if authority.is_system() => Ok(Arc::new(Record::Reference(Reference::of_deployment()))),
            None => Err(ApiError::NotFound),
        }
    }

    /// The authority that a parent names, if the caller may act for it.
    pub(super) async fn parent(
        &self,
        caller: &Caller,
        parent: &str,
    ) -> Result<(AuthorityId, Arc<Record>), ApiError> {
        let name = Name::parse(parent).filter(Name::is_authority);
        let name = name.ok_or_else(|| wrong("parent", Subject::NewRecord.form()))?;
        let reference = self.lists(caller, &name.authority).await?;
        Ok((name.authority, reference))
    }

    /// Reads one record, opened if it is asked for in full, which is recorded first.
    pub(super) async fn get(
        &self,
        viewer: &Viewer,
        name: &str,
        subject: Subject,
        view: i32,
        method: &'static str,
    ) -> Result<(Snapshot, Option<Opened>), ApiError> {
        let Viewer { caller, purpose } = viewer;
        let stream = Name::parse(name)
            .and_then(|name| subject.target(&name))
            .and_then(Target::into_stream);
        let stream = stream.ok_or_else(|| wrong("name", subject.form()))?;
        act_for(caller, &stream.authority)?;
        let in_full = match super::wire::View::try_from(view) {
            Ok(super::wire::View::Unspecified | super::wire::View::Basic) => false,
            Ok(super::wire::View::Full) => true,
            Err(_) => return Err(wrong("view", "must be one of the named values")),
        };
        if in_full && caller.role != Role::Officer {
            return Err(ApiError::RoleNotPermitted {
                role: caller.role,
                method: method.to_owned(),
            });
        }
        let snapshot = self.app.record(&stream).await?;
        let snapshot = snapshot.filter(|snapshot| caller.sees(&snapshot.record));
        let snapshot = snapshot.ok_or(ApiError::NotFound)?;
        if !in_full {
            return Ok((snapshot, None));
        }
        let asked = Asked {
            caller,
            method,
            extent: Extent::Full,
            purpose: purpose.clone(),
            officer: None,
        };
        let opened = self.app.open_sealed(&asked, &[stream]).await?;
        Ok((snapshot, opened.into_iter().next()))
    }

    /// Reads what every list asks for.
    pub(super) fn page(
        method: &str,
        parent: &str,
        filter: &impl Message,
        size: i32,
        token: &str,
    ) -> Result<Page, ApiError> {
        let query = Query::of(&[method.as_bytes(), parent.as_bytes(), &filter.encode_to_vec()]);
        let size = page_token::page_size(size).ok_or_else(|| wrong("page_size", "must be zero or more"))?;
        Ok(Page {
            query,
            after: query.after(token)?,
            size,
        })
    }

    /// The position of an authority's log.
    pub(super) async fn position(&self, authority: &AuthorityId) -> Result<Position, ApiError> {
        Ok(self.app.head(authority).await?.position)
    }
}

/// From here on the call is about an authority: that of the caller, or the one that a client of the deployment names. Any
/// other is not found.
pub(super) fn act_for(caller: &Caller, authority: &AuthorityId) -> Result<(), ApiError> {
    if !caller.acts_for(authority) {
        let (own, client) = (&caller.authority, &caller.client);
        tracing::warn!(authority = %own, %client, "a call named an authority that its client may not act for");
        return Err(ApiError::NotFound);
    }
    acting::turn_to(authority);
    Ok(())
}

/// The lists that a record is.
pub(super) fn lists_of(record: &Record) -> &Reference {
    static NONE: std::sync::LazyLock<Reference> = std::sync::LazyLock::new(Reference::of_deployment);
    record.reference().unwrap_or(&NONE)
}

/// One field is wrong.
pub(super) fn wrong(field: &str, description: &str) -> ApiError {
    let (field, description) = (field.to_owned(), description.to_owned());
    ApiError::Invalid(vec![Violation { field, description }])
}
