//! Alignment: for each outcome its part of all weights against its part of all spending.

use egui::{
    Align2, CornerRadius, Rangef, Rect, RichText, Role, ScrollArea, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::view::Tradeoffs;
use crate::analysis::scoring::{Row, alignment};
use crate::gui::charts::{Explained, KeyMark, KeyRow, Scale, Unit, card_of, key_ui};
use crate::gui::desk::Desk;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{heading, muted};
use crate::model::{Item, OutcomeId};

const ROW_HEIGHT: f32 = 34.0;
/// A gap of so many parts of one is named.
const TELLING: f64 = 0.05;

/// Shows a line for each outcome, the widest gap first.
pub(super) fn align_ui(ui: &mut Ui, _view: &Tradeoffs, desk: &mut Desk<'_>) {
    let found = alignment(desk.portfolio, desk.workspace.ranking(), desk.workspace.costs());
    let Some(found) = found.filter(|found| found.rows.values().any(|row| row.cost.is_some()))
    else {
        ui.vertical_centered(|ui| {
            ui.set_max_width(420.0);
            ui.add_space(ui.available_height() * 0.3);
            heading(ui, "Nothing to compare yet");
            ui.add_space(gap::TINY);
            let says = "Alignment sets what outcomes weigh against what is spent on them. It needs outcomes with weights, and \
                        rated projects with costs.";
            muted(ui, desk.theme, says);
        });
        return;
    };
    let mut rows: Vec<(OutcomeId, Row)> = found.rows.into_iter().collect();
    let gap_of = |row: &Row| row.cost.unwrap_or(0.0) - row.weight;
    rows.sort_by(|(_, one), (_, other)| gap_of(other).total_cmp(&gap_of(one)));
    said_ui(ui, desk, &rows, found.unattributed);
    let theme = desk.theme;
    let key = [
        (KeyMark::Dot, theme.text, "Weight: part of all weights"),
        (KeyMark::Area, theme.accent, "Spending: part of all cost"),
        (KeyMark::Line, theme.warning, "More money than weight"),
        (KeyMark::Line, theme.category(0), "Less money than weight"),
    ];
    let key = key.map(|(mark, ink, words)| KeyRow { mark, ink, words: words.to_owned() });
    key_ui(ui, theme, &key);
    ui.add_space(gap::SMALL);
    let largest =
        rows.iter().map(|(_, row)| row.weight.max(row.cost.unwrap_or(0.0))).fold(0.01, f64::max);
    let columns = Columns::of(ui, largest * 1.08);
    axis_ui(ui, theme, &columns);
    ScrollArea::vertical().id_salt("alignment").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (outcome, row) in &rows {
            row_ui(ui, desk, &columns, (*outcome, row));
        }
        follow_focus(ui);
    });
}

/// The widest gaps, in a sentence.
fn said_ui(ui: &mut Ui, desk: &Desk<'_>, rows: &[(OutcomeId, Row)], unattributed: Option<f64>) {
    let share = |value: f64| Unit::Share.figure((value * 1000.0).round() / 1000.0);
    let far = rows
        .iter()
        .filter(|(_, row)| row.cost.is_some_and(|cost| (cost - row.weight).abs() >= TELLING));
    let count = far.count();
    let words = match count {
        0 => {
            "Money goes where the weight is: no outcome is apart by five points or more.".to_owned()
        }
        1 => "One outcome gets five points more or less of the money than it has of the weight."
            .to_owned(),
        _ => format!(
            "{count} outcomes get at least five points more or less of the money than they have of the weight."
        ),
    };
    ui.label(RichText::new(words).size(text::BODY).color(desk.theme.text));
    if let Some(part) = unattributed.filter(|part| *part >= 0.0005) {
        let words = format!(
            "{} of all spending goes to projects that are rated for no outcome.",
            share(part)
        );
        muted(ui, desk.theme, &words);
    }
    ui.add_space(gap::SMALL);
}

/// Where things stand in each row.
struct Columns {
    name: Rangef,
    scale: Scale,
    bar: Rangef,
    gap_right: f32,
}

impl Columns {
    fn of(ui: &Ui, end: f64) -> Self {
        let room = ui.available_rect_before_wrap();
        let width = room.width() - ui.spacing().scroll.allocated_width();
        let name = Rangef::new(room.left(), room.left() + (width * 0.3).clamp(140.0, 300.0));
        let gap_right = room.left() + width - gap::TINY;
        let bar = Rangef::new(name.max + gap::MEDIUM, (gap_right - 96.0).max(name.max + 60.0));
        Self { name, scale: Scale::new((0.0, end), (bar.min, bar.max)), bar, gap_right }
    }
}

fn axis_ui(ui: &mut Ui, theme: &Theme, columns: &Columns) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let small = font(text::SMALL, Heft::Regular);
    let painter = ui.painter();
    let (ticks, step) = columns.scale.ticks(72.0);
    for tick in ticks {
        let at = pos2(columns.scale.place(tick), rect.center().y);
        let words = format!("{}\u{202f}%", Unit::Share.tick(tick, step));
        painter.text(at, Align2::CENTER_CENTER, words, small.clone(), theme.text_muted);
    }
    let at = pos2(columns.gap_right, rect.center().y);
    painter.text(at, Align2::RIGHT_CENTER, "Apart", small, theme.text_muted);
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.hairline));
}

fn row_ui(ui: &mut Ui, desk: &mut Desk<'_>, columns: &Columns, (outcome, row): (OutcomeId, &Row)) {
    let theme = desk.theme;
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = desk.name(Item::Outcome(outcome));
    let is_selected = desk.workspace.selection().has(Item::Outcome(outcome));
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, is_selected, row_words(&name, row))
    });
    let fill = match (is_selected, response.hovered() || response.has_focus()) {
        (true, _) => Some(theme.accent_soft),
        (false, true) => Some(theme.hovered),
        (false, false) => None,
    };
    let painter = ui.painter();
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.hairline));
    for tick in columns.scale.ticks(72.0).0 {
        let stroke = Stroke::new(1.0, theme.hairline);
        painter.vline(columns.scale.place(tick), rect.y_range(), stroke);
    }
    let galley = egui::WidgetText::from(
        RichText::new(&name).font(font(text::BODY, Heft::Medium)).color(theme.text),
    )
    .into_galley(
        ui,
        Some(egui::TextWrapMode::Truncate),
        columns.name.span() - gap::SMALL,
        egui::TextStyle::Body,
    );
    let at = pos2(columns.name.min + gap::TINY, rect.center().y - galley.size().y * 0.5);
    ui.painter().galley(at, galley, theme.text);
    paint_row(ui, theme, columns, (rect, row));
    if response.clicked() {
        desk.click(Item::Outcome(outcome), ui.input(|input| input.modifiers));
    }
    card_of(&response, theme, || told(&name, row));
}

fn paint_row(ui: &Ui, theme: &Theme, columns: &Columns, (rect, row): (Rect, &Row)) {
    let painter = ui.painter();
    let y = rect.center().y;
    let weight = pos2(columns.scale.place(row.weight), y);
    let Some(cost) = row.cost else { return };
    let money = pos2(columns.scale.place(cost), y);
    let apart = cost - row.weight;
    let ink = if apart > 0.0 { theme.warning } else { theme.category(0) };
    painter.hline(columns.bar.min..=columns.bar.max, y, Stroke::new(1.0, theme.hairline));
    painter.line_segment([weight, money], Stroke::new(3.0, ink));
    let square = Rect::from_center_size(money, vec2(10.0, 10.0));
    painter.rect(
        square,
        CornerRadius::same(2),
        theme.accent,
        Stroke::new(1.5, theme.surface),
        egui::StrokeKind::Outside,
    );
    painter.add(Shape::circle_filled(weight, 6.0, theme.surface));
    painter.add(Shape::circle_filled(weight, 4.5, theme.text));
    let heft = if apart.abs() >= TELLING { Heft::SemiBold } else { Heft::Regular };
    let ink = if apart.abs() >= TELLING { ink } else { theme.text_muted };
    let at = pos2(columns.gap_right, y);
    painter.text(at, Align2::RIGHT_CENTER, apart_words(apart), font(text::BODY, heft), ink);
}

/// `+4.2 points`: percentage points, more money than weight above nothing.
fn apart_words(apart: f64) -> String {
    let points = crate::wording::decimal(apart * 100.0, 1);
    if apart > 0.0 && points != "0" { format!("+{points}") } else { points }
}

fn row_words(name: &str, row: &Row) -> String {
    let share = |value: f64| Unit::Share.figure(value);
    let spent = row.cost.map_or_else(|| "unknown".to_owned(), share);
    format!("{name}: weight {}, spending {spent}", share(row.weight))
}

fn told(name: &str, row: &Row) -> Explained {
    let share = |value: f64| Unit::Share.figure(value);
    let maybe = |value: Option<f64>| value.map_or_else(|| "not known".to_owned(), share);
    Explained {
        title: name.to_owned(),
        value: row.cost.map_or_else(String::new, |cost| apart_words(cost - row.weight)),
        formula: "Part of spending less part of weight, in percentage points. The cost of each project is shared out over \
                  the outcomes it serves, in proportion to the points it has from each."
            .to_owned(),
        inputs: vec![
            ("Part of all weights".to_owned(), share(row.weight)),
            ("Part of all spending".to_owned(), maybe(row.cost)),
            ("Part of all points".to_owned(), maybe(row.value)),
        ],
        source: "Over all projects that are neither done nor cancelled.".to_owned(),
    }
}
