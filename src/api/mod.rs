//! The gRPC door: generated messages on one side, the app on the other.

pub mod access;
pub mod authenticate;
pub mod convert;
pub mod door;
pub mod names;
pub mod ombudsman;
pub mod page_token;
pub mod permissions;
pub mod reference;
pub mod representations;
pub mod statistics;
pub mod status;
pub mod wire;
pub mod write;
