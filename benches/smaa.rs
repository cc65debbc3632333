//! Sampling weights and scoring anew, beside the same with numpy in the same run.
//!
//! `cargo bench --no-default-features --bench smaa`; the peer needs python3 with numpy, and is left out where there is none.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod timing;

use std::collections::BTreeSet;
use std::process::Command;

use fastrand::Rng;
use portolan::analysis::scoring::robust::{Known, Values, acceptability};
use portolan::analysis::scoring::{Weighing, Weights, ranked_by};
use portolan::jobs::Monitor;
use portolan::model::{
    Contribution, Id, Level, Outcome, OutcomeId, Percent, Portfolio, Project, ProjectId, Weight,
};

use timing::{Times, tell_goal, tell_heading, timed};

const DRAWS: usize = 100_000;
const PROJECTS: usize = 200;
const OUTCOMES: usize = 10;

fn main() {
    tell_heading();
    let seconds = sampled();
    rescored();
    match numpy() {
        None => println!("numpy is not there, so there is no ratio."),
        Some(peer) => {
            println!("numpy, best of three: {:.1} ms", peer * 1000.0);
            tell_goal("Portolan's part of numpy's time", seconds / peer, 0.2, "");
        }
    }
}

/// Best seconds of 100,000 draws of 10 weights for 200 projects.
fn sampled() -> f64 {
    let mut rng = Rng::with_seed(7);
    let id = |number: usize| Id::from_bits(u64::try_from(number).unwrap());
    let values = Values {
        projects: (0..PROJECTS).map(|number| ProjectId(id(number))).collect(),
        outcomes: (0..OUTCOMES).map(|number| OutcomeId(id(number))).collect(),
        columns: (0..OUTCOMES).map(|_| (0..PROJECTS).map(|_| rng.f64()).collect()).collect(),
    };
    let mut times = Times::of("100 000 draws, 200 projects, 10 outcomes");
    for _ in 0..20 {
        let (millis, found) = timed(|| {
            acceptability(&values, &Known::Nothing, DRAWS, 1, &Monitor::default()).unwrap().unwrap()
        });
        assert_eq!(found.projects.len(), PROJECTS);
        times.keep(millis);
    }
    times.tell();
    times.percentile(0) / 1000.0
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

/// Seconds of the peer, the best of three.
fn numpy() -> Option<f64> {
    let size = [DRAWS, PROJECTS, OUTCOMES].map(|number| number.to_string());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/smaa.py");
    let output = Command::new("python3").arg(script).args(size).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
