//! What a person can rely on about files: what is saved is what is opened, to the last byte and the last unknown field.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::expect;
use portolan::edit::{Edit, PortfolioField, ProjectField, apply};
use portolan::file::{ReadError, Trouble, Warning, read, write, write_checked};
use portolan::model::{Portfolio, Project, Unread};
use proptest::prelude::*;

use super::portfolios::{Draw, edit_seeds, rich, sound};

fn text_of(portfolio: &Portfolio) -> String {
    write(portfolio, "").unwrap()
}

fn portfolio_in(text: &str) -> Portfolio {
    read(text.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error}\n\n{text}")).portfolio
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_as_the_same(portfolio in sound()) {
        let text = text_of(&portfolio);
        let opened = read(text.clone().into_bytes());
        let opened = opened.map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&opened.portfolio, &portfolio);
        prop_assert_eq!(text_of(&opened.portfolio), text);
        prop_assert!(!opened.warnings.contains(&Warning::CarriageReturns));
    }

    #[test]
    fn what_edits_lead_to_can_be_saved(start in sound(), seeds in edit_seeds()) {
        let mut now = start;
        for seed in seeds {
            now = apply(&now, &Draw::edit_of(seed, &now)).unwrap_or(now);
        }
        prop_assert!(write_checked(&now, "").is_ok());
    }

    #[test]
    fn the_order_in_which_things_came_in_leaves_no_trace(portfolio in sound()) {
        let mut backwards = Portfolio::clone(&portfolio);
        backwards.projects = BTreeMap::new();
        for (&id, project) in portfolio.projects.iter().rev() {
            let mut again = Project { costs: BTreeMap::new(), ..Project::clone(project) };
            again.costs.extend(project.costs.clone().into_iter().rev());
            backwards.projects.insert(id, Arc::new(again));
        }
        prop_assert_eq!(text_of(&backwards), text_of(&portfolio));
    }
}

#[test]
fn a_small_portfolio_looks_like_this() {
    let mut portfolio = Portfolio::titled("Plan".parse().unwrap());
    let id = "000000000001".parse().unwrap();
    portfolio.projects.insert(id, Project::named("Data lake".parse().unwrap()).into());
    expect![[r#"
        (
          format: 1,
          min_reader: 1,
          made_by: "Portolan 0.1.0",
          title: "Plan",
          currency: "EUR",
          first_period: "2027-01",
          period: Quarter,
          horizon: 12,
          stakeholders: [],
          outcomes: [],
          changes: [],
          roles: [],
          budgets: [],
          projects: [
            (
              id: "000000000001",
              name: "Data lake",
              stage: Proposed,
            ),
          ],
          dependencies: [],
          groups: [],
          risks: [],
          scenarios: [],
          pins: {},
        )
    "#]]
    .assert_eq(&text_of(&portfolio));
}

/// A file of a version to come: an unknown field in every record there is.
const FROM_THE_FUTURE: &str = r##"// Budget round 2031
(
  format: 99,
  min_reader: 1,
  made_by: "Portolan 99.0",
  title: "Plan",
  currency: "EUR",
  first_period: "2027-01",
  period: Quarter,
  horizon: 12,
  new_in_portfolio: Some(Thing(of: [1, 2], at: (0.5, 'x'))),
  ladder: [
    (key: "low", name: "Low", value: 1, new_in_level: 0x7f),
    (key: "high", name: "High", value: 2, new_in_level: r#"raw "text""#),
  ],
  stakeholders: [
    (id: "000000000001", name: "Ann", new_in_stakeholder: {"a": 1, "b": ()}),
  ],
  outcomes: [
    (
      id: "000000000002",
      name: "Growth",
      weight: 1,
      new_in_outcome: [/* kept */ 1, 2],
      measures: [(id: "000000000003", name: "Share", new_in_measure: true)],
    ),
  ],
  changes: [(id: "000000000004", name: "Retrain", new_in_change: "a \"b\" \\ c")],
  roles: [(id: "000000000005", name: "Architect", new_in_role: 1_000)],
  budgets: [(id: "000000000006", name: "All", total: 5, new_in_budget: -1.5e3)],
  projects: [
    (
      id: "000000000007",
      name: "Lake",
      new_in_project: (
        deep: (deeper: [[]]),
      ),
      contributions: [(outcome: "000000000002", confidence: 80, new_in_contribution: NewWord)],
      costs: [(id: "000000000008", name: "Licence", likely: 5, new_in_cost: 1 // why
        )],
      benefits: [(id: "000000000009", name: "Sales", likely: 5, new_in_benefit: None)],
      milestones: [(id: "00000000000a", name: "Live", planned: "2027-05-01", new_in_milestone: ())],
    ),
    (id: "00000000000b", name: "Portal", new_in_project: "ü"),
  ],
  dependencies: [
    (id: "00000000000c", from: "000000000007", kind: Together, to: "00000000000b", new_in_dependency: 'c'),
  ],
  groups: [
    (id: "00000000000d", name: "Both", rule: AtMost, count: 2, r#new-in.group: 1),
  ],
  risks: [(id: "00000000000e", name: "Delay", new_in_risk: [Some(1), None])],
  scenarios: [
    (
      id: "00000000000f",
      name: "Lean",
      forced: [(project: "000000000007", force: In, new_in_forced: 5)],
      new_in_scenario: inf,
    ),
  ],
)
"##;

#[test]
fn fields_of_a_newer_version_survive_opening_editing_and_saving() {
    let opened = read(FROM_THE_FUTURE.into()).unwrap_or_else(|error| panic!("{error}"));
    assert!(
        opened.warnings.contains(&Warning::Newer { made_by: "Portolan 99.0".to_owned() }),
        "{:?}",
        opened.warnings
    );
    let lake = "000000000007".parse().unwrap();
    let rename = ProjectField::Name("Lakehouse".parse().unwrap());
    let edited = [
        Edit::SetProject(lake, rename),
        Edit::SetPortfolio(PortfolioField::Title("Another".parse().unwrap())),
    ]
    .iter()
    .fold(opened.portfolio, |portfolio, edit| apply(&portfolio, edit).unwrap());

    let saved = write_checked(&edited, &opened.preamble).unwrap();
    assert!(saved.starts_with("// Budget round 2031\n(\n"), "{saved}");
    let fields = FROM_THE_FUTURE.matches("new_in_").count() + 1;
    assert_eq!(fields, 20, "each record has its field");
    assert_eq!(saved.matches("new_in_").count() + saved.matches("r#new-in.group").count(), fields);
    for value in [
        "new_in_portfolio: Some(Thing(of: [1, 2], at: (0.5, 'x'))),",
        "new_in_level: r#\"raw \"text\"\"#,",
        "new_in_outcome: [/* kept */ 1, 2],",
        "new_in_role: 1_000,",
        "new_in_cost: 1 // why\n,",
        "r#new-in.group: 1,",
        "new_in_scenario: inf,",
    ] {
        assert!(saved.contains(value), "{value} is not in\n{saved}");
    }
    assert_eq!(write(&portfolio_in(&saved), &opened.preamble).unwrap(), saved);
}

#[test]
fn unknown_fields_come_back_with_the_line_ends_of_the_rest() {
    let opened = read(FROM_THE_FUTURE.replace('\n', "\r\n").into()).unwrap();
    let saved = write_checked(&opened.portfolio, &opened.preamble).unwrap();
    assert!(!saved.contains('\r'), "{saved}");
}

#[test]
fn a_file_that_says_it_cannot_be_read_is_not() {
    let text = FROM_THE_FUTURE.replace("min_reader: 1,", "min_reader: 99,");
    let error = read(text.into()).unwrap_err();
    assert_eq!(error.trouble, Trouble::TooNew);
    expect![[r#"
        The file was made by Portolan 99.0 in format 99; this program reads up to format 1
        Install the newer version, or ask for the file in the older format."#]]
    .assert_eq(&error.to_string());
}

#[test]
fn the_comments_before_the_first_bracket_are_kept_and_the_others_counted() {
    let text = text_of(&rich(1, 0)).replace("(\n  format", "(\n  // odd\n  format");
    let opened = read(format!("// For the board.\n\n// 2027\n{text}").into()).unwrap();
    assert_eq!(opened.preamble, "// For the board.\n\n// 2027\n");
    assert_eq!(opened.warnings, [Warning::Comments { count: 1 }]);
    let saved = write(&opened.portfolio, &opened.preamble).unwrap();
    assert!(saved.starts_with(&opened.preamble));
    assert!(!saved.contains("// odd"));
}

#[test]
fn what_editors_and_mail_do_to_a_file_does_it_no_harm() {
    let plain = FROM_THE_FUTURE.replace("99,", "1,");
    let plain = plain.replace("1 // why\n        ", "1").replace("/* kept */ ", "");
    let portfolio = portfolio_in(&plain);
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{plain}").encode_utf16().flat_map(order).collect()
    };
    let without_mark = |bytes: Vec<u8>| bytes[2..].to_vec();
    let mut told = String::new();
    for (how, bytes) in [
        ("as it is", plain.clone().into_bytes()),
        ("UTF-8 with a mark", format!("\u{feff}{plain}").into_bytes()),
        ("UTF-16, little end first", wide(u16::to_le_bytes)),
        ("UTF-16, big end first", wide(u16::to_be_bytes)),
        ("UTF-16 without a mark", without_mark(wide(u16::to_le_bytes))),
        ("UTF-16 without a mark, big end first", without_mark(wide(u16::to_be_bytes))),
        ("CR LF", plain.replace('\n', "\r\n").into_bytes()),
    ] {
        let opened = read(bytes).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(opened.portfolio, portfolio, "{how}");
        let saved = write(&opened.portfolio, &opened.preamble).unwrap();
        assert!(!saved.contains('\r') && !saved.contains('\u{feff}'), "{how}");
        told.push_str(how);
        for warning in opened.warnings {
            write!(told, "\n  {warning}").unwrap();
        }
        told.push('\n');
    }
    expect![[r#"
        as it is
        UTF-8 with a mark
          The file began with a byte-order mark; it is saved without.
        UTF-16, little end first
          The file was UTF-16; it is saved as UTF-8.
        UTF-16, big end first
          The file was UTF-16; it is saved as UTF-8.
        UTF-16 without a mark
          The file was UTF-16; it is saved as UTF-8.
        UTF-16 without a mark, big end first
          The file was UTF-16; it is saved as UTF-8.
        CR LF
          The lines of the file ended the Windows way; they are saved with a plain line feed.
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_portfolio_that_contradicts_itself_can_be_opened_to_be_mended() {
    let mut portfolio = portfolio_in(FROM_THE_FUTURE);
    let mut lake = portfolio.projects["000000000007".parse().as_ref().unwrap()].as_ref().clone();
    lake.lead = Some("00000000000z".parse().unwrap());
    portfolio.projects.insert("000000000007".parse().unwrap(), lake.into());
    assert_eq!(portfolio_in(&text_of(&portfolio)), portfolio);
}

#[test]
fn what_cannot_be_written_back_is_said_and_not_written() {
    let mut portfolio = rich(1, 0);
    let half = BTreeMap::from([("later".into(), "(1, 2".into())]);
    portfolio.unread = Unread::new(half);
    expect![[r#"
        The portfolio cannot be put into words: 1:5-1:6: Expected comma
        This is a mistake in Portolan. Nothing was changed on disk; please report it."#]]
    .assert_eq(&write(&portfolio, "").unwrap_err().to_string());
}

#[test]
fn a_name_that_looks_like_syntax_is_only_a_name() {
    let odd = ["\" ),", "\\", "//", "/*", "r#\"", "\u{202e}", "{}", "'"];
    for name in odd {
        let portfolio = Portfolio::titled(name.parse().unwrap());
        assert_eq!(portfolio_in(&text_of(&portfolio)), portfolio, "{name}");
    }
    let turned = Portfolio::titled("a\u{202e}b".parse().unwrap());
    assert!(text_of(&turned).contains(r"a\u{202e}b"), "what turns the line round is visible");
}

#[test]
fn an_error_tells_what_sort_of_trouble_it_is() {
    let trouble = |text: &str| read(text.into()).map_err(|ReadError { trouble, .. }| trouble).err();
    assert_eq!(trouble(""), Some(Trouble::Empty));
    assert_eq!(trouble("(format: 1, min_reader: 1, title: \"a\""), Some(Trouble::CutShort));
    assert_eq!(trouble("hello"), Some(Trouble::OtherFormat));
    assert_eq!(trouble("(format: 1, min_reader: 1 title: \"a\")"), Some(Trouble::Syntax));
    assert_eq!(trouble("(format: 1, min_reader: 1, title: \"\")"), Some(Trouble::Content));
}
