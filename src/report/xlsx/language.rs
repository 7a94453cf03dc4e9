//! The language of a workbook. The crate that writes workbooks has no setting for it, so it is put into the core
//! properties of the finished file.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::report::RenderError;

const CORE: &str = "docProps/core.xml";
const END: &str = "</cp:coreProperties>";
const LANGUAGE: &str = "<dc:language>en-GB</dc:language>";

/// The same workbook in British English.
pub(super) fn set(workbook: &[u8]) -> Result<Vec<u8>, RenderError> {
    let mut from = ZipArchive::new(Cursor::new(workbook))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len() + 64)));
    for place in 0..from.len() {
        let mut file = from.by_index(place)?;
        if file.name()? != CORE {
            to.raw_copy_file(file)?;
            continue;
        }
        let mut core = String::new();
        file.read_to_string(&mut core)?;
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        to.start_file(CORE, options)?;
        to.write_all(core.replace(END, &format!("{LANGUAGE}{END}")).as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}
