//! All scenarios side by side: what enters, what leaves, and the plan that does least badly in all of them.

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::figures::{figure, money, value_words};
use super::view::Desk;
use super::why::names_without;
use crate::analysis::optimise::{Comparison, Objective};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::muted;
use crate::model::{Currency, Item, ScenarioId};
use crate::wording::{self, plural, printable};
use crate::workspace::Trying;

const NAME_WIDTH: f32 = 108.0;
const CELL_WIDTH: f32 = 118.0;
const LINE_HEIGHT: f32 = 21.0;

/// One cell: what it shows, and what a hand over it is told.
struct Cell {
    words: String,
    says: String,
    is_best: bool,
}

impl Cell {
    fn plain(words: String) -> Self {
        Self { words, says: String::new(), is_best: false }
    }
}

/// What a scenario is called.
pub(super) fn scenario_name(desk: &Desk<'_>, id: Option<ScenarioId>) -> String {
    id.map_or_else(
        || "Base".to_owned(),
        |id| printable(&wording::item_label(desk.portfolio, Item::Scenario(id))),
    )
}

/// Shows the table.
pub(super) fn scenarios_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (ids, table): (&[Option<ScenarioId>], &Comparison),
) {
    if ids.len() < 2 {
        ui.add_space(gap::MEDIUM);
        muted(
            ui,
            desk.theme,
            "There is no scenario yet. Pull a slider, then choose “Keep as a scenario…”.",
        );
        return;
    }
    ScrollArea::both().id_salt("scenarios").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        head_ui(ui, desk, ids);
        for (name, cells) in rows(desk, table) {
            row_ui(ui, desk, name, &cells);
        }
        ui.add_space(gap::SMALL);
        if let Some((regret, is_proved)) = &table.least_bad {
            let objective = desk.trying().objective;
            let worst = regret.worst().unwrap_or(0);
            let words = format!(
                "Least bad in all: a plan of {} that falls behind by at most {}{}.",
                plural(regret.plan.funded.len(), "project"),
                value_words(objective, worst, desk.portfolio.currency),
                if *is_proved { ", proven" } else { ", not proven" }
            );
            muted(ui, desk.theme, &words);
        } else {
            muted(ui, desk.theme, "No one plan can be done in all of them.");
        }
    });
}

fn head_ui(ui: &mut Ui, desk: &mut Desk<'_>, ids: &[Option<ScenarioId>]) {
    ui.horizontal(|ui| {
        ui.allocate_exact_size(vec2(NAME_WIDTH, 34.0), Sense::hover());
        for &id in ids {
            let is_on = desk.trying().scenario == id;
            let name = scenario_name(desk, id);
            let ink = if is_on { desk.theme.accent } else { desk.theme.text };
            let (rect, response) = ui.allocate_exact_size(vec2(CELL_WIDTH, 34.0), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, &name));
            let galley =
                ui.painter().layout(name, font(text::SMALL, Heft::SemiBold), ink, CELL_WIDTH - 8.0);
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            painter.galley(rect.min + vec2(4.0, 2.0), galley, ink);
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            if response.on_hover_text("Look at this scenario").clicked() && !is_on {
                let next = Trying { scenario: id, ..desk.trying().settled() };
                desk.try_out(next);
            }
        }
    });
}

fn row_ui(ui: &mut Ui, desk: &Desk<'_>, name: &str, cells: &[Cell]) {
    let theme = desk.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(0.0, 1.0), Sense::hover());
    let width = NAME_WIDTH + CELL_WIDTH * cells.len() as f32;
    ui.painter().hline(
        rect.left()..=rect.left() + width,
        rect.top(),
        egui::Stroke::new(1.0, theme.hairline),
    );
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(
            vec2(NAME_WIDTH, LINE_HEIGHT),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(NAME_WIDTH);
                ui.add(
                    Label::new(RichText::new(name).size(text::SMALL).color(theme.text_muted))
                        .truncate(),
                );
            },
        );
        for cell in cells {
            ui.allocate_ui_with_layout(
                vec2(CELL_WIDTH, LINE_HEIGHT),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_width(CELL_WIDTH);
                    ui.add_space(4.0);
                    let heft = if cell.is_best { Heft::SemiBold } else { Heft::Regular };
                    let ink = if cell.is_best { theme.good } else { theme.text };
                    let words = RichText::new(&cell.words).font(font(text::SMALL, heft)).color(ink);
                    let response = ui.add(Label::new(words).truncate());
                    if !cell.says.is_empty() {
                        response.on_hover_text(&cell.says);
                    }
                },
            );
        }
    });
}

/// The best of a row is marked, unless all are the same.
fn marked(
    figures: &[Option<i128>],
    words: impl Fn(i128) -> String,
    is_more_better: bool,
) -> Vec<Cell> {
    let known: Vec<i128> = figures.iter().flatten().copied().collect();
    let (least, most) = (known.iter().min().copied(), known.iter().max().copied());
    let best = if is_more_better { most } else { least };
    let cell = |figure: &Option<i128>| match figure {
        Some(figure) => Cell {
            words: words(*figure),
            says: String::new(),
            is_best: best == Some(*figure) && least != most,
        },
        None => Cell::plain("–".to_owned()),
    };
    figures.iter().map(cell).collect()
}

fn rows(desk: &Desk<'_>, found: &Comparison) -> Vec<(&'static str, Vec<Cell>)> {
    let currency: Currency = desk.portfolio.currency;
    let objective: Objective = desk.trying().objective;
    let plans: Vec<_> = found.compared.iter().map(|one| &one.funding.found).collect();
    let known = |of: &dyn Fn(usize) -> Option<i128>| -> Vec<Option<i128>> {
        (0..plans.len()).map(of).collect()
    };
    let plan = |at: usize| plans.get(at).filter(|found| found.is_plan());
    let value = known(&|at| plan(at).map(|found| found.value));
    let cost = known(&|at| plan(at).map(|found| found.cost));
    let npv = known(&|at| found.compared.get(at)?.npv);
    let worst =
        known(&|at| found.regrets.get(at).and_then(crate::analysis::optimise::Regret::worst));
    let base = plans.first();
    let changes = |is_entering: bool| -> Vec<Cell> {
        plans
            .iter()
            .map(|found| {
                let Some(base) = base else { return Cell::plain(String::new()) };
                let names = if is_entering {
                    names_without(desk, &found.plan, &base.plan)
                } else {
                    names_without(desk, &base.plan, &found.plan)
                };
                let says = wording::list_of(&names, 20);
                Cell { words: wording::count(names.len()), says, is_best: false }
            })
            .collect()
    };
    let funded = plans.iter().map(|found| Cell::plain(wording::count(found.plan.funded.len())));
    let proof = plans.iter().map(|found| {
        Cell::plain(match found.gap() {
            Some(_) if found.is_best() => "proven".to_owned(),
            Some(gap) => format!("gap {}\u{202f}%", wording::decimal(gap * 100.0, 1)),
            None => "no plan".to_owned(),
        })
    });
    vec![
        ("Funded", funded.collect()),
        ("Value", marked(&value, |value| figure(objective, value, currency), true)),
        ("Cost", marked(&cost, |cost| money(cost, currency), false)),
        ("Present value", marked(&npv, |npv| money(npv, currency), true)),
        ("Enters", changes(true)),
        ("Leaves", changes(false)),
        (
            "Worst elsewhere",
            marked(&worst, |lost| format!("−{}", figure(objective, lost, currency)), false),
        ),
        ("How sure", proof.collect()),
    ]
}
