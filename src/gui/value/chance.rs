//! What chance makes of it: the S-curve of many futures, and the tornado of what moves them.

use egui::{
    Align2, CornerRadius, Id, Rect, RichText, Role, ScrollArea, Sense, Shape, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::owned::line_name;
use super::view::Shown;
use crate::analysis::finance::chance::{Distribution, Influence, Input, Sampled, Simulation};
use crate::gui::charts::{
    Axis, Explained, Plot, Scale, Unit, cut, explained_ui, plot as draw_axes, round_span,
};
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{bar, heading, muted, primary_button, quiet_button, switch};
use crate::model::{Item, Portfolio};
use crate::wording;
use crate::workspace::{Drawn, Futures, Request};

/// So many futures are drawn.
const RUNS: usize = 20_000;
/// So many bars has the tornado at most.
const BARS_MAX: usize = 14;
/// From this width on curve and tornado stand side by side.
const WIDTH_SIDE_BY_SIDE: f32 = 760.0;
const ROW_HEIGHT: f32 = 26.0;

/// Of what the S-curve is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Curve {
    #[default]
    Npv,
    Cost,
    Benefit,
}

/// Shows what is known; asks for what is not.
pub(super) fn chance_ui(ui: &mut Ui, curve: &mut Curve, desk: &mut Desk<'_>, shown: &Shown) {
    let futures = Futures { choice: shown.choice.clone(), runs: RUNS };
    match desk.workspace.drawn(&futures) {
        Drawn::All(found) => found_ui(ui, curve, desk, found),
        Drawn::UnderWay(permille) => under_way_ui(ui, desk, permille),
        Drawn::Stopped => stopped_ui(ui, desk, futures),
        Drawn::Nothing => {
            desk.requests.push(Request::Simulate(Box::new(futures)));
            under_way_ui(ui, desk, 0);
        }
    }
}

fn under_way_ui(ui: &mut Ui, desk: &mut Desk<'_>, permille: u32) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(320.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, &format!("Drawing {} futures", wording::count(RUNS)));
        ui.add_space(gap::SMALL);
        let _bar = bar(ui, desk.theme, f64::from(permille) / 1000.0, desk.theme.accent);
        ui.add_space(gap::SMALL);
        if quiet_button(ui, "Stop").clicked() {
            desk.requests.push(Request::StopSimulating);
        }
    });
    // Progress comes without a call.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}

fn stopped_ui(ui: &mut Ui, desk: &mut Desk<'_>, futures: Futures) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(320.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, "Stopped");
        muted(ui, desk.theme, "The futures of these projects have not been drawn to the end.");
        ui.add_space(gap::SMALL);
        if primary_button(ui, desk.theme, "Draw them").clicked() {
            desk.requests.push(Request::Simulate(Box::new(futures)));
        }
    });
}

fn found_ui(ui: &mut Ui, curve: &mut Curve, desk: &mut Desk<'_>, found: &Simulation) {
    said_ui(ui, desk, found);
    ui.add_space(gap::SMALL);
    let room = ui.available_rect_before_wrap();
    if room.width() >= WIDTH_SIDE_BY_SIDE {
        let half = (room.width() - gap::LARGE) * 0.5;
        let left = Rect::from_min_size(room.min, vec2(half, room.height()));
        let right = Rect::from_min_size(pos2(left.right() + gap::LARGE, room.top()), left.size());
        ui.scope_builder(egui::UiBuilder::new().max_rect(left), |ui| {
            curve_ui(ui, curve, desk, found);
        });
        ui.scope_builder(egui::UiBuilder::new().max_rect(right), |ui| tornado_ui(ui, desk, found));
        return;
    }
    let upper = Rect::from_min_size(room.min, vec2(room.width(), room.height() * 0.55));
    let lower = Rect::from_min_max(pos2(room.left(), upper.bottom() + gap::MEDIUM), room.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(upper), |ui| curve_ui(ui, curve, desk, found));
    ui.scope_builder(egui::UiBuilder::new().max_rect(lower), |ui| tornado_ui(ui, desk, found));
}

/// `± 0.4 %` behind a share.
fn share(sampled: Sampled) -> String {
    let percent = |part: f64, decimals| wording::decimal(part * 100.0, decimals);
    format!("{} ± {}\u{202f}%", percent(sampled.value, 1), percent(sampled.error, 1))
}

/// How probable what one would rather not have is, in a line.
fn said_ui(ui: &mut Ui, desk: &Desk<'_>, found: &Simulation) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::LARGE;
        let mut said = vec![
            (
                format!("{} to be worth less than nothing", share(found.loss)),
                found.loss.value > 0.2,
            ),
            (
                format!("{} to cost more than likely", share(found.overrun)),
                found.overrun.value > 0.5,
            ),
        ];
        for budget in &found.budgets {
            let name = desk.name(Item::Budget(budget.budget));
            said.push((
                format!("{} to overrun “{name}”", share(budget.overrun)),
                budget.overrun.value > 0.2,
            ));
        }
        for (words, is_bad) in said.iter().take(4) {
            let ink = if *is_bad { desk.theme.danger } else { desk.theme.text };
            ui.label(RichText::new(words).font(font(text::BODY, Heft::Medium)).color(ink));
        }
    });
    let words = format!(
        "{} futures, seed 1. Every estimate is drawn as its spread has it, risks happen or not, causes that projects share make them go wrong together.",
        wording::count(found.runs)
    );
    muted(ui, desk.theme, &words);
}

fn curve_ui(ui: &mut Ui, curve: &mut Curve, desk: &Desk<'_>, found: &Simulation) {
    let theme = desk.theme;
    let choices = [
        (Curve::Npv, "Worth today", "The net present value"),
        (Curve::Cost, "Cost", "All costs, undiscounted, losses to risks among them"),
        (Curve::Benefit, "Benefit", "All benefits, undiscounted"),
    ];
    if let Some(chosen) = switch(ui, theme, *curve, &choices) {
        *curve = chosen;
    }
    ui.add_space(gap::SMALL);
    let (name, distribution) = match curve {
        Curve::Npv => ("Worth today", &found.npv),
        Curve::Cost => ("Cost", &found.cost),
        Curve::Benefit => ("Benefit", &found.benefit),
    };
    let currency = desk.portfolio.currency;
    let coins = currency.minor_per_unit() as f64;
    let (money, part) = (Unit::Money(currency), Unit::Share);
    // The outermost hundredths stretch the scale and say little.
    let inner = |point: &&crate::analysis::finance::chance::CurvePoint| {
        (0.005..=0.995).contains(&point.share)
    };
    let amounts = distribution.curve.iter().filter(inner).map(|point| point.amount / coins);
    let (x_title, y_title) =
        (format!("{name}, {}", currency.code()), "Futures that come to no more, %".to_owned());
    let axes = [
        Axis { title: &x_title, unit: &money, span: round_span(amounts, false) },
        Axis { title: &y_title, unit: &part, span: (0.0, 1.0) },
    ];
    let place = ui.available_rect_before_wrap();
    let painter = ui.painter_at(place);
    let plot = draw_axes(&painter, theme, place, axes);
    let at = |share: f64, amount: f64| pos2(plot.x.place(amount / coins), plot.y.place(share));
    let line: Vec<_> = distribution
        .curve
        .iter()
        .filter(inner)
        .map(|point| at(point.share, point.amount))
        .collect();
    painter.line(line, Stroke::new(2.0, theme.accent));
    marks_ui(ui, theme, (&plot, &money, coins), (name, distribution));
}

/// The points that people quote, each with its card.
fn marks_ui(
    ui: &Ui,
    theme: &Theme,
    (plot, money, coins): (&Plot, &Unit, f64),
    (name, found): (&str, &Distribution),
) {
    let marks = [
        (0.1, "P10", found.p10),
        (0.5, "P50", found.p50),
        (0.8, "P80", found.p80),
        (0.9, "P90", found.p90),
    ];
    for (share, word, sampled) in marks {
        let at = pos2(plot.x.place(sampled.value / coins), plot.y.place(share));
        let painter = ui.painter();
        let ends = [pos2(at.x, plot.rect.bottom()), at];
        painter.extend(Shape::dashed_line(&ends, Stroke::new(1.0, theme.edge), 4.0, 3.0));
        painter.circle(at, 4.5, theme.accent, Stroke::new(1.5, theme.surface));
        let words = format!("{word}  {}", money.figure(sampled.value / coins));
        let is_right = at.x < plot.rect.center().x;
        let (shift, align) =
            if is_right { (8.0, Align2::LEFT_TOP) } else { (-8.0, Align2::RIGHT_BOTTOM) };
        let small = font(text::SMALL, Heft::Medium);
        painter.text(
            at + vec2(shift, if is_right { 2.0 } else { -2.0 }),
            align,
            &words,
            small,
            theme.text,
        );
        let rect = Rect::from_center_size(at, vec2(18.0, 18.0));
        let response = ui.interact(rect, Id::unique(("percentile", word)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name} {words}")));
        let explained = Explained {
            title: format!("{name}, {word}"),
            value: money.figure(sampled.value / coins),
            formula: format!(
                "In {}\u{202f}% of the futures that were drawn it is no more.",
                wording::decimal(share * 100.0, 0)
            ),
            inputs: vec![
                ("In full".to_owned(), money.exact(sampled.value / coins)),
                ("Standard error".to_owned(), money.figure(sampled.error / coins)),
                ("Mean of all futures".to_owned(), money.figure(found.mean.value / coins)),
                ("Standard deviation".to_owned(), money.figure(found.deviation / coins)),
            ],
            source: String::new(),
        };
        response.on_hover_ui(|ui| explained_ui(ui, theme, &explained));
    }
}

fn input_name(portfolio: &Portfolio, input: Input) -> String {
    match input {
        Input::Stream(project, origin) => {
            let project_name = wording::item_label(portfolio, Item::Project(project));
            format!(
                "{}, {}",
                line_name(portfolio, project, origin),
                wording::printable(&project_name)
            )
        }
        Input::Risk(id) => wording::printable(&wording::item_label(portfolio, Item::Risk(id))),
    }
}

fn tornado_ui(ui: &mut Ui, desk: &mut Desk<'_>, found: &Simulation) {
    let theme = desk.theme;
    ui.label(RichText::new("What moves it most").font(font(text::BODY, Heft::SemiBold)));
    let words = format!(
        "Rank correlation of each input with what all is worth today, over {} futures.",
        wording::count(found.kept_runs)
    );
    muted(ui, theme, &words);
    if found.influences.is_empty() {
        muted(
            ui,
            theme,
            "Nothing here is in doubt: give costs and benefits a low and a high, or name risks.",
        );
        return;
    }
    let largest =
        found.influences.iter().map(|one| one.rank_correlation.value.abs()).fold(0.05, f64::max);
    ScrollArea::vertical().id_salt("tornado").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for influence in found.influences.iter().take(BARS_MAX) {
            influence_ui(ui, desk, influence, largest);
        }
        let more = found.influences.len().saturating_sub(BARS_MAX);
        if more > 0 {
            muted(ui, desk.theme, &format!("and {} that move it less", wording::count(more)));
        }
    });
}

fn influence_ui(ui: &mut Ui, desk: &mut Desk<'_>, influence: &Influence, largest: f64) {
    let theme = desk.theme;
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = input_name(desk.portfolio, influence.input);
    let correlation = influence.rank_correlation;
    let says = format!("{name}: {}", wording::decimal(correlation.value, 2));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::same(4), theme.hovered);
    }
    let width = rect.width() * 0.5;
    let words = cut(
        painter,
        name.clone(),
        font(text::SMALL, Heft::Regular),
        theme.text,
        width - gap::SMALL,
    );
    painter.galley(
        pos2(rect.left() + 2.0, rect.center().y - words.size().y * 0.5),
        words,
        theme.text,
    );
    let bars = Scale::new((-largest, largest), (rect.left() + width, rect.right() - 44.0));
    let zero = bars.place(0.0);
    let end = bars.place(correlation.value);
    let ink = if correlation.value >= 0.0 { theme.good } else { theme.warning };
    let bar = Rect::from_x_y_ranges(
        zero.min(end)..=zero.max(end),
        (rect.center().y - 7.0)..=(rect.center().y + 7.0),
    );
    painter.rect_filled(bar, CornerRadius::same(2), ink);
    painter.vline(zero, rect.y_range(), Stroke::new(1.0, theme.edge));
    let small = font(text::SMALL, Heft::Medium);
    let at = pos2(rect.right() - 2.0, rect.center().y);
    painter.text(
        at,
        Align2::RIGHT_CENTER,
        wording::decimal(correlation.value, 2),
        small,
        theme.text,
    );
    if response.clicked() {
        let item = match influence.input {
            Input::Stream(project, _) => Item::Project(project),
            Input::Risk(id) => Item::Risk(id),
        };
        desk.requests.select(item);
    }
    let money = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let explained = Explained {
        title: name,
        value: wording::decimal(correlation.value, 2),
        formula: "Spearman’s rank correlation with the worth of all projects today: 1 moves it wholly up, −1 wholly down.".to_owned(),
        inputs: vec![
            ("Standard error".to_owned(), wording::decimal(correlation.error, 3)),
            ("Worth knowing, at most".to_owned(), money.figure(influence.information.value / coins)),
            ("Standard error of that".to_owned(), money.figure(influence.information.error / coins)),
        ],
        source: "What it would be worth to know it before each project is decided on, yes or no.".to_owned(),
    };
    response.on_hover_ui(|ui| explained_ui(ui, theme, &explained));
}
