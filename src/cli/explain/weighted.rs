//! The weighted outcome score, outcome by outcome.

use std::fmt::Write as _;

use super::name;
use crate::analysis::scoring::{
    Difference, DifferencePart, Part, Score, Weights, difference, weighted_score,
};
use crate::cli::json::{lines, number, object, text};
use crate::cli::names::outcome_names;
use crate::cli::score::without_score;
use crate::cli::scoring_arguments::AnswerFormat;
use crate::cli::table::{Side, aligned};
use crate::cli::told::Told;
use crate::model::{OutcomeId, Portfolio, ProjectId};
use crate::wording::{decimal, points, shortened};

struct Explaining<'a> {
    portfolio: &'a Portfolio,
    weights: Weights,
    project: ProjectId,
}

pub(super) fn told(
    portfolio: &Portfolio,
    project: ProjectId,
    other: Option<ProjectId>,
    format: AnswerFormat,
) -> Result<String, Told> {
    let weights = Weights::of(portfolio).ok_or_else(|| without_score(portfolio))?;
    let score = |project: ProjectId| {
        portfolio.projects.get(&project).map(|record| weighted_score(portfolio, &weights, record))
    };
    let (Some(first), second) = (score(project), other.and_then(score)) else {
        return Ok(String::new());
    };
    let gap = second.as_ref().map(|second| difference(&weights, &first, second));
    let explaining = Explaining { portfolio, weights, project };
    Ok(match (format, other.zip(gap)) {
        (AnswerFormat::Table, None) => explaining.table(&first),
        (AnswerFormat::Json, None) => explaining.json(&first),
        (AnswerFormat::Table, Some((other, gap))) => explaining.gap_table(other, &gap),
        (AnswerFormat::Json, Some((other, gap))) => explaining.gap_json(other, &gap),
    })
}

/// One outcome of a score.
struct Row {
    outcome: OutcomeId,
    name: String,
    weight: f64,
    level: Option<String>,
    confidence: Option<f64>,
    points: Option<f64>,
    rationale: String,
}

impl Explaining<'_> {
    /// Every outcome that weighs anything, what adds most first, what is not rated last.
    fn rows(&self, score: &Score) -> Vec<Row> {
        let names = outcome_names(self.portfolio);
        let project = self.portfolio.projects.get(&self.project);
        let row = |(outcome, weight): (OutcomeId, f64)| {
            let contribution = project.and_then(|project| project.contributions.get(&outcome));
            let level = contribution.and_then(|contribution| contribution.level);
            let rung =
                level.and_then(|level| self.portfolio.ladder.rungs().get(usize::from(level.0)));
            Row {
                outcome,
                name: names.get(&outcome).cloned().unwrap_or_default(),
                weight,
                level: rung.map(|rung| rung.name.to_string()),
                confidence: rung
                    .and(contribution)
                    .map(|contribution| contribution.confidence.percent()),
                points: score
                    .parts
                    .iter()
                    .find(|part| part.outcome == outcome)
                    .map(|part| part.points),
                rationale: contribution
                    .map_or_else(String::new, |contribution| contribution.rationale.to_string()),
            }
        };
        let weighing = self.weights.iter().filter(|(_, weight)| *weight > 0.0);
        let mut rows: Vec<Row> = weighing.map(row).collect();
        let size = |row: &Row| row.points.unwrap_or(-1.0);
        rows.sort_by(|one, other| size(other).total_cmp(&size(one)));
        rows
    }

    fn table(&self, score: &Score) -> String {
        let heads = [
            ("Points", Side::Right),
            ("So far", Side::Right),
            ("Weight %", Side::Right),
            ("Level", Side::Left),
            ("Confidence", Side::Right),
            ("Outcome", Side::Left),
            ("Why", Side::Left),
        ];
        let mut sum = 0.0;
        let dash = || "–".to_owned();
        let mut cells = Vec::new();
        for row in self.rows(score) {
            sum += row.points.unwrap_or(0.0);
            cells.push(vec![
                row.points.map_or_else(dash, points),
                row.points.map_or_else(dash, |_| points(sum)),
                points(row.weight * 100.0),
                row.level.unwrap_or_else(|| "not rated".to_owned()),
                row.confidence
                    .map_or_else(dash, |confidence| format!("{} %", decimal(confidence, 1))),
                row.name,
                shortened(&row.rationale.replace('\n', " "), 80),
            ]);
        }
        format!(
            "{}\nScore {}, from {} to {} with what is not rated; {} % of the weights are rated.\n\n{}",
            name(self.portfolio, self.project),
            points(score.points),
            points(score.low),
            points(score.high),
            points(score.coverage * 100.0),
            aligned(&heads, &cells)
        )
    }

    fn json(&self, score: &Score) -> String {
        let null = || "null".to_owned();
        let row = |row: Row| {
            object(&[
                ("outcome", text(&row.outcome.to_string())),
                ("name", text(&row.name)),
                ("weight", number(row.weight)),
                ("level", row.level.map_or_else(null, |level| text(&level))),
                ("confidence", row.confidence.map_or_else(null, number)),
                ("points", row.points.map_or_else(null, number)),
                ("rationale", text(&row.rationale)),
            ])
        };
        format!(
            "{{\"project\": {},\n\"method\": \"Weighted outcomes\",\n\"score\": {},\n\"low\": {},\n\"high\": {},\n\"coverage\": {},\n\"parts\": {}}}",
            project_json(self.portfolio, self.project),
            number(score.points),
            number(score.low),
            number(score.high),
            number(score.coverage),
            lines(&self.rows(score).into_iter().map(row).collect::<Vec<_>>())
        )
    }

    fn gap_table(&self, other: ProjectId, gap: &Difference) -> String {
        let names = outcome_names(self.portfolio);
        let [first, second] = [self.project, other].map(|project| name(self.portfolio, project));
        let heads = [
            ("Difference", Side::Right),
            ("First", Side::Right),
            ("Second", Side::Right),
            ("Outcome", Side::Left),
        ];
        let part_points = |part: Option<Part>| {
            part.map_or_else(|| "not rated".to_owned(), |part| points(part.points))
        };
        let row = |part: &DifferencePart| {
            vec![
                tenths(part.shown_tenths),
                part_points(part.first),
                part_points(part.second),
                names.get(&part.outcome).cloned().unwrap_or_default(),
            ]
        };
        let rows: Vec<Vec<String>> = gap.parts.iter().map(row).collect();
        let mut told = format!("First: {first}\nSecond: {second}\n\n{}", aligned(&heads, &rows));
        // Writing to a `String` cannot fail.
        writeln!(told, "\nIn all {} points.", tenths(gap.gap_tenths)).ok();
        told
    }

    fn gap_json(&self, other: ProjectId, gap: &Difference) -> String {
        let names = outcome_names(self.portfolio);
        let null = || "null".to_owned();
        let part = |part: &DifferencePart| {
            object(&[
                ("outcome", text(&part.outcome.to_string())),
                ("name", text(names.get(&part.outcome).map_or("", String::as_str))),
                ("first", part.first.map_or_else(null, |part| number(part.points))),
                ("second", part.second.map_or_else(null, |part| number(part.points))),
                ("adds", number(part.points)),
            ])
        };
        format!(
            "{{\"project\": {},\n\"other\": {},\n\"method\": \"Weighted outcomes\",\n\"gap\": {},\n\"parts\": {}}}",
            project_json(self.portfolio, self.project),
            project_json(self.portfolio, other),
            number(gap.gap),
            lines(&gap.parts.iter().map(part).collect::<Vec<_>>())
        )
    }
}

/// A project as an object.
pub(super) fn project_json(portfolio: &Portfolio, project: ProjectId) -> String {
    object(&[("id", text(&project.to_string())), ("name", text(&name(portfolio, project)))])
}

/// Whole tenths of a point as points, with a sign.
fn tenths(tenths: i64) -> String {
    let value = i32::try_from(tenths).map_or(f64::NAN, f64::from) / 10.0;
    let sign = if tenths > 0 { "+" } else { "" };
    format!("{sign}{}", points(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_have_signs() {
        assert_eq!([24, 0, -100].map(tenths), ["+2.4", "0.0", "−10.0"]);
    }
}
