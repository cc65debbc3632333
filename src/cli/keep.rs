//! Writes a file for a command, or says why it cannot be written.

use std::path::Path;

use super::told::{Ending, Told};
use crate::file::disk::RealDisk;
use crate::file::save::{Backups, Expected, SaveRequest, save};
use crate::file::save_error::SaveError;
use crate::file::write_checked;
use crate::jobs::pause;
use crate::model::Portfolio;

/// The portfolio as it stands in a file, read back to be sure.
pub(super) fn text_of(portfolio: &Portfolio, preamble: &str) -> Result<String, Told> {
    write_checked(portfolio, preamble)
        .map_err(|error| Told::failed(Ending::Unwritable, error.to_string()))
}

/// Saves a file as a whole or not at all; gives what a person should know about it.
pub(super) fn keep(
    path: &Path,
    bytes: &[u8],
    expected: Expected,
    backups: Backups,
    nonce: u64,
) -> Result<Option<String>, Told> {
    let disk = RealDisk { wait: pause };
    let request = SaveRequest { path, bytes, expected, backups, nonce };
    let saved = save(&disk, &request);
    saved
        .map(|saved| saved.warning())
        .map_err(|error| Told::failed(Ending::Unwritable, in_words(&error)))
}

fn in_words(error: &SaveError) -> String {
    match error {
        // What the window asks in a dialog is an argument here.
        SaveError::AlreadyThere { path } => format!(
            "There is a file of this name already, so nothing was written. \
             Choose another name, or replace it with --force.\nFile: {}",
            path.display()
        ),
        _ => error.to_string(),
    }
}
