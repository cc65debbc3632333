//! Stories of scores, in each of their forms.

use serde_json::Value;

use crate::stage::{SOUND, Stage, samples};

/// Millionths of a point: what is nearer than that is the same.
fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-6
}

fn json(name: &str, content: &[u8]) -> Value {
    let run = Stage::new("json").with(name, content).run(&["score", name, "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_small_portfolio_has_the_scores_that_one_can_work_out_by_hand() {
    let told = json("plan.ron", SOUND.as_bytes());
    let numbers = |field: &str| -> Vec<f64> {
        let projects = told["projects"].as_array().unwrap();
        projects.iter().map(|project| project[field].as_f64().unwrap()).collect()
    };
    // 75 · 6/9 · 0.5 + 25 = 50, twice; the third is not rated at all.
    let by_hand = [
        ("rank", [1.0, 1.0, 3.0]),
        ("score", [50.0, 50.0, 0.0]),
        ("low", [50.0, 50.0, 0.0]),
        ("high", [50.0, 50.0, 100.0]),
        ("coverage", [1.0, 1.0, 0.0]),
    ];
    for (field, expected) in by_hand {
        let found = numbers(field);
        assert!(
            found.iter().zip(expected).all(|(found, expected)| near(*found, expected)),
            "{field}: {found:?}"
        );
    }
}

#[test]
fn scores_keep_their_promises_on_every_sample() {
    for (name, content) in samples() {
        let told = json(&name, &content);
        let projects = told["projects"].as_array().unwrap();
        assert!(!projects.is_empty(), "{name}");
        let number = |value: &Value| value.as_f64().unwrap();
        let mut above: Option<(u64, f64)> = None;
        for (place, project) in projects.iter().enumerate() {
            let (score, rank) = (number(&project["score"]), project["rank"].as_u64().unwrap());
            let (low, high) = (number(&project["low"]), number(&project["high"]));
            assert!(
                0.0 <= low && low <= score + 1e-9 && score <= high + 1e-9 && high <= 100.0,
                "{project}"
            );
            assert!((0.0..=1.0).contains(&number(&project["coverage"])), "{project}");
            let parts = project["contributions"].as_array().unwrap();
            let sum: f64 = parts.iter().map(|part| number(&part["points"])).sum();
            assert!(near(sum, score), "{project}");
            match above {
                Some((above_rank, above_score)) if (above_score - score).abs() < 5e-10 => {
                    assert_eq!(rank, above_rank);
                }
                Some((_, above_score)) => {
                    assert!(score < above_score);
                    assert_eq!(usize::try_from(rank), Ok(place + 1));
                }
                None => assert_eq!(rank, 1),
            }
            above = Some((rank, score));
        }
        let weights: f64 =
            told["outcomes"].as_array().unwrap().iter().map(|one| number(&one["weight"])).sum();
        assert!(near(weights, 1.0));
    }
}

#[test]
fn the_table_lines_up() {
    let run = Stage::new("table").with("plan.ron", SOUND).run(&["score", "plan.ron"]);
    let expected = "\
Small, 3 projects

Rank  Score   Low–high  Rated %  Project  What adds most
   1   50.0  50.0–50.0    100.0  First    Growth 25.0, Order 25.0
   1   50.0  50.0–50.0    100.0  =Second  Growth 25.0, Order 25.0
   3      –  0.0–100.0      0.0  Third

Weight %  Value %  Cost %  Outcome
    75.0     50.0    50.0  Growth
    25.0     50.0    50.0  Order
0.0 % of the cost goes to projects without points.
";
    assert_eq!((run.code, run.out.as_str()), (0, expected), "{run:?}");
}

#[test]
fn the_csv_reads_back_and_nothing_in_it_is_a_formula() {
    let run =
        Stage::new("csv").with("plan.ron", SOUND).run(&["score", "plan.ron", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heads.last_chunk(), Some(&["Growth".to_owned(), "Order".to_owned()]));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |head: &str| -> Vec<&str> {
        let place = heads.iter().position(|one| one == head).unwrap();
        rows.iter().map(|row| row.get(place).unwrap()).collect()
    };
    assert_eq!(column("rank"), ["1", "1", "3"]);
    assert_eq!(column("id"), ["0000000000p1", "0000000000p2", "0000000000p3"]);
    assert_eq!(column("name"), ["First", "'=Second", "Third"]);
    assert_eq!(column("cost"), ["2469.12", "", ""]);
    assert_eq!(column("score"), ["50", "50", "0"]);
    assert_eq!(column("Order"), ["25", "25", ""]);

    for (name, content) in samples() {
        let run =
            Stage::new("csv-sample").with(&name, content).run(&["score", &name, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(run.out.as_bytes());
        assert!(reader.records().map(Result::unwrap).count() > 0, "{name}");
    }
}

#[test]
fn without_weights_there_is_no_score() {
    let weightless =
        SOUND.replace("weight: 30.0", "weight: 0.0").replace("weight: 10.0", "weight: 0.0");
    let stage = Stage::new("weightless").with("plan.ron", weightless);
    for format in ["table", "json", "csv"] {
        let run = stage.run(&["score", "plan.ron", "--format", format]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
        assert!(run.err.starts_with("No outcome weighs anything"), "{run:?}");
    }
}
