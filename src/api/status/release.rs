//! The reasons of refused steps of a release.

use crate::{api::wire::ErrorReason, domain::refusal::ReleaseRefusal};

pub(super) fn reason(refusal: &ReleaseRefusal) -> ErrorReason {
    match refusal {
        ReleaseRefusal::StateRefusesStep { .. } => ErrorReason::ReleaseStateRefusesStep,
        ReleaseRefusal::VersionPublished { .. } => ErrorReason::ReleaseVersionPublished,
        ReleaseRefusal::Overtaken => ErrorReason::ReleaseOvertaken,
        ReleaseRefusal::GivesAway { .. } => ErrorReason::ReleaseGivesAway,
        ReleaseRefusal::RecipientUnknown { .. } => ErrorReason::ReleaseRecipientUnknown,
        ReleaseRefusal::BytesDiffer { .. } => ErrorReason::ReleaseBytesDiffer,
    }
}
