//! Checkpoints: the key that signs them, the signed notes, and the folder that they are added to.

mod folder;
mod key;
mod note;
#[cfg(test)]
mod tests;

pub use folder::{Folder, NoteFile, read_note};
pub use key::{KeyError, SigningKey, VerifierKey};
pub use note::{NoteError, open, sign};
