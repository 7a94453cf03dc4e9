//! The one place where errors become gRPC statuses.

mod edition;
mod release;
mod retention;
mod benchmark;
mod transport;

use std::{borrow::Cow, collections::HashMap, time::Duration};

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

use super::{convert::Violation, names, wire::ErrorReason, write::etag};
use crate::{
    app::{
        changes::{ChangesError, watches::TooMany},
        reads::ReadError,
        submission::WriteError,
    },
    domain::{access::Role, ids::Position, limits, refusal::Refusal, word::Word},
    store::StoreError,
};

pub use self::transport::{closed_list, of_stream};

/// `domain` of every `ErrorInfo`.
const DOMAIN: &str = "redress";

/// Why a call is answered with an error.
#[derive(Debug)]
pub enum ApiError {
    /// Fields are wrong: all of them.
    Invalid(Vec<Violation>),
    /// The page token is not one of this query's.
    PageToken,
    /// The query mixes what cannot be counted together.
    QueryUnsound(Vec<Violation>),
    /// No credential, or one that is unknown or revoked.
    Unauthenticated,
    /// The caller's role may not call the method.
    RoleNotPermitted {
        /// The role.
        role: Role,
        /// The method.
        method: String,
    },
    /// The client may see only a part of the records, and the method does not keep to it.
    ClientNarrowed {
        /// The method.
        method: String,
    },
    /// There is no such resource for this caller.
    NotFound,
    /// A write was not done.
    Write(WriteError),
    /// The database failed while reading.
    Store(StoreError),
    /// The position is beyond the end of the log, which is this.
    PositionAhead(Position),
    /// As many watches are open as may be.
    TooManyWatches(TooMany),
    /// The server stops, and a watch with it.
    Stopping,
    /// Released figures were counted by different versions of a measure.
    DefinitionsDiffer(crate::domain::benchmark::DefinitionsDiffer),
    /// The folder of checkpoints cannot be read, or holds what is none.
    Checkpoints(crate::app::checkpoints::CheckpointError),
    /// A read of what is sealed could not be recorded.
    ReadNotRecorded,
    /// The present key of an authority is of another version than the caller believes: of this one.
    KeyVersionStale(i64),
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Store(error) => Self::Store(error),
            ReadError::NotRecorded => Self::ReadNotRecorded,
        }
    }
}

impl From<WriteError> for ApiError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ChangesError> for ApiError {
    fn from(error: ChangesError) -> Self {
        match error {
            ChangesError::Ahead { head } => Self::PositionAhead(head),
            ChangesError::Store(error) => Self::Store(error),
        }
    }
}

impl From<TooMany> for ApiError {
    fn from(error: TooMany) -> Self {
        Self::TooManyWatches(error)
    }
}

impl From<ApiError> for Status {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Invalid(violations) => {
                invalid(ErrorReason::InvalidFields, "fields are wrong", violations)
            }
            ApiError::QueryUnsound(violations) => invalid(
                ErrorReason::QueryUnsound,
                "these cannot be counted together",
                violations,
            ),
            ApiError::PageToken => {
                let field = "page_token".to_owned();
                let description = "must be one that this method gave for this query".to_owned();
                let violations = vec![Violation { field, description }];
                invalid(
                    ErrorReason::PageTokenInvalid,
                    "the page token is wrong",
                    violations,
                )
            }
            ApiError::Unauthenticated => {
                let text = "a valid credential is needed";
                answer(Code::Unauthenticated, text, ErrorReason::CredentialRefused, [])
            }
            ApiError::RoleNotPermitted { role, method } => {
                let metadata = [("role", role.word().to_owned()), ("method", method)];
                let text = "the client's role does not permit this call";
                answer(
                    Code::PermissionDenied,
                    text,
                    ErrorReason::RoleNotPermitted,
                    metadata,
                )
            }
            ApiError::ClientNarrowed { method } => {
                let text = "the client may see only a part of the records, and this call is about more";
                let reason = ErrorReason::ClientNarrowed;
                answer(Code::PermissionDenied, text, reason, [("method", method)])
            }
            ApiError::NotFound => not_found(),
            ApiError::Write(error) => of_write(error),
            ApiError::Store(error) => {
                tracing::error!(%error, "a read failed");
                if error.may_pass() {
                    unavailable()
                } else {
                    internal()
                }
            }
            ApiError::ReadNotRecorded => read_not_recorded(),
            ApiError::KeyVersionStale(version) => answer(
                Code::FailedPrecondition,
                "the present key is of another version",
                ErrorReason::KeyVersionStale,
                [("version", version.to_string())],
            ),
            ApiError::Checkpoints(error) => {
                tracing::error!(%error, "a checkpoint cannot be read");
                internal()
            }
            ApiError::PositionAhead(head) => {
                let text =
                    "the position is beyond the end of the log; what was read after that end is no longer so";
                answer(
                    Code::FailedPrecondition,
                    text,
                    ErrorReason::PositionAhead,
                    [("head_position", head.to_string())],
                )
            }
            ApiError::TooManyWatches(TooMany { limit }) => {
                let mut details = info(ErrorReason::TooManyWatches, [("limit", limit.to_string())]);
                details.set_retry_info(Some(Duration::from_secs(limits::WATCHES_RETRY_SECONDS)));
                let text = "as many watches are open as may be";
                Status::with_error_details(Code::ResourceExhausted, text, details)
            }
            ApiError::Stopping => {
                let mut details = info(ErrorReason::Unavailable, []);
                details.set_retry_info(Some(Duration::from_secs(1)));
                let text = "the server stops; go on after the last position that was told";
                Status::with_error_details(Code::Unavailable, text, details)
            }
            ApiError::DefinitionsDiffer(differ) => benchmark::definitions_differ(differ),
        }
    }
}

fn of_write(error: WriteError) -> Status {
    match error {
        WriteError::Refused(refusal) => refused(&refusal),
        WriteError::NotFound => not_found(),
        WriteError::ReferenceTaken { by } => {
            let text = "another record of this authority has that reference";
            answer(
                Code::AlreadyExists,
                text,
                ErrorReason::ReferenceTaken,
                [("name", names::record(&by))],
            )
        }
        WriteError::RequestIdReused { request_id } => {
            let text = "the request id was used before with another payload";
            answer(
                Code::FailedPrecondition,
                text,
                ErrorReason::RequestIdReused,
                [("request_id", request_id)],
            )
        }
        WriteError::VersionStale { current } => {
            let text = "the record has changed since that etag";
            answer(
                Code::Aborted,
                text,
                ErrorReason::EtagStale,
                [("etag", etag(current))],
            )
        }
        WriteError::QueueFull => {
            let mut details = info(ErrorReason::QueueFull, []);
            details.set_retry_info(Some(Duration::from_millis(limits::QUEUE_FULL_RETRY_MS)));
            let text = "too much is waiting to be written; come again with the same request id";
            Status::with_error_details(Code::ResourceExhausted, text, details)
        }
        WriteError::Unavailable => unavailable(),
        WriteError::Internal => internal(),
    }
}

fn refused(refusal: &Refusal) -> Status {
    let reason = reason(refusal);
    let code = match refusal {
        Refusal::NameTaken { .. } | Refusal::CredentialTaken => Code::AlreadyExists,
        _ => Code::FailedPrecondition,
    };
    let mut metadata = refusal.metadata();
    metadata.push(("rule", refusal.to_string()));
    metadata.push(("source", refusal.law().into_owned()));
    answer(code, refusal.to_string(), reason, metadata)
}

fn reason(refusal: &Refusal) -> ErrorReason {
    match refusal {
        Refusal::NotRegistered => ErrorReason::NotFound,
        Refusal::StepNotInProcedure { .. } => ErrorReason::StepNotInProcedure,
        Refusal::StateRefusesStep { .. } => ErrorReason::StateRefusesStep,
        Refusal::StageNotCurrent { .. } => ErrorReason::StageNotCurrent,
        Refusal::DateBeforeAnchor { .. } => ErrorReason::DateBeforeAnchor,
        Refusal::AlreadyDone { .. } => ErrorReason::AlreadyDone,
        Refusal::ClockNotRunning { .. } => ErrorReason::ClockNotRunning,
        Refusal::ClockNotExtendable { .. } => ErrorReason::ClockNotExtendable,
        Refusal::ExtensionOverCap { .. } => ErrorReason::ExtensionOverCap,
        Refusal::ExtensionShortens { .. } => ErrorReason::ExtensionShortens,
        Refusal::ExtensionTooLate { .. } => ErrorReason::ExtensionTooLate,
        Refusal::AgreementNeeded { .. } => ErrorReason::AgreementNeeded,
        Refusal::FindingsMissing { .. } => ErrorReason::FindingsMissing,
        Refusal::ConcernUnknown { .. } => ErrorReason::ConcernUnknown,
        Refusal::NoFurtherStage { .. } => ErrorReason::NoFurtherStage,
        Refusal::EscalationOutOfTime { .. } => ErrorReason::EscalationOutOfTime,
        Refusal::StageUnderWay { .. } => ErrorReason::StageUnderWay,
        Refusal::CaseDecided { .. } => ErrorReason::CaseDecided,
        Refusal::CaseNotUpheld => ErrorReason::CaseNotUpheld,
        Refusal::EnquiryUnknown { .. } => ErrorReason::EnquiryUnknown,
        Refusal::RemedyUnknown { .. } => ErrorReason::RemedyUnknown,
        Refusal::LinkTargetUnknown => ErrorReason::LinkTargetUnknown,
        Refusal::ReferenceDataChanged { .. } => ErrorReason::ReferenceDataChanged,
        Refusal::NameTaken { .. } => ErrorReason::NameTaken,
        Refusal::PolicyContradiction { .. } => ErrorReason::PolicyContradiction,
        Refusal::LimitReached { .. } => ErrorReason::LimitReached,
        Refusal::ActionSourceUnknown => ErrorReason::ActionSourceUnknown,
        Refusal::ActionSourceDiffers { .. } => ErrorReason::ActionSourceDiffers,
        Refusal::ActionStageUnknown { .. } => ErrorReason::ActionStageUnknown,
        Refusal::ActionStatusRefusesStep { .. } => ErrorReason::ActionStatusRefusesStep,
        Refusal::ActionUnchanged => ErrorReason::ActionUnchanged,
        Refusal::TrainingCancelled => ErrorReason::TrainingCancelled,
        Refusal::TrainingActionUnknown { .. } => ErrorReason::TrainingActionUnknown,
        Refusal::PaymentNotAgreed { .. } => ErrorReason::PaymentNotAgreed,
        Refusal::RemedyNotCompleted { .. } => ErrorReason::RemedyNotCompleted,
        Refusal::NoRemedyAgreed => ErrorReason::NoRemedyAgreed,
        Refusal::InspectionTooShort { .. } => ErrorReason::InspectionTooShort,
        Refusal::EarlierStepMissing { .. } => ErrorReason::EarlierStepMissing,
        Refusal::NoPublicReport => ErrorReason::NoPublicReport,
        Refusal::DutyUnknown { .. } => ErrorReason::DutyUnknown,
        Refusal::DutyNotTriggered { .. } => ErrorReason::DutyNotTriggered,
        Refusal::CaseNotDecided => ErrorReason::CaseNotDecided,
        Refusal::DraftUnknown { .. } => ErrorReason::DraftUnknown,
        Refusal::HolidayUnknown { .. } => ErrorReason::HolidayUnknown,
        Refusal::ClockNotPausable { .. } => ErrorReason::ClockNotPausable,
        Refusal::PartUnknown { .. } => ErrorReason::PartUnknown,
        Refusal::ComplaintOutOfTime { .. } => ErrorReason::ComplaintOutOfTime,
        Refusal::InterestUndecided => ErrorReason::InterestUndecided,
        Refusal::EscalationNotRefusable { .. } => ErrorReason::EscalationNotRefusable,
        Refusal::ResubmissionOutOfTime { .. } => ErrorReason::ResubmissionOutOfTime,
        Refusal::ConversionRefused { .. } => ErrorReason::ConversionRefused,
        Refusal::NotIndependent { .. } => ErrorReason::NotIndependent,
        Refusal::AdvocateConflict => ErrorReason::AdvocateConflict,
        Refusal::ReferralTestsFailed { .. } => ErrorReason::ReferralTestsFailed,
        Refusal::StepNeeds { .. } => ErrorReason::StepNeeds,
        Refusal::TieRefused { .. } => ErrorReason::TieRefused,
        Refusal::ImportStepRefused { refusal, .. } => reason(refusal),
        Refusal::CredentialTaken => ErrorReason::CredentialTaken,
        Refusal::Edition(refusal) => edition::reason(refusal),
        Refusal::Release(refusal) => release::reason(refusal),
        Refusal::Retention(refusal) => retention::reason(refusal),
    }
}

/// A fault; the service's log has the detail.
pub fn internal() -> Status {
    answer(
        Code::Internal,
        "a fault of the service; nothing was changed",
        ErrorReason::Internal,
        [],
    )
}

fn unavailable() -> Status {
    let mut details = info(ErrorReason::Unavailable, []);
    details.set_retry_info(Some(Duration::from_secs(1)));
    let text = "the register is not available; come again with the same request id";
    Status::with_error_details(Code::Unavailable, text, details)
}

fn read_not_recorded() -> Status {
    let mut details = info(ErrorReason::ReadNotRecorded, []);
    details.set_retry_info(Some(Duration::from_secs(1)));
    let text = "the read cannot be recorded, so it is not answered; come again";
    Status::with_error_details(Code::Unavailable, text, details)
}

fn not_found() -> Status {
    answer(
        Code::NotFound,
        "there is no such resource",
        ErrorReason::NotFound,
        [],
    )
}

/// Names every wrong field in the details, up to [`limits::VIOLATIONS_MAX`], and the first few in the message.
fn invalid(reason: ErrorReason, text: &str, violations: Vec<Violation>) -> Status {
    let mut details = info(reason, []);
    let told = violations.iter().take(IN_MESSAGE_MAX);
    let told: Vec<String> = told
        .map(|wrong| format!("{} {}", wrong.field, wrong.description))
        .collect();
    let rest = match violations.len().saturating_sub(IN_MESSAGE_MAX) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let message = format!("{text}: {}{rest}", told.join("; "));
    for Violation { field, description } in violations.into_iter().take(limits::VIOLATIONS_MAX) {
        details.add_bad_request_violation(field, description);
    }
    Status::with_error_details(Code::InvalidArgument, message, details)
}

/// Wrong fields that the message names; the details name the others.
const IN_MESSAGE_MAX: usize = 5;

fn answer(
    code: Code,
    text: impl Into<Cow<'static, str>>,
    reason: ErrorReason,
    metadata: impl IntoIterator<Item = (&'static str, String)>,
) -> Status {
    Status::with_error_details(code, text.into(), info(reason, metadata))
}

fn info(reason: ErrorReason, metadata: impl IntoIterator<Item = (&'static str, String)>) -> ErrorDetails {
    let name = reason
        .as_str_name()
        .trim_start_matches("ERROR_REASON_")
        .to_owned();
    let metadata: HashMap<String, String> = metadata
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    ErrorDetails::with_error_info(name, DOMAIN, metadata)
}
