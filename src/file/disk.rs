//! The one door to the disk: the few operations that saving needs.
//!
//! Saving talks to a [`Disk`], not to the machine, so that a test can hand it a disk that fills up,
//! fails at any step or loses its power.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What stands at a path, links followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Neither file nor folder.
    Nothing,

    /// A file that may be replaced.
    File,

    /// A file that somebody has marked as not to be written, for everybody.
    ReadOnlyFile,

    /// A folder, a device, a pipe.
    Other,
}

/// Somewhere that keeps files. Every operation may fail as the machine's do.
pub trait Disk {
    /// Gives the real place behind a path, links followed; the last name need not exist yet.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;

    /// Tells what stands at a path.
    fn look(&self, path: &Path) -> io::Result<Found>;

    /// Reads a whole file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Makes an empty file where none may stand yet.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>>;

    /// Gives a file a second name, where none may stand yet. Many network disks refuse.
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name in one step, and takes that name from whatever had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes sure that the names in a folder survive a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Lists the names in a folder, in order.
    fn file_names(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Whether an error means that another program holds the file, perhaps only for a moment.
    fn is_in_use(&self, error: &io::Error) -> bool;

    /// Lets some time pass before another try.
    fn wait(&self, pause: Duration);
}

/// A file that is being written for the first time.
pub trait NewFile {
    /// Lets the same people read and write this file as that one.
    fn take_access_of(&mut self, old: &Path) -> io::Result<()>;

    /// Appends bytes.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Makes sure that what was written survives a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

/// The machine's own disk.
#[derive(Debug, Clone, Copy)]
pub struct RealDisk {
    /// How to let time pass: only the caller knows whether it may sleep.
    pub wait: fn(Duration),
}

impl Disk for RealDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        match fs::canonicalize(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.resolve_new(path),
            known => known,
        }
    }

    fn look(&self, path: &Path) -> io::Result<Found> {
        match fs::metadata(path) {
            Ok(data) if !data.is_file() => Ok(Found::Other),
            Ok(data) if data.permissions().readonly() => Ok(Found::ReadOnlyFile),
            Ok(_) => Ok(Found::File),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
            Err(error) => Err(error),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(Box::new(RealFile(file)))
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door that the others are sent to")]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows has no such operation; its journal keeps names in order.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn file_names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut names = fs::read_dir(folder)?
            .map(|entry| Ok(entry?.file_name()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    fn is_in_use(&self, error: &io::Error) -> bool {
        // Windows: access denied, sharing violation, lock violation.
        cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
    }

    fn wait(&self, pause: Duration) {
        (self.wait)(pause);
    }
}

impl RealDisk {
    /// Resolves a path where nothing stands yet: a new name, or a link to one.
    fn resolve_new(self, path: &Path) -> io::Result<PathBuf> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        // The folder of a bare name is written as nothing at all.
        let folder = fs::canonicalize(Path::new(".").join(folder))?;
        let path = folder.join(name);
        match fs::read_link(&path) {
            Ok(linked) => self.resolve(&folder.join(linked)),
            Err(_not_a_link) => Ok(path),
        }
    }
}

/// A new file on the machine's own disk.
struct RealFile(File);

impl NewFile for RealFile {
    fn take_access_of(&mut self, old: &Path) -> io::Result<()> {
        take_access(&self.0, &fs::metadata(old)?)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }
}

/// Gives a file the owner, the group and the mode of another.
#[cfg(unix)]
fn take_access(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

    let new = file.metadata()?;
    // Only an administrator may give files away; for everybody else the new owner is who saves.
    let has_owner = new.uid() == old.uid() || fchown(file, Some(old.uid()), None).is_ok();
    let has_group = new.gid() == old.gid() || fchown(file, None, Some(old.gid())).is_ok();
    let mut mode = old.mode() & 0o777;
    if !has_group {
        // What one group was allowed is not for another: it gets what everybody gets.
        mode = (mode & 0o707) | ((mode & 0o007) << 3);
    }
    if !has_owner {
        // Who saves must be able to save again.
        mode |= 0o600;
    }
    // Some disks know no modes and refuse to be told one, even the one they have.
    if new.mode() & 0o777 == mode {
        return Ok(());
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// Where there are no modes the folder decides who may read the file.
#[cfg(not(unix))]
fn take_access(_file: &File, _old: &Metadata) -> io::Result<()> {
    Ok(())
}
