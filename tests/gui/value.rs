//! Stories of the value: cash by period, cost of ownership, uncertainty, and measures.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use egui::{Key, Modifiers, Pos2, Rect, Role, Vec2};
use portolan::analysis::finance::Choice;
use portolan::analysis::finance::chance::simulate;
use portolan::jobs::Monitor;
use portolan::model::{Item, Portfolio};
use portolan::workspace::{Drawer, Request, Selecting};

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
    // With room for it, all of them are in view.
    let right = crate::stage::WIDE.x;
    assert!(stage.place_of("Profitability: ").right() < right - 320.0, "beside the inspector");
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

/// Somebody who draws no future before the gate is open, and says whether they were asked to stop.
fn held() -> (Drawer, Sender<()>, Receiver<bool>) {
    let (open, gate) = channel::<()>();
    let (tell, told) = channel();
    let gate = Mutex::new(gate);
    let drawer =
        move |portfolio: &Portfolio, choice: &Choice, assumptions, draws, monitor: &Monitor| {
            let gate = gate.lock().unwrap();
            while gate.try_recv().is_err() {
                if let Err(cancelled) = monitor.round(250) {
                    tell.send(true).unwrap();
                    return Err(cancelled);
                }
                std::thread::yield_now();
            }
            tell.send(false).unwrap();
            simulate(portfolio, choice, assumptions, draws, monitor)
        };
    (Arc::new(drawer), open, told)
}

#[test]
fn drawing_can_be_stopped_and_taken_up_again() {
    let (drawer, gate, was_stopped) = held();
    let mut stage = Stage::drawn_by("value-stopped", drawer);
    stage.key(Modifiers::COMMAND, Key::Num8);
    let was_drawn = |stage: &Stage| stage.shows("Worth today P50: ");
    stage.strike(Key::U);
    assert!(stage.shows("Drawing 20\u{202f}000 futures") && !was_drawn(&stage));
    stage.tap("Stop");
    assert_eq!(was_stopped.recv(), Ok(true));
    // However long one waits: nobody draws what was stopped.
    stage.rest();
    assert!(stage.says("Stopped") && !was_drawn(&stage));
    gate.send(()).unwrap();
    stage.tap("Draw them");
    assert_eq!(was_stopped.recv(), Ok(false));
    stage.rest();
    assert!(was_drawn(&stage) && !stage.says("Stopped"));
}

#[test]
fn what_is_in_no_doubt_has_no_curve_but_the_way_to_one() {
    let text = std::fs::read_to_string(samples::path_of(samples::FIRST_STEPS)).unwrap();
    let is_doubt = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with("low:") && !line.starts_with("high:")
    };
    let exact: Vec<&str> = text.lines().filter(is_doubt).collect();
    let mut exact = exact.join("\n");
    if let Some((before, rest)) = exact.split_once("\n  risks: [") {
        let (_, after) = rest.split_once("\n  ],").unwrap();
        exact = format!("{before}{after}");
    }
    let mut stage = Stage::showing("value-certain", exact.as_bytes(), crate::stage::nobody());
    stage.key(Modifiers::COMMAND, Key::Num8);
    stage.key(Modifiers::NONE, Key::U);
    stage.rest();
    assert!(stage.says("Nothing is in doubt") && !stage.shows("Worth today P50: "));
    assert!(stage.shows("Chance of overrun: none"), "{:?}", stage.words());
    assert_eq!(stage.count("0.1\u{202f}%"), 0, "what is certain is told without an error");
    let button = stage
        .all(Role::Button)
        .into_iter()
        .find(|words| words.starts_with("Show ") && words != "Show all");
    let button = button.unwrap();
    stage.press(&button);
    let [Item::Project(id)] = stage.selected()[..] else { panic!("{:?}", stage.selected()) };
    assert_eq!(button, format!("Show {}", stage.portfolio().projects[&id].name));
    // The line is unfolded, with its fields.
    stage.rest();
    assert!(stage.shows("Low") && stage.shows("High"), "{:?}", stage.words());
}

#[test]
fn points_of_the_curve_that_differ_read_differently() {
    let mut stage = value("value-apart");
    stage.key(Modifiers::NONE, Key::U);
    stage.rest();
    stage.press_radio("Benefit");
    let figures: Vec<String> = ["P10", "P50", "P80", "P90"]
        .into_iter()
        .map(|point| stage.words_with(&format!("Benefit {point}: ")))
        .collect();
    let figure = |words: &String| words.split_once(": ").unwrap().1.to_owned();
    let different: std::collections::BTreeSet<String> = figures.iter().map(figure).collect();
    assert_eq!(different.len(), 4, "{figures:?}");
}

#[test]
fn a_card_goes_when_a_dialog_opens_over_it() {
    for key in
        [(Modifiers::NONE, Key::F1), (Modifiers::COMMAND, Key::K), (Modifiers::COMMAND, Key::Comma)]
    {
        for (at, says) in [
            ("Worth today (NPV): ", "Rate of discount"),
            ("Cost of ownership", "What it costs to have it, part by part"),
        ] {
            let mut stage = value("value-card-below");
            let place = stage.place_of(at).center();
            stage.hover(place);
            assert!(stage.shows(says), "the pointer rests on {at}");
            stage.key(key.0, key.1);
            assert!(!stage.shows(says), "{key:?} over {at}");
        }
    }
}

#[test]
fn in_the_smallest_window_every_page_can_be_reached() {
    const PAGES: &str = "Cash flow, Uncertainty, Cost of ownership, Measures, Promises";
    let mut stage = value("value-narrow");
    stage.resize(crate::stage::NARROW);
    let window = Rect::from_min_size(Pos2::ZERO, crate::stage::NARROW + Vec2::splat(16.0));
    for (page, says) in [
        ("Uncertainty", "futures, seed 1"),
        ("Promises", "kept on average"),
        ("Cost of ownership", "Acquisition: "),
    ] {
        let place = stage.called(Role::ComboBox, PAGES).rect();
        assert!(window.contains_rect(place), "{place:?}");
        stage.click(place.center());
        stage.press(page);
        assert!(stage.shows(says), "{page}");
    }
    // With room for it, all ways stand side by side.
    stage.resize(crate::stage::WIDE);
    stage.press_radio("Measures");
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
fn money_that_came_in_is_set_against_what_was_promised() {
    let bank = std::fs::read(samples::path_of("harbour-bank.ron")).unwrap();
    let mut stage = Stage::showing("value-money-kept", &bank, crate::stage::nobody());
    stage.key(Modifiers::COMMAND, Key::Num8);
    stage.key(Modifiers::NONE, Key::P);
    let portfolio = stage.portfolio();
    let found = portolan::analysis::finance::realised(&portfolio);
    let of_money = |rows: Vec<String>| rows.into_iter().filter(|row| row.contains(" realised, "));
    let rows: Vec<String> = of_money(stage.all(Role::ListBoxOption)).collect();
    assert_eq!(rows.len(), found.lines.len() + found.by_project().len(), "{rows:?}");
    assert!(stage.shows("Money of benefits") && stage.shows(" came in, "));
    assert!(stage.shows("Measures of outcomes"));
    // What nobody has counted is named, and leads to where it can be told.
    let untold =
        "Fewer cards issued anew, Card tokens for online payments: nobody has said what came in";
    stage.click(stage.place_of(untold).center());
    stage.rest();
    assert_eq!(stage.selected().len(), 1);
    stage.press("Add what came in");
    let told = |stage: &Stage| {
        let portfolio = stage.portfolio();
        portolan::analysis::finance::realised(&portfolio).untold.len()
    };
    assert_eq!(told(&stage), 0);
    stage.write("Came in 2027-01", "31 000");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.portfolio().projects.values().any(|project| {
        project.benefits.values().any(|line| line.realised.values().any(|it| it.minor == 3_100_000))
    }));
    assert!(!stage.shows(untold));
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
