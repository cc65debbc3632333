//! Who has a portfolio open: a small file beside it, so that two people on a share do not overwrite each other.
//!
//! It is advice, not a guard: the guard is that a save refuses to replace what it does not know.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::beside::Place;

/// A lock of another machine that is older than this was forgotten: one day, in milliseconds.
pub const STALE_AFTER: u64 = 24 * 60 * 60 * 1000;

/// Who has it open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// Who, in words: `anna on finch`.
    pub person: String,
    /// The name of the machine.
    pub host: String,
    /// The number of the program there.
    pub process: u32,
    /// Since when, in milliseconds since 1970.
    pub since: u64,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Locking {
    /// It is ours until it is dropped.
    Ours(Lock),
    /// Somebody else has the portfolio open.
    Held(Holder),
    /// There can be no lock here, as in a folder that can only be read.
    Impossible,
}

/// A lock that is held; dropping it takes the file away.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Held locked as long as this lives; the system lets go of it after a kill.
    file: Option<File>,
}

/// The lock file of a portfolio: `.NAME.lock` beside it, links followed.
pub fn lock_path(portfolio: &Path) -> Option<PathBuf> {
    let real = std::fs::canonicalize(portfolio).ok()?;
    Some(Place::of(&real)?.lock())
}

/// Takes the lock of a portfolio for `me`, from nobody or from somebody who is gone.
pub fn take(portfolio: &Path, me: &Holder) -> Locking {
    let Some(path) = lock_path(portfolio) else { return Locking::Impossible };
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let Ok(mut file) = opened else {
        // What cannot be written can still say who has it.
        return match read_holder(&path) {
            Some(holder) if !is_stale(&holder, me) => Locking::Held(holder),
            _ => Locking::Impossible,
        };
    };
    let held = holder_in(&mut file);
    if file.try_lock().is_err() {
        return Locking::Held(held.unwrap_or_default());
    }
    match held {
        // On a share the words are the only sign: a lock of the system may not reach the other machine.
        Some(holder) if holder.host != me.host && !is_stale(&holder, me) => Locking::Held(holder),
        _ if write_holder(&mut file, me).is_ok() => Locking::Ours(Lock { path, file: Some(file) }),
        _ => Locking::Impossible,
    }
}

/// Whether a lock that nobody holds any more may be taken over.
fn is_stale(holder: &Holder, me: &Holder) -> bool {
    holder.host == me.host || me.since.saturating_sub(holder.since) > STALE_AFTER
}

fn read_holder(path: &Path) -> Option<Holder> {
    holder_in(&mut File::open(path).ok()?)
}

/// Who stands in the file; nobody where it is empty or says something else.
fn holder_in(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.take(4_096).read_to_string(&mut text).ok()?;
    ron::from_str(&text).ok()
}

fn write_holder(file: &mut File, me: &Holder) -> io::Result<()> {
    let text = ron::to_string(me).map_err(io::Error::other)?;
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

impl Lock {
    /// Whether it is the lock of this portfolio.
    pub fn is_of(&self, portfolio: &Path) -> bool {
        lock_path(portfolio).is_some_and(|path| path == self.path)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Before it is let go: else another's fresh lock might be taken away.
        std::fs::remove_file(&self.path).ok();
        self.file = None;
    }
}
