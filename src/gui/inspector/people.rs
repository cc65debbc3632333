//! Roles, budgets and stakeholders.

use egui::Ui;

use super::Desk;
use super::project::names_in_use;
use super::rows::{
    choice_row, figure_only, maybe_choice_row, money_row, put, row, suggested_row, title_row,
};
use super::steps::steps_ui;
use crate::analysis::finance::cost_by_period;
use crate::edit::{Edit, Record};
use crate::gui::widgets::{
    add_button, fte_field, money_field, month_field, muted, number_field, section,
};
use crate::model::{
    Budget, BudgetId, CostKind, Fte, Item, Money, MoneySum, Month, Name, Pool, Portfolio, Project,
    Role, RoleId, Say, Stakeholder, StakeholderId, Weight,
};
use crate::wording;

/// The month in which the next step may begin: a period after the last one, or the first of the plan.
fn next_month(portfolio: &Portfolio, last: Option<Month>) -> Option<Month> {
    let calendar = portfolio.calendar;
    last.map_or(Some(calendar.first()), |last| last.plus(calendar.length().months()).ok())
}

pub(super) fn role_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: RoleId) {
    let portfolio = desk.portfolio;
    let Some(role) = portfolio.roles.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Role::clone(role);
    put(&mut next.name, title_row(ui, theme, &role.name));
    put(&mut next.rate, money_row(ui, desk, "Rate a period", role.rate));
    section(ui, theme, "Capacity", true, |ui| {
        muted(ui, theme, "Full-time people from each month on, until the next.");
        let field = |ui: &mut Ui, fte: Fte| fte_field(ui, theme, Some(fte));
        put(
            &mut next.capacity,
            steps_ui(ui, desk, ("Capacity from", &role.capacity), month_field, field),
        );
        let last = role.capacity.last_key_value();
        if add_button(ui, theme, "Add capacity").clicked()
            && let Some(month) = next_month(portfolio, last.map(|(month, _)| *month))
        {
            next.capacity.insert(month, last.map_or(Fte::ZERO, |(_, fte)| *fte));
        }
    });
    if next != **role {
        desk.requests.edit(Edit::Replace(Record::Role(id, next)));
    }
}

pub(super) fn budget_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: BudgetId) {
    let portfolio = desk.portfolio;
    let Some(budget) = portfolio.budgets.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Budget::clone(budget);
    put(&mut next.name, title_row(ui, theme, &budget.name));
    put(
        &mut next.pool,
        choice_row(ui, theme, "Limits", (&budget.pool, &pools(portfolio)), wording::pool),
    );
    put(&mut next.total, money_row(ui, desk, "Total", budget.total));
    let asked: MoneySum = cost_by_period(portfolio, &desk.workspace.costs().starts, &budget.pool)
        .values()
        .copied()
        .sum();
    figure_only(
        ui,
        theme,
        "Asked for",
        &wording::money_short(asked.to_money(), portfolio.currency),
    );
    section(ui, theme, "In each period", true, |ui| {
        muted(
            ui,
            theme,
            "The most that may be spent in a period, from each month on, until the next.",
        );
        let field =
            |ui: &mut Ui, amount: Money| money_field(ui, theme, Some(amount), portfolio.currency);
        put(
            &mut next.per_period,
            steps_ui(ui, desk, ("Limit from", &budget.per_period), month_field, field),
        );
        let last = budget.per_period.last_key_value();
        if add_button(ui, theme, "Add limit").clicked()
            && let Some(month) = next_month(portfolio, last.map(|(month, _)| *month))
        {
            next.per_period.insert(month, last.map_or(Money::ZERO, |(_, amount)| *amount));
        }
    });
    if next != **budget {
        desk.requests.edit(Edit::Replace(Record::Budget(id, next)));
    }
}

/// All pools that a budget can limit: all costs, each kind, and those that costs or budgets name.
fn pools(portfolio: &Portfolio) -> Vec<Pool> {
    let of =
        |project: &Project| project.costs.values().filter_map(|line| line.pool.clone()).collect();
    let mut named: Vec<Name> = names_in_use(portfolio, of);
    named.extend(portfolio.budgets.values().filter_map(|budget| match &budget.pool {
        Pool::Named(name) => Some(name.clone()),
        Pool::All | Pool::Kind(_) => None,
    }));
    named.sort();
    named.dedup();
    let kinds = CostKind::ALL.into_iter().map(Pool::Kind);
    std::iter::once(Pool::All).chain(kinds).chain(named.into_iter().map(Pool::Named)).collect()
}

pub(super) fn stakeholder_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: StakeholderId) {
    let portfolio = desk.portfolio;
    let Some(person) = portfolio.stakeholders.get(&id) else { return };
    let theme = desk.theme;
    let mut next = Stakeholder::clone(person);
    put(&mut next.name, title_row(ui, theme, &person.name));
    let departments = || {
        let mut all: Vec<Name> = portfolio
            .stakeholders
            .values()
            .filter_map(|person| person.department.clone())
            .collect();
        all.sort();
        all.dedup();
        all
    };
    put(
        &mut next.department,
        suggested_row(ui, theme, "Department", (person.department.as_ref(), "None"), departments),
    );
    put(
        &mut next.say,
        maybe_choice_row(ui, theme, "Say", (person.say, Say::ALL.as_slice()), wording::say),
    );
    let weight = row(ui, theme, "Weight", |ui| {
        number_field(ui, theme, Some(person.weight.value()), "0", Weight::new)
    });
    put(&mut next.weight, weight.map(|weight| weight.unwrap_or(Weight::NONE)));
    section(ui, theme, "Answers for", true, |ui| {
        let items = answers_for(portfolio, id);
        if items.is_empty() {
            muted(ui, theme, "Nothing yet.");
        }
        for (item, part) in items {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    muted(ui, theme, part);
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        super::item_link(ui, desk, item);
                    });
                });
            });
        }
    });
    if next != **person {
        desk.requests.edit(Edit::Replace(Record::Stakeholder(id, next)));
    }
}

/// What somebody answers for, and as what.
fn answers_for(portfolio: &Portfolio, id: StakeholderId) -> Vec<(Item, &'static str)> {
    let mut items = Vec::new();
    for (&project, record) in &portfolio.projects {
        let parts = [("sponsor", record.sponsor), ("lead", record.lead), ("deputy", record.deputy)];
        let named = parts.into_iter().filter(|(_, who)| *who == Some(id));
        items.extend(named.map(|(part, _)| (Item::Project(project), part)));
    }
    let outcomes = portfolio.outcomes.iter().filter(|(_, record)| record.owner == Some(id));
    items.extend(outcomes.map(|(&outcome, _)| (Item::Outcome(outcome), "owner")));
    let changes = portfolio.changes.iter().filter(|(_, record)| record.owner == Some(id));
    items.extend(changes.map(|(&change, _)| (Item::Change(change), "owner")));
    let risks = portfolio.risks.iter().filter(|(_, record)| record.owner == Some(id));
    items.extend(risks.map(|(&risk, _)| (Item::Risk(risk), "owner")));
    items
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Id, ProjectId};

    #[test]
    fn somebody_answers_for_whatever_names_them() {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        let who = StakeholderId(Id::from_bits(1));
        let project = ProjectId(Id::from_bits(2));
        let mut record = Project::named("Data lake".parse().unwrap());
        record.lead = Some(who);
        portfolio.projects.insert(project, Arc::new(record));
        assert_eq!(answers_for(&portfolio, who), [(Item::Project(project), "lead")]);
        assert_eq!(answers_for(&portfolio, StakeholderId(Id::from_bits(9))), []);
    }

    #[test]
    fn the_next_step_begins_a_period_after_the_last() {
        let portfolio = Portfolio::titled("Test".parse().unwrap());
        let month = |text: &str| text.parse::<Month>().unwrap();
        assert_eq!(next_month(&portfolio, None), Some(month("2027-01")));
        assert_eq!(next_month(&portfolio, Some(month("2027-01"))), Some(month("2027-04")));
    }
}
