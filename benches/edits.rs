//! One edit and everything that has to be known after it, with 10,000 projects.
//!
//! `cargo bench --no-default-features --bench edits`
#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod made;
mod timing;

use std::hint::black_box;

use divan::Bencher;
use portolan::analysis::finance::Costs;
use portolan::analysis::findings::findings;
use portolan::analysis::scoring::{ranked, ranked_after};
use portolan::edit::{Edit, ProjectField, Record, apply};
use portolan::model::{Item, Level, Pin, Portfolio, ProjectId, flaws};

use timing::{Times, tell_goal, tell_heading, timed};

const PROJECTS: usize = 10_000;
const EDITS: usize = 200;

fn main() {
    let mut portfolio = made::portfolio(PROJECTS);
    let chosen: Vec<ProjectId> =
        portfolio.projects.keys().copied().step_by(PROJECTS.div_euclid(EDITS)).collect();
    let mut order = ranked(&portfolio);
    let mut all = Times::of("edit and scores");
    let mut rating = Times::of("  a rating and scores");
    let mut naming = Times::of("  a name and scores");
    let mut moving = Times::of("  a place on the map and scores");
    for project in chosen {
        for (times, edit) in [
            (&mut rating, rate(&portfolio, project)),
            (&mut naming, rename(project)),
            (&mut moving, Edit::Place(vec![(Item::Project(project), Some(Pin::new(120, 240)))])),
        ] {
            let (millis, (next, after)) = timed(|| {
                let edited = apply(&portfolio, &edit).unwrap();
                let order = ranked_after(&portfolio, order, &edited);
                (edited, order)
            });
            times.keep(millis);
            all.keep(millis);
            (portfolio, order) = (next, after);
        }
    }

    println!("{PROJECTS} projects");
    tell_heading();
    for times in [&all, &rating, &naming, &moving] {
        times.tell();
    }
    tell_goal("Edit and scores, 95 of 100", all.percentile(95), 5.0, " ms");
    divan::main();
}

fn rate(portfolio: &Portfolio, project: ProjectId) -> Edit {
    let record = &portfolio.projects[&project];
    let (&outcome, contribution) = record.contributions.first_key_value().unwrap();
    let mut contribution = contribution.clone();
    contribution.level = Some(Level(4));
    Edit::Replace(Record::Contribution(project, outcome, contribution))
}

fn rename(project: ProjectId) -> Edit {
    Edit::SetProject(project, ProjectField::Name("Another name".parse().unwrap()))
}

/// Measures one question to the large portfolio.
fn asked<Answer>(bencher: Bencher<'_, '_>, question: fn(&Portfolio) -> Answer) {
    let portfolio = made::portfolio(PROJECTS);
    bencher.bench_local(|| question(black_box(&portfolio)));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn scores(bencher: Bencher<'_, '_>) {
    asked(bencher, ranked);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn costs(bencher: Bencher<'_, '_>) {
    asked(bencher, Costs::of);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn everything_worth_a_look(bencher: Bencher<'_, '_>) {
    asked(bencher, findings);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn contradictions(bencher: Bencher<'_, '_>) {
    asked(bencher, flaws);
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn a_new_line_of_cost(bencher: Bencher<'_, '_>) {
    let portfolio = made::portfolio(PROJECTS);
    let mut edits = portfolio.projects.iter().map(|(&id, project)| {
        let (&cost, line) = project.costs.first_key_value().unwrap();
        let new = portolan::model::CostId(portolan::model::Id::from_bits(cost.0.bits() ^ 1));
        Edit::SetProject(id, ProjectField::PutCost(new, line.clone()))
    });
    bencher.bench_local(|| apply(&portfolio, &edits.next().unwrap()).unwrap());
}
