//! Results of work in the background, and for which portfolio they hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::problem::{Problem, problems_watched};
use super::slot::{Answer, Question, Slot, Wake};
use crate::analysis::map::{Places, cards, place};
use crate::model::{Item, Portfolio};

/// All answers.
#[derive(Default)]
pub(super) struct Answers {
    problems: Slot<Vec<Problem>>,
    places: Slot<Arc<Places>>,
    /// Where the layout last put things; new things find their place among these.
    standing: Arc<Places>,
    /// Where things stood in portfolios that an arrangement led from or to, the latest last.
    remembered: Vec<(Arc<Portfolio>, Arc<Places>)>,
    /// What the layout that is under way finds a place for.
    being_placed: BTreeSet<Item>,
}

/// So many portfolios are remembered with their places.
const REMEMBERED_MAX: usize = 64;

impl Answers {
    pub(super) fn problems(&self, now: &Arc<Portfolio>) -> Answer<'_, Vec<Problem>> {
        self.problems.answer(now)
    }

    pub(super) fn places(&self, now: &Arc<Portfolio>) -> Answer<'_, Arc<Places>> {
        self.places.answer(now)
    }

    pub(super) fn is_placing(&self) -> bool {
        self.places.asked().is_some()
    }

    /// Things stand here from now on.
    pub(super) fn stand(&mut self, now: &Arc<Portfolio>, places: Arc<Places>) {
        self.standing = Arc::clone(&places);
        // A layout that is under way knows nothing of this.
        self.places.settle(now, places);
    }

    /// Remembers where things stand in this portfolio, for when it comes back.
    pub(super) fn remember(&mut self, now: &Arc<Portfolio>) {
        // Before the first layout is there, there is nothing to come back to.
        if self.standing.is_empty() {
            return;
        }
        self.remembered.retain(|(portfolio, _)| !Arc::ptr_eq(portfolio, now));
        self.remembered.push((Arc::clone(now), Arc::clone(&self.standing)));
        if self.remembered.len() > REMEMBERED_MAX {
            self.remembered.remove(0);
        }
    }

    /// Puts things back where they stood in this portfolio, if that is remembered.
    pub(super) fn restore(&mut self, now: &Arc<Portfolio>) {
        let known = self.remembered.iter().find(|(portfolio, _)| Arc::ptr_eq(portfolio, now));
        if let Some((_, places)) = known {
            let places = Arc::clone(places);
            self.stand(now, places);
        }
    }

    /// Asks again what the change may have made different. A question that is still being worked on is replaced.
    pub(super) fn ask(&mut self, now: &Arc<Portfolio>, wake: &Wake) {
        let portfolio = Arc::clone(now);
        self.problems.ask(Question::new("problems", now, wake, move |monitor| {
            problems_watched(&portfolio, monitor)
        }));
        let Some(items) = self.needs_places(now) else { return };
        self.being_placed = items;
        let (portfolio, standing) = (Arc::clone(now), Arc::clone(&self.standing));
        self.places.ask(Question::new("layout", now, wake, move |monitor| {
            monitor.round(0)?;
            Ok(Arc::new(place(&portfolio, &standing)))
        }));
    }

    /// All that stands on the map, if something of it has no place and none is being looked for. What is gone leaves a
    /// gap, and nothing else moves.
    fn needs_places(&mut self, now: &Portfolio) -> Option<BTreeSet<Item>> {
        if self.standing.keys().any(|item| !now.has(*item)) {
            Arc::make_mut(&mut self.standing).retain(|item, _| now.has(*item));
        }
        let is_placing = self.is_placing();
        let items = cards(now);
        let has_place = |item: &Item| {
            self.standing.contains_key(item) || (is_placing && self.being_placed.contains(item))
        };
        let is_done = items.iter().all(has_place);
        (!is_done).then(|| items.into_iter().collect())
    }

    pub(super) fn receive(&mut self) {
        self.problems.receive();
        if self.places.receive() {
            self.stand_as_known();
        }
    }

    pub(super) fn wait(&mut self) {
        self.problems.wait();
        self.places.wait();
        self.stand_as_known();
    }

    fn stand_as_known(&mut self) {
        if let Some((_, places)) = self.places.known() {
            self.standing = Arc::clone(places);
        }
    }
}
