//! All scenarios side by side: what enters, what leaves, and the plan that does least badly in all of them.

use std::sync::Arc;

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::figures::{figure, money, value_words};
use super::view::Desk;
use super::why::names_without;
use crate::analysis::optimise::{Compared, Comparison, Effects, LeastBad, Objective, Plan};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::muted;
use crate::model::{Currency, Item, Outcome, OutcomeId, Role as Job, RoleId, ScenarioId};
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

/// One line of the table.
struct Row {
    name: String,
    says: String,
    cells: Vec<Cell>,
}

impl Row {
    fn of(name: &str, says: &str, cells: Vec<Cell>) -> Self {
        Self { name: name.to_owned(), says: says.to_owned(), cells }
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
        head_ui(ui, desk, ids, table.least_bad.as_ref());
        for row in rows(desk, table) {
            row_ui(ui, desk, &row);
        }
        ui.add_space(gap::SMALL);
        muted(ui, desk.theme, &least_bad_words(desk, table));
    });
}

/// What the plan is that does least badly, in a sentence.
fn least_bad_words(desk: &Desk<'_>, table: &Comparison) -> String {
    let Some(LeastBad { regret, is_proved, .. }) = &table.least_bad else {
        return "No one plan was found that can be done in all of them.".to_owned();
    };
    let worst =
        value_words(desk.trying().objective, regret.worst().unwrap_or(0), desk.portfolio.currency);
    let proof = if *is_proved { ", proven" } else { ", not proven" };
    format!(
        "Least bad in all: a plan of {} that falls behind the best of each by at most {worst}{proof}. Its figures are those of the base.",
        plural(regret.plan.funded.len(), "project")
    )
}

fn head_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    ids: &[Option<ScenarioId>],
    least_bad: Option<&LeastBad>,
) {
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
            let response_has_focus = response.has_focus();
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            if response.on_hover_text("Look at this scenario").clicked() && !is_on {
                let next = Trying { scenario: id, ..desk.trying().settled() };
                desk.try_out(next);
            }
            if response_has_focus {
                let stroke = egui::Stroke::new(1.5, desk.theme.accent);
                ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
            }
        }
        if least_bad.is_some() {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL_WIDTH, 34.0), Sense::hover());
            let ink = desk.theme.good;
            let words = "Least bad in all".to_owned();
            let galley = ui.painter().layout(
                words,
                font(text::SMALL, Heft::SemiBold),
                ink,
                CELL_WIDTH - 8.0,
            );
            ui.painter().galley(rect.min + vec2(4.0, 2.0), galley, ink);
        }
    });
}

fn row_ui(ui: &mut Ui, desk: &Desk<'_>, row: &Row) {
    let theme = desk.theme;
    let Row { name, says, cells } = row;
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
                let words = RichText::new(name).size(text::SMALL).color(theme.text_muted);
                let response = ui.add(Label::new(words).truncate());
                if !says.is_empty() {
                    response.on_hover_text(says);
                }
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

/// The figures of a plan, whichever it is.
struct Column<'a> {
    plan: Option<&'a Plan>,
    value: Option<i128>,
    cost: Option<i128>,
    worst: Option<i128>,
    effects: Option<&'a Effects>,
    proof: String,
}

impl<'a> Column<'a> {
    fn of(one: &'a Compared, worst: Option<i128>) -> Self {
        let best = &one.funding.found;
        let is_plan = best.is_plan();
        Self {
            plan: is_plan.then_some(&best.plan),
            value: is_plan.then_some(best.value),
            cost: is_plan.then_some(best.cost),
            worst: worst.filter(|_| is_plan),
            effects: is_plan.then_some(&one.effects),
            proof: match best.gap() {
                Some(_) if best.is_best() => "proven".to_owned(),
                Some(gap) => format!("gap {}\u{202f}%", wording::decimal(gap * 100.0, 1)),
                None => "no plan".to_owned(),
            },
        }
    }
}

/// A column for each scenario, and one for the plan that does least badly.
fn columns(found: &Comparison) -> Vec<Column<'_>> {
    let all = found.compared.iter().zip(&found.regrets);
    let mut columns: Vec<Column<'_>> =
        all.map(|(one, regret)| Column::of(one, regret.worst())).collect();
    columns.extend(found.least_bad.as_ref().map(|least| Column {
        plan: Some(&least.regret.plan),
        value: Some(least.value_and_cost.0),
        cost: Some(least.value_and_cost.1),
        worst: least.regret.worst(),
        effects: Some(&least.effects),
        proof: if least.is_proved { "proven" } else { "not proven" }.to_owned(),
    }));
    columns
}

fn rows(desk: &Desk<'_>, found: &Comparison) -> Vec<Row> {
    let currency: Currency = desk.portfolio.currency;
    let objective: Objective = desk.trying().objective;
    let columns = columns(found);
    let known = |of: &dyn Fn(&Column<'_>) -> Option<i128>| -> Vec<Option<i128>> {
        columns.iter().map(of).collect()
    };
    let base = columns.first().and_then(|column| column.plan);
    let changes = |is_entering: bool| -> Vec<Cell> {
        let cell = |column: &Column<'_>| {
            let Some((base, plan)) = base.zip(column.plan) else {
                return Cell::plain("–".to_owned());
            };
            let (one, other) = if is_entering { (plan, base) } else { (base, plan) };
            let names = names_without(desk, one, other);
            let says = wording::list_of(&names, 20);
            Cell { words: wording::count(names.len()), says, is_best: false }
        };
        columns.iter().map(cell).collect()
    };
    let funded = columns.iter().map(|column| {
        Cell::plain(
            column.plan.map_or_else(|| "–".to_owned(), |plan| wording::count(plan.funded.len())),
        )
    });
    let proof = columns.iter().map(|column| Cell::plain(column.proof.clone()));
    let money = |amount| money(amount, currency);
    let mut rows = vec![
        Row::of("Funded", "", funded.collect()),
        Row::of(
            "Value",
            "",
            marked(
                &known(&|column| column.value),
                |value| figure(objective, value, currency),
                true,
            ),
        ),
        Row::of("Cost", "", marked(&known(&|column| column.cost), money, false)),
        Row::of("Present value", "", marked(&known(&|column| column.effects?.npv), money, true)),
        Row::of("Enters", "Against the base", changes(true)),
        Row::of("Leaves", "Against the base", changes(false)),
        Row::of(
            "Worst elsewhere",
            "By how much this plan falls behind the best one in the scenario where it does worst",
            marked(
                &known(&|column| column.worst),
                |lost| format!("−{}", figure(objective, lost, currency)),
                false,
            ),
        ),
        Row::of("How sure", "", proof.collect()),
    ];
    rows.extend(people_rows(desk, &columns));
    rows.extend(money_rows(desk, &columns));
    rows
}

/// How many people of each role are asked for at most in one period.
fn people_rows(desk: &Desk<'_>, columns: &[Column<'_>]) -> Vec<Row> {
    let row = |(id, role): (&RoleId, &Arc<Job>)| {
        let cell = |column: &Column<'_>| {
            let most = column.effects.map(|effects| {
                let hundredths = effects.people_hundredths.get(id).copied().unwrap_or(0);
                wording::decimal(hundredths as f64 / 100.0, 1)
            });
            Cell::plain(most.unwrap_or_else(|| "–".to_owned()))
        };
        let name = printable(&role.name);
        let says = format!("How many people of “{name}” the plan asks for at most in one period");
        Row::of(&name, &says, columns.iter().map(cell).collect())
    };
    desk.portfolio.roles.iter().map(row).collect()
}

/// Which part of the money goes to each outcome, beside its weight.
fn money_rows(desk: &Desk<'_>, columns: &[Column<'_>]) -> Vec<Row> {
    let percent = |share: f64| wording::decimal(share * 100.0, 0);
    let row = |(id, outcome): (OutcomeId, &Arc<Outcome>)| {
        let cell = |column: &Column<'_>| {
            let shares = column.effects.and_then(|effects| effects.alignment.get(&id));
            let Some([weight, spend]) = shares else { return Cell::plain("–".to_owned()) };
            Cell {
                words: format!("{} of {}\u{202f}%", percent(*spend), percent(*weight)),
                says: format!(
                    "{}\u{202f}% of the money, {}\u{202f}% of the weight",
                    percent(*spend),
                    percent(*weight)
                ),
                is_best: false,
            }
        };
        let name = printable(&outcome.name);
        let says = format!("Which part of the money goes to “{name}”, of its part of all weights");
        Row::of(&name, &says, columns.iter().map(cell).collect())
    };
    desk.portfolio.leaves().map(row).collect()
}
