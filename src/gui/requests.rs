//! What the window asks for while it is drawn, in order; it is done after the frame.

use crate::edit::Edit;
use crate::model::{Id, Item};
use crate::workspace::{Command, Request, Selecting};

/// The requests of one frame, and a source of ids for what they add.
pub(crate) struct Requests {
    asked: Vec<Request>,
    chance: fastrand::Rng,
}

impl Requests {
    pub(crate) fn new(seed: u64) -> Self {
        Self { asked: Vec::new(), chance: fastrand::Rng::with_seed(seed) }
    }

    /// Asks for anything.
    pub(crate) fn push(&mut self, request: Request) {
        self.asked.push(request);
    }

    /// Asks for a change of the portfolio.
    pub(crate) fn edit(&mut self, edit: Edit) {
        self.push(Request::Edit(edit));
    }

    /// Asks for what a menu or a key calls.
    pub(crate) fn run(&mut self, command: Command) {
        self.push(Request::Run(command));
    }

    /// Asks to select this and nothing else.
    pub(crate) fn select(&mut self, item: Item) {
        self.push(Request::Select(Selecting::Only(vec![item])));
    }

    /// An id that nothing else has.
    pub(crate) fn new_id(&mut self) -> Id {
        Id::from_bits(self.chance.u64(..))
    }

    /// Hands the requests over.
    pub(crate) fn take(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.asked)
    }
}
