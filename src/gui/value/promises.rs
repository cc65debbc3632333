//! Promised against realised: how much of what was promised of each outcome is there, and how well owners have judged.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use super::came::came_ui;
use super::kept_row::{KeptRow, kept_row_ui, percent};
use super::view::Value;
use crate::analysis::finance::{Realised, realised};
use crate::analysis::promises::{
    Calibration, Lack, Promise, Promises, calibration, calibrations, promised_money, promises,
};
use crate::gui::charts::{Explained, Unit, card_of};
use crate::gui::desk::Desk;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::{heading, muted};
use crate::model::{Item, Measure, MeasureId, MoneySum, OutcomeId, StakeholderId};
use crate::wording;

/// What is known of promises, and of which portfolio.
pub(super) struct Kept {
    of: Arc<crate::model::Portfolio>,
    promises: Promises,
    realised: Realised,
    money: std::collections::BTreeMap<OutcomeId, MoneySum>,
}

impl Kept {
    fn of(desk: &Desk<'_>) -> Self {
        Self {
            of: Arc::clone(desk.portfolio),
            promises: promises(desk.portfolio),
            realised: realised(desk.portfolio),
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
    let has_measures = !kept.promises.known.is_empty() || !kept.promises.unknown.is_empty();
    let has_money = !kept.realised.lines.is_empty() || !kept.realised.untold.is_empty();
    if !has_measures && !has_money {
        nothing_ui(ui, desk);
        return;
    }
    ScrollArea::vertical().id_salt("promises").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        came_ui(ui, desk, &kept.realised);
        if has_measures {
            measures_ui(ui, desk, kept);
        }
        ui.add_space(gap::LARGE);
        follow_focus(ui);
    });
}

/// What was promised of measures, by owner.
fn measures_ui(ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept) {
    let known: Vec<&Promise> = kept.promises.known.iter().collect();
    let words = calibration(&known).map(calibration_words).unwrap_or_default();
    part_ui(ui, desk, ("Measures of outcomes", &words));
    muted(
        ui,
        desk.theme,
        "A promise is the way from where a measure stood to where it should stand; what is kept is how much of that way is gone at \
         the last reading.",
    );
    ui.add_space(gap::SMALL);
    for (owner, judged) in by_name(desk, &kept.promises.known) {
        owner_ui(ui, desk, owner, judged);
        for promise in kept.promises.known.iter().filter(|promise| promise.owner == owner) {
            promise_ui(ui, desk, kept, promise);
        }
        ui.add_space(gap::MEDIUM);
    }
    unknown_ui(ui, desk, &kept.promises.unknown);
}

/// The heading of a part of the page, with what it comes to.
pub(super) fn part_ui(ui: &mut Ui, desk: &Desk<'_>, (title, words): (&str, &str)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::MEDIUM;
        heading(ui, title);
        let words = RichText::new(words).font(font(text::BODY, Heft::Medium));
        ui.label(words.color(desk.theme.text));
    });
    ui.add_space(gap::TINY);
}

fn nothing_ui(ui: &mut Ui, desk: &Desk<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.3);
        heading(ui, "Nothing was promised yet");
        ui.add_space(gap::TINY);
        let says = "Give an outcome a measure in the inspector: where it stood, where it should stand and by when. Every reading then \
                    shows here how much of the promise is kept, and how well its owner has judged. Give a line of benefit of a project what \
                    came in, month by month, and it is set against what was promised in money.";
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
    let name = desk.name(item);
    let (share, is_due) = (promise.kept(), promise.is_due());
    let due = if is_due { ", due" } else { "" };
    let row = KeptRow {
        says: format!("{name}: {} kept{due}", percent(share)),
        name,
        below: desk.name(Item::Outcome(promise.outcome)),
        share: Some(share),
        ink: match (share >= 1.0, is_due) {
            (true, _) => theme.good,
            (false, true) => theme.danger,
            (false, false) => theme.accent,
        },
        figure: percent(share),
        beside: match (promise.by, is_due) {
            (Some(_), true) if share < 1.0 => ("due".to_owned(), theme.danger),
            (Some(by), _) => (wording::day(by), theme.text_muted),
            (None, _) => ("no day".to_owned(), theme.text_muted),
        },
        is_part: false,
        is_selected: desk.workspace.selection().has(item),
    };
    let response = kept_row_ui(ui, theme, &row);
    if response.clicked() {
        desk.click(item, ui.input(|input| input.modifiers));
    }
    card_of(&response, theme, || told(desk, kept, promise));
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
        source: "Readings are those of the measure. Money is what lines of benefit of open projects promise of the outcome up to the end \
                 of the horizon."
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
