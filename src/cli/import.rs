//! `import`: reads somebody else's table with a map, and says what was taken and what was not.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::arguments::ImportArguments;
use super::keep::{keep, text_of};
use super::told::{Ending, Told};
use crate::exchange::csv::{BYTES_MAX, CsvError};
use crate::exchange::import::{ImportError, Proposal, propose, tell};
use crate::exchange::mapping::{Mapping, MappingError, read_mapping};
use crate::file::save::{Backups, Expected};

/// The largest map that is read, in bytes: 4 MiB.
const MAP_BYTES_MAX: usize = 4 * 1_024 * 1_024;

/// Why an import did not come about.
#[derive(Debug, Error)]
pub enum ImportFailure {
    #[error("The file cannot be read: {reason}\nFile: {}", path.display())]
    Unreadable { path: PathBuf, reason: io::Error },

    #[error("The map is no text in UTF-8. Save it as UTF-8\nFile: {}", path.display())]
    MapNotText { path: PathBuf },

    #[error("The map has more than {MAP_BYTES_MAX} bytes. Is it the table?\nFile: {}", path.display())]
    MapTooLarge { path: PathBuf },

    #[error("{reason}\nFile: {}", path.display())]
    Map { path: PathBuf, reason: MappingError },

    #[error("{reason}\nFile: {}", path.display())]
    Refused { path: PathBuf, reason: ImportError },
}

pub(super) fn import(arguments: &ImportArguments, nonce: u64) -> Result<Told, Told> {
    let proposal = propose_from(&arguments.table, &arguments.map)
        .map_err(|reason| Told::failed(Ending::Unreadable, reason.to_string()))?;
    let text = text_of(&proposal.portfolio, "")?;
    let expected = if arguments.force { Expected::Anything } else { Expected::NewFile };
    let warning = keep(&arguments.output, text.as_bytes(), expected, Backups::Three, nonce)?;
    let out = format!("{}\nWritten: {}", tell(&proposal.report), arguments.output.display());
    Ok(Told::fine(out).beside(warning))
}

/// Reads the table `source` as the mapping file `map` says. Nothing is written.
pub fn propose_from(source: &Path, map: &Path) -> Result<Proposal, ImportFailure> {
    let mapping = mapping_from(map)?;
    let refused = |reason| ImportFailure::Refused { path: source.to_owned(), reason };
    let bytes = read_up_to(source, BYTES_MAX)?;
    if bytes.len() > BYTES_MAX {
        return Err(refused(CsvError::TooLarge.into()));
    }
    propose(&bytes, &mapping).map_err(refused)
}

fn mapping_from(path: &Path) -> Result<Mapping, ImportFailure> {
    let bytes = read_up_to(path, MAP_BYTES_MAX)?;
    if bytes.len() > MAP_BYTES_MAX {
        return Err(ImportFailure::MapTooLarge { path: path.to_owned() });
    }
    let text = String::from_utf8(bytes)
        .map_err(|_not_utf8| ImportFailure::MapNotText { path: path.to_owned() })?;
    read_mapping(&text).map_err(|reason| ImportFailure::Map { path: path.to_owned(), reason })
}

/// The bytes of a file, of a larger one `bytes_max` and one more: memory is not asked for what is refused anyway.
fn read_up_to(path: &Path, bytes_max: usize) -> Result<Vec<u8>, ImportFailure> {
    let unreadable = |reason| ImportFailure::Unreadable { path: path.to_owned(), reason };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(bytes_max).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
