//! `redress serve`.

use std::{
    io::{Write, stdout},
    time::Duration,
};

use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use super::Outcome;
use crate::{
    app::{
        App,
        callers::issuers::{self, Issuers, KeyTimes},
        sources::Sources,
    },
    config::{CheckpointArgs, ServeArgs},
    server::{self, Options, tls::Tls},
    telemetry,
};

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// Why it did not start or had to stop.
pub async fn run(args: ServeArgs) -> Outcome {
    telemetry::start(args.log_format);
    if args.is_exposed() {
        let advice = "give --tls-cert and --tls-key, or say --insecure behind a proxy that adds TLS";
        return Err(format!(
            "{} is not a loopback address and there is no TLS: {advice}",
            args.listen
        )
        .into());
    }
    let sources = Sources::system();
    let files = args.tls.files();
    let tls = files
        .map(|files| Tls::start(files, sources.clone()))
        .transpose()?;
    let settings = args.issuers.as_deref().map(issuers::read).transpose()?;
    let issuers = Issuers::start(settings.unwrap_or_default(), KeyTimes::default())?;
    let CheckpointArgs { folder, key, seconds } = args.checkpoints;
    let signed = folder.as_deref().zip(key.as_deref());
    let app = App::open_signed(&args.store.place(), sources, signed)
        .await?
        .with_issuers(issuers);
    let listener = TcpListener::bind(args.listen).await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(stop_on_signal(stop));
    // The line that scripts wait for; a closed pipe is no reason not to serve.
    let _printed = writeln!(stdout(), "listening on {address}");
    tracing::info!(address = %address, tls = tls.is_some(), "the register is served");
    let options = Options {
        tls,
        reflection: !args.no_reflection,
        ..Options::default()
    };
    let (keeper, until) = (app.clone(), stopped.clone());
    tokio::spawn(async move { keeper.keep_keys(until).await });
    let every = Duration::from_secs(seconds);
    let keeper = app.clone();
    let until = stopped.clone();
    tokio::spawn(async move { keeper.keep_checkpoints(every, until).await });
    let served = Box::pin(server::serve(app.clone(), listener, options, stopped)).await;
    // Once more, of what the drain has still written.
    app.try_checkpoints().await;
    served?;
    tracing::info!("the server has stopped");
    Ok(())
}

/// Says stop at the first SIGTERM or SIGINT.
async fn stop_on_signal(stop: watch::Sender<bool>) {
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    if let (Ok(mut terminate), Ok(mut interrupt)) = (terminate, interrupt) {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        stop.send_replace(true);
    }
}
