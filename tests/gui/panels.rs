//! What stands around the map: the list of problems, the tools, the sheet of keys, both themes and sizes.

use std::time::Duration;

use egui::{Key, Modifiers};
use portolan::gui::ThemeChoice;
use portolan::model::Item;
use portolan::workspace::{COMMANDS, Workspace, open_for_reading};

use crate::samples::{self, CIRCLE, LARGEST};
use crate::stage::{Folder, NARROW, Stage, WIDE, nobody, setting};

#[test]
fn the_list_of_problems_opens_from_the_foot_and_a_click_goes_there() {
    let mut stage = Stage::first_steps("problems");
    let place = stage.button_with("worth a look").rect().center();
    stage.click(place);
    assert!(stage.says("Close the list of problems"));
    let problems = stage.window().workspace().problems().latest().unwrap().clone();
    let told = |item: &Option<Item>| matches!(item, Some(Item::Project(_)));
    let problem = problems.iter().find(|problem| told(&problem.item)).unwrap();
    stage.press(&problem.sentence);
    assert_eq!(stage.selected(), problem.item.into_iter().collect::<Vec<_>>());
    stage.press("Close the list of problems");
    assert!(!stage.says("Close the list of problems"));
}

#[test]
fn a_circle_is_a_contradiction() {
    let mut stage = Stage::showing("contradiction", CIRCLE.as_bytes(), nobody());
    let place = stage.button_with("1 contradiction").rect().center();
    stage.click(place);
    let place = stage.button_with("Projects require each other in a circle").rect().center();
    stage.click(place);
    assert_eq!(stage.selected().len(), 1);
}

#[test]
fn the_tools_change_the_theme_and_hide_the_inspector() {
    let mut stage = Stage::first_steps("tools");
    assert_eq!(stage.context().theme(), egui::Theme::Light);
    let moon = stage.called(egui::accesskit::Role::Button, "Next theme").rect().center();
    stage.hover(moon);
    assert_eq!(stage.count("Next theme"), 2, "the button, and one card that explains it");
    assert_eq!(stage.count("Goes from the light"), 1);
    stage.press("Next theme");
    assert_eq!(stage.context().theme(), egui::Theme::Dark);
    for _theme in 0..2 {
        stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    }
    assert_eq!(stage.context().theme(), egui::Theme::Light);

    stage.press_card("Project Library in your pocket");
    let before = stage.map().width();
    stage.press("Inspector");
    assert!(!stage.says("Name") && stage.map().width() > before);
    stage.key(Modifiers::COMMAND, Key::I);
    assert!(stage.says("Name"));
}

#[test]
fn the_sheet_of_keys_has_every_command() {
    let mut stage = Stage::first_steps("sheet");
    stage.press_card("Project Library in your pocket");
    stage.key(Modifiers::NONE, Key::F1);
    assert!(stage.says("Keyboard shortcuts"));
    for info in COMMANDS {
        assert!(stage.says(info.says) && stage.says(info.name), "{}", info.name);
    }
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.says("Keyboard shortcuts"));
    assert!(!stage.selected().is_empty(), "Escape closes the sheet and nothing else");
    stage.key(Modifiers::NONE, Key::F1);
    stage.key(Modifiers::NONE, Key::F1);
    assert!(!stage.says("Keyboard shortcuts"));
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let mut stage = Stage::first_steps("quiet");
    stage.press_card("Project Library in your pocket");
    for _frame in 0..6 {
        stage.step();
        assert!(stage.sleeps() > Duration::from_mins(1), "{:?}", stage.sleeps());
    }
}

#[test]
fn keys_of_one_letter_wait_while_somebody_types() {
    let mut stage = Stage::first_steps("typing");
    stage.press_card("Project Library in your pocket");
    let before = stage.place("Project New library catalogue");
    stage.write("Name", "Pocket");
    stage.key(Modifiers::NONE, Key::Z);
    stage.key(Modifiers::NONE, Key::Delete);
    assert_eq!(stage.place("Project New library catalogue"), before);
    assert_eq!(stage.portfolio().projects.len(), 8);
}

fn shown(name: &str) -> Stage {
    let path = samples::path_of(name);
    let opened = open_for_reading(&path).unwrap();
    let workspace = Workspace::showing(setting(nobody()), &path, opened);
    Stage::new(Folder::new(name), workspace, WIDE, ThemeChoice::Light)
}

fn check_sound(stage: &Stage, name: &str) {
    assert!(stage.map().width() > 200.0 && stage.map().height() > 200.0, "{name}");
    assert!(stage.told().is_empty(), "{name}: {:?}", stage.told());
}

#[test]
fn every_sample_is_shown_in_both_themes_and_in_the_smallest_window() {
    for name in samples::names().iter().filter(|name| *name != LARGEST) {
        let mut stage = shown(name);
        for size in [WIDE, NARROW] {
            stage.resize(size);
            stage.key(Modifiers::NONE, Key::F);
            check_sound(&stage, name);
            stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
            check_sound(&stage, name);
        }
    }
}

#[test]
fn hundreds_of_projects_are_shown() {
    check_sound(&shown(LARGEST), LARGEST);
}
