//! What change of a weight turns a ranking: the span in which the first stay the first, and what flips two projects.

use std::collections::BTreeSet;

use super::values::Values;
use crate::model::{OutcomeId, ProjectId};

/// Scores that differ by less than this, of 1, are a tie.
const TIE: f64 = 1e-12;
/// Where the others weigh more than this together, their scores can be taken from those of all; with less, too much would be lost by rounding.
const REST_PLAIN: f64 = 1e-3;
/// Far more crossings than there ever are on the way to the end of a span.
const STEPS_MAX: usize = 200;

/// Two projects that change places at the end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swap {
    /// The one that falls out of the first.
    pub leaves: ProjectId,
    /// The one that comes in.
    pub enters: ProjectId,
}

/// From where to where one weight may go, the others keeping their proportions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightSpan {
    /// The outcome.
    pub outcome: OutcomeId,
    /// Its weight now, a part of all, 0 to 1.
    pub weight: f64,
    /// The least it may be with the same first projects, 0 to 1.
    pub low: f64,
    /// Who changes places just below; nothing where it may go down to 0.
    pub below: Option<Swap>,
    /// The most it may be with the same first projects, 0 to 1.
    pub high: f64,
    /// Who changes places just above; nothing where it may go up to all that the locked ones leave.
    pub above: Option<Swap>,
}

/// How steady the first projects are.
#[derive(Debug, Clone, PartialEq)]
pub struct Steady {
    /// The first projects, best first; of those that are tied at the edge, the ones with the lower ids.
    pub top: Vec<ProjectId>,
    /// Whether the last of them and the first of the others have the same score: then it is chance who is among them.
    pub is_tied: bool,
    /// For each outcome that can move, by id: it is not locked itself, and not the only one that is not.
    pub spans: Vec<WeightSpan>,
}

/// For each weight the span in which the same `count` projects, in whatever order, have the highest scores. Exact: scores are straight lines over one weight while
/// the locked ones stay and the others share the rest in their proportions (evenly, where the one has all of it).
///
/// It takes a few looks at every project for each outcome, however many are first: a fifth of a millisecond for 1,000 projects and 20 outcomes.
pub fn steady_top(
    values: &Values,
    weights: &[f64],
    locked: &BTreeSet<OutcomeId>,
    count: usize,
) -> Steady {
    let scores = values.scores(weights);
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|one, other| {
        at(&scores, *other).total_cmp(&at(&scores, *one)).then(one.cmp(other))
    });
    let (top, rest) = order.split_at_checked(count).unwrap_or((&order, &[]));
    let is_tied = match (top.last(), rest.first()) {
        (Some(last), Some(next)) => at(&scores, *last) - at(&scores, *next) <= TIE,
        _ => false,
    };
    let all = All { values, weights, locked, scores: &scores };
    let spans = (0..values.outcomes.len()).filter_map(|outcome| {
        let way = Way::of(&all, outcome)?;
        Some(way.span(values, top, rest))
    });
    Steady {
        top: top.iter().filter_map(|place| values.projects.get(*place)).copied().collect(),
        is_tied,
        spans: spans.collect(),
    }
}

fn at(numbers: &[f64], place: usize) -> f64 {
    numbers.get(place).copied().unwrap_or(0.0)
}

/// Which has the most; of equals the first.
fn extreme(projects: &[usize], score: impl Fn(usize) -> f64) -> Option<usize> {
    let (mut found, mut most) = (None, f64::NEG_INFINITY);
    for &project in projects {
        let here = score(project);
        if here > most {
            (found, most) = (Some(project), here);
        }
    }
    found
}

/// The way of one weight from nothing to all that it can have, and the scores at both ends; in between they are straight lines.
struct Way {
    outcome: OutcomeId,
    /// All that it can have, above 0: what the locked ones leave.
    room: f64,
    /// Its weight now, as a part of the room.
    now: f64,
    at_none: Vec<f64>,
    at_all: Vec<f64>,
}

/// All there is to know before one weight moves.
struct All<'a> {
    values: &'a Values,
    weights: &'a [f64],
    locked: &'a BTreeSet<OutcomeId>,
    /// The scores with the weights as they are.
    scores: &'a [f64],
}

impl All<'_> {
    fn is_locked(&self, place: usize) -> bool {
        self.values.outcomes.get(place).is_some_and(|id| self.locked.contains(id))
    }

    /// What the locked ones weigh, 0 for the others.
    fn kept(&self) -> Vec<f64> {
        let share = |(place, weight)| if self.is_locked(place) { weight } else { 0.0 };
        self.weights.iter().copied().enumerate().map(share).collect()
    }
}

impl Way {
    /// Nothing where the weight cannot move.
    fn of(all: &All<'_>, outcome: usize) -> Option<Self> {
        let (values, weights) = (all.values, all.weights);
        let own = *values.outcomes.get(outcome)?;
        let others: Vec<usize> = (0..weights.len())
            .filter(|place| *place != outcome && !all.is_locked(*place))
            .collect();
        let mut shares = all.kept();
        let room = 1.0 - shares.iter().sum::<f64>();
        // With no lock there is nobody else only where there is one outcome: it has all, and keeps it.
        if all.is_locked(outcome) || room <= TIE || (others.is_empty() && !all.locked.is_empty()) {
            return None;
        }
        let column = values.columns.get(outcome)?;
        let kept = if all.locked.is_empty() { None } else { Some(values.scores(&shares)) };
        let kept = |project: usize| kept.as_ref().map_or(0.0, |kept| at(kept, project));
        let weight = at(weights, outcome);
        let rest: f64 = others.iter().map(|place| at(weights, *place)).sum();
        let at_none = if rest > REST_PLAIN {
            // The scores as they are, without its own part, and the rest blown up to fill the room.
            let score = |(project, (score, own)): (usize, (&f64, &f64))| {
                kept(project) + (score - kept(project) - weight * own) * room / rest
            };
            all.scores.iter().zip(column).enumerate().map(score).collect()
        } else {
            let count = u32::try_from(others.len()).map_or(1.0, f64::from).max(1.0);
            for place in others {
                let part = if rest > TIE { at(weights, place) / rest } else { 1.0 / count };
                if let Some(share) = shares.get_mut(place) {
                    *share = part * room;
                }
            }
            values.scores(&shares)
        };
        let at_all = column.iter().enumerate().map(|(project, own)| kept(project) + own * room);
        Some(Self {
            outcome: own,
            room,
            now: (weight / room).min(1.0),
            at_none,
            at_all: at_all.collect(),
        })
    }

    fn span(&self, values: &Values, top: &[usize], rest: &[usize]) -> WeightSpan {
        let (low, below) = self.end(0.0, top, rest);
        let (high, above) = self.end(1.0, top, rest);
        let swap = |pair: Option<(usize, usize)>| {
            let (leaves, enters) = pair?;
            let project = |place: usize| values.projects.get(place).copied();
            Some(Swap { leaves: project(leaves)?, enters: project(enters)? })
        };
        WeightSpan {
            outcome: self.outcome,
            weight: self.now * self.room,
            low: low * self.room,
            below: swap(below),
            high: high * self.room,
            above: swap(above),
        }
    }

    /// How far the weight may go towards `goal`, 0 or 1, as a part of its room; and who changes places there, where it may not go all the way.
    ///
    /// The worst of the first is a concave line over the weight, the best of the others a convex one. So where the two lines that meet at some place cross,
    /// nothing beyond can hold; from one crossing to the next it comes to the end in a few steps (the method of Newton on a concave function).
    fn end(&self, goal: f64, top: &[usize], rest: &[usize]) -> (f64, Option<(usize, usize)>) {
        let (mut place, mut pair) = (goal, None);
        for _ in 0..STEPS_MAX {
            let score = |project: usize| self.score(project, place);
            let worst = extreme(top, |project| -score(project));
            let best = extreme(rest, score);
            let (Some(worst), Some(best)) = (worst, best) else { break };
            if score(worst) - score(best) >= -TIE {
                break;
            }
            pair = Some((worst, best));
            let at_none = at(&self.at_none, worst) - at(&self.at_none, best);
            let at_all = at(&self.at_all, worst) - at(&self.at_all, best);
            let turn = at_none / (at_none - at_all);
            // It cannot end before it begins: at the weight as it is the first are the first.
            let next = if goal > self.now { turn.max(self.now) } else { turn.min(self.now) };
            if !next.is_finite() || (next - place).abs() <= f64::EPSILON {
                break;
            }
            place = next;
        }
        (place, pair)
    }

    fn score(&self, project: usize, part: f64) -> f64 {
        let (none, all) = (at(&self.at_none, project), at(&self.at_all, project));
        none + part * (all - none)
    }
}

/// A weight at which two projects have the same score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// The outcome.
    pub outcome: OutcomeId,
    /// Its weight now, 0 to 1.
    pub from: f64,
    /// Its weight at which the two are level, the others keeping their proportions; 0 to 1.
    pub to: f64,
}

/// What would turn two projects round.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// How far the first is above the second, −1 to 1.
    pub gap: f64,
    /// Single weights that would make them level, the smallest change first. Empty where no single weight does.
    pub turns: Vec<Turn>,
    /// The least weight that has to go from some outcomes to another to make them level, 0 to 1; nothing where no weights do, because the one is at
    /// least as good for every outcome.
    pub moved: Option<f64>,
    /// The outcome that this weight goes to; nothing where no weights do.
    pub taker: Option<OutcomeId>,
    /// The weights after that, where there are such.
    pub weights: Vec<(OutcomeId, f64)>,
}

/// The nearest changes of weights that flip two projects. Nothing where one of the two is not there.
pub fn nearest_flip(
    values: &Values,
    weights: &[f64],
    [first, second]: [ProjectId; 2],
) -> Option<Flip> {
    let row = |project: ProjectId| Some(values.row(values.projects.binary_search(&project).ok()?));
    let differences: Vec<f64> =
        row(first)?.iter().zip(row(second)?).map(|(one, other)| one - other).collect();
    let gap: f64 =
        differences.iter().zip(weights).map(|(difference, weight)| difference * weight).sum();
    let mut turns: Vec<Turn> = (0..weights.len())
        .filter_map(|place| turn(values, weights, &differences, gap, place))
        .collect();
    turns.sort_by(|one, other| (one.to - one.from).abs().total_cmp(&(other.to - other.from).abs()));
    let found = least_move(&differences, weights, gap);
    let taker = found.as_ref().and_then(|found| values.outcomes.get(found.taker)).copied();
    let moved = found.as_ref().map(|found| found.moved);
    let after: Vec<f64> = found.map(|found| found.after).unwrap_or_default();
    let weights = values.outcomes.iter().copied().zip(after).collect();
    Some(Flip { gap, turns, moved, taker, weights })
}

fn turn(
    values: &Values,
    weights: &[f64],
    differences: &[f64],
    gap: f64,
    place: usize,
) -> Option<Turn> {
    let (weight, own) = (at(weights, place), at(differences, place));
    let rest = 1.0 - weight;
    if rest <= TIE {
        return None;
    }
    // What the others say of the two, their weights summing to 1.
    let others = (gap - weight * own) / rest;
    let to = others / (others - own);
    let is_turn = gap.abs() > TIE && others * own < 0.0 && (0.0..=1.0).contains(&to);
    is_turn.then_some(Turn { outcome: *values.outcomes.get(place)?, from: weight, to })
}

/// Weight that goes from some outcomes to one.
struct Move {
    taker: usize,
    /// How much goes, 0 to 1.
    moved: f64,
    /// The weights after that.
    after: Vec<f64>,
}

/// Takes weight from where it favours the better one most, and gives it to where it favours the other most, until they are level.
fn least_move(differences: &[f64], weights: &[f64], gap: f64) -> Option<Move> {
    let sign = if gap < 0.0 { -1.0 } else { 1.0 };
    let signed: Vec<f64> = differences.iter().map(|one| one * sign).collect();
    let taker =
        (0..signed.len()).min_by(|one, other| at(&signed, *one).total_cmp(&at(&signed, *other)))?;
    let (lowest, mut open) = (at(&signed, taker), gap.abs());
    if lowest >= 0.0 && open > TIE {
        return None;
    }
    let mut givers: Vec<usize> = (0..signed.len()).filter(|place| *place != taker).collect();
    givers.sort_by(|one, other| at(&signed, *other).total_cmp(&at(&signed, *one)));
    let (mut moved, mut after) = (0.0, weights.to_vec());
    for giver in givers {
        let gain = at(&signed, giver) - lowest;
        if open <= 0.0 || gain <= 0.0 {
            break;
        }
        let part = (open / gain).min(at(weights, giver));
        open -= part * gain;
        moved += part;
        for (place, change) in [(giver, -part), (taker, part)] {
            if let Some(weight) = after.get_mut(place) {
                *weight += change;
            }
        }
    }
    (open <= TIE).then_some(Move { taker, moved, after })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Id;

    fn project(number: u64) -> ProjectId {
        ProjectId(Id::from_bits(number))
    }

    /// The weights with one of them changed and the others in proportion.
    fn with(weights: &[f64], place: usize, weight: f64) -> Vec<f64> {
        let rest = 1.0 - weights[place];
        let part = |(one, share): (usize, &f64)| {
            if one == place { weight } else { share / rest * (1.0 - weight) }
        };
        weights.iter().enumerate().map(part).collect()
    }

    fn top_set(values: &Values, weights: &[f64], count: usize) -> Vec<ProjectId> {
        let mut top = steady_top(values, weights, &BTreeSet::new(), count).top;
        top.sort_unstable();
        top
    }

    #[test]
    fn a_span_ends_where_two_are_level() {
        // With weight w of the first outcome: 0.8w + 0.2(1 − w) against 0.5; level at 1/2.
        let three = Values::of_rows(&[vec![0.8, 0.2], vec![0.5, 0.5], vec![0.2, 0.7]]);
        let none = BTreeSet::new();
        let steady = steady_top(&three, &[0.6, 0.4], &none, 1);
        assert_eq!((steady.top.as_slice(), steady.is_tied), (&[project(0)][..], false));
        let first = steady.spans[0];
        assert!((first.low - 0.5).abs() < 1e-12 && first.high >= 1.0, "{first:?}");
        assert_eq!(first.below, Some(Swap { leaves: project(0), enters: project(1) }));
        assert_eq!(first.above, None);
        assert!((steady.spans[1].high - 0.5).abs() < 1e-12);
        assert!(steady_top(&three, &[0.5, 0.5], &none, 1).is_tied);
        let all = steady_top(&three, &[0.6, 0.4], &none, 9);
        assert!(
            all.top.len() == 3 && all.spans.iter().all(|span| span.low <= 0.0 && span.high >= 1.0)
        );
    }

    #[test]
    fn what_is_locked_neither_moves_nor_gives() {
        // The third outcome keeps its half: 0.8w + 0.2(½ − w) against 0.5 · ½, level at 1/4.
        let three =
            Values::of_rows(&[vec![0.8, 0.2, 0.5], vec![0.5, 0.5, 0.5], vec![0.2, 0.6, 0.5]]);
        let outcome = |number: u64| OutcomeId(Id::from_bits(number));
        let weights = [0.4, 0.1, 0.5];
        let steady = steady_top(&three, &weights, &[outcome(2)].into(), 1);
        let [first, second] = steady.spans.as_slice() else { panic!("{steady:?}") };
        assert!((first.low - 0.25).abs() < 1e-12 && (first.high - 0.5).abs() < 1e-12, "{first:?}");
        assert!(second.low.abs() < 1e-12 && (second.high - 0.25).abs() < 1e-12, "{second:?}");
        assert_eq!(second.above, Some(Swap { leaves: project(0), enters: project(1) }));
        let alone = steady_top(&three, &weights, &[outcome(1), outcome(2)].into(), 1);
        assert_eq!(alone.spans, [], "one that is left alone cannot move");
    }

    #[test]
    fn the_nearest_flip_of_a_pair() {
        let two = Values::of_rows(&[vec![0.8, 0.2, 0.5], vec![0.5, 0.6, 0.5]]);
        let flip = nearest_flip(&two, &[0.6, 0.2, 0.2], [project(0), project(1)]).unwrap();
        // 0.6·0.3 − 0.2·0.4 = 0.1; each part that goes from the first to the second takes 0.7.
        assert!((flip.gap - 0.1).abs() < 1e-12);
        assert!((flip.moved.unwrap() - 0.1 / 0.7).abs() < 1e-12);
        assert_eq!(flip.taker, Some(two.outcomes[1]));
        // The first at w, the others as 1 : 1: 0.3w − 0.4(1 − w)/2 = 0 at 0.4.
        let first = flip.turns.iter().find(|turn| turn.outcome == two.outcomes[0]).unwrap();
        assert!((first.to - 0.4).abs() < 1e-12);
        let better = Values::of_rows(&[vec![0.8, 0.6], vec![0.5, 0.6]]);
        let none = nearest_flip(&better, &[0.6, 0.4], [project(0), project(1)]).unwrap();
        assert!(none.turns.is_empty() && none.moved.is_none(), "{none:?}");
        assert_eq!(nearest_flip(&better, &[0.6, 0.4], [project(0), project(9)]), None);
    }

    fn rows() -> impl Strategy<Value = Vec<Vec<f64>>> {
        prop::collection::vec(prop::collection::vec(0.0_f64..1.0, 4), 3..9)
    }

    proptest! {
        #[test]
        fn within_its_span_the_first_stay_and_beyond_they_do_not(
            rows in rows(),
            weights in prop::collection::vec(0.05_f64..1.0, 4),
            count in 1_usize..4,
        ) {
            let sum: f64 = weights.iter().sum();
            let weights: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
            let values = Values::of_rows(&rows);
            let top = top_set(&values, &weights, count);
            for (place, span) in steady_top(&values, &weights, &BTreeSet::new(), count).spans.iter().enumerate() {
                prop_assert!(span.low <= span.weight && span.weight <= span.high);
                for step in 1..20 {
                    let inside = span.low + (span.high - span.low) * f64::from(step) / 20.0;
                    prop_assert_eq!(&top_set(&values, &with(&weights, place, inside), count), &top);
                }
                for (end, swap) in [(span.low - 1e-6, span.below), (span.high + 1e-6, span.above)] {
                    if swap.is_some() && (0.0..=1.0).contains(&end) {
                        prop_assert_ne!(&top_set(&values, &with(&weights, place, end), count), &top);
                    }
                }
            }
        }

        #[test]
        fn flips_make_two_projects_level(rows in rows(), weights in prop::collection::vec(0.05_f64..1.0, 4)) {
            let sum: f64 = weights.iter().sum();
            let weights: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
            let values = Values::of_rows(&rows);
            let flip = nearest_flip(&values, &weights, [project(0), project(1)]).unwrap();
            let gap = |weights: &[f64]| {
                let scores = values.scores(weights);
                scores[0] - scores[1]
            };
            for turn in &flip.turns {
                let place = values.outcomes.iter().position(|outcome| *outcome == turn.outcome).unwrap();
                prop_assert!(gap(&with(&weights, place, turn.to)).abs() < 1e-9);
            }
            let is_better = (0..4).all(|place| (rows[0][place] - rows[1][place]) * flip.gap.signum() >= 0.0);
            prop_assert_eq!(flip.moved.is_none(), is_better);
            if let Some(moved) = flip.moved {
                let after: Vec<f64> = flip.weights.iter().map(|(_, weight)| *weight).collect();
                prop_assert!(gap(&after).abs() < 1e-9);
                prop_assert!((after.iter().sum::<f64>() - 1.0).abs() < 1e-9 && after.iter().all(|weight| *weight >= -1e-12));
                let taken: f64 = weights.iter().zip(&after).map(|(before, after)| (before - after).max(0.0)).sum();
                prop_assert!((taken - moved).abs() < 1e-9);
                // No single weight can do with less.
                for turn in &flip.turns {
                    prop_assert!((turn.to - turn.from).abs() >= moved - 1e-9);
                }
            }
        }
    }
}
