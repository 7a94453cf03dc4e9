//! Structured logs. A message reads alone; what it is about is a field; no field holds personal data.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt, prelude::*};

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// A line to read.
    Text,
    /// A JSON object a line.
    Json,
}

/// Starts writing logs to standard error, at `info` unless `RUST_LOG` says otherwise.
pub fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let registry = tracing_subscriber::registry().with(filter);
    let layer = fmt::layer()
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr);
    // A second start, as in a test, keeps the first.
    let _started = match format {
        LogFormat::Text => registry.with(layer).try_init(),
        LogFormat::Json => registry.with(layer.json()).try_init(),
    };
}
