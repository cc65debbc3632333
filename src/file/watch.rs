//! Whether a file is still the one that was read: first by size and time, then by its content.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::fingerprint::Fingerprint;

/// Size and time of a file: while they stay, nobody has written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    written: Option<SystemTime>,
}

/// What a look at a file has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Nobody has written to it since the last look.
    Untouched,
    /// It was written to, and its content is this now.
    Holds(Fingerprint, Stamp),
    /// It is not there.
    Gone,
    /// It cannot be looked at just now.
    Unknown,
}

/// Looks at the file. What is read is only read where size or time are not those of the last look.
pub fn look(path: &Path, last: Option<Stamp>) -> Look {
    let stamp = match stamp_of(path) {
        Ok(stamp) if last == Some(stamp) => return Look::Untouched,
        Ok(stamp) => stamp,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Look::Gone,
        Err(_) => return Look::Unknown,
    };
    fs::read(path).map_or(Look::Unknown, |bytes| Look::Holds(Fingerprint::of(&bytes), stamp))
}

fn stamp_of(path: &Path) -> io::Result<Stamp> {
    let data = fs::metadata(path)?;
    Ok(Stamp { bytes: data.len(), written: data.modified().ok() })
}
