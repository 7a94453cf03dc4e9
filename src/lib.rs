//! An English council's statutory register of complaints, comments and compliments, as one gRPC service.
//!
//! Four floors, dependencies point down only: `api` (tonic), `app`, `store` (sqlx), `domain` (pure); beside them
//! `report` writes figures down. See
//! `ARCHITECTURE.md`.

pub mod domain;
pub mod store;
pub mod app;
pub mod api;
pub mod server;
pub mod config;
pub mod telemetry;
pub mod cli;
pub mod report;
