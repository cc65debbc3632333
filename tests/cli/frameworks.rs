//! Stories of scores by frameworks, and of two rankings side by side.

use serde_json::Value;

use crate::stage::{Run, Stage};

/// Four projects with inputs of RICE, priorities, a framework of its own, and comparisons of its outcomes.
const PLAN: &str = r#"(format: 1, min_reader: 1, title: "Plan", currency: "EUR", first_period: "2027-01", period: Quarter, horizon: 8,
  weights_by: Pairwise,
  outcomes: [
    (id: "0000000000a1", name: "Growth", weight: 80.0),
    (id: "0000000000a2", name: "Order", weight: 20.0),
    (id: "0000000000a3", name: "Safety", weight: 20.0),
  ],
  judgments: [
    (id: "0000000000j1", more: "0000000000a1", less: "0000000000a2", times: 4.0),
    (id: "0000000000j2", more: "0000000000a2", less: "0000000000a3", times: 1.0),
  ],
  frameworks: [
    (id: "0000000000f1", name: "Reach only", formula: "[Reach] * 2"),
    (id: "0000000000f2", name: "Broken", formula: "[Reach] + cost"),
  ],
  projects: [
    (id: "0000000000p1", name: "First", priority: Must, inputs: {"Reach": 2000.0, "Impact": 2.0, "Confidence": 80.0, "Effort": 4.0}),
    (id: "0000000000p2", name: "=Second", priority: Could, inputs: {"Reach": 500.0, "Impact": 3.0, "Confidence": 100.0, "Effort": 1.0}),
    (id: "0000000000p3", name: "Third", inputs: {"Reach": 1600.0, "Impact": 1.5, "Confidence": 50.0, "Effort": 1.0}),
    (id: "0000000000p4", name: "Fourth", priority: Must, inputs: {"Reach": 100.0, "Effort": 0.0}),
  ],
)"#;

fn run(name: &str, arguments: &[&str]) -> Run {
    Stage::new(name).with("plan.ron", PLAN).run(arguments)
}

fn json(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

fn column(told: &Value, field: &str) -> Vec<Value> {
    told["projects"].as_array().unwrap().iter().map(|project| project[field].clone()).collect()
}

#[test]
fn a_framework_scores_what_it_can_and_says_what_is_missing() {
    let run = run("rice", &["score", "plan.ron", "--method", "rice", "--format", "json"]);
    let told = json(&run);
    assert_eq!(told["formula"], "[Reach] * [Impact] * [Confidence] / [Effort]");
    assert_eq!(column(&told, "name"), ["=Second", "Third", "First", "Fourth"]);
    assert_eq!(
        column(&told, "rank"),
        serde_json::json!([1, 2, 3, null]).as_array().unwrap().clone()
    );
    assert_eq!(told["projects"][0]["score"], 1500.0);
    assert_eq!(
        told["projects"][3]["unknown"],
        serde_json::json!(["“Impact” is missing", "“Confidence” is missing"])
    );
    assert_eq!(
        told["notices"],
        serde_json::json!(["“Impact” of “Third” is 1.5; usual are 3, 2, 1, 0.5, 0.25."])
    );
    assert!(run.err.contains("“Impact” of “Third” is 1.5"), "{}", run.err);
}

#[test]
fn check_names_inputs_off_the_scale_of_their_frameworks() {
    let sentence = "“Impact” of “Third” is 1.5; usual are 3, 2, 1, 0.5, 0.25.";
    let told = json(&run("odd-json", &["check", "plan.ron", "--format", "json"]));
    assert!(told["inputs"].as_array().unwrap().contains(&sentence.into()), "{told}");
    let text = run("odd-text", &["check", "plan.ron"]);
    assert!(text.out.contains(&format!("Inputs of frameworks\n  {sentence}")), "{}", text.out);
}

#[test]
fn the_table_and_the_csv_tell_the_same() {
    let run = run("rice-table", &["score", "plan.ron", "--method", "RICE"]);
    let expected = "\
Plan, 4 projects
RICE in customers / period / person-months: [Reach] * [Impact] * [Confidence] / [Effort]
3 of 4 scored.

Rank  Score  Project  Why not
   1  1\u{202f}500  =Second
   2  1\u{202f}200  Third
   3    800  First
   –      –  Fourth   “Impact” is missing, “Confidence” is missing
";
    assert_eq!((run.code, run.out.as_str()), (0, expected));
    let run = Stage::new("rice-csv")
        .with("plan.ron", PLAN)
        .run(&["score", "plan.ron", "--method", "rice", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0].iter().collect::<Vec<_>>(), ["1", "0000000000p2", "'=Second", "1500", ""]);
    assert_eq!(rows[3].iter().collect::<Vec<_>>()[..2], ["", "0000000000p4"]);
}

#[test]
fn a_framework_of_the_portfolio_is_called_by_its_name() {
    let told =
        json(&run("own", &["score", "plan.ron", "--method", "reach ONLY", "--format", "json"]));
    assert_eq!(column(&told, "score"), [4000.0, 3200.0, 1000.0, 200.0]);
    let broken = run("broken", &["score", "plan.ron", "--method", "Broken"]);
    assert_eq!((broken.code, broken.out.as_str()), (1, ""));
    let expected = "The formula of “Broken” does not work. “customers / period” and “EUR” cannot be added: \
        they are not the same sort of thing.\n  [Reach] + cost\n  ^^^^^^^^^^^^^^\n";
    assert_eq!(broken.err, expected);
    let none = run("none", &["score", "plan.ron", "--method", "luck"]);
    assert_eq!(none.code, 2);
    assert!(
        none.err.contains("No framework is called “luck”") && none.err.contains("value-effort"),
        "{}",
        none.err
    );
}

#[test]
fn priorities_are_ranked_and_their_efforts_summed() {
    let told =
        json(&run("moscow", &["score", "plan.ron", "--method", "moscow", "--format", "json"]));
    assert_eq!(
        column(&told, "rank"),
        serde_json::json!([1, 1, 3, null]).as_array().unwrap().clone()
    );
    assert_eq!(told["must_share"], Value::Null);
    assert_eq!(told["notices"].as_array().unwrap().len(), 3);
    assert_eq!(run("moscow-table", &["score", "plan.ron", "--method", "moscow"]).code, 0);
    assert_eq!(
        run("moscow-csv", &["score", "plan.ron", "--method", "moscow", "--format", "csv"]).code,
        0
    );
}

#[test]
fn two_rankings_stand_side_by_side() {
    let told = json(&run(
        "beside",
        &["score", "plan.ron", "--method", "rice", "--beside", "reach only", "--format", "json"],
    ));
    assert_eq!(
        (&told["method"], &told["beside"], &told["both"]),
        (&"RICE".into(), &"Reach only".into(), &3.into())
    );
    // Second, third, first against first, third, second.
    assert_eq!(told["tau_b"], -1.0);
    assert_eq!(
        column(&told, "up"),
        serde_json::json!([-2, 0, 2, null]).as_array().unwrap().clone()
    );
    let table = run("beside-table", &["score", "plan.ron", "--beside", "moscow"]);
    assert_eq!(table.code, 0);
    assert!(table.out.contains("How much the two agree cannot be said."), "{}", table.out);
    assert_eq!(
        run("beside-csv", &["score", "plan.ron", "--beside", "rice", "--format", "csv"]).code,
        0
    );
}

#[test]
fn comparisons_in_a_portfolio_are_held_beside_the_agreed_weights() {
    let run = run("judged", &["weights", "plan.ron", "--format", "json"]);
    let told = json(&run);
    let near = |value: &Value, expected: f64| {
        assert!((value.as_f64().unwrap() - expected).abs() < 1e-9, "{value}");
    };
    near(&told["weights"]["Growth"], 2.0 / 3.0);
    near(&told["from_comparisons"]["Growth"], 2.0 / 3.0);
    near(&told["cr"], 0.0);
    assert_eq!(
        (&told["method"], &told["next"]),
        (&"pairwise".into(), &serde_json::json!(["Growth", "Safety"]))
    );
    assert_eq!(run.err, "");
    let other =
        Stage::new("judged-apart").with("plan.ron", PLAN.replace("weight: 80.0", "weight: 20.0"));
    let other = other.run(&["weights", "plan.ron"]);
    assert!(other.err.contains("the comparisons now say something else"), "{other:?}");
    assert!(other.out.contains("    33.3        66.7  Growth"), "{}", other.out);
}

#[test]
fn inputs_and_formulas_that_make_no_sense_are_named_and_nothing_falls() {
    let bad = r#"(format: 1, min_reader: 1, title: "Bad", currency: "EUR", first_period: "2027-01", period: Quarter, horizon: 8,
      frameworks: [
        (id: "00000000000a", name: "A", formula: "B + 1"), (id: "00000000000b", name: "B", formula: "A * 2"),
        (id: "00000000000d", name: "D", formula: "[Nowhere] * 2"), (id: "00000000000e", name: "E", formula: "1 / ([Effort] - [Effort])"),
      ],
      projects: [
        (id: "0000000000p1", name: "One", inputs: {"Reach": 1000000000000.0, "Impact": 3.0, "Confidence": 120.0, "Effort": 1.0}),
        (id: "0000000000p2", name: "Two", inputs: {"Reach": 1000.0, "Impact": 3.0, "Confidence": 100.0, "Effort": 0.0}),
      ])"#;
    let stage = Stage::new("frameworks-bad").with("bad.ron", bad);
    for (method, code, words) in [
        ("A", 1, "in a circle: “A” → “B” → “A”"),
        ("D", 1, "does not work. Nothing is called “Nowhere”.\n  [Nowhere] * 2\n   ^^^^^^^"),
        ("E", 0, "“([Effort] - [Effort])” is 0, and nothing can be divided by it"),
        ("rice", 0, "“Reach” is 1 000 000 000 000, and only 0 to 10 000 000 000 make sense"),
        ("rice", 0, "“Confidence” is 120, and only 0 to 100 make sense"),
        ("rice", 0, "“[Effort]” is 0, and nothing can be divided by it"),
    ] {
        let run = stage.run(&["score", "bad.ron", "--method", method]);
        let said = format!("{}{}", run.out, run.err).replace(['\u{202f}', '\u{a0}'], " ");
        assert_eq!(run.code, code, "{run:?}");
        assert!(said.contains(words), "{words}: {said}");
    }
    for (axis, words) in [
        ("cost + duration", "“EUR” and “quarter” cannot be added"),
        ("npv + payback", "“EUR” and “years” cannot be added"),
        ("npvs", "perhaps “npv” is meant"),
        ("cost +", "Something is missing here"),
    ] {
        let run = stage.run(&["pareto", "bad.ron", "--min", axis]);
        assert!(run.code == 2 && run.err.contains(words), "{words}: {run:?}");
    }
}
