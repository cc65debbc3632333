//! Stories of weights: of a portfolio, and of a bare table of comparisons.

use serde_json::Value;

use crate::stage::{FLAWED, Run, SOUND, Stage};

const LEADER: &str =
    "name,Exp,Edu,Char,Age\nExp,1,4,3,7\nEdu,1/4,1,1/3,3\nChar,1/3,3,1,5\nAge,1/7,1/3,1/5,1\n";

fn run(matrix: &str, format: &str) -> Run {
    // Tests run at the same time, each in a folder of its own.
    let test = std::thread::current().name().unwrap().replace(':', "-");
    let stage = Stage::new(&test).with("m.csv", matrix);
    stage.run(&["weights", "--matrix", "m.csv", "--format", format])
}

fn json(matrix: &str) -> Value {
    let run = run(matrix, "json");
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[track_caller]
fn near(found: &Value, expected: f64) {
    assert!((found.as_f64().unwrap() - expected).abs() < 0.000_05, "{found} is not {expected}");
}

#[test]
fn a_table_of_comparisons_has_the_weights_of_the_literature() {
    let told = json(LEADER);
    for (name, weight) in [("Exp", 0.5476), ("Edu", 0.1266), ("Char", 0.2699), ("Age", 0.0559)] {
        near(&told["weights"][name], weight);
    }
    near(&told["lambda_max"], 4.1184);
    near(&told["cr"], 0.0439);
    near(&told["ci"], 0.0395);
    assert_eq!(told["consistent"], true);
    assert!(!told["worst"].as_array().unwrap().is_empty());
    assert_eq!(told["next"], Value::Null);
}

#[test]
fn half_a_table_with_gaps_is_enough_and_the_next_question_is_named() {
    let told = json("\tA\tB\tC\nA\t\t2\t\nB\t\t\t2\nC\t\t\t\n");
    for (name, weight) in [("A", 4.0 / 7.0), ("B", 2.0 / 7.0), ("C", 1.0 / 7.0)] {
        near(&told["weights"][name], weight);
    }
    assert_eq!((&told["judged"], &told["pairs"]), (&2.into(), &3.into()));
    assert_eq!(told["next"], serde_json::json!(["A", "C"]));
}

#[test]
fn the_slip_is_named_with_what_would_mend_it() {
    let told = json(",A,B,C,D\nA,1,2,4,8\nB,,1,2,1/4\nC,,,1,2\nD,,,,1\n");
    let worst = &told["worst"][0];
    assert_eq!((&worst["more"], &worst["less"]), (&"D".into(), &"B".into()));
    near(&worst["times"], 4.0);
    near(&worst["better"], 0.25);
    near(&worst["cr"], 0.0);
    assert_eq!(told["worst_triad"]["mend"], *worst);
    assert_eq!(told["consistent"], false);
}

#[test]
fn the_table_tells_the_same_in_words() {
    let run = run(LEADER, "table");
    let start = "m.csv, 4 weights\n\nWeight %  Name\n    54.8  Exp\n    27.0  Char\n    12.7  Edu\n     5.6  Age\n\n\
        6 of 6 pairs compared. λmax 4.1184, consistency index 0.0395, consistency ratio 0.0439.\n\
        The comparisons agree well enough: up to 0.1 is fine.\n";
    assert!(run.out.starts_with(start), "{}", run.out);
    assert!(run.out.contains("Most contradictory: “Exp”, "), "{}", run.out);
}

#[test]
fn a_table_that_makes_no_sense_is_refused_with_the_place() {
    let refused = |matrix: &str, code: i32, words: &str| {
        let run = run(matrix, "json");
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{run:?}");
        assert!(run.err.contains(words), "{}", run.err);
        assert!(run.err.trim_end().ends_with("File: m.csv"), "{}", run.err);
    };
    refused(",A,B\nA,1,3\nB,3,1\n", 2, "“A” counts 3 of “B”, but “B” counts 3 of “A”");
    refused(",A,B\nA,1,0\nB,,1\n", 2, "“A” against “B”: a judgment is a number above zero");
    refused(",A,B\nA,1,-2\nB,,1\n", 2, "“A” against “B”: a judgment is a number above zero");
    refused(",A,B\nA,1,much\nB,,1\n", 2, "“A” against “B” (line 2): “much”: it is no number");
    refused(",A,B\nA,1,1/0\nB,,1\n", 2, "nothing can be divided by 0");
    refused(",A,B\nA,2,1\nB,,1\n", 2, "“A” is compared with itself");
    refused(",A,B\nB,1,2\nA,,1\n", 2, "Row 1 is “B”, but column 1 is “A”");
    refused(",A\nA,1,2\nB,,1\n", 2, "“B” has a row, but no column");
    refused(",A,B\nA,1,2\n", 2, "“B” has a column, but no row");
    refused(",A,A\nA,1,2\nA,,1\n", 2, "“A” stands in the first column twice");
    refused("", 2, "empty");
    refused(",A,B,C\nA,1,2,\nB,,1,\nC,,,1\n", 1, "fall into 2 parts that nothing joins");
    let far = run(",A,B\nA,1,12\nB,,1\n", "json");
    assert_eq!(far.code, 0);
    assert!(
        far.err.contains("“A” is said to count 12 times as much as “B”; the scale goes to 9"),
        "{}",
        far.err
    );
}

#[test]
fn a_portfolio_has_the_weights_that_were_agreed() {
    let stage = Stage::new("weights-file").with("plan.ron", SOUND).with("flawed.ron", FLAWED);
    let told = stage.run(&["weights", "plan.ron", "--format", "json"]);
    let told: Value = serde_json::from_str(&told.out).unwrap();
    near(&told["weights"]["Growth"], 0.75);
    near(&told["weights"]["Order"], 0.25);
    assert_eq!((&told["lambda_max"], &told["cr"]), (&Value::Null, &Value::Null));
    assert_eq!(stage.run(&["weights", "flawed.ron"]).code, 0);
    assert_eq!(stage.run(&["weights", "none.ron"]).code, 2);
    assert_eq!(stage.run(&["weights"]).code, 2);
    assert_eq!(stage.run(&["weights", "plan.ron", "--matrix", "m.csv"]).code, 2);
    assert_eq!(stage.run(&["weights", "--matrix", "none.csv"]).code, 2);
}
