//! What the commands about funding say: wired to the core, with answers that are known.

use std::path::Path;

use serde_json::Value;

use crate::stage::{Stage, samples};

fn json(out: &str) -> Value {
    serde_json::from_str(out).unwrap_or_else(|error| panic!("{error}\n{out}"))
}

#[test]
fn every_command_answers_in_a_table_and_in_json() {
    let (name, sample) = samples().into_iter().find(|(name, _)| name.starts_with("first")).unwrap();
    let stage = Stage::new("funding").with(&name, sample);
    let all: [&[&str]; 7] = [
        &["fund"],
        &["frontier", "--points", "5"],
        &["why-not", "3jzpbzng6202"],
        &["prices"],
        &["conflicts"],
        &["robust", "--samples", "20"],
        &["compare"],
    ];
    for command in all {
        let mut words = vec![command[0], &name];
        words.extend(&command[1..]);
        words.extend(["--select-only"]);
        let table = stage.run(&words);
        assert_eq!((table.code, table.err.as_str()), (0, ""), "{words:?} {table:?}");
        words.extend(["--format", "json"]);
        let run = stage.run(&words);
        assert_eq!(run.code, 0, "{words:?} {run:?}");
        assert!(json(&run.out).is_object(), "{words:?}");
    }
    let funded = json(&stage.run(&["fund", &name, "--select-only", "--format", "json"]).out);
    assert_eq!(funded["status"], "optimal");
    assert_eq!(funded["value"], funded["bound"]);
    assert!(funded["funded"][0]["start"].is_string());
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let stage = Stage::new("funding-refused")
        .with("plan.ron", include_bytes!("../../sample-portfolios/first-steps.ron"))
        .with("short.txt", "2\n1 1 0\n3\n");
    let cases: [(&[&str], i32, &str); 7] = [
        (&["fund", "plan.ron", "--objective", "luck"], 2, "score, npv"),
        (&["fund", "plan.ron", "--gap", "101"], 2, "gap"),
        (&["fund", "plan.ron", "--budget", "much"], 2, "budget"),
        (&["fund", "plan.ron", "--scenario", "Nobody"], 2, "Nobody"),
        (&["why-not", "plan.ron", "Nobody"], 2, "Nobody"),
        (&["fund", "short.txt", "--instance", "mknap"], 2, "short.txt"),
        (&["fund", "plan.ron", "--instance", "nrp"], 2, "plan.ron"),
    ];
    for (words, code, said) in cases {
        let run = stage.run(words);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{words:?} {run:?}");
        assert!(run.err.contains(said), "{words:?} {run:?}");
    }
    let much = stage.run(&["fund", "plan.ron", "--budget", "1000000000000000"]);
    assert_eq!(much.code, 0, "{much:?}");
    let nothing = stage.run(&["fund", "plan.ron", "--budget", "-5", "--format", "json"]);
    assert_eq!((nothing.code, &json(&nothing.out)["status"]), (1, &Value::from("infeasible")));
}

#[test]
fn problems_of_others_have_their_known_answers() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !shared.is_dir() {
        println!("skipped: ../shared/data is not there");
        return;
    }
    let stage = Stage::new("instances");
    let path = |name: &str| shared.join(name).to_str().unwrap().to_owned();
    let run = stage.run(&[
        "fund",
        "--instance",
        "mknap",
        &path("orlib-mknap/mknap1.txt"),
        "--format",
        "json",
    ]);
    let all = json(&run.out);
    let instances = all["instances"].as_array().unwrap();
    assert_eq!(instances.len(), 7, "{run:?}");
    for instance in instances {
        assert_eq!(instance["status"], "optimal", "{instance}");
        assert_eq!(instance["value"].as_f64(), instance["known"].as_f64(), "{instance}");
    }
    for (ratio, best) in [("0.3", 1204), ("0.5", 1840), ("0.7", 2507)] {
        let words = [
            "fund",
            "--instance",
            "nrp",
            &path("nrp/nrp1.txt"),
            "--ratio",
            ratio,
            "--format",
            "json",
        ];
        let all = json(&stage.run(&words).out);
        assert_eq!(all["instances"][0]["value"], best, "{all}");
        assert_eq!(all["instances"][0]["status"], "optimal", "{all}");
    }
}
