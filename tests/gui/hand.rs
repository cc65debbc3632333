//! What a hand does on the map: lines, names, copies, keys.

use egui::{Event, Key, Modifiers, Pos2, Role, pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use portolan::analysis::map::LinkKind;
use portolan::model::{DependencyKind, Item, Portfolio, Timing};
use portolan::workspace::{Command, Request, Selecting};

use crate::stage::{Stage, nobody};

const APP: &str = "Project Library in your pocket";
const CATALOGUE: &str = "Project New library catalogue";
const ROBOT: &str = "Project Sorting robot for returned books";
const MAKERS: &str = "Project Makers' room with 3-D printers";
const STAFF: &str = "Outcome Staff have time for people";
const CHILD: &str = "Outcome Every child reads with us";

fn item(portfolio: &Portfolio, name: &str) -> Item {
    let (sort, name) = name.split_once(' ').unwrap();
    if sort == "Project" {
        let mut all = portfolio.projects.iter();
        Item::Project(*all.find(|(_, record)| record.name.as_str() == name).unwrap().0)
    } else {
        let mut all = portfolio.outcomes.iter();
        Item::Outcome(*all.find(|(_, record)| record.name.as_str() == name).unwrap().0)
    }
}

fn right(stage: &Stage, card: &str) -> Pos2 {
    stage.place(card).right_center()
}

/// Draws a line from a place to a place.
fn draw(stage: &mut Stage, from: Pos2, to: Pos2) {
    let ways = [0.0, 0.05, 0.5, 0.9, 1.0];
    stage.drag(&ways.map(|share| from + (to - from) * share));
    stage.drop_at(to);
}

fn select(stage: &mut Stage, names: &[&str]) {
    let portfolio = stage.portfolio();
    let items = names.iter().map(|name| item(&portfolio, name)).collect();
    stage.ask(Request::Select(Selecting::Only(items)));
}

fn undo_label(stage: &Stage) -> String {
    stage.window().workspace().history().undo_label().unwrap_or_default().to_owned()
}

fn project_pair(portfolio: &Portfolio, one: &str, other: &str) -> Option<DependencyKind> {
    let (one, other) = (item(portfolio, one), item(portfolio, other));
    let mut links = portfolio.dependencies.values();
    let is_it = |from, to| Item::Project(from) == one && Item::Project(to) == other;
    links.find(|link| is_it(link.from, link.to)).map(|link| link.kind)
}

#[test]
fn a_line_from_a_port_to_a_project_asks_which_kind_and_becomes_a_dependency() {
    let mut stage = Stage::first_steps("port");
    let before = stage.portfolio();
    stage.press_card(MAKERS);
    let (from, to) = (right(&stage, MAKERS), stage.place(ROBOT).center());
    draw(&mut stage, from, to);
    assert_eq!(*stage.portfolio(), *before, "nothing happens before the kind is chosen");
    assert!(stage.says("Requires") && stage.says("Together") && stage.says("Excludes"));
    stage.key(Modifiers::NONE, Key::ArrowDown);
    stage.key(Modifiers::NONE, Key::ArrowDown);
    stage.key(Modifiers::NONE, Key::Enter);
    let after = stage.portfolio();
    assert_eq!(project_pair(&after, MAKERS, ROBOT), Some(DependencyKind::Excludes));
    assert!(matches!(stage.selected()[..], [Item::Dependency(_)]));
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *before, "it was one step");
}

#[test]
fn a_line_to_an_outcome_asks_how_strongly_and_enter_takes_the_middle_of_the_ladder() {
    let mut stage = Stage::first_steps("rate");
    stage.press_card(MAKERS);
    let (from, to) = (right(&stage, MAKERS), stage.place(STAFF).center());
    draw(&mut stage, from, to);
    assert!(stage.shows("How strongly does it serve"));
    stage.key(Modifiers::NONE, Key::Enter);
    let portfolio = stage.portfolio();
    let (Item::Project(project), Item::Outcome(outcome)) =
        (item(&portfolio, MAKERS), item(&portfolio, STAFF))
    else {
        panic!();
    };
    let link = &portfolio.projects[&project].contributions[&outcome];
    assert_eq!(portfolio.ladder.rung(link.level.unwrap()).unwrap().name.as_str(), "Moderate");
    assert!((link.confidence.percent() - 100.0).abs() < 1e-9);
    assert_eq!(stage.selected(), [Item::Contribution(project, outcome)]);

    // The same line again is no second one: it selects the first.
    let before = stage.portfolio();
    stage.press_card(MAKERS);
    draw(&mut stage, from, to);
    assert_eq!(stage.selected(), [Item::Contribution(project, outcome)]);
    assert_eq!(*stage.portfolio(), *before);
}

#[test]
fn escape_drops_the_question_and_the_line() {
    let mut stage = Stage::first_steps("drop");
    let before = stage.portfolio();
    stage.press_card(MAKERS);
    let (from, to) = (right(&stage, MAKERS), stage.place(STAFF).center());
    draw(&mut stage, from, to);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.shows("How strongly does it serve"));
    assert_eq!(*stage.portfolio(), *before);
    assert_eq!(stage.selected(), [item(&before, MAKERS)], "the selection is left alone");
}

#[test]
fn a_contradiction_is_refused_in_words() {
    let mut stage = Stage::first_steps("contradiction");
    let before = stage.portfolio();
    // What somebody requires is made to require them in turn.
    let link = before
        .dependencies
        .values()
        .find(|link| matches!(link.kind, DependencyKind::Requires { .. }))
        .unwrap();
    let [needs, needed] =
        [link.from, link.to].map(|id| format!("Project {}", before.projects[&id].name));
    stage.press_card(&needs);
    let (from, to) = (right(&stage, &needs), stage.place(&needed).center());
    draw(&mut stage, from, to);
    stage.key(Modifiers::NONE, Key::Enter);
    assert_eq!(*stage.portfolio(), *before);
    assert!(!stage.told().is_empty());
}

#[test]
fn a_line_to_the_ground_offers_a_new_card_and_adds_both_as_one_step() {
    let mut stage = Stage::first_steps("ground");
    let before = stage.portfolio();
    stage.press_card(MAKERS);
    let from = right(&stage, MAKERS);
    let ground = stage.map().left_top() + vec2(30.0, 30.0);
    draw(&mut stage, from, ground);
    assert!(stage.says("New outcome") && stage.says("New project"));
    stage.key(Modifiers::NONE, Key::Enter);
    stage.key(Modifiers::NONE, Key::Enter);
    let after = stage.portfolio();
    assert_eq!(after.outcomes.len(), before.outcomes.len() + 1);
    let Item::Project(project) = item(&after, MAKERS) else { panic!() };
    let served = |portfolio: &Portfolio| portfolio.projects[&project].contributions.len();
    assert_eq!(served(&after), served(&before) + 1);
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *before);
}

#[test]
fn an_end_of_a_selected_line_can_be_hung_on_another_card() {
    let mut stage = Stage::first_steps("reconnect");
    let before = stage.portfolio();
    let (Item::Project(app), Item::Outcome(child)) = (item(&before, APP), item(&before, CHILD))
    else {
        panic!();
    };
    let straight =
        before.projects[&app].contributions.iter().find(|(_, link)| link.through.is_none());
    let (&outcome, record) = straight.unwrap();
    let target = *before
        .outcomes
        .keys()
        .find(|id| !before.projects[&app].contributions.contains_key(id))
        .unwrap_or(&child);
    stage.ask(Request::Select(Selecting::Only(vec![Item::Contribution(app, outcome)])));
    // The end of the line is somewhere at the left side of its outcome.
    let place = stage.place(&format!("Outcome {}", before.outcomes[&outcome].name));
    let to = stage.place(&format!("Outcome {}", before.outcomes[&target].name)).center();
    let mut height = place.top() + 2.0;
    while height < place.bottom()
        && stage.portfolio().projects[&app].contributions.contains_key(&outcome)
    {
        draw(&mut stage, pos2(place.left() - 1.0, height), to);
        stage.ask(Request::Select(Selecting::Only(vec![Item::Contribution(app, outcome)])));
        height += 6.0;
    }
    let after = stage.portfolio();
    assert!(!after.projects[&app].contributions.contains_key(&outcome));
    assert_eq!(
        after.projects[&app].contributions[&target], *record,
        "level, confidence and rationale stay"
    );
    assert!(undo_label(&stage).starts_with("Reconnect"), "{}", undo_label(&stage));
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *before);
}

#[test]
fn with_the_keyboard_alone_a_card_is_linked_to_another_found_by_letters() {
    let mut stage = Stage::first_steps("connect");
    select(&mut stage, &[MAKERS]);
    stage.key(Modifiers::NONE, Key::L);
    stage.type_words("robot");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.says("Requires Sorting robot for returned books"));
    stage.key(Modifiers::NONE, Key::Enter);
    let kind = project_pair(&stage.portfolio(), MAKERS, ROBOT);
    assert!(matches!(kind, Some(DependencyKind::Requires { .. })), "{kind:?}");
}

#[test]
fn two_selected_cards_are_linked_without_asking_which() {
    let mut stage = Stage::first_steps("connect-two");
    select(&mut stage, &[MAKERS, STAFF]);
    stage.key(Modifiers::NONE, Key::L);
    stage.reach(Role::MenuItem, "Strong");
    let portfolio = stage.portfolio();
    let (Item::Project(project), Item::Outcome(outcome)) =
        (item(&portfolio, MAKERS), item(&portfolio, STAFF))
    else {
        panic!()
    };
    let level = portfolio.projects[&project].contributions[&outcome].level.unwrap();
    assert_eq!(portfolio.ladder.rung(level).unwrap().name.as_str(), "Strong");
}

#[test]
fn a_name_is_edited_where_it_stands_and_tab_goes_to_the_next() {
    let mut stage = Stage::first_steps("rename");
    select(&mut stage, &[APP]);
    stage.key(Modifiers::NONE, Key::F2);
    stage.type_words("Pocket library");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.label_of_card("Project Pocket library").contains("score"));
    assert_eq!(undo_label(&stage), "Rename Library in your pocket to Pocket library");

    let before = stage.portfolio();
    stage.key(Modifiers::NONE, Key::F2);
    stage.type_words("Never mind");
    stage.key(Modifiers::NONE, Key::Escape);
    assert_eq!(*stage.portfolio(), *before);
    assert_eq!(stage.selected().len(), 1);

    stage.key(Modifiers::NONE, Key::F2);
    stage.type_words("One");
    stage.key(Modifiers::NONE, Key::Tab);
    stage.type_words("Two");
    stage.key(Modifiers::NONE, Key::Enter);
    let names: Vec<String> =
        stage.portfolio().projects.values().map(|record| record.name.to_string()).collect();
    assert!(names.contains(&"One".to_owned()));
    assert!(stage.shows("Two"));
}

#[test]
fn a_double_click_on_a_card_edits_its_name() {
    let mut stage = Stage::first_steps("double");
    let place = stage.place(ROBOT).center();
    stage.double_click(place);
    stage.type_words("Robot");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.shows("Project Robot"));
}

#[test]
fn a_duplicate_stands_beside_the_old_serves_the_same_and_is_one_step() {
    let mut stage = Stage::first_steps("duplicate");
    let before = stage.portfolio();
    select(&mut stage, &[APP]);
    stage.key(Modifiers::COMMAND, Key::D);
    let after = stage.portfolio();
    let (Item::Project(old), Item::Project(new)) =
        (item(&after, APP), item(&after, "Project Library in your pocket copy"))
    else {
        panic!()
    };
    assert_eq!(after.projects[&old].contributions, after.projects[&new].contributions);
    assert_eq!(stage.selected(), [Item::Project(new)]);
    let (one, other) =
        (after.projects[&old].costs.keys().next(), after.projects[&new].costs.keys().next());
    assert_ne!(one, other, "lines of cost have ids of their own");
    let copy = stage.place("Project Library in your pocket copy");
    for name in [CATALOGUE, "Project One login for readers", "Project Reading boxes for schools"] {
        let other = stage.place(name);
        assert!(!other.shrink(1.0).intersects(copy), "the copy lies on {name}");
    }
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *before);
}

#[test]
fn what_is_copied_in_one_window_is_pasted_in_another() {
    let mut one = Stage::first_steps("copy");
    select(&mut one, &[APP, CATALOGUE]);
    let text = one.window().workspace().copied().unwrap();
    let empty = b"(format: 1, min_reader: 1, title: \"Other\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: 8,
        outcomes: [(id: \"0000000000a1\", name: \"Every child reads with us\", weight: 1.0)])";
    let mut other = Stage::showing("paste", empty, nobody());
    other.send(Event::Paste(text));
    let portfolio = other.portfolio();
    assert_eq!(portfolio.projects.len(), 2);
    assert_eq!(portfolio.outcomes.len(), 1, "outcomes that were not copied do not come along");
    assert_eq!(other.selected().len(), 2);
    assert!(other.told().iter().any(|words| words.starts_with("Left out")), "{:?}", other.told());
    assert_eq!(undo_label(&other), "Paste 2 cards");

    other.send(Event::Paste("Dear Anna,".to_owned()));
    assert!(other.told().iter().any(|words| words.contains("no records of a portfolio")));
    assert_eq!(*other.portfolio(), *portfolio);
}

#[test]
fn cut_takes_away_what_it_copies() {
    let mut stage = Stage::first_steps("cut");
    select(&mut stage, &[ROBOT]);
    let text = stage.window().workspace().copied().unwrap();
    stage.send(Event::Cut);
    assert!(!stage.shows(ROBOT));
    stage.send(Event::Paste(text));
    assert!(stage.shows(ROBOT));
}

#[test]
fn aligned_cards_share_an_edge_and_it_is_one_step() {
    let mut stage = Stage::first_steps("align");
    let before = stage.portfolio();
    select(&mut stage, &[APP, CATALOGUE, ROBOT]);
    stage.press("Align left");
    let lefts = [APP, CATALOGUE, ROBOT].map(|card| stage.place(card).left());
    assert!(lefts.iter().all(|left| (left - lefts[0]).abs() < 0.6), "{lefts:?}");
    assert_eq!(undo_label(&stage), "Align 3 cards");
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *before);

    select(&mut stage, &[APP, CATALOGUE, ROBOT]);
    stage.press("Distribute down");
    assert_eq!(undo_label(&stage), "Distribute 3 cards");
    select(&mut stage, &[APP]);
    stage.ask(Request::Run(Command::AlignTop));
    assert!(stage.told().iter().any(|words| words.contains("2 cards or more")));
}

#[test]
fn focus_and_blast_radius_are_told_in_words_and_escape_leaves_them_first() {
    let mut stage = Stage::first_steps("focus");
    select(&mut stage, &[CATALOGUE]);
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.shows("Focus on New library catalogue"));
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.shows("Focus on"));
    assert_eq!(stage.selected().len(), 1);
    stage.key(Modifiers::NONE, Key::B);
    assert!(stage.shows("If New library catalogue slips"));
    assert!(stage.shows("wait for it; ") && stage.shows("points of contributions to"));
    stage.key(Modifiers::NONE, Key::B);
    assert!(!stage.shows("slips"));
}

#[test]
fn finding_goes_round_the_matches_and_selects_each() {
    let mut stage = Stage::first_steps("find");
    stage.key(Modifiers::COMMAND, Key::F);
    stage.type_words("library");
    let found = |stage: &Stage| stage.portfolio().has(stage.selected()[0]);
    assert!(stage.selected().is_empty());
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(found(&stage) && stage.shows("1 of "));
    let first = stage.selected();
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.shows("2 of ") && stage.selected() != first);
    stage.key(Modifiers::SHIFT, Key::Enter);
    assert_eq!(stage.selected(), first);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.shows("1 of "));
    assert_eq!(stage.selected(), first, "closing leaves the selection");
}

#[test]
fn arrows_walk_along_lines_and_with_ctrl_they_move() {
    let mut stage = Stage::first_steps("walk");
    stage.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(stage.selected().len(), 1, "the first press takes the first card");
    select(&mut stage, &[APP]);
    stage.key(Modifiers::NONE, Key::ArrowRight);
    let portfolio = stage.portfolio();
    let reached = stage.selected()[0];
    let links = portolan::analysis::map::links(&portfolio);
    assert!(links.iter().any(|link| link.from == item(&portfolio, APP) && link.to == reached));
    stage.key(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(stage.selected().len(), 2);

    select(&mut stage, &[APP]);
    let before = stage.place(APP).center();
    stage.key(Modifiers::COMMAND, Key::ArrowDown);
    let moved = stage.place(APP).center() - before;
    assert!(moved.y > 1.0 && moved.x.abs() < 0.6, "{moved}");

    stage.key(Modifiers::NONE, Key::Period);
    assert!(matches!(stage.selected()[..], [Item::Contribution(..) | Item::Dependency(_)]));
    stage.key(Modifiers::NONE, Key::ArrowRight);
    assert!(!matches!(stage.selected()[..], [Item::Contribution(..) | Item::Dependency(_)]));
}

#[test]
fn every_line_has_a_name_and_can_be_selected_by_it() {
    let mut stage = Stage::first_steps("names");
    let portfolio = stage.portfolio();
    let links = portolan::analysis::map::links(&portfolio);
    let link = links
        .iter()
        .find(|link| {
            let before = DependencyKind::Requires { timing: Timing::FinishToStart };
            link.kind == LinkKind::Dependency(before)
        })
        .unwrap();
    let name = |item| portolan::wording::item_label(&portfolio, item);
    let requires = format!("Requires: {} before {}", name(link.from), name(link.to));
    stage.called(Role::ListBoxOption, &requires).click_accesskit();
    stage.rest();
    assert_eq!(stage.selected(), [link.item]);
    assert!(stage.is_lit(&requires));
    assert!(stage.shows(" serves ") && stage.shows("% sure"));
}

#[test]
fn a_right_click_offers_what_can_be_done() {
    let mut stage = Stage::first_steps("menu");
    let place = stage.place(ROBOT).center();
    stage.click_right(place);
    assert_eq!(stage.selected(), [item(&stage.portfolio(), ROBOT)]);
    assert!(stage.shows("Blast radius") && stage.shows("Connect…"));
    let duplicate = stage.button_with("Duplicate").rect().center();
    stage.click(duplicate);
    assert!(stage.shows("Project Sorting robot for returned books copy"));

    let ground = stage.map().left_top() + vec2(30.0, 30.0);
    stage.click_right(ground);
    let add = stage.button_with("Add project here").rect().center();
    stage.click(add);
    stage.type_words("Reading garden");
    stage.key(Modifiers::NONE, Key::Enter);
    let portfolio = stage.portfolio();
    assert!(portfolio.pins.contains_key(&item(&portfolio, "Project Reading garden")));
}

#[test]
fn dragged_cards_come_into_line_with_others() {
    let mut stage = Stage::first_steps("snap");
    let (from, other) = (stage.place(ROBOT), stage.place(MAKERS));
    let wanted = other.left() + 3.0 - from.left();
    let to = from.center() + vec2(wanted, 37.0);
    draw(&mut stage, from.center(), to);
    assert!((stage.place(ROBOT).left() - other.left()).abs() < 0.6);
}

#[test]
fn a_drag_at_the_edge_moves_the_map_on() {
    let mut stage = Stage::first_steps("edge");
    let still = stage.place(CATALOGUE).center();
    let from = stage.place(ROBOT).center();
    let edge = stage.map().left_center() + vec2(4.0, 0.0);
    stage.drag(&[from, from + (edge - from) * 0.5, edge]);
    stage.step();
    stage.key(Modifiers::NONE, Key::Escape);
    stage.drop_at(edge);
    assert!(stage.place(CATALOGUE).center().x > still.x + 10.0);
}

#[test]
fn what_cannot_be_done_is_grey() {
    let mut stage = Stage::first_steps("grey");
    let is_grey = |stage: &mut Stage, menu: &str, entry: &str| {
        stage.press(menu);
        let is_grey = stage.button_with(entry).accesskit_node().is_disabled();
        stage.press(menu);
        is_grey
    };
    assert!(is_grey(&mut stage, "Arrange", "Align left"));
    assert!(!is_grey(&mut stage, "Arrange", "Arrange by outcome"));
    assert!(is_grey(&mut stage, "Edit", "Duplicate"));
    select(&mut stage, &[APP]);
    assert!(is_grey(&mut stage, "Arrange", "Align left"), "that takes two");
    assert!(!is_grey(&mut stage, "Edit", "Duplicate"));
}

#[test]
fn a_hint_goes_away_by_itself_and_trouble_does_not() {
    let mut stage = Stage::first_steps("hint");
    stage.ask(Request::Run(Command::AlignLeft));
    stage.ask(Request::Open("/nowhere/at-all.ron".into()));
    assert_eq!(stage.told().len(), 2, "{:?}", stage.told());
    for _ in 0..40 {
        stage.step();
    }
    assert_eq!(stage.told().len(), 1, "{:?}", stage.told());
    assert!(stage.told()[0].contains("at-all.ron"));
}

#[test]
fn a_new_change_can_be_added_and_comes_into_view() {
    let mut stage = Stage::first_steps("change");
    let before = stage.portfolio();
    stage.ask(Request::Run(Command::AddChange));
    stage.rest();
    assert!(stage.map().contains(stage.place("Change New change").center()));
    assert!(matches!(stage.selected()[..], [Item::Change(_)]));
    assert_eq!(undo_label(&stage), "Add change New change");
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *before);
}
