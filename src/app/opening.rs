//! Opening the register: its database, its master key, and the first client if there is none yet.

use std::{
    fmt, fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use zeroize::Zeroizing;

use super::{
    App, access::AccessError, checkpoints::CheckpointError, erasures::ErasureError, rebuild, sources::Sources,
};
use crate::{
    domain::{
        access::Role,
        ids::{AuthorityId, ClientId},
    },
    store::{
        Database, KeyTimes, Location, SealingError, StoreError, key_agent::KeyAgent,
        key_provider::KeyProvider, master_key::MasterKey,
    },
};

/// Where a register is.
#[derive(Clone)]
pub struct Place {
    /// The folder of the embedded database, the master key and the first token.
    pub folder: PathBuf,
    /// A PostgreSQL database instead of the embedded one.
    pub database_url: Option<String>,
    /// Where the keys are that the keys of authorities are wrapped under.
    pub keys: KeyPlace,
    /// Whether the way to the database is protected otherwise than by TLS.
    pub database_insecure: bool,
    /// The ledger of erasures, kept apart from the database and its backups.
    pub erasure_ledger: Option<PathBuf>,
}

/// Where the keys are that the keys of authorities are wrapped under.
#[derive(Clone)]
pub enum KeyPlace {
    /// In this file; made at the first start.
    File(PathBuf),
    /// In the environment: this text.
    Environment(Zeroizing<String>),
    /// With the agent at this socket.
    Agent(PathBuf),
}

impl KeyPlace {
    /// Whoever holds them. `make` says whether a file that is not there is to be made.
    fn open(&self, sources: &Sources, make: bool) -> Result<Arc<dyn KeyProvider>, SealingError> {
        let random = sources.random();
        let master = match self {
            Self::File(file) if make => MasterKey::open_or_make(file, &*random)?,
            Self::File(file) => MasterKey::open(file)?,
            Self::Environment(keys) => MasterKey::from_text(keys)?,
            Self::Agent(socket) => return Ok(Arc::new(KeyAgent::at(socket))),
        };
        Ok(Arc::new(master.with_random(random)))
    }
}

/// Without the URL, which may hold a password.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Place")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// Why the register was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A server of this machine holds it.
    #[error("another process holds the register")]
    Held,
    /// There is none.
    #[error("there is no register in {0}; `redress serve` makes one at its first start")]
    Absent(PathBuf),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
    /// The master key cannot be read or made.
    #[error(transparent)]
    Key(#[from] SealingError),
    /// The way to the database is not protected.
    #[error(
        "the database is on another machine and its certificate would not be verified: add \
         sslmode=verify-full and sslrootcert to its URL, or say --database-insecure"
    )]
    DatabaseExposed,
    /// The folder cannot be used.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// Checkpoints cannot be kept, or a log is not the one that was signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The database does not go with its ledger of erasures, or is older than an erasure.
    #[error(transparent)]
    Erasures(#[from] ErasureError),
    /// The first client could not be made.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked => Self::Held,
            error => Self::Store(error),
        }
    }
}

impl Place {
    /// Where the database is.
    ///
    /// # Errors
    /// When the address is none, or the way there is not protected.
    pub fn location(&self) -> Result<Location, OpenError> {
        let location: Location = match &self.database_url {
            Some(url) => url.parse()?,
            None => Location::Sqlite(self.database_file()),
        };
        if location.is_exposed() && !self.database_insecure {
            return Err(OpenError::DatabaseExposed);
        }
        Ok(location)
    }

    /// The file of the embedded database.
    pub(super) fn database_file(&self) -> PathBuf {
        self.folder.join("register.db")
    }

    /// The file that the first start leaves the deployment admin's token in.
    pub fn admin_token_file(&self) -> PathBuf {
        self.folder.join("admin.token")
    }

    /// The database where there is one, without its master key.
    pub(super) async fn open_database(&self) -> Result<Database, OpenError> {
        if !self.exists() {
            return Err(OpenError::Absent(self.folder.clone()));
        }
        Ok(Database::open(&self.location()?).await?)
    }

    /// Whether the embedded database is there; a server's always may be.
    fn exists(&self) -> bool {
        self.database_url.is_some() || self.database_file().exists()
    }
}

impl App {
    /// Opens the register at a place, and makes it if there is none.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open_at(place: &Place, sources: Sources) -> Result<Self, OpenError> {
        Self::open_signed(place, sources, None).await
    }

    /// The same, with checkpoints in a folder and the key that signs them. A log that is not the one of its last
    /// checkpoint is refused before anything is written to it.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open_signed(
        place: &Place,
        sources: Sources,
        checkpoints: Option<(&Path, &Path)>,
    ) -> Result<Self, OpenError> {
        fs::create_dir_all(&place.folder).map_err(|error| OpenError::File(place.folder.clone(), error))?;
        let database = Database::open(&place.location()?).await?;
        let keys = place.keys.open(&sources, true)?;
        rebuild::rebuild_if_due(&database).await?;
        let mut app = Self::open_with(database, keys, KeyTimes::default(), sources).await?;
        app = app.with_ledger_at(place).await?;
        app.check_erasures().await?;
        if let Some((folder, key)) = checkpoints {
            app = app.with_checkpoints(folder, key).await?;
        }
        app.make_first_admin(&place.admin_token_file()).await?;
        Ok(app)
    }

    /// Opens the register at a place where there is one, with its master key; makes nothing.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open_existing(place: &Place, sources: Sources) -> Result<Self, OpenError> {
        if !place.exists() {
            return Err(OpenError::Absent(place.folder.clone()));
        }
        let keys = place.keys.open(&sources, false)?;
        let database = Database::open(&place.location()?).await?;
        rebuild::rebuild_if_due(&database).await?;
        Ok(Self::open_with(database, keys, KeyTimes::default(), sources).await?)
    }

    /// The same, with the ledger of erasures of that place; whether it is older than one is not asked.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn with_ledger_at(self, place: &Place) -> Result<Self, OpenError> {
        match &place.erasure_ledger {
            Some(path) => Ok(self.with_erasure_ledger(path).await?),
            None => Ok(self),
        }
    }

    /// Makes the deployment's first client if it has no token yet. The file is written before the token is good, so
    /// that a start that is cut short leaves nobody locked out: the next one makes another.
    async fn make_first_admin(&self, file: &Path) -> Result<(), OpenError> {
        let system = AuthorityId::system();
        let known = self.clients(&system).await.map_err(AccessError::from)?.clients;
        if known.values().any(|client| !client.tokens.is_empty()) {
            return Ok(());
        }
        let new = self.new_secret().map_err(|_| AccessError::Randomness)?;
        write_secret(file, &new.secret).map_err(|error| OpenError::File(file.to_owned(), error))?;
        self.issue_secret(&system, &first_admin()?, (Role::Admin, None), new)
            .await?;
        Ok(())
    }

    /// Makes the deployment's first client and answers the secret of its token.
    ///
    /// # Errors
    /// Why it could not be made.
    pub async fn first_admin_secret(&self) -> Result<String, AccessError> {
        self.issue_directly(&AuthorityId::system(), &first_admin()?, (Role::Admin, None))
            .await
    }
}

fn first_admin() -> Result<ClientId, AccessError> {
    ClientId::parse("first-admin").map_err(|_| AccessError::Randomness)
}

/// Writes a secret to a new file that only its owner may read.
fn write_secret(file: &Path, secret: &str) -> io::Result<()> {
    if file.exists() {
        fs::remove_file(file)?;
    }
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(file)?;
    writeln!(file, "{secret}")?;
    file.sync_all()
}

/// Refills the read tables of the register at a place; answers how many streams there were.
///
/// # Errors
/// See [`OpenError`].
pub async fn rebuild_at(place: &Place) -> Result<u64, OpenError> {
    let database = place.open_database().await?;
    Ok(rebuild::rebuild(&database).await?)
}
