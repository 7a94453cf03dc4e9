//! The generated messages and services of `proto/redress/v1`, with the few Google types that they use.

#[expect(clippy::pedantic, clippy::allow_attributes, reason = "generated code")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/wire.rs"));
}

pub use generated::{
    google::r#type::{Date, Money},
    redress::v1::*,
};

/// The compiled protos with custom options, as reflection serves them.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));
