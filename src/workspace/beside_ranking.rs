//! What is told beside the ranking of many projects: how far weights may go, and which inputs are off their scale.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Workspace;
use super::slot::{Answer, Question, Slot};
use crate::analysis::scoring::framework::{Notice, odd_inputs};
use crate::analysis::scoring::robust::{Steady, Values, steady_top};
use crate::analysis::scoring::{Weighing, Weights};
use crate::model::OutcomeId;

/// What is asked about the first projects.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FirstAsked {
    /// Whose weights stay.
    pub locked: BTreeSet<OutcomeId>,
    /// How many projects are meant.
    pub count: usize,
}

/// How far each weight may go before others are the first.
#[derive(Debug, Clone)]
pub struct FirstTold {
    /// What was asked.
    pub asked: FirstAsked,
    /// What projects are worth for outcomes.
    pub values: Arc<Values>,
    /// The spans; nothing where nothing weighs anything.
    pub steady: Option<Steady>,
}

/// What is known, and what was asked last.
#[derive(Default)]
pub(super) struct BesideRanking {
    first: Slot<Arc<FirstTold>>,
    first_asked: FirstAsked,
    inputs: Slot<Arc<Vec<Notice>>>,
}

impl Workspace {
    /// How far weights may go, as it was asked for last.
    pub fn first_told(&self) -> Answer<'_, Arc<FirstTold>> {
        self.beside_ranking.first.answer(self.portfolio())
    }

    /// Whether that is known or on its way.
    pub fn knows_first(&self, asked: &FirstAsked) -> bool {
        let slot = &self.beside_ranking.first;
        self.beside_ranking.first_asked == *asked && self.has_or_awaits(slot)
    }

    /// Which inputs are off the scale of what asks for them.
    pub fn odd_inputs(&self) -> Answer<'_, Arc<Vec<Notice>>> {
        self.beside_ranking.inputs.answer(self.portfolio())
    }

    /// Whether they are known or on their way.
    pub fn knows_odd_inputs(&self) -> bool {
        self.has_or_awaits(&self.beside_ranking.inputs)
    }

    fn has_or_awaits<Value: Send + 'static>(&self, slot: &Slot<Value>) -> bool {
        let now = self.portfolio();
        slot.asked().is_some_and(|asked| Arc::ptr_eq(asked, now))
            || matches!(slot.answer(now), Answer::Current(_))
    }

    /// Asks how far weights may go, unless that has been done.
    pub(super) fn ask_first(&mut self, asked: FirstAsked) {
        if self.knows_first(&asked) {
            return;
        }
        self.beside_ranking.first_asked = asked.clone();
        let about = Arc::clone(self.portfolio());
        let portfolio = Arc::clone(&about);
        let work = move |_: &_| {
            let values = Values::of(&portfolio);
            let weights = Weights::weighed(&Weighing::of(&portfolio));
            let steady = weights.map(|weights| {
                steady_top(&values, &values.weights(&weights), &asked.locked, asked.count)
            });
            Ok(Arc::new(FirstTold { asked, values: Arc::new(values), steady }))
        };
        let question = Question::new("first projects", &about, &self.setting.wake, work);
        self.beside_ranking.first.ask(question);
    }

    /// Asks for inputs that are off their scale, unless that has been done.
    pub(super) fn ask_odd_inputs(&mut self) {
        if self.knows_odd_inputs() {
            return;
        }
        let about = Arc::clone(self.portfolio());
        let portfolio = Arc::clone(&about);
        let work = move |_: &_| Ok(Arc::new(odd_inputs(&portfolio)));
        let question = Question::new("odd inputs", &about, &self.setting.wake, work);
        self.beside_ranking.inputs.ask(question);
    }

    pub(super) fn receive_beside_ranking(&mut self) {
        self.beside_ranking.first.receive();
        self.beside_ranking.inputs.receive();
    }

    pub(super) fn wait_for_beside_ranking(&mut self) {
        self.beside_ranking.first.wait();
        self.beside_ranking.inputs.wait();
    }
}
