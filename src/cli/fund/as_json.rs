//! The plan as JSON.

use crate::analysis::optimise::{Binding, Funding, Gap, Limit, Plan, Waterline};
use crate::cli::json::{lines, list, number, object, text};
use crate::cli::planning::{Asked, limit_json, money_json, state_word, value_json};
use crate::model::ProjectId;
use crate::workspace::funding_words::project_name;

pub(super) fn json(asked: &Asked<'_>, funding: &Funding) -> String {
    let currency = asked.portfolio.currency;
    let value = |value| value_json(asked.wish.objective, value, currency);
    let found = &funding.found;
    let is_plan = found.is_plan();
    let known = |figure: String| if is_plan { figure } else { "null".to_owned() };
    let bindings: Vec<String> =
        funding.bindings.iter().map(|binding| binding_json(asked, binding)).collect();
    let fields = [
        ("status", text(state_word(found.state))),
        ("value", known(value(found.value))),
        ("bound", known(value(found.bound))),
        ("gap", found.gap().map_or_else(|| "null".to_owned(), number)),
        ("cost", known(money_json(found.cost, currency))),
        ("all_starts", funding.has_all_starts.to_string()),
        ("funded", lines(&funded(asked, &found.plan))),
        ("binding", lines(&bindings)),
        ("waterline", waterlines(asked, funding)),
        ("not_judged", lines(&not_judged(asked, funding))),
    ];
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}: {value}", text(name))).collect();
    format!("{{{}}}", fields.join(",\n"))
}

/// Each funded project with its start as a month, and the part of it that is funded.
pub(in crate::cli) fn funded(asked: &Asked<'_>, plan: &Plan) -> Vec<String> {
    let portfolio = &asked.portfolio;
    plan.funded
        .iter()
        .map(|(&id, funded)| {
            let month = portfolio.calendar.month_of(funded.start);
            let month = month.map_or_else(|| "null".to_owned(), |month| text(&month.to_string()));
            let mut fields = vec![
                ("id", text(&id.to_string())),
                ("name", text(&project_name(portfolio, id))),
                ("start", month),
            ];
            let part = portfolio
                .projects
                .get(&id)
                .zip(funded.funding)
                .and_then(|(project, part)| project.fundings.get(&part));
            if let Some(part) = part {
                fields.push(("part", text(&part.name)));
            }
            object(&fields)
        })
        .collect()
}

fn binding_json(asked: &Asked<'_>, binding: &Binding) -> String {
    let Binding { limit, used, most } = *binding;
    let amount = |amount: i128| match limit {
        Limit::Role(..) => crate::cli::planning::value_hundredths(amount),
        _ => money_json(amount, asked.portfolio.currency),
    };
    object(&[
        ("limit", limit_json(&asked.portfolio, limit)),
        ("used", amount(used)),
        ("most", amount(most)),
    ])
}

fn waterlines(asked: &Asked<'_>, funding: &Funding) -> String {
    let currency = asked.portfolio.currency;
    let difference = funding.found.value - funding.stopped.value;
    let gives_away = if funding.found.is_plan() {
        value_json(asked.wish.objective, difference, currency)
    } else {
        "null".to_owned()
    };
    object(&[
        ("without_skipping", waterline(asked, &funding.stopped)),
        ("with_skipping", waterline(asked, &funding.skipped)),
        ("gives_away", gives_away),
    ])
}

fn waterline(asked: &Asked<'_>, line: &Waterline) -> String {
    let currency = asked.portfolio.currency;
    let ids: Vec<String> = line.plan.funded.keys().map(|id| text(&id.to_string())).collect();
    let first_out = line.first_out.map_or_else(
        || "null".to_owned(),
        |(id, limit)| {
            object(&[("id", text(&id.to_string())), ("limit", limit_json(&asked.portfolio, limit))])
        },
    );
    object(&[
        ("value", value_json(asked.wish.objective, line.value, currency)),
        ("cost", money_json(line.cost, currency)),
        ("funded", list(&ids)),
        ("first_out", first_out),
    ])
}

fn not_judged(asked: &Asked<'_>, funding: &Funding) -> Vec<String> {
    let word = |gap: &Gap| {
        text(match gap {
            Gap::Cost => "cost",
            Gap::Score => "rating",
            Gap::Benefit => "benefit",
        })
    };
    let project = |(&id, gaps): (&ProjectId, &std::collections::BTreeSet<Gap>)| {
        object(&[
            ("id", text(&id.to_string())),
            ("name", text(&project_name(&asked.portfolio, id))),
            ("missing", list(&gaps.iter().map(word).collect::<Vec<_>>())),
        ])
    };
    funding.problem.not_judged.iter().map(project).collect()
}
