//! Signed notes, by C2SP signed-note: a text, an empty line, and a line for each signature.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::key::{SigningKey, VerifierKey};
use crate::domain::{checkpoint::Checkpoint, limits};

/// What a line with a signature begins with: an em dash and a space.
const DASH: &str = "\u{2014} ";

/// Why a note is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It is no note: the file may have been cut short.
    #[error("is not a whole signed note")]
    Malformed,
    /// No key that is known has signed it.
    #[error("is not signed by a key that is known")]
    Unsigned,
    /// The signature is not of this text.
    #[error("has a signature that does not verify")]
    Forged,
    /// What is signed is no checkpoint of this log and size.
    #[error("is not a checkpoint of this log at this size")]
    Other,
}

/// The note of a checkpoint, signed by the deployment's key under the name of the log.
pub fn sign(key: &SigningKey, authority: &str, checkpoint: &Checkpoint) -> String {
    let text = checkpoint.text();
    let as_log = key.verifier().of_log(authority);
    let signature = [as_log.id().as_slice(), &key.signature(text.as_bytes())].concat();
    let name = as_log.name();
    format!("{text}\n{DASH}{name} {}\n", STANDARD.encode(signature))
}

/// The text of a note, if one of the keys has signed it. Signatures of others, such as witnesses, are passed over; one
/// that bears the name and id of a key and does not verify makes the whole note void.
///
/// # Errors
/// Why it is not believed.
pub fn open<'n>(note: &'n str, keys: &[VerifierKey]) -> Result<&'n str, NoteError> {
    let control = |one: char| one < ' ' && one != '\n';
    if note.contains(control) || note.len() as u64 > limits::NOTE_BYTES_MAX {
        return Err(NoteError::Malformed);
    }
    let split = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
    let (text, signatures) = (&note[..=split], &note[split + 2..]);
    let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Malformed)?;
    let mut signed = false;
    for (count, line) in signatures.split('\n').enumerate() {
        if count >= limits::NOTE_SIGNATURES_MAX {
            return Err(NoteError::Malformed);
        }
        let (name, signature) = parts(line).ok_or(NoteError::Malformed)?;
        let (id, signature) = signature.split_first_chunk::<4>().ok_or(NoteError::Malformed)?;
        for key in keys.iter().filter(|key| key.name() == name && key.id() == *id) {
            if !key.verifies(text.as_bytes(), signature) {
                return Err(NoteError::Forged);
            }
            signed = true;
        }
    }
    if signed {
        Ok(text)
    } else {
        Err(NoteError::Unsigned)
    }
}

/// The name and the bytes of a line with a signature.
fn parts(line: &str) -> Option<(&str, Vec<u8>)> {
    let (name, signature) = line.strip_prefix(DASH)?.split_once(' ')?;
    Some((name, STANDARD.decode(signature).ok()?))
}
