//! Between the wire and the domain: total conversions that name every field they do not use.

pub mod access;
pub mod clocks;
pub mod dates;
pub mod ombudsman;
pub mod people;
pub mod reader;
pub mod reference;
pub mod representations;
pub mod statistics;
pub mod values;

pub use self::reader::{Reader, Violation};
