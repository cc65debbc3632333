//! Saving: all of it, or nothing changes.
//!
//! The new content is written beside the old file and made safe there; only then does it take the
//! old one's name, in one step. Whatever happens in between, a kill, a full disk, a power cut, there is
//! always one whole file of that name: the old or the new.

use std::io;
use std::path::{Path, PathBuf};

use super::beside::{NewFileStep, Place, keep_backup, rename, write_new};
use super::disk::{Disk, Found};
use super::fingerprint::Fingerprint;
use super::save_error::{SaveError, Step};

/// What to save, where, and what the caller believes to be there.
#[derive(Debug, Clone, Copy)]
pub struct SaveRequest<'a> {
    /// Where to. A link is kept, and what it points to is replaced.
    pub path: &'a Path,

    /// The whole new content. The caller has checked that it can be read again.
    pub bytes: &'a [u8],

    /// What should be there now; anything else is left alone.
    pub expected: Expected,

    /// Whether what is there now is worth keeping.
    pub backups: Backups,

    /// A random number, for names that nobody else uses at the same time.
    pub nonce: u64,
}

/// What should stand at the place to save to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: the file is new.
    NewFile,

    /// The file as it was when it was opened or last saved.
    Unchanged(Fingerprint),

    /// Anything: somebody has agreed to replace it.
    Anything,
}

/// How many earlier versions to keep beside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backups {
    /// The last three: for portfolios.
    Three,

    /// None: for what is itself a spare copy.
    None,
}

/// What a save has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Where the file really is, links followed.
    pub path: PathBuf,

    /// What the next save should expect to find.
    pub fingerprint: Fingerprint,

    /// Whether it also withstands a power cut.
    pub durability: Durability,
}

/// What a saved file withstands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Durability {
    /// A power cut from now on.
    Full,

    /// A crash of the program, but perhaps no power cut, for this reason.
    MayNotSurvivePowerCut(String),
}

impl Saved {
    /// What to tell the person, where all is not well.
    pub fn warning(&self) -> Option<String> {
        match &self.durability {
            Durability::Full => None,
            Durability::MayNotSurvivePowerCut(reason) => Some(format!(
                "The file is saved, but may not survive a power cut: {reason}. \
                 Save again later, or save a copy to another disk.\nFile: {}",
                self.path.display()
            )),
        }
    }
}

/// Saves a file as a whole, or leaves everything as it was and says why.
///
/// Keeps the file's permissions and the links to it, and refuses to replace what the caller does
/// not know. After a failure nothing is left behind, unless removing it fails as well; then
/// [`sweep`](super::beside::sweep) finds it.
pub fn save(disk: &dyn Disk, request: &SaveRequest<'_>) -> Result<Saved, SaveError> {
    let path =
        disk.resolve(request.path).map_err(|error| request.failed(Step::FindFolder, error))?;
    let place = Place::of(&path).ok_or_else(|| request.not_a_file())?;
    let draft = place.draft(request.nonce);

    write_draft(disk, request, &path, &draft)?;
    let replaced = replace(disk, request, &place, &draft);
    if replaced.is_err() {
        // Where this fails too, the next sweep removes it.
        disk.remove(&draft).ok();
    }
    replaced?;

    let durability = sync_names(disk, &place.folder);
    Ok(Saved { path, fingerprint: Fingerprint::of(request.bytes), durability })
}

/// Writes the new content beside the old, for the same eyes only, and safe against a power cut.
fn write_draft(
    disk: &dyn Disk,
    request: &SaveRequest<'_>,
    path: &Path,
    draft: &Path,
) -> Result<(), SaveError> {
    let access_of = match disk.look(path) {
        Ok(Found::Nothing) => None,
        Ok(Found::File) => Some(path),
        Ok(Found::ReadOnlyFile) => {
            return Err(SaveError::ReadOnly { path: request.path.to_owned() });
        }
        Ok(Found::Other) => return Err(request.not_a_file()),
        Err(error) => return Err(request.failed(Step::LookAtOld, error)),
    };
    write_new(disk, draft, request.bytes, access_of).map_err(|(step, error)| {
        let step = match step {
            NewFileStep::Create => Step::Create,
            NewFileStep::TakeAccess => Step::TakeAccess,
            NewFileStep::Write => Step::Write,
            NewFileStep::Sync => Step::Sync,
        };
        request.failed(step, error)
    })
}

/// Lets the new content take the name, if what has the name now is what was expected.
fn replace(
    disk: &dyn Disk,
    request: &SaveRequest<'_>,
    place: &Place,
    draft: &Path,
) -> Result<(), SaveError> {
    let target = place.target();
    // As late as can be: what others change after this look is lost to them.
    let old = match disk.read(&target) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(request.failed(Step::ReadOld, error)),
    };
    request.check(old.as_deref())?;

    // Saving the same again must not push out backups that differ.
    let old = old.filter(|bytes| bytes != request.bytes && request.backups == Backups::Three);
    if let Some(old) = old {
        let spare = place.draft(request.nonce.wrapping_add(1));
        keep_backup(disk, place, &old, &spare)
            .map_err(|error| request.refused(disk, Step::Backup, error))?;
    }
    rename(disk, draft, &target).map_err(|error| request.refused(disk, Step::Replace, error))
}

/// Makes the new name safe. The file has it already, so a failure is only something to mention.
fn sync_names(disk: &dyn Disk, folder: &Path) -> Durability {
    match disk.sync_folder(folder) {
        Ok(()) => Durability::Full,
        // Network disks answer so: there is nothing to be done on this side.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Durability::Full
        }
        Err(error) => Durability::MayNotSurvivePowerCut(error.to_string()),
    }
}

impl SaveRequest<'_> {
    /// Refuses to go on where something else is there than the caller believes.
    fn check(&self, old: Option<&[u8]>) -> Result<(), SaveError> {
        let path = || self.path.to_owned();
        match (self.expected, old) {
            (Expected::Anything, _) | (Expected::NewFile, None) => Ok(()),
            (Expected::NewFile, Some(_)) => Err(SaveError::AlreadyThere { path: path() }),
            (Expected::Unchanged(_), None) => Err(SaveError::GoneOutside { path: path() }),
            // What is there is what is to be there: so after a rename that worked and said it did not.
            (Expected::Unchanged(_), Some(bytes)) if bytes == self.bytes => Ok(()),
            (Expected::Unchanged(seen), Some(bytes)) => match Fingerprint::of(bytes) {
                now if now == seen => Ok(()),
                now => Err(SaveError::ChangedOutside { path: path(), now }),
            },
        }
    }

    /// Tells another program that holds the file from everything else.
    fn refused(&self, disk: &dyn Disk, step: Step, source: io::Error) -> SaveError {
        if disk.is_in_use(&source) {
            return SaveError::InUse { path: self.path.to_owned(), source };
        }
        self.failed(step, source)
    }

    fn failed(&self, step: Step, source: io::Error) -> SaveError {
        SaveError::Failed { path: self.path.to_owned(), step, source }
    }

    fn not_a_file(&self) -> SaveError {
        SaveError::NotAFile { path: self.path.to_owned() }
    }
}
