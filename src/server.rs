//! The server: every limit that tonic leaves open set explicitly, and a drain that ends.

mod accept;
pub mod tls;

use std::{any::Any, sync::Arc, time::Duration};

use tokio::{
    net::TcpListener,
    sync::watch,
    time::{sleep, timeout},
};
use tonic::{
    body::Body,
    codec::CompressionEncoding,
    codegen::http::Response,
    transport::{
        Server,
        server::{Router, TcpIncoming},
    },
};
use tonic_health::{ServingStatus, server::HealthReporter};
use tonic_reflection::server::Builder as Reflection;
use tower::util::MapResponseLayer;
use tower_http::catch_panic::CatchPanicLayer;

use self::tls::Tls;
use crate::{
    api::{
        authenticate::AuthenticateLayer,
        door::Door,
        permissions::{PermissionError, permissions},
        status,
        wire::{
            DESCRIPTORS, access_service_server::AccessServiceServer,
            benchmarks_service_server::BenchmarksServiceServer, changes_service_server::ChangesServiceServer,
            editions_service_server::EditionsServiceServer, keys_service_server::KeysServiceServer,
            learning_service_server::LearningServiceServer, ombudsman_service_server::OmbudsmanServiceServer,
            reads_service_server::ReadsServiceServer, records_service_server::RecordsServiceServer,
            reference_service_server::ReferenceServiceServer, releases_service_server::ReleasesServiceServer,
            representations_service_server::RepresentationsServiceServer,
            statistics_service_server::StatisticsServiceServer,
        },
    },
    app::{
        App,
        changes::watches::{Times, Watches},
    },
    domain::limits,
};

/// Why the server stopped, or did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// A method has no permission.
    #[error(transparent)]
    Permission(#[from] PermissionError),
    /// The transport failed.
    #[error("the transport failed: {0}")]
    Transport(#[from] tonic::transport::Error),
    /// The descriptors cannot be served.
    #[error("the descriptors cannot be served: {0}")]
    Reflection(#[from] tonic_reflection::server::Error),
    /// A file of TLS cannot be read or used.
    #[error("{0}: {1}")]
    Tls(String, String),
    /// A commit ended so that nobody knows how.
    #[error("a write failed badly; start again, and let clients repeat what was not acknowledged")]
    CommitFailed,
}

/// How a server is served beside its app.
#[derive(Debug, Clone)]
pub struct Options {
    /// TLS; without it, calls come in clear.
    pub tls: Option<Arc<Tls>>,
    /// Whether reflection is offered.
    pub reflection: bool,
    /// How long calls under way have to end once the server is told to stop.
    pub drain: Duration,
    /// The longest that a call may take to be answered. A stream is answered once it begins, so this does not bound a
    /// watch, which has times of its own.
    pub call: Duration,
    /// The times of a watch.
    pub watch: Times,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tls: None,
            reflection: false,
            drain: Duration::from_secs(limits::DRAIN_SECONDS_MAX),
            call: Duration::from_secs(limits::CALL_SECONDS_MAX),
            watch: Times::default(),
        }
    }
}

/// Serves until `stop` becomes true, then drains: health says `NOT_SERVING`, open connections are told to go away,
/// and what has not ended after [`Options::drain`] is cut off.
///
/// # Errors
/// Why it did not start or had to stop.
pub async fn serve(
    app: App,
    listener: TcpListener,
    options: Options,
    stop: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    let (reporter, health) = tonic_health::server::health_reporter();
    let layer = AuthenticateLayer::new(app.clone(), permissions()?);
    let mut server = builder(&options)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(layer)
        .layer(MapResponseLayer::new(status::closed_list as fn(_) -> _));
    let (draining, drained) = watch::channel(false);
    // Watches end as soon as the server drains; without that they would hold it up.
    let watches = Watches::new(options.watch, drained.clone());
    let mut router = add_services(
        server.add_service(health.accept_compressed(CompressionEncoding::Gzip)),
        Door::new(app.clone(), watches),
    );
    if options.reflection {
        router = add_reflection(router)?;
    }
    set_health(&reporter, ServingStatus::Serving).await;
    let stopping = stopping(app.clone(), stop, reporter, draining);
    let serving = async {
        if let Some(tls) = options.tls {
            let incoming = accept::incoming(listener, tls);
            router.serve_with_incoming_shutdown(incoming, stopping).await
        } else {
            // Without it a small answer waits for the acknowledgement of the one before: 40 ms a call.
            let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
            router.serve_with_incoming_shutdown(incoming, stopping).await
        }
    };
    let cut_off = async {
        let mut drained = drained;
        if drained.wait_for(|draining| *draining).await.is_ok() {
            sleep(options.drain).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        outcome = serving => outcome?,
        () = cut_off => tracing::warn!("calls were still open at the end of the drain and were cut off"),
    }
    // Ready at once only if a commit failed or a lane panicked.
    match timeout(Duration::ZERO, app.failed()).await {
        Ok(()) => Err(ServeError::CommitFailed),
        Err(_) => Ok(()),
    }
}

/// The server with its limits. tonic passes `None` for what hyper would bound, so each is named here.
fn builder(options: &Options) -> Server {
    Server::builder()
        .max_concurrent_streams(limits::CONCURRENT_STREAMS_MAX)
        .http2_max_local_error_reset_streams(Some(limits::LOCAL_RESETS_MAX))
        .http2_max_pending_accept_reset_streams(Some(limits::PENDING_RESETS_MAX))
        .http2_max_header_list_size(limits::HEADER_LIST_BYTES_MAX)
        .max_connection_age(Duration::from_secs(limits::CONNECTION_AGE_SECONDS_MAX))
        // Without it, a peer that vanished would keep its watches open for as long as they may last.
        .http2_keepalive_interval(Some(Duration::from_secs(limits::KEEPALIVE_SECONDS)))
        .http2_keepalive_timeout(Some(Duration::from_secs(limits::KEEPALIVE_ANSWER_SECONDS_MAX)))
        .timeout(options.call)
}

/// Adds every service of the API. Each must be told its own limits: generated servers share no type.
fn add_services<L>(router: Router<L>, door: Door) -> Router<L> {
    const GZIP: CompressionEncoding = CompressionEncoding::Gzip;
    const REQUEST: usize = limits::REQUEST_BYTES_MAX;
    const RESPONSE: usize = limits::RESPONSE_BYTES_MAX;
    let door = Arc::new(door);
    let representations = RepresentationsServiceServer::from_arc(door.clone());
    let ombudsman = OmbudsmanServiceServer::from_arc(door.clone());
    let learning = LearningServiceServer::from_arc(door.clone());
    let statistics = StatisticsServiceServer::from_arc(door.clone());
    let reference = ReferenceServiceServer::from_arc(door.clone());
    let access = AccessServiceServer::from_arc(door.clone());
    let editions = EditionsServiceServer::from_arc(door.clone());
    let releases = ReleasesServiceServer::from_arc(door.clone());
    let benchmarks = BenchmarksServiceServer::from_arc(door.clone());
    let changes = ChangesServiceServer::from_arc(door.clone());
    let router = router
        .add_service(
            representations
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            ombudsman
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            learning
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            statistics
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            reference
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            access
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            changes
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            editions
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            releases
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            benchmarks
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        );
    add_services_of_care(router, door)
}

/// Adds the services of keeping and destroying records, of the log of reads and of keys, with the same limits.
fn add_services_of_care<L>(router: Router<L>, door: Arc<Door>) -> Router<L> {
    const GZIP: CompressionEncoding = CompressionEncoding::Gzip;
    const REQUEST: usize = limits::REQUEST_BYTES_MAX;
    const RESPONSE: usize = limits::RESPONSE_BYTES_MAX;
    let records = RecordsServiceServer::from_arc(door.clone());
    let reads = ReadsServiceServer::from_arc(door.clone());
    let keys = KeysServiceServer::from_arc(door);
    router
        .add_service(
            records
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            reads
                .accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
        .add_service(
            keys.accept_compressed(GZIP)
                .send_compressed(GZIP)
                .max_decoding_message_size(REQUEST)
                .max_encoding_message_size(RESPONSE),
        )
}

/// Adds reflection, the older version too: many tools know only that one.
fn add_reflection<L>(router: Router<L>) -> Result<Router<L>, ServeError> {
    let reflection = || Reflection::configure().register_encoded_file_descriptor_set(DESCRIPTORS);
    let v1 = reflection()
        .build_v1()?
        .accept_compressed(CompressionEncoding::Gzip);
    let v1alpha = reflection()
        .build_v1alpha()?
        .accept_compressed(CompressionEncoding::Gzip);
    Ok(router.add_service(v1).add_service(v1alpha))
}

/// The services whose health is reported beside the server's own.
const SERVICES: &[&str] = &[
    "",
    "redress.v1.RepresentationsService",
    "redress.v1.OmbudsmanService",
    "redress.v1.LearningService",
    "redress.v1.StatisticsService",
    "redress.v1.ReferenceService",
    "redress.v1.AccessService",
    "redress.v1.ChangesService",
    "redress.v1.EditionsService",
    "redress.v1.ReleasesService",
    "redress.v1.BenchmarksService",
    "redress.v1.ReadsService",
    "redress.v1.KeysService",
    "redress.v1.RecordsService",
];

async fn set_health(reporter: &HealthReporter, status: ServingStatus) {
    for service in SERVICES.iter().copied() {
        reporter.set_service_status(service, status).await;
    }
}

/// Becomes ready when the server is to drain: it was told to stop, or a commit failed. Health says so first.
async fn stopping(
    app: App,
    mut stop: watch::Receiver<bool>,
    reporter: HealthReporter,
    draining: watch::Sender<bool>,
) {
    tokio::select! {
        _told = stop.wait_for(|stop| *stop) => {}
        () = app.failed() => {}
    }
    set_health(&reporter, ServingStatus::NotServing).await;
    draining.send_replace(true);
}

/// What a caller is told of a panic: nothing of it. The panic hook has logged where it was.
fn panicked(_payload: Box<dyn Any + Send>) -> Response<Body> {
    status::internal().into_http()
}
