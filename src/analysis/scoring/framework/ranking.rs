//! All projects in the order of their scores by a framework; ties share a rank, and what has no score has no rank.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::notice::{Known, Notice, Why};
use super::ready::{Input, Ready, Step};
use super::usual::{Usual, WSJF_STEPS};
use crate::analysis::formula::{Unknown, value};
use crate::model::{Direction, Figure, FrameworkField, Name, Portfolio, Project, ProjectId};

/// Scores that differ by less than this part of themselves are a tie.
const TIE: f64 = 1e-9;

/// A project in a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingRow {
    /// The project.
    pub project: ProjectId,
    /// Its rank, from 1; projects with equal scores have the same, and the next one counts them all (1, 2, 2, 4). Nothing where it has no score.
    pub rank: Option<usize>,
    /// Its score, or every reason why it has none.
    pub value: Known,
}

/// All projects by one framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What the framework is called.
    pub name: Name,
    /// What the scores are counted in; empty for a plain number.
    pub unit: String,
    /// Which way is good.
    pub better: Direction,
    /// The best first; those that are tied, and at the end those without a score, in the order of their ids.
    pub rows: Vec<RankingRow>,
    /// What is worth a look about the inputs.
    pub notices: Vec<Notice>,
}

/// Ranks all projects by a framework.
pub fn ranking(portfolio: &Portfolio, facts: &Facts, ready: &Ready) -> Option<Ranking> {
    let step = ready.last()?;
    let mut rows: Vec<RankingRow> = portfolio
        .projects
        .keys()
        .map(|&project| RankingRow {
            project,
            rank: None,
            value: score(portfolio, facts, ready, project),
        })
        .collect();
    number(&mut rows, step.framework.better);
    Some(Ranking {
        name: step.framework.name.clone(),
        unit: step.unit.to_string(),
        better: step.framework.better,
        rows,
        notices: notices(portfolio, ready),
    })
}

/// The score of one project, or every reason why it has none.
pub(super) fn score(
    portfolio: &Portfolio,
    facts: &Facts,
    ready: &Ready,
    project: ProjectId,
) -> Known {
    scores(portfolio, facts, ready, project).pop().unwrap_or_else(|| Err(Vec::new()))
}

/// The scores of a project by each step, the framework itself last.
pub(super) fn scores(
    portfolio: &Portfolio,
    facts: &Facts,
    ready: &Ready,
    project: ProjectId,
) -> Vec<Known> {
    let mut found: Vec<Known> = Vec::with_capacity(ready.steps.len());
    for step in &ready.steps {
        let values = inputs(portfolio, facts, step, &found, project);
        let score = value(&step.formula, &values)
            .map_err(|unknown| reasons(portfolio, ready, step, &found, (project, unknown)));
        found.push(score);
    }
    found
}

/// The value of each name in the formula of a step; nothing where it is not known.
pub(super) fn inputs(
    portfolio: &Portfolio,
    facts: &Facts,
    step: &Step,
    before: &[Known],
    project: ProjectId,
) -> Vec<Option<f64>> {
    let record = portfolio.projects.get(&project);
    let input = |input: &Input| match input {
        Input::Field(field, factor) => given(record?, field).ok().map(|figure| figure * factor),
        Input::Quantity(quantity) => facts.value(portfolio, *quantity, project),
        Input::Framework(place) => {
            before.get(*place).and_then(|value| value.as_ref().ok()).copied()
        }
    };
    step.inputs.iter().map(input).collect()
}

/// What was given for a field, as it was typed; or why it cannot be used.
fn given(project: &Project, field: &FrameworkField) -> Result<f64, Why> {
    let figure = project.inputs.get(&field.name).ok_or_else(|| Why::Missing(field.name.clone()))?;
    let [low, high] = range(field);
    let value = figure.value();
    if (low..=high).contains(&value) {
        return Ok(value);
    }
    Err(Why::OutOfRange { name: field.name.clone(), value, low, high })
}

fn range(field: &FrameworkField) -> [f64; 2] {
    [
        field.low.map_or(f64::NEG_INFINITY, Figure::value),
        field.high.map_or(f64::INFINITY, Figure::value),
    ]
}

fn reasons(
    portfolio: &Portfolio,
    ready: &Ready,
    step: &Step,
    before: &[Known],
    (project, unknown): (ProjectId, Vec<Unknown>),
) -> Vec<Why> {
    let missing = |name: usize| match step.inputs.get(name)? {
        Input::Field(field, _) => given(portfolio.projects.get(&project)?, field).err(),
        Input::Quantity(quantity) => Some(Why::NotKnown(*quantity)),
        Input::Framework(place) => {
            let reasons = before.get(*place)?.as_ref().err()?.clone();
            Some(Why::Framework { name: ready.steps.get(*place)?.framework.name.clone(), reasons })
        }
    };
    let reason = |unknown: Unknown| match unknown {
        Unknown::Missing(name) => missing(name),
        Unknown::DividedByZero { start, end } => {
            Some(Why::DividedByZero(step.formula.at(&(start..end)).to_owned()))
        }
        Unknown::TooLarge { start, end } => {
            Some(Why::TooLarge(step.formula.at(&(start..end)).to_owned()))
        }
    };
    unknown.into_iter().filter_map(reason).collect()
}

/// Puts rows in order and gives them their ranks.
pub(super) fn number(rows: &mut [RankingRow], better: Direction) {
    let known = |row: &RankingRow| row.value.as_ref().ok().copied();
    rows.sort_by(|one, other| match (known(one), known(other)) {
        (Some(one), Some(other)) if better == Direction::Up => other.total_cmp(&one),
        (Some(one), Some(other)) => one.total_cmp(&other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    let (mut rank, mut first) = (0, None);
    for (place, row) in rows.iter_mut().enumerate() {
        let Some(value) = known(row) else { continue };
        if !first
            .is_some_and(|first: f64| (first - value).abs() <= TIE * first.abs().max(value.abs()))
        {
            (rank, first) = (place + 1, Some(value));
        }
        row.rank = Some(rank);
    }
    // Ties may have come in the order of sums that miss each other in the last digit.
    rows.sort_by_key(|row| (row.rank.unwrap_or(usize::MAX), row.project));
}

/// What is worth a look about the inputs of a framework and of those it is built on.
fn notices(portfolio: &Portfolio, ready: &Ready) -> Vec<Notice> {
    let mut seen = BTreeSet::new();
    let fields = ready.steps.iter().flat_map(|step| &step.inputs).filter_map(|input| match input {
        Input::Field(field, _) => Some(field),
        Input::Quantity(_) | Input::Framework(_) => None,
    });
    let fields: Vec<&FrameworkField> = fields.filter(|field| seen.insert(&field.name)).collect();
    fields.into_iter().flat_map(|field| field_notices(portfolio, field)).collect()
}

/// What is worth a look about all inputs that projects give, by the fields of the portfolio's own frameworks, and of the usual ones for names that those do not ask for.
pub fn odd_inputs(portfolio: &Portfolio) -> Vec<Notice> {
    let usual = Usual::ALL.into_iter().map(|usual| usual.framework(portfolio));
    let own = portfolio.frameworks.values().cloned();
    let mut seen = BTreeSet::new();
    let mut notices = Vec::new();
    for field in own.chain(usual).flat_map(|framework| framework.fields) {
        if seen.insert(field.name.to_lowercase()) {
            notices.extend(field_notices(portfolio, &field));
        }
    }
    notices
}

fn field_notices(portfolio: &Portfolio, field: &FrameworkField) -> Vec<Notice> {
    let [low, high] = range(field);
    let steps: Vec<f64> = field.steps.iter().map(|step| step.value()).collect();
    let name = || field.name.clone();
    let mut notices = Vec::new();
    let given: Vec<(ProjectId, f64)> = portfolio
        .projects
        .iter()
        .filter_map(|(&id, project)| Some((id, project.inputs.get(&field.name)?.value())))
        .collect();
    for &(project, value) in &given {
        if !(low..=high).contains(&value) {
            notices.push(Notice::OutOfRange { project, field: name(), value, low, high });
        } else if !steps.is_empty() && !steps.iter().any(|step| (step - value).abs() <= TIE) {
            notices.push(Notice::OffSteps { project, field: name(), value, steps: steps.clone() });
        }
    }
    let has_one = given.iter().any(|(_, value)| (value - 1.0).abs() <= TIE);
    if steps == WSJF_STEPS && !given.is_empty() && !has_one {
        notices.push(Notice::NoOne { field: name() });
    }
    notices
}
