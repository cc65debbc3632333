//! Changes of the open file by somebody else: noticed while the window is in front, and taken in when wanted.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::opening::file_name;
use super::{Command, Question, Tone, Workspace, told};
use crate::file::watch::{Look, Stamp, look};
use crate::file::{BYTES_MAX, Fingerprint, OpenError, Opened, open};
use crate::jobs::{Call, Job, Rest, Worker};
use crate::model::Portfolio;
use crate::wording::DifferenceLines;

/// How often the file is looked at while the window is in front.
const EVERY: Duration = Duration::from_secs(2);

/// What stands in the file now, beside what was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct OutsideChange {
    pub(super) path: PathBuf,
    pub(super) portfolio: Arc<Portfolio>,
    pub(super) preamble: String,
    pub(super) fingerprint: Fingerprint,
    /// What somebody has changed since it was opened here.
    pub differences: DifferenceLines,
}

/// Who wants to know what is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The person wants to have it.
    ByPerson,
    /// The watch has seen that it is another.
    ByWatch,
}

/// A file that is being compared with what was opened.
pub(super) struct Comparing {
    path: PathBuf,
    asked: Asked,
    job: Job<Result<OutsideChange, OpenError>>,
}

/// The part of the workspace that watches the open file.
#[derive(Default)]
pub(super) struct Watching {
    watch: Option<(Worker<Watch>, Receiver<Seen>)>,
    comparing: Option<Comparing>,
    seen: Option<Seen>,
}

/// What the worker is told.
enum Watch {
    /// This file is open, and held this when it was opened or saved.
    Open(Option<(PathBuf, Fingerprint)>),
    /// The window is in front, or not any more.
    Front(bool),
}

/// What the worker has seen.
struct Seen {
    path: PathBuf,
    /// What is in it now; nothing where the file is gone.
    now: Option<Fingerprint>,
}

/// The worker's own knowledge.
struct Watcher {
    file: Option<(PathBuf, Fingerprint)>,
    last: Option<Stamp>,
    is_gone: bool,
    is_front: bool,
    seen: Sender<Seen>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Watcher {
    fn answer(&mut self, call: Call<Watch>) -> Rest {
        match call {
            Call::Message(Watch::Open(file)) => {
                self.file = file;
                (self.last, self.is_gone) = (None, false);
            }
            Call::Message(Watch::Front(is_front)) => self.is_front = is_front,
            Call::Rested => {}
            Call::Last => return Rest::UntilSent,
        }
        if !self.is_front || self.file.is_none() {
            return Rest::UntilSent;
        }
        self.look();
        Rest::AtMost(EVERY)
    }

    fn look(&mut self) {
        let Some((path, known)) = &self.file else { return };
        let now = match look(path, self.last) {
            Look::Untouched | Look::Unknown => return,
            Look::Gone if self.is_gone => return,
            Look::Gone => {
                (self.is_gone, self.last) = (true, None);
                None
            }
            Look::Holds(now, stamp) => {
                (self.is_gone, self.last) = (false, Some(stamp));
                if now == *known {
                    return;
                }
                Some(now)
            }
        };
        self.seen.send(Seen { path: path.clone(), now }).ok();
        (self.wake)();
    }
}

impl Workspace {
    /// Says whether the window is in front: only then is the open file watched, and at once.
    pub fn set_front(&mut self, is_front: bool) {
        if self.watching.watch.is_none() && is_front {
            let (seen, reports) = channel();
            let wake = Arc::clone(&self.setting.wake);
            let mut watcher =
                Watcher { file: None, last: None, is_gone: false, is_front, seen, wake };
            let worker = Worker::start("watch", move |call| watcher.answer(call));
            self.watching.watch = Some((worker, reports));
            self.watch_file();
        }
        if let Some((worker, _)) = &self.watching.watch {
            worker.send(Watch::Front(is_front));
        }
    }

    /// Tells the watch which file is open, and what it should hold.
    pub(super) fn watch_file(&mut self) {
        self.watching.seen = None;
        self.notices.withdraw(Command::Reload);
        if let Some((worker, _)) = &self.watching.watch {
            let file = self.keeping.path.clone().zip(self.keeping.fingerprint);
            worker.send(Watch::Open(file));
        }
    }

    /// Whether it is being looked at what is on disk.
    pub(super) fn is_comparing(&self) -> bool {
        self.watching.comparing.is_some()
    }

    /// Takes in what was seen, where nothing else is going on.
    pub(super) fn receive_watch(&mut self) {
        if let Some((_, reports)) = &self.watching.watch
            && let Some(seen) = reports.try_iter().last()
        {
            self.watching.seen = Some(seen);
        }
        let outcome = self.watching.comparing.as_ref().and_then(|comparing| comparing.job.poll());
        if let Some(outcome) = outcome
            && let Some(comparing) = self.watching.comparing.take()
            && let Ok(outcome) = outcome
        {
            self.finish_comparing(&comparing, outcome);
        }
        let is_busy = self.question.is_some() || self.opening.is_some() || self.saving.is_some();
        if !is_busy && let Some(seen) = self.watching.seen.take() {
            self.tell_of(&seen);
        }
    }

    fn tell_of(&mut self, seen: &Seen) {
        let is_open = self.keeping.path.as_ref() == Some(&seen.path);
        if !is_open || seen.now == self.keeping.fingerprint {
            return;
        }
        let name = file_name(&seen.path);
        match seen.now {
            None => self.notices.tell(
                Tone::Trouble,
                format!("{name} is no longer where it was opened: it was moved, renamed or deleted. What you see is still here; save it under a name."),
            ),
            Some(_) if self.is_changed => self.compare(Asked::ByWatch),
            Some(_) => self.notices.offer(
                Tone::Hint,
                format!("{name} was changed on disk by somebody else."),
                Command::Reload,
            ),
        }
    }

    /// Reads the file as it is now, and finds out what somebody has changed.
    pub(super) fn compare(&mut self, asked: Asked) {
        let Some(path) = self.keeping.path.clone() else {
            let text = "This portfolio was not saved yet, so there is nothing to reload.";
            return self.notices.tell(Tone::Hint, text);
        };
        let (theirs, saved) = (path.clone(), Arc::clone(&self.keeping.saved));
        let wake = Arc::clone(&self.setting.wake);
        let work = move |_: &crate::jobs::Monitor| {
            let Opened { portfolio, preamble, warnings: _, fingerprint } =
                open(&theirs, BYTES_MAX)?;
            let differences = told(&saved, &portfolio);
            let portfolio = Arc::new(portfolio);
            Ok(OutsideChange { path: theirs, portfolio, preamble, fingerprint, differences })
        };
        let job = Job::start("compare", move || wake(), work);
        self.watching.comparing = Some(Comparing { path, asked, job });
    }

    fn finish_comparing(
        &mut self,
        comparing: &Comparing,
        outcome: Result<OutsideChange, OpenError>,
    ) {
        if self.keeping.path.as_ref() != Some(&comparing.path) {
            return;
        }
        match outcome {
            Err(error) if comparing.asked == Asked::ByPerson => {
                self.notices.tell(Tone::Trouble, error.to_string());
            }
            // Somebody may be in the middle of writing it; a save looks again.
            Err(_) => {}
            Ok(change) if comparing.asked == Asked::ByPerson => self.reload(&change),
            Ok(change) if self.is_changed && self.question.is_none() => {
                self.question = Some(Question::Outside(Arc::new(change)));
            }
            Ok(_) => {
                let name = file_name(&comparing.path);
                let text = format!("{name} was changed on disk by somebody else.");
                self.notices.offer(Tone::Hint, text, Command::Reload);
            }
        }
    }

    /// Shows what is on disk, as a step that can be undone.
    pub(super) fn reload(&mut self, change: &OutsideChange) {
        let name = file_name(&change.path);
        let theirs = Arc::clone(&change.portfolio);
        if *theirs == **self.portfolio() {
            self.notices.tell(Tone::Hint, format!("{name} says the same on disk."));
        } else {
            self.notices
                .tell(Tone::Done, format!("Reloaded {name}. Undo brings back what was here."));
        }
        self.history.replace("Reload from disk", Arc::clone(&theirs));
        self.keeping.fingerprint = Some(change.fingerprint);
        self.keeping.preamble.clone_from(&change.preamble);
        self.keeping.saved = theirs;
        self.follow_change();
        self.watch_file();
    }
}
