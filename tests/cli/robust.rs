//! Stories of what stands behind a ranking: explained, tried with other weights, and without any.

use serde_json::Value;

use crate::stage::{Run, Stage, samples};

/// Worth for the two outcomes: (9, 0), (6, 6), (1, 9) ninths; the fourth is not rated, and done is done.
const PLAN: &str = r#"(format: 1, min_reader: 1, title: "Plan", currency: "EUR", first_period: "2027-01", period: Quarter, horizon: 8,
  outcomes: [
    (id: "0000000000a1", name: "Growth", weight: 80.0),
    (id: "0000000000a2", name: "Order", weight: 20.0),
  ],
  projects: [
    (id: "0000000000p1", name: "First", contributions: [
      (outcome: "0000000000a1", level: "extreme", confidence: 100.0, rationale: "Because."),
      (outcome: "0000000000a2", level: "none", confidence: 100.0),
    ], inputs: {"Value": 8.0, "Effort": 2.0}, costs: [(id: "0000000000c1", name: "All", likely: 50000, periods: 1)]),
    (id: "0000000000p2", name: "Second", contributions: [
      (outcome: "0000000000a1", level: "strong", confidence: 100.0),
      (outcome: "0000000000a2", level: "strong", confidence: 100.0),
    ], inputs: {"Value": 6.0, "Effort": 4.0}, costs: [(id: "0000000000c2", name: "All", likely: 20000, periods: 1)]),
    (id: "0000000000p3", name: "Third", contributions: [
      (outcome: "0000000000a1", level: "low", confidence: 100.0),
      (outcome: "0000000000a2", level: "extreme", confidence: 100.0),
    ], costs: [(id: "0000000000c3", name: "All", likely: 30000, periods: 1)]),
    (id: "0000000000p4", name: "Fourth"),
    (id: "0000000000p5", name: "Done", stage: Done),
  ],
)"#;

fn run(arguments: &[&str]) -> Run {
    let test = std::thread::current().name().unwrap().replace(':', "-");
    Stage::new(&format!("robust-{test}")).with("plan.ron", PLAN).run(arguments)
}

fn json(arguments: &[&str]) -> Value {
    let run = run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    assert!((found.as_f64().unwrap() - expected).abs() < 1e-9, "{found} is not {expected}");
}

fn sum(parts: &Value, field: &str) -> f64 {
    parts.as_array().unwrap().iter().filter_map(|part| part[field].as_f64()).sum()
}

#[test]
fn a_score_is_taken_apart_and_so_is_the_difference_of_two() {
    let told = json(&["explain", "plan.ron", "first"]);
    near(&told["score"], 80.0);
    assert!((sum(&told["parts"], "points") - 80.0).abs() < 1e-9);
    assert_eq!(told["parts"][0]["rationale"], "Because.");
    let gap = json(&["explain", "plan.ron", "First", "second"]);
    near(&gap["gap"], 80.0 - 200.0 / 3.0);
    assert!((sum(&gap["parts"], "adds") - gap["gap"].as_f64().unwrap()).abs() < 1e-9);
    let table = run(&["explain", "plan.ron", "First", "Second"]);
    assert!(table.out.ends_with("\nIn all +13.3 points.\n"), "{}", table.out);
    let table = run(&["explain", "plan.ron", "First"]);
    assert!(
        table.out.contains("  80.0    80.0      80.0  Extreme       100 %  Growth   Because."),
        "{}",
        table.out
    );
}

#[test]
fn a_score_by_a_framework_is_taken_apart_too() {
    let told = json(&["explain", "plan.ron", "First", "--method", "value-effort"]);
    near(&told["score"], 4.0);
    let gap = json(&["explain", "plan.ron", "First", "Second", "--method", "value-effort"]);
    near(&gap["gap"], 2.5);
    assert!((sum(&gap["parts"], "adds") - 2.5).abs() < 1e-9);
    let none = run(&["explain", "plan.ron", "First", "Third", "--method", "value-effort"]);
    assert_eq!(none.code, 1);
    assert!(
        none.err.contains("“Third” has no score: “Value” is missing, “Effort” is missing"),
        "{}",
        none.err
    );
    assert_eq!(run(&["explain", "plan.ron", "First", "--method", "moscow"]).code, 2);
    assert_eq!(run(&["explain", "plan.ron", "Growth"]).code, 2);
    assert_eq!(run(&["explain", "plan.ron", "Nobody"]).code, 2);
}

#[test]
fn weights_may_go_so_far() {
    let told = json(&["sensitivity", "plan.ron", "--top", "1", "--flip", "first", "second"]);
    // 9w against 6: level at 2/3.
    near(&told["spans"][0]["low"], 2.0 / 3.0);
    near(&told["spans"][0]["high"], 1.0);
    assert_eq!(told["spans"][0]["below"]["enters"]["name"], "Second");
    assert_eq!(told["spans"][0]["above"], Value::Null);
    near(&told["flip"]["turns"][0]["to"], 2.0 / 3.0);
    near(&told["flip"]["moved"], 0.8 - 2.0 / 3.0);
    assert_eq!(run(&["sensitivity", "plan.ron"]).code, 0);
    assert_eq!(run(&["sensitivity", "plan.ron", "--flip", "First", "Done"]).code, 2);
    assert_eq!(run(&["sensitivity", "plan.ron", "--top", "0"]).code, 2);
}

#[test]
fn two_outcomes_are_worked_out_exactly() {
    let told = json(&["acceptability", "plan.ron"]);
    assert_eq!((&told["how"], &told["known"]), (&"exact".into(), &"nothing".into()));
    // First from 2/3 up; third where w + 9(1 − w) > 6, below 3/8.
    let firsts: Vec<f64> = told["projects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|project| project["first"].as_f64().unwrap())
        .collect();
    let expected = [3.0 / 8.0, 1.0 / 3.0, 2.0 / 3.0 - 3.0 / 8.0, 0.0];
    assert!(
        firsts.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-9),
        "{firsts:?}"
    );
    let order = json(&["acceptability", "plan.ron", "--known", "order"]);
    near(&order["projects"][0]["first"], 2.0 / 3.0);
    assert_eq!(run(&["acceptability", "plan.ron", "--samples", "5"]).code, 2);
    assert!(run(&["acceptability", "plan.ron"]).out.contains("worked out exactly"));
}

#[test]
fn samples_are_counted_the_same_each_time() {
    for (name, content) in samples() {
        let stage = Stage::new(&format!("accept-{name}")).with(&name, content);
        let one = ["acceptability", &name, "--samples", "1000", "--format", "json"];
        let told = stage.run(&one);
        assert_eq!(told.code, 0, "{name}: {}", told.err);
        assert_eq!(stage.run(&one).out, told.out, "{name}");
        let told: Value = serde_json::from_str(&told.out).unwrap();
        let firsts = told["projects"]
            .as_array()
            .unwrap()
            .iter()
            .map(|project| project["ranks"][0].as_f64().unwrap());
        // Ties share a rank, so they may sum to more.
        assert!(firsts.sum::<f64>() > 0.999, "{name}");
    }
}

#[test]
fn the_front_is_what_none_beats() {
    let told = json(&["pareto", "plan.ron", "--min", "cost", "--max", "score"]);
    let standings: Vec<(&str, &str)> = told["projects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|project| (project["name"].as_str().unwrap(), project["standing"].as_str().unwrap()))
        .collect();
    assert_eq!(
        standings,
        [("Second", "front"), ("First", "front"), ("Third", "beaten"), ("Fourth", "unknown")]
    );
    assert_eq!(told["axes"][0]["unit"], "EUR");
    assert_eq!(run(&["pareto", "plan.ron", "--max", "[Value] / [Effort]"]).code, 0);
    assert_eq!(run(&["pareto", "plan.ron"]).code, 2);
    let wrong = run(&["pareto", "plan.ron", "--min", "cots"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("Nothing is called “cots”"), "{}", wrong.err);
}
