//! The reasons of refused steps of a record's retention.

use crate::{api::wire::ErrorReason, domain::refusal::RetentionRefusal};

pub(super) fn reason(refusal: &RetentionRefusal) -> ErrorReason {
    match refusal {
        RetentionRefusal::Erased { .. } => ErrorReason::RecordErased,
        RetentionRefusal::Held { .. } => ErrorReason::RecordHeld,
        RetentionRefusal::NotEnded => ErrorReason::RecordNotEnded,
        RetentionRefusal::NotDue { .. } => ErrorReason::RetentionNotDue,
        RetentionRefusal::KeptForEver { .. } => ErrorReason::RecordKeptForEver,
        RetentionRefusal::SamePerson => ErrorReason::SecondPersonNeeded,
        RetentionRefusal::NotProposed => ErrorReason::DestructionNotProposed,
        RetentionRefusal::ProposedAlready { .. } => ErrorReason::DestructionProposed,
        RetentionRefusal::HoldUnknown { .. } => ErrorReason::HoldUnknown,
        RetentionRefusal::ErasedBefore => ErrorReason::ErasedBefore,
        RetentionRefusal::NoLedger => ErrorReason::ErasureLedgerMissing,
    }
}
