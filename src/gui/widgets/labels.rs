//! Words that are only read.

use std::hash::Hash;

use egui::{
    Align, Align2, Button, CornerRadius, Frame, Label, Layout, Margin, Response, RichText, Role,
    Sense, Ui, UiBuilder, WidgetInfo,
};

use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, radius, text};
use crate::wording;

/// A heading.
pub(crate) fn heading(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(RichText::new(words).font(font(text::HEADING, Heft::SemiBold))).wrap())
}

/// Words that stand back.
pub(crate) fn muted(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    ui.add(Label::new(RichText::new(words).size(text::SMALL).color(theme.text_muted)).wrap())
}

/// A short word above a field or a group.
pub(crate) fn caption(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    ui.label(RichText::new(words).font(font(text::SMALL, Heft::Medium)).color(theme.text_muted))
}

/// A figure at the right end of its row.
pub(crate) fn figure(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    let label = Label::new(RichText::new(words).size(text::BODY).color(theme.text)).truncate();
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(label)).inner
}

/// A name that goes somewhere when it is clicked.
pub(crate) fn link(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    let words = wording::printable(words);
    let shown =
        RichText::new(words.as_str()).font(font(text::BODY, Heft::Medium)).color(theme.text);
    let response = ui.add(Label::new(shown).truncate().selectable(false).sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &words));
    if response.hovered() || response.has_focus() {
        let stroke = egui::Stroke::new(1.0, theme.accent);
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), stroke);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Whatever is added keeps its identity by `salt`, whatever comes and goes before it: what is being typed stays
/// where it is typed. The salt must be the only one of its kind within the group.
pub(crate) fn steady<Value>(
    ui: &mut Ui,
    salt: impl Hash + std::fmt::Debug,
    add: impl FnOnce(&mut Ui) -> Value,
) -> Value {
    let id = ui.scope_id().with(salt);
    ui.scope_builder(UiBuilder::new().scope_id(id), add).inner
}

/// A group of fields under a heading that folds.
pub(crate) fn section<Value>(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    is_open: bool,
    add: impl FnOnce(&mut Ui) -> Value,
) -> Option<Value> {
    ui.add_space(gap::TINY);
    divider(ui, theme);
    let is_wanted = ui.data_mut(|data| data.remove_temp::<bool>(wanted_id(title))).is_some();
    steady(ui, title, |ui| {
        let title = RichText::new(title).font(font(text::BODY, Heft::SemiBold));
        let folding = egui::CollapsingHeader::new(title)
            .default_open(is_open)
            .open(is_wanted.then_some(true))
            .icon(fold)
            .show_unindented(ui, |ui| {
                ui.add_space(gap::TINY);
                steady(ui, "body", add)
            });
        if is_wanted {
            folding.header_response.scroll_to_me(Some(Align::TOP));
        }
        folding.body_returned
    })
}

fn wanted_id(title: &str) -> egui::Id {
    egui::Id::unique(("section that is wanted", title))
}

/// Unfolds the group of this title and brings it into view, when it is shown next.
pub(crate) fn open_section(ui: &Ui, title: &str) {
    ui.data_mut(|data| data.insert_temp(wanted_id(title), true));
}

/// The mark of a heading that folds: down while it is open, to the right while it is not.
fn fold(ui: &mut Ui, openness: f32, response: &Response) {
    let icon = if openness > 0.5 { icons::CARET_DOWN } else { icons::CARET_RIGHT };
    let ink = ui.visuals().weak_text_color();
    let icon_font = font(text::SMALL, Heft::Regular);
    ui.painter().text(response.rect.center(), Align2::CENTER_CENTER, icon, icon_font, ink);
}

/// A hairline across.
pub(crate) fn divider(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, theme.hairline));
}

/// How wide the names of fields are.
const NAME_WIDTH: f32 = 92.0;

/// A field with its name before it; what is added is labelled by the name for those who do not see it.
///
/// Within a group no two fields have the same name.
pub(crate) fn field_row(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    add: impl FnOnce(&mut Ui) -> Response,
) {
    named_row(ui, theme, (name, NAME_WIDTH), add);
}

/// The same for a short figure: its name may be twice as long.
pub(crate) fn figure_row(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    add: impl FnOnce(&mut Ui) -> Response,
) {
    named_row(ui, theme, (name, NAME_WIDTH * 2.0), add);
}

fn named_row(
    ui: &mut Ui,
    theme: &Theme,
    (name, width): (&str, f32),
    add: impl FnOnce(&mut Ui) -> Response,
) {
    steady(ui, name, |ui| {
        ui.horizontal(|ui| {
            let size = egui::vec2(width, ui.spacing().interact_size.y);
            let label = ui
                .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(width);
                    ui.add(
                        Label::new(RichText::new(name).size(text::BODY).color(theme.text_muted))
                            .truncate(),
                    )
                })
                .inner;
            add(ui).labelled_by(label.id);
        });
    });
}

/// A field as wide as the panel with its name above it.
pub(crate) fn wide_row(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    add: impl FnOnce(&mut Ui) -> Response,
) {
    steady(ui, name, |ui| {
        ui.spacing_mut().item_spacing.y = gap::TINY;
        let label = ui.label(RichText::new(name).size(text::BODY).color(theme.text_muted));
        add(ui).labelled_by(label.id);
    });
}

/// What a tag takes beside its words: the room around them, and the cross; in points.
const BESIDE_TAG: f32 = 8.0 + 20.0 + 2.0;

/// A word in a box with a cross that takes it off; whether that was pressed. In a row that wraps it stands in the next row
/// where it does not fit; only what is longer than a whole row is cut.
pub(crate) fn removable_tag(ui: &mut Ui, theme: &Theme, words: &str) -> bool {
    let small = font(text::SMALL, Heft::Regular);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), small, theme.text);
    let most = ui.max_rect().width() - BESIDE_TAG;
    if galley.size().x + BESIDE_TAG > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    Frame::NONE
        .fill(theme.hovered)
        .corner_radius(CornerRadius::same(radius::PILL))
        .inner_margin(Margin { left: 8, right: 2, top: 0, bottom: 0 })
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.spacing_mut().interact_size.y = 22.0;
            ui.spacing_mut().button_padding = egui::vec2(4.0, 0.0);
            let shown = Label::new(RichText::new(words).size(text::SMALL).color(theme.text));
            if galley.size().x > most {
                ui.set_max_width(most + BESIDE_TAG - 10.0);
                ui.add_sized([most, 22.0], shown.truncate());
            } else {
                ui.add(shown.extend());
            }
            let cross = RichText::new(icons::CLOSE).size(12.0).color(theme.text_muted);
            let says = format!("Take tag {words} off");
            let response = ui.add(Button::new(cross).frame_when_inactive(false));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &says));
            response.on_hover_text(says).clicked()
        })
        .inner
}
