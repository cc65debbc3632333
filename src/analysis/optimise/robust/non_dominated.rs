//! All plans that no other dominates, by enumeration with what is dominated left out early.

use std::ops::Range;

use super::Work;
use super::spans::Spans;
use super::uses::Uses;
use crate::analysis::optimise::plan::Plan;
use crate::analysis::optimise::problem::Problem;
use crate::analysis::optimise::trouble::Failure;
use crate::jobs::Monitor;

/// Differences of values below this many points are none.
const HAIR: f64 = 1e-7;

/// All that is possible: weights by their corners, what projects bring, and what they take.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) corners: &'a [Vec<f64>],
    pub(super) spans: &'a Spans,
    pub(super) uses: &'a Uses,
}

/// A beginning of a plan: some projects decided, the rest open.
#[derive(Clone)]
struct Partial {
    chosen: Vec<bool>,
    /// The least and the most that is used of each limit.
    used: [Vec<i128>; 2],
    /// The lowest and highest value at each corner.
    low: Vec<f64>,
    high: Vec<f64>,
}

/// The values of columns at every corner, and what they take.
struct Figures<'a> {
    low: Vec<Vec<f64>>,
    high: Vec<Vec<f64>>,
    /// Whether lowest and highest are the same everywhere.
    is_exact: bool,
    scope: Scope<'a>,
    /// The columns of each project.
    ways: Vec<Range<usize>>,
    /// The limits of which it is not sure what the columns take.
    unsure: Vec<usize>,
}

impl<'a> Figures<'a> {
    fn of(problem: &Problem, scope: Scope<'a>) -> Self {
        let Scope { corners, spans, uses } = scope;
        let rules = uses.rules.iter().enumerate();
        Self {
            low: corners.iter().map(|weights| spans.lowest(weights)).collect(),
            high: corners.iter().map(|weights| spans.highest(weights)).collect(),
            is_exact: spans.low == spans.high,
            unsure: rules.filter(|(_, rule)| !rule.is_sure).map(|(number, _)| number).collect(),
            ways: problem.ways.values().cloned().collect(),
            scope,
        }
    }

    /// The columns that two plans have of the projects that both fund, the first plan's first.
    fn both<'b>(
        &'b self,
        one: &'b Partial,
        other: &'b Partial,
    ) -> impl Iterator<Item = (usize, usize)> + 'b {
        let picked = |partial: &Partial, ways: &Range<usize>| {
            ways.clone().find(|way| partial.chosen.get(*way) == Some(&true))
        };
        self.ways.iter().filter_map(move |ways| picked(one, ways).zip(picked(other, ways)))
    }
}

/// Every plan that is not dominated; nothing where more beginnings than the work allows would have to be held, or the time for it is over.
///
/// Project by project every beginning is continued in every way. A beginning goes where it can break a limit only, or where another uses no more of any
/// limit and is worth more whatever comes (Liesiö, Mild & Salo 2008, with all limits as resources).
pub(super) fn non_dominated(
    problem: &Problem,
    scope: Scope<'_>,
    work: &Work<'_>,
    monitor: &Monitor,
) -> Result<Option<Vec<Plan>>, Failure> {
    let figures = Figures::of(problem, scope);
    let rules_of = rules_of(problem, scope.uses);
    let nothing = vec![0; scope.uses.rules.len()];
    let mut open = vec![Partial {
        chosen: vec![false; problem.column_count()],
        used: [nothing.clone(), nothing],
        low: vec![0.0; scope.corners.len()],
        high: vec![0.0; scope.corners.len()],
    }];
    let mut decided = vec![false; problem.column_count()];
    let bonuses = problem.choices.len()..problem.column_count();
    let steps: Vec<Range<usize>> =
        problem.ways.values().cloned().chain(bonuses.map(|bonus| bonus..bonus + 1)).collect();
    let count = steps.len();
    for (number, ways) in steps.into_iter().enumerate() {
        let permille = (number * 1000).checked_div(count).unwrap_or(0);
        monitor.round(u32::try_from(permille).unwrap_or(1000))?;
        for way in ways.clone() {
            if let Some(is_decided) = decided.get_mut(way) {
                *is_decided = true;
            }
        }
        let least = least_to_come(scope.uses, &decided);
        let mut next = Vec::new();
        for partial in &open {
            let taken = ways.clone().map(|way| partial.with(way, &rules_of, &figures));
            let all = std::iter::once(partial.clone()).chain(taken);
            next.extend(all.filter(|partial| partial.may_hold(scope.uses, &least)));
        }
        let Some(kept) = kept(next, &figures, work) else { return Ok(None) };
        open = kept;
    }
    // When all is decided it no longer matters who uses less, but for what may turn out to be too much.
    let chosen: Vec<Vec<bool>> = open.into_iter().map(|partial| partial.chosen).collect();
    let Some(kept) = kept_among(problem, &chosen, scope, work.is_listing_over) else {
        return Ok(None);
    };
    let plans = kept.into_iter().filter_map(|place| chosen.get(place));
    Ok(Some(plans.map(|chosen| problem.plan_of(chosen)).collect()))
}

/// For each column the limits it takes something of, with the least and the most.
fn rules_of(problem: &Problem, uses: &Uses) -> Vec<Vec<(usize, [i64; 2])>> {
    let mut rules_of = vec![Vec::new(); problem.column_count()];
    for (number, rule) in uses.rules.iter().enumerate() {
        for term in &rule.terms {
            if let Some(rules) = rules_of.get_mut(term.column) {
                rules.push((number, [term.low, term.high]));
            }
        }
    }
    rules_of
}

/// The least that columns which are not decided can add to each limit: what is below zero in it.
fn least_to_come(uses: &Uses, decided: &[bool]) -> Vec<i128> {
    let least = |rule: &super::uses::Use| {
        let open = rule.terms.iter().filter(|term| decided.get(term.column) == Some(&false));
        open.map(|term| i128::from(term.low).min(0)).sum()
    };
    uses.rules.iter().map(least).collect()
}

impl Partial {
    fn whole(chosen: &[bool], figures: &Figures<'_>) -> Self {
        let sum = |row: &Vec<f64>| -> f64 {
            row.iter().zip(chosen).filter(|(_, taken)| **taken).map(|(value, _)| value).sum()
        };
        Self {
            chosen: chosen.to_vec(),
            used: figures.scope.uses.used(chosen),
            low: figures.low.iter().map(sum).collect(),
            high: figures.high.iter().map(sum).collect(),
        }
    }

    fn with(&self, way: usize, rules_of: &[Vec<(usize, [i64; 2])>], figures: &Figures<'_>) -> Self {
        let mut next = self.clone();
        if let Some(taken) = next.chosen.get_mut(way) {
            *taken = true;
        }
        for (rule, amounts) in rules_of.get(way).into_iter().flatten() {
            for (used, amount) in next.used.iter_mut().zip(amounts) {
                if let Some(used) = used.get_mut(*rule) {
                    *used += i128::from(*amount);
                }
            }
        }
        let ends = [(&mut next.low, &figures.low), (&mut next.high, &figures.high)];
        for (sums, rows) in ends {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += row.get(way).copied().unwrap_or(0.0);
            }
        }
        next
    }

    fn may_hold(&self, uses: &Uses, least: &[i128]) -> bool {
        let [lowest, _] = &self.used;
        let rules = uses.rules.iter().zip(lowest).zip(least);
        rules.into_iter().all(|((rule, lowest), least)| lowest + least <= rule.most)
    }

    /// Whether it uses no more of any limit, whatever comes.
    fn uses_no_more(&self, other: &Self, figures: &Figures<'_>) -> bool {
        let no_more = |own: &[i128], others: &[i128]| own.iter().zip(others).all(|(a, b)| a <= b);
        let ([low, high], [other_low, other_high]) = (&self.used, &other.used);
        no_more(low, other_low)
            && no_more(high, other_high)
            && figures.unsure.iter().all(|rule| self.uses_no_more_of(other, figures, *rule))
    }

    /// Whether it uses no more of one limit, whatever comes: what a project costs turns out the same for both.
    fn uses_no_more_of(&self, other: &Self, figures: &Figures<'_>, rule: usize) -> bool {
        let ([_, high], [low, _]) = (&self.used, &other.used);
        let (Some(high), Some(low)) = (high.get(rule), low.get(rule)) else { return false };
        if high <= low {
            return true;
        }
        let Some(limit) = figures.scope.uses.rules.get(rule) else { return false };
        let too_much = figures.both(self, other).map(|(own, others)| {
            let ([_, high], [low, _]) = (limit.of_column(own), limit.of_column(others));
            high - low - limit.more_at_most(own, others)
        });
        high - low <= too_much.sum()
    }

    /// Whether it is possible wherever the other one is: it keeps each limit for sure, or uses no more of it.
    fn stands_with(&self, other: &Self, figures: &Figures<'_>) -> bool {
        let [_, high] = &self.used;
        figures.unsure.iter().all(|&rule| {
            let most = figures.scope.uses.rules.get(rule).map(|rule| rule.most);
            high.get(rule).copied() <= most || self.uses_no_more_of(other, figures, rule)
        })
    }

    /// Whether it is worth at least as much whatever comes, and more for something.
    fn is_better(&self, other: &Self, figures: &Figures<'_>) -> bool {
        let mut is_more = false;
        let own_ends = self.low.iter().zip(&self.high);
        let other_ends = other.low.iter().zip(&other.high);
        for (corner, ((low, high), (other_low, other_high))) in own_ends.zip(other_ends).enumerate()
        {
            // What a project brings turns out the same for both, so only the difference counts.
            let [less, more] =
                if figures.is_exact { [0.0; 2] } else { self.doubled(other, figures, corner) };
            if low - other_high + less < -HAIR {
                return false;
            }
            is_more |= high - other_low - more > HAIR;
        }
        is_more
    }

    /// By how much the difference at a corner is too low, and too high, where each plan is taken at its own end: projects that both fund are at one end.
    fn doubled(&self, other: &Self, figures: &Figures<'_>, corner: usize) -> [f64; 2] {
        let mut doubled = [0.0; 2];
        let Scope { corners, spans, .. } = figures.scope;
        let Some(weights) = corners.get(corner) else { return doubled };
        for (own, others) in figures.both(self, other) {
            for (place, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
                let ([low, high], [other_low, other_high]) =
                    (spans.of_column(own, place), spans.of_column(others, place));
                let [least, most] = spans.apart(Some(own), Some(others), place);
                let [less, more] = &mut doubled;
                *less += weight * (least - (low - other_high));
                *more += weight * ((high - other_low) - most);
            }
        }
        doubled
    }
}

/// What no other beginning makes pointless; nothing where it is too many.
fn kept(mut next: Vec<Partial>, figures: &Figures<'_>, work: &Work<'_>) -> Option<Vec<Partial>> {
    if next.len() > work.plans_max.saturating_mul(4) {
        return None;
    }
    // The best on the whole first: those make most of the others pointless.
    let whole = |partial: &Partial| partial.low.iter().sum::<f64>();
    next.sort_by(|one, other| whole(other).total_cmp(&whole(one)));
    let mut kept: Vec<Partial> = Vec::new();
    for partial in next {
        let is_pointless = kept
            .iter()
            .any(|best| best.uses_no_more(&partial, figures) && best.is_better(&partial, figures));
        if !is_pointless {
            kept.push(partial);
        }
        if kept.len() > work.plans_max || (work.is_listing_over)() {
            return None;
        }
    }
    Some(kept)
}

/// Which of some whole plans are possible and dominated by none of the others; nothing where the time is over before.
pub(super) fn kept_among(
    problem: &Problem,
    chosen: &[Vec<bool>],
    scope: Scope<'_>,
    is_over: &dyn Fn() -> bool,
) -> Option<Vec<usize>> {
    let figures = Figures::of(problem, scope);
    let least = vec![0; scope.uses.rules.len()];
    let wholes = chosen.iter().map(|chosen| Partial::whole(chosen, &figures)).enumerate();
    let plans: Vec<(usize, Partial)> =
        wholes.filter(|(_, plan)| plan.may_hold(scope.uses, &least)).collect();
    let mut kept = Vec::new();
    for (place, plan) in &plans {
        let is_dominated = plans
            .iter()
            .any(|(_, other)| other.is_better(plan, &figures) && other.stands_with(plan, &figures));
        if !is_dominated {
            kept.push(*place);
        }
        if is_over() {
            return None;
        }
    }
    Some(kept)
}
