//! Unsaved changes are kept for the case of a crash, and offered when there was one.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::opening::{Then, empty};
use super::{Clock, Question, Setting, Tone, Workspace, told};
use crate::file::disk::RealDisk;
use crate::file::recovery::{About, Slot, left_behind, read_recovery, remove};
use crate::file::{BYTES_MAX_ANYWAY, open};
use crate::jobs::{Call, Job, Rest, Worker, pause};
use crate::model::Portfolio;
use crate::wording::DifferenceLines;

/// Changes are kept this long after the last of them, in milliseconds,
const QUIET: u64 = 2_000;
/// and this long after the first of them at the latest; the rest of three seconds is for the disk.
const LATEST: u64 = 2_300;

/// Unsaved changes that a program has left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// The file they were kept in.
    pub(super) file: PathBuf,
    /// The portfolio's own file; none where it was never saved.
    pub path: Option<PathBuf>,
    /// When they were kept, in milliseconds since 1970.
    pub at: u64,
    /// The portfolio with the changes.
    pub portfolio: Arc<Portfolio>,
    /// Its leading comments.
    pub(super) preamble: String,
    /// How the portfolio's own file stands.
    pub standing: Standing,
    /// What they would change.
    pub differences: DifferenceLines,
}

/// How the file of a portfolio stands to changes that were made to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is the one that they were made to.
    AsItWas,
    /// Somebody has changed it since.
    ChangedSince,
    /// It is not there, or cannot be read.
    Gone,
    /// There never was one.
    NeverSaved,
}

/// What is kept, and what it belongs to.
struct Kept {
    portfolio: Arc<Portfolio>,
    preamble: String,
    about: About,
}

/// What the worker is told.
enum Order {
    /// There are unsaved changes.
    Keep(Kept),
    /// These are kept at once, and then stand for that file.
    Replace(Kept, PathBuf),
    /// There are no unsaved changes any more.
    Clear,
    /// This file is not wanted.
    Remove(PathBuf),
}

/// The part of the workspace that keeps unsaved changes, and offers them.
#[derive(Default)]
pub(super) struct Recovering {
    worker: Option<Worker<Order>>,
    troubles: Option<Receiver<String>>,
    has_told: bool,
    is_keeping: bool,
    scans: Vec<Job<Vec<Recovered>>>,
    offers: VecDeque<Arc<Recovered>>,
}

/// The worker's own knowledge.
struct Keeper {
    folder: PathBuf,
    session: u64,
    clock: Clock,
    slot: Option<(Option<PathBuf>, Slot)>,
    /// What is not on disk yet, and since when it waits.
    waiting: Option<(u64, Kept)>,
    troubles: Sender<String>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Recovering {
    /// Begins to keep, where there is a folder for it.
    pub(super) fn start(setting: &Setting, session: u64) -> Self {
        let Some(folder) = setting.folder.as_deref().map(recovery_folder) else {
            return Self::default();
        };
        let (troubles, told) = channel();
        let mut keeper = Keeper {
            folder,
            session,
            clock: Arc::clone(&setting.clock),
            slot: None,
            waiting: None,
            troubles,
            wake: Arc::clone(&setting.wake),
        };
        let worker = Worker::start("recovery", move |call| keeper.answer(call));
        Self { worker: Some(worker), troubles: Some(told), ..Self::default() }
    }

    fn send(&self, order: Order) {
        if let Some(worker) = &self.worker {
            worker.send(order);
        }
    }

    /// Whether it is being looked for what was left behind.
    pub(super) fn is_scanning(&self) -> bool {
        !self.scans.is_empty()
    }
}

fn recovery_folder(folder: &Path) -> PathBuf {
    folder.join("recovery")
}

impl Keeper {
    fn answer(&mut self, call: Call<Order>) -> Rest {
        match call {
            Call::Message(Order::Keep(kept)) => return self.wait(kept),
            Call::Message(Order::Replace(kept, old)) => {
                self.waiting = None;
                if self.write(&kept) {
                    remove(&old);
                }
            }
            Call::Message(Order::Clear) => {
                self.waiting = None;
                if let Some((_, mut slot)) = self.slot.take() {
                    slot.clear();
                }
            }
            Call::Message(Order::Remove(path)) => {
                remove(&path);
                return self.waiting.as_ref().map_or(Rest::UntilSent, |_| rest(QUIET));
            }
            // At the end, too: whoever closed the window in good order has cleared this before.
            Call::Rested | Call::Last => self.write_waiting(),
        }
        Rest::UntilSent
    }

    fn wait(&mut self, kept: Kept) -> Rest {
        let now = (self.clock)();
        let since = self.waiting.take().map_or(now, |(since, _)| since);
        self.waiting = Some((since, kept));
        let waited = now.saturating_sub(since);
        if waited >= LATEST {
            self.write_waiting();
            return Rest::UntilSent;
        }
        rest(QUIET.min(LATEST - waited))
    }

    fn write_waiting(&mut self) {
        if let Some((_, kept)) = self.waiting.take() {
            self.write(&kept);
        }
    }

    /// Says whether it was written.
    fn write(&mut self, kept: &Kept) -> bool {
        let path = &kept.about.path;
        let left = self.slot.take_if(|(of, _)| of != path);
        let (folder, session) = (&self.folder, self.session);
        let (_, slot) = self
            .slot
            .get_or_insert_with(|| (path.clone(), Slot::of(folder, path.as_deref(), session)));
        let about = About { at: (self.clock)(), ..kept.about.clone() };
        let disk = RealDisk { wait: pause };
        let written = slot.keep(&disk, &kept.portfolio, &kept.preamble, &about);
        // The old one goes when the new one stands, not before.
        if let (Ok(()), Some((_, mut left))) = (&written, left) {
            left.clear();
        }
        if let Err(error) = &written {
            self.troubles.send(error.to_string()).ok();
            (self.wake)();
        }
        written.is_ok()
    }
}

fn rest(milliseconds: u64) -> Rest {
    Rest::AtMost(Duration::from_millis(milliseconds))
}

impl Workspace {
    /// Looks for what programs that are gone have left behind: of this file, or of any.
    pub(super) fn look_for_crashes(&mut self, of: Option<PathBuf>) {
        let Some(folder) = self.setting.folder.as_deref().map(recovery_folder) else { return };
        let wake = Arc::clone(&self.setting.wake);
        let work = move |_: &crate::jobs::Monitor| recovered(&folder, of.as_deref());
        self.recovering.scans.push(Job::start("crashes", move || wake(), work));
    }

    /// Keeps what is not saved for the case of a crash, or forgets what was kept.
    pub(super) fn keep_for_recovery(&mut self) {
        if self.is_changed {
            self.recovering.is_keeping = true;
            self.recovering.send(Order::Keep(self.kept()));
        } else {
            self.forget_recovery();
        }
    }

    /// Forgets what was kept: it is saved, or the person does not want it.
    pub(super) fn forget_recovery(&mut self) {
        if std::mem::take(&mut self.recovering.is_keeping) {
            self.recovering.send(Order::Clear);
        }
    }

    fn kept(&self) -> Kept {
        Kept {
            portfolio: Arc::clone(self.portfolio()),
            preamble: self.keeping.preamble.clone(),
            about: About {
                path: self.keeping.path.clone(),
                based_on: self.keeping.fingerprint.map(|mark| mark.to_string()),
                at: 0,
                person: self.setting.person.clone(),
                process: std::process::id(),
            },
        }
    }

    /// Takes in what was found and what went wrong, and offers the next that was found.
    pub(super) fn receive_recovery(&mut self) {
        let mut found = Vec::new();
        self.recovering.scans.retain(|scan| match scan.poll() {
            Some(outcome) => {
                found.extend(outcome.unwrap_or_default());
                false
            }
            None => true,
        });
        for recovered in found {
            let is_offered = matches!(&self.question, Some(Question::Recover(offered)) if offered.file == recovered.file);
            let mut offers = self.recovering.offers.iter();
            if !is_offered && !offers.any(|known| known.file == recovered.file) {
                self.recovering.offers.push_back(Arc::new(recovered));
            }
        }
        let trouble = self.recovering.troubles.as_ref().and_then(|told| told.try_iter().last());
        if let Some(trouble) = trouble
            && !std::mem::replace(&mut self.recovering.has_told, true)
        {
            let text = format!(
                "Unsaved changes cannot be kept for the case of a crash, so save often. {trouble}"
            );
            self.notices.tell(Tone::Warning, text);
        }
        self.offer_recovery();
    }

    fn offer_recovery(&mut self) {
        let is_busy = self.question.is_some()
            || self.opening.is_some()
            || self.saving.is_some()
            || self.is_changed;
        if !is_busy && let Some(recovered) = self.recovering.offers.pop_front() {
            self.question = Some(Question::Recover(recovered));
        }
    }

    /// Brings the changes back: in their own file where there is one.
    pub(super) fn recover(&mut self, recovered: Arc<Recovered>) {
        // One at a time: the others are offered at the next start.
        self.recovering.offers.clear();
        if let (Some(path), Standing::AsItWas | Standing::ChangedSince) =
            (&recovered.path, recovered.standing)
        {
            if self.keeping.path.as_ref() == Some(path) && !self.is_changed {
                self.put_back(&recovered);
            } else {
                self.start_opening(path.clone(), Then::Recover(recovered));
            }
        } else {
            self.begin();
            self.put_back(&recovered);
        }
    }

    /// Makes the changes one step that can be undone.
    pub(super) fn put_back(&mut self, recovered: &Recovered) {
        self.history.replace("Recover unsaved changes", Arc::clone(&recovered.portfolio));
        self.keeping.preamble.clone_from(&recovered.preamble);
        self.follow_change();
        self.recovering.is_keeping = true;
        self.recovering.send(Order::Replace(self.kept(), recovered.file.clone()));
        self.notices.tell(Tone::Done, "Unsaved changes are back. Save to keep them.");
    }

    /// Takes the changes away for good.
    pub(super) fn discard_recovered(&self, recovered: &Recovered) {
        self.recovering.send(Order::Remove(recovered.file.clone()));
    }
}

/// What was left behind and says something else than its file, the latest first.
fn recovered(folder: &Path, of: Option<&Path>) -> Vec<Recovered> {
    let disk = RealDisk { wait: pause };
    let mut all: Vec<Recovered> =
        left_behind(&disk, folder, of).into_iter().filter_map(read_one).collect();
    all.sort_by_key(|recovered| std::cmp::Reverse(recovered.at));
    all
}

fn read_one(file: PathBuf) -> Option<Recovered> {
    let (about, kept) = read_recovery(&file)?;
    let own = about.path.as_deref().map(|path| open(path, BYTES_MAX_ANYWAY));
    let (base, standing) = match own {
        None => (empty(), Standing::NeverSaved),
        Some(Err(_)) => (empty(), Standing::Gone),
        Some(Ok(own)) if Some(own.fingerprint.to_string()) == about.based_on => {
            (own.portfolio, Standing::AsItWas)
        }
        Some(Ok(own)) => (own.portfolio, Standing::ChangedSince),
    };
    if base == kept.portfolio {
        // It was saved after all, or never was more than empty.
        remove(&file);
        return None;
    }
    Some(Recovered {
        file,
        path: about.path,
        at: about.at,
        differences: told(&base, &kept.portfolio),
        portfolio: Arc::new(kept.portfolio),
        preamble: kept.preamble,
        standing,
    })
}
