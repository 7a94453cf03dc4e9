//! Files that are answered in parts, because they may be longer than a message.

use tonic::Status;

use crate::{domain::limits, report::File};

/// A part of a file.
pub(super) struct Part {
    /// The file's name.
    pub(super) file_name: String,
    /// Its media type.
    pub(super) media_type: String,
    /// The next bytes of it, at most [`limits::REPORT_PART_BYTES_MAX`].
    pub(super) content: Vec<u8>,
    /// Whether they are its last.
    pub(super) last: bool,
}

/// The messages that files are answered in, one after the other; an empty file is one empty part.
pub(super) fn messages<M>(
    files: Vec<File>,
    message: impl Fn(Part) -> M + Copy,
) -> impl Iterator<Item = Result<M, Status>> {
    files.into_iter().flat_map(move |file| {
        let File {
            name,
            media_type,
            content,
        } = file;
        let mut chunks: Vec<Vec<u8>> = content
            .chunks(limits::REPORT_PART_BYTES_MAX)
            .map(<[u8]>::to_vec)
            .collect();
        if chunks.is_empty() {
            chunks.push(Vec::new());
        }
        let count = chunks.len();
        (1..).zip(chunks).map(move |(number, content)| {
            Ok(message(Part {
                file_name: name.clone(),
                media_type: media_type.to_owned(),
                content,
                last: number == count,
            }))
        })
    })
}
