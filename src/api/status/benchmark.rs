//! Why councils are not compared.

use tonic::{Code, Status};

use super::answer;
use crate::{api::wire::ErrorReason, domain::benchmark::DefinitionsDiffer};

/// Released figures were counted by different versions of a measure.
pub(super) fn definitions_differ(differ: DefinitionsDiffer) -> Status {
    let DefinitionsDiffer { measure, versions } = differ;
    let versions = versions.iter().map(|(body, version)| format!("{body} {version}"));
    let versions = versions.collect::<Vec<_>>().join(", ");
    let metadata = [("measure", measure), ("versions", versions)];
    let text = "the figures were counted by different versions of a measure";
    answer(
        Code::FailedPrecondition,
        text,
        ErrorReason::DefinitionsDiffer,
        metadata,
    )
}
