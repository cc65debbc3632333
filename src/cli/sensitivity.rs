//! `sensitivity`: how far each weight may go before the first projects change, and what flips two of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::json::{lines, list, number, object, text};
use super::meant::meant_project;
use super::names::outcome_names;
use super::open::open;
use super::score::without_score;
use super::scoring_arguments::{AnswerFormat, SensitivityArguments};
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::scoring::Weights;
use crate::analysis::scoring::robust::{
    Flip, Steady, Swap, Turn, Values, WeightSpan, nearest_flip, steady_top,
};
use crate::model::{OutcomeId, Portfolio, ProjectId};
use crate::wording::{plural, points};

/// Everything that was asked for.
struct Asked<'a> {
    portfolio: &'a Portfolio,
    steady: Steady,
    /// The pair that was asked for, and what flips it.
    flip: Option<([ProjectId; 2], Flip)>,
}

pub(super) fn sensitivity(arguments: &SensitivityArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let portfolio = &opened.portfolio;
    let weights = Weights::of(portfolio).ok_or_else(|| without_score(portfolio))?;
    let values = Values::of(portfolio);
    let shares = values.weights(&weights);
    let count = usize::try_from(arguments.top).unwrap_or(usize::MAX);
    let pair = pair(portfolio, &arguments.flip)?;
    let flip = match pair {
        None => None,
        Some(pair) => {
            let found = nearest_flip(&values, &shares, pair).ok_or_else(|| {
                let reason = "Only projects that are still open are compared; one of these is done or cancelled.";
                Told::failed(Ending::Unreadable, reason)
            })?;
            Some((pair, found))
        }
    };
    let told =
        Asked { portfolio, steady: steady_top(&values, &shares, &BTreeSet::new(), count), flip };
    let out = match arguments.format {
        AnswerFormat::Table => told.table(),
        AnswerFormat::Json => told.json(),
    };
    Ok(Told::fine(out).beside(opened.warnings.iter().map(ToString::to_string)))
}

fn pair(portfolio: &Portfolio, typed: &[String]) -> Result<Option<[ProjectId; 2]>, Told> {
    let [one, other] = typed else { return Ok(None) };
    let project = |text: &str| {
        meant_project(portfolio, text).map_err(|reason| Told::failed(Ending::Unreadable, reason))
    };
    Ok(Some([project(one)?, project(other)?]))
}

impl Asked<'_> {
    fn project(&self, project: ProjectId) -> String {
        self.portfolio
            .projects
            .get(&project)
            .map_or_else(String::new, |project| project.name.to_string())
    }

    fn outcome(&self, outcome: OutcomeId) -> String {
        outcome_names(self.portfolio).remove(&outcome).unwrap_or_default()
    }

    fn table(&self) -> String {
        let steady = &self.steady;
        let mut told = format!(
            "{}, the first {}\n\n",
            self.portfolio.title,
            plural(steady.top.len(), "project")
        );
        for (place, project) in (1..).zip(&steady.top) {
            // Writing to a `String` cannot fail.
            writeln!(told, "  {place}. {}", self.project(*project)).ok();
        }
        if steady.is_tied {
            told.push_str("The last of them has the same score as the next, so who is among the first is chance.\n");
        }
        let heads = [
            ("Weight %", Side::Right),
            ("From %", Side::Right),
            ("To %", Side::Right),
            ("Outcome", Side::Left),
            ("Below that", Side::Left),
            ("Above that", Side::Left),
        ];
        let swap = |swap: Option<Swap>| {
            swap.map_or_else(String::new, |swap| {
                format!("{} for {}", self.project(swap.enters), self.project(swap.leaves))
            })
        };
        let row = |span: &WeightSpan| {
            vec![
                points(span.weight * 100.0),
                points(span.low * 100.0),
                points(span.high * 100.0),
                self.outcome(span.outcome),
                swap(span.below),
                swap(span.above),
            ]
        };
        let rows: Vec<Vec<String>> = steady.spans.iter().map(row).collect();
        write!(told, "\n{}", aligned(&heads, &rows)).ok();
        if let Some((pair, flip)) = &self.flip {
            told.push_str(&self.flip_lines(*pair, flip));
        }
        told
    }

    fn flip_lines(&self, [first, second]: [ProjectId; 2], flip: &Flip) -> String {
        let mut told = format!(
            "\n“{}” is {} points above “{}”.\n",
            self.project(first),
            points(flip.gap * 100.0),
            self.project(second)
        );
        for turn in &flip.turns {
            writeln!(
                told,
                "  Level if the weight of “{}” goes from {} to {} %, the others in proportion.",
                self.outcome(turn.outcome),
                points(turn.from * 100.0),
                points(turn.to * 100.0)
            )
            .ok();
        }
        let moved = flip.moved.map_or_else(
            || {
                "  No weights make them level: the one is at least as good for every outcome."
                    .to_owned()
            },
            |moved| {
                format!(
                    "  At least {} % of all weights must go elsewhere to make them level.",
                    points(moved * 100.0)
                )
            },
        );
        writeln!(told, "{moved}").ok();
        told
    }

    fn json(&self) -> String {
        let project = |project: &ProjectId| {
            object(&[("id", text(&project.to_string())), ("name", text(&self.project(*project)))])
        };
        let swap = |swap: Option<Swap>| {
            swap.map_or_else(
                || "null".to_owned(),
                |swap| {
                    object(&[("leaves", project(&swap.leaves)), ("enters", project(&swap.enters))])
                },
            )
        };
        let span = |span: &WeightSpan| {
            object(&[
                ("outcome", text(&span.outcome.to_string())),
                ("name", text(&self.outcome(span.outcome))),
                ("weight", number(span.weight)),
                ("low", number(span.low)),
                ("high", number(span.high)),
                ("below", swap(span.below)),
                ("above", swap(span.above)),
            ])
        };
        let flip = self
            .flip
            .as_ref()
            .map_or_else(|| "null".to_owned(), |(pair, flip)| self.flip_json(*pair, flip));
        format!(
            "{{\"top\": {},\n\"tied\": {},\n\"spans\": {},\n\"flip\": {flip}}}",
            lines(&self.steady.top.iter().map(project).collect::<Vec<_>>()),
            self.steady.is_tied,
            lines(&self.steady.spans.iter().map(span).collect::<Vec<_>>())
        )
    }

    fn flip_json(&self, [first, second]: [ProjectId; 2], flip: &Flip) -> String {
        let turn = |turn: &Turn| {
            object(&[
                ("outcome", text(&turn.outcome.to_string())),
                ("name", text(&self.outcome(turn.outcome))),
                ("from", number(turn.from)),
                ("to", number(turn.to)),
            ])
        };
        let weights: Vec<(String, String)> = flip
            .weights
            .iter()
            .map(|(outcome, weight)| (self.outcome(*outcome), number(*weight)))
            .collect();
        let weights: Vec<(&str, String)> =
            weights.iter().map(|(name, weight)| (name.as_str(), weight.clone())).collect();
        object(&[
            ("project", text(&first.to_string())),
            ("other", text(&second.to_string())),
            ("gap", number(flip.gap * 100.0)),
            ("turns", list(&flip.turns.iter().map(turn).collect::<Vec<_>>())),
            ("moved", flip.moved.map_or_else(|| "null".to_owned(), number)),
            ("weights", object(&weights)),
        ])
    }
}
