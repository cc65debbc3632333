//! Above the chart: which page is shown, what stands along the axes, and what the bubbles say.

use egui::{Button, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::field::{Field, fields};
use super::view::{Page, Tradeoffs};
use super::wish::{Along, Colour};
use crate::gui::charts::Spacing;
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::gui::widgets::{caption, caret_button, icon_button, keep_together, picker, switch};
use crate::model::Direction;
use crate::workspace::Command;

/// How wide the button of a choice may be, in points.
const PICKER_MIN: f32 = 84.0;
const PICKER_MAX: f32 = 170.0;
/// What stands beside the four of them in one line.
const BESIDE_PICKERS: f32 = 412.0;
/// What stands beside the picker of an axis, and of size or colour.
const BESIDE_AXIS: f32 = 132.0;
const BESIDE_LOOK: f32 = 56.0;
/// From this height on, in points, they may take several lines.
const HEIGHT_FOR_LINES: f32 = 380.0;

/// The title, the pages, and what else is drawn in the chart.
pub(super) fn head_ui(ui: &mut Ui, view: &mut Tradeoffs, desk: &mut Desk<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::MEDIUM, gap::TINY);
        ui.label(RichText::new("Trade-offs").font(font(text::BODY, Heft::SemiBold)));
        let pages = [
            (Page::Chart, "Chart", "Projects between two figures"),
            (Page::Beside, "Side by side", "The selected projects, figure by figure"),
            (Page::Alignment, "Alignment", "What outcomes weigh, and what is spent on them"),
        ];
        if let Some(page) = switch(ui, desk.theme, view.page, &pages) {
            view.page = page;
        }
        if view.page != Page::Chart {
            return;
        }
        ui.spacing_mut().item_spacing.x = gap::TINY;
        for (command, word, is_on) in [
            (Command::ToggleFront, "Front", view.wish.has_front),
            (Command::ToggleQuadrants, "Quarters", view.wish.has_quadrants),
            (Command::ToggleNames, "Names", view.wish.has_names),
        ] {
            toggle_ui(ui, desk, (command, word), is_on);
        }
    });
}

/// What stands where, how large it is, and what its colour says.
pub(super) fn axes_ui(ui: &mut Ui, (view, height): (&mut Tradeoffs, f32), desk: &mut Desk<'_>) {
    let width = ((ui.available_width() - BESIDE_PICKERS) / 4.0).clamp(PICKER_MIN, PICKER_MAX);
    let spacings = view.scene.as_ref().map(|scene| scene.sides.each_ref().map(|side| side.spacing));
    let [x, y] = spacings.unwrap_or_default();
    let choices = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(gap::SMALL, gap::TINY);
        along_ui(ui, desk, ("Up", width, y), &mut view.wish.y);
        if icon_button(ui, icons::TURN, "Swap the axes").clicked() {
            desk.requests.run(Command::SwapAxes);
        }
        keep_together(ui, width + BESIDE_AXIS);
        along_ui(ui, desk, ("Across", width, x), &mut view.wish.x);
        keep_together(ui, width + BESIDE_LOOK);
        size_ui(ui, width, view, desk);
        keep_together(ui, width + BESIDE_LOOK);
        colour_ui(ui, width, view, desk);
    };
    if height < HEIGHT_FOR_LINES {
        // One line that scrolls sideways, so that the chart below keeps some room.
        let line = ScrollArea::horizontal().id_salt("axes on one line");
        line.auto_shrink([false, true]).show(ui, |ui| ui.horizontal(choices));
    } else {
        ui.horizontal_wrapped(choices);
    }
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

/// A field to choose, with the way that is good, and what its steps stand for.
fn along_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    (word, width, spacing): (&str, f32, Spacing),
    along: &mut Along,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        caption(ui, desk.theme, word);
        let name = along.field.name(desk.portfolio);
        let button = caret_button(&name, width);
        let says = format!("{word}: {name}");
        let choices = || fields(desk.portfolio);
        if let (_, Some(field)) = picker(ui, desk.theme, (button, &says), choices) {
            *along = Along { better: field.better(desk.portfolio), field, spacing: None };
        }
        let (icon, says, other) = match along.better {
            Direction::Up => (icons::UP, "More is better; click for less", Direction::Down),
            Direction::Down => (icons::DOWN, "Less is better; click for more", Direction::Up),
        };
        if icon_button(ui, icon, &format!("{word}: {says}")).clicked() {
            along.better = other;
        }
        if tens_ui(ui, desk, word, spacing).clicked() {
            along.spacing = Some(match spacing {
                Spacing::Even => Spacing::Tenfold,
                Spacing::Tenfold => Spacing::Even,
            });
        }
    });
}

/// Whether equal steps are ten times as much, or as much more.
fn tens_ui(ui: &mut Ui, desk: &Desk<'_>, word: &str, spacing: Spacing) -> egui::Response {
    let is_on = spacing == Spacing::Tenfold;
    let ink = if is_on { desk.theme.accent } else { desk.theme.text_muted };
    let words = RichText::new("×10").font(font(text::SMALL, Heft::Medium)).color(ink);
    let response = ui.add(Button::selectable(is_on, words));
    let name = format!("{word}: by tens");
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, &name));
    response.on_hover_text(
        "By tens: from 1 to 10 is as far as from 10 to 100, so that a few large figures do not push all others together. Zero \
         and less have no place there.",
    )
}

fn size_ui(ui: &mut Ui, width: f32, view: &mut Tradeoffs, desk: &Desk<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        caption(ui, desk.theme, "Size");
        let name = |field: &Option<Field>| {
            field.as_ref().map_or_else(|| "All the same".to_owned(), |f| f.name(desk.portfolio))
        };
        let now = name(&view.wish.size);
        let button = caret_button(&now, width);
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

fn colour_ui(ui: &mut Ui, width: f32, view: &mut Tradeoffs, desk: &Desk<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TINY;
        caption(ui, desk.theme, "Colour");
        let now = view.wish.colour.name(desk.portfolio);
        let button = caret_button(&now, width);
        let choices = || {
            let named = Colour::words(desk.portfolio).into_iter();
            let named = named.map(|(colour, word)| (colour, word.to_owned()));
            let all = fields(desk.portfolio).into_iter();
            named.chain(all.map(|(field, word)| (Colour::Field(field), word))).collect()
        };
        let says = format!("Colour: {now}");
        if let (_, Some(colour)) = picker(ui, desk.theme, (button, &says), choices) {
            view.wish.colour = colour;
        }
    });
}
