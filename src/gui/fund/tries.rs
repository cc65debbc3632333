//! What if there were more or less: a slider for every budget and every role, tried out while it is pulled.

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::figures::{bare_money, load_figures, money};
use super::keep::keep_ui;
use super::view::{Desk, Fund, Held};
use crate::analysis::optimise::Limit;
use crate::gui::ring::follow_focus;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{
    Pull, Stand, caption, divider, icon_button, muted, quiet_button, slider_ui, steady,
};
use crate::model::{Budget, BudgetId, Fte, Money, Portfolio, Role, RoleId};
use crate::wording;
use crate::workspace::{Command, Request, Trying};

const LINE_HEIGHT: f32 = 22.0;

/// Shows all sliders, and at the foot how to keep what is tried.
pub(super) fn tries_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>) {
    ui.spacing_mut().item_spacing.y = gap::TINY;
    ui.horizontal(|ui| {
        ui.label(RichText::new("What if").font(font(text::BODY, Heft::SemiBold)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.trying().is_trying()
                && icon_button(ui, icons::UNDO, "Forget what is tried").clicked()
            {
                desk.requests.run(Command::ForgetTrial);
            }
        });
    });
    divider(ui, desk.theme);
    let Some(base) = fund.base(desk) else { return };
    let foot = if desk.trying().is_trying() { 118.0 } else { 0.0 };
    let height = (ui.available_height() - foot).max(80.0);
    ScrollArea::vertical().id_salt("tries").max_height(height).auto_shrink([false, false]).show(
        ui,
        |ui| {
            ui.add_space(gap::TINY);
            if base.budgets.is_empty() {
                no_budget_ui(ui, desk);
            } else {
                caption(ui, desk.theme, "Budgets");
            }
            for (&id, budget) in &base.budgets {
                steady(ui, id, |ui| budget_ui(ui, fund, desk, &base, (id, budget)));
            }
            if !base.roles.is_empty() {
                ui.add_space(gap::SMALL);
                caption(ui, desk.theme, "People");
            }
            for (&id, role) in &base.roles {
                steady(ui, id, |ui| role_ui(ui, fund, desk, (id, role)));
            }
            ui.add_space(gap::MEDIUM);
            follow_focus(ui);
        },
    );
    if desk.trying().is_trying() {
        keep_ui(ui, fund, desk);
    }
}

fn no_budget_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    caption(ui, desk.theme, "Budgets");
    muted(
        ui,
        desk.theme,
        "There is no budget yet, so money limits nothing. Try an amount, or add a budget in the inspector.",
    );
    let currency = desk.portfolio.currency;
    let asked = desk.workspace.costs().asked.to_money();
    let end = (asked.minor_f64() * 1.1).max(1.0);
    let shown = desk.trying().spend.unwrap_or(asked);
    let stand = Stand {
        says: "Money for everything",
        value: shown.minor_f64(),
        before: asked.minor_f64(),
        end,
        ink: desk.theme.accent,
        is_free: true,
    };
    let width = ui.available_width();
    let (_, pull) = slider_ui(ui, desk.theme, width, &stand);
    muted(ui, desk.theme, &wording::money_short(shown, currency));
    if let Some(value) = pulled(pull) {
        let spend = Some(Money::from_minor(value.round() as i64));
        desk.requests.push(Request::Try(Box::new(Trying { spend, ..desk.trying().clone() })));
    }
    if quiet_button(ui, "Show the portfolio")
        .on_hover_text("The inspector of the portfolio has its budgets")
        .clicked()
    {
        desk.requests.run(Command::SelectNone);
    }
}

/// The value that a slider is pulled to.
fn pulled(pull: Option<Pull>) -> Option<f64> {
    match pull {
        Some(Pull::Held(value) | Pull::Set(value)) => Some(value),
        Some(Pull::LetGo) | None => None,
    }
}

/// What is held by the hand stands for the same amount as long as it is held.
fn end_of(fund: &mut Fund, key: Held, stretch: f64, now: f64) -> f64 {
    let known = fund.ends.get(&key).copied().unwrap_or(0.0);
    if known >= now && known > 0.0 {
        return known;
    }
    let end = stretch.max(now * 1.25).max(1.0);
    fund.ends.insert(key, end);
    end
}

fn name_line(ui: &mut Ui, theme: &Theme, name: &str, figure: &str, is_tried: bool) {
    let line = vec2(ui.available_width(), LINE_HEIGHT);
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        let ink = if is_tried { theme.accent } else { theme.text };
        ui.label(RichText::new(figure).font(font(text::BODY, Heft::SemiBold)).color(ink));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let name = RichText::new(wording::printable(name)).font(font(text::BODY, Heft::Medium));
            ui.add(Label::new(name).truncate().selectable(false));
        });
    });
}

fn budget_ui(
    ui: &mut Ui,
    fund: &mut Fund,
    desk: &mut Desk<'_>,
    base: &Portfolio,
    (id, budget): (BudgetId, &Budget),
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let theme = desk.theme;
    let currency = base.currency;
    let asked = desk.workspace.costs().asked.to_money();
    let tried = desk.trying().budgets.get(&id).copied();
    let before = budget.total.unwrap_or(asked);
    let shown = tried.or(budget.total);
    let stretch = before.minor_f64() * 1.6;
    let end = end_of(fund, Held::Budget(id), stretch, shown.unwrap_or(before).minor_f64());
    let figure =
        shown.map_or_else(|| "no total".to_owned(), |total| wording::money_short(total, currency));
    name_line(ui, theme, &budget.name, &figure, tried.is_some());
    let says = wording::printable(&budget.name);
    let stand = Stand {
        says: &says,
        value: shown.unwrap_or(before).minor_f64(),
        before: before.minor_f64(),
        end,
        ink: theme.accent,
        is_free: true,
    };
    let width = ui.available_width();
    let (response, pull) = slider_ui(ui, theme, width, &stand);
    response.on_hover_text("Pull to try another total. Nothing is kept until you say so.");
    let best = desk.workspace.funding().found();
    let used = best.and_then(|best| best.used.get(&Limit::Budget(id)).copied());
    if let (Some(used), Some(total)) = (used, shown) {
        let words = format!(
            "{} used, {} left",
            bare_money(used, currency),
            money(i128::from(total.minor) - used, currency)
        );
        muted(ui, theme, &words);
    } else {
        muted(ui, theme, &wording::pool(&budget.pool));
    }
    ui.add_space(gap::SMALL);
    if let Some(value) = pulled(pull) {
        let amount = Money::from_minor(value.round() as i64);
        let mut next = desk.trying().clone();
        if budget.total == Some(amount) {
            next.budgets.remove(&id);
        } else {
            next.budgets.insert(id, amount);
        }
        desk.try_out(next);
    }
}

fn role_ui(ui: &mut Ui, fund: &mut Fund, desk: &mut Desk<'_>, (id, role): (RoleId, &Role)) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let theme = desk.theme;
    let tried = desk.trying().capacities.get(&id).copied();
    let most = role.capacity.values().copied().max().unwrap_or_default();
    let least = role.capacity.values().copied().min().unwrap_or_default();
    if role.capacity.is_empty() && tried.is_none() {
        name_line(ui, theme, &role.name, "not said", false);
        muted(ui, theme, "Nobody has said how many there are, so they limit nothing.");
        ui.add_space(gap::SMALL);
        return;
    }
    let people = |fte: Fte| wording::decimal(fte.people(), 1);
    let figure = match tried {
        Some(tried) => wording::fte(tried),
        None if least == most => wording::fte(most),
        None => format!("{}–{}", people(least), wording::fte(most)),
    };
    let shown = tried.unwrap_or(most).people();
    let end = end_of(fund, Held::Role(id), most.people() * 1.6, shown);
    name_line(ui, theme, &role.name, &figure, tried.is_some());
    let says = wording::printable(&role.name);
    let stand = Stand {
        says: &says,
        value: shown,
        before: most.people(),
        end,
        ink: theme.accent,
        is_free: true,
    };
    let width = ui.available_width();
    let (response, pull) = slider_ui(ui, theme, width, &stand);
    response.on_hover_text(
        "Pull to try so many people in every period. Nothing is kept until you say so.",
    );
    muted(ui, theme, &load_words(desk, id));
    ui.add_space(gap::SMALL);
    if let Some(value) = pulled(pull) {
        let mut next = desk.trying().clone();
        let is_as_said = (value - most.people()).abs() < 1e-9 && least == most;
        match Fte::new((value * 100.0).round() / 100.0) {
            Ok(_) if is_as_said => {
                next.capacities.remove(&id);
            }
            Ok(fte) => {
                next.capacities.insert(id, fte);
            }
            Err(_) => return,
        }
        desk.try_out(next);
    }
}

/// When the role is busiest: `Busiest in Q3 2027: 14 of 16`.
fn load_words(desk: &Desk<'_>, id: RoleId) -> String {
    let found = desk.workspace.funding().found();
    let Some((found, load)) = found.and_then(|found| Some((found, found.busiest(id)?))) else {
        return "Nobody is needed".to_owned();
    };
    let when = wording::period(load.period.into(), found.portfolio.calendar);
    format!("Busiest in {when}: {}", load_figures(load))
}
