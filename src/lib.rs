//! An English council's statutory register of complaints, comments and compliments, as one gRPC service.
//!
//! Four floors, dependencies point down only: `api` (tonic), `app`, `store` (sqlx), `domain` (pure). See
//! `ARCHITECTURE.md`.

pub mod api;
pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod server;
pub mod store;
pub mod telemetry;
