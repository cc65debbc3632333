//! What to fund: the questions about it, asked again as the portfolio changes, and the answers so far.

mod found;
mod study;
mod trying;
mod work;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

pub use found::{Found, FundOutcome, Load, Proof};
pub use study::{Study, StudyOutcome, Topic};
pub use trying::Trying;

use super::slot::{Question, Slot, Wake};
use super::{Clock, Workspace};
use crate::analysis::optimise::Plan;
use crate::analysis::optimise::robust::Known;
use crate::model::Portfolio;
use study::{About, Studies};
use work::{Patience, find};

/// With nobody looking at the plan it is worth this long; else the other.
const GLANCE_MILLISECONDS: u64 = 1_500;
const LOOK_MILLISECONDS: u64 = 30_000;
/// After so long with a good plan, what follows from it is begun while the search goes on.
const WAIT_MILLISECONDS: u64 = 2_000;
/// What follows from the plan is worth this long for each thing, and so much of the search tree for each question.
const STUDY_MILLISECONDS: u64 = 20_000;
const STUDY_NODES_MAX: u64 = 1_500;
/// Where time stands still, so much of the search tree is looked at: by whoever looks, and for each question that follows.
const STILL_NODES_MAX: u64 = 300;
const STILL_STUDY_NODES_MAX: u64 = 30;

/// The best plan so far while the work goes on: written there, read here.
type Sketch = Arc<Mutex<Option<Arc<FundOutcome>>>>;

/// The questions about funding, and the answers so far.
#[derive(Default)]
pub(super) struct Funding {
    trying: Trying,
    /// Whether somebody looks at the plan: then the work goes on until it is proven.
    is_watched: bool,
    /// The portfolio that all is about: as it is tried out.
    subject: Option<Arc<Portfolio>>,
    /// The portfolio and the wishes that the subject was made of.
    made_of: Option<(Arc<Portfolio>, Trying, bool)>,
    plan: Slot<Arc<FundOutcome>>,
    /// When the plan was asked for, in milliseconds.
    asked_at: u64,
    sketch: Sketch,
    shown: Option<(Arc<Portfolio>, Arc<FundOutcome>)>,
    /// The plan before something was tried out.
    before: Option<Plan>,
    studies: Studies,
}

impl Funding {
    /// Asks what may be different now.
    pub(super) fn ask(&mut self, now: &Arc<Portfolio>, wake: &Wake, clock: &Clock) {
        self.trying.repair(now);
        let is_same = self.made_of.as_ref().is_some_and(|(portfolio, trying, is_watched)| {
            Arc::ptr_eq(portfolio, now) && *trying == self.trying && *is_watched == self.is_watched
        });
        if is_same {
            return;
        }
        self.made_of = Some((Arc::clone(now), self.trying.clone(), self.is_watched));
        match self.trying.applied(now) {
            Ok(subject) => self.find(&Arc::new(subject), wake, clock),
            Err(trouble) => {
                let (subject, outcome) = (Arc::clone(now), Arc::new(Err(trouble.into())));
                self.plan.settle(&subject, Arc::clone(&outcome));
                self.shown = Some((Arc::clone(&subject), outcome));
                self.subject = Some(subject);
            }
        }
    }

    fn find(&mut self, subject: &Arc<Portfolio>, wake: &Wake, clock: &Clock) {
        self.subject = Some(Arc::clone(subject));
        self.studies.follow(subject);
        self.asked_at = clock();
        let milliseconds_max =
            if self.is_watched { LOOK_MILLISECONDS } else { GLANCE_MILLISECONDS };
        let nodes_max = match (clock(), self.is_watched) {
            (0, false) => 0,
            (0, true) => STILL_NODES_MAX,
            _ => u64::MAX,
        };
        let patience = Patience { clock: Arc::clone(clock), milliseconds_max, nodes_max };
        let (about, trying) = (Arc::clone(subject), self.trying.clone());
        let (sketch, waker) = (Arc::clone(&self.sketch), Arc::clone(wake));
        self.plan.ask(Question::new("fund", subject, wake, move |monitor| {
            let tell = |outcome: FundOutcome| {
                let mut sketch = sketch.lock().unwrap_or_else(PoisonError::into_inner);
                *sketch = Some(Arc::new(outcome));
                drop(sketch);
                waker();
            };
            Ok(Arc::new(find(&about, &trying, &patience, monitor, &tell)?))
        }));
    }

    /// Tries something else out. What was the best plan before is remembered, to tell what is different.
    fn try_out(&mut self, trying: Trying) {
        let is_other = trying.is_trying() || trying.scenario.is_some();
        let was_other = self.trying.is_trying() || self.trying.scenario.is_some();
        if !is_other {
            self.before = None;
        } else if !was_other || self.trying.objective != trying.objective {
            self.before = self.found().map(|found| found.plan.clone());
        }
        self.trying = trying;
    }

    fn found(&self) -> Option<&Found> {
        self.shown.as_ref()?.1.as_ref().as_ref().ok().filter(|found| found.is_plan())
    }

    pub(super) fn receive(&mut self, now: &Arc<Portfolio>, wake: &Wake, clock: &Clock) {
        self.receive_plan();
        self.studies.receive();
        self.study(now, wake, clock);
    }

    /// Whether a good plan is there, and the search for a better one takes so long that nobody should wait for it.
    fn is_good_enough(&self, clock: &Clock) -> bool {
        let is_best = self.found().is_some_and(|found| found.proof == Proof::Best);
        is_best && clock().saturating_sub(self.asked_at) > WAIT_MILLISECONDS
    }

    /// Goes on with what follows from the plan, once the plan is there, or a good one.
    fn study(&mut self, portfolio: &Arc<Portfolio>, wake: &Wake, clock: &Clock) {
        if self.plan.asked().is_some() && !self.is_good_enough(clock) {
            return;
        }
        let Some(subject) = &self.subject else { return };
        let patience = Patience {
            clock: Arc::clone(clock),
            milliseconds_max: STUDY_MILLISECONDS,
            nodes_max: if clock() == 0 { STILL_STUDY_NODES_MAX } else { STUDY_NODES_MAX },
        };
        let best = self.found().map(|found| found.plan.clone()).unwrap_or_default();
        let trying = &self.trying;
        let about = About { portfolio, subject, trying, best, patience: &patience, wake };
        self.studies.go_on(&about);
    }

    fn receive_plan(&mut self) {
        let sketch = self.sketch.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some(outcome), Some(subject)) = (sketch, &self.subject) {
            self.shown = Some((Arc::clone(subject), outcome));
        }
        if self.plan.receive() {
            self.show_known();
        }
    }

    pub(super) fn wait(&mut self, now: &Arc<Portfolio>, wake: &Wake, clock: &Clock) {
        self.plan.wait();
        self.show_known();
        self.study(now, wake, clock);
        while self.studies.wait() {
            self.study(now, wake, clock);
        }
    }

    fn show_known(&mut self) {
        if let Some((about, outcome)) = self.plan.known() {
            self.shown = Some((Arc::clone(about), Arc::clone(outcome)));
        }
    }
}

/// What is known about funding, as the window reads it.
#[derive(Clone, Copy)]
pub struct FundingView<'a> {
    funding: &'a Funding,
}

impl<'a> FundingView<'a> {
    /// What is tried out.
    pub fn trying(self) -> &'a Trying {
        &self.funding.trying
    }

    /// The portfolio as it is tried out; nothing before anything was asked.
    pub fn subject(self) -> Option<&'a Arc<Portfolio>> {
        self.funding.subject.as_ref()
    }

    /// The best plan so far, or why there is none.
    pub fn outcome(self) -> Option<&'a Arc<FundOutcome>> {
        self.funding.shown.as_ref().map(|(_, outcome)| outcome)
    }

    /// The best plan so far.
    pub fn found(self) -> Option<&'a Found> {
        self.outcome()?.as_ref().as_ref().ok()
    }

    /// How much of the work on the plan is done, from 0 to 1000; nothing while nothing is under way.
    pub fn progress(self) -> Option<u32> {
        self.funding.plan.progress()
    }

    /// What is studied while somebody looks at it.
    pub fn wanted(self) -> &'a BTreeSet<Topic> {
        self.funding.studies.wanted()
    }

    /// What was found out, and whether it still holds.
    pub fn study(self, topic: Topic) -> Option<(&'a StudyOutcome, bool)> {
        let studies = &self.funding.studies;
        let answer = studies.known(topic)?;
        let subject = self.funding.subject.as_ref();
        Some((&answer.1, subject.is_some_and(|subject| studies.is_about(subject, answer))))
    }

    /// What was found out, as it is kept: another is another answer.
    pub fn known(self, topic: Topic) -> Option<&'a Arc<StudyOutcome>> {
        self.funding.studies.known(topic).map(|(_, outcome)| outcome)
    }

    /// What is taken as known where it is asked what holds whatever comes; nothing before anything was asked.
    pub fn taken_as_known(self) -> Option<Known> {
        Some(self.funding.studies.taken_as_known(self.funding.subject.as_ref()?))
    }

    /// Whether the work on it was stopped.
    pub fn has_given_up(self, topic: Topic) -> bool {
        self.funding.studies.has_given_up(topic)
    }

    /// What is worked on beside the plan, and how much of it is done, from 0 to 1000.
    pub fn studying(self) -> Option<(Topic, u32)> {
        self.funding.studies.running()
    }

    /// The plan before something was tried out: what the plan of now is compared with.
    pub fn before(self) -> Option<&'a Plan> {
        self.funding.before.as_ref()
    }
}

impl Workspace {
    /// What is known about funding.
    pub fn funding(&self) -> FundingView<'_> {
        FundingView { funding: &self.funding }
    }

    /// Somebody looks at the plan from now on: it is worth working on to the end.
    pub fn watch_funding(&mut self) {
        self.funding.is_watched = true;
        self.ask_funding();
    }

    pub(super) fn ask_funding(&mut self) {
        let now = Arc::clone(self.portfolio());
        self.funding.ask(&now, &self.setting.wake, &self.setting.clock);
    }

    pub(super) fn try_funding(&mut self, trying: Trying) {
        self.funding.try_out(trying);
        self.ask_funding();
    }

    pub(super) fn stop_funding(&mut self) {
        if self.funding.plan.asked().is_some() {
            self.funding.plan.stop();
        } else {
            self.funding.studies.stop();
        }
    }

    pub(super) fn study_funding(&mut self, wanted: BTreeSet<Topic>) {
        self.funding.studies.want(wanted);
        self.receive_funding();
    }

    pub(super) fn take_as_known(&mut self, known: Known) {
        self.funding.studies.take_as_known(known);
        self.receive_funding();
    }

    pub(super) fn receive_funding(&mut self) {
        let now = Arc::clone(self.portfolio());
        self.funding.receive(&now, &self.setting.wake, &self.setting.clock);
    }

    pub(super) fn wait_for_funding(&mut self) {
        let now = Arc::clone(self.portfolio());
        self.funding.wait(&now, &self.setting.wake, &self.setting.clock);
    }
}
