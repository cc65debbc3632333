//! Scores as JSON: unrounded, so that what each outcome adds sums to the score.

use super::Scores;
use crate::analysis::scoring::{Part, Ranked};
use crate::cli::json::{lines, list, number, object, text};
use crate::model::OutcomeId;

pub(super) fn json(scores: &Scores<'_>) -> String {
    let projects: Vec<_> = scores.order.iter().map(|ranked| project(scores, ranked)).collect();
    let outcomes: Vec<_> =
        scores.alignment.rows.keys().map(|&outcome| outcome_object(scores, outcome)).collect();
    format!(
        "{{\"projects\": {},\n\"outcomes\": {},\n\"unattributed_cost\": {}}}",
        lines(&projects),
        lines(&outcomes),
        maybe(scores.alignment.unattributed)
    )
}

fn project(scores: &Scores<'_>, ranked: &Ranked) -> String {
    let name = scores.portfolio.projects.get(&ranked.project).map(|project| project.name.as_str());
    let score = &ranked.score;
    let part = |part: &Part| {
        object(&[("outcome", text(&part.outcome.to_string())), ("points", number(part.points))])
    };
    object(&[
        ("id", text(&ranked.project.to_string())),
        ("name", text(name.unwrap_or_default())),
        ("rank", ranked.rank.to_string()),
        ("score", number(score.points)),
        ("low", number(score.low)),
        ("high", number(score.high)),
        ("coverage", number(score.coverage)),
        ("contributions", list(&score.parts.iter().map(part).collect::<Vec<_>>())),
    ])
}

fn outcome_object(scores: &Scores<'_>, outcome: OutcomeId) -> String {
    let row = scores.alignment.rows.get(&outcome);
    object(&[
        ("id", text(&outcome.to_string())),
        ("name", text(&scores.outcome_name(outcome))),
        ("weight", maybe(row.map(|row| row.weight))),
        ("value", maybe(row.and_then(|row| row.value))),
        ("cost", maybe(row.and_then(|row| row.cost))),
    ])
}

fn maybe(share: Option<f64>) -> String {
    share.map_or_else(|| "null".to_owned(), number)
}
