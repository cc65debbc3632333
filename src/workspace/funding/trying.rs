//! What a person tries out on top of the portfolio: other budgets, other capacities, another scenario. Nothing of it is kept until they
//! say so.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::optimise::{Objective, Trouble, When, Wish, applied};
use crate::edit::{Edit, Record};
use crate::model::{
    Budget, BudgetId, Fte, Money, Name, Pool, Portfolio, Role, RoleId, Scenario, ScenarioId, Unread,
};

/// What is asked about the portfolio, and what is tried out on top of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trying {
    /// The scenario that is looked at; nothing is the base.
    pub scenario: Option<ScenarioId>,
    /// What is to be as large as possible.
    pub objective: Objective,
    /// Whether starts are chosen, too.
    pub when: When,
    /// Other totals of budgets.
    pub budgets: BTreeMap<BudgetId, Money>,
    /// Other capacities, in every period.
    pub capacities: BTreeMap<RoleId, Fte>,
    /// The most that may be spent on everything, where there is no budget for all money that could be changed.
    pub spend: Option<Money>,
}

impl Default for Trying {
    fn default() -> Self {
        Self {
            scenario: None,
            objective: Objective::Score,
            when: When::Chosen,
            budgets: BTreeMap::new(),
            capacities: BTreeMap::new(),
            spend: None,
        }
    }
}

impl Trying {
    /// Whether budgets or capacities are tried out that are kept nowhere yet.
    pub fn is_trying(&self) -> bool {
        !self.budgets.is_empty() || !self.capacities.is_empty() || self.spend.is_some()
    }

    /// The same without what is tried out.
    #[must_use]
    pub fn settled(&self) -> Self {
        let (budgets, capacities) = (BTreeMap::new(), BTreeMap::new());
        Self { budgets, capacities, spend: None, ..self.clone() }
    }

    /// What is asked of the optimiser.
    pub fn wish(&self) -> Wish {
        Wish { objective: self.objective, when: self.when, budget: self.spend }
    }

    /// The portfolio as the scenario has it, without what is tried out.
    pub fn with_scenario(&self, portfolio: &Portfolio) -> Result<Portfolio, Trouble> {
        match self.scenario.and_then(|id| portfolio.scenarios.get(&id)) {
            Some(scenario) => applied(portfolio, scenario),
            None => Ok(portfolio.clone()),
        }
    }

    /// The portfolio as it is tried out.
    pub fn applied(&self, portfolio: &Portfolio) -> Result<Portfolio, Trouble> {
        let mut tried = self.with_scenario(portfolio)?;
        let first = tried.calendar.first();
        for (id, &total) in &self.budgets {
            if let Some(budget) = tried.budgets.get_mut(id) {
                Arc::make_mut(budget).total = Some(total);
            }
        }
        for (id, &people) in &self.capacities {
            if let Some(role) = tried.roles.get_mut(id) {
                Arc::make_mut(role).capacity = BTreeMap::from([(first, people)]);
            }
        }
        Ok(tried)
    }

    /// Takes out what speaks of records that are not there any more.
    pub(super) fn repair(&mut self, portfolio: &Portfolio) {
        self.scenario = self.scenario.filter(|id| portfolio.scenarios.contains_key(id));
        self.budgets.retain(|id, _| portfolio.budgets.contains_key(id));
        self.capacities.retain(|id, _| portfolio.roles.contains_key(id));
    }

    /// The budget for all money whose total is meant when nobody names one: the first in the order of the file.
    pub fn main_budget(portfolio: &Portfolio) -> Option<(BudgetId, &Budget)> {
        let mut whole = portfolio.budgets.iter().filter(|(_, budget)| budget.pool == Pool::All);
        whole.next().map(|(&id, budget)| (id, &**budget))
    }

    /// The same with so much money for everything.
    #[must_use]
    pub fn with_money(&self, portfolio: &Portfolio, most: Money) -> Self {
        let mut next = self.clone();
        match Self::main_budget(portfolio) {
            Some((id, _)) => {
                next.spend = None;
                next.budgets.insert(id, most);
            }
            None => next.spend = Some(most),
        }
        next
    }

    /// What is tried out as a change of the portfolio itself, as one step; nothing where there is nothing to keep there.
    pub fn kept_in_portfolio(&self, portfolio: &Portfolio) -> Option<Edit> {
        let mut edits = Vec::new();
        for (&id, &total) in &self.budgets {
            let budget = portfolio.budgets.get(&id)?;
            let budget = Budget { total: Some(total), ..(**budget).clone() };
            edits.push(Edit::Replace(Record::Budget(id, budget)));
        }
        let first = portfolio.calendar.first();
        for (&id, &people) in &self.capacities {
            let role = portfolio.roles.get(&id)?;
            let capacity = BTreeMap::from([(first, people)]);
            edits.push(Edit::Replace(Record::Role(id, Role { capacity, ..(**role).clone() })));
        }
        let label = "Keep what was tried in the portfolio".to_owned();
        (!edits.is_empty()).then_some(Edit::Batch { label, edits })
    }

    /// The money that is tried for everything as a budget of the portfolio; nothing where none is tried.
    pub fn kept_as_budget(&self, id: BudgetId) -> Option<Edit> {
        let budget = Budget {
            name: "Money for everything".parse().ok()?,
            pool: Pool::All,
            total: Some(self.spend?),
            per_period: BTreeMap::new(),
            unread: Unread::default(),
        };
        Some(Edit::Add(Record::Budget(id, budget)))
    }

    /// Whether something is tried out that a scenario can hold.
    pub fn fits_scenario(&self) -> bool {
        !self.budgets.is_empty() || !self.capacities.is_empty()
    }

    /// What is tried out as a change of the scenario that is looked at; nothing in the base.
    pub fn kept_in_scenario(&self, portfolio: &Portfolio) -> Option<Edit> {
        let id = self.scenario?;
        let scenario = portfolio.scenarios.get(&id)?;
        Some(Edit::Replace(Record::Scenario(id, Box::new(self.over((**scenario).clone())))))
    }

    /// What is tried out as a new scenario; what the scenario that is looked at says goes along.
    pub fn kept_as(&self, portfolio: &Portfolio, id: ScenarioId, name: &Name) -> Edit {
        let base = self.scenario.and_then(|id| portfolio.scenarios.get(&id));
        let scenario = base.map_or_else(
            || Scenario::named(name.clone()),
            |base| Scenario { name: name.clone(), ..(**base).clone() },
        );
        Edit::Add(Record::Scenario(id, Box::new(self.over(scenario))))
    }

    fn over(&self, mut scenario: Scenario) -> Scenario {
        scenario.budgets.extend(self.budgets.iter().map(|(&id, &total)| (id, total)));
        scenario.capacities.extend(self.capacities.iter().map(|(&id, &people)| (id, people)));
        scenario
    }
}
