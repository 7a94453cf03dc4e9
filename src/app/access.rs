//! Clients and their tokens, as they are made and revoked. Who calls is in `callers`.

use ring::digest::{SHA256, digest};

use super::{
    App,
    batch::Reply,
    submission::{Caller, Submission, Target, WriteError},
};
use crate::{
    domain::{
        access::{self, Access, Credential, Narrowing, Role, TokenHash},
        history::Command,
        ids::{AuthorityId, ClientId, Stream},
        refusal::Refusal,
    },
    store::{StoreError, acting, value::hex},
};

/// What a secret looks like: a word to be found by scanners of leaked secrets, then 256 bits.
pub(super) const SECRET_PREFIX: &str = "redress_";

/// What a client is given: its role, and the part of the records that it may see.
pub type Granted = (Role, Option<Narrowing>);

/// A new secret and its hash.
#[derive(Clone)]
pub struct NewSecret {
    /// The secret, shown once.
    pub secret: String,
    /// Its hash, which is kept.
    pub hash: TokenHash,
}

/// The hash of a secret.
pub fn hash_of(secret: &str) -> TokenHash {
    hex(digest(&SHA256, secret.as_bytes()).as_ref())
}

impl App {
    /// A secret nobody has seen.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new_secret(&self) -> Result<NewSecret, ring::error::Unspecified> {
        let mut bytes = [0_u8; 32];
        self.sources.random().fill(&mut bytes)?;
        let secret = format!("{SECRET_PREFIX}{}", hex(&bytes));
        let hash = hash_of(&secret);
        Ok(NewSecret { secret, hash })
    }

    /// Writes a submission, and lets what reads lists and tokens see at once what it changed.
    ///
    /// # Errors
    /// Why it was not written.
    pub async fn write(&self, submission: Submission) -> Reply {
        let app = self.clone();
        match &submission.command {
            Command::Retention(_) if !submission.validate_only => {
                // The caller may be dropped while it waits, but an erasure must reach its ledger.
                let writing = tokio::spawn(acting::carried(
                    async move { app.write_and_enter(submission).await },
                ));
                return writing.await.unwrap_or(Err(WriteError::Unavailable));
            }
            Command::Access(_) | Command::Reference(_) => {}
            _ => return self.lanes.write(submission).await,
        }
        // The caller may be dropped while it waits (hazard H1), but what keeps lists and tokens must hear of it.
        let writing = tokio::spawn(acting::carried(
            async move { app.write_and_note(submission).await },
        ));
        writing.await.unwrap_or(Err(WriteError::Unavailable))
    }

    async fn write_and_note(&self, submission: Submission) -> Reply {
        let changes_access = matches!(submission.command, Command::Access(_));
        let written = self.lanes.write(submission).await?;
        if changes_access {
            self.found.clear();
        }
        self.note_written(&written);
        Ok(written)
    }
}

/// Why a client or token was not changed from the command line.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    Randomness,
    /// There is no such authority.
    #[error("no authority is registered as {0}")]
    NoAuthority(AuthorityId),
    /// A client of the deployment acts for every authority, so it may only keep their lists and clients.
    #[error("a client of the deployment itself can only be an admin")]
    RoleOfDeployment,
    /// It was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the command line does while no server runs.
impl App {
    /// Saves a client and issues a token for it; answers the secret.
    ///
    /// # Errors
    /// See [`AccessError`].
    pub async fn issue_directly(
        &self,
        authority: &AuthorityId,
        client: &ClientId,
        granted: Granted,
    ) -> Result<String, AccessError> {
        if authority.is_system() && granted.0 != Role::Admin {
            return Err(AccessError::RoleOfDeployment);
        }
        let registered = acting::for_authority(authority, self.reference_record(authority));
        if !authority.is_system() && registered.await?.is_none() {
            return Err(AccessError::NoAuthority(authority.clone()));
        }
        let new = self.new_secret().map_err(|_| AccessError::Randomness)?;
        self.issue_secret(authority, client, granted, new).await
    }

    /// Saves a client and issues a token with this secret for it; answers the secret.
    ///
    /// # Errors
    /// See [`AccessError`].
    pub(super) async fn issue_secret(
        &self,
        authority: &AuthorityId,
        client: &ClientId,
        (role, narrowing): Granted,
        new: NewSecret,
    ) -> Result<String, AccessError> {
        let save = access::Command::SaveClient {
            client: client.clone(),
            role,
            narrowing,
        };
        self.write_directly(authority, "SaveClient", save).await?;
        let issue = access::Command::IssueToken {
            client: client.clone(),
            hash: new.hash,
        };
        self.write_directly(authority, "IssueToken", issue).await?;
        Ok(new.secret)
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// See [`AccessError`].
    pub async fn revoke_directly(
        &self,
        authority: &AuthorityId,
        client: &ClientId,
        number: u16,
    ) -> Result<(), AccessError> {
        let revoke = access::Command::RevokeToken {
            client: client.clone(),
            number,
        };
        self.write_directly(authority, "RevokeToken", revoke).await
    }

    /// Adds a credential to a client.
    ///
    /// # Errors
    /// See [`AccessError`].
    pub async fn add_credential_directly(
        &self,
        authority: &AuthorityId,
        client: &ClientId,
        credential: Credential,
    ) -> Result<(), AccessError> {
        if self.is_taken_elsewhere(authority, &credential).await? {
            return Err(AccessError::Write(WriteError::Refused(Refusal::CredentialTaken)));
        }
        let client = client.clone();
        let add = access::Command::AddCredential { client, credential };
        self.write_directly(authority, "AddCredential", add).await
    }

    /// Removes a credential.
    ///
    /// # Errors
    /// See [`AccessError`].
    pub async fn remove_credential_directly(
        &self,
        authority: &AuthorityId,
        client: &ClientId,
        number: u16,
    ) -> Result<(), AccessError> {
        let client = client.clone();
        let remove = access::Command::RemoveCredential { client, number };
        self.write_directly(authority, "RemoveCredential", remove).await
    }

    /// The clients of an authority.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clients(&self, authority: &AuthorityId) -> Result<Access, StoreError> {
        let stream = Stream::access(authority);
        let snapshot = acting::for_authority(authority, self.record(&stream)).await?;
        Ok(snapshot
            .and_then(|snapshot| snapshot.record.access().cloned())
            .unwrap_or_default())
    }

    async fn write_directly(
        &self,
        authority: &AuthorityId,
        method: &'static str,
        command: access::Command,
    ) -> Result<(), AccessError> {
        let mut id = [0_u8; 12];
        self.sources
            .random()
            .fill(&mut id)
            .map_err(|_| AccessError::Randomness)?;
        let client = ClientId::parse("command-line").map_err(|_| AccessError::Randomness)?;
        let submission = Submission {
            caller: Caller {
                authority: AuthorityId::system(),
                client,
                role: Role::Admin,
                narrowing: None,
            },
            method,
            request_id: format!("cli-{}", hex(&id)),
            fingerprint: [0; 32],
            target: Target::Stream(Stream::access(authority)),
            command: Command::Access(command),
            secrets: Vec::new(),
            expected_version: None,
            validate_only: false,
        };
        acting::for_authority(authority, self.write(submission)).await?;
        Ok(())
    }
}
