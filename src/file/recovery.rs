//! Unsaved changes kept for the case of a crash: one file for each window, which is gone after a save.
//!
//! A recovery file is a portfolio like any other, with a line before it that says what it belongs to. Beside it
//! stands a mark that its program holds locked while it lives: the system lets go of it even after a kill.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::fingerprint::Fingerprint;
use super::open::open;
use super::read::{BYTES_MAX_ANYWAY, Opened};
use super::save::{Backups, Expected, SaveRequest, save};
use super::save_error::SaveError;
use super::write::{WriteError, write};
use crate::model::Portfolio;

/// What the first line of a recovery file begins with.
const MARK: &str = "// Portolan recovery ";

/// What a recovery file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct About {
    /// The file the portfolio is kept in; none where it was never saved.
    pub path: Option<PathBuf>,
    /// The fingerprint of that file when the changes began.
    pub based_on: Option<String>,
    /// When this was written, in milliseconds since 1970.
    pub at: u64,
    /// Whose changes they are.
    pub person: String,
    /// The number of the program, for people who look for it.
    pub process: u32,
}

/// Why unsaved changes could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// There is no folder for them, and none can be made.
    #[error("The folder for unsaved changes cannot be made: {0}.")]
    NoFolder(io::Error),
    /// The portfolio cannot be put into words.
    #[error("{0}")]
    Unwritable(#[from] WriteError),
    /// The disk refuses.
    #[error("{0}")]
    Unsaved(#[from] SaveError),
}

/// The recovery file of one window.
#[derive(Debug)]
pub struct Slot {
    path: PathBuf,
    /// Held locked while the program lives.
    alive: Option<File>,
}

impl Slot {
    /// The slot of this session in the folder, for this file. Nothing is written yet.
    pub fn of(folder: &Path, file: Option<&Path>, session: u64) -> Self {
        let name = match file {
            Some(file) => format!("{}-{session:016x}", key_of(file)),
            None => format!("new-{session:016x}"),
        };
        Self { path: folder.join(format!("{name}.ron")), alive: None }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the portfolio, in the place of what was there. Nobody else may read it.
    pub fn keep(
        &mut self,
        disk: &dyn Disk,
        portfolio: &Portfolio,
        preamble: &str,
        about: &About,
    ) -> Result<(), RecoveryError> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        make_folder(folder).map_err(RecoveryError::NoFolder)?;
        if self.alive.is_none() {
            self.alive = mark_alive(&alive_path(&self.path));
        }
        let line = ron::to_string(about).map_err(WriteError::from)?;
        let text = write(portfolio, &format!("{MARK}{line}\n{preamble}"))?;
        let request = SaveRequest {
            path: &self.path,
            bytes: text.as_bytes(),
            expected: Expected::Anything,
            backups: Backups::None,
            nonce: about.at,
        };
        save(disk, &request)?;
        Ok(())
    }

    /// Takes the file away: it is no longer needed.
    pub fn clear(&mut self) {
        remove(&self.path);
        self.alive = None;
    }
}

/// Takes a recovery file and its mark away; what is not there is no trouble.
pub fn remove(path: &Path) {
    std::fs::remove_file(path).ok();
    std::fs::remove_file(alive_path(path)).ok();
}

/// The mark beside a recovery file.
fn alive_path(path: &Path) -> PathBuf {
    path.with_extension("alive")
}

fn mark_alive(path: &Path) -> Option<File> {
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

/// Whether the program that keeps this file still runs.
fn is_alive(path: &Path) -> bool {
    let Ok(file) = OpenOptions::new().write(true).open(alive_path(path)) else { return false };
    file.try_lock().is_err()
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Sixteen digits for the path of a file, links followed.
fn key_of(file: &Path) -> String {
    let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let mut digits = Fingerprint::of(real.as_os_str().as_encoded_bytes()).to_string();
    digits.truncate(16);
    digits
}

/// The recovery files that their programs have left behind, by name; for this file only, if one is given.
pub fn left_behind(disk: &dyn Disk, folder: &Path, file: Option<&Path>) -> Vec<PathBuf> {
    let start = file.map(|file| format!("{}-", key_of(file))).unwrap_or_default();
    let names = disk.file_names(folder).unwrap_or_default();
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_recovery = path.extension().is_some_and(|extension| extension == "ron");
        is_recovery && !name.starts_with('.') && name.starts_with(&start)
    };
    let paths = names.into_iter().map(|name| folder.join(name));
    paths.filter(is_ours).filter(|path| !is_alive(path)).collect()
}

/// What stands in a recovery file: what it belongs to, and the portfolio with its own leading comments.
///
/// Nothing where it cannot be read, or is no recovery file.
pub fn read_recovery(path: &Path) -> Option<(About, Opened)> {
    let mut opened = open(path, BYTES_MAX_ANYWAY).ok()?;
    let (first, rest) = opened.preamble.split_once('\n').unwrap_or((&opened.preamble, ""));
    let about = ron::from_str(first.trim_end().strip_prefix(MARK)?).ok()?;
    opened.preamble = rest.to_owned();
    Some((about, opened))
}
