//! The reasons of refused steps of an edition.

use crate::{api::wire::ErrorReason, domain::refusal::EditionRefusal};

pub(super) fn reason(refusal: &EditionRefusal) -> ErrorReason {
    match refusal {
        EditionRefusal::Published { .. } => ErrorReason::EditionPublished,
        EditionRefusal::NotPublished => ErrorReason::EditionNotPublished,
        EditionRefusal::StepOutOfOrder { .. } => ErrorReason::EditionStepOutOfOrder,
        EditionRefusal::NotApproved { .. } => ErrorReason::EditionNotApproved,
        EditionRefusal::PositionNotLater { .. } => ErrorReason::EditionPositionNotLater,
        EditionRefusal::Unchanged => ErrorReason::EditionUnchanged,
    }
}
