//! Value against budget: every point is a plan that no other beats in both.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, FontId, Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use super::figures::{bare_money, figure, money, value_words};
use super::view::Desk;
use super::why::names_without;
use crate::analysis::optimise::{Frontier, Objective, Point};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::muted;
use crate::model::{Currency, Money};
use crate::wording::{self, plural};
use crate::workspace::Found;

/// How high a line below the curve is, and one of the key; how wide the key is, in points.
const FOOT: f32 = 22.0;
const KEY_LINE: f32 = 15.0;
const KEY_WIDTH: f32 = 176.0;
/// How large the field of a point is for the pointer.
const REACH: egui::Vec2 = vec2(10.0, 20.0);

/// From figures to places on the screen.
#[derive(Clone, Copy)]
struct Axes {
    rect: Rect,
    cost_max: f64,
    value_max: f64,
}

impl Axes {
    fn place(&self, cost: i128, value: i128) -> Pos2 {
        let part = |figure: i128, most: f64| (figure as f64 / most).clamp(-0.1, 1.1) as f32;
        let (x, y) = (part(cost, self.cost_max), part(value, self.value_max));
        pos2(self.rect.left() + self.rect.width() * x, self.rect.bottom() - self.rect.height() * y)
    }
}

/// A plan with a letter on the chart.
struct Mark {
    letter: &'static str,
    /// What the letter stands for.
    name: &'static str,
    says: String,
    cost: i128,
    value: i128,
    ink: Color32,
}

/// Shows the chart.
pub(super) fn frontier_ui(ui: &mut Ui, desk: &mut Desk<'_>, frontier: &Frontier) {
    let (objective, currency) = (desk.trying().objective, desk.portfolio.currency);
    if frontier.points.is_empty() {
        muted(ui, desk.theme, "No plan was found for any budget in the time allowed.");
        return;
    }
    let whole = ui.available_rect_before_wrap();
    let marks = marks(desk, frontier);
    let costs = frontier.points.iter().map(|point| point.found.cost);
    let values = frontier.points.iter().map(|point| point.found.value);
    let most = |all: &mut dyn Iterator<Item = i128>| all.max().unwrap_or(1).max(1) as f64;
    let cost_max = most(&mut costs.chain(marks.iter().map(|mark| mark.cost))) * 1.06;
    let value_max = most(&mut values.chain(marks.iter().map(|mark| mark.value))) * 1.1;
    let axes_above = |foot: f32| {
        let rect =
            Rect::from_min_max(whole.min + vec2(52.0, 10.0), whole.max - vec2(28.0, 22.0 + foot));
        Axes { rect, cost_max, value_max }
    };
    let axes = axes_above(FOOT);
    // Where the key would lie over the curve, it stands below it.
    let is_key_below = !has_room_for_key(axes, &marks, frontier);
    let foot = if is_key_below { 2.0 * FOOT } else { FOOT };
    let axes = axes_above(foot);
    let place = whole.with_max_y(whole.bottom() - foot);
    if axes.rect.width() < 60.0 || axes.rect.height() < 40.0 {
        return;
    }
    paint_axes(ui.painter(), desk.theme, axes, objective, currency);
    paint_now(ui.painter(), desk, axes);
    paint_curve(ui.painter(), desk.theme, axes, &frontier.points);
    paint_marks(ui.painter(), desk.theme, axes, &marks);
    if !is_key_below {
        paint_key(ui.painter(), desk.theme, axes, &marks);
    }
    points_ui(ui, desk, axes, frontier);
    marks_ui(ui, axes, &marks);
    ui.allocate_rect(place, Sense::hover());
    if is_key_below {
        key_line_ui(ui, desk.theme, &marks);
    }
    let foot = egui::RichText::new(foot_words(frontier));
    let foot = foot.size(text::SMALL).color(desk.theme.text_muted);
    ui.add(egui::Label::new(foot).truncate());
}

fn foot_words(frontier: &Frontier) -> String {
    let proof = if frontier.is_complete {
        "every point proven"
    } else if frontier.points.iter().all(|point| point.found.is_best()) {
        "each proven for its budget"
    } else {
        "not all proven"
    };
    format!(
        "{}, {proof}. Filled: a price of money makes it the best.",
        plural(frontier.points.len(), "plan")
    )
}

fn marks(desk: &Desk<'_>, frontier: &Frontier) -> Vec<Mark> {
    let theme = desk.theme;
    let (objective, currency) = (desk.trying().objective, desk.portfolio.currency);
    let words = |what: &str, cost: i128, value: i128| {
        format!("{what}: {} for {}", value_words(objective, value, currency), money(cost, currency))
    };
    let mut marks = Vec::new();
    if let Some(current) = &frontier.current {
        let agreed = if desk.portfolio.plan.is_empty() {
            "Approved and active projects"
        } else {
            "The agreed plan"
        };
        let mut says = words(agreed, current.cost, current.value);
        if !current.breaches.is_empty() {
            says += ". It breaks ";
            says += &plural(current.breaches.len(), "limit");
        }
        marks.push(Mark {
            letter: "P",
            name: "the plan as it stands",
            says,
            cost: current.cost,
            value: current.value,
            ink: theme.warning,
        });
        for (letter, name, what, found) in [
            ("B", "better at the same cost", "Better at the same cost", &current.better),
            ("C", "cheaper at the same value", "Cheaper at the same value", &current.cheaper),
        ] {
            if found.is_plan() {
                let says = words(what, found.cost, found.value);
                marks.push(Mark {
                    letter,
                    name,
                    says,
                    cost: found.cost,
                    value: found.value,
                    ink: theme.good,
                });
            }
        }
    }
    if let Some(found) = desk.workspace.funding().found() {
        let line = &found.waterline;
        let says = words("Going down the ranking", line.cost, line.value);
        marks.push(Mark {
            letter: "R",
            name: "down the ranking",
            says,
            cost: line.cost,
            value: line.value,
            ink: theme.text_muted,
        });
    }
    marks
}

/// Round figures from 0 on, at most so many.
fn ticks(most: f64, count_max: f64) -> Vec<f64> {
    let mut step = 1.0_f64;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle() {
        if most / step <= count_max || step > 1e17 {
            break;
        }
        step *= factor;
    }
    (0..=20_u8).map(|number| f64::from(number) * step).take_while(|tick| *tick <= most).collect()
}

fn small() -> FontId {
    font(text::SMALL, Heft::Regular)
}

fn paint_axes(
    painter: &Painter,
    theme: &Theme,
    axes: Axes,
    objective: Objective,
    currency: Currency,
) {
    let line = Stroke::new(1.0, theme.hairline);
    let count = f64::from((axes.rect.height() / 34.0).max(2.0));
    for tick in ticks(axes.value_max, count) {
        let at = axes.place(0, tick as i128);
        painter.hline(axes.rect.x_range(), at.y, line);
        let words = match objective {
            Objective::Score => wording::decimal(tick / 1e6, 1),
            Objective::Npv => bare_money(tick as i128, currency),
            Objective::Blend { .. } => figure(objective, tick as i128, currency),
        };
        let at = at - vec2(8.0, 0.0);
        painter.text(at, Align2::RIGHT_CENTER, words, small(), theme.text_muted);
    }
    let count = f64::from((axes.rect.width() / 70.0).max(2.0));
    for tick in ticks(axes.cost_max, count) {
        let at = axes.place(tick as i128, 0);
        painter.vline(at.x, axes.rect.y_range(), line);
        let words = money(tick as i128, currency);
        painter.text(at + vec2(0.0, 5.0), Align2::CENTER_TOP, words, small(), theme.text_muted);
    }
}

/// The budget that is looked at, and the plan of now.
fn paint_now(painter: &Painter, desk: &Desk<'_>, axes: Axes) {
    let theme = desk.theme;
    let Some(found) = desk.workspace.funding().found() else { return };
    if let Some(budget) = budget_of(found) {
        let x = axes.place(budget.minor.into(), 0).x;
        if axes.rect.x_range().contains(x) {
            let stroke = Stroke::new(1.0, theme.accent);
            painter.extend(Shape::dashed_line(
                &[pos2(x, axes.rect.top()), pos2(x, axes.rect.bottom())],
                stroke,
                4.0,
                3.0,
            ));
            // Beside the line, on the side where there is room.
            let is_left = x + 50.0 > axes.rect.right();
            let (side, corner) =
                if is_left { (-4.0, Align2::RIGHT_BOTTOM) } else { (4.0, Align2::LEFT_BOTTOM) };
            let at = pos2(x + side, axes.rect.bottom() - 4.0);
            painter.text(at, corner, "budget", small(), theme.accent);
        }
    }
    if found.is_plan() {
        let at = axes.place(found.cost, found.value);
        painter.circle_stroke(at, 7.5, Stroke::new(2.0, theme.accent));
    }
}

fn budget_of(found: &Found) -> Option<Money> {
    let budget = crate::workspace::Trying::main_budget(&found.portfolio);
    budget.and_then(|(_, budget)| budget.total).or(found.trying.spend)
}

fn paint_curve(painter: &Painter, theme: &Theme, axes: Axes, points: &[Point]) {
    let mut steps = Vec::new();
    let mut last: Option<Pos2> = None;
    for point in points {
        let at = axes.place(point.found.cost, point.found.value);
        if let Some(last) = last {
            steps.push(pos2(at.x, last.y));
        }
        steps.push(at);
        last = Some(at);
    }
    painter.add(Shape::line(steps, Stroke::new(1.5, theme.accent)));
    for point in points {
        let at = axes.place(point.found.cost, point.found.value);
        let fill = if point.is_supported { theme.accent } else { theme.surface };
        painter.circle(at, 3.5, fill, Stroke::new(1.5, theme.accent));
    }
}

fn paint_marks(painter: &Painter, theme: &Theme, axes: Axes, marks: &[Mark]) {
    for mark in marks {
        let at = axes.place(mark.cost, mark.value);
        let corners =
            [vec2(0.0, -6.0), vec2(6.0, 0.0), vec2(0.0, 6.0), vec2(-6.0, 0.0)].map(|way| at + way);
        painter.add(Shape::convex_polygon(
            corners.to_vec(),
            mark.ink,
            Stroke::new(1.5, theme.surface),
        ));
    }
    for (number, mark) in marks.iter().enumerate() {
        let at = axes.place(mark.cost, mark.value);
        // Letters of plans at the same place stand beside each other.
        let before = marks.iter().take(number);
        let same = before.filter(|other| axes.place(other.cost, other.value).distance(at) < 10.0);
        let at = at + vec2(8.0 + 11.0 * same.count() as f32, 3.0);
        let letter = font(text::BODY, Heft::SemiBold);
        painter.text(at, Align2::LEFT_TOP, mark.letter, letter, mark.ink);
    }
}

/// What the letters stand for, at the lower right: below the dearest plans there is room.
fn paint_key(painter: &Painter, theme: &Theme, axes: Axes, marks: &[Mark]) {
    let corner = key_place(axes, marks).min;
    for (number, mark) in marks.iter().enumerate() {
        let at = corner + vec2(0.0, KEY_LINE * number as f32);
        let letter = font(text::SMALL, Heft::SemiBold);
        painter.text(at, Align2::LEFT_TOP, mark.letter, letter, mark.ink);
        let at = at + vec2(14.0, 0.0);
        painter.text(at, Align2::LEFT_TOP, mark.name, small(), theme.text_muted);
    }
}

fn key_place(axes: Axes, marks: &[Mark]) -> Rect {
    let size = vec2(KEY_WIDTH, KEY_LINE * marks.len() as f32);
    let foot = axes.rect.right_bottom() - vec2(0.0, 22.0);
    Rect::from_min_max(foot - size, foot)
}

/// Whether the key lies over nothing that is drawn: neither a point, nor a line between two, nor a mark with its letter.
fn has_room_for_key(axes: Axes, marks: &[Mark], frontier: &Frontier) -> bool {
    let key = key_place(axes, marks).expand(8.0);
    if !axes.rect.contains_rect(key) {
        return false;
    }
    let points =
        frontier.points.iter().map(|point| axes.place(point.found.cost, point.found.value));
    let points: Vec<Pos2> = points.collect();
    // The curve goes up in steps: all of it between two points lies in the rectangle that they span.
    let meets = points.windows(2).any(|pair| match pair {
        [one, other] => Rect::from_two_pos(*one, *other).expand(4.0).intersects(key),
        _ => false,
    });
    let mut at = marks.iter().map(|mark| axes.place(mark.cost, mark.value));
    !meets && !at.any(|at| Rect::from_min_size(at, vec2(44.0, 20.0)).intersects(key))
}

/// What the letters stand for, in one line.
fn key_line_ui(ui: &mut Ui, theme: &Theme, marks: &[Mark]) {
    let mut job = LayoutJob::default();
    for mark in marks {
        let letter = TextFormat::simple(font(text::SMALL, Heft::SemiBold), mark.ink);
        job.append(mark.letter, if job.is_empty() { 0.0 } else { 10.0 }, letter);
        job.append(mark.name, 4.0, TextFormat::simple(small(), theme.text_muted));
    }
    ui.add(egui::Label::new(job).truncate());
}

fn marks_ui(ui: &Ui, axes: Axes, marks: &[Mark]) {
    for mark in marks {
        let at = axes.place(mark.cost, mark.value);
        let rect = Rect::from_center_size(at + vec2(12.0, 8.0), vec2(16.0, 16.0));
        let response = ui.interact(rect, Id::unique(("frontier mark", mark.letter)), Sense::HOVER);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &mark.says));
        response.on_hover_text(&mark.says);
    }
}

/// The points: a click tries the budget of one.
fn points_ui(ui: &Ui, desk: &mut Desk<'_>, axes: Axes, frontier: &Frontier) {
    for (number, point) in frontier.points.iter().enumerate() {
        let at = axes.place(point.found.cost, point.found.value);
        let id = Id::unique(("frontier point", number));
        let response = ui.interact(Rect::from_center_size(at, REACH), id, Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, point_words(desk, point)));
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            ui.painter().circle_filled(at, 5.5, desk.theme.accent);
        }
        if response.has_focus() {
            ui.painter().circle_stroke(at, 8.0, Stroke::new(2.0, desk.theme.accent));
        }
        if response.clicked() {
            try_point(desk, point);
        }
        response.on_hover_ui(|ui| tip_ui(ui, desk, point));
    }
}

fn tip_ui(ui: &mut Ui, desk: &Desk<'_>, point: &Point) {
    ui.set_max_width(300.0);
    ui.spacing_mut().item_spacing.y = gap::TINY;
    for (number, line) in tip_words(desk, point).iter().enumerate() {
        if number == 0 {
            ui.label(egui::RichText::new(line).font(font(text::BODY, Heft::SemiBold)));
        } else {
            muted(ui, desk.theme, line);
        }
    }
}

fn try_point(desk: &mut Desk<'_>, point: &Point) {
    let Ok(cost) = i64::try_from(point.found.cost) else { return };
    let next = desk.trying().with_money(desk.portfolio, Money::from_minor(cost));
    desk.try_out(next);
}

fn point_words(desk: &Desk<'_>, point: &Point) -> String {
    let (objective, currency) = (desk.trying().objective, desk.portfolio.currency);
    format!(
        "Plan for {}, {}, {}",
        money(point.found.cost, currency),
        value_words(objective, point.found.value, currency),
        plural(point.found.plan.funded.len(), "project")
    )
}

fn tip_words(desk: &Desk<'_>, point: &Point) -> Vec<String> {
    let mut lines = vec![point_words(desk, point)];
    if let Some(found) = desk.workspace.funding().found() {
        let enters = names_without(desk, &point.found.plan, &found.plan);
        let leaves = names_without(desk, &found.plan, &point.found.plan);
        if !enters.is_empty() {
            lines.push(format!("Enters {}", wording::list_of(&enters, 4)));
        }
        if !leaves.is_empty() {
            lines.push(format!("Leaves {}", wording::list_of(&leaves, 4)));
        }
        if enters.is_empty() && leaves.is_empty() {
            lines.push("The plan of now".to_owned());
        }
    }
    lines.push("Click to try this budget".to_owned());
    lines
}
