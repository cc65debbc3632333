//! Whichever step of a save fails, once or for good, there is one whole file and no litter.

use std::cell::Cell;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use expect_test::expect;
use portolan::file::beside::{list_backups, sweep};
use portolan::file::disk::{Disk, Found, NewFile};
use portolan::file::save::{Backups, Expected, save};
use portolan::file::save_error::SaveError;

use super::scratch::{DISK, Scratch, content, over, request, whole_version};

const LINES: u32 = 200;

/// The steps of a save over a file with three backups; the folder is made safe in the last.
const LAST_STEP: u32 = 18;

/// What goes wrong.
#[derive(Clone, Copy)]
enum Fault {
    /// This step, and no other; the first is 1.
    Once(u32),

    /// This step and all that follow.
    From(u32),

    /// So many tries to rename, since another program holds the file.
    Held(u32),

    /// The new file never takes the name.
    NotReplaced,
}

/// The machine's disk with a fault.
struct FaultyDisk {
    fault: Fault,
    reason: io::ErrorKind,
    links_refused: bool,
    step_count: Cell<u32>,
    rename_count: Cell<u32>,
    failed_at: Cell<&'static str>,
    waited: Cell<Duration>,
}

impl FaultyDisk {
    fn new(fault: Fault) -> Self {
        Self {
            fault,
            reason: io::ErrorKind::Other,
            links_refused: false,
            step_count: Cell::new(0),
            rename_count: Cell::new(0),
            failed_at: Cell::new(""),
            waited: Cell::new(Duration::ZERO),
        }
    }

    fn step(&self, name: &'static str) -> io::Result<()> {
        let step = self.step_count.get() + 1;
        self.step_count.set(step);
        let fails = match self.fault {
            Fault::Once(at) => step == at,
            Fault::From(at) => step >= at,
            Fault::Held(_) | Fault::NotReplaced => false,
        };
        if !fails {
            return Ok(());
        }
        if self.failed_at.get().is_empty() {
            self.failed_at.set(name);
        }
        Err(io::Error::new(self.reason, "the disk reports a fault"))
    }
}

impl Disk for FaultyDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step("resolve")?;
        DISK.resolve(path)
    }

    fn look(&self, path: &Path) -> io::Result<Found> {
        self.step("look")?;
        DISK.look(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step("read")?;
        DISK.read(path)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>> {
        self.step("create")?;
        Ok(Box::new(FaultyFile { disk: self, file: DISK.create_new(path)? }))
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("link")?;
        if self.links_refused {
            return Err(io::ErrorKind::Unsupported.into());
        }
        DISK.hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename")?;
        self.rename_count.set(self.rename_count.get() + 1);
        if matches!(self.fault, Fault::Held(tries) if self.rename_count.get() <= tries) {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        if matches!(self.fault, Fault::NotReplaced) && to.ends_with("plan.ron") {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        DISK.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step("remove")?;
        DISK.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step("sync folder")?;
        DISK.sync_folder(folder)
    }

    fn file_names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.step("list")?;
        DISK.file_names(folder)
    }

    fn is_in_use(&self, error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::ResourceBusy
    }

    fn wait(&self, pause: Duration) {
        self.waited.set(self.waited.get() + pause);
    }
}

struct FaultyFile<'a> {
    disk: &'a FaultyDisk,
    file: Box<dyn NewFile + 'a>,
}

impl NewFile for FaultyFile<'_> {
    fn take_access_of(&mut self, old: &Path) -> io::Result<()> {
        self.disk.step("take access")?;
        self.file.take_access_of(old)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let done = self.disk.step("write");
        // A write that fails may have written something.
        let length = if done.is_ok() { bytes.len() } else { bytes.len() >> 1 };
        self.file.write(&bytes[..length])?;
        done
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.step("sync")?;
        self.file.sync()
    }
}

/// A folder with version 4 of a file, and versions 3, 2 and 1 as its backups.
fn four_versions(name: &str) -> (Scratch, PathBuf) {
    let scratch = Scratch::new(name);
    let path = scratch.join("plan.ron");
    for version in 1..=4 {
        let bytes = content(version, LINES);
        save(&DISK, &request(&path, &bytes, Expected::Anything)).unwrap();
    }
    (scratch, path)
}

fn version_in(path: &Path) -> u32 {
    whole_version(&fs::read(path).unwrap(), LINES).expect("whole")
}

/// Saves version 5 over 4 on a faulty disk, and checks that the file is one or the other.
fn save_version_5(disk: &FaultyDisk, scratch: &Scratch, path: &Path) -> String {
    let (old, new) = (content(4, LINES), content(5, LINES));
    let saved = save(disk, &request(path, &new, over(&old)));
    assert_eq!(version_in(path), if saved.is_ok() { 5 } else { 4 });

    // Only the oldest backup may make room, and never without need.
    let mut versions: Vec<_> =
        list_backups(&DISK, path).unwrap().iter().map(|path| version_in(path)).collect();
    assert!(versions.is_sorted_by(|newer, older| newer > older), "{versions:?}");
    versions.insert(0, version_in(path));
    for version in 2..=4 {
        assert!(versions.contains(&version), "{versions:?}");
    }
    match saved {
        Ok(saved) => saved.warning().unwrap_or_else(|| "Saved".into()),
        Err(error) => scratch.in_words(&error),
    }
}

#[test]
fn any_step_may_fail_once() {
    let mut story = String::new();
    for at in 1.. {
        let (scratch, path) = four_versions("once");
        let disk = FaultyDisk::new(Fault::Once(at));
        let told = save_version_5(&disk, &scratch, &path);
        assert_eq!(scratch.drafts(), [""; 0], "step {at}");
        if disk.failed_at.get().is_empty() {
            break;
        }
        let told = told.split(['.', ':']).next().unwrap();
        writeln!(story, "{at:2} {}: {told}", disk.failed_at.get()).unwrap();
    }
    expect![[r#"
         1 resolve: The folder could not be found
         2 look: The place to save to could not be looked at
         3 create: No new file could be made in the folder
         4 take access: The permissions of the old file could not be given to the new one
         5 write: The new copy could not be written
         6 sync: The new copy could not be made safe against a power cut
         7 read: The old file could not be read, to see whether it has changed
         8 look: The old file could not be kept as a backup
         9 read: The old file could not be kept as a backup
        10 link: Saved
        11 look: The old file could not be kept as a backup
        12 look: The old file could not be kept as a backup
        13 look: The old file could not be kept as a backup
        14 rename: The old file could not be kept as a backup
        15 rename: The old file could not be kept as a backup
        16 rename: The old file could not be kept as a backup
        17 rename: The new copy could not be put in place
        18 sync folder: The file is saved, but may not survive a power cut
    "#]]
    .assert_eq(&story);
}

#[test]
fn any_step_may_fail_once_where_files_have_but_one_name() {
    for at in 1.. {
        let (scratch, path) = four_versions("unlinked");
        let disk = FaultyDisk { links_refused: true, ..FaultyDisk::new(Fault::Once(at)) };
        save_version_5(&disk, &scratch, &path);
        assert_eq!(scratch.drafts(), [""; 0], "step {at}");
        if disk.failed_at.get().is_empty() {
            assert!(at > 20, "the copy takes more steps");
            break;
        }
    }
}

#[test]
fn any_step_may_be_the_last() {
    for at in 1.. {
        let (scratch, path) = four_versions("for-good");
        let disk = FaultyDisk::new(Fault::From(at));
        save_version_5(&disk, &scratch, &path);
        if disk.failed_at.get().is_empty() {
            break;
        }
        // What could not be removed then is removed when the portfolio is next opened.
        sweep(&DISK, &path).unwrap();
        assert_eq!(scratch.drafts(), [""; 0], "step {at}");
        save(&DISK, &request(&path, b"next", Expected::Anything)).unwrap();
    }
}

#[test]
fn a_save_that_keeps_failing_costs_one_backup_not_all() {
    let (scratch, path) = four_versions("again");
    for _ in 0..5 {
        save_version_5(&FaultyDisk::new(Fault::NotReplaced), &scratch, &path);
        assert_eq!(version_in(&path), 4);
    }
    let backups = list_backups(&DISK, &path).unwrap();
    let versions: Vec<_> = backups.iter().map(|path| version_in(path)).collect();
    assert_eq!(versions, [4, 3, 2]);
}

#[test]
fn another_program_that_holds_the_file_is_waited_for() {
    let (scratch, path) = four_versions("held");
    let new = content(5, LINES);
    let mut request = request(&path, &new, Expected::Anything);
    request.backups = Backups::None;

    let disk = FaultyDisk::new(Fault::Held(3));
    save(&disk, &request).unwrap();
    assert_eq!(disk.waited.get(), Duration::from_millis(600));

    // Neither while the file is replaced nor while a backup is kept is there an end to it.
    let mut told = Vec::new();
    for backups in [Backups::None, Backups::Three] {
        request.backups = backups;
        request.bytes = b"never seen";
        let disk = FaultyDisk::new(Fault::Held(u32::MAX));
        let refused = save(&disk, &request).unwrap_err();
        assert!(matches!(refused, SaveError::InUse { .. }));
        assert_eq!((disk.rename_count.get(), disk.waited.get().as_millis()), (10, 1_800));
        assert_eq!((version_in(&path), scratch.drafts().len()), (5, 0));
        told.push(scratch.in_words(&refused));
    }
    told.dedup();
    expect![[r#"
        Another program is using the file, so it could not be replaced: perhaps a virus scanner, a preview or a program that synchronises folders. Nothing was saved, and what was there is as it was. Try again in a moment, or save under another name.
        File: /plan.ron"#]].assert_eq(&told.join("\n"));
}

#[test]
fn a_folder_that_cannot_be_made_safe_is_mentioned() {
    let (scratch, path) = four_versions("unsafe");
    let disk = FaultyDisk::new(Fault::Once(LAST_STEP));
    let told = save_version_5(&disk, &scratch, &path);
    assert_eq!(disk.failed_at.get(), "sync folder");
    expect![[r#"
        The file is saved, but may not survive a power cut: the disk reports a fault. Save again later, or save a copy to another disk.
        File: /plan.ron"#]].assert_eq(&told.replace(scratch.path().to_str().unwrap(), ""));
}

#[test]
fn a_network_disk_that_has_nothing_to_make_safe_is_not_mentioned() {
    for reason in [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported] {
        let (scratch, path) = four_versions("network");
        let disk = FaultyDisk { reason, ..FaultyDisk::new(Fault::Once(LAST_STEP)) };
        assert_eq!(save_version_5(&disk, &scratch, &path), "Saved");
        assert_eq!(disk.failed_at.get(), "sync folder");
    }
}
