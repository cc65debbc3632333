//! Stories of the value: cash by period, cost of ownership, uncertainty, and measures.

use egui::{Key, Modifiers, Role};
use portolan::model::Item;
use portolan::workspace::{Request, Selecting};

use crate::samples;
use crate::stage::Stage;

fn value(story: &str) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.key(Modifiers::COMMAND, Key::Num8);
    stage
}

#[test]
fn every_period_says_what_it_comes_to_and_every_figure_is_there() {
    let stage = value("value-cash");
    for figure in ["Cost: ", "Benefit: ", "Worth today (NPV): ", "Return (IRR): ", "Paid back in: "]
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
    for percentile in ["P10", "P50", "P80", "P90"] {
        assert!(stage.shows(&format!("Worth today {percentile}: ")), "{percentile}");
    }
    for odds in ["Worth today (P50): ", "Chance of loss: ", "Chance of overrun: "] {
        assert!(stage.shows(odds), "{odds}");
    }
    assert!(stage.shows("Worth knowing all: ") && stage.shows("EUR, ± "));
    stage.press_radio("Cost");
    assert!(stage.shows("Cost P80: "));
}

#[test]
fn what_chance_moves_is_told_by_input_by_worth_and_by_project() {
    let mut stage = value("value-tornado");
    stage.key(Modifiers::NONE, Key::U);
    stage.rest();
    let bars = |stage: &Stage| {
        let all = stage.all(Role::Button);
        all.into_iter().filter(|words| words.contains(": ")).collect::<Vec<String>>()
    };
    let moves = bars(&stage);
    assert!(moves.len() > 3, "{moves:?}");
    stage.press_radio("Worth knowing");
    let knowing = bars(&stage);
    assert!(knowing.len() < moves.len() || knowing != moves, "{knowing:?}");
    stage.press_radio("By project");
    let projects = bars(&stage);
    let portfolio = stage.portfolio();
    let open = portfolio.projects.values().filter(|project| project.is_open());
    let (bring, without): (Vec<_>, Vec<_>) = open.partition(|it| !it.benefits.is_empty());
    let of_projects = projects.iter().filter(|words| words.ends_with('%')).count();
    assert_eq!(of_projects, bring.len(), "{projects:?}");
    // Where nobody has said what comes in, nothing says how probable a loss is.
    assert!(!without.is_empty());
    let left_out = format!("what they bring: {} projects.", without.len());
    assert!(stage.shows(&left_out), "{:?}", stage.all(Role::Label));
}

#[test]
fn drawing_can_be_stopped_and_taken_up_again() {
    let mut stage = value("value-stopped");
    stage.key(Modifiers::NONE, Key::U);
    let was_drawn = |stage: &Stage| stage.shows("Worth today P50: ");
    assert!(was_drawn(&stage));
    // Another choice is another question.
    stage.key(Modifiers::NONE, Key::C);
    let id = stage.portfolio().projects.keys().next().copied().unwrap();
    stage.ask(Request::Select(Selecting::Only(vec![Item::Project(id)])));
    stage.press_radio("Uncertainty");
    stage.ask(Request::StopSimulating);
    assert!(was_drawn(&stage) || stage.says("Stopped"));
}

#[test]
fn measures_stand_over_time() {
    let mut stage = value("value-measures");
    stage.key(Modifiers::NONE, Key::M);
    assert!(stage.shows("Active readers"));
}

#[test]
fn promises_are_set_against_what_is_there_by_owner() {
    let mut stage = value("value-promises");
    stage.key(Modifiers::NONE, Key::P);
    let portfolio = stage.portfolio();
    let found = portolan::analysis::promises::promises(&portfolio);
    assert!(!found.known.is_empty(), "the sample has promises");
    let rows = stage.all(Role::ListBoxOption);
    assert_eq!(rows.len(), found.known.len(), "{rows:?}");
    assert!(rows.iter().all(|row| row.contains("% kept")), "{rows:?}");
    assert!(stage.shows("kept on average, over "));
}

#[test]
fn what_nobody_said_comes_in_is_not_told_as_zero() {
    let mut text = std::fs::read_to_string(samples::path_of(samples::FIRST_STEPS)).unwrap();
    while let Some((before, _, after)) = samples::parted(&text, "benefits") {
        text = format!("{before}{after}");
    }
    let mut stage = Stage::showing("value-missing", text.as_bytes(), crate::stage::nobody());
    stage.key(Modifiers::COMMAND, Key::Num8);
    assert!(stage.shows("Benefit: no benefit") && stage.shows("Return (ROI): no benefit"));
    assert!(stage.shows("Cost: ") && !stage.shows("Benefit: 0"));
}

#[test]
fn a_figure_explains_itself_to_the_keyboard() {
    let mut stage = value("value-card");
    assert!(!stage.shows("Rate of discount"));
    stage.focus("Worth today (NPV): ");
    assert!(stage.shows("Rate of discount"));
}

#[test]
fn the_sum_so_far_says_where_it_is_lowest() {
    let stage = value("value-sums");
    let horizon = stage.portfolio().calendar.horizon();
    assert_eq!(stage.count(": sum so far "), usize::from(horizon));
}
