//! What each way to fund a project may take of each limit, from the least to the most.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::known::CostsKnown;
use crate::analysis::optimise::amount::{WHOLE, part};
use crate::analysis::optimise::limit::Limit;
use crate::analysis::optimise::problem::{Outside, Problem, Rule};
use crate::analysis::optimise::trouble::Trouble;
use crate::model::{Estimate, Money, Portfolio, ProjectId};

/// What a column takes of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) column: usize,
    pub(super) low: i64,
    pub(super) high: i64,
}

/// One limit.
#[derive(Debug, Clone)]
pub(super) struct Use {
    pub(super) terms: Vec<Term>,
    pub(super) most: i128,
    /// Whether every column takes the same whatever comes.
    pub(super) is_sure: bool,
}

impl Use {
    /// The most by which one column takes more than another one of the same project: its costs turn out the same for every way to fund it.
    pub(super) fn more_at_most(&self, one: usize, other: usize) -> i128 {
        let ([low, high], [other_low, other_high]) = (self.of_column(one), self.of_column(other));
        (low - other_low).max(high - other_high)
    }

    /// The least and the most that a column takes.
    pub(super) fn of_column(&self, column: usize) -> [i128; 2] {
        let at = self.terms.binary_search_by_key(&column, |term| term.column);
        let term = at.ok().and_then(|at| self.terms.get(at));
        term.map_or([0; 2], |term| [i128::from(term.low), i128::from(term.high)])
    }
}

/// All limits of a problem.
#[derive(Debug, Clone)]
pub(super) struct Uses {
    pub(super) rules: Vec<Use>,
}

impl Uses {
    pub(super) fn of(
        portfolio: &Portfolio,
        problem: &Problem,
        known: CostsKnown,
    ) -> Result<Self, Trouble> {
        if known == CostsKnown::Likely {
            let rules = problem.rules.iter().map(|rule| between(Some(rule), Some(rule)));
            return Ok(Self { rules: rules.collect() });
        }
        let at = |part: i64| {
            let costed = costed(portfolio, |_| part);
            Problem::of(&costed, problem.wish, Outside::LeftOut)
        };
        let (lowest, highest) = (at(0)?, at(WHOLE)?);
        let amounts = |problem: &Problem| -> BTreeMap<Limit, Rule> {
            let rules = problem.rules.iter().filter(|rule| rule.limit.is_amount());
            rules.map(|rule| (rule.limit, rule.clone())).collect()
        };
        let (low, high) = (amounts(&lowest), amounts(&highest));
        let mut limits: Vec<Limit> = low.keys().chain(high.keys()).copied().collect();
        limits.sort_unstable();
        limits.dedup();
        let links = problem.rules.iter().filter(|rule| !rule.limit.is_amount());
        let links = links.map(|rule| between(Some(rule), Some(rule)));
        let amounts = limits.iter().map(|limit| between(low.get(limit), high.get(limit)));
        Ok(Self { rules: links.chain(amounts).collect() })
    }

    /// The same with what some columns take narrowed to a part of the way from least to most, in millionths.
    pub(super) fn narrowed(&self, ways: &Range<usize>, part_of_way: Range<i64>) -> Self {
        let mut next = self.clone();
        for rule in &mut next.rules {
            for term in rule.terms.iter_mut().filter(|term| ways.contains(&term.column)) {
                let at = |millionths| {
                    let span = i128::from(term.high) - i128::from(term.low);
                    term.low.saturating_add(i64::try_from(part(span, millionths)).unwrap_or(0))
                };
                (term.low, term.high) = (at(part_of_way.start), at(part_of_way.end));
            }
            rule.is_sure = rule.terms.iter().all(|term| term.low == term.high);
        }
        next
    }

    /// Of each limit the least and the most that some columns take together.
    pub(super) fn used(&self, chosen: &[bool]) -> [Vec<i128>; 2] {
        let sum = |rule: &Use, end: fn(&Term) -> i64| -> i128 {
            let taken = rule.terms.iter().filter(|term| chosen.get(term.column) == Some(&true));
            taken.map(|term| i128::from(end(term))).sum()
        };
        let ends: [fn(&Term) -> i64; 2] = [|term| term.low, |term| term.high];
        ends.map(|end| self.rules.iter().map(|rule| sum(rule, end)).collect())
    }

    /// Whether columns keep every limit even if everything takes as much as it may.
    pub(super) fn holds_always(&self, chosen: &[bool]) -> bool {
        let [_, most] = self.used(chosen);
        self.rules.iter().zip(most).all(|(rule, used)| used <= rule.most)
    }
}

/// One limit between its figures at the lowest and at the highest costs; where one of the two has no such limit, nothing is taken of it there.
fn between(low: Option<&Rule>, high: Option<&Rule>) -> Use {
    let mut terms: BTreeMap<usize, [i64; 2]> = BTreeMap::new();
    for (end, rule) in [low, high].into_iter().enumerate() {
        for &(column, amount) in rule.into_iter().flat_map(|rule| &rule.terms) {
            if let Some(figure) = terms.entry(column).or_default().get_mut(end) {
                *figure = amount;
            }
        }
    }
    // A limit beyond everything together stands in a rule as just that, so that of the larger rule tells more.
    let size = |rule: &Rule| rule.terms.iter().map(|(_, amount)| i128::from(amount.abs())).sum();
    let larger = [low, high].into_iter().flatten().max_by_key(|rule| -> i128 { size(rule) });
    let term = |(column, [low, high]): (usize, [i64; 2])| Term { column, low, high };
    let terms: Vec<Term> = terms.into_iter().map(term).collect();
    Use {
        is_sure: terms.iter().all(|term| term.low == term.high),
        most: larger.map_or(0, |rule| rule.most.into()),
        terms,
    }
}

/// A copy of the portfolio in which everything a project costs is known: at so many millionths of the way from low to high.
pub(super) fn costed(
    portfolio: &Portfolio,
    mut part_of: impl FnMut(ProjectId) -> i64,
) -> Portfolio {
    let mut next = portfolio.clone();
    for (&id, project) in &mut next.projects {
        let part_of_way = part_of(id);
        let exactly = |amount: Estimate| {
            let span = i128::from(amount.high().minor) - i128::from(amount.low().minor);
            let minor = i128::from(amount.low().minor) + part(span, part_of_way);
            Estimate::exactly(Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX)))
        };
        if is_sure(project) {
            continue;
        }
        let project = Arc::make_mut(project);
        for line in project.costs.values_mut() {
            line.amount = exactly(line.amount);
        }
        for vendor in project.vendors.values_mut() {
            vendor.price = exactly(vendor.price);
        }
    }
    next
}

/// Whether everything a project costs is the same whatever comes.
pub(super) fn is_sure(project: &crate::model::Project) -> bool {
    let prices = project.vendors.values().map(|vendor| vendor.price);
    let amounts = project.costs.values().map(|line| line.amount).chain(prices);
    amounts
        .into_iter()
        .all(|amount| amount.low() == amount.likely() && amount.likely() == amount.high())
}
