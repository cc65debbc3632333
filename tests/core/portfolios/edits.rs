//! Edits out of thin air, of a portfolio as it is; many make no sense and are refused.

use std::sync::Arc;

use portolan::edit::{DependencyField, Edit, OutcomeField, PortfolioField, ProjectField, Record};
use portolan::model::{
    Approach, Calendar, Force, Id, Item, Level, Name, OutcomeKind, Portfolio, Priority, Project,
    ProjectId, Stage, WeightsBy,
};

use super::{Draw, Manners, items};

impl Draw {
    /// Some edit of the portfolio as it is, the same for the same number.
    pub(crate) fn edit_of(seed: u64, portfolio: &Portfolio) -> Edit {
        let mut draw = Self::new(seed, 3);
        draw.manners = if draw.chance(60) { Manners::Good } else { Manners::Wild };
        draw.edit(portfolio, 0)
    }

    fn edit(&mut self, portfolio: &Portfolio, depth: u8) -> Edit {
        match self.rng.u8(0..100) {
            0..10 => Edit::SetPortfolio(self.portfolio_field(portfolio)),
            10..30 => Edit::Add(self.record(portfolio, None)),
            30..40 => {
                let old = self.item(portfolio);
                Edit::Replace(self.record(portfolio, Some(old)))
            }
            40..50 => Edit::Remove(self.item(portfolio)),
            50..70 => {
                let id = self.key(&portfolio.projects).unwrap_or_else(|| self.id());
                Edit::SetProject(id, self.project_field(portfolio, id))
            }
            70..80 => {
                let id = self.key(&portfolio.outcomes).unwrap_or_else(|| self.id());
                Edit::SetOutcome(id, self.outcome_field(portfolio))
            }
            80..90 => {
                let id = self.key(&portfolio.dependencies).unwrap_or_else(|| self.id());
                Edit::SetDependency(id, self.dependency_field(portfolio))
            }
            90..92 => {
                let id = self.key(&portfolio.projects).unwrap_or_else(|| self.id());
                let force = self.pick(&[Force::In, Force::Out]);
                Edit::Force(id, self.maybe(|draw| draw.forced_choice(force)))
            }
            92 => Edit::Plan(self.plan(portfolio)),
            93..96 => {
                let places = (0..self.rng.usize(1..4))
                    .map(|_| (self.item(portfolio), self.maybe(Self::pin)))
                    .collect();
                Edit::Place(places)
            }
            _ if depth > 1 => Edit::Place(Vec::new()),
            _ => {
                let edits = (0..self.count()).map(|_| self.edit(portfolio, depth + 1)).collect();
                Edit::Batch { label: self.name().to_string(), edits }
            }
        }
    }

    fn item(&mut self, portfolio: &Portfolio) -> Item {
        let items = items(portfolio);
        if items.is_empty() || self.manners == Manners::Wild && self.chance(5) {
            return Item::Project(self.id());
        }
        self.pick(&items)
    }

    /// A record: a new one, or one that takes the place of another.
    fn record(&mut self, portfolio: &Portfolio, old: Option<Item>) -> Record {
        let project = self.key(&portfolio.projects).unwrap_or_else(|| self.id());
        let outcome = self.key(&portfolio.outcomes).unwrap_or_else(|| self.id());
        let sorts = [
            Item::Project(self.id()),
            Item::Outcome(self.id()),
            Item::Measure(outcome, self.id()),
            Item::Change(self.id()),
            Item::Contribution(project, outcome),
            Item::Dependency(self.id()),
            Item::Group(self.id()),
            Item::Role(self.id()),
            Item::Budget(self.id()),
            Item::Milestone(project, self.id()),
            Item::Risk(self.id()),
            Item::Stakeholder(self.id()),
            Item::Scenario(self.id()),
            Item::Judgment(self.id()),
            Item::Framework(self.id()),
            Item::Cause(self.id()),
        ];
        let new = self.pick(&sorts);
        self.record_of(portfolio, old.unwrap_or(new))
    }

    fn record_of(&mut self, portfolio: &Portfolio, item: Item) -> Record {
        match item {
            Item::Project(id) => Record::Project(id, self.project(portfolio).into()),
            Item::Outcome(id) => Record::Outcome(id, self.outcome(portfolio)),
            Item::Measure(outcome, id) => Record::Measure(outcome, id, self.measure()),
            Item::Change(id) => Record::Change(id, self.change(portfolio)),
            Item::Contribution(project, outcome) => {
                Record::Contribution(project, outcome, self.contribution(portfolio))
            }
            Item::Dependency(id) => {
                let from = self.key(&portfolio.projects).unwrap_or_else(|| self.id());
                let to = self.key(&portfolio.projects).unwrap_or_else(|| self.id());
                let kind = self.dependency_kind();
                Record::Dependency(id, self.dependency(from, to, kind))
            }
            Item::Group(id) => Record::Group(id, self.group(portfolio)),
            Item::Role(id) => Record::Role(id, self.role()),
            Item::Budget(id) => Record::Budget(id, self.budget()),
            Item::Milestone(project, id) => Record::Milestone(project, id, self.milestone()),
            Item::Risk(id) => Record::Risk(id, self.risk(portfolio).into()),
            Item::Stakeholder(id) => Record::Stakeholder(id, self.stakeholder()),
            Item::Scenario(id) => Record::Scenario(id, self.scenario(portfolio).into()),
            Item::Judgment(id) => match self.judgment(portfolio) {
                Some(judgment) => Record::Judgment(id, judgment),
                None => Record::Cause(self.id(), self.cause(portfolio)),
            },
            Item::Framework(id) => Record::Framework(id, self.framework()),
            Item::Cause(id) => Record::Cause(id, self.cause(portfolio)),
        }
    }

    fn portfolio_field(&mut self, portfolio: &Portfolio) -> PortfolioField {
        match self.rng.u8(0..10) {
            0 => PortfolioField::Title(self.name()),
            1 => PortfolioField::Organisation(self.maybe(Self::name)),
            2 => PortfolioField::Summary(self.text()),
            3 => PortfolioField::Currency(self.currency()),
            4 => PortfolioField::DiscountRate(self.maybe(Self::percent)),
            5 => PortfolioField::Ladder(self.ladder()),
            6 => PortfolioField::Calendar(self.calendar()),
            7 => PortfolioField::PriceRise(self.maybe(Self::percent)),
            8 => PortfolioField::WeightsBy(self.pick(&WeightsBy::ALL)),
            // The same periods from another month on: windows are cut in other places.
            _ => {
                let (length, horizon) = (portfolio.calendar.length(), portfolio.calendar.horizon());
                PortfolioField::Calendar(Calendar::new(self.month(), length, horizon).unwrap())
            }
        }
    }

    fn project_field(&mut self, portfolio: &Portfolio, id: ProjectId) -> ProjectField {
        let record = portfolio.projects.get(&id);
        let costs = record.map(|project| project.costs.clone()).unwrap_or_default();
        let benefits = record.map(|project| project.benefits.clone()).unwrap_or_default();
        let tags: Vec<Name> =
            record.iter().flat_map(|project| &project.tags).cloned().chain([self.name()]).collect();
        let person = self.maybe_key(&portfolio.stakeholders);
        let role = self.key(&portfolio.roles).unwrap_or_else(|| self.id());
        let duration = self.rng.u16(1..30);
        match self.rng.u8(0..28) {
            20.. => self.choice_field(portfolio, record),
            0 => ProjectField::Name(self.name()),
            1 => ProjectField::Summary(self.text()),
            2 => ProjectField::Note(self.text()),
            3 => ProjectField::Stage(self.pick(&Stage::ALL)),
            4 => ProjectField::Category(self.maybe(Self::name)),
            5 => ProjectField::Sponsor(person),
            6 => ProjectField::Lead(person),
            7 => ProjectField::Deputy(person),
            8 => ProjectField::Approach(self.maybe(|draw| draw.pick(&Approach::ALL))),
            9 => ProjectField::AddTag(self.name()),
            10 => ProjectField::RemoveTag(self.pick(&tags)),
            11 | 12 => {
                ProjectField::Duration(self.pick(&[None, Some(duration), Some(0), Some(601)]))
            }
            13 | 14 => {
                let duration = record.and_then(|project| project.duration);
                ProjectField::Window(self.window(duration, portfolio.calendar.length()))
            }
            15 => {
                let id = self.some_id(portfolio, costs.keys().map(|id| id.0).collect());
                ProjectField::PutCost(id.into(), self.cost())
            }
            16 => ProjectField::RemoveCost(self.key(&costs).unwrap_or_else(|| self.id())),
            17 => {
                let id = self.some_id(portfolio, benefits.keys().map(|id| id.0).collect());
                ProjectField::PutBenefit(id.into(), self.benefit(portfolio))
            }
            18 => ProjectField::RemoveBenefit(self.key(&benefits).unwrap_or_else(|| self.id())),
            _ => ProjectField::Demand(role, (0..self.count() * 2).map(|_| self.fte()).collect()),
        }
    }

    /// A field of a project that has to do with how it is scored, funded or bought.
    fn choice_field(
        &mut self,
        portfolio: &Portfolio,
        record: Option<&Arc<Project>>,
    ) -> ProjectField {
        let fundings = record.map(|project| project.fundings.clone()).unwrap_or_default();
        let vendors = record.map(|project| project.vendors.clone()).unwrap_or_default();
        let inputs = record.map(|project| project.inputs.clone()).unwrap_or_default();
        let names: Vec<Name> = inputs.into_keys().chain([self.name()]).collect();
        match self.rng.u8(0..8) {
            0 => ProjectField::Input(self.pick(&names), self.maybe(Self::figure)),
            1 => ProjectField::Priority(self.maybe(|draw| draw.pick(&Priority::ALL))),
            2 => {
                let id = self.some_id(portfolio, fundings.keys().map(|id| id.0).collect());
                ProjectField::PutFunding(id.into(), self.funding())
            }
            3 => ProjectField::RemoveFunding(self.key(&fundings).unwrap_or_else(|| self.id())),
            4 => {
                let id = self.some_id(portfolio, vendors.keys().map(|id| id.0).collect());
                ProjectField::PutVendor(id.into(), self.vendor())
            }
            5 => ProjectField::RemoveVendor(self.key(&vendors).unwrap_or_else(|| self.id())),
            6 => ProjectField::Vendor(self.maybe_key(&vendors)),
            _ => ProjectField::Residual(self.maybe(Self::money)),
        }
    }

    /// One of these ids, a new one, or, with wild manners, one that something else bears.
    fn some_id(&mut self, portfolio: &Portfolio, mut ids: Vec<Id>) -> Id {
        ids.push(self.id());
        if self.manners == Manners::Wild {
            ids.extend(portfolio.projects.keys().map(|id| id.0));
        }
        self.pick(&ids)
    }

    fn outcome_field(&mut self, portfolio: &Portfolio) -> OutcomeField {
        let mut levels: Vec<_> = portfolio.ladder.levels().collect();
        if self.manners == Manners::Wild {
            levels.push(Level(19));
        }
        match self.rng.u8(0..9) {
            7 => OutcomeField::WeightRange(self.maybe(Self::weight_range)),
            0 => OutcomeField::Name(self.name()),
            1 => OutcomeField::Summary(self.text()),
            2 => OutcomeField::Kind(self.pick(&OutcomeKind::ALL)),
            3 => OutcomeField::Owner(self.maybe_key(&portfolio.stakeholders)),
            4 => OutcomeField::Weight(self.weight()),
            5 | 6 => OutcomeField::Parent(self.maybe_key(&portfolio.outcomes)),
            _ => OutcomeField::Statement(self.pick(&levels), self.text()),
        }
    }

    fn dependency_field(&mut self, portfolio: &Portfolio) -> DependencyField {
        let project = self.key(&portfolio.projects).unwrap_or_else(|| self.id());
        match self.rng.u8(0..6) {
            0 => DependencyField::From(project),
            1 => DependencyField::To(project),
            2 => DependencyField::Kind(self.dependency_kind()),
            3 => DependencyField::Lag(self.rng.i16(..)),
            4 => DependencyField::Reason(self.text()),
            _ => DependencyField::Turn,
        }
    }
}
