//! The best plan that is known, and how sure it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Trying;
use crate::analysis::optimise::{Failure, Limit, Plan, Problem, Waterline};
use crate::model::{Portfolio, ProjectId, RoleId};

/// How sure a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// It came from going down the ranking; better ones are being looked for.
    Quick,
    /// A better plan may exist, but none above the bound.
    Best,
    /// No plan is better.
    Proven,
    /// No plan keeps to all limits.
    Impossible,
    /// None was found in the time allowed, and none excluded.
    Unknown,
}

/// How many people of a role are asked for in one period, of how many there are, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// The role.
    pub role: RoleId,
    /// The period, from 0.
    pub period: u16,
    /// How many the plan asks for.
    pub used: i128,
    /// How many there are.
    pub most: i128,
}

/// A plan, and what was known when it was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The portfolio as it was tried out.
    pub portfolio: Arc<Portfolio>,
    /// How many projects of it could be funded.
    pub open_count: usize,
    /// What was asked.
    pub trying: Trying,
    /// What was decided, as plain data.
    pub problem: Arc<Problem>,
    /// The projects that are funded; empty where no plan is known.
    pub plan: Plan,
    /// What it is worth, in the units of the objective.
    pub value: i128,
    /// What it costs over the horizon, in minor units.
    pub cost: i128,
    /// No plan is worth more.
    pub bound: i128,
    /// How sure it is.
    pub proof: Proof,
    /// How much of each limit on money and people the plan uses, in minor units and hundredths of people.
    pub used: Arc<BTreeMap<Limit, i128>>,
    /// What is funded by going down the ranking and leaving out what does not fit.
    pub waterline: Arc<Waterline>,
}

/// A plan, or what has to be mended before one can be looked for.
pub type FundOutcome = Result<Found, Failure>;

impl Found {
    /// Whether there is a plan.
    pub fn is_plan(&self) -> bool {
        matches!(self.proof, Proof::Quick | Proof::Best | Proof::Proven)
    }

    /// By how much the best plan may be better, as a share of the value of this one; nothing where nothing is known.
    pub fn gap(&self) -> Option<f64> {
        let (value, bound) = (float(self.value), float(self.bound));
        match self.proof {
            Proof::Proven => Some(0.0),
            Proof::Best if value > 0.0 => Some(((bound - value) / value).max(0.0)),
            _ => None,
        }
    }

    /// What all projects would be worth if all could be funded, without bonuses.
    pub fn all_value(&self) -> i128 {
        let best = |ways: &std::ops::Range<usize>| {
            let worths = self.problem.worths.get(ways.clone()).into_iter().flatten();
            worths.map(|worth| worth.value).max().unwrap_or(0).max(0)
        };
        self.problem.ways.values().map(|ways| i128::from(best(ways))).sum()
    }

    /// When a role has the least people left, and how many are asked for then; nothing where nobody is needed, or nobody has said how many there are.
    pub fn busiest(&self, role: RoleId) -> Option<Load> {
        let loads = self.used.iter().filter_map(|(limit, &used)| match *limit {
            Limit::Role(other, period) if other == role => {
                let month = self.portfolio.calendar.month_of(period.into())?;
                let most = self.portfolio.roles.get(&role)?.capacity_in(month)?;
                Some(Load { role, period, used, most: i128::from(most.hundredths()) })
            }
            _ => None,
        });
        loads.max_by(|one, other| {
            let left = |load: &Load| load.most - load.used;
            left(other).cmp(&left(one)).then(other.period.cmp(&one.period))
        })
    }

    /// The role of which the largest part is asked for at once, the first of equals.
    pub fn busiest_role(&self) -> Option<Load> {
        let loads = self.portfolio.roles.keys().filter_map(|role| self.busiest(*role));
        loads.fold(None, |busiest: Option<Load>, load| match busiest {
            Some(busiest) if load.used * busiest.most <= busiest.used * load.most => Some(busiest),
            _ => Some(load),
        })
    }

    /// What a project adds to the value of a plan in the way it is funded, or in its best way where it is not.
    pub fn value_of(&self, project: ProjectId) -> Option<i64> {
        let ways = self.problem.ways_of(project);
        let funded = self.plan.funded.get(&project);
        let mut best = None;
        for way in ways {
            let value = self.problem.worths.get(way)?.value;
            if funded.is_some() && self.problem.choices.get(way).map(|way| &way.funded) == funded {
                return Some(value);
            }
            best = best.max(Some(value));
        }
        best
    }
}

/// How much of each limit on money and people a plan uses.
pub(super) fn used(problem: &Problem, plan: &Plan) -> Arc<BTreeMap<Limit, i128>> {
    let taken = problem.columns_of(plan);
    let used = |terms: &[(usize, i64)]| {
        let is_taken = |column: usize| taken.get(column).copied().unwrap_or(false);
        let terms = terms.iter().filter(|(column, _)| is_taken(*column));
        terms.map(|&(_, amount)| i128::from(amount)).sum()
    };
    let rules = problem.rules.iter().filter(|rule| rule.limit.is_amount());
    Arc::new(rules.map(|rule| (rule.limit, used(&rule.terms))).collect())
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a share is shown with one decimal"
)]
fn float(value: i128) -> f64 {
    value as f64
}
