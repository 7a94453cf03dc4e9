//! What a decision needs to know beside the state.

use chrono::{DateTime, Utc};

use super::{history::Record, reference::Reference};

/// Looked up before a decision and handed in.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now; only ever compared with what is in the log.
    pub now: DateTime<Utc>,
    /// The authority's lists, policies and calendar.
    pub reference: &'a Reference,
    /// The other record that the command names, if it is on the register.
    pub other: Option<&'a Record>,
}
