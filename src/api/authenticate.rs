//! The layer in front of every method: who calls, and whether the role permits it.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use tonic::{
    Status,
    body::Body,
    codegen::http::{HeaderValue, Request, Response, header::AUTHORIZATION},
};
use tower::{Layer, Service};

use super::{
    permissions::{Permission, Permissions},
    status::ApiError,
};
use crate::{
    app::{
        App,
        callers::{Connection, NotProved, Presented, Proof},
        submission::Caller,
    },
    domain::access::Defect,
    store::acting,
};

/// Services that anyone may call: whether the server is well, and what its contract is.
const OPEN: [&str; 2] = ["/grpc.health.", "/grpc.reflection."];

/// Makes [`Authenticate`].
#[derive(Clone)]
pub struct AuthenticateLayer {
    app: App,
    permissions: Arc<Permissions>,
}

impl AuthenticateLayer {
    /// Checks calls against these permissions.
    pub fn new(app: App, permissions: Permissions) -> Self {
        Self {
            app,
            permissions: Arc::new(permissions),
        }
    }
}

impl<S> Layer<S> for AuthenticateLayer {
    type Service = Authenticate<S>;

    fn layer(&self, inner: S) -> Authenticate<S> {
        Authenticate {
            inner,
            checks: self.clone(),
        }
    }
}

/// Lets a call through with its [`Caller`] among the request's extensions, or answers why not.
#[derive(Clone)]
pub struct Authenticate<S> {
    inner: S,
    checks: AuthenticateLayer,
}

impl<S> Service<Request<Body>> for Authenticate<S>
where
    S: Service<Request<Body>, Response = Response<Body>> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        // The instance that was found ready is the one to call; the clone has not been asked.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let checks = self.checks.clone();
        Box::pin(async move {
            let path = request.uri().path().to_owned();
            let brought = Brought::by(&request);
            match checks.admit(&path, brought).await {
                Ok(Some((caller, proof))) => {
                    let authority = caller.authority.clone();
                    request.extensions_mut().insert(caller);
                    request.extensions_mut().insert(proof);
                    acting::for_caller_of(&authority, inner.call(request)).await
                }
                Ok(None) => inner.call(request).await,
                Err(error) => Ok(Status::from(error).into_http()),
            }
        })
    }
}

impl AuthenticateLayer {
    async fn admit(&self, path: &str, brought: Brought) -> Result<Option<(Caller, Proof)>, ApiError> {
        if OPEN.iter().any(|open| path.starts_with(open)) {
            return Ok(None);
        }
        let method = path.rsplit('/').next().unwrap_or_default();
        let proved = match brought.presented() {
            Ok(presented) => self.app.prove(&presented).await,
            Err(defect) => Err(defect.into()),
        };
        let permission = self.permissions.of(path);
        let (caller, proof) = proved.map_err(|error| match error {
            NotProved::Refused(defect) => {
                // A path that is no method is whatever a stranger wrote.
                let method = permission.map_or("unknown", |_| method);
                self.app.note_refused(method, defect);
                ApiError::Unauthenticated
            }
            NotProved::Store(error) => ApiError::Store(error),
        })?;
        let Some(permission) = permission else {
            // tonic itself answers for a path that is no method.
            return Ok(Some((caller, proof)));
        };
        permit(permission, &caller, method).inspect_err(|_| {
            let (authority, client) = (&caller.authority, &caller.client);
            tracing::warn!(%authority, %client, method, "a call was refused that its client may not make");
        })?;
        self.app.counts.call(&caller.authority, method);
        Ok(Some((caller, proof)))
    }
}

/// Whether a caller may call a method, by its role and by what it is narrowed to.
fn permit(permission: &Permission, caller: &Caller, method: &str) -> Result<(), ApiError> {
    let method = || method.to_owned();
    if !permission.is_held_by(caller) {
        let role = caller.role;
        return Err(ApiError::RoleNotPermitted {
            role,
            method: method(),
        });
    }
    if !permission.keeps_to_part(caller) {
        return Err(ApiError::ClientNarrowed { method: method() });
    }
    Ok(())
}

/// What a call brings: its `authorization` headers, and what the connection that it came on has proved.
struct Brought {
    headers: Vec<HeaderValue>,
    connection: Connection,
}

impl Brought {
    fn by(request: &Request<Body>) -> Self {
        let headers = request.headers().get_all(AUTHORIZATION).iter();
        Self {
            // A second one is enough to refuse them all.
            headers: headers.take(2).cloned().collect(),
            connection: request.extensions().get().cloned().unwrap_or_default(),
        }
    }

    fn presented(&self) -> Result<Presented<'_>, Defect> {
        let bearer = match &self.headers[..] {
            [] => None,
            [header] => Some(header.to_str().ok().and_then(secret).ok_or(Defect::Scheme)?),
            _ => return Err(Defect::Scheme),
        };
        let peer = self.connection.peer.clone();
        Ok(Presented { bearer, peer })
    }
}

/// The secret that an `authorization` header bears.
fn secret(header: &str) -> Option<&str> {
    let secret = header.strip_prefix("Bearer ")?.trim();
    (!secret.is_empty()).then_some(secret)
}
