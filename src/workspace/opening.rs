//! Opening and saving: what is under way, and what comes of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keeping::{self, Keeping, SaveTrouble};
use super::{Next, Purpose, Question, Task, Tone, Workspace};
use crate::edit::History;
use crate::file::save::{Durability, Expected, Saved};
use crate::file::save_error::SaveError;
use crate::file::{OpenError, Opened};
use crate::jobs::Job;
use crate::model::{Name, Portfolio};

/// A file that is being opened.
pub(super) struct Opening {
    pub(super) path: PathBuf,
    pub(super) job: Job<Result<Opened, OpenError>>,
}

/// A portfolio that is being saved.
pub(super) struct Saving {
    pub(super) path: PathBuf,
    pub(super) portfolio: Arc<Portfolio>,
    pub(super) next: Option<Next>,
    pub(super) job: Job<Result<Saved, SaveTrouble>>,
}

/// An empty portfolio.
pub(super) fn empty() -> Portfolio {
    // The only name in the program that is not a person's: it cannot fail to be one.
    let title: Result<Name, _> = "New portfolio".parse();
    Portfolio::titled(title.unwrap_or_else(|_| unreachable!("a plain name is a name")))
}

impl Workspace {
    pub(super) fn start_opening(&mut self, path: PathBuf) {
        let (theirs, wake) = (path.clone(), Arc::clone(&self.setting.wake));
        let job = Job::start("open", move || wake(), move |_| keeping::open(&theirs));
        self.opening = Some(Opening { path, job });
    }

    pub(super) fn finish_opening(&mut self, path: PathBuf, outcome: Result<Opened, OpenError>) {
        match outcome {
            Ok(opened) => {
                for warning in &opened.warnings {
                    self.notices.tell(Tone::Hint, warning.to_string());
                }
                self.show(path, opened);
            }
            Err(error) => self.notices.tell(Tone::Trouble, error.to_string()),
        }
    }

    /// Puts another portfolio in the place of this one.
    pub(super) fn show(&mut self, path: PathBuf, opened: Opened) {
        let Opened { portfolio, preamble, warnings: _, fingerprint } = opened;
        let portfolio = Arc::new(portfolio);
        self.keeping = Keeping {
            path: Some(path),
            fingerprint: Some(fingerprint),
            preamble,
            saved: Arc::clone(&portfolio),
        };
        self.start_with(portfolio);
    }

    /// Puts a portfolio in the place of this one that is kept nowhere yet.
    pub(super) fn show_copy(&mut self, opened: Opened) {
        let Opened { portfolio, preamble, warnings: _, fingerprint: _ } = opened;
        let portfolio = Arc::new(portfolio);
        let saved = Arc::clone(&portfolio);
        self.keeping = Keeping { path: None, fingerprint: None, preamble, saved };
        self.start_with(portfolio);
    }

    /// Begins an empty portfolio.
    pub(super) fn begin(&mut self) {
        let portfolio = Arc::new(empty());
        let saved = Arc::clone(&portfolio);
        self.keeping = Keeping { path: None, fingerprint: None, preamble: String::new(), saved };
        self.start_with(portfolio);
    }

    fn start_with(&mut self, portfolio: Arc<Portfolio>) {
        self.history = History::starting_with(portfolio);
        self.selection = super::Selection::default();
        self.answers = super::Answers::default();
        self.follow_change();
        self.tasks.push(Task::Fit);
    }

    /// Saves to the file it came from, or asks for one.
    pub(super) fn save(&mut self, next: Option<Next>) {
        match (self.keeping.path.clone(), self.keeping.fingerprint) {
            (Some(path), Some(fingerprint)) => {
                self.start_saving(path, Expected::Unchanged(fingerprint), next);
            }
            (Some(path), None) => self.start_saving(path, Expected::NewFile, next),
            (None, _) => self.ask_where(next),
        }
    }

    /// Saves to a file that the person has chosen; the dialog has asked whether an old one may be replaced.
    pub(super) fn save_to(&mut self, path: PathBuf, next: Option<Next>) {
        let is_ours = self.keeping.path.as_deref() == Some(path.as_path());
        let expected = match self.keeping.fingerprint {
            Some(fingerprint) if is_ours => Expected::Unchanged(fingerprint),
            _ if keeping::is_there(&path) => Expected::Anything,
            _ => Expected::NewFile,
        };
        self.start_saving(path, expected, next);
    }

    pub(super) fn start_saving(&mut self, path: PathBuf, expected: Expected, next: Option<Next>) {
        if self.saving.is_some() {
            self.notices
                .tell(Tone::Hint, "The last save is still under way. Save again in a moment.");
            return;
        }
        let portfolio = Arc::clone(self.portfolio());
        let (theirs, preamble, nonce) =
            (Arc::clone(&portfolio), self.keeping.preamble.clone(), self.chance.u64(..));
        let (target, wake) = (path.clone(), Arc::clone(&self.setting.wake));
        let work = move |_: &crate::jobs::Monitor| {
            keeping::keep(&theirs, &preamble, &target, expected, nonce)
        };
        let job = Job::start("save", move || wake(), work);
        self.saving = Some(Saving { path, portfolio, next, job });
    }

    pub(super) fn finish_saving(&mut self, saving: Saving, outcome: Result<Saved, SaveTrouble>) {
        let Saving { path, portfolio, next, job: _ } = saving;
        match outcome {
            Ok(saved) => {
                self.keeping.path = Some(path.clone());
                self.keeping.fingerprint = Some(saved.fingerprint);
                self.keeping.saved = portfolio;
                self.look_for_changes();
                match saved.durability {
                    Durability::Full => {
                        self.notices.tell(Tone::Done, format!("Saved {}", file_name(&path)));
                    }
                    Durability::MayNotSurvivePowerCut(_) => {
                        self.notices.tell(Tone::Hint, saved.warning().unwrap_or_default());
                    }
                }
                if let Some(next) = next {
                    self.go_on(next);
                }
            }
            Err(SaveTrouble::Refused(
                error @ (SaveError::ChangedOutside { .. } | SaveError::GoneOutside { .. }),
            )) => {
                self.question = Some(Question::ChangedOutside { what: error.to_string(), next });
            }
            Err(SaveTrouble::Refused(error)) => self.notices.tell(Tone::Trouble, error.to_string()),
            Err(SaveTrouble::Unwritable(error)) => {
                self.notices.tell(Tone::Trouble, error.to_string());
            }
        }
    }

    /// Asks the person where to save.
    pub(super) fn ask_where(&mut self, next: Option<Next>) {
        let folder = self.keeping.path.as_deref().and_then(Path::parent).map(Path::to_owned);
        let name = match self.keeping.path.as_deref() {
            Some(path) => file_name(path),
            None => format!("{}.ron", file_stem(&self.portfolio().title)),
        };
        self.pick(Purpose::Save { folder, name }, next);
    }

    pub(super) fn pick(&mut self, purpose: Purpose, next: Option<Next>) {
        if self.picking.is_some() {
            return;
        }
        let (picker, theirs, wake) =
            (Arc::clone(&self.setting.picker), purpose.clone(), Arc::clone(&self.setting.wake));
        let job = Job::start("dialog", move || wake(), move |_| picker(&theirs));
        self.picking = Some((purpose, next, job));
    }

    /// Does what was held back until nothing could be lost.
    pub(super) fn go_on(&mut self, next: Next) {
        match next {
            Next::New => self.begin(),
            Next::Choose => self.pick(Purpose::Open, None),
            Next::Sample(sample) => self.start_sampling(sample),
            Next::Open(path) => self.start_opening(path),
            Next::Close => self.tasks.push(Task::Close),
        }
    }
}

/// The last part of a path, for people.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A title as part of a file name: letters, digits and single hyphens.
fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for c in title.chars().take(60) {
        if c.is_alphanumeric() {
            stem.extend(c.to_lowercase());
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "portfolio".to_owned() } else { stem.to_owned() }
}
