//! Above the list: what it shows, how to find in it, and the scale of the bars.

use egui::{
    Align, Align2, Button, Layout, Rect, RichText, Role, Sense, Stroke, TextEdit, Ui, UiBuilder,
    WidgetInfo, vec2,
};

use super::row::Columns;
use super::view::{Desk, Gesture, Rank, Scale, Spread};
use crate::analysis::scoring::robust::KnownBy;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{clear_cross, picker};
use crate::wording::{self, plural};
use crate::workspace::Command;
use crate::workspace::scoring::{no_ranks_sentence, notice_sentence};

const HEIGHT: f32 = 48.0;
const AXIS_HEIGHT: f32 = 24.0;
/// So many odd inputs are named at most.
const ODD_SHOWN: usize = 12;

/// From this width on buttons have words beside their icons.
const WIDTH_WITH_WORDS: f32 = 560.0;

/// How much room the title takes, in points.
const TITLE_WIDTH: f32 = 90.0;

/// The title at the left, the tools at the right.
pub(super) fn head_ui(ui: &mut Ui, rank: &mut Rank, desk: &mut Desk<'_>) {
    let size = vec2(ui.available_width(), HEIGHT);
    let has_words = size.x >= WIDTH_WITH_WORDS;
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().item_spacing.x = gap::TINY;
        ui.add_space(16.0);
        scale_ui(ui, rank, desk.theme);
        ui.add_space(gap::TINY);
        let mut button = |ui: &mut Ui, (command, icon, word): (Command, &str, &str), is_on| {
            let words = if has_words { format!("{icon}  {word}") } else { icon.to_owned() };
            command_button_ui(ui, desk, (command, &words), is_on);
        };
        let is_comparing = rank.comparing.is_some();
        button(ui, (Command::CompareTwo, icons::COMPARE, "Compare"), is_comparing);
        let is_spread = rank.spread == Spread::Shown;
        button(ui, (Command::SpreadRanks, icons::MEASURE, "Ranks"), is_spread);
        ui.add_space(gap::TINY);
        find_ui(ui, rank, desk.theme);
        // Where there is no room, the list says for itself what it is.
        if ui.available_width() > TITLE_WIDTH {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(16.0);
                told_ui(ui, rank, desk.theme);
            });
        }
    });
}

/// What happens to the order, in words.
fn told_ui(ui: &mut Ui, rank: &Rank, theme: &Theme) {
    ui.spacing_mut().item_spacing.x = gap::SMALL;
    ui.label(RichText::new("Ranking").font(font(text::BODY, Heft::SemiBold)));
    let is_weighing = matches!(rank.gesture, Gesture::Weighing { .. });
    let [whole, briefly] = told_words(rank, is_weighing);
    let small = font(text::SMALL, Heft::Regular);
    let width = ui.painter().layout_no_wrap(whole.clone(), small, theme.text).size().x;
    let words = if width < ui.available_width() { whole.as_str() } else { &briefly };
    let ink = if is_weighing { theme.accent } else { theme.text_muted };
    let words = RichText::new(words).size(text::SMALL).color(ink);
    let response = ui.add(egui::Label::new(words).truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &whole));
    response.on_hover_text(whole);
}

/// What happens to the order, and the same where there is little room.
fn told_words(rank: &Rank, is_weighing: bool) -> [String; 2] {
    let moved = rank.board.moved_count();
    let words = match (is_weighing, moved) {
        (true, 0) => "No rank changes".to_owned(),
        (true, 1) => "1 changes its rank".to_owned(),
        (true, _) => format!("{} change their rank", wording::count(moved)),
        (false, 0) => plural(rank.board.lines.len(), "project"),
        (false, _) => format!("{} moved since saved", wording::count(moved)),
    };
    let briefly = match moved {
        0 => words.clone(),
        _ => format!("{} moved", wording::count(moved)),
    };
    match rank.spans.entered() {
        0 => [words, briefly],
        entered => [
            format!("{entered} new in the first {}  ·  {words}", rank.spans.count),
            format!("{entered} new on top"),
        ],
    }
}

fn find_ui(ui: &mut Ui, rank: &mut Rank, theme: &Theme) {
    let hint = RichText::new(format!("{}  Find", icons::FIND)).color(theme.text_muted);
    let room = ui.available_width();
    let width = if room > 420.0 { 160.0 } else { (room - 24.0).clamp(32.0, 96.0) };
    let field = TextEdit::singleline(&mut rank.find).hint_text(hint).desired_width(width);
    let response =
        ui.add(field.margin(vec2(8.0, 5.0))).accessible_name("Find a project in the ranking");
    clear_cross(ui, theme, &response, &mut rank.find);
    if std::mem::take(&mut rank.wants_find) {
        response.request_focus();
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        rank.find.clear();
    }
}

/// A button that turns something on and off.
fn command_button_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (command, words): (Command, &str),
    is_on: bool,
) {
    let Some(info) = command.info() else { return };
    let response = ui.add(Button::selectable(is_on, words));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, info.name));
    let keys = info.shortcut.map_or_else(String::new, |keys| format!(" ({})", keys.in_words()));
    if response.on_hover_text(format!("{}{keys}", info.says)).clicked() {
        desk.requests.run(command);
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
pub(super) fn axis_ui(ui: &mut Ui, rank: &mut Rank, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), AXIS_HEIGHT), Sense::hover());
    let width = rect.width() - ui.spacing().scroll.allocated_width();
    let columns = Columns::of(rect.left(), width, rank.spread);
    if let Some(ranks) = columns.ranks {
        known_ui(ui, rank, theme, Rect::from_x_y_ranges(ranks, rect.y_range()));
    }
    let painter = ui.painter();
    let small = font(text::SMALL, Heft::Regular);
    let y = rect.center().y;
    if !columns.is_stacked {
        painter.text(
            egui::pos2(columns.name.min, y),
            Align2::LEFT_CENTER,
            "Project",
            small.clone(),
            theme.text_muted,
        );
    }
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

/// What the ranks of the strips take as known of the weights; another can be chosen.
fn known_ui(ui: &mut Ui, rank: &mut Rank, theme: &Theme, place: Rect) {
    let choices = [
        (KnownBy::Portfolio, "as known", "What the portfolio says of weights: ranges, or an order"),
        (KnownBy::Order, "same order", "Any weights in the order of those of now"),
        (KnownBy::Nothing, "any weights", "Any weights at all"),
    ];
    let now = choices.iter().find(|(by, ..)| *by == rank.known_by);
    let (word, says) = now.map_or(("", ""), |(_, word, says)| (*word, *says));
    let button = RichText::new(format!("Ranks, {word} {}", icons::CARET_DOWN));
    let button = Button::new(button.size(text::SMALL).color(theme.text_muted)).frame(false);
    let layout = Layout::right_to_left(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(layout), |ui| {
        let name = format!("Ranks each project can take: {says}");
        let list = || choices.iter().map(|(by, _, says)| (*by, (*says).to_owned())).collect();
        let (response, chosen) = picker(ui, theme, (button, &name), list);
        if let Some(by) = chosen {
            rank.known_by = by;
        }
        response.on_hover_text(
            "How often each project has each rank, over all weights that are possible. The best rank is at the left, and the mark below \
             is the rank of now among open projects. The likeliest rank of each project has the full height.",
        );
    });
}

/// Why there are no ranks, where there are none.
pub(super) fn no_ranks_ui(ui: &mut Ui, rank: &Rank, theme: &Theme) {
    let Some(Err(why)) = rank.strips.told().filter(|_| rank.spread == Spread::Shown) else {
        return;
    };
    let words = format!("{}  {}", icons::WARNING, no_ranks_sentence(why));
    let words = RichText::new(words).size(text::SMALL).color(theme.warning);
    egui::Frame::NONE
        .inner_margin(egui::Margin::symmetric(16, 4))
        .show(ui, |ui| ui.add(egui::Label::new(words).wrap()));
}

/// Which inputs are off the scale of the frameworks that ask for them; a click goes to the frameworks.
pub(super) fn odd_inputs_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(odd) = desk.workspace.odd_inputs().latest().filter(|odd| !odd.is_empty()) else {
        return;
    };
    let sentence = |notice| notice_sentence(desk.portfolio, notice);
    let first = odd.first().map(sentence).unwrap_or_default();
    let words = match odd.len() {
        1 => first,
        many => format!("{first} {} more inputs are worth a look.", wording::count(many - 1)),
    };
    let words = format!("{}  {words}", icons::WARNING);
    let words = RichText::new(words).size(text::SMALL).color(desk.theme.warning);
    let all: Vec<String> = odd.iter().take(ODD_SHOWN).map(sentence).collect();
    let frame = egui::Frame::NONE.inner_margin(egui::Margin::symmetric(16, 4));
    let response = frame.show(ui, |ui| ui.add(Button::new(words).frame(false).truncate())).inner;
    if response.on_hover_text(all.join("\n")).clicked() {
        desk.requests.run(Command::ShowFrameworks);
    }
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
