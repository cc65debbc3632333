//! Below the chart: who is not in it, and why.

use egui::{Button, Popup, PopupCloseBehavior, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::scene::Scene;
use crate::gui::desk::Desk;
use crate::gui::theme::{gap, icons, text};
use crate::gui::widgets::{ROW_GAP, muted};
use crate::model::Item;
use crate::wording::plural;

/// Says who is missing; a click lists them with what they lack.
pub(super) fn foot_ui(ui: &mut Ui, desk: &mut Desk<'_>, scene: &Scene) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::MEDIUM;
        muted(ui, desk.theme, &format!("{} shown", plural(scene.bubbles.len(), "project")));
        if !scene.missing.is_empty() {
            missing_ui(ui, desk, scene);
        }
        if scene.closed_count > 0 {
            let words = format!(
                "{} done or cancelled, and no question here",
                plural(scene.closed_count, "project")
            );
            muted(ui, desk.theme, &words);
        }
    });
}

fn missing_ui(ui: &mut Ui, desk: &mut Desk<'_>, scene: &Scene) {
    let theme = desk.theme;
    let words =
        format!("{} not shown: a figure is missing", plural(scene.missing.len(), "project"));
    let shown = format!("{}  {words}  {}", icons::WARNING, icons::CARET_DOWN);
    let shown = RichText::new(shown).size(text::SMALL).color(theme.warning);
    let response = ui.add(Button::new(shown).frame_when_inactive(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(320.0);
        ui.spacing_mut().item_spacing.y = ROW_GAP;
        muted(ui, theme, "Missing is not zero, so they stand nowhere. Click one to fill the gap.");
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for (project, lacks) in &scene.missing {
                let name = desk.name(Item::Project(*project));
                let lacks = RichText::new(lacks).size(text::SMALL).color(theme.text_muted);
                let row = Button::selectable(false, name).right_text(lacks).truncate();
                if ui.add(row.min_size(egui::vec2(ui.available_width(), 26.0))).clicked() {
                    desk.requests.select(Item::Project(*project));
                    ui.close();
                }
            }
        });
    });
}
