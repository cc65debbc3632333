//! Stories of the plan: what is funded, what is tried out, what is forced, and what follows from it.

use egui::{Key, Modifiers, Pos2, Role, pos2, vec2};
use portolan::analysis::optimise::robust::{CostsKnown, Known};
use portolan::analysis::optimise::{Objective, When};
use portolan::model::{Force, Item, Portfolio, ProjectId};
use portolan::workspace::{Command, Study, Topic, Trying};

use crate::samples::{FIRST_STEPS, path_of};
use crate::stage::{NARROW, Stage, nobody};

const BOXES: &str = "Reading boxes for schools";
const ROBOT: &str = "Sorting robot for returned books";
const MONEY: &str = "Project money";

fn plan(story: &str) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.resize(vec2(1900.0, 1300.0));
    stage.key(Modifiers::COMMAND, Key::Num5);
    stage.rest();
    stage
}

fn cards(stage: &Stage, pile: &str) -> Vec<String> {
    let part = format!(", {pile}, ");
    stage.all(Role::ListBoxOption).into_iter().filter(|label| label.contains(&part)).collect()
}

fn project(portfolio: &Portfolio, name: &str) -> ProjectId {
    let mut named = portfolio.projects.iter().filter(|(_, project)| project.name.as_str() == name);
    *named.next().unwrap().0
}

fn trying(stage: &Stage) -> Trying {
    stage.window().workspace().funding().trying().clone()
}

fn undo_label(stage: &Stage) -> Option<String> {
    stage.window().workspace().history().undo_label().map(str::to_owned)
}

/// Where the knob of a slider is when it stands at this part of its way.
fn knob(stage: &Stage, name: &str, part: f32) -> Pos2 {
    let rect = stage.called(Role::Slider, name).rect();
    pos2(rect.left() + 7.0 + (rect.width() - 14.0) * part, rect.center().y)
}

#[test]
fn the_plan_is_there_without_asking_and_every_open_project_is_in_one_pile() {
    let stage = plan("fund-piles");
    let (funded, left) = (cards(&stage, "Funded"), cards(&stage, "Not funded"));
    assert_eq!(funded.len() + left.len(), 8, "{funded:?} {left:?}");
    assert!(stage.says(&format!("{} of 8 funded", funded.len())));
    assert!(stage.shows("Optimal, proven"));
    assert!(funded[0].starts_with(&format!("{BOXES}, Funded, 24.2, ")), "{funded:?}");
}

#[test]
fn a_card_that_is_dragged_to_the_other_pile_is_forced_with_a_reason_as_one_step() {
    let mut stage = plan("fund-force");
    let (from, to) = (stage.place(ROBOT).center(), stage.place(BOXES).center());
    stage.drag(&[from, from + vec2(-20.0, 0.0), to + vec2(4.0, 0.0)]);
    stage.drop_at(to);
    assert!(stage.says(&format!("Force in: {ROBOT}")));
    assert!(!stage.window().workspace().is_changed(), "nothing is forced before it is confirmed");
    stage.type_words("The board has promised it");
    stage.key(Modifiers::NONE, Key::Enter);
    let portfolio = stage.portfolio();
    let forced = &portfolio.forced[&project(&portfolio, ROBOT)];
    assert_eq!(forced.force, Force::In);
    assert_eq!(&*forced.reason, "The board has promised it");
    assert_eq!(cards(&stage, "Forced in").len(), 1);
    assert_eq!(undo_label(&stage).as_deref(), Some(&*format!("Force {ROBOT} in")));
    stage.key(Modifiers::COMMAND, Key::Z);
    assert!(cards(&stage, "Forced in").is_empty());
}

#[test]
fn escape_puts_a_carried_card_back_and_gives_the_reason_up() {
    let mut stage = plan("fund-escape");
    let (from, to) = (stage.place(ROBOT).center(), stage.place(BOXES).center());
    stage.drag(&[from, from + vec2(-20.0, 0.0), to]);
    stage.key(Modifiers::NONE, Key::Escape);
    stage.drop_at(to);
    assert!(!stage.says(&format!("Force in: {ROBOT}")));
    stage.drag(&[from, from + vec2(-20.0, 0.0), to]);
    stage.drop_at(to);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.says(&format!("Force in: {ROBOT}")));
    assert!(!stage.window().workspace().is_changed());
}

#[test]
fn the_keys_walk_the_cards_and_force_the_selected_one() {
    let mut stage = plan("fund-keys");
    stage.key(Modifiers::NONE, Key::ArrowDown);
    let portfolio = stage.portfolio();
    assert_eq!(stage.selected(), [Item::Project(project(&portfolio, BOXES))]);
    stage.key(Modifiers::NONE, Key::O);
    assert!(stage.says(&format!("Force out: {BOXES}")));
    stage.key(Modifiers::NONE, Key::Enter);
    assert_eq!(cards(&stage, "Forced out").len(), 1);
    stage.key(Modifiers::NONE, Key::U);
    assert!(stage.portfolio().forced.is_empty());
}

#[test]
fn a_budget_is_tried_while_its_slider_is_pulled_and_kept_only_when_said_so() {
    let mut stage = plan("fund-try");
    let before = cards(&stage, "Funded");
    let (from, to) = (knob(&stage, MONEY, 0.625), knob(&stage, MONEY, 0.2));
    stage.drag(&[from, from + vec2(-20.0, 0.0), to]);
    stage.rest();
    let held = cards(&stage, "Funded");
    assert!(held.len() < before.len(), "{held:?}");
    stage.drop_at(to);
    assert_eq!(trying(&stage).budgets.len(), 1);
    assert!(!stage.window().workspace().is_changed(), "what is tried changes nothing");
    assert!(stage.all(Role::ListBoxOption).iter().any(|card| card.ends_with(", leaves")));

    stage.press("Keep as a scenario…");
    stage.type_words("Half the money");
    stage.key(Modifiers::NONE, Key::Enter);
    let portfolio = stage.portfolio();
    let (id, scenario) = portfolio.scenarios.iter().last().unwrap();
    assert_eq!(scenario.name.as_str(), "Half the money");
    assert_eq!(scenario.budgets.len(), 1);
    assert_eq!(trying(&stage), Trying { scenario: Some(*id), ..Trying::default() });
    assert_eq!(cards(&stage, "Funded"), held);
}

#[test]
fn the_reasons_for_the_selected_project_are_told_beside_the_frontier() {
    let mut stage = plan("fund-why");
    assert!(stage.shows("Select a project to see why"));
    stage.press_card(ROBOT);
    stage.rest();
    assert!(stage.shows("Out: the best plan with it is worth"), "{:?}", stage.all(Role::Label));
}

#[test]
fn a_point_of_the_frontier_tries_its_budget() {
    let mut stage = plan("fund-frontier");
    let tabs = stage.all(Role::Tab);
    assert!(tabs.iter().any(|tab| tab == "Frontier"), "{tabs:?}");
    let points = stage.all(Role::Button);
    let cheapest = points.iter().rfind(|name| name.starts_with("Plan for ")).unwrap().clone();
    let place = stage.called(Role::Button, &cheapest).rect().center();
    stage.click(place);
    assert!(trying(&stage).is_trying());
}

#[test]
fn the_plan_is_agreed_on_after_a_look_at_what_is_different() {
    let mut stage = plan("fund-agree");
    stage.press("Agree on this plan…");
    assert!(stage.says("Agree on this plan?"));
    stage.press("Agree");
    let funded = cards(&stage, "Funded").len();
    assert_eq!(stage.portfolio().plan.len(), funded);
    assert_eq!(undo_label(&stage), Some(format!("Agree on a plan of {funded} projects")));
    stage.press("Agree on this plan…");
    assert!(stage.says("It is the plan that was agreed already."));
}

#[test]
fn limits_that_contradict_each_other_are_named_with_ways_out() {
    let text = std::fs::read_to_string(path_of(FIRST_STEPS)).unwrap();
    let mut stage = Stage::showing("fund-conflict", text.as_bytes(), nobody());
    stage.key(Modifiers::COMMAND, Key::Num5);
    let id = project(&stage.portfolio(), ROBOT);
    let reason = portolan::model::Text::default();
    let forced = portolan::model::Forced {
        force: Force::In,
        reason,
        unread: portolan::model::Unread::default(),
    };
    stage.ask(portolan::workspace::Request::Edit(portolan::edit::Edit::Force(id, Some(forced))));
    let money = *stage.portfolio().budgets.keys().next().unwrap();
    let next = Trying {
        budgets: [(money, portolan::model::Money::from_minor(100_000))].into(),
        ..Trying::default()
    };
    stage.ask(portolan::workspace::Request::Try(Box::new(next)));
    stage.rest();
    assert!(stage.says("No plan keeps to all limits"));
    assert!(
        stage.says(&format!("Leave “{ROBOT}” to the calculation")),
        "{:?}",
        stage.all(Role::Button)
    );
    stage.press(&format!("Leave “{ROBOT}” to the calculation"));
    assert!(stage.portfolio().forced.is_empty());
}

#[test]
fn the_smallest_window_still_shows_the_piles() {
    let mut stage = plan("fund-narrow");
    stage.resize(NARROW);
    stage.key(Modifiers::COMMAND, Key::I);
    assert!(!cards(&stage, "Funded").is_empty());
}

/// Opens a pane by its tab, so that only what it shows is worked on beside the others.
fn pane(stage: &mut Stage, name: &str) {
    let place = stage.called(Role::Tab, name).rect().center();
    stage.click(place);
}

#[test]
fn what_holds_whatever_comes_is_counted_and_asked_anew_with_costs_in_doubt() {
    let mut stage = plan("fund-robust");
    pane(&mut stage, "Robust");
    assert!(stage.shows("Exact: of ") || stage.shows("Sampled: the best plans"));
    assert!(stage.shows(" core") && stage.shows("What the plan as it stands may lose"));
    let before = stage.window().workspace().funding().taken_as_known().unwrap();
    let place = stage.find(Role::ComboBox, "Known of costs").rect().center();
    stage.click(place);
    stage.press("Costs: low to high");
    let after = stage.window().workspace().funding().taken_as_known().unwrap();
    assert_eq!(before.costs, CostsKnown::Likely);
    assert_eq!(after, Known { costs: CostsKnown::Ranges, ..before });
    let funding = stage.window();
    let funding = funding.workspace().funding();
    let Some((Ok(Study::Robust(known, robust)), true)) = funding.study(Topic::Robust) else {
        panic!("it was not asked anew");
    };
    assert_eq!(*known, after);
    assert_eq!(robust.core.len(), 8);
}

#[test]
fn a_project_of_the_robust_list_is_selected_with_a_click() {
    let mut stage = plan("fund-robust-click");
    pane(&mut stage, "Robust");
    let lines = stage.all(Role::Button);
    let line = lines.iter().find(|name| name.contains(", core index ")).unwrap().clone();
    stage.reach(Role::Button, &line);
    assert_eq!(stage.selected().len(), 1);
}

/// What a project can be over all weights; what is only found so is told apart from what is proved.
const STANDINGS: [&str; 5] =
    ["core", "in all plans found", "borderline", "in no plan found", "exterior"];

#[test]
fn the_lens_core_index_counts_core_borderline_and_exterior_on_the_map() {
    let mut stage = Stage::first_steps("fund-lens-core");
    stage.ask(portolan::workspace::Request::Run(Command::LensCore));
    stage.rest();
    let counts: Vec<usize> = stage
        .words()
        .iter()
        .filter_map(|label| {
            let (name, count) = label.split_once(": ")?;
            STANDINGS.contains(&name).then(|| count.parse().unwrap())
        })
        .collect();
    assert_eq!(counts.iter().sum::<usize>(), 8, "{:?}", stage.words());
}

#[test]
fn scenarios_stand_side_by_side_with_people_money_and_the_plan_that_does_least_badly() {
    let mut stage = plan("fund-scenarios");
    pane(&mut stage, "Scenarios");
    assert!(stage.shows("Least bad in all: a plan of"), "{:?}", stage.words());
    let portfolio = stage.portfolio();
    for role in portfolio.roles.values() {
        assert!(stage.words().iter().filter(|says| **says == *role.name).count() >= 2);
    }
    let money =
        stage.words().iter().filter(|says| says.contains(" of ") && says.ends_with('%')).count();
    assert!(money >= 3 * portfolio.leaves().count(), "{:?}", stage.words());
    let place = stage.called(Role::RadioButton, "City cuts the budget by 30 %").rect().center();
    stage.click(place);
    assert_eq!(trying(&stage).scenario, portfolio.scenarios.keys().next().copied());
}

#[test]
fn each_limit_has_its_price() {
    let mut stage = plan("fund-prices");
    pane(&mut stage, "Price of limits");
    let told = stage.words();
    assert!(told.iter().any(|says| says == &format!("The total of “{MONEY}”")), "{told:?}");
    assert!(told.iter().any(|says| says.ends_with(" points")), "{told:?}");
}

#[test]
fn fewer_people_are_tried_with_their_slider_and_forgotten_again() {
    let mut stage = plan("fund-people");
    let portfolio = stage.portfolio();
    let (id, role) = portfolio.roles.iter().next().unwrap();
    let name = role.name.to_string();
    let (from, to) = (knob(&stage, &name, 0.625), knob(&stage, &name, 0.1));
    stage.drag(&[from, from + vec2(-20.0, 0.0), to]);
    stage.drop_at(to);
    assert!(trying(&stage).capacities[id] < *role.capacity.values().next().unwrap());
    stage.press("Forget what is tried");
    assert_eq!(trying(&stage), Trying::default());
}

#[test]
fn a_budget_is_tried_by_keys_alone() {
    let mut stage = plan("fund-slider-keys");
    stage.called(Role::Slider, MONEY).focus();
    stage.rest();
    stage.key(Modifiers::NONE, Key::ArrowLeft);
    let id = *stage.portfolio().budgets.keys().next().unwrap();
    let before = stage.portfolio().budgets[&id].total.unwrap();
    assert!(trying(&stage).budgets[&id] < before);
}

#[test]
fn a_forced_card_that_is_dragged_back_is_left_to_the_calculation() {
    let mut stage = plan("fund-unforce");
    stage.key(Modifiers::NONE, Key::ArrowDown);
    stage.key(Modifiers::NONE, Key::O);
    stage.key(Modifiers::NONE, Key::Enter);
    assert_eq!(cards(&stage, "Forced out").len(), 1);
    let (from, to) = (stage.place(BOXES).center(), stage.place(ROBOT).center());
    stage.drag(&[from, from + vec2(-20.0, 0.0), to]);
    stage.drop_at(to);
    assert!(stage.portfolio().forced.is_empty());
}

#[test]
fn what_is_chosen_by_and_whether_starts_are_chosen_can_be_changed() {
    let mut stage = plan("fund-objective");
    let place = stage.called(Role::RadioButton, "What only").rect().center();
    stage.click(place);
    assert_eq!(trying(&stage).when, When::Earliest);
    let place = stage.find(Role::ComboBox, "Choose by").rect().center();
    stage.click(place);
    stage.press("Net present value");
    assert_eq!(trying(&stage).objective, Objective::Npv);
}

#[test]
fn the_status_bar_tells_what_is_funded_what_it_costs_and_who_is_tightest() {
    let mut stage = plan("fund-status");
    stage.key(Modifiers::COMMAND, Key::Num1);
    let words = |stage: &Stage| stage.words().join("\n");
    assert!(stage.shows(" of 8 funded"));
    let window = stage.window();
    let load = window.workspace().funding().found().unwrap().busiest_role().unwrap();
    let name = window.workspace().portfolio().roles[&load.role].name.to_string();
    drop(window);
    let start: String = name.chars().take(10).collect();
    assert!(words(&stage).lines().any(|line| line.contains(" of ") && line.contains(&start)));
}

#[test]
fn the_letters_of_the_frontier_are_named() {
    let mut stage = plan("fund-letters");
    let marks: Vec<String> = stage.words();
    let starts = |words: &str| marks.iter().any(|says| says.starts_with(words));
    assert!(starts("Going down the ranking: "), "{marks:?}");
    assert!(starts("Approved and active projects: ") || starts("The agreed plan: "), "{marks:?}");
    stage.press("Agree on this plan…");
    stage.press("Agree");
    assert!(stage.words().iter().any(|says| says.starts_with("The agreed plan: ")));
}

#[test]
fn money_that_is_tried_without_a_budget_is_kept_as_one() {
    let text = std::fs::read_to_string(path_of(FIRST_STEPS)).unwrap();
    let mut stage = Stage::showing("fund-no-budget", text.as_bytes(), nobody());
    stage.resize(vec2(1900.0, 1300.0));
    let id = *stage.portfolio().budgets.keys().next().unwrap();
    let remove = portolan::edit::Edit::Remove(Item::Budget(id));
    stage.ask(portolan::workspace::Request::Edit(remove));
    stage.ask(portolan::workspace::Request::Run(Command::ShowFund));
    stage.rest();
    let (from, to) =
        (knob(&stage, "Money for everything", 0.9), knob(&stage, "Money for everything", 0.4));
    stage.drag(&[from, from + vec2(-20.0, 0.0), to]);
    stage.drop_at(to);
    let spend = trying(&stage).spend.unwrap();
    assert!(!stage.says("Keep as a scenario…"), "a scenario cannot hold it");
    stage.press("Keep as a budget");
    let portfolio = stage.portfolio();
    assert_eq!(portfolio.budgets.values().next().unwrap().total, Some(spend));
    assert!(!trying(&stage).is_trying());
}
