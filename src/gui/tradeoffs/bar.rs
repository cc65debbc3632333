//! Above the chart: which page is shown, what stands along the axes, and what the bubbles say.

use egui::{Align, Button, Layout, RichText, Role, Ui, WidgetInfo, vec2};

use super::field::{Field, fields};
use super::view::{Page, Tradeoffs};
use super::wish::{Along, Colour};
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::gui::widgets::{caption, caret_button, icon_button, picker, switch};
use crate::model::Direction;
use crate::wording::plural;
use crate::workspace::Command;

const PICKER_WIDTH: f32 = 112.0;

/// The title, the pages, and how many projects are selected.
pub(super) fn head_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &Desk<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::MEDIUM;
        ui.label(RichText::new("Trade-offs").font(font(text::BODY, Heft::SemiBold)));
        let pages = [
            (Page::Chart, "Chart", "Projects between two figures"),
            (Page::Beside, "Side by side", "The selected projects, figure by figure"),
            (Page::Alignment, "Alignment", "What outcomes weigh, and what is spent on them"),
        ];
        if let Some(page) = switch(ui, desk.theme, view.page, &pages) {
            view.page = page;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = match (view.page, &view.scene) {
                (Page::Chart, Some(scene)) => {
                    format!("{} shown", plural(scene.bubbles.len(), "project"))
                }
                _ => String::new(),
            };
            ui.label(RichText::new(words).size(text::SMALL).color(desk.theme.text_muted));
        });
    });
}

/// What stands where, and what else is drawn.
pub(super) fn axes_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &mut Desk<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::SMALL, gap::SMALL);
        along_ui(ui, desk, "Up", &mut view.wish.y);
        if icon_button(ui, icons::TURN, "Swap the axes").clicked() {
            desk.requests.run(Command::SwapAxes);
        }
        along_ui(ui, desk, "Across", &mut view.wish.x);
        ui.add_space(gap::TINY);
        size_ui(ui, view, desk);
        colour_ui(ui, view, desk);
        ui.add_space(gap::TINY);
        for (command, word, is_on) in [
            (Command::ToggleFront, "Front", view.wish.has_front),
            (Command::ToggleQuadrants, "Quarters", view.wish.has_quadrants),
            (Command::ToggleNames, "Names", view.wish.has_names),
        ] {
            toggle_ui(ui, desk, (command, word), is_on);
        }
    });
}

fn toggle_ui(ui: &mut Ui, desk: &mut Desk<'_>, (command, word): (Command, &str), is_on: bool) {
    let Some(info) = command.info() else { return };
    let icon = if is_on { icons::TICKED } else { icons::NOT_TICKED };
    let ink = if is_on { desk.theme.accent } else { desk.theme.text_muted };
    let words = RichText::new(format!("{icon}  {word}")).size(text::SMALL).color(ink);
    let response = ui.add(Button::new(words).frame_when_inactive(false));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, info.name));
    let keys = info.shortcut.map_or_else(String::new, |keys| format!(" ({})", keys.in_words()));
    if response.on_hover_text(format!("{}{keys}", info.says)).clicked() {
        desk.requests.run(command);
    }
}

/// A field to choose, with the way that is good.
fn along_ui(ui: &mut Ui, desk: &Desk<'_>, word: &str, along: &mut Along) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        caption(ui, desk.theme, word);
        let name = along.field.name(desk.portfolio);
        let button = caret_button(&name, PICKER_WIDTH);
        let says = format!("{word}: {name}");
        let choices = || fields(desk.portfolio);
        if let (_, Some(field)) = picker(ui, desk.theme, (button, &says), choices) {
            along.better = field.better(desk.portfolio);
            along.field = field;
        }
        let (icon, says, other) = match along.better {
            Direction::Up => (icons::UP, "More is better; click for less", Direction::Down),
            Direction::Down => (icons::DOWN, "Less is better; click for more", Direction::Up),
        };
        if icon_button(ui, icon, &format!("{word}: {says}")).clicked() {
            along.better = other;
        }
    });
}

fn size_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &Desk<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        caption(ui, desk.theme, "Size");
        let name = |field: &Option<Field>| {
            field.as_ref().map_or_else(|| "All the same".to_owned(), |f| f.name(desk.portfolio))
        };
        let now = name(&view.wish.size);
        let button = caret_button(&now, PICKER_WIDTH);
        let choices = || {
            let all = fields(desk.portfolio).into_iter().map(|(field, word)| (Some(field), word));
            std::iter::once((None, name(&None))).chain(all).collect()
        };
        let says = format!("Size: {now}");
        if let (_, Some(field)) = picker(ui, desk.theme, (button, &says), choices) {
            view.wish.size = field;
        }
    });
}

fn colour_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &Desk<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        caption(ui, desk.theme, "Colour");
        let now = match &view.wish.colour {
            Colour::Category => "Category".to_owned(),
            Colour::Stage => "Stage".to_owned(),
            Colour::Field(field) => field.name(desk.portfolio),
        };
        let button = caret_button(&now, PICKER_WIDTH);
        let choices = || {
            let named = [(Colour::Category, "Category"), (Colour::Stage, "Stage")];
            let named = named.into_iter().map(|(colour, word)| (colour, word.to_owned()));
            let all = fields(desk.portfolio).into_iter();
            named.chain(all.map(|(field, word)| (Colour::Field(field), word))).collect()
        };
        let says = format!("Colour: {now}");
        if let (_, Some(colour)) = picker(ui, desk.theme, (button, &says), choices) {
            view.wish.colour = colour;
        }
    });
}
