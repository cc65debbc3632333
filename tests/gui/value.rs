//! Stories of the value: cash by period, cost of ownership, uncertainty, and measures.

use egui::{Key, Modifiers};
use portolan::model::Item;
use portolan::workspace::{Request, Selecting};

use crate::stage::Stage;

fn value(story: &str) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.key(Modifiers::COMMAND, Key::Num8);
    stage
}

#[test]
fn every_period_says_what_it_comes_to_and_every_figure_is_there() {
    let stage = value("value-cash");
    for figure in
        ["Cost: ", "Benefit: ", "Worth today (NPV): ", "Rate of return (IRR): ", "Paid back in: "]
    {
        assert!(stage.shows(figure), "{figure}");
    }
    let horizon = stage.portfolio().calendar.horizon();
    let first = portolan::wording::period(0, stage.portfolio().calendar);
    let last = portolan::wording::period(i32::from(horizon) - 1, stage.portfolio().calendar);
    assert!(stage.shows(&format!("{first}: net ")) && stage.shows(&format!("{last}: net ")));
}

#[test]
fn the_selected_project_is_valued_alone() {
    let mut stage = value("value-selected");
    assert!(stage.shows("All 8 open projects"));
    let id = stage.portfolio().projects.keys().next().copied().unwrap();
    stage.ask(Request::Select(Selecting::Only(vec![Item::Project(id)])));
    stage.rest();
    assert!(!stage.shows("All 8 open projects"));
}

#[test]
fn ownership_names_its_parts_and_their_total() {
    let mut stage = value("value-owned");
    stage.key(Modifiers::NONE, Key::O);
    for part in ["Acquisition: ", "Licences: ", "Total: "] {
        assert!(stage.shows(part), "{part}");
    }
}

#[test]
fn futures_are_drawn_beside_the_window() {
    let mut stage = value("value-chance");
    stage.key(Modifiers::NONE, Key::U);
    stage.rest();
    assert!(stage.shows("futures, seed 1"));
    assert!(stage.shows("Worth today P50"));
    assert!(stage.shows("to cost more than likely"));
}

#[test]
fn measures_stand_over_time() {
    let mut stage = value("value-measures");
    stage.key(Modifiers::NONE, Key::M);
    assert!(stage.shows("Active readers"));
}
