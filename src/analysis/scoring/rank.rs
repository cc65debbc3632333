//! Scores as an order; ties share a rank.

use std::cmp::Reverse;

use super::weighted::{Score, Weights, weighted_score};
use crate::model::{Portfolio, ProjectId};

/// A project in the order of scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The project.
    pub project: ProjectId,
    /// Its rank, from 1; projects with equal scores have the same, and the next one counts them all (1, 2, 2, 4).
    pub rank: usize,
    /// Its score.
    pub score: Score,
}

/// All projects, best first; those that are tied in the order of their ids. Empty where no outcome weighs anything.
pub fn ranked(portfolio: &Portfolio) -> Vec<Ranked> {
    let Some(weights) = Weights::of(portfolio) else { return Vec::new() };
    let score = |(&project, record): (&ProjectId, &std::sync::Arc<crate::model::Project>)| Ranked {
        project,
        rank: 0,
        score: weighted_score(portfolio, &weights, record),
    };
    let mut order: Vec<Ranked> = portfolio.projects.iter().map(score).collect();
    order.sort_by_key(|ranked| Reverse(billionths(ranked.score.points)));
    let mut rank = 0;
    let mut above = None;
    for (place, ranked) in order.iter_mut().enumerate() {
        let points = billionths(ranked.score.points);
        if above != Some(points) {
            rank = place + 1;
            above = Some(points);
        }
        ranked.rank = rank;
    }
    order
}

/// Points in whole billionths: two sums of the same parts in another order are a tie, not a difference.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a score of at most 100 points is at most 10¹¹ billionths"
)]
fn billionths(points: f64) -> i64 {
    (points * 1e9).round() as i64
}
