//! Stories of the ranking's other pages: two frameworks side by side and formulas of one's own.

use egui::{Key, Modifiers, Role};
use portolan::workspace::{Command, Request};

use crate::stage::Stage;

fn ranking(story: &str, page: Key) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.key(Modifiers::COMMAND, Key::Num3);
    stage.key(Modifiers::NONE, page);
    stage
}

#[test]
fn two_rankings_stand_side_by_side_with_how_much_they_agree() {
    let mut stage = ranking("rank-frameworks", Key::F);
    let rows = stage.all(Role::ListBoxOption);
    let left = rows.iter().filter(|row| row.starts_with("Weighted outcomes: ")).count();
    let right: Vec<&String> = rows.iter().filter(|row| row.starts_with("RICE: ")).collect();
    assert_eq!((left, right.len()), (8, 8), "{rows:?}");
    assert!(
        rows.iter().any(
            |row| row.starts_with("Weighted outcomes: rank 1, Reading boxes for schools, 24.2")
        ),
        "{rows:?}"
    );
    // Of the 21 pairs of seven projects, 8 stand the same way round in both and 13 the other.
    assert!(stage.shows("Kendall’s τ −0.24 over 7 projects: the two contradict each other"));
    assert!(stage.shows("RICE: Makers' room with 3-D printers has no rank: “Reach” is missing"));
    let place = stage.find(Role::ListBoxOption, "RICE: rank 1,").rect().center();
    stage.click(place);
    assert_eq!(stage.selected().len(), 1);
}

#[test]
fn a_formula_of_ones_own_says_at_once_what_is_wrong_with_it() {
    let mut stage = ranking("rank-formula", Key::F);
    let before = stage.portfolio().frameworks.len();
    stage.press("New formula");
    assert_eq!(stage.portfolio().frameworks.len(), before + 1);
    assert!(stage.shows("It can score"));
    stage.write("Formula", "[Wind] * 2");
    assert!(stage.shows("Nothing is called “Wind”"));
    stage.write("Formula", "score / cost");
    assert!(stage.shows("It can score"));
    stage.key(Modifiers::NONE, Key::Tab);
    assert!(stage.shows("Part by part, for"), "each part of the formula has its value");
    let kept = stage.portfolio();
    let formulas: Vec<String> =
        kept.frameworks.values().map(|framework| framework.formula.to_string()).collect();
    assert!(formulas.contains(&"score / cost".to_owned()), "{formulas:?}");
}

#[test]
fn a_usual_framework_is_copied_and_what_it_asks_for_is_changed() {
    let mut stage = ranking("rank-copy", Key::F);
    let own = |stage: &Stage| stage.portfolio().frameworks.values().next_back().cloned();
    let before = stage.portfolio().frameworks.len();
    stage.press("Copy RICE to edit");
    assert_eq!(stage.portfolio().frameworks.len(), before + 1);
    assert!(stage.shows("Formula of your own"));
    let rows = stage.all(Role::ListBoxOption);
    assert!(
        rows.iter().any(|row| row.starts_with("RICE of our own: rank 1, Self-service desks")),
        "a copy ranks as the original does: {rows:?}"
    );
    stage.write("Formula", "Reach * Impact / Effort");
    stage.key(Modifiers::NONE, Key::Tab);
    assert!(stage.shows("It can score: in customers / period / person-months"));
    stage.reach(Role::Button, "Ask for another figure");
    let framework = own(&stage).unwrap();
    assert!(framework.fields.iter().any(|field| field.name.as_str() == "New figure"));
    stage.key(Modifiers::COMMAND, Key::Z);
    stage.key(Modifiers::COMMAND, Key::Z);
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.portfolio().frameworks.len(), before, "three steps, all undone");
    assert!(!stage.shows("Formula of your own"));
}

#[test]
fn inputs_off_the_scale_are_named_and_gaps_have_no_rank() {
    let text =
        std::fs::read_to_string(crate::samples::path_of(crate::samples::FIRST_STEPS)).unwrap();
    let odd = text.replacen("\"Impact\": 2.0", "\"Impact\": 2.5", 1);
    assert_ne!(odd, text);
    let mut stage = Stage::showing("rank-scale", odd.as_bytes(), crate::stage::nobody());
    stage.key(Modifiers::COMMAND, Key::Num3);
    stage.key(Modifiers::NONE, Key::F);
    assert!(stage.shows("is 2.5; usual are 3, 2, 1, 0.5, 0.25"));
    let rows = stage.all(Role::ListBoxOption);
    let gap = rows.iter().find(|row| row.starts_with("RICE: Makers' room")).unwrap();
    assert!(gap.contains("has no rank") && !gap.contains(" 0"), "{gap}");
}

#[test]
fn another_name_of_a_figure_goes_into_the_formula_and_to_the_projects() {
    let mut stage = ranking("rank-rename", Key::F);
    stage.press("Copy RICE to edit");
    let before = stage.portfolio();
    let own = |stage: &Stage| stage.portfolio().frameworks.values().next_back().cloned().unwrap();
    let ranks = |stage: &Stage| {
        let rows = stage.all(Role::ListBoxOption);
        rows.into_iter().filter(|row| row.starts_with("RICE of our own: rank ")).collect::<Vec<_>>()
    };
    let ranked = ranks(&stage);
    assert_eq!(ranked.len(), 7);
    stage.reach(Role::DisclosureTriangle, "Reach, customers / period");
    stage.write("Called", "Impact");
    assert!(stage.shows("“Impact” is asked for already"), "the refusal is said in the field");
    stage.write("Called", "New customers");
    stage.key(Modifiers::NONE, Key::Tab);
    let framework = own(&stage);
    assert_eq!(framework.fields[0].name.as_str(), "New customers");
    assert!(framework.formula.as_str().contains("[New customers]"), "{}", framework.formula);
    assert_eq!(ranks(&stage), ranked, "no score changes");
    // RICE itself goes on asking for a reach.
    let project = stage.portfolio().projects.values().next().cloned().unwrap();
    let given = |name: &str| project.inputs.get(name).copied();
    assert!(given("Reach").is_some() && given("Reach") == given("New customers"));
    stage.ask(Request::Run(Command::Undo));
    assert!(*stage.portfolio() == *before, "it is one step");
}

#[test]
fn beside_the_editor_a_list_that_has_no_room_leaves_it_to_the_one_that_is_edited() {
    let mut stage = ranking("rank-narrow", Key::F);
    stage.press("Copy RICE to edit");
    let lists = |stage: &Stage| {
        let rows = stage.all(Role::ListBoxOption);
        let has = |list: &str| rows.iter().any(|row| row.starts_with(list));
        [has("Weighted outcomes: "), has("RICE of our own: ")]
    };
    stage.resize(egui::vec2(1_700.0, 900.0));
    assert_eq!(lists(&stage), [true, true]);
    stage.resize(egui::vec2(1_280.0, 800.0));
    assert_eq!(lists(&stage), [false, true]);
    stage.press("Close the editor");
    assert_eq!(lists(&stage), [true, true]);
    // What is shown part by part is of a project that the framework ranks.
    stage.press("Edit the formula");
    assert!(stage.shows("Part by part, for Self-service desks in all branches"));
}

#[test]
fn figures_of_a_column_have_the_same_decimals() {
    let stage = ranking("rank-decimals", Key::F);
    let rows = stage.all(Role::ListBoxOption);
    let scores = rows.iter().filter(|row| row.starts_with("RICE: rank"));
    let decimals = scores.map(|row| {
        let score = row.split(", ").nth(2).unwrap();
        score.split_once('.').map_or(0, |(_, part)| part.len())
    });
    let decimals: std::collections::BTreeSet<usize> = decimals.collect();
    assert_eq!(decimals.len(), 1, "{rows:?}");
}

#[test]
fn inputs_off_the_scale_are_named_above_the_scores_too() {
    let text =
        std::fs::read_to_string(crate::samples::path_of(crate::samples::FIRST_STEPS)).unwrap();
    let odd = text.replacen("\"Impact\": 2.0", "\"Impact\": 2.5", 1);
    let mut stage = Stage::showing("rank-scale-scores", odd.as_bytes(), crate::stage::nobody());
    stage.key(Modifiers::COMMAND, Key::Num3);
    stage.rest();
    assert!(stage.shows("is 2.5; usual are 3, 2, 1, 0.5, 0.25"));
    let place = stage.button_with("“Impact” of").rect().center();
    stage.click(place);
    assert!(stage.shows("Kendall’s τ"), "a click goes to the frameworks");
}
