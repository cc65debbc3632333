//! The sum of all cash so far: its line, how it could run, its lowest point, and when it is back at zero.

use egui::{
    Align2, Color32, CornerRadius, Id, Mesh, Pos2, Rect, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::cash::between_ink;
use super::flow::Flow;
use crate::gui::charts::{Axis, Bands, Explained, Unit, bands, card_of, round_span};
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};

/// Shows it in `place`.
pub(super) fn sums_ui(ui: &Ui, desk: &Desk<'_>, (flow, unit): (&Flow, &Unit), place: Rect) {
    let theme = desk.theme;
    let title = format!("Sum so far, {}", desk.portfolio.currency.code());
    let today = flow.sums_today.iter().flatten().copied();
    let between = flow.between.iter().flat_map(|(worst, best)| [*worst, *best]);
    let all = flow.sums.iter().copied().chain(today).chain(between);
    let axis = Axis { title: &title, unit, span: round_span(all, true) };
    let bands = bands(ui.painter(), theme, place, axis, &flow.names);
    paint_between(ui, theme, &bands, &flow.between);
    if let Some(today) = &flow.sums_today {
        let stroke = Stroke::new(1.5, theme.text_muted);
        ui.painter().extend(Shape::dashed_line(&points(&bands, today), stroke, 5.0, 4.0));
    }
    let line = points(&bands, &flow.sums);
    ui.painter().line(line.clone(), Stroke::new(2.0, theme.text));
    for at in &line {
        ui.painter().circle(*at, 3.0, theme.surface, Stroke::new(1.5, theme.text));
    }
    marks(ui, theme, &bands, (flow, unit));
    sums_by_period_ui(ui, theme, &bands, (flow, unit));
}

fn points(bands: &Bands, sums: &[f64]) -> Vec<Pos2> {
    let at = |(number, sum): (usize, &f64)| pos2(bands.range(number).center(), bands.y.place(*sum));
    sums.iter().enumerate().map(at).collect()
}

/// The area between the worst and the best.
fn paint_between(ui: &Ui, theme: &Theme, bands: &Bands, between: &[(f64, f64)]) {
    let ink = between_ink(theme);
    let mut mesh = Mesh::default();
    for (place, (number, (worst, best))) in (0_u32..).zip(between.iter().enumerate()) {
        let x = bands.range(number).center();
        mesh.colored_vertex(pos2(x, bands.y.place(*worst)), ink);
        mesh.colored_vertex(pos2(x, bands.y.place(*best)), ink);
        if let Some(before) = place.checked_sub(1) {
            mesh.add_triangle(before * 2, before * 2 + 1, place * 2);
            mesh.add_triangle(before * 2 + 1, place * 2, place * 2 + 1);
        }
    }
    ui.painter().add(mesh);
}

/// The lowest point, the point where all is back, and the end, in words.
fn marks(ui: &Ui, theme: &Theme, bands: &Bands, (flow, unit): (&Flow, &Unit)) {
    let at = |number: usize| {
        let sum = flow.sums.get(number).copied().unwrap_or(0.0);
        (pos2(bands.range(number).center(), bands.y.place(sum)), sum)
    };
    let last = flow.sums.len().saturating_sub(1);
    let mut taken: Vec<Rect> = Vec::new();
    let is_told = |deepest: &usize| at(*deepest).1 < at(last).1;
    if let Some(deepest) = flow.deepest.filter(is_told) {
        let (place, sum) = at(deepest);
        let words = format!("Lowest: {}", unit.bare(sum));
        taken.push(word(ui, theme, bands, (place, Align2::CENTER_TOP), (&words, theme.danger)));
    }
    if let Some(back) = flow.back_at {
        let slot = bands.range(0);
        let place = pos2(slot.center() + slot.span() * back as f32, bands.y.place(0.0));
        ui.painter().circle(place, 4.5, theme.good, Stroke::new(1.5, theme.surface));
        taken.push(word(
            ui,
            theme,
            bands,
            (place, Align2::CENTER_BOTTOM),
            ("Paid back", theme.good),
        ));
    }
    if !flow.sums.is_empty() {
        let (place, sum) = at(last);
        // On the side from which the line does not come.
        let is_rising = flow.periods.last().is_some_and(|cash| cash.net() > 0.0);
        let align = if is_rising { Align2::RIGHT_BOTTOM } else { Align2::RIGHT_TOP };
        let words = format!("End: {}", unit.bare(sum));
        let near = taken.iter().any(|rect| rect.distance_to_pos(place) < 60.0);
        if !near {
            word(ui, theme, bands, (place, align), (&words, theme.text));
        }
    }
}

/// Words beside a point, kept inside the chart and readable on what lies under them; gives where they stand.
fn word(
    ui: &Ui,
    theme: &Theme,
    bands: &Bands,
    (place, align): (Pos2, Align2),
    (words, ink): (&str, Color32),
) -> Rect {
    let small = font(text::SMALL, Heft::SemiBold);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), small, ink);
    let away = if align.y() == egui::Align::Min { gap::SMALL } else { -gap::SMALL };
    let rect = align.anchor_size(place + vec2(0.0, away), galley.size());
    let room = bands.rect.expand2(vec2(gap::SMALL, 2.0));
    let inside = (room.size() - rect.size()).max(vec2(0.0, 0.0));
    let min = rect.min.clamp(room.min, room.min + inside);
    let rect = Rect::from_min_size(min, rect.size());
    let ground = theme.surface.gamma_multiply(0.85);
    ui.painter().rect_filled(rect.expand2(vec2(3.0, 0.0)), CornerRadius::same(3), ground);
    ui.painter().galley(rect.min, galley, ink);
    rect
}

/// Each period is a thing to point at, with its card.
fn sums_by_period_ui(ui: &Ui, theme: &Theme, bands: &Bands, (flow, unit): (&Flow, &Unit)) {
    for (number, name) in flow.names.iter().enumerate() {
        let rect = Rect::from_x_y_ranges(bands.range(number), bands.rect.y_range());
        let id = Id::unique(("sum", number));
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        let sum = flow.sums.get(number).copied().unwrap_or(0.0);
        let says = format!("{name}: sum so far {}", unit.figure(sum));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
        if response.hovered() || response.has_focus() {
            let ink = theme.text.gamma_multiply(0.06);
            ui.painter().rect_filled(rect, CornerRadius::ZERO, ink);
        }
        card_of(&response, theme, || told((flow, unit), (number, name)));
    }
}

fn told((flow, unit): (&Flow, &Unit), (number, name): (usize, &str)) -> Explained {
    let sum = flow.sums.get(number).copied().unwrap_or(0.0);
    let net = flow.periods.get(number).map_or(0.0, crate::analysis::finance::Cash::net);
    let mut inputs = vec![
        ("Before".to_owned(), unit.exact(sum - net)),
        ("Net of this period".to_owned(), unit.exact(net)),
    ];
    if let Some(today) = flow.sums_today.as_ref().and_then(|sums| sums.get(number)) {
        inputs.push(("Worth today".to_owned(), unit.exact(*today)));
    }
    if let Some((worst, best)) = flow.between.get(number) {
        inputs.push(("If all went badly".to_owned(), unit.exact(*worst)));
        inputs.push(("If all went well".to_owned(), unit.exact(*best)));
    }
    Explained {
        title: format!("Sum up to {name}"),
        value: unit.exact(sum),
        formula: "The nets of all periods so far.".to_owned(),
        inputs,
        source: String::new(),
    }
}
