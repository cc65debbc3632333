//! Many futures of some projects, drawn beside the window: asked for, followed, and stopped.

use std::sync::Arc;

use super::Workspace;
use crate::analysis::finance::chance::{Assumptions, Draws, RisksTaken, Simulation};
use crate::analysis::finance::{Choice, Rate, portfolio_rate};
use crate::jobs::{Cancelled, Job, Monitor};
use crate::model::Portfolio;

/// Where chance begins: always the same, so that the same portfolio shows the same figures.
const SEED: u64 = 1;

/// What is asked: which projects on which terms, and how many futures.
#[derive(Debug, Clone, PartialEq)]
pub struct Futures {
    /// The projects.
    pub choice: Choice,
    /// How many futures are drawn.
    pub runs: usize,
}

/// Who draws futures: handed in, so that a test can hold a drawing until it has looked.
pub type Drawer = Arc<
    dyn Fn(&Portfolio, &Choice, Assumptions, Draws, &Monitor) -> Result<Simulation, Cancelled>
        + Send
        + Sync,
>;

/// How far the drawing is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Drawn<'a> {
    /// All of it.
    All(&'a Simulation),
    /// It is under way: how much of a thousand is done.
    UnderWay(u32),
    /// Somebody has stopped it.
    Stopped,
    /// Nobody has asked.
    Nothing,
}

type Asked = (Arc<Portfolio>, Futures);

/// What is known, what is under way, and what was stopped.
#[derive(Default)]
pub(super) struct Simulating {
    known: Option<(Asked, Simulation)>,
    running: Option<(Asked, Job<Result<Simulation, Cancelled>>)>,
    stopped: Option<Asked>,
}

fn is_about(asked: &Asked, now: &Arc<Portfolio>, futures: &Futures) -> bool {
    Arc::ptr_eq(&asked.0, now) && asked.1 == *futures
}

impl Workspace {
    /// What is known of these futures of the portfolio as it is.
    pub fn drawn(&self, futures: &Futures) -> Drawn<'_> {
        let now = self.portfolio();
        let simulating = &self.simulating;
        match (&simulating.known, &simulating.running, &simulating.stopped) {
            (Some((asked, found)), ..) if is_about(asked, now, futures) => Drawn::All(found),
            (_, Some((asked, job)), _) if is_about(asked, now, futures) => {
                Drawn::UnderWay(job.done_permille())
            }
            (.., Some(asked)) if is_about(asked, now, futures) => Drawn::Stopped,
            _ => Drawn::Nothing,
        }
    }

    /// Begins to draw; what was being drawn is given up.
    pub(super) fn simulate(&mut self, futures: Futures) {
        let Ok(draws) = Draws::new(futures.runs, SEED) else { return };
        let portfolio = Arc::clone(self.portfolio());
        let rate = portfolio_rate(&portfolio).unwrap_or(Rate::NONE);
        let assumptions = Assumptions { rate, risks: RisksTaken::default() };
        let (about, choice) = (Arc::clone(&portfolio), futures.choice.clone());
        let wake = Arc::clone(&self.setting.wake);
        let drawer = Arc::clone(&self.setting.drawer);
        let job = Job::start(
            "simulation",
            move || wake(),
            move |monitor| drawer(&about, &choice, assumptions, draws, monitor),
        );
        self.simulating.stopped = None;
        self.simulating.running = Some(((portfolio, futures), job));
    }

    /// Gives up what is being drawn.
    pub(super) fn stop_simulating(&mut self) {
        if let Some((asked, job)) = self.simulating.running.take() {
            job.cancel();
            self.simulating.stopped = Some(asked);
        }
    }

    pub(super) fn receive_simulation(&mut self) {
        let outcome = self.simulating.running.as_ref().and_then(|(_, job)| job.poll());
        if let Some(outcome) = outcome {
            self.take_simulation(outcome.ok().and_then(Result::ok));
        }
    }

    pub(super) fn wait_for_simulation(&mut self) {
        if let Some((_, job)) = &self.simulating.running {
            let outcome = job.wait();
            self.take_simulation(outcome.ok().and_then(Result::ok));
        }
    }

    fn take_simulation(&mut self, found: Option<Simulation>) {
        let Some((asked, _)) = self.simulating.running.take() else { return };
        match found {
            Some(found) => self.simulating.known = Some((asked, found)),
            None => self.simulating.stopped = Some(asked),
        }
    }
}
