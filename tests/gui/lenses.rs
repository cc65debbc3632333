//! What the colours of the map say, and the small map beside it.

use egui::{Key, Modifiers, Role, vec2};
use portolan::workspace::{Command, Request};

use crate::stage::Stage;

const DESKS: &str = "Project Self-service desks in all branches";

#[test]
fn the_legend_explains_the_colours_and_lines_that_are_there_and_no_others() {
    let stage = Stage::first_steps("legend");
    for there in ["Risk reduction", "Customer retention", "comes before", "at most one"] {
        assert!(stage.says(there), "{there}");
    }
    for missing in ["Compliance", "both or neither"] {
        assert!(!stage.says(missing), "{missing}");
    }
}

#[test]
fn a_lens_is_chosen_in_the_legend_which_then_counts_its_classes() {
    let mut stage = Stage::first_steps("lens");
    stage.press("Lens: No lens");
    stage.press("Stage");
    assert!(stage.says("Lens: Stage"));
    let proposed = stage
        .portfolio()
        .projects
        .values()
        .filter(|project| project.stage == portolan::model::Stage::Proposed)
        .count();
    assert!(stage.says(&format!("Proposed: {proposed}")));
    stage.ask(Request::Run(Command::LensNone));
    assert!(stage.says("Lens: No lens") && stage.says("Risk reduction"));
}

#[test]
fn what_nobody_has_said_stands_in_the_legend_as_such() {
    let mut stage = Stage::first_steps("lens-missing");
    stage.ask(Request::Run(Command::LensRisk));
    let portfolio = stage.portfolio();
    let threatened: std::collections::BTreeSet<_> =
        portfolio.risks.values().flat_map(|risk| risk.threatens.iter()).collect();
    let spared = portfolio.projects.len() - threatened.len();
    assert!(spared > 0 && stage.says(&format!("not said: {spared}")));
}

#[test]
fn a_folded_legend_still_offers_the_lenses() {
    let mut stage = Stage::first_steps("legend-fold");
    stage.press("Fold the legend");
    assert!(!stage.says("Risk reduction") && stage.says("Lens: No lens"));
    stage.press("Unfold the legend");
    assert!(stage.says("Risk reduction"));
}

#[test]
fn a_click_on_the_minimap_moves_what_is_seen() {
    let mut stage = Stage::first_steps("minimap");
    assert!(!stage.says("Minimap"), "everything is in view");
    for _ in 0..2 {
        stage.ask(Request::Run(Command::ZoomIn));
    }
    let before = stage.window().workspace().selection().items().clone();
    let minimap = stage.called(Role::Canvas, "Minimap").rect();
    stage.click(minimap.center());
    let left = stage.place(DESKS).left();
    stage.click(minimap.center() + vec2(15.0, 0.0));
    assert!(stage.place(DESKS).left() < left - 50.0);
    assert_eq!(*stage.window().workspace().selection().items(), before);
}

#[test]
fn the_minimap_goes_and_comes_by_its_key() {
    let mut stage = Stage::first_steps("minimap-key");
    for _ in 0..4 {
        stage.ask(Request::Run(Command::ZoomIn));
    }
    assert!(stage.says("Minimap"));
    stage.key(Modifiers::NONE, Key::M);
    assert!(!stage.says("Minimap") && !stage.window().workspace().settings().has_minimap);
    stage.key(Modifiers::NONE, Key::M);
    assert!(stage.says("Minimap"));
}
