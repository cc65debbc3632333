//! Sampling weights and scoring anew, beside the same with numpy in the same run.
//!
//! `cargo bench --no-default-features --bench smaa`; the peer needs python3 with numpy, and is left out where there is none.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod processor;
mod timing;

use std::collections::BTreeSet;

use fastrand::Rng;
use portolan::analysis::scoring::robust::{Known, Values, acceptability, steady_top};
use portolan::analysis::scoring::{Weighing, Weights, ranked_by};
use portolan::jobs::Monitor;
use portolan::model::{
    Contribution, Id, Level, Outcome, OutcomeId, Percent, Portfolio, Project, ProjectId, Weight,
};

use processor::{Took, peer, tell_ratios, took};
use timing::{Times, tell_goal, tell_heading, timed};

const DRAWS: usize = 100_000;
const PROJECTS: usize = 200;
const OUTCOMES: usize = 10;

fn main() {
    let own = sampled();
    println!(
        "{DRAWS} draws, {PROJECTS} projects, {OUTCOMES} outcomes: {:.0} ms by the clock, {:.0} ms of processors",
        own.clock * 1000.0,
        own.processor * 1000.0
    );
    let size = [DRAWS, PROJECTS, OUTCOMES].map(|number| number.to_string());
    match peer("smaa.py", &size) {
        None => println!("python3 with numpy is not there, so there is no ratio."),
        Some((theirs, _)) => {
            println!(
                "  numpy: {:.0} ms by the clock, {:.0} ms of processors",
                theirs.clock * 1000.0,
                theirs.processor * 1000.0
            );
            tell_ratios(theirs, own, 5.0);
        }
    }
    tell_heading();
    rescored();
    marked();
}

/// What 100,000 draws of 10 weights for 200 projects take.
fn sampled() -> Took {
    let mut rng = Rng::with_seed(7);
    let id = |number: usize| Id::from_bits(u64::try_from(number).unwrap());
    let values = Values {
        projects: (0..PROJECTS).map(|number| ProjectId(id(number))).collect(),
        outcomes: (0..OUTCOMES).map(|number| OutcomeId(id(number))).collect(),
        columns: (0..OUTCOMES).map(|_| (0..PROJECTS).map(|_| rng.f64()).collect()).collect(),
    };
    took(20, || {
        let found = acceptability(&values, &Known::Nothing, DRAWS, 1, &Monitor::default());
        assert_eq!(found.unwrap().unwrap().projects.len(), PROJECTS);
    })
}

/// 1,000 projects by 20 outcomes, as when a weight is pulled.
fn rescored() {
    let portfolio = rated(1_000, 20);
    let outcome = *portfolio.outcomes.keys().next().unwrap();
    let mut times = Times::of("1 000 projects by 20 outcomes scored anew");
    for step in 0..200_u32 {
        let weighing = Weighing::of(&portfolio).with(outcome, f64::from(step), &BTreeSet::new());
        let weights = Weights::weighed(&weighing.unwrap()).unwrap();
        let (millis, order) = timed(|| ranked_by(&portfolio, &weights));
        assert_eq!(order.len(), 1_000);
        times.keep(millis);
    }
    times.tell();
    tell_goal("Scoring anew, half of all times", times.median(), 1.0, " ms");
}

/// How far each weight may go before others are among the first five, as the marks on the sliders show it.
fn marked() {
    let portfolio = rated(1_000, 20);
    let values = Values::of(&portfolio);
    let weights = values.weights(&Weights::of(&portfolio).unwrap());
    let mut times = Times::of("marks for 20 weights, 1 000 projects");
    for _ in 0..200 {
        let (millis, steady) = timed(|| steady_top(&values, &weights, &BTreeSet::new(), 5));
        assert_eq!(steady.spans.len(), 20);
        times.keep(millis);
    }
    times.tell();
    tell_goal("Marks on the sliders, half of all times", times.median(), 1.0, " ms");
}

/// Projects that are rated for every outcome.
fn rated(projects: u64, outcomes: u64) -> Portfolio {
    let mut rng = Rng::with_seed(9);
    let mut portfolio = Portfolio::titled("Rated".parse().unwrap());
    for number in 0..outcomes {
        let outcome = Outcome::named("Outcome".parse().unwrap(), Weight::new(5.0).unwrap());
        portfolio.outcomes.insert(OutcomeId(Id::from_bits(number)), outcome.into());
    }
    for number in 0..projects {
        let mut project = Project::named("Project".parse().unwrap());
        for outcome in 0..outcomes {
            let mut contribution = Contribution::unrated();
            contribution.level = Some(Level(rng.u8(..5)));
            contribution.confidence = Percent::new(rng.f64() * 100.0).unwrap();
            project.contributions.insert(OutcomeId(Id::from_bits(outcome)), contribution);
        }
        portfolio.projects.insert(ProjectId(Id::from_bits(number)), project.into());
    }
    portfolio
}
