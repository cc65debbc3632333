//! Opening a file by its path: not more of it is read than may be.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::error::ReadError;
use super::read::{Opened, read, refuse_size};

/// Why a file could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The system does not hand it out.
    #[error("The file cannot be read: {source}. Check that it is there and that you may read it.\nFile: {}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What is in it is no portfolio.
    #[error("{error}\nFile: {}", path.display())]
    Refused {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: Box<ReadError>,
    },
}

/// Opens the file, if it has at most `bytes_max` bytes.
pub fn open(path: &Path, bytes_max: u64) -> Result<Opened, OpenError> {
    let refused = |error| OpenError::Refused { path: path.to_owned(), error: Box::new(error) };
    let bytes = bytes_of(path, bytes_max)
        .map_err(|source| OpenError::Unreadable { path: path.to_owned(), source })?;
    let bytes = bytes.map_err(refused)?;
    read(bytes).map_err(refused)
}

/// The bytes of the file, unless it has more than allowed.
fn bytes_of(path: &Path, bytes_max: u64) -> io::Result<Result<Vec<u8>, ReadError>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if let Err(error) = refuse_size(size, bytes_max) {
        return Ok(Err(error));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The file may grow while it is read.
    file.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok(refuse_size(size, bytes_max).map(|()| bytes))
}
