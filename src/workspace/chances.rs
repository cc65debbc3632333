//! Which ranks projects would take with other weights: worked out beside the window, when somebody looks at it.

use std::sync::Arc;

use super::Workspace;
use super::slot::{Answer, Question, Slot};
use crate::analysis::scoring::robust::{KnownBy, NoRanks, Ranks, RanksAsked, ranks};

/// So many weights are drawn where ranks cannot be worked out.
const DRAWS: usize = 10_000;
/// Where chance begins: always the same, so that the same portfolio shows the same figures.
const SEED: u64 = 1;

/// The ranks that were asked for, or why there are none.
pub type RanksTold = Result<Ranks, NoRanks>;

/// What is known, and what was asked last.
#[derive(Default)]
pub(super) struct Chances {
    slot: Slot<Arc<RanksTold>>,
    by: KnownBy,
}

impl Workspace {
    /// Which ranks projects would take, as it was asked for last.
    pub fn rank_chances(&self) -> Answer<'_, Arc<RanksTold>> {
        self.chances.slot.answer(self.portfolio())
    }

    /// Whether the ranks that would follow from this word on the weights are known or on their way.
    pub fn knows_rank_chances(&self, by: KnownBy) -> bool {
        let now = self.portfolio();
        let is_asked = self.chances.slot.asked().is_some_and(|asked| Arc::ptr_eq(asked, now));
        let is_known = matches!(self.rank_chances(), Answer::Current(_));
        self.chances.by == by && (is_asked || is_known)
    }

    /// Asks for them, unless that has been done.
    pub(super) fn ask_rank_chances(&mut self, by: KnownBy) {
        if self.knows_rank_chances(by) {
            return;
        }
        self.chances.by = by;
        let about = Arc::clone(self.portfolio());
        let portfolio = Arc::clone(&about);
        let asked = RanksAsked { by, draws: DRAWS, seed: SEED };
        let work = move |monitor: &_| ranks(&portfolio, asked, monitor).map(Arc::new);
        self.chances.slot.ask(Question::new("ranks", &about, &self.setting.wake, work));
    }

    pub(super) fn receive_rank_chances(&mut self) {
        self.chances.slot.receive();
    }

    pub(super) fn wait_for_rank_chances(&mut self) {
        self.chances.slot.wait();
    }
}
