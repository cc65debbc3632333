//! Scores as a table for people: the order of projects, then where weight, value and money go.

use super::Scores;
use crate::analysis::scoring::{Part, Ranked};
use crate::cli::table::{Side, aligned};
use crate::wording::{count, plural, points, shortened};

/// So many outcomes are named that add most to a score.
const PARTS_SHOWN: usize = 3;
const NAME_CHARACTERS_MAX: usize = 48;
const OUTCOME_CHARACTERS_MAX: usize = 32;

pub(super) fn table(scores: &Scores<'_>) -> String {
    let mut text =
        format!("{}, {}\n\n", scores.portfolio.title, plural(scores.order.len(), "project"));
    let heads = [
        ("Rank", Side::Right),
        ("Score", Side::Right),
        ("Low–high", Side::Right),
        ("Rated %", Side::Right),
        ("Project", Side::Left),
        ("What adds most", Side::Left),
    ];
    let rows: Vec<_> = scores.order.iter().map(|ranked| row(scores, ranked)).collect();
    text.push_str(&aligned(&heads, &rows));
    text.push('\n');
    text.push_str(&alignment(scores));
    text
}

fn row(scores: &Scores<'_>, ranked: &Ranked) -> Vec<String> {
    let score = &ranked.score;
    let project = scores.portfolio.projects.get(&ranked.project);
    vec![
        count(ranked.rank),
        score.known_points().map_or_else(|| "–".to_owned(), points),
        format!("{}–{}", points(score.low), points(score.high)),
        points(score.coverage * 100.0),
        project.map_or_else(String::new, |project| shortened(&project.name, NAME_CHARACTERS_MAX)),
        what_adds_most(scores, &score.parts),
    ]
}

fn what_adds_most(scores: &Scores<'_>, parts: &[Part]) -> String {
    let mut adding: Vec<&Part> = parts.iter().filter(|part| part.points > 0.0).collect();
    adding.sort_by(|one, other| other.points.total_cmp(&one.points));
    let part = |part: &&Part| {
        let name = scores.outcome_name(part.outcome);
        format!("{} {}", shortened(&name, OUTCOME_CHARACTERS_MAX), points(part.points))
    };
    adding.iter().take(PARTS_SHOWN).map(part).collect::<Vec<_>>().join(", ")
}

/// What the organisation says matters, against what its projects bring and cost.
fn alignment(scores: &Scores<'_>) -> String {
    let heads = [
        ("Weight %", Side::Right),
        ("Value %", Side::Right),
        ("Cost %", Side::Right),
        ("Outcome", Side::Left),
    ];
    let share =
        |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| points(share * 100.0));
    let mut rows: Vec<_> = scores.alignment.rows.iter().collect();
    rows.sort_by(|(_, one), (_, other)| other.weight.total_cmp(&one.weight));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(&outcome, row)| {
            vec![
                share(Some(row.weight)),
                share(row.value),
                share(row.cost),
                scores.outcome_name(outcome),
            ]
        })
        .collect();
    let unattributed = scores.alignment.unattributed.map_or_else(
        || "No open project has a cost.".to_owned(),
        |part| format!("{} % of the cost goes to projects without points.", points(part * 100.0)),
    );
    format!("{}{unattributed}\n", aligned(&heads, &rows))
}
