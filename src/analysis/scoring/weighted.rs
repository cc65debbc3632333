//! The weighted outcome score: how strongly a project serves each outcome, times how much that outcome counts.

use std::collections::BTreeMap;

use super::weighing::Weighing;
use crate::model::{OutcomeId, Portfolio, Project};

/// The weights of all leaf outcomes, each as a part of their sum; together they are 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(BTreeMap<OutcomeId, f64>);

impl Weights {
    /// The weights as the portfolio has them; nothing where there is no outcome, or none that weighs anything.
    pub fn of(portfolio: &Portfolio) -> Option<Self> {
        Self::weighed(&Weighing::of(portfolio))
    }

    /// The weights that somebody tries out; nothing where none weighs anything.
    pub fn weighed(weighing: &Weighing) -> Option<Self> {
        let sum = weighing.sum();
        (sum > 0.0).then(|| Self(weighing.iter().map(|(id, weight)| (id, weight / sum)).collect()))
    }

    /// The part of one outcome, 0 to 1.
    pub fn share(&self, outcome: OutcomeId) -> f64 {
        self.0.get(&outcome).copied().unwrap_or(0.0)
    }

    /// Each outcome with its part, by id.
    pub fn iter(&self) -> impl Iterator<Item = (OutcomeId, f64)> {
        self.0.iter().map(|(&id, &share)| (id, share))
    }
}

/// What one outcome adds to a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The points it adds, 0 to 100.
    pub points: f64,
    /// The points it could add at most: its part of all weights, times 100.
    pub points_max: f64,
}

/// How good a project is, and how sure that is.
///
/// With weights wᵢ that sum to 1 over the leaf outcomes, the score of project j is
/// `100 · Σᵢ wᵢ · level(i,j) / level_max · confidence(i,j)`, over the outcomes that are rated: an additive value
/// function (Keeney & Raiffa, *Decisions with Multiple Objectives*, 1976) on an absolute ladder, so that adding a project changes
/// no other's score. What is not rated counts in no sum: it shows in `coverage` and in `low` and `high`.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The score, 0 to 100.
    pub points: f64,
    /// What it would be if everything not rated were on the lowest level of the ladder.
    pub low: f64,
    /// What it would be if everything not rated were on the highest level, without doubt.
    pub high: f64,
    /// The part of all weights that is rated, 0 to 1.
    pub coverage: f64,
    /// What each rated outcome adds, in the order of outcome ids; their points sum to `points`.
    pub parts: Vec<Part>,
}

impl Score {
    /// The score, 0 to 100; nothing where nothing that weighs anything has been rated: that is not known, and not 0 points.
    pub fn known_points(&self) -> Option<f64> {
        (self.coverage > 0.0).then_some(self.points)
    }
}

/// The score of one project.
pub fn weighted_score(portfolio: &Portfolio, weights: &Weights, project: &Project) -> Score {
    let lowest = portfolio
        .ladder
        .levels()
        .next()
        .and_then(|level| portfolio.ladder.share_of(level))
        .unwrap_or(0.0);
    let mut score = Score { points: 0.0, low: 0.0, high: 0.0, coverage: 0.0, parts: Vec::new() };
    let mut unrated = 0.0;
    // Weights and contributions both stand in the order of ids, so one walk over each is enough.
    let mut contributions = project.contributions.iter().peekable();
    score.parts.reserve_exact(contributions.len());
    for (outcome, weight) in weights.iter() {
        while contributions.next_if(|(id, _)| **id < outcome).is_some() {}
        let here = contributions.next_if(|(id, _)| **id == outcome);
        let rated = here.and_then(|(_, contribution)| {
            Some((portfolio.ladder.share_of(contribution.level?)?, contribution.confidence))
        });
        let Some((level, confidence)) = rated else {
            unrated += weight;
            continue;
        };
        let points = 100.0 * weight * level * confidence.share();
        score.points += points;
        score.coverage += weight;
        score.parts.push(Part { outcome, points, points_max: 100.0 * weight });
    }
    score.low = score.points + 100.0 * unrated * lowest;
    // Sums of shares may miss 1 by a hair; what is all rated must not look as if it were not.
    score.high = (score.points + 100.0 * unrated).min(100.0);
    score.coverage = if unrated <= 0.0 { 1.0 } else { score.coverage.min(1.0) };
    score
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Contribution, Id, Level, Outcome, Percent, Weight};

    fn portfolio(weights: &[f64]) -> Portfolio {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, &weight) in weights.iter().enumerate() {
            let outcome = Outcome::named("Outcome".parse().unwrap(), Weight::new(weight).unwrap());
            portfolio.outcomes.insert(outcome_id(number), Arc::new(outcome));
        }
        portfolio
    }

    fn outcome_id(number: usize) -> OutcomeId {
        OutcomeId(Id::from_bits(u64::try_from(number).unwrap()))
    }

    fn project(ratings: &[(usize, u8, f64)]) -> Project {
        let mut project = Project::named("Project".parse().unwrap());
        for &(outcome, level, confidence) in ratings {
            let mut contribution = Contribution::unrated();
            contribution.level = Some(Level(level));
            contribution.confidence = Percent::new(confidence).unwrap();
            project.contributions.insert(outcome_id(outcome), contribution);
        }
        project
    }

    fn check(weights: &[f64], ratings: &[(usize, u8, f64)], expected: [f64; 4]) {
        let portfolio = portfolio(weights);
        let score =
            weighted_score(&portfolio, &Weights::of(&portfolio).unwrap(), &project(ratings));
        let found = [score.points, score.low, score.high, score.coverage];
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        }
        let sum: f64 = score.parts.iter().map(|part| part.points).sum();
        assert!((sum - score.points).abs() < 1e-9);
    }

    #[test]
    fn what_nobody_has_rated_is_not_known_to_be_nothing() {
        let portfolio = portfolio(&[1.0, 1.0]);
        let weights = Weights::of(&portfolio).unwrap();
        let mut project = Project::named("Project".parse().unwrap());
        assert_eq!(weighted_score(&portfolio, &weights, &project).known_points(), None);
        // None is something that was said.
        let mut contribution = Contribution::unrated();
        contribution.level = Some(Level(0));
        project.contributions.insert(outcome_id(0), contribution);
        assert_eq!(weighted_score(&portfolio, &weights, &project).known_points(), Some(0.0));
    }

    #[test]
    fn a_project_that_does_everything_for_sure_has_100_points() {
        check(&[60.0, 40.0], &[(0, 4, 100.0), (1, 4, 100.0)], [100.0, 100.0, 100.0, 1.0]);
    }

    #[test]
    fn levels_and_confidence_multiply() {
        // 0.6 · 6/9 · 0.5 + 0.4 · 3/9 · 0.9 = 0.2 + 0.12
        check(&[60.0, 40.0], &[(0, 3, 50.0), (1, 2, 90.0)], [32.0, 32.0, 32.0, 1.0]);
    }

    #[test]
    fn what_is_not_rated_is_not_zero_but_a_gap() {
        check(&[60.0, 40.0], &[(0, 4, 100.0)], [60.0, 60.0, 100.0, 0.6]);
        check(&[60.0, 40.0], &[], [0.0, 0.0, 100.0, 0.0]);
        check(&[60.0, 40.0], &[(1, 0, 100.0)], [0.0, 0.0, 60.0, 0.4]);
    }

    #[test]
    fn outcomes_without_weight_make_no_score() {
        assert_eq!(Weights::of(&portfolio(&[0.0, 0.0])), None);
        assert_eq!(Weights::of(&portfolio(&[])), None);
    }
}
