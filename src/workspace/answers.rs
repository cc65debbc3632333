//! Results of work in the background, and for which portfolio they hold.

use std::sync::Arc;

use super::problem::{Problem, problems};
use crate::analysis::map::{Places, cards, place};
use crate::jobs::Job;
use crate::model::Portfolio;

/// A result: of the portfolio as it is, of one that it was, or not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a, Value> {
    /// It holds.
    Current(&'a Value),
    /// The portfolio has changed since; a new one is on its way.
    Old(&'a Value),
    /// Nothing is known yet.
    Pending,
}

impl<'a, Value> Answer<'a, Value> {
    /// The latest result, whether it still holds or not.
    pub fn latest(self) -> Option<&'a Value> {
        match self {
            Self::Current(value) | Self::Old(value) => Some(value),
            Self::Pending => None,
        }
    }
}

/// A question and its answer, and the work on the next one.
struct Slot<Value> {
    known: Option<(Arc<Portfolio>, Value)>,
    running: Option<(Arc<Portfolio>, Job<Value>)>,
}

impl<Value> Default for Slot<Value> {
    fn default() -> Self {
        Self { known: None, running: None }
    }
}

impl<Value: Send + 'static> Slot<Value> {
    fn answer(&self, now: &Arc<Portfolio>) -> Answer<'_, Value> {
        match &self.known {
            Some((asked, value)) if Arc::ptr_eq(asked, now) => Answer::Current(value),
            Some((_, value)) => Answer::Old(value),
            None => Answer::Pending,
        }
    }

    /// Takes the answer if it has come; `None` where there is nothing new.
    fn receive(&mut self) -> Option<&Value> {
        let (_, job) = self.running.as_ref()?;
        let outcome = job.poll()?;
        let (asked, _) = self.running.take()?;
        // A calculation that panicked has no answer; the old one stays, marked as old.
        self.known = Some((asked, outcome.ok()?));
        self.known.as_ref().map(|(_, value)| value)
    }

    fn wait(&mut self) {
        if let Some((asked, job)) = self.running.take()
            && let Ok(value) = job.wait()
        {
            self.known = Some((asked, value));
        }
    }
}

/// All answers.
#[derive(Default)]
pub(super) struct Answers {
    problems: Slot<Vec<Problem>>,
    places: Slot<Arc<Places>>,
    /// Where the layout last put things; new things find their place among these.
    standing: Arc<Places>,
    /// Where things stood in portfolios that an arrangement led from or to, the latest last.
    remembered: Vec<(Arc<Portfolio>, Arc<Places>)>,
}

/// So many portfolios are remembered with their places.
const REMEMBERED_MAX: usize = 64;

type Wake = Arc<dyn Fn() + Send + Sync>;

impl Answers {
    pub(super) fn problems(&self, now: &Arc<Portfolio>) -> Answer<'_, Vec<Problem>> {
        self.problems.answer(now)
    }

    pub(super) fn places(&self, now: &Arc<Portfolio>) -> Answer<'_, Arc<Places>> {
        self.places.answer(now)
    }

    pub(super) fn is_placing(&self) -> bool {
        self.places.running.is_some()
    }

    /// Things stand here from now on.
    pub(super) fn stand(&mut self, now: &Arc<Portfolio>, places: Arc<Places>) {
        // A layout that is under way knows nothing of this.
        self.places.running = None;
        self.standing = Arc::clone(&places);
        self.places.known = Some((Arc::clone(now), places));
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
        let asked = Arc::clone(now);
        let waker = Arc::clone(wake);
        let job = Job::start("problems", move || waker(), move |_| problems(&portfolio));
        self.problems.running = Some((asked, job));
        if self.needs_places(now) {
            let (portfolio, asked, waker) = (Arc::clone(now), Arc::clone(now), Arc::clone(wake));
            let standing = Arc::clone(&self.standing);
            let job = Job::start(
                "layout",
                move || waker(),
                move |_| Arc::new(place(&portfolio, &standing)),
            );
            self.places.running = Some((asked, job));
        }
    }

    /// Whether something has no place yet. What is gone leaves a gap, and nothing else moves.
    fn needs_places(&mut self, now: &Portfolio) -> bool {
        if self.standing.keys().any(|item| !now.has(*item)) {
            Arc::make_mut(&mut self.standing).retain(|item, _| now.has(*item));
        }
        let is_placing = self.places.running.is_some();
        is_placing || cards(now).iter().any(|item| !self.standing.contains_key(item))
    }

    pub(super) fn receive(&mut self) {
        self.problems.receive();
        if let Some(places) = self.places.receive() {
            self.standing = Arc::clone(places);
        }
    }

    pub(super) fn wait(&mut self) {
        self.problems.wait();
        self.places.wait();
        if let Some((_, places)) = &self.places.known {
            self.standing = Arc::clone(places);
        }
    }
}
