//! All plans that no other dominates, by enumeration with what is dominated left out early.

use super::Work;
use super::information::Spans;
use crate::analysis::optimise::plan::Plan;
use crate::analysis::optimise::problem::Problem;
use crate::analysis::optimise::trouble::Failure;
use crate::jobs::Monitor;

/// Differences of values below this many points are none.
const HAIR: f64 = 1e-7;

/// A beginning of a plan: some projects decided, the rest open.
#[derive(Clone)]
struct Partial {
    chosen: Vec<bool>,
    /// How much of each rule is used.
    used: Vec<i128>,
    /// The lowest and highest value at each corner.
    low: Vec<f64>,
    high: Vec<f64>,
}

/// The values of columns at every corner.
struct Values {
    low: Vec<Vec<f64>>,
    high: Vec<Vec<f64>>,
    /// Whether lowest and highest are the same everywhere.
    is_exact: bool,
}

impl Values {
    fn of(spans: &Spans, corners: &[Vec<f64>]) -> Self {
        Self {
            low: corners.iter().map(|weights| spans.lowest(weights)).collect(),
            high: corners.iter().map(|weights| spans.highest(weights)).collect(),
            is_exact: spans.low == spans.high,
        }
    }
}

/// Every plan that is not dominated; nothing where more beginnings than the work allows would have to be held, or the time is over.
///
/// Project by project every beginning is continued in every way. A beginning goes where it can break a rule only, or where another uses no more of any
/// rule and is worth more whatever comes (Liesiö, Mild & Salo 2008, with all rules as resources).
pub(super) fn non_dominated(
    problem: &Problem,
    spans: &Spans,
    corners: &[Vec<f64>],
    work: &Work<'_>,
    monitor: &Monitor,
) -> Result<Option<Vec<Plan>>, Failure> {
    let values = Values::of(spans, corners);
    let rules_of = rules_of(problem);
    let mut open = vec![Partial {
        chosen: vec![false; problem.column_count()],
        used: vec![0; problem.rules.len()],
        low: vec![0.0; corners.len()],
        high: vec![0.0; corners.len()],
    }];
    let mut decided = vec![false; problem.column_count()];
    let bonuses = problem.choices.len()..problem.column_count();
    let steps: Vec<std::ops::Range<usize>> =
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
        let least = least_to_come(problem, &decided);
        let mut next = Vec::new();
        for partial in &open {
            let taken = ways.clone().map(|way| partial.with(way, &rules_of, &values));
            let all = std::iter::once(partial.clone()).chain(taken);
            next.extend(all.filter(|partial| partial.may_hold(problem, &least)));
        }
        let Some(kept) = kept(next, &values, work) else { return Ok(None) };
        open = kept;
    }
    // When all is decided it no longer matters who uses less.
    let chosen: Vec<Vec<bool>> = open.into_iter().map(|partial| partial.chosen).collect();
    let kept = kept_among(&chosen, spans, corners);
    let plans = kept.into_iter().filter_map(|place| chosen.get(place));
    Ok(Some(plans.map(|chosen| problem.plan_of(chosen)).collect()))
}

fn rules_of(problem: &Problem) -> Vec<Vec<(usize, i64)>> {
    let mut rules_of = vec![Vec::new(); problem.column_count()];
    for (number, rule) in problem.rules.iter().enumerate() {
        for &(column, coefficient) in &rule.terms {
            if let Some(rules) = rules_of.get_mut(column) {
                rules.push((number, coefficient));
            }
        }
    }
    rules_of
}

/// The least that columns which are not decided can add to each rule: what is below zero in it.
fn least_to_come(problem: &Problem, decided: &[bool]) -> Vec<i128> {
    let least = |rule: &super::super::problem::Rule| {
        let open = rule.terms.iter().filter(|(column, _)| decided.get(*column) == Some(&false));
        open.map(|(_, coefficient)| i128::from(*coefficient).min(0)).sum()
    };
    problem.rules.iter().map(least).collect()
}

impl Partial {
    fn with(&self, way: usize, rules_of: &[Vec<(usize, i64)>], values: &Values) -> Self {
        let mut next = self.clone();
        if let Some(taken) = next.chosen.get_mut(way) {
            *taken = true;
        }
        for (rule, coefficient) in rules_of.get(way).into_iter().flatten() {
            if let Some(used) = next.used.get_mut(*rule) {
                *used += i128::from(*coefficient);
            }
        }
        let ends = [(&mut next.low, &values.low), (&mut next.high, &values.high)];
        for (sums, rows) in ends {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += row.get(way).copied().unwrap_or(0.0);
            }
        }
        next
    }

    fn may_hold(&self, problem: &Problem, least: &[i128]) -> bool {
        let rules = problem.rules.iter().zip(&self.used).zip(least);
        rules.into_iter().all(|((rule, used), least)| used + least <= i128::from(rule.most))
    }

    fn uses_no_more(&self, other: &Self) -> bool {
        self.used.iter().zip(&other.used).all(|(own, others)| own <= others)
    }

    /// Whether it is worth at least as much whatever comes, and more for something.
    fn is_better(&self, other: &Self, values: &Values) -> bool {
        let mut is_more = false;
        for (corner, (low, high)) in self.low.iter().zip(&other.high).enumerate() {
            // What both have may turn out in one way only, so only the difference counts.
            let shared = if values.is_exact { 0.0 } else { self.shared(other, values, corner) };
            let difference = low - high + shared;
            if difference < -HAIR {
                return false;
            }
            is_more |= self.more_at_most(other, corner) - shared > HAIR;
        }
        is_more
    }

    /// How much the highest values of what both have are above the lowest.
    fn shared(&self, other: &Self, values: &Values, corner: usize) -> f64 {
        let both = self.chosen.iter().zip(&other.chosen).enumerate();
        let both = both.filter(|(_, (own, others))| **own && **others);
        let span = |column: usize| {
            let end = |rows: &[Vec<f64>]| rows.get(corner)?.get(column).copied();
            Some(end(&values.high)? - end(&values.low)?)
        };
        both.filter_map(|(column, _)| span(column)).sum()
    }

    /// How much more it is worth at most at a corner, if its own values turn out high and the others' low.
    fn more_at_most(&self, other: &Self, corner: usize) -> f64 {
        let end = |row: &[f64]| row.get(corner).copied().unwrap_or(0.0);
        end(&self.high) - end(&other.low)
    }
}

/// What no other beginning makes pointless; nothing where it is too many.
fn kept(mut next: Vec<Partial>, values: &Values, work: &Work<'_>) -> Option<Vec<Partial>> {
    if next.len() > work.plans_max.saturating_mul(4) {
        return None;
    }
    // The best on the whole first: those make most of the others pointless.
    let whole = |partial: &Partial| partial.low.iter().sum::<f64>();
    next.sort_by(|one, other| whole(other).total_cmp(&whole(one)));
    let mut kept: Vec<Partial> = Vec::new();
    for partial in next {
        let is_pointless =
            kept.iter().any(|best| best.uses_no_more(&partial) && best.is_better(&partial, values));
        if !is_pointless {
            kept.push(partial);
        }
        if kept.len() > work.plans_max || (work.effort.is_over)() {
            return None;
        }
    }
    Some(kept)
}

/// Which of some whole plans none of the others dominates, under the corners of other information.
pub(super) fn kept_among(chosen: &[Vec<bool>], spans: &Spans, corners: &[Vec<f64>]) -> Vec<usize> {
    let values = Values::of(spans, corners);
    let whole = |chosen: &Vec<bool>| {
        let sum = |row: &Vec<f64>| -> f64 {
            row.iter().zip(chosen).filter(|(_, taken)| **taken).map(|(value, _)| value).sum()
        };
        Partial {
            chosen: chosen.clone(),
            used: Vec::new(),
            low: values.low.iter().map(sum).collect(),
            high: values.high.iter().map(sum).collect(),
        }
    };
    let plans: Vec<Partial> = chosen.iter().map(whole).collect();
    let is_kept = |(place, plan): (usize, &Partial)| {
        let is_dominated = plans.iter().any(|other| other.is_better(plan, &values));
        (!is_dominated).then_some(place)
    };
    plans.iter().enumerate().filter_map(is_kept).collect()
}
