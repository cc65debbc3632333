//! Stories of tables that become portfolios.

use std::path::Path;

use serde_json::Value;

use crate::stage::Stage;

const TABLE: &str = "Id;Name;Cost;Goal\nA;Bridge;1,5;Safety\nB;Tunnel;2;Speed\nC;;3;Speed\n";

const MAP: &str = r#"(
    portfolio: (title: "Roads", currency: "EUR", calendar: (first: "2027-01", length: Quarter, horizon: 8)),
    project: (key: ["Id"], name: ["Name"]),
    costs: [(column: "Cost", name: "All", unit: Thousand, decimal: Comma)],
    outcomes: (text: (column: "Goal", others: AddEach), level: ByCount(["strong"])),
)"#;

#[test]
fn a_table_becomes_a_portfolio_and_an_existing_file_stays() {
    let stage = Stage::new("import").with("roads.csv", TABLE).with("roads.map.ron", MAP);
    let import = ["import", "roads.csv", "--map", "roads.map.ron", "-o", "roads.ron"];
    let run = stage.run(&import);
    assert_eq!(run.code, 0, "{run:?}");
    for part in [
        "3 rows: 2 projects, 1 refused. 2 outcomes",
        "Cost: 3.5 thousand EUR",
        "Written: roads.ron",
    ] {
        assert!(run.out.contains(part), "{part}: {run:?}");
    }
    assert_eq!(stage.run(&["check", "roads.ron"]).code, 0);
    assert_eq!(stage.run(&["fmt", "--check", "roads.ron"]).code, 0);
    let told: Value =
        serde_json::from_str(&stage.run(&["score", "roads.ron", "--format", "json"]).out).unwrap();
    assert_eq!(told["projects"].as_array().unwrap().len(), 2);

    let before = stage.content("roads.ron");
    let run = stage.run(&import);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("--force"), "{run:?}");
    assert_eq!(stage.content("roads.ron"), before);
    let stage = stage.with("roads.ron", "mine");
    assert_eq!(stage.run(&[&import[..], &["--force"]].concat()).code, 0);
    assert_eq!(
        (stage.content("roads.ron"), stage.content(".roads.ron.bak1")),
        (before, "mine".to_owned())
    );
}

#[test]
fn what_cannot_be_imported_says_why_and_writes_nothing() {
    let stage = Stage::new("import-refused")
        .with("roads.csv", TABLE)
        .with("bad.map.ron", MAP.replace("Thousand", "Thousands"));
    for (arguments, part) in [
        (["import", "roads.csv", "--map", "bad.map.ron", "-o", "roads.ron"], "File: bad.map.ron"),
        (["import", "none.csv", "--map", "none.ron", "-o", "roads.ron"], "File: none.ron"),
    ] {
        let run = stage.run(&arguments);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains(part), "{part}: {run:?}");
    }
    assert!(!stage.path("roads.ron").exists());
}

#[test]
fn the_federal_table_gives_747_projects_and_the_sums_of_its_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = root.join("../shared/data/us-it-dashboard/businesscase.csv");
    if !source.exists() {
        println!("skipped: no {} here", source.display());
        return;
    }
    let stage = Stage::new("federal");
    let map = root.join("sample-portfolios/us-federal-it-2017.map.ron");
    let run = stage.run(&[
        "import",
        source.to_str().unwrap(),
        "--map",
        map.to_str().unwrap(),
        "-o",
        "federal.ron",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("747 rows: 747 projects, 0 refused."));
    let sums: Vec<String> = run
        .out
        .lines()
        .filter_map(|line| line.split_once(" million USD in 747 cells")?.0.rsplit_once(": "))
        .map(|(_, sum)| format!("{:.3}", sum.replace(',', "").parse::<f64>().unwrap()))
        .collect();
    assert_eq!(sums, ["273316.781", "41951.660", "43636.279", "43375.988"]);
    let run = stage.run(&["check", "federal.ron"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("No contradictions in 747 projects, "));
}
