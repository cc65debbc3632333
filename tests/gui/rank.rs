//! Stories of the ranking: the list, weights that are tried out, locks, comparing two, and the reasons behind a bar.

use std::collections::BTreeSet;

use egui::{Key, Modifiers, Pos2, Role, pos2};
use egui_kittest::kittest::NodeT as _;
use portolan::analysis::scoring::Weights;
use portolan::analysis::scoring::robust::{Values, steady_top};
use portolan::gui::ThemeChoice;
use portolan::model::{
    Contribution, Id, Item, Level, Outcome, OutcomeId, Percent, Portfolio, Project, ProjectId,
    Weight,
};
use portolan::workspace::Answer;

use crate::samples::{FIRST_STEPS, path_of};
use crate::stage::{Folder, Stage, WIDE, nobody, workspace};

const SAFE: &str = "Readers' data are safe";
const MORE: &str = "More people use the library";
const LOGIN: &str = "One login for readers";
const BOXES: &str = "Reading boxes for schools";

fn ranking(story: &str) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.key(Modifiers::COMMAND, Key::Num3);
    stage
}

fn showing(story: &str, text: &str) -> Stage {
    let mut stage = Stage::showing(story, text.as_bytes(), nobody());
    stage.key(Modifiers::COMMAND, Key::Num3);
    stage
}

fn first_steps() -> String {
    std::fs::read_to_string(path_of(FIRST_STEPS)).unwrap()
}

fn rows(stage: &Stage) -> Vec<String> {
    stage.all(Role::ListBoxOption)
}

fn weight(portfolio: &Portfolio, name: &str) -> f64 {
    let mut named = portfolio.outcomes.values().filter(|outcome| outcome.name.as_str() == name);
    named.next().unwrap().weight.value()
}

fn share(portfolio: &Portfolio, name: &str) -> f64 {
    let sum: f64 = portfolio.leaves().map(|(_, outcome)| outcome.weight.value()).sum();
    weight(portfolio, name) / sum
}

/// Where the knob of a slider is when it stands at this part of its way.
fn knob(stage: &Stage, name: &str, part: f32) -> Pos2 {
    let rect = stage.called(Role::Slider, name).rect();
    pos2(rect.left() + 7.0 + (rect.width() - 14.0) * part, rect.center().y)
}

fn undo_label(stage: &Stage) -> Option<String> {
    stage.window().workspace().history().undo_label().map(str::to_owned)
}

fn selected_names(stage: &Stage) -> Vec<String> {
    let portfolio = stage.portfolio();
    let name = |item| match item {
        Item::Project(id) => portfolio.projects[&id].name.to_string(),
        other => format!("{other:?}"),
    };
    stage.selected().into_iter().map(name).collect()
}

#[test]
fn the_list_names_rank_project_points_and_how_much_is_rated() {
    let stage = ranking("rank-list");
    let rows = rows(&stage);
    assert_eq!(rows.len(), 8);
    assert_eq!(
        rows[0],
        "Rank 1, Reading boxes for schools, 24.2 points, 65\u{202f}% rated, 24.2–59.2"
    );
    assert!(rows[7].starts_with("Rank 8, Makers' room with 3-D printers, 1.7 points"));
    assert!(
        stage.says(&format!("{MORE}: 6.7 of 40.0 points, Moderate, 50\u{202f}% sure")),
        "{:?}",
        stage.all(Role::Button)
    );
}

#[test]
fn the_list_moves_while_a_weight_is_pulled_and_letting_go_is_one_step() {
    let mut stage = ranking("rank-pull");
    let (from, to) = (knob(&stage, SAFE, 0.15), knob(&stage, SAFE, 0.9));
    stage.drag(&[from, from + egui::vec2(20.0, 0.0), to]);
    for _frame in 0..8 {
        stage.step();
    }
    let held = rows(&stage);
    assert!(held[0].starts_with(&format!("Rank 1, {LOGIN}")), "{held:?}");
    assert!(held[0].ends_with("up 5 ranks"), "{held:?}");
    assert!(stage.shows("new in the first 5") && stage.shows("change their rank"));
    assert!(!stage.window().workspace().is_changed(), "nothing is edited while the knob is held");

    stage.drop_at(to);
    assert_eq!(weight(&stage.portfolio(), SAFE), 90.0);
    assert_eq!(undo_label(&stage).as_deref(), Some("Weigh Readers' data are safe 90"));
    assert!(rows(&stage)[0].starts_with(&format!("Rank 1, {LOGIN}")));
    stage.key(Modifiers::COMMAND, Key::Z);
    assert!(!stage.window().workspace().is_changed() && undo_label(&stage).is_none());
    assert!(rows(&stage)[0].starts_with(&format!("Rank 1, {BOXES}")));
}

#[test]
fn escape_drops_a_weight_that_is_pulled_and_keeps_the_selection() {
    let mut stage = ranking("rank-drop");
    let row = stage.card("Rank 2").rect().left_center() + egui::vec2(100.0, 0.0);
    stage.click(row);
    let (from, to) = (knob(&stage, SAFE, 0.15), knob(&stage, SAFE, 0.9));
    stage.drag(&[from, from + egui::vec2(20.0, 0.0), to]);
    stage.step();
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(rows(&stage)[0].starts_with(&format!("Rank 1, {BOXES}")));
    stage.drop_at(to);
    assert!(!stage.window().workspace().is_changed());
    assert_eq!(selected_names(&stage), ["New library catalogue"]);
}

#[test]
fn a_knob_that_is_only_touched_stays() {
    let mut stage = ranking("rank-touch");
    let beside = knob(&stage, SAFE, 0.15) + egui::vec2(3.0, 0.0);
    stage.click(beside);
    assert!(!stage.window().workspace().is_changed());
    let elsewhere = knob(&stage, SAFE, 0.6);
    stage.click(elsewhere);
    assert_eq!(weight(&stage.portfolio(), SAFE), 60.0);
}

#[test]
fn a_locked_weight_keeps_its_share_in_the_same_step() {
    let mut stage = ranking("rank-lock");
    let place = stage.called(Role::CheckBox, "Lock More people use the library").rect().center();
    stage.click(place);
    let before = stage.portfolio();
    let to = knob(&stage, SAFE, 0.75);
    stage.click(to);
    let after = stage.portfolio();
    assert_eq!(weight(&after, SAFE), 75.0);
    assert!((share(&after, MORE) - share(&before, MORE)).abs() < 1e-9);
    assert!((weight(&after, MORE) - 80.0).abs() < 1e-9, "40 of 100 has become 80 of 200");
    assert_eq!(undo_label(&stage).as_deref(), Some("Weigh Readers' data are safe 75"));
    let locked = knob(&stage, MORE, 0.1);
    stage.click(locked);
    assert_eq!(stage.portfolio(), after, "a locked slider does not move");
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.portfolio(), before);
}

#[test]
fn weights_are_normalised_evened_and_set_back_in_one_step_each() {
    let text =
        first_steps().replace("weight: 40.0", "weight: 8.0").replace("weight: 25.0", "weight: 5.0");
    let text = text.replace("weight: 20.0", "weight: 4.0").replace("weight: 15.0", "weight: 3.0");
    let mut stage = showing("rank-normal", &text);
    assert!(stage.says("Sum 20"));
    let order = rows(&stage);
    stage.press("Normalise");
    assert!(stage.says("Sum 100"));
    assert_eq!(weight(&stage.portfolio(), MORE), 40.0);
    assert_eq!(undo_label(&stage).as_deref(), Some("Normalise weights"));
    assert_eq!(rows(&stage), order);

    stage.press("Equal");
    assert_eq!(weight(&stage.portfolio(), MORE), 25.0);
    assert_eq!(undo_label(&stage).as_deref(), Some("Equal weights"));
    stage.press("As saved");
    assert_eq!(weight(&stage.portfolio(), MORE), 8.0);
    assert!(!stage.window().workspace().is_changed());
    stage.key(Modifiers::COMMAND, Key::Z);
    stage.key(Modifiers::COMMAND, Key::Z);
    stage.key(Modifiers::COMMAND, Key::Z);
    assert!(undo_label(&stage).is_none());
}

#[test]
fn a_weight_is_changed_by_keys_and_by_typing() {
    let mut stage = ranking("rank-keys");
    stage.called(Role::Slider, SAFE).focus();
    stage.rest();
    stage.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(weight(&stage.portfolio(), SAFE), 16.0);
    stage.key(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(weight(&stage.portfolio(), SAFE), 6.0);
    assert_eq!(stage.called(Role::Slider, SAFE).accesskit_node().numeric_value(), Some(6.0));
    stage.write("Weight of Readers' data are safe", "33");
    stage.key(Modifiers::NONE, Key::Enter);
    assert_eq!(weight(&stage.portfolio(), SAFE), 33.0);
}

#[test]
fn rows_are_selected_by_keys_and_by_pointer() {
    let mut stage = ranking("rank-select");
    stage.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected_names(&stage), [BOXES]);
    stage.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(selected_names(&stage), ["New library catalogue"]);
    stage.key(Modifiers::NONE, Key::End);
    assert!(stage.is_lit("Rank 8"));
    stage.key(Modifiers::NONE, Key::Home);
    stage.key(Modifiers::SHIFT, Key::ArrowDown);
    stage.key(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(stage.selected().len(), 3);
    let place = stage.card("Rank 5").rect().left_center() + egui::vec2(100.0, 0.0);
    stage.click(place);
    assert_eq!(selected_names(&stage), ["Self-service desks in all branches"]);
    assert_eq!(stage.field("Name").value().as_deref(), Some("Self-service desks in all branches"));
}

#[test]
fn a_part_of_a_bar_tells_the_reason_behind_it() {
    let mut stage = ranking("rank-reason");
    let words = "Every child reads with us: 17.5 of 25.0 points";
    let place = stage.button_with(words).rect().center();
    stage.click(place);
    let portfolio = stage.portfolio();
    let project =
        portfolio.projects.values().find(|project| project.name.as_str() == BOXES).unwrap();
    let child = portfolio
        .outcomes
        .iter()
        .find(|(_, record)| record.name.starts_with("Every child"))
        .unwrap();
    let rationale = project.contributions[child.0].rationale.to_string();
    assert!(!rationale.is_empty() && stage.says(&rationale));
    stage.press("Open in inspector");
    assert!(matches!(stage.selected()[..], [Item::Contribution(..)]));

    stage.key(Modifiers::NONE, Key::Home);
    stage.key(Modifiers::NONE, Key::ArrowRight);
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.says("Close"));
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(
        !stage.says("Close") && !stage.selected().is_empty(),
        "Escape closes the card and nothing else"
    );
}

#[test]
fn two_projects_are_compared_by_differences_that_sum_to_the_gap() {
    let mut stage = ranking("rank-compare");
    stage.key(Modifiers::NONE, Key::C);
    assert!(stage.shows("Select two projects"));
    stage.key(Modifiers::NONE, Key::ArrowDown);
    stage.key(Modifiers::SHIFT, Key::ArrowDown);
    assert!(stage.says("Gap +6.5"), "24.2 less 17.7");
    let parts = stage.all(Role::ListItem);
    assert_eq!(parts.len(), 5);
    assert!(parts[0].starts_with("Every child reads with us: +17.5; Extreme"), "{parts:?}");
    assert!(parts[0].ends_with("against not rated"), "{parts:?}");
    assert_eq!(parts[4], "Sum +6.5");
    let tenths = |words: &str| -> i64 {
        let (_, figure) = words.split_once(": ").unwrap();
        let figure = figure.split(';').next().unwrap().replace('\u{2212}', "-").replace('+', "");
        figure.replace('.', "").parse().unwrap()
    };
    assert_eq!(parts[..4].iter().map(|part| tenths(part)).sum::<i64>(), 65);
    stage.press("Close the comparison");
    assert!(!stage.shows("Gap"));
}

#[test]
fn what_turns_two_projects_is_said_beside_their_gap() {
    let mut stage = ranking("rank-flip");
    stage.key(Modifiers::NONE, Key::C);
    stage.key(Modifiers::NONE, Key::ArrowDown);
    stage.key(Modifiers::SHIFT, Key::ArrowDown);
    let words = "New library catalogue draws level if “Every child reads with us” has ";
    assert!(stage.shows(words));
    // What is said holds: with that share of all weights the gap is gone.
    let said = stage.words_with(words);
    let (_, figure) = said.split_once(" has ").unwrap();
    let share: f64 = figure.split('\u{202f}').next().unwrap().parse().unwrap();
    let others = 75.0;
    let weight = share * others / (100.0 - share);
    stage.write("Weight of Every child reads with us", &format!("{weight:.3}"));
    stage.key(Modifiers::NONE, Key::Enter);
    let points = |name: &str| -> f64 {
        let rows = rows(&stage);
        let row = rows.iter().find(|row| row.contains(name)).unwrap().clone();
        row.split(", ").nth(2).unwrap().trim_end_matches(" points").parse().unwrap()
    };
    assert!((points(BOXES) - points("New library catalogue")).abs() < 0.11);
}

#[test]
fn each_row_says_which_ranks_it_takes_with_other_weights() {
    let mut stage = ranking("rank-spread");
    let strips = |stage: &Stage| -> Vec<String> {
        let mut all = stage.all(Role::Image);
        all.retain(|name| name.contains(" can take rank "));
        all
    };
    let all = strips(&stage);
    assert_eq!(all.len(), 8, "{all:?}");
    assert!(all[0].starts_with(&format!("{BOXES} can take rank 1–")), "{all:?}");
    assert!(all[7].starts_with("Makers' room with 3-D printers can take rank "), "{all:?}");
    let place = stage.called(Role::Image, &all[0]).rect().center();
    stage.hover(place);
    assert!(stage.shows("10\u{202f}000 draws, seed 1"));
    assert!(
        stage.shows(
            "The mean of all weights that put it first begins with Every child reads with us"
        )
    );
    stage.key(Modifiers::NONE, Key::R);
    assert_eq!(strips(&stage), Vec::<String>::new());
}

#[test]
fn a_mark_on_the_slider_says_how_far_it_may_go_and_beyond_it_others_come_in() {
    let mut stage = ranking("rank-marks");
    stage.press("Marks are about the first 5");
    stage.press("the first 3");
    let told = |stage: &Stage, name: &str| {
        stage.called(Role::Slider, name).accesskit_node().description().unwrap()
    };
    let words = told(&stage, SAFE);
    let (_, to) = words.split_once("The first 3 stay the same up to ").unwrap();
    let end: f64 = to.split(' ').next().unwrap().parse().unwrap();
    assert!(words.contains(&format!("“{LOGIN}” comes in for “")), "{words}");
    let first = |stage: &Stage| -> Vec<String> {
        let mut names: Vec<String> =
            rows(stage)[..3].iter().map(|row| row.split(", ").nth(1).unwrap().to_owned()).collect();
        names.sort();
        names
    };
    let before = first(&stage);
    let write = |stage: &mut Stage, weight: f64| {
        stage.write("Weight of Readers' data are safe", &format!("{weight:.1}"));
        stage.key(Modifiers::NONE, Key::Enter);
    };
    write(&mut stage, end - 0.2);
    assert_eq!(first(&stage), before);
    write(&mut stage, end + 0.2);
    let after = first(&stage);
    assert!(after != before && after.contains(&LOGIN.to_owned()), "{after:?}");
}

#[test]
fn projects_with_equal_scores_share_a_rank() {
    let project = |id: &str, name: &str| {
        format!(
            "(id: \"0000000000{id}\", name: \"{name}\", contributions: [(outcome: \"0000000000a1\", level: \"low\", confidence: 90.0)]),"
        )
    };
    let text = format!(
        "(format: 1, min_reader: 1, title: \"Ties\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, \
         horizon: 8, outcomes: [(id: \"0000000000a1\", name: \"Growth\", weight: 1.0)], projects: [{}{}{}])",
        project("p1", "Hen"),
        project("p2", "Egg"),
        "(id: \"0000000000p3\", name: \"Chick\"),"
    );
    let stage = showing("rank-ties", &text);
    let rows = rows(&stage);
    assert!(
        rows[0].starts_with("Rank 1 with others, Hen")
            && rows[1].starts_with("Rank 1 with others, Egg"),
        "{rows:?}"
    );
    assert_eq!(rows[2], "Rank 3, Chick, not rated, 0\u{202f}% rated, 0.0–100.0");
}

#[test]
fn without_weights_the_list_says_what_to_do() {
    let mut text = first_steps();
    for weight in ["40.0", "25.0", "20.0", "15.0"] {
        text = text.replace(&format!("weight: {weight}"), "weight: 0.0");
    }
    let mut stage = showing("rank-weightless", &text);
    assert!(stage.says("No outcome has a weight"));
    stage.press("Give all the same weight");
    assert_eq!(weight(&stage.portfolio(), MORE), 25.0);
    assert_eq!(rows(&stage).len(), 8);

    let folder = Folder::new("rank-empty");
    let mut stage = Stage::new(folder, workspace(nobody()), WIDE, ThemeChoice::Dark);
    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    stage.key(Modifiers::COMMAND, Key::Num3);
    assert!(stage.says("No outcome to rank by yet"));
    stage.press("Add an outcome");
    assert_eq!(rows(&stage).len(), 1);
    assert!(rows(&stage)[0].contains(", not rated, "), "nobody has rated it: {:?}", rows(&stage));
}

#[test]
fn find_shows_fewer_rows_with_the_ranks_they_have_among_all() {
    let mut stage = ranking("rank-find");
    stage.key(Modifiers::COMMAND, Key::F);
    stage.write("Find a project in the ranking", "LOGIN");
    assert_eq!(rows(&stage).len(), 1);
    assert!(rows(&stage)[0].starts_with(&format!("Rank 6, {LOGIN}")));
    stage.write("Find a project in the ranking", "nothing at all");
    assert!(stage.shows("No project has"));
    stage.press("Show all projects");
    assert_eq!(rows(&stage).len(), 8);
}

#[test]
fn nothing_is_drawn_while_nothing_moves() {
    let mut stage = ranking("rank-quiet");
    let to = knob(&stage, SAFE, 0.9);
    stage.click(to);
    for _frame in 0..4 {
        stage.step();
        assert!(stage.sleeps() > std::time::Duration::from_mins(1), "{:?}", stage.sleeps());
    }
}

/// So many projects by ten outcomes, rated in steps that make no two the same.
fn rated(projects: u32) -> Vec<u8> {
    let id = |number: u32| Id::from_bits(u64::from(number));
    let mut portfolio = Portfolio::titled("Rated".parse().unwrap());
    for number in 0..10_u32 {
        let weight = Weight::new(f64::from(number) + 1.0).unwrap();
        let outcome = Outcome::named(format!("Outcome {number}").parse().unwrap(), weight);
        portfolio.outcomes.insert(OutcomeId(id(number)), outcome.into());
    }
    for number in 0..projects {
        let mut project = Project::named(format!("Project {number}").parse().unwrap());
        for outcome in 0..10_u32 {
            let mut contribution = Contribution::unrated();
            contribution.level = Some(Level(u8::try_from((number * 7 + outcome * 3) % 5).unwrap()));
            let confidence = (number * 7_919 + outcome * 104_729) % 10_000;
            contribution.confidence = Percent::new(f64::from(confidence) / 100.0).unwrap();
            project.contributions.insert(OutcomeId(id(outcome)), contribution);
        }
        portfolio.projects.insert(ProjectId(id(number)), project.into());
    }
    portolan::file::write(&portfolio, "").unwrap().into_bytes()
}

#[test]
fn the_marks_of_many_projects_are_worked_out_beside_the_window_and_are_the_same() {
    let mut stage = Stage::showing("rank-many-marks", &rated(3_001), nobody());
    stage.key(Modifiers::COMMAND, Key::Num3);
    stage.rest();
    let portfolio = stage.portfolio();
    let values = Values::of(&portfolio);
    let weights = values.weights(&Weights::of(&portfolio).unwrap());
    let expected = steady_top(&values, &weights, &BTreeSet::new(), 5);
    let window = stage.window();
    let Answer::Current(told) = window.workspace().first_told() else { panic!("not there") };
    assert_eq!(told.steady.as_ref(), Some(&expected));
    drop(window);
    let marks = stage.called(Role::Slider, "Outcome 3").accesskit_node().description().unwrap();
    assert!(marks.contains("The first 5 stay the same"), "{marks}");
}
