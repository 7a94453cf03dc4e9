//! Codes in stored shapes: their ids as text.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::domain::ids::CodeId;

pub fn serialize<S: Serializer>(code: &CodeId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code.as_str())
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CodeId, D::Error> {
    parse(&String::deserialize(deserializer)?)
}

fn parse<E: Error>(text: &str) -> Result<CodeId, E> {
    CodeId::parse(text).map_err(|_| E::custom("no code"))
}

/// A code that may be absent.
pub mod optional {
    use super::{CodeId, Deserialize, Deserializer, Serialize, Serializer, parse};

    #[expect(clippy::ref_option, reason = "serde passes references")]
    pub fn serialize<S: Serializer>(code: &Option<CodeId>, serializer: S) -> Result<S::Ok, S::Error> {
        code.as_ref().map(CodeId::as_str).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CodeId>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.as_deref().map(parse).transpose()
    }
}

/// Several codes.
pub mod list {
    use super::{CodeId, Deserialize, Deserializer, Serializer, parse};

    pub fn serialize<S: Serializer>(codes: &[CodeId], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(codes.iter().map(CodeId::as_str))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<CodeId>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| parse(text)).collect()
    }
}
