//! Opening and saving: what is under way, and what comes of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keeping::{self, Keeping, SaveTrouble};
use super::{Next, Purpose, Question, Recovered, Task, Tone, Workspace};
use crate::edit::History;
use crate::file::lock::{Holder, Locking};
use crate::file::save::{Durability, Expected, Saved};
use crate::file::save_error::SaveError;
use crate::file::{OpenError, Opened};
use crate::jobs::Job;
use crate::model::{Name, Portfolio};
use crate::wording::{ago, printable};

/// A file that is being opened.
pub(super) struct Opening {
    pub(super) path: PathBuf,
    pub(super) then: Then,
    pub(super) job: Job<Result<(Opened, Locking), OpenError>>,
}

/// What is done with a file once it is open.
pub(super) enum Then {
    /// It is shown.
    Show,
    /// It is shown, and unsaved changes are put back.
    Recover(Arc<Recovered>),
}

/// A portfolio that is being saved.
pub(super) struct Saving {
    pub(super) path: PathBuf,
    pub(super) portfolio: Arc<Portfolio>,
    pub(super) next: Option<Next>,
    pub(super) job: Job<Result<(Saved, Option<Locking>), SaveTrouble>>,
}

/// An empty portfolio.
pub(super) fn empty() -> Portfolio {
    // The only name in the program that is not a person's: it cannot fail to be one.
    let title: Result<Name, _> = "New portfolio".parse();
    Portfolio::titled(title.unwrap_or_else(|_| unreachable!("a plain name is a name")))
}

impl Workspace {
    pub(super) fn start_opening(&mut self, path: PathBuf, then: Then) {
        let (theirs, wake, me) = (path.clone(), Arc::clone(&self.setting.wake), self.me());
        let job = Job::start("open", move || wake(), move |_| keeping::open(&theirs, &me));
        self.opening = Some(Opening { path, then, job });
    }

    /// Who sits here, as it stands in a lock.
    fn me(&self) -> Holder {
        let person = self.setting.person.clone();
        let host = person.rsplit_once(" on ").map(|(_, host)| host.to_owned()).unwrap_or_default();
        Holder { person, host, process: std::process::id(), since: self.now() }
    }

    pub(super) fn finish_opening(
        &mut self,
        path: PathBuf,
        then: &Then,
        outcome: Result<(Opened, Locking), OpenError>,
    ) {
        match outcome {
            Ok((opened, locking)) => {
                for warning in &opened.warnings {
                    self.notices.tell(Tone::Warning, warning.to_string());
                }
                let (ours, me) = (self.keeping.lock.take(), self.me());
                self.show(path.clone(), opened);
                self.keeping.take_locking(locking, ours, &me);
                self.tell_of_holder();
                self.remember(&path);
                match then {
                    Then::Show => self.look_for_crashes(Some(path)),
                    Then::Recover(recovered) => self.put_back(recovered),
                }
            }
            Err(error) => self.notices.tell(Tone::Trouble, error.to_string()),
        }
    }

    /// Puts another portfolio in the place of this one.
    pub(super) fn show(&mut self, path: PathBuf, opened: Opened) {
        let Opened { portfolio, preamble, warnings: _, fingerprint } = opened;
        let portfolio = Arc::new(portfolio);
        self.forget_recovery();
        self.keeping = Keeping {
            path: Some(path),
            fingerprint: Some(fingerprint),
            preamble,
            ..Keeping::of_new(Arc::clone(&portfolio))
        };
        self.start_with(portfolio);
    }

    /// Puts a portfolio in the place of this one that is kept nowhere yet.
    pub(super) fn show_copy(&mut self, opened: Opened) {
        let Opened { portfolio, preamble, warnings: _, fingerprint: _ } = opened;
        let portfolio = Arc::new(portfolio);
        self.forget_recovery();
        self.keeping = Keeping { preamble, ..Keeping::of_new(Arc::clone(&portfolio)) };
        self.start_with(portfolio);
    }

    /// Begins an empty portfolio.
    pub(super) fn begin(&mut self) {
        let portfolio = Arc::new(empty());
        self.forget_recovery();
        self.keeping = Keeping::of_new(Arc::clone(&portfolio));
        self.start_with(portfolio);
    }

    fn start_with(&mut self, portfolio: Arc<Portfolio>) {
        self.history = History::starting_with(portfolio);
        self.selection = super::Selection::default();
        self.answers = super::Answers::default();
        self.follow_change();
        self.watch_file();
        self.tasks.push(Task::Fit);
    }

    /// Saves to the file it came from, or asks for one.
    pub(super) fn save(&mut self, next: Option<Next>) {
        // Once is enough: who has agreed is not asked again.
        if let Some(holder) = self.keeping.holder.take() {
            self.question = Some(Question::Held { holder, next });
            return;
        }
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
        let me = (self.keeping.path.as_ref() != Some(&path)).then(|| self.me());
        let work = move |_: &crate::jobs::Monitor| {
            let saved = keeping::keep(&theirs, &preamble, &target, expected, nonce)?;
            Ok((saved, me.map(|me| keeping::lock(&target, &me))))
        };
        let job = Job::start("save", move || wake(), work);
        self.saving = Some(Saving { path, portfolio, next, job });
    }

    pub(super) fn finish_saving(
        &mut self,
        saving: Saving,
        outcome: Result<(Saved, Option<Locking>), SaveTrouble>,
    ) {
        let Saving { path, portfolio, next, job: _ } = saving;
        match outcome {
            Ok((saved, locking)) => {
                if let Some(locking) = locking {
                    let (ours, me) = (self.keeping.lock.take(), self.me());
                    self.keeping.holder = None;
                    self.keeping.take_locking(locking, ours, &me);
                }
                self.keeping.path = Some(path.clone());
                self.keeping.fingerprint = Some(saved.fingerprint);
                self.keeping.saved = portfolio;
                self.look_for_changes();
                self.watch_file();
                self.remember(&path);
                match saved.durability {
                    Durability::Full => {
                        self.notices.tell(Tone::Done, format!("Saved {}", file_name(&path)));
                    }
                    Durability::MayNotSurvivePowerCut(_) => {
                        self.notices.tell(Tone::Warning, saved.warning().unwrap_or_default());
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
            Next::Open(path) => self.start_opening(path, Then::Show),
            Next::Close => {
                self.forget_recovery();
                self.tasks.push(Task::Close);
            }
        }
    }

    /// Says who else has the file open.
    fn tell_of_holder(&mut self) {
        if let Some(holder) = &self.keeping.holder {
            let since = ago(self.now().saturating_sub(holder.since));
            let person = printable(&holder.person);
            let person = if person.is_empty() { "Somebody else".to_owned() } else { person };
            let name = self.keeping.path.as_deref().map(file_name).unwrap_or_default();
            let text = format!(
                "{person} opened {name} {since} and still has it open. You can look, and save as another file."
            );
            self.notices.tell(Tone::Warning, text);
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
