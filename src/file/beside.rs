//! The files that Portolan keeps beside a portfolio: three backups and, while it saves, a draft.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::disk::{Disk, Found};

/// How many earlier versions stand beside a portfolio.
pub const BACKUP_COUNT: u8 = 3;

/// How often a rename is tried while another program holds the file, and how long between.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(200);

/// A portfolio's folder and name, from which all the other names follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    name: OsString,
}

impl Place {
    /// Splits a resolved path; `None` where it ends in no name, as `/` does.
    pub(super) fn of(target: &Path) -> Option<Self> {
        Some(Self { folder: target.parent()?.to_owned(), name: target.file_name()?.to_owned() })
    }

    /// The portfolio itself.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// A file that is being written: `.NAME.<16 hex digits>.tmp`.
    pub(super) fn draft(&self, nonce: u64) -> PathBuf {
        self.hidden(&format!("{nonce:016x}.tmp"))
    }

    /// An earlier version: `.NAME.bak1` is the newest.
    fn backup(&self, number: u8) -> PathBuf {
        self.hidden(&format!("bak{number}"))
    }

    /// Says who has the portfolio open: `.NAME.lock`.
    pub(super) fn lock(&self) -> PathBuf {
        self.hidden("lock")
    }

    fn hidden(&self, ending: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(ending);
        self.folder.join(name)
    }

    /// Whether a name is exactly what [`Self::draft`] makes, for any nonce.
    fn is_draft(&self, name: &OsStr) -> bool {
        let nonce = name
            .as_encoded_bytes()
            .strip_prefix(b".")
            .and_then(|rest| rest.strip_prefix(self.name.as_encoded_bytes()))
            .and_then(|rest| rest.strip_prefix(b"."))
            .and_then(|rest| rest.strip_suffix(b".tmp"));
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        nonce.is_some_and(|nonce| nonce.len() == 16 && nonce.iter().all(is_digit))
    }
}

/// Removes what a save that was cut short has left beside a portfolio, and names it.
///
/// Touches only names that a save makes for this very file. To be called when a portfolio is
/// opened for writing: a save that is under way elsewhere would lose its draft, and be refused.
pub fn sweep(disk: &dyn Disk, path: &Path) -> io::Result<Vec<PathBuf>> {
    let Some(place) = Place::of(&disk.resolve(path)?) else { return Ok(Vec::new()) };
    let mut removed = Vec::new();
    for name in disk.file_names(&place.folder)? {
        let draft = place.folder.join(&name);
        if place.is_draft(&name) && is_file(disk, &draft)? {
            remove_if_there(disk, &draft)?;
            removed.push(draft);
        }
    }
    Ok(removed)
}

/// Lists the earlier versions that stand beside a portfolio, the newest first; three at most.
pub fn list_backups(disk: &dyn Disk, path: &Path) -> io::Result<Vec<PathBuf>> {
    let Some(place) = Place::of(&disk.resolve(path)?) else { return Ok(Vec::new()) };
    let mut backups = Vec::new();
    for number in 1..=BACKUP_COUNT {
        let backup = place.backup(number);
        if is_file(disk, &backup)? {
            backups.push(backup);
        }
    }
    Ok(backups)
}

/// Makes the present file the newest backup; its own name is never missing, at no moment.
///
/// `old` is what stands in the file, `spare` a draft's name that nobody has.
pub(super) fn keep_backup(
    disk: &dyn Disk,
    place: &Place,
    old: &[u8],
    spare: &Path,
) -> io::Result<()> {
    let newest = place.backup(1);
    // So after a save that failed: else every further try would push out one good backup.
    if is_file(disk, &newest)? && disk.read(&newest)? == old {
        return Ok(());
    }
    // First the new backup, then room for it: a full disk costs none of the others.
    give_second_name(disk, &place.target(), spare, old)?;
    let kept = make_room(disk, place).and_then(|()| rename(disk, spare, &newest));
    if kept.is_err() {
        // Where this fails too, the next sweep removes it.
        disk.remove(spare).ok();
    }
    kept
}

/// Makes a second file of the same content: the same file under two names, or a copy.
fn give_second_name(disk: &dyn Disk, from: &Path, to: &Path, content: &[u8]) -> io::Result<()> {
    if disk.hard_link(from, to).is_ok() {
        return Ok(());
    }
    write_new(disk, to, content, Some(from)).map_err(|(_step, error)| error)
}

/// Moves each backup to the next older place, as far as places are taken.
fn make_room(disk: &dyn Disk, place: &Place) -> io::Result<()> {
    let mut taken = 0;
    while taken < BACKUP_COUNT && disk.look(&place.backup(taken + 1))? != Found::Nothing {
        taken += 1;
    }
    for number in (1..=taken.min(BACKUP_COUNT - 1)).rev() {
        rename(disk, &place.backup(number), &place.backup(number + 1))?;
    }
    Ok(())
}

/// What is done to a new file before it gets its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NewFileStep {
    Create,
    TakeAccess,
    Write,
    Sync,
}

/// Writes a new file so that it survives a power cut. On failure it is removed again.
pub(super) fn write_new(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    access_of: Option<&Path>,
) -> Result<(), (NewFileStep, io::Error)> {
    let mut file = disk.create_new(path).map_err(|error| (NewFileStep::Create, error))?;
    let mut put_in = || {
        // Before the first byte: else a private portfolio is open to all for a moment.
        if let Some(old) = access_of {
            file.take_access_of(old).map_err(|error| (NewFileStep::TakeAccess, error))?;
        }
        file.write(bytes).map_err(|error| (NewFileStep::Write, error))?;
        // Before it gets its name: else a power cut may leave the name on an empty file.
        file.sync().map_err(|error| (NewFileStep::Sync, error))
    };
    let written = put_in();
    drop(file);
    if written.is_err() {
        // Where this fails too, the next sweep removes it.
        disk.remove(path).ok();
    }
    written
}

/// Renames, and tries again for two seconds while another program holds the file.
pub(super) fn rename(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    for _ in 1..TRIES {
        match disk.rename(from, to) {
            Err(error) if disk.is_in_use(&error) => disk.wait(PAUSE),
            done => return done,
        }
    }
    disk.rename(from, to)
}

fn is_file(disk: &dyn Disk, path: &Path) -> io::Result<bool> {
    Ok(matches!(disk.look(path)?, Found::File | Found::ReadOnlyFile))
}

fn remove_if_there(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.remove(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// An earlier version that stands beside a portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it is.
    pub path: PathBuf,
    /// How large it is.
    pub bytes: u64,
    /// When it was saved, in milliseconds since 1970; nothing where the disk does not say.
    pub saved_at: Option<u64>,
}

/// The earlier versions with size and time, the newest first.
pub fn dated_backups(disk: &dyn Disk, path: &Path) -> io::Result<Vec<BackupFile>> {
    let backups = list_backups(disk, path)?;
    let dated = backups.into_iter().map(|path| {
        let data = std::fs::metadata(&path)?;
        let since = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let saved_at = since.and_then(|since| u64::try_from(since.as_millis()).ok());
        Ok(BackupFile { path, bytes: data.len(), saved_at })
    });
    dated.collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::path::Path;

    use super::Place;

    #[test]
    fn a_draft_is_told_from_everything_else() {
        let place = Place::of(Path::new("/plans/it.ron")).unwrap();
        assert_eq!(place.draft(0xbeef), Path::new("/plans/.it.ron.000000000000beef.tmp"));
        let is_draft = |name: &str| place.is_draft(OsStr::new(name));
        assert!(is_draft(".it.ron.000000000000beef.tmp"));
        for other in [
            "it.ron",
            ".it.ron.bak1",
            ".it.ron.tmp",
            ".it.ron.beef.tmp",
            ".it.ron.000000000000BEEF.tmp",
            ".it.ron.000000000000beeg.tmp",
            ".it.ron.0000000000000beef.tmp",
            "it.ron.000000000000beef.tmp",
            ".it2.ron.000000000000beef.tmp",
            ".it.ron.000000000000beef.tmp.bak1",
            ".it.ron.000000000000beef.tmp.000000000000beef.tmp",
        ] {
            assert!(!is_draft(other), "{other}");
        }
    }
}
