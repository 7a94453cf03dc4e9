//! Whoever holds the keys that the keys of authorities are wrapped under: a file, the environment, or an agent in
//! front of a key management service. The register is given what it has wrapped, and never the key itself.

use std::{fmt, pin::Pin};

use zeroize::Zeroizing;

use super::{
    cipher::{Place, SealingError},
    keys::WrappedKey,
};

/// What a provider answers, once it does.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SealingError>> + Send + 'a>>;

/// Wraps and unwraps keys under keys that it names by their ids.
pub trait KeyProvider: fmt::Debug + Send + Sync {
    /// The id of the key that new ones are wrapped under.
    fn current(&self) -> Answer<'_, String>;

    /// Wraps a key under the one of this id, bound to a place.
    fn wrap<'a>(&'a self, id: &'a str, place: &'a Place, plain: &'a [u8]) -> Answer<'a, Vec<u8>>;

    /// Opens what was wrapped under the key of this id in this place.
    fn unwrap<'a>(
        &'a self,
        id: &'a str,
        place: &'a Place,
        wrapped: &'a [u8],
    ) -> Answer<'a, Zeroizing<Vec<u8>>>;

    /// The bytes of a data key that was wrapped without an authority's key, as all were before there were any. Only a provider
    /// that was there then can.
    ///
    /// # Errors
    /// When it cannot, or the key was wrapped under another one.
    fn bytes_directly(&self, _wrapped: &WrappedKey) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        Err(SealingError::Directly)
    }

    /// Reads again what the keys are, where that can change while the service runs.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read_again(&self) -> Result<(), SealingError> {
        Ok(())
    }

    /// Whether it can be away for a while. What it has opened is then used on for a bounded time.
    fn may_be_away(&self) -> bool;
}
