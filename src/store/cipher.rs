//! AES-256-GCM, with what a ciphertext belongs to bound into it.

use std::{fmt, io};

use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand::SecureRandom,
};
use zeroize::Zeroizing;

/// Length of a key, in bytes.
pub(super) const KEY_BYTES: usize = 32;

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealingError {
    /// The key file cannot be read or made.
    #[error("the key file cannot be read or made: {0}")]
    File(io::ErrorKind),
    /// Others than its owner may read the key file.
    #[error("the key file may be read by others than its owner (mode {0:o}); it must be 600 or 400")]
    Exposed(u32),
    /// The key file does not hold 64 hexadecimal digits.
    #[error("the key file does not hold a key of 64 hexadecimal digits")]
    Malformed,
    /// The key is not the one, or what is sealed was changed or belongs elsewhere.
    #[error("what is sealed does not open with this key in this place")]
    Refused,
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    NoRandomness,
    /// The key that something was wrapped under is not among those that the service was given.
    #[error(
        "this register is sealed under the key {0}, which this service was not given; give it that key again, as a \
         further line of the key file or beside the new one, and then `redress keys rewrap`"
    )]
    UnknownKey(String),
    /// Whoever holds the keys does not answer.
    #[error("the holder of the keys does not answer, and what it opened before is too old to be used")]
    Away,
    /// The agent that holds the keys answered what makes no sense, or refused.
    #[error("the agent that holds the keys refused or answered what makes no sense")]
    Agent,
    /// There are data keys that only the master key itself opens.
    #[error(
        "some keys are still wrapped under the master key itself; start once with its file and `redress keys rewrap` \
         before an agent holds the keys"
    )]
    Directly,
    /// The key of an authority was not read before it was needed.
    #[error("the key of the authority is not at hand")]
    NotHeld,
    /// A key has wrapped as many others as it may.
    #[error("the key of the authority has wrapped as many keys as it may; rotate it")]
    Exhausted,
}

impl SealingError {
    /// Whether the same may succeed later.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Away | Self::NotHeld)
    }
}

/// A key that encrypts and decrypts.
pub(super) struct CipherKey(LessSafeKey);

impl fmt::Debug for CipherKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<sealed>")
    }
}

impl CipherKey {
    pub(super) fn new(bytes: &[u8]) -> Result<Self, SealingError> {
        let key = UnboundKey::new(&AES_256_GCM, bytes).map_err(|_| SealingError::Malformed)?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// The nonce, the ciphertext and its tag. The nonce is random: a data key encrypts a few texts in its life and
    /// the master key one data key for each, far from the 2^32 at which 96 random bits might meet again.
    pub(super) fn encrypt(
        &self,
        random: &dyn SecureRandom,
        place: &Place,
        plain: &[u8],
    ) -> Result<Vec<u8>, SealingError> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce).map_err(|_| SealingError::NoRandomness)?;
        let mut sealed = Vec::with_capacity(NONCE_LEN + plain.len() + AES_256_GCM.tag_len());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let tag = self
            .0
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(&place.0),
                &mut sealed[NONCE_LEN..],
            )
            .map_err(|_| SealingError::Refused)?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    pub(super) fn decrypt(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        let (nonce, ciphertext) = sealed.split_at_checked(NONCE_LEN).ok_or(SealingError::Refused)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealingError::Refused)?;
        let mut bytes = Zeroizing::new(ciphertext.to_vec());
        let plain = self.0.open_in_place(nonce, Aad::from(&place.0), &mut bytes);
        let length = plain.map_err(|_| SealingError::Refused)?.len();
        bytes.truncate(length);
        Ok(bytes)
    }
}

/// What a ciphertext belongs to. One that is moved to another place does not open there.
pub struct Place(Vec<u8>);

impl Place {
    /// The place of a kind that these parts name. Each part is preceded by its length, so that no two places are
    /// the same bytes.
    pub(super) fn new(kind: &str, parts: &[&[u8]]) -> Self {
        let mut bytes = Vec::new();
        for part in [kind.as_bytes()].iter().chain(parts) {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Self(bytes)
    }

    /// Its bytes, which a provider of keys binds what it wraps to.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}
