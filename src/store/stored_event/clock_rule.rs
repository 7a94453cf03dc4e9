//! The stored shape of one rule of a policy.

use serde::{Deserialize, Serialize};

use super::words;
use crate::domain::policy::{Anchor, ClockName, ClockRule, ExtensionCap, TimeUnit};

#[derive(Serialize, Deserialize)]
pub(super) struct StoredRule {
    #[serde(with = "words")]
    clock: ClockName,
    stage: u8,
    #[serde(with = "words")]
    anchor: Anchor,
    length: u16,
    #[serde(with = "words")]
    unit: TimeUnit,
    cap: StoredCap,
    agreement_needed: bool,
    hard: bool,
    #[serde(default)]
    pause_cap: u16,
    #[serde(default)]
    overdue_opens_next: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredCap {
    NotExtendable,
    UpTo(u16),
    Unlimited,
}

impl StoredRule {
    pub(super) fn of(rule: &ClockRule) -> Self {
        let ClockRule {
            clock,
            stage,
            anchor,
            length,
            unit,
            cap,
            agreement_needed,
            hard,
            pause_cap,
            overdue_opens_next,
        } = *rule;
        let cap = match cap {
            ExtensionCap::NotExtendable => StoredCap::NotExtendable,
            ExtensionCap::UpTo(cap) => StoredCap::UpTo(cap),
            ExtensionCap::Unlimited => StoredCap::Unlimited,
        };
        Self {
            clock,
            stage,
            anchor,
            length,
            unit,
            cap,
            agreement_needed,
            hard,
            pause_cap,
            overdue_opens_next,
        }
    }

    pub(super) fn into_domain(self) -> ClockRule {
        let Self {
            clock,
            stage,
            anchor,
            length,
            unit,
            cap,
            agreement_needed,
            hard,
            pause_cap,
            overdue_opens_next,
        } = self;
        let cap = match cap {
            StoredCap::NotExtendable => ExtensionCap::NotExtendable,
            StoredCap::UpTo(cap) => ExtensionCap::UpTo(cap),
            StoredCap::Unlimited => ExtensionCap::Unlimited,
        };
        ClockRule {
            clock,
            stage,
            anchor,
            length,
            unit,
            cap,
            agreement_needed,
            hard,
            pause_cap,
            overdue_opens_next,
        }
    }
}
