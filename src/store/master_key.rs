//! Master keys in a file that only its owner may read, kept apart from the database and from its backups, or in the
//! environment. The first one wraps; those after it only open what they wrapped before.

use std::{
    fmt, fs, io,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use ring::{digest, rand::SecureRandom};
use zeroize::Zeroizing;

use super::{
    cipher::{CipherKey, KEY_BYTES, Place, SealingError},
    key_provider::{Answer, KeyProvider},
    keys::WrappedKey,
    value::{from_hex, hex},
};

/// Most master keys that are given at a time.
const KEYS_MAX: usize = 16;

/// A key with its id.
struct Named {
    id: String,
    key: CipherKey,
}

/// The keys that wrap the keys of authorities, the newest first.
pub struct MasterKey {
    keys: RwLock<Arc<[Named]>>,
    /// The file that they can be read from again.
    file: Option<PathBuf>,
    random: Option<Arc<dyn SecureRandom + Send + Sync>>,
}

/// Without the keys.
impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(<sealed>)")
    }
}

impl MasterKey {
    /// Reads the keys from their file; makes the file if there is none.
    ///
    /// # Errors
    /// When the file cannot be made or read, may be read by others, or holds something else.
    pub fn open_or_make(path: &Path, random: &dyn SecureRandom) -> Result<Self, SealingError> {
        match Self::open(path) {
            Err(SealingError::File(io::ErrorKind::NotFound)) => {
                make_file(path, random)?;
                // Read back rather than kept, because another process may have made it first.
                Self::open(path)
            }
            outcome => outcome,
        }
    }

    /// Reads the keys from their file.
    ///
    /// # Errors
    /// When the file is not there, may be read by others, or holds something else.
    pub fn open(path: &Path) -> Result<Self, SealingError> {
        Ok(Self {
            keys: RwLock::new(read_file(path)?),
            file: Some(path.to_owned()),
            random: None,
        })
    }

    /// Takes keys from a text: each 64 hexadecimal digits, separated by commas, the newest first.
    ///
    /// # Errors
    /// When it holds something else.
    pub fn from_text(text: &str) -> Result<Self, SealingError> {
        Ok(Self {
            keys: RwLock::new(parse(text.split(','))?),
            file: None,
            random: None,
        })
    }

    /// The same with the randomness that it wraps with.
    #[must_use]
    pub fn with_random(self, random: Arc<dyn SecureRandom + Send + Sync>) -> Self {
        let random = Some(random);
        Self { random, ..self }
    }

    fn keys(&self) -> Arc<[Named]> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Does something with the key of an id. One that is not known may be new in the file: another server was told of it
    /// first.
    fn with_key<T>(
        &self,
        id: &str,
        act: impl Fn(&CipherKey) -> Result<T, SealingError>,
    ) -> Result<T, SealingError> {
        let found = |keys: &[Named]| keys.iter().find(|key| key.id == id).map(|key| act(&key.key));
        if let Some(done) = found(&self.keys()) {
            return done;
        }
        let unknown = || SealingError::UnknownKey(id.to_owned());
        self.read_again().map_err(|_| unknown())?;
        found(&self.keys()).unwrap_or_else(|| Err(unknown()))
    }
}

impl KeyProvider for MasterKey {
    fn current(&self) -> Answer<'_, String> {
        Box::pin(async {
            let keys = self.keys();
            keys.first()
                .map(|key| key.id.clone())
                .ok_or(SealingError::Malformed)
        })
    }

    fn wrap<'a>(&'a self, id: &'a str, place: &'a Place, plain: &'a [u8]) -> Answer<'a, Vec<u8>> {
        Box::pin(async move {
            let random = self.random.as_deref().ok_or(SealingError::NoRandomness)?;
            self.with_key(id, |key| key.encrypt(random, place, plain))
        })
    }

    fn unwrap<'a>(
        &'a self,
        id: &'a str,
        place: &'a Place,
        wrapped: &'a [u8],
    ) -> Answer<'a, Zeroizing<Vec<u8>>> {
        Box::pin(async move { self.with_key(id, |key| key.decrypt(place, wrapped)) })
    }

    fn bytes_directly(&self, wrapped: &WrappedKey) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        let place = Place::new(
            "redress data key 1",
            &[
                wrapped.authority.as_str().as_bytes(),
                wrapped.id.as_str().as_bytes(),
            ],
        );
        let keys = self.keys();
        let mut opened = keys
            .iter()
            .map(|key| key.key.decrypt(&place, &wrapped.ciphertext));
        opened.find_map(Result::ok).ok_or(SealingError::Refused)
    }

    fn read_again(&self) -> Result<(), SealingError> {
        if let Some(file) = &self.file {
            let keys = read_file(file)?;
            *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        }
        Ok(())
    }

    fn may_be_away(&self) -> bool {
        false
    }
}

/// A data key that can seal and open. Never stored.
#[derive(Debug)]
pub struct DataKey(pub(super) CipherKey);

fn read_file(path: &Path) -> Result<Arc<[Named]>, SealingError> {
    let file = |error: io::Error| SealingError::File(error.kind());
    let mode = fs::metadata(path).map_err(file)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(SealingError::Exposed(mode));
    }
    let text = Zeroizing::new(fs::read_to_string(path).map_err(file)?);
    parse(text.lines())
}

fn parse<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Arc<[Named]>, SealingError> {
    let mut keys = Vec::new();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        let bytes = Zeroizing::new(from_hex(text).ok_or(SealingError::Malformed)?);
        let key = CipherKey::new(&bytes)?;
        let id = id_of(&bytes);
        if keys.iter().all(|known: &Named| known.id != id) {
            keys.push(Named { id, key });
        }
    }
    let fits = (1..=KEYS_MAX).contains(&keys.len());
    fits.then(|| keys.into()).ok_or(SealingError::Malformed)
}

/// What a key is known by: a part of a hash of it, which tells nobody anything of 256 random bits.
fn id_of(key: &[u8]) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(b"redress master key id 1");
    context.update(key);
    hex(&context.finish().as_ref()[..8])
}

/// Makes the key file whole or not at all: written and flushed under another name, which only its owner may read,
/// then linked to its own unless there is one already.
fn make_file(path: &Path, random: &dyn SecureRandom) -> Result<(), SealingError> {
    let file = |error: io::Error| SealingError::File(error.kind());
    let text = Zeroizing::new(new_key(random)?.to_string() + "\n");
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut draft = tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o600))
        .tempfile_in(folder)
        .map_err(file)?;
    draft.write_all(text.as_bytes()).map_err(file)?;
    draft.as_file().sync_all().map_err(file)?;
    match draft.persist_noclobber(path) {
        Ok(_) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(file(error.error)),
    }
    // The name too must survive the loss of power: without the key, nothing that was sealed can ever be opened.
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(file)
}

/// A new key as the text of a line.
fn new_key(random: &dyn SecureRandom) -> Result<Zeroizing<String>, SealingError> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    random
        .fill(bytes.as_mut())
        .map_err(|_| SealingError::NoRandomness)?;
    Ok(Zeroizing::new(hex(bytes.as_slice())))
}

/// Puts a new key before those of a file, which then wraps from when the file is read again. The old ones stay, to open
/// what they wrapped. Answers the id of the new one.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub fn add_key(path: &Path, random: &dyn SecureRandom) -> Result<String, SealingError> {
    let file = |error: io::Error| SealingError::File(error.kind());
    read_file(path)?;
    let old = Zeroizing::new(fs::read_to_string(path).map_err(file)?);
    let key = new_key(random)?;
    let text = Zeroizing::new(format!("{}\n{}", key.as_str(), old.as_str()));
    let keys = parse(text.lines())?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut draft = tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o600))
        .tempfile_in(folder)
        .map_err(file)?;
    draft.write_all(text.as_bytes()).map_err(file)?;
    draft.as_file().sync_all().map_err(file)?;
    draft.persist(path).map_err(|error| file(error.error))?;
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(file)?;
    keys.first()
        .map(|key| key.id.clone())
        .ok_or(SealingError::Malformed)
}
