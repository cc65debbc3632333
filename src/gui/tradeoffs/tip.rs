//! The card of a bubble: what it stands for, figure by figure, and where each comes from.

use egui::{RichText, Ui};

use super::field::Field;
use super::scene::{Bubble, Scene};
use super::view::Tradeoffs;
use super::wish::Colour;
use crate::gui::charts::explained_ui;
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::{divider, muted};
use crate::model::Item;
use crate::wording;

/// `Mobile app, 1.2 M EUR, 61.2 points, on the front`.
pub(super) fn bubble_words(scene: &Scene, bubble: &Bubble) -> String {
    let [x, y] = &scene.sides;
    let [across, up] = bubble.at;
    let front = if bubble.is_front { ", on the front" } else { "" };
    format!("{}, {}, {}{front}", bubble.name, x.unit.figure(across), y.unit.figure(up))
}

/// Shows what stands under the pointer.
pub(super) fn bubble_tip_ui(ui: &mut Ui, view: &Tradeoffs, desk: &Desk<'_>, bubble: &Bubble) {
    ui.set_max_width(320.0);
    ui.spacing_mut().item_spacing.y = gap::TINY;
    ui.label(
        RichText::new(desk.name(Item::Project(bubble.project)))
            .font(font(text::BODY, Heft::SemiBold)),
    );
    if let Some(project) = desk.portfolio.projects.get(&bubble.project) {
        let category = project.category.as_ref().map(|category| wording::printable(category));
        let words = [category, Some(wording::stage(project.stage).to_owned())];
        let words: Vec<String> = words.into_iter().flatten().collect();
        muted(ui, desk.theme, &words.join("  ·  "));
    }
    let Some(facts) = &view.facts else { return };
    let mut fields: Vec<&Field> = vec![&view.wish.y.field, &view.wish.x.field];
    fields.extend(view.wish.size.as_ref());
    if let Colour::Field(field) = &view.wish.colour {
        fields.push(field);
    }
    let mut seen: Vec<&Field> = Vec::new();
    for field in fields {
        if seen.contains(&field) {
            continue;
        }
        seen.push(field);
        divider(ui, desk.theme);
        explained_ui(ui, desk.theme, &field.explained(desk.portfolio, facts, bubble.project));
    }
    let words = match bubble.beaten_by {
        _ if bubble.is_front => {
            "On the front: no other project is better on one axis and no worse on the other."
                .to_owned()
        }
        Some(better) => format!(
            "“{}” is better on one axis and no worse on the other.",
            desk.name(Item::Project(better))
        ),
        None => return,
    };
    divider(ui, desk.theme);
    muted(ui, desk.theme, &words);
}
