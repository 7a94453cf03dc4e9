//! How often records were read. Coded facts are counted and no more; what is sealed is recorded as well.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::domain::ids::AuthorityId;

/// The reads that a method has answered for the clients of an authority, or was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Calls that were let through.
    pub calls: u64,
    /// Those of them that asked for what is sealed.
    pub sealed: u64,
}

/// The counts of this server since it started: one for each authority and method, and there are not many of either.
#[derive(Debug, Clone, Default)]
pub struct Counts(Arc<Mutex<BTreeMap<AuthorityId, BTreeMap<String, Counted>>>>);

impl Counts {
    /// Counts a call that a client of an authority was let through with, if its method is one that reads.
    pub fn call(&self, authority: &AuthorityId, method: &str) {
        const READS: [&str; 5] = ["Get", "List", "LookUp", "Watch", "Query"];
        if READS.iter().any(|verb| method.starts_with(verb)) {
            self.add(authority, method, |counted| counted.calls += 1);
        }
    }

    /// Counts a read of what is sealed by the method.
    pub fn sealed(&self, authority: &AuthorityId, method: &str) {
        self.add(authority, method, |counted| counted.sealed += 1);
    }

    /// The counts of an authority.
    pub fn of(&self, authority: &AuthorityId) -> BTreeMap<String, Counted> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get(authority).cloned().unwrap_or_default()
    }

    fn add(&self, authority: &AuthorityId, method: &str, add: impl FnOnce(&mut Counted)) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !counts.contains_key(authority) {
            counts.insert(authority.clone(), BTreeMap::new());
        }
        let Some(of) = counts.get_mut(authority) else {
            return;
        };
        if let Some(counted) = of.get_mut(method) {
            add(counted);
        } else {
            add(of.entry(method.to_owned()).or_default());
        }
    }
}
