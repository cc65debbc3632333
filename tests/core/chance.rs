//! What chance makes of it: moments, seeds, causes, risks and delays, each against what can be worked out.

use std::sync::Arc;

use portolan::analysis::finance::chance::{
    Assumptions, Draws, Input, RisksTaken, Simulation, simulate,
};
use portolan::analysis::finance::{BusinessCase, Choice, Outlook, Rate, all_open};
use portolan::file::read;
use portolan::jobs::Monitor;
use portolan::model::{Portfolio, Risk};

use crate::methods::table;

/// Two projects of one year in ten quarters; what each costs and brings is filled in.
fn portfolio(first: &str, second: &str, more: &str) -> Portfolio {
    let text = format!(
        "(format: 1, min_reader: 1, title: \"T\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: 10,
        discount_rate: 8.0, {more}
        projects: [(id: \"0000000000p1\", name: \"A\", duration: 4, contributions: [], {first}),
                   (id: \"0000000000p2\", name: \"B\", duration: 2, contributions: [], {second})])"
    );
    read(text.into_bytes()).unwrap().portfolio
}

fn drawn(portfolio: &Portfolio, runs: usize, seed: u64) -> Simulation {
    let assumptions = Assumptions { rate: Rate::new(0.08).unwrap(), risks: RisksTaken::AsTheyAre };
    let draws = Draws::new(runs, seed).unwrap();
    simulate(portfolio, &all_open(portfolio), assumptions, draws, &Monitor::default()).unwrap()
}

/// A line of cost in the first period.
fn cost(id: &str, spread: &str, [low, likely, high]: [i64; 3]) -> String {
    format!(
        "(id: \"0000000000{id}\", name: \"Line\", periods: 1, likely: {likely}, low: {low}, high: {high}, spread: {spread})"
    )
}

#[test]
fn every_spread_has_its_mean_and_its_deviation() {
    for (spread, estimate) in [
        ("Pert", [100, 200, 700]),
        ("Pert", [0, 0, 1_000]),
        ("Triangular", [100, 200, 700]),
        ("Lognormal", [100_000, 300_000, 1_000_000]),
    ] {
        let portfolio = portfolio(&format!("costs: [{}]", cost("c1", spread, estimate)), "", "");
        let case = BusinessCase::of(&portfolio, &all_open(&portfolio), None);
        let doubt = case.streams[0].doubt();
        let found = drawn(&portfolio, 200_000, 1).cost;
        assert!(
            (found.mean.value - doubt.mean()).abs() < 4.0 * found.mean.error,
            "{spread}: {:?}",
            found.mean
        );
        let deviation = doubt.variance().sqrt();
        // The lognormal has a heavy tail, and the deviation of a sample of it moves more.
        let within = if spread == "Lognormal" { 0.03 } else { 0.006 };
        assert!(
            (found.deviation / deviation - 1.0).abs() < within,
            "{spread}: {} {deviation}",
            found.deviation
        );
    }
    let hubbard = portfolio(
        &format!("costs: [{}]", cost("c1", "Lognormal", [100_000, 300_000, 1_000_000])),
        "",
        "",
    );
    let found = drawn(&hubbard, 500_000, 5).cost;
    assert!((found.mean.value - 403_984.0).abs() < 4.0 * found.mean.error, "{:?}", found.mean);
    // Nine cases in ten are between the ends.
    let at = |share: usize| found.curve[share].amount;
    assert!((at(5) / 100_000.0 - 1.0).abs() < 0.01 && (at(95) / 1_000_000.0 - 1.0).abs() < 0.01);
}

#[test]
fn the_mean_of_many_futures_is_that_of_the_means() {
    let text = include_bytes!("../../sample-portfolios/harbour-bank.ron");
    let portfolio = read(text.to_vec()).unwrap().portfolio;
    let rate = Rate::new(0.08).unwrap();
    let choice = all_open(&portfolio);
    let assumptions = Assumptions { rate, risks: RisksTaken::None };
    let draws = Draws::new(20_000, 3).unwrap();
    let found = simulate(&portfolio, &choice, assumptions, draws, &Monitor::default()).unwrap();
    let case = BusinessCase::of(&portfolio, &choice, Some(rate)).appraisal(Outlook::Mean);
    for (sampled, exactly) in [
        (found.npv.mean, case.npv.unwrap()),
        (found.cost.mean, case.ratios.cost),
        (found.benefit.mean, case.ratios.benefit),
    ] {
        assert!((sampled.value - exactly).abs() < 4.0 * sampled.error, "{sampled:?} {exactly}");
        assert!(sampled.error > 0.0);
    }
}

#[test]
fn the_same_seed_gives_the_same_figures_and_another_gives_others() {
    let line = cost("c1", "Pert", [100, 200, 700]);
    let portfolio = portfolio(&format!("costs: [{line}]"), "", "");
    assert_eq!(drawn(&portfolio, 2_500, 9), drawn(&portfolio, 2_500, 9));
    assert_ne!(drawn(&portfolio, 2_500, 9).cost, drawn(&portfolio, 2_500, 10).cost);
    // The first futures are the same however many follow.
    let (few, many) = (drawn(&portfolio, 1_000, 9), drawn(&portfolio, 10_000, 9));
    assert!((few.cost.mean.value - many.cost.mean.value).abs() < 5.0 * few.cost.mean.error);
    let stopped = Monitor::default();
    stopped.cancel();
    let assumptions = Assumptions { rate: Rate::NONE, risks: RisksTaken::None };
    let draws = Draws::new(1_000, 1).unwrap();
    assert!(simulate(&portfolio, &all_open(&portfolio), assumptions, draws, &stopped).is_err());
    assert!(Draws::new(99, 1).is_err() && Draws::new(1_000_001, 1).is_err());
}

/// The correlation of two costs, out of the deviation of their sum.
fn correlation_of_costs(causes: &str) -> f64 {
    let line = |id| format!("costs: [{}]", cost(id, "Pert", [0, 500_000, 1_000_000]));
    let both = portfolio(&line("c1"), &line("c2"), causes);
    let alone = portfolio(&line("c1"), "", causes);
    let (sum, one) =
        (drawn(&both, 100_000, 4).cost.deviation, drawn(&alone, 100_000, 4).cost.deviation);
    sum * sum / (2.0 * one * one) - 1.0
}

#[test]
fn projects_of_one_cause_go_wrong_together() {
    let cause = |id: &str, percent: u32| {
        format!(
            "(id: \"0000000000{id}\", name: \"Vendor\", members: [\"0000000000p1\", \"0000000000p2\"], correlation: {percent}.0)"
        )
    };
    assert!(correlation_of_costs("").abs() < 0.02);
    // A symmetrical distribution keeps almost all of the correlation of the normal numbers behind it.
    let found = correlation_of_costs(&format!("causes: [{}],", cause("k1", 60)));
    assert!((found - 0.6).abs() < 0.03, "{found}");
    // Two causes add up; what is more than all is all.
    let found =
        correlation_of_costs(&format!("causes: [{}, {}],", cause("k1", 30), cause("k2", 20)));
    assert!((found - 0.5).abs() < 0.03, "{found}");
    let found =
        correlation_of_costs(&format!("causes: [{}, {}],", cause("k1", 90), cause("k2", 90)));
    assert!((found - 1.0).abs() < 0.01, "{found}");
}

#[test]
fn a_risk_costs_money_and_makes_late_what_waits() {
    let first = "costs: [(id: \"0000000000c1\", name: \"Build\", periods: 1, likely: 1000)]";
    let second = "benefits: [(id: \"0000000000b1\", name: \"Saved\", likely: 100)]";
    let more = "dependencies: [(id: \"0000000000d1\", from: \"0000000000p2\", kind: Requires, to: \"0000000000p1\")],";
    let mut portfolio = portfolio(first, second, more);
    // B starts after four quarters and is over after six: four quarters of benefit.
    let without = drawn(&portfolio, 1_000, 2);
    assert!((without.benefit.mean.value - 400.0).abs() < 1e-9 && without.benefit.deviation < 1e-9);
    let text = "(format: 1, min_reader: 1, title: \"T\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: 10,
        projects: [(id: \"0000000000p1\", name: \"A\", contributions: [])],
        risks: [(id: \"0000000000r1\", name: \"Late\", threatens: [\"0000000000p1\"], probability: 25.0, impact: 80, delay: 3)])";
    let other = read(text.as_bytes().to_vec()).unwrap().portfolio;
    portfolio.risks.clone_from(&other.risks);
    let with = drawn(&portfolio, 100_000, 2);
    // In a quarter of all futures 80 is lost, and B brings three quarters less.
    let near = |found: f64, expected: f64, error: f64| {
        assert!((found - expected).abs() < 4.0 * error, "{found} {expected}");
    };
    near(with.cost.mean.value, 1_020.0, with.cost.mean.error);
    near(with.benefit.mean.value, 325.0, with.benefit.mean.error);
    near(with.overrun.value, 0.25, with.overrun.error);
    assert!(
        with.influences
            .iter()
            .any(|it| matches!(it.input, Input::Risk(_)) && it.rank_correlation.value < -0.99)
    );
    // Before the response it counts as it is; after it as what is left.
    let (id, risk) = other.risks.iter().next().unwrap();
    let mut residual: Risk = Risk::clone(risk);
    residual.response = Some(portolan::model::Response::Reduce);
    residual.residual.probability = Some(portolan::model::Percent::new(0.0).unwrap());
    portfolio.risks.insert(*id, Arc::new(residual));
    let assumptions = Assumptions { rate: Rate::NONE, risks: RisksTaken::AfterResponse };
    let draws = Draws::new(1_000, 2).unwrap();
    let after =
        simulate(&portfolio, &all_open(&portfolio), assumptions, draws, &Monitor::default())
            .unwrap();
    assert!((after.cost.mean.value - 1_000.0).abs() < 1e-9);
}

#[test]
fn knowing_is_worth_what_the_normal_curve_says() {
    // A cost against a benefit that is as large in the mean: E max(v, 0) of a symmetrical v is half its mean distance from zero.
    let costs = format!("costs: [{}]", cost("c1", "Triangular", [0, 500, 1_000]));
    let even = "benefits: [(id: \"0000000000b1\", name: \"Saved\", likely: 500, periods: 1)]";
    let portfolio = portfolio(&format!("{costs}, {even}"), "", "");
    let assumptions = Assumptions { rate: Rate::NONE, risks: RisksTaken::None };
    let draws = Draws::new(10_000, 6).unwrap();
    let found =
        simulate(&portfolio, &all_open(&portfolio), assumptions, draws, &Monitor::default())
            .unwrap();
    // Of a triangle from −500 to 500 the mean distance is 500/3.
    let project = found.projects[0];
    assert!(
        (project.information.value - 500.0 / 6.0).abs() < 5.0 * project.information.error,
        "{project:?}"
    );
    // The cost alone is all that is in doubt.
    let only = found.influences[0];
    assert!((only.information.value - project.information.value).abs() < 1.0, "{only:?}");
    assert!((only.rank_correlation.value + 1.0).abs() < 1e-9);
}

#[test]
fn no_project_is_no_future() {
    let portfolio = portfolio("", "", "");
    let assumptions = Assumptions { rate: Rate::NONE, risks: RisksTaken::None };
    let draws = Draws::new(100, 6).unwrap();
    let found =
        simulate(&portfolio, &Choice::new(), assumptions, draws, &Monitor::default()).unwrap();
    assert!(found.influences.is_empty() && found.cost.mean.value.abs() < 1e-9);
}

#[test]
fn the_spreads_and_causes_on_the_page_are_those_of_the_program() {
    let rows = table("Estimates");
    for row in &rows[1..] {
        let amounts: Vec<i64> = row[1].split(", ").map(|amount| amount.parse().unwrap()).collect();
        let line = cost("c1", row[0], [amounts[0], amounts[1], amounts[2]]);
        let portfolio = portfolio(&format!("costs: [{line}]"), "", "");
        let doubt = BusinessCase::of(&portfolio, &all_open(&portfolio), None).streams[0].doubt();
        assert_eq!(
            row[2..],
            [format!("{:.2}", doubt.mean()), format!("{:.2}", doubt.variance().sqrt())]
        );
    }
    let rows = table("Common causes");
    for row in &rows[1..] {
        let rho: f64 = row[0].parse().unwrap();
        assert_eq!(row[1], format!("{:.4}", 6.0 / std::f64::consts::PI * libm::asin(rho / 2.0)));
    }
}
