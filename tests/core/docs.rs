//! The documentation of the file format says what the program does: every field, every word, every example.

use std::collections::BTreeSet;

use portolan::file::read;

const SHAPES: &str = include_str!("../../src/file/v1/shapes.rs");
const DOCUMENTATION: &str = include_str!("../../docs/file-format.md");

/// A record as the program has it: its name, and its fields with how each is written.
struct Shape {
    label: String,
    fields: Vec<(String, String)>,
}

fn shapes() -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::new();
    for block in SHAPES.split("record! {\n").skip(1) {
        let mut lines = block.lines().map(str::trim);
        let label = lines.next().unwrap().split('"').nth(1).unwrap().to_owned();
        let field = |line: &str| {
            let (how, rest) = line.split_once(' ')?;
            let (name, _) = rest.split_once(':')?;
            Some((name.to_owned(), how.to_owned()))
        };
        let fields = lines.take_while(|line| *line != "}").filter_map(field).collect();
        shapes.push(Shape { label, fields });
    }
    shapes
}

/// What the documentation says of a record.
fn section(label: &str) -> &'static str {
    let (_, rest) = DOCUMENTATION
        .split_once(&format!("\n### {label}\n"))
        .unwrap_or_else(|| panic!("no section on {label}"));
    rest.split("\n### ").next().unwrap()
}

/// The cells of each row of a table, without the head.
fn rows(section: &str) -> Vec<Vec<&str>> {
    let rows = section.lines().filter(|line| line.starts_with("| "));
    rows.skip(2).map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

#[test]
fn every_field_of_every_record_is_described_in_order() {
    let shapes = shapes();
    assert_eq!(shapes.len(), 25);
    for Shape { label, fields } in &shapes {
        let described: Vec<(String, String)> = rows(section(label))
            .iter()
            .map(|cells| {
                let how = match cells[2].split(' ').next().unwrap() {
                    "yes" => "must",
                    "always" => "plain",
                    _ => "maybe",
                };
                (cells[0].trim_matches('`').to_owned(), how.to_owned())
            })
            .collect();
        assert_eq!(&described, fields, "{label}");
    }
}

#[test]
fn every_word_that_a_file_may_hold_is_described() {
    let (_, words) = SHAPES.split_once("words! {\n").unwrap();
    let (words, _) = words.split_once("\n}\n").unwrap();
    let lists = words.split('{').skip(1).map(|rest| rest.split('}').next().unwrap());
    let words: BTreeSet<&str> = lists
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    assert!(words.len() > 40, "{words:?}");
    for word in words {
        assert!(DOCUMENTATION.contains(&format!("`{word}`")), "{word}");
    }
}

/// Where a record stands in a file, with a hole for it.
fn around(label: &str) -> String {
    let in_file = |field: &str, record: &str| {
        format!(
            "(format: 1, min_reader: 1, title: \"T\", currency: \"EUR\", first_period: \"2027-01\", \
             period: Quarter, horizon: 8, {field}: [{record}])"
        )
    };
    let in_record = |list: &str, more: &str, field: &str| {
        in_file(list, &format!("(id: \"00000000000a\", name: \"N\", {more}{field}: [HOLE])"))
    };
    match label {
        "Portfolio" => "HOLE".to_owned(),
        "Level" => in_file("ladder", "(key: \"a\", name: \"A\", value: 0), HOLE"),
        "Measure" => in_record("outcomes", "weight: 1.0, ", "measures"),
        "Contribution" => in_record("projects", "", "contributions"),
        "Cost" => in_record("projects", "", "costs"),
        "Benefit" => in_record("projects", "", "benefits"),
        "Milestone" => in_record("projects", "", "milestones"),
        "Funding" => in_record("projects", "", "fundings"),
        "Vendor" => in_record("projects", "", "vendors"),
        "Field" => in_record("frameworks", "", "fields"),
        "Planned" => in_file("plan", "HOLE"),
        "Forced" => in_record("scenarios", "", "forced"),
        "Dependency" => in_file("dependencies", "HOLE"),
        _ => in_file(&format!("{}s", label.to_lowercase()), "HOLE"),
    }
}

#[test]
fn every_example_can_be_read_and_holds_only_known_fields() {
    for Shape { label, fields } in shapes() {
        let (_, rest) = section(&label).split_once("```ron\n").unwrap();
        let (example, _) = rest.split_once("```").unwrap();
        let known: BTreeSet<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        for line in
            example.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        {
            if let Some((name, _)) = line.trim().split_once(':') {
                assert!(known.contains(name), "{label}: {name}");
            }
        }
        let text = around(&label).replace("HOLE", example);
        if let Err(error) = read(text.into_bytes()) {
            panic!("{label}: {error}");
        }
    }
}
