//! The sample portfolios, and small ones written for one story.

use std::fs;
use std::path::{Path, PathBuf};

/// The smallest sample: eight projects, four outcomes, one change.
pub(crate) const FIRST_STEPS: &str = "first-steps.ron";
/// The largest sample: hundreds of projects.
pub(crate) const LARGEST: &str = "us-federal-it-2017.ron";

/// Where a sample lies.
pub(crate) fn path_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-portfolios").join(name)
}

/// The names of all samples.
pub(crate) fn names() -> Vec<String> {
    let entries = fs::read_dir(path_of("")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_portfolio = |name: &String| {
        Path::new(name).extension() == Some("ron".as_ref()) && !name.ends_with(".map.ron")
    };
    let mut names: Vec<_> = names.filter(is_portfolio).collect();
    names.sort();
    assert!(names.iter().any(|name| name == FIRST_STEPS));
    names
}

/// A portfolio that contradicts itself: two projects require each other.
pub(crate) const CIRCLE: &str = r#"(format: 1, min_reader: 1, title: "Circle", currency: "EUR",
  first_period: "2027-01", period: Quarter, horizon: 8,
  outcomes: [(id: "0000000000a1", name: "Growth", weight: 1.0)],
  projects: [(id: "0000000000p1", name: "Hen"), (id: "0000000000p2", name: "Egg")],
  dependencies: [
    (id: "0000000000d1", from: "0000000000p1", kind: Requires, to: "0000000000p2"),
    (id: "0000000000d2", from: "0000000000p2", kind: Requires, to: "0000000000p1"),
  ],
)"#;

/// A file with a word in its third line where a number should be.
pub(crate) const BROKEN: &str =
    "(format: 1, min_reader: 1, title: \"Broken\",\n  currency: \"EUR\",\n  horizon: what,\n)";

/// What stands before, in and after the first list of this name that a project has.
pub(crate) fn parted<'a>(text: &'a str, list: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (before, rest) = text.split_once(&format!("      {list}: ["))?;
    let (inside, after) = rest.split_once("\n      ],\n")?;
    Some((before, inside, after))
}
