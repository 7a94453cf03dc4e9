//! Authorities in stored shapes: their ids as text.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::domain::ids::AuthorityId;

pub fn serialize<S: Serializer>(authority: &AuthorityId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(authority.as_str())
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AuthorityId, D::Error> {
    parse(&String::deserialize(deserializer)?)
}

fn parse<E: Error>(text: &str) -> Result<AuthorityId, E> {
    AuthorityId::parse(text).map_err(|_| E::custom("no authority"))
}

/// Several authorities.
pub mod list {
    use super::{AuthorityId, Deserialize, Deserializer, Serializer, parse};

    pub fn serialize<S: Serializer>(authorities: &[AuthorityId], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(authorities.iter().map(AuthorityId::as_str))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<AuthorityId>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| parse(text)).collect()
    }
}
