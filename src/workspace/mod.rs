//! The open portfolio: everything but the window.

pub mod aligning;
mod answers;
mod arranging;
mod backups;
mod beside_ranking;
mod chances;
pub mod clipboard;
mod command;
mod command_table;
mod find;
mod funding;
pub mod funding_words;
mod grouping;
mod keeping;
pub mod linking;
mod notice;
mod opening;
mod perform;
mod picking;
mod possible;
mod preferring;
mod problem;
mod receive;
mod recovering;
mod request;
mod samples;
pub mod scoring;
mod selection;
mod shortcut;
mod simulating;
mod slot;
mod view;
mod watching;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use backups::Backup;
pub use beside_ranking::{FirstAsked, FirstTold};
pub use chances::RanksTold;
pub use command::{Command, CommandInfo, Menu, Scope};
pub use command_table::COMMANDS;
pub use find::{Fit, best, fit};
pub use funding::{
    Found, FundOutcome, FundingView, Load, Proof, Study, StudyOutcome, Topic, Trying,
};
pub use keeping::{OpenTrouble, open_for_reading};
pub use notice::{Notice, Notices, Tone};
pub use picking::{Picked, Picker, Purpose};
pub use problem::{Problem, ProblemGravity, problems};
pub use recovering::{Recovered, Standing};
pub use request::{Reply, Request, Selecting};
pub use samples::Sample;
pub use selection::Selection;
pub use shortcut::{Key, Shortcut};
pub use simulating::{Drawer, Drawn, Futures};
pub use slot::Answer;
pub use view::View;
pub use watching::OutsideChange;

pub use crate::file::lock::Holder;
pub use crate::file::settings::{Settings, ThemeSetting, WindowPlace};

use crate::analysis::finance::Costs;
use crate::analysis::map::Places;
use crate::analysis::scoring::{Ranked, ranked};
use crate::compare::diff;
use crate::edit::History;
use crate::file::Opened;
use crate::jobs::Job;
use crate::model::{Id, Portfolio};
use crate::wording::{DifferenceLines, difference_lines};
use answers::Answers;
use arranging::Arranging;
use beside_ranking::BesideRanking;
use chances::Chances;
use funding::Funding;
use keeping::Keeping;
use opening::{Opening, Saving};
use preferring::Preferring;
use recovering::Recovering;
use simulating::Simulating;
use watching::Watching;

/// Something the window has to do itself, because only it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Close the window.
    Close,
    /// Do what only concerns what is shown.
    Show(Command),
    /// The map shows another portfolio: show all of it.
    Fit,
    /// Cards stand elsewhere: let them glide there.
    Glide,
}

/// A question that has to be answered before anything else.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// There are changes that are not saved.
    Unsaved {
        /// What the person wants to do next.
        next: Next,
    },
    /// Somebody else has changed the file, or it has gone.
    ChangedOutside {
        /// What happened, in words.
        what: String,
        /// What the person wants to do next.
        next: Option<Next>,
    },
    /// Somebody else has changed the file while there are unsaved changes here.
    Outside(Arc<OutsideChange>),
    /// A program that was not closed in good order has left unsaved changes behind.
    Recover(Arc<Recovered>),
    /// Somebody else has the file open, and is about to be written over.
    Held {
        /// Who.
        holder: Holder,
        /// What the person wants to do next.
        next: Option<Next>,
    },
    /// Which earlier version is wanted.
    Backups(Arc<Vec<Backup>>),
    /// The system has no dialog, so the path has to be typed.
    Path {
        /// What it is wanted for.
        purpose: Purpose,
        /// What the person wants to do next.
        next: Option<Next>,
    },
}

/// What happens once nothing can be lost any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// An empty portfolio is begun.
    New,
    /// A file is chosen.
    Choose,
    /// A copy of this sample is opened.
    Sample(Sample),
    /// This file is opened.
    Open(PathBuf),
    /// The window is closed.
    Close,
}

/// What a workspace is given from outside.
pub struct Setting {
    /// Where chance begins: ids and names of temporary files are drawn from it.
    pub seed: u64,
    /// Called from other threads when there is something to receive.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    /// How a person is asked for a file.
    pub picker: Picker,
    /// Who draws futures beside the window.
    pub drawer: Drawer,
    /// The time, in milliseconds since 1970.
    pub clock: Clock,
    /// Who sits at this machine, in words: `anna on finch`.
    pub person: String,
    /// Where settings and recovery files are kept; nowhere if there is none.
    pub folder: Option<PathBuf>,
    /// What the person prefers.
    pub settings: Settings,
}

/// A clock that can be read from anywhere: milliseconds since 1970.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

impl Setting {
    /// A setting in which nothing comes from outside: no dialogs, no folder, and time stands still.
    pub fn quiet(seed: u64) -> Self {
        Self {
            seed,
            wake: Arc::new(|| ()),
            picker: Arc::new(|_| Picked::Nothing),
            drawer: Arc::new(crate::analysis::finance::chance::simulate),
            clock: Arc::new(|| 0),
            person: String::new(),
            folder: None,
            settings: Settings::default(),
        }
    }
}

/// The open portfolio, what is selected in it, and the work that is under way.
///
/// It changes in [`Workspace::perform`] and [`Workspace::receive`] and nowhere else.
pub struct Workspace {
    history: History,
    ranking: Arc<Vec<Ranked>>,
    /// The portfolio that the ranking is of: what is the same in the next one need not be scored again.
    ranking_of: Arc<Portfolio>,
    costs: Arc<Costs>,
    selection: Selection,
    notices: Notices,
    question: Option<Question>,
    keeping: Keeping,
    /// Whether the portfolio says anything else than what is on disk.
    is_changed: bool,
    answers: Answers,
    funding: Funding,
    arranging: Option<Arranging>,
    simulating: Simulating,
    chances: Chances,
    beside_ranking: BesideRanking,
    opening: Option<Opening>,
    sampling: Option<samples::Sampling>,
    saving: Option<Saving>,
    /// The earlier versions that are being read.
    listing: Option<Job<Vec<Backup>>>,
    recovering: Recovering,
    watching: Watching,
    preferring: Preferring,
    picking: Option<(Purpose, Option<Next>, Job<Picked>)>,
    tasks: Vec<Task>,
    chance: fastrand::Rng,
    setting: Setting,
}

impl Workspace {
    /// A workspace with an empty portfolio.
    pub fn new(setting: Setting) -> Self {
        let portfolio = Arc::new(opening::empty());
        let mut chance = fastrand::Rng::with_seed(setting.seed);
        let session = chance.u64(..);
        let mut workspace = Self {
            history: History::starting_with(Arc::clone(&portfolio)),
            ranking: Arc::new(ranked(&portfolio)),
            ranking_of: Arc::clone(&portfolio),
            costs: Arc::default(),
            selection: Selection::default(),
            notices: Notices::default(),
            question: None,
            keeping: Keeping::of_new(portfolio),
            is_changed: false,
            answers: Answers::default(),
            funding: Funding::default(),
            arranging: None,
            simulating: Simulating::default(),
            chances: Chances::default(),
            beside_ranking: BesideRanking::default(),
            opening: None,
            sampling: None,
            saving: None,
            listing: None,
            recovering: Recovering::start(&setting, session),
            watching: Watching::default(),
            preferring: Preferring::start(&setting, session),
            picking: None,
            tasks: Vec::new(),
            chance,
            setting,
        };
        workspace.follow_change();
        workspace.look_for_crashes(None);
        workspace
    }

    /// A workspace with a file that was read before there was a window.
    pub fn showing(setting: Setting, path: &Path, opened: Opened) -> Self {
        let mut workspace = Self::new(setting);
        workspace.show(path.to_owned(), opened);
        workspace
    }

    /// The portfolio as it is.
    pub fn portfolio(&self) -> &Arc<Portfolio> {
        self.history.now()
    }

    /// The portfolio as it is on disk; for a new one, as it began.
    pub fn saved(&self) -> &Arc<Portfolio> {
        &self.keeping.saved
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// All projects, best first; always that of the portfolio as it is.
    pub fn ranking(&self) -> &Arc<Vec<Ranked>> {
        &self.ranking
    }

    /// What every project costs; always that of the portfolio as it is.
    pub fn costs(&self) -> &Arc<Costs> {
        &self.costs
    }

    /// What the person prefers.
    pub fn settings(&self) -> &Settings {
        &self.setting.settings
    }

    /// The time, in milliseconds since 1970.
    pub fn now(&self) -> u64 {
        (self.setting.clock)()
    }

    /// Who else has the file open, and since when.
    pub fn holder(&self) -> Option<&Holder> {
        self.keeping.holder.as_ref()
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What the person should be told.
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// Tells the person something that was found out elsewhere.
    pub fn tell(&mut self, tone: Tone, text: String) {
        self.notices.tell(tone, text);
    }

    /// The question that is being asked.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// What is wrong or worth a look, once that is known.
    pub fn problems(&self) -> Answer<'_, Vec<Problem>> {
        self.answers.problems(self.portfolio())
    }

    /// Where the layout has put things, once that is known.
    pub fn places(&self) -> Answer<'_, Arc<Places>> {
        self.answers.places(self.portfolio())
    }

    /// The file the portfolio is kept in.
    pub fn path(&self) -> Option<&Path> {
        self.keeping.path.as_deref()
    }

    /// Whether there are changes that are not saved.
    pub fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Whether a file is being read.
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// What is under way, in a few words.
    pub fn activity(&self) -> Option<&'static str> {
        if self.opening.is_some() || self.sampling.is_some() {
            Some("Opening…")
        } else if self.saving.is_some() {
            Some("Saving…")
        } else if self.picking.is_some() {
            Some("Waiting for a file…")
        } else if self.arranging.is_some() || self.answers.is_placing() {
            Some("Arranging the map…")
        } else {
            None
        }
    }

    /// A new id; never one that was drawn before.
    pub fn new_id(&mut self) -> Id {
        Id::from_bits(self.chance.u64(..))
    }

    /// What the window has to do itself; it is told once.
    pub fn take_tasks(&mut self) -> Vec<Task> {
        std::mem::take(&mut self.tasks)
    }
}

/// The most differences that are listed one by one.
const LINES_MAX: usize = 200;

/// What differs, in words.
fn told(before: &Portfolio, after: &Portfolio) -> DifferenceLines {
    difference_lines(&diff(before, after), before, after, LINES_MAX)
}
