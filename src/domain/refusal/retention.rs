//! Why a step of a record's retention, or a step of a record that was erased, is refused.

use std::borrow::Cow;

use chrono::NaiveDate;

/// A step that the rules of keeping and destroying records do not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RetentionRefusal {
    /// The record was erased.
    #[error("the record was erased on {on}; only its coded facts are left, and they stay as they are")]
    Erased {
        /// When.
        on: NaiveDate,
    },
    /// A hold stands.
    #[error("the record is under a hold ({}), and a hold wins", holds.join(", "))]
    Held {
        /// The words of the holds that stand.
        holds: Vec<&'static str>,
    },
    /// It has not ended.
    #[error("the record has not ended; its time is reckoned from its end")]
    NotEnded,
    /// Its time is not over.
    #[error("the record is kept until {due_on}")]
    NotDue {
        /// The day from which it may be destroyed.
        due_on: NaiveDate,
        /// The source of the rule.
        law: String,
    },
    /// It is kept for ever.
    #[error("records of this kind are kept for ever")]
    KeptForEver {
        /// The source of the rule.
        law: String,
    },
    /// One person alone.
    #[error("another client and another officer must confirm what one has proposed")]
    SamePerson,
    /// Nothing was proposed.
    #[error("nobody has proposed the record's destruction")]
    NotProposed,
    /// It was proposed before.
    #[error("the record's destruction was proposed on {on} and waits to be confirmed")]
    ProposedAlready {
        /// When.
        on: NaiveDate,
    },
    /// No such hold.
    #[error("no hold {hold} stands on the record")]
    HoldUnknown {
        /// The number.
        hold: u8,
    },
    /// The ledger of erasures knows that it was erased.
    #[error("what this registers was registered before and has been erased; it is not registered again")]
    ErasedBefore,
    /// There is no ledger of erasures.
    #[error("the server was started without a ledger of erasures, so that a restored backup would undo this")]
    NoLedger,
}

impl RetentionRefusal {
    /// The law or rule of this register that it comes from.
    pub fn law(&self) -> Cow<'_, str> {
        match self {
            Self::NotDue { law, .. } | Self::KeptForEver { law } => law.as_str().into(),
            Self::Held { .. } => "Inquiries Act 2005 s35; Freedom of Information Act 2000 s77; Local Government Act \
                                  1974 s29: what an inquiry, a court, a request or the Ombudsman may need is not \
                                  destroyed"
                .into(),
            Self::NotEnded => "UK GDPR art. 17(3)(b): what a legal duty still needs is not erased".into(),
            Self::Erased { .. } | Self::ErasedBefore | Self::NoLedger => {
                "UK GDPR art. 17; Information Commissioner's guidance: erased from backups as well".into()
            }
            Self::SamePerson
            | Self::NotProposed
            | Self::ProposedAlready { .. }
            | Self::HoldUnknown { .. } => {
                "rule of the register: one person proposes a destruction and another confirms it".into()
            }
        }
    }

    /// What a program needs to know of it, by name.
    pub fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotEnded
            | Self::KeptForEver { .. }
            | Self::SamePerson
            | Self::NotProposed
            | Self::ErasedBefore
            | Self::NoLedger => Vec::new(),
            Self::Erased { on } | Self::ProposedAlready { on } => vec![("date", on.to_string())],
            Self::Held { holds } => vec![("holds", holds.join(","))],
            Self::NotDue { due_on, .. } => vec![("due_date", due_on.to_string())],
            Self::HoldUnknown { hold } => vec![("hold", hold.to_string())],
        }
    }
}
