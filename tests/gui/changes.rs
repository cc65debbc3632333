//! Changing the portfolio: fields, undo and redo, and what is refused.

use egui::{Key, Modifiers, Role};
use portolan::gui::ThemeChoice;
use portolan::model::Item;
use portolan::wording;

use crate::stage::{Folder, Stage, WIDE, nobody, workspace};

const APP: &str = "Project Library in your pocket";

fn names(stage: &Stage) -> Vec<String> {
    stage.portfolio().projects.values().map(|project| project.name.to_string()).collect()
}

fn has(stage: &Stage, name: &str) -> bool {
    names(stage).iter().any(|there| there == name)
}

#[test]
fn a_new_name_holds_when_its_field_is_left_and_can_be_taken_back_and_made_again() {
    let mut stage = Stage::first_steps("rename");
    stage.press_card(APP);
    stage.write("Name", "Pocket library");
    assert!(!has(&stage, "Pocket library") && !stage.window().title().contains('•'));
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(has(&stage, "Pocket library"));
    assert!(stage.window().title().contains('•') && stage.says("•"));
    assert!(stage.is_lit("Project Pocket library"));

    stage.press_card("Outcome Readers' data are safe");
    stage.key(Modifiers::COMMAND, Key::Z);
    assert!(has(&stage, "Library in your pocket") && !stage.window().title().contains('•'));
    assert!(stage.is_lit(APP));
    assert_eq!(stage.field("Name").value().as_deref(), Some("Library in your pocket"));

    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(has(&stage, "Pocket library") && stage.is_lit("Project Pocket library"));
}

#[test]
fn escape_gives_a_new_name_up() {
    let mut stage = Stage::first_steps("give-up");
    stage.press_card(APP);
    stage.write("Name", "Pocket library");
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.window().workspace().is_changed());
}

#[test]
fn a_click_elsewhere_leaves_the_field_and_what_was_typed_is_kept() {
    let mut stage = Stage::first_steps("elsewhere");
    stage.press_card(APP);
    stage.write("Name", "Pocket library");
    stage.press_card("Outcome Readers' data are safe");
    assert!(has(&stage, "Pocket library"), "{:?}", names(&stage));
    assert_eq!(stage.field("Name").value().as_deref(), Some("Readers' data are safe"));
}

#[test]
fn the_menu_says_which_step_it_takes_back() {
    let mut stage = Stage::first_steps("menu");
    stage.press("Edit");
    assert!(stage.is_greyed("Undo"));
    stage.key(Modifiers::NONE, Key::Escape);
    stage.press_card(APP);
    stage.write("Name", "Pocket library");
    stage.key(Modifiers::NONE, Key::Enter);
    stage.press("Edit");
    let words = "Undo rename Library in your pocket to Pocket library";
    let place = stage.button_with(words).rect().center();
    stage.click(place);
    assert!(has(&stage, "Library in your pocket") && !stage.shows(words));
    stage.press("Edit");
    assert!(stage.shows("Redo rename Library in your pocket to Pocket library"));
}

#[test]
fn two_projects_cannot_require_each_other_and_the_window_says_so() {
    let mut stage = Stage::first_steps("circle");
    let portfolio = stage.portfolio();
    stage.press_card("Project New library catalogue");
    stage.reach(Role::Button, "Add dependency…");
    stage.press("Library in your pocket");
    assert_eq!(*stage.portfolio(), *portfolio);
    let told = stage.told();
    assert_eq!(told.len(), 1, "{told:?}");
    let words = "Projects require each other in a circle";
    assert!(told[0].contains(words) && stage.shows(words));
    assert!(told[0].contains("“New library catalogue”"), "{}", told[0]);
    assert!(told[0].contains("“Library in your pocket”"), "{}", told[0]);
    stage.press("Dismiss");
    assert!(!stage.shows(words));
}

#[test]
fn an_empty_portfolio_offers_a_first_project() {
    let workspace = workspace(nobody());
    let mut stage = Stage::new(Folder::new("empty"), workspace, WIDE, ThemeChoice::Light);
    assert!(stage.shows("Try it on a sample"));
    stage.press("Add a project");
    assert!(!stage.shows("Try it on a sample"));
    assert!(matches!(stage.selected()[..], [Item::Project(_)]));
    assert!(stage.is_lit("Project New project"));
    assert!(stage.map().contains_rect(stage.place("Project New project")));
    assert_eq!(stage.field("Name").value().as_deref(), Some("New project"));

    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    assert!(stage.is_lit("Outcome New outcome"));
    assert!(stage.map().contains_rect(stage.place("Outcome New outcome")));
}

#[test]
fn another_rating_makes_another_score() {
    let mut stage = Stage::first_steps("rating");
    stage.press_card(APP);
    let [Item::Project(app)] = stage.selected()[..] else { panic!("{:?}", stage.selected()) };
    let score = |stage: &Stage| {
        let ranking = std::sync::Arc::clone(stage.window().workspace().ranking());
        let ranked = ranking.iter().find(|ranked| ranked.project == app).unwrap();
        wording::points(ranked.score.points)
    };
    let before = score(&stage);
    assert!(stage.says(&before));
    stage.reach(Role::ComboBox, "Level for More people use the library");
    let level = stage.portfolio().ladder.rungs().last().unwrap().name.to_string();
    stage.press(&level);
    let after = score(&stage);
    assert!(before != after && stage.says(&after) && !stage.says(&before));
    assert!(stage.label_of_card(APP).contains(&after));
}

#[test]
fn a_field_says_what_is_wrong_and_keeps_what_was_there() {
    let mut stage = Stage::first_steps("wrong");
    stage.press_card(APP);
    stage.write("Name", " ");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(has(&stage, "Library in your pocket"));
    assert!(!stage.window().workspace().is_changed());
}
