//! A simulation as JSON, unrounded, in units of the currency.

use super::input_name;
use crate::analysis::finance::chance::{
    BudgetChance, Distribution, Influence, Input, ProjectChance, Sampled, Simulation,
};
use crate::cli::json::{lines, list, number, object, text};
use crate::cli::money::case_json::unit;
use crate::model::Portfolio;

pub(super) fn json(portfolio: &Portfolio, simulation: &Simulation, heading: &str) -> String {
    let unit = unit(portfolio);
    let each = |ids: Vec<String>| list(&ids.iter().map(|id| text(id)).collect::<Vec<_>>());
    let budgets = simulation.budgets.iter().map(|it| budget(portfolio, it, unit));
    let projects = simulation.projects.iter().map(|it| project(portfolio, it, unit));
    let inputs = simulation.influences.iter().map(|it| influence(portfolio, it, unit));
    let fields = [
        ("name", text(heading)),
        ("currency", text(portfolio.currency.code())),
        ("runs", simulation.runs.to_string()),
        ("cost", distribution(&simulation.cost, unit)),
        ("benefit", distribution(&simulation.benefit, unit)),
        ("npv", distribution(&simulation.npv, unit)),
        ("likely_cost", number(simulation.likely_cost / unit)),
        ("probability_of_overrun", sampled(simulation.overrun, 1.0)),
        ("probability_of_negative_npv", sampled(simulation.loss, 1.0)),
        ("budgets", lines(&budgets.collect::<Vec<_>>())),
        ("projects", lines(&projects.collect::<Vec<_>>())),
        ("tornado", lines(&inputs.collect::<Vec<_>>())),
        ("tornado_runs", simulation.kept_runs.to_string()),
        ("causes_weakened", each(simulation.squeezed.iter().map(ToString::to_string).collect())),
        (
            "risks_left_out",
            each(simulation.risks_left_out.iter().map(ToString::to_string).collect()),
        ),
    ];
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}: {value}", text(name))).collect();
    format!("{{{}}}", fields.join(",\n"))
}

fn sampled(figure: Sampled, unit: f64) -> String {
    object(&[("value", number(figure.value / unit)), ("error", number(figure.error / unit))])
}

fn distribution(it: &Distribution, unit: f64) -> String {
    let curve: Vec<String> = it.curve.iter().map(|point| number(point.amount / unit)).collect();
    object(&[
        ("mean", sampled(it.mean, unit)),
        ("deviation", number(it.deviation / unit)),
        ("p10", sampled(it.p10, unit)),
        ("p50", sampled(it.p50, unit)),
        ("p80", sampled(it.p80, unit)),
        ("p90", sampled(it.p90, unit)),
        ("curve", list(&curve)),
    ])
}

fn budget(portfolio: &Portfolio, it: &BudgetChance, unit: f64) -> String {
    let name = portfolio.budgets.get(&it.budget).map(|budget| budget.name.as_str());
    object(&[
        ("id", text(&it.budget.to_string())),
        ("name", text(name.unwrap_or_default())),
        ("limit", number(it.limit / unit)),
        ("spent", sampled(it.spent, unit)),
        ("probability_of_overrun", sampled(it.overrun, 1.0)),
    ])
}

fn project(portfolio: &Portfolio, it: &ProjectChance, unit: f64) -> String {
    let name = portfolio.projects.get(&it.project).map(|project| project.name.as_str());
    object(&[
        ("id", text(&it.project.to_string())),
        ("name", text(name.unwrap_or_default())),
        ("npv", sampled(it.npv, unit)),
        ("probability_of_negative_npv", sampled(it.loss, 1.0)),
        ("perfect_information", sampled(it.information, unit)),
    ])
}

fn influence(portfolio: &Portfolio, it: &Influence, unit: f64) -> String {
    let kind = if matches!(it.input, Input::Risk(_)) { "risk" } else { "amount" };
    object(&[
        ("kind", text(kind)),
        ("name", text(&input_name(portfolio, it.input))),
        ("rank_correlation", sampled(it.rank_correlation, 1.0)),
        ("perfect_information", sampled(it.information, unit)),
    ])
}
