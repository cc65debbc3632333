//! The frame: palette, start page, settings, themes, sizes, and showing to a room.

use egui::{Key, Modifiers, Role};
use portolan::gui::ThemeChoice;
use portolan::workspace::{Command, Request, Sample, ThemeSetting};

use crate::stage::{Folder, NARROW, Stage, WIDE, nobody, workspace};

/// The name of the field in the palette.
const PALETTE: &str = "Find a command, a project, an outcome";

fn empty(story: &str) -> Stage {
    Stage::new(Folder::new(story), workspace(nobody()), WIDE, ThemeChoice::Light)
}

#[test]
fn the_palette_finds_a_command_by_a_few_letters_and_does_it() {
    let mut stage = Stage::first_steps("palette");
    stage.key(Modifiers::COMMAND, Key::K);
    stage.type_text("adpr");
    assert!(stage.is_meant("Add project, Ctrl+Shift+P"));
    let before = stage.portfolio().projects.len();
    stage.key(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.portfolio().projects.len(), before + 1);
    assert!(!stage.says(PALETTE), "the palette is closed when something is chosen");
}

#[test]
fn the_palette_goes_to_a_project_by_the_arrows() {
    let mut stage = Stage::first_steps("palette-goes");
    stage.key(Modifiers::COMMAND, Key::K);
    stage.type_text("library pocket");
    stage.key(Modifiers::NONE, Key::ArrowDown);
    stage.key(Modifiers::NONE, Key::ArrowUp);
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.is_lit("Project Library in your pocket"));
}

#[test]
fn the_palette_says_when_nothing_fits_and_escape_closes_it() {
    let mut stage = Stage::first_steps("palette-empty");
    stage.press_card("Project Library in your pocket");
    stage.key(Modifiers::COMMAND, Key::K);
    stage.type_text("qqqq");
    assert!(stage.shows("Nothing has these letters"));
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.says(PALETTE));
    assert!(!stage.selected().is_empty(), "Escape closes the palette and nothing else");
}

#[test]
fn the_first_page_offers_every_sample_and_opens_a_copy() {
    for sample in [Sample::FirstSteps, Sample::HarbourBank] {
        let mut stage = empty(&format!("start-{}", sample.name()));
        for other in Sample::ALL {
            assert!(stage.says(&format!("Open the sample {}", other.name())));
        }
        stage.press(&format!("Open the sample {}", sample.name()));
        assert!(!stage.portfolio().projects.is_empty());
        assert_eq!(stage.window().workspace().path(), None, "a copy has no file yet");
        assert!(!stage.window().is_changed());
        assert!(stage.map().width() > 200.0);
    }
}

#[test]
fn the_first_page_is_left_by_adding_something_and_can_be_seen_again() {
    let mut stage = empty("start-add");
    stage.press("Add a project");
    assert_eq!(stage.portfolio().projects.len(), 1);
    assert!(stage.map().width() > 200.0);
    stage.key(Modifiers::COMMAND, Key::K);
    stage.type_text("start page");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.says("Open the sample First steps"));
    stage.press("Open the sample First steps");
    assert!(stage.shows("Save your changes first?"), "what was added is not lost in silence");
}

#[test]
fn a_theme_is_chosen_in_the_settings_and_kept() {
    let mut stage = Stage::first_steps("settings");
    stage.key(Modifiers::COMMAND, Key::Comma);
    let place = stage.called(Role::RadioButton, "High contrast").rect().center();
    stage.click(place);
    assert_eq!(stage.window().workspace().settings().theme, ThemeSetting::HighContrast);
    assert_eq!(stage.context().theme(), egui::Theme::Dark);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.says("Settings"));
    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert_eq!(stage.context().theme(), egui::Theme::Light, "after the last comes the first");
}

#[test]
fn text_grows_and_shrinks_by_steps_and_goes_back() {
    let mut stage = Stage::first_steps("sizes");
    let percent = |stage: &Stage| stage.window().workspace().settings().text_percent;
    stage.key(Modifiers::COMMAND, Key::Plus);
    assert_eq!(percent(&stage), 110);
    assert!((stage.context().zoom_factor() - 1.1).abs() < 0.001);
    stage.key(Modifiers::COMMAND, Key::Minus);
    stage.key(Modifiers::COMMAND, Key::Minus);
    assert_eq!(percent(&stage), 90);
    for _step in 0..20 {
        stage.key(Modifiers::COMMAND, Key::Minus);
    }
    assert_eq!(percent(&stage), 70, "it does not vanish");
    stage.key(Modifiers::COMMAND, Key::Num0);
    assert_eq!(percent(&stage), 100);
}

#[test]
fn a_room_sees_the_map_alone_and_larger() {
    let mut stage = Stage::first_steps("room");
    stage.key(Modifiers::NONE, Key::F5);
    assert!(!stage.says("Inspector") && !stage.says("Table"));
    assert!(stage.context().zoom_factor() > 1.2);
    assert!(stage.told().iter().any(|told| told.contains("F5 ends it")));
    stage.key(Modifiers::NONE, Key::F5);
    assert!(stage.says("Inspector"));
    assert!(!stage.told().iter().any(|told| told.contains("F5 ends it")));
    assert!((stage.context().zoom_factor() - 1.0).abs() < 0.001);
}

#[test]
fn what_portolan_is_made_of_can_be_read() {
    let mut stage = Stage::first_steps("about");
    stage.key(Modifiers::COMMAND, Key::K);
    stage.type_text("about");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.shows(env!("CARGO_PKG_VERSION")) && stage.shows("Open Font License"));
    stage.press("Close");
    assert!(!stage.shows("Open Font License"));
}

#[test]
fn one_key_takes_the_keyboard_from_part_to_part() {
    let mut stage = Stage::first_steps("parts");
    let focused = |stage: &Stage| {
        let context = stage.context();
        let id = context.memory(egui::Memory::focused).expect("something has the keyboard");
        context.read_response(id).expect("and it is shown").rect
    };
    stage.key(Modifiers::NONE, Key::F6);
    let map = stage.map();
    assert_eq!(focused(&stage), map, "what is looked at comes first");
    stage.key(Modifiers::NONE, Key::F6);
    assert!(focused(&stage).left() >= map.right(), "then the inspector");
    stage.key(Modifiers::NONE, Key::F6);
    assert!(focused(&stage).top() >= map.bottom(), "then the foot");
    stage.key(Modifiers::NONE, Key::F6);
    assert!(focused(&stage).bottom() <= map.top(), "then the bar");
    stage.key(Modifiers::NONE, Key::F6);
    assert!(focused(&stage).right() <= map.left(), "then the views");
    stage.key(Modifiers::NONE, Key::F6);
    assert_eq!(focused(&stage), map, "and round again");
}

#[test]
fn a_map_that_shows_all_shows_all_in_another_size_too_until_somebody_moves_it() {
    let mut stage = Stage::first_steps("refit");
    let is_whole = |stage: &Stage| {
        let (card, map) = (stage.place("Outcome Readers' data are safe"), stage.map());
        map.contains_rect(card)
    };
    assert!(is_whole(&stage));
    stage.resize(egui::vec2(900.0, 560.0));
    stage.rest();
    assert!(is_whole(&stage), "it is fitted again");
    let at = stage.place("Outcome Readers' data are safe").center();
    stage.wheel(at, egui::vec2(0.0, 60.0), Modifiers::COMMAND);
    stage.rest();
    let near = stage.place("Outcome Readers' data are safe").width();
    stage.resize(WIDE);
    stage.rest();
    let still = stage.place("Outcome Readers' data are safe").width();
    assert!((near - still).abs() < 0.5, "where somebody has zoomed in it stays: {near} {still}");
}

#[test]
fn menus_list_what_can_be_done_in_this_view_and_fit_into_the_window() {
    let mut stage = Stage::first_steps("menus");
    stage.press("View");
    let last = stage.button_with("Full screen").rect();
    assert!(last.bottom() <= WIDE.y, "the longest menu is seen whole: {last}");
    assert!(stage.shows("Fit the map") && !stage.shows("Swap the axes"));
    stage.press("View");
    stage.ask(Request::Run(Command::ShowTradeoffs));
    stage.press("View");
    assert!(!stage.shows("Fit the map") && stage.shows("Swap the axes"));
}

#[test]
fn the_sheet_of_keys_is_looked_through_by_what_one_types() {
    let mut stage = Stage::first_steps("find-key");
    stage.key(Modifiers::NONE, Key::F1);
    assert!(stage.shows("Starts with an empty portfolio."));
    stage.type_text("blast");
    assert!(!stage.shows("Starts with an empty portfolio."));
    assert!(stage.shows("Shows what falls if the selected project slips."));
    stage.type_text("zzz");
    assert!(stage.shows("No command has these words or these keys."));
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.shows("Keyboard shortcuts"));
}

#[test]
fn after_a_presentation_no_card_lies_under_the_legend() {
    let mut stage = Stage::first_steps("legend-room");
    let is_clear = |stage: &Stage| {
        let legend = stage.called(Role::Button, "Lens: No lens").rect();
        let portfolio = stage.portfolio();
        let names = portfolio.projects.values().map(|it| format!("Project {}", it.name));
        names.map(|name| stage.place(&name)).all(|card| !card.intersects(legend))
    };
    for _ in 0..2 {
        stage.key(Modifiers::NONE, Key::F5);
        stage.rest();
        assert!(is_clear(&stage));
    }
}

#[test]
fn the_foot_says_less_where_there_is_less_room_and_how_a_presentation_ends() {
    let mut stage = Stage::first_steps("foot");
    let parted = |stage: &Stage| {
        let all = stage.context().content_rect();
        let line = stage.button_with("worth a look").rect().center().y;
        let mut places = stage.places(Role::Label);
        places.extend(stage.places(Role::Button));
        places.retain(|place| (place.center().y - line).abs() < 2.0);
        assert!(places.len() >= 4, "{places:?}");
        places.sort_by(|one, other| one.left().total_cmp(&other.left()));
        for pair in places.windows(2) {
            assert!(pair[0].right() <= pair[1].left() + 0.5, "{pair:?} of {places:?}");
        }
        assert!(places.iter().all(|place| place.right() <= all.right()));
    };
    for width in [1280.0, 1000.0, 860.0, 760.0, 620.0] {
        stage.resize(egui::vec2(width, 600.0));
        stage.rest();
        parted(&stage);
        stage.key(Modifiers::NONE, Key::F5);
        stage.rest();
        parted(&stage);
        assert!(!stage.says("File"), "a room sees the workspace alone");
        let end = stage.button_with("End presentation").rect().center();
        stage.click(end);
        stage.rest();
        assert!(stage.says("File"));
    }
}

#[test]
fn everything_can_be_used_in_the_largest_size_in_every_view() {
    let mut stage = Stage::first_steps("largest");
    for _ in 0..12 {
        stage.key(Modifiers::COMMAND, Key::Plus);
    }
    for size in [WIDE, NARROW] {
        stage.resize(size);
        stage.rest();
        for number in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num8] {
            stage.key(Modifiers::COMMAND, number);
        }
        let room = stage.context().content_rect().size();
        assert!(room.x >= 559.0 && room.y >= 359.0, "{room}");
        assert!(stage.context().zoom_factor() > 1.2);
    }
}
