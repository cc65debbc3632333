//! Which single judgment would leave the fewest projects in doubt.

use super::borderline_count;
use super::information::{Information, Spans};
use super::sampled::Draw;
use crate::analysis::optimise::plan::Plan;
use crate::analysis::optimise::problem::Problem;
use crate::model::OutcomeId;

/// Something that could be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgment {
    /// Which of two outcomes weighs more.
    Heavier(OutcomeId, OutcomeId),
}

/// A judgment, and what it would leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// What would be decided.
    pub judgment: Judgment,
    /// How many projects would still be borderline, for the answer that leaves more.
    pub borderline_most: usize,
    /// The same for the other answer.
    pub borderline_least: usize,
}

/// For every pair of outcomes whose order is open: which plans stay undominated under each answer. Narrower information only takes plans away, so those that are known
/// are all that there can be.
pub(super) fn questions(
    problem: &Problem,
    spans: &Spans,
    information: &Information,
    plans: &[(Plan, usize)],
) -> Vec<Question> {
    let chosen: Vec<Vec<bool>> = plans.iter().map(|(plan, _)| problem.columns_of(plan)).collect();
    let ask = |first: usize, second: usize| {
        let left = [(first, second), (second, first)].map(|(more, less)| {
            let corners = information.corners_where(more, less);
            if corners.is_empty() {
                return None;
            }
            let kept = super::non_dominated::kept_among(&chosen, spans, &corners);
            let plans = kept.into_iter().filter_map(|place| plans.get(place)).map(|(plan, _)| plan);
            Some(borderline_count(problem, &plans.collect::<Vec<_>>()))
        });
        let [Some(one), Some(other)] = left else { return None };
        Some((one.max(other), one.min(other)))
    };
    sorted(information, ask)
}

/// The same from draws: those that an answer leaves.
pub(super) fn sampled_questions(
    problem: &Problem,
    information: &Information,
    draws: &[Draw],
) -> Vec<Question> {
    let ask = |first: usize, second: usize| {
        let weight = |draw: &Draw, place: usize| draw.weights.get(place).copied().unwrap_or(0.0);
        let left = [(first, second), (second, first)].map(|(more, less)| {
            let fit: Vec<&Plan> = draws
                .iter()
                .filter(|draw| weight(draw, more) >= weight(draw, less))
                .map(|draw| &draw.plan)
                .collect();
            (!fit.is_empty()).then(|| borderline_count(problem, &fit))
        });
        let [Some(one), Some(other)] = left else { return None };
        Some((one.max(other), one.min(other)))
    };
    sorted(information, ask)
}

fn sorted(
    information: &Information,
    ask: impl Fn(usize, usize) -> Option<(usize, usize)>,
) -> Vec<Question> {
    let mut questions = Vec::new();
    if information.is_ordered {
        return questions;
    }
    for (first, &one) in information.outcomes.iter().enumerate() {
        for (second, &other) in information.outcomes.iter().enumerate().skip(first + 1) {
            if let Some((borderline_most, borderline_least)) = ask(first, second) {
                let judgment = Judgment::Heavier(one, other);
                questions.push(Question { judgment, borderline_most, borderline_least });
            }
        }
    }
    questions.sort_by_key(|question| (question.borderline_most, question.borderline_least));
    questions
}
