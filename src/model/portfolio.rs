//! Everything under consideration, as one value.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cause::Cause;
use super::cost::Budget;
use super::date::Calendar;
use super::dependency::{Dependency, Group};
use super::framework::Framework;
use super::id::{
    BudgetId, CauseId, ChangeId, DependencyId, FrameworkId, GroupId, Item, JudgmentId, OutcomeId,
    ProjectId, RiskId, RoleId, ScenarioId, StakeholderId,
};
use super::judgment::{Judgment, WeightsBy};
use super::ladder::Ladder;
use super::money::Currency;
use super::name::{Name, Text};
use super::outcome::{Change, Outcome};
use super::pin::Pin;
use super::plan::Planned;
use super::project::Project;
use super::risk::Risk;
use super::role::Role;
use super::scenario::{Forced, Scenario};
use super::share::Percent;
use super::stakeholder::Stakeholder;
use super::unread::Unread;

/// A portfolio: projects, the outcomes they serve, and everything that bears on the choice between them.
///
/// The large records are shared: a copy of a portfolio costs pointers, so the past can be kept whole.
#[derive(Debug, Clone)]
pub struct Portfolio {
    /// What people call it.
    pub title: Name,
    /// Whose it is.
    pub organisation: Option<Name>,
    /// What it is about.
    pub summary: Text,
    /// The currency of every amount in it.
    pub currency: Currency,
    /// The periods it is planned in.
    pub calendar: Calendar,
    /// By how much money loses its worth in a year; nothing where nobody has said.
    pub discount_rate: Option<Percent>,
    /// By how much costs and benefits alike rise in a year; nothing where nobody has said.
    pub price_rise: Option<Percent>,
    /// How strongly a project can serve an outcome.
    pub ladder: Ladder,
    /// How the weights of outcomes came about.
    pub weights_by: WeightsBy,
    /// What the organisation wants.
    pub outcomes: BTreeMap<OutcomeId, Arc<Outcome>>,
    /// The business changes that benefits arrive through.
    pub changes: BTreeMap<ChangeId, Arc<Change>>,
    /// What can be funded.
    pub projects: BTreeMap<ProjectId, Arc<Project>>,
    /// Rules between two projects.
    pub dependencies: BTreeMap<DependencyId, Arc<Dependency>>,
    /// Rules on sets of projects.
    pub groups: BTreeMap<GroupId, Arc<Group>>,
    /// Who does the work.
    pub roles: BTreeMap<RoleId, Arc<Role>>,
    /// Limits on money.
    pub budgets: BTreeMap<BudgetId, Arc<Budget>>,
    /// What may go wrong.
    pub risks: BTreeMap<RiskId, Arc<Risk>>,
    /// Whose view counts.
    pub stakeholders: BTreeMap<StakeholderId, Arc<Stakeholder>>,
    /// What-ifs.
    pub scenarios: BTreeMap<ScenarioId, Arc<Scenario>>,
    /// Comparisons of outcomes, two by two.
    pub judgments: BTreeMap<JudgmentId, Judgment>,
    /// Ways to score projects that people have written.
    pub frameworks: BTreeMap<FrameworkId, Framework>,
    /// What makes the estimates of several projects go wrong together.
    pub causes: BTreeMap<CauseId, Cause>,
    /// Choices that are not left to the calculation, in every scenario that does not say otherwise.
    pub forced: BTreeMap<ProjectId, Forced>,
    /// The plan that was agreed: exactly these projects are funded. Empty where nothing has been agreed yet.
    pub plan: BTreeMap<ProjectId, Planned>,
    /// Where people have put things on the map; what is not here is placed by the layout.
    pub pins: BTreeMap<Item, Pin>,
    /// Fields of a newer version.
    pub unread: Unread,
}

/// Two portfolios are equal where they say the same. Records that both share are not looked into, so that the
/// comparison with a copy that was changed in one place costs no more than a walk over the ids.
impl PartialEq for Portfolio {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            title,
            organisation,
            summary,
            currency,
            calendar,
            discount_rate,
            price_rise,
            ladder,
            weights_by,
            outcomes,
            changes,
            projects,
            dependencies,
            groups,
            roles,
            budgets,
            risks,
            stakeholders,
            scenarios,
            judgments,
            frameworks,
            causes,
            forced,
            plan,
            pins,
            unread,
        } = self;
        *title == other.title
            && *organisation == other.organisation
            && *summary == other.summary
            && *currency == other.currency
            && *calendar == other.calendar
            && *discount_rate == other.discount_rate
            && *price_rise == other.price_rise
            && *ladder == other.ladder
            && *weights_by == other.weights_by
            && are_same(outcomes, &other.outcomes)
            && are_same(changes, &other.changes)
            && are_same(projects, &other.projects)
            && are_same(dependencies, &other.dependencies)
            && are_same(groups, &other.groups)
            && are_same(roles, &other.roles)
            && are_same(budgets, &other.budgets)
            && are_same(risks, &other.risks)
            && are_same(stakeholders, &other.stakeholders)
            && are_same(scenarios, &other.scenarios)
            && *judgments == other.judgments
            && *frameworks == other.frameworks
            && *causes == other.causes
            && *forced == other.forced
            && *plan == other.plan
            && *pins == other.pins
            && *unread == other.unread
    }
}

/// Whether both hold the same records under the same ids.
fn are_same<Id: PartialEq, Record: PartialEq>(
    one: &BTreeMap<Id, Arc<Record>>,
    other: &BTreeMap<Id, Arc<Record>>,
) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len()
        && pairs.all(|((id, record), (other_id, other))| {
            id == other_id && (Arc::ptr_eq(record, other) || record == other)
        })
}

/// Whether two lists hold the very same records under the same ids, without looking into any: what copies of a portfolio share
/// has not changed.
pub fn are_the_same_records<Id: PartialEq, Record>(
    one: &BTreeMap<Id, Arc<Record>>,
    other: &BTreeMap<Id, Arc<Record>>,
) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len()
        && pairs.all(|((id, record), (same, other))| id == same && Arc::ptr_eq(record, other))
}

/// A record that has become another one: its id, as it was, and as it is.
pub type Replaced<'a, Id, Record> = (Id, &'a Arc<Record>, &'a Arc<Record>);

/// The records that have become others, without looking into any; nothing where some have come or gone.
pub fn replaced_records<'a, Id: Copy + PartialEq, Record>(
    before: &'a BTreeMap<Id, Arc<Record>>,
    now: &'a BTreeMap<Id, Arc<Record>>,
) -> Option<Vec<Replaced<'a, Id, Record>>> {
    if before.len() != now.len() {
        return None;
    }
    let mut replaced = Vec::new();
    for ((&id, old), (&same, new)) in before.iter().zip(now) {
        if id != same {
            return None;
        }
        if !Arc::ptr_eq(old, new) {
            replaced.push((id, old, new));
        }
    }
    Some(replaced)
}

impl Portfolio {
    /// An empty portfolio.
    pub fn titled(title: Name) -> Self {
        Self {
            title,
            organisation: None,
            summary: Text::default(),
            currency: Currency::default(),
            calendar: Calendar::default(),
            discount_rate: None,
            price_rise: None,
            ladder: Ladder::default(),
            weights_by: WeightsBy::default(),
            outcomes: BTreeMap::new(),
            changes: BTreeMap::new(),
            projects: BTreeMap::new(),
            dependencies: BTreeMap::new(),
            groups: BTreeMap::new(),
            roles: BTreeMap::new(),
            budgets: BTreeMap::new(),
            risks: BTreeMap::new(),
            stakeholders: BTreeMap::new(),
            scenarios: BTreeMap::new(),
            judgments: BTreeMap::new(),
            frameworks: BTreeMap::new(),
            causes: BTreeMap::new(),
            forced: BTreeMap::new(),
            plan: BTreeMap::new(),
            pins: BTreeMap::new(),
            unread: Unread::default(),
        }
    }

    /// The outcomes that have no parts: those are rated and weigh.
    pub fn leaves(&self) -> impl Iterator<Item = (OutcomeId, &Arc<Outcome>)> {
        let parents = self.parents();
        self.outcomes
            .iter()
            .filter(move |(id, _)| !parents.contains(id))
            .map(|(&id, outcome)| (id, outcome))
    }

    /// The outcomes that have parts.
    pub fn parents(&self) -> BTreeSet<OutcomeId> {
        self.outcomes.values().filter_map(|outcome| outcome.parent).collect()
    }

    /// Whether there is such a thing in this portfolio.
    pub fn has(&self, item: Item) -> bool {
        match item {
            Item::Project(id) => self.projects.contains_key(&id),
            Item::Change(id) => self.changes.contains_key(&id),
            Item::Outcome(id) => self.outcomes.contains_key(&id),
            Item::Measure(outcome, id) => self
                .outcomes
                .get(&outcome)
                .is_some_and(|outcome| outcome.measures.contains_key(&id)),
            Item::Contribution(project, outcome) => self
                .projects
                .get(&project)
                .is_some_and(|project| project.contributions.contains_key(&outcome)),
            Item::Dependency(id) => self.dependencies.contains_key(&id),
            Item::Group(id) => self.groups.contains_key(&id),
            Item::Role(id) => self.roles.contains_key(&id),
            Item::Budget(id) => self.budgets.contains_key(&id),
            Item::Milestone(project, id) => self
                .projects
                .get(&project)
                .is_some_and(|project| project.milestones.contains_key(&id)),
            Item::Risk(id) => self.risks.contains_key(&id),
            Item::Stakeholder(id) => self.stakeholders.contains_key(&id),
            Item::Scenario(id) => self.scenarios.contains_key(&id),
            Item::Judgment(id) => self.judgments.contains_key(&id),
            Item::Framework(id) => self.frameworks.contains_key(&id),
            Item::Cause(id) => self.causes.contains_key(&id),
        }
    }
}
