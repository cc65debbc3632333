//! Above the list: what it shows, how to find in it, and the scale of the bars.

use egui::{
    Align, Align2, Button, Layout, RichText, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};

use super::row::Columns;
use super::view::{Desk, Gesture, Rank, Scale};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::wording::{self, plural};
use crate::workspace::Command;

const HEIGHT: f32 = 48.0;
const AXIS_HEIGHT: f32 = 24.0;

/// The title at the left, the tools at the right.
pub(super) fn head_ui(ui: &mut Ui, rank: &mut Rank, desk: &mut Desk<'_>) {
    let size = vec2(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().item_spacing.x = gap::TINY;
        ui.add_space(16.0);
        scale_ui(ui, rank, desk.theme);
        ui.add_space(gap::TINY);
        compare_button_ui(ui, rank, desk);
        ui.add_space(gap::TINY);
        find_ui(ui, rank, desk.theme);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(16.0);
            told_ui(ui, rank, desk);
        });
    });
}

/// What happens to the order, in words.
fn told_ui(ui: &mut Ui, rank: &Rank, desk: &Desk<'_>) {
    let theme = desk.theme;
    ui.spacing_mut().item_spacing.x = gap::SMALL;
    ui.label(RichText::new("Ranking").font(font(text::BODY, Heft::SemiBold)));
    let moved = rank.board.moved_count();
    let words = match (&rank.gesture, moved) {
        (Gesture::Weighing { .. }, 0) => "No rank changes".to_owned(),
        (Gesture::Weighing { .. }, 1) => "1 changes its rank".to_owned(),
        (Gesture::Weighing { .. }, _) => format!("{} change their rank", wording::count(moved)),
        (_, 0) => plural(rank.board.lines.len(), "project"),
        (_, _) => format!("{} moved since saved", wording::count(moved)),
    };
    let ink = if matches!(rank.gesture, Gesture::Weighing { .. }) {
        theme.accent
    } else {
        theme.text_muted
    };
    let words = RichText::new(words).size(text::SMALL).color(ink);
    ui.add(egui::Label::new(words).truncate());
}

fn find_ui(ui: &mut Ui, rank: &mut Rank, theme: &Theme) {
    let hint = RichText::new(format!("{}  Find", icons::FIND)).color(theme.text_muted);
    let width = if ui.available_width() > 420.0 { 160.0 } else { 96.0 };
    let field = TextEdit::singleline(&mut rank.find).hint_text(hint).desired_width(width);
    let response =
        ui.add(field.margin(vec2(8.0, 5.0))).accessible_name("Find a project in the ranking");
    if std::mem::take(&mut rank.wants_find) {
        response.request_focus();
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        rank.find.clear();
    }
}

fn compare_button_ui(ui: &mut Ui, rank: &Rank, desk: &mut Desk<'_>) {
    let Some(info) = Command::CompareTwo.info() else { return };
    let is_on = rank.comparing.is_some();
    let words = RichText::new(format!("{}  Compare", icons::COMPARE));
    let response = ui.add(Button::selectable(is_on, words));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, info.name));
    let keys = info.shortcut.map_or_else(String::new, |keys| format!(" ({})", keys.in_words()));
    if response.on_hover_text(format!("{}{keys}", info.says)).clicked() {
        desk.requests.run(Command::CompareTwo);
    }
}

fn scale_ui(ui: &mut Ui, rank: &mut Rank, theme: &Theme) {
    let choices = [
        (
            Scale::Largest,
            "Largest",
            "Scale to the largest score",
            "The largest score fills the width",
        ),
        (Scale::Hundred, "0–100", "Scale from 0 to 100", "Bars as parts of all 100 points"),
    ];
    for (scale, word, name, says) in choices {
        let is_on = rank.scale == scale;
        let ink = if is_on { theme.text } else { theme.text_muted };
        let words = RichText::new(word).size(text::SMALL).color(ink);
        let response = ui.add(Button::selectable(is_on, words).min_size(vec2(0.0, 24.0)));
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, name));
        if response.on_hover_text(says).clicked() {
            rank.scale = scale;
        }
    }
}

/// The names of the columns, and the ticks of the scale.
pub(super) fn axis_ui(ui: &mut Ui, rank: &Rank, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), AXIS_HEIGHT), Sense::hover());
    let width = rect.width() - ui.spacing().scroll.allocated_width();
    let columns = Columns::of(rect.left(), width);
    let painter = ui.painter();
    let small = font(text::SMALL, Heft::Regular);
    let y = rect.center().y;
    painter.text(
        egui::pos2(columns.name.min, y),
        Align2::LEFT_CENTER,
        "Project",
        small.clone(),
        theme.text_muted,
    );
    painter.text(
        egui::pos2(columns.points, y),
        Align2::RIGHT_CENTER,
        "Points",
        small.clone(),
        theme.text_muted,
    );
    let end = rank.end_points();
    for tick in ticks(end) {
        let x = columns.bar.min + columns.bar.span() * (tick / end) as f32;
        let word = wording::decimal(tick, 1);
        painter.text(
            egui::pos2(x, y),
            Align2::CENTER_CENTER,
            word,
            small.clone(),
            theme.text_muted,
        );
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.hairline));
}

/// Four to ten round figures from 0 on.
pub(super) fn ticks(end: f64) -> impl Iterator<Item = f64> {
    let steps = [0.5, 1.0, 2.0, 5.0, 10.0, 25.0];
    let step = steps.into_iter().find(|step| end / step <= 6.0).unwrap_or(25.0);
    (0..=10_u8)
        .map(move |number| f64::from(number) * step)
        .take_while(move |tick| *tick <= end + 1e-9)
}

impl Rank {
    /// How many points the right end of the bars stands for; above 0.
    pub(super) fn end_points(&self) -> f64 {
        match self.scale {
            Scale::Largest if self.board.points_max > 0.0 => self.board.points_max,
            Scale::Largest | Scale::Hundred => 100.0,
        }
    }
}
