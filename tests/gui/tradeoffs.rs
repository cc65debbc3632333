//! Stories of the trade-offs: bubbles between two figures, a rectangle over them, side by side, alignment.

use egui::{Key, Modifiers, Role, vec2};
use portolan::model::Item;

use crate::samples;
use crate::stage::Stage;

const BOXES: &str = "Reading boxes for schools";
const LOGIN: &str = "One login for readers";

fn tradeoffs(story: &str) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.key(Modifiers::COMMAND, Key::Num4);
    stage
}

fn selected_names(stage: &Stage) -> Vec<String> {
    let portfolio = stage.portfolio();
    let name = |item| match item {
        Item::Project(id) => portfolio.projects[&id].name.to_string(),
        other => format!("{other:?}"),
    };
    let mut names: Vec<String> = stage.selected().into_iter().map(name).collect();
    names.sort();
    names
}

#[test]
fn every_open_project_with_both_figures_is_a_bubble_that_says_them() {
    let stage = tradeoffs("trade-offs-bubbles");
    let bubbles = stage.all(Role::ListBoxOption);
    let open = stage.portfolio().projects.values().filter(|project| project.is_open()).count();
    assert_eq!(bubbles.len(), open, "{bubbles:?}");
    let boxes = bubbles.iter().find(|words| words.starts_with(BOXES)).unwrap();
    assert!(boxes.contains("EUR, 24.2 points"), "{boxes}");
    assert!(bubbles.iter().any(|words| words.ends_with("on the front")), "{bubbles:?}");
}

#[test]
fn a_missing_figure_stands_nowhere_and_is_listed() {
    let text = std::fs::read_to_string(samples::path_of(samples::FIRST_STEPS)).unwrap();
    let (before, _, after) = samples::parted(&text, "costs").unwrap();
    let text = format!("{before}{after}");
    let mut stage = Stage::showing("trade-offs-missing", text.as_bytes(), crate::stage::nobody());
    let all = stage.portfolio().projects.values().filter(|project| project.is_open()).count();
    stage.key(Modifiers::COMMAND, Key::Num4);
    assert_eq!(stage.all(Role::ListBoxOption).len(), all - 1);
    assert!(
        stage
            .all(Role::Button)
            .iter()
            .any(|words| words == "1 project not shown: a figure is missing"),
        "{:?}",
        stage.all(Role::Button)
    );
}

#[test]
fn a_click_selects_a_bubble_and_ctrl_adds_another() {
    let mut stage = tradeoffs("trade-offs-click");
    let at = stage.find(Role::ListBoxOption, BOXES).rect().center();
    stage.click(at);
    assert_eq!(selected_names(&stage), [BOXES]);
    let at = stage.find(Role::ListBoxOption, LOGIN).rect().center();
    stage.hold_modifiers(Modifiers::COMMAND);
    stage.click(at);
    stage.hold_modifiers(Modifiers::NONE);
    assert_eq!(selected_names(&stage), [LOGIN, BOXES]);
    stage.key(Modifiers::NONE, Key::C);
    assert!(stage.shows(", best"), "side by side marks the best");
}

#[test]
fn a_rectangle_selects_what_lies_in_it() {
    let mut stage = tradeoffs("trade-offs-brush");
    let chart = stage.called(Role::ListBox, "Trade-offs").rect();
    let (from, to) = (chart.min + vec2(4.0, 30.0), chart.max - vec2(4.0, 4.0));
    stage.drag(&[from, from + vec2(20.0, 20.0), to]);
    stage.drop_at(to);
    assert_eq!(stage.selected().len(), stage.all(Role::ListBoxOption).len());
}

#[test]
fn the_axes_change_places_and_the_arrows_walk() {
    let mut stage = tradeoffs("trade-offs-keys");
    let words = |stage: &Stage| stage.find(Role::ListBoxOption, BOXES).rect().center();
    let before = words(&stage);
    stage.key(Modifiers::NONE, Key::X);
    assert_ne!(before, words(&stage));
    stage.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(stage.selected().len(), 1);
    let first = stage.selected();
    for key in [Key::ArrowUp, Key::ArrowRight, Key::ArrowDown] {
        stage.key(Modifiers::NONE, key);
    }
    assert_ne!(first, stage.selected());
}

#[test]
fn alignment_sets_weight_against_spending() {
    let mut stage = tradeoffs("trade-offs-alignment");
    stage.key(Modifiers::NONE, Key::A);
    let rows = stage.all(Role::ListBoxOption);
    assert_eq!(rows.len(), stage.portfolio().leaves().count());
    assert!(
        rows.iter().all(|row| row.contains(": weight ") && row.contains("spending ")),
        "{rows:?}"
    );
}

/// The sample with one line of cost more than a thousand times as large.
fn with_a_giant(story: &str) -> Stage {
    let text = std::fs::read_to_string(samples::path_of(samples::FIRST_STEPS)).unwrap();
    let (before, costs, after) = samples::parted(&text, "costs").unwrap();
    let is_kept = |line: &&str| !line.contains("low:") && !line.contains("high:");
    let costs: Vec<&str> = costs.lines().filter(is_kept).collect();
    let costs = costs.join("\n").replacen("likely: ", "likely: 999", 1);
    let text = format!("{before}      costs: [{costs}\n      ],\n{after}");
    let mut stage = Stage::showing(story, text.as_bytes(), crate::stage::nobody());
    stage.key(Modifiers::COMMAND, Key::Num4);
    stage
}

#[test]
fn one_giant_does_not_push_all_others_together_and_one_may_say_otherwise() {
    let even = tradeoffs("trade-offs-even");
    assert!(!even.is_ticked("Across: by tens") && !even.is_ticked("Up: by tens"));
    let mut stage = with_a_giant("trade-offs-giant");
    assert!(stage.is_ticked("Across: by tens") && !stage.is_ticked("Up: by tens"));
    let widest = |stage: &Stage| {
        let places = stage.places(Role::ListBoxOption);
        let lefts: Vec<f32> = places.iter().map(|place| place.center().x).collect();
        let mut sorted = lefts;
        sorted.sort_by(f32::total_cmp);
        // How far the middle half of the projects is spread.
        let at = |quarter: usize| sorted[(sorted.len() * quarter).div_euclid(4)];
        at(3) - at(1)
    };
    let by_tens = widest(&stage);
    let at = stage.called(Role::CheckBox, "Across: by tens").rect().center();
    stage.click(at);
    assert!(!stage.is_ticked("Across: by tens"));
    assert!(by_tens > 3.0 * widest(&stage), "{by_tens} against {}", widest(&stage));
}

#[test]
fn colours_can_say_who_sponsors_and_the_key_says_so() {
    let mut stage = tradeoffs("trade-offs-colour");
    let sponsors: std::collections::BTreeSet<String> = {
        let portfolio = stage.portfolio();
        let open = portfolio.projects.values().filter(|project| project.is_open());
        let named = open.filter_map(|project| project.sponsor);
        named.map(|id| portfolio.stakeholders[&id].name.to_string()).collect()
    };
    assert!(!sponsors.is_empty());
    let shown = |stage: &Stage| sponsors.iter().filter(|name| stage.says(name)).count();
    assert_eq!(shown(&stage), 0);
    stage.press("Colour: Category");
    stage.press("Sponsor");
    assert_eq!(shown(&stage), sponsors.len());
}

#[test]
fn a_cell_side_by_side_explains_itself_to_the_keyboard() {
    let mut stage = tradeoffs("trade-offs-cell");
    for name in [BOXES, LOGIN] {
        stage.hold_modifiers(Modifiers::COMMAND);
        let at = stage.find(Role::ListBoxOption, name).rect().center();
        stage.click(at);
    }
    stage.hold_modifiers(Modifiers::NONE);
    stage.key(Modifiers::NONE, Key::C);
    assert!(!stage.shows("as points of 100"));
    stage.focus("Score, points: 24.2");
    assert!(stage.shows("as points of 100"), "the card stands beside what has the keyboard");
}

#[test]
fn scenarios_stand_side_by_side_with_the_best_of_each_row_marked() {
    let mut stage = tradeoffs("trade-offs-scenarios");
    stage.press_radio("Side by side");
    stage.press_radio("Scenarios");
    stage.rest();
    let cells = stage.words();
    let row = |name: &str| -> Vec<&String> {
        let begins = format!("{name}: ");
        cells.iter().filter(|words| words.starts_with(&begins)).collect()
    };
    let value = row("Value");
    // The base, the scenario with less money, and the plan that does least badly in both.
    assert_eq!(value.len(), 3, "{cells:?}");
    assert_eq!(value.iter().filter(|words| words.ends_with(", best")).count(), 1, "{value:?}");
    for name in [
        "Funded",
        "Cost, EUR",
        "Present value, EUR",
        "Off the weights",
        "Librarians on project time",
    ] {
        assert_eq!(row(name).len(), 3, "{name}: {cells:?}");
    }
    assert!(stage.shows("Least bad in all"));
    // One alone cannot be compared.
    let scenario = stage.portfolio().scenarios.values().next().unwrap().name.to_string();
    stage.click(stage.called(Role::CheckBox, &scenario).rect().center());
    assert!(stage.says("Tick two to six of them."));
    stage.click(stage.called(Role::CheckBox, &scenario).rect().center());
    assert!(!stage.says("Tick two to six of them."));
}

#[test]
fn without_a_scenario_it_says_how_one_comes_about() {
    let text = std::fs::read_to_string(samples::path_of(samples::FIRST_STEPS)).unwrap();
    let (before, rest) = text.split_once("\n  scenarios: [").unwrap();
    let (_, after) = rest.split_once("\n  ],").unwrap();
    let text = format!("{before}{after}");
    let mut stage = Stage::showing("trade-offs-none", text.as_bytes(), crate::stage::nobody());
    stage.key(Modifiers::COMMAND, Key::Num4);
    stage.press_radio("Side by side");
    stage.press_radio("Scenarios");
    assert!(stage.says("No scenario yet"));
    stage.press("Go to the plan");
    assert!(!stage.says("No scenario yet") && stage.shows("Optimal"));
}
