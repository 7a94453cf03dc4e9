//! The dump of a log: a line of JSON for each row of the table `event`, every column under its own name; hashes as
//! hexadecimal digits, instants and dates in the text that is hashed, null as null. The rows of an authority stand
//! together in the order of their positions. `docs/tamper-evidence.md` has the SQL that makes one.

use std::io::{self, BufRead};

use serde::Deserialize;

use super::Verifier;
use crate::store::{event_log::RawEvent, value::from_hex};

/// A line. A column that is lacking is not one that is null.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    authority: String,
    position: i64,
    stream_kind: String,
    stream_number: i64,
    version: i64,
    kind: String,
    schema_version: i64,
    recorded_at: String,
    #[serde(deserialize_with = "Option::deserialize")]
    effective_on: Option<String>,
    actor: String,
    #[serde(deserialize_with = "Option::deserialize")]
    on_behalf_of: Option<String>,
    request_id: String,
    payload: String,
    sealed: String,
    previous_hash: String,
    hash: String,
}

/// Reads a dump, line by line.
///
/// # Errors
/// When it cannot be read; whatever it holds is a finding and not an error.
pub fn read_dump(mut dump: impl BufRead, verifier: &mut Verifier) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if dump.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice(&line).ok().and_then(event) {
            Some(event) => verifier.take(&event),
            None => verifier.take_unreadable(number),
        }
    }
    Ok(())
}

fn event(line: Line) -> Option<RawEvent> {
    Some(RawEvent {
        previous_hash: bytes(&line.previous_hash)?,
        hash: bytes(&line.hash)?,
        authority: line.authority,
        position: line.position,
        stream_kind: line.stream_kind,
        stream_number: line.stream_number,
        version: line.version,
        kind: line.kind,
        schema_version: line.schema_version,
        recorded_at: line.recorded_at,
        effective_on: line.effective_on,
        actor: line.actor,
        on_behalf_of: line.on_behalf_of,
        request_id: line.request_id,
        payload: line.payload,
        sealed: line.sealed,
    })
}

/// The bytes of hexadecimal digits, small letters only, so that a dump has one form.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let is_small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    from_hex(text).filter(|_| is_small)
}
