//! For whom a task's statements are run, so that PostgreSQL can hold every row against it (row-level security). Whoever
//! says nothing acts for nobody and sees no rows; a task that is spawned says it again.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::task_local;

use crate::domain::ids::AuthorityId;

task_local! {
    static SCOPE: Scope;
}

/// What a session is told when it acts for every authority.
const EVERYBODY: &str = "*";

/// Whose rows statements may read and write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acting {
    /// Every authority's: the deployment as a whole.
    ForAll,
    /// These authorities' alone.
    For(BTreeSet<AuthorityId>),
}

impl From<&AuthorityId> for Acting {
    fn from(authority: &AuthorityId) -> Self {
        Self::For(BTreeSet::from([authority.clone()]))
    }
}

impl From<&BTreeSet<AuthorityId>> for Acting {
    fn from(authorities: &BTreeSet<AuthorityId>) -> Self {
        Self::For(authorities.clone())
    }
}

impl Acting {
    /// How a session is told. An id is of small letters, digits and hyphens, so it needs no quoting.
    pub(super) fn setting(&self) -> String {
        match self {
            Self::ForAll => EVERYBODY.to_owned(),
            _ if acts_for_all() => EVERYBODY.to_owned(),
            Self::For(authorities) => {
                let ids: Vec<&str> = authorities.iter().map(AuthorityId::as_str).collect();
                ids.join(",")
            }
        }
    }

    fn permits(&self, authority: &AuthorityId) -> bool {
        match self {
            Self::ForAll => true,
            Self::For(authorities) => authorities.contains(authority),
        }
    }
}

/// What a task acts for.
#[derive(Clone)]
enum Scope {
    /// The same from its beginning to its end.
    Fixed(Acting),
    /// A call of a client of the deployment: the authority that it named last, and its own until it names one.
    Named(Arc<Mutex<AuthorityId>>),
}

impl Scope {
    fn acting(&self) -> Acting {
        match self {
            Self::Fixed(acting) => acting.clone(),
            Self::Named(named) => Acting::from(&*named.lock().unwrap_or_else(PoisonError::into_inner)),
        }
    }
}

/// Does some work for one authority.
pub fn for_authority<F: Future>(
    authority: &AuthorityId,
    work: F,
) -> impl Future<Output = F::Output> + use<F> {
    SCOPE.scope(Scope::Fixed(authority.into()), work)
}

/// Does some work for these authorities.
pub fn for_authorities<F: Future>(
    authorities: &BTreeSet<AuthorityId>,
    work: F,
) -> impl Future<Output = F::Output> + use<F> {
    SCOPE.scope(Scope::Fixed(authorities.into()), work)
}

/// Does some work for the deployment as a whole: what starts, checks and keeps the register, and what must be looked up
/// before it is known who calls.
pub fn for_all<F: Future>(work: F) -> impl Future<Output = F::Output> + use<F> {
    SCOPE.scope(Scope::Fixed(Acting::ForAll), work)
}

/// Answers a call of a client of this authority: it acts for that one, whatever the call names. A client of the
/// deployment acts for what [`turn_to`] says.
pub fn for_caller_of<F: Future>(
    authority: &AuthorityId,
    work: F,
) -> impl Future<Output = F::Output> + use<F> {
    let scope = if authority.is_system() {
        Scope::Named(Arc::new(Mutex::new(authority.clone())))
    } else {
        Scope::Fixed(authority.into())
    };
    SCOPE.scope(scope, work)
}

/// From here on, a call of a client of the deployment acts for this authority and for no other. Whoever has an authority
/// of its own goes on acting for that.
pub fn turn_to(authority: &AuthorityId) {
    let _outside = SCOPE.try_with(|scope| {
        if let Scope::Named(named) = scope {
            named
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone_from(authority);
        }
    });
}

/// Does some work for whom this task acts for, in a task that is spawned.
pub fn carried<F: Future>(work: F) -> impl Future<Output = F::Output> + use<F> {
    let scope = SCOPE.try_with(Clone::clone);
    SCOPE.scope(scope.unwrap_or_else(|_| Scope::Fixed(nobody())), work)
}

/// Whether this task acts for an authority.
pub fn permits(authority: &AuthorityId) -> bool {
    acts_for_all() || current().permits(authority)
}

/// For whom this task acts; nobody if that was not said.
pub(super) fn current() -> Acting {
    SCOPE.try_with(Scope::acting).unwrap_or_else(|_| nobody())
}

fn nobody() -> Acting {
    Acting::For(BTreeSet::new())
}

/// Planted bugs: whoever acts for somebody acts for everybody. The last two are faults of the first wall, and behind this
/// one its tests would not see them.
#[cfg(feature = "planted-bugs")]
fn acts_for_all() -> bool {
    const BUGS: [&str; 4] = [
        "act-for-all",
        "forget-both-walls",
        "stream-unchecked",
        "tell-which-exist",
    ];
    std::env::var("REDRESS_PLANTED_BUG").is_ok_and(|bug| BUGS.contains(&bug.as_str()))
}

#[cfg(not(feature = "planted-bugs"))]
const fn acts_for_all() -> bool {
    false
}
