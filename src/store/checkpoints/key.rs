//! The key of a deployment that signs checkpoints, in the form in which Go's `sumdb/note` and C2SP signed-note write
//! keys: `PRIVATE+KEY+<name>+<id>+<key>` and `<name>+<id>+<key>`.
//!
//! The name is that of the deployment. The log of each authority has a name of its own, its origin, and C2SP wants a
//! signature to bear that name; so the same Ed25519 key signs under the name of each log, with the id that follows
//! from it.

use std::{fmt, fs, io, io::Write, os::unix::fs::OpenOptionsExt, os::unix::fs::PermissionsExt, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::{
    digest::{SHA256, digest},
    rand::SecureRandom,
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use zeroize::Zeroizing;

use crate::{
    domain::checkpoint::{is_key_name, origin},
    store::value::hex,
};

/// The signature type of Ed25519 in signed notes, before each key.
const ED25519_TYPE: u8 = 1;
/// What a private key begins with.
const PRIVATE: &str = "PRIVATE+KEY+";
/// Length of a seed and of a public key, in bytes.
const KEY_BYTES: usize = 32;

/// Why a key is not to be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error("the file of the checkpoint key cannot be read or made: {0}")]
    File(io::ErrorKind),
    /// Others than its owner may read the file.
    #[error("the checkpoint key may be read by others than its owner (mode {0:o}); it must be 600 or 400")]
    Exposed(u32),
    /// It is no private key.
    #[error("the first line of the file is no key `{PRIVATE}name+id+key` of Ed25519")]
    Private,
    /// It is no public key.
    #[error("`{0}` is no key `name+id+key` of Ed25519, or its id is not that of its name and key")]
    Public(String),
    /// The name cannot be one.
    #[error("the name of a key has neither spaces nor `+`, and at most 200 bytes")]
    Name,
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    NoRandomness,
}

/// A public key: who may have signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; KEY_BYTES],
}

impl VerifierKey {
    /// Reads `name+id+key`.
    ///
    /// # Errors
    /// When it is written in any other way.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.trim().splitn(3, '+');
        let key = (|| {
            let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
            let key = Self {
                name: name.to_owned(),
                public: key_bytes(key)?,
            };
            (is_key_name(name) && hex(&key.id_as(name)) == id).then_some(key)
        })();
        key.ok_or_else(|| KeyError::Public(text.trim().to_owned()))
    }

    /// The name of the deployment.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same key under the name of an authority's log, which is its origin.
    #[must_use]
    pub fn of_log(&self, authority: &str) -> Self {
        Self {
            name: origin(&self.name, authority),
            public: self.public,
        }
    }

    /// The four bytes that say which key signed: the first of SHA-256 over the name, a line's end, the type and the
    /// key.
    pub(super) fn id(&self) -> [u8; 4] {
        self.id_as(&self.name)
    }

    fn id_as(&self, name: &str) -> [u8; 4] {
        let content = [name.as_bytes(), b"\n", &[ED25519_TYPE], &self.public].concat();
        let mut id = [0; 4];
        id.copy_from_slice(&digest(&SHA256, &content).as_ref()[..4]);
        id
    }

    /// Whether this key made the signature.
    pub(super) fn verifies(&self, text: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.public);
        key.verify(text, signature).is_ok()
    }
}

/// `name+id+key`, as whoever checks is given it.
impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[ED25519_TYPE], self.public.as_slice()].concat();
        write!(f, "{}+{}+{}", self.name, hex(&self.id()), STANDARD.encode(key))
    }
}

/// The private key, and the public keys of those that were used before it.
pub struct SigningKey {
    pair: Ed25519KeyPair,
    verifier: VerifierKey,
    earlier: Vec<VerifierKey>,
}

/// Without the key.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<the key of {}>", self.verifier.name)
    }
}

impl SigningKey {
    /// Reads a file: the private key in its first line; below it, where the key was changed, the public keys of those
    /// before, so that what they signed still counts.
    ///
    /// # Errors
    /// When it cannot be read, may be read by others, or holds something else.
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        let file = |error: io::Error| KeyError::File(error.kind());
        let mode = fs::metadata(path).map_err(file)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed(mode));
        }
        let text = Zeroizing::new(fs::read_to_string(path).map_err(file)?);
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let mut key = lines.next().and_then(Self::parse).ok_or(KeyError::Private)?;
        key.earlier = lines.map(VerifierKey::parse).collect::<Result<_, _>>()?;
        Ok(key)
    }

    /// Makes a key and its file, which only its owner may read. A file that is there is left as it is.
    ///
    /// # Errors
    /// When the name cannot be one, or the file is there or cannot be made.
    pub fn make(path: &Path, name: &str, random: &dyn SecureRandom) -> Result<Self, KeyError> {
        if !is_key_name(name) {
            return Err(KeyError::Name);
        }
        let mut seed = Zeroizing::new([ED25519_TYPE; KEY_BYTES + 1]);
        random.fill(&mut seed[1..]).map_err(|_| KeyError::NoRandomness)?;
        let key = Self::from_seed(name, &seed[1..]).ok_or(KeyError::Private)?;
        let id = hex(&key.verifier.id());
        let text = Zeroizing::new(format!(
            "{PRIVATE}{name}+{id}+{}\n",
            STANDARD.encode(seed.as_slice())
        ));
        let file = |error: io::Error| KeyError::File(error.kind());
        let mut made = fs::OpenOptions::new();
        let mut made = made
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(file)?;
        made.write_all(text.as_bytes()).map_err(file)?;
        made.sync_all().map_err(file)?;
        Ok(key)
    }

    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.trim().strip_prefix(PRIVATE)?.splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let seed = Zeroizing::new(key_bytes(key)?);
        let key = Self::from_seed(name, seed.as_slice())?;
        (is_key_name(name) && hex(&key.verifier.id()) == id).then_some(key)
    }

    fn from_seed(name: &str, seed: &[u8]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let verifier = VerifierKey {
            name: name.to_owned(),
            public: pair.public_key().as_ref().try_into().ok()?,
        };
        Some(Self {
            pair,
            verifier,
            earlier: Vec::new(),
        })
    }

    /// The public key.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The public key, and those before it.
    pub fn verifiers(&self) -> Vec<VerifierKey> {
        let own = std::iter::once(self.verifier.clone());
        own.chain(self.earlier.iter().cloned()).collect()
    }

    pub(super) fn signature(&self, text: &[u8]) -> Vec<u8> {
        self.pair.sign(text).as_ref().to_vec()
    }
}

/// A key without the byte that says which kind it is; nothing where it is another kind or length.
fn key_bytes(text: &str) -> Option<[u8; KEY_BYTES]> {
    let bytes = Zeroizing::new(STANDARD.decode(text.trim()).ok()?);
    let key = bytes.strip_prefix(&[ED25519_TYPE])?;
    key.try_into().ok()
}
