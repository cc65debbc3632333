//! Cash by period: what comes in above the line, what goes out below it, and under that the sum of all so far.

use egui::{Color32, CornerRadius, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::flow::Flow;
use super::sums::sums_ui;
use crate::analysis::finance::Cash;
use crate::gui::charts::{
    Axis, Bands, Explained, KeyMark, KeyRow, Unit, bands, card_of, key_ui, round_span,
};
use crate::gui::desk::Desk;
use crate::gui::theme::{Theme, gap};

/// From this height on the sums have a chart of their own below the bars.
const HEIGHT_FOR_TWO: f32 = 300.0;
/// How much of the height the bars have.
const BARS_PART: f32 = 0.46;

/// What goes out, from the line down: its colour, its word and its amount.
fn going_out(theme: &Theme, cash: &Cash) -> [(Color32, &'static str, f64); 3] {
    [
        (theme.category(0), "Capital, once", cash.capex),
        (theme.category(5), "Expense, once", cash.opex),
        (theme.category(1), "Running", cash.run),
    ]
}

/// Shows it in all the room there is.
pub(super) fn cash_ui(ui: &mut Ui, desk: &Desk<'_>, flow: &Flow) {
    let theme = desk.theme;
    let unit = Unit::Money(desk.portfolio.currency);
    key_ui(ui, theme, &key_rows(theme, flow));
    ui.add_space(gap::SMALL);
    let place = ui.available_rect_before_wrap();
    if place.height() < HEIGHT_FOR_TWO {
        bars_ui(ui, desk, (flow, &unit), place);
        return;
    }
    let middle = place.top() + place.height() * BARS_PART;
    let upper = Rect::from_min_max(place.min, pos2(place.right(), middle - gap::SMALL));
    let lower = Rect::from_min_max(pos2(place.left(), middle + gap::SMALL), place.max);
    bars_ui(ui, desk, (flow, &unit), upper);
    sums_ui(ui, desk, (flow, &unit), lower);
}

/// Only what there is.
fn key_rows(theme: &Theme, flow: &Flow) -> Vec<KeyRow> {
    let row = |mark, ink, words: &str| KeyRow { mark, ink, words: words.to_owned() };
    let mut rows = Vec::new();
    if flow.periods.iter().any(|cash| cash.benefit + cash.residual > 0.0) {
        rows.push(row(KeyMark::Area, theme.good, "Benefit"));
    }
    for number in 0..3_usize {
        let part = |cash: &Cash| going_out(theme, cash).get(number).copied();
        let has = flow.periods.iter().filter_map(part).any(|(.., amount)| amount > 0.0);
        if let Some((ink, words, _)) = part(&Cash::default()).filter(|_| has) {
            rows.push(row(KeyMark::Area, ink, words));
        }
    }
    rows.push(row(KeyMark::Dot, theme.text, "Net"));
    rows.push(row(KeyMark::Line, theme.text, "Sum so far"));
    if flow.sums_today.is_some() {
        rows.push(row(KeyMark::Dashes, theme.text_muted, "Sum so far, worth today"));
    }
    if !flow.between.is_empty() {
        rows.push(row(KeyMark::Area, between_ink(theme), "From worst to best, all at once"));
    }
    rows
}

/// What lies between the worst and the best.
pub(super) fn between_ink(theme: &Theme) -> Color32 {
    theme.accent.lerp_to_gamma(theme.surface, if theme.is_dark { 0.72 } else { 0.84 })
}

fn bars_ui(ui: &Ui, desk: &Desk<'_>, (flow, unit): (&Flow, &Unit), place: Rect) {
    let theme = desk.theme;
    let title = format!("Each period, {}", desk.portfolio.currency.code());
    let ends = flow.periods.iter().flat_map(|cash| [cash.benefit + cash.residual, -cash.cost()]);
    let axis = Axis { title: &title, unit, span: round_span(ends, true) };
    let bands = bands(ui.painter(), theme, place, axis, &flow.names);
    for (number, cash) in flow.periods.iter().enumerate() {
        paint_bar(ui, theme, &bands, (number, cash));
    }
    periods_ui(ui, theme, &bands, (flow, unit));
}

fn paint_bar(ui: &Ui, theme: &Theme, bands: &Bands, (number, cash): (usize, &Cash)) {
    let slot = bands.range(number);
    let half = (slot.span() * 0.32).clamp(1.0, 22.0);
    let (left, right) = (slot.center() - half, slot.center() + half);
    let bar = |from: f64, to: f64, ink| {
        if (to - from).abs() <= f64::EPSILON {
            return;
        }
        let ends = (bands.y.place(from), bands.y.place(to));
        let rect =
            Rect::from_min_max(pos2(left, ends.0.min(ends.1)), pos2(right, ends.0.max(ends.1)));
        // A hairline of ground parts one from the next.
        let rect = if rect.height() > 3.0 { rect.shrink2(vec2(0.0, 0.5)) } else { rect };
        ui.painter().rect_filled(rect, CornerRadius::same(1), ink);
    };
    bar(0.0, cash.benefit + cash.residual, theme.good);
    let mut below = 0.0;
    for (ink, _, amount) in going_out(theme, cash) {
        bar(below, below - amount, ink);
        below -= amount;
    }
    let net = pos2(slot.center(), bands.y.place(cash.net()));
    ui.painter().circle(net, 4.0, theme.text, Stroke::new(1.5, theme.surface));
}

/// Each period is a thing to point at, with its card.
fn periods_ui(ui: &Ui, theme: &Theme, bands: &Bands, (flow, unit): (&Flow, &Unit)) {
    for (number, name) in flow.names.iter().enumerate() {
        let Some(cash) = flow.periods.get(number) else { continue };
        let rect = Rect::from_x_y_ranges(bands.range(number), bands.rect.y_range());
        let id = Id::unique(("period", number));
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        let says = format!("{name}: net {}", unit.figure(cash.net()));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
        if response.hovered() || response.has_focus() {
            let ink = theme.text.gamma_multiply(0.06);
            ui.painter().rect_filled(rect, CornerRadius::ZERO, ink);
        }
        card_of(&response, theme, || told(theme, (name, cash), unit));
    }
}

fn told(theme: &Theme, (name, cash): (&str, &Cash), unit: &Unit) -> Explained {
    let mut inputs = Vec::new();
    if cash.benefit > 0.0 {
        inputs.push(("Benefit".to_owned(), unit.exact(cash.benefit)));
    }
    if cash.residual > 0.0 {
        inputs.push(("Left at the end".to_owned(), unit.exact(cash.residual)));
    }
    let out = going_out(theme, cash).into_iter().filter(|(.., amount)| *amount > 0.0);
    inputs.extend(out.map(|(_, word, amount)| (word.to_owned(), unit.exact(-amount))));
    Explained {
        title: name.to_owned(),
        value: unit.exact(cash.net()),
        formula: "Net: what comes in less what goes out.".to_owned(),
        inputs,
        source:
            "From the lines of cost and benefit, people by their rates, and the chosen vendors."
                .to_owned(),
    }
}
