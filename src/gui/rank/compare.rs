//! Two projects side by side: where the gap between their scores comes from.

use egui::{
    Align, Align2, Color32, CornerRadius, Id, Layout, Rangef, Rect, RichText, Role, ScrollArea,
    Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::card::rating_words;
use super::flip::flip_ui;
use super::view::{Desk, Rank};
use crate::analysis::scoring::{Difference, DifferencePart, Ranked, Weights, difference};
use crate::gui::charts::cut;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, icons, text};
use crate::gui::tips::points_words;
use crate::gui::widgets::{icon_button, muted};
use crate::model::ProjectId;
use crate::wording;

const ROW_HEIGHT: f32 = 28.0;
const BAR_HEIGHT: f32 = 12.0;

/// Which two are compared: the two that were selected last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Comparing {
    pair: Option<[ProjectId; 2]>,
}

impl Rank {
    /// Whether there are two to compare: selected now, or the last two that were.
    pub(super) fn compares(&self, desk: &Desk<'_>) -> bool {
        let has_pair = self.comparing.is_some_and(|comparing| comparing.pair.is_some());
        has_pair || desk.selected().len() == 2
    }
}

/// Shows the two, the gap, and its parts.
pub(super) fn compare_ui(ui: &mut Ui, rank: &mut Rank, desk: &Desk<'_>) {
    ui.set_min_height(ui.available_height());
    let Some(comparing) = &mut rank.comparing else { return };
    if let [one, other] = desk.selected().as_slice() {
        comparing.pair = Some([*one, *other]);
    }
    let pair = comparing.pair;
    let found = |project: ProjectId| rank.board.score_of(project);
    let both = pair.and_then(|[one, other]| Some([found(one)?, found(other)?]));
    let mut is_closed = false;
    let weighing = rank.weighing(desk.portfolio);
    match both.zip(Weights::weighed(&weighing)) {
        Some(([first, second], weights)) => {
            let found = difference(&weights, &first.score, &second.score);
            is_closed = head_ui(ui, desk, [first, second], &found);
            let both = [first.project, second.project];
            if let Some(flip) = rank.spans.flip(&weighing, both) {
                flip_ui(ui, (desk, &rank.key), both, &flip);
            }
            parts_ui(ui, rank, desk, ([first, second], &found));
        }
        None => {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                is_closed = icon_button(ui, icons::CLOSE, "Close the comparison").clicked();
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.label(RichText::new("Compare two").font(font(text::BODY, Heft::SemiBold)));
                    muted(
                        ui,
                        desk.theme,
                        "Select two projects: click one, then click another with Ctrl held.",
                    );
                });
            });
        }
    }
    if is_closed {
        rank.comparing = None;
    }
}

/// Tenths of a point as points: `+1.2`, `−0.4`, `0.0`.
fn signed(tenths: i64) -> String {
    let points = wording::points(i32::try_from(tenths).map_or(0.0, f64::from) / 10.0);
    if tenths > 0 { format!("+{points}") } else { points }
}

/// Both names with their points, and the gap; gives whether it is closed.
fn head_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    [first, second]: [&Ranked; 2],
    found: &Difference,
) -> bool {
    let mut is_closed = false;
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 28.0),
        Layout::right_to_left(Align::Center),
        |ui| {
            is_closed = icon_button(ui, icons::CLOSE, "Close the comparison").clicked();
            let gap = format!("Gap {}", signed(found.gap_tenths));
            ui.label(
                RichText::new(gap).font(font(text::BODY, Heft::SemiBold)).color(desk.theme.accent),
            );
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = gap::SMALL;
                let half = (ui.available_width() - 40.0) * 0.5;
                for (number, ranked) in [first, second].into_iter().enumerate() {
                    if number > 0 {
                        ui.label(
                            RichText::new("versus").size(text::SMALL).color(desk.theme.text_muted),
                        );
                    }
                    let words =
                        format!("{}  {}", desk.name(ranked.project), points_words(&ranked.score));
                    let words = RichText::new(words).font(font(text::BODY, Heft::SemiBold));
                    ui.scope(|ui| {
                        ui.set_max_width(half);
                        ui.add(egui::Label::new(words).truncate());
                    });
                }
            });
        },
    );
    is_closed
}

/// Where the columns stand.
struct Columns {
    name: Rangef,
    first: Rangef,
    bar: Rangef,
    second: Rangef,
    points: f32,
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let width = rect.width();
        let name = Rangef::new(rect.left() + 26.0, rect.left() + (width * 0.26).max(110.0));
        let side = (width * 0.17).clamp(84.0, 170.0);
        let points = rect.right() - 4.0;
        let second = Rangef::new(points - 48.0 - side, points - 48.0);
        let first = Rangef::new(name.max + 8.0, name.max + 8.0 + side);
        Self { name, first, bar: Rangef::new(first.max + 10.0, second.min - 10.0), second, points }
    }
}

fn parts_ui(ui: &mut Ui, rank: &Rank, desk: &Desk<'_>, (both, found): ([&Ranked; 2], &Difference)) {
    let largest = found.parts.first().map_or(0.0, |part| part.points.abs());
    ui.spacing_mut().item_spacing.y = 0.0;
    let foot = ROW_HEIGHT + 22.0;
    let height = (ui.available_height() - foot).max(ROW_HEIGHT);
    ScrollArea::vertical()
        .id_salt("differences")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for part in &found.parts {
                part_ui(ui, rank, desk, both, (part, largest));
            }
        });
    sum_ui(ui, desk, found);
}

fn part_ui(
    ui: &mut Ui,
    rank: &Rank,
    desk: &Desk<'_>,
    both: [&Ranked; 2],
    (part, largest): (&DifferencePart, f64),
) {
    let theme = desk.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let Some(mark) = rank.key.mark(part.outcome) else { return };
    let words = both.map(|ranked| rating_words(desk, ranked.project, part.outcome));
    let response = ui.interact(rect, Id::unique(("difference", part.outcome)), Sense::FOCUSABLE);
    let [first, second] = &words;
    let says = format!("{}: {}; {first} against {second}", mark.name, signed(part.shown_tenths));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &says));
    let (columns, painter, y) = (Columns::of(rect), ui.painter(), rect.center().y);
    if response.has_focus() {
        painter.rect_stroke(rect, 3.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    mark.paint(
        painter,
        theme,
        Rect::from_center_size(pos2(rect.left() + 9.0, y), vec2(18.0, 18.0)),
    );
    let write = |words: String, ink: Color32, range: Rangef, is_right: bool| {
        let galley = cut(painter, words, font(text::SMALL, Heft::Regular), ink, range.span());
        let left = if is_right { range.max - galley.size().x } else { range.min };
        painter.galley(pos2(left, y - galley.size().y * 0.5), galley, ink);
    };
    write(mark.name.clone(), theme.text, columns.name, false);
    let ink = |part: Option<_>| if part.is_some() { theme.text_muted } else { theme.warning };
    let [first, second] = words;
    write(first, ink(part.first.map(|_| ())), columns.first, true);
    write(second, ink(part.second.map(|_| ())), columns.second, false);
    let middle = columns.bar.center();
    if largest > 0.0 {
        let length = (part.points / largest) as f32 * columns.bar.span() * 0.5;
        // What speaks for the first goes to its side, the left.
        let bar = Rect::from_two_pos(
            pos2(middle, y - BAR_HEIGHT * 0.5),
            pos2(middle - length, y + BAR_HEIGHT * 0.5),
        );
        painter.rect_filled(bar, CornerRadius::same(1), mark.ink(theme));
    }
    painter.vline(middle, rect.top()..=rect.bottom(), Stroke::new(1.0, theme.edge));
    let figure = font(text::SMALL, Heft::Medium);
    painter.text(
        pos2(columns.points, y),
        Align2::RIGHT_CENTER,
        signed(part.shown_tenths),
        figure,
        theme.text,
    );
}

fn sum_ui(ui: &mut Ui, desk: &Desk<'_>, found: &Difference) {
    let theme = desk.theme;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let sum: i64 = found.parts.iter().map(|part| part.shown_tenths).sum();
    let says = format!("Sum {}", signed(sum));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &says));
    let (columns, painter, y) = (Columns::of(rect), ui.painter(), rect.center().y);
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.edge));
    let bold = font(text::SMALL, Heft::SemiBold);
    painter.text(pos2(columns.name.min, y), Align2::LEFT_CENTER, "Sum", bold.clone(), theme.text);
    painter.text(pos2(columns.points, y), Align2::RIGHT_CENTER, signed(sum), bold, theme.text);
    muted(
        ui,
        theme,
        "What is not rated is a gap: it adds no points yet, and says nothing against a project.",
    );
}
