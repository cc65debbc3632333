//! What is seen and done on the map.

use egui::{Key, Modifiers, Pos2, Rect, Vec2, pos2, vec2};
use portolan::analysis::map::{card_size, cards};
use portolan::model::{Item, Portfolio};
use portolan::workspace::Request;

use crate::stage::{Stage, nobody};

const APP: &str = "Project Library in your pocket";
const CATALOGUE: &str = "Project New library catalogue";

/// How the name of a card begins.
fn begin(portfolio: &Portfolio, item: Item) -> String {
    match item {
        Item::Project(id) => format!("Project {}", portfolio.projects[&id].name),
        Item::Outcome(id) => format!("Outcome {}", portfolio.outcomes[&id].name),
        Item::Change(id) => format!("Change {}", portfolio.changes[&id].name),
        Item::Measure(outcome, id) => {
            format!("Measure {}", portfolio.outcomes[&outcome].measures[&id].name)
        }
        _ => String::new(),
    }
}

fn item(portfolio: &Portfolio, name: &str) -> Item {
    cards(portfolio).into_iter().find(|item| begin(portfolio, *item) == name).unwrap()
}

/// Every card with where it is on the screen.
fn places(stage: &Stage) -> Vec<(Item, Rect)> {
    let portfolio = stage.portfolio();
    let place = |item| (item, stage.place(&begin(&portfolio, item)));
    cards(&portfolio).into_iter().map(place).collect()
}

fn check_near(one: Pos2, other: Pos2) {
    assert!((one - other).length() < 0.6, "{one} is not {other}");
}

#[test]
fn everything_has_a_card_and_no_two_cards_overlap() {
    let stage = Stage::first_steps("cards");
    let places = places(&stage);
    let portfolio = stage.portfolio();
    let measures: usize = portfolio.outcomes.values().map(|outcome| outcome.measures.len()).sum();
    assert_eq!(places.len(), 8 + 4 + 1 + measures);
    for (number, (item, place)) in places.iter().enumerate() {
        assert!(stage.map().contains_rect(*place), "{item:?}");
        for (other, there) in &places[..number] {
            assert!(!place.intersects(*there), "{item:?} lies over {other:?}");
        }
    }
}

#[test]
fn a_click_on_a_card_selects_it_and_the_inspector_shows_it() {
    let mut stage = Stage::first_steps("click");
    assert!(!stage.is_lit(APP));
    stage.press_card(APP);
    assert!(stage.is_lit(APP) && !stage.is_lit(CATALOGUE));
    assert_eq!(stage.field("Name").value().as_deref(), Some("Library in your pocket"));
    let ground = stage.map().left_top() + vec2(4.0, 4.0);
    stage.click(ground);
    assert!(stage.selected().is_empty() && !stage.is_lit(APP));
}

#[test]
fn a_dragged_card_is_where_it_was_let_go_and_so_says_the_file() {
    let mut stage = Stage::first_steps("drag");
    let portfolio = stage.portfolio();
    let card = item(&portfolio, CATALOGUE);
    let stood = stage.window().workspace().places().latest().unwrap()[&card];
    assert!(!portfolio.pins.contains_key(&card));
    let before = stage.place(CATALOGUE);
    let zoom = before.width() / card_size(card).0;
    let way = vec2(41.0, -57.0);
    // A slow hand: the first steps are too short to tell a drag from a click.
    let steps = [0.0, 0.02, 0.05, 0.4, 1.0].map(|share| before.center() + way * share);
    // With Alt it comes into line with nothing.
    stage.hold_modifiers(Modifiers::ALT);
    stage.drag(&steps);
    stage.drop_at(steps[4]);
    stage.hold_modifiers(Modifiers::NONE);

    check_near(stage.place(CATALOGUE).center(), before.center() + way);
    assert_eq!(stage.selected(), [card]);
    let history = stage.window().workspace().history().undo_label().unwrap().to_owned();
    assert_eq!(history, "Move New library catalogue");

    let target = stage.folder.path("moved.ron");
    stage.ask(Request::SaveTo(target));
    let pin = stage.folder.portfolio("moved.ron").pins[&card];
    let expected = (stood.x + way.x / zoom, stood.y + way.y / zoom);
    let wrong = (f64::from(pin.x()) - f64::from(expected.0))
        .abs()
        .max((f64::from(pin.y()) - f64::from(expected.1)).abs());
    assert!(wrong < 0.75, "{pin:?} is not {expected:?}");

    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *portfolio);
    check_near(stage.place(CATALOGUE).center(), before.center());
}

#[test]
fn escape_in_the_middle_of_a_drag_leaves_the_card_where_it_was() {
    let mut stage = Stage::first_steps("escape");
    let portfolio = stage.portfolio();
    let before = stage.place(APP);
    let target = before.center() + vec2(120.0, 40.0);
    stage.drag(&[before.center(), before.center() + vec2(60.0, 20.0), target]);
    stage.key(Modifiers::NONE, Key::Escape);
    stage.drop_at(target + vec2(30.0, 30.0));
    assert_eq!(*stage.portfolio(), *portfolio);
    assert!(!stage.window().workspace().is_changed());
    check_near(stage.place(APP).center(), before.center());
}

/// A place to draw a band to, so that it touches this card and others, but not all; and what it touches.
fn band(places: &[(Item, Rect)], from: Pos2, wanted: Item) -> (Pos2, Vec<Item>) {
    let touched = |to: Pos2| {
        let band = Rect::from_two_pos(from, to);
        let touched = places.iter().filter(|(_, place)| band.intersects(*place));
        let mut touched: Vec<Item> = touched.map(|(item, _)| *item).collect();
        touched.sort();
        (to, touched)
    };
    let fits = |touched: &[Item]| {
        touched.contains(&wanted) && touched.len() > 2 && touched.len() < places.len()
    };
    let mut all = places.iter().map(|(_, place)| touched(place.center()));
    all.find(|(_, touched)| fits(touched)).unwrap()
}

#[test]
fn a_band_selects_what_it_touches_and_delete_takes_it_with_what_hangs_on_it() {
    let mut stage = Stage::first_steps("band");
    let portfolio = stage.portfolio();
    let places = places(&stage);
    let from = stage.map().left_bottom() + vec2(3.0, -3.0);
    let (to, touched) = band(&places, from, item(&portfolio, CATALOGUE));
    stage.drag(&[from, from + vec2(2.0, -2.0), from + (to - from) * 0.5, to]);
    stage.drop_at(to);
    assert_eq!(stage.selected(), touched);

    stage.key(Modifiers::NONE, Key::Delete);
    let left = stage.portfolio();
    assert!(touched.iter().all(|item| !left.has(*item)));
    let is_left = |project| left.projects.contains_key(&project);
    assert!(left.dependencies.values().all(|link| is_left(link.from) && is_left(link.to)));
    assert!(left.dependencies.len() < portfolio.dependencies.len());
    assert!(!stage.shows(CATALOGUE));

    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*stage.portfolio(), *portfolio);
    assert!(touched.iter().all(|item| stage.selected().contains(item)));
}

#[test]
fn with_shift_a_click_adds_and_takes_away() {
    let mut stage = Stage::first_steps("shift");
    let portfolio = stage.portfolio();
    stage.press_card(APP);
    stage.card(CATALOGUE).click_modifiers(Modifiers::SHIFT);
    stage.rest();
    let mut both = vec![item(&portfolio, APP), item(&portfolio, CATALOGUE)];
    both.sort();
    assert_eq!(stage.selected(), both);
    assert!(stage.shows("2 selected"));
    stage.card(CATALOGUE).click_modifiers(Modifiers::SHIFT);
    stage.rest();
    assert_eq!(stage.selected(), [item(&portfolio, APP)]);
}

#[test]
fn the_wheel_pans_with_ctrl_it_zooms_at_the_pointer_and_f_shows_everything_again() {
    let mut stage = Stage::first_steps("wheel");
    let pointer = stage.place(APP).center();
    let before = stage.place(APP);
    stage.wheel(pointer, vec2(24.0, -30.0), Modifiers::NONE);
    check_near(stage.place(APP).center(), before.center() + vec2(24.0, -30.0));
    assert!((stage.place(APP).width() - before.width()).abs() < 0.1);

    let before = stage.place(APP);
    let pointer = before.lerp_inside(Vec2::new(0.2, 0.7));
    stage.wheel(pointer, vec2(0.0, 60.0), Modifiers::COMMAND);
    let after = stage.place(APP);
    let factor = after.width() / before.width();
    assert!(factor > 1.1, "{factor}");
    check_near(after.lerp_inside(Vec2::new(0.2, 0.7)), pointer);

    stage.key(Modifiers::NONE, Key::F);
    let all = places(&stage).iter().fold(Rect::NOTHING, |all, (_, place)| all.union(*place));
    assert!(stage.map().contains_rect(all));
    check_near(all.center(), stage.map().center());
}

#[test]
fn the_map_fits_as_well_at_first_as_when_it_is_told_to() {
    let mut stage = Stage::first_steps("first");
    let before = stage.place(APP);
    stage.key(Modifiers::NONE, Key::F);
    check_near(before.min, stage.place(APP).min);
}

#[test]
fn space_and_drag_pans_and_moves_no_card() {
    let mut stage = Stage::first_steps("middle");
    let portfolio = stage.portfolio();
    let before = stage.place(APP).center();
    let target = before + vec2(-80.0, 33.0);
    stage.hold(Key::Space);
    stage.drag(&[before, before + vec2(-20.0, 8.0), target]);
    stage.drop_at(target);
    stage.release(Key::Space);
    assert_eq!(*stage.portfolio(), *portfolio);
    let moved = stage.place(APP).center() - before;
    assert!((moved - vec2(-80.0, 33.0)).length() < 7.0, "{moved}");
}

#[test]
fn a_line_is_selected_by_a_click_on_it() {
    let mut stage = Stage::first_steps("line");
    // Somewhere between the cards runs a line: a sweep across the map must find one.
    let map = stage.map();
    let mut found = Vec::new();
    for step in 1..20_u8 {
        let x = map.left() + map.width() * 0.5;
        let place = pos2(x, map.top() + map.height() * f32::from(step) / 20.0);
        stage.click(place);
        found.extend(stage.selected());
    }
    let is_link = |item: &Item| matches!(item, Item::Contribution(..) | Item::Dependency(_));
    assert!(found.iter().any(is_link), "{found:?}");
}

#[test]
fn a_map_with_many_cards_has_all_its_words_and_then_rests() {
    let text = std::fs::read(crate::samples::path_of("harbour-bank.ron")).unwrap();
    let mut stage = Stage::showing("many words", &text, nobody());
    for _frame in 0..12 {
        stage.step();
    }
    assert!(stage.sleeps() > std::time::Duration::from_mins(1), "{:?}", stage.sleeps());
}
