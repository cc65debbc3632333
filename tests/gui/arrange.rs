//! How the whole map is arranged anew, and taken back.

use std::collections::BTreeMap;

use egui::{Key, Modifiers};
use portolan::analysis::map::cards;
use portolan::model::Item;
use portolan::workspace::{Command, Request};

use crate::stage::Stage;

/// Where every card stands, in map units: where it is pinned, or else where the layout put it.
fn places(stage: &Stage) -> BTreeMap<Item, (i64, i64)> {
    let portfolio = stage.portfolio();
    let window = stage.window();
    let places = window.workspace().places().latest().unwrap();
    let place = |item: Item| match portfolio.pins.get(&item) {
        Some(pin) => (item, (i64::from(pin.x()), i64::from(pin.y()))),
        None => (item, (places[&item].x.round() as i64, places[&item].y.round() as i64)),
    };
    cards(&portfolio).into_iter().map(place).collect()
}

fn undo_label(stage: &Stage) -> Option<String> {
    stage.window().workspace().history().undo_label().map(str::to_owned)
}

#[test]
fn an_arrangement_is_one_step_and_undo_puts_every_card_back() {
    for (command, label) in [
        (Command::ArrangeByOutcome, "Arrange by outcome"),
        (Command::ArrangeByCategory, "Arrange by category"),
    ] {
        let mut stage = Stage::first_steps(label);
        let (before, portfolio) = (places(&stage), stage.portfolio());
        assert_eq!(undo_label(&stage), None, "the first layout is no edit");

        stage.ask(Request::Run(command));
        let after = places(&stage);
        assert_ne!(after, before);
        assert_eq!(undo_label(&stage).as_deref(), Some(label));
        assert_eq!(stage.portfolio().pins.len(), before.len());

        stage.key(Modifiers::COMMAND, Key::Z);
        assert_eq!(*stage.portfolio(), *portfolio);
        assert_eq!(places(&stage), before);
        assert_eq!(undo_label(&stage), None);

        stage.key(Modifiers { shift: true, ..Modifiers::COMMAND }, Key::Z);
        assert_eq!(places(&stage), after);
    }
}

#[test]
fn undo_puts_cards_back_that_were_never_pinned_even_if_others_were_added_between() {
    let mut stage = Stage::first_steps("arrange-add");
    let before = places(&stage);
    stage.ask(Request::Run(Command::ArrangeByOutcome));
    stage.ask(Request::Run(Command::AddProject));
    stage.key(Modifiers::COMMAND, Key::Z);
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(places(&stage), before);
}

#[test]
fn in_layers_everything_stands_as_in_a_file_without_places() {
    let mut stage = Stage::first_steps("arrange-layers");
    let before = places(&stage);
    stage.ask(Request::Run(Command::ArrangeByCategory));
    stage.ask(Request::Run(Command::ArrangeMap));
    assert_eq!(undo_label(&stage).as_deref(), Some("Arrange in layers"));
    assert_eq!(places(&stage), before);
}

#[test]
fn all_cards_are_in_view_after_an_arrangement() {
    let mut stage = Stage::first_steps("arrange-view");
    stage.ask(Request::Run(Command::ArrangeByOutcome));
    let map = stage.map();
    let portfolio = stage.portfolio();
    for record in portfolio.projects.values() {
        assert!(map.contains_rect(stage.place(&format!("Project {}", record.name))));
    }
}
