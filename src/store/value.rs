//! The values that statements take, and the one way that each is written in either database.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use super::given::Rows;
use crate::domain::{ids::Id, word::Word};

/// A value, or the absence of one, of a known kind: PostgreSQL wants to know of what a null is the absence.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// A text.
    Text(Option<String>),
    /// A whole number.
    Int(Option<i64>),
    /// Yes or no.
    Bool(Option<bool>),
    /// A date.
    Date(Option<NaiveDate>),
    /// An instant, cut to microseconds.
    Instant(Option<DateTime<Utc>>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
    /// Many rows for a statement over given rows.
    Rows(Rows),
}

/// What can be bound to a statement or given in a row.
pub trait Scalar: Sized {
    /// The value of this, or of its absence.
    fn value(of: Option<Self>) -> Value;
}

impl<T: Scalar> From<T> for Value {
    fn from(scalar: T) -> Self {
        T::value(Some(scalar))
    }
}

impl<T: Scalar> From<Option<T>> for Value {
    fn from(scalar: Option<T>) -> Self {
        T::value(scalar)
    }
}

impl Scalar for String {
    fn value(of: Option<Self>) -> Value {
        Value::Text(of)
    }
}

impl Scalar for &str {
    fn value(of: Option<Self>) -> Value {
        Value::Text(of.map(str::to_owned))
    }
}

impl<Of> Scalar for &Id<Of> {
    fn value(of: Option<Self>) -> Value {
        Value::Text(of.map(|id| id.as_str().to_owned()))
    }
}

impl<W: Word> Scalar for W {
    fn value(of: Option<Self>) -> Value {
        Value::Text(of.map(|value| value.word().to_owned()))
    }
}

impl Scalar for i64 {
    fn value(of: Option<Self>) -> Value {
        Value::Int(of)
    }
}

impl Scalar for bool {
    fn value(of: Option<Self>) -> Value {
        Value::Bool(of)
    }
}

impl Scalar for NaiveDate {
    fn value(of: Option<Self>) -> Value {
        Value::Date(of)
    }
}

impl Scalar for DateTime<Utc> {
    fn value(of: Option<Self>) -> Value {
        Value::Instant(of.map(|instant| instant.trunc_subsecs(6)))
    }
}

impl Scalar for &[u8] {
    fn value(of: Option<Self>) -> Value {
        Value::Bytes(of.map(<[u8]>::to_vec))
    }
}

impl Scalar for &[u8; 32] {
    fn value(of: Option<Self>) -> Value {
        Value::Bytes(of.map(|bytes| bytes.to_vec()))
    }
}

/// An instant as SQLite stores it, and as it is hashed: RFC 3339 in UTC with exactly six decimals, so that the
/// order of the texts is the order of the instants.
pub fn instant_text(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// A date as SQLite stores it, and as it is hashed.
pub fn date_text(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

/// The bytes that a hexadecimal text stands for.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let nibble = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| Some((nibble(pair[0])? << 4) | nibble(pair[1])?))
        .collect()
}
