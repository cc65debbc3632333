//! Scores as an order; ties share a rank.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::weighted::{Score, Weights, weighted_score};
use crate::model::{Portfolio, Project, ProjectId, replaced_records};

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
    Weights::of(portfolio).map_or_else(Vec::new, |weights| ranked_by(portfolio, &weights))
}

/// All projects, best first, as they would stand if the outcomes had these weights.
pub fn ranked_by(portfolio: &Portfolio, weights: &Weights) -> Vec<Ranked> {
    let mut order: Vec<Ranked> = portfolio
        .projects
        .iter()
        .map(|(&id, record)| unranked(portfolio, weights, id, record))
        .collect();
    order.sort_by_cached_key(place);
    number(&mut order);
    order
}

/// The same as [`ranked`] of `now`, out of the order of `before`: only what has become another record is scored again.
///
/// Ten thousand records are not in the cache of the processor; after an edit all but one of them need not be looked at.
pub fn ranked_after(before: &Portfolio, mut order: Vec<Ranked>, now: &Portfolio) -> Vec<Ranked> {
    let Some(weights) = Weights::of(now) else { return Vec::new() };
    if Weights::of(before).as_ref() != Some(&weights) || before.ladder != now.ladder {
        return ranked(now);
    }
    let gone = not_in(&before.projects, &now.projects);
    order.retain(|ranked| gone.binary_search(&ranked.project).is_err());
    for id in not_in(&now.projects, &before.projects) {
        if let Some(record) = now.projects.get(&id) {
            order.push(unranked(now, &weights, id, record));
        }
    }
    order.sort_by_key(place);
    number(&mut order);
    order
}

/// Whether nothing has changed that an order hangs on: then [`ranked`] of both is the same.
pub fn is_ranked_alike(before: &Portfolio, now: &Portfolio) -> bool {
    if before.ladder != now.ladder || Weights::of(before) != Weights::of(now) {
        return false;
    }
    replaced_records(&before.projects, &now.projects).is_some_and(|replaced| {
        replaced.iter().all(|(_, old, new)| old.contributions == new.contributions)
    })
}

/// The ids in `one`, in order, whose very record is not in `other`.
fn not_in(
    one: &BTreeMap<ProjectId, Arc<Project>>,
    other: &BTreeMap<ProjectId, Arc<Project>>,
) -> Vec<ProjectId> {
    let mut others = other.iter().peekable();
    let mut is_missing = |(id, record): &(&ProjectId, &Arc<Project>)| {
        while others.next_if(|(other, _)| other < id).is_some() {}
        !others.next_if(|(other, _)| other == id).is_some_and(|(_, same)| Arc::ptr_eq(record, same))
    };
    one.iter().filter(|entry| is_missing(entry)).map(|(&id, _)| id).collect()
}

fn unranked(
    portfolio: &Portfolio,
    weights: &Weights,
    project: ProjectId,
    record: &Project,
) -> Ranked {
    Ranked { project, rank: 0, score: weighted_score(portfolio, weights, record) }
}

/// Where it stands: by its points, then by its id.
fn place(ranked: &Ranked) -> (Reverse<i64>, ProjectId) {
    (Reverse(billionths(ranked.score.points)), ranked.project)
}

/// Gives a sorted order its ranks.
fn number(order: &mut [Ranked]) {
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

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;
    use crate::model::{Contribution, Id, Level, Outcome, OutcomeId, Weight};

    /// Makes one small change of any sort.
    fn change(portfolio: &mut Portfolio, rng: &mut Rng) {
        let id = ProjectId(Id::from_bits(rng.u64(..30)));
        let outcome = OutcomeId(Id::from_bits(100 + rng.u64(..4)));
        match rng.u8(..10) {
            0 => drop(portfolio.projects.remove(&id)),
            1 => {
                let weight = Weight::new(rng.u32(..3).into()).unwrap();
                let record = Outcome::named("Outcome".parse().unwrap(), weight);
                portfolio.outcomes.insert(outcome, record.into());
            }
            2 => portfolio.title = "Another".parse().unwrap(),
            _ => {
                let project = || Arc::new(Project::named("Project".parse().unwrap()));
                let record = portfolio.projects.entry(id).or_insert_with(project);
                let mut contribution = Contribution::unrated();
                contribution.level = (rng.u8(..4) > 0).then(|| Level(rng.u8(..5)));
                Arc::make_mut(record).contributions.insert(outcome, contribution);
            }
        }
    }

    #[test]
    fn an_order_brought_up_to_date_is_the_order_made_anew() {
        let mut rng = Rng::with_seed(3);
        let mut before = Portfolio::titled("Test".parse().unwrap());
        let mut order = ranked(&before);
        let (mut lengths, mut alike) = (0, 0);
        for _ in 0..2_000 {
            let mut now = before.clone();
            for _ in 0..rng.usize(..3) {
                change(&mut now, &mut rng);
            }
            if is_ranked_alike(&before, &now) {
                assert_eq!(order, ranked(&now));
                alike += 1;
            }
            order = ranked_after(&before, order, &now);
            assert_eq!(order, ranked(&now));
            lengths += order.len();
            before = now;
        }
        assert!(lengths > 10_000 && alike > 100, "{lengths}, {alike}");
    }
}
