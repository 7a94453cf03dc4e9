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

use super::{permissions::Permissions, status::ApiError};
use crate::app::{App, submission::Caller};

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
            let header = request.headers().get(AUTHORIZATION).cloned();
            match checks.admit(&path, header.as_ref()).await {
                Ok(Some(caller)) => {
                    request.extensions_mut().insert(caller);
                }
                Ok(None) => {}
                Err(error) => return Ok(Status::from(error).into_http()),
            }
            inner.call(request).await
        })
    }
}

impl AuthenticateLayer {
    async fn admit(&self, path: &str, header: Option<&HeaderValue>) -> Result<Option<Caller>, ApiError> {
        if OPEN.iter().any(|open| path.starts_with(open)) {
            return Ok(None);
        }
        let header = header.and_then(|value| value.to_str().ok());
        let secret = secret(header).ok_or(ApiError::Unauthenticated)?;
        let caller = self.app.caller(secret).await?.ok_or(ApiError::Unauthenticated)?;
        // tonic itself answers for a path that is no method.
        let Some(permission) = self.permissions.of(path) else {
            return Ok(Some(caller));
        };
        if permission.is_held_by(&caller) {
            Ok(Some(caller))
        } else {
            let method = path.rsplit('/').next().unwrap_or_default().to_owned();
            Err(ApiError::RoleNotPermitted {
                role: caller.role,
                method,
            })
        }
    }
}

/// The secret that an `authorization` header bears.
pub fn secret(header: Option<&str>) -> Option<&str> {
    header?.strip_prefix("Bearer ").map(str::trim)
}
