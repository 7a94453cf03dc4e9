//! Files that a server sends in parts.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files that were written into a folder.
pub struct Saved {
    out: PathBuf,
    names: Vec<String>,
    content: Vec<u8>,
}

impl Saved {
    /// Into this folder, which is made if it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn into(out: &Path) -> Result<Self, String> {
        fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
        Ok(Self {
            out: out.to_owned(),
            names: Vec::new(),
            content: Vec::new(),
        })
    }

    /// Takes a part; the last one of a file writes it.
    ///
    /// # Errors
    /// When the file cannot be written, or its name is none that is written.
    pub fn take(&mut self, name: &str, content: Vec<u8>, last: bool) -> Result<(), String> {
        self.content.extend(content);
        if last {
            let path = self.out.join(safe(name)?);
            fs::write(&path, &self.content).map_err(|error| format!("{}: {error}", path.display()))?;
            self.names.push(path.display().to_string());
            self.content.clear();
        }
        Ok(())
    }

    /// The names of the files, one a line.
    ///
    /// # Errors
    /// When the last file is not whole.
    pub fn finish(self) -> Result<String, &'static str> {
        if self.content.is_empty() {
            Ok(self.names.join("\n"))
        } else {
            Err("the server broke off in the middle of a file")
        }
    }
}

/// The name of a file, if it can only be one in the folder that was asked for.
pub fn safe(name: &str) -> Result<&str, String> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    if !name.is_empty() && !name.starts_with('.') && name.bytes().all(allowed) {
        Ok(name)
    } else {
        Err(format!("the server named a file {name:?}, which is not written"))
    }
}
