//! Stories of money on the command line.

use serde_json::Value;

use crate::stage::Stage;

fn json(arguments: &[&str]) -> Value {
    let run = Stage::new("money").run(&[&["money", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn bare_flows_have_the_fields_that_scripts_read() {
    let told = json(&["--flows", "-10000,5000,5000,5000,5000,5000", "--rate", "0.075"]);
    let fields: Vec<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected =
        ["npv", "irr", "irr_kind", "payback_years", "discounted_payback_years", "roi", "pi"];
    expected.sort_unstable();
    assert_eq!(fields, expected);
    assert!((told["npv"].as_f64().unwrap() - 10_229.42).abs() < 0.005);
    assert!((told["irr"][0].as_f64().unwrap() - 0.4104).abs() < 0.00005);
    assert_eq!(told["irr_kind"], "unique");
    assert_eq!(told["payback_years"], 2.0);

    let several = json(&["--flows", "-1000,2500,-1540", "--rate", "10%"]);
    assert_eq!(
        (&several["irr_kind"], several["irr"].as_array().unwrap().len()),
        (&"several".into(), 2)
    );
    let none = json(&["--flows", "-1,-2", "--rate", "0"]);
    assert_eq!((&none["irr_kind"], &none["irr"]), (&"none".into(), &serde_json::json!([])));
    assert!(none["payback_years"].is_null() && none["discounted_payback_years"].is_null());
    let quarters = json(&["--flows", "-10,4,4,4", "--rate", "0", "--per-year", "4"]);
    assert_eq!(quarters["payback_years"], 0.625);
}

#[test]
fn people_read_a_table() {
    let run =
        Stage::new("money-table").run(&["money", "--flows", "-1000,2500,-1540", "--rate", "0.1"]);
    let expected = "\
3 flows at 10 % a year, 1 period a year

Figure
Net present value                0
Internal rate of return  10 %, 40 %  a year; several, so none of them is the return: use the net present value
";
    assert_eq!(run.code, 0, "{run:?}");
    let lines = |text: &str| {
        text.lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    let (found, expected) = (lines(&run.out), lines(expected));
    assert!(found.starts_with(&expected), "{found:#?}");
    assert!(run.out.contains("the first time; later it is lost again"), "{run:?}");
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let stage = Stage::new("money-bad");
    for (arguments, words) in [
        (vec!["--flows", "", "--rate", "0.1"], "There are no flows"),
        (vec!["--flows", "1,x", "--rate", "0.1"], "Flow 1 is “x”"),
        (vec!["--flows", "1,nan", "--rate", "0.1"], "Flow 1 is not a finite number"),
        (vec!["--flows", "1e300", "--rate", "0.1"], "larger than 10^18"),
        (vec!["--flows", "1,2", "--rate", "-1"], "−100 % and below"),
        (vec!["--flows", "1,2", "--rate", "-150%"], "A rate of -150 % a year cannot be"),
        (vec!["--flows", "1,2", "--rate", "abc"], "The rate “abc” is not a number"),
        (vec!["--flows", "1,2", "--rate", "inf"], "The rate is not a finite number"),
        (vec!["--flows", "1,2", "--rate", "1e9"], "beyond all use"),
        (vec!["--flows", "1,2"], "--rate 0.075"),
        (vec!["--flows", "1,2", "--rate", "0.1", "--per-year", "0"], "1 to 366 periods"),
        (vec![], "required"),
    ] {
        let run = stage.run(&[vec!["money"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains(words), "{words}: {run:?}");
    }
    let percent = stage.run(&["money", "--flows", "1,2", "--rate", "7.5"]);
    assert!(percent.code == 0 && percent.err.contains("write 7.5%"), "{percent:?}");
}

const SAMPLES: [(&str, &[u8]); 3] = [
    ("first-steps", include_bytes!("../../sample-portfolios/first-steps.ron")),
    ("harbour-bank", include_bytes!("../../sample-portfolios/harbour-bank.ron")),
    ("federal", include_bytes!("../../sample-portfolios/us-federal-it-2017.ron")),
];

#[test]
fn every_sample_has_figures_that_can_be() {
    for (name, content) in SAMPLES {
        let stage = Stage::new(&format!("money-{name}")).with("it.ron", content);
        let run = stage.run(&["money", "it.ron", "--rate", "0.08", "--format", "json"]);
        assert_eq!(run.code, 0, "{run:?}");
        // JSON knows no NaN, so a figure that is none would not be read.
        let told: Value = serde_json::from_str(&run.out).unwrap();
        let figure = |field: &str| told[field].as_f64().unwrap();
        assert!(figure("cost") > 0.0 && figure("npv") < 0.0, "{name}");
        let flows = told["cash_flow"].as_array().unwrap();
        let sum = |field: &str| flows.iter().map(|row| row[field].as_f64().unwrap()).sum::<f64>();
        let cost = sum("capex") + sum("opex") + sum("run");
        assert!((cost / figure("cost") - 1.0).abs() < 1e-9, "{name}");
        let projects = told["projects"].as_array().unwrap();
        let npv: f64 = projects.iter().map(|project| project["npv"].as_f64().unwrap()).sum();
        assert!((npv / figure("npv") - 1.0).abs() < 1e-9, "{name}");
        let counted = |field: &str| told["people"][field].as_u64().unwrap();
        let count = counted("by_lines") + counted("by_rates") + counted("nobody");
        assert_eq!(count, u64::try_from(projects.len()).unwrap());
        // What nobody has stated is not told as nothing.
        let silent = told["projects_without_benefit"].as_array().unwrap();
        for project in projects {
            let is_silent = silent.contains(&project["id"]);
            assert_eq!(project["benefit"].is_null(), is_silent, "{name}: {project}");
            assert_eq!(project["roi"].is_null(), is_silent, "{name}: {project}");
        }
        let simulated = ["simulate", "it.ron", "--rate", "8%", "--runs", "200", "--format", "json"];
        let run = stage.run(&simulated);
        assert_eq!(run.code, 0, "{run:?}");
        let drawn: Value = serde_json::from_str(&run.out).unwrap();
        let mean = drawn["cost"]["mean"]["value"].as_f64().unwrap();
        assert!(mean > 0.9 * figure("cost") && mean < 1.3 * figure("cost"), "{name}: {mean}");
    }
}

#[test]
fn people_and_what_is_missing_are_said() {
    let [_, (_, harbour), (_, federal)] = SAMPLES;
    let stage = Stage::new("money-said").with("bank.ron", harbour).with("federal.ron", federal);
    let bank = stage.run(&["money", "bank.ron"]);
    assert!(bank.out.contains("In 61 projects people are counted as the lines of cost that are marked as people; their demand times rate is not added."), "{}", bank.out);
    assert!(bank.out.contains("their figures hold costs only"), "{}", bank.out);
    let federal = stage.run(&["money", "federal.ron"]);
    assert!(federal.out.contains("not known: no benefit is stated"), "{}", federal.out);
    assert!(!federal.out.contains("−100 %"), "{}", federal.out);
}

#[test]
fn a_portfolio_that_says_nothing_of_money_has_no_figures() {
    let empty = "(format: 1, min_reader: 1, title: \"T\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: 8,
        discount_rate: 8.0, projects: [(id: \"0000000000p1\", name: \"A\", contributions: [])])";
    let stage = Stage::new("money-empty").with("it.ron", empty);
    for command in ["money", "simulate"] {
        let run = stage.run(&[command, "it.ron"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
        assert!(run.err.contains("Nobody has said what this costs or brings"), "{run:?}");
    }
}

#[test]
fn what_came_in_is_set_against_what_was_promised() {
    let stage = Stage::new("promises");
    let bank = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-portfolios/harbour-bank.ron");
    let run = stage.run(&["promises", bank, "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let told: Value = serde_json::from_str(&run.out).unwrap();
    let project = &told["projects"][0];
    assert_eq!(project["name"], "Card tokens for online payments");
    // 35,000 and 105,000 while it grows, and twice 240,000; beside that 21,000 + 68,000 + 236,000 + 264,000.
    assert_eq!((&told["promised"], &told["realised"]), (&620_000.0.into(), &589_000.0.into()));
    assert_eq!((&project["shortfall"], &project["share"]), (&31_000.0.into(), &0.95.into()));
    assert_eq!(project["lines"].as_array().unwrap().len(), 2);
    assert_eq!(told["untold"][0]["lacks"], "amounts");
    let run = stage.run(&["promises", bank]);
    for words in ["In all", "620 000 EUR", "95 %", "Nothing can be said yet"] {
        assert!(run.out.replace('\u{202f}', " ").contains(words), "{}", run.out);
    }
}
