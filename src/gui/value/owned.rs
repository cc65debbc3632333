//! The cost of ownership: its parts one after the other, less what is left, to the total.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::view::Shown;
use crate::analysis::finance::{Origin, Outlook, Owned, Side};
use crate::gui::charts::{Explained, Scale, Unit, card_of, round_span};
use crate::gui::desk::Desk;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::tips::capitalised;
use crate::gui::widgets::muted;
use crate::model::{CostPart, Item, Portfolio};
use crate::wording;

const ROW_HEIGHT: f32 = 40.0;
const BAR_HEIGHT: f32 = 20.0;
const NAME_WIDTH: f32 = 150.0;
const FIGURE_WIDTH: f32 = 190.0;

/// One step of the waterfall, in whole units of the currency.
struct Step {
    name: String,
    from: f64,
    to: f64,
    share: Option<f64>,
    /// Whether any line is in it.
    has_lines: bool,
    explained: Explained,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Part(usize),
    Residual,
    Total,
}

/// Shows a bar for each part.
pub(super) fn owned_ui(ui: &mut Ui, outlook: Outlook, desk: &Desk<'_>, shown: &Shown) {
    let unit = Unit::Money(desk.portfolio.currency);
    let steps = steps(desk.portfolio, shown, outlook, &unit);
    let theme = desk.theme;
    let ends = steps.iter().flat_map(|step| [step.from, step.to]);
    let span = round_span(ends, true);
    muted(
        ui,
        theme,
        "What it costs to have it, over the horizon and not discounted. Point at a part for the lines it is made of.",
    );
    ui.add_space(gap::SMALL);
    let room = ui.available_rect_before_wrap();
    let bar = (
        room.left() + NAME_WIDTH,
        (room.right() - FIGURE_WIDTH).max(room.left() + NAME_WIDTH + 40.0),
    );
    let scale = Scale::new(span, bar);
    axis_ui(ui, desk, &scale, &unit);
    egui::ScrollArea::vertical().id_salt("ownership").auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for step in &steps {
            step_ui(ui, desk, (&scale, &unit), step);
        }
        follow_focus(ui);
    });
}

fn axis_ui(ui: &mut Ui, desk: &Desk<'_>, scale: &Scale, unit: &Unit) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let (ticks, step) = scale.ticks(84.0);
    let small = font(text::SMALL, Heft::Regular);
    for tick in ticks {
        let at = pos2(scale.place(tick), rect.center().y);
        let words = unit.tick(tick, step);
        ui.painter().text(at, Align2::CENTER_CENTER, words, small.clone(), desk.theme.text_muted);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, desk.theme.hairline));
}

fn steps(portfolio: &Portfolio, shown: &Shown, outlook: Outlook, unit: &Unit) -> Vec<Step> {
    let coins = portfolio.currency.minor_per_unit() as f64;
    let owned = shown.case.ownership(outlook);
    let gross: f64 = owned.parts.values().map(|part| part.amount / coins).sum();
    let share = |amount: f64| (gross > 0.0).then_some(amount / gross);
    let mut so_far = 0.0;
    let mut steps = Vec::new();
    for (number, part) in CostPart::ALL.into_iter().enumerate() {
        let Some(found) = owned.parts.get(&part) else { continue };
        let amount = found.amount / coins;
        let is_part = |side: &Side| matches!(side, Side::Cost { part: of, .. } if *of == part);
        steps.push(Step {
            name: capitalised(wording::cost_part(part)),
            has_lines: shown.case.streams.iter().any(|stream| is_part(&stream.side)),
            from: so_far,
            to: so_far + amount,
            share: share(amount),
            explained: told(
                portfolio,
                (shown, unit, coins),
                (wording::cost_part(part), found),
                is_part,
            ),
            kind: Kind::Part(number),
        });
        so_far += amount;
    }
    let left = owned.residual.amount / coins;
    if left > 0.0 {
        let is_left = |side: &Side| matches!(side, Side::Residual);
        steps.push(Step {
            name: "Left at the end".to_owned(),
            has_lines: true,
            from: so_far,
            to: so_far - left,
            share: share(-left),
            explained: told(
                portfolio,
                (shown, unit, coins),
                ("Left at the end", &owned.residual),
                is_left,
            ),
            kind: Kind::Residual,
        });
    }
    let total = owned.total.amount / coins;
    let formula = "All parts, less what is left at the end.";
    let mut explained = Explained {
        title: "Cost of ownership".to_owned(),
        value: unit.exact(total),
        formula: formula.to_owned(),
        ..Explained::default()
    };
    if let Some(present) = owned.total.present {
        explained.inputs.push(("Worth today".to_owned(), unit.exact(present / coins)));
    }
    steps.push(Step {
        name: "Total".to_owned(),
        has_lines: true,
        from: 0.0,
        to: total,
        share: None,
        explained,
        kind: Kind::Total,
    });
    steps
}

/// What a part is made of: the largest lines first.
fn told(
    portfolio: &Portfolio,
    (shown, unit, coins): (&Shown, &Unit, f64),
    (name, owned): (&str, &Owned),
    is_in: impl Fn(&Side) -> bool,
) -> Explained {
    let lines = shown.case.streams.iter().filter(|stream| is_in(&stream.side));
    let mut lines: Vec<(String, f64)> = lines
        .map(|stream| {
            let amount = stream.amount.likely().minor_f64() * stream.times() / coins;
            (line_name(portfolio, stream.project, stream.origin), amount)
        })
        .collect();
    lines.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let present =
        owned.present.map(|present| format!("Worth today: {}.", unit.figure(present / coins)));
    Explained {
        title: capitalised(name),
        value: unit.exact(owned.amount / coins),
        formula: if lines.is_empty() {
            "No line is marked as this part.".to_owned()
        } else {
            "Sum of its lines; below, as they are most likely.".to_owned()
        },
        inputs: lines.into_iter().map(|(name, amount)| (name, unit.figure(amount))).collect(),
        source: present.unwrap_or_default(),
    }
}

pub(super) fn line_name(
    portfolio: &Portfolio,
    project: crate::model::ProjectId,
    origin: Origin,
) -> String {
    let record = portfolio.projects.get(&project);
    let name = match origin {
        Origin::Cost(id) => record.and_then(|r| r.costs.get(&id)).map(|line| line.name.to_string()),
        Origin::Role(id) => Some(wording::item_label(portfolio, Item::Role(id))),
        Origin::Price(id) => record.and_then(|r| r.vendors.get(&id)).map(|v| v.name.to_string()),
        Origin::Switching(id) => {
            let vendor = record.and_then(|r| r.vendors.get(&id));
            vendor.map(|vendor| format!("Changing to {}", vendor.name))
        }
        Origin::Benefit(id) => record.and_then(|r| r.benefits.get(&id)).map(|b| b.name.to_string()),
        Origin::Residual => record.map(|record| record.name.to_string()),
    };
    wording::printable(&name.unwrap_or_default())
}

fn step_ui(ui: &mut Ui, desk: &Desk<'_>, (scale, unit): (&Scale, &Unit), step: &Step) {
    let theme = desk.theme;
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let sense = Sense::focusable_noninteractive();
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let amount = step.to - step.from;
    let figure = if step.has_lines { unit.figure(amount) } else { "none".to_owned() };
    let says = format!("{}: {figure}", step.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::ZERO, theme.hovered);
    }
    let is_total = step.kind == Kind::Total;
    let line = if is_total { theme.edge } else { theme.hairline };
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, line));
    let heft = if is_total { Heft::SemiBold } else { Heft::Medium };
    let at = pos2(rect.left() + gap::TINY, rect.center().y);
    painter.text(at, Align2::LEFT_CENTER, &step.name, font(text::BODY, heft), theme.text);
    let ink = match step.kind {
        Kind::Part(number) => theme.category(number),
        Kind::Residual => theme.good,
        Kind::Total => theme.accent,
    };
    let (one, other) = (scale.place(step.from), scale.place(step.to));
    let bar = Rect::from_x_y_ranges(
        one.min(other)..=one.max(other),
        (rect.center().y - BAR_HEIGHT * 0.5)..=(rect.center().y + BAR_HEIGHT * 0.5),
    );
    painter.rect_filled(bar, CornerRadius::same(2), ink);
    if !is_total && amount != 0.0 {
        // The next part begins where this one ends.
        painter.vline(other, rect.center().y..=rect.bottom(), Stroke::new(1.0, theme.edge));
    }
    let right = pos2(rect.right() - gap::SMALL, rect.center().y);
    painter.text(
        right,
        Align2::RIGHT_CENTER,
        figure,
        font(text::BODY, heft),
        if step.has_lines { theme.text } else { theme.text_muted },
    );
    if let Some(share) = step.share.filter(|_| step.has_lines) {
        let at = pos2(rect.right() - 118.0, rect.center().y);
        let words = format!("{}\u{202f}%", wording::decimal(share * 100.0, 0));
        painter.text(
            at,
            Align2::RIGHT_CENTER,
            words,
            font(text::SMALL, Heft::Regular),
            theme.text_muted,
        );
    }
    card_of(&response, theme, || step.explained.clone());
}
