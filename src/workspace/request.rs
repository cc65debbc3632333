//! What the window asks for while it is drawn; it is done after the frame.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::beside_ranking::FirstAsked;
use super::command::Command;
use super::funding::{Topic, Trying};
use super::samples::Sample;
use super::simulating::Futures;
use crate::analysis::optimise::robust::Known;
use crate::analysis::scoring::robust::KnownBy;
use crate::edit::Edit;
use crate::file::settings::Settings;
use crate::model::{Item, Pin};

/// Something that the window wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Changes the portfolio.
    Edit(Edit),
    /// Does what a menu, a key or a button calls.
    Run(Command),
    /// Changes what is selected.
    Select(Selecting),
    /// Pastes records that were copied as text, with their middle at a place on the map.
    PasteRecords {
        /// What the clipboard holds.
        text: String,
        /// Where to; nothing puts them where they stood.
        at: Option<Pin>,
    },
    /// Tells the person why nothing happened, and what to do.
    TellHint(&'static str),
    /// The selected records were put on the clipboard.
    Copied,
    /// Opens this file; asks first where something would be lost.
    Open(PathBuf),
    /// Opens a copy of a sample; asks first where something would be lost.
    OpenSample(Sample),
    /// Saves to this file.
    SaveTo(PathBuf),
    /// Answers the question that is being asked.
    Answer(Reply),
    /// Changes what the person prefers, and keeps it.
    Prefer(Settings),
    /// Tries other budgets, capacities, another scenario or objective out; nothing of it is kept.
    Try(Box<Trying>),
    /// Looks at these things that follow from the best plan, and at no others.
    Study(BTreeSet<Topic>),
    /// Takes this as known, and no more, where it is asked what holds whatever comes.
    TakeAsKnown(Known),
    /// Gives up looking for a better plan.
    StopFunding,
    /// Draws many futures of some projects beside the window.
    Simulate(Box<Futures>),
    /// Gives up what is being drawn.
    StopSimulating,
    /// Works out beside the window which ranks projects would take with other weights.
    SpreadRanks(KnownBy),
    /// Works out beside the window how far weights may go before others are the first.
    KeepFirst(FirstAsked),
    /// Looks beside the window for inputs that are off the scale of what asks for them.
    LookAtInputs,
    /// Takes a notice away.
    DismissNotice(u64),
}

/// A change of what is selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selecting {
    /// These and nothing else.
    Only(Vec<Item>),
    /// These, too.
    Also(Vec<Item>),
    /// This one, too; or not any more, if it was.
    Toggle(Item),
    /// Nothing.
    Nothing,
}

/// An answer to the question that is being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Saves first, then goes on.
    SaveFirst,
    /// Goes on without saving.
    Discard,
    /// Replaces what somebody else has saved in the meantime.
    Replace,
    /// Brings unsaved changes back.
    Recover,
    /// Shows what is on disk.
    Reload,
    /// Brings back the earlier version at this place of the list, counted from 0.
    Restore(usize),
    /// This is the path.
    Path(String),
    /// Leaves everything as it is.
    Cancel,
}
