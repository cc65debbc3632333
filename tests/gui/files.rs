//! Opening, saving and closing: nothing is lost, and nobody's work is written over.

use std::sync::Arc;

use egui::{Key, Modifiers};
use portolan::workspace::{Command, Picked, Picker, Purpose, Request};

use crate::samples::{BROKEN, CIRCLE};
use crate::stage::{Folder, Stage, nobody};

const KEPT: &str = "portfolio.ron";

/// A person who always chooses this file.
fn choosing(path: std::path::PathBuf) -> Picker {
    Arc::new(move |_| Picked::File(path.clone()))
}

/// A window on the sample with one change that is not saved.
fn changed(story: &str, picker: Picker) -> Stage {
    let mut stage = Stage::with_picker(story, picker);
    stage.ask(Request::Run(Command::AddProject));
    assert!(stage.window().is_changed());
    stage
}

const QUESTION: &str = "Save your changes first?";

#[test]
fn closing_with_changes_asks_and_cancel_keeps_everything() {
    let mut stage = changed("cancel", nobody());
    let portfolio = stage.portfolio();
    stage.key(Modifiers::COMMAND, Key::Q);
    assert!(stage.says(QUESTION) && !stage.closes());
    stage.press("Cancel");
    assert!(!stage.says(QUESTION) && !stage.closes());
    assert_eq!(*stage.portfolio(), *portfolio);

    stage.key(Modifiers::COMMAND, Key::Q);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.says(QUESTION) && !stage.closes());
    assert!(!stage.selected().is_empty(), "Escape answers the question and nothing else");
}

#[test]
fn closing_without_saving_leaves_the_file_as_it_was() {
    let mut stage = changed("discard", nobody());
    let before = stage.folder.content(KEPT);
    stage.ask(Request::Run(Command::Quit));
    stage.press("Don't save");
    assert!(stage.closes());
    assert_eq!(stage.folder.content(KEPT), before);
}

#[test]
fn saving_first_saves_then_closes() {
    let mut stage = changed("save", nobody());
    stage.ask(Request::Run(Command::Quit));
    stage.press("Save");
    assert!(stage.closes() && !stage.window().is_changed());
    assert_eq!(stage.folder.portfolio(KEPT), *stage.portfolio());
}

#[test]
fn closing_without_changes_asks_nothing() {
    let mut stage = Stage::first_steps("close");
    stage.key(Modifiers::COMMAND, Key::Q);
    assert!(!stage.says(QUESTION) && stage.closes());
}

#[test]
fn a_file_that_somebody_else_has_changed_is_not_written_over_unasked() {
    let mut stage = changed("outside", nobody());
    stage.folder.put(KEPT, CIRCLE.as_bytes());
    stage.key(Modifiers::COMMAND, Key::S);
    assert!(stage.says("The file is not as you opened it"));
    assert_eq!(stage.folder.content(KEPT), CIRCLE);
    stage.press("Cancel");
    assert!(stage.window().is_changed());
    assert_eq!(stage.folder.content(KEPT), CIRCLE);

    stage.key(Modifiers::COMMAND, Key::S);
    stage.press("Replace it");
    assert!(!stage.window().is_changed());
    assert_eq!(stage.folder.portfolio(KEPT), *stage.portfolio());
    assert!(stage.told().iter().any(|told| told == "Saved portfolio.ron"), "{:?}", stage.told());
}

#[test]
fn a_broken_file_is_refused_with_its_place_and_the_old_portfolio_stays() {
    let other = Folder::new("broken-other");
    let path = other.put("broken.ron", BROKEN.as_bytes());
    let mut stage = Stage::with_picker("broken", choosing(path));
    let portfolio = stage.portfolio();
    stage.press("File");
    let place = stage.button_with("Open…").rect().center();
    stage.click(place);
    let told = stage.told();
    assert!(told.len() == 1 && told[0].contains("Line 3, column 11"), "{told:?}");
    assert!(stage.shows("Line 3, column"));
    assert_eq!(*stage.portfolio(), *portfolio);
}

#[test]
fn another_portfolio_takes_the_place_of_this_one() {
    let other = Folder::new("other-other");
    let path = other.put("circle.ron", CIRCLE.as_bytes());
    let mut stage = changed("other", choosing(path));
    stage.key(Modifiers::COMMAND, Key::O);
    assert!(stage.says(QUESTION));
    stage.press("Don't save");
    assert_eq!(stage.window().title(), "Circle — Portolan");
    let hen = stage.place("Project Hen");
    assert!(stage.map().contains_rect(hen));
    assert!(stage.window().workspace().history().undo_label().is_none());
}

#[test]
fn where_the_system_has_no_dialog_the_path_is_typed() {
    let other = Folder::new("typed-other");
    let path = other.put("circle.ron", CIRCLE.as_bytes());
    let mut stage = Stage::with_picker("typed", Arc::new(|_| Picked::NoDialog));
    stage.key(Modifiers::COMMAND, Key::O);
    assert!(stage.says("Open which file?"));
    stage.write("Path", path.to_str().unwrap());
    stage.press("Open");
    assert_eq!(stage.window().title(), "Circle — Portolan");

    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert!(stage.says("Save to which file?"));
    assert_eq!(stage.field("Path").value().as_deref(), path.to_str());
    let target = other.path("second.ron");
    stage.write("Path", target.to_str().unwrap());
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(!stage.says("Save to which file?"));
    assert_eq!(other.portfolio("second.ron"), *stage.portfolio());
    assert_eq!(stage.window().workspace().path(), Some(target.as_path()));
}

#[test]
fn the_first_save_of_a_new_portfolio_asks_where_and_suggests_a_name() {
    let other = Folder::new("where-other");
    let target = other.path("new.ron");
    let theirs = target.clone();
    let picker: Picker = Arc::new(move |purpose| match purpose {
        Purpose::Save { name, .. } if name == "new-portfolio.ron" => Picked::File(theirs.clone()),
        _ => Picked::Nothing,
    });
    let mut stage = Stage::with_picker("where", picker);
    stage.key(Modifiers::COMMAND, Key::N);
    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    stage.key(Modifiers::COMMAND, Key::S);
    assert_eq!(other.portfolio("new.ron"), *stage.portfolio());
    assert_eq!(stage.portfolio().projects.len(), 1);
}
