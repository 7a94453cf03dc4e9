//! A CSV file of cases, and the mapping that `redress import` reads it by, beside it.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Writes the lines under their headings, and the mapping; answers where the mapping is. `{columns}` in the mapping
/// stands for columns that are named as the fields are.
pub fn write(
    path: &Path,
    headings: &str,
    lines: impl Iterator<Item = String>,
    mapping: &str,
) -> io::Result<PathBuf> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{headings}")?;
    for line in lines {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    let columns: Vec<String> = headings
        .split(',')
        .map(|name| format!("\"{name}\" = \"{name}\""))
        .collect();
    let beside = path.with_file_name("mapping.toml");
    fs::write(&beside, mapping.replace("{columns}", &columns.join("\n")))?;
    Ok(beside)
}
