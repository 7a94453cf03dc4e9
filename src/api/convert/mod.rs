//! Between the wire and the domain: total conversions that name every field they do not use.

pub mod reader;
pub mod values;
pub mod dates;
pub mod people;
pub mod clocks;
pub mod representations;
pub mod ombudsman;
pub mod learning;
pub mod statistics;
pub mod editions;
pub mod releases;
pub mod reference;
pub mod access;
pub mod changes;
pub mod publication;
pub mod reports;
pub mod benchmarks;
pub mod records;

pub use self::reader::{Reader, Violation};
