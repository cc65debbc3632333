//! Why no plan keeps to everything: the smallest sets of limits that contradict each other, and what would mend each.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::limit::{Constraint, Limit};
use super::problem::{Outside, Problem, Rule};
use super::program::{Column, Effort, Program, Row, Solver, State, Ties};
use super::trouble::Failure;
use super::wish::Wish;
use crate::jobs::Monitor;
use crate::model::Portfolio;

/// One way out of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxation {
    /// The limit that gives way.
    pub constraint: Constraint,
    /// The least more of it, in its own units, for limits of money and people: the same in every period; nothing for a rule that has to go.
    pub extra: Option<i64>,
    /// How much that is in thousandths of what there is, rounded up; 1000 for a rule that has to go.
    pub permille: u64,
}

/// Limits that no plan keeps to together, although any plan without one of them could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The limits.
    pub constraints: BTreeSet<Constraint>,
    /// For each of them, what it would have to give for this conflict to be gone; the least in proportion first.
    pub relaxations: Vec<Relaxation>,
}

/// What contradicts what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflicts {
    /// Whether some plan keeps to everything; nothing where that was not found out.
    pub is_possible: Option<bool>,
    /// The conflicts that were found, the smallest first.
    pub found: Vec<Conflict>,
    /// Whether there is no other.
    pub is_complete: bool,
}

/// Looks for at most `count_max` conflicts: each by halving (`QuickXplain`, Junker 2004), others by leaving out each limit of a known one in turn
/// (the hitting set tree of Reiter 1987). Windows and missing costs are limits like others here.
pub fn conflicts(
    portfolio: &Portfolio,
    wish: Wish,
    count_max: usize,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Conflicts, Failure> {
    let problem = Problem::of(portfolio, wish, Outside::Forbidden)?;
    let mut oracle =
        Oracle { problem: &problem, effort, monitor, is_sure: true, known: Vec::new() };
    let all: Vec<Constraint> = oracle.constraints();
    let is_possible = oracle.holds(&all.iter().copied().collect(), &BTreeMap::new())?;
    if is_possible || !oracle.is_sure {
        let is_possible = oracle.is_sure.then_some(is_possible);
        return Ok(Conflicts { is_possible, found: Vec::new(), is_complete: oracle.is_sure });
    }
    let mut found: Vec<BTreeSet<Constraint>> = Vec::new();
    let mut open = VecDeque::from([BTreeSet::new()]);
    let mut seen: BTreeSet<BTreeSet<Constraint>> = BTreeSet::new();
    while let Some(left_out) = open.pop_front() {
        if found.len() >= count_max || (effort.is_over)() {
            open.push_front(left_out);
            break;
        }
        let known = found.iter().find(|set| set.is_disjoint(&left_out)).cloned();
        let conflict = match known {
            Some(known) => Some(known),
            None => oracle.conflict(&all, &left_out)?,
        };
        let Some(conflict) = conflict else { continue };
        for &constraint in &conflict {
            let mut more: BTreeSet<Constraint> = left_out.clone();
            more.insert(constraint);
            if seen.len() < SETS_MAX && seen.insert(more.clone()) {
                open.push_back(more);
            }
        }
        if !found.contains(&conflict) {
            found.push(conflict);
        }
    }
    let is_complete = open.is_empty() && oracle.is_sure && seen.len() < SETS_MAX;
    found.sort_by_key(|set| (set.len(), set.clone()));
    let found = found
        .into_iter()
        .map(|constraints| {
            let relaxations = oracle.relaxations(&constraints)?;
            Ok(Conflict { constraints, relaxations })
        })
        .collect::<Result<_, Failure>>()?;
    Ok(Conflicts { is_possible: Some(false), found, is_complete })
}

/// So many sets of limits are left out in turn.
const SETS_MAX: usize = 2_000;

struct Oracle<'a> {
    problem: &'a Problem,
    effort: &'a Effort<'a>,
    monitor: &'a Monitor,
    /// Whether every question was answered.
    is_sure: bool,
    /// Plans that keep to something: most questions are answered by one of them.
    known: Vec<Vec<bool>>,
}

impl Oracle<'_> {
    fn constraints(&self) -> Vec<Constraint> {
        let all = self.problem.rules.iter().filter_map(|rule| rule.limit.constraint());
        all.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether some plan keeps to these limits, each with so much more than there is.
    fn holds(
        &mut self,
        limits: &BTreeSet<Constraint>,
        extra: &BTreeMap<Constraint, i64>,
    ) -> Result<bool, Failure> {
        self.monitor.round(0)?;
        let is_asked = |rule: &&Rule| {
            rule.limit.constraint().is_none_or(|constraint| limits.contains(&constraint))
        };
        let rules: Vec<&Rule> = self.problem.rules.iter().filter(is_asked).collect();
        let row = |rule: &&Rule| {
            let more = rule.limit.constraint().and_then(|constraint| extra.get(&constraint));
            Row {
                terms: rule.terms.clone(),
                most: rule.most.saturating_add(more.copied().unwrap_or(0)),
            }
        };
        let columns = vec![Column { value: 0, cost: 0 }; self.problem.column_count()];
        let program = Program { columns, rows: rules.iter().map(row).collect() };
        if self.known.iter().any(|plan| program.holds(plan)) {
            return Ok(true);
        }
        let effort = Effort { ties: Ties::Any, ..*self.effort };
        let answer = Solver::new(program).solve(&effort, self.monitor, &mut |_| ())?;
        if answer.is_plan() {
            self.known.push(answer.chosen);
            return Ok(true);
        }
        // What could not be found out counts as possible: then too little is called a conflict, not too much.
        self.is_sure &= answer.state == State::Infeasible;
        Ok(answer.state == State::Unknown)
    }

    /// A smallest conflict among all but what is left out; nothing where there is none.
    fn conflict(
        &mut self,
        all: &[Constraint],
        left_out: &BTreeSet<Constraint>,
    ) -> Result<Option<BTreeSet<Constraint>>, Failure> {
        let rest: Vec<Constraint> =
            all.iter().copied().filter(|limit| !left_out.contains(limit)).collect();
        if self.holds(&rest.iter().copied().collect(), &BTreeMap::new())? {
            return Ok(None);
        }
        let found = self.halved(&BTreeSet::new(), false, &rest)?;
        Ok(Some(found))
    }

    /// `QuickXplain`: which of `open` are needed for a conflict with what is `held`.
    fn halved(
        &mut self,
        held: &BTreeSet<Constraint>,
        has_grown: bool,
        open: &[Constraint],
    ) -> Result<BTreeSet<Constraint>, Failure> {
        if has_grown && !self.holds(held, &BTreeMap::new())? {
            return Ok(BTreeSet::new());
        }
        if let [only] = open {
            return Ok(BTreeSet::from([*only]));
        }
        let (first, second) = open.split_at(open.len().div_euclid(2));
        let with_first: BTreeSet<_> = held.iter().chain(first).copied().collect();
        let of_second = self.halved(&with_first, !first.is_empty(), second)?;
        let with_second: BTreeSet<_> = held.iter().chain(&of_second).copied().collect();
        let mut needed = self.halved(&with_second, !of_second.is_empty(), first)?;
        needed.extend(of_second);
        Ok(needed)
    }

    fn relaxations(&mut self, conflict: &BTreeSet<Constraint>) -> Result<Vec<Relaxation>, Failure> {
        let mut relaxations = Vec::new();
        for &constraint in conflict {
            let extra = self.least_extra(conflict, constraint)?;
            let there = self.there_is(constraint);
            let permille = extra.map_or(1000, |extra| {
                u64::try_from((i128::from(extra) * 1000 + there - 1).div_euclid(there))
                    .unwrap_or(u64::MAX)
            });
            relaxations.push(Relaxation { constraint, extra, permille });
        }
        relaxations.sort_by_key(|way| (way.permille, way.constraint));
        Ok(relaxations)
    }

    /// How much there is of a limit, at least 1: the least of its periods that has any.
    fn there_is(&self, constraint: Constraint) -> i128 {
        let rules = self.rules_of(constraint).map(|rule| i128::from(rule.most));
        rules.filter(|most| *most > 0).min().unwrap_or(1)
    }

    fn rules_of(&self, constraint: Constraint) -> impl Iterator<Item = &Rule> {
        let rules = self.problem.rules.iter();
        rules.filter(move |rule| rule.limit.constraint() == Some(constraint))
    }

    /// The least more of a limit of money or people at which the conflict is gone. More of one limit never makes less possible, so halving is right here.
    fn least_extra(
        &mut self,
        conflict: &BTreeSet<Constraint>,
        constraint: Constraint,
    ) -> Result<Option<i64>, Failure> {
        if !self.rules_of(constraint).all(|rule| Limit::is_amount(rule.limit)) {
            return Ok(None);
        }
        let room = |rule: &Rule| {
            let all = rule.terms.iter().map(|(_, amount)| (*amount).max(0));
            all.fold(0, i64::saturating_add).saturating_sub(rule.most)
        };
        let (mut too_little, mut enough) =
            (0, self.rules_of(constraint).map(room).max().unwrap_or(0));
        while enough - too_little > 1 {
            let middle = too_little + (enough - too_little).div_euclid(2);
            if self.holds(conflict, &BTreeMap::from([(constraint, middle)]))? {
                enough = middle;
            } else {
                too_little = middle;
            }
        }
        Ok(Some(enough))
    }
}
