//! Promised against realised: how much of what was promised of each outcome is there, and how well owners have judged.

use std::sync::Arc;

use egui::{
    Align2, CornerRadius, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::view::Value;
use crate::analysis::promises::{
    Calibration, Lack, Promise, Promises, calibration, calibrations, promised_money, promises,
};
use crate::gui::charts::{Explained, Scale, Unit, card_of, cut};
use crate::gui::desk::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{heading, muted};
use crate::model::{Item, Measure, MeasureId, MoneySum, OutcomeId, StakeholderId};
use crate::wording;

const ROW_HEIGHT: f32 = 38.0;
const FIGURE_WIDTH: f32 = 150.0;
/// What is drawn of the scale: more or less than this ends at the edge, and is told in figures.
const SPAN: (f64, f64) = (-0.25, 1.25);

/// What is known of promises, and of which portfolio.
pub(super) struct Kept {
    of: Arc<crate::model::Portfolio>,
    promises: Promises,
    money: std::collections::BTreeMap<OutcomeId, MoneySum>,
}

impl Kept {
    fn of(desk: &Desk<'_>) -> Self {
        Self {
            of: Arc::clone(desk.portfolio),
            promises: promises(desk.portfolio),
            money: promised_money(desk.portfolio),
        }
    }
}

/// Shows a bar for each promise, by owner.
pub(super) fn promises_ui(ui: &mut Ui, view: &mut Value, desk: &mut Desk<'_>) {
    if !view.kept.as_ref().is_some_and(|kept| Arc::ptr_eq(&kept.of, desk.portfolio)) {
        view.kept = Some(Kept::of(desk));
    }
    let Some(kept) = &view.kept else { return };
    if kept.promises.known.is_empty() && kept.promises.unknown.is_empty() {
        nothing_ui(ui, desk);
        return;
    }
    let known: Vec<&Promise> = kept.promises.known.iter().collect();
    if let Some(all) = calibration(&known) {
        let words = format!("All promises together: {}", calibration_words(all));
        ui.label(RichText::new(words).font(font(text::BODY, Heft::Medium)).color(desk.theme.text));
    }
    muted(
        ui,
        desk.theme,
        "A promise is the way from where a measure stood to where it should stand; what is kept is how much of that way is gone at \
         the last reading.",
    );
    ui.add_space(gap::SMALL);
    ScrollArea::vertical().id_salt("promises").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (owner, judged) in by_name(desk, &kept.promises.known) {
            owner_ui(ui, desk, owner, judged);
            for promise in kept.promises.known.iter().filter(|promise| promise.owner == owner) {
                promise_ui(ui, desk, kept, promise);
            }
            ui.add_space(gap::MEDIUM);
        }
        unknown_ui(ui, desk, &kept.promises.unknown);
        ui.add_space(gap::LARGE);
    });
}

fn nothing_ui(ui: &mut Ui, desk: &Desk<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, "Nothing was promised yet");
        ui.add_space(gap::TINY);
        let says = "Give an outcome a measure in the inspector: where it stood, where it should stand and by when. Every reading then \
                    shows here how much of the promise is kept, and how well its owner has judged.";
        muted(ui, desk.theme, says);
    });
}

/// Owners by their names, those outcomes that nobody owns last.
fn by_name(desk: &Desk<'_>, promises: &[Promise]) -> Vec<(Option<StakeholderId>, Calibration)> {
    let mut found: Vec<_> = calibrations(promises).into_iter().collect();
    let name = |owner: &Option<StakeholderId>| owner.map(|id| desk.name(Item::Stakeholder(id)));
    found.sort_by_key(|(owner, _)| (owner.is_none(), name(owner)));
    found
}

/// `mean 42 % kept, 3 measures, 1 due`.
fn calibration_words(judged: Calibration) -> String {
    let due = match judged.due_count {
        0 => "none due yet".to_owned(),
        count => format!("{} due", wording::count(count)),
    };
    format!(
        "{} kept on average, over {}, {due}",
        percent(judged.mean),
        wording::plural(judged.count, "measure")
    )
}

fn percent(part: f64) -> String {
    format!("{}\u{202f}%", wording::decimal(part * 100.0, 0))
}

fn owner_ui(ui: &mut Ui, desk: &Desk<'_>, owner: Option<StakeholderId>, judged: Calibration) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap::SMALL;
        let name = owner.map_or_else(
            || "Nobody answers for it".to_owned(),
            |id| desk.name(Item::Stakeholder(id)),
        );
        ui.label(RichText::new(name).font(font(text::BODY, Heft::SemiBold)));
        muted(ui, desk.theme, &calibration_words(judged));
    });
}

fn record<'a>(desk: &'a Desk<'_>, outcome: OutcomeId, id: MeasureId) -> Option<&'a Measure> {
    desk.portfolio.outcomes.get(&outcome)?.measures.get(&id).map(AsRef::as_ref)
}

fn promise_ui(ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept, promise: &Promise) {
    let theme = desk.theme;
    let item = Item::Measure(promise.outcome, promise.measure);
    let size = vec2(ui.available_width() - gap::SMALL, ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = desk.name(item);
    let is_selected = desk.workspace.selection().has(item);
    response.widget_info(|| {
        let due = if promise.is_due() { ", due" } else { "" };
        let says = format!("{name}: {} kept{due}", percent(promise.kept()));
        WidgetInfo::selected(Role::ListBoxOption, true, is_selected, says)
    });
    let painter = ui.painter();
    if is_selected || response.hovered() || response.has_focus() {
        let fill = if is_selected { theme.accent_soft } else { theme.hovered };
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.hairline));
    let width = (rect.width() * 0.38).clamp(140.0, 380.0);
    for (words, size, ink, y) in [
        (name.clone(), text::BODY, theme.text, 3.0),
        (desk.name(Item::Outcome(promise.outcome)), text::SMALL, theme.text_muted, 20.0),
    ] {
        let words = cut(painter, words, font(size, Heft::Regular), ink, width - gap::MEDIUM);
        painter.galley(rect.min + vec2(gap::TINY, y), words, ink);
    }
    paint_promise(ui, theme, (rect, width), promise);
    if response.clicked() {
        desk.click(item, ui.input(|input| input.modifiers));
    }
    card_of(&response, theme, || told(desk, kept, promise));
}

/// The way from nothing to all of it, how much is kept, and by when it should be.
fn paint_promise(ui: &Ui, theme: &Theme, (rect, width): (Rect, f32), promise: &Promise) {
    let painter = ui.painter();
    let middle = rect.center().y;
    let ends = (rect.left() + width, (rect.right() - FIGURE_WIDTH).max(rect.left() + width + 40.0));
    let scale = Scale::new(SPAN, ends);
    let kept = promise.kept();
    let [zero, all, end] = [0.0, 1.0, kept.clamp(SPAN.0, SPAN.1)].map(|part| scale.place(part));
    let bar = |from: f32, to: f32, half: f32| {
        Rect::from_x_y_ranges(from.min(to)..=from.max(to), (middle - half)..=(middle + half))
    };
    let corner = CornerRadius::same(2);
    painter.rect_filled(bar(zero, all, 8.0), corner, theme.pressed);
    let ink = match (kept >= 1.0, promise.is_due()) {
        (true, _) => theme.good,
        (false, true) => theme.danger,
        (false, false) => theme.accent,
    };
    painter.rect_filled(bar(zero, end, 5.0), corner, ink);
    painter.vline(zero, rect.y_range(), Stroke::new(1.0, theme.edge));
    painter.vline(all, (middle - 10.0)..=(middle + 10.0), Stroke::new(2.0, theme.text));
    let right = rect.right() - gap::TINY;
    let figure = font(text::BODY, Heft::SemiBold);
    let at = pos2(right - 92.0, middle);
    painter.text(at, Align2::RIGHT_CENTER, percent(kept), figure, theme.text);
    let (words, ink) = match (promise.by, promise.is_due()) {
        (Some(_), true) if kept < 1.0 => ("due".to_owned(), theme.danger),
        (Some(by), _) => (wording::day(by), theme.text_muted),
        (None, _) => ("no day".to_owned(), theme.unrated),
    };
    let small = font(text::SMALL, Heft::Regular);
    painter.text(pos2(right, middle), Align2::RIGHT_CENTER, words, small, ink);
}

fn told(desk: &Desk<'_>, kept: &Kept, promise: &Promise) -> Explained {
    let item = Item::Measure(promise.outcome, promise.measure);
    let measure = record(desk, promise.outcome, promise.measure);
    let unit = Unit::Number(measure.map_or_else(String::new, |m| wording::printable(&m.unit)));
    let mut inputs = vec![
        ("Promised change".to_owned(), unit.figure(promise.promised)),
        ("Change so far".to_owned(), unit.figure(promise.realised)),
        ("Read last".to_owned(), wording::day(promise.read_on)),
    ];
    if let Some(by) = promise.by {
        inputs.push(("Promised by".to_owned(), wording::day(by)));
    }
    if let Some(money) = kept.money.get(&promise.outcome) {
        let money = crate::analysis::finance::to_money(money.minor as f64);
        let words = wording::money_short(money, desk.portfolio.currency);
        inputs.push(("Money promised of this outcome".to_owned(), words));
    }
    Explained {
        title: desk.name(item),
        value: percent(promise.kept()),
        formula: "(Last reading − where it stood) ÷ (target − where it stood).".to_owned(),
        inputs,
        source: "Readings are those of the measure. Money is what lines of benefit of open projects promise of the outcome; what of it \
                 came in is not kept in this file."
            .to_owned(),
    }
}

fn unknown_ui(ui: &mut Ui, desk: &mut Desk<'_>, unknown: &[(OutcomeId, MeasureId, Lack)]) {
    if unknown.is_empty() {
        return;
    }
    ui.label(RichText::new("Nothing can be said yet").font(font(text::BODY, Heft::SemiBold)));
    for (outcome, measure, lack) in unknown {
        let lacks = match lack {
            Lack::Baseline => "where it stood is not given",
            Lack::Target => "where it should stand is not given",
            Lack::Change => "it should stand where it stood",
            Lack::Reading => "it was never read",
        };
        let item = Item::Measure(*outcome, *measure);
        let words = format!("{}: {lacks}", desk.name(item));
        let link = crate::gui::widgets::link(ui, desk.theme, &words);
        if link.clicked() {
            desk.requests.select(item);
        }
    }
}
