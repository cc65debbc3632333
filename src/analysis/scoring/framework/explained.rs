//! A score by a framework, taken apart; and the difference of two.

use super::facts::Facts;
use super::notice::Known;
use super::ranking::{inputs, scores};
use super::ready::{Input, Ready, Step};
use crate::analysis::formula::{Evaluated, evaluate, share_out, terms, value};
use crate::model::{Name, Portfolio, ProjectId};

/// What a name in a formula stands for, with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The name as the formula has it.
    pub name: String,
    /// What it stands for.
    pub input: Input,
    /// What counts in the formula: for a percentage a hundredth of the figure. Nothing where it is not known.
    pub value: Option<f64>,
}

/// A score by a framework with everything it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// What the framework is called.
    pub name: Name,
    /// Its formula as it was typed; places in it are meant by `tree` and `terms`.
    pub formula: String,
    /// What the score is counted in; empty for a plain number.
    pub unit: String,
    /// The score, or every reason why there is none.
    pub value: Known,
    /// What each name stands for.
    pub inputs: Vec<Shown>,
    /// The formula part by part, each with its value.
    pub tree: Evaluated,
    /// The terms that the score is the sum of, as they stand in the formula, for a waterfall; the score itself where it is no sum. Empty without a score.
    pub terms: Vec<(String, f64)>,
}

/// Takes the score of one project apart; of the framework itself, whatever it is built on counts as one input.
pub fn explained(
    portfolio: &Portfolio,
    facts: &Facts,
    ready: &Ready,
    project: ProjectId,
) -> Option<Explained> {
    let step = ready.last()?;
    let (values, score) = values_of(portfolio, facts, ready, project)?;
    let shown = |((name, input), value): ((&String, &Input), &Option<f64>)| Shown {
        name: name.clone(),
        input: input.clone(),
        value: *value,
    };
    let found = terms(&step.formula, &values).unwrap_or_default();
    Some(Explained {
        name: step.framework.name.clone(),
        formula: step.formula.text().to_owned(),
        unit: step.unit.to_string(),
        value: score,
        inputs: step.formula.names().iter().zip(&step.inputs).zip(&values).map(shown).collect(),
        tree: evaluate(&step.formula, &values),
        terms: found
            .into_iter()
            .map(|(span, value)| (step.formula.at(&span).to_owned(), value))
            .collect(),
    })
}

/// The value of every name of the framework's formula, and the score.
fn values_of(
    portfolio: &Portfolio,
    facts: &Facts,
    ready: &Ready,
    project: ProjectId,
) -> Option<(Vec<Option<f64>>, Known)> {
    let mut all = scores(portfolio, facts, ready, project);
    let score = all.pop()?;
    Some((inputs(portfolio, facts, ready.last()?, &all, project), score))
}

/// What one input adds to the difference of two scores.
#[derive(Debug, Clone, PartialEq)]
pub struct GapPart {
    /// The name as the formula has it.
    pub name: String,
    /// What it is for the first project.
    pub first: Option<f64>,
    /// What it is for the second project.
    pub second: Option<f64>,
    /// What it adds to the gap.
    pub adds: f64,
}

/// The difference of two scores by one framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The score of the first less that of the second; the parts sum to it.
    pub gap: f64,
    /// For each name of the formula, the largest part first, whichever way it goes.
    pub parts: Vec<GapPart>,
}

/// Takes the difference of two scores apart, input by input, by the mean over all orders in which the one set of inputs can be turned into the
/// other (see [`share_out`]). Nothing where one of the two has no score, or one on the way between them has none.
pub fn gap(
    portfolio: &Portfolio,
    facts: &Facts,
    ready: &Ready,
    [first, second]: [ProjectId; 2],
) -> Option<Gap> {
    let step: &Step = ready.last()?;
    let (first, _) = values_of(portfolio, facts, ready, first)?;
    let (second, _) = values_of(portfolio, facts, ready, second)?;
    let gap = value(&step.formula, &first).ok()? - value(&step.formula, &second).ok()?;
    let adds = share_out(&step.formula, &first, &second)?;
    let names = step.formula.names().iter().zip(first).zip(second).zip(adds);
    let mut parts: Vec<GapPart> = names
        .map(|(((name, first), second), adds)| GapPart { name: name.clone(), first, second, adds })
        .collect();
    parts.sort_by(|one, other| other.adds.abs().total_cmp(&one.adds.abs()));
    Some(Gap { gap, parts })
}
