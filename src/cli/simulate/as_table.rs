//! A simulation as tables for people.

use super::{input_name, project_name};
use crate::analysis::finance::chance::{Distribution, Sampled, Simulation};
use crate::analysis::finance::to_money;
use crate::cli::table::{Side, aligned};
use crate::model::Portfolio;
use crate::wording::{count, decimal, money_short, plural, shortened};

/// So many inputs are named, and so many projects.
const INPUTS_SHOWN: usize = 15;
const PROJECTS_SHOWN: usize = 15;

pub(super) fn table(portfolio: &Portfolio, it: &Simulation, heading: &str) -> String {
    let amount = |minor: f64| money_short(to_money(minor), portfolio.currency);
    let parts = [
        format!(
            "{heading}: {} futures, drawn from a seed; behind ± stands the standard error\n",
            count(it.runs)
        ),
        spreads(it, &amount),
        chances(portfolio, it, &amount),
        projects(portfolio, it, &amount),
        inputs(portfolio, it, &amount),
        notes(it),
    ];
    parts.join("\n").trim_end().to_owned() + "\n"
}

fn with_error(figure: Sampled, say: &dyn Fn(f64) -> String) -> String {
    format!("{} ± {}", say(figure.value), say(figure.error))
}

fn percent(figure: Sampled) -> String {
    format!("{} ± {} %", decimal(figure.value * 100.0, 2), decimal(figure.error * 100.0, 2))
}

fn spreads(it: &Simulation, amount: &dyn Fn(f64) -> String) -> String {
    let row = |(name, it): (&str, &Distribution)| {
        let figures = [it.mean, it.p10, it.p50, it.p80, it.p90];
        let figures = figures.map(|figure| with_error(figure, amount));
        std::iter::once(name.to_owned()).chain(figures).collect::<Vec<_>>()
    };
    let all = [("Cost", &it.cost), ("Benefit", &it.benefit), ("Net present value", &it.npv)];
    let heads = ["Mean", "P10", "P50", "P80", "P90"].map(|head| (head, Side::Right));
    let heads: Vec<_> = std::iter::once(("", Side::Left)).chain(heads).collect();
    aligned(&heads, &all.map(row))
}

fn chances(portfolio: &Portfolio, it: &Simulation, amount: &dyn Fn(f64) -> String) -> String {
    let likely = format!("Cost above the likely {}", amount(it.likely_cost));
    let mut rows = vec![
        vec!["Net present value below zero".to_owned(), percent(it.loss)],
        vec![likely, percent(it.overrun)],
    ];
    for budget in &it.budgets {
        let name = portfolio.budgets.get(&budget.budget).map(|budget| budget.name.as_str());
        let name = shortened(name.unwrap_or_default(), super::NAME_CHARACTERS_MAX);
        let what = format!("Cost above budget “{name}” of {}", amount(budget.limit));
        rows.push(vec![what, percent(budget.overrun)]);
    }
    aligned(&[("How probable", Side::Left), ("", Side::Right)], &rows)
}

fn projects(portfolio: &Portfolio, it: &Simulation, amount: &dyn Fn(f64) -> String) -> String {
    if it.projects.len() < 2 {
        return String::new();
    }
    let mut open: Vec<_> = it.projects.iter().collect();
    open.sort_by(|one, other| other.information.value.total_cmp(&one.information.value));
    let row = |it: &&crate::analysis::finance::chance::ProjectChance| {
        vec![
            project_name(portfolio, it.project),
            with_error(it.npv, amount),
            percent(it.loss),
            with_error(it.information, amount),
        ]
    };
    let rows: Vec<_> = open.iter().take(PROJECTS_SHOWN).map(row).collect();
    let heads = ["Mean NPV", "NPV below zero", "Worth of knowing"];
    let heads = heads.map(|head| (head, Side::Right));
    let heads: Vec<_> =
        std::iter::once(("Least decided projects", Side::Left)).chain(heads).collect();
    aligned(&heads, &rows)
}

fn inputs(portfolio: &Portfolio, it: &Simulation, amount: &dyn Fn(f64) -> String) -> String {
    let rows: Vec<_> = it
        .influences
        .iter()
        .take(INPUTS_SHOWN)
        .map(|it| {
            vec![
                input_name(portfolio, it.input),
                with_error(it.rank_correlation, &|value| decimal(value, 3)),
                with_error(it.information, amount),
            ]
        })
        .collect();
    let heads = [
        ("What moves it most", Side::Left),
        ("Rank correlation", Side::Right),
        ("Worth of knowing", Side::Right),
    ];
    let futures = count(it.kept_runs);
    aligned(&heads, &rows)
        + &format!(
            "From {futures} of the futures. The worth of knowing is what it would be worth at most to know it before saying yes or no to each project.\n"
        )
}

fn notes(it: &Simulation) -> String {
    let mut notes = Vec::new();
    if !it.squeezed.is_empty() {
        let projects = plural(it.squeezed.len(), "project");
        notes.push(format!("The causes of {projects} are stronger together than 100 %; each was taken weaker by the same factor."));
    }
    if !it.risks_left_out.is_empty() {
        let risks = plural(it.risks_left_out.len(), "risk");
        notes.push(format!("{risks} without a probability or a project is in no figure."));
    }
    notes.join("\n")
}
