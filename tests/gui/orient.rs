//! Knowing where one is: what is on, what is in sight, what goes on, and where the keys are.

use egui::{Key, Modifiers, Role, vec2};
use egui_kittest::kittest::NodeT as _;

use crate::samples::{FIRST_STEPS, path_of};
use crate::stage::{Stage, nobody};

const APP: &str = "Project Library in your pocket";

fn is_on(stage: &Stage, entry: &str) -> bool {
    let entry = stage.find(Role::MenuItemCheckBox, entry);
    entry.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

#[test]
fn menus_tick_what_is_on() {
    let mut stage = Stage::first_steps("ticks");
    stage.press("View");
    assert!(is_on(&stage, "Map ") && is_on(&stage, "Inspector ") && is_on(&stage, "Minimap "));
    assert!(!is_on(&stage, "Table ") && !is_on(&stage, "Problems "));
    let place = stage.find(Role::MenuItemCheckBox, "Inspector ").rect().center();
    stage.click(place);
    stage.key(Modifiers::COMMAND, Key::Num4);
    stage.press("View");
    assert!(is_on(&stage, "Trade-offs ") && !is_on(&stage, "Map ") && !is_on(&stage, "Inspector "));
    assert!(is_on(&stage, "Pareto front "));
    stage.key(Modifiers::NONE, Key::Escape);
    stage.key(Modifiers::NONE, Key::P);
    stage.press("View");
    assert!(!is_on(&stage, "Pareto front "));
}

#[test]
fn a_menu_opened_by_the_mouse_keeps_keys_from_what_lies_below_and_an_arrow_goes_into_it() {
    let mut stage = Stage::first_steps("menu-mouse");
    stage.press_card(APP);
    let selected = stage.selected();
    stage.press("File");
    stage.key(Modifiers::NONE, Key::Delete);
    assert!(stage.shows("New portfolio Ctrl+N") && stage.shows("Library in your pocket"));
    stage.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(stage.focused_name(), "New portfolio Ctrl+N");
    stage.key(Modifiers::NONE, Key::ArrowRight);
    assert!(stage.shows("Select all Ctrl+A"), "the next menu is open");
    assert_eq!(stage.selected(), selected);
}

#[test]
fn who_opens_a_list_by_a_key_is_in_it_at_what_is_chosen() {
    let mut stage = Stage::first_steps("list-keys");
    stage.press_card(APP);
    let stage_of = |stage: &Stage| {
        let portfolio = stage.portfolio();
        let mut all = portfolio.projects.values();
        all.find(|it| &*it.name == "Library in your pocket").unwrap().stage
    };
    let before = stage_of(&stage);
    stage.find(Role::ComboBox, "Stage").focus();
    stage.rest();
    stage.key(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.focused_name(), portolan::wording::stage(before));
    stage.key(Modifiers::NONE, Key::ArrowDown);
    stage.key(Modifiers::NONE, Key::Enter);
    assert_ne!(stage_of(&stage), before, "one arrow and Enter chose the next");
}

#[test]
fn a_map_with_no_card_in_sight_says_so_and_shows_the_way_back() {
    let mut stage = Stage::first_steps("lost");
    let middle = stage.map().center();
    assert!(!stage.shows("No card is in sight"));
    for _ in 0..12 {
        stage.wheel(middle, vec2(0.0, 400.0), Modifiers::NONE);
    }
    assert!(stage.shows("No card is in sight"));
    // The ring of the small map stays in sight, too.
    stage.press("Show all cards");
    stage.rest();
    assert!(!stage.shows("No card is in sight"));
    assert!(stage.map().contains(stage.place(APP).center()));
}

#[test]
fn a_text_that_is_not_folded_is_seen_to_its_end() {
    let text = std::fs::read_to_string(path_of(FIRST_STEPS)).unwrap();
    let first = text.find("summary: ").unwrap();
    let (head, rest) = text.split_at(first);
    let (_, rest) = rest.split_once(",\n").unwrap();
    for lines in 1..12 {
        let summary = vec!["A line."; lines].join("\\n");
        let text = format!("{head}summary: \"{summary}\",\n{rest}");
        let stage = Stage::showing(&format!("lines-{lines}"), text.as_bytes(), nobody());
        let field = stage.field("Summary").rect();
        let next = stage.place_of("In it").top();
        assert!(stage.shows("Show all") == (field.height() > 132.5), "{lines}: {field:?}");
        assert!(stage.shows("Show all") || field.bottom() < next, "{lines}: {field:?}, {next}");
    }
}

#[test]
fn in_a_presentation_the_mouse_goes_to_another_view() {
    let mut stage = Stage::first_steps("room-views");
    stage.key(Modifiers::NONE, Key::F5);
    stage.rest();
    assert!(!stage.says("Table of projects"));
    stage.press("View");
    let table = stage.button_with("Table Ctrl+2").rect().center();
    stage.click(table);
    assert!(stage.says("Table of projects"), "{:?}", stage.all(Role::Button));
    assert!(stage.shows("End presentation"));
}

#[test]
fn of_a_long_text_the_beginning_is_shown_until_more_is_wanted() {
    let text = std::fs::read_to_string(path_of(FIRST_STEPS)).unwrap();
    let long = "A sentence that says something. ".repeat(60);
    let text = text.replacen("summary: \"", &format!("summary: \"{long}"), 1);
    let mut stage = Stage::showing("long-text", text.as_bytes(), nobody());
    let place = |stage: &Stage| stage.place_of("In it").top() - stage.place_of("Summary").top();
    let folded = place(&stage);
    assert!(folded < 400.0, "what follows is in sight: {folded}");
    stage.press("Show all");
    let whole = place(&stage);
    assert!(whole > folded + 100.0, "{folded}, {whole}");
    stage.reach(Role::Button, "Show less");
    assert!((place(&stage) - folded).abs() < 1.0, "{} and {folded}", place(&stage));
    // Whoever types sees all of it.
    stage.field("Summary").focus();
    stage.rest();
    stage.rest();
    assert!((place(&stage) - whole).abs() < 40.0, "{} and {whole}", place(&stage));
}
