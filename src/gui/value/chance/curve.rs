//! The S-curve: for each amount, how many of the futures come to no more.

use egui::{
    Align2, Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::certain::{certain_ui, is_certain};
use crate::analysis::finance::chance::{CurvePoint, Distribution, Sampled, Simulation};
use crate::gui::charts::{Axis, Explained, Plot, Unit, card_of, plot as draw_axes, round_span};
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::value::view::Shown;
use crate::gui::widgets::switch;
use crate::wording;

/// Of what the S-curve is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Curve {
    #[default]
    Npv,
    Cost,
    Benefit,
}

/// What is drawn: the name and the spread of it, and an amount that one compares with.
struct Drawn<'a> {
    name: &'static str,
    distribution: &'a Distribution,
    /// An amount with its word: zero, or what is likely.
    against: Option<(f64, &'static str)>,
}

/// Shows the curve that was chosen, in all the room there is.
pub(super) fn curve_ui(
    ui: &mut Ui,
    curve: &mut Curve,
    desk: &mut Desk<'_>,
    (shown, found): (&Shown, &Simulation),
) {
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
    let drawn = match curve {
        Curve::Npv => Drawn {
            name: "Worth today",
            distribution: &found.npv,
            against: Some((0.0, "Nothing won or lost")),
        },
        Curve::Cost => Drawn {
            name: "Cost",
            distribution: &found.cost,
            against: Some((found.likely_cost, "Likely")),
        },
        Curve::Benefit => Drawn { name: "Benefit", distribution: &found.benefit, against: None },
    };
    if is_certain(drawn.distribution) {
        certain_ui(ui, desk, shown, (*curve, found));
    } else {
        drawn_ui(ui, desk, &drawn);
    }
}

/// The outermost hundredths stretch the scale and say little.
fn inner(distribution: &Distribution) -> Vec<&CurvePoint> {
    let is_inner = |point: &&CurvePoint| (0.005..=0.995).contains(&point.share);
    distribution.curve.iter().filter(is_inner).collect()
}

fn drawn_ui(ui: &Ui, desk: &Desk<'_>, drawn: &Drawn<'_>) {
    let (theme, currency) = (desk.theme, desk.portfolio.currency);
    let coins = currency.minor_per_unit() as f64;
    let (money, part) = (Unit::Money(currency), Unit::Share);
    let inner = inner(drawn.distribution);
    let amounts = inner.iter().map(|point| point.amount / coins);
    let x_title = format!("{}, {}", drawn.name, currency.code());
    let axes = [
        Axis { title: &x_title, unit: &money, span: round_span(amounts, false) },
        Axis { title: "Futures that come to no more, %", unit: &part, span: (0.0, 1.0) },
    ];
    let place = ui.available_rect_before_wrap();
    let painter = ui.painter_at(place);
    let plot = draw_axes(&painter, theme, place, axes);
    if let Some((amount, word)) = drawn.against {
        paint_against(&painter, theme, &plot, (amount / coins, word));
    }
    let at =
        |point: &&CurvePoint| pos2(plot.x.place(point.amount / coins), plot.y.place(point.share));
    painter.line(inner.iter().map(at).collect(), Stroke::new(2.0, theme.accent));
    marks_ui(ui, theme, (&plot, &money, coins), drawn);
}

/// An upright line at the amount that one compares with.
fn paint_against(painter: &Painter, theme: &Theme, plot: &Plot, (amount, word): (f64, &str)) {
    let x = plot.x.place(amount);
    if !plot.rect.x_range().contains(x) {
        return;
    }
    painter.vline(x, plot.rect.y_range(), Stroke::new(1.5, theme.warning));
    let is_right = x > plot.rect.center().x;
    let align = if is_right { Align2::RIGHT_TOP } else { Align2::LEFT_TOP };
    let at = pos2(x + if is_right { -5.0 } else { 5.0 }, plot.rect.top() + 2.0);
    painter.text(at, align, word, font(text::SMALL, Heft::Medium), theme.warning);
}

/// The points that people quote, each with its card.
fn marks_ui(ui: &Ui, theme: &Theme, (plot, money, coins): (&Plot, &Unit, f64), drawn: &Drawn<'_>) {
    let found = drawn.distribution;
    let marks = [
        (0.1, "P10", found.p10),
        (0.5, "P50", found.p50),
        (0.8, "P80", found.p80),
        (0.9, "P90", found.p90),
    ];
    let figures = money.bare_apart(&marks.map(|(.., sampled)| sampled.value / coins));
    for ((share, word, sampled), figure) in marks.into_iter().zip(figures) {
        let at = pos2(plot.x.place(sampled.value / coins), plot.y.place(share));
        let words = format!("{word}  {figure}");
        let rect = Rect::from_center_size(at, vec2(18.0, 18.0));
        let id = Id::unique(("percentile", word));
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        let said = format!("{} {word}: {}", drawn.name, money.figure(sampled.value / coins));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        let is_lit = response.hovered() || response.has_focus();
        paint_mark(ui, theme, plot, (at, &words, is_lit));
        card_of(&response, theme, || told(drawn, (share, word, sampled), (money, coins)));
    }
}

fn paint_mark(ui: &Ui, theme: &Theme, plot: &Plot, (at, words, is_lit): (Pos2, &str, bool)) {
    let painter = ui.painter();
    let ends = [pos2(at.x, plot.rect.bottom()), at];
    painter.extend(Shape::dashed_line(&ends, Stroke::new(1.0, theme.edge), 4.0, 3.0));
    painter.circle(
        at,
        if is_lit { 6.0 } else { 4.5 },
        theme.accent,
        Stroke::new(1.5, theme.surface),
    );
    // Beside the curve, which rises from left to right.
    let is_right = at.x < plot.rect.center().x;
    let (shift, align) = if is_right {
        (vec2(8.0, 2.0), Align2::LEFT_TOP)
    } else {
        (vec2(-8.0, -2.0), Align2::RIGHT_BOTTOM)
    };
    painter.text(at + shift, align, words, font(text::SMALL, Heft::Medium), theme.text);
}

fn told(
    drawn: &Drawn<'_>,
    (share, word, sampled): (f64, &str, Sampled),
    (money, coins): (&Unit, f64),
) -> Explained {
    let found = drawn.distribution;
    let percent = wording::decimal(share * 100.0, 0);
    Explained {
        title: format!("{}, {word}", drawn.name),
        value: money.figure(sampled.value / coins),
        formula: format!("In {percent}\u{202f}% of the futures that were drawn it is no more."),
        inputs: vec![
            ("In full".to_owned(), money.exact(sampled.value / coins)),
            ("Standard error".to_owned(), money.figure(sampled.error / coins)),
            ("Mean of all futures".to_owned(), money.figure(found.mean.value / coins)),
            ("Standard deviation".to_owned(), money.figure(found.deviation / coins)),
        ],
        source: String::new(),
    }
}
