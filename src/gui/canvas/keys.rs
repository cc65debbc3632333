//! What keys do on the map: walking over it, moving what is selected, and going to lines.

use egui::{EventFilter, Key, Modifiers, Response, Ui};

use super::scene::{Scene, pin_at};
use super::walk::{Way, first, next_line, walk};
use crate::edit::Edit;
use crate::gui::canvas::is_typing;
use crate::gui::free_keys::has_keys;
use crate::gui::requests::Requests;
use crate::gui::typed::take_typed;
use crate::model::Item;
use crate::workspace::{Command, Request, Selecting, Selection};

/// How far one press moves what is selected, in map units: half a step of the grid.
const STEP: f32 = 16.0;

/// What the keys asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pressed {
    /// The camera is to follow to this card or line.
    Walked(Item),
    /// A card is to be found by typing, and so much has been typed already.
    Find(String),
}

/// Takes the keys that belong to the map; none while somebody types, while something else has the focus, or under a sheet.
pub(super) fn take(
    ui: &Ui,
    response: &Response,
    (scene, selection, anchor): (&Scene, &Selection, &mut Option<Item>),
    requests: &mut Requests,
) -> Option<Pressed> {
    if response.has_focus() {
        // Arrows walk over the map; Tab goes on to the next field.
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    if ui.memory(|memory| memory.top_modal_layer().is_some()) {
        return None;
    }
    if is_typing(ui) || !has_keys(ui, response) {
        return None;
    }
    if response.has_focus() && consume(ui, Modifiers::NONE, Key::Enter) {
        requests.run(Command::Focus);
    }
    if ui.input(|input| input.modifiers.is_none() && input.key_pressed(Key::Slash)) {
        let typed = ui.input_mut(|input| take_typed(input, Some(Key::Slash)));
        consume(ui, Modifiers::NONE, Key::Slash);
        // The stroke is no part of what is looked for.
        let typed = typed.strip_prefix('/').unwrap_or(&typed);
        return Some(Pressed::Find(typed.to_owned()));
    }
    for (key, way) in [(Key::Period, Way::Right), (Key::Comma, Way::Left)] {
        if consume(ui, Modifiers::NONE, key) {
            return to_line((scene, selection, anchor), way, requests);
        }
    }
    let ways = [
        (Key::ArrowLeft, Way::Left),
        (Key::ArrowRight, Way::Right),
        (Key::ArrowUp, Way::Up),
        (Key::ArrowDown, Way::Down),
    ];
    for (key, way) in ways {
        if consume(ui, Modifiers::COMMAND, key) || consume(ui, Modifiers::ALT, key) {
            push(scene, selection, way, requests);
            return None;
        }
        let is_adding = consume(ui, Modifiers::SHIFT, key);
        if is_adding || consume(ui, Modifiers::NONE, key) {
            let here = selection.last().or_else(|| selection.items().first().copied());
            let next = match here {
                Some(here) => walk(scene, here, way),
                None => first(scene),
            }?;
            let items = vec![next];
            requests.push(Request::Select(if is_adding {
                Selecting::Also(items)
            } else {
                Selecting::Only(items)
            }));
            *anchor = Some(next);
            return Some(Pressed::Walked(next));
        }
    }
    None
}

fn consume(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        // What is held with Shift or Alt is another key.
        let is_exact = input.modifiers.matches_exact(modifiers);
        is_exact && input.consume_key(modifiers, key)
    })
}

/// Goes to the next line at the card that was walked to last.
fn to_line(
    (scene, selection, anchor): (&Scene, &Selection, &mut Option<Item>),
    way: Way,
    requests: &mut Requests,
) -> Option<Pressed> {
    let here = selection.last().or_else(|| selection.items().first().copied())?;
    let touches = |card: Item| {
        scene.lines.iter().any(|line| {
            let ends = [line.from, line.to].map(|end| scene.cards.get(end));
            line.item == here && ends.into_iter().flatten().any(|end| end.item == card)
        })
    };
    let card = match *anchor {
        _ if scene.card_of(here).is_some() => here,
        Some(anchor) if touches(anchor) => anchor,
        _ => walk(scene, here, Way::Left)?,
    };
    let next = next_line(scene, card, here, way)?;
    *anchor = Some(card);
    requests.select(next);
    Some(Pressed::Walked(next))
}

/// Moves the selected cards by a step.
fn push(scene: &Scene, selection: &Selection, way: Way, requests: &mut Requests) {
    let cards = selection.items().iter().filter_map(|&item| {
        let middle = scene.card_of(item)?.rect.center() + way.step() * STEP;
        Some((item, Some(pin_at(middle))))
    });
    let cards: Vec<_> = cards.collect();
    if !cards.is_empty() {
        requests.edit(Edit::Place(cards));
    }
}
