//! Portfolios and edits out of thin air, for tests that must hold for all of them.
//!
//! A number decides everything that is drawn, so a case that failed can be drawn again; a size says how much of it.

mod choices;
mod edits;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fastrand::Rng;
use portolan::model::{
    Approach, Benefit, Budget, Calendar, Change, Contribution, Cost, CostKind, CostPart, Currency,
    Date, Dependency, DependencyKind, Direction, Estimate, Figure, Fte, Group, GroupRule, Id,
    Impact, Item, Ladder, LevelKey, Measure, Milestone, Money, Month, Name, Outcome, OutcomeKind,
    Percent, PeriodLength, Pin, Pool, Portfolio, Priority, Project, ProjectId, Response, Review,
    Risk, Role, Rung, Say, Scenario, Spread, Stage, Stakeholder, SynergyPoints, Text, Timing,
    Unread, Weight, WeightsBy, Window,
};
use proptest::prelude::*;

/// Portfolios of every kind of record and field that do not contradict themselves.
pub(crate) fn sound() -> impl Strategy<Value = Portfolio> {
    (any::<u64>(), 0_usize..6).prop_map(|(seed, size)| rich(seed, size))
}

/// The numbers that a run of edits is drawn from: [`Draw::edit`] makes an edit of each, for the portfolio as it is then.
pub(crate) fn edit_seeds() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(any::<u64>(), 1..25)
}

/// The portfolio of this number; the larger the size, the more there is of everything.
pub(crate) fn rich(seed: u64, size: usize) -> Portfolio {
    Draw::new(seed, size).portfolio()
}

/// Whether references may lead to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manners {
    Good,
    Wild,
}

/// Draws anything that can be in a portfolio.
pub(crate) struct Draw {
    rng: Rng,
    size: usize,
    manners: Manners,
}

const WORDS: &[&str] = &[
    "Core banking",
    "Ärzteportal",
    "日本語の計画",
    "مشروع",
    "e\u{301}te\u{301}",
    "a \"quoted\" \\ back",
    "// no comment",
    "/* nor this */",
    "<<<<<<< ours",
    "(x: 1, [",
    "r#\"raw\"#",
    "🦀",
    "turned \u{202e}round",
    "NaN",
    "zero\u{200b}width",
    "'",
];

/// Values of fields that this version does not know, as they may stand in a file.
const UNREAD_VALUES: &[&str] = &[
    "5",
    "-0x7f",
    "\"text, with ) and \\\"\"",
    "r#\"raw \" text\"#",
    "NewKind(level: 3, of: [Some(1), None])",
    "{\"a\": (1, 'c'), \"b\": ()}",
    "[/* why */ 1, 2]",
    "5 // why\n",
    "Word",
    "1e300",
    "(\n        deep: (\n          deeper: 1,\n        ),\n      )",
];

impl Draw {
    pub(crate) fn new(seed: u64, size: usize) -> Self {
        Self { rng: Rng::with_seed(seed), size, manners: Manners::Good }
    }

    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(0..100) < percent
    }

    fn maybe<Value>(&mut self, draw: impl FnOnce(&mut Self) -> Value) -> Option<Value> {
        self.rng.bool().then(|| draw(self))
    }

    fn count(&mut self) -> usize {
        self.rng.usize(0..=self.size)
    }

    fn pick<Value: Clone>(&mut self, from: &[Value]) -> Value {
        from[self.rng.usize(0..from.len())].clone()
    }

    /// One of the keys, if there are any; with wild manners sometimes one that nothing bears.
    fn key<Key: Copy + Ord + From<Id>, Value>(&mut self, of: &BTreeMap<Key, Value>) -> Option<Key> {
        if self.manners == Manners::Wild && self.chance(8) {
            return Some(self.id());
        }
        let keys: Vec<Key> = of.keys().copied().collect();
        (!keys.is_empty()).then(|| self.pick(&keys))
    }

    fn maybe_key<Key: Copy + Ord + From<Id>, Value>(
        &mut self,
        of: &BTreeMap<Key, Value>,
    ) -> Option<Key> {
        if self.rng.bool() { self.key(of) } else { None }
    }

    fn some_keys<Key: Copy + Ord + From<Id>, Value>(
        &mut self,
        of: &BTreeMap<Key, Value>,
    ) -> BTreeSet<Key> {
        (0..self.count()).filter_map(|_| self.key(of)).collect()
    }

    pub(crate) fn id<Key: From<Id>>(&mut self) -> Key {
        Id::from_bits(self.rng.u64(..)).into()
    }

    pub(crate) fn name(&mut self) -> Name {
        if self.chance(2) {
            return "ß".repeat(300).parse().unwrap();
        }
        let words: Vec<&str> = (0..self.rng.usize(1..3)).map(|_| self.pick(WORDS)).collect();
        words.join(" ").parse().unwrap()
    }

    fn text(&mut self) -> Text {
        let ends = ["\n", "\t", " ", "\n\n", "\u{2028}"];
        let mut text = String::new();
        for _ in 0..self.rng.usize(0..4) {
            text.push_str(self.pick(WORDS));
            text.push_str(self.pick(&ends));
        }
        text.parse().unwrap()
    }

    fn unread(&mut self) -> Unread {
        if !self.chance(15) {
            return Unread::default();
        }
        let names = ["later", "newer_field", "größe", "type", "odd-name", "x.y", "true"];
        let count = self.rng.usize(1..3);
        let field = |_| (self.pick(&names).into(), self.pick(UNREAD_VALUES).into());
        Unread::new((0..count).map(field).collect())
    }

    fn money(&mut self) -> Money {
        let minor = match self.rng.u8(0..10) {
            0 => self.pick(&[i64::MIN, i64::MAX, 0, -1]),
            1 => -self.rng.i64(0..1_000_000),
            _ => self.rng.i64(0..1_000_000_000),
        };
        Money::from_minor(minor)
    }

    fn estimate(&mut self) -> Estimate {
        let mut figures = [self.money(), self.money(), self.money()];
        figures.sort();
        let [low, likely, high] = figures;
        if self.rng.bool() {
            return Estimate::exactly(likely);
        }
        let low = if self.rng.bool() { low } else { likely };
        let high = if self.rng.bool() { high } else { likely };
        Estimate::between(low, likely, high).unwrap()
    }

    fn percent(&mut self) -> Percent {
        let value = self.rng.f64() * 100.0;
        Percent::new(self.pick(&[0.0, 100.0, 80.0, 0.1, value])).unwrap()
    }

    fn weight(&mut self) -> Weight {
        let value = self.rng.f64() * 1000.0;
        Weight::new(self.pick(&[0.0, 1.0, 25.0, 1_000_000.0, value])).unwrap()
    }

    fn figure(&mut self) -> Figure {
        let value = self.rng.f64() - 0.5;
        let odd = [0.0, -0.0, 1e300, -5e-324, 16_777_217.0, 0.1, value];
        Figure::new(self.pick(&odd)).unwrap()
    }

    fn fte(&mut self) -> Fte {
        let hundredths = self.rng.u32(0..2_000);
        Fte::from_hundredths(self.pick(&[0, 50, 100, 10_000_000, hundredths])).unwrap()
    }

    fn month(&mut self) -> Month {
        Month::new(self.rng.i16(2020..2040), self.rng.i8(1..=12)).unwrap()
    }

    fn day(&mut self) -> Date {
        let year = if self.chance(3) { 9999 } else { self.rng.i16(2020..2040) };
        Date::new(year, self.rng.i8(1..=12), self.rng.i8(1..=28)).unwrap()
    }

    fn currency(&mut self) -> Currency {
        let code = self.pick(&["EUR", "USD", "JPY", "KWD", "CLF", "XTS"]);
        if self.rng.bool() {
            return code.parse().unwrap();
        }
        Currency::new(code, self.rng.u8(0..=4)).unwrap()
    }

    fn calendar(&mut self) -> Calendar {
        let length = self.pick(&[PeriodLength::Month, PeriodLength::Quarter]);
        let horizon = self.rng.u16(1..40);
        let horizon = self.pick(&[1, 600, horizon]);
        Calendar::new(self.month(), length, horizon).unwrap()
    }

    fn ladder(&mut self) -> Ladder {
        if self.rng.bool() {
            return Ladder::default();
        }
        let keys = ["none", "low", "moderate", "strong", "extreme", "a-1", "b", "c", "9"];
        let count = self.rng.usize(2..=keys.len());
        let rung = |(number, key): (u32, &&str)| Rung {
            key: LevelKey::new(key).unwrap(),
            name: self.name(),
            value: Figure::new(f64::from(number) * 1.5).unwrap(),
            note: self.text(),
            unread: self.unread(),
        };
        Ladder::new((0..).zip(&keys[..count]).map(rung).collect()).unwrap()
    }
}

/// The records; what they refer to is drawn from the portfolio given.
impl Draw {
    fn stakeholder(&mut self) -> Stakeholder {
        Stakeholder {
            name: self.name(),
            department: self.maybe(Self::name),
            say: self.maybe(|draw| draw.pick(&Say::ALL)),
            weight: self.weight(),
            unread: self.unread(),
        }
    }

    fn change(&mut self, portfolio: &Portfolio) -> Change {
        Change {
            name: self.name(),
            summary: self.text(),
            owner: self.maybe_key(&portfolio.stakeholders),
            unread: self.unread(),
        }
    }

    fn measure(&mut self) -> Measure {
        let days = self.count();
        Measure {
            name: self.name(),
            unit: self.text(),
            direction: self.pick(&[Direction::Up, Direction::Down]),
            baseline: self.maybe(Self::figure),
            target: self.maybe(Self::figure),
            target_by: self.maybe(Self::day),
            actuals: (0..days).map(|_| (self.day(), self.figure())).collect(),
            unread: self.unread(),
        }
    }

    fn outcome(&mut self, portfolio: &Portfolio) -> Outcome {
        let (statements, measures) = (self.count(), self.count());
        let levels: Vec<_> = portfolio.ladder.levels().collect();
        Outcome {
            summary: self.text(),
            kind: self.pick(&OutcomeKind::ALL),
            owner: self.maybe_key(&portfolio.stakeholders),
            weight_range: self.maybe(Self::weight_range),
            parent: self.maybe_key(&portfolio.outcomes),
            statements: (0..statements).map(|_| (self.pick(&levels), self.text())).collect(),
            measures: (0..measures).map(|_| (self.id(), Arc::new(self.measure()))).collect(),
            unread: self.unread(),
            ..Outcome::named(self.name(), self.weight())
        }
    }

    fn role(&mut self) -> Role {
        let steps = self.count();
        Role {
            name: self.name(),
            rate: self.maybe(Self::money),
            capacity: (0..steps).map(|_| (self.month(), self.fte())).collect(),
            unread: self.unread(),
        }
    }

    fn budget(&mut self) -> Budget {
        let steps = self.count();
        let pools = [Pool::All, Pool::Kind(self.pick(&CostKind::ALL)), Pool::Named(self.name())];
        Budget {
            name: self.name(),
            pool: self.pick(&pools),
            total: self.maybe(Self::money),
            per_period: (0..steps).map(|_| (self.month(), self.money())).collect(),
            unread: self.unread(),
        }
    }

    fn cost(&mut self) -> Cost {
        Cost {
            name: self.name(),
            kind: self.pick(&CostKind::ALL),
            part: self.maybe(|draw| draw.pick(&CostPart::ALL)),
            pool: self.maybe(Self::name),
            first: self.rng.u16(..),
            periods: self.maybe(|draw| draw.rng.u16(..)),
            amount: self.estimate(),
            spread: self.maybe(|draw| draw.pick(&Spread::ALL)),
            unread: self.unread(),
        }
    }

    fn benefit(&mut self, portfolio: &Portfolio) -> Benefit {
        let told = self.count();
        Benefit {
            name: self.name(),
            outcome: self.maybe_key(&portfolio.outcomes),
            owner: self.maybe_key(&portfolio.stakeholders),
            delay: self.rng.u16(0..9),
            ramp: self.rng.u16(0..9),
            periods: self.maybe(|draw| draw.rng.u16(..)),
            amount: self.estimate(),
            spread: self.maybe(|draw| draw.pick(&Spread::ALL)),
            realised: (0..told).map(|_| (self.month(), self.money())).collect(),
            note: self.text(),
            unread: self.unread(),
        }
    }

    fn milestone(&mut self) -> Milestone {
        let reviews = [Review::Passed, Review::PassedWithConditions, Review::Failed];
        Milestone {
            name: self.name(),
            criteria: self.text(),
            planned: self.day(),
            forecast: self.maybe(Self::day),
            actual: self.maybe(Self::day),
            review: self.maybe(|draw| draw.pick(&reviews)),
            unread: self.unread(),
        }
    }

    fn contribution(&mut self, portfolio: &Portfolio) -> Contribution {
        let levels: Vec<_> = portfolio.ladder.levels().collect();
        Contribution {
            level: self.maybe(|draw| draw.pick(&levels)),
            confidence: self.percent(),
            rationale: self.text(),
            rated_by: self.maybe_key(&portfolio.stakeholders),
            through: self.maybe_key(&portfolio.changes),
            unread: self.unread(),
        }
    }

    /// A window with enough time in it for the duration.
    fn window(&mut self, duration: Option<u16>, length: PeriodLength) -> Window {
        if self.manners == Manners::Wild && self.rng.bool() {
            return Window {
                earliest_start: self.maybe(Self::month),
                latest_start: self.maybe(Self::month),
                fixed_start: self.maybe(Self::month),
                finish_by: self.maybe(Self::month),
            };
        }
        let earliest = self.month();
        let fixed = earliest.plus(self.rng.i32(0..20)).unwrap();
        let latest = fixed.plus(self.rng.i32(0..20)).unwrap();
        let periods = i32::from(duration.unwrap_or(1));
        let finish = fixed.plus(periods * length.months() + self.rng.i32(0..9)).unwrap();
        Window {
            earliest_start: self.maybe(|_| earliest),
            latest_start: self.maybe(|_| latest),
            fixed_start: self.maybe(|_| fixed),
            finish_by: self.maybe(|_| finish),
        }
    }

    fn project(&mut self, portfolio: &Portfolio) -> Project {
        let sizes: [usize; 7] = std::array::from_fn(|_| self.count());
        let duration = self.maybe(|draw| draw.rng.u16(1..60));
        let duration = if self.chance(3) { Some(600) } else { duration };
        let rateable: BTreeMap<_, _> = match self.manners {
            Manners::Good => portfolio.leaves().collect(),
            Manners::Wild => portfolio.outcomes.iter().map(|(&id, record)| (id, record)).collect(),
        };
        let demanded = self.rng.usize(0..=usize::from(duration.unwrap_or(6).min(6)));
        let vendors = (0..sizes[6]).map(|_| (self.id(), self.vendor())).collect();
        Project {
            summary: self.text(),
            note: self.text(),
            stage: self.pick(&Stage::ALL),
            category: self.maybe(Self::name),
            sponsor: self.maybe_key(&portfolio.stakeholders),
            lead: self.maybe_key(&portfolio.stakeholders),
            deputy: self.maybe_key(&portfolio.stakeholders),
            approach: self.maybe(|draw| draw.pick(&Approach::ALL)),
            tags: (0..sizes[0]).map(|_| self.name()).collect(),
            duration,
            window: self.window(duration, portfolio.calendar.length()),
            contributions: self
                .some_keys(&rateable)
                .into_iter()
                .map(|outcome| (outcome, self.contribution(portfolio)))
                .collect(),
            costs: (0..sizes[1]).map(|_| (self.id(), self.cost())).collect(),
            benefits: (0..sizes[2]).map(|_| (self.id(), self.benefit(portfolio))).collect(),
            priority: self.maybe(|draw| draw.pick(&Priority::ALL)),
            inputs: (0..sizes[4]).map(|_| (self.name(), self.figure())).collect(),
            fundings: (0..sizes[5]).map(|_| (self.id(), self.funding())).collect(),
            vendor: self.maybe_key(&vendors),
            vendors,
            residual: self.maybe(Self::money),
            demands: self
                .some_keys(&portfolio.roles)
                .into_iter()
                .map(|role| (role, (0..demanded).map(|_| self.fte()).collect()))
                .collect(),
            milestones: (0..sizes[3]).map(|_| (self.id(), Arc::new(self.milestone()))).collect(),
            unread: self.unread(),
            ..Project::named(self.name())
        }
    }

    fn dependency_kind(&mut self) -> DependencyKind {
        let timing = self.pick(&[Timing::FinishToStart, Timing::SameTime]);
        let points = SynergyPoints::new(self.percent().percent()).unwrap();
        let synergy = self.maybe(|_| points);
        self.pick(&[
            DependencyKind::Requires { timing },
            DependencyKind::Together,
            DependencyKind::Excludes,
            DependencyKind::Enables { synergy },
        ])
    }

    fn dependency(&mut self, from: ProjectId, to: ProjectId, kind: DependencyKind) -> Dependency {
        Dependency {
            lag: if self.rng.bool() { 0 } else { self.rng.i16(..) },
            reason: self.text(),
            unread: self.unread(),
            ..Dependency::between(from, to, kind)
        }
    }

    fn group(&mut self, portfolio: &Portfolio) -> Group {
        let members = self.some_keys(&portfolio.projects);
        let wanted = self.rng.u16(0..=u16::try_from(members.len()).unwrap());
        let wanted = if self.manners == Manners::Wild { wanted + 1 } else { wanted };
        let rules =
            [GroupRule::AtLeast(wanted), GroupRule::Exactly(wanted), GroupRule::AtMost(wanted + 3)];
        Group {
            name: self.name(),
            rule: self.pick(&rules),
            members,
            reason: self.text(),
            unread: self.unread(),
        }
    }

    fn impact(&mut self) -> Impact {
        Impact {
            probability: self.maybe(Self::percent),
            money: self.maybe(Self::estimate),
            delay: self.maybe(|draw| draw.rng.u16(..)),
        }
    }

    fn risk(&mut self, portfolio: &Portfolio) -> Risk {
        Risk {
            name: self.name(),
            cause: self.text(),
            event: self.text(),
            effect: self.text(),
            threatens: self.some_keys(&portfolio.projects),
            impact: self.impact(),
            owner: self.maybe_key(&portfolio.stakeholders),
            response: self.maybe(|draw| draw.pick(&Response::ALL)),
            response_note: self.text(),
            residual: self.impact(),
            review_on: self.maybe(Self::day),
            unread: self.unread(),
        }
    }

    /// A scenario that forces all in or all out, so that nothing it needs is taken from any.
    fn scenario(&mut self, portfolio: &Portfolio) -> Scenario {
        let is_wild = self.manners == Manners::Wild;
        let forced = self.forced(portfolio);
        let factors = if is_wild { &[1.2, -1.0][..] } else { &[0.0, 1.2][..] };
        let factor = |draw: &mut Self| Figure::new(draw.pick(factors)).unwrap();
        Scenario {
            summary: self.text(),
            budgets: {
                let keys = self.some_keys(&portfolio.budgets);
                keys.into_iter().map(|id| (id, self.money())).collect()
            },
            capacities: {
                let keys = self.some_keys(&portfolio.roles);
                keys.into_iter().map(|id| (id, self.fte())).collect()
            },
            weights: {
                let keys = self.some_keys(&portfolio.outcomes);
                keys.into_iter().map(|id| (id, self.weight())).collect()
            },
            forced,
            starts: {
                let keys = self.some_keys(&portfolio.projects);
                keys.into_iter().map(|id| (id, self.month())).collect()
            },
            cost_factors: {
                let keys = self.some_keys(&portfolio.projects);
                keys.into_iter().map(|id| (id, factor(self))).collect()
            },
            unread: self.unread(),
            ..Scenario::named(self.name())
        }
    }

    fn pin(&mut self) -> Pin {
        Pin::new(self.rng.i32(..), self.rng.i32(-500..500))
    }
}

/// Whole portfolios.
impl Draw {
    fn portfolio(&mut self) -> Portfolio {
        let mut portfolio = Portfolio {
            organisation: self.maybe(Self::name),
            summary: self.text(),
            currency: self.currency(),
            calendar: self.calendar(),
            discount_rate: self.maybe(Self::percent),
            price_rise: self.maybe(Self::percent),
            weights_by: self.pick(&WeightsBy::ALL),
            ladder: self.ladder(),
            unread: self.unread(),
            ..Portfolio::titled(self.name())
        };
        let all = &mut portfolio;
        for _ in 0..self.count() {
            all.stakeholders.insert(self.id(), self.stakeholder().into());
        }
        for _ in 0..self.count() {
            all.outcomes.insert(self.id(), self.outcome(all).into());
        }
        for _ in 0..self.count() {
            all.changes.insert(self.id(), self.change(all).into());
            all.roles.insert(self.id(), self.role().into());
            all.budgets.insert(self.id(), self.budget().into());
        }
        for _ in 0..self.count() {
            all.projects.insert(self.id(), self.project(all).into());
        }
        self.links(all);
        for _ in 0..self.count() {
            all.groups.insert(self.id(), self.group(all).into());
            all.risks.insert(self.id(), self.risk(all).into());
            all.scenarios.insert(self.id(), self.scenario(all).into());
        }
        self.choices(all);
        let cards: Vec<Item> = items(all).into_iter().filter(|&item| is_card(item)).collect();
        all.pins =
            cards.into_iter().filter_map(|item| Some((item, self.maybe(Self::pin)?))).collect();
        portfolio
    }

    /// Dependencies without contradiction: in time, later ones need earlier ones; exclusion stays between two halves
    /// that need nothing of each other.
    fn links(&mut self, portfolio: &mut Portfolio) {
        let projects: Vec<ProjectId> = portfolio.projects.keys().copied().collect();
        for (second, &from) in projects.iter().enumerate() {
            for (first, &to) in projects.iter().enumerate().take(second) {
                if self.chance(60) {
                    continue;
                }
                let kind = self.dependency_kind();
                let is_same_half = first % 2 == second % 2;
                let fits = match kind {
                    DependencyKind::Requires { .. } | DependencyKind::Together => is_same_half,
                    DependencyKind::Excludes => !is_same_half,
                    DependencyKind::Enables { .. } => true,
                };
                if fits {
                    let record = self.dependency(from, to, kind);
                    portfolio.dependencies.insert(self.id(), record.into());
                }
            }
        }
    }
}

/// Everything in the portfolio that can be pointed at.
pub(crate) fn items(portfolio: &Portfolio) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    items.extend(portfolio.stakeholders.keys().copied().map(Item::Stakeholder));
    items.extend(portfolio.changes.keys().copied().map(Item::Change));
    items.extend(portfolio.roles.keys().copied().map(Item::Role));
    items.extend(portfolio.budgets.keys().copied().map(Item::Budget));
    items.extend(portfolio.dependencies.keys().copied().map(Item::Dependency));
    items.extend(portfolio.groups.keys().copied().map(Item::Group));
    items.extend(portfolio.risks.keys().copied().map(Item::Risk));
    items.extend(portfolio.scenarios.keys().copied().map(Item::Scenario));
    items.extend(portfolio.judgments.keys().copied().map(Item::Judgment));
    items.extend(portfolio.frameworks.keys().copied().map(Item::Framework));
    items.extend(portfolio.causes.keys().copied().map(Item::Cause));
    for (&id, outcome) in &portfolio.outcomes {
        items.push(Item::Outcome(id));
        items.extend(outcome.measures.keys().map(|&measure| Item::Measure(id, measure)));
    }
    for (&id, project) in &portfolio.projects {
        items.push(Item::Project(id));
        items.extend(project.contributions.keys().map(|&other| Item::Contribution(id, other)));
        items.extend(project.milestones.keys().map(|&other| Item::Milestone(id, other)));
    }
    items
}

/// Whether it has a card on the map.
fn is_card(item: Item) -> bool {
    matches!(item, Item::Project(_) | Item::Change(_) | Item::Outcome(_) | Item::Measure(..))
}
