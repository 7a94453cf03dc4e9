//! Whom a council compares itself with.

use super::Reference;
use crate::domain::{financial_year::FinancialYear, ids::CodeId};

/// A group of councils, as somebody made it for a year: a region, a combined authority, CIPFA's nearest neighbours, or
/// the Ombudsman's types of council. The members of a provider's group change from one year to another, so each year is
/// a group of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerGroup {
    /// Its id, which no other group has.
    pub id: CodeId,
    /// Its name.
    pub display_name: String,
    /// Who made it, such as "CIPFA".
    pub provider: String,
    /// The financial year that it was made for.
    pub year: FinancialYear,
    /// Its members, from [`crate::domain::lists::List::Bodies`]; none twice. A group may hold the council itself.
    pub members: Vec<CodeId>,
}

impl Reference {
    /// Every peer group, in the order in which each was saved first.
    pub fn peer_groups(&self) -> &[PeerGroup] {
        &self.peer_groups
    }

    /// The peer group with this id.
    pub fn peer_group(&self, id: &str) -> Option<&PeerGroup> {
        self.peer_groups.iter().find(|group| group.id.as_str() == id)
    }

    /// Takes a group in, in the place of the one with its id.
    pub(super) fn take_peer_group(&mut self, group: &PeerGroup) {
        match self.peer_groups.iter_mut().find(|known| known.id == group.id) {
            Some(known) => *known = group.clone(),
            None => self.peer_groups.push(group.clone()),
        }
    }
}
