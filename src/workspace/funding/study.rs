//! What follows from the best plan, studied one thing after the other while somebody looks at it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::Trying;
use super::work::Patience;
use crate::analysis::optimise::program::{Effort, Ties};
use crate::analysis::optimise::robust::{
    CostsKnown, Information, Known, RatingsKnown, Robust, WeightsKnown, Work, robust,
};
use crate::analysis::optimise::{
    Comparison, Conflicts, Failure, Frontier, Plan, Points, Prices, Why, compared, conflicts,
    frontier, prices, why,
};
use crate::jobs::{Cancelled, Job, Monitor};
use crate::model::{Portfolio, ProjectId, ScenarioId};
use crate::workspace::slot::Wake;

/// So many points of the frontier are looked for.
const POINTS: usize = 50;
/// So many plans are held at once while all that no other beats are listed; then so many weightings are drawn.
const PLANS_MAX: usize = 20_000;
const SAMPLES: usize = 400;
/// So much of the search tree for the best plan of each weighting.
const DRAW_NODES_MAX: u64 = 100;
/// And so long.
const DRAW_SECONDS_MAX: f64 = 0.1;
/// Where time stands still, the same.
const STILL_PLANS_MAX: usize = 400;
const STILL_SAMPLES: usize = 60;
/// The seed of the samples: any will do, but always the same.
const SEED: u64 = 7;
/// So many conflicts are named.
const CONFLICTS_MAX: usize = 6;

/// Something that can be asked about the best plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Which limits contradict each other.
    Conflicts,
    /// Why a project is in or out.
    Why(ProjectId),
    /// Value against budget.
    Frontier,
    /// What each limit costs.
    Prices,
    /// What holds whatever the weights turn out to be.
    Robust,
    /// All scenarios side by side.
    Scenarios,
}

/// What was found out.
#[derive(Debug, Clone)]
pub enum Study {
    /// Which limits contradict each other.
    Conflicts(Conflicts),
    /// Why a project is in or out.
    Why(Box<Why>),
    /// Value against budget.
    Frontier(Box<Frontier>),
    /// What each limit costs.
    Prices(Box<Prices>),
    /// What holds whatever turns out of what is not known.
    Robust(Known, Box<Robust>),
    /// All scenarios side by side, the base first.
    Scenarios(Vec<Option<ScenarioId>>, Box<Comparison>),
}

/// What was found out, or why it was not.
pub type StudyOutcome = Result<Study, Failure>;

/// What was found out, and about which portfolio.
type Answer = (Arc<Portfolio>, Arc<StudyOutcome>);

struct Running {
    topic: Topic,
    about: Arc<Portfolio>,
    job: Job<Result<StudyOutcome, Cancelled>>,
}

/// What is looked at, what is known of it, and the one thing that is worked on.
#[derive(Default)]
pub(super) struct Studies {
    wanted: BTreeSet<Topic>,
    known: BTreeMap<Topic, Answer>,
    running: Option<Running>,
    /// What somebody wants to be taken as known; else what the portfolio says.
    taken_as_known: Option<Known>,
    /// What was stopped: it is not begun again until something is different.
    given_up: BTreeSet<Topic>,
}

/// What every study needs.
pub(super) struct About<'a> {
    /// The portfolio itself, for its scenarios.
    pub(super) portfolio: &'a Arc<Portfolio>,
    /// The portfolio as it is tried out.
    pub(super) subject: &'a Arc<Portfolio>,
    pub(super) trying: &'a Trying,
    /// The best plan so far, a good beginning for others.
    pub(super) best: Plan,
    pub(super) patience: &'a Patience,
    pub(super) wake: &'a Wake,
}

impl Studies {
    /// These are looked at from now on, and nothing else.
    pub(super) fn want(&mut self, wanted: BTreeSet<Topic>) {
        if self.running.as_ref().is_some_and(|running| !wanted.contains(&running.topic)) {
            self.running = None;
        }
        if self.wanted != wanted {
            self.given_up.clear();
        }
        // Of the reasons for single projects only a few are kept.
        if self.known.len() > 64 {
            self.known.retain(|topic, _| wanted.contains(topic));
        }
        self.wanted = wanted;
    }

    pub(super) fn wanted(&self) -> &BTreeSet<Topic> {
        &self.wanted
    }

    pub(super) fn known(&self, topic: Topic) -> Option<&Answer> {
        self.known.get(&topic)
    }

    /// What is worked on, and how much of it is done, from 0 to 1000.
    pub(super) fn running(&self) -> Option<(Topic, u32)> {
        self.running.as_ref().map(|running| (running.topic, running.job.done_permille()))
    }

    /// Takes something else as known: what was found out by it is looked at again.
    pub(super) fn take_as_known(&mut self, known: Known) {
        if self.running.as_ref().is_some_and(|running| running.topic == Topic::Robust) {
            self.running = None;
        }
        self.given_up.remove(&Topic::Robust);
        self.taken_as_known = Some(known);
    }

    /// What is taken as known of a portfolio.
    pub(super) fn taken_as_known(&self, subject: &Portfolio) -> Known {
        self.taken_as_known.unwrap_or_else(|| known_of(subject))
    }

    /// Whether an answer was found by what is taken as known now.
    pub(super) fn is_about(&self, subject: &Arc<Portfolio>, (about, outcome): &Answer) -> bool {
        let is_known = match outcome.as_ref() {
            Ok(Study::Robust(known, _)) => *known == self.taken_as_known(subject),
            _ => true,
        };
        is_known && Arc::ptr_eq(about, subject)
    }

    /// Gives up what is worked on.
    pub(super) fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            self.given_up.insert(running.topic);
        }
    }

    /// Whether the work on it was stopped.
    pub(super) fn has_given_up(&self, topic: Topic) -> bool {
        self.given_up.contains(&topic)
    }

    /// Gives up what is about another portfolio than this.
    pub(super) fn follow(&mut self, subject: &Arc<Portfolio>) {
        if self.running.as_ref().is_some_and(|running| !Arc::ptr_eq(&running.about, subject)) {
            self.running = None;
        }
        self.given_up.clear();
    }

    /// Begins with the next thing that is looked at and not known, if nothing is worked on.
    pub(super) fn go_on(&mut self, about: &About<'_>) {
        if self.running.is_some() {
            return;
        }
        let is_known = |topic: &Topic| {
            self.known.get(topic).is_some_and(|answer| self.is_about(about.subject, answer))
        };
        let is_open = |topic: &Topic| !is_known(topic) && !self.given_up.contains(topic);
        let Some(topic) = self.wanted.iter().copied().find(is_open) else { return };
        let (portfolio, subject) = (Arc::clone(about.portfolio), Arc::clone(about.subject));
        let (trying, patience) = (about.trying.clone(), about.patience.clone());
        let known = self.taken_as_known(&subject);
        let best = about.best.clone();
        let wake = Arc::clone(about.wake);
        let job = Job::start(
            "fund study",
            move || wake(),
            move |monitor| {
                let about = (&*portfolio, &*subject);
                match study(topic, about, (&trying, known, &best), &patience, monitor) {
                    Err(Failure::Cancelled) => Err(Cancelled),
                    outcome => Ok(outcome),
                }
            },
        );
        self.running = Some(Running { topic, about: Arc::clone(about.subject), job });
    }

    /// Takes what was found out, if it is there; says whether something has ended.
    pub(super) fn receive(&mut self) -> bool {
        let outcome = self.running.as_ref().and_then(|running| running.job.poll());
        outcome.is_some_and(|outcome| self.take(outcome.ok().and_then(Result::ok)))
    }

    /// Waits for what is worked on; says whether there was something.
    pub(super) fn wait(&mut self) -> bool {
        let outcome = self.running.as_ref().map(|running| running.job.wait());
        outcome.is_some_and(|outcome| self.take(outcome.ok().and_then(Result::ok)))
    }

    fn take(&mut self, outcome: Option<StudyOutcome>) -> bool {
        let Some(Running { topic, about, job: _ }) = self.running.take() else { return false };
        match outcome {
            Some(outcome) => {
                self.known.insert(topic, (about, Arc::new(outcome)));
            }
            None => {
                self.given_up.insert(topic);
            }
        }
        true
    }
}

fn study(
    topic: Topic,
    (portfolio, subject): (&Portfolio, &Portfolio),
    (trying, known, best): (&Trying, Known, &Plan),
    patience: &Patience,
    monitor: &Monitor,
) -> StudyOutcome {
    let began = (patience.clock)();
    let is_still = began == 0;
    let passed = || (patience.clock)().saturating_sub(began);
    let is_over = || passed() > patience.milliseconds_max;
    let effort = Effort {
        nodes_max: patience.nodes_max,
        gap_permille: 0,
        is_over: &is_over,
        ties: Ties::Any,
    };
    let wish = trying.wish();
    Ok(match topic {
        Topic::Conflicts => {
            Study::Conflicts(conflicts(subject, wish, CONFLICTS_MAX, &effort, monitor)?)
        }
        Topic::Why(project) => Study::Why(Box::new(why(subject, wish, project, &effort, monitor)?)),
        Topic::Frontier => {
            let points = Points::Even { count: POINTS };
            Study::Frontier(Box::new(frontier(subject, wish, (points, best), &effort, monitor)?))
        }
        Topic::Prices => Study::Prices(Box::new(prices(subject, wish, &effort, monitor)?)),
        Topic::Robust => {
            let information = Information::of(subject, known);
            let (plans_max, samples) =
                if is_still { (STILL_PLANS_MAX, STILL_SAMPLES) } else { (PLANS_MAX, SAMPLES) };
            let is_listing_over = &|| passed().saturating_mul(4) > patience.milliseconds_max;
            let work = Work {
                plans_max,
                samples,
                seed: SEED,
                is_listing_over,
                is_sampling_over: &|| {
                    passed().saturating_mul(4) > patience.milliseconds_max.saturating_mul(3)
                },
                is_over: &is_over,
                clock: &|| Duration::from_millis(passed()).as_secs_f64(),
                draw_seconds_max: DRAW_SECONDS_MAX,
                draw_nodes_max: effort.nodes_max.min(DRAW_NODES_MAX),
                gap_permille: 0,
            };
            let found = robust(subject, wish, &information, &work, monitor)?;
            Study::Robust(known, Box::new(found))
        }
        Topic::Scenarios => {
            let ids: Vec<Option<ScenarioId>> = std::iter::once(None)
                .chain(portfolio.scenarios.keys().copied().map(Some))
                .collect();
            let scenario = |id: &Option<ScenarioId>| {
                id.and_then(|id| portfolio.scenarios.get(&id)).map(|scenario| &**scenario)
            };
            let scenarios: Vec<_> = ids.iter().map(scenario).collect();
            let found = compared(portfolio, &scenarios, wish, &effort, monitor)?;
            Study::Scenarios(ids, Box::new(found))
        }
    })
}

/// What people agree on: the ranges of weights where anybody has given one, else their order; of costs what is most likely.
fn known_of(portfolio: &Portfolio) -> Known {
    let has_ranges = portfolio.leaves().any(|(_, outcome)| outcome.weight_range.is_some());
    Known {
        weights: if has_ranges { WeightsKnown::Ranges } else { WeightsKnown::Order },
        ratings: RatingsKnown::Agreed,
        costs: CostsKnown::Likely,
    }
}
