//! Measures over time: where each stood, where it should stand, and what was read.

use egui::{
    Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::charts::{Axis, Explained, Plot, Scale, Unit, card_of, round_span};
use crate::gui::desk::Desk;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, radius, text};
use crate::gui::widgets::{heading, muted};
use crate::model::{Date, Direction, Figure, Item, Measure, MeasureId, OutcomeId};
use crate::wording;

const CARD_WIDTH: f32 = 300.0;
const CARD_HEIGHT: f32 = 196.0;
/// What the words beside the lines have, in points.
const LABEL_WIDTH: f32 = 64.0;

/// One measure with what it belongs to.
struct Shown<'a> {
    item: Item,
    outcome: String,
    measure: &'a Measure,
}

/// Shows a small chart for each measure: those of the selected outcomes, or all.
pub(super) fn measures_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let portfolio = std::sync::Arc::clone(desk.portfolio);
    let selection = desk.workspace.selection();
    let has_outcome = selection.items().iter().any(|item| matches!(item, Item::Outcome(_)));
    let is_in = |id: &OutcomeId| !has_outcome || selection.has(Item::Outcome(*id));
    let all = portfolio.outcomes.iter().filter(|(id, _)| is_in(id));
    let all: Vec<Shown<'_>> = all
        .flat_map(|(id, outcome)| {
            outcome
                .measures
                .iter()
                .map(|(measure, record)| shown((*id, *measure), &outcome.name, record))
        })
        .collect();
    if all.is_empty() {
        nothing_ui(ui, desk, has_outcome);
        return;
    }
    let words = if has_outcome {
        "Measures of the selected outcomes."
    } else {
        "Measures of all outcomes."
    };
    muted(ui, desk.theme, words);
    ui.add_space(gap::SMALL);
    ScrollArea::vertical().id_salt("measures").auto_shrink([false, false]).show(ui, |ui| {
        let room = ui.available_width() - gap::SMALL;
        let columns = (room / CARD_WIDTH).floor().max(1.0);
        let width = room / columns - gap::MEDIUM;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap::MEDIUM, gap::MEDIUM);
            for shown in &all {
                card_ui(ui, desk, shown, width);
            }
        });
        ui.add_space(gap::LARGE);
        follow_focus(ui);
    });
}

fn shown<'a>((outcome, id): (OutcomeId, MeasureId), name: &str, measure: &'a Measure) -> Shown<'a> {
    Shown { item: Item::Measure(outcome, id), outcome: wording::printable(name), measure }
}

fn nothing_ui(ui: &mut Ui, desk: &Desk<'_>, has_outcome: bool) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, if has_outcome { "The selected outcomes have no measure" } else { "No measure yet" });
        ui.add_space(gap::TINY);
        let says = "A measure shows whether an outcome happens: where it stood, where it should stand and by when, and what was read \
                    since. Select an outcome and add one in the inspector.";
        muted(ui, desk.theme, says);
    });
}

fn card_ui(ui: &mut Ui, desk: &mut Desk<'_>, shown: &Shown<'_>, width: f32) {
    let theme = desk.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD_HEIGHT), Sense::click());
    let is_selected = desk.workspace.selection().has(shown.item);
    let (words, explained) = told(shown);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &words));
    let edge = match (is_selected, response.hovered() || response.has_focus()) {
        (true, _) => theme.accent,
        (false, true) => theme.edge,
        (false, false) => theme.hairline,
    };
    let corner = CornerRadius::same(radius::CARD);
    ui.painter().rect(rect, corner, theme.raised, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    let inside = rect.shrink(gap::MEDIUM);
    let painter = ui.painter_at(inside.expand(2.0));
    let last = shown.measure.actuals.values().next_back();
    let unit = Unit::Number(wording::printable(&shown.measure.unit));
    let last = last.map_or_else(|| "not read yet".to_owned(), |figure| unit.bare(figure.value()));
    let last = painter.layout_no_wrap(last, font(text::BODY, Heft::SemiBold), theme.text);
    let name = wording::printable(&shown.measure.name);
    let name = crate::gui::charts::cut(
        &painter,
        name,
        font(text::BODY, Heft::SemiBold),
        theme.text,
        inside.width() - last.size().x - gap::SMALL,
    );
    painter.galley(inside.right_top() - vec2(last.size().x, 0.0), last, theme.text);
    painter.galley(inside.min, name, theme.text);
    let outcome = crate::gui::charts::cut(
        &painter,
        shown.outcome.clone(),
        font(text::SMALL, Heft::Regular),
        theme.text_muted,
        inside.width(),
    );
    painter.galley(inside.min + vec2(0.0, 19.0), outcome, theme.text_muted);
    let chart = Rect::from_min_max(inside.min + vec2(0.0, 36.0), inside.max);
    paint(&painter, theme, chart, shown.measure);
    if response.clicked() {
        desk.click(shown.item, ui.input(|input| input.modifiers));
    }
    card_of(&response, theme, || explained);
}

/// Days as a number to draw them by.
fn day_number(day: Date) -> f64 {
    let start = Date::new(day.year(), 1, 1).unwrap_or(day);
    let year = f64::from(day.year());
    let in_year = f64::from(day.day_of_year()) - f64::from(start.day_of_year());
    year + in_year / 366.0
}

fn paint(painter: &egui::Painter, theme: &Theme, place: Rect, measure: &Measure) {
    let unit = Unit::Number(wording::printable(&measure.unit));
    let actuals: Vec<(f64, f64)> =
        measure.actuals.iter().map(|(day, figure)| (day_number(*day), figure.value())).collect();
    let target_day = measure.target_by.map(day_number);
    let figures = actuals.iter().map(|(_, value)| *value);
    let stated = [measure.baseline, measure.target].into_iter().flatten().map(Figure::value);
    if measure.baseline.is_none() && measure.target.is_none() && actuals.is_empty() {
        let small = font(text::SMALL, Heft::Regular);
        painter.text(
            place.center(),
            Align2::CENTER_CENTER,
            "Nothing known yet",
            small,
            theme.text_muted,
        );
        return;
    }
    let span = round_span(figures.chain(stated), false);
    let days = actuals.iter().map(|(day, _)| *day).chain(target_day);
    let first = days.clone().fold(f64::INFINITY, f64::min);
    let last = days.fold(f64::NEG_INFINITY, f64::max);
    let (first, last) = if first < last { (first, last) } else { (first - 0.5, last + 0.5) };
    let (first, last) = if first.is_finite() { (first, last) } else { (0.0, 1.0) };
    let title = wording::printable(&measure.unit);
    let plot = small_plot(painter, theme, place, (&unit, &title, span), (first, last));
    stated_lines(painter, theme, &plot, measure);
    let points: Vec<_> =
        actuals.iter().map(|(day, value)| pos2(plot.x.place(*day), plot.y.place(*value))).collect();
    let is_good = is_on_the_way(measure);
    let ink = if is_good { theme.good } else { theme.text };
    painter.line(points.clone(), Stroke::new(2.0, ink));
    for at in points {
        painter.circle(at, 3.0, theme.raised, Stroke::new(1.5, ink));
    }
}

/// The axis at the left, and years at the foot.
fn small_plot(
    painter: &egui::Painter,
    theme: &Theme,
    place: Rect,
    (unit, title, span): (&Unit, &str, (f64, f64)),
    (first, last): (f64, f64),
) -> Plot {
    let names: Vec<String> = Vec::new();
    let axis = Axis { title, unit, span };
    let place = place.with_max_x(place.right() - LABEL_WIDTH);
    let bands = crate::gui::charts::bands(painter, theme, place, axis, &names);
    let x = Scale::new((first, last), (bands.rect.left() + 6.0, bands.rect.right() - 6.0));
    let small = font(text::SMALL, Heft::Regular);
    for year in 1..=4_u8 {
        let year = (first.floor()) + f64::from(year);
        if year < last {
            let at = x.place(year);
            painter.vline(at, bands.rect.y_range(), Stroke::new(1.0, theme.hairline));
            let at = pos2(at, bands.rect.bottom() + gap::TINY);
            painter.text(
                at,
                Align2::CENTER_TOP,
                format!("{year:.0}"),
                small.clone(),
                theme.text_muted,
            );
        }
    }
    Plot { rect: bands.rect, x, y: bands.y }
}

/// Where it stood, as a broken line; where it should stand, as a line with a mark on the day by which. Each says so at its right.
fn stated_lines(painter: &egui::Painter, theme: &Theme, plot: &Plot, measure: &Measure) {
    let unit = Unit::Number(String::new());
    let across = |figure: Figure| {
        let y = plot.y.place(figure.value());
        [pos2(plot.rect.left(), y), pos2(plot.rect.right(), y)]
    };
    let mut labels = Vec::new();
    if let Some(baseline) = measure.baseline {
        let ends = across(baseline);
        let stroke = Stroke::new(1.5, theme.unrated);
        painter.extend(Shape::dashed_line(&ends, stroke, 4.0, 4.0));
        labels.push((ends[1], format!("from {}", unit.bare(baseline.value())), theme.text_muted));
    }
    if let Some(target) = measure.target {
        let ends = across(target);
        painter.line_segment(ends, Stroke::new(1.5, theme.accent));
        labels.push((ends[1], format!("to {}", unit.bare(target.value())), theme.accent));
        if let Some(day) = measure.target_by {
            paint_day(painter, theme, pos2(plot.x.place(day_number(day)), ends[1].y));
        }
    }
    if let [(one, ..), (other, ..)] = labels.as_mut_slice() {
        part(one, other);
    }
    for (at, words, ink) in labels {
        let small = font(text::SMALL, Heft::Medium);
        let words = crate::gui::charts::cut(painter, words, small, ink, LABEL_WIDTH + gap::SMALL);
        painter.galley(at + vec2(gap::TINY, -words.size().y * 0.5), words, ink);
    }
}

/// Moves two words apart that would lie on each other.
fn part(one: &mut egui::Pos2, other: &mut egui::Pos2) {
    let short = 14.0 - (one.y - other.y).abs();
    if short > 0.0 {
        let way = if one.y < other.y { -0.5 } else { 0.5 };
        one.y += short * way;
        other.y -= short * way;
    }
}

/// A diamond where the target is due.
fn paint_day(painter: &egui::Painter, theme: &Theme, at: egui::Pos2) {
    let diamond = [(0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)];
    let corners = diamond.map(|(x, y)| at + vec2(x, y)).to_vec();
    painter.add(Shape::convex_polygon(corners, theme.accent, Stroke::new(1.0, theme.raised)));
}

/// Whether the last reading is nearer to the target than where it stood.
fn is_on_the_way(measure: &Measure) -> bool {
    let last = measure.actuals.values().next_back().map(|figure| figure.value());
    match (last, measure.baseline.or(measure.target)) {
        (Some(last), Some(stated)) => match measure.direction {
            Direction::Up => last > stated.value(),
            Direction::Down => last < stated.value(),
        },
        _ => false,
    }
}

/// The measure in words, and the card that explains it.
fn told(shown: &Shown<'_>) -> (String, Explained) {
    let measure = shown.measure;
    let unit = Unit::Number(wording::printable(&measure.unit));
    let figure = |value: Option<Figure>| {
        value.map_or_else(|| "not given".to_owned(), |value| unit.figure(value.value()))
    };
    let last = measure.actuals.iter().next_back();
    let mut inputs = vec![
        ("Stood at".to_owned(), figure(measure.baseline)),
        ("Target".to_owned(), figure(measure.target)),
    ];
    if let Some(day) = measure.target_by {
        inputs.push(("By".to_owned(), wording::day(day)));
    }
    inputs.extend(measure.actuals.iter().rev().take(6).map(|(day, value)| {
        (format!("Read on {}", wording::day(*day)), unit.figure(value.value()))
    }));
    if let Some(way) = way(measure) {
        inputs.push((
            "Of the way to the target".to_owned(),
            format!("{}\u{202f}%", wording::decimal(way * 100.0, 0)),
        ));
    }
    let value = last.map_or_else(|| "not read yet".to_owned(), |(_, f)| unit.figure(f.value()));
    let name = wording::printable(&measure.name);
    let words = format!("{name}, {}: {value}, target {}", shown.outcome, figure(measure.target));
    let explained = Explained {
        title: name,
        value,
        formula: format!(
            "A measure of “{}”. {}.",
            shown.outcome,
            wording::direction(measure.direction)
        ),
        inputs,
        source: String::new(),
    };
    (words, explained)
}

/// How much of the way from where it stood to the target has been gone, 0 to 1 and beyond; nothing where one of the three is not known.
fn way(measure: &Measure) -> Option<f64> {
    let last = measure.actuals.values().next_back()?.value();
    let (from, to) = (measure.baseline?.value(), measure.target?.value());
    ((to - from).abs() > 0.0).then(|| (last - from) / (to - from))
}
