//! `compare`: scenarios side by side, and the plan that does least badly in all of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Given;
use super::fund_arguments::CompareArguments;
use super::json::{lines, list, number, object, text};
use super::planning::{
    Asked, amount, asked, cell, found_json, ids_json, or_null, plan_json, scenario_named, tall,
    value, value_hundredths, worth,
};
use super::scoring_arguments::AnswerFormat;
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::optimise::{Compared, Comparison, Effects, LeastBad, Plan, Regret, compared};
use crate::jobs::Monitor;
use crate::model::{OutcomeId, ProjectId, RoleId, Scenario};
use crate::wording::{decimal, list_of, shortened};
use crate::workspace::funding_words::project_name;

const NAMES_MAX: usize = 8;
const NAME_CHARACTERS_MAX: usize = 40;

pub(super) fn compare(arguments: &CompareArguments, given: &Given<'_>) -> Result<Told, Told> {
    let asked = asked(&arguments.plan, given)?;
    let mut names: Vec<String> = Vec::new();
    let mut scenarios: Vec<Option<&Scenario>> = Vec::new();
    if arguments.scenarios.is_empty() {
        names.push("base".to_owned());
        scenarios.push(None);
        for scenario in asked.portfolio.scenarios.values() {
            names.push(scenario.name.to_string());
            scenarios.push(Some(scenario));
        }
    }
    for name in &arguments.scenarios {
        let is_base = name.trim().eq_ignore_ascii_case("base");
        let found = if is_base { None } else { Some(scenario_named(&asked.portfolio, name)?) };
        names.push(found.map_or_else(|| "base".to_owned(), |scenario| scenario.name.to_string()));
        scenarios.push(found);
    }
    let is_over = || asked.is_over();
    let effort = asked.effort(&is_over);
    let comparison =
        compared(&asked.portfolio, &scenarios, asked.wish, &effort, &Monitor::default())
            .map_err(|failure| asked.failed(failure))?;
    let out = match arguments.plan.format {
        AnswerFormat::Json => json(&asked, &names, &comparison),
        AnswerFormat::Table => table(&asked, &names, &comparison),
    };
    let are_all = comparison.compared.iter().all(|one| one.funding.found.is_plan());
    let ending = if are_all { Ending::Fine } else { Ending::Findings };
    Ok(Told { out, err: String::new(), ending }.beside(asked.warnings.iter().cloned()))
}

/// The plan of the first scenario, against which others are told.
fn first_plan(comparison: &Comparison) -> Plan {
    comparison.compared.first().map(|one| one.funding.found.plan.clone()).unwrap_or_default()
}

fn json(asked: &Asked<'_>, names: &[String], comparison: &Comparison) -> String {
    let first = first_plan(comparison);
    let regret = |regret: &Regret| {
        let lost = regret.lost.iter().map(|lost| or_null(lost.map(|lost| value(asked, lost))));
        object(&[
            ("lost", list(&lost.collect::<Vec<_>>())),
            ("worst", or_null(regret.worst().map(|worst| value(asked, worst)))),
            ("funded", plan_json(&regret.plan)),
        ])
    };
    let one = |(name, one): (&String, &Compared)| {
        let plan = &one.funding.found.plan;
        object(&[
            ("scenario", text(name)),
            ("plan", found_json(asked, &one.funding.found)),
            ("enters", ids_json(plan.without(&first))),
            ("leaves", ids_json(first.without(plan))),
            ("npv", npv_json(asked, &one.effects)),
            ("alignment", alignment_json(&one.effects)),
            ("people", people_json(&one.effects)),
        ])
    };
    let all: Vec<String> = names.iter().zip(&comparison.compared).map(one).collect();
    let least_bad = comparison.least_bad.as_ref().map(|least| {
        let (worth, cost) = least.value_and_cost;
        object(&[
            ("plan", regret(&least.regret)),
            ("proved", least.is_proved.to_string()),
            ("value", value(asked, worth)),
            ("cost", amount(asked, cost)),
            ("npv", npv_json(asked, &least.effects)),
            ("alignment", alignment_json(&least.effects)),
            ("people", people_json(&least.effects)),
        ])
    });
    tall(&[
        ("scenarios", lines(&all)),
        ("regrets", lines(&comparison.regrets.iter().map(regret).collect::<Vec<_>>())),
        ("least_bad", or_null(least_bad)),
        ("none_fits_all", comparison.none_fits_all.to_string()),
    ])
}

fn npv_json(asked: &Asked<'_>, effects: &Effects) -> String {
    or_null(effects.npv.map(|npv| amount(asked, npv)))
}

fn alignment_json(effects: &Effects) -> String {
    let rows = effects.alignment.iter().map(|(id, [weight, spend])| {
        object(&[
            ("outcome", text(&id.to_string())),
            ("weight", number(*weight)),
            ("spend", number(*spend)),
        ])
    });
    list(&rows.collect::<Vec<_>>())
}

fn people_json(effects: &Effects) -> String {
    let rows = effects.people_hundredths.iter().map(|(id, most)| {
        object(&[("role", text(&id.to_string())), ("most", value_hundredths(i128::from(*most)))])
    });
    list(&rows.collect::<Vec<_>>())
}

fn table(asked: &Asked<'_>, names: &[String], comparison: &Comparison) -> String {
    let heads = [
        ("Scenario", Side::Left),
        ("Projects", Side::Right),
        ("Cost", Side::Right),
        ("Value", Side::Right),
        ("NPV", Side::Right),
        ("Worst loss elsewhere", Side::Right),
    ];
    let rows = names.iter().zip(&comparison.compared).zip(&comparison.regrets);
    let row = |((name, one), regret): ((&String, &Compared), &Regret)| {
        let found = &one.funding.found;
        let npv = one.effects.npv.map_or_else(|| "–".to_owned(), |npv| cell(&asked.portfolio, npv));
        let name = shortened(name, NAME_CHARACTERS_MAX);
        if !found.is_plan() {
            let no = || "–".to_owned();
            return vec![name, "no plan".to_owned(), no(), no(), no(), no()];
        }
        let worst = regret.worst().map(|worst| worth(asked, worst));
        vec![
            name,
            found.plan.funded.len().to_string(),
            cell(&asked.portfolio, found.cost),
            worth(asked, found.value),
            npv,
            worst.unwrap_or_else(|| "not possible in all".to_owned()),
        ]
    };
    let mut out = aligned(&heads, &rows.map(row).collect::<Vec<_>>());
    out.push_str(&changes(asked, names, comparison));
    out.push_str(&matrices(asked, names, comparison));
    out.push_str(&least_bad(asked, comparison));
    out
}

/// What enters and leaves against the first scenario.
fn changes(asked: &Asked<'_>, names: &[String], comparison: &Comparison) -> String {
    let first = first_plan(comparison);
    let quoted = |ids: Vec<ProjectId>| {
        let all: BTreeSet<String> =
            ids.into_iter().map(|id| format!("“{}”", project_name(&asked.portfolio, id))).collect();
        list_of(&all.into_iter().collect::<Vec<_>>(), NAMES_MAX)
    };
    let mut out = String::new();
    for (place, (name, one)) in names.iter().zip(&comparison.compared).enumerate() {
        let plan = &one.funding.found.plan;
        if place > 0 && one.funding.found.is_plan() && *plan != first {
            writeln!(out, "\n{name}").ok();
            let enters: Vec<_> = plan.without(&first).collect();
            let leaves: Vec<_> = first.without(plan).collect();
            for (what, ids) in [("enters", enters), ("leaves", leaves)] {
                if !ids.is_empty() {
                    writeln!(out, "  {what}: {}", quoted(ids)).ok();
                }
            }
        }
    }
    out
}

/// Where the money goes against the weights, and who is asked for most: a row for each outcome and role, a column for each scenario.
fn matrices(asked: &Asked<'_>, names: &[String], comparison: &Comparison) -> String {
    let all: Vec<&Effects> = comparison.compared.iter().map(|one| &one.effects).collect();
    let heads = |first| -> Vec<(&str, Side)> {
        let names = names.iter().map(|name| (name.as_str(), Side::Right));
        std::iter::once((first, Side::Left)).chain(names).collect()
    };
    let outcomes: BTreeSet<OutcomeId> =
        all.iter().flat_map(|effects| effects.alignment.keys().copied()).collect();
    let roles: BTreeSet<RoleId> =
        all.iter().flat_map(|effects| effects.people_hundredths.keys().copied()).collect();
    let outcome_row = |id: &OutcomeId| {
        let name = asked.portfolio.outcomes.get(id).map(|outcome| outcome.name.to_string());
        let cell = |effects: &&Effects| {
            let shares = effects.alignment.get(id);
            shares.map_or_else(String::new, |[weight, spend]| {
                format!("{} of {} %", decimal(spend * 100.0, 0), decimal(weight * 100.0, 0))
            })
        };
        let name = shortened(&name.unwrap_or_default(), NAME_CHARACTERS_MAX);
        std::iter::once(name).chain(all.iter().map(cell)).collect()
    };
    let role_row = |id: &RoleId| {
        let name = asked.portfolio.roles.get(id).map(|role| role.name.to_string());
        let cell = |effects: &&Effects| {
            let most = effects.people_hundredths.get(id).copied().unwrap_or(0);
            decimal(crate::cli::planning::people(most), 2)
        };
        let name = shortened(&name.unwrap_or_default(), NAME_CHARACTERS_MAX);
        std::iter::once(name).chain(all.iter().map(cell)).collect()
    };
    let mut out = String::new();
    let outcomes: Vec<Vec<String>> = outcomes.iter().map(outcome_row).collect();
    if !outcomes.is_empty() {
        out.push('\n');
        out.push_str(&aligned(&heads("Money of weight"), &outcomes));
    }
    let roles: Vec<Vec<String>> = roles.iter().map(role_row).collect();
    if !roles.is_empty() {
        out.push('\n');
        out.push_str(&aligned(&heads("FTE in a period at most"), &roles));
    }
    out
}

fn least_bad(asked: &Asked<'_>, comparison: &Comparison) -> String {
    let Some(LeastBad { regret: least, is_proved, .. }) = &comparison.least_bad else {
        return if comparison.none_fits_all {
            "\nNo plan can be done in all of these: this is proved.\n".to_owned()
        } else {
            "\nNo plan was found that can be done in all of these.\n".to_owned()
        };
    };
    let ids: Vec<ProjectId> = least.plan.funded.keys().copied().collect();
    let names: Vec<String> =
        ids.iter().map(|id| format!("“{}”", project_name(&asked.portfolio, *id))).collect();
    format!(
        "\nThe plan that does least badly in all of them{} loses at most {}: {}\n",
        if *is_proved { "" } else { " (not proved)" },
        worth(asked, least.worst().unwrap_or(0)),
        list_of(&names, 60)
    )
}
