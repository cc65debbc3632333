//! The window by keys alone: menus, parts, what is typed at once, dialogs, and the ring around what has the keyboard.

use egui::{Color32, Event, Key, Modifiers, Rect, Role};
use portolan::gui::ThemeChoice;

use crate::stage::{Folder, Stage, WIDE, nobody, workspace};

/// The one colour that calls, in the light theme.
const ACCENT: Color32 = Color32::from_rgb(0x0E, 0x6B, 0x77);

fn press(stage: &mut Stage, key: Key) {
    stage.key(Modifiers::NONE, key);
}

fn typed(text: &str) -> Event {
    Event::Text(text.to_owned())
}

fn pressed(key: Key) -> Event {
    let (physical_key, modifiers) = (None, Modifiers::NONE);
    Event::Key { key, physical_key, pressed: true, repeat: false, modifiers }
}

fn focused(stage: &Stage) -> Rect {
    stage.focused().expect("something has the keyboard, and it is shown")
}

/// Where the menu is, of all buttons that begin so, that is in the bar.
fn in_bar(stage: &Stage) -> bool {
    focused(stage).bottom() <= stage.map().top()
}

#[test]
fn menus_are_opened_and_gone_through_by_keys() {
    let mut stage = Stage::first_steps("menu-keys");
    press(&mut stage, Key::F10);
    assert_eq!(
        stage.focused_name(),
        "New portfolio Ctrl+N",
        "the first menu opens on its first entry"
    );
    press(&mut stage, Key::ArrowRight);
    press(&mut stage, Key::ArrowRight);
    assert!(!stage.shows("New portfolio") && stage.focused_name().starts_with("Map"));
    press(&mut stage, Key::ArrowLeft);
    assert!(!stage.shows("Command palette Ctrl+K") && stage.shows("Select all Ctrl+A"));
    press(&mut stage, Key::Escape);
    assert!(!stage.shows("Select all Ctrl+A"));
}

#[test]
fn alt_and_its_letter_open_a_menu_and_alt_alone_the_first() {
    let mut stage = Stage::first_steps("menu-alt");
    stage.key(Modifiers::ALT, Key::H);
    assert!(stage.shows("Keyboard shortcuts F1") || stage.shows("About"));
    press(&mut stage, Key::Escape);
    stage.hold_modifiers(Modifiers::ALT);
    stage.step();
    stage.hold_modifiers(Modifiers::NONE);
    stage.rest();
    assert_eq!(stage.focused_name(), "New portfolio Ctrl+N");
}

#[test]
fn a_letter_goes_to_the_entry_that_begins_with_it_and_an_arrow_into_the_lenses() {
    let mut stage = Stage::first_steps("menu-letters");
    stage.key(Modifiers::ALT, Key::V);
    stage.at_once(&[pressed(Key::L), typed("l")]);
    stage.rest();
    assert_eq!(stage.focused_name(), "Lens");
    press(&mut stage, Key::ArrowRight);
    stage.at_once(&[pressed(Key::S), typed("s")]);
    stage.rest();
    assert_eq!(
        stage.focused_name().trim(),
        "Score",
        "among lenses it goes without saying that it is one"
    );
    press(&mut stage, Key::Enter);
    assert!(stage.says("Lens: Score") && !stage.says("Score, Lens"), "the lens is on");
    assert!(!stage.shows("Command palette Ctrl+K"), "and the menus are closed");
}

#[test]
fn the_keyboard_goes_back_to_where_it_was_when_a_menu_or_a_sheet_is_left() {
    let mut stage = Stage::first_steps("home");
    press(&mut stage, Key::F6);
    let map = stage.map();
    assert_eq!(focused(&stage), map);
    for keys in
        [(Modifiers::NONE, Key::F10), (Modifiers::COMMAND, Key::K), (Modifiers::NONE, Key::F1)]
    {
        stage.key(keys.0, keys.1);
        assert_ne!(stage.focused(), Some(map), "{keys:?}");
        press(&mut stage, Key::Escape);
        assert_eq!(stage.focused(), Some(map), "{keys:?}");
    }
}

#[test]
fn a_question_has_the_keyboard_and_enter_takes_its_first_answer() {
    let mut stage = Stage::first_steps("question-keys");
    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    press(&mut stage, Key::Escape);
    press(&mut stage, Key::F6);
    stage.key(Modifiers::COMMAND, Key::Q);
    assert!(stage.says("Save your changes first?"));
    assert_eq!(stage.focused_name(), "Save");
    press(&mut stage, Key::Escape);
    assert!(!stage.says("Save your changes first?"));
    assert_eq!(stage.focused(), Some(stage.map()));
    stage.key(Modifiers::COMMAND, Key::Q);
    press(&mut stage, Key::Enter);
    assert!(stage.closes(), "it was saved and closed");
}

#[test]
fn tab_begins_with_what_is_looked_at_and_goes_round_through_all_parts() {
    let mut stage = Stage::first_steps("tab");
    let map = stage.map();
    press(&mut stage, Key::Tab);
    assert_eq!(focused(&stage), map);
    let mut parts: Vec<&str> = Vec::new();
    for _ in 0..160 {
        press(&mut stage, Key::Tab);
        let Some(at) = stage.focused() else { continue };
        let part = match at {
            at if at == map => "map",
            at if at.bottom() <= map.top() => "bar",
            at if at.top() >= map.bottom() => "foot",
            at if at.right() <= map.left() => "rail",
            at if at.left() >= map.right() => "inspector",
            _ => "over the map",
        };
        if parts.last() != Some(&part) {
            parts.push(part);
        }
        if part == "map" {
            break;
        }
    }
    parts.retain(|part| *part != "over the map");
    assert_eq!(parts, ["inspector", "foot", "bar", "rail", "map"]);
}

#[test]
fn the_figures_of_a_page_are_a_few_tabs_away() {
    let mut stage = Stage::first_steps("tab-value");
    stage.key(Modifiers::COMMAND, Key::Num8);
    let views = stage.called(Role::Tab, "Value").rect().right();
    press(&mut stage, Key::Tab);
    assert!(focused(&stage).left() > views, "not the menus: {:?}", stage.focused_name());
}

#[test]
fn f6_stops_at_the_foot_and_shift_goes_the_other_way_round() {
    let mut stage = Stage::first_steps("foot");
    let map = stage.map();
    press(&mut stage, Key::F6);
    press(&mut stage, Key::F6);
    press(&mut stage, Key::F6);
    assert!(focused(&stage).top() >= map.bottom(), "the foot comes after the inspector");
    press(&mut stage, Key::F6);
    assert!(in_bar(&stage), "then the bar");
    stage.key(Modifiers::SHIFT, Key::F6);
    assert!(focused(&stage).top() >= map.bottom(), "back at the foot");
    stage.key(Modifiers::SHIFT, Key::F6);
    assert!(focused(&stage).left() >= map.right(), "back in the inspector");
}

#[test]
fn what_is_typed_in_the_same_frame_as_a_stroke_is_looked_for() {
    let mut stage = Stage::first_steps("stroke");
    press(&mut stage, Key::F6);
    let keys =
        [pressed(Key::Slash), typed("/"), pressed(Key::R), typed("r"), pressed(Key::O), typed("o")];
    stage.at_once(&keys);
    stage.at_once(&[typed("b")]);
    stage.at_once(&[typed("o")]);
    stage.rest();
    assert!(stage.says("1 match"), "robo is in one name");
}

#[test]
fn what_is_typed_while_the_palette_comes_up_is_in_it() {
    let mut stage = Stage::first_steps("palette-typed");
    let open = Event::Key {
        key: Key::K,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    stage.hold_modifiers(Modifiers::COMMAND);
    stage.at_once(&[open]);
    stage.hold_modifiers(Modifiers::NONE);
    stage.at_once(&[typed("ad")]);
    stage.at_once(&[typed("pr")]);
    stage.rest();
    assert!(stage.is_meant("Add project, Ctrl+Shift+P"));
}

#[test]
fn a_cell_takes_every_letter_of_what_is_typed_over_it() {
    let mut stage = Stage::first_steps("cell-typed");
    stage.resize(egui::vec2(2300.0, 900.0));
    stage.key(Modifiers::COMMAND, Key::Num2);
    let name = "Library in your pocket";
    let place = stage.called(Role::GridCell, name).rect().center();
    stage.click(place);
    // Two in one frame, and one in the frame in which the field comes up.
    stage.at_once(&[typed("L"), typed("i")]);
    stage.at_once(&[typed("b")]);
    stage.rest();
    press(&mut stage, Key::Enter);
    let portfolio = stage.portfolio();
    let mut names = portfolio.projects.values().map(|project| project.name.to_string());
    assert!(names.any(|name| name == "Lib"));
}

#[test]
fn whatever_has_the_keyboard_has_the_same_ring() {
    let mut stage = Stage::first_steps("ring");
    let has_ring = |stage: &Stage| {
        let at = focused(stage);
        stage.rectangles().into_iter().any(|it| {
            it.stroke.color == ACCENT
                && it.stroke.width >= 2.0
                && it.rect.contains_rect(at)
                && it.rect.area() < at.expand(6.0).area()
        })
    };
    press(&mut stage, Key::F6);
    for _ in 0..2 {
        press(&mut stage, Key::F6);
    }
    assert!(has_ring(&stage), "in the foot: {:?}", stage.focused_name());
    press(&mut stage, Key::F6);
    assert!(has_ring(&stage), "a menu that is closed");
    press(&mut stage, Key::ArrowDown);
    assert!(has_ring(&stage), "an entry");
    press(&mut stage, Key::Escape);
    press(&mut stage, Key::F6);
    assert!(has_ring(&stage), "a view");
}

#[test]
fn tab_brings_into_view_what_it_goes_to() {
    let mut stage = Stage::first_steps("tab-scrolls");
    stage.press_card("Project Library in your pocket");
    let map = stage.map();
    stage.focus("Duration");
    for _ in 0..40 {
        press(&mut stage, Key::Tab);
        let Some(at) = stage.focused() else { return };
        if at.left() < map.right() {
            return;
        }
        assert!(at.bottom() <= map.bottom() + 1.0, "{:?} at {at:?}", stage.focused_name());
    }
}

#[test]
fn tab_brings_the_weight_it_goes_to_into_view() {
    let mut stage = Stage::first_steps("tab-weights");
    stage.resize(egui::vec2(1280.0, 400.0));
    stage.key(Modifiers::COMMAND, Key::Num3);
    let foot = stage.button_with("worth a look").rect().top();
    let lowest = stage.places(Role::Slider).into_iter().map(|at| at.bottom()).fold(0.0, f32::max);
    assert!(lowest > foot, "one is out of sight at first: {lowest} {foot}");
    let names = stage.all(Role::Slider);
    let mut seen = Vec::new();
    for _ in 0..60 {
        press(&mut stage, Key::Tab);
        let name = stage.focused_name();
        if names.contains(&name) && !seen.contains(&name) {
            let at = focused(&stage);
            assert!(at.bottom() <= foot, "{name} at {at:?}");
            seen.push(name);
        }
    }
    assert_eq!(seen.len(), names.len(), "{seen:?} of {names:?}");
}

#[test]
fn the_foot_says_no_sums_of_nothing() {
    let stage =
        Stage::new(Folder::new("foot-empty"), workspace(nobody()), WIDE, ThemeChoice::Light);
    assert!(
        !stage.shows("asked for") && !stage.shows("0 projects") && stage.says("Nothing in it yet")
    );
}

#[test]
fn the_cross_that_takes_a_tag_off_stands_inside_it() {
    let mut stage = Stage::first_steps("tag");
    stage.press_card("Project Library in your pocket");
    let portfolio = stage.portfolio();
    let project =
        portfolio.projects.values().find(|it| &*it.name == "Library in your pocket").unwrap();
    let tag = project.tags.iter().next().expect("the sample has tags").to_string();
    stage.called(Role::Button, &format!("Take tag {tag} off")).scroll_to_me();
    stage.rest();
    let cross = stage.called(Role::Button, &format!("Take tag {tag} off")).rect();
    let words = stage.painted(&tag);
    let holds = |rect: Rect| rect.expand(0.5).contains_rect(cross) && rect.height() < 40.0;
    let boxes = stage.rectangles();
    let holder = boxes.iter().find(|it| {
        it.fill != Color32::TRANSPARENT
            && holds(it.rect)
            && words.iter().any(|words| it.rect.contains(words.center()))
    });
    assert!(holder.is_some(), "{cross:?} and {words:?}");
}

#[test]
fn an_amount_that_is_edited_stays_at_the_right_where_it_stood() {
    let mut stage = Stage::first_steps("right");
    stage.resize(egui::vec2(2300.0, 900.0));
    stage.key(Modifiers::COMMAND, Key::Num2);
    let cell = stage.find(Role::GridCell, "Library in your pocket, Duration").rect();
    let at_right = |stage: &Stage, cell: Rect| {
        let words = stage.words_with("Library in your pocket, Duration");
        let figure =
            words.rsplit(": ").next().unwrap().split_whitespace().next().unwrap().to_owned();
        let mut places = stage.painted(&figure);
        places.retain(|place| cell.expand(1.0).contains(place.center()));
        places.first().map(Rect::right)
    };
    let before = at_right(&stage, cell).expect("the figure is shown");
    stage.click(cell.center());
    press(&mut stage, Key::F2);
    let field = stage.find(Role::TextInput, "Edit Duration").rect();
    let mut shown = Vec::new();
    let portfolio = stage.portfolio();
    let project =
        portfolio.projects.values().find(|it| &*it.name == "Library in your pocket").unwrap();
    shown.extend(stage.painted(&project.duration.unwrap().to_string()));
    // The cell below the field is painted before it.
    let edited = shown.iter().rfind(|place| field.contains(place.center())).expect("it is edited");
    assert!((edited.right() - before).abs() < 24.0, "{} and {before}", edited.right());
    assert!(edited.center().x > field.center().x, "it stands at the right");
}

#[test]
fn tags_that_do_not_fit_stand_in_the_next_row_and_the_inspector_stays_as_wide_as_it_was() {
    let text =
        std::fs::read_to_string(crate::samples::path_of(crate::samples::FIRST_STEPS)).unwrap();
    let more =
        r#"tags: ["Incremental development", "Public interface", "Shared service for everybody", "#;
    let mut stage = Stage::showing("tags", text.replace("tags: [", more).as_bytes(), nobody());
    let before = stage.map().right();
    stage.press_card("Project Library in your pocket");
    assert_eq!(stage.map().right(), before);
    let tags = stage.places_of_buttons("Take tag ");
    assert!(tags.len() > 3, "{tags:?}");
    let rows: std::collections::BTreeSet<i64> = tags.iter().map(|tag| tag.top() as i64).collect();
    assert!(rows.len() > 1, "{tags:?}");
    for tag in tags {
        assert!(tag.height() < 30.0 && tag.right() <= WIDE.x + 8.0, "{tag:?}");
    }
}
