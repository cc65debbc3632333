//! What was found, as JSON and in words.

use super::{Asked, money_json, state_word, value_json};
use crate::analysis::optimise::{Found, Plan};
use crate::cli::json::{list, object, text};
use crate::model::ProjectId;
use crate::workspace::funding_words::{project_name, worth_words};

/// Ids of projects as JSON.
pub(in crate::cli) fn ids_json(ids: impl IntoIterator<Item = ProjectId>) -> String {
    list(&ids.into_iter().map(|id| text(&id.to_string())).collect::<Vec<_>>())
}

/// Names of projects in quotes.
pub(in crate::cli) fn names(asked: &Asked<'_>, ids: &[ProjectId]) -> Vec<String> {
    ids.iter().map(|id| format!("“{}”", project_name(&asked.portfolio, *id))).collect()
}

/// A value in the words of the objective.
pub(in crate::cli) fn worth(asked: &Asked<'_>, value: i128) -> String {
    worth_words(&asked.portfolio, asked.wish.objective, value)
}

/// A value in the units of the objective.
pub(in crate::cli) fn value(asked: &Asked<'_>, value: i128) -> String {
    value_json(asked.wish.objective, value, asked.portfolio.currency)
}

/// An amount in units of the currency.
pub(in crate::cli) fn amount(asked: &Asked<'_>, minor: i128) -> String {
    money_json(minor, asked.portfolio.currency)
}

/// A plan in short: how sure it is, what it is worth and costs, and what is in it.
pub(in crate::cli) fn found_json(asked: &Asked<'_>, found: &Found) -> String {
    let null = || "null".to_owned();
    let if_plan = |figure: String| if found.is_plan() { figure } else { null() };
    object(&[
        ("status", text(state_word(found.state))),
        ("value", if_plan(value(asked, found.value))),
        ("bound", if_plan(value(asked, found.bound))),
        ("cost", if_plan(amount(asked, found.cost))),
        ("funded", plan_json(&found.plan)),
    ])
}

/// The ids of what a plan funds.
pub(in crate::cli) fn plan_json(plan: &Plan) -> String {
    ids_json(plan.funded.keys().copied())
}

/// JSON, or null.
pub(in crate::cli) fn or_null(json: Option<String>) -> String {
    json.unwrap_or_else(|| "null".to_owned())
}

/// The fields of an object, each on lines of its own.
pub(in crate::cli) fn tall(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}: {value}", text(name))).collect();
    format!("{{{}}}", fields.join(",\n"))
}
