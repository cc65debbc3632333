//! What projects are scored by, the ways to fund and to buy them, and what was chosen, out of thin air.

use std::collections::{BTreeMap, BTreeSet};

use portolan::model::{
    Cause, Direction, Figure, Force, Forced, Framework, FrameworkField, Funding, Judgment, Name,
    Planned, Portfolio, ProjectId, Vendor, WeightRange,
};

use super::{Draw, Manners};

impl Draw {
    pub(super) fn weight_range(&mut self) -> WeightRange {
        let (one, other) = (self.weight(), self.weight());
        WeightRange::new(one, other).or(WeightRange::new(other, one)).unwrap()
    }

    pub(super) fn funding(&mut self) -> Funding {
        Funding {
            name: self.name(),
            cost: self.percent(),
            work: self.percent(),
            value: self.percent(),
            note: self.text(),
            unread: self.unread(),
        }
    }

    pub(super) fn vendor(&mut self) -> Vendor {
        Vendor {
            name: self.name(),
            price: self.estimate(),
            first: self.rng.u16(..),
            periods: self.maybe(|draw| draw.rng.u16(..)),
            switching: self.maybe(Self::money),
            terms: self.text(),
            note: self.text(),
            unread: self.unread(),
        }
    }

    /// A judgment of two different outcomes; nothing where there are no two.
    pub(super) fn judgment(&mut self, portfolio: &Portfolio) -> Option<Judgment> {
        let (more, less) = (self.key(&portfolio.outcomes)?, self.key(&portfolio.outcomes)?);
        let is_wild = self.manners == Manners::Wild;
        let odd = if is_wild { 9.5 } else { 9.0 };
        let judgment = Judgment {
            by: self.maybe_key(&portfolio.stakeholders),
            more,
            less,
            times: Figure::new(self.pick(&[1.0, 1.5, 3.0, odd])).unwrap(),
            note: self.text(),
            unread: self.unread(),
        };
        (is_wild || more != less).then_some(judgment)
    }

    pub(super) fn framework(&mut self) -> Framework {
        let names: BTreeSet<Name> = (0..self.count()).map(|_| self.name()).collect();
        let mut fields: Vec<FrameworkField> =
            names.into_iter().map(|name| self.framework_field(name)).collect();
        if self.manners == Manners::Wild && self.rng.bool() {
            fields.extend(fields.first().cloned());
        }
        Framework {
            name: self.name(),
            summary: self.text(),
            formula: self.text(),
            better: self.pick(&[Direction::Up, Direction::Down]),
            fields,
            unread: self.unread(),
        }
    }

    fn framework_field(&mut self, name: Name) -> FrameworkField {
        let (one, other) = (self.figure(), self.figure());
        let turned = self.manners == Manners::Wild && self.chance(20);
        let (low, high) = if (one <= other) == turned { (other, one) } else { (one, other) };
        let steps = self.count();
        FrameworkField {
            name,
            unit: self.text(),
            low: self.maybe(|_| low),
            high: self.maybe(|_| high),
            steps: (0..steps).map(|_| self.figure()).collect(),
            note: self.text(),
            unread: self.unread(),
        }
    }

    pub(super) fn cause(&mut self, portfolio: &Portfolio) -> Cause {
        Cause {
            name: self.name(),
            summary: self.text(),
            members: self.some_keys(&portfolio.projects),
            correlation: self.percent(),
            unread: self.unread(),
        }
    }

    /// Choices that force all in or all out, so that nothing that is needed is taken from any.
    pub(super) fn forced(&mut self, portfolio: &Portfolio) -> BTreeMap<ProjectId, Forced> {
        let force = self.pick(&[Force::In, Force::Out]);
        let projects = self.some_keys(&portfolio.projects);
        projects.into_iter().map(|project| (project, self.forced_choice(force))).collect()
    }

    /// One forced choice; with wild manners perhaps the other one.
    pub(super) fn forced_choice(&mut self, force: Force) -> Forced {
        let is_wild = self.manners == Manners::Wild;
        let force = if is_wild { self.pick(&[Force::In, Force::Out]) } else { force };
        Forced { force, reason: self.text(), unread: self.unread() }
    }

    pub(super) fn plan(&mut self, portfolio: &Portfolio) -> BTreeMap<ProjectId, Planned> {
        let projects = self.some_keys(&portfolio.projects);
        projects.into_iter().map(|project| (project, self.planned(portfolio, project))).collect()
    }

    fn planned(&mut self, portfolio: &Portfolio, project: ProjectId) -> Planned {
        let record = portfolio.projects.get(&project);
        let fundings = record.map(|record| record.fundings.clone()).unwrap_or_default();
        Planned {
            start: self.maybe(Self::month),
            funding: self.maybe_key(&fundings),
            unread: self.unread(),
        }
    }

    /// Puts in what the whole portfolio is judged by and what was chosen.
    pub(super) fn choices(&mut self, all: &mut Portfolio) {
        let mut pairs = BTreeSet::new();
        for _ in 0..self.count() {
            all.frameworks.insert(self.id(), self.framework());
            all.causes.insert(self.id(), self.cause(all));
            let Some(judgment) = self.judgment(all) else { continue };
            let (more, less) = (judgment.more, judgment.less);
            if pairs.insert((judgment.by, more.min(less), more.max(less))) {
                all.judgments.insert(self.id(), judgment);
            }
        }
        all.forced = self.forced(all);
        all.plan = self.plan(all);
    }
}
