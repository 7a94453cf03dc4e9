//! Values of closed lists are stored by their words.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::domain::word::Word;

pub(super) fn serialize<W: Word, S: Serializer>(value: &W, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.word())
}

pub(super) fn deserialize<'de, W: Word, D: Deserializer<'de>>(deserializer: D) -> Result<W, D::Error> {
    let word = String::deserialize(deserializer)?;
    W::from_word(&word).ok_or_else(|| D::Error::custom("an unknown word"))
}

/// The same for values that may be absent.
pub(super) mod optional {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::word::Word;

    #[expect(clippy::ref_option, reason = "serde passes references")]
    pub fn serialize<W: Word, S: Serializer>(value: &Option<W>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(value.word()),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, W: Word, D: Deserializer<'de>>(deserializer: D) -> Result<Option<W>, D::Error> {
        match Option::<String>::deserialize(deserializer)? {
            Some(word) => W::from_word(&word)
                .map(Some)
                .ok_or_else(|| D::Error::custom("an unknown word")),
            None => Ok(None),
        }
    }
}
