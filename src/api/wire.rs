//! The generated messages and services of `proto/redress/v1`, with the few Google types that they use.

#[expect(clippy::pedantic, clippy::allow_attributes, reason = "generated code")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/wire.rs"));
}

pub use generated::{
    google::r#type::{Date, Money},
    redress::v1::*,
};

/// A `Debug` that hides what is sealed, of each message that holds any.
mod redacted {
    include!(concat!(env!("OUT_DIR"), "/redacted.rs"));
}

/// The fields that hold what is sealed, a line each: `Person.full_name`.
pub const SEALED_FIELDS: &str = include_str!(concat!(env!("OUT_DIR"), "/sealed_fields.txt"));

/// The compiled protos with custom options, as reflection serves them.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));
