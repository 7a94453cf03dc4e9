//! What a record is, by its kind.

use super::Record;
use crate::domain::{
    access::Access,
    disclosed::Disclosed,
    edition::Edition,
    learning::{Action, Training},
    ombudsman::OmbudsmanCase,
    received::Received,
    reference::Reference,
    release::Release,
    representation::Representation,
    retention::Retention,
};

impl Record {
    /// The representation that it is.
    pub fn representation(&self) -> Option<&Representation> {
        match self {
            Self::Representation(state) => Some(state),
            _ => None,
        }
    }

    /// The case that it is.
    pub fn case(&self) -> Option<&OmbudsmanCase> {
        match self {
            Self::Case(state) => Some(state),
            _ => None,
        }
    }

    /// The reference data that it is.
    pub fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Reference(state) => Some(state),
            _ => None,
        }
    }

    /// The clients that it is.
    pub fn access(&self) -> Option<&Access> {
        match self {
            Self::Access(state) => Some(state),
            _ => None,
        }
    }

    /// The learning action that it is.
    pub fn action(&self) -> Option<&Action> {
        match self {
            Self::Action(state) => Some(state),
            _ => None,
        }
    }

    /// The training session that it is.
    pub fn training(&self) -> Option<&Training> {
        match self {
            Self::Training(state) => Some(state),
            _ => None,
        }
    }

    /// The edition of a report that it is.
    pub fn edition(&self) -> Option<&Edition> {
        match self {
            Self::Edition(state) => Some(state),
            _ => None,
        }
    }

    /// The release that it is.
    pub fn release(&self) -> Option<&Release> {
        match self {
            Self::Release(state) => Some(state),
            _ => None,
        }
    }

    /// The received release that it is.
    pub fn received(&self) -> Option<&Received> {
        match self {
            Self::Received(state) => Some(state),
            _ => None,
        }
    }

    /// The ledger of what has left the authority that it is.
    pub fn disclosed(&self) -> Option<&Disclosed> {
        match self {
            Self::Disclosed(state) => Some(state),
            _ => None,
        }
    }

    /// What is done about the retention of a record that it is.
    pub fn retention(&self) -> Option<&Retention> {
        match self {
            Self::Retention(state) => Some(state),
            _ => None,
        }
    }
}
