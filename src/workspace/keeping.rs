//! Open and save: reading and writing beside the window, and what was last on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file::disk::{Disk as _, Found, RealDisk};
use crate::file::lock::{Holder, Lock, Locking, take};
use crate::file::save::{Backups, Expected, SaveRequest, Saved, save};
use crate::file::save_error::SaveError;
use crate::file::{
    self, BYTES_MAX, Fingerprint, OpenError, Opened, WriteError, beside, write_checked,
};
use crate::jobs::pause;
use crate::model::Portfolio;

/// Where the portfolio is kept, and what is there.
#[derive(Debug)]
pub(super) struct Keeping {
    pub(super) path: Option<PathBuf>,
    pub(super) fingerprint: Option<Fingerprint>,
    pub(super) preamble: String,
    /// The portfolio as it is on disk; for a new one, as it began.
    pub(super) saved: Arc<Portfolio>,
    /// Our own lock beside the file.
    pub(super) lock: Option<Lock>,
    /// Who else has the file open.
    pub(super) holder: Option<Holder>,
}

impl Keeping {
    /// A portfolio that was never saved.
    pub(super) fn of_new(saved: Arc<Portfolio>) -> Self {
        Self {
            path: None,
            fingerprint: None,
            preamble: String::new(),
            saved,
            lock: None,
            holder: None,
        }
    }

    /// Takes over what came of locking. A lock that we have ourselves is kept.
    pub(super) fn take_locking(&mut self, locking: Locking, ours: Option<Lock>, me: &Holder) {
        match locking {
            Locking::Ours(lock) => self.lock = Some(lock),
            Locking::Held(holder) if holder.process == me.process && holder.host == me.host => {
                self.lock = ours;
            }
            Locking::Held(holder) => self.holder = Some(holder),
            Locking::Impossible => {}
        }
    }
}

/// Takes the lock; where nobody sits at the machine there is none.
pub(super) fn lock(path: &Path, me: &Holder) -> Locking {
    if me.person.is_empty() { Locking::Impossible } else { take(path, me) }
}

/// Opens a file, says beside it that it is open, and clears away what a save that was killed has left there.
pub(super) fn open(path: &Path, me: &Holder) -> Result<(Opened, Locking), OpenError> {
    let disk = RealDisk { wait: pause };
    // What cannot be cleared away does no harm.
    drop(beside::sweep(&disk, path));
    let opened = file::open(path, BYTES_MAX)?;
    Ok((opened, lock(path, me)))
}

/// Why a file could not be opened, in words that name it.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct OpenTrouble(#[from] OpenError);

/// Opens a file only to look at it: nothing beside it is touched.
pub fn open_for_reading(path: &Path) -> Result<Opened, OpenTrouble> {
    Ok(file::open(path, BYTES_MAX)?)
}

/// Why a save was not made.
pub(super) enum SaveTrouble {
    Unwritable(WriteError),
    Refused(SaveError),
}

/// Writes the portfolio and makes it safe.
pub(super) fn keep(
    portfolio: &Portfolio,
    preamble: &str,
    path: &Path,
    expected: Expected,
    nonce: u64,
) -> Result<Saved, SaveTrouble> {
    let text = write_checked(portfolio, preamble).map_err(SaveTrouble::Unwritable)?;
    let disk = RealDisk { wait: pause };
    let request =
        SaveRequest { path, bytes: text.as_bytes(), expected, backups: Backups::Three, nonce };
    save(&disk, &request).map_err(SaveTrouble::Refused)
}

/// Whether there is something at this path already.
pub(super) fn is_there(path: &Path) -> bool {
    !matches!(RealDisk { wait: pause }.look(path), Ok(Found::Nothing))
}
