//! A disk that exists only on paper, and what is left on it when the power fails.
//!
//! It forgets as much as a disk may: what was not made safe in a file becomes old, empty, cut or new,
//! and names that were not made safe survive up to some moment, or any of them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fastrand::Rng;
use portolan::file::beside::{list_backups, sweep};
use portolan::file::disk::{Disk, Found, NewFile};
use portolan::file::save::{Durability, Expected, save};

use super::scratch::{content, over, request, whole_version};

const PLAN: &str = "/plans/it.ron";
const LINES: u32 = 3;
const HISTORIES: u64 = 4_000;

/// Which of the names that were not made safe survive.
#[derive(Clone, Copy)]
enum Order {
    /// All up to some moment, as on a disk that keeps a journal.
    UpToAMoment,

    /// Any of them; a file that gets another name may keep both, or only the new one or the old.
    Any,
}

/// Which promises the disk keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    All,
    NotOfFiles,
    NotOfFolders,
}

/// One thing that changes in a folder.
#[derive(Clone)]
enum Change {
    Set(PathBuf, usize),
    Drop(PathBuf),
}

#[derive(Clone, Default)]
struct Content {
    now: Vec<u8>,
    safe: Vec<u8>,
}

/// The disk on paper.
struct PaperDisk {
    kept: Kept,
    links_refused: bool,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    contents: Vec<Content>,
    names: BTreeMap<PathBuf, usize>,
    safe_names: BTreeMap<PathBuf, usize>,
    unsafe_changes: Vec<Vec<Change>>,
    step_count: u32,

    /// At which step the disk is full, once.
    full_at: Option<u32>,

    /// From which step on nothing works.
    dead_from: Option<u32>,
}

impl State {
    fn step(&mut self) -> io::Result<()> {
        self.step_count += 1;
        if self.dead_from.is_some_and(|dead| self.step_count >= dead) {
            return Err(io::Error::other("the power is off"));
        }
        if self.full_at == Some(self.step_count) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    fn change(&mut self, changes: Vec<Change>) {
        for change in &changes {
            apply(&mut self.names, change);
        }
        self.unsafe_changes.push(changes);
    }

    fn find(&self, path: &Path) -> io::Result<usize> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn must_be_free(&self, path: &Path) -> io::Result<()> {
        if self.names.contains_key(path) {
            Err(io::ErrorKind::AlreadyExists.into())
        } else {
            Ok(())
        }
    }
}

fn apply(names: &mut BTreeMap<PathBuf, usize>, change: &Change) {
    match change {
        Change::Set(path, file) => names.insert(path.clone(), *file),
        Change::Drop(path) => names.remove(path),
    };
}

impl Disk for PaperDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.state.borrow_mut().step()?;
        Ok(path.to_owned())
    }

    fn look(&self, path: &Path) -> io::Result<Found> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        Ok(if state.names.contains_key(path) { Found::File } else { Found::Nothing })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        let file = state.find(path)?;
        Ok(state.contents[file].now.clone())
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn NewFile + '_>> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        state.must_be_free(path)?;
        let file = state.contents.len();
        state.contents.push(Content::default());
        state.change(vec![Change::Set(path.to_owned(), file)]);
        Ok(Box::new(PaperFile { disk: self, file }))
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        if self.links_refused {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let file = state.find(from)?;
        state.must_be_free(to)?;
        state.change(vec![Change::Set(to.to_owned(), file)]);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        let file = state.find(from)?;
        state.change(vec![Change::Set(to.to_owned(), file), Change::Drop(from.to_owned())]);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        state.find(path)?;
        state.change(vec![Change::Drop(path.to_owned())]);
        Ok(())
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        if self.kept != Kept::NotOfFolders {
            state.safe_names = state.names.clone();
            state.unsafe_changes.clear();
        }
        Ok(())
    }

    fn file_names(&self, _folder: &Path) -> io::Result<Vec<OsString>> {
        let mut state = self.state.borrow_mut();
        state.step()?;
        Ok(state.names.keys().map(|path| path.file_name().unwrap().to_owned()).collect())
    }

    fn is_in_use(&self, _error: &io::Error) -> bool {
        false
    }

    fn wait(&self, _pause: Duration) {}
}

struct PaperFile<'a> {
    disk: &'a PaperDisk,
    file: usize,
}

impl NewFile for PaperFile<'_> {
    fn take_access_of(&mut self, _old: &Path) -> io::Result<()> {
        self.disk.state.borrow_mut().step()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.disk.state.borrow_mut();
        let done = state.step();
        let length = if done.is_ok() { bytes.len() } else { bytes.len() >> 1 };
        state.contents[self.file].now.extend(&bytes[..length]);
        done
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.state.borrow_mut();
        state.step()?;
        if self.disk.kept != Kept::NotOfFiles {
            let content = &mut state.contents[self.file];
            content.safe.clone_from(&content.now);
        }
        Ok(())
    }
}

impl PaperDisk {
    /// A disk on which nothing stands, or version 1 is safe.
    fn new(kept: Kept, first: Option<Vec<u8>>, rng: &mut Rng) -> Self {
        let disk = Self { kept, links_refused: rng.u8(0..4) == 0, state: RefCell::default() };
        let Some(first) = first else { return disk };
        let mut state = disk.state.borrow_mut();
        state.contents.push(Content { now: first.clone(), safe: first });
        state.names.insert(PLAN.into(), 0);
        state.safe_names = state.names.clone();
        drop(state);
        disk
    }

    /// The same disk when the power is back.
    fn after_power_cut(self, order: Order, rng: &mut Rng) -> Self {
        let state = self.state.into_inner();
        let mut names = state.safe_names;
        let changes = state.unsafe_changes;
        let survivors: Vec<Change> = match order {
            Order::UpToAMoment => changes[..rng.usize(0..=changes.len())].concat(),
            Order::Any => changes.concat().into_iter().filter(|_| rng.bool()).collect(),
        };
        for change in &survivors {
            apply(&mut names, change);
        }
        let contents = state.contents.into_iter().map(|content| {
            let now = remembered(&content, rng);
            Content { safe: now.clone(), now }
        });
        let state = State {
            contents: contents.collect(),
            safe_names: names.clone(),
            names,
            ..State::default()
        };
        Self { state: RefCell::new(state), ..self }
    }
}

/// What the disk has of a file: the safe part for certain, of the rest what it likes.
fn remembered(content: &Content, rng: &mut Rng) -> Vec<u8> {
    let Content { now, safe } = content;
    if now == safe {
        return now.clone();
    }
    match rng.u8(0..4) {
        0 => safe.clone(),
        1 => Vec::new(),
        2 => now[..rng.usize(0..=now.len())].to_vec(),
        _ => now.clone(),
    }
}

/// What was found after the power cuts.
#[derive(Debug, Default, PartialEq, Eq)]
struct Damage {
    torn: u32,
    name_missing: u32,
    promised_lost: u32,
    torn_backups: u32,
    left_over: u32,
}

fn after_many_power_cuts(kept: Kept, order: Order) -> Damage {
    let mut damage = Damage::default();
    for seed in 0..HISTORIES {
        one_history(kept, order, &mut Rng::with_seed(seed), &mut damage);
    }
    println!("{damage:?}");
    damage
}

/// Saves up to six versions, perhaps with a full disk at some step, until the power fails.
fn one_history(kept: Kept, order: Order, rng: &mut Rng, damage: &mut Damage) {
    let mut there = rng.bool().then(|| content(1, LINES));
    let mut promised = u32::from(there.is_some());
    let disk = PaperDisk::new(kept, there.clone(), rng);
    {
        let mut state = disk.state.borrow_mut();
        state.dead_from = Some(rng.u32(1..100));
        state.full_at = rng.bool().then(|| rng.u32(1..60));
    }
    for version in 2..8 {
        let bytes = content(version, LINES);
        let expected = there.as_deref().map_or(Expected::NewFile, over);
        let mut request = request(Path::new(PLAN), &bytes, expected);
        request.nonce = rng.u64(..);
        let Ok(saved) = save(&disk, &request) else {
            count_left_over(&disk, damage);
            continue;
        };
        there = Some(bytes);
        if saved.durability == Durability::Full {
            promised = version;
        }
    }
    let disk = disk.after_power_cut(order, rng);
    look_for_damage(&disk, promised, damage);
}

/// A save that failed with the power on leaves nothing behind.
fn count_left_over(disk: &PaperDisk, damage: &mut Damage) {
    let state = disk.state.borrow();
    let is_on = state.dead_from.is_none_or(|dead| state.step_count < dead);
    let has_draft = state.names.keys().any(|path| path.extension() == Some("tmp".as_ref()));
    damage.left_over += u32::from(is_on && has_draft);
}

fn look_for_damage(disk: &PaperDisk, promised: u32, damage: &mut Damage) {
    let path = Path::new(PLAN);
    let backups = list_backups(disk, path).unwrap();
    let is_torn = |path: &PathBuf| whole_version(&disk.read(path).unwrap(), LINES).is_none();
    damage.torn_backups +=
        u32::try_from(backups.iter().filter(|path| is_torn(path)).count()).unwrap();
    let Ok(bytes) = disk.read(path) else {
        damage.name_missing += u32::from(promised > 0);
        return;
    };
    match whole_version(&bytes, LINES) {
        None => damage.torn += 1,
        Some(version) => damage.promised_lost += u32::from(version < promised),
    }
    // And life goes on.
    sweep(disk, path).unwrap();
    save(disk, &request(path, b"next", Expected::Anything)).unwrap();
    assert!(disk.state.borrow().names.len() <= 4, "the file and three backups");
    assert_eq!(disk.read(path).unwrap(), b"next");
}

#[test]
fn no_power_cut_harms_a_file_on_a_disk_that_keeps_a_journal() {
    assert_eq!(after_many_power_cuts(Kept::All, Order::UpToAMoment), Damage::default());
}

#[test]
fn no_power_cut_harms_a_file_on_a_disk_that_forgets_any_names() {
    assert_eq!(after_many_power_cuts(Kept::All, Order::Any), Damage::default());
}

#[test]
fn files_that_are_not_made_safe_do_come_to_harm() {
    let damage = after_many_power_cuts(Kept::NotOfFiles, Order::UpToAMoment);
    assert!(damage.torn > 500 && damage.torn_backups > 500, "{damage:?}");
}

#[test]
fn names_that_are_not_made_safe_do_get_lost() {
    let damage = after_many_power_cuts(Kept::NotOfFolders, Order::Any);
    assert!(damage.promised_lost > 500 && damage.name_missing > 100, "{damage:?}");
}
