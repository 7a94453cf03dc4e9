//! What a refusal says to a program.

use std::collections::BTreeMap;

use redress::api::wire::ErrorReason;
use tonic::{Code, Status};
use tonic_types::StatusExt;

/// A refusal, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub code: Code,
    pub reason: ErrorReason,
    pub metadata: BTreeMap<String, String>,
    /// The fields of `BadRequest`, each with what is wrong with it.
    pub fields: Vec<(String, String)>,
    pub has_retry_info: bool,
}

impl Refused {
    /// Reads the details of a status; each error of this API has an `ErrorInfo`.
    pub fn of(status: &Status) -> Self {
        let details = status.get_error_details();
        let info = details.error_info();
        let info = info.unwrap_or_else(|| panic!("an ErrorInfo in {status:?}"));
        assert_eq!(info.domain, "redress");
        let name = format!("ERROR_REASON_{}", info.reason);
        let violations = details.bad_request().map(|bad| bad.field_violations.clone());
        Self {
            code: status.code(),
            reason: ErrorReason::from_str_name(&name).unwrap_or_else(|| panic!("{name} is no reason")),
            metadata: info.metadata.clone().into_iter().collect(),
            fields: violations
                .unwrap_or_default()
                .into_iter()
                .map(|violation| (violation.field, violation.description))
                .collect(),
            has_retry_info: details.retry_info().is_some(),
        }
    }

    /// The paths of the fields that are wrong, in order.
    pub fn paths(&self) -> Vec<&str> {
        self.fields.iter().map(|(field, _)| field.as_str()).collect()
    }

    /// What is wrong with a field.
    pub fn about(&self, path: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == path);
        let found = found.unwrap_or_else(|| panic!("{path} among {:?}", self.fields));
        &found.1
    }
}

/// The refusal that a call was answered with.
pub fn refused<T: std::fmt::Debug>(answer: Result<T, Status>) -> Refused {
    Refused::of(&answer.expect_err("a refusal"))
}

/// Checks the code, the reason and the metadata of a refusal of `INVALID_ARGUMENT`, and answers its fields.
pub fn invalid<T: std::fmt::Debug>(answer: Result<T, Status>) -> Refused {
    let refused = refused(answer);
    let Refused { code, reason, .. } = refused;
    assert_eq!(
        (code, reason),
        (Code::InvalidArgument, ErrorReason::InvalidFields)
    );
    refused
}
