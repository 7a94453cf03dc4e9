//! What tonic itself answers, brought into the closed list of codes.

use tonic::{Code, Status, body::Body, codegen::http::Response};

use super::answer;
use crate::{api::wire::ErrorReason, domain::limits};

/// Keeps answers to the closed list of codes. tonic itself answers a message that is too large with `OUT_OF_RANGE`
/// and one that cannot be decoded with `INTERNAL`, both without details.
pub fn closed_list(response: Response<Body>) -> Response<Body> {
    let headers = response.headers();
    if headers.contains_key("grpc-status-details-bin") {
        return response;
    }
    match headers
        .get("grpc-status")
        .map(|code| Code::from_bytes(code.as_bytes()))
    {
        Some(Code::OutOfRange) => {
            let limit = ("limit", limits::REQUEST_BYTES_MAX.to_string());
            let text = "the message is larger than this service takes";
            answer(
                Code::ResourceExhausted,
                text,
                ErrorReason::MessageTooLarge,
                [limit],
            )
            .into_http()
        }
        Some(Code::Internal) => {
            let text = "the message cannot be decoded";
            answer(Code::InvalidArgument, text, ErrorReason::InvalidFields, []).into_http()
        }
        _ => response,
    }
}

/// The same for what ends a stream of requests.
pub fn of_stream(status: Status) -> Status {
    match status.code() {
        Code::OutOfRange => answer(
            Code::ResourceExhausted,
            "a message is larger than this service takes",
            ErrorReason::MessageTooLarge,
            [("limit", limits::REQUEST_BYTES_MAX.to_string())],
        ),
        Code::Internal => answer(
            Code::InvalidArgument,
            "a message cannot be decoded",
            ErrorReason::InvalidFields,
            [],
        ),
        // The client has gone.
        _ => status,
    }
}
