//! The gRPC door: generated messages on one side, the app on the other.

pub mod wire;
pub mod codec;
pub mod names;
pub mod authenticate;
pub mod permissions;
pub mod door;
pub mod write;
pub mod convert;
pub mod status;
pub mod page_token;
pub mod representations;
pub mod ombudsman;
pub mod learning;
pub mod statistics;
pub mod editions;
pub mod releases;
pub mod reference;
mod officers;
pub mod access;
pub mod changes;
pub mod import;
pub mod reports;
pub mod benchmarks;
pub mod records;
mod subject;
mod proofs;
